"""Searches judged by grade: what only touches the matter counts, and counts less."""

import pytest

from assistant.ask import Assistant
from eval.golden import Sample, written_samples
from eval.graded import measure, searched
from eval.printed import printed_cells
from eval.ranking import MEASURES, judged
from eval.suites import Options


@pytest.fixture(scope="module")
def sample() -> Sample:
    samples = written_samples(printed_cells())
    return next(s for s in samples if s.id == "passages/new-media-hongze")


def test_a_passage_that_touches_the_matter_is_worth_half(
    assistant: Assistant, sample: Sample
) -> None:
    worth, found = searched(assistant, sample)
    (best,) = (text for text, grade in worth.items() if grade == 2)
    (near,) = (text for text, grade in worth.items() if grade == 1)
    assert "无力维护的账号" in best and "新媒体维护有待加强" in near
    assert found[0] == best
    orders = [[best, near], [near, best], [best], [near]]
    values = judged([worth] * 4, orders)["nDCG@10"]
    assert values == sorted(values, reverse=True) and values[0] == 1 and len(set(values)) == 4


def test_the_golden_passages_are_all_judged() -> None:
    run = measure("quick", Options()).run
    assert run["samples"] > 20
    assert {m["measure"] for m in run["measures"]} == {f"graded {of}" for of in MEASURES}
