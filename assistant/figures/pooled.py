"""A share of several years put together: the parts of all of them over all of their wholes."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, Row, label_of, row_of
from assistant.codes import base_of, has_whole, rates
from assistant.figures.comparisons import with_cells
from assistant.figures.keeping import SIGNS
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked, answer_nothing
from assistant.figures.shares import Share, share_named
from assistant.question.leftover import YES_OR_NO
from assistant.question.numbers import bound_of
from assistant.resolve import not_understood
from assistant.texts import names_joined, percent
from ingest.amounts import plain

Pairs = Sequence[tuple[Asked, Quantity]]


def answer_pooled(every: Sequence[Asked], breakdown: str) -> Answer:
    """把两年的数放一块算，予以公开占办结的百分之几: (55 + 3) ÷ (420 + 126), in percent."""
    every = sorted(every, key=lambda asked: asked.sheet.report.year or 0)
    share, query = _share(every[0], breakdown), every[0].query
    if share is None:
        return not_understood(query, [query.plain])
    tops = [(a, a.sheet.quantity(share.code, share.breakdown)) for a in every]
    bases = [(a, a.sheet.quantity(*share.base)) for a in every]
    for asked, quantity in (*tops, *bases):
        if quantity.value is None:
            return answer_nothing(asked, quantity)
    if any(len({q.code for _, q in side}) > 1 for side in (tops, bases)):
        # The rows of two forms are not one.
        return not_understood(query, [query.plain])
    return _told(share, tops, bases)


def _share(asked: Asked, breakdown: str) -> Share | None:
    """What is put together over what: of a rate its own parts and whole."""
    query, code = asked.query, asked.query.items[0]
    if code in rates():
        rate = rates()[code]
        whole = "-".join("+".join(side) for side in (rate.whole, rate.minus) if side)
        own = Share("+".join(rate.parts), breakdown, (whole, breakdown))
        return own if len(query.items) == 1 else None
    if share := share_named(asked):
        return share
    if len(query.items) > 1 or not has_whole(code, breakdown):
        return None
    return Share(code, breakdown, base_of(code, breakdown))


def _told(share: Share, tops: Pairs, bases: Pairs) -> Answer:
    first = tops[0][0]
    part, whole = (sum((q.value or Decimal(0) for _, q in s), Decimal(0)) for s in (tops, bases))
    formula = f"({_terms(tops)}) ÷ ({_terms(bases)})"
    language, report = first.language, first.sheet.report
    label = _label(first, share, tops[0][1])
    years = names_joined(language, [str(a.sheet.report.year) for a, _ in tops])
    cells = (*tops, *bases)
    rows = tuple(row_of(a.sheet.report, q, language) for a, q in cells)
    said = {"years": years, "label": label, "formula": formula}
    if not whole:
        text = first.say("pooled_undefined", **said)
        answer = Answer(first.query, "not_found", text, reason="undefined", rows=rows)
        return with_cells(answer, cells)
    value = percent(part, whole)
    own = Row(report, "", "", label, value, "computed", "%", "", "", formula)
    bound = bound_of(first.query.plain) if YES_OR_NO.search(first.query.plain) else None
    held = bound and SIGNS[bound.sign](Fraction(value), Fraction(bound.value))
    lead = first.say("bound_yes" if held else "bound_no") if bound else ""
    answer = Answer(
        first.query, "answered", lead + first.say("pooled", value=value, **said), kind="derived",
        value=(value, "%"), rows=(own, *rows), formula=formula,
    )  # fmt: skip
    return with_cells(answer, cells)


def _label(asked: Asked, share: Share, part: Quantity) -> str:
    """What it is called: a rate by its name, a share by its part and whole."""
    code = asked.query.items[0]
    if code in rates():
        return label_of(code, share.breakdown, asked.language)
    whole = label_of(*share.base, asked.language)
    if asked.language == "en":
        return f"{asked.label(part)} as a share of {whole}"
    return f"{asked.label(part)}占{whole}的比例"


def _terms(side: Pairs) -> str:
    return " + ".join(plain(q.value or Decimal(0)) for _, q in side)
