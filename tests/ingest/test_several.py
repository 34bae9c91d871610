"""Several reports in one file, each a report of its own."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Table
from ingest.errors import UnreadableReport
from ingest.loading.add import Added, Adder
from ingest.readers import read_blocks
from ingest.several import number_of, reports_in, split_reports
from ingest.store.database import Database

Add = Callable[..., Added]
File = Callable[[str, str], Path]


@pytest.fixture
def two(text: str) -> str:
    """A page with the reports of two bodies, one below the other."""
    return f"{text}\n\n{text.replace('江夏区', '洪山区')}"


def test_each_is_a_report_with_its_own_cells(
    add: Add, file: File, text: str, two: str, database: Database
) -> None:
    other = two.replace("| （一）予以公开 | 19 |", "| （一）予以公开 | 91 |")
    at = other.index("洪山区")
    path = file("a.md", two[:at] + other[at:])
    first, second = add(path).each()
    assert [a.report and a.report.publisher for a in (first, second)] == [
        "武汉市江夏区人民政府", "武汉市洪山区人民政府",
    ]  # fmt: skip
    assert second.source == f"{path}!#2" and second.status == "added"
    granted = {
        report.publisher: figure.raw
        for report in database.reports()
        for figure in database.figures(report)
        if (figure.indicator, figure.breakdown) == ("granted", "natural_person")
    }
    assert granted == {"武汉市江夏区人民政府": "19", "武汉市洪山区人民政府": "91"}
    assert add(path).status == "unchanged"


def test_what_was_set_of_the_second_stays_when_the_file_is_revised(
    add: Add, adder: Adder, file: File, two: str, database: Database
) -> None:
    path = file("a.md", two)
    _, second = add(path).each()
    assert second.report is not None
    adder.reread(replace(second.report, hand={"publisher": "武汉市洪山区教育局"}))
    _, again = add(file("a.md", f"{two}\n\n（完）")).each()
    assert again.status == "revised" and again.report is not None
    assert again.report.publisher == "武汉市洪山区教育局"
    assert len(database.reports()) == 2


def test_a_report_that_the_file_has_no_more_is_told(two: str, text: str) -> None:
    assert len(reports_in(read_blocks(two.encode(), "a.md"), "a.md")) == 2
    with pytest.raises(UnreadableReport, match="holds no report 2, of 1"):
        reports_in(read_blocks(text.encode(), "a.md"), "a.md!#2")


@pytest.mark.parametrize(
    "below",
    [
        "武汉市江夏区2021年政府信息公开工作年度报告",  # the title again
        "下一篇：武汉市洪山区2021年政府信息公开工作年度报告",
        "武汉市洪山区2021年政府信息公开工作年度报告\n\n| 相关链接 | 10 |\n|---|---|\n| 点击 | 3 |",
    ],
)
def test_a_link_to_another_report_begins_none(text: str, below: str) -> None:
    blocks = read_blocks(f"{text}\n\n{below}\n".encode(), "a.md")
    assert split_reports(blocks) == [blocks]
    assert any(isinstance(block, Table) for block in blocks)


def test_the_page_s_own_table_above_the_first_title_begins_none(two: str) -> None:
    data = "| 发布机构 | 江夏区 |\n|---|---|\n| 发布日期 | 2022-02-18 |\n\n"
    parts = split_reports(read_blocks(f"{data}{two}".encode(), "a.md"))
    assert len(parts) == 2
    assert any("洪山区" in block for block in parts[1][:1] if isinstance(block, str))


def test_another_title_amid_the_tables_of_one_report_splits_nothing(text: str) -> None:
    """A title on each page calls the body otherwise than the first does."""
    again = "湖北省武汉市江夏区人民政府2021年政府信息公开工作年度报告"
    at = text.index("## 四、")
    blocks = read_blocks(f"{text[:at]}{again}\n\n{text[at:]}".encode(), "a.md")
    assert split_reports(blocks) == [blocks]


def test_a_report_of_blanks_is_one_too(two: str) -> None:
    at = two.index("洪山区")
    blank = re.sub(r"\| \d+(?=(?: \|))", "|  ", two[at:])
    assert len(split_reports(read_blocks(f"{two[:at]}{blank}".encode(), "a.md"))) == 2


def test_a_name_that_only_looks_like_a_number_is_the_file_itself() -> None:
    assert [number_of(f"a!#{n}") for n in ("2", "9" * 5000, "²", "")] == [2, 1, 1, 1]
