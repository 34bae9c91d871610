"""What a turn asks of the rest: 剩下那一件 after a whole and a part of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.codes import has_columns, leaves, rates, sum_of
from assistant.query import Query
from ingest import forms

NUMBER = "[一两二三四五六七八九十]|\\d+"
# 还剩几件 behind a total is what is not dealt with yet, and behind a group what its parts leave.
LEFT = re.compile(
    f"(?P<yet>还)?(?:剩[下余]?|余下|其余|其[他它](?=的?[那这]?(?:[一两二三四五六七八九十\\d]|几件)))的?[那这]?(?P<n>{NUMBER})?"
    "(?=[件个份宗的几]|呢|都?是|有?[几多哪]|[?。]*$)|"
    f"(?:还有|另外的?)[那这]?(?P<m>{NUMBER})(?=[件份宗])|"
    "\\bthe (?:rest|others?|remaining (?:ones?|requests?))\\b|\\bremaining\\b"
)
ALONE = re.compile(
    "那?么?(?:剩下|剩余|其余|余下)的?(?:呢|[有是]?(?:多少|几)[件个]?|占.{0,4})?[呢啊?。]*"
)
WHAT = re.compile("啥|什么|哪|怎么|咋|各|分别|\\bwhat|\\bwhy")
WHO = re.compile("谁|什么人|哪些人|哪[种类]人|\\bwho\\b")
WORDS = re.compile(
    "[的都是那这呢有几]|多少|谁|提出?|申请|情况|情形|原因|理由|结果|怎么(?:回事|处理|答复)|咋回事|[件个份宗]|哪[些几]?[种类]?|什么|啥"
)
OPERATIONS = ("", "parts", "results", "reasons", "applicants", "rest", "source", "confirm")
DIGITS = "一二三四五六七八九十"


def the_rest_of(query: Query, turns: Sequence[Answer]) -> Query | None:
    """剩下那一件是啥情况 after 无法提供几件, 不掌握几件: the other parts; 剩下几件: how many; None
    where nothing of the kind is asked for, unread where no whole and part of it were told.
    """
    found = LEFT.search(query.plain)
    named = query.items or query.breakdowns or query.topics or query.mentions
    told = _whole_and_parts(turns) if found and not named else ()
    if found and told and query.operation in OPERATIONS:
        return _the_others(query, found, *told)
    if found and query.breakdowns and not (query.items or found["yet"]):
        # 剩下的都是企业吗: of what is left by kind of applicant.
        return replace(query, items=turns[-1].query.items, unread=(*query.unread, found[0]))
    number = found and not (named or found["yet"]) and (found["n"] or WHAT.search(query.plain))
    if not (number or ALONE.fullmatch(query.plain)):
        return None
    # Of what without what, no turn tells.
    return replace(query, items=turns[-1].query.items, unread=(*query.unread, query.plain))


def _the_others(query: Query, found: re.Match[str], whole: Answer, *parts: Answer) -> Query | None:
    """What is asked of a whole without those parts of it."""
    row, less = whole.query.items[0], tuple(_cell(part.query) for part in parts)
    by_row = less[0][0] != row
    if found["yet"] and row == "results_total":
        # What is without that result, or what is not dealt with yet.
        return replace(query, items=(row,), unread=(*query.unread, query.plain))
    if found["yet"] and not (by_row and forms.parts(row)):
        return None
    of_all = Decimal(whole.value[0] if whole.value else 0)
    left = of_all - sum(Decimal(p.value[0]) for p in parts if p.value)
    query = replace(
        query, unread=_unheard(query, found, left), breakdowns=whole.query.breakdowns, premises=(),
        why=False, narrative=False, inherited=(*query.inherited, "indicators", "breakdown"),
    )  # fmt: skip
    others = tuple(c for c in forms.parts(row) if (c, less[0][1]) not in less) if by_row else ()
    if others and WHAT.search(query.plain):
        tokens = tuple(t for t in query.tokens if t.text not in found[0])
        operation = "parts" if len(others) > 1 else ""
        return replace(query, items=others, operation=operation, tokens=tokens)
    if WHO.search(query.plain):
        columns = tuple(c for c in forms.applicants() if all(c != who for _, who in less))
        return replace(query, items=(row,), breakdowns=columns, operation="parts")
    kinds = [c for c in sum_of(row) if all(c != code for code, _ in less)] if by_row else []
    if len(kinds) == 1:
        # 剩下的呢 after suits, and those without a review: the other kind of them.
        return replace(query, items=(kinds[0],), operation="")
    return replace(query, items=(row,), less=less, operation="rest")


def the_rest_again(query: Query, last: Query) -> Query | None:
    """2023年呢 after a whole without some of its parts: of the same whole without the same."""
    named = query.items or query.breakdowns or query.operation or query.topics
    elsewhere = {"years", "publishers"} - {*query.inherited}
    if named or not (elsewhere and last.less and last.operation == "rest"):
        return None
    inherited = (*query.inherited, "indicators", "operation")
    return replace(
        query, items=last.items, breakdowns=last.breakdowns, less=last.less, operation="rest",
        inherited=inherited,
    )  # fmt: skip


def _whole_and_parts(turns: Sequence[Answer]) -> Sequence[Answer]:
    """The whole told before, and the parts of it told since; () where there are none such."""
    parts: list[Answer] = []
    for answer in reversed(turns):
        query, last = answer.query, turns[-1].query
        alike = (query.bodies, query.years) == (last.bodies, last.years) and not query.less
        number = answer.value is not None and answer.value[1] == "件"
        one = len(query.items) == 1 and len(query.breakdowns) < 2
        if not (alike and number and one) or query.items[0] in rates():
            return ()
        if parts and all(_holds(_cell(query), _cell(part.query)) for part in parts):
            return answer, *reversed(parts)
        parts.append(answer)
    return ()


def _cell(query: Query) -> tuple[str, str]:
    column = next(iter(query.breakdowns), "")
    return query.items[0], "" if column == "total" else column


def _holds(cell: tuple[str, str], part: tuple[str, str]) -> bool:
    """Whether a cell is the sum of another and of more: by row, or by kind of applicant."""
    (row, column), (own, who) = cell, part
    if row == own:
        return bool(who) and not column
    return leaves(own) < leaves(row) and column == who and has_columns(row) == has_columns(own)


def _unheard(query: Query, found: re.Match[str], left: Decimal) -> tuple[str, ...]:
    """What a turn says beside the rest; a number of it that is not so."""
    said = found.groupdict().get("n") or found.groupdict().get("m") or ""
    number = said if said.isdigit() else DIGITS.find(said.replace("两", "二")) + 1
    held = [*query.premises, *([Decimal(number)] if said else [])]
    wrong = [found[0]] * any(number != left for number in held)
    words = (WORDS.sub("", w.replace(found[0], "")) for w in query.unread)
    return (*wrong, *(w for w in words if w and w not in found[0]))
