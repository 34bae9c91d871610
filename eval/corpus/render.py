"""One report as one file: which renderers there are, and what each no longer shows."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from eval.corpus.office import write_docx, write_xlsx
from eval.corpus.pages import PAGES, write_page
from eval.corpus.reports import Report
from eval.corpus.shapes import SHAPES, write_text

Writer = Callable[[Report, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Renderer:
    """How a report is written; `headed` where the posting data of its page stands in it."""

    suffix: str
    write: Writer
    headed: bool = True


def _text(name: str) -> Writer:
    return lambda report, rng: write_text(report, name, rng).encode()


def _page(name: str) -> Writer:
    return lambda report, rng: write_page(report, name, rng)


RENDERERS: dict[str, Renderer] = {
    **{f"text {name}": Renderer(".txt", _text(name)) for name in SHAPES},
    **{name: Renderer(".mht" if name == "mhtml" else ".html", _page(name)) for name in PAGES},
    "docx": Renderer(".docx", write_docx, headed=False),
    "xlsx": Renderer(".xlsx", write_xlsx, headed=False),
}


def render(report: Report, name: str) -> bytes:
    """The report by one renderer; its key is told what that no longer shows."""
    renderer, key = RENDERERS[name], report.key
    if not renderer.headed:
        key.published, key.posted_by = "", ""
    return renderer.write(report, random.Random(report.seed))
