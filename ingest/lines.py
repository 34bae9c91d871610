"""The contract's shapes: a report, a cell, a stated figure and a finding as plain rows."""

import json
from typing import TYPE_CHECKING, Any

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report

if TYPE_CHECKING:
    from ingest.loading.add import Added

# What a reader of lines would take for the end of one.
LINE_BREAKS = {0x2028: "\\u2028", 0x2029: "\\u2029", 0x85: "\\u0085"}
CONTROLS = {n: json.dumps(chr(n))[1:-1] for n in (*range(32), *range(127, 160), *LINE_BREAKS)}
REPORT = (
    "source", "status", "document", "title", "publisher", "scope", "level", "division",
    "division_code", "posted_by", "year", "published", "form2", "form3", "figures", "stated",
    "findings", "hard", "chunks", "sha256", "sample", "error",
)  # fmt: skip
FIGURE = (
    "document", "revision", "publisher", "scope", "division_code", "division", "year", "form",
    "table", "row", "column", "indicator", "breakdown", "value", "state", "unit", "raw", "where",
    "source", "sha256",
)  # fmt: skip
STATED = (
    "document", "publisher", "year", "subject", "measure", "value", "unit", "bound", "share_of",
    "quote", "where",
)  # fmt: skip
FINDING = (
    "document", "publisher", "year", "check", "severity", "where", "expected", "actual", "text",
)  # fmt: skip
COUNTS = ("figures", "stated", "findings", "hard", "chunks")


def json_line(value: Any) -> str:
    """One JSON object as one line, however its text breaks lines."""
    return json.dumps(value, ensure_ascii=False, default=str).translate(LINE_BREAKS)


def on_one_line(text: str) -> str:
    """A text as a person reads it in a list: what would break its line is written out."""
    return text.translate(CONTROLS)


def report_line(report: Report | None, source: str, status: str, error: str = "") -> dict[str, Any]:
    """A report as `add` and `list` show it; empty where the source gave none."""
    if report is None or status == "failed":
        empty: dict[str, Any] = dict.fromkeys(REPORT, "")
        empty |= dict.fromkeys(COUNTS, 0)
        return {
            **empty,
            "source": source,
            "status": status,
            "year": None,
            "sample": False,
            "error": error,
        }
    held = {name: getattr(report, name, "") for name in REPORT}
    held |= {name: report.counts.get(name, 0) for name in COUNTS}
    shown = {"source": report.url or source, "status": status, "error": error}
    return {**held, **shown, **({"hand": dict(report.hand)} if report.hand else {})}


def added_line(added: "Added") -> dict[str, Any]:
    """What became of a source, as `add` shows it."""
    return {
        **report_line(added.report, added.source, added.status, added.error),
        "source": added.source,
    }


def figure_line(report: Report, figure: Figure) -> dict[str, Any]:
    """A cell as it is exported."""
    held = {name: getattr(figure, name, getattr(report, name, "")) for name in FIGURE}
    held["value"] = "" if figure.value is None else plain(figure.value)
    return held


def stated_line(report: Report, stated: Stated) -> dict[str, Any]:
    """A figure of the prose as it is exported."""
    held = {name: getattr(stated, name, getattr(report, name, "")) for name in STATED}
    return {**held, "value": plain(stated.value)}


def finding_line(report: Report, finding: Finding, language: str = "zh-Hans") -> dict[str, Any]:
    """A finding as `check` and answers show it."""
    held = {name: getattr(finding, name, getattr(report, name, "")) for name in FINDING}
    return {**held, "text": finding.text_en if language == "en" else finding.text}
