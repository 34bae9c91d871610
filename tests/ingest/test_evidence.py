"""Whose report it is where the title alone doesn't say: evidence in the text → publisher."""

import pytest

from ingest.identity.publishers import identify_publisher

PREAMBLE = "本报告依据《中华人民共和国政府信息公开条例》编制。"


def publisher(
    title: str, told: str = "", posted_by: str = "", year: int = 2021
) -> tuple[str, str, str]:
    """Name, scope and code by a title's beginning and by what the preamble says."""
    text = f"{PREAMBLE}{told}\n一、总体情况\n我们深入贯彻。"
    full = f"{title}{year}年政府信息公开工作年度报告"
    found = identify_publisher([full], text, posted_by, year)
    return found.name, found.scope, found.division_code


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("联系电话：0431-85109001。", "长春市朝阳区人民政府"),  # the area code
        ("地址：北京市朝阳区日坛北街33号。", "北京市朝阳区人民政府"),  # the address
        ("地址：日坛北街33号，邮编：100020。", "北京市朝阳区人民政府"),  # Beijing's postcodes
        ("网址：www.changchun.gov.cn。", "长春市朝阳区人民政府"),  # the city's domain
        ("督促麦子店街道、三里屯街道及时更新。", "北京市朝阳区人民政府"),  # streets of its own
        ("按照吉林省统一部署开展。", "长春市朝阳区人民政府"),  # the province
        ("夏河县| 北京市| 凉山| 忻州市|", "朝阳区人民政府"),  # a copy's list of places
        ("", "朝阳区人民政府"),  # nothing tells
    ],
)
def test_namesakes(told: str, name: str) -> None:
    assert publisher("朝阳区", told)[0] == name


@pytest.mark.parametrize(
    ("title", "told", "posted_by", "name"),
    [
        ("市教育局", "地址：武汉市江岸区解放公园路8号。", "", "武汉市教育局"),  # 市, so not 江岸区
        ("区教育局", "电子版可在江岸区人民政府门户网站下载。", "", "武汉市江岸区教育局"),
        ("县卫健局", "可关注“巩留县发布”微信公众号。", "", "伊犁哈萨克自治州巩留县卫生健康局"),
        ("县行政审批服务局", "", "绥中县行政审批服务局", "葫芦岛市绥中县行政审批服务局"),
        ("市人民防空办公室", "镇江市人民政府网站公布。", "", "镇江市人民防空办公室"),
        ("自治区财政厅", "广西壮族自治区人民政府网站公布。", "", "广西壮族自治区财政厅"),
        ("市教育局", "赴苏州市学习考察。", "", "市教育局"),  # only a visit
        (
            "市教育局",
            "武汉市、黄石市、襄阳市均有公布。",
            "",
            "市教育局",
        ),  # three alike
        # A town by its name alone where one county has one so called, else by the county named.
        ("打浦桥街道", "", "", "上海市黄浦区打浦桥街道办事处"),
        ("太平镇", "", "", "太平镇人民政府"),
        ("太平镇", "地址：乐平市太平镇。", "", "景德镇市乐平市太平镇人民政府"),
        ("白沙街道", "冷水滩区人民政府网站公布。", "", "永州市冷水滩区白沙街道办事处"),
    ],
)
def test_a_body_named_without_its_place(title: str, told: str, posted_by: str, name: str) -> None:
    assert publisher(title, told, posted_by)[0] == name


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        # Branches work where they are named after.
        ("武汉市公安局江夏区分局", 2021, ("武汉市公安局江夏区分局", "department", "420115")),
        ("中华人民共和国武汉海关", 2021, ("中华人民共和国武汉海关", "department", "420100")),
        ("中华人民共和国海关总署", 2021, ("中华人民共和国海关总署", "ministry", "")),
        ("国土资源部", 2012, ("国土资源部", "ministry", "")),  # not of 资源县
        # Zones: of the city, not of the county that has the same short name.
        ("淮安经济技术开发区", 2021, ("淮安经济技术开发区管理委员会", "department", "320800")),
        ("东湖高新区", 2021, ("东湖高新区管理委员会", "department", "420100")),
        ("西咸新区沣东新城", 2021, ("西咸新区沣东新城管理委员会", "department", "610000")),
        (
            "武汉经济技术开发区（汉南区）",
            2021,
            ("武汉经济技术开发区管理委员会", "department", "420100"),
        ),
        # As spoken, and what came after the Ministry's tables end.
        ("巴州", 2021, ("巴音郭楞蒙古自治州人民政府", "region", "652800")),
        ("米林市", 2024, ("林芝市米林市人民政府", "region", "540481")),
        ("米林县", 2024, ("林芝市米林市人民政府", "region", "540481")),
        ("米林市", 2021, ("林芝市米林县人民政府", "region", "540422")),
        # The city of the year, not the prefecture that it became.
        ("铜仁市", 2010, ("铜仁地区铜仁市人民政府", "region", "522201")),
        ("铜仁市", 2012, ("铜仁市人民政府", "region", "520600")),
        ("第八师石河子市", 2021, ("第八师石河子市", "region", "659001")),
        ("湖北省社会科学院", 2021, ("湖北省社会科学院", "department", "420000")),
        # What a copy on another site put before the title.
        ("开云体育app下载江夏区教育局", 2021, ("武汉市江夏区教育局", "department", "420115")),
        ("皇冠体育-江夏区", 2021, ("武汉市江夏区人民政府", "region", "420115")),
        # A branch, a zone's office; an office of the government that is a department.
        ("莆田市公安局城厢分局", 2021, ("莆田市公安局城厢分局", "department", "350302")),
        (
            "重庆高新区管委会办公室",
            2021,
            ("重庆高新区管理委员会办公室", "department", "500000"),
        ),
        # All offices of a kind in a place, and all of a government's.
        ("湖北省咸宁市气象部门", 2021, ("咸宁市气象部门", "department", "421200")),
        ("江夏区政府各部门", 2021, ("武汉市江夏区人民政府", "region", "420115")),
        ("包头市人民政府外事办公室", 2021, ("包头市人民政府外事办公室", "department", "150200")),
        ("西安经济技术开发区", 2021, ("西安经济技术开发区管理委员会", "department", "610100")),
        ("海关总署（本级机关）", 2021, ("海关总署", "ministry", "")),
        ("江夏区门户网站_江夏区教育局", 2021, ("武汉市江夏区教育局", "department", "420115")),
    ],
)
def test_other_bodies(title: str, year: int, expected: tuple[str, str, str]) -> None:
    assert publisher(title, year=year) == expected


