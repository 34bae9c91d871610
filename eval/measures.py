"""What one answer is worth: its outcome, and a score for each measure that applies to its sample.

Answers are judged in the shape of `ask --json`, so that anything that answers in it can be scored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from eval.golden import Place, Sample
from eval.ranking import judged

RANKED = ("nDCG@10", "RR@10", "R@3")
OUTCOMES = ("right", "wrong_figure", "not_cited", "not_answered")
MEASURES = (
    "figure_accuracy", "wrong_figure_rate", "cited_cell_accuracy", "refusal_precision",
    "refusal_recall", "refusal_reason_accuracy", "slot_accuracy", "joint_goal_accuracy", *RANKED,
)  # fmt: skip
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """One sample under one measure, 0 to 1, with the reason where it is not 1."""

    sample_id: str
    measure: str
    value: float
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One sample asked: its outcome, the fault where there is one, the scores, and the time."""

    sample: Sample
    outcome: str
    fault: str
    text: str
    scores: tuple[Score, ...]
    ms: float


def outcome_of(sample: Sample, line: Line) -> tuple[str, str]:
    """One of OUTCOMES, with what was expected and what came where it is not right.

    wrong_figure: a number stands where another, or none, belongs; not_cited: the right number or
    words, but without the cell or passage that they must rest on; not_answered: anything else.
    Where several answers are right, the one nearest to what came.
    """
    every = [replace(sample, target=t) for t in (sample.target, *sample.target.others)]
    judged = [_outcome(one, line) for one in every]
    return next((j for j in judged if j[0] == "right"), judged[0])


def _outcome(sample: Sample, line: Line) -> tuple[str, str]:
    if fault := _wrong_figure(sample, line):
        return "wrong_figure", fault
    if fault := _falls_short(sample, line):
        return "not_answered", fault
    missing = next((p for p in sample.evidence if not _cites(line, p)), None)
    if missing and line["status"] == "answered":
        return "not_cited", f"not cited: {missing.where or missing.words or missing.code}"
    return "right", ""


def scores_of(sample: Sample, line: Line) -> Iterator[Score]:
    """The score of every measure that applies."""
    outcome, fault = outcome_of(sample, line)
    asks_refusal = "answered" not in sample.target.status
    refused = line["status"] != "answered"
    figure = bool(sample.target.value or sample.target.readings or _numbers(sample))
    # Where a refusal is as right as an answer, it says nothing of how figures are answered.
    figure &= not (refused and outcome == "right")

    def score(measure: str, value: float) -> Score:
        return Score(sample.id, measure, float(value), "" if value == 1 else fault)

    yield score("wrong_figure_rate", outcome == "wrong_figure")
    if figure and not asks_refusal:
        right = outcome in ("right", "not_cited")
        yield score("figure_accuracy", right)
        if right and _numbers(sample):
            yield score("cited_cell_accuracy", all(_cites(line, p) for p in _numbers(sample)))
    if refused:
        yield score("refusal_precision", outcome == "right" or asks_refusal)
    if asks_refusal:
        yield score("refusal_recall", refused)
        yield score("refusal_reason_accuracy", outcome == "right")
    if sample.target.slots:
        held = _slots(sample.target.slots, line["query"])
        yield score("slot_accuracy", held)
        yield score("joint_goal_accuracy", held == 1)
    if sample.kind == "passages" and not asks_refusal:
        for measure, value in ranked(line["evidence"], sample).items():
            yield score(measure, value)


def ranked(evidence: Sequence[Line], sample: Sample) -> dict[str, float]:
    """How well the passages shown are ordered; one that holds two places counts as one."""
    grades: dict[str, int] = {}
    for n, place in enumerate(sample.evidence):
        at = next((at for at, e in enumerate(evidence) if _is_passage(e, place)), None)
        grades[f"missing {n}" if at is None else str(at)] = 1
    values = judged([grades], [[str(at) for at in range(len(evidence))]])
    return {measure: values[measure][0] for measure in RANKED}


