"""The same question put to several reports: carried over, changed, added up, or side by side."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, together, with_evidence
from assistant.codes import base_of, has_whole, numbers_of, rates
from assistant.figures.comparisons import answer_change
from assistant.figures.each_body import is_step, on_year, over_its_years
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.quantities import Asked, answer_value
from assistant.figures.ratios import OF_ALL, answer_rate, rate_of_decided
from assistant.figures.series import answer_series, areas_apart
from assistant.figures.shares import Share, share_named
from assistant.figures.stated_changes import growth_stated
from assistant.figures.told import claimed
from assistant.query import Query
from assistant.question.leftover import YES_OR_NO
from assistant.question.years import CARRIED_TO
from assistant.resolve import not_understood
from assistant.texts import names_joined, say
from ingest.report import Report

CHANGES = re.compile(
    "[高低多少](?:了|出)?多少|(?:[比较]起?|[跟和与同])[去上前]一?个?年|变化|百分点|个点|提高了|下降了|上升了|growth|change|points?"
)

# 两年总数, 加一起共有多少: of several reports, what they hold together.
IN_ALL = re.compile(
    r"一共|总共|共计|合计|[两二三四五几]年.*总计|年[^,;。]{1,12}\+(?:20)?\d\d年[^,;。]{1,12}=|"
    r"in total|altogether|^total |\btotal (?:number|of)"
)
TOTAL = re.compile("(?<!公)共(?!同)[^,;。?]{0,6}[多几]|总(?:[件条]?数|数量|量|金?额)|拢共|统共")
# Row four of a year, row two of the next, and the word for either.
CARRIED = {"carried", "requests_carried_in", "requests_carried_out"}
# 2023到2024年结转了多少, beside 结转到2024年.
ON_TO = re.compile(r"\d年?度?(?:到|至|进|→| to | into )(?:20)?\d\d")
UP_OR_DOWN = re.compile("[涨升增]还?是[跌降减]|[跌降减]还?是[涨升增]")
EACH = re.compile("各|分别|每|哪|谁|对[照比]")
# 2024年新收的相当于2023年的百分之几: of the other year's.
OF_YEAR = re.compile(
    r"(?:占|相当于|等于|折合|[是为])(?:到|了)?"
    r"(?:(?P<year>(?:20)?\d\d)(?!\d|年?度?[和与、])年?度?|[上前]一?个?年度?|去年|前年)"
    r"[^,;。占]{0,10}的(?:百分|几成|几分|多[少大]|比[例重]|几倍)|"
    r"(?:percent(?:age)?|share|fraction) of (?:the |that of )?"
    r"(?:(?P<named>20\d\d)|year|previous|prior)"
)
AGAINST = re.compile(r"(?:比起?|相比于?|对比|较|跟|与|和|同|compared (?:with|to)|against)\s?$")


def answer_over_reports(every: Sequence[Asked], breakdown: str) -> Answer:
    """One code of several reports: carried over, changed, added up, or side by side."""
    query = every[0].query
    code = query.items[0]
    every = _subject_first(every)
    if carried := answer_carried(every):
        return carried
    apart = len({a.sheet.report.publisher for a in every}) > 1
    if apart and query.operation in ("growth", "difference") and (own := over_its_years(every)):
        # 舒城和金寨2024年比上年多了多少: of each body by itself.
        return together([
            answer_change(pair[0], pair[1], _compared(pair[0], breakdown)) if len(pair) > 1
            else answer_over_time(pair[0], breakdown) for pair in own
        ])  # fmt: skip
    changed = query.operation in ("growth", "difference") or changes_share(query)
    if len(every) == 2 and query.operation == "trend" and UP_OR_DOWN.search(query.plain):
        # 2023年比2022年是涨是跌: of two years, and no curve.
        every = [Asked(replace(query, operation="growth"), a.sheet) for a in every]
        changed = True
    if len(every) == 2 and changed:
        return answer_change(every[0], every[1], _compared(every[0], breakdown))
    summed = _asks_sum(query)
    if query.operation == "share" and summed and (ordered := _one_of_all(every)):
        return answer_series(ordered, code, breakdown, "part_of_all")
    if query.operation == "share" and summed:
        # 两地合计中洪泽占几成: a sum is no share.
        return not_understood(query, [query.plain])
    kind = "sum" if summed else query.operation
    if kind == "share" and (ordered := _of_year(every)):
        return answer_series(ordered, code, breakdown, "part")
    if kind == "ratio":
        # 宿迁的处罚除以洪泽的
        kind = "times" if len(every) == 2 else ""
    if kind == "share" and _of_another(every):
        cut = query.plain.find("占")
        named = {code, *(t.code("row3") for t in query.tokens if t.start < cut), ""}
        if other := [t.text for t in query.tokens if t.start > cut and t.code("row3") not in named]:
            # 予以公开占宿迁办结总数的比例: of another row of the other body.
            return not_understood(query, other)
        kind = "part"
    if kind == "share" and not all(has_whole(c, breakdown) for c in numbers_of(code)):
        # No total is a share of itself.
        return not_understood(query, [query.plain])
    return answer_series(every, code, breakdown, kind)


def of_decided(query: Query) -> Query:
    """谁的复议纠正占比高, as 纠正率, is of those decided."""
    one = len(query.items) == 1 and not query.breakdowns
    rate = rate_of_decided(query.items[0]) if one and query.operation == "share" else ""
    if not rate or OF_ALL.search(query.plain):
        return query
    return replace(query, items=(rate,), operation="difference" if changes_share(query) else "")


def changes_share(query: Query) -> bool:
    """Whether it is asked how a share changed."""
    return query.operation == "share" and bool(CHANGES.search(query.plain))


def crosses(query: Query) -> bool:
    """处罚是上年许可的几倍: whether one row is set against another one of another year."""
    of_year = query.operation in ("times", "share") and OF_YEAR.search(query.plain)
    return bool(of_year) and not EACH.search(query.plain)


def is_of_year(query: Query) -> bool:
    """Whether a figure is asked in percent of the same of another year."""
    return query.operation == "share" and bool(OF_YEAR.search(query.plain))


def _compared(asked: Asked, breakdown: str) -> Callable[[Asked], Quantity]:
    """What is compared: a figure, or the share that the question names, or that the form has."""
    code = asked.query.items[0]
    if asked.query.operation != "share":
        return lambda own: own.sheet.quantity(code, breakdown)
    share = share_named(asked) or Share(code, breakdown, base_of(code, breakdown))
    return share.of


def _asks_sum(query: Query) -> bool:
    """Whether several numbers are to be added up: 一共, or 总数 where each is not asked for."""
    total = query.operation == "" and TOTAL.search(query.plain) and not EACH.search(query.plain)
    return bool(query.operation == "sum" or IN_ALL.search(query.plain) or total)


def _subject_first(every: Sequence[Asked]) -> Sequence[Asked]:
    """跟洪泽相比，宿迁多多少: what the first one named is held against stands first."""
    mentions = every[0].query.mentions
    if len(every) != 2 or len(mentions) != 2:
        return every
    held = AGAINST.search(every[0].query.plain[: mentions[0].start])
    return every[::-1] if held else every


def _of_another(every: Sequence[Asked]) -> bool:
    """洪泽占宿迁申请量的比例: 占 stands between the two bodies."""
    mentions = every[0].query.mentions
    if len(mentions) != 2 or len(every) != 2:
        return False
    return "占" in every[0].query.plain[mentions[0].end : mentions[1].start]


def _of_year(every: Sequence[Asked]) -> Sequence[Asked]:
    """2024年相当于2023年的百分之几: the reports of the two years, that of the whole last."""
    found = OF_YEAR.search(every[0].query.plain) if len(every) == 2 else None
    base = found and (found["year"] or found["named"])
    if not base or len({a.sheet.report.publisher for a in every}) > 1:
        return ()
    return sorted(every, key=lambda a: str(a.sheet.report.year).endswith(base))


def _one_of_all(every: Sequence[Asked]) -> Sequence[Asked]:
    """宿迁占宿迁、洪泽合计的几成: the reports, that of the one body before 占 first, where all of
    the others and it stand behind; else none.
    """
    query = every[0].query
    cut = query.plain.find("占")
    before, behind = (
        [b for m in query.mentions if (m.start < cut) is side for b in m.bodies]
        for side in (True, False)
    )
    apart = areas_apart([a.sheet.report for a in every])
    if len(before) != 1 or {*behind} != {*query.bodies} or before[0] not in behind or not apart:
        return ()
    return sorted(every, key=lambda a: a.sheet.report.publisher != before[0].publisher)


def answer_carried(every: Sequence[Asked]) -> Answer | None:
    """X年结转到X+1年 is row four of X and row two of X+1: both are shown, and whether they are one
    where that is asked.
    """
    query, moved = every[0].query, every[0].query.items == ("requests_carried_out",)
    held = query.operation == "check" and {*query.items} <= CARRIED
    if held and is_step(query) and len(every) == 1:
        every = _with_other_year(every[0])
        if not every:
            return _other_year_missing(query)
    both = set(query.items) == {"requests_carried_out", "requests_carried_in"}
    # 2023、2024年结转下年的各几件: of each year its own.
    told = CARRIED_TO.search(query.plain) or ON_TO.search(query.plain)
    if len(every) != 2 or query.operation in ("growth", "difference"):
        return None
    first, last = sorted(every, key=lambda a: a.sheet.report.year or 0)
    reports = first.sheet.report, last.sheet.report
    next_year = reports[0].publisher == reports[1].publisher and _years_apart(*reports) == 1
    compared = both or query.operation == "check"
    moved = moved and bool(told) and query.operation in ("", "check")
    if not next_year or not (both or held or moved):
        return None
    out = first.sheet.quantity("requests_carried_out")
    into = last.sheet.quantity("requests_carried_in")
    answer, other = answer_value(first, out), answer_value(last, into)
    answer = replace(
        with_evidence(answer, other.evidence),
        text=f"{answer.text}{other.text}",
        rows=(*answer.rows, *other.rows),
    )
    asks = query.operation == "check" or (both and YES_OR_NO.search(query.plain))
    if out.value is None or into.value is None or not asks:
        return replace(answer, value=None, kind="table") if compared else answer
    verdict = first.say("text_is_table" if out.value == into.value else "carried_differ")
    said = claimed(first, out.value, [into.value])
    return replace(answer, kind="check", text=f"{said}{verdict}{first.space}{answer.text}")


def _with_other_year(asked: Asked) -> Sequence[Asked]:
    """2023年结转的跟次年接手的对得上吗: the reports of both years; none where one isn't loaded."""
    own, period = asked.sheet.report, asked.query.period
    body = next(b for b in asked.query.bodies if b.publisher == own.publisher)
    other = body.report((own.year or 0) + period.count) if period else None
    return [asked, Asked(asked.query, Sheet(other, asked.sheet.database))] if other else []


