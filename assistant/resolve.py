"""Which reports a question is about: bodies and years against what is loaded, or why none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.query import Query
from assistant.question.places import Body, Catalogue, within
from assistant.question.whole import whole_words
from assistant.suggestions import asked_of
from assistant.texts import names_joined, say
from ingest.report import Report

# 上海市全市: the whole region, which the report of its office doesn't tell.
REGION = re.compile("全[市区县省州旗](?!级|局|厅|院)")
PLANNED = re.compile("打算|准备|计划|安排|[说讲写提]到?(?:19|20)?\\d\\d年")
FROM = re.compile(r"[从由自](?:19|20)?\d\d年?")
SHOWN = 60
CHOICES = 8
# What a report of the year before tells of its plans.
PLANNED = re.compile(
    "准备|打算|计划|将要?|下一步|拟|要(?=采取|怎么|如何)|\\bplan|\\bwill\\b|\\bgoing to\\b"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The query with its bodies and years settled, and the reports, in order; notes are said."""

    query: Query
    reports: tuple[Report, ...]
    notes: tuple[str, ...] = ()


def resolve(query: Query, catalogue: Catalogue) -> Resolved | Answer:
    """The reports of a query, or the answer that says what is missing or asks back."""
    if not catalogue.bodies:
        text = say(query.language, "nothing_loaded")
        return Answer(query, "not_found", text, reason="not_loaded")
    settled = _settle_bodies(query, catalogue)
    if isinstance(settled, Answer):
        return settled
    query, notes = settled
    reports: list[Report] = []
    paired = len(query.pairs) == len(query.bodies)
    for at, body in enumerate(query.bodies):
        own = replace(query, years=(query.pairs[at],)) if paired else query
        own = query = _carried(own, body)
        found = _reports(own, body)
        if isinstance(found, Answer):
            return found
        reports += found
    notes += _year_notes(query, reports)
    if say(query.language, "only_body") in notes and say(query.language, "newest") in notes:
        notes = [say(query.language, "assumed"), *notes[2:]]
    years = tuple(dict.fromkeys(r.year for r in reports if r.year is not None))
    newest = query.newest or not (query.years or query.period or query.pairs)
    return Resolved(replace(query, years=years, newest=newest), tuple(reports), tuple(notes))


def _carried(query: Query, body: Body) -> Query:
    """X年结转到X+1年 stands in row four of X or in row two of X+1: where one is loaded, there."""
    first, last = sorted(query.years) if len(query.years) == 2 else (0, 0)
    if last != first + 1 or query.operation:
        return query
    if query.items == ("carried",) and FROM.search(query.plain):
        # 2024年从2023年结转多少
        query = replace(query, items=("requests_carried_in",), years=(last,))
        return query if body.report(last) else _carried_out(query, first)
    if query.items != ("requests_carried_out",):
        return query
    held = [body.report(year) is not None for year in (first, last)]
    if all(held) or not any(held):
        return query
    if held[0]:
        return _carried_out(query, first)
    return replace(query, years=(last,), items=("requests_carried_in",))


def _carried_out(query: Query, year: int) -> Query:
    return replace(query, years=(year,), items=("requests_carried_out",))


def _year_notes(query: Query, reports: Sequence[Report]) -> list[str]:
    """What the reader must know of the years: the newest was taken, or some are not loaded."""
    if not query.years and not query.period:
        return [say(query.language, "newest")]
    years = sorted({r.year for r in reports if r.year})
    period = query.period
    if period is None or not years or query.years:
        return []
    shown = names_joined(query.language, [str(y) for y in years])
    if period.kind == "last" and len(years) < period.count:
        return [say(query.language, "last_years", count=len(years), years=shown)]
    gaps = [str(y) for y in range(years[0], years[-1]) if y not in years]
    return (
        [say(query.language, "years_missing", years=names_joined(query.language, gaps))]
        if gaps
        else []
    )


def _settle_bodies(query: Query, catalogue: Catalogue) -> tuple[Query, list[str]] | Answer:
    notes: list[str] = []
    if not query.mentions and query.bodies:
        return query, notes
    if not query.mentions:
        if len(catalogue.bodies) == 1:
            notes.append(say(query.language, "only_body"))
            return replace(query, bodies=catalogue.bodies), notes
        of_years = [b for b in catalogue.bodies if set(b.years) & set(query.years)]
        bodies = of_years or catalogue.bodies
        return _which(query, bodies, "") if _asks(query) else not_understood(query)
    settled: list[Body] = []
    query = _told_apart(query)
    for mention in query.mentions:
        if not mention.bodies:
            return _not_loaded(query, mention.name, catalogue)
        chosen = _regions(mention.bodies)
        if query.items and REGION.search(query.plain) and chosen[0].scope == "office":
            return _not_loaded(query, f"{mention.name}（全域汇总）", catalogue)
        if len(chosen) > 1:
            return _which(query, chosen, mention.name)
        settled += chosen
        if mention.mended:
            name = chosen[0].publisher
            notes.append(say(query.language, "mended", written=mention.mended, name=name))
    return replace(query, bodies=tuple(dict.fromkeys(settled))), notes


def _asks(query: Query) -> bool:
    """Whether anything was understood that a report could answer."""
    slots = (
        query.items,
        query.topics,
        query.operation,
        query.breakdowns,
        query.about,
        query.absent,
    )
    return any(slots) or query.counting or query.narrative or "多少" in query.plain


