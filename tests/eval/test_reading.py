"""The reading exam: a small fixed one as a guard, and that a fault of a reader shows in it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from eval import tally
from eval.corpus.key import Key
from eval.corpus.numbers import broken
from eval.corpus.render import RENDERERS
from eval.corpus.reports import draw_series
from eval.golden import read_set
from eval.marking import Mark, mark, marks
from eval.reading import Paper, Read, load, papers
from eval.scores import beyond
from eval.suites import Options
from ingest import forms

SEED, COUNT = 5, 30
# Those that need neither a browser nor LibreOffice.
QUICK = [n for n, r in RENDERERS.items() if not r.slow and n != "pdf"]


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Paper], dict[str, Read]]:
    folder = tmp_path_factory.mktemp("papers")
    written = papers(folder, SEED, COUNT, QUICK)
    return written, load(folder, written)


@pytest.fixture(scope="module")
def marked(exam: tuple[list[Paper], dict[str, Read]]) -> list[Mark]:
    return list(marks(*exam))


def faults(marked: list[Mark], *beginnings: str) -> list[tuple[str, str]]:
    return [
        (m.paper.path.name, fault)
        for m in marked for fault in m.faults if fault.startswith(beginnings)
    ]  # fmt: skip


def test_no_file_of_the_small_exam_is_refused(marked: list[Mark]) -> None:
    assert faults([m for m in marked if m.paper.report.key.form2 != "2014"], "not read") == []


def test_no_hard_finding_is_false(marked: list[Mark]) -> None:
    assert faults(marked, "false hard") == []


def test_who_and_when_are_never_wrong(marked: list[Mark]) -> None:
    counts = Counter(outcome for m in marked for outcome in m.fields.values())
    assert counts["wrong"] == 0


def test_a_shifted_row_is_marked_as_wrong(exam: tuple[list[Paper], dict[str, Read]]) -> None:
    written, read = exam
    paper = next(p for p in written if ("requests_new", "total") in p.report.key.cells)
    whole = read[paper.source]
    before = mark(paper, whole).cells["wrong_silent"]
    shifted = [
        {**f, "value": "987654", "raw": "987654"} if f["indicator"] == "requests_new" else f
        for f in whole.figures
    ]
    after = mark(paper, Read(whole.line, shifted, [], whole.stated))
    assert after.cells["wrong_silent"] >= before + 6
    assert any("requests_new" in fault for fault in after.faults)


def test_a_shifted_column_fails_the_run(
    exam: tuple[list[Paper], dict[str, Read]], monkeypatch: pytest.MonkeyPatch
) -> None:
    written, read = exam
    limits = read_set("limits")["quick"]
    ours = {
        "at_least": {k: v for k, v in limits["at_least"].items() if k.startswith("cells right")}
    }
    monkeypatch.setattr(tally, "papers", lambda *_: written)
    monkeypatch.setattr(tally, "load", lambda *_: read)
    sound = tally.measure("quick", Options()).run
    assert (sound["problems"], beyond(sound, ours)) == ([], [])
    columns = [b for b in forms.breakdowns() if b]
    after = dict(zip(columns, [*columns[1:], columns[0]], strict=True))
    shifted = {
        source: replace(one, figures=[
            {**f, "breakdown": after.get(f["breakdown"], f["breakdown"])} for f in one.figures
        ]) for source, one in read.items()
    }  # fmt: skip
    monkeypatch.setattr(tally, "load", lambda *_: shifted)
    run = tally.measure("quick", Options()).run
    assert "cells wrong, and no finding says so" in run["problems"][0]
    assert len(beyond(run, ours)) == len(ours["at_least"])


def test_the_same_seed_draws_the_same_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        papers(folder, 9, 20, QUICK)
    named = sorted(path.name for path in one.iterdir())
    assert named == sorted(path.name for path in other.iterdir())
    text = [name for name in named if name.endswith((".txt", ".html"))]
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in text)


def keys(count: int) -> list[Key]:
    return [report.key for seed in range(count) for report in draw_series(seed)]


def test_numbers_without_a_plant_hold_every_identity() -> None:
    for key in keys(120):
        if not any(plant.check.startswith("H") for plant in key.plants):
            shown = {name: printed.value for name, printed in key.cells.items()}
            assert broken(shown) == set()


def test_every_identity_is_planted_and_can_be_seen() -> None:
    planted = Counter(plant.check for key in keys(400) for plant in key.plants)
    wanted = {
        "H1", "H2", "H3", "H4", "H5", "S1", "S2", "S3", "S5", "S6", "S7", "S8", "year_conflict",
        "unknown_label", "carried_over", "outlier",
    }  # fmt: skip
    assert wanted <= set(planted)
    for key in keys(400):
        for plant in key.plants:
            if plant.check in ("H1", "H2", "H3", "H4"):
                shown = {name: printed.value for name, printed in key.cells.items()}
                assert (plant.check, plant.at) in broken(shown)


def test_every_renderer_takes_its_turn(tmp_path: Path) -> None:
    written = papers(tmp_path, 3, 2 * len(QUICK), QUICK)
    assert {paper.renderer for paper in written} == set(QUICK)
