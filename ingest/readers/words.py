"""The words of the forms, by which a misread or a broken label is known: 白然人 is 自然人."""

from functools import cache

from ingest import forms
from ingest.clean import key


def as_printed(label: str) -> str:
    """The form's own words where only they are nearest to a label; else the label as it was read.

    One character in four may differ, and one in a short word; a word of two has to be right.
    """
    from rapidfuzz.distance import Levenshtein

    text = key(label)
    words = _words()
    if len(text) < 3 or text in words:
        return label
    most = max(1, len(text) // 4)
    near = {word for word in words if Levenshtein.distance(text, word, score_cutoff=most) <= most}
    return words[near.pop()] if len(near) == 1 else label


def is_printed(label: str) -> bool:
    """Whether a label is one of the form's, whole and without a slip."""
    return key(label) in _words()


def completed(label: str) -> str:
    """The one label of a form that begins with a numbered one which a page's end broke off."""
    text, words = key(label), _words()
    if not text or text in words:
        return label
    begun = [words[word] for word in words if word.startswith(text)]
    return begun[0] if len(begun) == 1 else label


@cache
def _words() -> dict[str, str]:
    """The labels of rows and columns of tables two to four, by their key."""
    found = [breakdown.label for breakdown in forms.breakdowns().values()]
    for indicator in forms.indicators().values():
        if indicator.table in ("2", "3", "4"):
            rows = [indicator.row, *(row for _, row, _ in indicator.labels)]
            found += [part for row in rows for part in row.split("/")]
            found += [indicator.column, *(column for *_, column in indicator.labels)]
    found += ["申请人情况", "信息内容", "行政复议", "行政诉讼"]
    return {key(label): label for label in found if len(key(label)) > 2}
