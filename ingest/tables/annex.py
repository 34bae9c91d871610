"""The statistics annex of the reports for 2014–2018: an indicator, its unit and its value a row."""

import re
from collections.abc import Sequence

from ingest import forms, labels
from ingest.amounts import read_amount
from ingest.clean import key
from ingest.tables.row import Cell, Oddity, Read, Row, odd

HEADER = "统计指标"
COLUMNS = ("单位", "计量单位", "统计数")
CHAPTER = re.compile(r"^[(（]?([一二三四五六七八九])[、)）.．]")
# A year before stands beside the report's own: 2015年 | 2016年, 本年 | 上年.
OF_YEAR = re.compile(r"(20\d\d)年?度?(?:统计数?|数[值据]?)?")
OF_YEARS = {"本年": 1, "本年度": 1, "今年": 1, "上年": 0, "上年度": 0, "去年": 0, "上年同期": 0}
UNIT_BEHIND = re.compile(r"[（(]\s*([\u4e00-\u9fff]{1,2})\s*[）)]\s*$")


class TableAnnex:
    """The state between its rows: the chapter that each of the rows side by side stands in."""

    name = "annex"

    def __init__(self) -> None:
        self.chapters: dict[int, str] = {}
        self.begun = False
        self.whole: set[str] = set()  # the rows that stand somewhere under their whole label
        self.years: Sequence[str] = ()  # the years that the columns are of, where there are several

    def heads(self, row: Row, captions: bool = False) -> bool:
        """Take the header of the table, or its title; False for any other row."""
        text = "".join(row.keys)
        if HEADER in text or (captions and labels.ANNEX.search(text)):
            self.begun = True
            if HEADER in text:
                years = [cell.strip() for cell in row.cells if _year(cell) is not None]
                # Of two columns of one year none is the report's own.
                self.years = years if len(years) == len({*map(_year, years)}) > 1 else ()
            return True
        return False

    def knows(self, row: Row) -> bool:
        """Whether the row is surely one of the annex, or in its midst can only be."""
        if self.begun and any(self._code(text, row.lane) for text in row.label):
            return True
        return any(labels.is_of_annex(text) for text in row.label)

    def read(self, row: Row) -> Read:
        """The cell of a row with a value or a blank; nothing for a heading."""
        chapter = CHAPTER.match(row.cells[0].strip()) if row.cells else None
        if chapter and "、" in row.cells[0]:
            self.chapters[row.lane] = chapter[1]
        label, unit = _without_unit(row)
        if any(text in COLUMNS for text in label):
            return []
        code = next((c for text in reversed(label) if (c := self._code(text, row.lane))), "")
        filled = [value for value in row.values if value.strip()]
        words = row.words.removesuffix(f"/{unit}")
        if not code:
            return _unknown(words, unit, filled)
        if self.years and len(self.years) == len(row.values):
            own = self.years.index(max(self.years, key=lambda year: _year(year) or 0))
            others = [
                Cell("", "", value, unit, words, year)
                for year, value in zip(self.years, row.values, strict=True)
                if year != self.years[own] and value.strip()
            ]
            return [Cell(code, "", row.values[own], unit), *others]
        if len(filled) > 1:
            where = f"附表/{forms.indicators()[code].row}"
            return [odd("unreadable", where, filled), Cell(code, "", " | ".join(filled))]
        missing = not row.values and (row.loose or not unit)
        return [Cell(code, "", None if missing else (filled or [""])[0], unit)]

    def _code(self, text: str, lane: int) -> str:
        code = labels.row_of_annex(text, self.chapters.get(lane, ""))
        longer = code in self.whole and not labels.is_in_full("annex", text)
        return "" if longer else code

    def finish(self) -> Read:
        """Nothing waits."""
        return []


def _year(cell: str) -> int | None:
    """The year that a column is of, or which of two; None for another column."""
    word = key(cell)
    found = OF_YEAR.fullmatch(word)
    return int(found[1]) if found else OF_YEARS.get(word)


def _without_unit(row: Row) -> tuple[tuple[str, ...], str]:
    """The label's keys without the unit that stands in a cell behind them, and the unit."""
    # Behind the unit of a row that lost its value stands the next one's label.
    label = row.label
    inner = max((n for n, text in enumerate(label[:-1], 1) if labels.is_unit(text)), default=0)
    label = label[inner:]
    if len(label) > 1 and labels.is_unit(label[-1]):
        return label[:-1], label[-1]
    behind = UNIT_BEHIND.search(row.words)
    return label, behind[1] if behind and labels.is_unit(behind[1]) else ""


def _unknown(words: str, unit: str, filled: list[str]) -> Read:
    """A row that the annex doesn't have, where it has a number."""
    if not any(read_amount(value).state == "number" for value in filled):
        return []
    made: Read = [Oddity("unknown_label", f"附表/{words}", words)]
    for n, value in enumerate(filled, 1):
        made.append(Cell("", "", value, unit, words, f"第{n}列" if len(filled) > 1 else "统计数"))
    return made
