"""What is printed over a page’s tables and is no part of them."""

from drawing import PROSE, paragraph, pdf, rows, ruled, say

from ingest.readers.pdf import read_pdf


def stamped(*drawn: str, number: str = "1") -> str:
    """The cell of a table that this is printed over."""
    table = ruled([f"行政许可|{number}", "行政处罚|3"], 300)
    return rows(read_pdf(pdf([*paragraph(PROSE, 80), *table, *drawn]), "x"))[0][1]


def test_a_watermark_is_no_part_of_a_cell() -> None:
    assert stamped("0.85 g", say("20", 296, 140, 28)) == "1"
    askew = say("20", 296, 142, 8).replace("142 538 Td", "0.7 0.7 -0.7 0.7 142 538 Tm")
    assert " Tm " in askew and stamped(askew) == "1"


def test_digits_of_several_sizes_or_shades_are_no_number() -> None:
    for drawn in (say("20", 296, 140, 28), say("2", 301, 142, 4)):  # a dark stamp; a note's mark
        assert stamped(drawn).endswith("□")
    assert stamped(say("2", 303, 142, 8)) == "12"
    gray = say("2", 303, 142, 7)
    assert stamped("0.85 g", gray).endswith("□")  # a watermark as large as the text
    assert stamped("0.5 g", gray) == "12"
    assert stamped("0.85 g", gray, number="") == "2"  # a number in gray


def test_a_pale_title_stays() -> None:
    title = "江川区人民政府二〇二三年年报"
    made = pdf(["0.97 0.8 0 rg", say(title, 40, size=24), "0 g", *paragraph(PROSE, 80)])
    assert read_pdf(made, "x") == [title, PROSE]
