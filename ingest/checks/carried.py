"""Text and digits that stand in a report as they stood in the one before: perhaps not made anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.prose.stated import Stated, sentences

# Cells that are hardly ever the same twice, from this value on.
WATCHED: Mapping[str, int] = {
    "licences_decided": 1000, "penalties_decided": 1000, "coercion_decided": 1000,
    "fees_collected": 100, "requests_new": 200, "results_total": 200,
}  # fmt: skip
TABLES = {"3": ("表三", 8), "4": ("表四", 5)}  # by name, and the fewest cells that are not 0
LEAST = 10  # a count below this one is the same again too easily
SHORTEST, LONG = 16, 36  # characters of a sentence with counts, and of one without
WHOLE_YEAR = frozenset({"%", "‰", "个工作日", "个百分点"})
# Wording that the form or the law asks for is the same in every report.
FORMAL = re.compile(
    r"^(?:根据|按照)|《|条例|统计期限|本报告|本年度报告|习近平|党的|国务院|以来|联系|电话|地址|邮编"
)
POINT = re.compile(r"^[（(]?[一二三四五六七八九十\d]+(?:是|[)）、.．])")

Figures = Sequence[Figure]
Parts = tuple[Figures, Sequence[Stated], Sequence[Chunk]]


def check_carried(year: int, this: Parts, last: Parts) -> list[Finding]:
    """Findings of a report's cells, prose figures and passages that are those of `year` again."""
    return [
        *_check_tables(year, this[0], last[0]),
        *_check_counts(year, this[1], last[1]),
        *_check_text(year, this[2], last[2]),
    ]


def _check_tables(year: int, this: Figures, last: Figures) -> Iterator[Finding]:
    """Whole tables that are the same, else single great numbers that are."""
    told = []
    for table, (name, fewest) in TABLES.items():
        now, then = _numbers(this, table), _numbers(last, table)
        some = sum(1 for value in now.values() if value)
        if now == then and some >= fewest:
            told.append(table)
            yield Finding(
                "carried_over", "soft", name, "", str(len(now)),
                f"{name}的{len(now)}个数字与{year}年年报完全相同，可能沿用了上一年的表",
                f"all {len(now)} numbers of {name} are those of the report for {year}",
            )  # fmt: skip
    before = {f.indicator: f.value for f in last if _is_watched(f)}
    for figure in this:
        same = _is_watched(figure) and before.get(figure.indicator) == figure.value
        if same and figure.table not in told:
            value, indicator = (
                plain(figure.value or Decimal(0)),
                forms.indicators()[figure.indicator],
            )
            yield Finding(
                "carried_over", "note", figure.where, "", value,
                f"{indicator.name}{value}{figure.unit}与{year}年年报完全相同，可能沿用了上一年的数",
                f"{indicator.name_en}: {value} is exactly the number of the report for {year}",
            )  # fmt: skip


def _numbers(figures: Figures, table: str) -> dict[tuple[str, str], Decimal | None]:
    own = (f for f in figures if f.table == table and f.state == "number" and f.indicator)
    return {(f.indicator, f.breakdown): f.value for f in own}


def _is_watched(figure: Figure) -> bool:
    if figure.indicator not in WATCHED or figure.breakdown not in ("", "total"):
        return False
    least = WATCHED[figure.indicator]
    value = figure.value if figure.state == "number" else None
    # Round numbers are the same again by chance.
    return value is not None and value >= least and value % 100 != 0


def _check_counts(year: int, this: Sequence[Stated], last: Sequence[Stated]) -> Iterator[Finding]:
    """Sentences with counts that are the same to the letter."""
    before = {_bare(s.quote) for s in last}
    told: set[str] = set()
    for stated in this:
        text = _bare(stated.quote)
        counted = stated.value >= LEAST and stated.unit not in WHOLE_YEAR
        if text in told or text not in before or not counted or len(text) < SHORTEST:
            continue
        if not FORMAL.search(text):
            told.add(text)
            yield Finding(
                "carried_over", "note", stated.where, "", plain(stated.value),
                f"此句连同数字与{year}年年报一字不差：“{_short(stated.quote)}”",
                f"this sentence and its numbers are those of the report for {year}, to the letter",
            )  # fmt: skip


def _check_text(year: int, this: Sequence[Chunk], last: Sequence[Chunk]) -> Iterator[Finding]:
    """Problems and plans in the words of the year before; one finding for all of a chapter."""
    before = {text for chunk in last for text, _ in _long(chunk)}
    again = [
        (chunk, sentence) for chunk in this if chunk.chapter == "五"
        for text, sentence in _long(chunk) if text in before
    ]  # fmt: skip
    if again:
        chunk, sentence = again[0]
        yield Finding(
            "carried_over", "note", chunk.where, "", str(len(again)),
            f"问题与改进一章有{len(again)}句与{year}年年报一字不差，如“{_short(sentence)}”",
            f"{len(again)} sentences on problems and improvements are those of the report for "
            f"{year}, to the letter",
        )  # fmt: skip


def _long(chunk: Chunk) -> Iterator[tuple[str, str]]:
    """The long sentences of a passage, bare and as they stand."""
    for sentence in sentences(chunk.text):
        text = _bare(sentence)
        if len(text) >= LONG and not FORMAL.search(text):
            yield text, sentence


def _bare(sentence: str) -> str:
    return POINT.sub("", re.sub(r"\s", "", sentence))


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 40 else f"{sentence[:40]}…"
