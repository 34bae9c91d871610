"""A report's tables look as its form prints them: every printed cell, and no other."""

import re
from dataclasses import replace

import pytest
from lxml import html

from ingest.figures import Figure
from ingest.report import Report
from ingest.store.database import Database
from ui.grid import View, table_html, tables_of

GRANTED = "表三/三/(一)予以公开/总计"
ENQUIRY = "表三/三/(三)不予公开/8.属于行政查询事项/总计"


def report(database: Database, name: str) -> Report:
    return next(r for r in database.reports() if name in r.source)


@pytest.fixture
def jiangxia(database: Database) -> list[Figure]:
    return database.figures(report(database, "jiangxia"))


@pytest.fixture
def shanghai(database: Database) -> list[Figure]:
    return database.figures(report(database, "shanghai"))


def test_every_printed_cell_is_shown_once_and_lights_alone(database: Database) -> None:
    for held in database.reports():
        figures = database.figures(held)
        printed = [f for f in figures if f.state != "computed"]
        for table in tables_of(figures):
            one = [f for f in printed if f.table == table]
            tree = html.fromstring(table_html(figures, table, View()))
            assert sorted(c.text or "" for c in tree.xpath("//td[not(@class)]")) == sorted(
                f.raw for f in one if f.state != "blank"
            )
            for figure in one[:: max(1, len(one) // 20)]:
                view = View(lit=frozenset([figure.where]))
                lit = html.fromstring(table_html(figures, table, view)).find_class("nb-lit")
                assert len(lit) == 1
                assert figure.state == "blank" or lit[0].text == figure.raw


def test_a_lit_cell_stands_in_its_row_and_column(jiangxia: list[Figure]) -> None:
    shown = table_html(jiangxia, "3", View(lit=frozenset([ENQUIRY])))
    (lit,) = html.fromstring(shown).find_class("nb-lit")
    cells = lit.getparent().getchildren()
    assert cells[0].text == "8.属于行政查询事项"
    assert [c.text for c in cells[1:]] == ["4", "1", "0", "0", "0", "0", "5"]
    assert lit is cells[-1]


def test_a_blank_stays_blank_and_a_slash_a_slash(shanghai: list[Figure]) -> None:
    blank = next(f for f in shanghai if f.where == GRANTED)
    assert blank.state == "blank"
    slash = replace(blank, where="x", row="三/(七)总计", state="slash", raw="/")
    view = View(lit=frozenset([GRANTED]))
    (lit,) = html.fromstring(table_html([blank, slash], "3", view)).find_class("nb-lit")
    assert lit.text is None and lit.find_class("nb-spoken")[0].text == "空白"
    assert ">/</td>" in table_html([blank, slash], "3", view)
    assert ">0</td>" not in table_html([blank, slash], "3", view)


def test_computed_sums_are_not_in_the_form(jiangxia: list[Figure]) -> None:
    computed = next(f for f in jiangxia if f.state == "computed")
    whole = table_html(jiangxia, "3", View())
    assert whole == table_html([f for f in jiangxia if f is not computed], "3", View())
    assert "（计算）" not in whole


def test_an_excerpt_keeps_the_lit_rows_with_their_headings(jiangxia: list[Figure]) -> None:
    shown = table_html(jiangxia, "3", View(lit=frozenset([ENQUIRY]), whole=False))
    text = re.sub(r"<[^>]+>", " ", shown)
    assert "（三）不予公开" in text and "8.属于行政查询事项" in text
    assert "信访举报投诉类申请" not in text and "⋯" in text


def test_group_headings_and_columns_are_the_forms(jiangxia: list[Figure]) -> None:
    tree = html.fromstring(table_html(jiangxia, "3", View()))
    groups = [row.text_content() for row in tree.find_class("nb-group")]
    assert groups == ["三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"]
    heads = "".join(row.text_content() for row in tree.find_class("nb-heads"))
    assert heads == "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"


def test_notes_stand_at_their_cells(shanghai: list[Figure]) -> None:
    shown = table_html(shanghai, "3", View(notes={GRANTED: [3]}))
    assert shown.count("注3") == 1


def test_a_hostile_cell_is_text(jiangxia: list[Figure]) -> None:
    evil = "<img src=x onerror=alert(1)>"
    first = next(f for f in jiangxia if f.table == "3")
    for changed in (replace(first, raw=evil), replace(first, row=evil, indicator="")):
        assert "<img" not in table_html([changed], "3", View("en"))
