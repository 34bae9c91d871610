"""Questions for figures and what they must give: value, unit, and the cell where it is one."""

import pytest

from assistant.ask import Assistant

NEW = "表三/一、本年新收政府信息公开申请数量"


@pytest.mark.parametrize(
    ("question", "value", "unit", "where"),
    [
        ("江夏区2021年新收多少申请？", "160", "件", f"{NEW}/总计"),
        ("江夏2021年自然人申请了多少件?", "156", "件", f"{NEW}/自然人"),
        # The year written out puts 去年 right.
        ("江夏去年行政处罚多少件啊(我说的是2021)", "2542", "件", "行政处罚/本年处理决定数量"),
        ("江夏区2021年被复议几次", "13", "件", "表四/行政复议/总计"),
        ("江夏區二〇二一年政府信息公開申請總數", "160", "件", f"{NEW}/总计"),
        ("江下区2021年新收申请多少", "160", "件", f"{NEW}/总计"),
        ("How many requests did Jiangxia receive in 2021?", "160", "件", f"{NEW}/总计"),
        # The group only says where the row stands.
        ("江夏2021年自然人里多少被当成信访不予处理?", "120", "件", "信访举报投诉类申请/自然人"),
        ("江夏2021年2021年結轉到下一年的申請有幾件?", "0", "件", "四、结转下年度继续办理/总计"),
        ("我在写报道，需要江夏2021年许可的件数", "558794", "件", "行政许可/本年处理决定数量"),
        ("江夏区2021年出台了几个文件", "2", "件", "行政规范性文件/本年制发件数"),
        ("江夏区2021年行政事业性收费是多少万元", "668.57", "万元", "本年收费金额（单位：万元）"),
    ],
)  # fmt: skip
def test_a_cell(samples: Assistant, question: str, value: str, unit: str, where: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.kind) == ("answered", "figure")
    assert answer.value == (value, unit)
    assert answer.rows[0].where.endswith(where)
    assert any(e.where == answer.rows[0].where and value in e.quote for e in answer.evidence)


