"""Pictures of tables pasted into a page, a Word document or a saved archive."""

import io
from base64 import b64encode
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import docx
import pytest

from ingest.document import Block, Table, outline
from ingest.figures import extract_figures
from ingest.readers import may_be_scanned, pasted, read_blocks
from ingest.readers.embedded import inlined
from ingest.readers.pasted import mark_of, with_pictures

PAGE = Path(__file__).parent / "scans" / "page.png"
TITLE = "江川区2023年政府信息公开工作年度报告"
ABOVE, BELOW = "一、总体情况", "六、其他需要报告的事项"
PICTURE = b64encode(PAGE.read_bytes()).decode()


def page(source: str, table: str = "") -> str:
    image = f'<p><img alt="" src="{source}"></p>'
    return f"<html><body><h1>{TITLE}</h1><p>{ABOVE}</p>{table}{image}<p>{BELOW}</p></body></html>"


def as_page() -> bytes:
    return page(f"data:image/png;base64,{PICTURE}").encode()


def as_word() -> bytes:
    made = docx.Document()
    made.add_paragraph(TITLE)
    made.add_paragraph(ABOVE)
    made.add_picture(str(PAGE))
    made.add_paragraph(BELOW)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_archive() -> bytes:
    whole = MIMEMultipart("related")
    whole.attach(MIMEText(page("http://www.a.gov.cn/i/1.png?a=1&amp;b=2"), "html", "utf-8"))
    image = MIMEImage(PAGE.read_bytes())
    image["Content-Location"] = "http://www.a.gov.cn/i/1.png?a=1&b=2"
    whole.attach(image)
    return whole.as_bytes()


@pytest.mark.parametrize("made", [as_page, as_word, as_archive])
def test_what_a_picture_shows_stands_where_it_is(made: Any) -> None:
    data = made()
    alone = read_blocks(PAGE.read_bytes(), "x")
    assert may_be_scanned(data)
    found = read_blocks(data, "x")
    assert found[:2] == [TITLE, ABOVE] and found[-1] == BELOW
    assert found[2:-1] == alone
    assert extract_figures(outline(found)).form3 == "2021"


def test_pictures_beside_tables_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the reader of scans isn't there."""
    table = "<table><tr><td>行政许可</td><td>5</td></tr></table>"
    with_table = page(f"data:image/png;base64,{PICTURE}", table).encode()
    expected: list[Block] = [TITLE, ABOVE, Table((("行政许可", "5"),)), BELOW]
    assert read_blocks(with_table, "x") == expected
    monkeypatch.setattr(pasted, "is_installed", lambda: False)
    assert read_blocks(as_page(), "x") == [TITLE, ABOVE, BELOW]


@pytest.mark.parametrize(
    "source",
    [
        "data:image/png;base64,AAAA",  # broken
        "data:image/png;base64,%%%",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",  # a dot
        "images/1.png",
    ],
)
def test_a_picture_that_shows_nothing_leaves_nothing(source: str) -> None:
    assert read_blocks(page(source).encode(), "x") == [TITLE, ABOVE, BELOW]


def test_a_mark_in_the_text_shows_no_picture_that_is_not_there() -> None:
    assert with_pictures([f"甲{mark_of(7)}乙", ABOVE], [b"x"]) == ["甲", "乙", ABOVE]
    assert with_pictures([f"甲{mark_of(7)}"], []) == [f"甲{mark_of(7)}"]


def test_a_photograph_adds_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no picture of a page shows a table in is none of its text."""
    monkeypatch.setattr(pasted, "_read", lambda pictures: ["阳光政务 100%"] * len(pictures))
    assert read_blocks(as_page(), "x") == [TITLE, ABOVE, BELOW]


def test_a_picture_shown_a_thousand_times_is_held_once() -> None:
    shown = b"<img src='1.png'>" * 1000
    assert len(inlined(shown, {"1.png": b"x" * 10_000})) < len(shown) + 14_000
