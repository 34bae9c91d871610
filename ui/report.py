"""One report: what is known of it, its text and its tables, with the addressed place lit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import streamlit as st

from assistant.texts import spaced
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.report import Report
from ui.engine import Engine, engine
from ui.facts import audit_of, facts_html, sample_mark
from ui.grid import View, table_html, tables_of
from ui.labels import found_text, label, told
from ui.markup import element, esc, text_element
from ui.pages import link_to
from ui.reply import paragraph_of
from ui.shelf import show_shelf
from ui.versions import show_versions

NUMERALS = "一二三四五六七八九十"
# After which chapter the form puts each table.
CHAPTER_OF = {"2": 2, "3": 3, "4": 4, "annex": 20}
HEAD = "页首"
# More findings than this are folded until asked for.
UNFOLDED = 5
# No word of a report is in here: it only brings the lit place into view, once per address.
SCROLL = """<script>
(() => {
  let tries = 0;
  const timer = setInterval(() => {
    const lit = document.querySelector(".nb-lit, .nb-here");
    if (lit || ++tries > 40) clearInterval(timer);
    const box = lit?.closest(".nb-scroll"); // moved by itself: else the whole page goes sideways
    if (box) box.scrollLeft = lit.offsetLeft - box.clientWidth / 2;
    lit?.scrollIntoView({block: "center"});
  }, 100);
})();
</script>"""


def show(language: str) -> None:
    """The report that the address names, at the place that it names; else the list of reports."""
    opened = engine()
    document = st.query_params.get("document", "")
    if not document:
        show_shelf(opened, language)
        return
    report = _report(opened, document, st.query_params.get("revision", ""))
    if report is None:
        show_shelf(opened, language, unknown=True)
        return
    _show_report(opened, report, st.query_params.get("where", ""), language)


def _report(opened: Engine, document: str, revision: str) -> Report | None:
    number = int(revision) if revision.isdecimal() and len(revision) < 7 else None
    found = opened.database.report(document, number)
    return found or opened.database.report(document)


def _show_report(opened: Engine, report: Report, where: str, language: str) -> None:
    database = opened.database
    figures, findings = database.figures(report), database.findings(report)
    chunks, head = database.chunks(report), database.head(report)
    current = database.report(report.document)
    st.html(
        _header(report, current, language)
        + facts_html(report, audit_of(figures, findings), language)
        + _findings(report, findings, language)
    )
    show_versions(opened, report, language)
    where = _choose_cell(report, figures, where, language)
    parts = Parts(report, tuple(figures), tuple(findings), tuple(chunks), tuple(head))
    st.html(_you_are_at(figures, chunks, where, language) + _body(parts, where, language))
    if where:
        st.html(SCROLL, unsafe_allow_javascript=True)


def _choose_cell(report: Report, figures: Sequence[Figure], where: str, language: str) -> str:
    """A list to go to any cell by, for fingers, keyboards and screen readers; the place now lit."""
    places = [f.where for f in figures if f.state != "computed"]
    asked = places.index(where) if where in places else None
    chosen = st.selectbox(
        label(language, "go_to_cell"), range(len(places)), asked, format_func=lambda n: places[n],
        key=f"cell-{report.document}-{report.revision}-{where}",
        placeholder=label(language, "find_cell"),
    )  # fmt: skip
    if chosen is None or chosen == asked:
        return where
    st.query_params["where"] = places[chosen]
    return places[chosen]


def _header(report: Report, current: Report | None, language: str) -> str:
    title = text_element("h1", report.title or report.publisher, css="nb-title")
    said = []
    if report.sample:
        said.append(sample_mark(language) + " " + esc(label(language, "sample_text")))
    if current and current.revision != report.revision:
        number = label(language, "revision_number", number=report.revision)
        newer = label(language, "revision_current")
        link = text_element("a", newer, href=link_to(current, ""), target="_self")
        said.append(f"{esc(number)} · {link}")
    if report.copy_of:
        said.append(esc(label(language, "second_copy")))
    return title + "".join(element("p", line, css="nb-note") for line in said)


def _numbered(findings: Sequence[Finding]) -> dict[str, list[int]]:
    """The numbers of the notes by the address that they stand at."""
    held: dict[str, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        held.setdefault(finding.where, []).append(number)
    return held


def _findings(report: Report, findings: Sequence[Finding], language: str) -> str:
    if not findings:
        return ""
    items = [
        element(
            "li", esc(found_text(f, language)), " ",
            text_element("a", label(language, "open_old"), href=link_to(report, f.where),
                         target="_self"),
            css=f"nb-{f.severity}",
        )
        for f in findings
    ]  # fmt: skip
    title = f"{label(language, 'notes_title')} · {len(findings)}"
    folded = {} if len(findings) > UNFOLDED else {"open": "open"}
    return element(
        "details",
        text_element("summary", title),
        element("ol", *items),
        css="nb-findings",
        **folded,
    )


def _you_are_at(
    figures: Sequence[Figure], chunks: Sequence[Chunk], where: str, language: str
) -> str:
    """The addressed place in one line; said so where the report has no such place."""
    if not where or where == HEAD:
        return ""
    found = next((f for f in figures if f.where == where), None)
    if found is None:
        if any(paragraph_of(c.where) == paragraph_of(where) for c in chunks):
            return ""
        said = label(language, "place_unknown", where=where[:120])
    elif found.state == "computed":
        value = "" if found.value is None else plain(found.value)
        said = f"{where}：{label(language, 'computed_here', value=value, unit=found.unit)}"
    else:
        raw = found.raw.strip() or f"（{label(language, 'blank')}）"
        said = told(language, "you_are_at", f"{where} ＝ {raw}")
    return text_element("p", said, css="nb-at")


# the text and the tables ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a report's page shows of it."""

    report: Report
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    chunks: tuple[Chunk, ...]
    head: tuple[str, ...]


