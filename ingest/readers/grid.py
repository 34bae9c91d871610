"""A table as drawn, to blocks: its rows with every cell once, its prose as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest import labels
from ingest.amounts import is_in_pieces, looks_like_value, read_amount
from ingest.clean import key
from ingest.document import Block, Table, names_chapter
from ingest.labels.nearest import nearest
from ingest.labels.wording import without_note

# Column and text of each cell that begins in a row; what a merged cell covers isn't listed again.
Row = Sequence[tuple[int, str]]

Spanned = tuple[str, int, int]  # a cell's text, and how many columns and rows it covers
COLUMNS, REVIEWED = 7, 15  # of tables three and four
SHORT = 5
SIGNED = re.compile(
    r"(?:填报|填表|制表|审核|审签|审批|负责|经办|联系)(?:人|单位|部门|日期|时间|电话)(?:签[字名])?\s*[:：].{0,30}"
)
TITLE = re.compile(r".{0,30}(?:信息|政务).{0,12}公开.{0,12}(?:报告|年报)")
LONG = 60  # characters; the longest labels of the forms, their notes included, stay below
ABOUT_PAGE = re.compile(
    r"\s*(?:索\s*引\s*号|信息索引|文\s*号|发文字号|有效性|公开方式|公开范围|公开时限|主题(?:分类|词)|分\s*类"
    r"|体裁分类|名\s*称|标\s*题|(?:信息|文章|内容)?来源"
    r"|(?:发布|公开|生成|印发|成文|发文|更新)(?:日期|时间|机构|单位|机关))\s*[:：]?\s*"
)


def spread(cells: Sequence[Spanned]) -> Sequence[Spanned]:
    """The cells of a row, a nought, blank or word for none over all columns of table three or four
    in each of them; another number may be of one column alone.
    """
    *label, (text, wide, high) = cells
    of_three = any(labels.opens(t) and not labels.is_of_two(key(t)) for t, _, _ in label if t)
    nought = not text or (looks_like_value(text) and not read_amount(text).value)
    of_four = wide == REVIEWED and text and not any(t for t, _, _ in label)
    whole = nought and ((wide == COLUMNS and of_three) or of_four)
    return [*label, *[(text, 1, high)] * wide] if whole else cells


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """The tables that rows make, and between them the one-cell rows that are prose or headings."""
    held: list[tuple[str, ...]] = []
    about = sum(bool(ABOUT_PAGE.fullmatch(text)) for row in rows for _, text in row) > 1
    signed: list[str] = []
    for texts in without_empty_labels(rows):
        texts, by = _without_signature(texts)
        signed += by
        line = _line_about_page(texts) if about else ""
        line = line or paragraph_in(texts)
        if not line:
            held.append(texts)
            continue
        yield from _table(held)
        held = []
        yield line
    yield from _table(held)
    yield from signed


def _without_signature(texts: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """A row of values without who filled the table in, where that stands in cells beside it."""
    by = [text for text in texts if SIGNED.fullmatch(text)]
    if not by or not any(map(looks_like_value, texts)):
        return texts, []
    end = next(n for n, text in enumerate(texts) if SIGNED.fullmatch(text))
    beyond = [text for text in texts[end:] if text]
    return (texts[:end], beyond) if beyond == by else (texts, [])


def paragraph_in(texts: Sequence[str]) -> str:
    """A row's only text where it is prose and no label over blank cells, "" for another row."""
    if not texts or any(texts[1:]) or not is_prose(texts[0]):
        return ""
    label = labels.opens(texts[0]) and not _is_sentence(texts[0])
    return texts[0] if len(texts) == 1 or not label else ""


def _is_sentence(text: str) -> bool:
    """Whether a text has clauses and an end, and is no whole label of a form."""
    clauses = re.search("[。，]", without_note(text)[:-1])
    return bool(clauses) and text.endswith("。") and not nearest("row", "3", key(text))


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
    """Rows as a table, or as text where none has two cells, or only blank ones behind no label."""
    if any(len(row) > 1 and (any(row[1:]) or labels.opens(row[0])) for row in rows):
        yield Table(tuple(rows))
    else:
        yield from (text for row in rows for text in row if text)


def is_prose(text: str) -> bool:
    """Whether a row's only text is a paragraph, a title or a chapter's heading, no row's label."""
    return (
        names_chapter(text)
        or bool(TITLE.fullmatch(text))
        or len(text) > LONG
        or (len(text) > SHORT and text.endswith("。"))
    )


def _line_about_page(texts: Sequence[str]) -> str:
    """索引号 | 0148 | 发布日期 | 2022-02-18 as one line with its colons, "" for another row."""
    if not texts or not ABOUT_PAGE.fullmatch(texts[0]):
        return ""
    marked = (re.sub(r"[:：]?$", "：", t) if ABOUT_PAGE.fullmatch(t) else t for t in texts)
    return " ".join(marked).replace("： ", "：").strip()


def without_empty_labels(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Drop blank cells among the labels (（六）其他处理 | | 0 …), which are no blank values.

    Only where the row has more cells behind its label than most rows of the table, so that no
    blank value is ever taken for a label.
    """
    names = {column for row in rows for column, text in row[: _values_from(row)] if text}
    counts = Counter(len(row) - _values_from(row) for row in rows if _values_from(row))
    usual = max(counts, key=lambda n: (counts[n], -n), default=0)
    for row in rows:
        texts = [text for _, text in row]
        start = next((i for i in reversed(range(len(row))) if _is_label(row[i][1])), -1) + 1
        while start and len(texts) - start > usual > 0 and not texts[start]:
            if row[len(row) - len(texts) + start][0] not in names:
                break
            del texts[start]
        yield tuple(texts)


def _values_from(row: Row) -> int:
    """The position of a row's first value behind a label, 0 where it has none."""
    found = next((i for i, (_, text) in enumerate(row) if text and not _is_label(text)), 0)
    return found if any(text for _, text in row[:found]) else 0


def _is_label(text: str) -> bool:
    return bool(text) and not looks_like_value(text) and not is_in_pieces(text)
