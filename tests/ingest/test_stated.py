"""Figures of the prose: what is counted, how much, how exactly; and what only looks like one."""

from decimal import Decimal

import pytest

from ingest.document import outline
from ingest.prose.stated import Stated, extract_stated


def stated(*paragraphs: str) -> list[Stated]:
    return extract_stated(outline(["一、总体情况", "（一）主动公开", *paragraphs]))


def one(text: str) -> tuple[str, str, str, str]:
    (found,) = stated(text)
    return found.measure, str(found.value), found.unit, found.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网站浏览量1388887余次。", ("网站浏览量", "1388887", "次", "at_least")),
        ("独立访客411328人。", ("独立访客", "411328", "人", "exact")),
        ("全年共收到提案件数23件。", ("收到提案件数", "23", "件", "exact")),
        ("举办培训班近20场。", ("举办培训班", "20", "场", "about")),
        ("访问量超过3.5万次。", ("访问量", "35000", "次", "at_least")),
        ("访问量1,234,567次。", ("访问量", "1234567", "次", "exact")),
        ("收取信息处理费2950元。", ("收取信息处理费", "2950", "元", "exact")),
        ("专项经费668.57万元。", ("专项经费", "668.57", "万元", "exact")),
        ("办结率为98.5％。", ("办结率", "98.5", "%", "exact")),
        ("2024年我局将政务公开纳入考核，开展培训3次。", ("开展培训", "3", "次", "exact")),
        ("2024年拟定文件3份。", ("拟定文件", "3", "份", "exact")),
        ("第三方评估得分91.37分。", ("第三方评估得分", "91.37", "分", "exact")),
        ("督查学校57所学校。", ("督查学校", "57", "所", "exact")),
        ("受理来信2,316封。", ("受理来信", "2316", "封", "exact")),
        ("热线接听来电2.65万通。", ("热线接听来电", "26500", "通", "exact")),
        ("注册用户逾520万。", ("注册用户", "5200000", "", "at_least")),
        ("网站健康度保持在98%以上。", ("网站健康度", "98", "%", "at_least")),
        # Words of numbers, and words around them.
        ("免费赠阅近三千册。", ("免费赠阅", "3000", "册", "about")),
        ("归并栏目三十一个。", ("归并栏目", "31", "个", "exact")),
        ("举办培训四十余场。", ("举办培训", "40", "场", "at_least")),
        ("收到申请一件。", ("收到申请", "1", "件", "exact")),
        ("公开信息十二万三千条。", ("公开信息", "123000", "条", "exact")),
        ("公开信息一千二百余条。", ("公开信息", "1200", "条", "at_least")),
        ("完成率达到百分之百。", ("完成率", "100", "%", "exact")),
        ("占比百分之三十五点六。", ("占比", "35.6", "%", "exact")),
        ("浏览量6千余次。", ("浏览量", "6000", "次", "at_least")),
        ("浏览量达14万余次。", ("浏览量", "140000", "次", "at_least")),
        ("公开信息10余万条。", ("公开信息", "100000", "条", "at_least")),
        ("阅读量124.8万次。", ("阅读量", "1248000", "次", "exact")),
        ("粉丝数突破50万。", ("粉丝数", "500000", "", "at_least")),
        ("粉丝将近10万人。", ("粉丝", "100000", "人", "about")),
        ("公开信息1200条左右。", ("公开信息", "1200", "条", "about")),
        ("公开信息1200条以上。", ("公开信息", "1200", "条", "at_least")),
        ("公开信息不少于1200条。", ("公开信息", "1200", "条", "at_least")),
        ("公开信息３５３１条。", ("公开信息", "3531", "条", "exact")),
        ("收取信息处理费：2950元。", ("收取信息处理费", "2950", "元", "exact")),
        # What is counted follows a list, a place, a number of its own; a numeral is no name.
        ("教育、医疗4个领域全部公开。", ("领域", "4", "个", "exact")),
        ("组织11乡镇、27个政府部门修订清单。", ("政府部门", "27", "个", "exact")),
        ("辖区18家诊所完成备案。", ("辖区诊所", "18", "家", "exact")),
        ("2.机构设置发布601条。", ("机构设置发布", "601", "条", "exact")),
        ("2022年中塘镇发布信息6条。", ("中塘镇发布信息", "6", "条", "exact")),  # 中 is its name
        ("主办2场新闻发布会。", ("主办新闻发布会", "2", "场", "exact")),
        ("《城市管理，共建家园》节目20期。", ("《城市管理，共建家园》节目", "20", "期", "exact")),
        ("版块由原来的8个增加到现在的16个。", ("版块", "16", "个", "exact")),
        ("信息发布量由2013年的1128条增加到2014年的1887条。", ("信息发布量", "1887", "条", "exact")),
        ("累积阅读量达350余万。", ("累积阅读量", "3500000", "", "at_least")),
        ("截止2025年12月31日累计公开信息53条。", ("公开信息", "53", "条", "exact")),
        ("我委现有457项职权。", ("职权", "457", "项", "exact")),
        ("印发宣传单2500133张。", ("印发宣传单", "2500133", "张", "exact")),
        ("1、2025年完成信息公开716件。", ("完成信息公开", "716", "件", "exact")),
        # A verb alone says too little, and 另有 nothing.
        ("举办12场新闻发布会。", ("举办新闻发布会", "12", "场", "exact")),
        (
            "另有72件申请按照《条例》顺延到下年度答复。",
            ("申请顺延到下年度答复", "72", "件", "exact"),
        ),
        ("截至2021年底，全市共有政务新媒体176个。", ("政务新媒体", "176", "个", "exact")),
        ("开展在线访谈6期。", ("开展在线访谈", "6", "期", "exact")),
        ("余杭区全年受理申请2025件。", ("受理申请", "2025", "件", "exact")),
        ("其他处理（包括主动撤回）3件。", ("其他处理", "3", "件", "exact")),
        ("“江夏发布”粉丝3万人。", ("“江夏发布”粉丝", "30000", "人", "exact")),
        # What is now, not what was.
        ("政务新媒体由43个减少至28个。", ("政务新媒体", "28", "个", "exact")),
        ("公开率从85%提高到92%。", ("公开率", "92", "%", "exact")),
        ("关注数较上年增加2.1万，总数达18.6万人。", ("关注数", "186000", "人", "exact")),
        ("截至年底现行有效213件。", ("现行有效", "213", "件", "exact")),
        ("推进26个试点领域标准化。", ("推进试点领域标准化", "26", "个", "exact")),
        ("办理十五届人大三次会议建议156件。", ("办理十五届人大三次会议建议", "156", "件", "exact")),
        ("发布疫情信息287条次。", ("发布疫情信息", "287", "条次", "exact")),
        ("答复平均用时8.5个工作日。", ("答复平均用时", "8.5", "个工作日", "exact")),
    ],
)
def test_a_count(text: str, expected: tuple[str, str, str, str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年计划培训4次。",
        "2025年目标：政策解读率达到100%。",
        "2025年，我县将力争培训不少于3次。",
        "小规模纳税人减按1%征收率政策。",
        "办理县十八届人大二次会议建议。",
        "五十三所属单位。",
        "2021年，我区深入贯彻条例。",
        "统计期限为2021年1月1日至2021年12月31日。",
        "联系电话：027-87952042。",
        "邮编430200。",
        "国办公开办函〔2021〕30号。",
        "根据第711号国务院令。",
        "《条例》第二十条第1项。",
        "市民之家三楼A09窗口。",
        "公布第3期名单。",
        "前10名予以通报。",
        "见http://a.cn/12件/3.html。",
        "贯彻落实“民营经济32条”。",
        "落实民营经济32条政策措施。",
        "出台惠企20条措施。",
        "推进8+4项重点领域公开。",
        "在20个工作日内答复，超过规定的20个工作日。",
        "推进一件事一次办改革，坚持一件一申请。",
        "最多跑一次。",
        "公开第六期名单。",
        "学习二十届三中全会精神。",
        "属于三类内部事务信息。",
        "未收到申请一件。",
        "公开信息几十条、数百条。",
        "每年开展2次，每季度检查1次。",
        "报告由6个部分组成。",
        "培训12个月。",
        "公开10至20条。",
        "公开信息35 31条。",  # a number that came apart
        "公开信息3，531条。",  # it may be two
        "公开20条以内。",
        "每个街道至少配备1名专职人员。",
        "去年的56件已办结。",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("予以公开120件，占75%。", ("予以公开占比", "75", "")),
        ("予以公开120件（比例75%）。", ("予以公开占比", "75", "")),
        ("予以公开120件，占办结总数的75%。", ("予以公开占比", "75", "办结总数")),
        ("受理12件，好评数占评价总数99.58%。", ("好评数占比", "99.58", "评价总数")),
        ("受理12件，同比增长12.5%。", ("同比增长", "12.5", "")),
        ("受理12件，满意比例100%。", ("满意比例", "100", "")),
    ],
)
def test_shares_and_growth(text: str, expected: tuple[str, str, str]) -> None:
    last = stated(text)[-1]
    assert (last.measure, str(last.value), last.share_of) == expected


