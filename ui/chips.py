"""The question as understood, slot by slot, each to be changed in place."""

from dataclasses import replace
from datetime import date
from functools import cache

import streamlit as st

from assistant.codes import name_of, rates
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.question.places import Catalogue
from assistant.question.wording import codes_by_name, reader
from assistant.texts import in_script
from ingest import forms
from ui import turns
from ui.engine import Engine
from ui.labels import joined, label
from ui.markup import text_element
from ui.slots import Slots, slots_of
from ui.whose import show_bodies, show_group, show_years

TABLES = ("3", "", "4", "2")
MOST_ITEMS = 6
# What is done with a figure by itself, and stays done with another.
KEPT = ("trend", "growth", "difference", "mean", "median", "sum", "rank", "times", "ratio")


def show_chips(opened: Engine, turn: turns.Turn, language: str) -> None:
    """A chip for each slot of the newest question."""
    slots = slots_of(opened, turn, language)
    if slots is None:
        return
    query = slots.query
    with st.container(key=slots.key("chips"), horizontal=True, gap="xsmall"):
        head = text_element("span", label(language, "understood"), css="nb-chips-head")
        st.html(head, width="content")
        if slots.group:
            show_group(slots, slots.group)
        elif query.bodies or (turn.answer and turn.answer.status == "ambiguous"):
            show_bodies(slots)
        if query.years:
            show_years(slots)
        if not query.topics:
            _item(slots)
        if _has_columns(query):
            _applicant(slots)
    if note := st.session_state.pop("chip_note", ""):
        st.html(text_element("p", note, css="nb-note", role="status"))


def _item(slots: Slots) -> None:
    query, language = slots.query, slots.language
    codes = choices(query.language)
    now = [code for code in query.items if code in codes]
    told = [joined(language, [_item_name(code, query) for code in now]), _operation(query)]
    shown = " · ".join(filter(None, told)) or label(language, "choose_measure")
    with slots.chip("indicators", shown):
        if len(now) > 1:
            st.multiselect(
                label(language, "slot_indicators"), codes, default=now, key=slots.key("items"),
                format_func=lambda c: _item_name(c, query), max_selections=MOST_ITEMS,
                on_change=_to_items, args=(slots, "items"), select_all=False,
            )  # fmt: skip
            return
        st.selectbox(
            label(language, "slot_indicators"), codes, key=slots.key("item"),
            index=codes.index(now[0]) if now else None, on_change=_to_items,
            format_func=lambda c: _item_name(c, query), args=(slots, "item"),
            placeholder=label(language, "choose_measure"),
        )  # fmt: skip


def _operation(query: Query) -> str:
    """What is done with the figures, in a word; "" where they are just told."""
    held = grammar("texts")["operations"].get(query.operation, ("", ""))
    return in_script(query.language, held[query.language == "en"])


def _item_name(code: str, query: Query) -> str:
    return in_script(query.language, name_of(code, query.language))


@cache
def choices(language: str) -> list[str]:
    """The figures that can be chosen, those of table three and their rates first. Names alone are
    read the same whatever is loaded.
    """
    known = forms.indicators()
    codes = codes_by_name(reader(Catalogue(()), date.min), language)
    return sorted(codes, key=lambda c: TABLES.index(known[c].table if c in known else ""))


def _to_items(slots: Slots, name: str) -> None:
    chosen = slots.chosen(name)
    if not chosen:
        return
    query = replace(slots.query, items=(chosen,) if isinstance(chosen, str) else tuple(chosen))
    if len(query.items) == 1 and query.operation not in KEPT:
        query = replace(query, operation="")
    slots.change(query if _has_columns(query) else replace(query, breakdowns=()))


def _has_columns(query: Query) -> bool:
    """Whether every figure asked for is told by applicant."""
    return bool(query.items) and all(_tables(code) == {"3"} for code in query.items)


def _tables(code: str) -> set[str]:
    known = forms.indicators()
    parts = rates()[code].parts if code in rates() else (code,)
    return {known[part].table for part in parts if part in known}


def _applicant(slots: Slots) -> None:
    now = slots.query.breakdowns[0] if slots.query.breakdowns else "total"

    def named(code: str) -> str:
        found = forms.breakdowns()[code]
        english = slots.query.language == "en"
        return found.name_en if english else in_script(slots.query.language, found.label)

    with slots.chip("breakdown", named(now)):
        st.pills(
            label(slots.language, "slot_breakdown"), list(forms.breakdowns()), default=now,
            format_func=named, key=slots.key("who"), on_change=_to_applicant, args=(slots,),
        )  # fmt: skip


def _to_applicant(slots: Slots) -> None:
    if chosen := slots.chosen("who"):
        who = () if chosen == "total" else (chosen,)
        slots.change(replace(slots.query, breakdowns=who))
