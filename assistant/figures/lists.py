"""Several figures of one report side by side: results, reasons, applicants, the largest of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, label_of, row_of
from assistant.codes import name_of
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.order import asked_for, standings, superlative
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.figures.stated import not_stated
from assistant.query import Query
from assistant.question.numbers import bound_of
from assistant.resolve import not_understood
from assistant.texts import bracketed, joined, names_joined, unit_text
from ingest import forms
from ingest.amounts import plain

LESS = ("少", "低", "小", "fewer", "less", "lower", "smaller")
WHICH = re.compile(
    "(?:哪一?[个种类项样边块]|谁|哪家)[^,;。?]{0,6}?(?:[大高低小]|多(?!少)|(?<!多)少)(?:一?[些点])?的?(?=[?。呢啊,]|$)|"
    "还是[^,;。?]{1,12}(?:[大高低小]|多(?!少)|(?<!多)少)(?=[?。呢啊]|$)|"
    "which (?:one )?(?:is|was|has|had|were) (?:the )?"
    "(?:more|higher|larger|bigger|greater|fewer|less|lower|smaller)"
)
# What orders a list.
RANKED = re.compile("最|第一|排|主要|most|fewest|least|highest|lowest|(?:larg|bigg|small)est|rank")
# 哪项最多，多少: the number is asked for too.
COUNTED = re.compile("[,，][^,;。]*(?:多少|几)")
OUTCOMES = ("granted", "granted_in_part", "refused", "unavailable", "not_processed", "otherwise")
# 各占多少; not 各占多少件.
EACH_TAKES = re.compile("各自?占(?!了?(?:多少|几)[件个份])")


def answer_parts(asked: Asked, quantities: Sequence[Quantity], label: str) -> Answer:
    """Several quantities of one report side by side, zeros too."""
    filled = [q for q in quantities if q.value is not None]
    if not quantities:  # a report without the table
        return not_stated(asked, label)
    if not filled:
        return answer_nothing(asked, quantities[0])
    names = part_names(asked, filled, label)
    listed = [f"{n}{asked.colon}{_told(asked, q)}" for n, q in zip(names, filled, strict=True)]
    key = "table" if label else "several"
    text = asked.say(key, label=label, list=joined(asked.language, listed))
    missing = [q for q in quantities if q.value is None]
    if missing and not label:
        left = names_joined(asked.language, [asked.label(q) for q in missing])
        text += asked.space + asked.say("several_missing", names=left)
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    answer = Answer(asked.query, "answered", text, kind="table", rows=rows)
    return with_audit(asked, answer, list(quantities))


def asks_percent(query: Query) -> bool:
    """Whether the lines of a list are asked for as shares."""
    share = any(t.code("operation") == "share" for t in query.tokens)
    return share or bool(EACH_TAKES.search(query.plain))


def in_percent(
    asked: Asked, quantities: Sequence[Quantity], whole: tuple[str, str]
) -> Sequence[Quantity]:
    """各类申请人占比, 换成百分比: each line as a share of its whole, where shares are asked for."""
    if not asks_percent(asked.query) or any(q.unit == "%" for q in quantities):
        return quantities
    return [asked.sheet.share(q.code, q.breakdown, whole) for q in quantities]


def answer_each_of(asked: Asked, rows: Sequence[str], whole: str, breakdown: str) -> Answer:
    """各占办结的多少: several rows, each in percent of one."""
    each = [asked.sheet.share(code, breakdown, (whole, breakdown)) for code in rows]
    name = label_of(whole, breakdown, asked.language)
    return answer_parts(asked, each, asked.say("as_share_of", whole=name))


def _told(asked: Asked, quantity: Quantity) -> str:
    """A number, a rate with what it was worked out from."""
    formula = quantity.formula if quantity.unit == "%" else ""
    return f"{asked.number(quantity)}{bracketed(asked.language, formula) if formula else ''}"


def part_names(asked: Asked, quantities: Sequence[Quantity], label: str) -> list[str]:
    """Names in a list without what all share: the row, the kind of applicant, or the group."""
    if label and len({q.code for q in quantities}) == 1 and len(quantities) > 1:
        return [_column_name(asked, q) for q in quantities]
    names = [asked.label(q) for q in quantities]
    if label and len({q.breakdown for q in quantities}) == 1:
        names = [name_of(q.code, asked.language) for q in quantities]
    groups = {re.split("：|: ", n)[0] for n in names}
    return [re.sub("^.*?(：|: )", "", n) for n in names] if label and len(groups) == 1 else names


def _column_name(asked: Asked, quantity: Quantity) -> str:
    column = forms.breakdowns()[quantity.breakdown]
    return column.name_en if asked.language == "en" else column.label


def asks_least(query: Query) -> bool:
    """Whether the smallest is asked for: 最少的是哪种, 哪个少."""
    which = WHICH.search(query.plain)
    less = which is not None and any(which.group().rstrip("的").endswith(w) for w in LESS)
    return less or any(t.code("superlative") == "least" for t in query.tokens)


def answer_largest(asked: Asked, quantities: Sequence[Quantity], label: str) -> Answer:
    """The largest of several, or the smallest or the place in their order that is asked for, with
    ties named.
    """
    table = answer_parts(asked, quantities, label)
    filled = [q for q in quantities if q.value is not None]
    if table.status != "answered" or not filled:
        return table
    least, unit = asks_least(asked.query), filled[0].unit
    names = part_names(asked, filled, label)
    wanted = asked_for(asked.query, filled, standings(list(map(exactly, filled)), least))
    if not wanted:
        return table
    told = [
        asked.say(
            "largest" if len(held) == 1 else "largest_tie", label=label,
            most=superlative(asked.language, unit, least, place),
            names=names_joined(asked.language, [names[at] for at in held]),
            value=plain(filled[held[0]].value or Decimal(0)), unit=unit_text(asked.language, unit),
        )
        for place, held in wanted
    ]  # fmt: skip
    text, part = asked.space.join(told), filled[wanted[0][1][0]]
    value = (plain(part.value or Decimal(0)), unit) if len(wanted) == 1 else None
    answer = replace(table, text=f"{text}{asked.space}{table.text}", value=value, ordered=True)
    if len(told) > 1 or not any(t.code("operation") == "share" for t in asked.query.tokens):
        return answer
    known = forms.indicators().get(part.code)
    applicants = len({q.code for q in filled}) == 1
    base = (part.code, "total") if applicants else (known.part_of if known else "", part.breakdown)
    return _with_share(asked, replace(answer, text=text), (part, base), table.text)


def _with_share(
    asked: Asked, answer: Answer, of: tuple[Quantity, tuple[str, str]], table: str
) -> Answer:
    """最多的是哪种，占几成: what holds most, in percent of what it is part of; else no number."""
    part, base = of
    share = asked.sheet.share(part.code, part.breakdown, base) if base[0] else None
    if share is None or share.value is None:
        return replace(answer, text=f"{answer.text}{asked.space}{table}")
    said = asked.say(
        "largest_share", whole=label_of(*base, asked.language), value=plain(share.value),
        formula=share.formula,
    )  # fmt: skip
    own = row_of(asked.sheet.report, share, asked.language)
    return replace(
        answer, text=asked.space.join((answer.text, said, table)), value=(plain(share.value), "%"),
        formula=share.formula, kind="derived", rows=(own, *answer.rows),
    )  # fmt: skip


def exactly(quantity: Quantity) -> Fraction:
    """A number to be put in order, a rate not rounded."""
    return quantity.exact if quantity.exact is not None else Fraction(quantity.value or 0)


def with_verdict(asked: Asked, answer: Answer, quantities: Sequence[Quantity]) -> Answer:
    """复议和诉讼哪个多: which of what is named holds more, where every number is there and of one
    unit.
    """
    which = WHICH.search(asked.query.plain) or asked.query.order
    values = [q.value for q in quantities if q.value is not None]
    alike = len({q.unit for q in quantities}) == 1 and len(values) == len(quantities) > 1
    if answer.status != "answered" or not which or not alike:
        return answer
    least = asks_least(asked.query)
    if asked.query.order:
        return _in_order(asked, answer, quantities, least)
    first = min(values) if least else max(values)
    names = [asked.label(q) for q in quantities if q.value == first]
    key = f"which_{'less' if least else 'more'}{'_rate' * (quantities[0].unit == '%')}"
    key = "which_same" if len(names) == len(quantities) else key
    said = asked.say(key, names=names_joined(asked.language, names))
    answer = replace(answer, text=f"{answer.text}{asked.space}{said}")
    if key == "which_same" or not COUNTED.search(asked.query.plain):
        return answer
    return replace(answer, value=(plain(first), quantities[0].unit))


def _in_order(asked: Asked, answer: Answer, quantities: Sequence[Quantity], least: bool) -> Answer:
    """许可、处罚、强制里第二多的: the place asked for among what is named."""
    found = asked_for(asked.query, quantities, standings(list(map(exactly, quantities)), least))
    if len(found) != 1:
        return answer
    (place, held), unit = found[0], quantities[0].unit
    names = names_joined(asked.language, [asked.label(quantities[at]) for at in held])
    most = superlative(asked.language, unit, least, place)
    said = asked.say("series_first", names=names, most=most)
    value = (plain(quantities[held[0]].value or Decimal(0)), unit)
    text = f"{answer.text}{asked.space}{said}"
    return replace(answer, text=text, value=value, ordered=True)


def parts_of(sheet: Sheet, code: str, breakdown: str) -> list[Quantity]:
    """What a quantity is made of in its form: results, reasons, or the four results of a block."""
    if code.startswith("suit_") and code not in forms.indicators() and sheet.own(code) == code:
        results = ("upheld", "corrected", "other", "pending")
        return [sheet.quantity(f"suit_{result}") for result in results]
    code = sheet.own(code)
    if code in ("a14_requests", "a14_closed"):
        code = "a14_answers"
    if code in ("requests_new", "results_total"):
        return [sheet.cell(c, breakdown) for c in OUTCOMES]
    return [sheet.cell(c, breakdown) for c in forms.parts(code)]


def applicants_of(sheet: Sheet, code: str, who: str = "") -> list[Quantity]:
    """A row or rate of table three by who applied, or by which kind of organisation did."""
    columns = forms.organisations() if who == "organisations" else forms.applicants()
    return [sheet.quantity(code, b) for b in columns]


def answer_applicants(asked: Asked, code: str, who: str = "") -> Answer:
    """A row or rate by who applied, ranked where the most or least is asked for."""
    label, quantities = name_of(code, asked.language), applicants_of(asked.sheet, code, who)
    if not RANKED.search(asked.query.plain):
        return answer_parts(asked, in_percent(asked, quantities, (code, "")), label)
    none = [q for q in quantities if q.value is None and q.formula]
    answer = answer_largest(asked, [q for q in quantities if q not in none], label)
    if not none or answer.status != "answered":
        return answer
    names = names_joined(asked.language, [_column_name(asked, q) for q in none])
    return replace(answer, text=f"{answer.text}{asked.space}{asked.say('no_base', names=names)}")


def columns_of(sheet: Sheet, row: str) -> list[Quantity]:
    """Every column that the report's form has for a row of table two."""
    codes = [i.code for i in forms.indicators().values() if i.row_code == row and i.table == "2"]
    return [sheet.cell(c) for c in codes if (c, "") in sheet.printed]


def answer_overview(asked: Asked) -> Answer:
    """A place and a year and little else: the requests at a glance."""
    if bound_of(asked.query.plain):  # 哪些是0: of what, is not said
        return not_understood(asked.query, [asked.query.plain])
    codes = (
        "requests_new", "requests_carried_in", "results_total", "requests_carried_out", *OUTCOMES
    )  # fmt: skip
    quantities = [asked.sheet.quantity(c) for c in codes]
    filled = [q for q in quantities if q.value is not None]
    if not filled:
        return not_stated(asked, asked.query.text)
    listed = [f"{asked.label(q)}{asked.colon}{asked.number(q)}" for q in filled]
    answer = answer_parts(asked, quantities, "")
    joiner = "；" if asked.language != "en" else "; "
    return replace(answer, text=asked.say("overview", list=joiner.join(listed)))
