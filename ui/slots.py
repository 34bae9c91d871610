"""The newest question as slots that can be changed: each change is worded as a question that reads
back to just that, and asked in place of it; so the answer is the engine's.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from assistant.query import Query
from assistant.question.groups import Group, group_of
from assistant.question.wording import Read, reader, worded
from ui import turns
from ui.engine import Engine
from ui.labels import label
from ui.markup import plain_label

# What one body in one year can't be asked for.
OF_SEVERAL = ("difference", "trend", "mean", "median", "times", "ratio", "points")


@dataclass(frozen=True, slots=True)
class Slots:
    """The question of a turn, and the group of bodies that it is about, if it is of one."""

    opened: Engine
    turn: turns.Turn
    query: Query
    group: Group | None
    language: str

    def key(self, name: str) -> str:
        """The key of a widget of this turn."""
        return f"{name}-{self.turn.key}"

    def chosen(self, name: str) -> Any:
        """What its widget holds."""
        return st.session_state[self.key(name)]

    def chip(self, slot: str, shown: str) -> Any:
        """The chip of a slot, and in it what changes it."""
        what = label(self.language, "change_slot", slot=label(self.language, f"slot_{slot}"))
        return st.popover(
            plain_label(shown), key=self.key(f"chip-{slot}"), type="secondary", help=what
        )

    @property
    def read(self) -> Read:
        """How a question is read by itself."""
        assistant = self.opened.assistant
        return reader(assistant.catalogue, assistant.settings.today)

    def change(self, wanted: Query, group: Group | None = None) -> None:
        """Ask as wanted in place of this turn; what can't be put in words is told."""
        put = partial(worded, self.query, read=self.read, group=group or self.group)
        text = next(filter(None, (put(query) for query in self._asked(wanted))), "")
        if text:
            turns.ask_instead(text)
        else:
            st.session_state["chip_note"] = label(self.language, "not_changed")

    def _asked(self, wanted: Query) -> list[Query]:
        """What is asked for is kept, where it can be asked of so many; else the figures alone."""
        if self.group:
            return [wanted]
        several = len(wanted.bodies) * len(wanted.years) * len(wanted.items) > 1
        plain = [replace(wanted, operation=""), replace(wanted, operation="trend")][: 1 + several]
        return plain if wanted.operation in OF_SEVERAL and not several else [wanted, *plain]


def slots_of(opened: Engine, turn: turns.Turn, language: str) -> Slots | None:
    """The slots of a turn's question, None where it was not understood as one of figures."""
    answer = turn.answer
    if answer is None or answer.kind == "definition":
        return None
    if not (answer.query.bodies or answer.query.items):
        return None
    group = group_of(answer.query)
    named = {body.publisher for body in answer.query.bodies}
    others = not named or any(row.report.publisher not in named for row in answer.rows)
    if group is not None and (group.placed or not others):
        group = None
    return Slots(opened, turn, answer.query, group, language)
