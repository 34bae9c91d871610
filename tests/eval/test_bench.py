"""The benchmark runs, and an answer that does the work ten times over shows in it."""

import pytest

from assistant.figures.lookup import Sheet
from eval.bench import MOST, measure
from eval.golden import read_set
from eval.scores import beyond
from eval.suites import Options


def test_a_slower_lookup_is_beyond_the_limit_of_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"at_most": {k: v for k, v in read_set("limits")["quick"]["at_most"].items()
                          if k.endswith("bare SQL")}}  # fmt: skip
    assert {name.partition(" among")[0] for name in limits["at_most"]} == set(MOST)
    assert beyond(measure("quick", Options(sizes=(24,))).run, limits) == []
    quantity = Sheet.quantity

    def slow(self: Sheet, code: str, breakdown: str = "") -> object:
        for _ in range(20):
            self.database.figures(self.report)
        return quantity(self, code, breakdown)

    monkeypatch.setattr(Sheet, "quantity", slow)
    found = beyond(measure("quick", Options(sizes=(24,))).run, limits)
    assert any(said.startswith("figure among 24") for said in found)


def test_milliseconds_are_held_to_limits_by_bench_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.bench.MOST", {"figure": 0.0})
    quick, bench = (measure(suite, Options(sizes=(5,))).run for suite in ("quick", "bench"))
    assert quick["problems"] == []
    assert [said.partition(":")[0] for said in bench["problems"]] == ["figure at 5 reports"]


def test_a_size_has_a_row_a_kind_and_a_point_a_curve() -> None:
    run = measure("bench", Options(sizes=(5, 9))).run
    assert [row[:2] for row in run["tables"][0]["rows"]][5:7] == [
        ["5", "two rankings"], ["9", "bare SQL"],
    ]  # fmt: skip
    (curve,) = run["curves"]
    assert curve["x"] == [5, 9]
    assert all(len(values) == 2 for values in curve["series"].values())