def test_things_counted_side_by_side() -> None:
    found = stated("接入53个部门2261项事项，通报表扬26个单位、30名个人。")
    assert [(s.measure, str(s.value)) for s in found] == [
        ("接入部门", "53"), ("事项", "2261"), ("通报表扬单位", "26"), ("个人", "30"),
    ]  # fmt: skip


def test_the_sentence_and_its_address_go_along() -> None:
    found = stated("先说一句。全年收到申请160件，办结158件。", "又收到建议5件。")
    assert [(s.quote, s.where) for s in found] == [
        ("全年收到申请160件，办结158件。", "一（一）/¶1"),
        ("全年收到申请160件，办结158件。", "一（一）/¶1"),
        ("又收到建议5件。", "一（一）/¶2"),
    ]
    assert {s.subject for s in found} == {"主动公开"}
    assert [s.value for s in found] == [Decimal(160), Decimal(158), Decimal(5)]


def test_a_number_beyond_any_count_is_left_alone() -> None:
    assert stated(f"编号{'9' * 40}件。") == []


def test_a_sentence_without_end_is_taken_by_clauses() -> None:
    from ingest.prose.stated import SENTENCE_SIGNS, sentences

    text = "受理申请1,234件,其中网络57件，" * 500
    pieces = list(sentences(text))
    assert "".join(pieces) == text and max(map(len, pieces)) <= SENTENCE_SIGNS
    assert all(piece.startswith(("受理", "其中")) for piece in pieces)
    assert list(sentences("9" * (SENTENCE_SIGNS + 1))) == []


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # The noun behind a number says what is counted where the words before it don't.
        ("确定2名审核人员。", ["确定审核人员"]),
        ("市林业局收到2起公开申请。", ["市林业局收到公开申请"]),
        ("设立2个专门的查阅点。", ["设立查阅点"]),
        ("通过微信、微博等6个新媒体账号。", ["新媒体账号"]),
        ("区采购平台75条招标信息。", ["区采购平台招标信息"]),
        ("按渠道看，9件属于当面提交。", ["属于当面提交"]),
        # A part without a name is known by what became of it.
        ("收到建议8件，其中，6件均依法按期答复。", ["收到建议", "依法按期答复"]),
        ("发布视频40条，其中80%以上为自制内容。", ["发布视频", "自制内容"]),
    ],
)
def test_what_is_counted_stands_behind_the_number(text: str, measures: list[str]) -> None:
    assert [s.measure for s in stated(text)] == measures


