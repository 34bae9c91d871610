"""What an answer rests on, shown as it stands: a table with its cells lit, a paragraph marked."""

import streamlit as st

from assistant.answer import link_to
from assistant.texts import spaced
from ingest.report import Report
from ingest.store.database import Database
from ui import pages
from ui.facts import citation
from ui.grid import View, table_html
from ui.labels import label
from ui.markup import element, esc, marked, plain_label, text_element
from ui.reply import Place, paragraph


def show_place(place: Place, database: Database, language: str, key: str) -> None:
    """One place of the evidence with its citation and the link to it."""
    numbers = "" if place.table else esc("".join(f"[{n}]" for n in place.numbers) + " ")
    inside = (
        _table(place, database, language) if place.table else _passage(place, database, language)
    )
    cited = element("figcaption", numbers, citation(place.report, language))
    with st.container(key=f"place-{key}", gap="xsmall"):
        st.html(element("figure", inside, cited, css="nb-place"))
        what = "open_passage" if not place.table else f"open_cell{'s' * (len(place.wheres) > 1)}"
        st.page_link(
            pages.page("report", language), label=plain_label(label(language, what)),
            icon=":material/arrow_forward:",
            icon_position="right", query_params=address_of(place.report, place.wheres[0]),
        )  # fmt: skip


def address_of(report: Report, where: str) -> dict[str, str]:
    """The query of the report page at a place, as the answer's own link has it."""
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(link_to(report, where)).query)) | pages.kept_query()


def _table(place: Place, database: Database, language: str) -> str:
    figures = database.figures(place.report)
    view = View(language, lit=frozenset(place.wheres), whole=False)
    return table_html(figures, place.table, view)


def _passage(place: Place, database: Database, language: str) -> str:
    """The paragraph that the quotes stand in, marked; the quotes alone where it is not kept."""
    heading, text = paragraph(database, place.report, place.wheres[0])
    said = "".join(place.quotes)
    if not text:
        lines = [text_element("p", spaced(quote)) for quote in place.quotes]
        return element("blockquote", text_element("h4", label(language, "head")), *lines)
    title = text_element("h4", heading.replace("·", " · "))
    return element("blockquote", title, element("p", marked(spaced(text), spaced(said))))
