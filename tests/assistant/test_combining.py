"""Questions that combine things: ranked columns, shares within, totals less a part; refused where
nothing of the kind can be worked out.
"""

import pytest

from assistant.ask import Assistant

# What is named first, and its number.
RANKED = {
    "江夏区2021年法人申请里面，哪种机构申请最多？": "商业企业、法律服务机构并列最多，各2件",
    "宿迁市2024年哪类单位申请最多": "商业企业，75件",
    "宿迁市2024年哪类申请人予以公开率最高": "自然人，40.93%",
    "宿迁市2024年哪类申请人办结率最低": "其他，66.67%",
    "宿迁市2024年不予公开用得最少的理由": "其他法律行政法规禁止公开，1件",
    "宿迁市2024年不予公开里用得最多的理由是哪条": "属于行政执法案卷，23件",
    "宿迁市2024年不予处理最少的理由": "已获取信息并列最少，各0件",
    "江夏区2021年最常用的理由是什么": "不予处理：信访举报投诉类申请，120件",
    "宿迁市2023年什么理由用得最多": "无法提供：本机关不掌握相关政府信息，1047件",
    "宿迁市2024年申请最少的结果是哪种": "不予公开，92件",
    "Suqian 2024: what was the most common reason?": "897",
}
# A word of several meanings: each is ranked.
EACH_RANKED = {
    "2021年江夏区哪类申请人公开率最高？": ("商业企业，50.00%", "法律服务机构，100.00%", "分母为0"),
    "江夏区2021年哪类申请人被拒得最多": ("自然人，5件", "自然人，10件", "自然人，120件"),
}
# A share of the whole that is named, or of the whole that it lies in.
SHARES = {
    "江夏区2021年自然人申请被认定为信访的占几成": "76.92",  # 120 ÷ 156
    "江夏区2021年信访里自然人占几成": "100.00",  # 120 ÷ 120
    "宿迁2024年企业提的申请被公开的占多少": "28.77",  # 21 ÷ 73
    "宿迁2024年企业申请的不予公开占多少": "4.35",  # 4 ÷ 92
    "宿迁2024年新收申请里予以公开的占几成": "40.60",  # 1431 ÷ 3525
    "宿迁2024年无法提供有多少件，其中本机关不掌握的占多少": "95.32",  # 897 ÷ 941
    "洪泽区2024年无法提供里本机关不掌握的占几成": "96.88",  # 31 ÷ 32
    "宿迁2024年予以公开和部分公开一共占办结的比例": "54.02",
    "宿迁2024年企业占法人的几成": "88.24",  # 75 ÷ 85
    "In Suqian 2024, what percentage of new requests were granted?": "40.60",
    "Suqian 2024: what share of enterprise requests were refused?": "5.48",  # 4 ÷ 73
    "Jiangxia 2021: petitions as a share of natural persons' requests": "76.92",
    "宿迁2024年复议纠正的是维持的几分之几": "20.45",  # 18 ÷ 88
}
# The numbers of each row shown.
SEVERAL = {
    "宿迁2023年全部和部分公开分别几件": {"1191", "328"},
    "宿迁2023年公开或者不公开各多少件": {"1191", "142"},
    "Suqian 2023: granted in full and in part": {"1191", "328"},
    "宿迁2024年自然人申请占比与企业申请占比相差几个百分点": {"97.59", "2.13"},
    "宿迁2024年自然人和企业各占多少": {"97.59", "2.13"},
    "宿迁2023、2024年自然人和企业申请各多少": {"3402", "3440", "99", "75"},
    "宿迁2024年自然人和企业申请比2023年各增加多少": {"3440", "3402", "75", "99"},
    "宿迁2024年企业与律所申请相等吗": {"75", "6"},
    "洪泽区2024年无法提供占比多少，其中本机关不掌握的占多少": {"33.68", "96.88"},
    "宿迁2024年不予公开占多少，其中执法案卷和查询事项各占多少": {"2.61", "25.00", "14.13"},
    "宿迁2024年无法提供有多少件，其中本机关不掌握的有几件": {"941", "897"},
    "宿迁2024年予以公开和部分公开各占办结的比例": {"40.64", "13.38"},
    "宿迁2024年复议里维持占几成，纠正占几成": {"51.76", "10.59"},
    # What comes in and what comes of it have no total of both.
    "宿迁2024年予以公开和新收总数": {"1431", "3525"},
    "宿迁2024年自然人和总计各多少件": {"3440", "3525"},
    "宿迁2024年新收申请中公开的占比": {"40.60", "53.96"},
}
SUMS = {
    "算上前一年留下的，宿迁2023年手头一共要办多少件申请？": "3607",
    "宿迁2024年收办申请（含上年结转）多少件": "3646",
    # 全部或者部分公开 names two results, and 或 asks for either.
    "宿迁市2023年申请人拿到了信息（全部或者部分公开）的共有多少件": "1519",
    "宿迁2023年部分或者全部公开的几件": "1519",
    "宿迁2023年予以公开（含部分公开）的有多少件": "1519",
    "宿迁2023年不予公开或者不予处理的有多少件": "548",
    "宿迁2023年复议维持或纠正的几件": "326",
    "How many requests did Suqian grant in full or in part in 2023?": "1519",
    "宿迁2023年内部事务和过程性信息两项共不予公开了几件？": "29",
    "宿迁2024年法人和自然人一共多少件": "3525",
    "宿迁2024年复议与诉讼总量": "247",
    "宿迁2024年企业和律师总计多少": "81",
    "In Suqian 2024, how many requests were refused or unavailable in total?": "1033",
}
# Against the mean of years, per hundred, of three kinds of decisions.
WORKED_OUT = {
    "宿迁市2024年新收申请比两年平均高多少": "7",  # 3525 − 3518
    "宿迁市2024年新收申请比2023和2024年的平均多多少": "7",
    "宿迁市2023年信访比历年平均高多少": "109",  # 305 − 196
    "宿迁市2024年予以公开率比近两年平均低多少": "3.24",
    "江夏区2021年每100件申请有几件公开": "12.50",
    "宿迁2024年每百件新收申请里有几件予以公开": "40.60",
    "In Jiangxia 2021, out of every 100 requests, how many were granted in full?": "12.50",
    "江夏区2021年行政处罚占三类处理决定的几成": "0.45",
    "江夏区2021年行政处罚和行政强制占三项的比重": "0.52",
    "江夏区2021年三类处理决定一共多少件": "561737",
    "每办一件行政强制，宿迁2024年对应作出多少件行政处罚？也就是处罚除以强制": "91.19",
    "How many penalties per coercive measure did Suqian impose in 2024?": "91.19",
}
# One share of several years put together: the parts of all of them over all of their wholes.
POOLED = {
    "把2023年跟2024年的数放一块算，宿迁予以公开占办结总数的百分之多少": "37.42",
    "宿迁两年合计不予公开占办结多少": "3.34",
    "宿迁两年办结的申请里合起来有几成是部分公开": "11.40",
    "宿迁2023和2024年合并计算，复议纠正率多少": "6.39",  # (17 + 18) ÷ (414 + 134)
    "宿迁2023年和2024年两年加在一起，自然人申请占新收的百分之几": "97.24",
    "宿迁两年复议加诉讼一共": "800",
    "Suqian 2023 and 2024 combined: what share of results was granted in full?": "37.42",
}
# How what is named side by side changed from year to year, added up or set against each other.
CHANGED = {
    "宿迁行政处罚和行政强制合计，2024年同比变化多少？": "-4.82",
    "宿迁2024年自然人和企业合计同比变化多少": "0.40",
    "宿迁处罚和强制一共，2024年同比少了几件": "-136990",
    "宿迁2024年处罚和强制差多少": "2647123",
    "宿迁2024年行政处罚比行政强制多百分之几": "9018.85",
    "信访类在宿迁不予处理中的占比，两年间变化了几个百分点？": "-0.76",
}
# Of two bodies, and of a smaller whole.
PARTS = {
    "2024年宿迁的新收申请占宿迁、洪泽两地合计的百分之几？": "97.38",
    "2024年宿迁和洪泽新收申请平均每家多少件？": "1810.00",
    "宿迁2023年法人或其他组织的申请有百分之几来自社会公益组织？": "3.67",
    "如果剔除信访举报投诉类，江夏2021年的予以公开率会是多少？": "50.00",
    "撇开“本机关不掌握”的不算，宿迁2024年予以公开占剩下办结数的百分之几？": "54.54",
    "宿迁2023年信访举报投诉类占不予处理的一半以上吗，具体多少？": "75.12",
}
# A total less what is left out of it.
RESTS = {
    "宿迁2023年的复议案件除去尚未审结的，审结了多少件？": "414",
    "宿迁2023年办结的申请中既没公开也没部分公开的有多少件？": "1967",
    "宿迁2023年既不是自然人也不是企业的申请有几件": "10",
    "洪泽区2024年除了予以公开，其他处理结果一共多少件": "45",  # 95 − 50
    "洪泽区2024年除去予以公开还有多少件": "45",
    "洪泽区2024年不算予以公开的话一共多少件": "45",
    "宿迁市2024年予以公开以外的结果一共多少": "2090",  # 3521 − 1431
    "宿迁市2024年不予处理的除去信访还剩多少件": "30",  # 117 − 87
    "宿迁市2024年不算信访，一共办结多少件": "3434",  # 3521 − 87
    "宿迁市2024年除了自然人，其他申请人一共提了多少件申请": "85",  # 75 + 1 + 6 + 3
    "宿迁市2024年除了企业和律所，其他申请人一共提了几件": "3444",  # 3525 − 75 − 6
    "宿迁市2024年除企业外，不予公开多少件": "88",  # 92 − 4
    "江夏区2021年自然人申请中除了予以公开，其他结果一共多少件": "137",  # 156 − 19
    "宿迁市2024年行政复议除了维持，其他结果一共多少件": "82",  # 170 − 88
    "宿迁市2024年其他处理里除了逾期补正还有多少": "392",  # 469 − 77
    "宿迁市2024年行政诉讼除了尚未审结的一共多少件": "57",  # 77 − 20
    "In Hongze 2024, everything except granted, how many?": "45",
    "Suqian 2024: how many results other than granted and granted in part?": "1619",
}
# Each of what is named side by side, against the year before.
CHANGES = {
    "宿迁2024年行政处罚和行政强制比上年增长多少": {"2676474", "2822652", "29351", "20163"},
    "宿迁2024年自然人和企业的申请同比增长多少": {"3440", "3402", "75", "99"},
    "宿迁2024年结转下年的申请多于上年结转来的吗？": {"125", "121"},
    "江夏2021年不予公开那6件是哪些理由？": {"1", "5"},
    "宿迁2024年复议后起诉的案件结果怎么分布": {"33", "6", "13"},
}
# A whole and its part are shown, and never added up.
NOT_ADDED = {
    "宿迁市2024年总计和自然人一共多少件": {"3525", "3440"},
    "宿迁2024年法人和企业一共多少件": {"85", "75"},
    "宿迁2024年无法提供和本机关不掌握的一共多少件": {"941", "897"},
    "江夏2021年不予公开和属于行政查询事项加起来多少": {"6", "5"},
}
REFUSED = (
    "宿迁2023年复议加2024年诉讼一共几件",
    "宿迁2024年新收加上结转减去办结是多少",
    "把宿迁2023年和2024年的新收申请加起来除以3",
    "宿迁2024年新收加上年结转除以2是多少",
    "宿迁与洪泽2024年申请合计中洪泽占几成",
    "宿迁2024年公开类的总共多少，占办结多少",
    "2024年宿迁和洪泽合计中洪泽新收占几成",
    "2024年宿迁和洪泽企业平均每家申请多少件",
    "宿迁2024年新收平均每家多少件",
    "宿迁2024年每件处罚平均罚几件东西",
    "宿迁2024年公开率比不予公开率高几个百分点",
    "剔除外地企业，江夏2021年的予以公开率是多少？",
    "剔除予以公开，江夏2021年的予以公开率是多少？",
    "剔除上年结转，江夏2021年的予以公开率是多少？",
    "宿迁2024年复议除去尚未审结的，维持了多少件",
    "宿迁2023年既没公开也没答复的申请有几件",
    # It did fall, and no report says why.
    "宿迁2024年复议为什么减少这么多？",
    # What is left out is no part of what is asked for, or of no total, or changes the whole.
    "宿迁市2024年新收申请除去信访还剩多少",
    "宿迁市2024年除了信访以外申请多少件",
    "宿迁市2024年除了许可，其他一共多少件",
    "宿迁市2024年除了许可，处罚多少件",
    "宿迁市2024年除了复议，诉讼多少件",
    "宿迁市2024年除了信访，公开率是多少",
    "宿迁市2024年除了予以公开，其他结果各多少件",
    "宿迁市2024年除沭阳外一共收到多少申请",
    "江夏区2021年除信访外一共多少件",
    "宿迁2024年无法提供占本机关不掌握的几成",
    "宿迁2024年新收申请占予以公开的几成",
    "宿迁2024年法人占企业的几成",
    "宿迁2024年总计占自然人的几成",
    "宿迁2024年行政许可、处罚、强制各占多少",
    "江夏区2021年三类处理决定占多少",
    "江夏区2021年每10件申请有几件公开",
    "江夏区2021年每100件收费多少",
    "宿迁市2024年新收申请比近三年平均多多少",
    "江夏区2021年新收申请比两年平均高多少",
    "宿迁市2024年新收比全省平均高多少",
    "宿迁市两年加起来新收申请比洪泽区2024年多多少",
    "宿迁市2024年自然人比企业和律所加起来多多少",
    "宿迁2024年予以公开和总计加起来多少",
    "宿迁2024年行政复议总数和维持加起来多少",
    "宿迁市2024年哪类申请人复议最多",
    "宿迁市2024年哪类申请人被罚得最多",
    "江夏区2021年申请少了最主要的原因是什么",
    "宿迁市2024年最多的申请收到几件",
)


