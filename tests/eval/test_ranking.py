"""Rankings in trec_eval's measures, on a case worked out by hand."""

from math import log2

import pytest

from eval.ranking import judged


def test_grades_count_twice_and_once() -> None:
    values = judged([{"a": 2, "b": 1}, {"c": 2}, {}], [["x", "b", "a"], ["c"], ["x"]])
    gained, ideal = 1 / log2(3) + 2 / log2(4), 2 + 1 / log2(3)
    assert values["nDCG@10"] == pytest.approx([gained / ideal, 1, 0], abs=1e-4)
    assert values["RR@10"] == pytest.approx([1 / 2, 1, 0], abs=1e-4)
    assert values["R@3"] == [1, 1, 0]
