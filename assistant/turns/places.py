"""The places and years that a turn leaves to the one before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.query import Query
from assistant.question.above import AMONG, PLACE_ASKED
from assistant.question.groups import group_of
from assistant.question.places import Body
from assistant.turns.prose import OF_ALL
from assistant.turns.together import POINTS
from assistant.turns.worded import NUMBERS, OVER_TIME
from ingest.identity.divisions import gazetteer

COMPARED = re.compile(
    r"[和跟与同].{1,20}(?:比(?![例重率值])|相比|对比|比较)|比(?![例重率值]).{1,20}(?:[高低多少大小差]|强|弱)|"
    r"compared? (?:with|to)|versus|\bvs\b"
)
# 比去年呢 of the year that was last year is of the one before it.
LAST_YEAR = re.compile(
    "(?:比起?|较|跟|和|与|同)[去上前]一?个?年|"
    r"(?:versus|vs\.?|against|than|on|over|compared (?:to|with)) (?:last|the previous) year"
)
BESIDE_A_YEAR = re.compile(
    r"(?:比起?|较|跟|和|与|同|than|against|with)\s?(?:(?:19|20)?\d\d|[去前今]年)"
)
COMPARED_YEAR = re.compile(r"[跟和与同]\s?(?:(?:19|20)?\d\d年?度?|[去前今]年)的?(?:相?比|对比)")


def compared(query: Query, last: Query) -> Query:
    """和洪泽比呢: the body talked about stays, the one named comes beside it."""
    chosen = _named(query)
    if _ranked_in(query, last):
        return replace(query, bodies=last.bodies, inherited=("publishers",))
    if COMPARED.search(query.plain) and last.bodies and len(chosen) == len(query.mentions) >= 1:
        bodies = tuple(dict.fromkeys((*last.bodies, *chosen)))
        pairs = last.pairs if bodies == last.bodies else _own_years(query, last, bodies)
        return replace(query, bodies=bodies, pairs=pairs, mentions=(), inherited=("publishers",))
    return query


def _ranked_in(query: Query, last: Query) -> bool:
    """在六安排第几 behind 舒城县: of the county, in the city named."""
    if len(query.mentions) != 1 or len(last.bodies) != 1 or not PLACE_ASKED.search(query.plain):
        return False
    named, own = query.mentions[0], last.bodies[0].division
    paths = {d.path for d in gazetteer().named(named.name)}
    above = any(own != path and own.startswith(path) for path in paths)
    return above and bool(AMONG.search(query.plain[: named.start]))


def _own_years(query: Query, last: Query, bodies: Sequence[Body]) -> tuple[int, ...]:
    """比江夏多吗 after 洪泽2024年, where 江夏 has 2021 alone; () where one year is of both."""
    if len(bodies) != 2 or len(last.years) != 1 or len(last.bodies) != 1 or not bodies[1].years:
        return ()
    named = query.years or tuple(y for y in last.years if y in bodies[1].years)
    year = named[0] if len(named) == 1 else bodies[1].years[0]
    return () if year == last.years[0] or (query.years and len(named) != 1) else (*last.years, year)


def with_places(query: Query, last: Query) -> Query:
    """A query of the bodies and years that it names, and of those before where it names none."""
    inherited = list(query.inherited)
    if not query.mentions and not query.bodies:
        # A place that has no report of its own stays what is asked of.
        # 全市一共几期 behind one county's, and 哪个县最多, are of them all.
        every = group_of(query) or (OF_ALL.search(query.plain) and query.operation in ("", "sum"))
        unloaded = [m for m in last.mentions if not m.bodies and not every]
        kept = tuple(replace(m, start=0, end=0) for m in unloaded)
        inherited += ["publishers"] * bool(last.bodies or kept)
        pairs = last.pairs if not (query.years or query.period) else ()
        query = replace(query, bodies=last.bodies, mentions=kept, pairs=pairs)
    if query.period and query.period.kind == "step" and last.years:
        # 比上年高多少 keeps the year talked about and sets the other beside it.
        than_last = bool(LAST_YEAR.search(query.plain))
        told = (max(last.years),) if than_last else last.years
        if than_last and len(last.years) == 1 and _is_so_called(query, last):
            # 比上年少多少 after 上年呢 starts from the year before that turn.
            told = (last.years[0] - query.period.count,)
        stepped = told if _stepped_before(query, last) else _stepped(query, told)
        if than_last:
            query = replace(query, operation=_changed(query, last))
        changed = ("growth", "difference", *["share"] * than_last)
        both = query.operation in changed or POINTS.search(query.plain)
        years = tuple(sorted({*told, *stepped})) if both else stepped
        if query.operation == "check" and max(stepped) < max(told) and not query.items:
            # 上一年末是597件，一加一减对得上吧: what is checked is the year talked about.
            years = told
        query = replace(query, years=years, period=None)
    elif query.years == last.years and len(last.years) == 1 and LAST_YEAR.search(query.plain):
        years = (last.years[0] - 1, *last.years)
        query = replace(query, years=years, operation=_changed(query, last))
    elif query.years and _beside_a_year(query):
        query = replace(query, years=tuple(dict.fromkeys((*last.years, *query.years))))
    elif not query.years and not query.period and not (last.newest and query.mentions):
        # Of another body the newest is taken anew.
        years = last.years
        if (query.about or last.about) and query.mentions:
            # 上海那份哪天发布的 is of the report that there is.
            years = tuple(y for y in years if any(y in b.years for b in _named(query)))
        if query.counting and not query.operation:
            # A year to compare with that no one has is none to count in.
            years = tuple(y for y in years if any(y in b.years for b in last.bodies)) or years
        inherited += ["years"] * bool(years)
        query = replace(query, years=years, newest=last.newest)
    return replace(query, inherited=tuple(inherited))


def _changed(query: Query, last: Query) -> str:
    """比上年呢 after a share is the change of that share; after a number, of the number."""
    alone = not (query.items or query.breakdowns or query.counting or NUMBERS.search(query.plain))
    if alone and last.operation == "share" and query.operation in ("", "growth"):
        return "share"
    return query.operation or "growth"


def _stepped(query: Query, years: Sequence[int]) -> tuple[int, ...]:
    return tuple(y + query.period.count for y in years) if query.period else ()


def _stepped_before(query: Query, last: Query) -> bool:
    """前一年败诉率多少 after 前一年呢: the year so called is known; 再前一年 goes on from it."""
    again = LAST_YEAR.search(query.plain) or not _is_so_called(query, last)
    return bool(query.items) and not again


def _is_so_called(query: Query, last: Query) -> bool:
    """Whether the turn before called its year by the same word, and this goes no further."""
    word = query.plain[query.period.start : query.period.end] if query.period else ""
    further = re.search(f"[再又更往]{word}", query.plain)
    return word in last.plain and not further and not LAST_YEAR.search(last.plain)


def _named(query: Query) -> list[Body]:
    return [b for m in query.mentions for b in m.bodies]


def _beside_a_year(query: Query) -> bool:
    """比2023年少多少, 和2023年的对得上吗: the year talked about stays beside the one named."""
    if len(query.years) > 1:
        # 去年比前年变化多少 names both.
        return False
    set_apart = query.operation in (*OVER_TIME, "check")
    changed = set_apart and BESIDE_A_YEAR.search(query.plain)
    return bool(changed or COMPARED_YEAR.search(query.plain))
