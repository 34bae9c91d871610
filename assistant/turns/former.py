"""前者是后者的几倍 behind two numbers told: the question with what each of them is, put in full."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer
from assistant.codes import kinds_of, name_of
from assistant.query import Query
from assistant.question.wording import Read, names
from assistant.turns.orders import elsewhere
from assistant.turns.prose import of_that_thing
from assistant.turns.together import told_alike
from ingest import forms

# 前者比后者, 后者占前者的.
FORMER = "前者|前面(?:那一?个|的)|[前头]一个"
LATTER = "后者|后面(?:那一?个|的)|后一个"
BOTH = re.compile(
    f"(?:(?P<former>{FORMER})|{LATTER})(?P<between>[^,;。?]{{1,6}}?)(?(former)(?:{LATTER})|(?:{FORMER}))"
)
REST = re.compile(
    "(?:那么?)?(?:剩下|剩余|其余|余下)的?(?:一共|总共|合计)?(?:占|是)(?:了|到)?"
    "(?:多少|几成|百分之(?:几|多少)|多大比例)[呢啊?。]*"
)
SLOTS = ("items", "breakdowns", "bodies", "years")


def asked_in_full(query: Query, turns: Sequence[Answer], read: Read) -> str:
    """A turn that is a question of its own once it says what it leaves to those before; "" for
    any other.
    """
    told = elsewhere(query, turns[-1], read) or of_that_thing(query, turns)
    return told or of_the_former(query, turns, read) or share_of_the_rest(query, turns, read)


def share_of_the_rest(query: Query, turns: Sequence[Answer], read: Read) -> str:
    """剩下的占多少 after 予以公开占多少: the question for the other results, or kinds of applicant,
    put in full; "" where no part of them all was told.
    """
    last, told = turns[-1].query, turns[-1].value
    one = told and len(last.items) == len(last.bodies) == len(last.years) == 1
    if not one or not REST.fullmatch(query.plain) or last.operation not in ("", "share"):
        return ""
    placed = f"{last.bodies[0].publisher}{last.years[0]}年"
    others = [c for c in forms.parts("results_total") if c != last.items[0]]
    if last.items[0] in forms.parts("results_total") and not last.breakdowns:
        return f"{placed}{'、'.join(map(name_of, others))}加起来占办结几成"
    kinds = [c for c in forms.applicants() if c not in last.breakdowns]
    if last.items != ("requests_new",) or len(kinds) != len(forms.applicants()) - 1:
        return ""
    # 其他 by itself is not heard beside every kind.
    for other in ("其他申请人", "其他组织"):
        names = "、".join(other if c == kinds[-1] else _label(c) for c in kinds)
        text = f"{placed}{names}加起来占新收几成"
        held = [own for column in read(text).breakdowns for own in kinds_of(column)]
        if sorted(held) == sorted(kinds):
            return text
    return ""


def of_the_former(query: Query, turns: Sequence[Answer], read: Read) -> str:
    """The question with the two told in place of 前者 and 后者; "" where two were not told."""
    told = BOTH.search(query.plain)
    if told is None or query.items or query.breakdowns or query.places_named or query.years:
        return ""
    last = turns[-1].query
    two: tuple[Any, ...] = ()
    slot = next((s for s in SLOTS if len(getattr(last, s)) == 2), "")
    if slot:
        two = getattr(last, slot)
    else:
        slot, every = told_alike(turns, 0)
        two = tuple(value for one in every for value in one)
    rest = [s for s in SLOTS if s != slot and len(getattr(last, s)) > 1]
    if len(two) != 2 or rest or not last.items or last.operation not in ("", "parts"):
        return ""
    two = two if told["former"] else two[::-1]
    for figure in names(last.items[0] if slot != "items" else str(two[0]), query.language):
        first, second = _named(last, slot, two, figure, query.plain)
        put = f"{first}{told['between']}{second}"
        text = f"{query.plain[: told.start()]}{put}{query.plain[told.end() :]}"
        if _reads(read(text), last, slot, two):
            return text
    return ""


def _named(
    last: Query, slot: str, two: Sequence[object], figure: str, plain: str
) -> tuple[str, str]:
    """What stands in place of the one and of the other."""
    body = "".join(b.publisher for b in last.bodies) if slot != "bodies" else ""
    year = "".join(f"{y}年" for y in last.years) if slot != "years" else ""
    who = "".join(map(_label, last.breakdowns)) if slot != "breakdowns" else ""
    if slot == "items":
        return f"{body}{year}{who}{figure}", f"{who}{name_of(str(two[1]))}"
    one, other = map(_slot_text, two)
    if slot == "breakdowns":
        return f"{body}{year}{one}{figure}", f"{other}{figure}"
    if slot == "bodies":
        return f"{year}{one}{who}{figure}", other
    # 2023年比2024年新收多多少 is in that order.
    against = f"{body}{one}", f"{other}{who}{figure}"
    return against if "比" in plain else (f"{body}{one}{who}{figure}", other)


def _slot_text(value: object) -> str:
    if isinstance(value, int):
        return f"{value}年"
    return _label(value) if isinstance(value, str) else str(getattr(value, "publisher", ""))


def _label(code: str) -> str:
    return forms.breakdowns()[code].label


def _reads(query: Query, last: Query, slot: str, two: Sequence[object]) -> bool:
    """Whether the question asks of those two and of what the turns before were of."""
    held = {s: tuple(getattr(last, s)) for s in SLOTS} | {slot: tuple(two)}
    return all(set(getattr(query, s)) == set(held[s]) for s in SLOTS) and bool(query.operation)
