"""The question as understood, slot by slot, each to be changed in place."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import streamlit as st

from assistant.answer import Answer
from assistant.codes import name_of, rates
from assistant.query import Query
from assistant.question.places import Body, Catalogue
from assistant.question.wording import codes_by_name, reader, worded
from assistant.texts import in_script
from ingest import forms
from ui import turns
from ui.engine import Engine
from ui.labels import joined, label, scripted
from ui.markup import plain_label, text_element

# Bodies to choose among at once; of more, the nearest, and any other by its name.
NEAR = 80
TABLES = ("3", "", "4", "2")


def show_chips(opened: Engine, turn: turns.Turn, language: str) -> None:
    """A chip for each slot of the newest question that another choice can be made for."""
    answer = turn.answer
    if answer is None or not (answer.query.bodies or answer.query.items):
        return
    query = answer.query
    with st.container(key=f"chips-{turn.key}", horizontal=True, gap="xsmall"):
        st.html(
            text_element("span", label(language, "understood"), css="nb-chips-head"),
            width="content",
        )
        if len(query.bodies) == 1:
            _place(opened, turn, query, language)
        elif query.bodies:
            names = joined(language, [scripted(language, b.publisher) for b in query.bodies])
            st.html(text_element("span", names, css="nb-chip"), width="content")
        if len(query.years) == 1:
            _year(opened, turn, query, language)
        elif query.years:
            span = f"{min(query.years)}–{max(query.years)}"
            st.html(text_element("span", span, css="nb-chip"), width="content")
        if len(query.items) <= 1 and not query.topics:
            _item(opened, turn, query, language)
        if _has_columns(query):
            _applicant(opened, turn, query, language)
    if note := st.session_state.pop("chip_note", ""):
        st.html(text_element("p", note, css="nb-note", role="status"))


def _chip(turn: turns.Turn, slot: str, shown: str, language: str) -> Any:
    return st.popover(
        plain_label(shown), key=f"chip-{slot}-{turn.key}", type="secondary",
        help=label(language, "change_slot", slot=label(language, f"slot_{slot}")),
    )  # fmt: skip


def _place(opened: Engine, turn: turns.Turn, query: Query, language: str) -> None:
    catalogue = opened.assistant.catalogue
    near = {_named(b): b for b in nearest(catalogue, query.bodies[0])}
    with _chip(turn, "publishers", scripted(language, query.bodies[0].publisher), language):
        st.selectbox(
            label(language, "slot_publishers"), list(near), key=f"place-{turn.key}",
            index=list(near).index(_named(query.bodies[0])),
            accept_new_options=len(catalogue.bodies) > len(near), on_change=_to_place,
            args=(opened, turn, near, language),
        )  # fmt: skip


def nearest(catalogue: Catalogue, body: Body) -> list[Body]:
    """The bodies to choose among: it, those of its prefecture, of its province, then all."""
    found: dict[Body, None] = {body: None}
    for length in (4, 2, 0):
        begins = body.division_code[:length]
        found |= dict.fromkeys(b for b in catalogue.bodies if b.division_code.startswith(begins))
        if len(found) >= NEAR:
            break
    return list(found)[:NEAR]


def _named(body: Body) -> str:
    newest = max(body.years, default="")
    return f"{body.publisher} · {newest}" if newest else body.publisher


def _to_place(opened: Engine, turn: turns.Turn, near: dict[str, Body], language: str) -> None:
    chosen = str(st.session_state[f"place-{turn.key}"] or "")
    answer = turn.answer
    if answer is None or not chosen:
        return
    if body := near.get(chosen):
        kept = tuple(y for y in answer.query.years if y in body.years) or body.years[:1]
        _change(opened, turn, replace(answer.query, bodies=(body,), years=kept), language)
        return
    query = answer.query
    what = name_of(query.items[0], query.language) if query.items else ""
    turns.ask_instead(f"{chosen[:60]}{''.join(f'{y}年' for y in query.years)}{what}")


def _year(opened: Engine, turn: turns.Turn, query: Query, language: str) -> None:
    bodies = query.bodies or opened.assistant.catalogue.bodies
    years = sorted({y for b in bodies for y in b.years} | set(query.years), reverse=True)
    with _chip(turn, "years", str(query.years[0]), language):
        st.pills(
            label(language, "slot_years"), years, default=query.years[0], format_func=str,
            key=f"year-{turn.key}", on_change=_to_year, args=(opened, turn, language),
        )  # fmt: skip
        if len(query.bodies) == 1 and len(years) > 1 and not query.operation:
            st.button(
                label(language, "all_years"), key=f"years-{turn.key}", on_click=_to_trend,
                args=(opened, turn, tuple(sorted(query.bodies[0].years)), language),
            )  # fmt: skip


def _to_year(opened: Engine, turn: turns.Turn, language: str) -> None:
    chosen = st.session_state[f"year-{turn.key}"]
    if turn.answer is not None and chosen:
        _change(opened, turn, replace(turn.answer.query, years=(chosen,)), language)


def _to_trend(opened: Engine, turn: turns.Turn, years: tuple[int, ...], language: str) -> None:
    if turn.answer is not None:
        query = replace(turn.answer.query, years=years, operation="trend")
        _change(opened, turn, query, language)


def _item(opened: Engine, turn: turns.Turn, query: Query, language: str) -> None:
    codes = choices(query.language)
    now = query.items[0] if query.items and query.items[0] in codes else None
    shown = in_script(query.language, name_of(now, query.language)) if now else (
        label(language, "choose_measure")
    )  # fmt: skip
    with _chip(turn, "indicators", shown, language):
        st.selectbox(
            label(language, "slot_indicators"), codes, key=f"item-{turn.key}",
            index=codes.index(now) if now else None, on_change=_to_item,
            format_func=lambda c: in_script(query.language, name_of(c, query.language)),
            placeholder=label(language, "choose_measure"), args=(opened, turn, language),
        )  # fmt: skip


@cache
def choices(language: str) -> list[str]:
    """The figures that can be chosen, those of table three and their rates first. Names alone are
    read the same whatever is loaded.
    """
    known = forms.indicators()
    codes = codes_by_name(reader(Catalogue(()), date.min), language)
    return sorted(codes, key=lambda c: TABLES.index(known[c].table if c in known else ""))


def _to_item(opened: Engine, turn: turns.Turn, language: str) -> None:
    chosen = st.session_state[f"item-{turn.key}"]
    if turn.answer is None or not chosen:
        return
    query = replace(turn.answer.query, items=(chosen,))
    if query.operation not in ("trend", "growth", "difference"):
        query = replace(query, operation="")
    if not _has_columns(query):
        query = replace(query, breakdowns=())
    _change(opened, turn, query, language)


def _has_columns(query: Query) -> bool:
    if len(query.items) != 1:
        return False
    indicator = forms.indicators().get(query.items[0])
    parts = rates()[query.items[0]].parts if query.items[0] in rates() else ()
    tables = {indicator.table} if indicator else {forms.indicators()[p].table for p in parts}
    return tables == {"3"}


def _applicant(opened: Engine, turn: turns.Turn, query: Query, language: str) -> None:
    now = query.breakdowns[0] if query.breakdowns else "total"

    def named(code: str) -> str:
        found = forms.breakdowns()[code]
        english = query.language == "en"
        return found.name_en if english else in_script(query.language, found.label)

    with _chip(turn, "breakdown", named(now), language):
        st.pills(
            label(language, "slot_breakdown"), list(forms.breakdowns()), default=now,
            format_func=named, key=f"who-{turn.key}", on_change=_to_applicant,
            args=(opened, turn, language),
        )  # fmt: skip


def _to_applicant(opened: Engine, turn: turns.Turn, language: str) -> None:
    chosen = st.session_state[f"who-{turn.key}"]
    if turn.answer is not None and chosen:
        who = () if chosen == "total" else (chosen,)
        _change(opened, turn, replace(turn.answer.query, breakdowns=who), language)


def _change(opened: Engine, turn: turns.Turn, wanted: Query, language: str) -> None:
    """Ask as wanted in place of this turn, in words that read back to just that."""
    answer: Answer | None = turn.answer
    if answer is None:
        return
    assistant = opened.assistant
    text = worded(answer.query, wanted, reader(assistant.catalogue, assistant.settings.today))
    if text:
        turns.ask_instead(text)
    else:
        st.session_state["chip_note"] = label(language, "not_changed")
