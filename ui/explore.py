"""The data: bodies or a region, years, figures, applicants; table, chart and ranking at once."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assistant.answer import Row
from assistant.codes import name_of
from assistant.question.places import Body, Catalogue
from assistant.texts import in_script, unit_text
from ingest import forms
from ui.answers import grouped
from ui.chart import plot_rows, show_chart
from ui.downloads import COLUMNS, row_lines, show_downloads
from ui.engine import Engine, engine
from ui.exploring import (
    MOST_BODIES,
    MOST_ITEMS,
    ORDERS,
    Chosen,
    Found,
    by_applicant,
    chosen_by,
    codes,
    coverage,
    find,
    missing,
)
from ui.labels import joined, label, scripted, spoken
from ui.markup import element, esc, text_element
from ui.pages import link_to
from ui.paging import page_of, show_pages
from ui.scope import key_of, keyed, read_address, show_scope, write_address
from ui.shelf import show_empty

# Bodies offered by name at once; lines and missing reports shown; rows in a file.
OFFERED, SHOWN, MISSING, ROWS, CHARTS = 1_000, 100, 12, 20_000, 3


def show(language: str) -> None:
    """What is chosen by the address and the widgets, with its table, chart and coverage."""
    opened = engine()
    if not opened.assistant.catalogue.bodies:
        show_empty(language)
        return
    st.html(
        '<div class="nb-wide"></div>'
        + text_element("h1", label(language, "explore_title"), css="nb-title")
        + text_element("p", label(language, "explore_text"), css="nb-about")
    )
    before = chosen_by(read_address(), opened.assistant.catalogue)
    if before.unknown:
        said = label(language, "not_there", words=joined(language, list(before.unknown)))
        st.html(text_element("p", said, css="nb-warning", role="status"))
    chosen = _choose(opened, before, language)
    wanted = chosen.params(opened.assistant.catalogue)
    if not chosen.years:
        write_address(wanted)
        st.html(text_element("p", label(language, "choose_years"), css="nb-status", role="status"))
        return
    st.html(_coverage(chosen, opened.assistant.catalogue, language))
    with st.spinner(label(language, "working"), show_time=False):
        found = _found(opened.refresh(), repr(sorted(wanted.items())), language, chosen)
    last = -(-len(found.lines) // SHOWN)
    _show_found(found, (page_of(wanted, last), last), language)


@st.cache_resource(show_spinner=False, max_entries=4)
def _found(stamp: str, wanted: str, language: str, _chosen: Chosen) -> Found:
    """Read once for all visitors, as long as the store stays as it is."""
    opened = engine()
    return find(_chosen, opened.assistant.catalogue, opened.database, spoken(language))


# choosing ------------------------------------------------------------------


def _choose(opened: Engine, before: Chosen, language: str) -> Chosen:
    catalogue = opened.assistant.catalogue
    with st.container(horizontal=True, key="choose-where", gap="small"):
        scope = show_scope(before.scope, catalogue, language)
    there = [b for b in catalogue.bodies if scope.holds(b)]
    offered = list(dict.fromkeys([*(b for b in before.bodies if b in there), *there]))[:OFFERED]
    bodies = st.multiselect(
        label(language, "bodies"), offered, default=[b for b in before.bodies if b in offered],
        format_func=lambda b: key_of(b, catalogue) if len(there) < OFFERED else b.publisher,
        key=keyed("bodies"), max_selections=MOST_BODIES, select_all=False,
        placeholder=label(language, "every_body", count=len(there)),
    )  # fmt: skip
    years = sorted({y for b in (bodies or there) for y in b.years})
    told = spoken(language)
    items = st.multiselect(
        label(language, "figures"), codes(), default=list(before.items), key=keyed("items"),
        format_func=lambda c: in_script(told, name_of(c, told)), max_selections=MOST_ITEMS,
        placeholder=label(language, "choose_measure"), select_all=False,
    )  # fmt: skip
    with st.container(horizontal=True, key="choose-how", gap="small"):
        kept = [y for y in before.years if y in years]
        picked = st.multiselect(
            label(language, "years"), years, default=kept or years[-1:], key=keyed("years"),
            placeholder=label(language, "choose_years"), select_all=False,
        )  # fmt: skip
        who = _who(before, items, language)
        order = st.selectbox(
            label(language, "order"), ORDERS, index=ORDERS.index(before.order), key=keyed("order"),
            format_func=lambda o: label(language, f"order_{o}"),
        )  # fmt: skip
    chosen = tuple(items) or before.items
    return Chosen(scope, tuple(bodies), tuple(sorted(picked)), chosen, who, order or "value")


def _who(before: Chosen, items: Sequence[str], language: str) -> str:
    """The applicant, where one of the figures is told by applicant."""
    if not any(map(by_applicant, items)):
        return "total"
    known = forms.breakdowns()
    every = ["total", *(c for c in known if c != "total")]
    told = spoken(language)
    chosen = st.selectbox(
        label(language, "applicant"), every, index=every.index(before.who), key=keyed("who"),
        format_func=lambda c: known[c].name_en if language == "en" else (
            in_script(told, known[c].label)
        ),
    )  # fmt: skip
    return chosen or "total"


# showing -------------------------------------------------------------------


def _show_found(found: Found, pages: tuple[int, int], language: str) -> None:
    """All of it to take away, charts, then a page of the table: which, and of how many."""
    if not found.cells:
        st.html(text_element("p", label(language, "no_figures"), css="nb-status", role="status"))
        return
    with st.container(horizontal=True, key="tools-explore", gap="small"):
        show_downloads(COLUMNS, partial(row_lines, found.rows[:ROWS]), "data", language)
    for item in found.chosen.items[:CHARTS]:
        _chart(found, item, language)
    st.html(_table(found, pages[0], language))
    show_pages(*pages, language)


def _chart(found: Found, item: str, language: str) -> None:
    """A figure over the years where the bodies are few, else all bodies in the last year."""
    lines = [line for line in found.lines if line[1] == item]
    held = [found.cells.get((*line, y)) for line in lines for y in found.chosen.years]
    rows = [row for row in held if row is not None]
    last = [row for row in rows if row.report.year == found.chosen.years[-1]]
    if plot := plot_rows(rows, language) or plot_rows(last, language):
        show_chart(plot, f"explore-{item}", language)


def _coverage(chosen: Chosen, catalogue: Catalogue, language: str) -> str:
    told = []
    for year, loaded, known in coverage(chosen, catalogue):
        key = "covered_of" if known else "covered"
        told.append(label(language, key, year=year, loaded=loaded, known=known))
    between = "; " if language == "en" else "；"
    made = [text_element("p", between.join(told), css="nb-loaded")]
    if lacking := missing(chosen):
        names = joined(language, [f"{name} {year}" for name, year in lacking[:MISSING]])
        made.append(text_element("p", label(language, "missing", names=names), css="nb-note"))
    return "".join(made)


def _table(found: Found, page: int, language: str) -> str:
    """A line a body and figure, a column a year; in order of the last year, with its place."""
    years, several = found.chosen.years, len(found.chosen.items) > 1
    heads = ["#"] * (found.chosen.order != "place") + [label(language, "publisher")]
    heads += [label(language, "row")] * several
    made = [text_element("th", h, scope="col") for h in heads]
    made += [text_element("th", year, scope="col", css="nb-year") for year in years]
    head = element("tr", *made)
    lines = found.lines
    first = (page - 1) * SHOWN
    placed = _placed(found)[first : first + SHOWN]
    made = [_line(found, line, place, language) for line, place in placed]
    name = label(language, "table_behind")
    table = element("table", head, *made, css="nb-rows nb-data", aria_label=name)
    box = element("div", table, css="nb-scroll nb-table", tabindex="0", role="region",
                  aria_label=name)  # fmt: skip
    more = label(
        language, "shown_lines", first=first + 1, last=first + len(placed), count=len(lines)
    )
    return box + (text_element("p", more, css="nb-note") if len(lines) > SHOWN else "")


def _placed(found: Found) -> list[tuple[tuple[Body, str], int]]:
    """Every line with its place among those of its figure; equal numbers share one."""
    places: list[tuple[tuple[Body, str], int]] = []
    count: dict[str, int] = {}
    before: dict[str, tuple[str, int]] = {}
    for line in found.lines:
        row = found.cells.get((*line, found.chosen.years[-1]))
        value, item = (row.value if row else ""), line[1]
        count[item] = count.get(item, 0) + 1
        place = before[item][1] if item in before and before[item][0] == value else count[item]
        before[item] = (value, place)
        places.append((line, place if value else 0))
    return places


def _line(found: Found, line: tuple[Body, str], place: int, language: str) -> str:
    body, item = line
    told = spoken(language)
    ranked = found.chosen.order != "place"
    cells = [text_element("td", place or "—", css="nb-place-number")] * ranked
    cells.append(text_element("th", scripted(language, body.publisher), scope="row"))
    if len(found.chosen.items) > 1:
        cells.append(text_element("td", in_script(told, name_of(item, told))))
    cells += [
        _cell(found.cells.get((body, item, y)), body, y, language) for y in found.chosen.years
    ]
    return element("tr", *cells)


def _cell(row: Row | None, body: Body, year: int, language: str) -> str:
    """A number that opens its cell; a blank and a missing report are told apart."""
    if row is None:
        words = "not_in_form_short" if body.report(year) else "not_loaded_short"
        return text_element("td", label(language, words), css="nb-value nb-nothing")
    if row.value:
        shown = esc(grouped(row.value)) + text_element(
            "span", unit_text(spoken(language), row.unit)
        )
    else:
        shown = text_element("span", _nothing(row, language), css="nb-nothing")
    if not row.where:
        return element("td", shown, css="nb-value", title=row.formula)
    link = element("a", shown, href=link_to(row.report, row.where), target="_blank", rel="noopener")
    return element("td", link, css="nb-value")


def _nothing(row: Row, language: str) -> str:
    if row.state == "blank":
        return label(language, "blank")
    return row.raw or label(language, "reason_undefined")