@pytest.mark.parametrize(
    ("question", "value", "unit", "formula"),
    [
        ("江夏区2021年予以公开率是多少?", "12.50", "%", "20 ÷ 160"),
        # Two rows taken from one another are two rows, though one lies within the other.
        ("宿迁2024年不予公开减去国家秘密还剩几件", "90", "件", "92 − 2"),
        ("宿迁2024年新收减上年结转", "3404", "件", "3525 − 121"),
        # The whole is named as such, wherever it stands.
        ("按新收件当分母，宿迁2023年予以公开占多少", "33.92", "%", "1191 ÷ 3511"),
        ("宿迁2023年无法提供的比例，分母用办结总数", "30.92", "%", "1078 ÷ 3486"),
        ("宿迁2024年个人申请的予以公开占个人全部结果的比例", "40.93", "%", "1408 ÷ 3440"),
        ("拿全部复议案件做底，宿迁2024年被纠正的占百分之几", "10.59", "%", "18 ÷ 170"),
        ("江夏2021年不予处理率?", "75.00", "%", "120 ÷ 160"),
        ("江夏2021年办结率", "100.00", "%", "160 ÷ (160 + 0)"),
        ("江夏2021年复议纠正率", "0.00", "%", "0 ÷ (13 − 3)"),
        ("宿迁2024年复议案件纠正率", "13.43", "%", "18 ÷ (170 − 36)"),
        # 纠正率 is of the block that the question names.
        ("宿迁2024年直接起诉案件维持率", "38.89", "%", "7 ÷ (25 − 7)"),
        ("江夏2021年信访类占不予处理的比例", "100.00", "%", "120 ÷ 120"),
        ("江夏2021年部分公开占办结多少", "2.50", "%", "4 ÷ 160"),
        ("江夏2021年法人或其他组织合计多少件?", "4", "件", "2 + 0 + 0 + 2 + 0"),
        ("江夏2021年许可和处罚一共多少", "561336", "件", "558794 + 2542"),
        ("江夏区2021年行政诉讼一共几件", "3", "件", "3 + 0"),
        ("宿迁市2024年申请量比2023年涨了多少?", "0.40", "%", "(3525 − 3511) ÷ 3511"),
        ("宿迁2023年和2024年一共多少申请", "7036", "件", "3511 + 3525"),
        ("2024年宿迁市比洪泽区多收了多少件申请？", "3430", "件", "3525 − 95"),
        ("宿迁市2023年收办申请多少件？", "3607", "件", "3511 + 96"),
        ("江夏区2021年行政事业性收费是多少元？", "6685700", "元", "668.57 × 10000"),
        ("江夏区2021年网站人均浏览量?", "3.38", "次/人", "1388887 ÷ 411328"),
        # A blank total whose columns are printed; the blanks in it close as nothing.
        ("上海市政府办公厅2019年予以公开多少件", "272", "件", "258 + 12 + 1 + 1"),
        ("上海市政府办公厅2019年无法提供多少件", "337", "件", "265 + 47 + 25"),
    ],
)
def test_computed(samples: Assistant, question: str, value: str, unit: str, formula: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.kind) == ("answered", "derived")
    assert answer.value == (value, unit)
    assert answer.formula == formula
    assert answer.evidence, "a computed figure shows the cells it was made from"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("宿迁市2024年公开率", ("40.64", "54.02")),
        ("宿迁市2024年被拒多少件", ("92", "941", "117")),
        ("宿迁2024年没有被公开的申请多少", ("92", "941", "117", "469")),
        ("宿迁2024年收了多少费", ("72701.2578", "2230")),
    ],
)
def test_a_word_with_several_meanings_chooses_none(
    samples: Assistant, question: str, values: tuple[str, ...]
) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.value) == ("answered", None)
    assert tuple(r.value for r in answer.readings) == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("江夏2021年160件都是怎么处理掉的?", ("20", "4", "6", "10", "120", "0")),
        ("江夏区2021年新收的申请最后都怎么处理了？", ("20", "4", "6", "10", "120", "0")),
        ("江夏2021年本机关不掌握的10件都是什么人提的", ("10", "0", "0", "0", "0", "0")),
        ("江夏区2021年复议结果", ("5", "0", "5", "3")),
        ("Total admin reviews, Jiangxia, FY2021? And how many overturned?", ("13", "0")),
        # A total is never added to its own part.
        ("宿迁2024行政诉讼一共几件，败诉几件", ("77", "0")),
        ("江夏2021年不予公开和属于行政查询事项合计多少", ("6", "5")),
        ("宿迁和洪泽2024年予以公开率对比", ("40.64", "52.63")),
        ("Compare Suqian 2024 and Jiangxia 2021 full-disclosure rates", ("40.64", "12.50")),
    ],
)
def test_several_figures(samples: Assistant, question: str, values: tuple[str, ...]) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.kind, answer.value) == ("answered", "table", None)
    assert tuple(r.value for r in answer.rows) == values


@pytest.mark.parametrize(
    ("question", "value", "lead"),
    [
        ("江夏区2021年科研机构申请的8件结果如何?", "0", "不是8件"),
        ("江夏2021年败诉3件对吗", "0", "不是3件"),
        ("江夏2021年申请总共160件对吗", "160", "是的"),
    ],
)
def test_a_premise_is_checked_first(
    samples: Assistant, question: str, value: str, lead: str
) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value
    assert answer.text.startswith(lead)


def test_the_number_of_one_column_is_told_from_the_sum(samples: Assistant) -> None:
    answer = samples.ask("上海市政府办公厅2019年予以公开到底是258还是272?")
    assert answer.value == ("272", "件")
    assert "258是“自然人”一栏的数" in answer.text