def _told_apart(query: Query) -> Query:
    """鼓楼区（南京）: a place named beside one of several meanings says which is meant."""
    doubtful = [m for m in query.mentions if len({b.division for b in m.bodies}) > 1]
    for mention in doubtful:
        for other in (m for m in query.mentions if m is not mention):
            if own := within(mention.bodies, other.name):
                kept = tuple(m for m in query.mentions if m not in (mention, other))
                return replace(query, mentions=(replace(mention, bodies=own), *kept))
    return query


def _regions(bodies: Sequence[Body]) -> tuple[Body, ...]:
    """A place alone means the summary of the region, else the government's own."""
    regions = tuple(b for b in bodies if b.scope == "region")
    return regions if len({b.division for b in bodies}) == 1 and regions else tuple(bodies)


def _which(query: Query, bodies: Sequence[Body], name: str) -> Answer:
    """Ask back with the first choices; of very many, the reader names one."""
    names = names_joined(query.language, [b.publisher for b in bodies[:CHOICES]])
    if len(bodies) > CHOICES:
        names += say(query.language, "and_more", count=len(bodies) - CHOICES)
    key = "which_place" if name else "which_body"
    options = tuple(_with_body(query, b, name) for b in bodies[:CHOICES])
    text = say(query.language, key, name=name, names=names)
    return Answer(query, "ambiguous", text, options=options)


def _with_body(query: Query, body: Body, name: str) -> str:
    """The question again, with the body's full name in it."""
    # A name in traditional script stands in simplified in the question as it was read.
    for text in (query.text, query.plain):
        if name and name in text:
            return text.replace(name, body.publisher, 1)
    if query.language == "en":
        return f"{body.publisher}: {query.text}"
    return f"{body.publisher}{query.text}"


def not_understood(query: Query, words: Sequence[str] = ()) -> Answer:
    """The words that matter and were not read; rather than guess, no number."""
    unread = whole_words(query.plain, words or query.unread) or [query.plain[:SHOWN]]
    shown = names_joined(query.language, unread)
    text = say(query.language, "not_understood", words=shown)
    return Answer(query, "not_found", text, reason="not_understood")


def _not_loaded(query: Query, name: str, catalogue: Catalogue) -> Answer:
    near = catalogue.nearest(name)
    suggestions = []
    for body in near:
        asked = query.text.replace(name, body.publisher, 1) if name in query.text else ""
        years = [y for y in query.years if y in body.years]
        if asked and (years or not query.years):
            suggestions.append(asked)
        else:
            newest = body.years[0] if body.years else ""
            suggestions.append(asked_of(query.language, body.publisher, newest))
    text = say(query.language, "place_not_loaded", name=name)
    return Answer(
        query, "not_found", text, reason="not_loaded", suggestions=tuple(dict.fromkeys(suggestions))
    )


def _reports(query: Query, body: Body) -> list[Report] | Answer:
    years = _years(query, body)
    found = [r for year in years if (r := body.report(year))]
    missing = [year for year in years if body.report(year) is None]
    if planned := _planned(query, body, missing):
        return found or [planned]
    if missing and (not found or not query.period):
        if found and query.operation in ("trend",):
            return found
        return _year_missing(query, body, missing)
    return found or list(body.reports[:1])


def _planned(query: Query, body: Body, missing: Sequence[int]) -> Report | None:
    """2025年打算怎么改进: the report of the year before, which tells what is planned."""
    asks = PLANNED.search(query.plain) and not (query.items or query.counting or query.operation)
    return body.report(missing[0] - 1) if asks and len(missing) == 1 else None


def _years(query: Query, body: Body) -> Sequence[int]:
    period = query.period
    if query.years:
        return query.years
    if period is None or period.kind == "step":
        return body.years[:1]
    if period.kind == "last":
        return sorted(body.years[: period.count])
    if period.kind == "since":
        return sorted(y for y in body.years if y >= period.years[0]) or period.years
    return sorted(body.years)


def _year_missing(query: Query, body: Body, missing: Sequence[int]) -> Answer:
    text = say(
        query.language, "year_not_loaded", body=body.publisher,
        year=names_joined(query.language, [str(y) for y in missing]),
        years=names_joined(query.language, [str(y) for y in sorted(body.years)]),
    )  # fmt: skip
    asked = query.text
    suggestions = []
    for year in body.years[:2]:
        if str(missing[0]) in asked:
            suggestions.append(asked.replace(str(missing[0]), str(year)))
        else:
            suggestions.append(asked_of(query.language, body.publisher, year))
    return Answer(
        replace(query, bodies=(body,)),
        "not_found",
        text,
        reason="not_loaded",
        suggestions=tuple(suggestions),
    )


def with_notes(answer: Answer, resolved: Resolved) -> Answer:
    """What was assumed, and what the source is, behind the answer."""
    language = answer.query.language
    notes = list(resolved.notes)
    report = resolved.reports[0]
    if answer.status == "answered" and report.scope == "office":
        notes.append(say(language, "office", body=report.publisher))
    if answer.evidence and any(e.report.sample for e in answer.evidence):
        notes.append(say(language, "sample"))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


def with_slips(answer: Answer) -> Answer:
    """Which words were read as others."""
    language = answer.query.language
    notes = [say(language, "mended", written=w, name=n) for w, n in answer.query.mended]
    return replace(answer, text=(" " if language == "en" else "").join([answer.text, *notes]))


def planned_in(query: Query) -> Query | None:
    """2025年准备采取什么措施: asked of the report of 2024, the newest, for what is planned."""
    newest = max(query.bodies[0].years, default=0) if len(query.bodies) == 1 else 0
    plans = "measures" in query.topics and PLANNED.search(query.plain) and not query.counting
    to_come = newest and query.years == (newest + 1,)
    told = replace(query, years=(newest,), items=(), operation="", direction="")
    return told if plans and to_come else None
