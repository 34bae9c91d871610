"""The tables of a report as its form prints them, with some cells lit.

Only printed cells are shown: a blank stays blank, and what was computed stands elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ingest import forms
from ingest.figures import Figure
from ui.labels import label
from ui.markup import element, esc, text_element

# Rows of table three that only open a group, in the words of the form.
HEADINGS = {"三": "三、本年度办理结果", "二": "二、上年结转", "一": "一、本年新收"}
GAP = "⋯"
# A narrow column breaks its head between words, and these are words of two characters.
SHORT = re.compile(r"[\u4e00-\u9fff]{4}(?:[\u4e00-\u9fff]{2})?$")
PAIRS = re.compile(r"..")


@dataclass(frozen=True, slots=True)
class View:
    """How a table is looked at: lit addresses, numbered notes by address, whole or an excerpt, and
    what gives the link of an address, where cells have one.
    """

    language: str = "zh"
    lit: frozenset[str] = frozenset()
    notes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    whole: bool = True
    link: Callable[[str], str] | None = None


def tables_of(figures: Sequence[Figure]) -> list[str]:
    """The tables that a report has printed cells of, in the form's order."""
    found = {f.table for f in figures if f.state != "computed"}
    return [t for t in ("annex", "2", "3", "4") if t in found]


def table_html(figures: Sequence[Figure], table: str, view: View) -> str:
    """One table as HTML that is safe to show; its lit cells carry the class `nb-lit`."""
    printed = [f for f in figures if f.table == table and f.state != "computed"]
    rows = {"2": _table_two, "3": _table_three, "4": _table_four}.get(table, _annex)(printed, view)
    name = label(view.language, f"table_{table}")
    made = element("table", *rows, css=f"nb-form nb-form-{table}", aria_label=name)
    box = element("div", made, css="nb-scroll", tabindex="0", role="region", aria_label=name)
    return text_element("p", name, css="nb-caption") + box


def _cell(figure: Figure | None, view: View, **attributes: object) -> str:
    """A cell with its text as found; where nothing is printed it stays empty."""
    if figure is None:
        return element("td", css="nb-none", **attributes)
    css = "nb-lit" if figure.where in view.lit else ""
    css += " nb-blank" if figure.state == "blank" else ""
    css += " nb-unreadable" if figure.state == "unreadable" else ""
    inside = esc(figure.raw)
    if not figure.raw.strip():
        inside = text_element("span", label(view.language, "blank"), css="nb-spoken")
    elif view.link:
        # Hundreds of cells are no stops for the keyboard: the page has a list to choose one from.
        href = view.link(figure.where)
        inside = element("a", inside, href=href, target="_self", tabindex="-1")
    notes = "".join(
        text_element("sup", label(view.language, "note_mark", number=number))
        for number in view.notes.get(figure.where, ())
    )
    return element("td", notes, inside, css=css.strip(), **attributes)


def _head(text: str, view: View, english: str = "", **attributes: object) -> str:
    inside = "<wbr>".join(map(esc, PAIRS.findall(text))) if SHORT.match(text) else esc(text)
    if english and view.language == "en":
        inside += text_element("small", english)
    return element("th", inside, **attributes)


def _shows(rows: Sequence[str], lit: Set[str], view: View) -> list[bool]:
    """Which rows an excerpt keeps: the lit ones and, where few, their next of the same group."""
    if view.whole or not lit:
        return [True] * len(rows)
    around = 1 if len(lit) <= 2 else 0
    kept = []
    for at, row in enumerate(rows):
        near = rows[max(0, at - around) : at + around + 1]
        group = row.rpartition("/")[0]
        kept.append(row in lit or any(n in lit and n.rpartition("/")[0] == group for n in near))
    return kept


# table two -----------------------------------------------------------------


def _table_two(figures: Sequence[Figure], view: View) -> Iterator[str]:
    articles: dict[str, list[Figure]] = {}
    for figure in figures:
        articles.setdefault(figure.row.partition("/")[0], []).append(figure)
    width = max((len(_columns(held)) for held in articles.values()), default=1)
    for article, held in articles.items():
        if view.whole or any(f.where in view.lit for f in held):
            yield from _article(article, held, width, view)


def _columns(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(f.column for f in figures))


def _article(article: str, figures: Sequence[Figure], width: int, view: View) -> Iterator[str]:
    """One 第二十条第（…）项: its heading, its columns, its rows."""
    columns = _columns(figures)
    spans = [1] * (len(columns) - 1) + [width - len(columns) + 1]
    yield element("tr", _head(article, view, colspan=width + 1, scope="colgroup"), css="nb-group")
    heads = [_head(c, view, colspan=n, scope="col") for c, n in zip(columns, spans, strict=True)]
    yield element("tr", _head("信息内容", view, scope="col"), *heads, css="nb-heads")
    cells = {(f.row, f.column): f for f in figures}
    for row in dict.fromkeys(f.row for f in figures):
        shown = [
            _cell(cells.get((row, column)), view, colspan=span)
            for column, span in zip(columns, spans, strict=True)
        ]
        yield element("tr", _head(row.partition("/")[2] or row, view, scope="row"), *shown)


