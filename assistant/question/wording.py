"""A question put from slots: for a page where place, year, indicator or applicant is changed by
choosing. A wording counts only where it reads back to the very slots it was put from.
"""

from collections.abc import Callable, Iterator
from datetime import date

from assistant.codes import name_of, rates
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.question.meaning import with_default_item
from assistant.question.places import Catalogue
from assistant.question.reading import read_query
from ingest import forms

Read = Callable[[str], Query]
# How one asks for what is to be done, behind the name of a figure.
ASKED = {
    "": ("是多少？", ""), "value": ("是多少？", ""), "share": ("占比多少？", ", what share"),
    "reasons": ("的原因都有哪些？", " by reason"),
    "applicants": ("都是什么人提的？", " by applicant"),
    "results": ("处理结果如何？", ", outcomes"), "parts": ("分别是多少？", " broken down"),
    "growth": ("同比增长多少？", " growth"), "trend": ("的趋势", " trend"),
    "check": ("对得上吗？", ", does it add up"),
}  # fmt: skip
BETWEEN = {
    "difference": ("{item}比{before}年多了多少？", "{item} difference from {before}"),
    "growth": ("{item}比{before}年增长了多少？", "{item} growth from {before}"),
}


def reader(catalogue: Catalogue, today: date) -> Read:
    """How a line is read by itself, as `Assistant.ask` reads it."""
    return lambda text: with_default_item(read_query(text, catalogue, today))


def worded(asked: Query, wanted: Query, read: Read) -> str:
    """A question that reads as the query wanted, near to the one asked; "" where none does."""
    candidates = [*_with_words_changed(asked, wanted), *_put_anew(wanted)]
    return next((text for text in candidates if _same(read(text), wanted)), "")


def codes_by_name(read: Read, language: str) -> tuple[str, ...]:
    """The codes that can be chosen: those that their own name, or a word for them, is read as."""
    every = [c for c, i in forms.indicators().items() if i.table != "annex"]
    held = grammar("rates")
    every += [entry["code"] for kind in ("rate", "sum", "readings") for entry in held[kind]]
    return tuple(c for c in every if _name_read(c, read, language))


def _name_read(code: str, read: Read, language: str) -> str:
    """The first name of a code that is read as that code alone."""
    return next((n for n in _names(code, language) if read(n).items == (code,)), "")


def _names(code: str, language: str) -> Iterator[str]:
    yield name_of(code, language)
    held = grammar("rates")
    for entry in (*held["rate"], *held["sum"], *held["readings"]):
        if entry["code"] == code:
            latin = [word for word in entry["asked"] if word.isascii()]
            yield from latin if language == "en" else entry["asked"]
    if language == "en":
        yield name_of(code, "zh-Hans")


def _same(read: Query, wanted: Query) -> bool:
    return (
        set(read.bodies) == set(wanted.bodies)
        and set(read.years) == set(wanted.years)
        and read.items == wanted.items
        and _who(read) == _who(wanted)
        and (read.operation or "value") == (wanted.operation or "value")
    )


def _who(query: Query) -> tuple[str, ...]:
    return tuple(code for code in query.breakdowns if code != "total")


def _with_words_changed(asked: Query, wanted: Query) -> Iterator[str]:
    """The line as written, with the other place or year in place of the one named."""
    text = asked.text
    for mention in asked.mentions:
        if wanted.bodies and mention.bodies and mention.bodies != wanted.bodies:
            text = text.replace(mention.name, wanted.bodies[0].publisher, 1)
    if len(asked.years) == len(wanted.years) == 1:
        text = text.replace(str(asked.years[0]), str(wanted.years[0]))
    yield text


def _put_anew(wanted: Query) -> Iterator[str]:
    english = wanted.language == "en"
    for item in _items(wanted):
        for who in _applicants(wanted):
            yield _english(wanted, item, who) if english else _chinese(wanted, item, who)


def _items(wanted: Query) -> Iterator[str]:
    if not wanted.items:
        yield ""
    elif len(wanted.items) == 1:
        yield from _names(wanted.items[0], wanted.language)
    else:
        yield "、".join(name_of(code, wanted.language) for code in wanted.items)


def _applicants(wanted: Query) -> Iterator[str]:
    """An applicant in the form's words, and in others where those mean something else too."""
    codes = _who(wanted)
    if len(codes) != 1:
        yield ""
        return
    found = forms.breakdowns()[codes[0]]
    yield found.name_en if wanted.language == "en" else found.label
    entry = next(e for e in forms.entries() if e.kind == "breakdown" and e.code == codes[0])
    yield from entry.asked_en if wanted.language == "en" else entry.asked


def _chinese(wanted: Query, item: str, who: str) -> str:
    bodies = "和".join(b.publisher for b in wanted.bodies)
    years = sorted(wanted.years)
    if wanted.operation in BETWEEN and len(years) == 2:
        told = BETWEEN[wanted.operation][0].format(item=who + item, before=years[0])
        return f"{bodies}{years[1]}年{told}"
    when = f"{years[0]}年到{years[-1]}年" if len(years) > 1 else "".join(f"{y}年" for y in years)
    share = bool(wanted.items) and wanted.items[0] in rates()
    named = f"{item}（{who}）" if who and share else f"{who}{item}"
    return f"{bodies}{when}{named}{ASKED.get(wanted.operation, ('', ''))[0]}"


def _english(wanted: Query, item: str, who: str) -> str:
    bodies = " and ".join(b.publisher for b in wanted.bodies)
    years = sorted(wanted.years)
    if wanted.operation in BETWEEN and len(years) == 2:
        told = BETWEEN[wanted.operation][1].format(item=item, before=years[0])
        return f"{bodies} {years[1]}: {told}"
    when = f"{years[0]} to {years[-1]}" if len(years) > 1 else "".join(map(str, years))
    named = f"{item} ({who})" if who else item
    return f"{bodies} {when}: {named}{ASKED.get(wanted.operation, ('', ''))[1]}"
