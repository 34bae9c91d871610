"""Two rows set against each other over many bodies, and what is added up of each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.answer import label_of
from assistant.codes import apart, difference_of, is_plain, leaves, sum_of, unit_of
from assistant.figures.algebra import Measure
from assistant.figures.keeping import none_or
from assistant.query import Query
from assistant.question.groups import LEAST, MOST, Group
from assistant.question.lexicon import Token
from assistant.question.numbers import Bound, bound_of

SAME = ("row3", "rate", "sum", "readings", "annex", "weak")
# 申请超过 names the row, 的件数还 says nothing of its own.
OF_IT = "(?:的?(?:件数|案件|申请|决定|数量|数)|的)?(?:还|都|也|却|反而|反倒|居然|竟然?|要|更)*"
BY = "(?:还|都|也|却|反而|要|更|来得)*"
OF_THOSE = "(?: (?:the|number|of|cases?|requests?|those|information|that))*"
# What stands between two rows, and behind the second: which is to be more, and whether it may be as
# many.
AGAINST = tuple(
    (sign, turned, re.compile(between), re.compile(behind))
    for sign, turned, between, behind in (
        (">", False, f"{OF_IT}(?:超过|多过|多于|高于|大于|超出|高过|大过|盖过|压过)了?", ""),
        (">", True, f"{OF_IT}(?:少于|低于|小于|不及|不如|不到|没有超过)", "(?!.{0,3}[多高大])"),
        (">", False, f"{OF_IT}比(?:起)?", f"{OF_IT}{BY}[多高大](?![少多])"),
        (">", True, f"{OF_IT}比(?:起)?", f"{OF_IT}{BY}[少低小](?![多])"),
        (">=", False, f"{OF_IT}(?:不少于|不低于|不小于)", ""),
        ("=", False, f"{OF_IT}(?:等于|与|和|跟|同)",
         f"{OF_IT}(?:一样多|相等|相同|持平|一般多|一样)"),
        (">", False, rf"[ )]*(?:that |which )?(?:exceed|outnumber)(?:s|ed)?{OF_THOSE} ?", ""),
        (">", False, " ?(?:is|are|was|were) (?:more|higher|larger) than ?", ""),
    )
)  # fmt: skip
MORE, LESS = re.compile(r"\bmore "), re.compile(r"\b(?:fewer|less) ")
# 一共多少件 adds up what 一共几个 counts.
COUNTED = re.compile("(?:多少|几)(?![个家份?。]|$)|how many (?:requests|cases)|how much")
# 制发减废止
LESS_THAT = re.compile(f"{OF_IT}(?:减[去掉]?|扣[除掉]?|刨[去掉])了?的?")
EACH_OF = re.compile("各(?:自|是|有|为)?[多几]|分别")
PAIR = re.compile("[和与跟及、加][^,;。?]{1,12}?(?:[加合]起来|[加合]在?一[起块]|之和)")
HELD = re.compile("(?<![占对同环])比(?![例重率])")
SUMMED = re.compile(
    "[加合]起来|[加合]在?一[起块]|[合总]计|[一总]共|总[数量和]|之和|都算|(?<![增更])加上?(?=[行复处强许未直诉])|"
    "together|combined"
)


# 占新收一半以上 of a share: what it is of, its name says.
TAKES = re.compile("^占[^\\d一二两三四五六七八九十百半不超过没未少低高大多达满足够]*")


def limit_words(query: Query, group: Group) -> str:
    """The limit of a group in the question's own words, 超过150件, or 为0; "" where it has none."""
    bound = group.bound if not (group.of_change or group.placed) else None
    words = TAKES.sub("", query.plain[bound.start : bound.end].strip()) if bound else ""
    return none_or(bound, words, query.language) if bound else ""


def set_against(measure: Measure, group: Group, language: str) -> str:
    """行政处罚多于行政许可: what of two is to be more, in words."""
    if group.bound is None:
        return ""
    column = difference_of(measure.breakdown)
    sides = [
        label_of(measure.code if column else side, side if column else measure.breakdown, language)
        for side in column or difference_of(measure.code)
    ]
    words = {
        ">": ("多于", "more than"),
        ">=": ("不少于", "no less than"),
        "=": ("等于", "as many as"),
    }
    word = words[group.bound.sign]
    return f"{sides[0]} {word[1]} {sides[1]}" if language == "en" else f"{word[0]}".join(sides)


def comparing(query: Query) -> str:
    """The words that set one row against another: 超过, 比…多."""
    found = compared(query)
    return found[3] if found else ""


def _names(query: Query, token: Token, item: str) -> bool:
    """Whether a word is of this figure, and of no other one that is named."""
    others = [c for c in query.items if c != item]
    return _is_of(token, item) and not any(_is_of(token, c) for c in others)


def _is_of(token: Token, item: str) -> bool:
    return any(
        (m.kind in SAME and m.code == item)
        or (m.kind in ("row2", "row4", "verdict") and item.startswith(m.code))
        or (m.kind in ("column4", "column2") and item.endswith(m.code))
        for m in token.meanings
    )


