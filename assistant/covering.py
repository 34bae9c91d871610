"""What an answer over many bodies covers: how many of how many, who was left out and why."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.answer import Answer, body_text
from assistant.groups import (
    Group,
)
from assistant.lookup import Quantity
from assistant.quantities import Asked
from assistant.query import Query
from assistant.texts import names_joined, say
from ingest.divisions import gazetteer

SMALL = 30


def say_of(query: Query, group: Group, key: str, **values: object) -> str:
    """A sentence about a group in its year."""
    return say(
        query.language, key, group=_name(query.language, group), year=query.years[0], **values
    )


def _name(language: str, group: Group) -> str:
    """The group in words: 武汉市各区县."""
    kind = say(language, f"group_{group.level or 'any'}")
    if group.parent is None:
        return kind
    return (
        f"{kind} of {group.parent.full_name}"
        if language == "en"
        else f"{group.parent.full_name}{kind}"
    )


def none_loaded(query: Query, group: Group, year: int | None) -> Answer:
    """Nothing of the group is loaded for the year, or nothing with a number."""
    text = say(
        query.language,
        "group_none",
        group=_name(query.language, group),
        year=year or "",
        of="年" if year else "",
    )
    return Answer(query, "not_found", text, reason="not_loaded")


def with_coverage(
    answer: Answer, group: Group, found: Sequence[tuple[Asked, Quantity]], elsewhere: int
) -> Answer:
    """How many are loaded of how many there are, and which were left out and why."""
    query = answer.query
    language = query.language
    known = _known(group, query.years[0])
    of = say(language, "coverage_of", known=known) if known else ""
    notes = [
        say(
            language,
            "coverage",
            year=query.years[0],
            group=_name(language, group),
            loaded=len(found),
            of=of,
        )
    ]
    left = [a for a, q in found if q.value is None]
    if left:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in left])
        notes.append(say(language, "coverage_left", names=names))
    if elsewhere:
        notes.append(say(language, "coverage_other_years", count=elsewhere, year=query.years[0]))
    small = [
        a
        for a, q in found
        if q.unit == "%" and q.operands and 0 < (q.operands[-1].value or 0) < SMALL
    ]
    if small:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in small])
        notes.append(say(language, "coverage_small", names=names, limit=SMALL))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


@cache
def _known(group: Group, year: int) -> int:
    """How many divisions of the level there were in the year; 0 where that isn't known."""
    if group.level not in ("county", "prefecture", "province"):
        return 0
    named = {d.code for d in gazetteer().divisions if d.level == group.level and d.valid_in(year)}
    if group.parent is None:
        return len(named)
    own = (d for d in gazetteer().divisions if d.code in named)
    return len({d.code for d in own if d.under(group.parent)})
