"""S6: the prose held against tables three and four, every usual reading of a count tried first.

收办 may be what came in or that and last year's; filings of a year are fewer than the cases of
table four. What no reading bears out is a finding.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.claims import DISPUTES, FLOW, Claim, claims_of, position_of
from ingest.computed import Cell, sums
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report

FILED = re.compile(r"受理|收到|新收|新增|备案|立案|登记")
# A share right after its count, of all that was answered or of nothing named.
SHARE = re.compile(
    r"\d\s*[件条份宗次][，,（(、]?\s*(?:约|分别)?(?:占比|占|比例)(?:为|约|达)*"
    r"(?:(?:已|全部|申请|答复|办结|办理|受理|收到|总|数|量|件|的)*)(?:为|约|达)*\s*"
    r"(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)
REQUESTS = re.compile(r"申请|答复|办结|收办|收到|受理|办理")
BLOCKS = {"review": ("review",), "suit": ("suit_direct", "suit_after_review")}
DISPUTE_NAMES = {"review": ("行政复议", "reviews"), "suit": ("行政诉讼", "suits")}
FLOW_TEXT = "新收{new}件、加上年结转{both}件、办结{done}件"
FLOW_TEXT_EN = "{new} new, {both} with those carried in, {done} concluded"


@dataclass(frozen=True)
class Sheet:
    """What tables three and four say, printed or summed up; a blank that closes counts as zero."""

    figures: Mapping[Cell, Figure]
    closed: frozenset[Cell]

    def value(self, *codes: str, column: str = "total") -> Decimal | None:
        """The cells of one column added; None where one holds no number."""
        added = Decimal(0)
        for code in codes:
            cell = _cell(code, column)
            figure = self.figures.get(cell)
            if figure is not None and figure.value is not None:
                added += figure.value
            elif cell not in self.closed:
                return None
        return added

    def where(self, code: str, column: str = "total") -> str:
        """The address of a cell, "" where the form has none."""
        figure = self.figures.get(_cell(code, column))
        return figure.where if figure else ""

    def flow(self, column: str = "total") -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """New, new and carried in, concluded: what 收到 and 办理 of the prose may mean."""
        both = self.value("requests_new", "requests_carried_in", column=column)
        done = self.value("results_total", column=column)
        return self.value("requests_new", column=column), both, done


def _cell(code: str, column: str) -> Cell:
    return (code, "" if forms.indicators()[code].table == "4" else column)


def sheet_of(figures: Sequence[Figure]) -> Sheet:
    """The sheet of a report's cells, printed and computed; a number stands before a blank."""
    held: dict[Cell, Figure] = {}
    for figure in figures:
        cell = (figure.indicator, figure.breakdown)
        if figure.table in ("3", "4") and (figure.value is not None or cell not in held):
            held[cell] = figure
    return Sheet(held, sums(figures).closed)


def check_prose(
    report: Report, figures: Sequence[Figure], stated: Sequence[Stated]
) -> list[Finding]:
    """Every count of the prose that no reading of the tables bears out."""
    sheet, claims = sheet_of(figures), claims_of(report, stated)
    if not any(f.value is not None for f in sheet.figures.values()):
        return []
    flow = [(c, f) for c in claims if c.kind in FLOW for f in _check_flow(report, sheet, c)]
    # Where a section speaks of other requests than the table does, so do its other counts.
    foreign = {c.section for c in claims if c.limited} | {c.section for c, _ in flow}
    parts = {c.stated.where for c in claims if c.partial}
    # What follows a count of one way in is told of that alone.
    flows = {c.stated.quote for c in claims if c.kind in FLOW}
    narrow = {c.stated.quote for c in claims if c.channel} - flows
    sure = [
        c for c in claims
        if c.section not in foreign and c.stated.where not in parts
        and c.stated.quote not in narrow
    ]  # fmt: skip
    borne = {c.kind for c in sure if not list(_check_count(sheet, c))}
    found = [f for c in sure if c.kind not in borne for f in _check_count(sheet, c)]
    other = [f for c in claims if c.limited for f in _note_office(sheet, c)]
    return [*(f for _, f in flow), *other, *found, *_check_shares(sheet, sure)]


