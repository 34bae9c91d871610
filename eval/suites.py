"""The suites by name: what each measures, and the modules that do it, imported when it is chosen.

A module of a suite has `measure(suite, options)`, which gives a Measured (see scores.py): measures
with intervals, tables to print, curves to draw, and the problems that make the run fail.
"""

from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path

from eval.golden import read_set
from eval.scores import Measured, beyond, joined


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
class Part:
    """A module of a suite, what it is told where the user says nothing, and whether only its
    measures are wanted.
    """

    module: str
    options: Options = Options()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: what it does, in a line of help, and its parts, the first of which takes a home."""

    help: str
    parts: tuple[Part, ...]


def _suite(help: str, *modules: str) -> Suite:
    return Suite(help, tuple(map(Part, modules)))


# What needs neither a browser nor an office to be made.
PLAIN = ("text", "page", "mhtml", "zip", "docx", "xlsx")
SUITES = {
    "quick": Suite(
        "golden questions and every cell of the samples once; passages, reading, a lying model "
        "and speed in small",
        (
            Part("eval.run"),
            Part("eval.graded"),
            Part("eval.retrieval", Options(sizes=(40,), only=("dev",)), brief=True),
            Part("eval.tally", Options(sizes=(36,), only=PLAIN), brief=True),
            Part("eval.faithfulness", brief=True),
            Part("eval.bench", Options(sizes=(24,)), brief=True),
        ),
    ),
    "full": _suite("golden questions, every cell in every wording", "eval.run"),
    "unseen": _suite("batches of questions written apart from the grammar", "eval.run"),
    "exam": _suite(
        "questions over a thousand made reports, then the peers", "eval.run", "eval.peers"
    ),
    "reading": _suite("the reader on made reports in every shape and format", "eval.tally"),
    "hostile": _suite(
        "thousands of damaged and hostile inputs, each within its limits", "eval.attack"
    ),
    "peers": _suite("what usual recipes put before a reader, on the same questions", "eval.peers"),
    "retrieval": _suite(
        "passages found by meaning, beside other ways to find them", "eval.retrieval"
    ),
    "faithfulness": _suite(
        "what of a lying chat model's sentences reaches the reader", "eval.faithfulness"
    ),
    "growth": _suite(
        "loading, disk, memory and answers by size; goes on after a stop", "eval.growth"
    ),
    "loading": _suite("how long loading takes, beside the sum of its bare parts", "eval.loading"),
    "load": _suite("30 sessions asking the page for five minutes", "eval.load"),
    "bench": _suite("how long answers take, beside the bare SQL", "eval.bench"),
}


def measure(name: str, options: Options) -> Measured:
    """Run a suite's parts, over a home that is named only the first; what they measured is held
    against the suite's limits where it is the suite's own draw.

    Raises ReportError where it can't be run.
    """
    parts = SUITES[name].parts[: 1 if options.home else None]
    measured = joined([_measured(name, part, options) for part in parts])
    if options == Options():
        measured.run["limits"] = read_set("limits").get(name, {})
        measured.run["problems"] += beyond(measured.run, measured.run["limits"])
    return measured


def _measured(name: str, part: Part, options: Options) -> Measured:
    own = {f.name: getattr(options, f.name) or getattr(part.options, f.name)
           for f in fields(options)}  # fmt: skip
    measured: Measured = import_module(part.module).measure(name, Options(**own))
    if part.brief:
        measured.run.update(tables=[], curves=[])
    return measured
