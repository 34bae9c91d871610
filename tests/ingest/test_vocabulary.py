"""The vocabulary: the national codes, no word with two meanings, every label read back."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.document import Document, Table
from ingest.figures import extract_figures
from ingest.forms import Entry, Indicator, applicants, breakdowns, entries, indicators, parts
from ingest.forms.__main__ import page

ROOT = Path(__file__).parents[2]
Fill = Callable[..., str]
TITLES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
# Two of these roles are told in words there: a computed sum and the total of other rows.
ROLES = {"": "", "computed": "group", "printed": "group", "signed": "", "total": "total"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agreed_column(indicator: Indicator) -> str:
    if indicator.table == "3":
        return "each applicant"
    # The list gives both forms' wording wherever the column is in both, whichever row has it.
    decided = "本年处理决定数量 (2021) | 处理决定数量 (2019)"
    return decided if indicator.column_code == "decided" else indicator.column


def test_the_codes_are_the_agreed_ones(shared: Callable[[str], Path]) -> None:
    rows = {row["code"]: row for row in rows_of(shared("indicators.csv"))}
    ours = {i.code: i for i in indicators().values() if i.table != "annex"}
    assert set(ours) == set(rows)
    for code, indicator in ours.items():
        row = rows[code]
        unit = indicator.unit or "as printed, else unknown"
        words = (" ".join(indicator.forms), indicator.table, indicator.row, unit)
        assert words == (row["forms"], row["table"], row["row"], row["unit"]), code
        assert agreed_column(indicator) == row["column"], code
        role = row["role"].replace(":", " ").partition(" ")[0]
        assert ROLES[role] == indicator.role, code
        assert indicator.signed == (role == "signed"), code


def test_the_breakdowns_are_the_agreed_ones(shared: Callable[[str], Path]) -> None:
    rows = rows_of(shared("breakdowns.csv"))
    ours = [(b.code, b.label) for b in breakdowns().values()]
    assert ours == [(row["code"], row["label"]) for row in rows]


def owners(words: str, annex: bool) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in entries():
        for word in getattr(entry, words) if (entry.table == "annex") == annex else ():
            found[word].add((entry.kind, entry.code))
    return found


@pytest.mark.parametrize("words", ["asked", "asked_en"])
# The annex of 2014 is read for its own years alone, the later forms for theirs.
@pytest.mark.parametrize("annex", [False, True])
def test_no_question_word_means_two_things(words: str, annex: bool) -> None:
    assert {word: who for word, who in owners(words, annex).items() if len(who) > 1} == {}


def test_no_printed_word_means_two_rows_of_a_table() -> None:
    found: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries():
        # In the annex a row is known by the row it stands under (被依法纠错数 has two).
        if entry.table != "annex":
            for word in entry.printed:
                found[entry.table, entry.kind, word].append(entry)
    assert {key: who for key, who in found.items() if len(who) > 1} == {}


def test_every_sum_has_its_parts_in_the_same_table() -> None:
    for indicator in indicators().values():
        if indicator.part_of:
            assert indicators()[indicator.part_of].table == indicator.table, indicator.code
        if indicator.role in ("group", "total"):
            assert parts(indicator.code), indicator.code


def form_of(form: str) -> tuple[Table, dict[tuple[str, str], str]]:
    """A form filled with a different number in every cell, and the number of each cell."""
    values: dict[tuple[str, str], str] = {}

    def fill(code: str, breakdown: str = "") -> str:
        values[code, breakdown] = str(1000 + len(values))
        return values[code, breakdown]

    return Table((*_two(form, fill), *_three(form, fill), *_four(fill))), values


def _two(form: str, fill: Fill) -> Iterator[tuple[str, ...]]:
    articles: dict[str, dict[str, list[Indicator]]] = defaultdict(lambda: defaultdict(list))
    for indicator in indicators().values():
        if indicator.table == "2" and form in indicator.forms:
            article, _, row = indicator.row_in(form).partition("/")
            articles[article][row].append(indicator)
    for article, rows in articles.items():
        yield (article,)
        yield ("信息内容", *(i.column_in(form) for i in next(iter(rows.values()))))
        for row, cells in rows.items():
            yield (row, *(fill(i.code) for i in cells))


def _three(form: str, fill: Fill) -> Iterator[tuple[str, ...]]:
    yield ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况")
    yield TITLES
    for indicator in indicators().values():
        if indicator.table != "3" or form not in indicator.forms:
            continue
        label = indicator.row.split("/")[-1]
        printed = not (
            indicator.role == "group" and (indicator.code, form) != ("otherwise", "2019")
        )
        cells = [fill(indicator.code, b) for b in (*applicants(), "total")] if printed else []
        yield (label, *cells)


def _four(fill: Fill) -> Iterator[tuple[str, ...]]:
    yield ("行政复议", "行政诉讼")
    yield tuple(fill(i.code) for i in indicators().values() if i.table == "4")


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_label_of_a_form_reads_back(form: str) -> None:
    table, values = form_of(form)
    read = extract_figures(Document((), (), (table,)))
    assert {(f.indicator, f.breakdown): f.raw for f in read.figures} == values
    assert read.oddities == []
    assert (read.form2, read.form3) == (form, form)
    for figure in read.figures:
        indicator = indicators()[figure.indicator]
        assert figure.row == indicator.row_in(form)
        if figure.table != "3":
            assert figure.column == indicator.column_in(form)


def test_the_page_of_codes_is_current() -> None:
    kept = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert kept == page(), "run `python -m ingest.forms > docs/indicators.md`"
