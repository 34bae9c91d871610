"""Tables to chunks: a block each, as the form groups its rows, with headings and address."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.chunks import Chunk
from ingest.figures import TABLE_NAMES, Figure

HEADINGS = {
    "2": ("二", "主动公开政府信息情况"), "3": ("三", "收到和处理政府信息公开申请情况"),
    "4": ("四", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"), "annex": ("附", "统计表"),
}  # fmt: skip
# How many parts of a row's address name its block: 第二十条第（一）项, 三/(三)不予公开, 行政复议.
DEPTH = {"2": 1, "3": 2, "4": 2, "annex": 2}


def table_chunks(figures: Sequence[Figure], first: int) -> list[Chunk]:
    """A chunk for each article of table two, each result group of table three, each block of table
    four and each section of the annex; positions go on from `first`.
    """
    cells = [f for f in figures if f.state != "computed" and f.table in HEADINGS]
    return [
        Chunk(first + at, *_chunk(table, name, list(block)))
        for at, ((table, name), block) in enumerate(groupby(cells, key=_block))
    ]


def _block(figure: Figure) -> tuple[str, str]:
    return figure.table, "/".join(figure.row.split("/")[: DEPTH[figure.table]])


def _chunk(table: str, name: str, cells: Sequence[Figure]) -> tuple[str, str, str, str]:
    chapter, title = HEADINGS[table]
    text = "；".join(_rows(name, cells)) + "。"
    return chapter, f"{title}·{name.split('/')[-1]}", text, f"{TABLE_NAMES[table]}/{name}"


def _rows(name: str, cells: Sequence[Figure]) -> Iterator[str]:
    for row, held in groupby(cells, key=lambda f: f.row):
        label = row.removeprefix(name).strip("/") or name.split("/")[-1]
        told = "、".join(f"{f.column}{f.raw.strip() or '（空白）'}" for f in held)
        yield f"{label}：{told}"
