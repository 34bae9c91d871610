"""What a report was before, what another copy of it says, and the original as it came."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import PurePath

import streamlit as st

from ingest.checks.across import compare
from ingest.chunks import Chunk
from ingest.loading import originals
from ingest.report import Report
from ingest.store.database import Database
from ui.engine import Engine
from ui.facts import source_of
from ui.labels import label
from ui.markup import element, esc, text_element
from ui.pages import link_to

# Revisions offered; cells and paragraphs that differ, as far as they are shown.
REVISIONS, CELLS, PARAGRAPHS = 20, 200, 20


def others_of(report: Report, database: Database) -> list[Report]:
    """The other revisions of a report, the newest first, then the copies from elsewhere."""
    newest = database.report(report.document)
    last = newest.revision if newest else report.revision
    numbers = [n for n in range(last, 0, -1) if n != report.revision][:REVISIONS]
    found = [database.report(report.document, number) for number in numbers]
    copies = database.claiming(report) if report.publisher and report.year else []
    return [r for r in found if r] + [r for r in copies if r.document != report.document]


def show_versions(opened: Engine, report: Report, language: str) -> None:
    """The kept original, and what differs from the version chosen, the address's first."""
    others = others_of(report, opened.database)
    with st.container(horizontal=True, key="original", gap="small", vertical_alignment="bottom"):
        _original(opened, report, language)
    if not others:
        return
    keys = [f"{r.document}.{r.revision}" for r in others]
    asked = st.query_params.get("with", "")
    chosen = st.selectbox(
        label(language, "compare_with"), range(len(others)), key=f"with-{report.document}",
        index=keys.index(asked) if asked in keys else None,
        format_func=lambda n: _named(others[n], report, language),
        placeholder=label(language, "compare_choose"),
    )  # fmt: skip
    if chosen is not None:
        if asked != keys[chosen]:
            st.query_params["with"] = keys[chosen]
        st.html(difference_html(report, others[chosen], opened.database, language))


def _named(other: Report, report: Report, language: str) -> str:
    if other.document == report.document:
        return label(language, "revision_number", number=other.revision)
    return f"{label(language, 'copy_from')} {source_of(other)}"


def _original(opened: Engine, report: Report, language: str) -> None:
    """The bytes as they came, to keep; never shown as a page, whatever they hold."""
    name = PurePath(source_of(report).rpartition("/")[2].rpartition("!")[2]).name[:80] or "original"
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
    read = partial(originals.read, opened.settings.home, report.sha256)
    st.download_button(
        label(language, "original"), read, safe, "application/octet-stream", type="tertiary",
        icon=":material/draft:", key=f"original-{report.document}", on_click="ignore",
    )  # fmt: skip


# what differs --------------------------------------------------------------


def difference_html(report: Report, other: Report, database: Database, language: str) -> str:
    """Cells and paragraphs that differ between an earlier or other version and this one."""
    pair = (report, other) if report.revision >= other.revision else (other, report)
    new, old = pair if report.document == other.document else (report, other)
    cells = list(compare(database.figures(old), database.figures(new), "revised"))
    words = _changed(database.chunks(old), database.chunks(new))
    count = label(language, "differs", cells=len(cells), paragraphs=len(words))
    made = [text_element("p", count, css="nb-loaded")]
    if cells:
        heads = ("where", "before", "after")
        head = element("tr", *(text_element("th", label(language, h), scope="col") for h in heads))
        rows = [
            element(
                "tr",
                element("th", text_element("a", f.where, href=link_to(new, f.where)), scope="row"),
                text_element("td", f.expected), text_element("td", f.actual),
            )
            for f in cells[:CELLS]
        ]  # fmt: skip
        name = label(language, "compare_with")
        table = element("table", head, *rows, css="nb-rows")
        made.append(
            element("div", table, css="nb-scroll", tabindex="0", role="region", aria_label=name)
        )
    made += [_paragraph(where, before, after) for where, before, after in words[:PARAGRAPHS]]
    return element("div", *made, css="nb-changed nb-table")


def _changed(old: Sequence[Chunk], new: Sequence[Chunk]) -> list[tuple[str, str, str]]:
    before, after = ({c.where: c.text for c in chunks} for chunks in (old, new))
    every = dict.fromkeys((*before, *after))
    pairs = [(where, before.get(where, ""), after.get(where, "")) for where in every]
    return [(where, was, now) for where, was, now in pairs if was != now]


def _paragraph(where: str, before: str, after: str) -> str:
    """A paragraph with what was taken out and what was put in."""
    pieces = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(esc(after[k:m]))
            continue
        pieces.append(text_element("del", before[i:j]) if i < j else "")
        pieces.append(text_element("ins", after[k:m]) if k < m else "")
    return element("p", text_element("span", where, css="nb-note"), " ", *pieces)
