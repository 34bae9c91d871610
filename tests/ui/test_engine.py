"""What all visitors share keeps to its room: few pages a connection, no garbage searched for."""

import gc
from pathlib import Path

import pytest

from ui.engine import engine


def test_each_reader_keeps_few_pages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    opened = engine()
    with opened.database.engine.connect() as first, opened.database.engine.connect() as second:
        sizes = [at.exec_driver_sql("PRAGMA cache_size").scalar() for at in (first, second)]
    assert sizes == [-4096, -4096]
    assert gc.get_freeze_count() > 0, "what is loaded is not looked through after each page"