@pytest.mark.parametrize(
    ("text", "posted_by", "name", "scope"),
    [
        # No title names a body: what reports, what signs, what posts, what may be called.
        ("江夏区教育局根据要求编制。\n一、总体情况\n无", "", "武汉市江夏区教育局", "department"),
        (
            "编制。\n一、总体情况\n2021年，江夏区教育局深入贯彻。",
            "",
            "武汉市江夏区教育局",
            "department",
        ),
        (
            "编制。\n一、总体情况\n无\n江夏区教育局\n2022年1月10日",
            "",
            "武汉市江夏区教育局",
            "department",
        ),
        (
            "编制。\n一、总体情况\n我镇深入贯彻。",
            "乐平市太平镇人民政府",
            "景德镇市乐平市太平镇人民政府",
            "town",
        ),
        (
            "编制。\n一、总体情况\n我区深入贯彻。",
            "江夏区人民政府办公室",
            "武汉市江夏区人民政府",
            "region",
        ),
        (
            "编制。\n一、总体情况\n我办深入贯彻。",
            "江夏区人民政府办公室",
            "武汉市江夏区人民政府办公室",
            "office",
        ),
        (
            "编制。\n一、总体情况\n深入贯彻。",
            "江夏区人民政府办公室",
            "武汉市江夏区人民政府办公室",
            "unknown",
        ),
        ("请与江夏区红十字会联系。\n一、总体情况\n无", "", "武汉市江夏区红十字会", "department"),
        (
            "由江夏区政务公开领导小组办公室编制。\n一、总体情况\n全区公开信息3条。",
            "",
            "武汉市江夏区人民政府",
            "region",
        ),
        (
            "编制。\n一、总体情况\n2021年，番禺经济技术开发区管委会坚持公开。",
            "",
            "番禺经济技术开发区管理委员会",
            "department",
        ),
        # The papers that it issued bear its name.
        (
            "一、总体情况\n我厅印发《贵州省财政厅关于公开工作的通知》。",
            "",
            "贵州省财政厅",
            "department",
        ),
        # 我局, 我公司 can't be a government, nor the office that compiled for others.
        (
            "由江夏区行政审批局编制。请与湖北江夏水务有限公司联系。\n一、总体情况\n我公司坚持公开。",
            "",
            "湖北江夏水务有限公司",
            "enterprise",
        ),
        (
            "一、总体情况\n我局在江夏区政务公开办公室的指导下公开。",
            "",
            "",
            "unknown",
        ),
        # A street’s office, though a people's government stands before it in its name.
        (
            "由江夏区人民政府纸坊街道办事处编制。\n一、总体情况\n无",
            "",
            "武汉市江夏区纸坊街道办事处",
            "town",
        ),
        # A department that copied the preamble of its government's summary.
        (
            "由江夏区政务公开办综合各部门报告编制。请联系江夏区司法局。\n一、总体情况\n2021年区司法局坚持公开。",
            "",
            "武汉市江夏区司法局",
            "department",
        ),
        (
            "综合全区各镇、各部门情况编制。请联系江夏区人民政府纸坊街道办公室。\n一、总体情况\n我街道",
            "",
            "武汉市江夏区纸坊街道办事处",
            "town",
        ),
        (
            "江夏区统计局汇总相关统计数据编制。\n一、总体情况\n我局",
            "",
            "武汉市江夏区统计局",
            "department",
        ),
        (
            "由咸宁高新区财政局编制。\n一、总体情况\n区财政局坚持公开。",
            "",
            "咸宁高新区财政局",
            "department",
        ),
        (
            "由国家税务总局丽江市玉龙纳西族自治县税务局编制。\n一、总体情况\n无",
            "",
            "国家税务总局丽江市玉龙纳西族自治县税务局",
            "department",
        ),
        ("请联系海关总署办公厅。\n一、总体情况\n全国海关", "", "海关总署", "ministry"),
        ("可在江夏区政府信息公开网查阅。\n一、总体情况\n我局坚持公开。", "", "", "unknown"),
    ],
)
def test_no_body_in_the_title(text: str, posted_by: str, name: str, scope: str) -> None:
    found = identify_publisher(["2021年政府信息公开工作年度报告"], text, posted_by, 2021)
    assert (found.name, found.scope) == (name, scope)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("咸宁高新区（经开区）管委会", "咸宁高新区管理委员会"),
        ("咸宁高新区财政局", "咸宁高新区财政局"),
        ("宜昌三峡临空经济区管委会", "宜昌三峡临空经济区管理委员会"),
        ("嘉鱼生物产业园管理委员会", "嘉鱼生物产业园管理委员会"),
        ("双峰山旅游度假区管委会", "双峰山旅游度假区管理委员会"),
        ("文昌湖区旅游局", "文昌湖区旅游局"),
    ],
)
def test_a_zone_keeps_its_own_name(title: str, name: str) -> None:
    assert publisher(title)[0] == name


def test_an_advertiser_in_the_stead_of_a_place() -> None:
    told = "根据西甲直播政府办要求编制。\n一、总体情况\n我局在西甲直播政府门户网站公开。"
    assert publisher("西甲直播林业局", told)[0] == "林业局"
    assert publisher("绰尔林业局", "一、总体情况\n我局坚持公开。")[0] == "绰尔林业局"


def test_where_a_zone_lies() -> None:
    def division(title: str, told: str = "") -> str:
        report = identify_publisher([f"{title}2021年政府信息公开工作年度报告"], told, "", 2021)
        return report.division

    assert division("南湖新区退役军人事务局") == ""  # not in 南湖区 by its name
    assert division("南湖新区退役军人事务局", "地址：嘉兴市南湖区。") == "浙江省嘉兴市南湖区"
    assert division("长春新区管委会") == "吉林省长春市"
    assert division("吉林经开区管委会") == "吉林省吉林市"


def test_the_one_zone_whose_site_a_report_of_all_its_parts_names() -> None:
    text = "结合全区各部门报告编制。可在遂宁经济技术开发区管委会门户网站查阅。\n一、总体情况\n无"
    assert identify_publisher([], text, "", 2021).name == "遂宁经济技术开发区管理委员会"
