"""Tables that name the column of each cell: a cell a row, or all of a row's told in a line."""

import re

import pytest
from shapes import reshaped

from ingest.document import outline
from ingest.figures import Extraction, extract_figures
from ingest.readers import read_blocks
from ingest.tables.long import widened

Rows = list[list[str]]
BLOCKS = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")


def extracted(text: str) -> Extraction:
    return extract_figures(outline(read_blocks(text.encode(), "x")))


def cells(found: Extraction) -> dict[str, str]:
    return {f.where: f.raw for f in found.figures if f.indicator and f.state != "unreadable"}


def named(rows: Rows) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows with values, each with its label and its cells with their columns' names."""
    made, head, group = list[tuple[str, list[tuple[str, str]]]](), rows[0], ""
    if rows[-1][0].isdigit():
        names, values = rows[-2][-5:], rows[-1]
        return [
            (block, list(zip(names, values[5 * n : 5 * n + 5], strict=True)))
            for n, block in enumerate(BLOCKS)
        ]
    for row in rows:
        valued = any(re.match(r"-?\d", cell) for cell in row[1:])
        head = row if row[0] == "信息内容" else head
        if valued:
            label = f"{group}/{row[0]}" if re.match(r"\d\.", row[0]) else row[0]
            made.append((label, list(zip(head[1:], row[1:], strict=False))))
        elif re.match("（[三四五六]）", row[0]):
            group = row[0]
    return made


SHAPES = {
    "CSV": "{label},{name},{value}",
    "tabs": "{label}\t{name}\t{value}",
    "Markdown": "| {label} | {name} | {value} |",
    "a colon": "{label}-{name}：{value}",
}


@pytest.mark.parametrize("line", SHAPES.values(), ids=SHAPES)
def test_a_cell_a_line_is_read_as_its_row_and_column_name_it(text: str, line: str) -> None:
    def shape(rows: Rows) -> str:
        return "\n".join(
            line.format(label=f'"{label}"' if "," in line else label, name=name, value=value)
            for label, pairs in named(rows) for name, value in pairs
        )  # fmt: skip

    assert cells(extracted(reshaped(text, shape))) == cells(extracted(text))


def test_the_cells_of_a_row_told_in_a_line_are_read(text: str) -> None:
    def shape(rows: Rows) -> str:
        return "\n".join(
            f"{label}：{'，'.join(f'{name}{value}' for name, value in pairs)}；"
            for label, pairs in named(rows)
        )

    assert cells(extracted(reshaped(text, shape))) == cells(extracted(text))


@pytest.mark.parametrize(
    "row",
    [
        ("行政许可", "12", "本年处理决定数量"),
        ("行政许可", "处理人", "12"),
        ("", "本年处理决定数量", "12"),  # of no row
        ("全年收到申请12件", "自然人", "5"),
    ],
)
def test_rows_that_name_no_row_or_no_column_stay_as_they_are(row: tuple[str, ...]) -> None:
    rows = [row] * 4
    assert widened(rows) == rows


def test_a_sign_in_words_stays_with_its_number() -> None:
    lines = [
        f"{row}：上一年项目数量5，本年增/减减少84，处理决定数量7；"
        for row in ("行政许可", "行政处罚", "行政强制")
    ]
    found = extracted("\n".join(["二、主动公开政府信息情况", *lines]))
    assert [f.raw for f in found.figures if f.indicator.endswith("_change")] == ["减少84"] * 3


def test_a_row_and_its_column_may_be_one_label() -> None:
    named = ("规章本年制发件数", "规章本年废止件数", "规章现行有效件数")
    rows = [(name, value) for name, value in zip(named, "120", strict=True)]
    assert [*widened(rows)] == [
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "2", "0"),
    ]
    other = [("规章清理件数", "1"), ("规章制度", "2"), ("规章", "3")]
    assert widened(other) == other
