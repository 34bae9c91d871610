"""The benchmark of loading: each part is timed, and what is over the limits is a problem."""

from pathlib import Path

import pytest

from eval import loading
from eval.loading import PARTS, measure
from eval.suites import Options
from ingest.loading.worker import Worker


def test_parts_and_whole_at_each_size_and_what_is_over_a_limit_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "MOST_TIMES", 0.0)
    monkeypatch.setattr(loading, "MOST_GROWTH", 0.0)
    run = measure("loading", Options(sizes=(4, 8))).run
    (table,) = run["tables"]
    assert table["head"][1 : 1 + len(PARTS)] == list(PARTS)
    assert [row[0] for row in table["rows"]] == ["4", "8"]
    spread = table["head"].index("least–most")
    for row in table["rows"]:
        least, most = map(float, row.pop(spread).split("–"))
        assert 0 < least <= float(row[spread - 1]) <= most
        assert all(float(cell) > 0 for cell in row)
    (curve,) = run["curves"]
    assert curve["x"] == [4, 8]
    assert [problem.split()[0] for problem in run["problems"]] == ["4", "8", "a"]


def test_a_loading_that_does_its_work_twice_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Far from the limit on either side, so that a busy machine changes nothing."""

    def times() -> tuple[float, list[str]]:
        run = measure("loading", Options(sizes=(12,))).run
        (table,) = run["tables"]
        return float(table["rows"][0][table["head"].index("× parts")]), run["problems"]

    load = loading._load

    def twice(home: Path, folder: Path, worker: Worker) -> None:
        load(home, folder, worker)
        load(home.with_name(f"{home.name}-again"), folder, worker)

    sound, _ = times()
    monkeypatch.setattr(loading, "_load", twice)
    slow, problems = times()
    assert sound < 2 < slow
    assert [problem.partition(" times")[0] for problem in problems] == [
        f"12 reports took {slow:.2f}"
    ]