@pytest.mark.parametrize(
    ("question", "value", "status"),
    [
        ("哪个市2024年予以公开率最高?", ("40.64", "%"), "answered"),
        ("新收超过1000件的有哪些", ("1", "个"), "answered"),
        ("2024年哪个地方行政复议最多", ("170", "件"), "answered"),
        ("武汉市所有区2021年新收申请合计多少?", ("160", "件"), "answered"),
        ("哪个区2023年收到的申请最多?", None, "not_found"),
        ("哪些街道一件申请都没收到过?", None, "not_found"),
    ],
)
def test_over_many_bodies(
    samples: Assistant, question: str, value: tuple[str, str] | None, status: str
) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.value) == (status, value)
    if status == "answered":
        assert "库内有" in answer.text, "a ranking says what it covers"


def test_a_figure_the_text_states_in_another_place_is_no_answer(samples: Assistant) -> None:
    """提案 is no 申请, and 主动公开信息 in all is not the part on one subject."""
    assert samples.ask("江夏区2021年提案多少件").value == ("212", "件")
    assert samples.ask("江夏2021年主动公开了多少条信息").value == ("3531", "条")
    # 公开, 发布 and 公布 are one; 转载 is another.
    assert samples.ask("江夏2021年发布的重大建设项目信息几条").value == ("12", "条")
    assert samples.ask("江夏2021年转载的重大建设项目信息几条").value is None
    part = samples.ask("宿迁市2023年报里沭阳县的申请是多少件？")
    assert part.value == ("477", "件")
    assert "不是沭阳县自己的年报" in part.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年各地新收申请平均多少件", ("1810.00", "件")),
        ("2024年各地新收申请的中位数", ("1810", "件")),
        ("宿迁近两年申请量平均多少", ("3518.00", "件")),
        ("洪泽占宿迁2024年申请量的比例", ("2.70", "%")),
        ("宿迁行政许可数量哪一年最高?", ("1808595", "件")),
        ("宿迁哪年复议最少", ("170", "件")),
        ("宿迁2023年到2024年累计新收多少", ("7036", "件")),
        ("宿迁2024年行政处罚下降了百分之几", ("-5.18", "%")),
        ("宿迁2024年申请中自然人占比比2023年高多少", ("0.69", "百分点")),
        ("宿迁2024年予以公开和部分公开合计占比", ("54.02", "%")),
        ("宿迁2024年谁申请的最多", ("3440", "件")),
        ("宿迁2024年新收申请是洪泽的多少倍", ("37.11", "倍")),
        # 18 ÷ 134 − 17 ÷ 414, rounded once.
        ("宿迁2024年复议纠正率比2023年提高了多少", ("9.33", "百分点")),
        ("宿迁2024年自然人申请占比变化多少", ("0.69", "百分点")),
        ("宿迁予以公开率两年的差，2024年减掉2023年，单位百分点", ("6.48", "百分点")),
        ("宿迁2024年新收申请比2023年是涨是跌", ("0.40", "%")),
        ("宿迁2023到2024两年新收相加得多少", ("7036", "件")),
        ("洪泽2024年给了部分公开的申请有几件呢", ("9", "件")),
        ("把宿迁2023年和2024年的新收申请加起来除以2", ("3518.00", "件")),
    ],
)
def test_means_places_and_times(samples: Assistant, question: str, value: tuple[str, str]) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.value) == ("answered", value)


