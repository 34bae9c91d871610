"""The suites by name: what each measures, and the module that does it, imported when it is chosen.

A module of a suite has `measure(suite, options)`, which gives a Measured (see scores.py): measures
with intervals, tables to print, curves to draw, and the problems that make the run fail.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from eval.scores import Measured


@dataclass(frozen=True, slots=True)
class Options:
    """What a suite may be told: a home to use as it is, a seed, sizes in reports, which renderers
    only, where to keep what it made; None and () leave the choice to the suite.
    """

    home: Path | None = None
    seed: int | None = None
    sizes: tuple[int, ...] = ()
    only: tuple[str, ...] = ()
    keep: Path | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: what it does, in a line of help, and its module."""

    help: str
    module: str


SUITES = {
    "quick": Suite("golden questions, and every cell of the samples once", "eval.run"),
    "full": Suite("the same, every cell in every wording", "eval.run"),
    "unseen": Suite("batches of questions written apart from the grammar", "eval.run"),
    "exam": Suite("questions over a thousand made reports", "eval.run"),
    "reading": Suite("the reader on made reports in every shape and format", "eval.tally"),
    "hostile": Suite(
        "thousands of damaged and hostile inputs, each within its limits", "eval.attack"
    ),
    "peers": Suite("what usual recipes put before a reader, on the same questions", "eval.peers"),
    "retrieval": Suite(
        "passages found by meaning, beside other ways to find them", "eval.retrieval"
    ),
    "growth": Suite(
        "loading, disk, memory and answers by size; goes on after a stop", "eval.growth"
    ),
    "loading": Suite("how long loading takes, beside the sum of its bare parts", "eval.loading"),
    "load": Suite("30 sessions asking the page for five minutes", "eval.load"),
    "bench": Suite("how long answers take, beside the bare SQL", "eval.bench"),
}


def measure(name: str, options: Options) -> Measured:
    """Run a suite. Raises ReportError where it can't be run."""
    measured: Measured = import_module(SUITES[name].module).measure(name, options)
    return measured
