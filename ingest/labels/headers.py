"""What the headers of tables two, three and four name: columns, applicants, results, blocks."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from ingest import forms
from ingest.clean import key
from ingest.labels.nearest import nearest, nearest_header
from ingest.labels.wording import entries, matching, without_note

NOWHERE = forms.Indicator("", "", "", "", "", (), "", "")


def only_columns(row: str, count: int, known: Collection[str]) -> tuple[str, ...]:
    """The columns of a block whose header is lost, where one form alone has as many.

    `known` are the forms that the table's other rows were found in.
    """
    fits = {}
    for form in ("2019", "2021"):
        columns = _columns_in(form, row)
        if columns and len(columns) == count:
            fits[form] = columns
    if len(fits) > 1 and len(known) == 1:
        fits = {form: columns for form, columns in fits.items() if form in known}
    return next(iter(fits.values())) if len(fits) == 1 else ()


def _columns_in(form: str, row: str) -> tuple[str, ...]:
    """The columns of a row of table two, in the order that a form prints them."""
    return tuple(
        column.code
        for column in entries("column", "2")
        if form in forms.indicators().get(f"{row}_{column.code}", NOWHERE).forms
    )


def applicant(text: str) -> str:
    """The kind of applicant, or total, that a header's key names; "" for none."""
    for entry in entries("breakdown", "3"):
        if text in entry.printed:
            return entry.code
    return "organisations" if "小计" in text else nearest("breakdown", "3", text)


def names_applicants(keys: Sequence[str]) -> bool:
    """Whether a row is table three's header with the kinds of applicants."""
    kinds = ("natural_person", *forms.organisations()[:-1])
    hits = sum(applicant(text) in kinds for text in keys)
    return hits >= 1 and not any(matching("row", "3", text) for text in keys)


def heads_table_four(keys: Sequence[str]) -> bool:
    """Whether a row is one of table four's headers."""
    text = "".join(keys)
    if "行政复议" in text and "行政诉讼" in text:
        return True
    named = "维持" in text or "纠正" in text or text.count("结果") > 1
    return ("审结" in text and named) or "未经复议直接起诉" in text


def heads_results(keys: Sequence[str]) -> bool:
    """Whether keys are table four's whole header, down to the results over its cells."""
    return sum(bool(matching("column", "4", text)) for text in keys if text) >= 15


@lru_cache(maxsize=1024)
def columns_of_two(text: str) -> tuple[str, ...]:
    """The columns of a block of table two whose labels one after another are the key of its whole
    header, give or take a slip; () for none.
    """
    return nearest_header(_headers(), text)


@cache
def _headers() -> Mapping[str, tuple[str, ...]]:
    """The columns of every block of table two, by the key of its whole header."""
    found = {}
    for form in ("2019", "2021"):
        for row in entries("row", "2"):
            columns = _columns_in(form, row.code)
            names = [
                forms.indicators()[f"{row.code}_{column}"].column_in(form) for column in columns
            ]
            found[key(without_note("".join(names)))] = columns
    return {header: columns for header, columns in found.items() if header}


def column_of_two(text: str) -> str:
    """The column of table two that a header's key names, "" for none."""
    return matching("column", "2", text) or nearest("column", "2", text)


@cache
def is_column_in_full(text: str) -> bool:
    """Whether a key is a whole label of a column of table two."""
    names = {i.column_in(f) for i in forms.indicators().values() if i.table == "2" for f in i.forms}
    return text in {key(label) for name in names for label in (name, without_note(name))}


def is_of_other_year(text: str) -> bool:
    """Whether a header's key has words by which it is no column of table two, but of another year,
    or a change.
    """
    return any(word in text for entry in entries("column", "2") for word in entry.never)


def columns_in(text: str) -> list[str]:
    """The columns of table two named in a header's key, several where their labels ran together."""
    found, at = list[str](), 0
    words = [(word, e.code) for e in entries("column", "2") for word in e.printed]
    while at < len(text):
        here = max((p for p in words if text.startswith(p[0], at)), default=("", ""), key=_length)
        if here[1] and found[-1:] != [here[1]]:
            found.append(here[1])
        at += len(here[0]) or 1
    return found


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def column_of_four(text: str) -> str:
    """The result that a key in table four's header names, "" for none."""
    return matching("column", "4", text) or nearest("column", "4", text)


def block_of_four(text: str) -> str:
    """The block of table four that a heading's or label's key names, "" for none."""
    return matching("row", "4", text)
