"""What is loaded, as a map of places and years; and what to do where nothing is."""

from collections.abc import Iterable, Sequence

import streamlit as st

from assistant.question.places import Body
from ingest.settings import read_settings
from ui import pages
from ui.access import access
from ui.engine import Engine
from ui.labels import label, scripted
from ui.markup import element, text_element
from ui.scope import Scope, keyed, place_name, read_address, show_scope, write_address

# So many bodies are told one by one; of more, by the places that they lie in.
FEW, MOST, WORDS = 60, 300, 60


def show_shelf(opened: Engine, language: str, *, unknown: bool = False) -> None:
    """Every loaded report with a link; `unknown` says first that the one asked for is not there."""
    title = "unknown_report" if unknown else "reports_title"
    text = "unknown_report_text" if unknown else "reports_text"
    st.html(
        '<div class="nb-wide"></div>'
        + text_element("h1", label(language, title), css="nb-title")
        + text_element("p", label(language, text), css="nb-about")
    )
    catalogue = opened.assistant.catalogue
    if not catalogue.bodies:
        show_empty(language)
        return
    told = {} if unknown else read_address()
    with st.container(horizontal=True, key="choose-where", gap="small"):
        before = Scope(_first(told, "place"), _first(told, "level"))
        scope = show_scope(before, catalogue, language)
        words = st.text_input(
            label(language, "find"),
            _first(told, "find")[:WORDS],
            max_chars=WORDS,
            key=keyed("find"),
        )
    words = (words or "").strip()
    if not unknown:
        write_address({
            "place": [scope.place] * bool(scope.place), "level": [scope.level] * bool(scope.level),
            "find": [words] * bool(words),
        })  # fmt: skip
    found = [b for b in catalogue.bodies if scope.holds(b) and _holds(b, words)]
    _show_found(found, scope, words, language)


def _first(told: dict[str, list[str]], name: str) -> str:
    return next(iter(told.get(name, [])), "")


def _holds(body: Body, words: str) -> bool:
    years = " ".join(map(str, body.years))
    held = f"{body.publisher} {body.division} {years} {body.reports[0].title}".lower()
    return all(word in held for word in words.lower().split())


def _show_found(found: Sequence[Body], scope: Scope, words: str, language: str) -> None:
    if not found:
        said = label(language, "none_found", words=words or place_name(scope.place, language))
        st.html(text_element("p", said, css="nb-status", role="status"))
        return
    reports = sum(len(b.reports) for b in found)
    count = label(language, "loaded_here", reports=reports, bodies=len(found))
    st.html(text_element("p", count, css="nb-loaded"))
    years = sorted({y for b in found for y in b.years})
    span = list(range(years[-1], years[0] - 1, -1)) if years else []
    wide = not scope.place or scope.place.endswith("0000")
    if len(found) > FEW and wide and not words:
        st.html(_by_place(found, span, scope, language))
    else:
        st.html(_by_body(found[:MOST], span, language))
    if len(found) > MOST:
        shown = label(language, "shown", shown=MOST, count=len(found))
        st.html(text_element("p", shown, css="nb-note"))


def _table(heads: Iterable[object], rows: Iterable[str], language: str) -> str:
    head = element("tr", *(text_element("th", h, scope="col") for h in heads))
    name = label(language, "map")
    table = element("table", head, *rows, css="nb-rows nb-map", aria_label=name)
    return element("div", table, css="nb-scroll", tabindex="0", role="region", aria_label=name)


def _by_place(found: Sequence[Body], years: Sequence[int], scope: Scope, language: str) -> str:
    """A line a province, or within one a prefecture: how many reports there are of each year."""
    inside = scope.place.endswith("0000")
    held: dict[str, list[Body]] = {}
    for body in found:
        code = body.division_code[: 4 if inside else 2].ljust(6, "0") if body.division_code else ""
        held.setdefault(code, []).append(body)
    rows = []
    for code, bodies in sorted(held.items()):
        name = place_name(code, language) if code else label(language, "no_place")
        query = {"place": code, **pages.kept_query()}
        href = f"/report?{'&'.join(f'{k}={v}' for k, v in query.items())}"
        link = text_element("a", name, href=href, target="_self") if code else name
        counts = (sum(b.report(year) is not None for b in bodies) for year in years)
        cells = (text_element("td", n or "—", css="" if n else "nb-none") for n in counts)
        rows.append(element("tr", element("th", link, scope="row"), *cells))
    return _table([label(language, "place"), *years], rows, language)


def _by_body(found: Sequence[Body], years: Sequence[int], language: str) -> str:
    """A line a body: a link to the report of each year, or that there is none."""
    dated = set(years)
    rows = []
    for body in found:
        cells = [_year(body, year, language) for year in years]
        other = [r for r in body.reports if r.year not in dated]
        links = " ".join(
            text_element(
                "a", label(language, "year_unknown"), href=pages.link_to(r, ""), target="_self"
            )
            for r in other
        )
        name = text_element("span", scripted(language, body.publisher or body.reports[0].title))
        rows.append(element("tr", element("th", name, " ", links, scope="row"), *cells))
    return _table([label(language, "publisher"), *years], rows, language)


def _year(body: Body, year: int, language: str) -> str:
    report = body.report(year)
    if report is None:
        return text_element("td", "—", css="nb-none", title=label(language, "not_loaded_short"))
    name = f"{body.publisher} · {year}"
    mark = "*" if report.sample else ""
    link = text_element(
        "a", f"{year}{mark}", href=pages.link_to(report, ""), target="_self", aria_label=name
    )
    return element("td", link)


def show_empty(language: str) -> None:
    """Whoever may add reports is told how; any other visitor that there is nothing yet."""
    mine = access(read_settings()) != "none"
    st.html(
        text_element("h1", label(language, "empty"), css="nb-title")
        + text_element("p", label(language, "empty_text" if mine else "empty_public"))
    )
    if mine:
        st.page_link(
            pages.page(pages.ADD, language), label=label(language, "empty_add"),
            icon=":material/upload:", query_params=pages.kept_query() or None,
        )  # fmt: skip
        st.html(text_element("p", label(language, "empty_samples")))
        st.code("python -m ingest add FILE\npython -m ingest add --samples", language=None)
    st.button(label(language, "refresh"), key="look-again")