@pytest.mark.parametrize(("question", "told"), RANKED.items())
def test_the_first_of_what_is_ranked_is_told(samples: Assistant, question: str, told: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and told in answer.text, answer.text


@pytest.mark.parametrize(("question", "told"), EACH_RANKED.items())
def test_each_meaning_is_ranked(samples: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = samples.ask(question)
    assert answer.value is None and all(part in answer.text for part in told), answer.text


@pytest.mark.parametrize("question", REFUSED)
def test_nothing_is_worked_out_where_no_table_tells(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.status != "answered" and answer.value is None, answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        *SHARES.items(),
        *SUMS.items(),
        *RESTS.items(),
        *WORKED_OUT.items(),
        *POOLED.items(),
        *CHANGED.items(),
        *PARTS.items(),
    ],
)
def test_a_part_is_taken_of_its_own_whole(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value, answer.text


@pytest.mark.parametrize(
    ("question", "values"), [*SEVERAL.items(), *NOT_ADDED.items(), *CHANGES.items()]
)
def test_each_of_what_is_asked_is_told(samples: Assistant, question: str, values: set[str]) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and values <= {r.value for r in answer.rows}, answer.text
    assert answer.value is None


def test_a_rate_told_beside_its_numbers_keeps_its_own_whole(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年商业企业申请了几件，公开几件，公开率多少")
    assert {row.value for row in answer.rows} == {"75", "28.77"}  # 21 ÷ 73


def test_two_years_added_up_of_which_one_is_named_are_refused(samples: Assistant) -> None:
    assert samples.ask("宿迁2024年两年加起来新收多少").reason == "not_understood"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("宿迁2023年收办的申请里予以公开和部分公开合计多少件", ("1519", "件")),
        ("内部事务和过程性信息两条理由，宿迁2024年共挡下多少件", ("32", "件")),
        ("宿迁2024年新收里刨开个人和企业，别的主体一共提了几件", ("10", "件")),
        ("复议总数减掉尚未审结的，宿迁2024年审完了多少件", ("134", "件")),
        ("如果把信访类剔除在外，江夏2021年予以公开率会是多少", ("50.00", "%")),
        ("宿迁2024的处罚件数除以洪泽2024的处罚件数等于几", ("964.15", "倍")),
        ("上海市政府办公厅2019年手里的申请（含上年结转）有多少比例拖到了下一年", ("8.21", "%")),
        ("行政许可、处罚、强制三项里宿迁2024年哪项最多，多少", ("2676474", "件")),
        ("宿迁2024年不予处理五种情形里，第二多的有几件？", ("27", "件")),
        ("去掉信访类以后，宿迁2023的不予处理还剩几件", ("101", "件")),
        ("Excluding petitions, how many requests did Jiangxia close in 2021?", ("40", "件")),
        ("Add up licences, penalties and coercive measures for Hongze 2024", ("12347", "件")),
        ("What was Suqian's second most common outcome in 2023, and how many?", ("1078", "件")),
        # A whole beside its part has no sum.
        ("宿迁2024年不予处理和信访类一共几件", None),
    ],
)
def test_what_is_within_a_whole_is_added_taken_off_or_ordered(
    samples: Assistant, question: str, value: tuple[str, str] | None
) -> None:
    assert samples.ask(question).value == value


@pytest.mark.parametrize(
    "question",
    ["宿迁前年和去年不予公开加起来比予以公开少多少", "宿迁2024年许可和处罚加起来比强制多多少"],
)
def test_what_is_held_against_a_sum_is_no_term_of_it(samples: Assistant, question: str) -> None:
    assert samples.ask(question).reason == "not_understood"


def test_a_part_told_behind_its_whole_is_asked_for(samples: Assistant) -> None:
    answer = samples.ask("洪泽2024年有2件复议吧，其中1件被纠正了？")
    assert answer.value == ("1", "件") and answer.rows[0].indicator == "review_corrected"
