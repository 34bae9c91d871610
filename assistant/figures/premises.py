"""Numbers that a question takes for granted, and where a number came from."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Evidence, Row, body_text, evidence_of, row_of, with_evidence
from assistant.codes import base_of, has_whole, rates, readings_of
from assistant.figures.claims import CHANGED, is_rounded
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.quantities import Asked, answer_nothing, answer_value
from assistant.figures.shares import share_named
from assistant.figures.stated import not_stated, stated_row
from assistant.query import Query
from assistant.question.numbers import read_numbers
from assistant.resolve import not_understood
from assistant.texts import in_script, place_text, say, spaced, unit_text
from ingest import forms
from ingest.amounts import plain
from ingest.figures import TABLE_NAMES

SHOWN = 10
ABOUT = re.compile("左右|上下|大?约|大概|差不多|about|around|roughly")


def answer_premise(asked: Asked) -> Answer | None:
    """A number that the question takes for granted and that no cell it names holds."""
    query, codes = asked.query, _cells_named(asked.query)
    wrong = _wrong([asked])
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    if codes and (rated := [w for w in wrong if f"{plain(w)}%" in query.plain]):
        return _of_share(asked, codes[0], breakdown, rated[0])
    if wrong and codes and query.operation != "share":
        quantity = asked.sheet.quantity(codes[0], breakdown)
        return _corrected(asked, quantity, plain(wrong[0]))
    if query.operation == "confirm" and len(codes) == 1 and (query.premises or query.rough):
        return _confirmed(asked, codes[0])
    return None


def _of_share(asked: Asked, code: str, breakdown: str, said: Decimal) -> Answer | None:
    """予以公开占45%，是几件: what is told in percent is held against the share, and no number of
    cases; None where it is so. Of how a number changed, this report alone says nothing.
    """
    if CHANGED.search(asked.query.plain) or not has_whole(code, breakdown):
        return not_understood(asked.query, [f"{plain(said)}%"])
    rate = f"{code}_rate"
    share = (
        asked.sheet.quantity(rate, breakdown) if rate in rates()
        else asked.sheet.share(code, breakdown, base_of(code, breakdown))
    )  # fmt: skip
    about = ABOUT.search(asked.query.plain) and share.value and abs(share.value - said) < 1
    right = share.value is None or about or is_rounded(share.value, said)
    if right and not asked.query.counting:
        return None
    answer = answer_value(asked, asked.sheet.quantity(code, breakdown))
    if right or share.value is None:
        return answer
    lead = asked.say("share_not", said=plain(said), value=plain(share.value))
    return replace(answer, text=f"{lead}{answer.text}")


def put_right(every: Sequence[Asked], answer: Answer) -> Answer:
    """The answer, led by a number taken for granted that none of the reports holds."""
    asked = every[0]
    told = {Decimal(answer.value[0])} if answer.value else set()
    if len(numbers := [Decimal(r.value) for r in answer.rows if r.value and r.where]) == 2:
        # 增加了14件，增长了0.4%: what two rows are apart is told, too.
        told.add(abs(numbers[0] - numbers[1]))
    wrong = [w for w in _wrong(every) if w not in told]
    if not wrong or not _cells_named(asked.query) or answer.status != "answered":
        return answer
    lead = asked.say("premise_nowhere", said=plain(wrong[0]))
    return replace(answer, text=f"{lead}{asked.space}{answer.text}")


def share_put_right(asked: Asked, answer: Answer) -> Answer:
    """企业申请80件，占几成: the share, led by the number told that is none of what is named."""
    query, codes, wrong = asked.query, _cells_named(asked.query), _wrong([asked])
    if query.operation != "share" or not (codes and wrong) or answer.status != "answered":
        return answer
    quantity = asked.sheet.quantity(codes[0], next(iter(query.breakdowns), ""))
    lead = _not_said(asked, quantity, plain(wrong[0])) if quantity.value is not None else ""
    return replace(answer, text=f"{lead}{asked.space if lead else ''}{answer.text}")


def of_pair_put_right(asked: Asked, pair: Sequence[Quantity], answer: Answer) -> Answer:
    """法人申请114件比自然人少多少: the answer, led by a number told of one of the two that is none
    of it; what they are apart may be told, too.
    """
    values = [q.value for q in pair if q.value is not None]
    far = {abs(values[0] - values[1])} if len(values) == len(pair) == 2 else set()
    for number in read_numbers(asked.query.plain, []):
        if number.span or number.value not in {*asked.query.premises} - far:
            continue
        own = _told_of(asked.query, pair, number.start)
        if own and own.value is not None and number.value not in _values([own]):
            lead = _not_said(asked, own, plain(number.value))
            return replace(answer, text=f"{lead}{asked.space}{answer.text}")
    return answer


def _told_of(query: Query, pair: Sequence[Quantity], at: int) -> Quantity | None:
    """The one of two quantities that is named last before a place of the question."""
    column = len({q.breakdown for q in pair}) > 1
    kinds = ("breakdown",) if column else ("row2", "row3", "row4", "sum", "column4")
    for token in reversed([t for t in query.tokens if t.end <= at]):
        for code in filter(None, map(token.code, kinds)):
            held = [q for q in pair if code == (q.breakdown if column else q.code)]
            held = held or [q for q in pair if not column and q.code.startswith(f"{code}_")]
            if len(held) == 1:
                return held[0]
    return None


def _cells_named(query: Query) -> list[str]:
    """The figures asked for that are counts."""
    several = ("rules", "normative")
    return [c for c in query.items if c not in (*rates(), *several) and not readings_of(c)]


def _wrong(every: Sequence[Asked]) -> list[Decimal]:
    """The numbers taken for granted that no cell named holds, in any of the reports."""
    query = every[0].query
    codes = [*_cells_named(query), "requests_new", "results_total"]
    named = [(c, b) for c in codes for b in (*query.breakdowns, "")]
    # 复议共170件，其中纠正几件: the whole may be told too.
    named += [base_of(c, b) for c, b in named]
    if share := share_named(every[0]):
        named.append(share.base)
    values = _values([a.sheet.quantity(c, b) for a in every for c, b in named])
    # A breakdown names cells; a number that only the prose holds says nothing of them.
    stated = set() if query.breakdowns else {s.value for a in every for s in a.sheet.stated}
    wrong = [p for p in query.premises if p not in values and p not in stated]
    return wrong + [
        said for said, low, below in query.rough if not any(low <= v < below for v in values)
    ]  # fmt: skip


def _confirmed(asked: Asked, code: str) -> Answer:
    """Yes, where the cell itself holds the number that is held before the reader."""
    query = asked.query
    quantity = asked.sheet.quantity(code, query.breakdowns[0] if query.breakdowns else "")
    own = _values([quantity])
    near = any(low <= value < below for value in own for _, low, below in query.rough)
    if not near and not own & {*query.premises}:
        said = [*query.premises, *(value for value, _, _ in query.rough)]
        return _corrected(asked, quantity, plain(said[0]))
    answer = answer_value(asked, quantity)
    return replace(answer, text=say(query.language, "premise_yes") + answer.text)


def _values(quantities: Sequence[Quantity]) -> set[Decimal]:
    """What the cells say, money in 元 too."""
    money = {q.value * 10**4 for q in quantities if q.value is not None and q.unit == "万元"}
    return money | {q.value for q in quantities if q.value is not None}


def wrong_premise(asked: Asked, code: str) -> str:
    """160件都是怎么处理的: what puts a number right that neither came in nor was dealt with."""
    known = {asked.sheet.cell(c).value for c in ("requests_new", "results_total")}
    wrong = [p for p in asked.query.premises if p not in known]
    quantity = asked.sheet.cell(code)
    if not wrong or quantity.value is None:
        return ""
    unit = unit_text(asked.language, quantity.unit)
    return asked.say(
        "premise", said=plain(wrong[0]) + unit, label=asked.label(quantity),
        value=plain(quantity.value), unit=unit,
    )  # fmt: skip


def _corrected(asked: Asked, quantity: Quantity, said: str) -> Answer:
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    answer = answer_value(asked, quantity)
    return replace(answer, text=f"{_not_said(asked, quantity, said)}{asked.space}{answer.text}")


def _not_said(asked: Asked, quantity: Quantity, said: str) -> str:
    unit, value = unit_text(asked.language, quantity.unit), plain(quantity.value or Decimal(0))
    return asked.say(
        "premise", said=said + unit, label=asked.label(quantity), value=value, unit=unit
    )


def explain_premises(asked: Asked, answer: Answer) -> Answer:
    """258还是272: a number of the question that stands in another column of the row is said."""
    query = asked.query
    if answer.value is None or len(query.items) != 1 or query.breakdowns:
        return answer
    others = [p for p in query.premises if plain(p) != answer.value[0]]
    for premise in others:
        cells = (
            [asked.sheet.cell(query.items[0], b) for b in forms.applicants()]
            if _rows(query)
            else []
        )
        for cell in (c for c in cells if c.value == premise and c.figure):
            column = cell.figure.column if cell.figure else ""
            told = asked.say("premise_column", value=plain(premise), column=column)
            answer = replace(answer, text=f"{answer.text}{asked.space}{told}")
            answer = replace(
                answer, rows=(*answer.rows, row_of(asked.sheet.report, cell, asked.language))
            )
    return answer


def _rows(query: Query) -> bool:
    indicator = forms.indicators().get(query.items[0])
    return indicator is not None and indicator.table == "3"


def answer_source(asked: Asked, before: Answer) -> Answer:
    """Which cells the number of the turn before came from."""
    rows = {r.where: r for r in before.rows if r.where}
    told = [_place_text(asked, e, rows.get(e.where)) for e in before.evidence[:SHOWN]]
    if before.formula and before.value:
        value = f"{before.value[0]}{unit_text(asked.language, before.value[1])}"
        told.insert(0, say(asked.language, "source_formula", value=value, formula=before.formula))
    text = asked.space.join(told)
    return replace(before, query=asked.query, text=text, suggestions=(), readings=(), ms=0)


def _place_text(asked: Asked, evidence: Evidence, row: Row | None) -> str:
    """Table, row and column of a printed cell, or the place of a figure in the prose."""
    report = evidence.report
    cell = Sheet(report, asked.sheet.database).at(evidence.where)
    body = {"body": body_text(asked.language, report), "year": report.year}
    if cell is None:
        quote = in_script(asked.language, spaced(evidence.quote))
        return say(
            asked.language,
            "source_prose",
            **body,
            where=place_text(asked.language, evidence.where),
            quote=quote,
        )
    english = asked.language == "en"
    column = (
        (f", column “{cell.column}”" if english else f"“{cell.column}”一栏") if cell.column else ""
    )
    table = TABLE_NAMES[cell.table]
    return say(
        asked.language,
        "source",
        **body,
        table=table,
        row=cell.row,
        column=column,
        raw=cell.raw or "—",
    )


def answer_where_it_stands(asked: Asked) -> Answer:
    """Every cell of the report that holds the number asked about, 本年新收 and totals first."""
    value = asked.query.premises[0]
    cells = [f for f in asked.sheet.printed.values() if f.value == value]
    told = [s for s in asked.sheet.stated if s.value == value]
    if not cells and not told:
        return not_stated(asked, plain(value))
    cells.sort(key=lambda f: (f.indicator != "requests_new", f.breakdown not in ("", "total")))
    quantities = [asked.sheet.cell(f.indicator, f.breakdown) for f in cells[:6] if f.indicator]
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    rows += tuple(stated_row(asked, s) for s in told[:3])
    answer = Answer(
        asked.query, "answered", "", kind="figure", value=(plain(value), rows[0].unit), rows=rows
    )
    found = [*evidence_of(asked.sheet.report, cells[:6])]
    found += [Evidence(asked.sheet.report, s.where, s.quote) for s in told[:3]]
    return answer_source(asked, with_evidence(answer, found))
