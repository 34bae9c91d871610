"""Which body a report is about: title, text, poster → publisher, with the reason for each row."""

import re

import pytest

from ingest.identity.publishers import identify_publisher


def publisher(
    title: str, text: str = "", posted_by: str = "", year: int | None = 2021
) -> list[str]:
    """By a title whose year is written 2021 and whose end, the same for all, is left out."""
    full = re.sub(r"(20\d\d)(?![年度])", r"\1年", title) + "政府信息公开工作年度报告"
    found = identify_publisher([full], text, posted_by, year)
    return [found.name, found.scope, found.level, found.division, found.division_code]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # A place alone is the place's government, and the report the region's.
        ("江夏区2021", "武汉市江夏区人民政府 region county 湖北省武汉市江夏区 420115"),
        (
            "武汉市江夏区人民政府2021",
            "武汉市江夏区人民政府 region county 湖北省武汉市江夏区 420115",
        ),
        ("2021年度宿迁市", "宿迁市人民政府 region prefecture 江苏省宿迁市 321300"),
        ("湖北省2021", "湖北省人民政府 region province 湖北省 420000"),
        ("上海市黄浦区2021", "上海市黄浦区人民政府 region county 上海市黄浦区 310101"),
        ("天门市2021", "天门市人民政府 region county 湖北省天门市 429006"),
        ("浦东新区2021", "上海市浦东新区人民政府 region county 上海市浦东新区 310115"),
        # As spoken: 恩施州; and a 地区 has a commissioner's office, no people's government.
        (
            "恩施州2021",
            "恩施土家族苗族自治州人民政府 region prefecture 湖北省恩施土家族苗族自治州 422800",
        ),
        ("阿里地区2021", "阿里地区行政公署 region prefecture 西藏自治区阿里地区 542500"),
        ("天全县2021", "雅安市天全县人民政府 region county 四川省雅安市天全县 511825"),
        ("宿迁市全市2021", "宿迁市人民政府 region prefecture 江苏省宿迁市 321300"),
        # The government's own office, however it is abbreviated.
        ("2021年上海市人民政府办公厅", "上海市人民政府办公厅 office province 上海市 310000"),
        ("江夏区政府办2021", "武汉市江夏区人民政府办公室 office county 湖北省武汉市江夏区 420115"),
        ("湖北省政府办2021", "湖北省人民政府办公厅 office province 湖北省 420000"),
        # Departments, with the short form written out so that all years have one name.
        ("江岸区教育局2021", "武汉市江岸区教育局 department county 湖北省武汉市江岸区 420102"),
        ("江岸教育局2021", "武汉市江岸区教育局 department county 湖北省武汉市江岸区 420102"),
        (
            "江夏区住建局2021",
            "武汉市江夏区住房和城乡建设局 department county 湖北省武汉市江夏区 420115",
        ),
        ("武汉市发改委2021", "武汉市发展和改革委员会 department prefecture 湖北省武汉市 420100"),
        (
            "云南省卫生健康委2021",
            "云南省卫生健康委员会 department province 云南省 530000",
        ),
        ("江夏区残联2021", "武汉市江夏区残疾人联合会 department county 湖北省武汉市江夏区 420115"),
        # The customs of all the country lie nowhere.
        ("全国海关2021", "全国海关 ministry national - -"),
        (
            "江夏区政府国资局2021",
            "武汉市江夏区国有资产监督管理局 department county 湖北省武汉市江夏区 420115",
        ),
        (
            "海口市人民政府研究室2021",
            "海口市人民政府研究室 department prefecture 海南省海口市 460100",
        ),
        ("西藏自治区民委2021", "西藏自治区民委 department province 西藏自治区 540000"),
        ("公安县公安局2021", "荆州市公安县公安局 department county 湖北省荆州市公安县 421022"),
        ("西藏审计厅2021", "西藏自治区审计厅 department province 西藏自治区 540000"),
        (
            "国家税务总局武汉市江夏区税务局2021",
            "国家税务总局武汉市江夏区税务局 department county 湖北省武汉市江夏区 420115",
        ),
        ("咸宁高新区2021", "咸宁高新区管理委员会 department prefecture 湖北省咸宁市 421200"),
        # The province before a place's short name is not whose zone it is.
        (
            "浙江省东阳经济开发区管理委员会2021",
            "东阳经济开发区管理委员会 department county 浙江省金华市东阳市 330783",
        ),
        ("湖北省高新区2021", "湖北省高新区管理委员会 department province 湖北省 420000"),
        ("武汉海关2021", "武汉海关 department prefecture 湖北省武汉市 420100"),
        # Towns and streets carry their county's code.
        (
            "黄浦区打浦桥街道2021",
            "上海市黄浦区打浦桥街道办事处 town town 上海市黄浦区打浦桥街道 310101",
        ),
        (
            "尼勒克县乌赞镇2021",
            "伊犁哈萨克自治州尼勒克县乌赞镇人民政府 town town "
            "新疆维吾尔自治区伊犁哈萨克自治州尼勒克县乌赞镇 654028",
        ),
        (
            "北京市东城区人民政府东花市街道办事处2021",
            "北京市东城区东花市街道办事处 town town 北京市东城区东花市街道 110101",
        ),
        # A branch keeps its city's name, a city of the centre's too.
        (
            "重庆市公安局渝中区分局2021",
            "重庆市公安局渝中区分局 department county 重庆市渝中区 500103",
        ),
        # Ministries have no place.
        ("国家电影局2021", "国家电影局 ministry national - -"),
        ("公安部2021", "公安部 ministry national - -"),  # no office of 公安县
        ("国务院办公厅2021", "国务院办公厅 ministry national - -"),
        # A company keeps its own name.
        (
            "桐乡市水务集团有限公司2021",
            "桐乡市水务集团有限公司 enterprise county 浙江省嘉兴市桐乡市 330483",
        ),
    ],
)
def test_title_alone(title: str, expected: str) -> None:
    assert publisher(title) == [w.replace("-", "") for w in expected.split()]


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("朝阳区", "本报告电子版可在北京市朝阳区人民政府网站下载。", "北京市朝阳区人民政府"),
        ("朝阳区", "联系电话：0431-85109001。", "长春市朝阳区人民政府"),  # Changchun's area code
        ("鼓楼区", "根据徐州市人民政府办公室通知编制。", "徐州市鼓楼区人民政府"),
        ("石家庄市长安区", "", "石家庄市长安区人民政府"),  # the title settles it
    ],
)
def test_namesakes_are_told_apart_by_the_report(title: str, text: str, name: str) -> None:
    assert publisher(title + "2021", text)[0] == name


