"""A line as it was written, with other words for what is changed: all else that it asks is kept."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.query import Query
from assistant.question.written import normalise
from assistant.question.years import read_years

FIGURES = ("row2", "row3", "row4", "column2", "column4", "rate", "sum", "readings", "weak", "annex")
# A stretch of the line and what stands there instead.
Edit = tuple[int, int, str]
Span = tuple[int, int]


def rewritten(
    asked: Query, wanted: Query, names: Sequence[str], applicants: Sequence[str]
) -> Iterator[str]:
    """The line with the bodies, years, figure (by any of its names) and applicant wanted."""
    line = asked.text if normalise(asked.text) == asked.plain else asked.plain
    if len(line) != len(asked.plain):
        line = asked.plain
    kept = [*_bodies(asked, wanted), *_years(asked, wanted)]
    figures = _spans(asked, FIGURES)
    changed = names if wanted.items != asked.items and figures else [""]
    told = applicants if wanted.breakdowns != asked.breakdowns else [""]
    for name in changed:
        for who in told:
            edits = [*kept, *_applicant(asked, wanted, who)]
            edits += [(figures[0][0], figures[-1][1], name)] if name else []
            yield _edited(line, edits)


def figure_words(asked: Query) -> str:
    """How the line itself calls the figure that it asks for, "" where it names none."""
    spans = _spans(asked, FIGURES)
    return asked.plain[spans[0][0] : spans[-1][1]] if spans else ""


def _edited(line: str, edits: Sequence[Edit]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        line = f"{line[:start]}{words}{line[end:]}"
    return line


def _spans(asked: Query, kinds: Sequence[str]) -> list[Span]:
    return [(t.start, t.end) for t in asked.tokens if any(t.code(kind) for kind in kinds)]


def _bodies(asked: Query, wanted: Query) -> Iterator[Edit]:
    """Other bodies where those asked about stand; those that stay keep the name given them."""
    if asked.bodies == wanted.bodies:
        return
    given = {m.bodies[0]: m.name for m in asked.mentions if len(m.bodies) == 1}
    names = _listed([given.get(b, b.publisher) for b in wanted.bodies], asked)
    spans = [(m.start, m.end) for m in asked.mentions if m.bodies]
    if len(spans) == len(wanted.bodies) > 1:
        yield from (
            (*span, given.get(b, b.publisher)) for span, b in zip(spans, wanted.bodies, strict=True)
        )
    elif spans:
        yield spans[0][0], spans[-1][1], names
    else:
        yield 0, 0, names


def _listed(names: Sequence[str], asked: Query) -> str:
    if asked.language == "en":
        return " and ".join(names)
    return "和".join(filter(None, ["、".join(names[:-1]), names[-1]]))


def _years(asked: Query, wanted: Query) -> Iterator[Edit]:
    """Other years where those asked about stand, one for one or all of them together."""
    if asked.years == wanted.years:
        return
    places = [(m.start, m.end) for m in asked.mentions]
    spans = [(y.start, y.end) for y in read_years(asked.plain, date.max, places)]
    if len(spans) == len(asked.years) == len(wanted.years):
        yield from ((*span, _year(y, asked)) for span, y in zip(spans, wanted.years, strict=True))
    elif spans:
        yield (
            spans[0][0],
            spans[-1][1],
            _listed([_year(y, asked) for y in sorted(wanted.years)], asked),
        )
    else:
        at = max((m.end for m in asked.mentions), default=0)
        yield at, at, _listed([_year(y, asked) for y in sorted(wanted.years)], asked)


def _year(year: int, asked: Query) -> str:
    return str(year) if asked.language == "en" else f"{year}年"


def _applicant(asked: Query, wanted: Query, who: str) -> Iterator[Edit]:
    """Another applicant where one stands, or before the figure; "" for none."""
    if asked.breakdowns == wanted.breakdowns:
        return
    spans = _spans(asked, ("breakdown",))
    figures = _spans(asked, FIGURES)
    if spans:
        yield spans[0][0], spans[-1][1], who
    elif figures and asked.language != "en":
        yield figures[0][0], figures[0][0], who
