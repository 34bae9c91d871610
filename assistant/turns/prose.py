"""Turns that lean on the words of those before, not on rows: figures and passages of the text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answer import Answer
from assistant.codes import rates, readings_of, unit_of
from assistant.figures.measures import EMPTY, units_asked
from assistant.figures.stated import PER_PERSON
from assistant.narrative.side_by_side import COMPARED, DIFFER
from assistant.query import Query
from assistant.question.groups import group_of
from ingest.figures import TABLE_NAMES

# 其中市级的几件: a part of what was counted before.
PART = re.compile("其中|里[面头边]|当中|among (?:them|those|these)|of (?:them|those|these|which)")
OF_ALL = re.compile("全[省市区县州](?!级)|[一总]共|合计")
TOGETHER = re.compile(
    "那?么?(?:[一总]共|合计|共计|加(?:在一)?起来?)(?:[是有]?(?:几|多少).?)?[呢啊]?[?。]*"
)
ORDERING = re.compile(
    "哪一?[个些家][^,;。?]{0,2}最?[多少高低大小]?|最[多少高低大小]|分别|各个?[省市区县旗州]*"
)
# 收了多少 and 几件: how a number is asked for.
ASKED_COUNT = re.compile("(?:[是有]|一共|总共)?(?:多少|几)[件条份次个人元]?")
COUNTER = re.compile("(?:多少|几)[件条份次个人元期项场篇家名册宗起]")
# 涉及多少件申请, 收了多少件的 after a sum of money: in how many cases.
OF_YEAR = r"(?:[那当同]一?年|那|(?:19|20)?\d\d年度?|[去前今上]一?年度?|[呢, ])*"
CASES = re.compile(
    rf"{OF_YEAR}"
    r"(?:[涉及其中共一是有总]*(?:多少|几)[件份个](?:申请)?(?:收取?了?)?的?费?的?|"
    r"(?:一共|总共|共)?收取?了?(?:多少|几)[件份个](?:(?:申请)?的)?)[呢? 。]*"
)
# 2023年收了多少 behind it is of the money again.
TAKEN_IN = re.compile(
    rf"{OF_YEAR}(?:有没有|有无|是否|一共|总共|也)*收取?[了过]?(?:没收|没有|没|吗|么)?[,? ]*"
    r"(?:一共|总共|共)?(?:(?:多少|几)(?:钱|万?元)?)?(?:费用?|了?吗|没有?)?[呢吗? 。]*"
)
PER_CASE = re.compile(
    "那?(?:平均|均摊)(?:[算摊]?下来)?(?:每一?|一)[件份宗笔](?:申请)?[收交]?[取了]*"
    "(?:多少|几)[钱元]?[呢? 。]*"
)
MONEY = ("元", "万元")
COUNTED = re.compile("(?:多少|几)[个家位名]?[\u3400-\u9fff]{2,4}(?=[?。]*$)")
# 都是关于哪些方面的, 具体是什么内容: the sentence itself.
ABOUT_WHAT = re.compile(
    "(?:那|都|它们|这些)*(?:主要|具体|分别)?是?(?:关于|涉及|有关|针对)?(?:哪些|哪几个?|什么|啥)"
    "(?:方面|内容|主题|话题|领域|事项?)的?(?:呢)?[?。]?"
)
# 2023年有没有, and what is set against what was told: 和去年的.
TOO = re.compile(
    r"(?:那|也|又|的|(?:19|20)?\d\d年?度?|[今去前]年)*(?:有没有|有吗|有没|有|提了?吗|提到了?吗|写了?吗)"
)
AGAINST = re.compile("[那和与跟同比的 ,]|(?:19|20)?\\d\\d年?度?|[今去前上]一?年度?")
LISTING = ("parts", "rank", "largest")
# What is dealt with as requests are: 办结率 and 答复几件 behind them are of those.
DEALT_WITH = re.compile(
    "(?:政协|人大)?(?:代表|委员)?的?(?:提案|议案|建议案?)|留言|来信|信件|信访件|咨询|工单|诉求|投诉|来电|热线|"
    "\\b(?:proposals?|motions?|letters?|messages?|calls?)\\b"
)
DEALING = ("results_total", "closed_rate", "carried_out_rate", "requests_carried_out")
OF_REQUESTS = re.compile("申请|信息公开|request")
# How the address of a cell begins.
TABLES = tuple(TABLE_NAMES.values())
PEOPLE = ("人", "名", "人次")


def of_prose(answer: Answer) -> bool:
    """Whether the answer is a figure of the text, or the word that the text gives none."""
    counted = answer.kind in ("figure", "table", "derived")
    # A total reckoned and a change have no row of the form, and stand on cells all the same.
    cells = any(r.indicator for r in answer.rows)
    cells |= any(e.where.startswith(TABLES) for e in answer.evidence)
    rated = any(code in rates() for code in answer.query.items)
    return (counted and not (cells or rated)) or answer.reason == "not_stated"


def words_kept(query: Query, turns: Sequence[Answer]) -> Query | None:
    """The turn as the words of one before ask it: 那2023年呢, 几件 and 其中市级的 after a figure of
    the text, 人均呢 after two; None where it asks for something of its own.
    """
    before = turns[-1]
    if _of_two_numbers(query, turns):
        return replace(query, unread=(*query.unread, query.plain))
    if of_prose(before) and PER_PERSON.search(query.plain):
        return _per_person(replace(query, items=(), breakdowns=(), operation=""), turns)
    told = "".join(e.quote for e in before.evidence) if of_prose(before) else ""
    if beside := _counted_beside(query, before, told):
        return beside
    if before.kind == "passage" and (again := _told_again(query, before.query)):
        return again
    if query.items or query.topics or query.about or query.breakdowns:
        return None
    if told and ABOUT_WHAT.fullmatch(query.plain):
        return asked_again(replace(query, operation="source"), before.query)
    if not of_prose(before):
        passage = before.kind == "passage" and not (query.operation or query.counting or query.why)
        return asked_again(query, before.query) if passage and names_nothing(query) else None
    if names_nothing(query) or (group_of(query) and not before.query.items):
        return _over_years(asked_again(query, _naming(turns)), turns)
    return _part_of(query, before) if before.value else None


def charged_again(query: Query, turns: Sequence[Answer]) -> Query | None:
    """2023年收了多少, 洪泽收了吗 and 涉及几件 after what was charged: of that, and no requests
    received.
    """
    words = _without_places(query)
    last = turns[-1].query
    if any(unit_of(own) == "万元" for c in last.items[:1] for own in (readings_of(c) or (c,))):
        kept = replace(query, items=last.items, operation="", counting=True, topics=())
        return replace(kept, unread=()) if TAKEN_IN.fullmatch(words) else None
    money = _money_told(turns)
    if money and CASES.fullmatch(words):
        query = replace(query, items=(), plain="多少件", counting=True, operation="")
        return asked_again(query, money)
    if money and PER_CASE.fullmatch(words):
        query = replace(query, items=(), plain="平均每件多少元", counting=True, operation="")
        return asked_again(query, replace(money, operation=""))
    if money and TAKEN_IN.fullmatch(words):
        return asked_again(replace(query, items=(), counting=False, operation=""), money)
    return None


def _of_two_numbers(query: Query, turns: Sequence[Answer]) -> bool:
    """一共 after two figures of the text in one unit: whether they are parts of one, it doesn't
    say.
    """
    told = [t.value[1] for t in turns[-2:] if t.value and of_prose(t)]
    return len(told) == 2 and told[0] == told[1] and bool(TOGETHER.fullmatch(query.plain))


def _money_told(turns: Sequence[Answer]) -> Query | None:
    """What the text says was charged, told last or since then asked on in other numbers of it."""
    of_text = takewhile(of_prose, reversed(turns))
    return next((t.query for t in of_text if t.value and t.value[1] in MONEY), None)


def _told_again(query: Query, last: Query) -> Query | None:
    """和去年的说法有什么不同, 2023年有没有 after a passage: of the same matter."""
    words = _without_places(query).strip(" ?。呢")
    if query.years and TOO.fullmatch(words):
        return asked_again(replace(query, about="", operation=""), last)
    if not DIFFER.search(words) or AGAINST.sub("", COMPARED.sub("", words)):
        return None
    years = tuple(sorted({*last.years, *query.years}, reverse=True))
    bodies = tuple(dict.fromkeys((*last.bodies, *query.bodies)))
    again = asked_again(replace(query, years=years, bodies=bodies, operation=""), last)
    return replace(again, plain=f"{again.plain}有什么不同", operation="")


def _counted_beside(query: Query, before: Answer, told: str) -> Query | None:
    """个人呢 after 表扬了多少单位: what stands beside it in the sentence shown; no applicant."""
    who = [t.text for t in query.tokens if t.code("breakdown")]
    noun = COUNTED.search(before.query.plain)
    if len(who) != 1 or query.items or before.query.items or not noun or who[0] not in told:
        return None
    plain = f"{before.query.plain[: noun.start()]}多少{who[0]}"
    tokens = tuple(t for t in before.query.tokens if t.start < noun.start())
    counted = replace(before.query, plain=plain, tokens=tokens)
    return asked_again(replace(query, breakdowns=()), counted)


def _over_years(query: Query, turns: Sequence[Answer]) -> Query:
    """少了多少 after one thing of the text in two years: from the earlier one to the later."""
    if query.operation not in ("growth", "difference") or "years" not in query.inherited:
        return query
    words = _without_places(query).strip()
    same = [t.query for t in turns if t.query.bodies == query.bodies]
    years = {y for q in same if _without_places(q).strip() == words for y in q.years}
    return replace(query, years=tuple(sorted({*years, *query.years})[-2:]))


def of_that_thing(query: Query, turns: Sequence[Answer]) -> str:
    """办结率 and 答复几件 after 提案几件: the question for those, put in full; "" for another."""
    dealt = query.items and {*query.items} <= {*DEALING} and not OF_REQUESTS.search(query.plain)
    if not dealt or query.places_named:
        return ""
    unread = turns[-1].reason == "not_understood"
    told = [t for t in takewhile(of_prose, reversed(turns)) if not t.query.items]
    for last in (t.query for t in ([turns[-1]] if unread else told)):
        if things := DEALT_WITH.findall(last.plain):
            own = "和".join(b.publisher for b in last.bodies)
            years = "" if query.years else "和".join(f"{y}年" for y in last.years)
            asked = PART.sub("", query.plain).lstrip("那的,")
            return (" " if query.language == "en" else "").join((own, years, things[-1], asked))
    return ""


def by_itself(query: Query) -> bool:
    """Whether the question names what it asks for and needs no figure of the turn before."""
    named = query.about or query.out_of_scope or query.absent or query.topics
    return bool(named or query.narrative)


def names_nothing(query: Query) -> bool:
    """Whether a turn names nothing that could be counted: a place, a year, what to do."""
    kinds = ((t.text, t.code("operation"), t.code("restricting")) for t in query.tokens)
    done = {text for text, operation, within in kinds if operation or within == "within"}
    done |= {*units_asked(query.plain)}
    left = query.content
    for word in sorted(done, key=len, reverse=True):
        left = left.replace(word, " ")
    return {*query.unread} <= done and all(any(w in d for d in done) for w in left.split())


def _naming(turns: Sequence[Answer]) -> Query:
    """The newest turn whose words name what is counted: 哪个县最多 names nothing."""
    last = turns[-1].query
    for query in (answer.query for answer in reversed(turns)):
        if EMPTY.sub("", ORDERING.sub("", _without_places(query))).strip(" ?？"):
            return replace(last, plain=query.plain, mentions=query.mentions)
    return last


def asked_again(query: Query, last: Query) -> Query:
    """那2023年呢 after what the words of a question ask for: the same words, of another year or
    body; 几件 asks them for another number.
    """
    plain, operation = _without_places(last), query.operation or last.operation
    if query.mentions and not query.operation and (operation in LISTING or group_of(last)):
        # 沭阳呢 after every county is one line of that list.
        plain, operation = _without(ORDERING, plain), ""
    grouped = group_of(query)
    whole = query.counting and not (query.operation or query.mentions)
    whole = whole and bool(OF_ALL.search(query.plain))
    if (grouped or whole) and (part := PART.search(plain)):
        # 哪个县最多 after one county's is of what all of them counted.
        plain = plain[: part.start()]
        last = replace(last, unread=tuple(w for w in last.unread if w in plain))
    if query.counting or grouped:
        plain = f"{_without(ORDERING if grouped else ASKED_COUNT, plain)} {query.plain}"
    mentions = tuple(replace(m, start=0, end=0) for m in query.mentions)
    return replace(
        last, text=query.text, plain=plain, bodies=query.bodies, mentions=mentions,
        years=query.years, period=query.period, pairs=(), unit=query.unit or last.unit,
        operation=operation, counting=query.counting or last.counting,
        inherited=(*query.inherited, "indicators"),
    )  # fmt: skip


def _part_of(query: Query, before: Answer) -> Query | None:
    """其中市级的几件: what was counted before, and the part of it that is named; 县区级的呢 behind
    it is another part of the same, where the sentence shown tells of one.
    """
    last = before.query
    plain, unread, sibling = _without_places(last), last.unread, PART.search(last.plain)
    if not PART.match(query.plain):
        told = "".join(e.quote for e in before.evidence)
        parted = sibling or (PART.search(told) and query.unread)
        if not parted or not all(word in told for word in query.unread):
            return None
    if sibling:
        plain = plain[: sibling.start()]
        unread = tuple(word for word in unread if word in plain)
    asked = in_its_unit(query.plain, before)
    plain = f"{_without(ASKED_COUNT, plain)} 其中{asked}"
    whole = replace(last, plain=plain, counting=True)
    return replace(
        whole, text=query.text, unread=(*unread, *query.unread), bodies=query.bodies,
        years=query.years, mentions=query.mentions, period=query.period, pairs=(),
        operation=query.operation, inherited=(*query.inherited, "indicators"),
    )  # fmt: skip


def in_its_unit(plain: str, before: Answer) -> str:
    """市级的多少 and 备案诉讼呢, asked of the unit of the figure of the text told before."""
    asked = plain.rstrip("?。呢")
    if before.value is None or COUNTER.search(asked):
        return asked
    return f"{ASKED_COUNT.sub('', asked)}多少{before.value[1]}"


def _per_person(query: Query, turns: Sequence[Answer]) -> Query:
    """人均呢 after visits and visitors: the newest count that is of no persons, by them."""
    counts = [t for t in turns if of_prose(t) and t.value and t.value[1] not in PEOPLE]
    if not counts:
        return query
    counted = counts[-1].query
    plain = f"人均{_without(ASKED_COUNT, _without_places(counted))}"
    again = asked_again(replace(query, counting=False), replace(counted, operation=""))
    return replace(again, plain=plain, tokens=())


def _without_places(query: Query) -> str:
    """The words of a question with blanks for the places that it names."""
    plain = query.plain
    for mention in query.mentions:
        blank = " " * (mention.end - mention.start)
        plain = plain[: mention.start] + blank + plain[mention.end :]
    return plain


def _without(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what fits, so that every other word stays where it stood."""
    return pattern.sub(lambda found: " " * len(found[0]), text)
