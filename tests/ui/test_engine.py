"""What all visitors share keeps to its room: few pages a connection, no garbage searched for."""

import gc
from pathlib import Path

import pytest

from ingest.store.database import Database
from ui.engine import engine


def test_each_reader_keeps_few_pages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    opened = engine()
    with opened.database.engine.connect() as first, opened.database.engine.connect() as second:
        sizes = [at.exec_driver_sql("PRAGMA cache_size").scalar() for at in (first, second)]
    assert sizes == [-4096, -4096]
    assert gc.get_freeze_count() > 0, "what is loaded is not looked through after each page"


def test_what_is_kept_of_the_store_is_what_stands_in_it(
    home: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    opened = engine()
    for body in opened.assistant.catalogue.bodies:
        for report in body.reports:
            assert opened.database.figures(report) == database.figures(report)
            assert opened.database.figures(report) == database.figures(report), "and again"
            few = opened.database.figures(report, ["requests_new"])
            assert few == database.figures(report, ["requests_new"])
    opened.store._kept[report.document, report.revision] = []
    opened.again = 0.0
    opened.seen = "before"
    assert engine().database.figures(report) == database.figures(report), "the store has changed"
