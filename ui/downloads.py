"""The rows of an answer as a file for a journalist's own tools, defused as any export."""

import csv
import io

from assistant.answer import Answer
from ingest.export import defused

COLUMNS = (
    "publisher", "scope", "year", "label", "value", "unit", "state", "raw", "formula", "where",
    "title", "source", "published", "sha256", "document", "sample",
)  # fmt: skip


def answer_csv(answer: Answer) -> bytes:
    """One line a row of the answer, with its source, as UTF-8 CSV with a BOM."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in answer.rows:
        report = row.report
        values = {
            "publisher": report.publisher, "scope": report.scope, "year": report.year,
            "label": row.label, "value": row.value, "unit": row.unit, "state": row.state,
            "raw": row.raw, "formula": row.formula, "where": row.where, "title": report.title,
            "source": report.url or report.source, "published": report.published,
            "sha256": report.sha256, "document": report.document, "sample": report.sample,
        }  # fmt: skip
        writer.writerow([defused(name, values[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")
