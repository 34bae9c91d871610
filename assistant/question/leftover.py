"""What a reading leaves out of a question though it may change the figure: any of it blocks one."""

import re
from collections.abc import Iterator

from assistant.codes import rates
from assistant.query import Query
from assistant.question.beside import DIFFERENCE
from assistant.question.doing import limits_parts, which_parts
from assistant.question.groups import COMPARED, SIDE
from assistant.question.harmless import NONE_BEFORE, compares, counts_parts, heaped, is_one, stated
from assistant.question.lexicon import Token, grammar
from assistant.question.multiples import multiple_of
from assistant.question.numbers import bound_of, range_of
from assistant.question.one_row import came_to_more, unsaid_others
from assistant.question.restricting import narrowing
from assistant.question.sides import left_on_sides
from assistant.question.unfit import (
    DISCLOSED,
    added_across,
    called,
    crossed,
    is_row,
    narrowed,
    of_another_place,
    own_words,
    unfit,
    whole_unread,
)
from assistant.question.unheard import unheard

# Signs left over that change nothing: words of asking, sighs, what joins two halves. 急 and the
# like stand by themselves; a counter stands behind 几 or a number.
HARMLESS_SIGNS = frozenset(
    "问找讲谈指叫想盼望帮急嗯哎唉诶喂哇呵嗨咦喔噢您们之即则且亦等两二三四五六七八九十"
)
COUNTED = re.compile(
    "(?:几多?|多少|[0-9])([件条份个次项起宗桩笔回篇张场期部届类种万亿人])|(?<=年)头"
)
# 只有340件: how a number is held before the reader says nothing of it.
CLAIMED = re.compile("(?:只有?|才|仅有?|高达|多达|达到?|竟然?|居然|明明)(?=只?有?[0-9])")
# Left over beside a row of the form, they say what all its rows are about.
PLAIN = frozenset(("信息", "的信息", "加", "比", "more", "fewer", "less"))
WANTED = frozenset(("需要", "要", "求", "全", "需", "取", "核"))
# 全给纠正了吧, 那2件都公开了吗: a row held to be all of its whole; 都怎么处理了 asks how.
ALL_OF = re.compile(
    "(?:全部?|统统|通通|一律|[件案]都|都(?![有在]))[都给被是]*(?:(?!怎|咋|哪|谁|什么|啥|何|多少|几)[^,;。不没未]){1,10}(?:吧|吗|了没有|了(?=[?])|(?<![什怎])么|没错|对不对|真的假的)(?:[?。]*$|[,;])|"
    "^(?:was|were|is|are|have|has|did) all "
)
NEGATIONS = frozenset(("没有", "没", "未", "不", "不是", "并未", "尚未", "not", "never"))
# 不是收到195件吗 takes for granted what it names.
RHETORICAL = re.compile("不是.*(?:吗|么)[?。]?$")
YES_OR_NO = re.compile(
    "超[没不]超|过没过|够不够|满不满|到不到|到没到|达没达到|破没破|都?不止[?。!]*$|到得了.*不[?。!]*$|"
    "(?:吗|吧|么|没有?|真的假的|属实|对不对)[?。!]*$|是不是|是否|有没有|"
    "一[件个起宗份家部条][^,;。?]{0,10}(?:都|也)(?:没有?|未)[^,;。的]{0,4}[?。]*$|"
    f"{NONE_BEFORE}|^(?:did|does|do|was|were|is|are) "
)
ORDINAL = re.compile(r"第(?:[一二三四五六七八九十]|\d{1,2})")
SUCH = re.compile("等|之类|这[几两三四五]?[类种项]|诸如|such as|etc")
SUBJECT_TOPICS = re.compile("主动公开|依申请公开|总体情况|概况|overview|summary|proactive")
ORDERING = ("largest", "rank", "applicants", "reasons", "results", "parts", "trend")
HELD = re.compile("比(?:信息公开)?$")
AGAINST = re.compile("[比较对跟与和同]$|than |with |to ")
ONE_OF_MANY = ("mean", "median")
CHANGES = ("growth", "difference")
AS_MUCH_AS = ("share", "ratio", "times", "growth")
ADDED_UP = re.compile("[加合凑]起来|合计(?=比)|[加合]在?一[起块]|之和|总和|相加")
# 加起来除以3, of two years: no mean of theirs.
BY_A_FEW = re.compile("除以[2-9二两三四五六七八九十](?![\\d.%年])")
WHICH_THING = re.compile("哪一?(?:[项类种栏块]|个(?:原因|理由|结果|指标|数))")
EXCEED = ("exceed", "exceeded", "surpass", "surpassed", "outnumber", "outnumbered")
OVER = ("超过", "超过了", "多于", "高于", "大于", "少于", "低于", "小于", "不及")
# 处罚超过许可了吗, 复议有没有诉讼多, 企业比个人少吗.
HELD_TO_BE = re.compile(
    f"(?:{'|'.join(OVER)})(?!了?[0-9一二两三四五六七八九十百千万半])|"
    "(?:比|有没有)[^,;。?有没]+(?:[多高大少低小](?![多少]))(?:一?[些点])?(?:了|吗|么|吧|没有?)*[?。]*$|"
    "^(?:did|does|do|was|were|is|are) .*(?:more|fewer|less) .{1,60} than "
)


