"""Whose report it is by heads as they are found: second names, zones, offices of the centre."""

import re

import pytest

from ingest.identity.periods import read_year
from ingest.identity.publishers import identify_publisher
from ingest.identity.titles import read_titles


def publisher(title: str, text: str = "", year: int = 2021) -> tuple[str, str, str]:
    """Name, scope and division by a title whose end, the same for all, is left out."""
    full = f"{title}{year}年政府信息公开工作年度报告"
    found = identify_publisher([full], text, "", year)
    return found.name, found.scope, found.division


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # A second name of the same body, or what a place was called; a part of a body is another.
        ("江夏区发展和改革局（粮食局）", "武汉市江夏区发展和改革局 department 湖北省武汉市江夏区"),
        ("武汉市公安局（交警支队）", "武汉市公安局交警支队 department 湖北省武汉市"),
        ("邢台市信都区（原邢台县）", "邢台市信都区人民政府 region 河北省邢台市信都区"),
        # What the centre has in a place is called after it, and isn't its own.
        ("浙江证监局", "浙江证监局 department 浙江省"),
        ("财政部湖北监管局", "财政部湖北监管局 department 湖北省"),
        ("国网镇江供电公司", "国网镇江供电公司 enterprise 江苏省镇江市"),
        (
            "水利部黄河水利委员会",
            "水利部黄河水利委员会 department -",
        ),
        ("天津市东丽区税务局", "国家税务总局天津市东丽区税务局 department 天津市东丽区"),
        ("石泉县税务局", "国家税务总局石泉县税务局 department 陕西省安康市石泉县"),
        # The corps of 新疆 has bureaus too.
        ("第八师石河子市财政局", "第八师石河子市财政局 department 新疆维吾尔自治区石河子市"),
        ("新疆生产建设兵团财政局", "新疆生产建设兵团财政局 department -"),
        # A street's office without 街道, but no office in the capital.
        ("项城市水寨办事处", "周口市项城市水寨街道办事处 town 河南省周口市项城市水寨街道"),
        ("武汉市人民政府驻北京办事处", "武汉市人民政府驻北京办事处 department 湖北省武汉市"),
        ("烈山区委编办", "淮北市烈山区委机构编制委员会办公室 department 安徽省淮北市烈山区"),
        # As a city's office in a county, an autonomous county and a people's town are called.
        ("泉州市晋江生态环境局", "泉州市晋江生态环境局 department 福建省泉州市晋江市"),
        (
            "北京市规划和自然资源委员会朝阳分局",
            "北京市规划和自然资源委员会朝阳分局 department 北京市朝阳区",
        ),
        (
            "喀左县教育局",
            "朝阳市喀喇沁左翼蒙古族自治县教育局 department 辽宁省朝阳市喀喇沁左翼蒙古族自治县",
        ),
        ("晋宁区双河乡", "昆明市晋宁区双河彝族乡人民政府 town 云南省昆明市晋宁区双河彝族乡"),
        ("晋宁区夕阳乡", "昆明市晋宁区夕阳彝族乡人民政府 town 云南省昆明市晋宁区夕阳彝族乡"),
        # A district and its city's zone in one house; a zone of the district's own.
        (
            "江夏区人民政府（武汉江夏经济开发区）",
            "武汉市江夏区人民政府 region 湖北省武汉市江夏区",
        ),
        ("江夏区人民政府（办公室）", "武汉市江夏区人民政府办公室 office 湖北省武汉市江夏区"),
        ("武汉市（市本级）", "武汉市人民政府 region 湖北省武汉市"),
        ("济源市（济源产城融合示范区）", "济源市人民政府 region 河南省济源市"),
        ("广州市黄埔区 广州开发区", "广州市黄埔区人民政府 region 广东省广州市黄埔区"),
        (
            "南京市江宁区江宁开发区",
            "南京市江宁区江宁开发区管理委员会 department 江苏省南京市江宁区",
        ),
        # Zones, and where their names don't tell where they lie.
        ("西安国际港务区管委会", "西安国际港务区管理委员会 department 陕西省西安市"),
        ("东湖高新区财政局", "东湖高新区财政局 department 湖北省武汉市"),
        (
            "北京经济技术开发区荣华街道",
            "北京市大兴区荣华街道办事处 town 北京市大兴区荣华街道",
        ),
        ("武当山旅游经济特区", "武当山旅游经济特区管理委员会 department 湖北省十堰市"),
        ("恒山风景名胜区管理局", "恒山风景名胜区管理局 department -"),
        ("长白山保护开发区管委会", "长白山保护开发区管理委员会 department 吉林省"),
        ("中国（河南）自由贸易试验区", "中国（河南）自由贸易试验区管理委员会 department 河南省"),
    ],
)
def test_bodies_of_odd_kinds(title: str, expected: str) -> None:
    assert publisher(title) == tuple(re.sub("-", "", word) for word in expected.split())


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("地区财政局", "网站名称：喀什地区行政公署\n我局公开。", "喀什地区财政局"),
        ("县底镇", "地址：临汾市尧都区县底镇。", "临汾市尧都区县底镇人民政府"),
        ("蓉江新区财政局", "见“赣州蓉江新区发布”。", "赣州市蓉江新区财政局"),
        ("泰山景区管委会", "见泰安市人民政府网。", "泰山景区管理委员会"),
        # The city that the site's city lies in is no other place.
        ("市教育局", "网站名称：大安市人民政府\n按照白城市政府要求公开。", "白城市大安市教育局"),
        ("市教育局", "网站名称：大安市人民政府\n按照四平市政府要求公开。", "市教育局"),
        ("水利部黄河水利委员会", "地址：郑州市金水路。", "水利部黄河水利委员会"),
        # The one branch that a report tells of.
        ("梅州市公安局", "内容涵盖梅州市公安局梅县区分局的情况。", "梅州市公安局梅县区分局"),
        ("梅州市公安局", "请与梅州市公安局办公室联系。", "梅州市公安局"),
    ],
)
def test_what_the_text_adds_to_the_title(title: str, text: str, name: str) -> None:
    assert publisher(title, f"{text}\n一、总体情况\n略。")[0] == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        # Links to others' reports stand above the page's own, which may stand there twice.
        ("{教育局}\n{财政局}\n{林业局}", "武汉市江夏区林业局"),
        ("{教育局}\n{林业局}\n{林业局}-江夏区人民政府", "武汉市江夏区林业局"),
        ("{教育局}\n{林业局}", "武汉市江夏区教育局"),
        # A column's site is no body beside another.
        (
            "政府信息公开年报_江夏区人民政府\n五里界街道2021年政府信息公开年报",
            "武汉市江夏区五里界街道办事处",
        ),
        ("政府信息公开年报_江夏区人民政府", "武汉市江夏区人民政府"),
    ],
)
def test_titles_of_others_on_a_page(head: str, name: str) -> None:
    text = re.sub(r"{(.*?)}", r"江夏区\g<1>2021年政府信息公开工作年度报告", head)
    assert identify_publisher(read_titles(text), text, "", 2021).name == name


def test_the_year_of_the_period_among_the_titles_of_a_page() -> None:
    titles = [f"江夏区{year}年政府信息公开工作年度报告" for year in (2019, 2020)]
    text = "统计期限为2020年1月1日至2020年12月31日"
    assert read_year(titles, text, "") == (2020, "")
    assert read_year(titles[:1], text, "")[0] == 2019  # a stale period


def test_a_tax_office_of_before_the_merger_is_as_printed() -> None:
    assert publisher("江夏区税务局", year=2010)[0] == "武汉市江夏区税务局"


def test_an_office_of_other_matters_posts_its_own_report() -> None:
    found = identify_publisher([], "我办公开。", "云南省人民政府法制办公室", 2010)
    assert (found.name, found.scope) == ("云南省人民政府法制办公室", "department")


def test_a_town_of_a_county_that_had_another_name() -> None:
    assert publisher("下管镇", "我镇公开。", year=2009)[2] == "浙江省绍兴市上虞市下管镇"
