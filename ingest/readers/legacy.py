"""Old Word, WPS and Excel files: rewritten by LibreOffice where it is there, then read as new ones.

Its profile is made for the one run: no macro runs, no link is followed, the network leads nowhere.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ingest.document import Block
from ingest.errors import ReportError, TooLarge, UnknownFormat, UnreadableReport
from ingest.readers.docx import read_docx
from ingest.readers.xlsx import read_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECONDS = 90
WRITTEN = 64 * 2**20
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# What LibreOffice is told of a file: its ending, and what to write.
TEXT, SHEET = ("doc", "docx"), ("xls", "xlsx")
STREAMS = (("WordDocument", TEXT), ("Workbook", SHEET), ("Book", SHEET))
OPEN_TYPES = (
    (b"application/vnd.oasis.opendocument.text", ("odt", "docx")),
    (b"application/vnd.oasis.opendocument.spreadsheet", ("ods", "xlsx")),
)
# The XML that Office wrote in 2003, and still does for what is called .doc or .xls.
XML_TYPES = (
    (b'progid="Excel.Sheet"', ("xml", "xlsx")),
    (b'progid="Word.Document"', ("xml", "docx")),
)
LOCKED = "EncryptedPackage"
NOWHERE = ("127.0.0.1", "9")
NAME = "/org.openoffice."
SCRIPTING, INTERNET = f"{NAME}Office.Common/Security/Scripting", f"{NAME}Inet/Settings"
SETTINGS = (
    (SCRIPTING, "MacroSecurityLevel", "3"),  # only signed macros of trusted places: there are none
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "DisableActiveContent", "true"),
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (f"{NAME}Office.Writer/Content/Update", "Link", "2"),  # never
    (f"{NAME}Office.Calc/Content/Update", "Link", "2"),
    (INTERNET, "ooInetProxyType", "2"),
    (INTERNET, "ooInetHTTPProxyName", NOWHERE[0]),
    (INTERNET, "ooInetHTTPProxyPort", NOWHERE[1]),
    (INTERNET, "ooInetHTTPSProxyName", NOWHERE[0]),
    (INTERNET, "ooInetHTTPSProxyPort", NOWHERE[1]),
)


def kind_of(data: bytes) -> tuple[str, str] | None:
    """The ending and the new format of a file that LibreOffice is asked for, None for others."""
    if data.startswith(b"{\\rtf"):
        return ("rtf", "docx")
    if data.startswith(OLE):
        return next((kind for name, kind in STREAMS if _names(data, name)), TEXT)
    if data.startswith(b"PK"):
        return next((kind for mark, kind in OPEN_TYPES if mark in data[:200]), None)
    return next((kind for mark, kind in XML_TYPES if mark in data[:400]), None)


def _names(data: bytes, stream: str) -> bool:
    """Whether a compound file has a stream of a name."""
    return stream.encode("utf-16-le") + b"\x00\x00" in data


def read_legacy(data: bytes, where: str) -> list[Block]:
    """Read an old Word, WPS or Excel file, rich text or an OpenDocument file.

    Raises UnknownFormat where LibreOffice isn't there, UnreadableReport where it fails.
    """
    ending, target = kind_of(data) or TEXT
    if data.startswith(OLE) and _names(data, LOCKED):
        raise UnreadableReport(
            where, "the document is locked by a password", "save it without one and add that"
        )
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), "")
    if not program:
        named = {"rtf": "a rich text file", "odt": "an OpenDocument file"}.get(
            ending, "an old Excel or ET workbook" if target == "xlsx" else "an old Word or WPS file"
        )
        raise UnknownFormat(
            where, f"this is {named}, which is read only where LibreOffice is installed",
            f"install it, or save the file as .{target} and add that",
        )  # fmt: skip
    try:
        written = _rewritten(program, data, (ending, target))
    except (OSError, ReportError) as error:
        seen = f"LibreOffice could not rewrite it ({error})"
        raise UnreadableReport(where, seen, f"save it as .{target} and add that") from error
    return read_xlsx(written, where) if target == "xlsx" else read_docx(written, where)


def _rewritten(program: str, data: bytes, kind: tuple[str, str]) -> bytes:
    """The bytes of the new file. Raises OSError or ReportError where there is none."""
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        (folder / f"report.{kind[0]}").write_bytes(data)
        said = _run([program, *_arguments(folder, kind)], _environment(folder))
        written = folder / "out" / f"report.{kind[1]}"
        if not written.is_file() or written.is_symlink():
            said = re.sub(r"\s+", " ", said.replace(made, "")).strip()
            raise OSError(said[-100:] or "it wrote no file")
        if written.stat().st_size > WRITTEN:
            raise TooLarge("", f"over {WRITTEN // 2**20} MB", "split it")
        return written.read_bytes()


def _arguments(folder: Path, kind: tuple[str, str]) -> list[str]:
    return [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", "--nolockcheck", "--convert-to", kind[1],
        "--outdir", str(folder / "out"), str(folder / f"report.{kind[0]}"),
    ]  # fmt: skip


def _environment(folder: Path) -> dict[str, str]:
    """What the program is told of its surroundings; nothing of ours (keys, addresses) is passed."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    proxies = dict.fromkeys(
        ("http_proxy", "https_proxy", "all_proxy"), f"http://{':'.join(NOWHERE)}"
    )
    return {
        **kept,
        **proxies,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _settings() -> str:
    """The profile's settings as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{said}</value></prop></item>"
        for path, name, said in SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _run(command: list[str], environment: dict[str, str]) -> str:
    """What the program said. Its processes are a group of their own, ended with it when late."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment, cwd=environment["HOME"], start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise OSError(f"it took over {SECONDS} seconds") from error
    finally:
        _end(process)
    return said.decode("utf-8", "replace")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and whatever it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
