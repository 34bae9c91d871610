"""What the documentation says can be done as it says, in both languages alike."""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import NAMES, Settings
from ingest.store.database import open_database

ROOT = Path(__file__).parents[1]
PAIRS = [("README.md", "README.zh.md"), ("docs/operating.md", "docs/operating.zh.md")]
PAGES = [name for pair in PAIRS for name in pair]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROOM = re.compile(r"python -m (ingest|assistant|ui|eval)\b(.*)")
# A lock or a page that names one registry or one machine works only there.
ELSEWHERE = re.compile(
    r"py(pi|thonhosted)[.]o|registry[.]npm|deb[.]deb|(?<![\w.:/~-])/(home|root|Users|opt|work)/"
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[str]:
    """Every line of every block of commands, without comments and prompts."""
    found = []
    for kind, block in FENCE.findall(read(name)):
        lines = block.splitlines()
        if kind == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        elif kind not in ("sh", "powershell"):
            continue
        found += [line.partition(" #")[0].strip() for line in lines]
    return [line for line in found if line and not line.startswith("#")]


def calls(name: str) -> set[tuple[str, ...]]:
    """Every call of a room in blocks and in running text, as words after `python -m`."""
    spans = [*commands(name), *re.findall(r"`([^`\n]+)`", read(name))]
    found = (ROOM.search(span.replace("\\", "/")) for span in spans)
    return {(m[1], *shlex.split(re.split(r"[|>&]", m[2])[0])) for m in found if m}


@cache
def help_of(*words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *words, "--help"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, f"python -m {' '.join(words)}: {ran.stderr}"
    return ran.stdout


@pytest.mark.parametrize("name", PAGES)
def test_every_command_is_there(name: str) -> None:
    assert calls(name)
    for room, *words in calls(name):
        command = [room] if room == "ui" or not words else [room, words[0]]
        told = help_of(*command)
        for word in words:
            if word.startswith("--"):
                assert word in told, f"{name}: {' '.join(command)} has no {word}"


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_is_there(name: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    named = {m for text in commands(name) for m in re.findall(r"^make (\w[\w-]*)", text)}
    named |= set(re.findall(r"`make (\w[\w-]*)", read(name)))
    assert named <= targets


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_both_languages_say_the_same(english: str, chinese: str) -> None:
    def shape(name: str) -> list[str]:
        return re.findall(r"^(#{1,3}|- |\| `[^|]*|!\[|```\w+)", read(name), re.MULTILINE)

    def plain(name: str) -> list[str]:
        return [re.sub(r'<.*?>|".*?"', "…", line) for line in commands(name)]

    assert shape(english) == [s.replace("、", ", ") for s in shape(chinese)]
    assert [line.replace("目录", "DIR") for line in plain(chinese)] == plain(english)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_setting_is_told(name: str) -> None:
    told = set(re.findall(r"`NIANBAO_(\w+)`", read(name)))
    assert told == {"HOME", *(setting.upper() for setting in NAMES)}


@pytest.mark.parametrize("name", [*PAGES, "CHANGELOG.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", read(name)):
        if not target.startswith("http"):
            assert (ROOT / name).parent.joinpath(target).exists(), target


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples, in the SQL store alone."""
    folder = tmp_path_factory.mktemp("home")
    with Worker() as worker:
        adder = Adder(open_database(folder), Settings(folder, date(2025, 5, 1)), worker)
        assert {adder.add(job).status for job in sample_jobs()} == {"added"}
    return folder


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_answers_shown_are_the_answers_given(name: str, home: Path) -> None:
    shown = [block for kind, block in FENCE.findall(read(name)) if kind == "console"]
    assert shown
    environment = {**os.environ, "NIANBAO_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    for block in shown:
        command, _, expected = block.partition("\n")
        words = [sys.executable, *shlex.split(command)[2:]]
        ran = subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
        )
        assert ran.stdout.split() == expected.split(), f"{name} shows another answer"


def test_constraints_hold_only_names_and_versions() -> None:
    lines = read("constraints.txt").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+", line)] == []
    assert "torch==2.13.0" in lines
    assert not any(line.startswith("nianbao") for line in lines)


def test_no_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    files = [ROOT / name for name in listed.stdout.splitlines()] or list(ROOT.glob("*.*"))
    texts = [
        path for path in files if path.is_file() and path.suffix not in (".png", ".safetensors")
    ]
    assert len(texts) > 10
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts
        if (match := ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []
