"""Figure answers: a value, several, a sum, a share, a rate, its parts; each with its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import (
    Answer, Reading, Row, body_text, evidence_of, label_of, row_of, with_evidence,
)  # fmt: skip
from assistant.lookup import Quantity, Sheet, name_of, rates, readings_of
from assistant.query import Query
from assistant.texts import joined, names_joined, say, unit_text
from ingest import forms
from ingest.amounts import plain

OUTCOMES = ("granted", "granted_in_part", "refused", "unavailable", "not_processed", "otherwise")
SMALL = 30
# What a share is a share of, where the question names no base.
BASES = {"requests_carried_in": "requests_new", "requests_carried_out": "requests_new"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question brought down to one report: what every figure answer starts from."""

    query: Query
    sheet: Sheet

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.query.language

    @property
    def names(self) -> dict[str, object]:
        """Body and year, as every sentence names them."""
        report = self.sheet.report
        return {"body": body_text(self.language, report), "year": report.year}

    def say(self, key: str, **values: object) -> str:
        """A sentence about this report."""
        return say(self.language, key, **{**self.names, **values})

    def number(self, quantity: Quantity) -> str:
        """A value with its unit."""
        return f"{plain(quantity.value or Decimal(0))}{unit_text(self.language, quantity.unit)}"

    def label(self, quantity: Quantity) -> str:
        """The name of a quantity."""
        return label_of(quantity.code, quantity.breakdown, self.language)


def answer_value(asked: Asked, quantity: Quantity) -> Answer:
    """One cell or one sum."""
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    rows = (row_of(asked.sheet.report, quantity, asked.language),)
    if quantity.figure is None or quantity.figure.state == "computed":
        rows += tuple(row_of(asked.sheet.report, q, asked.language) for q in quantity.operands)
    answer = Answer(
        asked.query, "answered", _value_text(asked, quantity),
        kind="figure" if quantity.figure else "derived",
        value=(plain(quantity.value), quantity.unit), rows=rows, formula=quantity.formula or None,
    )  # fmt: skip
    if quantity.figure and quantity.figure.state == "computed":
        answer = replace(answer, kind="derived")
    return with_audit(asked, answer, [quantity])


def _value_text(asked: Asked, quantity: Quantity) -> str:
    values = {
        "label": asked.label(quantity), "value": plain(quantity.value or Decimal(0)),
        "unit": unit_text(asked.language, quantity.unit), "formula": quantity.formula,
    }  # fmt: skip
    figure = quantity.figure
    if figure is None:
        return asked.say("sum_of" if quantity.formula else "figure", **values)
    if figure.state == "computed":
        key = "computed_blank_total" if quantity.note == "blank_total" else "computed"
        return asked.say(key, **values)
    key = "figure_place" if figure.column else "figure_place_no_column"
    table = {"2": "表二", "3": "表三", "4": "表四", "annex": "附表"}[figure.table]
    if asked.language == "en":
        table = f"table {table_number(figure.table)} ({table})"
    place = asked.say(key, table=table, row=figure.row, column=figure.column)
    return asked.say("figure", **values) + _space(asked) + place


def table_number(table: str) -> str:
    """The number of a table in English."""
    return {"2": "two", "3": "three", "4": "four"}.get(table, "annex")


def _space(asked: Asked) -> str:
    return " " if asked.language == "en" else ""


def with_audit(asked: Asked, answer: Answer, quantities: Sequence[Quantity]) -> Answer:
    """Add the cells as evidence, the identities they are part of, and what was found about them."""
    held: set[str] = set()
    found = []
    for quantity in quantities:
        holds, problems = asked.sheet.checks_of(quantity)
        held |= set(holds)
        found += problems
    found = list(dict.fromkeys(found))
    text = answer.text
    for finding in found:
        said = finding.text_en if asked.language == "en" else finding.text
        text += _space(asked) + asked.say("caveat", text=said)
    if held and not found and len(quantities) == 1:
        text += _space(asked) + asked.say("checked", checks=names_joined(asked.language, sorted(held)))
    figures = [f for q in quantities for f in q.cells]
    report = asked.sheet.report
    return with_evidence(
        replace(answer, text=text, findings=tuple((report, f) for f in found)),
        evidence_of(report, figures),
    )


def answer_nothing(asked: Asked, quantity: Quantity) -> Answer:
    """Which kind of nothing it is, with what stands there."""
    label = asked.label(quantity)
    figure = quantity.figure
    report = asked.sheet.report
    rows = tuple(row_of(report, q, asked.language) for q in (quantity.operands or (quantity,)))
    if quantity.reason == "undefined":
        text = asked.say("undefined", label=label, why=_why_undefined(asked, quantity))
    elif quantity.reason == "not_in_form":
        text = _not_in_form(asked, quantity)
    else:
        raw = figure.raw if figure else ""
        text = asked.say(quantity.reason, label=label, raw=raw)
        if quantity.reason == "left_blank" and _closes(asked, quantity):
            text += _space(asked) + asked.say("left_blank_closes")
    answer = Answer(asked.query, "not_found", text, reason=quantity.reason, rows=rows)
    return with_evidence(answer, evidence_of(report, quantity.cells))


