"""Old Word, WPS, Excel and rich text files, with a program that stands for LibreOffice."""

import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import Workbook

from ingest.document import Table, outline
from ingest.errors import UnknownFormat, UnreadableReport
from ingest.figures import extract_figures
from ingest.readers import legacy, read_blocks

PROSE = "本报告由江川区人民政府办公室依据政府信息公开条例编制。"
Script = Callable[[str], Path]


def compound(*streams: str) -> bytes:
    """What an old Office file begins with, and the names in its directory."""
    return legacy.OLE + bytes(504) + b"".join(f"{s}\0".encode("utf-16-le") for s in streams)


def opendocument(kind: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return file.getvalue()


def docx() -> bytes:
    file, document = io.BytesIO(), Document()
    document.add_paragraph(PROSE)
    document.save(file)
    return file.getvalue()


def xlsx() -> bytes:
    file, book = io.BytesIO(), Workbook()
    book.active.append(["行政许可", 12])
    book.save(file)
    return file.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Put a program on the path that runs what it is told, in Python, as LibreOffice is called."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "new.docx").write_bytes(docx())
    (tmp_path / "new.xlsx").write_bytes(xlsx())

    def written(does: str) -> Path:
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, shutil, subprocess, sys, time, pathlib\n"
            f"kept = pathlib.Path({str(tmp_path)!r})\n"
            "given, target = sys.argv[-1], sys.argv[sys.argv.index('--convert-to') + 1]\n"
            "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
            "out.mkdir(parents=True, exist_ok=True)\n"
            f"{does}\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        return tmp_path

    return written


REWRITE = "shutil.copy(kept / f'new.{target}', out / f'report.{target}')"


@pytest.mark.parametrize(
    ("data", "ending", "text"),
    [
        (compound("Root Entry", "WordDocument"), "doc", PROSE),
        (compound("Root Entry", "WpsCustomData"), "doc", PROSE),
        (b"{\\rtf1\\ansi x}", "rtf", PROSE),
        (opendocument("text"), "odt", PROSE),
        (compound("Root Entry", "Workbook"), "xls", Table((("行政许可", "12"),))),
        (compound("Root Entry", "Book"), "xls", Table((("行政许可", "12"),))),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "xml", PROSE),
        (opendocument("spreadsheet"), "ods", Table((("行政许可", "12"),))),
    ],
)
def test_a_file_is_rewritten_and_read(
    office: Script, data: bytes, ending: str, text: str | Table
) -> None:
    kept = office(f"{REWRITE}\nshutil.copy(given, kept / pathlib.Path(given).name)")
    assert read_blocks(data, "x") == [text]
    assert (kept / f"report.{ending}").read_bytes() == data


def test_macros_links_and_network_are_off_and_nothing_of_ours_is_told(
    office: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_CHAT_KEY", "secret")
    kept = office(
        f"{REWRITE}\n(kept / 'called').write_text('\\n'.join(sys.argv))\n"
        "(kept / 'told').write_text(repr(dict(os.environ)))\n"
        "profile = pathlib.Path(sys.argv[1].partition('file://')[2])\n"
        "shutil.copytree(profile, kept / 'profile')"
    )
    read_blocks(compound("WordDocument"), "x")
    called = (kept / "called").read_text().split("\n")
    assert called[1].startswith("-env:UserInstallation=file:///")
    assert {"--headless", "--norestore", "--convert-to", "docx"} <= set(called)
    told = (kept / "told").read_text()
    assert "secret" not in told and "http://127.0.0.1:9" in told
    root = etree.parse(kept / "profile" / "user" / "registrymodifications.xcu").getroot()
    said = {prop.get(f"{{{prop.nsmap['oor']}}}name"): prop[0].text for prop in root.iter("prop")}
    assert said["MacroSecurityLevel"] == "3" and said["DisableMacrosExecution"] == "true"
    assert said["Link"] == said["ooInetProxyType"] == "2"


def test_nothing_is_left_behind(
    office: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(REWRITE)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    read_blocks(compound("WordDocument"), "x")
    assert not list((tmp_path / "own").iterdir())


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (compound("WordDocument"), "an old Word or WPS file"),
        (compound("Workbook"), "an old Excel or ET workbook"),
        (b"{\\rtf1 x}", "a rich text file"),
        (opendocument("text"), "an OpenDocument file"),
    ],
)
def test_without_libreoffice_one_line_says_what_to_do(
    data: bytes, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy, "PROGRAMS", ("soffice", "libreoffice"))
    with pytest.raises(UnknownFormat) as caught:
        read_blocks(data, "a.doc")
    said = str(caught.value)
    assert said.startswith(f"a.doc: this is {named}, which is read only where LibreOffice is ins")
    assert "save the file as ." in said


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("print('Error: source file could not be loaded')", "source file could not be loaded"),
        ("sys.exit(77)", "it wrote no file"),
        ("(out / f'report.{target}').symlink_to('/etc/passwd')", "it wrote no file"),
        ("(out / f'report.{target}').write_bytes(b'PK broken')", "the Word document is broken"),
    ],
)
def test_what_libreoffice_can_not_rewrite_is_refused(office: Script, does: str, said: str) -> None:
    office(does)
    with pytest.raises(UnreadableReport, match=said) as caught:
        read_blocks(compound("WordDocument"), "x")
    assert "\n" not in str(caught.value) and "nianbao-" not in str(caught.value)


