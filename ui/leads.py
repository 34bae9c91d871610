"""Leads: what was found while checking, filtered, explained in a sentence, exportable."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from ingest.checks import Finding
from ingest.checks.leads import SEVERITIES, Wanted, count_leads, leads
from ingest.export import COLUMNS as EXPORTED
from ingest.lines import finding_line
from ingest.report import Report
from ui.downloads import show_downloads
from ui.engine import Engine, engine
from ui.facts import sample_mark, source_of
from ui.labels import found_text, label, scripted
from ui.markup import element, esc, text_element
from ui.pages import link_to
from ui.paging import page_of, show_pages
from ui.scope import keyed, place_name, places_of, read_address
from ui.shelf import show_empty

# What a lead is about, by the checks that find it. The first kinds are the strongest.
KINDS: Mapping[str, Sequence[str]] = {
    "sums": ("H1", "H2", "H3", "H4", "H5", "H6"), "prose": ("S6", "S7"),
    "years": ("S1", "S2", "S3", "S10"), "copied": ("carried_over",), "changes": ("outlier",),
    "peers": ("S9",), "entry": ("S4", "S5", "S8"), "revised": ("revised", "second_copy"),
    "reading": ("unknown_label", "unreadable", "year_conflict"),
}  # fmt: skip
PAGE, FILE, WORDS = 30, 20_000, 60
COLUMNS = (*EXPORTED["findings"], "title", "source", "published", "sha256", "link")


def show(language: str) -> None:
    """The findings that the address and the widgets choose, a page of them."""
    opened = engine()
    if not opened.assistant.catalogue.bodies:
        show_empty(language)
        return
    st.html(
        '<div class="nb-wide"></div>'
        + text_element("h1", label(language, "leads_title"), css="nb-title")
        + text_element("p", label(language, "leads_text"), css="nb-about")
    )
    kinds, wanted = _choose(opened, language)
    total = _count(opened, wanted)
    shown = wanted
    if kinds and not total:  # Some kinds are never more than notes.
        shown = replace(wanted, severities=())
        total = _count(opened, shown)
    last = -(-total // PAGE)
    page = page_of(_told(kinds, wanted), last)
    st.html(text_element("p", label(language, "leads_count", count=total), css="nb-loaded"))
    if not total:
        st.html(text_element("p", label(language, "no_leads"), css="nb-status", role="status"))
        return
    before = ""
    for report, finding in leads(opened.database, shown, PAGE, (page - 1) * PAGE):
        kind = kind_of(finding)
        st.html(lead_html(report, finding, language, means=kind != before))
        before = kind
    show_pages(page, last, language)
    with st.container(horizontal=True, key="tools-leads", gap="small"):
        show_downloads(COLUMNS, partial(_lines, opened, shown, language), "leads", language)


def _count(opened: Engine, wanted: Wanted) -> int:
    return sum(count_leads(opened.database, wanted).values())


def kind_of(finding: Finding) -> str:
    """What kind of lead a finding is; a sum that a blank leaves open has not failed."""
    if finding.severity == "note" and finding.check.startswith("H"):
        return "blank"
    return next((kind for kind, checks in KINDS.items() if finding.check in checks), "reading")


# choosing ------------------------------------------------------------------


def _choose(opened: Engine, language: str) -> tuple[list[str], Wanted]:
    """The filters as widgets, beginning with what the address says."""
    told = read_address()
    catalogue = opened.assistant.catalogue
    kinds = st.pills(
        label(language, "lead_kinds"), list(KINDS), selection_mode="multi", key=keyed("lead-kinds"),
        default=[k for k in told.get("kind", []) if k in KINDS],
        format_func=lambda k: label(language, f"lead_{k}"),
    )  # fmt: skip
    loaded = sorted({y for b in catalogue.bodies for y in b.years}, reverse=True)
    with st.container(horizontal=True, key="choose-where", gap="small"):
        places = ["", *places_of(catalogue)]
        asked = next(iter(told.get("place", [])), "")
        place = st.selectbox(
            label(language, "place"), places, index=places.index(asked) if asked in places else 0,
            format_func=lambda c: place_name(c, language), key=keyed("lead-place"),
        )  # fmt: skip
        years = st.multiselect(
            label(language, "years"), loaded, key=keyed("lead-years"), select_all=False,
            default=[y for y in loaded if str(y) in told.get("year", [])],
            placeholder=label(language, "every_year"),
        )  # fmt: skip
        words = st.text_input(
            label(language, "lead_words"), next(iter(told.get("words", [])), "")[:WORDS],
            max_chars=WORDS, key=keyed("lead-words"),
        )  # fmt: skip
    notes = st.toggle(label(language, "lead_notes"), "notes" in told, key=keyed("lead-notes"))
    begins = (place or "")[: 2 if (place or "").endswith("0000") else 4]
    checks = tuple(check for kind in kinds for check in KINDS[kind])
    severities = () if notes else SEVERITIES[:2]
    return list(kinds), Wanted(
        checks, severities, tuple(years), begins, tuple((words or "").split()[:5])
    )


def _told(kinds: list[str], wanted: Wanted) -> dict[str, list[str]]:
    """What the address says of the filters."""
    place = st.session_state.get(keyed("lead-place")) or ""
    return {
        "kind": kinds, "place": [place] if place else [], "year": [str(y) for y in wanted.years],
        "words": [" ".join(wanted.words)] if wanted.words else [],
        "notes": ["1"] if not wanted.severities else [],
    }  # fmt: skip


# showing -------------------------------------------------------------------


def lead_html(report: Report, finding: Finding, language: str, *, means: bool = True) -> str:
    """One lead: whose, the sentence, what such a thing may mean where that wasn't said just before,
    and where it stands.
    """
    said = found_text(finding, language)
    year = report.year or label(language, "year_unknown")
    head = text_element("span", label(language, f"lead_{kind_of(finding)}"), css="nb-kind")
    whose = scripted(language, report.publisher) or report.title
    body = text_element("strong", f"{whose} · {year}")
    mark = sample_mark(language) if report.sample else ""
    link = text_element(
        "a", label(language, "lead_open"), href=link_to(report, finding.where), target="_blank",
        rel="noopener",
    )  # fmt: skip
    where = text_element("span", finding.where, css="nb-note")
    asks = text_element("p", label(language, f"means_{kind_of(finding)}"), css="nb-note")
    return element(
        "article",
        element("p", head, " ", body, mark, css="nb-lead-head"),
        text_element("p", said, css="nb-lead-said"),
        asks * means,
        element("p", link, " ", where),
        css=f"nb-lead-card nb-{esc(finding.severity)}",
    )


def _lines(opened: Engine, wanted: Wanted, language: str) -> list[dict[str, object]]:
    return [_line(r, f, language) for r, f in leads(opened.database, wanted, FILE)]


def _line(report: Report, finding: Finding, language: str) -> dict[str, object]:
    told = finding_line(report, finding, "en" if language == "en" else "zh-Hans")
    return {
        **told, "title": report.title, "source": source_of(report), "published": report.published,
        "sha256": report.sha256, "link": link_to(report, finding.where),
    }  # fmt: skip
