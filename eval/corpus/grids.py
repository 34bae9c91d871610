"""The tables of a report as grids: merged cells once, each cell of the key with its name."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from eval.corpus.key import Name, data
from eval.corpus.numbers import applicants
from eval.corpus.wording import Wording


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell, over so many rows and columns; `name` where it holds a number."""

    text: str
    rows: int = 1
    cols: int = 1
    name: Name | None = None


Row = list[Box]
# Those of chapters stay, since rows of the fourth and fifth are called alike.
NUMERAL = re.compile(r"^(?:（[一二三四]）|[1-8]\.)")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, each with the cells that begin in it, and how many columns it has."""

    table: str
    rows: list[Row]
    width: int
    head: int = 0
    """How many rows head it; they stand again on a new page."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """What grids are made from: the numbers, the forms, the wording, and the quirks."""

    numbers: dict[Name, Decimal]
    form2: str
    form3: str
    wording: Wording
    quirks: list[str]
    nameless: str = ""
    """The row of table three whose label was lost."""

    def box(self, code: str, breakdown: str = "", cols: int = 1) -> Box:
        """The cell of a number as this report writes it."""
        name = (code, breakdown)
        return Box(self.wording.write(name, self.numbers[name]), 1, cols, name)

    def label(self, text: str, rows: int = 1, cols: int = 1) -> Box:
        """A label as this report words it."""
        return Box(self.wording.label(text), rows, cols)


def table_two(made: Tables) -> list[Grid]:
    """Table two in one piece, or a piece an article."""
    blocks = data("forms")[f"two_{made.form2}"]
    width = 1 + max(len(block["columns"]) for block in blocks)
    pieces = [list(_block(made, block, width)) for block in blocks]
    if "split_two" in made.quirks:
        return [Grid("2", piece, width) for piece in pieces]
    return [Grid("2", [row for piece in pieces for row in piece], width)]


def _block(made: Tables, block: Mapping[str, Any], width: int) -> Iterator[Row]:
    if "no_caption" not in made.quirks or block["article"] != "第二十条第（一）项":
        yield [made.label(str(block["article"]), cols=width)]
    columns = block["columns"]
    spans = [1] * (len(columns) - 1) + [width - len(columns)]
    names = zip(columns, spans, strict=True)
    yield [made.label("信息内容"), *(made.label(text, cols=n) for (_, text), n in names)]
    for row, label in block["rows"]:
        cells = zip(columns, spans, strict=True)
        boxes = [made.box(f"{row}_{column}", cols=n) for (column, _), n in cells]
        yield [made.label(label), *boxes]
    if "extra_row" in made.quirks and block["article"] == "第二十条第（一）项":
        yield [Box("其他主动公开文件"), *(Box("7", cols=n) for n in spans)]


def table_three(made: Tables) -> Grid:
    """Table three with its three columns of labels."""
    words = data("forms")["three"]
    subtotal = "subtotal" in made.quirks
    who = [applicants()[0], *applicants()[1:], *(["organisations"] * subtotal), "total"]

    def numbers(code: str) -> Row:
        return [made.box(code, breakdown) for breakdown in who]

    groups = [g for g in words["group"] if g.get("form", made.form3) == made.form3]
    results = list(_results(made, groups, numbers))
    span = len(results)
    results[0] = [made.label(words["results"], rows=span), *results[0]]

    def wide(code: str) -> Row:
        return [made.label(words[code], cols=3), *numbers(code)]

    flow_in = [wide(code) for code in ("requests_new", "requests_carried_in")]
    rows = [*_head_three(made, subtotal), *flow_in, *results, wide("requests_carried_out")]
    return Grid("3", rows, 3 + len(who), head=3)


def _results(
    made: Tables, groups: list[Mapping[str, Any]], numbers: Callable[[str], Row]
) -> Iterator[Row]:
    for group in groups:
        label, rows = str(group["label"]), group["rows"]
        # Of a lost heading (六) alone is needed: its last row is called 其他 and no more.
        lost = "lost_groups" in made.quirks and label and "六" not in label
        own_row = "group_rows" in made.quirks and label and not lost
        if own_row:
            yield [made.label(label, cols=2), *(Box("") for _ in numbers(rows[0][0]))]
        for at, (code, text) in enumerate(rows):
            wide = not label or lost or own_row
            head = [] if wide or at else [made.label(label, rows=len(rows))]
            named = made.label(text, cols=2 if wide else 1)
            if made.nameless == code:
                named = replace(named, text="")
            yield [*head, named, *numbers(code)]


def _head_three(made: Tables, subtotal: bool) -> list[Row]:
    words, labels = data("forms")["three"], data("forms")["applicant_labels"]
    more = ["小计"] * subtotal
    organisations = [*labels[1:], *more]
    return [
        [
            made.label(words["corner"], rows=3, cols=3),
            made.label(words["head"], cols=2 + len(organisations)),
        ],
        [
            made.label(labels[0], rows=2),
            made.label(words["organisations"], cols=len(organisations)),
            made.label("总计", rows=2),
        ],
        [made.label(text) for text in organisations],
    ]


def table_four(made: Tables) -> list[Grid]:
    """Table four in one row of fifteen, or as three small tables with headings."""
    blocks, results = data("forms")["four"], data("forms")["results"]
    names = data("forms")["result_labels"]

    def numbers(block: str) -> Row:
        return [made.box(f"{block}_{result}") for result in results]

    if "split_four" in made.quirks:
        return [
            Grid(
                "4", [[made.label(name) for name in names], numbers(block["code"])], 5, 1,
                ("行政诉讼：" if at else "") + block["label"],
            )
            for at, block in enumerate(blocks)
        ]  # fmt: skip
    rows = [
        [made.label("行政复议", cols=5), made.label("行政诉讼", cols=10)],
        [
            *(made.label(name, rows=2) for name in names),
            *(made.label(block["label"], cols=5) for block in blocks[1:]),
        ],
        [made.label(name) for _ in blocks[1:] for name in names],
        [box for block in blocks for box in numbers(block["code"])],
    ]
    return [Grid("4", rows, 15, head=3)]


def annex(made: Tables) -> Grid:
    """The annex of 2014: label, unit, number; or the unit behind the label, the head left out, the
    labels without their numerals.
    """
    behind, bare = "annex_units" in made.quirks, "annex_bare" in made.quirks
    rows = [[Box("统计指标"), *([] if behind else [Box("单位")]), Box("统计数")]]
    for code, label, unit in data("forms")["annex"][0]["rows"]:
        value = made.box(code) if code else Box("")
        words = NUMERAL.sub("", label) if bare else label
        if behind:
            rows.append([made.label(f"{words}（{unit}）" if unit else words), value])
        else:
            rows.append([made.label(words), Box(unit or "——"), value])
    head = "annex_headless" not in made.quirks
    return Grid("annex", rows[not head :], len(rows[0]), head=int(head))
