"""Title, year, date and poster of a report, with the damage seen on real pages."""

import pytest

from ingest.document import Table
from ingest.identity.pages import page_data, read_posted_by, read_published
from ingest.identity.periods import read_year
from ingest.identity.titles import read_titles, shown_title, subject_of

CHAPTER = "\n一、总体情况\n"


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("统计期限为2021年1月1日至2021年12月31日", 2021),
        ("统计期限从2019年1月1日到12月31日止", 2019),  # the second year left out
        (
            "统计期限自 2024 年 1 月 1 日\n起至 2024 年 12 月 31 日止",
            2024,
        ),  # a PDF's spaces and lines
        ("统计期限为201711日至20171231日", 2017),  # 年 and 月 lost (suqian.gov.cn)
        ("自202311日起至20231231日", 2023),  # jianghan.gov.cn
        ("统计期限自202011日", 2020),  # and the rest lost too
        ("统计期限为20211月1日至12月31日", 2021),  # ejnq
        ("时间为2008年5月1日至2008年12月31日", 2008),  # the 条例 took effect in May
        ("统计期限为二〇二一年1月1日至12月31日", 2021),
        ("统计期限为2022.1.1-2022.12.31", 2022),
        ("《条例》自2019年5月15日起施行。统计期限为2020年1月1日至12月31日", 2020),
        ("统计期限为二〇二一年一月一日至二〇二一年十二月三十一日", 2021),
        ("统计期限从2021年元月1日起到2021年12月底止", 2021),
        ("报告期为2021年全年", 2021),
        ("发布于2022-11-30，统计期限为2021年1月1日至2021年12月31日", 2021),  # 11-30 is a day
        ("发布于2022-01-15 - 统计期限为2021年1月1日至2021年12月31日", 2021),
        ("索引号2022-0117，统计期限从2021年1月1日到年底", 2021),
        ("根据〔2019〕60号，现将2021年政府信息公开年度报告公布如下", 2021),
    ],
)
def test_year_of_the_period(period: str, year: int) -> None:
    assert read_year([], f"本报告数据{period}。{CHAPTER}", "") == (year, "")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2021年江夏区政府信息公开工作年度报告", 2021),
        ("江夏区2021年度政府信息公开工作年度报告", 2021),
        ("江夏区二〇二一年政府信息公开工作年度报告", 2021),
        ("江夏区二O二一年政府信息公开工作年度报告", 2021),  # a Latin O
        ("武汉市2018政府信息公开年报", 2018),  # without 年
        ("江夏区２０２１年政府信息公开年报", 2021),  # full-width digits
        ("[2021]江夏区政府信息公开年报", 2021),
        ("（2022年1月）2021年度政府信息公开工作报告", 2021),  # 年度 is the year covered
    ],
)
def test_year_of_the_title(title: str, year: int) -> None:
    assert read_year([title], "", "2030-01-01") == (year, "")


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        (f"根据国办公开办函〔2021〕30号编制。{CHAPTER}2022年，我局认真贯彻《条例》。", "", 2022),
        ("2022年，我街在区政府指导下公开。\n一、总体情况\n工作平稳。", "", 2022),
        ("根据《江夏区2021年政务公开工作要点》编制。\n一、2022年度工作概述\n略。", "", 2022),
        ("一、总体情况\n2022年以来，我局坚持公开，2021年的问题已整改。", "", 2022),
        ("一、总体情况\n截至2022年底，我局公开信息3条。", "", 2022),  # the only year told
        ("2022年，工作平稳。\n2023年，再接再厉。\n一、总体情况\n略。", "", None),  # which?
        ("本报告依据《条例》编制。", "2022-02-18", 2021),  # as a rule the year before
        ("本报告依据《条例》编制。", "", None),  # nothing says it
    ],
)
def test_year_without_title_or_period(text: str, published: str, year: int | None) -> None:
    assert read_year([], text, published) == (year, "")


