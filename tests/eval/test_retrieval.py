"""Passages over made reports: a search that got worse falls below what quick has reached."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from assistant.narrative.retrieve import Retriever
from eval.golden import read_set
from eval.retrieval import measure
from eval.scores import beyond
from eval.suites import SUITES

PART = next(p for p in SUITES["quick"].parts if p.module == "eval.retrieval")


def fallen() -> list[str]:
    """What quick's own draw says against the limits on passages."""
    limits = read_set("limits")["quick"]["at_least"]
    ours = {k: v for k, v in limits.items() if k.startswith(("scoped", "nDCG@10 among"))}
    assert len(ours) == 3
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
    assert len(fallen()) >= 2
