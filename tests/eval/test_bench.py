"""The benchmark runs, and an answer that does the work ten times over shows in it."""

import pytest

from assistant.lookup import Sheet
from eval.bench import bench, bench_text


def test_a_slower_lookup_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = {t.kind: t for t in bench([12])}
    assert set(sound) == {"bare SQL", "figure", "rate", "ranking"}
    assert "figure" in bench_text(sound.values())
    quantity = Sheet.quantity

    def slow(self: Sheet, code: str, breakdown: str = "") -> object:
        for _ in range(9):
            self.database.figures(self.report)
        return quantity(self, code, breakdown)

    monkeypatch.setattr(Sheet, "quantity", slow)
    slowed = {t.kind: t for t in bench([12])}
    ratio = slowed["figure"].median / slowed["bare SQL"].median
    assert ratio > 2 * sound["figure"].median / sound["bare SQL"].median
