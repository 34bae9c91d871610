"""A row named together with the group or result that it stands in: one row, no table of two.

What stands side by side, and is asked for each, is two: 国家秘密和不予公开各几件.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.query import Query
from assistant.question.cells import GROUPS
from assistant.question.groups import order_of
from assistant.question.lexicon import Meaning, Token
from assistant.question.named import COUNT_WORDS, SHARE, SIDE_BY_SIDE
from ingest import forms

WHOLES = ("row3", "annex", "readings")
REJECTED = ("rejected", "rejected_rate", "undisclosed", "undisclosed_rate")
WITHIN = re.compile("[里中内]|当中|之中")
EACH = re.compile(
    "各(?![种类样项式])|分别|多少.*多少|几.*几|占(?!了?(?:多少|几)件)|比|加(?!工)|合起|[总之]和"
)
# 为保护第三方，没有公开: a reason, or one order of both (不掌握、没法提供最多), leads to its group.
BECAUSE = re.compile("[凭按照][这那此]|因|为(?!何|什么)|由于|以|[担怕]|于是|所以|据此|被|有人|自己")
# 属于行政查询的，江夏不予公开几件: what kind is told first.
OF_THAT_KIND = re.compile("(?:[那这一][种类]|类|之类)?的(?:[那这一][种类]|申请|信息)?,")
# 要出版物、不予处理的, 想看案卷，结果不予公开: what is told of a request, and what came of it.
CAME_OF_IT = re.compile(
    "[类了的]{0,2}(?:这[类种样]|那[类种样])?的?(?:申请|信息|材料|内容|文件|情形|性质)?,?、?"
    "(?:(?:结果|最后|最终|后来|于是|所以|因此|因而|故|从而|而|就|便|才|又|还|都|也|给|被|遭|答复|告知|决定|机关|政府|说是)*)"
)
MARKED = re.compile("[,、]")
# 信访、重复申请等不予处理的: such reasons, and so all that their group holds.
SUCH = re.compile(
    "(?:[类性]|申请|信息|情况|事项)?(?:等等?)(?:(?P<many>[两二三四五六七八2-8])[种类项个条]|各[种类项样]|多[种类项]|种种|诸多|一系列|"
    "情况|情形|原因|理由|事由|因素|缘由|而|的|被|为由|都|几[种类项])*"
)
GIVEN = re.compile(
    "(?:但|却|还是|最[后终]|也|仍|又|[、,])[又还是也都]*(?:给了|提供了|给出了|满足了)的?"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八", 1)} | {"两": 2}
# 办理结果为“不予公开”: the result is named, and no list of them asked for.
RESULT_IS = re.compile(
    "(?:的)?(?:属于|属|归为|定为|列为|记为|算作|标为|写的?是|填的?是|就是|为|是)了?"
)


def without_groups(query: Query, codes: list[str]) -> list[str]:
    """不予处理中的信访举报投诉, 以国家秘密为由拒绝: the group, or the word for several, only says
    where the row stands, unless both are asked.
    """
    if (whole := such_reasons(query)) in codes:
        return [c for c in codes if not _is_within(c, whole)]
    spans = {t.code(kind): t for t in query.tokens for kind in WHOLES if t.code(kind)}
    held = [c for c in codes if c in spans]
    dropped = {
        whole for whole in held for leaf in held
        if _is_within(leaf, whole) and not _apart(query, spans[leaf], spans[whole])
    }  # fmt: skip
    return [c for c in codes if c not in dropped]


def such_reasons(query: Query) -> str:
    """信访、重复申请等不予处理的: the group that examples of its rows lead to, "" for none; those
    counted (等两项) are themselves.
    """
    return next((whole.code("row3") for _, whole in _examples(query.plain, query.tokens)), "")


def unsaid_others(query: Query) -> Iterator[str]:
    """因国家秘密等原因不予公开的: one example, and what else is meant is not said."""
    if not such_reasons(query):
        for last, whole in _examples(query.plain, query.tokens, 1):
            yield query.plain[last.end : whole.start]


def came_to_more(query: Query) -> Iterator[str]:
    """要重新加工、最后还是给了的: what came of them is told as another row than the one named."""
    known = forms.indicators()
    if all(c in known and known[c].part_of in GROUPS for c in query.items) and query.items:
        yield from (m.group() for m in GIVEN.finditer(query.plain))


def _examples(text: str, tokens: Sequence[Token], fewest: int = 2) -> Iterator[tuple[Token, Token]]:
    """The last of the rows told as examples, with the group behind them."""
    for whole in (t for t in tokens if t.code("row3") in (*GROUPS, "results_total")):
        leaves = [
            t for t in tokens
            if t.end <= whole.start and is_part(t.code("row3"), whole.code("row3"))
        ]  # fmt: skip
        such = SUCH.fullmatch(text[leaves[-1].end : whole.start]) if leaves else None
        many = such and such["many"]
        own = NUMERALS.get(many or "", int(many) if many and many.isdigit() else 0)
        if such and len({t.code("row3") for t in leaves}) >= fewest and own != len(leaves):
            yield leaves[-1], whole


def is_part(leaf: str, whole: str) -> bool:
    """Whether a row is one of those that the form sums up in another."""
    return (
        bool(leaf)
        and leaf != whole
        and leaf in forms.indicators()
        and (forms.indicators()[leaf].part_of == whole)
    )


def result_named(text: str, tokens: Sequence[Token]) -> list[Token]:
    """办理结果为“不予公开”的几件: the tokens, the word for all results read as talk where one of
    them is named right behind it, and that for all reasons (信访等各种原因) behind examples.
    """
    begun = {t.start: t for t in tokens}
    such = [(last.end, whole.start) for last, whole in _examples(text, tokens)]
    said = {t.start for t in tokens if any(s <= t.start < e for s, e in such)}
    for token in tokens:
        found = RESULT_IS.match(text, token.end) if token.code("operation") == "results" else None
        named = begun.get(found.end()) if found else None
        if named and named.code("row3") not in ("", "results_total", "requests_new"):
            said.add(token.start)
    talk = (Meaning("filler", "subject"),)
    return [replace(t, meanings=talk) if t.start in said else t for t in tokens]


def _is_within(leaf: str, whole: str) -> bool:
    """Whether a whole only leads to a row: 不予处理 to 信访, 答复 to 予以公开, 拒绝 to a reason."""
    known = forms.indicators()
    own = known[leaf].part_of if leaf in known else ""
    if whole == "results_total":
        return own == whole or own in GROUPS
    if own and own == forms.in_annex().get(whole):
        return True
    return own in GROUPS and (whole in GROUPS or whole in REJECTED)


def _apart(query: Query, one: Token, other: Token) -> bool:
    """Whether two rows are named side by side rather than as one."""
    first, last = sorted((one, other), key=lambda t: t.start)
    between = query.between(first.end, last.start)
    if _came_of_it(query, one, other):
        return False
    if other is last and OF_THAT_KIND.match(between) and not EACH.search(query.plain):
        return bool(COUNT_WORDS.search(query.plain, 0, last.start))
    of_it = "其中" in between and other is first
    share = SHARE.search(_uncounted(query)) and (of_it or WITHIN.match(query.plain, other.end))
    if share or (of_it and COUNT_WORDS.search(between)):
        # 无法提供几件，其中不掌握的几件 counts both.
        return True
    turned_down = other.code("readings") in REJECTED and not re.search("\\d件", between)
    led = turned_down or BECAUSE.search(query.plain[: other.start]) or order_of(query.plain)
    if other is last and led and not EACH.search(query.plain):
        between = re.sub("[,、]", "", between)
    return bool(SIDE_BY_SIDE.search(between))


def _uncounted(query: Query) -> str:
    """不予公开里执法案卷占了几件 asks for a number, and for no share."""
    return re.sub("占了?(?=(?:多少|几)件)", "", query.plain)


def _came_of_it(query: Query, leaf: Token, whole: Token) -> bool:
    """要出版物、不予处理的几件: a request of that kind and what came of it, told in one breath and
    counted once. Bare names side by side are a list: 信访、不予处理几件.
    """
    own = forms.indicators()[leaf.code("row3")].part_of if leaf.code("row3") else ""
    same = own == whole.code("row3") or whole.code("readings") in REJECTED
    group = forms.indicators().get(whole.code("row3"))
    informal = group is None or not whole.text.startswith(group.name)
    first, last = sorted((leaf, whole), key=lambda t: t.start)
    between = query.between(first.end, last.start)
    if not (own and (same or informal) and MARKED.search(between)):
        return False
    if not CAME_OF_IT.fullmatch(between) or EACH.search(query.plain):
        return False
    if len(COUNT_WORDS.findall(query.plain)) > 1 or SHARE.search(_uncounted(query)):
        return False
    start = max([query.plain.rfind(c, 0, first.start) for c in ",;。?、年"])
    start = max([start + 1, *(m.end for m in query.mentions if m.end <= first.start)])
    of_them = query.plain.startswith(("的", "了的"), last.end)
    of_them |= "的" in (first.text[-1], last.text[-1])
    return of_them or first.start > start
