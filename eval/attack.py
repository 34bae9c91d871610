"""Hostile inputs as a suite: each ends in a line within its limits, and nothing else breaks."""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from eval.corpus.hostile import write_hostile
from eval.corpus.servers import hostile_server
from eval.scores import Measured, measured_run, proportion, table
from eval.suites import Options

SEED, INPUTS = 1, 5_000
# What is stated in docs/operating.md: of a picture or a scan, and of an address with its robots.
SILENCE, ADDRESS = 600, 130
GIBIBYTES = 4
# What stands in no input, only in files that an input points to.
CANARY = b"nianbao-canary"
NET = re.compile(r"could not read it \((\w+)\)")


@dataclass(slots=True)
class Attack:
    """What came of adding hostile inputs: the lines, how long each took, what else was seen."""

    lines: list[Mapping[str, Any]] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    errors: str = ""
    returncode: int | None = None
    leaked: bool = False


def measure(suite: str, options: Options) -> Measured:
    """Write hostile inputs, add them as a user would, and look at what is said of each."""
    count, seed = (options.sizes or (INPUTS,))[0], options.seed or SEED
    with tempfile.TemporaryDirectory(prefix="nianbao-hostile-") as made:
        folder = options.keep or Path(made) / "inputs"
        folder.mkdir(parents=True, exist_ok=True)
        written = write_hostile(folder, seed, count)
        beside = list(write_beside(folder, Path(made)))
        attack = added([str(folder)])
        with hostile_server() as addresses:
            fetched = added(addresses, "--private")
    problems = [
        *problems_of(attack, [*written, *beside], SILENCE),
        *problems_of(fetched, addresses, ADDRESS),
    ]
    return Measured(_run(suite, attack, fetched, problems), attack.lines)


def write_beside(folder: Path, home: Path) -> Iterator[Path]:
    """What is no plain file: a pipe, links that lead out, in a ring, or to what never ends."""
    secret = home / "secret.txt"
    secret.write_bytes(CANARY)
    pipe = folder / "pipe.html"
    os.mkfifo(pipe)
    yield pipe
    for name, to in (("zero", "/dev/zero"), ("ring", str(folder / "ring.html")), ("gone", "/no")):
        link = folder / f"{name}.html"
        link.symlink_to(to)
        yield link


def added(paths: Sequence[str], *more: str) -> Attack:
    """Add inputs in one process of their own, watched: it is killed where it says nothing more."""
    attack = Attack()
    own = {k: v for k, v in os.environ.items() if not k.startswith("NIANBAO_")}
    with tempfile.TemporaryDirectory(prefix="nianbao-hostile-home-") as home:
        command = [sys.executable, "-m", "ingest", "add", "--home", home, "--json", *more, *paths]
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=errors)
            listen(process, attack)
            attack.returncode = process.wait()
            errors.seek(0)
            attack.errors = errors.read().decode("utf-8", "replace")
        kept = Path(home) / "nianbao.sqlite"
        attack.leaked = kept.is_file() and CANARY in kept.read_bytes()
    return attack


def listen(process: subprocess.Popen[bytes], attack: Attack) -> None:
    """Take line after line with the seconds before it; kill what is silent beyond every limit."""
    lines: Queue[bytes] = Queue()

    def pass_on() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=pass_on, daemon=True).start()
    while True:
        began = time.monotonic()
        try:
            line = lines.get(timeout=2 * SILENCE)
        except Empty:
            process.kill()
            return
        if not line:
            return
        attack.gaps.append(time.monotonic() - began)
        attack.lines.append(json.loads(line))


def problems_of(attack: Attack, sources: Sequence[object], silence: float) -> Iterator[str]:
    """What an attack broke, each in a line."""
    if attack.returncode not in (0, 1):
        yield f"the command ended with status {attack.returncode}"
    if "Traceback" in attack.errors:
        yield f"a traceback: {attack.errors.strip()[-200:]}"
    if slow := [gap for gap in attack.gaps if gap > silence]:
        yield f"{len(slow)} times nothing was said for over {silence:g} seconds"
    if attack.leaked:
        yield "a file that no input is was read"
    named = {str(line["source"]).partition("!/")[0] for line in attack.lines}
    # An address is named by where its redirects end.
    missing = [s for s in sources if isinstance(s, Path) and str(s) not in named]
    if missing or len(attack.lines) < len(sources):
        yield f"{len(missing)} inputs without a line, {missing[:3]}"
    bad = [line["source"] for line in attack.lines if not _is_told(line)]
    if bad:
        yield f"{len(bad)} failures without one line of reason, {bad[:3]}"


def _is_told(line: Mapping[str, Any]) -> bool:
    if line["status"] != "failed":
        return True
    return bool(line["error"]) and "\n" not in line["error"]


def _run(suite: str, attack: Attack, fetched: Attack, problems: Sequence[str]) -> dict[str, Any]:
    every = [*attack.lines, *fetched.lines]
    told = sum(_is_told(line) for line in every)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    if peak > GIBIBYTES:
        problems = [*problems, f"a process took {peak:.1f} GiB of memory"]
    limits = [
        ("longest silence, files", f"{max(attack.gaps, default=0):.1f} s", f"{SILENCE} s"),
        ("longest silence, addresses", f"{max(fetched.gaps, default=0):.1f} s", f"{ADDRESS} s"),
        ("largest process", f"{peak:.2f} GiB", f"{GIBIBYTES} GiB"),
    ]
    return measured_run(
        suite,
        len(every),
        measures=[proportion("a line each", told, len(every))],
        tables=[
            table("Limits", ("what", "seen", "stated"), limits),
            table("What became of them", ("outcome", "inputs"), _outcomes(every)),
        ],
        problems=list(problems),
    )


def _outcomes(lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The statuses, and of failures what was seen, the commonest first."""
    counts = Counter(_outcome(line) for line in lines)
    return [(name, str(n)) for name, n in counts.most_common(40)]


def _outcome(line: Mapping[str, Any]) -> str:
    if line["status"] != "failed":
        return str(line["status"])
    if net := NET.search(line["error"]):
        return f"failed: caught at the last net ({net[1]})"
    seen = str(line["error"]).replace(str(line["source"]), "").lstrip(": ").partition(";")[0]
    return f"failed: {re.sub(r'[0-9]+|[(].*', '…', seen)[:60]}"