def test_versions_of_a_report(samples: Assistant) -> None:
    assert "没有修订记录" in samples.ask("江夏区2021年年报修订过吗").text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who received more requests in 2024, Hongze or Suqian?", "宿迁市人民政府"),
        ("Which got fewer requests in 2024, Suqian or Hongze?", "淮安市洪泽区人民政府"),
        ("2024年谁的申请少，宿迁还是洪泽", "淮安市洪泽区人民政府"),
        ("2024年谁的申请多，洪泽还是宿迁", "宿迁市人民政府"),
    ],
)  # fmt: skip
def test_who_has_more_is_named_first(samples: Assistant, question: str, first: str) -> None:
    answer = samples.ask(question)
    assert first in answer.text[:40] and answer.rows[0].report.publisher == first


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # The body named first is the one that has more or fewer, whatever its year.
        ("上海市政府办公厅2019年的新收比江夏2021年多多少件", "699"),
        ("洪泽2024年比宿迁少收多少件申请", "-3430"),
        ("Compared to Hongze, how many more requests did Suqian receive in 2024?", "3430"),
        # The year named second is what is held against it.
        ("宿迁行政诉讼总数24比23少几起", "-36"),
        ("宿迁行政许可二四较二三下降百分之几", "-13.02"),
    ],
)  # fmt: skip
def test_what_is_compared_keeps_its_side(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many information requests landed on Suqian's desk in 2024?", "3525"),
        ("By what percentage did reviews in Suqian shrink from 2023 to 2024?", "-61.36"),
        ("Shanghai General Office 2019, how many request left over for next year", "72"),
        ("Suqian FY2023 lawsuits filed straight away without any review", "24"),
        ("How many applications did Suqian approve in full in 2024", "1431"),
        ("how much Shanghai General Office spent on procurement in 2019", "251000"),
    ],
)  # fmt: skip
def test_english_of_every_kind(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("江夏2021那年网站被点开多少次", ("1388887", "次")),
        ("宿迁2024年门户网站独立访客多少人次", ("3809505", "人次")),
        ("宿迁政策简明问答2024年比前一年少几期", ("-21", "期")),
        ("2023年宿迁收了信息处理费的申请，平均一件多少元？", ("118.00", "元/件")),
        ("宿迁2023年企业交的信息处理费平均每件多少元", None),
        ("江夏2021年重点领域里教育方面的信息公开了几条？", ("16", "条")),
        ("江夏2021年医疗方面的信息公开了几条", None),
        ("Did Suqian receive more requests in 2024 than in 2023, and by how much?", ("14", "件")),
        ("宿迁2024年不予处理的申请总数较2023年下降了百分之多少", ("-71.18", "%")),
        # What it calls itself is no matter, and what is given to the public is counted for nobody.
        ("办公厅上线的政务服务评价系统，好评率多少？上海2019", ("99.58", "%")),
        ("宿迁2024年好评率多少", None),
        ("宿迁的政府公报免费送老百姓吗，2023年送出去多少册", ("30000", "册")),
        ("宿迁2023年公报免费送给企业多少册", None),
        ("宿迁2024年主动公开的信息大概有多少条，年报里是怎么写的呢", ("140000", "条")),
        # 分报告 is no report that is asked of.
        ("网上监测的分报告，宿迁去年写了几分", ("168", "份")),
        ("宿迁2024年网上监测搞了几次", ("3", "次")),
        # 人次 and 次 are not the same, nor subtracted; visits are told by their own unit.
        ("宿迁2024年门户网站总访问多少人次", ("9540370", "次")),
        ("宿迁2024年门户网站培训多少人次", None),
        ("宿迁门户网站访问量2024年比2023年多多少", None),
    ],
)  # fmt: skip
def test_figures_of_the_prose_keep_their_unit(
    samples: Assistant, question: str, value: tuple[str, str] | None
) -> None:
    assert samples.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("江夏这份2021年报哪天挂到网上的", "2022-02-18"),
        ("江夏2021年报的发布来源是哪个部门", "行政审批局"),
        ("On what date was the Jiangxia report put online?", "2022-02-18"),
        ("江夏那份年报是谁发到网上去的", "江夏区行政审批局"),
        ("洪泽年报的原文网址给我一个", "http://www.hongze.gov.cn/"),
        ("你这儿都收了哪些地方哪些年的年报", "5份年报"),
    ],
)  # fmt: skip
def test_questions_about_the_reports_themselves(
    samples: Assistant, question: str, told: str
) -> None:
    answer = samples.ask(question)
    assert answer.kind == "coverage" and told in answer.text
