"""PDF files with a text layer, printed by a browser, and scans of their pages."""

import io
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from typing import Any

from eval.corpus.grids import Grid, Row
from eval.corpus.key import data
from eval.corpus.pages import write_page
from eval.corpus.reports import Para, Report
from ingest.errors import ReportError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STYLE = """
@page { size: A4; margin: 2.2cm 2cm; }
body { font: %(size)spt/1.6 "Noto %(face)s CJK SC"; }
h1 { font-size: 18pt; text-align: center; } p { text-indent: 2em; margin: .3em 0; }
h2 { font-size: 13pt; } h3 { font-size: 12pt; }
table { border-collapse: collapse; width: 100%%; font-size: %(cells)spt; }
td { border: .6pt solid #000; padding: 2pt 3pt; text-align: center; }
td.tall { width: 1.3em; } td.left { text-align: left; }
tr { break-inside: %(rows)s; }
"""
# Pages are written with cells that differ in their markup; in print they are set alike.
EVEN = "td p { margin: 0; text-align: inherit !important; }"
DPI = 200
SITES = (
    "page", "page word", "page layout", "page nested", "page spans", "page split", "page heads",
)  # fmt: skip


def browser() -> str:
    """Where a Chromium is, "" where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


class Printer:
    """One browser for all prints of a run, started when the first is asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.page: Any = None

    def pdf(self, html: str, headed: bool = False) -> bytes:
        """A page as a PDF file, `headed` with the date, title, address and count that browsers
        print. Raises ReportError where there is no browser.
        """
        if self.page is None:
            self.page = self._started()
        self.page.set_content(html)
        margin = dict.fromkeys(("top", "bottom", "left", "right"), "1cm") if headed else None
        printed = self.page.pdf(
            prefer_css_page_size=True, print_background=True, display_header_footer=headed,
            format="A4", margin=margin,
        )  # fmt: skip
        return bytes(printed)

    def _started(self) -> Any:
        path = browser()
        if not path:
            seen = f"none of {', '.join(BROWSERS)} is installed"
            raise ReportError("PDF files", seen, "install one, or leave PDF out with --only")
        from playwright.sync_api import sync_playwright

        playwright = self.stack.enter_context(sync_playwright())
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self.stack.callback(launched.close)
        return launched.new_page()


@contextmanager
def printing() -> Iterator[Printer]:
    """A printer that closes its browser at the end."""
    with ExitStack() as stack:
        yield Printer(stack)


def site_page(report: Report, rng: random.Random, site: str) -> str:
    """The report as a page of a site, in a style of `sites.toml`, to be printed."""
    page = write_page(report, rng.choice(SITES), rng).decode()
    css = EVEN + data("sites")[site]["css"]
    return page.replace("</head>", f"<style>{css}</style></head>")


def print_page(report: Report, rng: random.Random, large: bool = False, look: str = "") -> str:
    """The report as a page to be printed, heads of tables repeated on every sheet; its tables are
    ruled all over, or have a look of `looks.toml`.
    """
    style = STYLE % {
        "size": 12 if large else rng.choice((11, 12, 14)), "face": rng.choice(("Serif", "Sans")),
        "cells": 10.5 if large else rng.choice((8, 9, 10.5)), "rows": rng.choice(("auto", "avoid")),
    }  # fmt: skip
    tags = {"heading": "h2", "sub": "h3"}
    body = "".join(
        f"<{(tag := tags.get(b.part, 'p'))}>{escape(b.text)}</{tag}>" if isinstance(b, Para)
        else _table(b)
        for b in report.blocks
    )  # fmt: skip
    head = f"<h1>{escape(report.head.title)}</h1>"
    css = data("looks")[look]["css"] if look else ""
    return (
        f"<html><meta charset='utf-8'><style>{style}{css}</style><body>{head}{body}</body></html>"
    )


def _table(grid: Grid) -> str:
    title = f"<p>{grid.title}</p>" if grid.title else ""
    head = "".join(_row(row) for row in grid.rows[: grid.head])
    body = "".join(_row(row) for row in grid.rows[grid.head :])
    return f"{title}<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(row: Row) -> str:
    cells = []
    for box in row:
        kind = "tall" if box.rows > 2 and len(box.text) < 12 else "left" if not box.name else ""
        spans = f"rowspan={box.rows} colspan={box.cols} class='{kind}'"
        cells.append(f"<td {spans}>{escape(box.text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def scan(pdf: bytes, rng: random.Random, worn: bool = False) -> bytes:
    """The pages of a PDF file as pictures in a PDF file; `worn` ones are gray, noisy and askew."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    if worn:
        pages = [_worn(page, rng) for page in pages]
    file = io.BytesIO()
    quality = 60 if worn else 92
    pages[0].save(
        file, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=quality
    )
    return file.getvalue()


def _worn(page: Any, rng: random.Random) -> Any:
    """A page on gray paper with the noise of a scanner, up to two degrees askew."""
    from PIL import Image, ImageChops

    noise = Image.effect_noise(page.size, 12)
    gray = Image.new("L", page.size, rng.randrange(215, 250))
    page = ImageChops.add(ImageChops.multiply(page, gray), noise, offset=-128)
    return page.rotate(rng.uniform(-2, 2), Image.Resampling.BICUBIC, fillcolor=230)


def picture(pdf: bytes) -> bytes:
    """The pages of a PDF file below one another in one PNG."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    whole = Image.new("L", (max(p.width for p in pages), sum(p.height for p in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    file = io.BytesIO()
    whole.save(file, "PNG")
    return file.getvalue()