def left_over(query: Query, reports: int) -> list[str]:
    """The words that the reading of a figure question in so many reports doesn't hold."""
    alone = reports == 1
    left = [*unread_words(query), *_negated(query), *unfit(query), *of_another_place(query)]
    left += [*narrowing(query), *(t.text for t in query.tokens if _matters(query, t))]
    left += [*narrowed(query), *crossed(query, not alone)]
    left += [*added_across(query), *whole_unread(query)]
    left += [*left_on_sides(query), *unsaid_others(query), *came_to_more(query)]
    years = len(query.bodies) == 1 and (query.period is not None or len(query.years) > 1)
    if query.operation in (*CHANGES, "times") and not (years and not is_held_against(query)):
        # 自然人比企业和律所加起来多多少: but for that of another year nothing is set against a sum.
        left += [m[0] for m in ADDED_UP.finditer(query.plain) if not is_one(query, m.start())]
    if query.operation == "difference" and not years:
        # 新收加结转减去办结: a difference is of two.
        two = 2 in (len(query.items), len(query.breakdowns), len(query.bodies))
        left += [] if two else DIFFERENCE.findall(query.plain)
    if query.operation == "times" and not years:
        # 洪泽申请几倍: of what is not said.
        two = max(len(query.items), len(query.breakdowns), len(query.bodies), len(query.years)) > 1
        two = two and len(query.items) < 3  # 许可加处罚是强制的几倍
        left += [] if two else [t.text for t in query.tokens if t.code("operation") == "times"]
    left += [query.plain[both.start : both.end] for both in (range_of(query.plain),) if both]
    if "requests_new" not in query.items:
        # 复议和诉讼合计比申请多多少: what is held against is no item.
        left += [
            t.text for t in query.tokens if t.code("weak") and HELD.search(query.plain[: t.start])
        ]
    if query.operation in CHANGES and (which := WHICH_THING.search(query.plain)):
        # 哪一项变化最大: the change of each of several things.
        left += [which.group() for t in query.tokens if t.code("superlative")]
    left += BY_A_FEW.findall(query.plain)
    if query.operation not in AS_MUCH_AS:
        left += re.findall("相当于", query.plain)
    if query.operation in CHANGES and query.items and not any(c in rates() for c in query.items):
        left += [t.text for t in query.tokens if t.code("operation") == "points"]
    left += unheard(query)
    return [*left, *_unperformed(query), *_held_to_be(query)] if alone else left


