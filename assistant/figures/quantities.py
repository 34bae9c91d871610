"""A figure as an answer: its value or which kind of nothing, its cells, what doesn't add up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Row, body_text, evidence_of, label_of, row_of, with_evidence
from assistant.figures.lookup import Quantity, Sheet
from assistant.query import Query
from assistant.texts import joined, names_joined, place_text, say, unit_text
from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.figures import TABLE_NAMES

SHOWN = 6
# The sums of the form: their notes tell of totals left blank, other notes of other things.
IDENTITIES = ("H1", "H2", "H3", "H4")
# 2021年本年新收 says the year twice.
REPEATED = re.compile(r"(?<=\d)年本年")


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

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return " " if self.language == "en" else ""

    @property
    def colon(self) -> str:
        """What stands between a name and its number in a list."""
        return ": " if self.language == "en" else ""

    def say(self, key: str, **values: object) -> str:
        """A sentence about this report."""
        text = say(self.language, key, **{**self.names, **values})
        return REPEATED.sub("年", text)

    def number(self, quantity: Quantity) -> str:
        """A value with its unit."""
        value = Decimal(0) if quantity.value is None else quantity.value
        return f"{plain(value)}{unit_text(self.language, quantity.unit)}"

    def label(self, quantity: Quantity) -> str:
        """The name of a quantity."""
        return label_of(quantity.code, quantity.breakdown, self.language)


def answer_value(asked: Asked, quantity: Quantity) -> Answer:
    """One cell or one sum."""
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    rows: tuple[Row, ...] = (row_of(asked.sheet.report, quantity, asked.language),)
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
        text = asked.say(key, **values)
        return text + (asked.space + asked.say("blanks_closed") if quantity.blanks else "")
    key = "figure_place" if figure.column else "figure_place_no_column"
    table = TABLE_NAMES[figure.table]
    if asked.language == "en":
        table = f"table {table_number(figure.table)} ({table})"
    place = asked.say(key, table=table, row=figure.row, column=figure.column)
    return asked.say("figure", **values) + asked.space + place


def table_number(table: str) -> str:
    """The number of a table in English."""
    return {"2": "two", "3": "three", "4": "four"}.get(table, "annex")


def with_audit(
    asked: Asked, answer: Answer, quantities: Sequence[Quantity], sums: bool = True
) -> Answer:
    """Add the cells as evidence, what was found about them, and for a single one, with `sums`, the
    identities that it holds in.
    """
    held: set[str] = set()
    found = []
    for quantity in quantities:
        holds, problems = asked.sheet.checks_of(quantity)
        held |= set(holds)
        found += problems
    found = list(dict.fromkeys(found))
    text = answer.text + _caveats(asked, quantities, found)
    sums &= len(quantities) == 1 and not any(f.check in IDENTITIES for f in found)
    if held and sums:
        said = [asked.say(f"check_{check}") for check in sorted(held)]
        text += asked.space + asked.say(
            "checked", sums=names_joined(asked.language, said),
            checks=names_joined(asked.language, sorted(held)),
        )  # fmt: skip
    figures = [f for q in quantities for f in q.cells]
    report = asked.sheet.report
    return with_evidence(
        replace(answer, text=text, findings=tuple((report, f) for f in found)),
        evidence_of(report, figures),
    )


def _caveats(asked: Asked, quantities: Sequence[Quantity], found: Sequence[Finding]) -> str:
    """What doesn't add up, in full; totals left blank only counted, where not already said."""
    said = [f.text_en if asked.language == "en" else f.text for f in found if f.severity != "note"]
    said = [place_text(asked.language, one) for one in said]
    text = "".join(asked.space + asked.say("caveat", text=one) for one in said[:3])
    if len(said) > 3:
        text += asked.space + asked.say("caveat_more", count=len(said) - 3)
    told = {q.figure.where for q in quantities if q.note == "blank_total" and q.figure}
    blank = [f for f in found if f.severity == "note" and f.check in IDENTITIES]
    notes = [f for f in blank if f"{f.where}（计算）" not in told]
    if notes:
        text += asked.space + asked.say("caveat_notes", count=len(notes))
    return text


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
            text += asked.space + asked.say("left_blank_closes")
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
        found = {forms.indicators()[code].table for code, _ in asked.sheet.printed}
        table = "表二" if indicator and indicator.table == "2" else "表三、表四"
        # A table may be found whose rows don't show which form it is.
        row = indicator and indicator.table in found
        return asked.say("no_table", table=f"“{asked.label(gone)}”" if row else table)
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
    printed = [
        f"{asked.label(q)}{asked.colon}{asked.number(q)}"
        for q in quantity.operands
        if q.value is not None
    ]
    rest = (
        asked.say("undefined_rest", list=joined(asked.language, printed[:SHOWN])) if printed else ""
    )
    return asked.say("undefined_missing", label=asked.label(gone), rest=rest)