def _check_flow(report: Report, sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """收到 and 办结 against all that they may mean, in all or of natural persons."""
    readings = {*sheet.flow(), *sheet.flow("natural_person")}
    new, both, done = sheet.flow()
    if new is None or both is None or done is None or claim.stated.value in readings:
        return
    code = "requests_new" if claim.kind == "received" else "results_total"
    numbers = {"new": plain(new), "both": plain(both), "done": plain(done)}
    less = report.scope == "region" and claim.stated.value < min(new, done)
    yield _finding(
        sheet.where(code), claim, plain(new if claim.kind == "received" else done),
        (
            FLOW_TEXT.format(**numbers) + ("，正文可能只说政府本级" if less else ""),
            FLOW_TEXT_EN.format(**numbers) + ("; it may speak of one office" if less else ""),
        ),
    )  # fmt: skip


def _note_office(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """A count of the office's own requests, where the table's is of the whole area."""
    new, value = sheet.value("requests_new"), plain(claim.stated.value)
    if new is not None and claim.stated.value not in {*sheet.flow()}:
        yield Finding(
            "S6", "note", sheet.where("requests_new"), plain(new), value,
            f"正文（{claim.stated.where}）的“{claim.stated.measure}{value}{claim.stated.unit}”"
            f"与表三新收{plain(new)}件范围不同：正文只说政府本级",
            f"the text ({claim.stated.where}) counts {value} for one office, table three "
            f"{plain(new)} for the whole area",
        )  # fmt: skip


def _check_count(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """Any other count against its row, its column or its cases."""
    if claim.kind in DISPUTES:
        yield from _check_disputes(sheet, claim)
    elif claim.kind.partition("_")[0] in DISPUTES:
        yield from _check_outcome(sheet, claim)
    elif claim.kind in ("carried_in", "carried_out"):
        yield from _check_rows(sheet, claim, (f"requests_{claim.kind}",))
    elif claim.kind in forms.breakdowns():
        yield from _check_applicant(sheet, claim)
    elif claim.kind not in FLOW and claim.kind:
        yield from _check_rows(sheet, claim, claim.codes)


def _check_rows(sheet: Sheet, claim: Claim, codes: Sequence[str]) -> Iterator[Finding]:
    table, share = sheet.value(*codes), claim.stated.share_of
    value = claim.stated.value
    whole = not share or REQUESTS.search(share)
    if table is None or not whole or value == table:
        return
    if codes == ("granted",) and value == sheet.value("granted", "granted_in_part"):
        return
    name = "、".join(forms.indicators()[code].name for code in codes)
    name_en = ", ".join(forms.indicators()[code].name_en for code in codes)
    other, other_en = _coincidence(sheet, codes, value)
    yield _finding(
        sheet.where(codes[0]), claim, plain(table),
        (f"{name}{plain(table)}件{other}", f"{plain(table)} ({name_en}){other_en}"),
    )  # fmt: skip


def _coincidence(sheet: Sheet, codes: Sequence[str], value: Decimal) -> tuple[str, str]:
    """Which one cell the number of the prose is that of, if any: mostly where it was taken from."""
    for code in codes:
        if value and sheet.value(code, column="natural_person") == value:
            name = forms.indicators()[code].name
            return f"，正文的数与“{name}”自然人一格相同", "; it is the cell of natural persons"
        for part in forms.parts(code):
            if value and sheet.value(part) == value:
                name, name_en = forms.indicators()[part].name, forms.indicators()[part].name_en
                return f"，正文的数与“{name}”一行相同", f"; it is the row “{name_en}”"
    return "", ""


def _check_applicant(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    new, both, done = sheet.flow(claim.kind)
    share = claim.stated.share_of
    if (share and not REQUESTS.search(share)) or claim.stated.value in (new, both, done):
        return
    if new is None or both is None or done is None:
        return
    breakdown = forms.breakdowns()[claim.kind]
    numbers = {"new": plain(new), "both": plain(both), "done": plain(done)}
    yield _finding(
        sheet.where("requests_new", claim.kind), claim, plain(new),
        (
            f"{breakdown.label}{FLOW_TEXT.format(**numbers)}",
            f"{breakdown.name_en}: {FLOW_TEXT_EN.format(**numbers)}",
        ),
    )  # fmt: skip


def _check_disputes(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """Cases of table four, all or decided; of those filed in the year there may be fewer."""
    blocks = BLOCKS[claim.kind]
    totals = [sheet.value(f"{b}_total") for b in blocks]
    pending = [sheet.value(f"{b}_pending") or Decimal(0) for b in blocks]
    if any(t is None for t in totals):
        return
    known = [t for t in totals if t is not None]
    total, value = sum(known, Decimal(0)), claim.stated.value
    if value in {total, total - sum(pending, Decimal(0)), *known}:
        return
    name, name_en = DISPUTE_NAMES[claim.kind]
    found = _finding(
        sheet.where(f"{blocks[0]}_total"), claim, plain(total),
        (f"{name}共{plain(total)}件", f"{plain(total)} {name_en}"),
    )  # fmt: skip
    yield _as_filed(found) if FILED.search(claim.stated.quote) and value < total else found


def _check_outcome(sheet: Sheet, claim: Claim) -> Iterator[Finding]:
    """A result of cases, 维持3件 after 行政复议5件, against its cells of table four."""
    dispute, _, result = claim.kind.partition("_")
    codes = [f"{block}_{result}" for block in BLOCKS[dispute]]
    cells = [value for code in codes if (value := sheet.value(code)) is not None]
    if len(cells) < len(codes) or claim.stated.value in {sum(cells, Decimal(0)), *cells}:
        return
    name, name_en = (forms.indicators()[codes[0]].name, forms.indicators()[codes[0]].name_en)
    total = plain(sum(cells, Decimal(0)))
    yield _finding(
        sheet.where(codes[0]), claim, total, (f"{name}{total}件", f"{total} ({name_en})")
    )


def _as_filed(found: Finding) -> Finding:
    """The same as a note: cases filed in the year are fewer than those of table four."""
    text = found.text.replace("与表四不符：", "是当年登记的数，表四口径不同：")
    return replace(
        found, severity="note", text=text, text_en=f"{found.text_en}; the text counts filings"
    )


def _finding(where: str, claim: Claim, expected: str, table: tuple[str, str]) -> Finding:
    stated = claim.stated
    dispute = claim.kind.partition("_")[0] in DISPUTES
    number, number_en = ("表四", "table four") if dispute else ("表三", "table three")
    return Finding(
        "S6", "soft", where, expected, plain(stated.value),
        f"正文（{stated.where}）写“{stated.measure}{plain(stated.value)}{stated.unit}”，"
        f"与{number}不符：{table[0]}",
        f"the text ({stated.where}) says {plain(stated.value)} where {number_en} has {table[1]}",
    )  # fmt: skip


def _check_shares(sheet: Sheet, claims: Sequence[Claim]) -> Iterator[Finding]:
    """A share that the prose gives after the count of a result, against every usual whole."""
    wholes = {*sheet.flow(), *(c.stated.value for c in claims if c.kind in FLOW)}
    for claim in claims:
        if not claim.kind or claim.codes[0] not in forms.parts("results_total"):
            continue
        end = position_of(claim.stated) + len(plain(claim.stated.value))
        found = SHARE.match(claim.stated.quote, end - 1)
        table, done = sheet.value(*claim.codes), sheet.flow()[2]
        if not found or table is None or not done:
            continue
        told = Decimal(found["share"])
        parts = {claim.stated.value, table}
        if not any(w and is_share(told, part / w * 100) for w in wholes for part in parts):
            share = (table / done * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
            yield Finding(
                "S6", "soft", sheet.where(claim.codes[0]), plain(share), plain(told),
                f"正文（{claim.stated.where}）写“{claim.stated.measure}{plain(claim.stated.value)}"
                f"{claim.stated.unit}”占{plain(told)}%，按表三{plain(table)}÷{plain(done)}"
                f"＝{plain(share)}%",
                f"the text ({claim.stated.where}) gives a share of {plain(told)}%; by table three "
                f"it is {plain(table)} ÷ {plain(done)} = {plain(share)}%",
            )  # fmt: skip


def is_share(told: Decimal, exact: Decimal) -> bool:
    """Whether a printed percentage is this one, rounded or cut off at its last digit."""
    exponent = told.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(told - exact) < step
