"""The benchmark runs, and an answer that does the work ten times over shows in it."""

import pytest

from assistant.figures.lookup import Sheet
from eval.bench import BARE, MOST, bench, measure
from eval.suites import Options


def test_a_slower_lookup_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = {t.kind: t for t in bench([12])}
    assert set(sound) == {*BARE, *MOST}
    quantity = Sheet.quantity

    def slow(self: Sheet, code: str, breakdown: str = "") -> object:
        for _ in range(9):
            self.database.figures(self.report)
        return quantity(self, code, breakdown)

    monkeypatch.setattr(Sheet, "quantity", slow)
    slowed = {t.kind: t for t in bench([12])}
    ratio = slowed["figure"].median / slowed["bare SQL"].median
    assert ratio > 2 * sound["figure"].median / sound["bare SQL"].median


def test_a_size_has_a_row_a_kind_and_a_point_a_curve() -> None:
    run = measure("bench", Options(sizes=(5, 9))).run
    assert [row[:2] for row in run["tables"][0]["rows"]][5:7] == [
        ["5", "two rankings"], ["9", "bare SQL"],
    ]  # fmt: skip
    (curve,) = run["curves"]
    assert curve["x"] == [5, 9]
    assert all(len(values) == 2 for values in curve["series"].values())
