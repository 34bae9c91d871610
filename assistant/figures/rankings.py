"""Answers over many bodies: an order, a filter, a sum or a list, with what it covers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import mean, median

from assistant.answer import Answer, Row, evidence_of, row_of, together, with_evidence
from assistant.codes import numbers_of, rates
from assistant.figures.above_mean import against_mean
from assistant.figures.bounded import limited
from assistant.figures.changes import CHANGES, THAN_YEAR, on_change, runs_against, worked_out
from assistant.figures.conditions import COUNTED, as_difference, as_one
from assistant.figures.covering import findings_of, none_loaded, with_coverage
from assistant.figures.left_of import left_of
from assistant.figures.nested import of_the_first
from assistant.figures.order import superlative
from assistant.figures.series import lies_inside
from assistant.figures.several import of_decided
from assistant.figures.standings import Ranking, Standing, ranked
from assistant.figures.wholes import all_have_wholes, as_within_group, of_own_whole
from assistant.query import Query
from assistant.question.added import SUM, sums_all
from assistant.question.beyond import beyond
from assistant.question.groups import BOTH_ENDS, ORDERED, Group
from assistant.question.places import Catalogue
from assistant.refusals import which_measure
from assistant.resolve import not_understood
from assistant.texts import bracketed, joined, names_joined, rounded, say, unit_text
from ingest.store.database import Database

# More operands than these are no list to read: a sum shows the first ones and how many there are.
SHOWN, OPERANDS = 10, 200
SHARES = re.compile("占比|比例|比重|占.{0,6}百分|share")
PUT_IN_ORDER = ("", "rank", "largest")
# 中位数是哪个区县: of many bodies one number is made, which is none of theirs.
WHOSE = re.compile("(?:数|值|平均)[是在属为]于?(?:谁|哪)")
NET = ("净增", "净减", "净增加", "净减少")
MOVED = re.compile(
    "(?:(?P<by>增加|减少|增多|变多|变少|多了|少了)|增长|上升|上涨|提高|升高|提升|下降|降低|涨|降|跌|回落|下滑)"
    "[得了的]?(?:幅度?)?最|"
    "(?:grew|rose|fell|increased|decreased|dropped|declined)(?: by)? the? ?most"
)
FALLS = re.compile("[降跌减]幅|[降跌]得|下降|减少|回落|下滑|降低|declin|decreas|drop|fell|fall")


def answer_group(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    """The bodies of a group in the order or sum asked for, or both its ends; what is missing is
    named.
    """
    if not BOTH_ENDS.search(query.plain) or len(query.items) != 1:
        return _of_group(query, group, catalogue, database)
    ends = (replace(group, order=order) for order in ("most", "least"))
    return together([_of_group(query, end, catalogue, database) for end in ends])


def _of_group(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    left, named = left_of(query, group), query
    if (told := limited(query, group)) is None:
        return not_understood(query, left or [query.plain])
    query, group, conditions = told
    left += [word if word.strip() else named.plain for word in beyond(query, group)]
    left += of_the_first(query, group)
    if (less := as_difference(query)) is not query:
        query, left = less, [word for word in left if word not in NET]
    ordered = bool(group.order or group.bound) or query.operation in CHANGES
    summed = SUM.search(query.plain) or THAN_YEAR.search(query.plain)
    if (ordered or summed) and not query.items:
        # 申请增长最快的: the word that leaves open which row is asked of something.
        weak = (t.code("weak") for t in query.tokens if t.code("weak"))
        query = replace(query, items=tuple(dict.fromkeys(weak)))
    falls = query.direction == "fell" or FALLS.search(query.plain)
    if (moved := MOVED.search(query.plain)) and query.operation in PUT_IN_ORDER:
        # 增长最快, 减少最多: put in order by how much each changed.
        query = replace(query, operation="difference" if moved["by"] else "growth")
    if query.operation in CHANGES and group.order and (falls or moved):
        query = replace(query, direction="fell" if falls else "rose")
    if query.operation in (*PUT_IN_ORDER, *CHANGES) and not group.order:
        query, group = on_change(query, group, bool(falls))
    if falls and query.operation in CHANGES and group.order:
        group = replace(group, order="most" if group.order == "least" else "least")
    if SHARES.search(query.plain) and not any(c in rates() for c in query.items):
        query = replace(query, operation="share")
    query = as_within_group(query)
    if query.operation == "share" and of_own_whole(query):
        query = replace(query, items=query.items[:1])
    query = as_one(of_decided(query))
    if query.operation == "share" and not all_have_wholes(query):
        return not_understood(query, [query.plain])
    if left or not query.items:
        return not_understood(query, left) if left else which_measure(query)
    if query.items[0] in ("rules", "normative") or len(query.items) > 1:
        return not_understood(query, [query.plain])
    rankings = ranked(
        replace(query, items=numbers_of(query.items[0])), group, conditions, catalogue, database
    )
    whole, *others = [_of_one(ranking) for ranking in rankings]
    for answer in others:
        whole = with_evidence(whole, answer.evidence)
        text = f"{whole.text}\n{answer.text}"
        whole = replace(whole, text=text, rows=(*whole.rows, *answer.rows))
    # What is said next is of what was named, and of no sum or difference.
    said = replace(whole.query, items=named.items, breakdowns=named.breakdowns, plain=named.plain)
    every = replace(query, plain=named.plain)
    return replace(whole, query=every, value=None) if others else replace(whole, query=said)


def _of_one(ranking: Ranking) -> Answer:
    if not ranking.every:
        return none_loaded(ranking)
    answer = _told(ranking)
    return with_coverage(answer, ranking) if answer.status == "answered" else answer


def _told(ranking: Ranking) -> Answer:
    """The answer proper: a mean, a place, a filter, a sum, the first of an order, or the list."""
    group, query = ranking.group, ranking.query
    summed = (
        SUM.search(query.plain)
        or query.operation == "sum"
        or (sums_all(query.plain) and not group.order)
    )
    told = COUNTED.search(query.plain) or not ranking.counted
    summed = summed and (told or not group.bound)
    if held := against_mean(ranking):
        key, of_it, kept = held
        answer = _table(ranking, key, kept[:SHOWN], **of_it)
        return replace(answer, value=(str(len(kept)), "个"))
    if query.operation in FOLDS and ranking.kept:
        # 新收最多的三个区县平均几件 is of those three; of an order without a number nothing is.
        first = tuple(s for s in ranking.kept if s.place <= group.limit)
        if WHOSE.search(query.plain) or (group.order and not group.limit):
            return not_understood(query, [query.plain])
        return _folded(replace(ranking, kept=first) if group.order else ranking)
    if group.placed:
        return _place_of(ranking)
    if group.bound and not (group.order and ranking.kept) and not (summed and ranking.kept):
        return _filtered(ranking)
    if summed and ranking.rated and not group.order:
        # 各区县合计的公开率
        return not_understood(query, [query.plain])
    if summed and not ranking.rated and (group.limit or not group.order):
        added = [s for s in ranking.kept if not group.limit or s.place <= group.limit]
        return _summed(replace(ranking, kept=tuple(added)))
    shown = ranking.kept if query.whole else ranking.kept[: group.limit or SHOWN]
    if not group.order or ORDERED.search(query.plain):
        return _table(ranking, "rank_list", shown)
    best = shown[0].value
    if query.operation in CHANGES and runs_against(query.direction, best):
        answer = _table(ranking, "rank_list", shown)
        said = say(query.language, f"none_{query.direction}")
        return replace(answer, text=f"{said}{answer.text}")
    return _first(ranking, shown)


def _first(ranking: Ranking, shown: Sequence[Standing]) -> Answer:
    """The first of an order, or the place in it that is asked for, with those that share it."""
    query, kept = ranking.query, ranking.kept
    at = query.order.first if query.order else 1
    if at > len(kept) or (query.order and query.order.behind):
        return _table(ranking, "rank_list", shown)
    own = kept[at - 1]
    top = [ranking.named(s.report) for s in kept if s.place == own.place]
    more = say(query.language, "and_more", count=len(top) - SHOWN) if len(top) > SHOWN else ""
    names = names_joined(query.language, top[:SHOWN]) + more
    least = ranking.group.order == "least"
    most = superlative(query.language, ranking.unit, least, own.place)
    value = ranking.number(own.value)
    answer = _table(ranking, "rank_first", shown, names=names, value=value, most=most)
    return replace(answer, value=(ranking.shown(own.value), ranking.unit), ordered=True)


def _place_of(ranking: Ranking) -> Answer:
    """Where one body stands among those of its level."""
    query, body = ranking.query, ranking.query.bodies[0].publisher
    own = [s for s in ranking.every if s.report.publisher == body]
    if own and len(ranking.every) == 1:
        alone = ranking.say("placed_alone", body=body)
        return Answer(query, "not_found", alone, reason="not_loaded")
    if not own and ranking.every:
        # 雁塔区在浙江排第几: it lies elsewhere, or has no number.
        return not_understood(query, [query.plain])
    if not own:
        return none_loaded(ranking)
    answer = _table(
        ranking, "placed", own, body=body, place=own[0].place, count=len(ranking.every),
        value=ranking.number(own[0].value),
    )  # fmt: skip
    return replace(answer, value=(str(own[0].place), "位"))


# What makes one number of many, and the sentence that says it.
FOLDS: Mapping[str, tuple[Callable[[Sequence[Fraction]], Fraction], str]] = {
    "mean": (mean, "group_mean"), "median": (median, "group_median"),
}  # fmt: skip


def _folded(ranking: Ranking) -> Answer:
    fold, key = FOLDS[ranking.query.operation]
    found = fold([s.value for s in ranking.kept])
    whole = ranking.query.operation == "median" and not ranking.rated
    value, kept = ranking.shown(found) if whole else rounded(found), ranking.kept
    shown = f"{value}{unit_text(ranking.query.language, ranking.unit)}"
    answer = _table(ranking, key, kept[:SHOWN], count=len(kept), value=shown)
    return replace(answer, kind="derived", value=(value, ranking.unit))


def _filtered(ranking: Ranking) -> Answer:
    kept, every = ranking.kept, ranking.every
    if not kept:
        answer = _table(ranking, "filter_none", every[:SHOWN], count=len(every))
        return replace(answer, value=("0", "个"))
    shown = kept if ranking.query.whole else kept[:SHOWN]
    if not ranking.counted:
        # 新收超过200件的区县处罚各多少: what is told is not what is limited.
        return _table(ranking, "rank_list", shown)
    answer = _table(ranking, "filter", shown, count=len(kept))
    return replace(answer, value=(str(len(kept)), "个"))


def _summed(ranking: Ranking) -> Answer:
    """Areas added up, none that lies inside another one counted: its own are in that already."""
    places = {(s.report.year, s.report.division) for s in ranking.kept}
    apart = [s for s in ranking.kept if not lies_inside(s.report, places)]
    total = sum((s.value for s in apart), Fraction(0))
    few = len(apart) <= OPERANDS
    formula = " + ".join(ranking.shown(s.value) for s in apart) if few else None
    shown = apart if few else apart[:SHOWN]
    answer = _table(ranking, "group_sum", shown, value=ranking.number(total), count=len(apart))
    value = (ranking.shown(total), ranking.unit)
    return replace(answer, kind="derived", formula=formula, value=value)


def _table(ranking: Ranking, key: str, shown: Sequence[Standing], **values: object) -> Answer:
    """The sentence with the first in order, a row for each shown, their cells and findings."""
    query = ranking.query
    pairs = list(zip(shown, ranking.quantities([s.report for s in shown]), strict=True))
    changed = query.operation in CHANGES
    olds = ranking.earlier(shown) if changed else []
    before = ranking.quantities(olds)
    formulas = (
        [worked_out(query.operation, q, old) for (_, q), old in zip(pairs, before, strict=True)]
        if changed else [q.formula if ranking.worked else "" for _, q in pairs]
    )  # fmt: skip
    text = ranking.say(
        key, list=_listed(ranking, shown[: max(SHOWN, ranking.group.limit)], formulas), **values
    )
    rows: list[Row] = [row_of(s.report, q, query.language) for s, q in pairs]
    reports = [s.report for s in shown]
    kept = [
        pair for limit in ranking.limits
        for pair in zip(reports, ranking.quantities(reports, limit), strict=True)
    ]  # fmt: skip
    rows += [row_of(report, q, query.language) for report, q in kept]
    answer = Answer(query, "answered", text, kind="table", rows=tuple(rows))
    cells = [*((s.report, q) for s, q in pairs), *zip(olds, before, strict=True), *kept]
    evidence = [e for report, q in cells for e in evidence_of(report, q.cells)]
    return with_evidence(replace(answer, findings=findings_of(ranking, pairs)), evidence)


def _listed(ranking: Ranking, shown: Sequence[Standing], formulas: Sequence[str]) -> str:
    """1. 名 数；equal numbers share a place."""
    language = ranking.query.language
    space = " " if language == "en" else ""
    parts = []
    for standing, formula in zip(shown, formulas, strict=False):
        name = f"{standing.place}. {ranking.named(standing.report)}"
        worked = bracketed(language, formula) if formula else ""
        parts.append(f"{name}{space}{ranking.number(standing.value)}{worked}")
    return joined(language, parts)
