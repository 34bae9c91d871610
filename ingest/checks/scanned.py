"""Which tables were read from a picture: a finding that travels with every figure of theirs."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.checks import Finding
from ingest.document import Document
from ingest.figures import TABLE_NAMES, extract_figures


def check_scanned(document: Document) -> Iterator[Finding]:
    """A note on each of the form's tables that was read by OCR."""
    scanned = tuple(table for table in document.tables if table.scanned)
    if not scanned:
        return
    figures = extract_figures(replace(document, tables=scanned)).figures
    for name in sorted({TABLE_NAMES[figure.table] for figure in figures}):
        yield Finding(
            "unreadable", "note", name, "", "OCR",
            f"{name}取自扫描件或图片，由文字识别（OCR）读出，引用前请对照原件",
            "the table was read by OCR from a scan or a picture: compare it with the original",
        )  # fmt: skip
