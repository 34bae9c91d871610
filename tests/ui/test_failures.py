"""What went wrong is told in the language of the page, whatever a reader says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import errors
from ui.failures import failure_text

ROOT = Path(__file__).parents[2]
# What a visitor's files, addresses and corrections go through.
WAY = ("ingest/loading", "ingest/readers", "ingest/identity", "ingest/report.py", "ui")
# Of the terminal alone: folders and paths, lists of files, the port.
ELSEWHERE = ("jobs.py", "__main__.py")
TERMINAL = re.compile(
    "no such file|no file|folder holds|can't be opened|can't be removed|can't be$"
)
KINDS = {n for n, kind in vars(errors).items() if isinstance(kind, type)}


def written(node: ast.expr, names: dict[str, str]) -> str:
    """A text of the program, with 7 for whatever is put into it; "" for any other expression."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(written(v, names) or "7" for v in node.values)
    if isinstance(node, ast.FormattedValue):
        return written(node.value, names)
    if isinstance(node, ast.BinOp):
        return written(node.left, names) + written(node.right, names)
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""


def failures() -> Iterator[tuple[str, str]]:
    """What is seen and what to do, of every failure that is written out where it is raised."""
    for place in WAY:
        whole = ROOT / place
        for path in [whole] if whole.is_file() else sorted(whole.rglob("*.py")):
            if path.name not in ELSEWHERE:
                yield from failures_in(ast.parse(path.read_text(encoding="utf-8")))


def failures_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    # Of other modules: what two readers of the web advise alike.
    names = {"SAVE": "open it in a browser, save it, and add the file"}
    nodes = (n for n in ast.walk(tree) if isinstance(n, ast.Assign | ast.Call))
    for node in sorted(nodes, key=lambda n: (n.lineno, -n.col_offset)):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id] = written(node.value, names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS:
            told = [written(given, names) for given in node.args[1:]]
            if all(told) and len(told) == 2 and not TERMINAL.search(told[0]):
                yield told[0], told[1]


@pytest.mark.parametrize(("seen", "todo"), sorted(set(failures())))
def test_every_failure_is_told_in_chinese(seen: str, todo: str) -> None:
    told = failure_text(f"upload/a: b.txt: {seen}; {todo}", "zh")
    assert told.startswith("upload/a：b.txt：") and told.endswith("。"), told
    assert failure_text(f"{seen}; {todo}", "zh") in told


def test_failures_are_looked_for() -> None:
    assert len(set(failures())) > 40


@pytest.mark.parametrize(
    ("line", "language", "told"),
    [
        (
            "a.txt: no annual report on information disclosure (a notice: 放假通知);"
            " add the report itself",
            "zh",
            "a.txt：不是政府信息公开年报（通知公告：放假通知）；请导入报告本身。",
        ),
        (
            "http://10.0.0.1/a: the host is in a private network; only public hosts are opened;"
            " --private allows yours",
            "zh",
            "http://10.0.0.1/a：主机在内部网络里，这里只打开公网地址；"
            "在终端里用 --private 可以打开自己的。",
        ),
        (
            "b.zip/a.exe: this is a program, not a document, which is not read; "
            "add the report's own page or file",
            "zh-Hant",
            "b.zip/a.exe：這是程序，不是文檔，不能讀；請導入報告自己的網頁或文件。",
        ),
        ("a: the file is empty; add the report's own file", "en", None),
        ("a: nobody has ever said so; dance", "zh", None),
    ],
)
def test_what_went_wrong(line: str, language: str, told: str | None) -> None:
    assert failure_text(line, language) == (told or line)


def test_no_path_of_the_machine_is_told() -> None:
    line = "the store fails (unable to open /srv/secret/home/nianbao.sqlite); restore a backup"
    assert failure_text(line, "zh") == "数据库出错（unable to open …）；请恢复备份。"


def test_a_name_of_any_length_and_wording_is_only_a_name() -> None:
    name = "a notice: " * 3000 + "x; use y"
    told = failure_text(f"{name}: the file is empty; add the report's own file", "zh")
    assert told == f"{name.replace(': ', '：')}：文件是空的；请导入报告的文件。"
