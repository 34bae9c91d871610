"""What is known of a report itself, for the head of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.texts import SCOPES
from ingest.checks import Finding, identities
from ingest.figures import Figure
from ingest.report import Report
from ui.labels import label, scripted
from ui.markup import element, esc, link_to_source, text_element

CHECKED = ("H1", "H2", "H3", "H4")


@dataclass(frozen=True, slots=True)
class Audit:
    """How many sums of a report hold, fail, or stay open because a cell holds no number."""

    held: int
    failed: int
    open: int


def audit_of(figures: Sequence[Figure], findings: Sequence[Finding]) -> Audit:
    """The printed sums of one report, counted."""
    cells = {
        (f.indicator, f.breakdown): f for f in figures if f.state != "computed" and f.indicator
    }
    rules = [i for i in identities({c: f for c, f in cells.items() if f.table == "3"})
             if any(c in cells for c in i.right)]  # fmt: skip
    whole = sum(
        all(c in cells and cells[c].value is not None for c in (*i.left, *i.right)) for i in rules
    )
    failed = sum(f.severity == "hard" and f.check in CHECKED for f in findings)
    return Audit(max(whole - failed, 0), failed, len(rules) - whole)


def audit_text(audit: Audit, language: str) -> str:
    """The count in words."""
    said = []
    if audit.held:
        said.append(label(language, "checks_held", count=audit.held))
    if audit.failed:
        said.append(label(language, "checks_failed", count=audit.failed))
    if audit.open:
        said.append(label(language, "checks_open", count=audit.open))
    between = ", " if language == "en" else "，"
    return between.join(said) or label(language, "checks_none")


def facts_html(report: Report, audit: Audit, language: str) -> str:
    """Publisher, scope, dates, source, fingerprint and checks as a list of terms."""
    made = []
    for name, shown, field in _facts(report, audit, language):
        by_hand = field in report.hand
        mark = text_element("small", label(language, "by_hand"), css="nb-hand") if by_hand else ""
        given = shown or text_element("span", label(language, "not_given"), css="nb-nothing")
        term = text_element("dt", label(language, f"fact_{name}"))
        made.append(element("div", term, element("dd", given, mark)))
    return element("dl", *made, css="nb-facts")


def _facts(report: Report, audit: Audit, language: str) -> list[tuple[str, str, str]]:
    """(label, HTML, field of `set`) of each fact."""
    scope = scripted(language, SCOPES[report.scope][language == "en"])
    print_mark = element("code", esc(report.sha256[:16]), "…", title=report.sha256)
    forms = [
        label(language, "form_of", table=label(language, f"table_{table}_short"), form=form)
        for table, form in (("2", report.form2), ("3", report.form3))
        if form != "none"
    ]
    return [
        ("publisher", esc(report.publisher), "publisher"),
        ("scope", esc(scope), "scope"),
        (
            "division",
            esc(" ".join(filter(None, (report.division, report.division_code)))),
            "division",
        ),
        ("year", esc(report.year or ""), "year"),
        ("published", esc(report.published), "published"),
        ("posted_by", esc(report.posted_by), "posted_by"),
        ("source", link_to_source(source_of(report)), "url"),
        ("form", esc("; ".join(forms) if language == "en" else "；".join(forms)), ""),
        ("checks", esc(audit_text(audit, language)), ""),
        ("revision", esc(label(language, "revision_number", number=report.revision)), ""),
        ("sha256", print_mark, ""),
    ]


def source_of(report: Report) -> str:
    """The address of the original, else its file's name; never a path of this machine."""
    if report.url:
        return report.url
    if "://" in report.source:
        return report.source
    archive, _, member = report.source.partition("!")
    name = PurePath(archive.replace("\\", "/")).name
    return f"{name}!{member}" if member else name


def citation(report: Report, language: str) -> str:
    """Title, body, year, day of publication, and the mark of a sample, as HTML."""
    parts = [text_element("cite", f"《{report.title}》" if report.title else report.publisher)]
    if report.publisher and report.publisher not in report.title:
        parts.append(text_element("span", report.publisher))
    parts.append(text_element("span", report.year or label(language, "year_unknown")))
    when = label(language, "published", date=report.published) if report.published else (
        label(language, "published_unknown")
    )  # fmt: skip
    parts.append(text_element("span", when, css="nb-when"))
    return " ".join(parts) + (sample_mark(language) if report.sample else "")


def sample_mark(language: str) -> str:
    """The mark of a restated sample, which says what that is."""
    return text_element(
        "span", label(language, "sample"), css="nb-sample", title=label(language, "sample_text")
    )
