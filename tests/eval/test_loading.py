"""The benchmark of loading: each part is timed, and what is over the limits is a problem."""

import pytest

from eval import loading
from eval.loading import PARTS, measure
from eval.suites import Options


def test_parts_and_whole_at_each_size_and_what_is_over_a_limit_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "MOST_TIMES", 0.0)
    monkeypatch.setattr(loading, "MOST_GROWTH", 0.0)
    run = measure("loading", Options(sizes=(4, 8))).run
    (table,) = run["tables"]
    assert table["head"][1 : 1 + len(PARTS)] == list(PARTS)
    assert [row[0] for row in table["rows"]] == ["4", "8"]
    assert all(float(cell) > 0 for row in table["rows"] for cell in row)
    (curve,) = run["curves"]
    assert curve["x"] == [4, 8]
    assert [problem.split()[0] for problem in run["problems"]] == ["4", "8", "a"]
