"""Exams made from the cells: every cell asked for in several wordings, with its known answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.texts import in_script
from eval.golden import Bundled, Place, Sample, Target, bundled, read_set
from eval.printed import printed_cells

Words = Mapping[str, Any]


def cell_samples(every: bool) -> Iterator[Sample]:
    """Each cell in one wording, the next cell in the next one; or every cell in every wording."""
    yield from _exam(read_set("cells")["wording"], {}, every)


def held_out_samples(every: bool) -> Iterator[Sample]:
    """The same by the wordings and names that are kept apart, as a kind of their own."""
    held = read_set("heldout")
    for sample in _exam(held["wording"], held["names"], every):
        yield replace(sample, kind="heldout")


def _exam(wordings: Sequence[Words], names: Words, every: bool) -> Iterator[Sample]:
    for n, (name, cell) in enumerate(printed_cells().items()):
        for k, wording in enumerate(wordings):
            if every or n % len(wordings) == k:
                asked = _Asked(bundled()[name.partition("/")[0]], names, n)
                question = asked.question(cell, wording)
                sample = _sample(f"{name}:{wording['id']}", question, cell)
                yield replace(sample, difficulty=wording["difficulty"])


def question_of(report: Bundled, cell: Place, wording: Words, n: int) -> str:
    """A cell of any report asked for in a wording; n says which of its names it goes by."""
    return _Asked(report, {}, n).question(cell, wording)


def called(part: str, code: str, names: Words) -> Sequence[str]:
    """How people call a row, a column, a block or a result; names come before the usual ones."""
    usual = next(e["zh"] for e in read_set("cells")[part] if e["code"] == code)
    known: Sequence[str] = names.get(code, usual)
    return known


def _sample(name: str, question: str, cell: Place) -> Sample:
    rule = name.rpartition(":")[2]
    if cell.value is None:
        target = Target(status=("not_found",), reason=("left_blank",))
        return Sample(name, "blank", question, target, (cell,), rule=rule)
    kind = "cell" if cell.state == "number" else "sum"
    target = Target(value=str(cell.value), unit=cell.unit)
    return Sample(name, kind, question, target, (cell,), rule=rule)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the n-th question calls its report and cell: the names there are, taken in turn."""

    report: Bundled
    names: Words
    n: int

    def question(self, cell: Place, wording: Words) -> str:
        """The wording filled in, in its own script."""
        english = wording["language"] == "en"
        kind, names = self._filling(cell, english)
        place = self.report.en if english else self._turn(self.report.zh)
        text: str = wording[kind].format(place=place, year=self.report.year, **names)
        return in_script("zh-Hant", text) if wording["language"] == "zh-Hant" else text

    def _filling(self, cell: Place, english: bool) -> tuple[str, dict[str, str]]:
        """Which wording fits a cell, and what fills it."""
        held = read_set("cells")

        def name(part: str, code: str) -> str:
            if not english:
                return self._turn(called(part, code, self.names))
            return str(next(e["en"] for e in held[part] if e["code"] == code))

        if cell.breakdown == "total":
            return "whole", {"what": name("three", cell.code)}
        if cell.breakdown:
            who = name("column", cell.breakdown)
            return "who", {"what": name("three", cell.code), "who": who}
        if any(field["code"] == cell.code for field in held["two"]):
            return "two", {"what": name("two", cell.code)}
        block, _, result = cell.code.rpartition("_")
        return "four", {"block": name("block", block), "result": name("result", result)}

    def _turn(self, names: Sequence[str]) -> str:
        return names[self.n % len(names)]
