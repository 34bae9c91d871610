"""A sample of the hostile suite: every input ends in one line; and what breaks that is seen."""

import subprocess
from pathlib import Path

import pytest

from eval import attack as module
from eval.attack import Attack, added, listen, problems_of, write_beside
from eval.corpus.bombs import BOMBS
from eval.corpus.hostile import DAMAGES, write_hostile

SEED, COUNT = 3, 60


def test_a_sample_ends_in_a_line_each(tmp_path: Path) -> None:
    written = write_hostile(tmp_path, SEED, COUNT)
    attack = added([str(tmp_path)])
    assert list(problems_of(attack, written, 60)) == []
    assert {line["status"] for line in attack.lines} > {"failed"}


def test_the_same_seed_writes_the_same_inputs(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        write_hostile(folder, 7, 12)
    assert sorted(p.name for p in one.iterdir()) == sorted(p.name for p in other.iterdir())


def test_every_damage_and_every_bomb_is_among_so_many(tmp_path: Path) -> None:
    names = [path.name[6:] for path in write_hostile(tmp_path, 11, 150)]
    assert {name.partition(".")[0] for name in names} >= set(DAMAGES)
    assert len(BOMBS) >= 15


SAID = {"source": "a.html", "status": "failed", "error": "a.html: broken; save it anew"}


@pytest.mark.parametrize(
    ("attack", "problem"),
    [
        (Attack([SAID], [1.0], "", 0), ""),
        (Attack([SAID], [1.0], "", -9), "ended with status -9"),
        (Attack([SAID], [1.0], "Traceback (most recent call last)", 1), "a traceback"),
        (Attack([SAID], [99.0], "", 1), "nothing was said"),
        (Attack([], [], "", 1), "without a line"),
        (Attack([{**SAID, "error": "a\nb"}], [1.0], "", 1), "one line of reason"),
        (Attack([SAID], [1.0], "", 1, leaked=True), "no input is was read"),
    ],
)
def test_what_breaks_is_a_problem(attack: Attack, problem: str) -> None:
    found = list(problems_of(attack, [Path("a.html")], 60))
    assert (problem in found[0]) if problem else found == []


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:

    folder = tmp_path / "inputs"
    folder.mkdir()
    beside = list(write_beside(folder, tmp_path))
    attack = added([str(folder)])
    assert list(problems_of(attack, beside, 60)) == []
    assert {line["status"] for line in attack.lines} == {"failed"}


def test_a_process_that_says_nothing_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(module, "SILENCE", 0.1)
    process = subprocess.Popen(["sleep", "30"], stdout=subprocess.PIPE)
    listen(process, Attack())
    assert process.wait() != 0