def is_held_against(query: Query) -> bool:
    """Whether a row stands on each side of 比: 许可和处罚加起来比强制多多少."""
    at = query.plain.rfind("比")
    named = [
        t for t in query.tokens if any(t.code(kind) for kind in ("row2", "row3", "row4", "sum"))
    ]
    return at >= 0 and {t.start > at for t in named} == {True, False}


def unread_words(query: Query) -> Iterator[str]:
    """What nothing read, but for signs and numbers that change nothing."""
    counters = {m[0][-1] for m in COUNTED.finditer(query.plain)}
    for word in query.unread:
        single = len(word) == 1 and (word in HARMLESS_SIGNS or word in counters)
        # 需要江夏2021年许可的件数 is asking; 需要收费的 narrows. 全宿迁 is all of it.
        wanted = word in WANTED and any(
            query.plain[: m.start].endswith(word) for m in query.mentions
        )
        own = _of_its_own(query, word)
        wanted |= word == "要" and _on_the_way(query)
        wanted |= word in OVER and sets_against(query)
        wanted |= stated(query, word)
        wanted |= any(held(query, word) for held in (heaped, counts_parts, compares))
        # 到得了30件不
        wanted |= word == "不" and bool(YES_OR_NO.search(query.plain)) and _ends(query, word)
        wanted |= word in EXCEED and query.operation == "difference" and _of_two(query)
        claimed = CLAIMED.match(f"{word}1") or (word == "全" and ALL_OF.search(query.plain))
        if not (word.isdigit() or single or wanted or claimed or own or word in PLAIN):
            yield word


def _ends(query: Query, word: str) -> bool:
    return query.plain.rstrip("?。! ").endswith(word)


def _of_two(query: Query) -> bool:
    return max(len(query.items), len(query.breakdowns)) == 2


def sets_against(query: Query) -> bool:
    """Whether one of two figures is held to be more or less than the other: 处罚超过许可了吗."""
    return (
        _of_two(query)
        and bool(HELD_TO_BE.search(query.plain))
        and bool(YES_OR_NO.search(query.plain))
    )


def _held_to_be(query: Query) -> Iterator[str]:
    """收的申请有没有办结的多 with one figure read sets it against nothing."""
    held = HELD_TO_BE.search(query.plain)
    # 超过期限不补正 is a row.
    rows = (t for t in query.tokens if t.code("row3") or t.code("column4"))
    if held and any(t.start <= held.start() < t.end for t in rows):
        return
    alone = len(query.items) == 1 and len(query.breakdowns) < 2 and len(query.years) < 2
    alone = alone and not (query.operation or query.period)
    if held and alone and not (bound_of(query.plain) or multiple_of(query.plain)):
        yield held.group()


def _on_the_way(query: Query) -> bool:
    """因为要保护第三方权益, 还要结转: every 要 left stands right before a result of the form, which
    it narrows no further; 要公开的 is what is asked for, and 要收费的 a kind of requests.
    """
    held = {
        t.start for t in query.tokens
        if (is_row(query, t, "row3") or t.code("row3") in query.items) and t.text not in DISCLOSED
    }  # fmt: skip
    inside = {at for t in query.tokens for at in range(t.start, t.end)}
    left = [m.start() for m in re.finditer("要", query.plain) if m.start() not in inside]
    return all(at + 1 in held for at in left)


def _of_its_own(query: Query, word: str) -> bool:
    """Whether a word belongs to a row or applicant asked about by its own meaning, or is part of
    what it is called: 人事 of 三类内部事务信息, 权益 of 第三方合法权益.
    """
    if ORDINAL.fullmatch(word):
        # 第二 of 第二十条 is no second of anything.
        return False
    codes = (*query.items, *query.breakdowns)
    parts = {part for c in codes for part in grammar("own")["parts"].get(c, ())}
    if word in parts:
        # One kind of several narrows; several, or one with 等, stand for all.
        named = [p for p in parts if p in query.plain]
        whole = [p for p in named if not any(p != other and p in other for other in named)]
        return len(whole) > 1 or bool(SUCH.search(query.plain))
    return any(own_words(c).fullmatch(word) or (len(word) > 1 and word in called(c)) for c in codes)