def test_the_title_beats_a_stale_period_and_the_conflict_is_said() -> None:
    text = "数据统计期限为2020年1月1日至2020年12月31日。"  # copied from last year's report
    year, conflict = read_year(["2021年政府信息公开工作年度报告"], text, "")
    assert year == 2021 and "2021" in conflict and "2020" in conflict


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("发布日期:2022-02-18 15:15 文章来源:江夏区行政审批局", "2022-02-18"),
        ("发布日期:2026-01-28来源:区政府", "2026-01-28"),  # glued
        ("公开日期: 2023年01月13日", "2023-01-13"),
        ("公开日期 | 2023年1月3日 | 文号", "2023-01-03"),  # a table of the page's data
        ("发布时间：2022/2/18", "2022-02-18"),
        ("发布时间：2022.2.18 浏览", "2022-02-18"),
        ("发布时间：2021- 01- 20 08 : 32", "2021-01-20"),  # 乐清
        ("发布时间：2021-01-2008:32", "2021-01-20"),  # the space before the hour lost
        ("发布日期：20220218", "2022-02-18"),
        ("时间：2022-02-18 来源：区政府办", "2022-02-18"),
        ("生成日期：2021-12-30 发布日期：2022-01-20", "2022-01-20"),  # publication first
        ("印发日期：2021-12-30", "2021-12-30"),
        ("更新时间:2026-01-15 发布时间:", ""),  # an empty value is empty
        ("更新时间:2026-01-15", ""),
        ("发布日期：2022年元月10日", "2022-01-10"),
        ("[发布时间]2022-01-10", "2022-01-10"),
        ("发布于：2022-01-10", "2022-01-10"),
        ("2022-01-10 09:30 来源：江夏区教育局", "2022-01-10"),  # no label, but with the page's data
        ("来源：江夏区教育局 2022-01-10 09:30", "2022-01-10"),
        ("来源：区政府办公室时间：2022-01-10 10:01", "2022-01-10"),  # glued
        ("2022-01-10 发布：区政府办公室 点击数：", "2022-01-10"),
        ("江夏区人民政府网站 www.jiangxia.gov.cn 2022-01-10", "2022-01-10"),
        ("稿源: 江夏区政府网 2022-01-10", "2022-01-10"),
        ("2022-01-10 17时23分浏览次数:", "2022-01-10"),
        ("2022年01月10日 (点击: )", "2022-01-10"),
        ("2022-01-10", "2022-01-10"),  # a line of its own
        ("2022-01-10\n2021-05-06", ""),  # of two nobody knows which
        ("发布日期：２０２２年１月１０日", "2022-01-10"),
        ("填报时间：2022-01-10", ""),
        ("发布日期：2022-13-45", ""),  # no such day
        ("发布日期：1022-02-18", ""),
        ("成文日期：2022-01-10", ""),  # when it was written
        ("江夏区行政审批局\n2022年1月10日", ""),  # a signature
        ("发布时间：\n2021年江夏区政府信息公开工作年度报告", ""),  # the title is no date
    ],
)
def test_published(head: str, day: str) -> None:
    assert read_published(f"2021年年度报告\n{head}\n正文") == day


