"""The chips of whose figures and when: bodies by name, or all of a place and level in an order."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from assistant.codes import name_of
from assistant.question.groups import Group
from assistant.question.places import Body
from assistant.question.wording import LEVELS
from ingest.identity.divisions import gazetteer
from ui import turns
from ui.labels import label, scripted
from ui.scope import kind_of, level_name, place_name, places_of
from ui.slots import Slots

# Bodies to choose among at once; of more, the nearest, and any other by its name.
NEAR = 80
ORDERS = {"most": "order_value", "least": "order_least"}
LIMITS = (3, 5, 10, 20, 50)
# Names and years that a chip tells one by one.
TOLD = 2


def show_bodies(slots: Slots) -> None:
    """One body to be chosen, exchanged or set beside another; several, each to be taken out."""
    bodies, language = slots.query.bodies, slots.language
    every = slots.opened.assistant.catalogue.bodies
    near = {_named(b): b for b in [*bodies, *nearest(every, *bodies[:1])]}
    more = len(every) > len(near)
    names = [scripted(language, b.publisher) for b in bodies[:TOLD]]
    rest = label(language, "bodies_more", count=len(bodies)) if len(bodies) > TOLD else ""
    unnamed = label(language, "choose_body")
    with slots.chip("publishers", " · ".join(filter(None, [*names, rest])) or unnamed):
        if len(bodies) > 1:
            st.multiselect(
                label(language, "bodies_compared"), list(near), default=list(near)[: len(bodies)],
                key=slots.key("places"), accept_new_options=more, on_change=_to_bodies,
                args=(slots, near), select_all=False,
            )  # fmt: skip
            return
        st.selectbox(
            label(language, "slot_publishers"), list(near), index=0 if bodies else None,
            key=slots.key("place"), placeholder=unnamed,
            accept_new_options=more, on_change=_to_body, args=(slots, near),
        )  # fmt: skip
        if not bodies:
            return
        st.selectbox(
            label(language, "beside_body"), list(near)[1:], index=None, key=slots.key("beside"),
            accept_new_options=more, on_change=_beside_body, args=(slots, near),
            placeholder=unnamed,
        )  # fmt: skip


def nearest(bodies: Sequence[Body], *body: Body) -> list[Body]:
    """The bodies to choose among: one, those of its prefecture, of its province, then all."""
    found: dict[Body, None] = dict.fromkeys(body)
    for length in (4, 2, 0):
        begins = body[0].division_code[:length] if body else ""
        found |= dict.fromkeys(b for b in bodies if b.division_code.startswith(begins))
        if len(found) >= NEAR:
            break
    return list(found)[:NEAR]


def _named(body: Body) -> str:
    newest = max(body.years, default="")
    return f"{body.publisher} · {newest}" if newest else body.publisher


def _found(slots: Slots, near: dict[str, Body], name: str) -> Body | None:
    """The body of a choice, or the only one that a name written by hand is read as."""
    read = () if name in near else slots.read(name[:60]).bodies
    return near.get(name) or (read[0] if len(read) == 1 else None)


def _to_body(slots: Slots, near: dict[str, Body]) -> None:
    query, name = slots.query, str(slots.chosen("place") or "")
    if body := _found(slots, near, name):
        kept = tuple(y for y in query.years if y in body.years) or body.years[:1]
        slots.change(replace(query, bodies=(body,), years=kept))
    elif name:
        what = name_of(query.items[0], query.language) if query.items else ""
        turns.ask_instead(f"{name[:60]}{''.join(f'{y}年' for y in query.years)}{what}")


def _beside_body(slots: Slots, near: dict[str, Body]) -> None:
    _with_bodies(slots, near, [_named(slots.query.bodies[0]), str(slots.chosen("beside") or "")])


def _to_bodies(slots: Slots, near: dict[str, Body]) -> None:
    _with_bodies(slots, near, slots.chosen("places"))


def _with_bodies(slots: Slots, near: dict[str, Body], names: list[str]) -> None:
    found = [_found(slots, near, name) for name in names[:NEAR]]
    if all(found) and found:
        slots.change(replace(slots.query, bodies=tuple(b for b in found if b)))
    elif names:
        st.session_state["chip_note"] = label(slots.language, "no_such_body")


# years ---------------------------------------------------------------------


def show_years(slots: Slots) -> None:
    """One year to be exchanged or set beside another; several, each to be taken out."""
    query, language = slots.query, slots.language
    bodies = (() if slots.group else query.bodies) or slots.opened.assistant.catalogue.bodies
    years = sorted({y for b in bodies for y in b.years} | set(query.years), reverse=True)
    asked = sorted(query.years)
    run = len(asked) > TOLD and asked[-1] - asked[0] == len(asked) - 1
    shown = f"{asked[0]}–{asked[-1]}" if run else " · ".join(map(str, asked))
    with slots.chip("years", shown):
        if len(asked) > 1:
            st.pills(
                label(language, "slot_years"), years, default=asked, selection_mode="multi",
                key=slots.key("years"), on_change=_to_years, args=(slots,),
            )  # fmt: skip
            return
        st.pills(
            label(language, "slot_years"), years, default=asked[0], key=slots.key("year"),
            on_change=_to_year, args=(slots,),
        )  # fmt: skip
        if slots.group is None and len(years) > 1:
            st.pills(
                label(language, "beside_year"), [y for y in years if y not in asked],
                key=slots.key("beside-year"), on_change=_beside_year, args=(slots,),
            )  # fmt: skip
            st.button(
                label(language, "all_years"), key=slots.key("trend"), on_click=_to_trend,
                args=(slots, tuple(reversed(years))),
            )  # fmt: skip


def _to_year(slots: Slots) -> None:
    if chosen := slots.chosen("year"):
        slots.change(replace(slots.query, years=(chosen,)))


def _to_years(slots: Slots) -> None:
    """In the order of the question, or what was compared with what would turn round."""
    chosen = slots.chosen("years")
    kept = [y for y in slots.query.years if y in chosen]
    if chosen:
        new = sorted(set(chosen) - set(kept))
        slots.change(replace(slots.query, years=(*kept, *new)))


def _beside_year(slots: Slots) -> None:
    if chosen := slots.chosen("beside-year"):
        slots.change(replace(slots.query, years=tuple(sorted((*slots.query.years, chosen)))))


def _to_trend(slots: Slots, years: tuple[int, ...]) -> None:
    slots.change(replace(slots.query, years=years, operation="trend"))


# many bodies ---------------------------------------------------------------


def show_group(slots: Slots, group: Group) -> None:
    """The place and level of a ranking, filter or sum; its order and how many of it."""
    catalogue, language = slots.opened.assistant.catalogue, slots.language
    code = group.parent.code if group.parent else ""
    places = ["", *places_of(catalogue)]
    with slots.chip("region", place_name(code, language)):
        st.selectbox(
            label(language, "slot_region"), places, key=slots.key("region"),
            index=places.index(code) if code in places else 0, on_change=_to_region,
            args=(slots, group),
            format_func=lambda c: place_name(c, language),
        )  # fmt: skip
    there = {kind_of(b) for b in catalogue.bodies}
    levels = [level for level in LEVELS if level in there or level in ("", group.level)]
    with slots.chip("level", _level(group.level, language)):
        st.pills(
            label(language, "slot_level"), levels, default=group.level, key=slots.key("level"),
            format_func=lambda v: _level(v, language), on_change=_to_level, args=(slots, group),
        )  # fmt: skip
    if group.order and not group.bound:
        _show_order(slots, group)


def _level(level: str, language: str) -> str:
    return level_name(level, language) if level else label(language, "every_level")


def _show_order(slots: Slots, group: Group) -> None:
    language = slots.language
    shown = label(language, ORDERS[group.order])
    if group.limit:
        shown = f"{shown} · {label(language, 'first', count=group.limit)}"
    with slots.chip("order", shown):
        st.pills(
            label(language, "slot_order"), list(ORDERS), default=group.order,
            format_func=lambda o: label(language, ORDERS[o]), key=slots.key("order"),
            on_change=_to_order, args=(slots, group),
        )  # fmt: skip
        st.pills(
            label(language, "slot_limit"), sorted({*LIMITS, group.limit} - {0}),
            default=group.limit or None, on_change=_to_limit, args=(slots, group),
            key=slots.key("limit"), format_func=lambda n: label(language, "first", count=n),
        )  # fmt: skip


def _to_region(slots: Slots, group: Group) -> None:
    code = slots.chosen("region")
    parent = gazetteer().by_code(code) if code else None
    slots.change(slots.query, replace(group, parent=parent))


def _to_level(slots: Slots, group: Group) -> None:
    if (chosen := slots.chosen("level")) is not None:
        slots.change(slots.query, replace(group, level=chosen))


def _to_order(slots: Slots, group: Group) -> None:
    if chosen := slots.chosen("order"):
        slots.change(slots.query, replace(group, order=chosen))


def _to_limit(slots: Slots, group: Group) -> None:
    if chosen := slots.chosen("limit"):
        slots.change(slots.query, replace(group, limit=chosen))
