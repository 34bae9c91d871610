"""Soft findings of table two: items for decisions, rules that a body can't make, odd sizes."""

from pathlib import Path

import pytest

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading


def read(text: str, name: str = "x.md", **given: str) -> Reading:
    data = text.encode()
    return read_report(read_blocks(data, name), data, name, given)


def test_items_taken_for_decisions_and_more_published_than_made() -> None:
    text = (Path(__file__).parents[2] / "ingest/samples/shanghai-general-office-2019.md").read_text(
        encoding="utf-8"
    )
    assert not {"S4", "S5"} & {f.check for f in read(text).findings}
    rows = [line for line in text.split("\n") if line.startswith(("| 行政许可", "| 规章"))]
    assert len(rows) == 2
    licences = next(line for line in rows if "行政许可" in line)
    rules = next(line for line in rows if "规章" in line)
    text = text.replace(licences, "| 行政许可 | 61 | 36 | 97 |")
    text = text.replace(rules, "| 规章 | 13 | 14 | 524 |")
    found = {f.check: f for f in read(text).findings if f.check in ("S4", "S5")}
    assert (found["S4"].actual, found["S4"].severity) == ("97", "soft")
    assert (found["S5"].expected, found["S5"].actual) == ("13", "14")
    assert found["S5"].where.endswith("规章/本年新公开数量")


def test_a_number_out_of_all_proportion_is_a_note(text: str) -> None:
    row = next(line for line in text.split("\n") if line.startswith("| 行政事业性收费 |"))
    (found,) = read(text.replace(row, "| 行政事业性收费 | 66857000 |")).findings
    assert (found.check, found.severity, found.actual) == ("outlier", "note", "66857000")
    assert "以元为单位" in found.text


@pytest.mark.parametrize(
    ("publisher", "scope", "found"),
    [
        ("武汉市江夏区人民政府", "region", True), ("武汉市江夏区教育局", "department", True),
        ("武汉市人民政府", "region", False), ("湖北省人民政府", "region", False),
        ("国家电影局", "ministry", False),
    ],
)  # fmt: skip
def test_only_some_bodies_make_rules(text: str, publisher: str, scope: str, found: bool) -> None:
    row = next(line for line in text.split("\n") if line.startswith("| 规章 |"))
    made = read(text.replace(row, "| 规章 | 2 | 0 | 0 |"), publisher=publisher, scope=scope)
    assert [f.check for f in made.findings] == (["S8"] if found else [])


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("行政许可 12", "12"),  # the one column of the form of 2021
        ("行政许可-上一年项目数量 12", ""),  # another column than that
        (
            "行政处罚36-4 5\n行政许可 12",
            "",
        ),  # numbers ran together with labels, so this one may have
    ],
)
def test_a_value_alone_without_a_header_is_read_where_it_can_be_but_one(
    row: str, value: str
) -> None:
    text = (
        f"某县2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n{row}\n"
    )
    found = extract_figures(outline(read_blocks(text.encode(), "x"))).figures
    assert "".join(f.raw for f in found if f.indicator == "licences_decided") == value


def licences(rows: str) -> str:
    """The decisions on licences that are read from rows of table two, "" for none."""
    head = "某县2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项 |\n"
    found = extract_figures(outline(read_blocks(f"{head}{rows}\n".encode(), "x"))).figures
    assert not any(f.indicator.startswith("licences_items") for f in found)
    return "".join(f.raw for f in found if f.indicator == "licences_decided")


@pytest.mark.parametrize(
    ("head", "row", "value"),
    [
        ("本年处理决定数量", "行政许可|558", "558"),
        ("上年处理决定数量|本年处理决定数量", "行政许可|500|558", "558"),
        ("上年处理决定数量|本年处理决定数量|增减", "行政许可|500|558|58", "558"),
        ("2022年处理决定数量|2023年处理决定数量", "行政许可|500|558", "558"),
        ("上年处理决定数量", "行政许可|500", ""),
        ("2021年|2022年|2023年", "行政许可|500|540|558", ""),
        ("数量", "行政许可|558", "558"),
        ("本年处理决定数量", "行政许可申请|600\n行政许可|558", "558"),
        ("本年处理决定数量", "行政许可申请|600", ""),
        ("本年处理决定数量", "行政许可、行政处罚|15", ""),
        ("本年处理决定数量", "行政许可|行政处罚|15", ""),
        ("本年处理决定数量", "行政许可事项|558", "558"),
        ("本年处理决定数量", "行政许可|其中网办|5", ""),
        ("本年处理决定数量", "行政许可|约558", "约558"),  # unreadable, and kept as it is printed
        ("本年处理决定数量", "行政许可|五百件", "五百件"),
        ("本年处理决定数量", "行政许可|件|558", "558"),
    ],
)
def test_another_year_and_what_is_more_than_a_row_are_no_decisions(
    head: str, row: str, value: str
) -> None:
    assert licences(f"信息内容|{head}\n{row}") == value