def test_a_hanging_program_is_ended_with_what_it_started(
    office: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = office(
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "(kept / 'child').write_text(str(child.pid))\ntime.sleep(60)"
    )
    monkeypatch.setattr(legacy, "SECONDS", 2)
    start = time.monotonic()
    with pytest.raises(UnreadableReport, match="it took over 2 seconds"):
        read_blocks(compound("WordDocument"), "x")
    assert time.monotonic() - start < 10
    assert not _runs(int((kept / "child").read_text()))


def _runs(pid: int) -> bool:
    """Whether a process still does anything; one that ended may wait for its parent to notice."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except (ProcessLookupError, FileNotFoundError):
            return False
        time.sleep(0.1)
    return True


def test_a_locked_document_says_so() -> None:
    with pytest.raises(UnreadableReport, match="locked by a password"):
        read_blocks(compound("EncryptionInfo", "EncryptedPackage"), "x")


def tables_of(text: str) -> list[list[list[str]]]:
    """The rows of a Markdown report's tables, their rules left out."""
    runs = [run for run in re.split(r"\n(?!\|)", text) if "\n|" in run]
    lines = [[line for line in run.split("\n") if re.match(r"\|(?!-)", line)] for run in runs]
    return [[[c.strip() for c in line[1:-1].split("|")] for line in run] for run in lines]


def written_as(ending: str, text: str, folder: Path) -> bytes:
    """A report's tables as an old file that LibreOffice writes."""
    document, book = Document(), Workbook()
    for rows in tables_of(text):
        document.add_paragraph("表")
        table = document.add_table(0, max(map(len, rows)))
        for row in rows:
            book.active.append([int(c) if c.isdigit() else c for c in row])
            for cell, shown in zip(table.add_row().cells, row, strict=False):
                cell.text = shown
        book.active.append([])
    document.add_paragraph("完")
    document.save(str(folder / "made.docx"))
    book.save(folder / "made.xlsx")
    source = folder / ("made.xlsx" if ending == "xls" else "made.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"made.{ending}").read_bytes()


# Where CI_REQUIRES_OFFICE is set a missing LibreOffice fails, so that CI can't pass by skipping.
needs_office = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI_REQUIRES_OFFICE"),
    reason="LibreOffice is not installed",
)


@needs_office
@pytest.mark.parametrize("ending", ["doc", "xls"])
def test_every_cell_of_an_old_file_is_read(ending: str, text: str, tmp_path: Path) -> None:
    data = written_as(ending, text, tmp_path)
    assert data.startswith(legacy.OLE)
    expected, found = (
        extract_figures(outline(read_blocks(given, "x"))) for given in (text.encode(), data)
    )
    assert {f.where: f.raw for f in found.figures} == {f.where: f.raw for f in expected.figures}
    assert len(found.figures) == 186


@needs_office
def test_libreoffice_itself_rewrites_rich_text() -> None:
    codes = "".join(f"\\u{ord(c)}?" for c in PROSE)
    assert read_blocks(f"{{\\rtf1\\ansi {codes}\\par}}".encode(), "x") == [PROSE]
