"""Digits that a page's text holds and the page does not show as a part of their number."""

import pytest
from drawing import HEIGHT, PROSE, box, paragraph, pdf, rows, ruled, say

from ingest.readers.pdf import read_pdf

TWO = say("2", 303, 142, 7)  # behind the 1 of the first row
HIDDEN = {
    "white": f"1 g {TWO} 0 g",
    "unseen": f"3 Tr {TWO} 0 Tr",
    "clipped": f"q 0 0 9 9 re W n {TWO} Q",
}


def printed(*drawn: str, bare: bool = False) -> str:
    """The first value of two rows, with rules around them or without."""
    table = ruled(["信息内容|数量", "行政许可|1", "行政处罚|3"], 276)
    if bare:
        table = [part for part in table if part.startswith("BT")]
    return rows(read_pdf(pdf([*paragraph(PROSE, 80), *table, *drawn]), "x"))[1][1]


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("how", ["white", "unseen", "clipped"])
def test_a_digit_that_is_not_shown_leaves_its_number_in_doubt(how: str, bare: bool) -> None:
    assert printed(bare=bare) == "1"
    assert printed(TWO, bare=bare) == "12"
    assert printed(HIDDEN[how], bare=bare) == "12□"


def test_white_digits_on_a_dark_ground_are_shown() -> None:
    assert printed("0 g", box(132, 300, 60, 24, "f"), "1 g", say("12", 303, 135, 7)) == "12"


@pytest.mark.parametrize("bare", [False, True])
def test_a_number_that_is_crossed_out_or_lies_over_another_is_in_doubt(bare: bool) -> None:
    line = f"0.4 w 134 {HEIGHT - 307} m 144 {HEIGHT - 307} l S"
    assert printed(line, bare=bare).endswith("□")
    assert printed(line.replace(str(HEIGHT - 307), str(HEIGHT - 312)), bare=bare) == "1"
    over = "1 g " + box(134, 301, 12, 10, "f") + " 0 g " + say("4", 303, 137, 7)
    assert printed(over, bare=bare).endswith("□")


def test_a_number_that_runs_over_the_side_of_its_cell_is_in_doubt_and_so_is_the_next() -> None:
    table = [
        *paragraph(PROSE, 80),
        *ruled(["信息内容|数量|数量", "行政许可||", "行政处罚|3|3"], 276),
    ]
    for left, cells in ((178, ("123□", "4□")), (160, ("1234", ""))):
        assert rows(read_pdf(pdf([*table, say("1234", 303, left, 5)]), "x"))[1][1:] == cells
    apart = [say("12", 303, 178, 7), say("4", 303, 195, 7)]
    assert rows(read_pdf(pdf([*table, *apart]), "x"))[1][1:] == ("12", "4")


@pytest.mark.parametrize("bare", [False, True])
def test_a_raised_digit_is_a_notes_mark(bare: bool) -> None:
    assert printed(say("2", 301, 142, 7), bare=bare).endswith("□")


@pytest.mark.parametrize("bare", [False, True])
def test_a_number_that_is_drawn_without_letters_is_no_blank(bare: bool) -> None:
    def shape(high: int) -> str:
        return f"141 {HEIGHT - 309} m 145 {HEIGHT - 306} l 143 {HEIGHT - 309 + high} l h f"

    table = ["信息内容|数量|数量", "行政许可||1", "行政处罚|4|3"]
    for high, cell in ((6, "□"), (40, ""), (1, "")):
        drawn = [part for part in ruled(table, 276) if not bare or part.startswith("BT")]
        made = pdf([*paragraph(PROSE, 80), *drawn, shape(high)])
        assert rows(read_pdf(made, "x"))[1] == ("行政许可", cell, "1")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_looked_at_as_it_is_read(degrees: int) -> None:
    table = ruled(["信息内容|数量", "行政许可|1", *["行政处罚|3"] * 9], 276)
    made = pdf([*paragraph(PROSE, 80), *table, HIDDEN["white"]])
    turned = made.replace(b"/MediaBox", f"/Rotate {degrees} /MediaBox".encode())
    values = [row[1] for row in rows(read_pdf(turned, "x"))[1:]]
    assert values == ["12□", *["3"] * 9]


def test_where_no_digit_is_shown_nothing_is_told_of_them() -> None:
    page = [*paragraph(PROSE, 80), *ruled(["信息内容|数量", "行政许可|12", "行政处罚|3"], 276)]
    assert rows(read_pdf(pdf(["3 Tr", *page]), "x"))[1:] == [("行政许可", "12"), ("行政处罚", "3")]


def test_digits_as_wide_as_a_country_are_held_against_the_rules_there_are() -> None:
    codes = "12345".encode("utf-16-be").hex()
    wide = f"BT /F 1 Tf 900000000 0 0 12 0 {HEIGHT - 400} Tm <{codes}> Tj ET"
    upright = f"0.4 w 300 0 m 300 {HEIGHT} l S"
    assert read_pdf(pdf([*paragraph(PROSE, 80), wide, upright]), "x")
