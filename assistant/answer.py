"""An answer in the contract's shape: what was understood, the rows, and the evidence for each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from assistant.codes import difference_of, name_of
from assistant.figures.lookup import Quantity
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.texts import SCOPES, in_script, say, spaced
from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.figures import TABLE_NAMES, Figure
from ingest.identity.divisions import gazetteer
from ingest.lines import finding_line
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of an answer, printed or computed; empty indicator for a figure of the prose."""

    report: Report
    indicator: str
    breakdown: str
    label: str
    value: str
    state: str
    unit: str
    raw: str
    where: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something stands: a cell's labels and text, or a passage."""

    report: Report
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several meanings of a word, with its number."""

    label: str
    value: str | None
    unit: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets. value is the one number asked for, with its unit; ordered says that it
    tells what stands at the place of an order that was asked for.
    """

    query: Query
    status: str
    text: str
    kind: str | None = None
    reason: str | None = None
    value: tuple[str, str] | None = None
    readings: tuple[Reading, ...] = ()
    rows: tuple[Row, ...] = ()
    formula: str | None = None
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[tuple[Report, Finding], ...] = ()
    options: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    ordered: bool = False
    sentence: str = ""
    ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The answer as `ask --json` prints it."""
        language = self.query.language
        return {
            "question": self.query.text,
            "language": language,
            "status": self.status,
            "reason": self.reason,
            "kind": self.kind,
            "text": in_script(language, self.text),
            "value": {"value": self.value[0], "unit": self.value[1]} if self.value else None,
            "readings": [_reading_line(r) for r in self.readings],
            "rows": [_row_line(r) for r in self.rows],
            "formula": self.formula or None,
            "query": self._query_line(),
            "evidence": [_evidence_line(n, e, language) for n, e in enumerate(self.evidence, 1)],
            "findings": [finding_line(r, f, language) for r, f in self.findings],
            "options": [in_script(language, o) for o in self.options],
            "suggestions": [in_script(language, s) for s in self.suggestions],
            "ms": round(self.ms, 2),
        }

    def _query_line(self) -> dict[str, Any]:
        query = self.query
        return {
            "sentence": in_script(query.language, self.sentence),
            "publishers": [b.publisher for b in query.bodies],
            "scope": query.bodies[0].scope if query.bodies else "",
            "years": list(query.years),
            "indicators": list(query.items),
            "breakdown": query.breakdowns[0] if query.breakdowns else "",
            "operation": query.operation or "value",
            "inherited": list(query.inherited),
            "unread": list(query.unread),
        }


def link_to(report: Report, where: str) -> str:
    """The page's path and query for a cell or passage."""
    place = {"document": report.document, "revision": report.revision, "where": where}
    return f"/report?{urlencode(place)}"


def label_of(code: str, breakdown: str, language: str) -> str:
    """How an answer names a figure: 本年新收政府信息公开申请（自然人）."""
    name = name_of(code, language)
    if not breakdown or breakdown == "total":
        return name
    sign = "-" if difference_of(breakdown) else "+"
    columns = [forms.breakdowns()[b] for b in breakdown.split(sign)]
    who = f" {'−' if sign == '-' else sign} ".join(
        c.name_en if language == "en" else c.label for c in columns
    )
    return f"{name} ({who})" if language == "en" else f"{name}（{who}）"


def row_of(report: Report, quantity: Quantity, language: str) -> Row:
    """A quantity as a row; where no cell holds it the row is computed, with its formula."""
    figure = quantity.figure
    known = figure is not None and quantity.unit != "%"
    return Row(
        report=report,
        indicator=quantity.code if quantity.code in forms.indicators() else "",
        breakdown=figure.breakdown if figure else "",
        label=label_of(quantity.code, quantity.breakdown, language),
        value="" if quantity.value is None else plain(quantity.value),
        state=figure.state if figure and known else "computed",
        unit=quantity.unit,
        raw=figure.raw if figure and known else "",
        where=figure.where if figure and known else "",
        formula=quantity.formula,
    )


def evidence_of(report: Report, figures: Iterable[Figure]) -> list[Evidence]:
    """A piece of evidence for each printed cell, once."""
    found = dict.fromkeys(f for f in figures if f.state != "computed")
    return [Evidence(report, f.where, cell_quote(f)) for f in found]


def cell_quote(figure: Figure) -> str:
    """A cell as evidence: its table, row label, column label and what stands in it."""
    column = f" | {figure.column}" if figure.column else ""
    return f"{TABLE_NAMES[figure.table]} {figure.row}{column}：{figure.raw or '（空白）'}"


def with_evidence(answer: Answer, found: Sequence[Evidence]) -> Answer:
    """The answer with more evidence, each place once."""
    kept = {(e.report.document, e.where): e for e in (*answer.evidence, *found)}
    return replace(answer, evidence=tuple(kept.values()))


def together(answers: Sequence[Answer]) -> Answer:
    """The same question put to several reports: one answer a line, with all their evidence."""
    answered = [a for a in answers if a.status == "answered"]
    if len(answers) == 1 or not answered:
        return answers[0]
    whole = replace(
        answered[0], text="\n".join(a.text for a in answers), value=None, readings=(), formula=None,
        rows=tuple(r for a in answers for r in a.rows),
        findings=tuple(f for a in answers for f in a.findings),
    )  # fmt: skip
    return with_evidence(whole, [e for a in answered for e in a.evidence])


def body_text(language: str, report: Report) -> str:
    """The body's full name, in English with that of its place in letters."""
    name = report.publisher or say(language, "title", title=report.title)
    division = gazetteer().by_code(report.division_code) if language == "en" else None
    return f"{name} ({division.pinyin.title()})" if division and division.pinyin else name


def scope_text(language: str, report: Report) -> str:
    """The scope in words."""
    return SCOPES[report.scope][language == "en"]


def _reading_line(reading: Reading) -> dict[str, Any]:
    return {
        "label": reading.label, "value": reading.value, "unit": reading.unit,
        "formula": reading.formula or None,
    }  # fmt: skip


def _row_line(row: Row) -> dict[str, Any]:
    report = row.report
    return {
        "document": report.document, "publisher": report.publisher, "scope": report.scope,
        "division": report.division, "year": report.year, "indicator": row.indicator,
        "breakdown": row.breakdown, "label": row.label, "value": row.value or None,
        "state": row.state, "unit": row.unit, "raw": row.raw, "where": row.where,
        "formula": row.formula or None,
    }  # fmt: skip


def _evidence_line(n: int, evidence: Evidence, language: str) -> dict[str, Any]:
    report = evidence.report
    return {
        "n": n, "document": report.document, "title": report.title, "publisher": report.publisher,
        "scope": report.scope, "year": report.year, "published": report.published,
        "source": report.url or report.source, "sha256": report.sha256, "where": evidence.where,
        "quote": in_script(language, spaced(evidence.quote)),
        "link": link_to(report, evidence.where),
        "sample": report.sample,
    }  # fmt: skip


def understood(query: Query) -> str:
    """The question as understood, in one line."""
    english = query.language == "en"
    parts = [b.publisher for b in query.bodies]
    parts += [str(y) for y in query.years]
    parts += [name_of(i, query.language) for i in query.items]
    for code in (c for column in query.breakdowns for c in re.split("[+-]", column)):
        found = forms.breakdowns()[code]
        parts.append(found.name_en if english else found.label)
    held = grammar("texts")["operations"]
    parts += [held[query.operation][english]] if query.operation in held else []
    return " · ".join(parts) or query.text
