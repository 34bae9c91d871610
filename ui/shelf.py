"""The list of what is loaded, and what to do where nothing is."""

import streamlit as st

from ingest.report import Report
from ui import pages
from ui.engine import Engine
from ui.evidence import sample_mark
from ui.labels import label
from ui.markup import plain_label, text_element

# More than this is found by the words of the search, not by scrolling.
MOST = 60
FEW = 12


def show_shelf(opened: Engine, language: str, *, unknown: bool = False) -> None:
    """Every loaded report with a link; `unknown` says first that the one asked for is not there."""
    reports = opened.database.reports(counted=False)
    title = "unknown_report" if unknown else "reports_title"
    st.html(
        text_element("h1", label(language, title), css="nb-title")
        + text_element(
            "p",
            label(
                language,
                f"{title.replace('title', 'text')}" if not unknown else "unknown_report_text",
            ),
        )
    )
    if not reports:
        show_empty(language)
        return
    words = ""
    if len(reports) > FEW:
        words = st.text_input(label(language, "find"), max_chars=60, key="find").strip()
    found = [r for r in reports if _holds(r, words)]
    if not found:
        st.html(text_element("p", label(language, "none_found", words=words), css="nb-status"))
    with st.container(key="shelf", gap="xsmall"):
        for report in found[:MOST]:
            _line(report, language)
    if len(found) > MOST:
        shown = label(language, "shown", shown=MOST, count=len(found))
        st.html(text_element("p", shown, css="nb-note"))


def _holds(report: Report, words: str) -> bool:
    held = f"{report.title} {report.publisher} {report.division} {report.year}".lower()
    return all(word in held for word in words.lower().split())


def _line(report: Report, language: str) -> None:
    year = str(report.year or label(language, "year_unknown"))
    name = f"{report.publisher or report.title} · {year}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        query = {"document": report.document, "revision": str(report.revision)}
        if chosen := st.session_state.get("lang"):
            query["lang"] = chosen
        st.page_link(pages.report(language), label=plain_label(name), query_params=query)
        said = label(language, "published", date=report.published) if report.published else ""
        st.html(
            text_element("span", said, css="nb-aside")
            + (sample_mark(language) if report.sample else "")
        )


def show_empty(language: str) -> None:
    """How to add the first report."""
    st.html(
        text_element("h1", label(language, "empty"), css="nb-title")
        + text_element("p", label(language, "empty_text"))
    )
    st.code("python -m ingest add FILE", language="bash")
    st.html(text_element("p", label(language, "empty_samples")))
    st.code("python -m ingest add --samples", language="bash")
    st.button(label(language, "refresh"), key="look-again")