def _unperformed(query: Query) -> Iterator[str]:
    """An order, a limit or a mean of one number is none: 最多的申请人, 一万元以上的处罚."""
    yield from _unstepped(query)
    which = "哪" in query.plain and max(len(query.items), len(query.breakdowns)) > 1
    ordered = query.operation in ORDERING or query.period is not None or which
    yield from (t.text for t in query.tokens if t.code("superlative") and not ordered)
    several = max(map(len, (query.bodies, query.items, query.breakdowns, query.years))) > 1
    compared = COMPARED.search(query.plain) or SIDE.search(query.plain)
    if compared and not several and query.operation in ("", "rank"):
        yield compared.group()  # 宿迁2024年谁的申请多: what nobody named
    bound = bound_of(query.plain)
    zero = bound and query.plain[bound.start] in "为是零"
    asked = which_parts(query) or not (zero or YES_OR_NO.search(query.plain))
    if bound and asked and not limits_parts(query):
        yield query.plain[bound.start : bound.end]
    if bound:
        # 一件都没公开: what was taken for 没公开 says that nothing was made public.
        over = [t.text for t in query.tokens if t.start < bound.end < t.end]
        yield from (word for word in over if word.rstrip("?") not in NEGATIONS)
    if query.operation in ONE_OF_MANY and len(query.items) == 1 and query.period is None:
        named = (t.text for t in query.tokens if t.code("operation") == query.operation)
        yield next(named, query.plain)


def _unstepped(query: Query) -> Iterator[str]:
    """2024年的申请，前一年接到多少, 2024年两年合计: more years than the one named."""
    step = query.period if query.years and multiple_of(query.plain) is None else None
    if step and step.kind == "last" and query.operation in ("", "sum"):
        several = len(query.years) < step.count
        yield from [query.plain[step.start : step.end]] if several else []
    if not step or step.kind != "step" or query.operation not in ("", "sum", "mean"):
        return
    own_column = any(item.endswith("_last_year") for item in query.items)
    if not own_column and not AGAINST.search(query.plain[: step.start]):
        yield query.plain[step.start : step.end]


def none_of(query: Query, token: Token) -> bool:
    """没有公益组织来申请过吧: whether none of a kind of applicant is held to have done so."""
    who = {t.start for t in query.tokens if t.code("breakdown") not in ("", "total")}
    held = query.operation in ("", "confirm") and not (query.premises or query.rough)
    asked = YES_OR_NO.search(query.plain) or query.operation == "confirm"
    one = query.items == ("requests_new",) and len(query.breakdowns) == 1
    return token.text in ("没有", "没") and token.end in who and held and one and bool(asked)


def _negated(query: Query) -> list[str]:
    """没有答复 is not 答复: a negation turns round what follows, unless it ends the question."""
    end = len(query.plain.rstrip("?。!"))
    many = multiple_of(query.plain)
    doubted, bound = RHETORICAL.search(query.plain), bound_of(query.plain)
    # 一件都没有吗 asks for a limit.
    limit = range(bound.start, bound.end) if bound else ()
    limit = range(many.start, many.end) if many else limit
    return [
        t.text for t in query.tokens
        if t.text in NEGATIONS and t.end < end and t.start not in limit
        if not none_of(query, t)
        if not (doubted and t.text == "不是")
    ]  # fmt: skip


def _matters(query: Query, token: Token) -> bool:
    topic = token.code("topic") and not any(own_words(c).fullmatch(token.text) for c in query.items)
    return bool(topic) and len(token.meanings) == 1 and not SUBJECT_TOPICS.search(token.text)
