"""One scanned page, drawn by us: skewed, in black and white, a blot on one number."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ingest.document import Table, outline
from ingest.errors import ReportError, TooLarge, UnknownFormat, UnreadableReport
from ingest.figures import extract_figures
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.readers.columns import Word
from ingest.readers.layout import Grid
from ingest.readers.scan import ink, letters, pictures, sums
from ingest.readers.scan.cells import Written, joined_behind_marks, mark, stroke, told
from ingest.readers.words import as_printed
from ingest.report import Reading

PAGE = Path(__file__).parent / "scans" / "page.png"
BLOT = "rules_repealed"


def read(data: bytes) -> Reading:
    return read_report(read_blocks(data, "scan"), data, "scan", {})


def cells(reading: Reading) -> dict[tuple[str, str], Decimal | None]:
    printed = (f for f in reading.figures if f.state != "computed")
    return {(f.indicator, f.breakdown): f.value for f in printed}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(PAGE.read_bytes())


def expected() -> dict[tuple[str, str], Decimal | None]:
    with PAGE.with_suffix(".csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    made: dict[tuple[str, str], Decimal | None] = {}
    for row in rows:
        code = row.pop("indicator")
        single = not row["natural_person"]
        for breakdown, text in row.items():
            if not single or breakdown == "total":
                key = (code, "" if single else breakdown)
                made[key] = Decimal(text) if text else None
    return made


def test_every_digit_is_read_and_the_blot_is_none(reading: Reading) -> None:
    assert cells(reading) == expected()
    (blotted,) = (f for f in reading.figures if f.indicator == BLOT)
    assert blotted.state == "unreadable"
    soft = [f for f in reading.findings if f.check == "unreadable" and f.severity == "soft"]
    assert [f.where for f in soft] == [blotted.where]


def test_who_and_when_are_read_too(reading: Reading) -> None:
    report = reading.report
    assert (report.year, report.form2, report.form3) == (2023, "2021", "2021")
    assert "江川区" in report.title and "主动公开" in " ".join(c.text for c in reading.chunks)


def test_each_table_says_that_it_is_a_scan_and_no_sum_fails(reading: Reading) -> None:
    notes = [f for f in reading.findings if f.severity == "note" and f.actual == "OCR"]
    assert [note.where for note in notes] == ["表三", "表二", "表四"]
    assert not [f for f in reading.findings if f.severity == "hard"]


def test_a_pdf_of_a_picture_upside_down_reads_the_same(reading: Reading) -> None:
    file = io.BytesIO()
    Image.open(PAGE).convert("L").rotate(180).save(file, "pdf", resolution=200)
    assert cells(read(file.getvalue())) == cells(reading)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "find_spec", lambda name: None)
    with pytest.raises(UnknownFormat, match=r"a scan or a picture; install .*\[ocr\]"):
        read_blocks(PAGE.read_bytes(), "scan.png")


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "webp", "bmp", "gif"])
def test_every_kind_of_picture_is_opened_whatever_its_name(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(file, kind)
    (gray,) = pictures.open_pictures(file.getvalue(), "x.txt")
    assert gray.shape == (20, 30) and gray.min() > 250


def test_broken_and_giant_pictures_are_one_line() -> None:
    with pytest.raises(UnreadableReport, match="the picture is broken"):
        read_blocks(PAGE.read_bytes()[:2000], "x")
    file = io.BytesIO()
    Image.new("1", (9_000, 8_000)).save(file, "png")
    with pytest.raises(TooLarge, match="9000 × 8000 pixels"):
        list(pictures.open_pictures(file.getvalue(), "x"))


def test_a_picture_without_letters_says_so() -> None:
    file = io.BytesIO()
    Image.new("L", (400, 300), 255).save(file, "png")
    with pytest.raises(ReportError, match="no letters"):
        read_blocks(file.getvalue(), "x")


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("白然人", "自然人"),  # one character misread
        ("尚末审结", "尚未审结"),
        ("结果维持", "结果维持"),
        ("第二十条第（压）项", "第二十条第（压）项"),  # as near to five
        ("其它", "其它"),  # too short to tell
        ("党建工作", "党建工作"),
    ],
)
def test_a_misread_label_is_the_only_one_that_is_near(label: str, printed: str) -> None:
    assert as_printed(label) == printed


@pytest.mark.parametrize(("lean", "text"), [(0, "1"), (12, "/"), (4, "1□")])
def test_a_stroke_that_leans_is_a_slash(lean: int, text: str) -> None:
    crop = np.full((40, 40), 255, "uint8")
    for row in range(5, 35):
        left = 20 + round(lean * (20 - row) / 30)
        crop[row, left : left + 3] = 0
    assert stroke(crop) == text


def test_a_lone_dash_is_no_letter() -> None:
    crop = np.full((40, 40), 255, "uint8")
    crop[19:22, 10:30] = 0
    assert [told([text], [crop]) for text in ("一", "–", "1")] == ["—"] * 3
    assert told(["６ ０"], [crop]) == "60"


def test_words_go_on_behind_a_mark_whose_half_is_blank() -> None:
    def joined(text: str, left: float, top: float = 10) -> list[str]:
        before = Word("本年收费金额（单位：", 100, 200, 10, 20)
        return [
            word.text
            for word in joined_behind_marks([Word(text, left, 240, top, top + 10), before])
        ]

    assert joined("万元）", 202) == ["本年收费金额（单位：万元）"]
    for apart in (joined("万元）", 206), joined("万元）", 202, 22), joined("1000000001", 202)):
        assert len(apart) == 2  # another column, another line, a number


# rules -------------------------------------------------------------------------------------------


def inked(*strokes: tuple[int, int, int, int]) -> ink.Inked:
    """A page with strokes of ink: left, top, right and bottom of each."""
    page = np.full((700, 1600), 255, "uint8")
    for left, top, right, bottom in strokes:
        page[top:bottom, left:right] = 0
    return ink.read_inked(page)


def ruled(*levels: int) -> list[tuple[int, int, int, int]]:
    """The rules of a table whose rows begin and end at these levels."""
    across = [(100, y, 1500, y + 3) for y in levels]
    return [*across, *((x, levels[0], x + 3, levels[-1] + 3) for x in (100, 1497))]


def in_head(top: int, *strokes: tuple[int, int, int, int]) -> int:
    """How many cells the upper row of a table has, whose lower two are parted at 800."""
    (table,) = inked(*ruled(top, 344, 400, 456), (800, 344, 803, 459), *strokes).tables
    return sum(cell.row == 0 for cell in table.cells)


def test_a_stroke_of_a_character_above_a_rule_parts_no_head() -> None:
    assert in_head(300, (800, 307, 803, 340), (803, 307, 820, 310)) == 1
    assert in_head(300, (800, 307, 803, 338), (796, 341, 806, 344)) == 1  # the rule below has a nub
    assert in_head(300, (800, 303, 803, 344)) == 2
    assert in_head(250, (800, 250, 803, 290), (800, 295, 803, 344)) == 2  # a rule that broke


def test_a_title_of_large_characters_is_no_table() -> None:
    title = [(x, y, x + 66, y + 4) for x in range(200, 1400, 70) for y in (100, 162)]
    title += [(x, 100, x + 5, 166) for x in range(200, 1400, 70)]
    assert inked(*title).tables == ()
    assert len(inked(*title, *ruled(300, 344), (800, 300, 803, 344)).tables) == 1


# sums --------------------------------------------------------------------------------------------

HEADER = (
    "申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
)  # fmt: skip


def settled(
    monkeypatch: pytest.MonkeyPatch, row: list[str], again: dict[str, str], score: float = 1.0
) -> tuple[str, ...]:
    """A row of table three as settled, its cells read again as `again` says."""
    crops = {text: tuple(object() for _ in text.split()) for text in row}
    of = {
        id(crop): part for text in row for crop, part in zip(crops[text], text.split(), strict=True)
    }

    def reads(found: list[Any]) -> list[tuple[str, float]]:
        return [(again.get(of[id(crop)], of[id(crop)]), 1.0) for crop in found]

    monkeypatch.setattr(sums, "read_letters", reads)
    monkeypatch.setattr(sums, "VARIANTS", (lambda crop: crop,) * 4)
    written = [Written(crops[text], text, score) for text in row]
    label = "一、本年新收政府信息公开申请数量"
    rows = (
        tuple(enumerate(HEADER)),
        ((0, label), *((n, mark(n - 1)) for n in range(1, len(row) + 1))),
    )
    (table,) = sums.settle([[Grid(rows, 1, 8, 0.0, scanned=True)]], written)
    assert isinstance(table, Table) and table.scanned
    return table.rows[1][1:]


def test_a_row_that_adds_up_is_trusted_whatever_its_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ["7", "1", "2", "3", "4", "5", "22"]
    assert settled(monkeypatch, row, {"7": "1"}, score=0.3) == tuple(row)


def test_one_other_reading_with_which_the_row_adds_up_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = ["1", "11", "2", "3", "4", "5", "32"]
    assert settled(monkeypatch, row, {"1": "7"}) == ("7", *row[1:])


def test_what_never_adds_up_is_kept_where_all_readings_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = ["6", "11", "2", "3", "4", "5", "99"]
    assert settled(monkeypatch, row, {}) == tuple(row)
    assert settled(monkeypatch, row, {"11": "17"})[1] == "17□"
    row[0] = "16 件"  # a cell of two lines
    assert settled(monkeypatch, row, {}) == tuple(row)
    assert settled(monkeypatch, row, {"16": "18"})[0] == "18件□"


def test_a_table_without_rules_is_read_by_where_its_words_stand() -> None:
    page = read_blocks((PAGE.parent / "bare.png").read_bytes(), "scan")
    found = {f.indicator: f.value for f in extract_figures(outline(page)).figures}
    kinds = ("review", "suit_direct", "suit_after_review")
    results = ("upheld", "corrected", "other", "pending", "total")
    digits = (23, 2, 5, 0, 30, 2, 2, 0, 5, 9, 2, 1, 2, 20, 25)
    names = [f"{kind}_{result}" for kind in kinds for result in results]
    assert found == dict(zip(names, map(Decimal, digits), strict=True))


def test_a_telephone_number_in_a_label_stands_for_no_cell() -> None:
    held = [Written((), "咨询", 1.0)]
    rows = ([(0, "联系电话13812345678"), (1, mark(0))], [(0, "收件"), (1, mark(0))])
    (table,) = sums.settle([[Grid(rows, 1, 2, 0.0, scanned=True)]], held)
    assert isinstance(table, Table)
    assert table.rows[0] == ("联系电话13812345678", "咨询")