# table three ---------------------------------------------------------------


def _table_three(figures: Sequence[Figure], view: View) -> Iterator[str]:
    columns = _applicants(figures)
    yield from _applicant_heads(columns, view)
    cells = {(f.row, f.column): f for f in figures}
    rows = list(dict.fromkeys(f.row for f in figures))
    kept = _shows(rows, {f.row for f in figures if f.where in view.lit}, view)
    above: tuple[str, ...] = ()
    skipped = False
    for row, keep in zip(rows, kept, strict=True):
        if not keep:
            skipped = True
            continue
        if skipped:
            yield _gap(len(columns) + 1)
        skipped = False
        *groups, name = row.split("/")
        yield from _group_rows(tuple(groups), above, len(columns) + 1)
        above = tuple(groups)
        code = next((f.indicator for f in figures if f.row == row), "")
        shown = [_cell(cells.get((row, column)), view) for column in columns]
        head = _head(_wide(name), view, _english(code), scope="row", css=f"nb-d{len(groups)}")
        yield element("tr", head, *shown)
    if skipped:
        yield _gap(len(columns) + 1)


def _applicants(figures: Sequence[Figure]) -> list[str]:
    """The printed columns, by the labels of the form."""
    found = {f.breakdown for f in figures} | {"total", *forms.applicants()}
    return [b.label for b in forms.breakdowns().values() if b.code in found]


def _applicant_heads(columns: Sequence[str], view: View) -> Iterator[str]:
    english = {b.label: b.name_en for b in forms.breakdowns().values()}
    organisations = max(len(columns) - 2, 1)
    yield element(
        "tr",
        _head("申请人情况", view, "Applicants", rowspan=2, scope="col"),
        _head(columns[0], view, english[columns[0]], rowspan=2, scope="col"),
        _head("法人或其他组织", view, "Organisations", colspan=organisations, scope="colgroup"),
        _head(columns[-1], view, english[columns[-1]], rowspan=2, scope="col"),
        css="nb-heads",
    )
    inner = [_head(c, view, english[c], scope="col") for c in columns[1:-1]]
    yield element("tr", *inner, css="nb-heads")


def _group_rows(groups: tuple[str, ...], above: tuple[str, ...], width: int) -> Iterator[str]:
    """The heading rows that a row opens and the row before it did not stand under."""
    for depth, name in enumerate(groups):
        if groups[: depth + 1] != above[: depth + 1]:
            text = HEADINGS.get(name, _wide(name))
            inside = text_element("span", text)
            head = element("th", inside, colspan=width, scope="rowgroup", css=f"nb-d{depth}")
            yield element("tr", head, css="nb-group")


def _gap(width: int) -> str:
    return element("tr", text_element("td", GAP, colspan=width), css="nb-gap", aria_hidden="true")


def _wide(name: str) -> str:
    """(一) as the form prints it: （一）."""
    return name.replace("(", "（", 1).replace(")", "）", 1) if name.startswith("(") else name


def _english(code: str) -> str:
    indicator = forms.indicators().get(code)
    return indicator.name_en if indicator else ""


# table four and the annex --------------------------------------------------


def _table_four(figures: Sequence[Figure], view: View) -> Iterator[str]:
    """Three blocks of results side by side, lawsuits under one heading."""
    blocks: dict[str, list[Figure]] = {}
    for figure in figures:
        blocks.setdefault(figure.row, []).append(figure)
    tops: dict[str, list[str]] = {}
    for row in blocks:
        tops.setdefault(row.partition("/")[0], []).append(row)
    first, second = [], []
    for top, rows in tops.items():
        span = sum(len(blocks[row]) for row in rows)
        alone = rows == [top]
        first.append(_head(top, view, colspan=span, rowspan=2 if alone else 1, scope="colgroup"))
        if not alone:
            second += [
                _head(row.partition("/")[2], view, colspan=len(blocks[row]), scope="colgroup")
                for row in rows
            ]
    yield element("tr", *first, css="nb-heads")
    yield element("tr", *second, css="nb-heads")
    ordered = [f for rows in tops.values() for row in rows for f in blocks[row]]
    yield element("tr", *(_head(f.column, view, scope="col") for f in ordered), css="nb-heads")
    yield element("tr", *(_cell(f, view) for f in ordered))


def _annex(figures: Sequence[Figure], view: View) -> Iterator[str]:
    """The flat list of the 2014 form: label, value, unit."""
    lit = {f.row for f in figures if f.where in view.lit}
    kept = _shows([f.row for f in figures], lit, view)
    skipped = False
    for figure, keep in zip(figures, kept, strict=True):
        if not keep:
            skipped = True
            continue
        if skipped:
            yield _gap(3)
        skipped = False
        row = _head(figure.row, view, scope="row")
        yield element("tr", row, _cell(figure, view), text_element("td", figure.unit))
