"""The benchmark of loading: each part is timed, and a loading that is slow shows in it."""

import pytest

from eval import loading
from eval.loading import PARTS, measure
from eval.suites import Options
from ingest.report import Reading
from ingest.store.database import Database


def test_parts_and_whole_at_each_size_and_what_is_slow_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write = Database.write

    def slow(self: Database, reading: Reading) -> None:
        for _ in range(20):
            write(self, reading)

    monkeypatch.setattr(Database, "write", slow)
    monkeypatch.setattr(loading, "MOST_GROWTH", 0.0)
    run = measure("loading", Options(sizes=(4, 8))).run
    (table,) = run["tables"]
    assert table["head"][1 : 1 + len(PARTS)] == list(PARTS)
    assert [row[0] for row in table["rows"]] == ["4", "8"]
    assert all(float(cell) > 0 for row in table["rows"] for cell in row)
    (curve,) = run["curves"]
    assert curve["x"] == [4, 8]
    assert [problem.split()[0] for problem in run["problems"]] == ["4", "8", "a"]