def _closes(asked: Asked, quantity: Quantity) -> bool:
    from ingest.computed import sums

    printed = list(asked.sheet.printed.values())
    return (quantity.code, quantity.breakdown) in sums(printed).closed


def _not_in_form(asked: Asked, quantity: Quantity) -> str:
    gone = next((q for q in quantity.operands if q.reason == "not_in_form"), quantity)
    indicator = forms.indicators().get(gone.code)
    report = asked.sheet.report
    form = report.form2 if indicator and indicator.table == "2" else report.form3
    if form == "none":
        table = "表二" if indicator and indicator.table == "2" else "表三、表四"
        return asked.say("no_table", table=table)
    return asked.say("not_in_form", label=asked.label(gone), form=form)


def _why_undefined(asked: Asked, quantity: Quantity) -> str:
    if quantity.formula:
        pending = [q for q in quantity.operands if q.code.endswith("_pending")]
        totals = [q for q in quantity.operands if q.code.endswith("_total")]
        if pending and sum(q.value or 0 for q in totals):
            total = sum((q.value or Decimal(0) for q in totals), Decimal(0))
            return asked.say("undefined_pending", total=plain(total))
        return asked.say("undefined_zero", formula=quantity.formula)
    gone = next((q for q in quantity.operands if q.value is None), quantity)
    return asked.say("undefined_missing", label=asked.label(gone))


def answer_rate(asked: Asked, code: str, breakdown: str, whole: Sequence[str] = ()) -> Answer:
    """A rate with its formula; a second usual whole beside it; the main parts of a group."""
    rate = rates()[code]
    quantity = asked.sheet.rate(rate, breakdown, whole)
    quantities = [quantity]
    if quantity.value is None:
        answer = answer_nothing(asked, quantity)
        text = answer.text
    else:
        text = asked.say(
            "rate", label=asked.label(quantity), value=plain(quantity.value), formula=quantity.formula
        )
        answer = Answer(
            asked.query, "answered", text, kind="derived", value=(plain(quantity.value), "%"),
            formula=quantity.formula,
        )  # fmt: skip
        text += _space(asked) + _base_text(asked, code, whole)
    readings = [Reading(asked.label(quantity), _shown(quantity), "%", quantity.formula)]
    if rate.other and not whole:
        second = asked.sheet.rate(replace(rate, minus=()), breakdown, rate.other)
        if second.value is not None and second.formula != quantity.formula:
            whole_name = names_joined(asked.language, [name_of(c, asked.language) for c in rate.other])
            text += _space(asked) + asked.say(
                "rate_other", whole=whole_name, value=plain(second.value), formula=second.formula
            )
            readings.append(Reading(f"÷ {whole_name}", _shown(second), "%", second.formula))
    text += _main_parts(asked, rate.parts, breakdown, quantity)
    rows = (
        row_of(asked.sheet.report, quantity, asked.language),
        *(row_of(asked.sheet.report, q, asked.language) for q in quantity.operands),
    )
    shown = tuple(readings) if len(readings) > 1 and quantity.value is not None else ()
    return with_audit(asked, replace(answer, text=text, readings=shown, rows=rows), quantities)


def _base_text(asked: Asked, code: str, whole: Sequence[str]) -> str:
    rate = rates()[code]
    names = [name_of(c, asked.language) for c in (whole or rate.whole)]
    if rate.minus and not whole:
        less = [name_of(c, asked.language) for c in rate.minus]
        base = f"{' + '.join(names)} − {' − '.join(less)}"
    else:
        base = " + ".join(names)
    return asked.say("rate_base", whole=base)


def _main_parts(asked: Asked, codes: Sequence[str], breakdown: str, whole: Quantity) -> str:
    """What a group's rate is made of: 全部是信访举报投诉类申请."""
    parts = [p for code in codes for p in forms.parts(code)]
    values = [asked.sheet.cell(p, breakdown) for p in parts]
    filled = [q for q in values if q.value]
    if whole.value is None or not filled:
        return ""
    listed = [f"{asked.label(q).split('：')[-1]}{asked.number(q)}" for q in filled]
    lead = " Made up of: " if asked.language == "en" else "其中："
    return lead + joined(asked.language, listed) + ("." if asked.language == "en" else "。")


def _shown(quantity: Quantity) -> str | None:
    return None if quantity.value is None else plain(quantity.value)


def answer_share(asked: Asked, code: str, breakdown: str, base: tuple[str, str]) -> Answer:
    """A quantity as part of its base, with the count beside it."""
    share = asked.sheet.share(code, breakdown, base)
    if share.value is None:
        return answer_nothing(asked, share)
    count = asked.sheet.quantity(code, breakdown)
    english = asked.language == "en"
    label = f"{asked.label(count)} as a share of {label_of(*base, 'en')}" if english else (
        f"{asked.label(count)}占{label_of(*base, asked.language)}的比例"
    )  # fmt: skip
    text = asked.say("rate", label=label, value=plain(share.value), formula=share.formula)
    text += _space(asked) + asked.say(
        "share_count", value=plain(count.value or Decimal(0)), unit=unit_text(asked.language, count.unit)
    )
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in (share, *share.operands))
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(share.value), "%"), rows=rows,
        formula=share.formula,
    )  # fmt: skip
    return with_audit(asked, answer, [share])


