"""A run in figures: intervals, quantiles, and what changed since the last one."""

import json
from pathlib import Path

import pytest

from eval.golden import Sample, Target
from eval.measures import Score
from eval.page import run_page, run_text
from eval.run import Result
from eval.scores import (
    Measured,
    beyond,
    compared,
    joined,
    measured_run,
    proportion,
    quantile,
    read_run,
    run_of,
    table,
    wilson,
    write_whole,
)
from ingest.errors import ReportError


def result(name: str, outcome: str, question: str = "多少？") -> Result:
    score = Score(name, "figure_accuracy", float(outcome == "right"))
    return Result(Sample(name, "cell", question, Target()), outcome, "", "文", (score,), 2.0)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (10, 10, 0.7225, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-4)


def test_quantiles_are_values_that_occurred() -> None:
    assert (quantile([3, 1, 2], 0.5), quantile(range(1, 101), 0.95), quantile([], 0.5)) == (
        2,
        95,
        0,
    )


def test_a_run_counts_by_kind_and_in_all() -> None:
    run = run_of("quick", [result("a", "right"), result("b", "wrong_figure")])
    assert [k["kind"] for k in run["kinds"]] == ["cell", "all"]
    assert (run["kinds"][0]["right"], run["wrong_figures"]) == (1, 1)
    assert run["measures"][0]["value"] == "0.5000"
    (parts,) = run["tables"]
    assert parts["rows"][0] == ["zh-Hans", "2", "1", "50.0%", "9.5–90.5"]
    assert [row[0] for row in parts["rows"]] == ["zh-Hans", "medium"]
    assert [f["id"] for f in run["failures"]] == ["b"]


def test_the_difference_names_what_changed() -> None:
    before = run_of("quick", [result("a", "right"), result("b", "not_answered")])
    now = run_of("quick", [result("a", "right"), result("b", "right")])
    run = compared(now, before)
    assert run["kinds"][0]["difference"] == "+0.5000"
    assert run["changed"] == [{"id": "b", "before": "not_answered", "now": "right"}]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ({"at_least": {"refusal_recall": "0.5"}}, False),
        ({"at_least": {"refusal_recall": "1.0"}}, False),
        ({"at_least": {"slot_accuracy": "0.1"}}, True),  # nothing of the kind was asked
        ({"at_least": {"figure_accuracy": "0.9"}}, True),
        ({"at_most": {"figure_accuracy": "0.9"}}, False),
        ({"at_most": {"refusal_recall": "0"}}, True),
    ],
)
def test_a_measure_beyond_its_limit_is_a_problem(
    limits: dict[str, dict[str, str]], problem: bool
) -> None:
    run = {"measures": [proportion("refusal_recall", 4, 4), proportion("figure_accuracy", 8, 9)]}
    assert bool(beyond(run, limits)) is problem


def test_the_parts_of_a_suite_are_one_run() -> None:
    asked = Measured(run_of("quick", [result("a", "wrong_figure")]), [{"sample": "a"}])
    tables = [table("t", ["x"], [["1"]])]
    other = Measured(measured_run("quick", 5, tables=tables, problems=["p"]), [{"x": "1"}])
    whole = joined([asked, other])
    assert (whole.run["samples"], whole.run["wrong_figures"]) == (6, 1)
    assert whole.run["problems"] == ["1 wrong figures", "p"]
    assert whole.run["tables"][1:] == tables and len(whole.lines) == 2
    assert whole.run["outcomes"] == {"a": "wrong_figure"}


def test_runs_of_two_suites_are_not_compared() -> None:
    now, before = run_of("full", [result("a", "right")]), run_of("quick", [result("a", "right")])
    assert "changed" not in compared(now, before)


@pytest.mark.parametrize(
    "held",
    [
        '{"my": "data"}',
        "[]",
        "no json",
        '{"suite": "quick", "kinds": 1, "measures": [], "outcomes": {}}',
        '{"suite": "quick", "kinds": [], "measures": [], "outcomes": {"a": "other"}}',
    ],
)
def test_a_file_that_is_no_run_is_not_written_over(held: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(ReportError, match="no run"):
        read_run(path)
    assert read_run(tmp_path / "new.json") is None


def test_a_saved_run_reads_back(tmp_path: Path) -> None:
    run = run_of("quick", [result("a", "right")])
    write_whole(tmp_path / "new" / "run.json", json.dumps(run))
    assert read_run(tmp_path / "new" / "run.json") == run


def test_the_page_stands_alone_and_escapes_what_it_shows() -> None:
    page = run_page(run_of("quick", [result("a", "wrong_figure", "<script>alert(1)</script>")]))
    assert "<svg" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_table_shows_every_kind_and_measure() -> None:
    text = run_text(run_of("quick", [result("a", "right")]))
    assert "cell" in text and "figure_accuracy" in text and "100.0%" in text
