"""Killed again and again while it writes, and started again: it ends as if never killed."""

import os
import random
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import PAIRS

from ingest import embedding
from ingest.export import COLUMNS, rows
from ingest.report import chunk_id
from ingest.settings import Settings
from ingest.store.collection import Collection
from ingest.store.database import open_database
from ingest.store.words import Words

STORES = PAIRS
File = Callable[[str, str], Path]
KILLED = Path(__file__).with_name("killed.py")
ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("NIANBAO_TEST_KILLS", "1"))  # of each command
SEED = int(os.environ.get("NIANBAO_TEST_SEED", "1"))


def run(settings: Settings, step: int, seconds: float, *words: str | Path) -> tuple[int, int]:
    """Run a command until its end, or until so long after a step: status, steps."""
    command = [sys.executable, KILLED, str(step), str(seconds), words[0], "--home", settings.home]
    ran = subprocess.run(
        [*command, *words[1:]],
        capture_output=True, timeout=300, cwd=ROOT, env={
            **os.environ, "PYTHONPATH": str(ROOT), "NIANBAO_DATABASE_URL": settings.database_url,
            "NIANBAO_CHROMA_URL": settings.chroma_url,
        },
    )  # fmt: skip
    assert b"Traceback" not in ran.stderr, ran.stderr.decode()
    return ran.returncode, int(ran.stdout.split()[-1]) if ran.returncode >= 0 else 0


def state(settings: Settings) -> dict[str, object]:
    """Everything that a home holds, as far as a reader can tell."""
    database = open_database(settings.home, settings.database_url)
    every = [(r, c) for r in database.reports() for c in database.chunks(r, tables=True)]
    held = {chunk_id(r, c): c.text for r, c in every}
    near = Collection(settings).search(embedding.load().query("公开"), 100_000)
    worded = Words(settings.home).search("".join(held.values()), 100_000)
    marks = [(r.document, r.revision, r.indexed) for r in database.reports(current=False)]
    found: dict[str, object] = {
        what: [{**row, "sample": 0} for row in rows(database, what, revisions=True)]
        for what in COLUMNS
    }
    database.engine.dispose()
    return {
        **found, "marks": marks, "gone": database.gone(), "passages": sorted(held),
        "in Chroma": sorted(near), "by words": sorted(name for name, _ in worded),
        "originals": sorted(path.name for path in (settings.home / "originals").iterdir()),
    }  # fmt: skip


@pytest.fixture
def folder(file: File, text: str, tmp_path: Path) -> Path:
    """Reports of several bodies and years, a second copy, a failing one, an archive, two in one."""
    other = text.replace("江夏区", "新洲区")
    for year in (2021, 2022, 2023):
        file(f"in/{year}.txt", text.replace("2022", str(year + 1)).replace("2021", str(year)))
        file(
            f"in/other-{year}.txt", other.replace("2022", str(year + 1)).replace("2021", str(year))
        )
    file("in/copy.txt", text.replace("| 20 |", "| 21 |", 1))
    file("in/bad.txt", "从前有座山。")
    two = (text.replace("江夏区", name) for name in ("黄陂区", "蔡甸区"))
    file("in/two.md", "\n\n".join(two))
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as archive:
        archive.writestr("a.txt", text.replace("2022", "2020").replace("2021", "2019"))
    return tmp_path / "in"


def changed(folder: Path) -> None:
    """Some reports as their sites have them a year later."""
    for name in ("2021.txt", "2023.txt"):
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("独立访客", "独立用户", 1) + "\n又。"
        )


def test_killed_at_any_point_and_started_again(settings: Settings, folder: Path) -> None:
    rng = random.Random(SEED)
    calm = Settings(settings.home.with_name("calm"), settings.today)
    for before, words, status in (
        (None, ("add", folder), 1), (changed, ("add", folder), 1), (None, ("reindex",), 0),
    ):  # fmt: skip
        if before:
            before(folder)
        ended, steps = run(calm, 0, 0, *words)
        assert ended == status
        for _ in range(KILLS):
            seconds = rng.choice((0.0, rng.random() / 50))
            assert run(settings, rng.randrange(1, steps), seconds, *words)[0] in (
                -signal.SIGKILL, status,
            )  # fmt: skip
        if words[0] == "reindex":
            words = ("add", folder)  # what any next run does is enough
        run(settings, 0, 0, *words)
        assert state(settings) == state(calm)
        assert state(calm)["passages"] == state(calm)["in Chroma"] == state(calm)["by words"]
