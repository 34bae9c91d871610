"""Made conversations: drawn by seed, every slot known; a slot that isn't kept is caught."""

import pytest

from assistant import ask
from assistant.ask import Assistant
from assistant.turns.conversation import Conversation
from eval.run import ask_in_turn, score_all
from eval.scores import run_of
from eval.turns import MOVES, bundled_turns


def test_every_move_is_made_in_both_wordings() -> None:
    samples = list(bundled_turns())
    for kind in ("turns", "turns heldout"):
        assert {s.rule for s in samples if s.kind == kind} == {"opening", *MOVES}
    assert samples == list(bundled_turns())
    assert all(len(s.before) == int(s.id[-1]) for s in samples)


def test_a_turn_that_keeps_too_little_is_caught(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = [s for s in bundled_turns() if s.kind == "turns"][:60]

    def slots() -> list[float]:
        run = run_of("quick", list(score_all(samples, ask_in_turn(assistant))))
        values = {m["measure"]: float(m["value"]) for m in run["measures"]}
        return [values["slot_accuracy"], values["joint_goal_accuracy"]]

    assert slots() == [1.0, 1.0]
    monkeypatch.setattr(ask, "carry", lambda query, *_: query)
    slot, joint = slots()
    assert joint < slot < 0.95


def test_the_total_of_a_row_is_a_turn(assistant: Assistant) -> None:
    conversation = Conversation()
    assistant.ask("宿迁市2024年行政复议维持几件", conversation)
    answer = assistant.ask("那总计有多少？", conversation)
    assert answer.query.items == ("review_total",)
    assert answer.value == ("170", "件")
