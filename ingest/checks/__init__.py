"""What doesn't add up, one function a rule; a finding is a value and never changes a figure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest import forms, labels
from ingest.amounts import plain
from ingest.computed import GROUPS, Cell, leaves, sums
from ingest.figures import TABLE_NAMES, Extraction, Figure

FLOW_IN = ("requests_new", "requests_carried_in")
FLOW_OUT = ("results_total", "requests_carried_out")
# What became of a row or label that could not be placed: check, severity, and words for it.
ODD = {
    "unknown_label": ("unknown_label", "note", "表中有格式之外的行：{}", "a row of no form: {}"),
    "unreadable": ("unreadable", "soft", "此行读不出：{}", "the row could not be read: {}"),
    "nameless": (
        "unreadable", "soft", "此行有数字而找不到行名：{}", "a row of numbers without a label: {}",
    ),
    "joined": (
        "unreadable", "note",
        "此行有数字被拆开（{}），只有一种拼法合勾稽关系，照此读出",
        "numbers of this row came apart ({}); read in the one way that adds up",
    ),
    "spared": (
        "unreadable", "note",
        "此行多一个数（{}），像是页码，去掉它才合勾稽关系，照此读出",
        "a number too many in this row ({}), as of a page; read without it, as alone adds up",
    ),
    "counted": (
        "unreadable", "note",
        "表头与各行的格数对不上；表三每行恰有七个数且合计相符，照格式的七列读出（如：{}）",
        "the head doesn't fit the rows, each of which has seven numbers that add up; read as the "
        "form's seven columns (so: {})",
    ),
}  # fmt: skip
NONE: Mapping[Cell, Decimal | None] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that doesn't hold, or what could not be read: where, expected, actual, in words."""

    check: str
    severity: str
    where: str
    expected: str
    actual: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that must hold: the parts on each side, and the address of the cell it is told at."""

    check: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    name: str
    name_en: str
    severity: str = "hard"


def check_report(
    extraction: Extraction, computed: Sequence[Figure], text: str = ""
) -> list[Finding]:
    """Every finding of one report by itself, in the order of the form; computed are its sums, text
    is its prose.
    """
    table = sums(extraction.figures)
    every = {(f.indicator, f.breakdown): f for f in extraction.figures if f.indicator}
    summed = {(f.indicator, f.breakdown): f.value for f in computed}
    found = [*_check_identities(identities(table.cells), every, summed)]
    found += check_counts(extraction.figures)
    found += [*check_oddities(extraction), *check_missing(extraction, text)]
    return found


def identities(cells: Iterable[Cell]) -> Sequence[Identity]:
    """H1–H4 as they apply to the form that table three is in, H6 where sums of rows are printed."""
    return _identities(frozenset(cells))


# Reports in one form have the same cells, and each answer asks what its own take part in.
@lru_cache(maxsize=64)
def _identities(cells: frozenset[Cell]) -> Sequence[Identity]:
    columns = _of_columns(cells) if cells else ()
    return (*_of_rows(cells), *columns, *_table_four(), *_annex())


def _of_rows(cells: frozenset[Cell]) -> Iterator[Identity]:
    for row, indicator in forms.indicators().items():
        if any((row, breakdown) in cells for breakdown in forms.breakdowns()):
            yield Identity(
                "H1", tuple((row, b) for b in forms.applicants()), ((row, "total"),),
                f"{indicator.name}：各列之和＝总计", f"{indicator.name_en}: columns = total",
            )  # fmt: skip


def _of_columns(cells: frozenset[Cell]) -> Iterator[Identity]:
    rows, every = leaves(cells), {row for row, _ in cells}
    groups = {forms.indicators()[row].part_of for row in rows}.intersection(GROUPS)
    # A row that was not found may be what the sum lacks.
    lacking = any(not every.issuperset(forms.parts(group)) for group in groups)
    for code in (*forms.applicants(), "total"):
        label, name = forms.breakdowns()[code].label, forms.breakdowns()[code].name_en
        yield Identity(
            "H2", tuple((row, code) for row in rows), (("results_total", code),),
            f"{label}列：各项办理结果之和＝（七）总计", f"{name}: results = results in all",
            "soft" if lacking else "hard",
        )  # fmt: skip
        yield Identity(
            "H3", tuple((row, code) for row in FLOW_IN), tuple((row, code) for row in FLOW_OUT),
            f"{label}列：第一项＋第二项＝第三项＋第四项",
            f"{name}: received + carried in = results + carried out",
        )  # fmt: skip
        for group in every.intersection(GROUPS):
            # 其他处理 of forms without its rows is no sum of any.
            if every.intersection(forms.parts(group)):
                yield from _of_group(group, code)


def _of_group(group: str, code: str) -> Iterator[Identity]:
    """H6 for a heading of table three with numbers of its own, though the form gives it none."""
    indicator, parts = forms.indicators()[group], forms.parts(group)
    label, name = forms.breakdowns()[code].label, forms.breakdowns()[code].name_en
    yield Identity(
        "H6", tuple((part, code) for part in parts), ((group, code),),
        f"{label}列：{indicator.name}＝其下各项之和", f"{name}: {indicator.name_en} = its rows",
    )  # fmt: skip


def _table_four() -> Iterator[Identity]:
    for indicator in forms.indicators().values():
        if indicator.table == "4" and indicator.role == "total":
            parts = tuple((code, "") for code in forms.parts(indicator.code))
            yield Identity(
                "H4", parts, ((indicator.code, ""),),
                f"{indicator.name}＝四项结果之和", f"{indicator.name_en} = its four results",
            )  # fmt: skip


def _annex() -> Iterator[Identity]:
    for indicator in forms.indicators().values():
        if indicator.table == "annex" and (parts := forms.parts(indicator.code)):
            yield Identity(
                "H6", tuple((part, "") for part in parts), ((indicator.code, ""),),
                f"{indicator.name}＝其下各项之和", f"{indicator.name_en} = the sum of its rows",
            )  # fmt: skip


def _check_identities(
    rules: Iterable[Identity], every: dict[Cell, Figure], summed: Mapping[Cell, Decimal | None]
) -> Iterator[Finding]:
    for rule in rules:
        cells = [every[c] for c in (*rule.left, *rule.right) if c in every]
        if len(cells) < len(rule.left) + len(rule.right) or not any(
            f.value is not None for f in cells
        ):
            continue
        if any(f.state not in ("number", "blank") for f in cells):
            continue
        left, right = _total(rule.left, every), _total(rule.right, every)
        if left == right:
            continue
        if all(f.state == "number" for f in cells):
            yield _failed(rule, every, left, right)
        elif _total(rule.left, every, summed) != right:
            yield _with_blanks(rule, every, (left, right))


def _total(
    cells: Iterable[Cell], every: dict[Cell, Figure], summed: Mapping[Cell, Decimal | None] = NONE
) -> Decimal:
    """The numbers added; a blank adds nothing, or what its own parts add up to."""
    return sum((every[c].value or summed.get(c) or Decimal(0) for c in cells), Decimal(0))


def _written(cells: Sequence[Cell], every: dict[Cell, Figure]) -> str:
    """The sum as one writes it, zeros left out."""
    numbers = [every[cell].value for cell in cells]
    shown = [plain(n) for n in numbers if n]
    return "+".join(shown) or "0"


def _failed(rule: Identity, every: dict[Cell, Figure], left: Decimal, right: Decimal) -> Finding:
    where = every[rule.right[0]].where
    sides = f"{_written(rule.left, every)}＝{plain(left)}≠{plain(right)}"
    return Finding(
        rule.check, rule.severity, where, plain(left), plain(right),
        f"{rule.name}不成立：{sides}",
        f"{rule.name_en} does not hold: {plain(left)} ≠ {plain(right)}",
    )  # fmt: skip


def _with_blanks(
    rule: Identity, every: dict[Cell, Figure], sides: tuple[Decimal, Decimal]
) -> Finding:
    left, right = (plain(side) for side in sides)
    total = every[rule.right[0]]
    if total.state == "blank" and len(rule.right) == 1:
        text = f"{rule.name}：总计一格空白，各项之和为{left}"
        text_en = f"{rule.name_en}: the total is left blank, its parts add up to {left}"
    else:
        text = f"{rule.name}：有空白格；空白按0计，{left}≠{right}"
        text_en = f"{rule.name_en}: some cells are blank; read as 0, {left} ≠ {right}"
    actual = "" if total.state == "blank" else right
    return Finding(rule.check, "note", total.where, left, actual, text, text_en)


def check_counts(figures: Iterable[Figure]) -> Iterator[Finding]:
    """H5: counts are whole and not negative; only 本年增/减 may be, and money may have decimals."""
    for figure in figures:
        if figure.value is None or figure.state != "number" or not figure.indicator:
            continue
        indicator = forms.indicators()[figure.indicator]
        money = indicator.unit in ("万元", "")
        broken = figure.value != figure.value.to_integral_value() and not money
        if broken or (figure.value < 0 and not indicator.signed):
            kind, kind_en = ("数", "number") if money else ("整数", "whole number")
            yield Finding(
                "H5", "hard", figure.where, "", plain(figure.value),
                f"{indicator.name}应为不小于0的{kind}，表中为{figure.raw}",
                f"{indicator.name_en} must be a {kind_en} of at least 0: {figure.raw}",
            )  # fmt: skip


def check_oddities(extraction: Extraction) -> Iterator[Finding]:
    """Labels that no form knows, rows and cells that could not be read."""
    for odd in extraction.oddities:
        check, severity, text, text_en = ODD[odd.kind]
        yield Finding(
            check, severity, odd.where, "", odd.seen,
            text.format(odd.seen), text_en.format(odd.seen),
        )  # fmt: skip
    for figure in extraction.figures:
        if figure.state == "unreadable":
            yield Finding(
                "unreadable", "soft", figure.where, "", figure.raw,
                f"此格读不出：{figure.raw or '（缺）'}",
                f"the cell could not be read: {figure.raw or 'missing'}",
            )  # fmt: skip


def check_missing(extraction: Extraction, text: str) -> Iterator[Finding]:
    """The tables of the form that was found or that the text names, or that there is none; the rows
    of those found and the columns of table three that were found nowhere.
    """
    tables = {figure.table for figure in extraction.figures if figure.indicator}
    form_of = {"2": extraction.form2, "3": extraction.form3, "4": "2021", "annex": "2014"}
    named = tables or labels.tables_named(text)
    whole = named | {"2", "3", "4"} if named - {"annex"} else named
    for table in sorted(whole - tables):
        name_en = "the annex" if table == "annex" else f"no. {table}"
        yield _missing("", TABLE_NAMES[table], ("表", f"table: {name_en}"))
    if not whole:
        yield Finding(
            "unreadable", "soft", "表格", "", "",
            "报告中没有找到任何表格：可能没有，也可能是图片或在附件里",
            "no table was found in the report: it has none, or they are pictures or attached",
        )  # fmt: skip
    found = {figure.indicator for figure in extraction.figures}
    rows = {i.row_in(form_of[i.table]) for i in map(forms.indicators().get, found) if i}
    for code, indicator in forms.indicators().items():
        form = form_of[indicator.table]
        row = indicator.row_in(form)
        heading = indicator.role == "group" and (code != "otherwise" or form == "2021")
        # Where nothing shows which form it is, the rows that every one has.
        of_form = form in indicator.forms or (form == "none" and "2019" in indicator.forms)
        expected = indicator.table in tables and not heading and of_form
        if expected and row not in rows:
            rows.add(row)
            name = indicator.name_en if indicator.table == "3" else row
            yield _missing(TABLE_NAMES[indicator.table], row, ("行", f"row: {name}"))
    columns = {figure.breakdown for figure in extraction.figures if figure.table == "3"}
    for code in (*forms.applicants(), "total") if "3" in tables else ():
        if code not in columns:
            column = forms.breakdowns()[code]
            yield _missing(TABLE_NAMES["3"], column.label, ("列", f"column: {column.name_en}"))


def _missing(table: str, name: str, kind: tuple[str, str]) -> Finding:
    """A finding about a table, or a row or column of one, that the form has and nobody found."""
    return Finding(
        "unreadable", "soft", f"{table}/{name}".lstrip("/"), "", "",
        f"{table or '报告'}中找不到此{kind[0]}：{name}",
        f"the {'table' if table else 'report'} lacks this {kind[1]}",
    )  # fmt: skip
