"""Labels of table three that a narrow column cut: their rest stands in a row of its own."""

from collections.abc import Sequence

from ingest import labels
from ingest.amounts import looks_like_value
from ingest.clean import key
from ingest.labels.nearest import DIGITS, full_labels
from ingest.tables.row import Row


def mended(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows, a row with values and the rest of its label below it as one."""
    made = list[tuple[str, ...]]()
    for row in rows:
        rest = [text for cell in row if (text := key(cell))]
        bare = rest and not any(map(looks_like_value, row))
        label = _whole(Row(made[-1]), rest) if made and bare else ""
        if label:
            at = Row(made[-1]).at - 1
            row = (*made[-1][:at], label, *made.pop()[at + 1 :])
        made.append(row)
    return made


def _whole(row: Row, rest: Sequence[str]) -> str:
    """The numbered label that a row's begins and the row below goes on with, behind what it has of
    a heading beside it; "" where there is none, or several.
    """
    begun, texts = row.label[-1] if row.label else "", ("".join(rest), rest[-1])
    if row.blank or begun[:1] not in tuple(DIGITS) or begun in full_labels("3"):
        return ""
    found = {
        label: labels.row_of_three((label,), "")
        for label in full_labels("3")
        if label.startswith(begun) and any(_goes_on(label[len(begun) :], text) for text in texts)
    }
    codes = set(found.values())
    return max(found, key=len) if len(codes) == 1 and "" not in codes else ""


def _goes_on(rest: str, text: str) -> bool:
    """Whether a text has all the rest of a label, or begins it."""
    return rest in text or (len(text) > 1 and rest.startswith(text))
