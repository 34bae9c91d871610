"""The exam over made reports: what is drawn is what is read, and a fault in the store shows."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.ask import Assistant
from eval import made
from eval.corpus import made_reports
from eval.measures import outcome_of
from eval.run import TODAY, ask_in_turn, score_all
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import Database
from ingest.store.schema import figures


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Assistant, Database]:
    monkeypatch.setattr(made, "REPORTS", 60)
    monkeypatch.setattr(made, "QUESTIONS", 60)
    settings = Settings(home=tmp_path, today=TODAY)
    database = made.with_made(settings)
    return Assistant(database, settings), database


def test_a_home_whose_making_was_stopped_is_made_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, read = Settings(home=tmp_path, today=TODAY), []
    made.with_made(settings, 3)
    monkeypatch.setattr(made, "read_report", lambda *a: read.append(a) or read_report(*a))
    database = made.with_made(settings, 5)
    assert (len(database.reports()), len(read)) == (5, 2)


def test_what_is_drawn_is_what_is_read() -> None:
    for report in made_reports(25, seed=8):
        data = report.text.encode()
        reading = read_report(read_blocks(data, "made.md"), data, "made.md", {})
        read = {(f.indicator, f.breakdown): f.value for f in reading.figures if f.state == "number"}
        assert read == report.cells
        assert (reading.report.publisher, reading.report.year) == (report.publisher, report.year)
        assert [f for f in reading.findings if f.severity == "hard"] == []


def test_the_same_seed_draws_the_same() -> None:
    one, other = (list(made_reports(5, seed=3)) for _ in range(2))
    assert one == other
    assert len({(m.publisher, m.year) for m in made_reports(200, seed=3)}) == 200


def test_a_sound_store_passes_and_a_shifted_one_does_not(
    small: tuple[Assistant, Database],
) -> None:
    assistant, database = small
    samples = made.made_samples()
    results = list(score_all(samples, ask_in_turn(assistant)))
    assert [r.fault for r in results if r.outcome != "right"] == []
    with database.engine.begin() as to:
        natural = figures.c.breakdown == "natural_person"
        to.execute(sa.update(figures).where(natural).values(value="1234567"))
    faults = [outcome_of(s, ask_in_turn(assistant)(s)[0])[0] for s in samples]
    assert "wrong_figure" in faults
