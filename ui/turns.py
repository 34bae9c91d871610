"""The turns of one visitor's conversation. The address bar repeats their questions, so that a link
asks them again in a fresh browser.
"""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import streamlit as st

from assistant.answer import Answer
from assistant.ask import LONGEST
from assistant.narrative.writing import summaries
from assistant.turns.conversation import Conversation
from ui.engine import Engine
from ui.scope import went_back

# The turns that stay on the page, as many as a question may lean on, and what of them an address
# carries.
TURNS, IN_ADDRESS, ROOM = 12, 8, 600
# Seconds that a chat model is waited for.
PATIENCE = 25.0
# Streamlit keeps every widget's name, and by its callback the turn, as long as the visit lasts: so
# names come round again, once those who had them before are long gone from the page.
KEYS = 4
log = logging.getLogger("nianbao.ui")


@dataclass(slots=True)
class Turn:
    """A question with its answer, None while there is none, what later turns may lean on, what the
    visitor said of it, and what a chat model may add. Its widgets are named by its key.
    """

    key: str
    question: str
    answer: Answer | None = None
    failed: bool = False
    leans: tuple[Answer, ...] = ()
    html: str = ""
    verdict: str = ""
    told: str = ""
    later: "Future[None] | None" = None
    until: float = 0.0
    stopped: bool = False


def turns() -> list[Turn]:
    """The turns so far, the newest last."""
    held: list[Turn] = st.session_state.setdefault("turns", [])
    return held


def ask(question: str) -> None:
    """Ask this next."""
    st.session_state["next"] = (question[: LONGEST + 1], False)


def ask_instead(question: str) -> None:
    """Ask this in place of the newest question."""
    st.session_state["next"] = (question[: LONGEST + 1], True)


def start_over() -> None:
    """Forget the conversation, on the page and in the address."""
    for name in ("turns", "next"):
        st.session_state.pop(name, None)
    st.query_params.pop("q", None)


def begin(opened: Engine) -> Turn | None:
    """The turn that is to be answered now: what was just asked, else the last of the address."""
    held = turns()
    question, instead = st.session_state.pop("next", ("", False))
    if not question:
        wanted = [q[: LONGEST + 1] for q in st.query_params.get_all("q") if q.strip()][-IN_ADDRESS:]
        if went_back():
            start_over()
        if not wanted or [t.question for t in held][-len(wanted) :] == wanted:
            return None
        held.clear()
        *before, question = wanted
        held.extend(answered(opened, _next(asked)) for asked in before)
    elif instead and held:
        stop(held.pop())
    for earlier in held:
        stop(earlier)
    held.append(_next(question))
    del held[:-TURNS]
    return held[-1]


def _next(question: str) -> Turn:
    st.session_state["asked"] = (st.session_state.get("asked", 0) + 1) % KEYS
    return Turn(str(st.session_state["asked"]), question)


def answered(opened: Engine, turn: Turn) -> Turn:
    """The turn with its answer, within the conversation before it; it waits for no chat model."""
    conversation = _before(turn)
    try:
        with opened.in_turn():
            turn.answer = opened.quick.ask(turn.question, conversation)
    except Exception:
        log.exception("a question failed")
        turn.failed = True
    turn.leans = tuple(conversation.turns)
    return turn


def ask_model(opened: Engine, turn: Turn) -> None:
    """Have the chat model add to the answer, beside the page, sentence by sentence."""
    turn.later, turn.until = opened.models.submit(_hear, opened, turn), time.monotonic() + PATIENCE


def _hear(opened: Engine, turn: Turn) -> None:
    answer, conversation = turn.answer, _before(turn)
    try:
        if answer is not None and answer.kind == "passage":
            for more in summaries(answer, turn.question[:LONGEST], opened.settings):
                if turn.stopped:
                    return
                turn.answer = more
            return
        reworded = opened.assistant.ask(turn.question, conversation)
        if not turn.stopped:
            turn.answer, turn.leans = reworded, tuple(conversation.turns)
    except Exception:
        log.exception("a question failed with the chat model")


def stop(turn: Turn) -> None:
    """Wait for the model no more; what it has written so far stays."""
    turn.stopped = True


def came(turn: Turn) -> bool:
    """Whether the model is waited for no more."""
    if turn.later is not None and (turn.later.done() or time.monotonic() > turn.until):
        stop(turn)
    if turn.stopped and turn.later is not None:
        turn.later.cancel()
        turn.later = None
    return turn.later is None


def _before(turn: Turn) -> Conversation:
    """What a turn may lean on."""
    held = turns()
    at = held.index(turn) if turn in held else len(held)
    return Conversation(list(held[at - 1].leans) if at else [])


def in_address(held: Sequence[Turn]) -> list[str]:
    """The last questions as far as there is room, the first of them one that leans on none."""
    kept: list[Turn] = []
    room = ROOM
    for turn in reversed(held[-IN_ADDRESS:]):
        room -= len(turn.question)
        if room < 0:
            break
        kept.insert(0, turn)
    whole = len(kept) == len(held)
    while kept and not whole and (kept[0].answer is None or kept[0].answer.query.inherited):
        kept.pop(0)
    return [turn.question for turn in kept]
