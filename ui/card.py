"""A fact card: a figure with all that is needed to quote it and to check it, as text to copy."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Answer, Row, link_to
from assistant.figures.lookup import Sheet
from assistant.texts import in_script
from ingest.checks import Finding
from ingest.report import Report
from ingest.store.database import Database
from ui.facts import source_of
from ui.labels import found_text, joined, label, told


def audit_rows(rows: Iterable[Row], database: Database) -> tuple[list[str], list[Finding]]:
    """The identities that hold around the rows' cells, and what was found about those cells."""
    held: set[str] = set()
    found: dict[Finding, None] = {}
    sheets: dict[tuple[str, int], Sheet] = {}
    for row in rows:
        if not row.indicator:
            continue
        key = (row.report.document, row.report.revision)
        sheet = sheets.setdefault(key, Sheet(row.report, database))
        names, findings = sheet.checks_of(sheet.quantity(row.indicator, row.breakdown))
        held |= set(names)
        found |= dict.fromkeys(findings)
    return sorted(held), list(found)


@dataclass(frozen=True, slots=True)
class Quoted:
    """How an answer is quoted: by which site's address, on which day, and what was checked."""

    site: str
    today: str
    checked: str


def card_text(answer: Answer, quoted: Quoted, language: str) -> str:
    """The card of an answer that is one figure, or several of the same kind."""
    lines: list[tuple[str, str]] = []
    if answer.value:
        lines.append(("card_figure", f"{answer.value[0]}{answer.value[1]}"))
    lines += [("card_of", in_script(answer.query.language, answer.sentence))]
    held = [row for row in answer.rows if row.where or row.value]
    lines += [("card_cell", _cell(row, quoted.site)) for row in held]
    lines += [("card_reading", _reading(r.label, r.value, r.unit)) for r in answer.readings]
    if answer.formula:
        lines.append(("card_formula", answer.formula))
    for report in _reports(answer):
        lines += _of_report(report, language)
    lines.append(("card_checks", quoted.checked))
    lines += [("card_footnote", footnote(report, quoted.today)) for report in _reports(answer)]
    return "\n".join(told(language, key, text) for key, text in lines)


def checks_text(rows: Iterable[Row], database: Database, language: str) -> str:
    """What was checked around the cells of an answer, in a line."""
    held, found = audit_rows(rows, database)
    said = [label(language, "card_held", checks=joined(language, held))] if held else []
    said += [found_text(f, language) for f in found]
    return ("; " if language == "en" else "；").join(said) or label(language, "checks_none")


def footnote(report: Report, today: str) -> str:
    """The source as Chinese theses cite it, by GB/T 7714."""
    when = f"({report.published})" if report.published else ""
    address = f" {report.url}." if report.url else ""
    title = report.title or report.publisher
    return f"{report.publisher}. {title}[R/OL]. {when}[{today}].{address}"


def _cell(row: Row, site: str) -> str:
    shown = f"{row.value}{row.unit}" if row.value else (row.raw or "—")
    place = row.where or row.formula
    link = f"  {site}{link_to(row.report, row.where)}" if row.where else ""
    return f"{row.report.publisher} {row.report.year or ''} {row.label} {shown}  [{place}]{link}"


def _reading(name: str, value: str | None, unit: str) -> str:
    return f"{name} {'—' if value is None else value + unit}"


def _reports(answer: Answer) -> list[Report]:
    found = {(r.report.document, r.report.revision): r.report for r in answer.rows}
    found |= {(e.report.document, e.report.revision): e.report for e in answer.evidence}
    return list(found.values())


def _of_report(report: Report, language: str) -> list[tuple[str, str]]:
    sample = f"（{label(language, 'sample')}）" if report.sample else ""
    return [
        ("card_title", f"{report.title}{sample}"), ("fact_publisher", report.publisher),
        ("fact_published", report.published or label(language, "not_given")),
        ("fact_source", source_of(report)), ("fact_sha256", report.sha256),
    ]  # fmt: skip
