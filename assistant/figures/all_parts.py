"""All the parts that the text gives of a total, or those that keep to a limit, told one by one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.figures.keeping import SIGNS
from assistant.figures.portions import BY, TITLE, WHICH_ALL, Breakdown, told_of
from assistant.figures.quantities import Asked
from assistant.question.numbers import bound_of
from assistant.texts import names_joined
from ingest.identity.divisions import gazetteer
from ingest.prose.stated import Stated

PLACES = ("县区", "区县", "地方", "地区")
BODIES = ("单位", "部门", "机关")
BODY = re.compile("(?:[省市区县州旗镇乡局委办厅会院所府庭队]|部门|街道|办公室)$")
# Of them, how many: 收办超过三百件的单位有几个.
HOW_MANY = re.compile("几[个家]|多少[个家]")


def asked_of_all(asked: Asked, of: Breakdown) -> str:
    """Which parts keep to a limit, or each of them, where a question that names none of them asks
    for them by what they are; else "".
    """
    text, bound = asked.query.plain, bound_of(asked.query.plain)
    kinds = _kinds(text)
    if of.whole is None:
        titled = TITLE.match(of.parts[0].quote)
        named = titled is not None and titled[1] in text and WHICH_ALL.search(text)
        return "each" if named and not bound else ""
    if asked.query.operation not in ("", "parts", "rank") or not _is_named(of.whole, text):
        return ""
    if not are_bodies(of):
        return ""
    if bound:
        return "kept" if WHICH_ALL.search(text) or kinds else ""
    return "each" if kinds or BY.search(text) else ""


def tell_each(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    """Each part that is named, or every one, with its number."""
    told = parts or of.parts
    answer = told_of(asked, of, told, (str(told[0].value), told[0].unit, ""), "")
    return replace(answer, kind="table", value=None)


def tell_kept(asked: Asked, of: Breakdown, _: Sequence[Stated]) -> Answer | None:
    """The parts, of the kind asked for, that keep to the limit."""
    bound, kinds = bound_of(asked.query.plain), _kinds(asked.query.plain)
    own = [s for s in of.parts if not kinds or is_of_kind(asked, s, kinds[0])]
    if bound is None or not own or bound.unit not in ("", own[0].unit):
        return None
    held = [s for s in own if SIGNS[bound.sign](s.value, bound.value)]
    label = of.whole.measure if of.whole else ""
    said = asked.say(
        "limited_parts" if held else "limited_none", label=label, n=len(held), of=len(own),
        limit=asked.query.plain[bound.start : bound.end],
        list=names_joined(asked.language, [s.measure for s in held]),
    )  # fmt: skip
    answer = told_of(asked, of, held or own, (str(own[0].value), own[0].unit, ""), "")
    counted = (str(len(held)), "个") if HOW_MANY.search(asked.query.plain) else None
    return replace(answer, kind="table", value=counted, text=f"{said}{asked.space}{answer.text}")


def is_of_kind(asked: Asked, part: Stated, kind: str) -> bool:
    """Whether a part is a body, or a division of the place reported on, as asked for: 经开区 and
    湖滨新区 are no divisions.
    """
    if kind in BODIES:
        return bool(BODY.search(part.measure))
    path = f"{asked.sheet.report.division}{part.measure}"
    divided = any(d.path == path for d in gazetteer().divisions)
    return divided and (part.measure.endswith(kind) or kind in PLACES)


def _kinds(text: str) -> list[str]:
    found = (m["kind"] or m["other"] for m in WHICH_ALL.finditer(text))
    return [kind for kind in found if kind]


def _is_named(whole: Stated, text: str) -> bool:
    """Whether a question says what is broken down, and not only what that has to do with: 申请 is
    of no 申请收取信息处理费.
    """
    requests = whole.measure.endswith("申请") and whole.measure[:2] in text
    return requests or whole.measure[-1] in text


def of_bodies(text: str) -> bool:
    """Whether what a total is broken down into is said to be bodies: 分单位的收办数."""
    by = BY.search(text)
    return any(kind in BODIES for kind in _kinds(text)) or bool(
        by and re.search("单位|部门", by[0])
    )


def are_bodies(of: Breakdown) -> bool:
    """Whether every part is a body or a place, and none a kind of applicant or of result."""
    return all(BODY.search(s.measure) for s in of.parts)
