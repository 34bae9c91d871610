"""What is an annual report and what is not: the lines of a file → what it is said to be."""

import re

import pytest

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.identity.kinds import other_kind
from ingest.readers.plain import read_plain

CHAPTERS = (
    "一、总体情况\n全年主动公开政府信息300条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项"
)


def kind(text: str) -> str:
    return other_kind(outline(text.split("\n")), ())


@pytest.mark.parametrize("mark", ["", "、"])
def test_a_report_whose_chapters_lost_their_numerals_is_one(mark: str) -> None:
    bare = re.sub(r"^[一二三四五六]、", mark, CHAPTERS, flags=re.MULTILINE)
    assert kind(f"江夏区2021年政府信息公开工作年度报告\n{bare}") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "江夏区政府信息公开指南\n一、主动公开\n二、依申请公开\n三、监督\n四、政府信息公开年度报告",
            "guide",
        ),
        (
            "政府信息公开年报\n江夏区政务信息公开指南\n一、主动公开\n二、依申请公开\n三、监督",
            "guide",  # the first line is a menu's
        ),
        (f"关于做好2021年政府信息公开工作年度报告编制工作的通知\n{CHAPTERS}", "notice"),
        (f"关于印发《政府信息公开工作年度报告格式》的通知\n{CHAPTERS}", "notice"),
        (
            "关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n请于1月15日前报送。\n"
            f"附件：2023年政府信息公开工作年度报告表格（样表）\n{CHAPTERS}",
            "notice",
        ),
        ("江夏区2021年政务公开工作要点\n一、解读\n二、平台\n三、监督", "plan"),
        ("江夏区教育局主动公开基本目录\n一、职能\n二、政策\n三、财政", "catalogue"),
        ("政府信息公开申请表\n申请人信息", "form to fill in"),
        # Other yearly reports have a chapter on openness too.
        (
            "江夏区2021年法治政府建设年度报告\n一、总体情况\n推进政务公开。\n二、问题\n三、打算",
            "another kind",
        ),
        ("江夏区2022年政府工作报告\n一、回顾\n推进政务公开\n二、要求\n三、重点", "another kind"),
        (
            "武汉大学2021—2022学年信息公开工作年度报告\n根据《高等学校信息公开办法》\n一、概述",
            "university",
        ),
        ("江夏区第一人民医院2021年信息公开工作年度报告\n一、概述\n二、公开\n三、问题", "hospital"),
        (f"江夏区第一中学2021年政府信息公开工作年度报告\n{CHAPTERS}", "school"),
        ("\n".join(f"江夏区{b}局2021年政府信息公开年报" for b in "ABCD"), "a list of 4"),
        ("从前有座山。", "it begins: 从前有座山"),
        (
            "江夏区教育局2021年政府信息公开工作年度报告\n附件下载",
            "a report's title without its chapters",
        ),
        ("标题,年度,值\n江夏区教育局2021年政府信息公开年报,2021,0", "a report's title without"),
        ("江夏区2023年第一季度依申请公开办理情况统计表\n收到申请 3", "of a part of a year"),
        (f"江夏区2021年1-9月政府信息公开工作情况报告\n{CHAPTERS}", "of a part of a year"),
        (f"××县××局2021年政府信息公开工作年度报告\n{CHAPTERS}", "blank form: it names no body"),
        (f"（单位名称）2021年政府信息公开工作年度报告\n{CHAPTERS}", "blank form: it names no body"),
        ("", "no text"),
    ],
)
def test_what_is_no_report(text: str, said: str) -> None:
    assert said in kind(text)


@pytest.mark.parametrize(
    "text",
    [
        f"江夏区教育局2021年政府信息公开工作年度报告\n{CHAPTERS}",
        f"江夏区教育局2021年1-12月政府信息公开工作年度报告\n{CHAPTERS}",
        f"江夏区教育局2021年政府信息公开工作年度报告\n请与××科联系（电话××××）。\n{CHAPTERS}",
        f"桐乡市水务集团有限公司2024年政府信息公开工作年度报告\n{CHAPTERS}",  # a company's
        f"湖北省社会科学院2021年政府信息公开工作年度报告\n{CHAPTERS}",  # no school
        f"政府信息公开指南\n江夏区教育局2021年政府信息公开工作年度报告\n{CHAPTERS}",  # a menu
        f"关于公布江夏区2021年政府信息公开工作年度报告的公告\n{CHAPTERS}",
        f"现将江夏区教育局2021年政府信息公开工作年度报告公布如下。\n{CHAPTERS}",  # no title
        "江夏区教育局2009年政府信息公开年度报告\n一、概述\n二、主动公开情况\n三、依申请公开情况\n四、收费情况",
    ],
)
def test_what_is_a_report(text: str) -> None:
    assert kind(text) == ""


def test_a_report_whose_cells_are_all_blank_is_one_where_it_tells_of_its_year() -> None:
    blank = "| 第二十条第（五）项 | |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | |\n"
    title = "江夏区城关镇人民政府2021年政府信息公开工作年度报告\n"
    told = CHAPTERS.replace(
        "300条。", "300条。公开栏更新及时。培训两次。设查阅点。解读三篇。答复及时。"
    )
    kinds = [_kind_read(title + text + "\n" + blank) for text in (told, CHAPTERS)]
    assert kinds == ["", "a blank form: its tables hold no number"]


def _kind_read(text: str) -> str:
    document = outline(read_plain(text.encode(), "x"))
    return other_kind(document, extract_figures(document).figures)