def test_what_is_told_by_a_verb_alone_or_of_those_who_took_part() -> None:
    told = stated("新开设专栏专题1个、维护20个。36个部门50余人参加了培训。")
    names = ["新开设专栏专题", "维护专栏专题", "部门", "参加了培训"]
    assert [s.measure for s in told] == names


def test_what_follows_a_count_is_told_of_it_and_not_of_the_next() -> None:
    told = stated("全年办理6件，其中5件按规定及时答复，1件由于疫情原因未收到。")
    found = [(s.measure, str(s.value)) for s in told]
    assert found == [("办理", "6"), ("按规定及时答复", "5"), ("由于疫情原因未收到", "1")]
    assert not stated("政务网在330多个城市中位列第一。全省11个市中有5个市开展了试点。")


def test_what_all_come_to_is_told_of_both() -> None:
    found = stated("全年有25件申请收取信息处理费，共2950元。")
    assert [(s.measure, str(s.value), s.unit) for s in found] == [
        ("申请收取信息处理费", "25", "件"), ("申请收取信息处理费", "2950", "元"),
    ]  # fmt: skip


def test_one_noun_for_two_counts() -> None:
    told = stated("发布17类文件共1528条。")
    assert [(s.measure, s.unit) for s in told] == [("发布文件", "类"), ("发布文件", "条")]


def test_a_share_named_in_the_clause_before_it() -> None:
    told = stated("规划计划类信息，占总体比例为9%。")
    assert [(s.measure, s.share_of) for s in told] == [("规划计划类信息占比", "总体")]


def test_chapter_one_without_its_name_or_run_into_its_text() -> None:
    lines = ["（一）主动公开方面。全年公开信息300条。", "二、主动公开政府信息情况"]
    assert [s.where for s in extract_stated(outline(lines))] == ["（一）/¶1"]
    line = "一、总体情况2021年，我局坚持。（一）主动公开情况全年公开信息300条。"
    assert [s.where for s in extract_stated(outline([line]))] == ["一（一）/¶1"]
    heading = "（二）依申请公开方面：共收到申请2件（其中：网络1件，信函1件）。"
    assert len(stated(heading)) == 3


def test_what_all_came_to_in_another_unit_is_of_the_count_before() -> None:
    found = stated("组织集中培训2次，累计500人次左右。", "公开信息10条，累计30条。")
    assert [(s.measure, str(s.value)) for s in found] == [
        ("组织集中培训", "2"), ("组织集中培训", "500"), ("公开信息", "10"),
    ]  # fmt: skip
