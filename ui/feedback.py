"""What visitors say of answers, kept in the home and nowhere else: question, verdict, time.

One line of JSON each in `feedback.jsonl`; the file `feedback.off` beside it switches it off.
"""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

Verdict = Literal["right", "wrong", "report"]
LONGEST, BYTES = 2_000, 5 * 2**20
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict; `where` is the cell that it is about, `words` what the visitor wrote."""

    question: str
    verdict: Verdict
    document: str = ""
    where: str = ""
    words: str = ""


def is_on(home: Path) -> bool:
    """Whether verdicts are kept."""
    return not (home / "feedback.off").exists()


def switch(home: Path, on: bool) -> None:
    """Keep verdicts from now on, or no longer; those kept stay."""
    mark = home / "feedback.off"
    if on:
        mark.unlink(missing_ok=True)
    else:
        mark.touch()


def keep(home: Path, feedback: Feedback) -> bool:
    """Keep a verdict with the time; False where it is switched off, too long or too much."""
    path = home / "feedback.jsonl"
    held = {name: text[:LONGEST] for name, text in asdict(feedback).items()}
    line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **held})
    with _lock:
        size = path.stat().st_size if path.exists() else 0
        if not is_on(home) or size + len(line) > BYTES:
            return False
        with path.open("a", encoding="ascii") as file:
            file.write(line + "\n")
    return True


def kept(home: Path) -> str:
    """Everything kept, as it stands in the file."""
    path = home / "feedback.jsonl"
    return path.read_text(encoding="ascii") if path.exists() else ""


def forget(home: Path) -> None:
    """Delete everything kept."""
    with _lock:
        (home / "feedback.jsonl").unlink(missing_ok=True)
