"""The suite itself: sound stores score without a wrong figure, planted faults are caught."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.question import lexicon
from eval.__main__ import main
from eval.exam import cell_samples
from eval.golden import read_set
from eval.run import Result, ask_in_turn, opened, score_all
from eval.scores import Run, beyond, run_of

Copy = Callable[[str], Path]


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Copy:
    """Copies the sound home, and runs a script over the copy's SQL store."""

    def made(script: str) -> Path:
        folder = shutil.copytree(home, tmp_path / "home")
        with sqlite3.connect(folder / "nianbao.sqlite") as store:
            store.executescript(script)
        store.close()
        return folder

    return made


def cells(home: Path, *names: str) -> dict[str, list[Result]]:
    """The results of some cells of 江夏区 in every wording, from a home."""
    samples = [
        s for s in cell_samples(every=True)
        if s.id.startswith("jiangxia-2021/") and s.id.partition("/")[2].partition(":")[0] in names
    ]  # fmt: skip
    with opened(home) as assistant:
        results = list(score_all(samples, ask_in_turn(assistant)))
    return {n: [r for r in results if f"/{n}:" in r.sample.id] for n in names}


def swap(one: str, other: str) -> str:
    """A script that swaps what stands in two cells of 江夏区's row 本年新收."""
    held = "(SELECT number FROM reports WHERE publisher = '武汉市江夏区人民政府')"
    return f"""
        UPDATE figures SET breakdown = '-' WHERE indicator = 'requests_new' AND breakdown = '{one}'
            AND report = {held};
        CREATE TEMP TABLE kept AS SELECT breakdown AS b, value AS v, millionths AS m, raw AS r
            FROM figures WHERE indicator = 'requests_new' AND report = {held};
        UPDATE figures SET breakdown = '{one}' WHERE breakdown = '-';
        UPDATE figures SET value = k.v, millionths = k.m, raw = k.r FROM kept AS k
            WHERE indicator = 'requests_new' AND report = {held}
            AND ((breakdown = '{one}' AND b = '{other}') OR (breakdown = '{other}' AND b = '-'));
    """


def test_the_bundled_reports_score_without_a_wrong_figure(quick_run: Run) -> None:
    wrong = [f for f in quick_run["failures"] if f["outcome"] == "wrong_figure"]
    assert [(f["question"], f["explanation"]) for f in wrong] == []


def test_no_answer_of_the_suite_raised(quick: list[Result]) -> None:
    assert [(r.sample.question, r.fault) for r in quick if r.fault.startswith("raised")] == []


def test_what_is_answered_is_cited(quick_run: Run) -> None:
    values = {m["measure"]: float(m["value"]) for m in quick_run["measures"]}
    assert values["cited_cell_accuracy"] >= 0.99


def test_a_swap_of_two_cells_is_caught(home: Path, copy: Copy) -> None:
    names = ("requests_new/natural_person", "requests_new/enterprise")
    sound = cells(home, *names)
    swapped = copy(swap("natural_person", "enterprise"))
    planted = cells(swapped, *names)
    for name in names:
        right = {r.sample.id for r in sound[name] if r.outcome == "right"}
        wrong = {r.sample.id for r in planted[name] if r.outcome == "wrong_figure"}
        assert right and right <= wrong


def test_a_run_with_a_wrong_figure_fails_and_is_written_whole(
    copy: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    swapped, out = copy(swap("natural_person", "enterprise")), tmp_path / "run.json"
    assert main(["run", "--home", str(swapped), "--out", str(out), "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    run = json.loads(out.read_text(encoding="utf-8"))
    wrong = {f["id"].partition(":")[0] for f in run["failures"] if f["outcome"] == "wrong_figure"}
    assert "jiangxia-2021/requests_new/natural_person" in wrong
    assert len([line for line in lines if "sample" in line]) == run["samples"]
    assert [line["kind"] for line in lines if "right" in line][-1] == "all"
    assert [line["measure"] for line in lines if "measure" in line]
    assert out.with_suffix(".html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_column_shifted_by_one_is_caught(copy: Copy) -> None:
    """No value changes, only the column it is filed under; the page's address still says where."""
    shifted = copy("""
        UPDATE figures SET breakdown = CASE breakdown
            WHEN 'natural_person' THEN 'enterprise' WHEN 'enterprise' THEN 'research'
            WHEN 'research' THEN 'nonprofit' WHEN 'nonprofit' THEN 'legal_service'
            WHEN 'legal_service' THEN 'other_organisation'
            WHEN 'other_organisation' THEN 'natural_person' ELSE breakdown END
        WHERE indicator = 'requests_new'
    """)
    found = cells(shifted, "requests_new/natural_person", "requests_new/enterprise")
    assert all(r.outcome != "right" for results in found.values() for r in results)
    assert any(r.outcome == "wrong_figure" for results in found.values() for r in results)


def test_a_blank_read_as_zero_is_caught(home: Path, copy: Copy) -> None:
    zeros = copy("UPDATE figures SET value = '0', millionths = 0, state = 'number', raw = '0' "
                 "WHERE state = 'blank'")  # fmt: skip
    samples = [s for s in cell_samples(every=False) if s.kind == "blank"]

    def wrong(folder: Path) -> int:
        with opened(folder) as assistant:
            results = score_all(samples, ask_in_turn(assistant))
            return sum(r.outcome == "wrong_figure" for r in results)

    assert wrong(zeros) > len(samples) / 3
    assert wrong(zeros) > wrong(home)


def test_a_lost_alias_is_beyond_the_limits_of_quick(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all that quick asks about cells, what calls one row by a name of its own is missed."""
    samples = list(cell_samples(every=False))
    held = read_set("limits")["quick"]["at_least"]["figure_accuracy"]
    limits = {"at_least": {"figure_accuracy": held}}

    def fallen() -> tuple[list[str], set[str]]:
        run = run_of("quick", list(score_all(samples, ask_in_turn(assistant))))
        return beyond(run, limits), {f["id"].split("/")[1] for f in run["failures"]}

    assert fallen() == ([], set())
    lost = "unavailable_not_held"
    kept = {
        phrase: meanings for phrase, meanings in lexicon.phrases().items()
        if not any(m.code == lost for m in meanings)
    }  # fmt: skip
    monkeypatch.setattr(lexicon, "phrases", lambda: kept)
    said, rows = fallen()
    assert rows == {lost}
    assert said and said[0].startswith("figure_accuracy is 0.9")


def test_an_answer_that_raises_is_a_fault_of_its_sample_only() -> None:
    def broken(sample: object) -> tuple[dict[str, object], float]:
        raise KeyError("no such thing")

    samples = list(cell_samples(every=False))[:3]
    results = list(score_all(samples, broken))
    assert {r.outcome for r in results} == {"not_answered"}
    assert all("KeyError" in r.fault for r in results)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--home", "{tmp}/nowhere"], "no store here"),
        (["--out", "{tmp}/run.html"], "name a file ending in .json"),
        (["--out", "{tmp}/other.json"], "it holds no run"),
    ],
)
def test_what_cannot_be_run_is_one_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    filled = [a.format(tmp=tmp_path) for a in arguments]
    assert main(["run", *filled]) == 1
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()
