"""Cells of web pages: which digits are of one number, and which are marks, hidden or several."""

import pytest

from ingest.document import Table
from ingest.readers.html import read_html


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2<sup>1</sup>", "2[1]"),  # a note's mark, and not 21
        ("558<sup>[2]</sup>", "558[2]"),
        ("规章<sup>2</sup>", "规章2"),
        ("1 234", "1234"),
        ("1, 234", "1,234"),
        ("668 .57", "668.57"),
        ("12 13", "12 13"),  # two numbers, or one: nobody can tell
        ("5 8", "5 8"),
        ("0 234", "0 234"),
        ("<span hidden>9</span>3", "3"),
        ("<span style='mso-hide:all'>9</span>3", "3"),
        ("<span style='font-size:0.9em'>9</span>3", "93"),
    ],
)
def test_digits_of_a_cell_that_are_of_one_number_and_those_that_may_not_be(
    cell: str, text: str
) -> None:
    row = f"<table><tr><td>行政许可</td><td>{cell}</td></tr></table>"
    blocks = read_html(f"<html><body><p>主动公开情况。</p>{row}</body></html>".encode(), "x")
    assert [b.rows for b in blocks if isinstance(b, Table)] == [(("行政许可", text),)]
