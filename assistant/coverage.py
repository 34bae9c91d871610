"""Questions about the reports themselves: what is loaded, when, by whom, under which title."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Evidence, body_text, scope_text, together, with_evidence
from assistant.query import Query
from assistant.question.places import Body, Catalogue, within
from assistant.texts import chinese_date, joined, names_joined, say
from ingest.report import Report
from ingest.store.database import Database

# Bodies that an answer names; what is more is counted.
LISTED = 20
URL = re.compile("https?://")
# Who wrote the report, where its head says so.
COMPILED = re.compile(
    "(?:编写|编制|起草|撰写)(?:单位|机关|部门)|由[\u4e00-\u9fff]{2,30}(?:编写|编制|起草|撰写)"
)


def answer_loaded(query: Query, catalogue: Catalogue) -> Answer:
    """What is loaded, of the named bodies or of all."""
    bodies = query.bodies or catalogue.bodies
    if places := [m.name for m in query.mentions if not m.bodies]:
        bodies = tuple(b for name in places for b in within(catalogue.bodies, name))
    bodies = tuple(b for b in bodies if not query.years or set(b.years) & set(query.years))
    if not bodies:
        return _none(query, catalogue)
    reports = [r for b in bodies for r in b.reports if not query.years or r.year in query.years]
    years = sorted({r.year for r in reports if r.year})
    language = query.language
    if query.about == "updated":
        return _updated(query, reports, years)
    listed = [_body_years(language, b, query.years) for b in bodies[:LISTED]]
    if more := len(bodies) - len(listed):
        listed.append(say(language, "bodies_more", count=more))
    if query.about == "count" and query.bodies:
        names = names_joined(language, [b.publisher for b in bodies])
        text = say(language, "count", body=names, count=len(reports), list=joined(language, listed))
    else:
        text = say(
            language, "loaded", count=len(reports), bodies=len(bodies),
            years=_years(language, years), list=joined(language, listed),
        )  # fmt: skip
    value = (str(len(reports)), "份") if query.about == "count" else None
    return Answer(query, "answered", text, kind="coverage", value=value)


def _none(query: Query, catalogue: Catalogue) -> Answer:
    """Nothing is loaded of the years or places named, or nothing at all."""
    years = sorted({y for b in catalogue.bodies for y in b.years})
    key = "none_of_those" if years else "nothing_loaded"
    names = [m.name for m in query.mentions] + [str(y) for y in query.years]
    text = say(
        query.language, key, names=names_joined(query.language, names),
        years=_years(query.language, years),
    )  # fmt: skip
    return Answer(query, "not_found", text, reason="not_loaded")


def _updated(query: Query, reports: Sequence[Report], years: Sequence[int]) -> Answer:
    language = query.language
    newest = max(reports, key=lambda r: (r.year or 0, r.published))
    published = f"（{_when(language, newest)}）" if newest.published else ""
    text = say(
        language, "updated", body=newest.publisher, year=newest.year, published=published,
        years=_years(language, years),
    )  # fmt: skip
    return Answer(query, "answered", text, kind="coverage")


def _body_years(language: str, body: Body, asked: Sequence[int]) -> str:
    years = _years(language, sorted(y for y in body.years if not asked or y in asked))
    return f"{body.publisher}（{years}）" if language != "en" else f"{body.publisher} ({years})"


def _years(language: str, years: Sequence[int]) -> str:
    return names_joined(language, [str(y) for y in years])


def _when(language: str, report: Report) -> str:
    if not report.published:
        return say(language, "published_unknown")
    return say(
        language, "published_on", chinese=chinese_date(report.published), iso=report.published
    )


def answer_about(query: Query, reports: Sequence[Report], database: Database) -> Answer:
    """Title, publisher, poster, date and period of each report, one a line."""
    return together([_about_one(query, report, database) for report in reports])


def _about_one(query: Query, report: Report, database: Database) -> Answer:
    language = query.language
    names = {"body": body_text(language, report), "year": report.year}
    if query.about == "revised":
        return _revisions(query, report, database)
    head = database.head(report)
    if query.about in ("publisher", "scope"):
        text = say(language, "publisher", scope=scope_text(language, report), **names)
        if told := next((s for s in _sentences(head) if COMPILED.search(s)), ""):
            text += say(language, "compiled", quote=told)
    elif query.about == "address":
        text = _address(language, report)
    elif query.about == "title":
        text = say(language, "title", title=report.title)
    elif query.about == "period":
        line = next((s for s in _sentences(head) if re.search(r"期限|统计|1月1日", s)), "")
        text = (
            say(language, "period", quote=line)
            if line
            else say(language, "not_stated", label="统计期限", **names)
        )
    else:
        posted = (
            say(language, "posted_by", name=report.posted_by)
            if report.posted_by
            else say(language, "posted_unknown")
        )
        text = say(language, "published", published=_when(language, report) + posted, **names)
    answer = Answer(query, "answered", text, kind="coverage")
    unknown = {
        "published": not report.published, "posted_by": not report.posted_by,
        "address": not (report.url or URL.match(report.source)),
    }  # fmt: skip
    if unknown.get(query.about):
        answer = replace(answer, status="not_found", kind=None, reason="not_stated")
    quote = next(
        (h for h in head if report.published and _has_date(h, report.published)), report.title
    )
    return with_evidence(answer, [Evidence(report, "页首", quote)])


def _address(language: str, report: Report) -> str:
    """Where the original stands, or from which file it was read where no address is kept."""
    names = {"body": body_text(language, report), "year": report.year}
    url = report.url or (report.source if URL.match(report.source) else "")
    if url:
        return say(language, "address", url=url, **names)
    return say(language, "address_unknown", source=report.source, **names)


def _revisions(query: Query, report: Report, database: Database) -> Answer:
    """Every version that is kept, and which cells the newest changed."""
    language = query.language
    every = [r for r in database.reports(current=False) if r.document == report.document]
    names = {"body": body_text(language, report), "year": report.year}
    if len(every) < 2:
        text = say(language, "revisions_none", **names)
        return Answer(query, "answered", text, kind="coverage")
    versions = [say(language, "version", n=r.revision, date=r.added[:10]) for r in every]
    text = say(language, "revisions", count=len(every), list=joined(language, versions), **names)
    changed = [f for f in database.findings(report) if f.check == "revised"]
    text += "".join(f.text_en if language == "en" else f.text for f in changed[:10])
    found = tuple((report, f) for f in changed)
    return Answer(query, "answered", text, kind="coverage", findings=found)


def _has_date(line: str, iso: str) -> bool:
    year, month, day = iso.split("-")
    return bool(re.search(rf"{year}\D+0?{int(month)}\D+0?{int(day)}", line))


def _sentences(head: Sequence[str]) -> list[str]:
    return [s for line in head for s in re.findall(r"[^。；]+[。；]?", line)]
