"""Passages over made reports: a search that got worse falls below what quick has reached."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from assistant.narrative.retrieve import Retriever
from eval.golden import read_set
from eval.narrative import Told, near
from eval.retrieval import measure
from eval.scores import beyond
from eval.searching import System
from eval.suites import SUITES

PART = next(p for p in SUITES["quick"].parts if p.module == "eval.retrieval")


def fallen() -> list[str]:
    """What quick's own draw says against the limits on passages."""
    limits = read_set("limits")["quick"]["at_least"]
    ours = {k: v for k, v in limits.items() if k.endswith(("report", "reports"))}
    assert len(ours) > 3
    return beyond(measure("quick", PART.options).run, {"at_least": ours})


def test_a_search_that_gets_worse_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fallen() == []

    def shuffled(search: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
        def worse(self: Retriever, *given: Any, **named: Any) -> list[Any]:
            hits = list(search(self, *given, **named))
            random.Random(1).shuffle(hits)
            return hits

        return worse

    for name in ("search", "search_all"):
        monkeypatch.setattr(Retriever, name, shuffled(getattr(Retriever, name)))
    assert len(fallen()) > 3


def test_passages_have_grades() -> None:
    other = next(iter(near("training")))
    told = {
        "a": [Told("training", "办了班。", "红棉讲堂")], "b": [Told(other, "缺人。")],
        "c": [Told("training", "又办了班。")], "d": [Told("fee_none", "没有收费。")],
    }  # fmt: skip
    system = System(lambda question: [], told)
    assert system.grades("training") == {"a": 2, "b": 1, "c": 2}
    assert system.grades("training", "training 红棉讲堂") == {"a": 2, "b": 1}
