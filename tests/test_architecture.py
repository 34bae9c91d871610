"""The house keeps its shape: one direction of imports, a light start, small files and functions."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import open_database

ROOT = Path(__file__).parents[1]
ROOMS = ("ingest", "assistant", "ui", "eval")
HEAVY = (
    "chromadb", "ingest.loading", "ingest.readers", "langchain", "numpy", "pdfplumber",
    "sentence_transformers", "streamlit", "torch",
)  # fmt: skip
LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout


def test_a_figure_answer_loads_nothing_heavy(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, today=date(2025, 5, 1))
    with Worker() as worker:
        adder = Adder(open_database(tmp_path), settings, worker)
        assert {adder.add(job).status for job in sample_jobs()} == {"added"}
    asking = (
        "import sys; from assistant.__main__ import main;"
        f"main(['ask', '--home', {str(tmp_path)!r}, '江夏区2021年新收多少申请？']);"
        "print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asking], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    text, *_, modules = ran.stdout.strip().splitlines()
    assert "160件" in text
    assert set(modules.split()).isdisjoint(HEAVY), set(modules.split()).intersection(HEAVY)


def test_files_stay_small() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*ROOMS, "tests")
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_stay_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{made.name}": (made.end_lineno or 0) - made.lineno + 1
        for path in sources(*ROOMS, "tests")
        for made in functions(path)
    }
    assert {name: count for name, count in lengths.items() if count > LONGEST_FUNCTION} == {}


def test_tests_have_no_packages() -> None:
    # Mirrored tests repeat file names, which only importlib mode without packages allows.
    assert list((ROOT / "tests").rglob("__init__.py")) == []
