"""Words at their places on a page, as a PDF gives them, and the tables read from them."""

from ingest.readers.columns import Columns, Word
from ingest.readers.unruled import Region, find_regions

COLUMNS = [300, 340, 380, 420, 460, 500, 540]
HEAD = [
    ("申请人情况", 400, 50), ("自然人", 290, 80), ("商业企业", 325, 80), ("科研机构", 367, 80),
    ("社会", 412, 74), ("组织", 412, 86), ("法律", 452, 80), ("其他", 492, 80), ("总计", 532, 80),
]  # fmt: skip


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, left + (10 if not text.isascii() else 5) * len(text), top, top + 10)


def row(top: float, values: str) -> list[tuple[str, float, float]]:
    """Values centred in the seven columns, `.` for a blank one."""
    texts = zip(values.split(), COLUMNS, strict=True)
    return [(text, at - 2.5 * len(text), top) for text, at in texts if text != "."]


def read(*words: tuple[str, float, float], columns: Columns | None = None) -> list[Region]:
    return find_regions([word(*each) for each in words], columns or Columns())


def texts(region: Region) -> list[tuple[str, ...]]:
    return [tuple(text for _, text in row) for row in region.rows]
