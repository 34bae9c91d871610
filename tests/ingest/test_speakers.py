"""Whose report it is by what it says of itself where no title tells it."""

import pytest

from ingest.identity.bodies import read_body
from ingest.identity.pages import read_posted_by
from ingest.identity.publishers import identify_publisher
from ingest.identity.titles import read_titles, subject_of


@pytest.mark.parametrize(
    ("preamble", "opening", "name", "level"),
    [
        # One that names itself by its level alone, beside others of its kind.
        (
            "",
            "去年，县林业局坚持公开。稿件投给湖北省林业局，也登在嘉鱼县门户网站。",
            "咸宁市嘉鱼县林业局",
            "county",
        ),
        (
            "根据区审计局政府信息公开情况编制。可在江夏区人民政府网站查阅。",
            "略。",
            "武汉市江夏区审计局",
            "county",
        ),
        ("可在襄阳市审计局门户网站下载。", "市审计局高度重视。", "襄阳市审计局", "prefecture"),
        ("结合省林业局2021年工作实际编制。", "略。", "省林业局", "province"),
        ("结合市林业局2021年工作实际编制。", "略。", "市林业局", ""),  # a city of which level?
        # A heading that opens a paragraph is no part of a name.
        (
            "",
            "（一）加强领导\n市林业局高度重视，《襄阳市林业局办法》。",
            "襄阳市林业局",
            "prefecture",
        ),
        # A place whose disclosure a bureau speaks of doesn't report.
        (
            "按照铁山区政府信息公开要求，我局编制报告。",
            "黄石市铁山区教育局负责教育。近年来，区教育局始终公开。",
            "黄石市铁山区教育局",
            "county",
        ),
        ("按照铁山区政府信息公开要求编制报告。", "略。", "黄石市铁山区人民政府", "county"),
        # A purchasing site is no government.
        (
            "",
            "去年，市林业局主动公开信息，在襄阳市政府采购网公布项目。",
            "襄阳市林业局",
            "prefecture",
        ),
        # A committee of the party is no body that reports.
        ("", "落实襄阳市委市政府和市委部署。", "", ""),
        # A town that names itself, if there is such a town.
        ("由闵家口镇人民政府编制。", "略。", "", ""),
        ("由花山镇人民政府编制，报鄂州市。", "略。", "花山镇人民政府", "town"),
        ("", "去年，各乡镇认真公开。", "", ""),
        (
            "可在“青岛西海岸新区政务网”下载，请与黄岛街道办事处公开办公室联系。",
            "略。",
            "青岛市黄岛区黄岛街道办事处",
            "town",
        ),
        (
            "由全州县大泉乡人民政府编制。",
            "略。",
            "桂林市全州县大泉乡人民政府",
            "town",
        ),  # 全州 is a name
        ("本局按照要求，由花山镇人民政府编制。", "略。", "", ""),  # 局, so not the town
        # All bodies of an area act in the area's report, not in a bureau's.
        (
            "",
            "去年，全市各级行政机关认真公开，可在嘉鱼县和襄阳市政务公开网、襄阳市广场查阅。",
            "襄阳市人民政府",
            "prefecture",
        ),
        ("", "海南省各级政府重视公开。", "海南省人民政府", "province"),
        ("", "我局要求全市各级行政机关学习襄阳市做法。", "", ""),
        # What it drew up itself, as long as nobody else is said to have done it.
        (
            "",
            "去年，我局落实《武汉市要点》，制定实施《襄阳市林业局2021年公开方案》。",
            "襄阳市林业局",
            "prefecture",
        ),
        (
            "",
            "（一）健全制度\n修订完善《襄阳市林业局办法》，我局公开。",
            "襄阳市林业局",
            "prefecture",
        ),
        ("", "去年，我局落实省里制定的《襄阳市林业局公开方案》。", "", ""),
        ("", "去年，我局落实要点，制定《襄阳市绿化办法》。", "", ""),
        # A zone's bureau, a cooperative, a ministry by whatever it is called.
        (
            "由经济开发区管委会编制，可在襄阳市政府网查阅。",
            "略。",
            "襄阳市经济开发区管理委员会",
            "prefecture",
        ),
        ("根据经济开发区管委会要求编制。", "我局公开。", "", ""),
        (
            "由高新区财政金融局按照要求编制，可在“中国·襄阳”查阅。",
            "略。",
            "襄阳市高新区财政金融局",
            "prefecture",
        ),
        ("由嘉鱼县供销联社结合实际编制。", "我社公开。", "咸宁市嘉鱼县供销联社", "county"),
        (
            "由襄阳市供销合作社联合社按照要求编制。",
            "略。",
            "襄阳市供销合作社联合社",
            "prefecture",
        ),
        ("可在“襄阳市人民政府”门户网查阅。", "我社公开。", "", ""),
        ("去年，国家国际发展合作署扎实做好公开。", "我署公开。", "国家国际发展合作署", "national"),
        ("按照国家有关部署认真公开。", "略。", "", ""),
        # Of several whose papers it follows none reports.
        (
            "根据湖北省人民政府办公厅、襄阳市人民政府办公室要求，请与襄阳市总工会联系。",
            "我单位公开。",
            "襄阳市总工会",
            "prefecture",
        ),
        (
            "请与江夏区发展和改革委员会联系。",
            "我委公开。",
            "武汉市江夏区发展和改革委员会",
            "county",
        ),
        ("请与襄阳市档案馆办公室联系。", "我馆公开。", "襄阳市档案馆", "prefecture"),
        (
            "由襄阳市地方志编纂委员会办公室编制。",
            "略。",
            "襄阳市地方志编纂委员会办公室",
            "prefecture",
        ),
        # Whom the first sentence tells of.
        ("", "去年。2020年，市政府办公室组织培训，见襄阳市网站。", "", ""),
        ("", "2020年，市政府办公室认真公开，见襄阳市网站。", "襄阳市人民政府办公室", "prefecture"),
        (
            "",
            "2020年，县残疾人联合会认真公开，见嘉鱼县网站。",
            "咸宁市嘉鱼县残疾人联合会",
            "county",
        ),
        ("", "2020年，湖北省坚持公开，推动全省公开。", "湖北省人民政府", "province"),
        ("", "2020年，湖北省坚持公开。", "", ""),  # perhaps a bureau's words
        ("由市政府办公厅综合各区报告，见《襄阳市办法》。", "略。", "襄阳市人民政府", "prefecture"),
        # To whom it is addressed.
        ("湖北省林业局：\n根据要求，由襄阳市林业局编制。", "略。", "襄阳市林业局", "prefecture"),
        # A zone's committee is no board of the zone, nor is a town named 六苏木镇 a 苏木.
        ("结合重庆市两江新区商务委员会工作编制。", "略。", "重庆市两江新区商务委员会", "province"),
        ("由襄阳高新区高度重视的财政局编制。", "略。", "襄阳高新区管理委员会", "prefecture"),
        ("由凉城县六苏木镇人民政府编制。", "略。", "乌兰察布市凉城县六苏木镇人民政府", "town"),
        ("由昌邑区东局子街道办事处编制。", "略。", "吉林市昌邑区东局子街道办事处", "town"),
        (
            "可在涞水县政府网站查阅。",
            "2021年，赵各庄镇认真公开。",
            "保定市涞水县赵各庄镇人民政府",
            "town",
        ),
        (
            "",
            "2021年，市林业局政务公开工作见襄阳市网站。",
            "襄阳市林业局",
            "prefecture",
        ),
        # 万全区 isn't all of a 区.
        ("由万全区教育局编制。", "我局公开。", "张家口市万全区教育局", "county"),
        ("为健全市场监管，由襄阳市林业局编制。", "略。", "襄阳市林业局", "prefecture"),
        # 我区政府 is the region, unless a bureau speaks of it.
        ("", "我区政府认真公开，见“今日江夏”。", "武汉市江夏区人民政府", "county"),
        ("", "我局公开，我区政府认真组织，见“今日江夏”。", "", ""),
        (
            "常熟经济技术开发区编写报告。",
            "我区政府信息公开运行正常。",
            "常熟经济技术开发区管理委员会",
            "county",
        ),
    ],
)
def test_a_body_that_names_itself_without_its_place(
    preamble: str, opening: str, name: str, level: str
) -> None:
    found = identify_publisher([], f"{preamble}\n一、总体情况\n{opening}", "", 2021)
    assert (found.name, found.level) == (name, level)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        (
            "云南滇中新区某某发展局（临空先进制造业区管委会）2022年政府信息公开工作年度报告",
            "云南滇中新区某某发展局",
        ),
        ("泰州医药高新区（高港区）司法局2022年政府信息公开工作年度报告", "泰州医药高新区司法局"),
        ("海关总署2010年海关信息公开工作年度报告", "海关总署"),  # 海关信息公开, as they called it
        ("西甲直播司法局2022年政府信息公开工作年度报告", "司法局"),  # an advertiser's words
    ],
)
def test_one_body_of_two_names(title: str, subject: str) -> None:
    assert subject_of(title) == subject


