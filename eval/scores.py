"""A run in figures: by kind and by measure, with intervals, and against an earlier run."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.golden import DIFFICULTIES
from eval.measures import MEASURES, OUTCOMES, Result
from ingest.errors import ReportError

Run = dict[str, Any]
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a suite gives: the run to keep, and what `--json` prints of each thing tried."""

    run: Run
    lines: Sequence[Mapping[str, Any]] = ()


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """A table of a run, all text."""
    return {"title": title, "head": list(head), "rows": [list(row) for row in rows]}


def curve(title: str, x: Sequence[float], series: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    """A picture of a run: lines over x, each series as long as x; the title says the units."""
    return {"title": title, "x": list(x), "series": {k: list(v) for k, v in series.items()}}


def measured_run(suite: str, samples: int, **parts: Any) -> Run:
    """A run of a suite that asks no questions: measures, tables, curves, failures, problems."""
    empty: Run = {"kinds": [], "measures": [], "failures": [], "outcomes": {}, "problems": []}
    return {"suite": suite, "samples": samples, "wrong_figures": 0, **empty, **parts}


def proportion(name: str, successes: float, n: int) -> dict[str, Any]:
    """A measure that is a part of n, with its 95% interval.

    Of values between 0 and 1 their sum: they vary no more than counts do, so it is wide enough.
    """
    return {"measure": name, **_proportion(successes, n)}


def ratio(name: str, n: int, told: tuple[float, float, float]) -> dict[str, Any]:
    """A measure that says how many times as much, and its 95% interval."""
    value, low, high = (f"{one:.2f}" for one in told)
    return {"measure": name, "n": n, "unit": "×", "value": value, "low": low, "high": high}


def wilson(successes: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a proportion, 95% by default (Wilson 1927); (0, 1) where n is 0."""
    if n == 0:
        return 0.0, 1.0
    p = successes / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def quantile(values: Sequence[float], q: float) -> float:
    """The value at or above which the part 1 − q lies, by nearest rank; 0 for no values."""
    ordered = sorted(values)
    return ordered[max(math.ceil(q * len(ordered)) - 1, 0)] if ordered else 0.0


def run_of(suite: str, results: Sequence[Result]) -> Run:
    """Everything worth keeping of a run, as JSON; proportions are decimal strings."""
    kinds = list(dict.fromkeys(r.sample.kind for r in results))
    rows = [_kind(k, [r for r in results if r.sample.kind == k]) for k in kinds]
    wrong = sum(r.outcome == "wrong_figure" for r in results)
    return {
        "suite": suite,
        "samples": len(results),
        "wrong_figures": wrong,
        "problems": [f"{wrong} wrong figures"] if wrong else [],
        "kinds": [*rows, _kind("all", results)],
        "measures": [m for name in MEASURES if (m := _measure(name, results))],
        "tables": [_parted(results)],
        "failures": [failure_line(r) for r in results if r.outcome != "right"],
        "outcomes": {r.sample.id: r.outcome for r in results},
    }


def failure_line(result: Result) -> dict[str, Any]:
    """A sample that went wrong, with its question, what was expected and what came."""
    sample = result.sample
    return {
        "id": sample.id, "kind": sample.kind, "rule": sample.rule, "outcome": result.outcome,
        "before": list(sample.before), "question": sample.question, "explanation": result.fault,
        "text": result.text,
    }  # fmt: skip


def _parted(results: Sequence[Result]) -> dict[str, Any]:
    """The answers by language and by difficulty."""
    rows = []
    for part in (*LANGUAGES, *DIFFICULTIES):
        of = [r for r in results if part in (r.sample.language, r.sample.difficulty)]
        if of:
            right, wrong = (sum(r.outcome == o for r in of) for o in ("right", "wrong_figure"))
            low, high = wilson(right, len(of))
            shares = (f"{right / len(of):.1%}", f"{low * 100:.1f}–{high * 100:.1f}")
            rows.append([part, str(len(of)), str(wrong), *shares])
    head = ("part", "n", "wrong figure", "accuracy", "95% interval")
    return table("Answers by language and difficulty", head, rows)


def _kind(kind: str, results: Sequence[Result]) -> dict[str, Any]:
    counts = Counter(r.outcome for r in results)
    times = [r.ms for r in results]
    return {
        "kind": kind,
        **_proportion(counts["right"], len(results)),
        **{name: counts[name] for name in OUTCOMES},
        "ms_median": f"{quantile(times, 0.5):.1f}",
        "ms_p95": f"{quantile(times, 0.95):.1f}",
    }


def _measure(name: str, results: Iterable[Result]) -> dict[str, Any] | None:
    values = [s.value for r in results for s in r.scores if s.measure == name]
    return proportion(name, sum(values), len(values)) if values else None


def _proportion(successes: float, n: int) -> dict[str, Any]:
    low, high = wilson(successes, n)
    value = successes / n if n else 0.0
    return {"n": n, "value": f"{value:.4f}", "low": f"{low:.4f}", "high": f"{high:.4f}"}


def joined(parts: Sequence[Measured]) -> Measured:
    """The parts of a suite as one: lists and outcomes follow one another, counts add up."""
    run: Run = dict(parts[0].run)
    for part in parts[1:]:
        for name, held in part.run.items():
            if isinstance(held, list):
                run[name] = [*run.get(name, ()), *held]
            elif isinstance(held, dict):
                run[name] = {**run.get(name, {}), **held}
            elif isinstance(held, int):
                run[name] += held
    return Measured(run, [line for part in parts for line in part.lines])


def beyond(run: Run, limits: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The measures of a run that lie beyond a limit, or are not measured at all."""
    held = {row["measure"]: Decimal(row["value"]) for row in run["measures"]}
    found = []
    for side, sign in (("at_least", 1), ("at_most", -1)):
        for name, limit in limits.get(side, {}).items():
            got = held.get(name)
            if got is None or sign * (got - Decimal(limit)) < 0:
                seen = "was not measured" if got is None else f"is {got}"
                found.append(f"{name} {seen}, it must be {side.replace('_', ' ')} {limit}")
    return found


def compared(run: Run, before: Run | None) -> Run:
    """The run with the difference of every proportion to an earlier one of the same suite, and
    each sample whose outcome is another.
    """
    if before is None or before["suite"] != run["suite"]:
        return run
    made = {**run, "changed": _changed(run["outcomes"], before["outcomes"])}
    for part, name in (("kinds", "kind"), ("measures", "measure")):
        held = {row[name]: row["value"] for row in before[part]}
        made[part] = [{**row, **_difference(row, held.get(row[name]))} for row in run[part]]
    return made


def _difference(row: Mapping[str, Any], before: str | None) -> dict[str, str]:
    if before is None:
        return {}
    return {"difference": f"{float(row['value']) - float(before):+.4f}"}


def _changed(now: Mapping[str, str], before: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"id": name, "before": before[name], "now": outcome}
        for name, outcome in now.items()
        if name in before and before[name] != outcome
    ]


def read_run(path: Path) -> Run | None:
    """The run saved in a file, None where there is none.

    Raises ReportError where the file holds something else: it is not written over.
    """
    if not path.exists():
        return None
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        if _is_run(run):
            return dict(run)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    raise ReportError(str(path), "it holds no run of eval", "name another file with --out")


def _is_run(run: Run) -> bool:
    """Whether everything that a comparison looks at is there; raises where it is not."""
    named = [(r["kind"], float(r["value"])) for r in run["kinds"]]
    named += [(r["measure"], float(r["value"])) for r in run["measures"]]
    return bool((named or run["tables"]) and run["suite"]) and set(run["outcomes"].values()) <= set(
        OUTCOMES
    )


def write_whole(path: Path, text: str) -> None:
    """Replace the file once the new one is complete. Raises ReportError where it can't be."""
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        todo = "name a file in a folder that can be written, with --out"
        raise ReportError(str(path), f"not writable ({error.strerror})", todo) from error