def compared(query: Query) -> tuple[str, str, str, str] | None:
    """处罚多过许可的区县: what is to be more, than what, with which sign and in which words."""
    for one, other in _sides(query):
        between = _without_shared(query, one[1].end, other[1].start)
        behind = query.plain[other[1].end :]
        for sign, turned, within, after in AGAINST:
            if within.fullmatch(between) and (tail := after.match(behind)):
                pair = (other[0], one[0]) if turned else (one[0], other[0])
                return *pair, sign, f"{between} {tail[0]}"
        if between.strip() == "than":
            for pattern, pair in ((MORE, (one[0], other[0])), (LESS, (other[0], one[0]))):
                if said := pattern.search(query.plain, 0, one[1].end):
                    return *pair, ">", f"{said[0]} than"
    return None


def _without_shared(query: Query, start: int, end: int) -> str:
    """What stands between two rows, but for a word of both: 废止的规章比制定的多."""
    text = query.plain
    for token in reversed(query.tokens):
        if start <= token.start < end and sum(_is_of(token, c) for c in query.items) > 1:
            text, end = text[: token.start] + text[token.end :], end - token.end + token.start
    return text[start:end]


def _sides(query: Query) -> Iterator[tuple[tuple[str, Token], tuple[str, Token]]]:
    """The two rows, or kinds of applicant, that stand side by side, each with its word."""
    if len(query.items) == 2:
        named = [(c, t) for c in query.items for t in query.tokens if _names(query, t, c)]
    elif len(query.items) == 1 and len(query.breakdowns) == 2:
        columns = ((t.code("breakdown"), t) for t in query.tokens)
        named = [(code, t) for code, t in columns if code in query.breakdowns]
    else:
        return
    named.sort(key=lambda pair: pair[1].start)
    for one, other in pairwise(named):
        if one[0] != other[0]:
            yield one, other


def against(
    query: Query, group: Group, more: str, than: str, sign: str
) -> tuple[Query, Group] | None:
    """The difference of the two, which is to be over nought."""
    rows = more in query.items
    codes = (more, than) if rows else query.items
    alike = len({unit_of(c) for c in codes}) == 1 and all(map(is_plain, codes))
    if group.order and not (MOST.search(query.plain) or LEAST.search(query.plain)):
        # 哪个区县处罚比许可多
        group = replace(group, order="")
    counted = COUNTED.search(query.plain) or query.operation in ("mean", "median")
    if not alike or group.bound or group.order or counted or (rows and query.breakdowns):
        return None
    items = (f"{more}-{than}",) if rows else query.items
    columns = query.breakdowns if rows else (f"{more}-{than}",)
    held = replace(group, bound=Bound(sign, Decimal(0), "", 0, 0))
    return replace(query, items=items, breakdowns=columns, operation=""), held


def as_difference(query: Query) -> Query:
    """净增（制发减废止）最多: what is taken off another figure of each body is one with it."""
    for one, other in _sides(query):
        between = _without_shared(query, one[1].end, other[1].start)
        codes = (one[0], other[0])
        alike = len({unit_of(c) for c in codes}) == 1 and all(map(is_plain, codes))
        if (
            len(query.items) == 2
            and alike
            and not query.breakdowns
            and LESS_THAT.fullmatch(between)
        ):
            operation = "" if query.operation == "difference" else query.operation
            return replace(query, items=("-".join(codes),), operation=operation)
    return query


def half_named(query: Query) -> bool:
    """复议和申请人加一起: whether of what is to be added up one figure alone was understood, or one
    is held against another in words that don't say how.
    """
    if any(HELD.search(query.plain, a[1].end, b[1].start) for a, b in _sides(query)):
        return True
    several = max(map(len, (query.items, query.breakdowns, query.years, query.mentions))) > 1
    one = next(iter(query.items), "")
    return bool(PAIR.search(query.plain)) and not several and bool(one) and not sum_of(one)


def as_one(query: Query) -> Query:
    """复议和诉讼加一起最多: what is added up is one figure."""
    codes = query.items
    each = EACH_OF.search(query.plain)  # 复议合计与诉讼合计各多少
    if len(codes) < 2 or each or not SUMMED.search(query.plain) or len(query.breakdowns) > 1:
        return query
    alike = len({unit_of(c) for c in codes}) == 1 and all(map(is_plain, codes))
    if not alike or not apart(map(leaves, codes)):
        return query
    bound = bound_of(query.plain)
    before = [t for t in query.tokens if bound and t.start < bound.start]
    own = all(any(_is_of(t, c) for t in before) for c in codes)
    if bound and not (own and SUMMED.search(query.plain, 0, bound.start)):
        # 新收超过200件的区县一共处罚几件: the limit is on one, and the sum is of bodies.
        return query
    return replace(query, items=("+".join(codes),))