@pytest.mark.parametrize(
    ("title", "site", "name"),
    [
        ("县教育局", "石泉县人民政府", "安康市石泉县教育局"),
        ("教育局", "石泉县人民政府", "安康市石泉县教育局"),
        ("朝阳区", "北京市朝阳区人民政府", "北京市朝阳区人民政府"),
        # Who runs the site isn't the body, nor of another level its place, nor a paper's.
        ("石泉县教育局", "安康市人民政府", "安康市石泉县教育局"),
        ("县教育局", "安康市人民政府", "县教育局"),
        ("县教育局", "石泉新闻网", "县教育局"),
    ],
)
def test_the_site_of_a_page_tells_its_place(title: str, site: str, name: str) -> None:
    assert publisher(f"{title}2021", f"网站名称：{site}\n我局认真贯彻《条例》。")[0] == name


@pytest.mark.parametrize(
    ("title", "told", "name"),
    [
        # Another place than the site's is told of: the page may hold a copy.
        ("县教育局", "按照汉阴县委要求", "县教育局"),
        ("教育局", "按照安康市人民政府要求", "教育局"),
        ("县教育局", "按照石泉县委要求，学习汉阴县的做法", "安康市石泉县教育局"),
        ("城关镇", "按照汉阴县委要求", "城关镇人民政府"),
        ("城关镇", "地址：汉阴县城关镇", "安康市汉阴县城关镇人民政府"),
        # Whose bureau it is by whom it obeys.
        ("教育局", "在县委、县政府领导下", "安康市石泉县教育局"),
        ("教育局", "在区委、区政府领导下", "教育局"),
        ("教育局", "见安康市政务服务网，推动全县教育系统", "安康市石泉县教育局"),
    ],
)
def test_the_site_of_another_place(title: str, told: str, name: str) -> None:
    assert publisher(f"{title}2021", f"网站名称：石泉县人民政府\n{told}公开。")[0] == name


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("朝阳区", "", "朝阳区人民政府"),  # Beijing's or Changchun's
        ("朝阳区", "借鉴北京经验。", "朝阳区人民政府"),  # one mention of a city proves nothing
        ("长安镇", "", "长安镇人民政府"),  # towns of that name stand by the dozen
        ("市教育局", "我局认真贯彻《条例》。", "市教育局"),
        ("城区街道", "", "城区街道办事处"),  # a name, not the 城区 of a city
        ("江下区", "", "江下区人民政府"),  # no such place; not mended into 江夏区
    ],
)
def test_what_is_undecided_stays_as_printed(title: str, text: str, name: str) -> None:
    found = publisher(title + "2021", text)
    assert (found[0], found[3], found[4]) == (name, "", "")