def base_of(code: str, breakdown: str, named: Sequence[str]) -> tuple[str, str]:
    """What a share is taken of: the base named, else the form's own whole."""
    for other in named:
        if other != code:
            return other, breakdown if breakdown not in ("", "total") else ""
    indicator = forms.indicators().get(code)
    if breakdown not in ("", "total") and (code == "requests_new" or not indicator or indicator.table != "3"):
        return code, ""
    if indicator and indicator.table == "4":
        return f"{indicator.row_code}_total", ""
    if code == "results_total":
        return "requests_new", breakdown
    if breakdown not in ("", "total"):
        return code, ""
    return BASES.get(code, "results_total"), breakdown


def answer_parts(asked: Asked, quantities: Sequence[Quantity], label: str) -> Answer:
    """Several quantities of one report side by side, zeros too."""
    filled = [q for q in quantities if q.value is not None]
    if not filled:
        return answer_nothing(asked, quantities[0])
    listed = [f"{_part_name(asked, q)}{_colon(asked)}{asked.number(q)}" for q in filled]
    text = asked.say("table", label=label, list=joined(asked.language, listed))
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    answer = Answer(asked.query, "answered", text, kind="table", rows=rows)
    return with_audit(asked, answer, list(quantities))


def _colon(asked: Asked) -> str:
    return ": " if asked.language == "en" else ""


def _part_name(asked: Asked, quantity: Quantity) -> str:
    return asked.label(quantity)


def answer_largest(asked: Asked, quantities: Sequence[Quantity], label: str) -> Answer:
    """The largest of several, with ties named."""
    table = answer_parts(asked, quantities, label)
    filled = [q for q in quantities if q.value is not None]
    if table.status != "answered" or not filled:
        return table
    most = max(q.value or Decimal(0) for q in filled)
    top = [q for q in filled if q.value == most]
    values = {"label": label, "value": plain(most), "unit": unit_text(asked.language, top[0].unit)}
    names = [asked.label(q) for q in top]
    if len(top) == 1:
        text = asked.say("largest", name=names[0], **values)
    else:
        text = asked.say("largest_tie", names=names_joined(asked.language, names), **values)
    return replace(table, text=f"{text}{_space(asked)}{table.text}", value=(plain(most), top[0].unit))


def answer_readings(asked: Asked, code: str, breakdown: str, extra: Sequence[Row] = ()) -> Answer:
    """A word with several meanings: every one with its number, none chosen."""
    quantities = [
        asked.sheet.quantity(c, breakdown) for c in readings_of(code) if c != "processing_fee"
    ]
    readings = [Reading(asked.label(q), _shown(q), q.unit, q.formula) for q in quantities]
    readings += [Reading(r.label, r.value, r.unit) for r in extra]
    listed = [_reading_text(asked, r) for r in readings]
    text = asked.say("readings", word=name_of(code, asked.language), list=joined(asked.language, listed))
    rows: list[Row] = []
    for q in quantities:
        rows += [row_of(asked.sheet.report, part, asked.language) for part in (q, *q.operands)]
    answer = Answer(
        asked.query, "answered", text, kind="derived", readings=tuple(readings), rows=(*rows, *extra)
    )
    return with_audit(asked, answer, quantities)


def _reading_text(asked: Asked, reading: Reading) -> str:
    value = "—" if reading.value is None else f"{reading.value}{unit_text(asked.language, reading.unit)}"
    formula = f"（{reading.formula}）" if reading.formula and asked.language != "en" else ""
    if reading.formula and asked.language == "en":
        formula = f" ({reading.formula})"
    return f"{reading.label}{_colon(asked)}{value}{formula}"


def parts_of(sheet: Sheet, code: str, breakdown: str) -> list[Quantity]:
    """What a quantity is made of in its form: results, reasons, or the four results of a block."""
    if code.startswith("suit_") and code not in forms.indicators():
        results = ("upheld", "corrected", "other", "pending")
        return [sheet.quantity(f"suit_{result}") for result in results]
    if code in ("requests_new", "results_total"):
        return [sheet.cell(c, breakdown) for c in OUTCOMES]
    return [sheet.cell(c, breakdown) for c in forms.parts(code)]


def applicants_of(sheet: Sheet, code: str) -> list[Quantity]:
    """A row of table three by who applied."""
    return [sheet.cell(code, b) for b in forms.applicants()]


def columns_of(sheet: Sheet, row: str) -> list[Quantity]:
    """Every column that the report's form has for a row of table two."""
    codes = [i.code for i in forms.indicators().values() if i.row_code == row and i.table == "2"]
    return [sheet.cell(c) for c in codes if (c, "") in sheet.printed]

