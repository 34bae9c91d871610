"""One file's blocks to a reading: whose report it is, figures, stated figures, findings, chunks."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.blocks import table_chunks
from ingest.checks import Finding, check_report
from ingest.checks.scanned import check_scanned
from ingest.checks.soft import check_soft
from ingest.chunks import split_chunks
from ingest.computed import compute_figures
from ingest.document import Block, Document, outline
from ingest.errors import UnreadableReport
from ingest.figures import Extraction, extract_figures
from ingest.identity.divisions import gazetteer
from ingest.identity.kinds import refuse_others
from ingest.identity.pages import page_data, read_posted_by, read_published
from ingest.identity.periods import read_year, year_in_title
from ingest.identity.publishers import Publisher, identify_publisher
from ingest.identity.speakers import Told
from ingest.identity.titles import read_titles, shown_title
from ingest.identity.towns import TOWN_END
from ingest.prose.stated import extract_stated
from ingest.report import Reading, Report, document_id


def read_report(
    blocks: Sequence[Block], data: bytes, source: str, given: Mapping[str, str]
) -> Reading:
    """Everything that a report holds; `given` is what its text can't tell, and wins.

    Raises UnreadableReport where the blocks are no annual report, saying what they are.
    """
    document = outline(blocks)
    extraction = extract_figures(document)
    refuse_others(document, extraction.figures, source)
    report, findings = _identify(document, extraction, source, given)
    report = replace(report, sha256=hashlib.sha256(data).hexdigest())
    computed = compute_figures(extraction.figures)
    figures, stated = (*extraction.figures, *computed), tuple(extract_stated(document))
    prose = split_chunks(document)
    soft = [*check_soft(report, document, figures, stated), *check_scanned(document)]
    return Reading(
        report=report,
        figures=figures,
        stated=stated,
        findings=(*findings, *check_report(extraction, computed, document.text), *soft),
        chunks=(*prose, *table_chunks(extraction.figures, len(prose))),
        head=document.head,
    )


def _identify(
    document: Document, extraction: Extraction, source: str, given: Mapping[str, str]
) -> tuple[Report, list[Finding]]:
    data = page_data(document.tables)
    head, text = ("\n".join([*data, part]) for part in ("\n".join(document.head), document.text))
    titles = (
        [given["title"]] if given.get("title") else read_titles(head if document.head else text)
    )
    published = given.get("published") or read_published(text)
    posted_by = given.get("posted_by") or read_posted_by(text)
    year, conflict = read_year(titles, text, published)
    of_year = [title for title in titles if year_in_title(title) == year] or titles
    title = given.get("title") or shown_title(of_year)
    year = int(given["year"]) if given.get("year") else year
    body = _body(Told(titles, text, posted_by, year), given, source)
    if not body.name and year is None:
        raise UnreadableReport(
            source, "neither a body nor a year could be read", "name them with --manifest"
        )
    report = Report(
        document=document_id(source), source=source, sha256="", title=title,
        publisher=body.name, scope=body.scope, level=body.level, division=body.division,
        division_code=body.division_code, posted_by=posted_by, year=year, published=published,
        form2=extraction.form2, form3=extraction.form3, url=given.get("url", ""),
    )  # fmt: skip
    found = []
    if conflict:
        found.append(
            Finding(
                "year_conflict", "soft", "前言", str(year or ""), conflict,
                f"年份说法不一：{conflict}", f"the report gives different years: {conflict}",
            )
        )  # fmt: skip
    return report, found


def _body(told: Told, given: Mapping[str, str], source: str) -> Publisher:
    """The publisher as read, what was given by hand in its place."""
    place = _given_place(given["division"], told.year, source) if given.get("division") else None
    name = given.get("publisher", "")
    titles = [f"{name}{told.year or ''}年政府信息公开工作年度报告"] if name else told.titles
    body = identify_publisher(titles, told.text, "" if name else told.posted_by, told.year)
    if place and not body.division.startswith(place.division):
        # The place tells 朝阳区 from its namesakes in the body's name too.
        there = identify_publisher(titles, f"地址：{place.division}。", "", told.year)
        body = there if there.name else body
    body = replace(body, name=name or body.name, scope=given.get("scope") or body.scope)
    if place is None or (body.scope == "town" and body.division.startswith(place.division)):
        return body
    return replace(place, name=body.name, scope=body.scope)


def _given_place(named: str, year: int | None, source: str) -> Publisher:
    """Where a body was said by hand to be: a code, a path, or a name that only one place has."""
    known = gazetteer()
    place = known.read(named)
    town = named[place.end :] if place else ""
    held = place.divisions if place else [d for d in [known.by_code(named, year)] if d]
    found = {d.path: d for d in reversed([known.in_year(d, year) or d for d in held])}
    if not found or (town and not TOWN_END.search(town)):
        todo = "write its path, as 湖北省武汉市江夏区, or its six digits"
        raise UnreadableReport(source, f"no division given as {named!r} is known", todo)
    if len(found) > 1:
        seen = f"{len(found)} divisions are called {named}"
        raise UnreadableReport(source, seen, f"name one: {'、'.join(sorted(found)[:4])}")
    (division,) = found.values()
    code = division.code if division.valid_in(year) else ""
    return Publisher("", "", "town" if town else division.level, division.path + town, code)