def test_published_is_not_looked_for_in_the_body() -> None:
    assert read_published("正文" * 1000 + "发布日期：2022-02-18" + "正文" * 1000) == ""
    assert read_published("正文" * 1000 + "发布日期：2022-02-18") == "2022-02-18"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("发布日期:2022-02-18 15:15 文章来源:江夏区行政审批局", "江夏区行政审批局"),
        ("发布日期:2026-01-28来源:区政府办浏览次数:12", "区政府办"),  # glued on both sides
        ("来源：武汉市教育局【字体：大 中 小】", "武汉市教育局"),
        ("信息来源：宿迁市人民政府办公室 发布时间：2022-01-01", "宿迁市人民政府办公室"),
        ("发布机构：政府办", "政府办"),
        ("发布机构：武汉市教育局关键词：教育", "武汉市教育局"),
        ("来源：花山镇人民政府 选择阅读字号：大 中 小", "花山镇人民政府"),
        ("来源：花山镇人民政府选择阅读字号：大 中 小", "花山镇人民政府"),
        ("索引号 A1\n来源 水务局\n内容", "水务局"),  # no colon, but a line of its own
        ("来源：高新区（江夏区）水务局(发布)", "高新区（江夏区）水务局"),
        ("发布机构 | 武汉市江岸区教育局 | 文号", "武汉市江岸区教育局"),
        ("发布来源：国家电影局网站", "国家电影局网站"),
        ("来源：中国政府网 发布机构：江夏区人民政府", "江夏区人民政府"),  # a portal says little
        ("【发布日期：2022-01-10】【来源：江夏区教育局】", "江夏区教育局"),
        ("发布时间：2023年03月10日来源：江夏区教育局", "江夏区教育局"),  # glued
        ("发布机构：：江夏区教育局 文号：：无", "江夏区教育局"),
        ("公开责任部门：江夏区教育局 公开日期：2022-01-10", "江夏区教育局"),
        ("发布机构:\n生效日期: 2022-01-10", ""),  # another label follows
        ("来源：\n江夏区教育局2021年", ""),  # the title does
        ("来源：江夏区", "江夏区"),
        ("来源：原创", ""),
        ("来源：本网站", ""),
        ("来源：11370000MB284723XW", ""),  # an organisation's code
        ("来源： 发布时间：2022-01-01", ""),  # empty
        ("数据来源：统计系统", ""),  # not the page's
    ],
)
def test_posted_by(head: str, name: str) -> None:
    assert read_posted_by(f"2021年年度报告\n{head}\n{CHAPTER}来源：别处") == name


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        (
            "2021年江夏区政府信息公开工作年度报告\n发布日期:2022-02-18\n江夏区2021年政府信息公开工作年度报告",
            ["2021年江夏区政府信息公开工作年度报告", "江夏区2021年政府信息公开工作年度报告"],
        ),
        (  # the name of the column and the way to it are no titles, or poor ones
            "首页 > 信息公开年报\n政府信息公开年报\n江夏区2021年政府信息公开工作年度报告",
            ["江夏区2021年政府信息公开工作年度报告", "政府信息公开年报"],
        ),
        (  # broken over two lines
            "- 1 -\n淮安市洪泽区人民政府\n2024 年政府信息公开工作年度报告\n本报告由区政府编制",
            ["淮安市洪泽区人民政府2024年政府信息公开工作年度报告"],
        ),
        (
            "武汉市教育局2020年政府信息公开\n工作年度报告",
            ["武汉市教育局2020年政府信息公开工作年度报告"],
        ),
        ("宿迁市\n2023年\n政府信息公开工作年度报告", ["宿迁市2023年政府信息公开工作年度报告"]),
        ("标题：江夏区2021年政务公开年度报告", ["江夏区2021年政务公开年度报告"]),
        ("根据《关于印发政府信息公开工作年度报告格式的通知》编制本报告", []),  # a sentence
        (
            "关于公布《江夏区2021年政府信息公开工作年度报告》的公告",
            ["江夏区2021年政府信息公开工作年度报告"],
        ),
        (  # only in a sentence, or glued to the one that follows
            "现发布《江夏区山坡街道2021年政府信息公开工作年度报告》。本报告由六部分组成。",
            ["江夏区山坡街道2021年政府信息公开工作年度报告"],
        ),
        (
            "2021年江夏区政府信息公开年度报告根据《条例》编制。",
            ["2021年江夏区政府信息公开年度报告"],
        ),
        ("江夏区教育局：2021年政务公开年度报告", ["江夏区教育局2021年政务公开年度报告"]),
        (  # a bare title, and the body in a sentence
            "政府信息公开工作年度报告\n现公布2023年度长春高新区政府信息公开年度报告。",
            ["2023年度长春高新区政府信息公开年度报告", "政府信息公开工作年度报告"],
        ),
        (  # a sentence tells the body beside a title, and is none
            "2021年政府信息公开工作年度报告\n现公布我局2021年度政府信息公开工作年度报告。",
            ["2021年政府信息公开工作年度报告", "我局2021年度政府信息公开工作年度报告"],
        ),
        (  # twice on one line, run into the text
            "江夏区2018年政务公开年报江夏区2018年政务公开年报 2018年，江夏区公开。",
            ["江夏区2018年政务公开年报"],
        ),
        ("江夏区2021年政务公开年报 夏河县| 全州县| 凉山|", ["江夏区2021年政务公开年报"]),
    ],
)
def test_titles(head: str, titles: list[str]) -> None:
    assert read_titles(f"{head}{CHAPTER}2021年，政府信息公开年度报告") == titles


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        (
            "江夏区2021年政府信息公开年报_信息公开年报_武汉市江夏区人民政府",
            "江夏区2021年政府信息公开年报",
        ),
        ("2021年政府信息公开年报 - 江夏区教育局网站", "2021年政府信息公开年报"),
        # What stands first is no title, or not the whole of it.
        (
            "政府信息公开年报_江夏区2021年政府信息公开年报",
            "政府信息公开年报_江夏区2021年政府信息公开年报",
        ),
        ("江夏区-2021年政府信息公开年报", "江夏区-2021年政府信息公开年报"),
        ("2021年政府信息公开年报——江夏区教育局", "2021年政府信息公开年报——江夏区教育局"),
    ],
)
def test_a_title_has_no_column_and_site(declared: str, title: str) -> None:
    assert shown_title([declared]) == title