def _numbers(sample: Sample) -> list[Place]:
    return [p for p in sample.evidence if p.value is not None]


def _wrong_figure(sample: Sample, line: Line) -> str:
    """The fault of an answer that shows a number which is not so, "" for any other."""
    if line["status"] != "answered":
        return ""
    got, target = line["value"], sample.target
    if "answered" not in target.status:
        return f"expected {_wanted(sample)}, got {_got(line)}" if got else ""
    if got and target.value and not _same(got, target.value, target.unit):
        return f"expected {_wanted(sample)}, got {_got(line)}"
    for place in _numbers(sample):
        for row in line["rows"]:
            if _is_cell(row, place) and _decimal(row["value"]) not in (None, place.value):
                return f"expected {place.where or place.code} {place.value}, got {row['value']}"
    return ""


def _falls_short(sample: Sample, line: Line) -> str:
    target = sample.target
    if line["status"] not in target.status:
        return f"expected {_wanted(sample)}, got {_got(line)}"
    if target.reason and line["reason"] not in target.reason:
        return f"expected {_wanted(sample)}, got {_got(line)}"
    if line["status"] != "answered":
        return ""
    if target.kind and line["kind"] != target.kind:
        return f"expected kind {target.kind}, got {line['kind']}"
    if target.value and not line["value"]:
        return f"expected {_wanted(sample)}, got no value but {_got(line)}"
    shown = {r["value"] for r in line["readings"]}
    if lacking := [r for r in target.readings if r not in shown]:
        return f"expected the readings {', '.join(lacking)}, got {_got(line)}"
    listed = {r["value"] for r in line["rows"]}
    if lacking := [r for r in target.rows if r not in listed]:
        return f"expected the rows {', '.join(lacking)}, got {_got(line)}"
    leads = line["rows"][0]["publisher"] if line["rows"] else ""
    if target.first and leads not in target.first:
        return f"expected {'/'.join(target.first)} first, got {leads or _got(line)}"
    if lacking := [w for w in target.words if w not in line["text"]]:
        return f"the text lacks {', '.join(lacking)}: {line['text'][:80]}"
    return ""


def _same(got: Line, value: str, unit: str) -> bool:
    return _decimal(got["value"]) == Decimal(value) and (not unit or got["unit"] == unit)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _is_cell(row: Line, place: Place) -> bool:
    here = (row["publisher"], row["year"], row["indicator"], row["breakdown"])
    return here == (place.publisher, place.year, place.code, place.breakdown)


def _is_passage(evidence: Line, place: Place) -> bool:
    here = (evidence["publisher"], evidence["year"]) == (place.publisher, place.year)
    return here and place.words in evidence["quote"]


def _cites(line: Line, place: Place) -> bool:
    """Whether the evidence shows the passage, or the cell by its address with what stands in it.

    A sum that the form doesn't print has no address: its row and any cell of its report will do.
    """
    if place.words:
        return any(_is_passage(e, place) for e in line["evidence"])
    here = (place.publisher, place.year)
    own = [e for e in line["evidence"] if (e["publisher"], e["year"]) == here]
    if not place.where:
        return bool(own) and any(_is_cell(row, place) for row in line["rows"])
    shown = "" if place.value is None else str(place.value)
    return any(e["where"].endswith(f"/{place.where}") and shown in e["quote"] for e in own)


def _slots(wanted: Mapping[str, Any], query: Line) -> float:
    held = sum(bool(query.get(name) == value) for name, value in wanted.items())
    return held / len(wanted)


def _wanted(sample: Sample) -> str:
    target = sample.target
    if target.reason or target.status != ("answered",):
        return "/".join(target.reason or target.status)
    return f"{target.value}{target.unit}" if target.value else "an answer"


def _got(line: Line) -> str:
    value = line["value"]
    if value:
        return f"{value['value']}{value['unit']}"
    return str(line["reason"] or f"{line['status']} {line['kind'] or ''}".strip())
