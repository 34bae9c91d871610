"""One answer judged: what counts as right, as a wrong figure, as not answered."""

from decimal import Decimal
from typing import Any

import pytest

from eval.golden import Place, Sample, Target
from eval.measures import outcome_of, ranked, scores_of

BODY, YEAR, WHERE = "武汉市江夏区人民政府", 2021, "三/(一)予以公开/总计"
CELL = Place(BODY, YEAR, "granted", "total", Decimal(20), "件", WHERE)


def answer(number: str | None = "20", **changed: Any) -> dict[str, Any]:
    """A sound answer about one cell, with some of it changed."""
    shown = {"publisher": BODY, "year": YEAR}
    row = {**shown, "indicator": "granted", "breakdown": "total", "value": number}
    line = {
        "status": "answered",
        "reason": None,
        "kind": "figure",
        "text": f"予以公开{number}件。",
        "value": {"value": number, "unit": "件"} if number else None,
        "readings": [],
        "rows": [row],
        "evidence": [{**shown, "where": f"表三/{WHERE}", "quote": f"予以公开 | 总计：{number}"}],
        "query": {"years": [2021], "breakdown": ""},
    }
    return {**line, **changed}


def cell_sample(**target: Any) -> Sample:
    return Sample("x", "cell", "予以公开多少？", Target(value="20", unit="件", **target), (CELL,))


REFUSAL = Sample("y", "refusals", "2020年？", Target(status=("not_found",), reason=("not_loaded",)))
REFUSED = answer(None, status="not_found", reason="not_loaded", kind=None, rows=[], evidence=[])


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (answer(), "right"),
        (answer("20.0"), "right"),  # the same number
        (answer("21"), "wrong_figure"),
        (answer(value={"value": "20", "unit": "%"}), "wrong_figure"),  # another unit
        (answer(evidence=[]), "not_cited"),
        (answer(None), "not_answered"),  # a table with no single number
        (REFUSED, "not_answered"),
    ],
)
def test_a_cell(line: dict[str, Any], outcome: str) -> None:
    assert outcome_of(cell_sample(), line)[0] == outcome


def test_the_right_number_from_another_row_is_not_cited() -> None:
    shown = {"publisher": BODY, "year": YEAR, "quote": "部分公开：20"}
    line = answer(evidence=[{**shown, "where": "表三/三/(二)部分公开/总计"}])
    assert outcome_of(cell_sample(), line)[0] == "not_cited"


def test_the_same_row_of_another_year_is_not_cited() -> None:
    line = answer()
    line["evidence"][0]["year"] = 2020
    assert outcome_of(cell_sample(), line)[0] == "not_cited"


def test_a_wrong_row_in_a_table_is_a_wrong_figure() -> None:
    table = Sample("t", "tables", "怎么处理的？", Target(kind="table"), (CELL,))
    line = answer("21", value=None, kind="table")
    assert outcome_of(table, line)[0] == "wrong_figure"


def test_a_figure_where_none_belongs_is_the_worst() -> None:
    assert outcome_of(REFUSAL, answer())[0] == "wrong_figure"
    assert outcome_of(REFUSAL, REFUSED)[0] == "right"
    assert outcome_of(REFUSAL, {**REFUSED, "reason": "not_stated"})[0] == "not_answered"


def test_words_of_the_text_must_stand_in_it() -> None:
    outcome, fault = outcome_of(cell_sample(words=("更正",)), answer())
    assert (outcome, "更正" in fault) == ("not_answered", True)


def test_measures_that_apply_to_an_answer() -> None:
    scores = {s.measure: s.value for s in scores_of(cell_sample(), answer())}
    assert scores == {"wrong_figure_rate": 0, "figure_accuracy": 1, "cited_cell_accuracy": 1}


def test_a_needless_refusal_costs_precision_and_a_missed_one_recall() -> None:
    needless = {s.measure: s.value for s in scores_of(cell_sample(), REFUSED)}
    assert (needless["refusal_precision"], needless["figure_accuracy"]) == (0, 0)
    either = cell_sample(status=("answered", "not_found"))
    assert "figure_accuracy" not in {s.measure for s in scores_of(either, REFUSED)}
    missed = {s.measure: s.value for s in scores_of(REFUSAL, answer())}
    assert (missed["refusal_recall"], missed["wrong_figure_rate"]) == (0, 1)


def test_slots_are_counted_one_by_one() -> None:
    sample = cell_sample(slots={"years": [2021], "breakdown": "natural_person"})
    assert {s.measure: s.value for s in scores_of(sample, answer())}["slot_accuracy"] == 0.5


def test_slots_that_all_hold_are_a_joint_goal() -> None:
    scores = {s.measure: s.value for s in scores_of(cell_sample(slots={"years": [2021]}), answer())}
    assert (scores["slot_accuracy"], scores["joint_goal_accuracy"]) == (1, 1)


def passage(quote: str) -> dict[str, Any]:
    return {"publisher": BODY, "year": YEAR, "quote": quote}


def test_passages_shown_are_judged_by_rank() -> None:
    places = tuple(Place(BODY, YEAR, words=words) for words in "甲乙")
    sample = Sample("p", "passages", "？", Target(), places)

    def shown(*quotes: str) -> dict[str, float]:
        return ranked([passage(quote) for quote in quotes], sample)

    assert shown("说甲", "说乙", "说丙") == {"nDCG@10": 1, "RR@10": 1, "R@3": 1}
    assert shown("说甲和乙")["R@3"] == 1  # a passage that holds both is one
    late = shown("说丙", "说丁", "说甲")
    assert (late["RR@10"], late["R@3"]) == (pytest.approx(1 / 3), 0.5)
    assert shown("说丙", "说甲")["nDCG@10"] < shown("说甲")["nDCG@10"] < 1
    assert set(shown().values()) == {0.0}
