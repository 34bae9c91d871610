"""One report as one file: which renderers there are, and what each no longer shows."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpus import prints
from eval.corpus.key import data
from eval.corpus.office import convert, write_docx, write_xlsx
from eval.corpus.pages import PAGES, write_page
from eval.corpus.prints import Printer
from eval.corpus.reports import Report
from eval.corpus.scars import PROSE, SCARS, scarred
from eval.corpus.shapes import SHAPES, write_text

SCARRED = 0.3
MEMBER = "年报/政府信息公开.html"
Writer = Callable[[Report, random.Random, Printer], bytes]


@dataclass(frozen=True, slots=True)
class Renderer:
    """How a report is written: `headed` where the posting data of its page stands in it, `slow`
    where it is made only when asked for, `convert` what LibreOffice makes of the file, `member`
    what of an archive is the report.
    """

    suffix: str
    write: Writer
    headed: bool = True
    slow: bool = False
    convert: str = ""
    member: str = ""


def _zipped(report: Report, rng: random.Random, printer: Printer) -> bytes:
    """A page among the litter that systems leave in archives."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._report.html", b"\x00\x05\x16\x07")
        archive.writestr(MEMBER, write_page(report, "page", rng))
        archive.writestr("年报/Thumbs.db", b"\xd0\xcf\x11\xe0")
    return file.getvalue()


def _text(name: str) -> Writer:
    return lambda report, rng, printer: write_text(report, name, rng).encode()


def _page(name: str) -> Writer:
    return lambda report, rng, printer: write_page(report, name, rng)


def _docx(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return write_docx(report, rng)


def _plain_docx(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return write_docx(report, rng, "Normal Table")


def _web(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.print_page(report, rng).encode()


def _pdf(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return printer.pdf(prints.print_page(report, rng))


def _look(name: str) -> Writer:
    return lambda report, rng, printer: printer.pdf(prints.print_page(report, rng, look=name))


def _site(name: str) -> Writer:
    return lambda report, rng, printer: printer.pdf(prints.site_page(report, rng, name), True)


def _scan_bare(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.scan(_large_bare(report, rng, printer), rng)


def _scan_bare_worn(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.scan(_large_bare(report, rng, printer), rng, worn=True)


def _large_bare(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return printer.pdf(prints.print_page(report, rng, large=True, look="bare"))


def _scan(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.scan(printer.pdf(prints.print_page(report, rng, large=True)), rng)


def _worn(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.scan(printer.pdf(prints.print_page(report, rng, large=True)), rng, worn=True)


def _picture(report: Report, rng: random.Random, printer: Printer) -> bytes:
    return prints.picture(printer.pdf(prints.print_page(report, rng, large=True)))


RENDERERS: dict[str, Renderer] = {
    **{f"text {name}": Renderer(".txt", _text(name)) for name in SHAPES},
    **{name: Renderer(".mht" if name == "mhtml" else ".html", _page(name)) for name in PAGES},
    "zip": Renderer(".zip", _zipped, member=MEMBER),
    "docx": Renderer(".docx", _docx, headed=False),
    "xlsx": Renderer(".xlsx", lambda r, rng, printer: write_xlsx(r, rng), headed=False),
    "pdf": Renderer(".pdf", _pdf, headed=False),
    **{
        f"pdf {name}": Renderer(".pdf", _look(name), headed=False, slow=name != "bare")
        for name in data("looks")
    },
    **{f"pdf site {name}": Renderer(".pdf", _site(name), slow=True) for name in data("sites")},
    "pdf office": Renderer(".docx", _docx, headed=False, slow=True, convert="pdf"),
    "pdf office plain": Renderer(".docx", _plain_docx, headed=False, slow=True, convert="pdf"),
    "pdf office web": Renderer(".html", _web, headed=False, slow=True, convert="pdf"),
    "doc": Renderer(".docx", _docx, headed=False, slow=True, convert="doc"),
    "scan": Renderer(".pdf", _scan, headed=False, slow=True),
    "scan bare worn": Renderer(".pdf", _scan_bare_worn, headed=False, slow=True),
    "scan bare": Renderer(".pdf", _scan_bare, headed=False, slow=True),
    "scan worn": Renderer(".pdf", _worn, headed=False, slow=True),
    "scan png": Renderer(".png", _picture, headed=False, slow=True),
}


def chosen(only: Sequence[str]) -> list[str]:
    """The renderers whose name holds one of the words; all but the slow ones for no word."""
    if not only:
        return [name for name, renderer in RENDERERS.items() if not renderer.slow]
    return [name for name in RENDERERS if any(word in name for word in only)]


def render(report: Report, name: str, printer: Printer) -> bytes:
    """The report by one renderer; its key is told what that no longer shows."""
    renderer, key = RENDERERS[name], report.key
    if not renderer.headed:
        key.published, key.posted_by = "", ""
    rng = random.Random(report.seed)
    scar = "traditional" if name == "page big5" else _scar(name, rng)
    if scar:
        key.scar, report = scar, scarred(report, scar, rng)
    return renderer.write(report, rng, printer)


def _scar(name: str, rng: random.Random) -> str:
    """Copies as text and pages bear scars of every kind, prints those of their fonts, Word files
    only those of typing.
    """
    if rng.random() > SCARRED:
        return ""
    if name.startswith(("text", "page", "mhtml")):
        return rng.choice((*SCARS, *PROSE))
    if name.startswith("pdf"):
        return "radicals"
    return rng.choice(("spaced", "mixed")) if name == "docx" else ""


def converted(files: dict[str, list[Path]]) -> dict[Path, Path]:
    """What LibreOffice makes of files, by format; the file it was made of is removed."""
    made: dict[Path, Path] = {}
    for form, paths in files.items():
        convert(paths, form)
        for path in paths:
            path.unlink()
            made[path] = path.with_suffix(f".{form}")
    return made
