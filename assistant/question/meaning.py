"""What the words of a question mean together: which figures, what to do with them, what about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.codes import rates, readings_of, sum_of
from assistant.query import Query
from assistant.question.about import about_reports
from assistant.question.cells import VERBS, Codes
from assistant.question.doing import PERCENT, deciding, operations_asked
from assistant.question.halves import with_all_parts, with_wholes
from assistant.question.named import (
    COUNT_WORDS,
    codes_of,
    indicators_named,
    rates_of,
    without_formula,
    without_subject,
)
from assistant.question.numbers import bound_of
from assistant.question.one_row import without_groups
from assistant.question.rest import with_rest
from assistant.question.whole import whole_words
from ingest import forms

AMOUNT = re.compile("多少|[件份]数|数量")
# 收办申请（含结转）里: what stands within it.
WITHIN = re.compile(r"(?:\([^()]*\))?的?(?:[里中内]|当中)")
# 处罚决定数量为何 asks what it is, and no reason.
IS_WHAT = re.compile("(?:数|量|额|率|例|计|比|幅)为何[?。]*$")
REASON = re.compile("理由|原因|缘由|由头|借口|reason|ground")
INCLUDING = re.compile("(?<![不没未])(?:[算加带]上|连同?|包?含|包括|计入|连带)$")
# 把上年结转也算进来
TAKEN_IN = re.compile("(?:的|也|都|一并|一起)*[算计加](?:进[来去]?|入|上|在内)")
BLOCKS = ("review_", "suit_")
# Of both kinds of suits.
SUITS = ("suit_total", "suit_corrected", "suit_upheld", "suit_other", "suit_pending")
PER_PROJECT = re.compile(
    "(?:(?:平均|每)一?[个项]?|一[个项])(?:采购)?项目|(?:per|each) (?:procurement )?project"
)
ADDED = re.compile(
    "[加合]起来|[加合]在?一[起块]|合计|加总|相加|合并|(?<!不)都算|都(?:包括|计入)|[合并一]?(?:着|并|块)算|加(?!工)"
)

# 各类申请人比上年增减多少: of what came in, 各种处理结果 of what was dealt with.
CHANGES = {"growth", "difference", "rose", "fell"}
PARTED = (("applicants", "requests_new"), ("results", "results_total"))
# 六类处理结果: as many as there are.
NUMERALS = tuple("两三四五六七八")
# What is to come, but for what is carried into it: 结转到明年.
# 2026年会收多少, of a year after the newest loaded.
FORESEEN = re.compile(
    "估计|预计|预测|预估|估一?[估下]|推[测算]|将[要会]|\\bwill\\b|\\bgoing to\\b|"
    "(?<![不开机才布])会(?=不会|再|有|收|办|是|涨|降|升|达|增|减|超|公|拒)"
)
FUTURE = re.compile(
    "(?<![到至给入转留])明年|(?<![此以之今往])后年(?![度内])|(?<![年近历])来年(?![报度])|"
    "(?<!to )(?<!into )(?<!to the )(?<!into the )next year"
)


def with_meaning(query: Query) -> Query:
    """The query with its figures, operation and subject, from the tokens that were read."""
    codes = codes_of(query.tokens)
    operations = codes("operation")
    rates_named = rates_of(codes)
    older = codes("annex")
    named = [*older, *rates_named, *codes("sum"), *codes("readings"), *indicators_named(query)]
    items = without_subject(query, without_groups(query, named), codes)
    items = [c for c in _without_parts(query, items) if not (older and c in VERBS)]
    items = without_formula(query, _beside_rates(items, rates_named), rates_named)
    items = _wholes_last(query, _without_terms(query, items, codes("sum")))
    main = operations_asked(query, codes, items)
    directions = [op for op in operations if op in ("rose", "fell")]
    caused = bool(directions) and "reasons" in main
    asks_why = "why" in operations and "largest" not in main  # 原因里最多的是什么 names one
    if caused:
        # 大跌的原因是什么 asks why, and for no reasons of the form.
        main = [op for op in main if op != "reasons"]
    if "decided" in codes("column4") and ("share" in main or PERCENT.search(query.plain)):
        # 审结的复议里维持、纠正各占几成: of those decided.
        decided = [f"{c}_rate" for c in items]
        items = decided if all(c in rates() for c in decided) else items
    breakdowns = codes("breakdown")
    if codes("other"):
        items, breakdowns = _place_other(items, breakdowns, codes("row4"))
    if not items and breakdowns and codes("weak") and "parts" not in main:
        items = ["requests_new"]
    weak, topics = codes("weak"), codes("topic")
    if items == ["fees"] and (weak or "申请公开" in query.plain):
        # 向申请人收费了吗: for requests no other fee is charged than that for processing them.
        items, weak, topics = [], [], [*topics, "fees"]
    if "points" in operations and "share" not in main:
        # 予以公开比上年提高几个百分点 is of its rate.
        items = [f"{c}_rate" if f"{c}_rate" in rates() else c for c in items]
    read = replace(
        query,
        items=tuple(dict.fromkeys(items or (weak if _counts(query, main, breakdowns) else []))),
        breakdowns=tuple(breakdowns),
        operation=deciding(main),
        about=about_reports(query, codes, bool(items or breakdowns or weak)),
        topics=tuple(topics),
        absent="" if older else next(iter([*codes("absent"), *codes("unstated")]), ""),
        out_of_scope=_outside(query, codes),
        narrative=bool(codes("narrative")),
        mention_of=bool(codes("mention")),
        why=(asks_why and not IS_WHAT.search(query.plain)) or caused,
        whole="all" in operations,
        direction=next(iter(directions), ""),
    )
    return _as_asked(_as_planned(read) if _planned(read, codes) else read)


def _as_asked(query: Query) -> Query:
    return with_rest(with_all_parts(with_wholes(_per_project(query))))


def _per_project(query: Query) -> Query:
    """平均每个项目花多少: the money over the number of projects."""
    each = PER_PROJECT.search(query.plain)
    if each is None or query.items != ("procurement_amount",):
        return query
    unread = tuple(word for word in query.unread if word not in each[0])
    items = (*query.items, "procurement_projects")
    return replace(query, items=items, operation="ratio", unread=unread)


def with_default_item(query: Query) -> Query:
    """A kind of applicant by itself asks for the requests received from it: 自然人多少件; the most
    used reason is of all that is refused, can't be provided or isn't dealt with; 哪种结果最多 is of
    all results.
    """
    if query.items or query.topics or query.about or query.absent:
        return query
    if query.operation == "largest" and REASON.search(query.plain) and not query.unread:
        return replace(query, items=("rejected",))
    named = {t.code("operation") for t in query.tokens}
    if named & CHANGES and (parted := next((code for op, code in PARTED if op in named), "")):
        return replace(query, items=(parted,))
    plain = not [word for word in query.unread if word not in NUMERALS]
    results = "结果" in query.plain or "outcome" in query.plain
    if query.operation == "largest" and results and plain:
        return replace(query, items=("results_total",))
    if not query.breakdowns:
        return query
    asks = query.counting or query.operation or query.premises or AMOUNT.search(query.plain)
    return replace(query, items=("requests_new",)) if asks else query


def _without_parts(query: Query, items: list[str]) -> list[str]:
    """结转占比（结转率）, 公开率（只算予以公开）: what a rate is made of says which is meant, as
    does a reading named beside its word: 看收费吧，行政事业性收费多少. Of several only where they
    are put together: 予以公开和部分公开合并计算的公开率.
    """
    named = {c for c in items for r in readings_of(c) if r in items and r != c}
    # 两条理由共挡下多少: the reasons themselves say which is meant.
    named |= {c for c in items for r in readings_of(c) if {*forms.parts(r)} & {*items}}
    items = [c for c in items if c not in named]
    meant = {r: c for c in items for r in readings_of(c) if r in rates() and r != c}
    for code, word in sorted(meant.items(), key=lambda pair: -len(rates()[pair[0]].parts)):
        parts = rates()[code].parts
        if {*parts} <= {*items} and (len(parts) == 1 or ADDED.search(query.plain)):
            return [code, *(c for c in items if c not in (word, *parts))]
    made_of = {p for c in items if c in rates() for p in rates()[c].parts}
    return [c for c in items if c not in made_of]


def _beside_rates(items: list[str], named: Sequence[str]) -> list[str]:
    """复议纠正率，只算审完的: what is dealt with there are reviews, and neither a figure of its own
    nor requests.
    """
    blocks = any(rate.startswith(BLOCKS) for rate in named)
    items = [c for c in items if not (named and c.endswith("_total") and c.startswith(BLOCKS))]
    return [c for c in items if not (blocks and c in VERBS)]


def _without_terms(query: Query, items: list[str], sums: Sequence[str]) -> list[str]:
    """新收加上年结转一共要办多少: the terms of a named sum are no figures of their own."""
    terms = {p for c in sums if set(sum_of(c)) <= set(items) for p in sum_of(c)}
    told = (terms if re.search("[加+]", query.plain) else set()) | _included(query, sums)
    told |= _both_kinds(query, items)
    return [c for c in items if c not in told]


def _both_kinds(query: Query, items: Sequence[str]) -> set[str]:
    """官司最多的，直接起诉和复议后起诉加一起: the kinds only say that all suits are meant; with a
    number of their own asked for, they are figures.
    """
    kinds = {*sum_of("suit_total")}
    named = [t for t in query.tokens if f"{t.code('row4')}_total" in kinds]
    if not {*SUITS} & {*items} or not kinds <= {*items} or not ADDED.search(query.plain):
        return set()
    start = max(query.plain.rfind(mark, 0, named[0].start) for mark in ",;。?(") + 1
    clause = re.split("[,;。?)]", query.plain[start:])[0]
    return set() if COUNT_WORDS.search(clause) and "suit_total" not in items else kinds


def _included(query: Query, sums: Sequence[str]) -> set[str]:
    """算上前一年留下的，一共要办多少: the terms said to be within, and not asked for themselves."""
    within = (
        t for t in query.tokens
        if INCLUDING.search(query.plain, 0, t.start) or TAKEN_IN.match(query.plain, t.end)
    )  # fmt: skip
    asked = re.compile("的?(?:有|是)?(?:多少|几)")
    return {t.code("row3") for t in within if not asked.match(query.plain, t.end)} & {
        part for code in sums for part in sum_of(code)
    }


def _wholes_last(query: Query, items: Sequence[str]) -> list[str]:
    """没办完的占收办的几成, 收办里没办完的占几成: a sum that is the whole stands last."""
    cut = query.plain.find("占")
    wholes = [
        t.code("sum") for t in query.tokens
        if t.code("sum") and (0 <= cut < t.start or WITHIN.match(query.plain, t.end))
    ]  # fmt: skip
    return sorted(items, key=lambda code: code in wholes)


def _planned(query: Query, codes: Codes) -> bool:
    """Whether what a report sets itself for a time to come is asked, and no figure of it."""
    counted = query.counting or any(codes(kind) for kind in ("row2", "row3", "row4", "rate"))
    return "measures" in codes("topic") and not counted


def _as_planned(query: Query) -> Query:
    """明年怎么改进 asks of what a report calls 今后 or 下一步."""
    plain = FUTURE.sub(lambda found: "今后" if len(found[0]) == 2 else "in future", query.plain)
    unread = tuple(word for word in query.unread if not FUTURE.search(word))
    return replace(query, plain=plain, unread=unread)


def _to_come(query: Query) -> bool:
    """Whether a time to come is asked about, and no row that is carried into it."""
    newest = max((year for body in query.bodies for year in body.years), default=0)
    if newest and query.years and max(query.years) > newest and FORESEEN.search(query.plain):
        return True
    future = FUTURE.search(query.plain)
    rows = [t for t in query.tokens if t.code("row3")]
    return bool(future) and not any(t.start <= future.start() < t.end for t in rows if future)


def _outside(query: Query, codes: Codes) -> str:
    """What the reports never hold; who is in charge of a task they do tell. 示范文本 is no 范文."""
    planned = _planned(query, codes)
    if _to_come(query) and not planned:
        return "forecast"
    for token in [t for t in query.tokens if t.code("out_of_scope")][:1]:
        start = max((m.end for m in query.mentions if m.end <= token.start), default=0)
        if whole_words(query.plain[start:], [token.text]) != [token.text]:
            return ""
    found = next(iter(codes("out_of_scope")), "")
    if found == "writing" and any(codes(kind) for kind in ("row2", "row3", "row4", "rate")):
        return ""
    told = codes("topic") or codes("absent") or codes("unstated")
    return "" if (found == "blame" and told) or (found == "forecast" and planned) else found


def _counts(query: Query, main: Sequence[str], breakdowns: Sequence[str]) -> bool:
    """申请 by itself means 本年新收 only where something is asked of it."""
    asks = bool(re.search("多少|最[多少高低]|谁|哪一?年|申请呢|more|fewer|most", query.plain))
    # 宿迁2024年申请 by itself.
    bare = re.search("(?:[年的度]|[省市区县])(?:(?:政府)?信息公开)?申请[?。]*$", query.plain)
    asks = asks or (bool(bare) and bool(query.bodies) and bool(query.years))
    claimed = bool(query.premises) and bool(re.search("[吧吗][?。]*$", query.plain))
    asks = asks or claimed or bound_of(query.plain) is not None
    return query.counting or bool(main) or bool(breakdowns) or asks


def _place_other(
    items: list[str], breakdowns: list[str], blocks: Sequence[str]
) -> tuple[list[str], list[str]]:
    """其他 is a result after 复议, a kind of applicant after a row of table three."""
    if blocks:
        told = [c for c in items if not c.endswith("_total")]
        return [*told, *(f"{block}_other" for block in blocks)], breakdowns
    if "otherwise" in items:
        return ["otherwise_remaining" if c == "otherwise" else c for c in items], breakdowns
    listed = not items and len(breakdowns) > 2  # 自然人、企业、科研机构、其他各多少
    if listed or any(
        code in forms.indicators() and forms.indicators()[code].table == "3" for code in items
    ):
        return items, [*breakdowns, "other_organisation"]
    return items, breakdowns
