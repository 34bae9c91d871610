"""Every figure that a page shows is the store's, to the digit: over hundreds of questions, and over
every figure that can be chosen.
"""

import csv
import io
import re
from decimal import Decimal

import pytest
from lxml import html

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.figures.lookup import Sheet
from eval.exam import cell_samples
from ingest.settings import read_settings
from ingest.store.database import Database
from ui.answers import answer_html
from ui.card import Quoted, card_text
from ui.chart import plot_rows
from ui.downloads import answer_csv
from ui.explore import _table
from ui.exploring import Chosen, by_applicant, codes, find
from ui.grid import View, table_html
from ui.reply import places_of

NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
# Every third question: the cells are asked for in turn, in every wording and language.
EACH = 3


@pytest.fixture(scope="module")
def assistant(home: object, database: Database) -> Assistant:
    return Assistant(database, read_settings(str(home)))


def numbers(text: str | None) -> list[Decimal]:
    """The numbers in a text, whatever groups their digits."""
    return [Decimal(found.replace(",", "")) for found in NUMBER.findall(text or "")]


def lit_cells(answer: Answer, database: Database) -> list[str]:
    """What stands in the cells that the evidence lights."""
    found = []
    for place in (p for p in places_of(answer) if p.table):
        view = View("zh", lit=frozenset(place.wheres), whole=False)
        shown = html.fromstring(table_html(database.figures(place.report), place.table, view))
        found += [cell.text_content() for cell in shown.find_class("nb-lit")]
    return found


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "en"])
def test_an_answer_shows_the_cell_that_was_asked_for(
    assistant: Assistant, database: Database, language: str
) -> None:
    turn = ("zh", "zh-Hant", "en").index(language)
    asked = list(cell_samples(every=False))[turn::EACH]
    assert len(asked) > 250
    for sample in asked:
        answer = assistant.ask(sample.question)
        shown = html.fromstring(answer_html(answer, language)).find_class("nb-number")
        (cell,) = sample.evidence
        if cell.value is None:
            assert not shown and answer.reason == "left_blank", sample.question
            continue
        assert [numbers(shown[0].text)] == [[cell.value]], sample.question
        card = card_text(answer, Quoted("", "2026-11-23", ""), language)
        assert numbers(card.splitlines()[0]) == [cell.value], sample.question
        lines = list(csv.DictReader(io.StringIO(answer_csv(answer).decode("utf-8-sig"))))
        assert Decimal(lines[0]["value"]) == cell.value, sample.question
        if answer.rows[0].state == "number":
            assert [cell.value] in map(numbers, lit_cells(answer, database)), sample.question


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "en"])
def test_the_page_of_data_shows_what_each_report_has(
    assistant: Assistant, database: Database, language: str
) -> None:
    catalogue = assistant.catalogue
    years = tuple(sorted({year for body in catalogue.bodies for year in body.years}))
    sheets = {r.document: Sheet(r, database) for b in catalogue.bodies for r in b.reports}
    for item in codes():
        for who in ("total", "research") if by_applicant(item) else ("total",):
            found = find(Chosen(years=years, items=(item,), who=who), catalogue, database, "zh")
            if not found.cells:
                continue
            rows = html.fromstring(_table(found, 1, language)).xpath("//tr")[1:]
            assert len(rows) == len(found.lines)
            for (body, _), row in zip(found.lines, rows, strict=True):
                shown = row.xpath("./td")[-len(years) :]
                for year, cell in zip(years, shown, strict=True):
                    report = body.report(year)
                    held = report and sheets[report.document].quantity(
                        item, who if by_applicant(item) else ""
                    )
                    wanted = [] if held is None or held.value is None else [held.value]
                    got = numbers("".join(cell.xpath(".//text()[not(ancestor::span)]")))
                    assert [str(n) for n in got] == [str(n) for n in wanted], (item, who, year)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_writes_the_figures_own_text(
    assistant: Assistant, database: Database, language: str
) -> None:
    drawn = 0
    for item in codes():
        found = find(Chosen(years=(2023, 2024), items=(item,)), assistant.catalogue, database, "en")
        for rows in (found.rows, [r for r in found.rows if r.report.year == 2024]):
            if plot := plot_rows(rows, language):
                drawn += 1
                texts = [numbers(mark.text) for mark in plot.marks]
                assert texts == [[Decimal(r.value)] for r in rows if r.value], item
    assert drawn > 100