def _body(parts: Parts, where: str, language: str) -> str:
    notes = _numbered(parts.findings)
    figures = parts.figures
    view = View(language, frozenset([where]), notes, link=partial(link_to, parts.report))
    waiting = tables_of(figures)
    made = [_head(parts.head, where == HEAD)] if parts.head else []
    for chapter, found in groupby(parts.chunks, key=lambda c: c.chapter):
        before = [t for t in waiting if CHAPTER_OF[t] < _ordinal(chapter)]
        made += [table_html(figures, table, view) for table in before]
        waiting = [t for t in waiting if t not in before]
        made += _chapter(chapter, list(found), where, view)
    made += [table_html(figures, table, view) for table in waiting]
    return element("article", *made, css="nb-report")


def _ordinal(chapter: str) -> int:
    return NUMERALS.index(chapter) + 1 if chapter and chapter in NUMERALS else 0


def _head(lines: Sequence[str], here: bool) -> str:
    shown = [text_element("p", line) for line in lines]
    return element("header", *shown, css="nb-foreword nb-here" if here else "nb-foreword")


def _chapter(chapter: str, chunks: Sequence[Chunk], where: str, view: View) -> Iterator[str]:
    """A chapter with its sub-headings and paragraphs."""
    name = chunks[0].heading.partition("·")[0]
    yield text_element("h2", f"{chapter}、{name}" if chapter and name else name or chapter)
    for heading, found in groupby(chunks, key=lambda c: c.heading):
        part = heading.partition("·")[2]
        held = list(found)
        if part:
            number = held[0].where.partition("/")[0][1:]
            yield text_element("h3", f"{number}{part}")
        for address, pieces in groupby(held, key=lambda c: paragraph_of(c.where)):
            yield _paragraph(address, list(pieces), where, view)


def _paragraph(address: str, pieces: Sequence[Chunk], where: str, view: View) -> str:
    """A paragraph with the numbers of what was found in it; the piece that the address names is
    marked, or the whole of it.
    """
    numbers = [n for place, of in view.notes.items() if paragraph_of(place) == address for n in of]
    notes = "".join(
        text_element("sup", label(view.language, "note_mark", number=n)) for n in sorted(numbers)
    )
    if address != paragraph_of(where):
        return element("p", esc(spaced("".join(p.text for p in pieces))), notes)
    exact = [p for p in pieces if p.where == where] or list(pieces)
    shown = [
        text_element("mark", spaced(p.text)) if p in exact else esc(spaced(p.text)) for p in pieces
    ]
    return element("p", *shown, notes, css="nb-here")
