"""What counts as disclosed in a disclosure rate, where it is said: 公开率（含部分公开）."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.lexicon import Meaning, Token

PART = "(?:一?部分公开|区分处理)(?!率)的?(?:申请|件数?|那部分)?"
FULL = "(?:予以|全部|完全|全)公开的?"
AND = "(?:以及|加上|或者?|[和与跟同及、+加])"
ALSO = "(?:也|都|一并|一[起块道])*"
IN = "(?:进[来去]?|上|入|在内|[作为]?公开)?(?:的话|以?后|之后)?(?:一起|一块|来)?(?:计算|算)?的?"
TAKE = "(?:把|将|连同?|包?含|包括|[算加带计]上?|计入|外加|并入)"
# 含部分公开, 部分公开也算, and both in a bracket right behind the rate or right before it.
WITH = re.compile(
    f"(?<![不未没])(?<!没有){TAKE}(?:{FULL}{AND})?{PART}"
    f"(?:{ALSO}(?:[算计加]|包[括含]|合计|归)(?!不){IN}|{ALSO}在内的?)?|"
    f"(?:{FULL}{AND})?{PART}{ALSO}(?:[算计加]|包[括含])(?!不){IN}|"
    f"(?<=率\\(){FULL}{AND}{PART}(?=\\))|{FULL}{AND}{PART}的?(?=公开率)"
)
# 不含部分公开, 部分公开不算; 剔除部分公开 takes them off the whole.
WITHOUT = re.compile(
    f"(?<![含算计包括])(?:[不未]|没有?)(?:把|将)?(?:包?含|包括|[算加计]上?|计入){PART}(?:在内)?的?|"
    f"{PART}(?:[不未]|没有?)(?:[算计]上?|计入|包[括含])(?:在内|进[来去])?(?!没)"
)
ONLY = re.compile(f"(?:[只仅光单](?:算|看|计|统计|按|论)?|就看){FULL}")
RATES = {"disclosure_rate", "granted_rate"}


def with_disclosed(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, a disclosure rate read as the one that is said to be meant."""
    rated = [t for t in tokens if {t.code("readings"), t.code("rate")} & RATES]
    off = [m.span() for p in (WITHOUT, ONLY) for m in p.finditer(text)]
    on = [m.span() for m in WITH.finditer(text) if not any(_meet(m.span(), s) for s in off)]
    if len(rated) != 1 or bool(off) == bool(on):
        return list(tokens)
    said = [s for s in on or off if not _meet(s, (rated[0].start, rated[0].end))]
    inside = [t for t in tokens if any(_meet((t.start, t.end), s) for s in said)]
    if not said or not all(any(s <= t.start and t.end <= e for s, e in said) for t in inside):
        return list(tokens)
    meant = (Meaning("rate", "substantive_rate" if on else "granted_rate"),)
    talk = [Token(s, e, text[s:e], (Meaning("filler", "small"),)) for s, e in said]
    kept = [replace(t, meanings=meant) if t in rated else t for t in tokens if t not in inside]
    return sorted([*kept, *talk], key=lambda t: t.start)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