@pytest.mark.parametrize(
    ("title", "year", "name", "code"),
    [
        ("洪泽县", 2015, "淮安市洪泽县人民政府", "320829"),
        ("洪泽区", 2016, "淮安市洪泽区人民政府", "320813"),
        ("洪泽县", 2018, "淮安市洪泽区人民政府", "320813"),  # the old name in a later year
        ("洪泽区", 2012, "淮安市洪泽县人民政府", "320829"),  # a page renamed afterwards
        ("庐江县", 2009, "巢湖市庐江县人民政府", "341421"),  # under 合肥市 since 2011
        ("江干区", 2020, "杭州市江干区人民政府", "330104"),
        ("江干区", 2022, "杭州市江干区人民政府", ""),  # no longer there: no code in that year
    ],
)
def test_the_name_and_code_of_the_year(title: str, year: int, name: str, code: str) -> None:
    found = publisher(f"{title}{year}", year=year)
    assert (found[0], found[4]) == (name, code)


@pytest.mark.parametrize(
    ("title", "text", "posted_by", "name", "scope"),
    [
        # The posting office is not the publisher of a region's summary.
        (
            "",
            "综合区政府各部门情况，编制本报告。",
            "江夏区行政审批局",
            "武汉市江夏区人民政府",
            "region",
        ),
        ("江夏区", "综合区政府各部门情况。", "江夏区行政审批局", "武汉市江夏区人民政府", "region"),
        ("全市", "", "宿迁市人民政府办公室", "宿迁市人民政府", "region"),
        # The preamble names the body; 国务院办公厅关于… is obeyed, not reporting.
        (
            "",
            "根据国务院办公厅通知，石家庄市长安区人民政府编制。",
            "",
            "石家庄市长安区人民政府",
            "region",
        ),
        (
            "",
            "根据湖北省教育厅要求，江岸区教育局按照《条例》要求编制。",
            "",
            "武汉市江岸区教育局",
            "department",
        ),
        ("", "我局认真贯彻《条例》。", "江岸区教育局", "武汉市江岸区教育局", "department"),
        ("", "我镇认真贯彻《条例》。", "江岸区教育局", "", "unknown"),  # they disagree
        ("", "依据《条例》编制。", "江夏区行政审批局", "", "unknown"),  # it may post for others
        ("", "来源：江夏区行政审批局\n依据《条例》编制。", "江夏区行政审批局", "", "unknown"),
        # Whoever wrote it down: the government is named as reporting.
        (
            "",
            "江夏区人民政府2021年\n本报告由江夏区人民政府办公室根据《条例》编制，请与江夏区人民政府办公室联系。",
            "",
            "武汉市江夏区人民政府",
            "region",
        ),
        # A name without its place takes it from where the same body stands in full.
        ("市教育局", "武汉市教育局认真贯彻《条例》。", "", "武汉市教育局", "department"),
        ("官洲街道", "海珠区官洲街道认真贯彻。", "", "广州市海珠区官洲街道办事处", "town"),
        ("周家桥街道", "", "上海市长宁区人民政府", "上海市长宁区周家桥街道办事处", "town"),
        # The title says only the place, the preamble speaks for a bureau or for the office alone.
        (
            "江夏区",
            "我局认真贯彻，江夏区教育局编制本报告。",
            "",
            "武汉市江夏区教育局",
            "department",
        ),
        ("江夏区", "我局认真贯彻《条例》。", "", "武汉市江夏区人民政府", "unknown"),
        (
            "江夏区人民政府",
            "本报告仅反映区政府办公室情况。",
            "",
            "武汉市江夏区人民政府办公室",
            "office",
        ),
        (
            "江夏区人民政府",
            "本报告由江夏区人民政府办公室编制。",
            "",
            "武汉市江夏区人民政府",
            "region",
        ),
    ],
)
def test_title_text_and_poster(
    title: str, text: str, posted_by: str, name: str, scope: str
) -> None:
    found = publisher(f"{title}2021", f"{text}\n一、总体情况\n我局", posted_by)
    assert (found[0], found[1]) == (name, scope)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("现将江夏区林业局情况报告如下。", "武汉市江夏区林业局"),
        ("现将江夏区情况报告如下。", "武汉市江夏区人民政府"),  # the bureau may be the page's column
    ],
)
def test_one_title_names_the_bureau_and_another_its_place(told: str, name: str) -> None:
    titles = ["林业局政府信息公开工作年度报告", "江夏区2021年政府信息公开工作年度报告"]
    assert identify_publisher(titles, told, "", 2021).name == name


def test_a_menu_of_offices_is_no_body() -> None:
    for menu in ("部门", "市直部门", "区级部门", "各镇街部门"):
        found = identify_publisher([f"{menu}政府信息公开年度报告"], "", "办公厅", 2021)
        assert found.scope == "unknown", menu


def test_the_first_title_with_a_body_counts() -> None:
    titles = ["2021年政府信息公开工作年度报告", "江夏区2021年政府信息公开工作年度报告"]
    assert identify_publisher(titles, "", "", 2021).name == "武汉市江夏区人民政府"


def test_nothing_is_known_of_nothing() -> None:
    found = identify_publisher([], "", "", None)
    assert (found.name, found.scope, found.level) == ("", "unknown", "")
