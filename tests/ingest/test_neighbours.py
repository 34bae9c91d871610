"""Findings across reports are those of what is kept now, whatever came, changed or went."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from eval.corpus import made_reports
from ingest.checks import Finding
from ingest.checks.neighbours import ACROSS
from ingest.loading.add import Added, Adder, remove_report
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import Database

LICENCES = "| 行政许可 | 558794 |"

Keep = Callable[[str, str], str]
Across = Callable[[str], list[Finding]]
Add = Callable[..., Added]
Write = Callable[[str, str], Path]


@pytest.fixture
def later(text: str) -> str:
    """江夏区 for the year after, which carries in other requests than 2021 carried out."""
    return text.replace("2021年", "2022年").replace("2022-02-18", "2023-02-18")


@pytest.fixture
def keep(database: Database) -> Keep:
    """Write what is read from a text; the id of its report."""

    def kept(name: str, text: str) -> str:
        data = text.encode()
        reading = read_report(read_blocks(data, name), data, name, {})
        database.write(reading)
        return reading.report.document

    return kept


@pytest.fixture
def across(database: Database) -> Across:
    """What is found of a kept report beside others, but for what merely stayed the same."""

    def found(document: str) -> list[Finding]:
        report = database.report(document)
        assert report is not None
        told = database.findings(report)
        return [f for f in told if f.check in ("S1", "second_copy")]

    return found


def checks(found: list[Finding]) -> list[str]:
    return [f.check for f in found]


def carrying_out(text: str, count: int) -> str:
    """The text with a number of requests carried out of the year, where it has none."""
    line = next(i for i in text.split("\n") if i.startswith("| 四、结转下年度"))
    return text.replace(line, f"| 四、结转下年度继续办理 | {count} | 0 | 0 | 0 | 0 | 0 | {count} |")


def test_the_order_of_adding_makes_no_difference(
    text: str, later: str, keep: Keep, across: Across
) -> None:
    second = keep("b.md", later)
    assert across(second) == []
    first = keep("a.md", carrying_out(text, 7))
    (found,) = across(second)
    assert (found.check, found.expected, found.actual) == ("S1", "7", "0")
    assert across(first) == []


def test_they_go_with_the_report_that_they_rest_on(
    text: str, later: str, keep: Keep, across: Across, database: Database
) -> None:
    first, second = keep("a.md", carrying_out(text, 7)), keep("b.md", later)
    assert checks(across(second)) == ["S1"]
    assert database.remove(first)
    assert across(second) == []


def test_a_revision_is_compared_anew_and_its_removal_too(
    text: str, later: str, across: Across, add: Add, file: Write, database: Database,
    settings: Settings,
) -> None:  # fmt: skip
    first = add(file("a.md", text)).report
    second = add(file("b.md", later)).report
    assert first and second and across(second.document) == []
    assert add(file("a.md", carrying_out(text, 7))).status == "revised"
    assert checks(across(second.document)) == ["S1"]
    assert remove_report(database, settings.home, first.document)
    assert across(second.document) == []


def test_a_year_set_by_hand_moves_a_report(
    text: str, later: str, across: Across, add: Add, file: Write, adder: Adder
) -> None:
    first = add(file("a.md", carrying_out(text, 7))).report
    second = add(file("b.md", later)).report
    assert first and second and checks(across(second.document)) == ["S1"]
    assert adder.reread(replace(first, hand={"year": "2015"})).status == "reread"
    assert across(second.document) == []


def test_second_copies_follow_the_first(
    text: str, across: Across, add: Add, file: Write, database: Database, settings: Settings
) -> None:
    other = text.replace(LICENCES, "| 行政许可 | 77 |")
    first = add(file("a.md", text)).report
    copy = add(file("b.md", other))
    assert first and copy.report and copy.status == "duplicate"
    (found,) = across(copy.report.document)
    assert (found.check, found.severity) == ("second_copy", "soft")
    assert (found.expected, found.actual) == ("558794", "77")
    assert add(file("a.md", other)).status == "revised"
    assert across(copy.report.document) == [], "the first was brought in line"
    assert remove_report(database, settings.home, first.document)
    assert checks(across(copy.report.document)) == ["second_copy"], "as before the revision"
    assert remove_report(database, settings.home, first.document)
    assert across(copy.report.document) == [], "no copy of anything any more"


def test_a_copy_is_not_held_against_other_years(
    text: str, later: str, across: Across, add: Add, file: Write
) -> None:
    add(file("a.md", text))
    add(file("mirror.md", carrying_out(text, 7)))
    second = add(file("b.md", later)).report
    assert second and across(second.document) == []


def test_another_scope_is_another_body(
    text: str, later: str, across: Across, add: Add, file: Write
) -> None:
    add(file("a.md", carrying_out(text, 7)), scope="office")
    second = add(file("b.md", later)).report
    assert second and across(second.document) == []


def test_a_failure_leaves_all_as_it_was(
    text: str, later: str, keep: Keep, across: Across, database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    keep("a.md", carrying_out(text, 7))
    second = keep("b.md", later)
    held = across(second)

    def broken(*_: object) -> list[Finding]:
        raise RuntimeError

    monkeypatch.setattr("ingest.checks.neighbours.check_across", broken)
    with pytest.raises(RuntimeError):
        keep("a.md", text)
    assert across(second) == held and checks(held) == ["S1"]
    assert len(database.reports()) == 2


def test_own_findings_come_first(text: str, later: str, keep: Keep, database: Database) -> None:
    keep("a.md", carrying_out(text, 7))
    report = database.report(keep("b.md", carrying_out(later, 3)))
    assert report is not None
    found = checks(database.findings(report))
    assert found[0] == "H3" and found.index("S1") > found.index("H3")
    with database.engine.connect() as at:
        assert at.scalar(sa.text(f"SELECT count(*) FROM findings WHERE position >= {ACROSS}"))


def test_one_more_report_asks_no_more_of_a_full_store(
    text: str, later: str, keep: Keep, database: Database
) -> None:
    """The statements of one write, and none of them goes over a whole table."""

    def statements() -> list[tuple[str, Any]]:
        ran: list[tuple[str, Any]] = []

        def note(*given: Any) -> None:
            ran.append((str(given[2]), given[3]))

        sa.event.listen(database.engine, "before_cursor_execute", note)
        keep("b.md", later)
        sa.event.remove(database.engine, "before_cursor_execute", note)
        return ran

    keep("a.md", text)
    alone = statements()
    for number, made in enumerate(made_reports(60, seed=1)):
        keep(f"{number}.md", made.text)
    among = statements()
    # What it now replaces goes first, and the year before is no longer at hand.
    assert len(among) <= len(alone) + 6
    with database.engine.connect() as at:
        for statement, values in among:
            if statement.startswith("SELECT"):
                plan = at.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
                assert not [step for *_, step in plan if step.startswith("SCAN")], statement
                assert not [step for *_, step in plan if "ix_reports_year" in step], statement
