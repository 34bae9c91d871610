"""What an answer over many bodies covers: how many of how many, who was left out and why."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.answer import Answer, body_text
from assistant.figures.algebra import MILLION, findings_in
from assistant.figures.changes import CHANGES
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.naming import group_name, span_of
from assistant.figures.standings import Ranking, Standing
from assistant.question.groups import Group
from assistant.question.kinds import of_kind
from assistant.question.places import Body
from assistant.texts import names_joined, say
from ingest.checks import Finding
from ingest.identity.divisions import Division, gazetteer
from ingest.report import Report

SMALL, SHOWN = 30, 10


def none_loaded(ranking: Ranking) -> Answer:
    """Nothing of the group is loaded for the year, or nothing with a number: how many there were,
    and what is loaded of the place or of those that it lies in.
    """
    query, group = ranking.query, ranking.group
    language, name = query.language, group_name(query.language, group)
    year = next(iter(query.years), None)
    of = "年" if year else ""
    compared = ranking.missing and query.operation in CHANGES
    if ranking.missing and not compared:
        # The reports are there, and hold no such number.
        text = ranking.say("group_no_number", loaded=len(ranking.missing))
        reason = ranking.quantities(ranking.missing[:1])[0].reason
        return Answer(query, "not_found", text, reason=reason)
    key = "group_no_before" if compared else "group_none"
    notes = [say(language, key, group=name, year=year or "", of=of)]
    if year and (known := known_count(group, year)):
        notes.append(say(language, "group_known", group=name, known=known, year=year))
    for place in _around(group.parent):
        held = [b for b in ranking.catalogue.bodies if b.division.startswith(place)]
        if held:
            names = names_joined(language, [_with_years(b) for b in held[:SHOWN]])
            names += say(language, "and_more", count=len(held) - SHOWN) * (len(held) > SHOWN)
            notes.append(say(language, "group_held", place=place, names=names))
            break
    text = (" " if language == "en" else "").join(notes)
    return Answer(query, "not_found", text, reason="not_loaded")


def _around(place: Division | None) -> Sequence[str]:
    """The paths of a place and of those that it lies in, the nearest first."""
    if place is None:
        return ()
    every = (d for d in gazetteer().divisions if place == d or place.under(d))
    return sorted({d.path for d in every}, key=len, reverse=True)


def _with_years(body: Body) -> str:
    return f"{body.publisher}（{'、'.join(map(str, sorted(body.years)))}）"


def with_coverage(answer: Answer, ranking: Ranking) -> Answer:
    """How many are loaded of how many there are, and which were left out and why."""
    query, group = ranking.query, ranking.group
    language, year = query.language, span_of(query.years)
    name = group_name(language, group)
    known = known_count(group, query.years[0]) if len(query.years) == 1 else 0
    of = say(language, "coverage_of", known=known) if known else ""
    loaded = len(ranking.every) + len(ranking.missing)
    notes = [say(language, "coverage", year=year, group=name, loaded=loaded, of=of)]
    if ranking.missing:
        key = "coverage_left_before" if query.operation in CHANGES else "coverage_left"
        notes.append(say(language, key, names=_names(language, ranking.missing)))
    if ranking.elsewhere:
        notes.append(say(language, "coverage_other_years", count=ranking.elsewhere, year=year))
    shown = {row.report.document for row in answer.rows} if ranking.rated else set()
    small = [s.report for s in ranking.every if s.report.document in shown and _is_small(s)]
    if small:
        names = _names(language, small)
        notes.append(say(language, "coverage_small", names=names, limit=SMALL))
    return replace(answer, text=(" " if language == "en" else "").join([answer.text, *notes]))


def findings_of(
    ranking: Ranking, pairs: Sequence[tuple[Standing, Quantity]]
) -> tuple[tuple[Report, Finding], ...]:
    """What was found about the cells shown; only a report whose sums fail is read as a whole."""
    database = ranking.database
    every = findings_in(database, [s.report.document for s, _ in pairs])
    found: list[tuple[Report, Finding]] = []
    for standing, quantity in pairs:
        own = tuple(every.get(standing.report.document, ()))
        problems = Sheet(standing.report, database, found=own).found_about(quantity)
        found += [(standing.report, problem) for problem in problems]
    return tuple(found)


def _is_small(standing: Standing) -> bool:
    return standing.number.of < SMALL * MILLION


def _names(language: str, reports: Sequence[Report]) -> str:
    """The first names, and how many more."""
    names = names_joined(language, [body_text(language, r) for r in reports[:SHOWN]])
    more = len(reports) - SHOWN
    return names + (say(language, "and_more", count=more) if more > 0 else "")


def known_count(group: Group, year: int) -> int:
    """How many divisions of the level there were in the year; 0 where that isn't known."""
    return len(known_divisions(group, year))


@cache
def known_divisions(group: Group, year: int) -> tuple[Division, ...]:
    """The divisions of the level that there were in the year; none where that isn't known."""
    if group.level not in ("county", "prefecture", "province"):
        return ()
    of_level = (d for d in gazetteer().divisions if d.level == group.level and d.valid_in(year))
    named = {d.code: d for d in of_level if of_kind(d.path, group.sign)}
    if group.parent is None:
        return tuple(named.values())
    own = (d for d in gazetteer().divisions if d.code in named)
    under = {d.code for d in own if d.under(group.parent)}
    return tuple(d for code, d in named.items() if code in under)