def _other_year_missing(query: Query) -> Answer:
    body, count = query.bodies[0], query.period.count if query.period else 0
    years = names_joined(query.language, [str(y) for y in sorted(body.years)])
    text = say(
        query.language, "year_not_loaded", body=body.publisher,
        year=str(query.years[0] + count) if query.years else "", years=years,
    )  # fmt: skip
    return Answer(query, "not_found", text, reason="not_loaded")


def _years_apart(one: Report, other: Report) -> int:
    return (other.year or 0) - (one.year or 0)


def asks_over_time(query: Query) -> bool:
    """Whether other years are asked about too: 增长多少, 占比较上年变化几个百分点."""
    if query.operation == "times":
        return is_step(query)
    shared = changes_share(query) or is_of_year(query)
    changed = query.operation in ("growth", "difference", "trend")
    return changed or (shared and (is_step(query) or on_year(query)))


def answer_over_time(asked: Asked, breakdown: str) -> Answer:
    """Against the year before; a trend over every loaded year."""
    query = asked.query
    body = next(b for b in query.bodies if b.publisher == asked.sheet.report.publisher)
    code = query.items[0]
    over = query.period is not None and not is_step(query)
    if query.operation == "trend" or (query.operation == "growth" and over):
        reports = sorted(body.reports, key=lambda r: r.year or 0)
        if len(reports) > 1:
            sheets = [Asked(query, Sheet(r, asked.sheet.database)) for r in reports]
            return answer_series(sheets, code, breakdown, "trend")
    before = year_before(asked)
    if before is None:
        rate = code in rates()
        quantity = asked.sheet.quantity(code, breakdown)
        shown = answer_rate(asked, code, breakdown) if rate else answer_value(asked, quantity)
        none = without_other_year(asked, shown)
        told = growth_stated(asked) if query.operation == "growth" and not rate else None
        return told_alone(asked, told, none) if told else none
    if query.operation in ("times", "share") and not changes_share(query):
        kind = "times" if query.operation == "times" else "part"
        return answer_series([asked, before], code, breakdown, kind)
    return answer_change(before, asked, _compared(asked, breakdown))


def without_other_year(asked: Asked, shown: Answer) -> Answer:
    """What one year shows, where a change was asked for and no other year is loaded."""
    body = next(b for b in asked.query.bodies if b.publisher == asked.sheet.report.publisher)
    text = say(
        asked.language, "no_other_year", body=body.publisher,
        years=names_joined(asked.language, [str(y) for y in sorted(body.years)]),
    )  # fmt: skip
    return replace(
        shown, status="not_found", kind=None, reason="not_loaded", value=None,
        text=f"{text}{asked.space}{shown.text}", readings=(),
    )  # fmt: skip


def told_alone(asked: Asked, told: Answer, none: Answer) -> Answer:
    """The change as the report itself states it, which no other year loaded bears out."""
    return replace(told, text=f"{told.text}{asked.space}{none.text}")


def year_before(asked: Asked) -> Asked | None:
    """The same body's report of the year before, where it is loaded."""
    own = asked.sheet.report
    body = next(b for b in asked.query.bodies if b.publisher == own.publisher)
    report = body.report((own.year or 0) - 1)
    return Asked(asked.query, Sheet(report, asked.sheet.database)) if report else None