def test_a_title_is_shown_without_what_a_copy_or_a_file_adds() -> None:
    title = "江夏区2021年政府信息公开年报"
    assert shown_title([f"{title}-pa国际登录", title]) == title
    assert shown_title([f"{title}.docx"]) == title
    assert shown_title([f"标题{title}", title]) == title
    # A shorter line of another year or without it is another's.
    assert (
        shown_title([f"{title}（修订）", "江夏区", "江夏区2020年政府信息公开年报"])
        == f"{title}（修订）"
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("关于2020年度政府信息公开情况的报告", ""),
        ("武汉市人民政府信息公开年报", "武汉市人民政府"),  # 政府 serves twice
        ("江夏区政府信息公开年报", "江夏区"),
        ("城南办事处、城南园区2024年政府信息公开工作年度报告", "城南办事处"),
        ("2020年政府信息公开工作年度报告（武汉市教育局）", "武汉市教育局"),
        ("武汉市教育局关于2020年度政务公开工作的报告", "武汉市教育局"),
    ],
)
def test_the_body_in_a_title(title: str, body: str) -> None:
    assert subject_of(title) == body


def test_the_table_of_a_page_is_read_like_its_lines() -> None:
    rows = (
        ("索引号", "6207/2026-7", "发文字号", "", ""),
        ("关键词", "发布机构：", "北街办事处", ""),
        ("公开形式", "责任部门", "", "", ""),
        ("生成日期", "2026-01-23 16:24:38", "是否有效", ""),
    )
    told = "\n".join(page_data([Table(rows)]))
    assert (read_posted_by(told), read_published(told)) == ("北街办事处", "2026-01-23")


def test_page_data_in_brackets_and_without_labels() -> None:
    rows = (("[ 发布机构 ]", "江夏区水务局"), ("[ 公开日期 ]", "2019-03-21"))
    told = "\n".join(page_data([Table(rows)]))
    assert (read_posted_by(told), read_published(told)) == ("江夏区水务局", "2019-03-21")
    assert page_data([Table((("2024-01-19 作者:某人 点击数:",),))]) == ["2024-01-19作者:某人点击数"]
    assert read_published("2024-01-19作者:某人点击数:") == "2024-01-19"
    assert read_published("• 2024-01-19\n• 来源:区水务局") == "2024-01-19"


def test_a_title_that_stands_only_in_chapter_one() -> None:
    said = "一、总体情况\n现发布《花山县林业局2021年政府信息公开工作年度报告》。"
    assert read_titles(said) == ["花山县林业局2021年政府信息公开工作年度报告"]
    assert read_titles("一、总体情况\n已编制区林业局2020年政府信息公开年度报告。") == []
