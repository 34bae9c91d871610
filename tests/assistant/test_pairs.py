"""Pairs: a question that is answered, and its like that must not have that figure."""

import pytest

from assistant.ask import Assistant

PAIRS = [
    # What is decided is no whole block, and what is pending is neither.
    ("宿迁2024年已经审结的行政复议是多少件", "134", "宿迁2024年按期审结的行政复议是多少件"),
    ("宿迁2024年复议已审结的案件里纠正几件", "18", "宿迁2024年调解审结的复议几件"),
    ("宿迁2024年年底没办完的复议几件", "36", "宿迁2024年复议里没受理的几件"),
    ("Suqian's refusal (不予公开) rate in 2023?", "4.07", "Suqian's success rate in 2023?"),
    # A number before what the form calls its row; alone it names none.
    (
        "宿迁2024年不予公开第四项保护第三方多少件", "17",
        "宿迁2024年不予公开第四项多少件",
    ),
    ("江夏2021年个人申请里没给办（不予处理）的几件", "120", "江夏2021年个人申请里没给办的几件"),
    ("核对一下宿迁2024年行政许可数量", "1573179", "核对一下宿迁2024年网上办的行政许可数量"),
    # The unit asked for is told: cases, and no percentage.
    ("宿迁企业申请量2024对2023，一年变化多少件", "-24", "宿迁网上申请量2024对2023，一年变化多少件"),
    ("宿迁罚的单子去年比前年是多了还是少了，差几单", "-146178",
     "宿迁罚的单子去年比前年多了几次听证"),
    # Who wins a review or suit that was brought; of which cases the share is.
    ("宿迁2024年申请复议赢了的几件", "18", "宿迁2024年政府赢了的复议几件"),
    ("申请人去复议告赢江夏的，一件都没有？", "0", "申请人去网上告赢江夏的几件"),
    ("复议中“其他结果”在宿迁2024年审结数里占多大比重", "20.90",
     "复议中“其他结果”在宿迁2024年总数里占多大比重"),
    ("宿迁2024年复议其他结果占已审结案件的比例", "20.90", "宿迁2024年复议其他结果占比"),
    ("已审结的诉讼里，2024年宿迁机关一方得到维持的比例", "70.18",
     "已审结的诉讼里，2024年宿迁申请人一方得到维持的比例"),
    # How one is sent off, and what a request comes to.
    ("江夏那年一句“本机关不掌握”就打发了人的，占办结的几成", "6.25",
     "江夏那年一个电话就打发了人的，占办结的几成"),
    ("因为“重复申请”被挡的，宿迁2024年几件", "27", "因为“逾期”被挡的，宿迁2024年几件"),
    ("有没有企业因逾期不补正被宿迁终止办理，2024年几件", "1", "2024年企业被宿迁终止办理几件"),
    ("宿迁2023年让人补正过、还是嫌写得不清楚的申请，几件", "3", "宿迁2023年让人补正过的申请几件"),
    ("洪泽那个规范性的文件现在还有几个管用的", "8", "洪泽现在有几个管用的网站"),
    ("Of everything the Shanghai General Office closed in 2019, what percentage was not processed?",
     "19.63", "Of everything in print in 2019, what did the Shanghai General Office close?"),
    # What is left out is none of it anyway; what a rate is made of says which is meant.
    ("宿迁2024年老百姓自己（就是个人，不算单位）提了多少份申请", "3440",
     "宿迁2024年老百姓自己（就是个人，不算外地的）提了多少份申请"),
    ("宿迁2024年企业申请几件，不算个人", "75", "宿迁2024年单位申请几件，不算企业"),
    ("把予以公开和部分公开合并计算、以办结数为分母，宿迁2024年的公开率是多少", "54.02",
     "宿迁2024年予以公开、部分公开和公开率各多少"),
    ("宿迁2024年公开率（予以公开和部分公开都算）", "54.02", "宿迁2024年公开率（予以公开）"),
    ("上海市政府办公厅2019年采购一个项目花了多少钱", "41833.33",
     "上海市政府办公厅2019年采购项目一共花了多少钱"),
    ("上海市政府办公厅2019年集中采购，平均每个项目花多少钱", "41833.33",
     "上海市政府办公厅2019年集中采购平均花多少钱"),
    ("How many requests did Suqain receive in 2024?", "3525",
     "How many requests did Suzhou receive in 2024?"),
    # Turned down in talk: which of three results, is not said.
    ("宿迁2024年拿“内部事务”当理由挡回去的几件", "21", "宿迁2024年被挡回去的申请几件"),
    ("公益组织的申请，宿迁2023年一共驳回不予公开几件", "0",
     "公益组织的申请，宿迁2023年一共驳回几件"),
    # What the text counts, in other words: visitors, to whom it is given, and how it is told.
    ("江夏的网站二一年有多少人看过呀", "411328", "江夏的公众号二一年有多少人看过呀"),
    ("宿迁2023年公报免费送老百姓多少册", "30000", "宿迁2023年公报卖了多少册"),
    ("宿迁市2023年重大政策出台前的征集，收到多少条公众意见？", "382",
     "宿迁市2023年重大政策出台后的征集，收到多少条公众意见？"),
    ("宿迁2024年全市主动公开的信息大概有多少条，年报里是怎么写的呢", "140000",
     "宿迁2024年村居主动公开的信息有多少条，年报里是怎么写的呢"),
    # 公开 of a column is no half of its own, nor do 那几件 ask for a number.
    ("上海市政府办公厅2019年规章本年新公开数量", "13", "宿迁2024年企业的公开数和处罚数"),
    ("听说国家秘密那几件都是个人申请的，上海市政府办公厅2019年自然人因国家秘密不予公开几件", "14",
     "国家秘密几件，上海市政府办公厅2019年自然人因国家秘密不予公开几件，企业几件"),
    # A rate asked for in percent is that rate; what is left out may be none of it, or part of it.
    ("宿迁2023年结转率百分之几", "3.35", "宿迁2023年处罚占百分之几"),
    ("宿迁2024年不予公开几件，无法提供不算", "92", "宿迁2024年办结几件，结转的不算"),
    ("宿迁2024年不予处理几件，重复申请不算", "90", "宿迁2024年新收几件，上年结转的不算"),
    ("宿迁2024年因为算信访投诉就不给处理的申请有多少", "87", "宿迁2024年不给处理的企业申请有多少"),
    ("宿迁复议去年暴涨，原因说了没", "-61.36", "宿迁2024年复议处分了几件"),
    # Both kinds of suit together are all suits; of reviews and suits the two are those.
    ("宿迁2023年败诉率，直接起诉和复议后起诉两类并起来算", "1.02",
     "宿迁2023年直接起诉的败诉率，不含复议后起诉"),
    ("2024年收录的各地里行政诉讼（两类合计）比复议还多的有几个", "1",
     "2024年收录的各地里行政诉讼（两类合计）比复议还快的有几个"),
    ("宿迁2024年复议和诉讼（两类合计）几件", "247", "宿迁2024年复议和诉讼（两类分开）几件"),
    # Said in a roundabout way: what is copied, held to be, still to find, or of no other year.
    ("我笔记上写宿迁2024年新收3000件，是不是抄错了", "3525", "我抄错了几件，宿迁2024"),
    ("Is it true that Suqian closed 54321 requests in 2024? If not, what is the real number?",
     "3521", "If not Suqian, what is the real number of requests closed in 2024?"),
    ("2023年的我查到了，还缺2024年宿迁律所的申请件数", "6", "2023年的我查到了，宿迁还缺几件"),
    ("问的是2023年，别给2024年的：宿迁新收几件", "3511", "别给2024年的：宿迁新收几件"),
    ("宿迁上一年没办完、带进2024年接着办的申请有几件", "121",
     "宿迁上一年没办完的申请2024年办结了几件"),
    # Left out of what holds none of it; a reason within its group, put in order.
    ("不算上一年转来的，宿迁在2024年本身新收了多少件", "3525",
     "不算上一年转来的，宿迁2024年办结多少件"),
    ("没审结的剔除掉，宿迁2024年的行政复议里结果维持的占多少", "65.67",
     "其他结果的剔除掉，宿迁2024年的行政复议里结果维持的占多少"),
    ("2024年收录的各地里不予处理里信访类占比最高的是哪个地方", "100.00",
     "2024年收录的各地里无法提供里信访类占比最高的是哪个地方"),
    # All that there was, told in words; a sum by 加 in percent of another row.
    ("Of everything Suqian had on its desk in 2024, what percentage was carried over to the next "
     "year?", "3.43", "Of everything Suqian had on its mind in 2024, what percentage was left?"),
    ("宿迁2024年复议加两类诉讼，总件数除以办结总数等于百分之几", "7.02",
     "宿迁2024年复议加两类诉讼，总件数占办结总数各百分之几"),
    ("以复议总计（连未审结的一起）作分母，宿迁2024年被纠正的占比", "10.59",
     "以复议总计（连撤回的一起）作分母，宿迁2024年被纠正的占比"),
    # Rows added and taken off one another; all rows of a group, and all kinds in one column.
    ("新收加上年结转再减去办结总数，宿迁2024年应该剩多少件", "125",
     "新收加上年结转再减去撤回的，宿迁2024年应该剩多少件"),
    ("用2023年末现行有效数，加2024年制发数，减2024年废止数，宿迁的规范性文件应当是多少件", "420",
     "用现行有效数，加2024年制发数，减去失效数，宿迁的规范性文件应当是多少件"),
    ("宿迁2024年复议总计减去维持减去纠正是多少件", "64", "宿迁2024年复议减去维持减去和解是多少件"),
    ("把不予公开第1到第8行的总计栏逐行相加，宿迁2024年得几件", "92",
     "把不予公开第1到第5行的总计栏逐行相加，宿迁2024年得几件"),
    ("宿迁2024年个人递的申请比所有法人或其他组织加起来多多少件", "3355",
     "宿迁2024年个人递的申请比企业和律所加起来多多少件"),
    # What is taken from what is told by the sign; a rate may tell how it is reckoned.
    ("宿迁2024年许可与处罚之差（处罚减许可）", "1103295", "宿迁2024年许可与处罚之差（许可减处罚）"),
    ("宿迁2024年行政争议率（复议加诉讼除以办结）", "7.02", "宿迁2024年复议除以"),
    # Citizens and legal persons are all that apply.
    ("2021年，武汉江夏那边公民法人申请公开的件数一共多少", "160",
     "2021年，武汉江夏那边律师个人申请公开的件数一共多少"),
    # 你这里 are all that is loaded, as 库里 is.
    ("论把申请归成信访的比例，你这里哪家最狠", "75.00", "论把申请归成信访的比例，江苏哪家最狠"),
    # 单位 are bodies where none is named, but 单位申请 is of those who apply.
    ("2024年收录的单位里新收超过100件的有几个", "1",
     "2024年收录的单位里单位申请超过100件的有几个月"),
    ("Across all bodies loaded, how many requests were fully granted in 2024?", "1481",
     "Across all bodies loaded, how many requests were fully granted in spring 2024?"),
    # A year that is put right, or only set aside; the one of several that is the most.
    ("前一年度也就是2023年，宿迁新收多少件", "3511", "前一年度或者2023年，宿迁新收多少件"),
    ("先不看2024年，宿迁2023年新收几件", "3511", "先不看2024年，宿迁新收几件"),
    ("不予公开的理由里，宿迁2024年件数最多的那一项有多少件", "23",
     "不予公开的理由里，宿迁2024年件数最多的那个月有多少件"),
    ("宿迁2024年新收连同上年结转，总共有多少件要办", "3646",
     "宿迁2024年新收连同信访，总共有多少件要办"),
    # Two rows of bodies set against each other or added up, and a limit on another row.
    ("2024年收录的各地里处罚多过许可的有几个", "1", "2024年收录的各地里处罚多过收费的有几个"),
    ("2024年各地复议和诉讼加一起，哪个地方最多", "247",
     "2024年各地复议和申请人加一起，哪个地方最多"),
    ("2024年新收超过100件的各地里谁的办结率最高", "96.57",
     "2024年新收超过100件的各地里谁的办结最快"),
    # What is told is what the bodies were put in order by, counted, or held against.
    ("2024年各地里申请最多的地方申请几件", "3525", "2024年各地里申请最多的一个地方的处罚合计"),
    ("2024年收录的各地里处罚比许可多的一共有几个", "1",
     "2024年收录的各地里处罚比许可多的一共收到多少申请"),
    ("2024年收录的各地里自然人申请超过一半的有几个", "2",
     "2024年收录的各地里申请没有增长的有几个"),
    ("2024年收录的地方申请总数", "3620", "2024年收录的地方申请各是多少"),
    ("2024年收录的地方里没有制定规章的有几个", "1", "2024年收录的地方里未经复议就起诉的有几个"),
    ("2024年各地处罚超过200万件的一共收到多少申请", "3525", "2024年收录的地方合计的予以公开率"),
    # A year in percent of another, or so many times it: of the same row.
    ("宿迁2024年新收申请相当于上年的百分之几", "100.40",
     "宿迁2024年新收申请相当于上年办结的百分之几"),
    ("What percent of the 2023 requests did Suqian receive in 2024?", "100.40",
     "宿迁申请相当于2023年的多少"),
    ("宿迁2024年许可是前一年的几倍", "0.87", "宿迁2024年处罚是前一年许可的几倍"),
    ("宿迁2024年处罚比上年降低了多少件", "-146178", "宿迁2024年处罚比上年降低了多少"),
    # Names that are counted, and places that lie in another one.
    ("江夏和洪泽两个区行政许可合计", "568281", "江夏和洪泽三个区行政许可合计"),
    ("江苏2024年收录各地新收合计", "3620", "江苏2024年新收合计"),
    ("Which cities in Jiangsu received the most requests in 2024?", "3525",
     "Which cities in Hubei received the most requests in 2024?"),
    ("宿迁2024年予以公开和部分公开加在一起几件", "1902", "宿迁2024年予以公开和企业加在一起几件"),
    ("宿迁哪年行政处罚冲到最高", "2822652", "宿迁哪个月行政处罚冲到最高"),
    # Stories that narrow nothing, and what is told of whose requests they are.
    ("嗓子哑了只能打字，宿迁2024年处罚几件", "2676474", "闯了红灯，宿迁2024年处罚几件"),
    ("倘若方便，宿迁2023年予以公开有多少件", "1191", "倘若网上办，宿迁2023年予以公开有多少件"),
    ("我爸让查，宿迁2024年新收几件", "3525", "我爸申请的，宿迁2024年新收几件"),
    ("我在公司等着，宿迁2024年行政处罚几件", "2676474", "我公司，宿迁2024年新收几件"),
    ("How many people applied to Suqian in 2024?", "3525",
     "How many people in Suqian were unhappy in 2024?"),
    ("How many requests were pending in Suqian at the end of 2024?", "125",
     "How many pending licences were there in Suqian in 2024?"),
    ("How many requests did Suqian handle in 2024?", "3521",
     "How many requests did Suqian not close in 2024?"),
    ("How many requests did Suqian process in 2024?", "3521",
     "How many requests did Suqian not process in 2024?"),
]  # fmt: skip
ALIKE = [
    ("宿迁2023年予以公开率多少？2024年呢？", {"34.17", "40.64"}),
    ("宿迁2023年新收多少件自然人申请，2024年呢", {"3402", "3440"}),
    ("宿迁2024年新收多少，那洪泽呢？", {"3525", "95"}),
]


@pytest.mark.parametrize(("question", "value", "twin"), PAIRS)
def test_one_is_answered_and_its_like_is_not(
    samples: Assistant, question: str, value: str, twin: str
) -> None:
    answer, other = samples.ask(question), samples.ask(twin)
    assert answer.value is not None and answer.value[0] == value
    assert other.value is None or other.value[0] != value


@pytest.mark.parametrize(("question", "values"), ALIKE)
def test_another_year_or_place_is_asked_the_same(
    samples: Assistant, question: str, values: set[str]
) -> None:
    assert values <= {row.value for row in samples.ask(question).rows}
