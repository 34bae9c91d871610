"""Excel workbooks written by openpyxl, changed, and read."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from ingest.document import Table
from ingest.readers import read_blocks


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(*rows: list[Any], change: Callable[[Any], object] = lambda sheet: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    return saved(book)


def rows(data: bytes) -> list[tuple[str, ...]]:
    return [row for b in read_blocks(data, "x") if isinstance(b, Table) for row in b.rows]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part written anew."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return file.getvalue()