def test_what_the_preamble_says_it_draws_up() -> None:
    said = "为巩固成果，特向制定2020年度县统计局信息公开年度报告。现汇报如下。\n一、总体情况"
    assert [subject_of(title) for title in read_titles(said)] == ["县统计局"]
    said = "现特向社会公布2024年花山镇人民政府信息公开工作年度报告。\n一、总体情况\n"
    assert [subject_of(title) for title in read_titles(said)] == ["花山镇人民政府"]
    said = "根据要求，现就2020年政务公开年度工作情况报告如下：\n一、总体情况\n"
    assert [subject_of(title) for title in read_titles(said)] == [""]
    assert identify_publisher(["就2020年政务公开情况报告"], "咸宁市要求公开。", "", 2020).name == ""


def test_a_site_is_no_body_and_a_town_of_the_corps_is_a_town() -> None:
    assert read_body("bet0365") is None
    town = read_body("第八师石河子市北泉镇")
    assert town and (town.rest, town.scope) == ("北泉镇", "town")


def test_who_posted_it_where_labels_and_text_are_run_together() -> None:
    assert read_posted_by("主题分类：林业发文单位：市林业局") == "市林业局"
    assert read_posted_by("来源：上海普陀本年度报告根据条例") == "上海普陀"


@pytest.mark.parametrize(
    ("poster", "us", "name"),
    [
        ("江夏区林业局", "我单位", "武汉市江夏区林业局"),
        ("江夏区林业局", "我区", ""),  # perhaps it posted the area's
        ("规划处", "我单位", ""),  # a part of a body
        ("党政办", "我单位", ""),
        ("区委", "我区", ""),  # the party's committee
        ("江夏区纪委监委", "我单位", "武汉市江夏区纪委监委"),
    ],
)
def test_who_posted_it_where_nothing_else_names_a_body(poster: str, us: str, name: str) -> None:
    found = identify_publisher([], f"\n一、总体情况\n2021年，{us}认真公开。", poster, 2021)
    assert found.name == name


@pytest.mark.parametrize(("times", "name"), [(1, "市林业局"), (50, "")])
def test_a_signature_is_no_longer_than_a_name(times: int, name: str) -> None:
    text = f"\n一、总体情况\n公开。\n市{'林业' * times}局\n2022年1月1日"
    assert identify_publisher([], text, "", 2021).name == name


def test_a_title_over_two_lines_is_one_and_no_sentence_is_a_title() -> None:
    said = (
        "某县人民政府办公室2021 年政府信息公开工\n作年度报告\n"
        "公布某县人民政府办公室2021年度政府信息公开工作年度报告。本报告所列数据的统\n"
    )
    assert read_titles(said) == ["某县人民政府办公室2021年政府信息公开工作年度报告"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("汇总自治区14个地州市的情况编制而成", "新疆维吾尔自治区人民政府"),
        ("根据统计数据编制而成", ""),  # Only a region sums up others.
    ],
)
def test_a_region_that_made_a_report_of_others(told: str, name: str) -> None:
    text = f"新疆维吾尔自治区形成了《2016年政府信息公开年度报告》。本报告{told}。\n一、概述\n公开。"
    assert identify_publisher([], text, "", 2016).name == name
