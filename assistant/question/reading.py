"""Reading a question into slots: places, years, words, numbers, and what they mean together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.codes import rates, readings_of
from assistant.query import Query, language_of
from assistant.question.above import ranked_within
from assistant.question.all_rows import without_all_rows
from assistant.question.asides import without_asides
from assistant.question.both_kinds import without_both_kinds
from assistant.question.corrected import Span, of_its_year, put_right
from assistant.question.disclosed import with_disclosed
from assistant.question.formula import as_defined
from assistant.question.groups import BEHIND, QUANTIFIER
from assistant.question.lexicon import Meaning, Token, read_words, unread
from assistant.question.meaning import with_meaning
from assistant.question.money import money_asked
from assistant.question.multiples import multiple_of
from assistant.question.named import COUNT_WORDS
from assistant.question.numbers import Bound, bound_of, range_of, read_numbers
from assistant.question.order import in_order
from assistant.question.paths import with_paths
from assistant.question.places import Body, Catalogue, Mention
from assistant.question.said_again import said_once
from assistant.question.share_above import with_share_above
from assistant.question.sides import with_sides
from assistant.question.slips import mend
from assistant.question.suits import with_suits
from assistant.question.torn import torn_words
from assistant.question.whichever import with_whichever
from assistant.question.written import normalise
from assistant.question.years import Years, named_years, read_years
from ingest.clean import simplify

QUOTED = re.compile(r"[“\"「『]([\u3400-\u9fff]{2,20})[”\"」』]")
# 不是，我说的是2023年: what puts the turn before right says nothing itself.
CORRECTION = re.compile(
    r"^(?:[哦噢喔啊哎呃嗯],?)?"
    r"(?:(?:不是|不对|(?:我|刚才?)*[搞说弄打写问看记]?错了|不不|算了|no|sorry|wrong)[吧啊呀哦]?"
    r"(?:[,;。!\s]+(?=\S)|(?=我[说问指要想]|不是|不对)))+|"
    r"^不是[^,;。?]{1,12}[,;]\s*(?:而?是|我[说问指要想]的?是)|"
    r"^(?:换一?个(?:话题|问题)|(?:再|另外?)问(?:一?个)?(?:问题|别的)?|(?:[另下]一|第.)个问题|话说回来|[一同]样的?问题|同问|"
    r"(?:new|another|next|different) (?:question|topic)|moving on)[,;:。!\s]+(?=\S)"
)
# 先不看2024年, 2024年的先不管: another year is the one asked for.
UNASKED = re.compile(
    r"(?:(?:手[头上里]|这里|目前|现在)?(?:只|仅|就)有|手[头上里](?:的|拿的)?是)(?:19|20)\d\d年?度?的?(?:年度)?(?:年报|报告)"
    r"[,;](?=.*(?:19|20)\d\d)|"
    r"(?:19|20)\d\d年?度?的?(?:那?份|数据?|情况)?(?:先|暂时|暂且|就|都)*(?:不用?|别)[看管谈说提问]了?[,;](?=.*(?:19|20)\d\d)|"
    r"(?:先|暂时|暂且)?(?:不看|不管|不谈|不说|不提|不问|别看|别管|抛开|撇开|放下)(?:19|20)\d\d年?度?"
    r"(?:的)?(?:数据|情况)?(?:不[谈说管看提])?[,;](?=.*(?:19|20)\d\d)"
)
# 所有单位, 不足100件的单位有几家: bodies, and no kind of applicant; 单位申请 is one.
UNITS = "单位"
UNITS_ASKED = re.compile(rf"{QUANTIFIER}的?{UNITS}(?!申请|提[交了出])|的{UNITS}{BEHIND}")
COUNTED_BY = re.compile(f"以[^,;。?]{{1,5}}为{UNITS}")
# 我老家宿迁: whose place it is narrows nothing.
HOME = re.compile("(?:老家|家乡|祖籍|娘家|婆家)(?:在|是|的)?$")
# 54321 requests: what is counted is no word of another figure.
COUNTED = ("requests", "cases")
LAST_OF_ANNEX = 2018
# What gives way to what a bracket calls it.
LOOSE = ("readings", "restricting")
# 2021, the year before 2022: one year.
SAID_AGAIN = re.compile(r"\b((?:19|20)\d\d)\b,? \(?the year (before|after) ((?:19|20)\d\d)\b\)?")
# 那唯一一件: a number held before the reader, as 那1件 is.
ONLY_ONE = re.compile("唯一的?一(?=[件份个宗起])")
# 悬而未决（尚未审结）: the bracket, and how far before it the words that it explains may reach.
GLOSS, GLOSSED = re.compile(r"\(([^()]{2,20})\)"), 14
ORDINAL = re.compile(r"第\(?[一二三四五六七八九十\d]{1,2}\)?[大小]?[项行栏格列款条],?")
ROWS = ("annex", "row2", "row3", "row4", "column4", "breakdown", "rate")


def read_query(
    question: str, catalogue: Catalogue, today: date, years: Sequence[int] = ()
) -> Query:
    """Read one question by itself; slots it doesn't name stay empty. What is written by sound or
    by slip is read again as the words that it means; years are those talked about before.
    """
    return _mended(question, _written(question), catalogue, (today, years))


def read_in_order(
    question: str, catalogue: Catalogue, today: date, years: Sequence[int] = ()
) -> Query | None:
    """A question for a place in an order, read as one for the first; None for any other."""
    text, order = in_order(_written(question))
    if order is None:
        return None
    return replace(_mended(question, text, catalogue, (today, years)), order=order)


def _written(question: str) -> str:
    text = UNASKED.sub("", CORRECTION.sub("", of_its_year(normalise(question)[:2000])))
    return said_once(SAID_AGAIN.sub(_one_year, ONLY_ONE.sub("唯一1", text)))


def _one_year(said: re.Match[str]) -> str:
    """The year alone, where what is said of it is so."""
    step = int(said[3]) - int(said[1])
    return said[1] if step == (1 if said[2] == "before" else -1) else said[0]


def _mended(
    question: str, text: str, catalogue: Catalogue, when: tuple[date, Sequence[int]]
) -> Query:
    text = with_share_above(text, catalogue)
    query, left = _read(question, text, catalogue, when)
    slips = mend(text, left)
    if not slips:
        return query
    for slip in reversed(slips):
        text = f"{text[: slip.start]}{slip.phrase}{text[slip.end :]}"
    mended, still = _read(question, text, catalogue, when)
    if len(still) >= len(left):
        return query
    return replace(mended, mended=tuple((slip.written, slip.phrase) for slip in slips))


def _read(
    question: str, text: str, catalogue: Catalogue, when: tuple[date, Sequence[int]]
) -> tuple[Query, list[tuple[int, int]]]:
    """The query of a normalised text, and the stretches of it that nothing has read."""
    mentions = with_paths(text, catalogue.mentions(text))
    periods = read_years(text, when[0], [(m.start, m.end) for m in mentions])
    named = named_years(text, periods)
    taken = [(m.start, m.end) for m in mentions] + [(p.start, p.end) for p in periods]
    taken += [home.span() for m in mentions if (home := HOME.search(text, 0, m.start))]
    money = money_asked(text)
    taken += [money[1:]] if money else []
    older = _in_annex(named or when[1], _bodies(mentions) or catalogue.bodies)
    tokens = with_disclosed(text, with_suits(text, read_words(text, sorted(taken), older)))
    places, times = ([(s.start, s.end) for s in spans] for spans in (mentions, periods))
    if (asked := _as_meant(text, places, times, tokens)) != text:
        return _read(question, asked, catalogue, when)
    tokens = with_sides(text, _with_units(text, tokens, bool(_bodies(mentions))))
    worded = [(t.start, t.end) for t in tokens if not (t.code("filler") or t.text in COUNTED)]
    numbers, bound = read_numbers(text, [*taken, *worded]), range_of(text) or bound_of(text)
    limits, tokens = _limits(text), _beside(tokens, bound)
    numbers = [n for n in numbers if not any(s <= n.start < e for s, e in limits)]
    read = [*taken, *limits, *((t.start, t.end) for t in tokens)]
    glossed = [*_glossed(text, tokens)]
    # 没给办（不予处理）: what the bracket calls it is meant, and nothing else that it may be.
    inside = [t for t in tokens if any(s <= t.start and t.end <= e for s, e in glossed)]
    tokens = [t for t in tokens if not (t in inside and any(map(t.code, LOOSE)))]
    read += [*glossed, *_numbered(text, tokens)]
    read += [(n.start, n.end) for n in (*numbers, bound) if n]
    left = unread(text, read)
    torn = torn_words(text, read, [(t.start, t.end) for t in tokens if t.code("filler")])
    whole = unread(text, [span for span in read if span not in torn])
    odd = tuple(text[p.start : p.end] for p in periods if p.kind == "none")
    query = Query(
        text=question,
        plain=text,
        language=_language(question, text),
        mentions=tuple(mentions),
        bodies=ranked_within(mentions, text),
        years=named,
        period=next((p for p in periods if p.kind not in ("years", "relative", "none")), None),
        pairs=_pairs(mentions, periods),
        premises=tuple(n.value for n in numbers if n.span is None),
        unit=money[0] if money else "",
        rough=tuple((n.value, *n.span) for n in numbers if n.span),
        unread=(*odd, *(text[s:e] for s, e in whole)),
        content=" ".join([_content(text, taken, tokens), *QUOTED.findall(simplify(question))]),
        tokens=tuple(tokens),
        counting=bool(COUNT_WORDS.search(text)),
    )
    return with_meaning(query), left


def _as_meant(
    text: str, places: Sequence[Span], times: Sequence[Span], tokens: Sequence[Token]
) -> str:
    """The text put right by what stands behind it, else without what is told beside."""
    if (meant := put_right(text, places, times, tokens)) != text:
        return meant
    told = with_sides(text, tokens)
    for rewritten in (as_defined, without_both_kinds, without_all_rows, with_whichever):
        if (meant := rewritten(text, told)) != text:
            return meant
    return without_asides(text, places, times, tokens)


def _with_units(text: str, tokens: Sequence[Token], placed: bool) -> list[Token]:
    """The tokens, 单位 a word of talk where it means bodies; of a body named, a limit that only
    what its text tells of them keeps to.
    """
    talk, limit = (Meaning("filler", "small"),), (Meaning("restricting", "limit"),)
    patterns = ((COUNTED_BY, talk), (UNITS_ASKED, limit if placed else talk))
    asked = [(m.span(), meant) for pattern, meant in patterns for m in pattern.finditer(text)]
    return [
        replace(t, meanings=next((w for (s, e), w in asked if s <= t.start < e), t.meanings))
        if t.text == UNITS
        else t
        for t in tokens
    ]


def _limits(text: str) -> list[tuple[int, int]]:
    """The words of a limit in terms of another number, those before and behind that one."""
    many = multiple_of(text)
    return [(many.start, many.of[0]), (many.of[1], many.end)] if many else []


def _beside(tokens: Sequence[Token], bound: Bound | None) -> list[Token]:
    """The tokens but for what a limit holds of topics: 不足一千件 names no failing."""
    inside = range(bound.start, bound.end) if bound else ()
    return [t for t in tokens if not (t.code("topic") and t.start in inside)]


def _in_annex(years: Sequence[int], bodies: Sequence[Body]) -> bool:
    """Whether only reports in the form of 2014 can be meant: by the years, else by the bodies."""
    newest = [max(b.years, default=0) for b in bodies] if not years else []
    return bool(years or newest) and all(y <= LAST_OF_ANNEX for y in (*years, *newest))


def _glossed(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """悬而未决（尚未审结）: the words right before a bracket that holds what a form calls them."""
    for bracket in GLOSS.finditer(text):
        inside = [t for t in tokens if bracket.start(1) <= t.start and t.end <= bracket.end(1)]
        named = [t for t in inside if any(t.code(kind) for kind in ROWS)]
        rated = [t for t in tokens if t.end == bracket.start() and t.code("readings")]
        if rated and _counted_in(rated[0], named):
            continue
        if named and sum(t.end - t.start for t in inside) == len(bracket[1]):
            # 收费是上年的几倍（行政事业性收费）: what was named before, however far.
            codes = {m.code for t in named for m in t.meanings}
            same = (t for t in tokens if t.end <= bracket.start() and t.text in bracket[1])
            yield from ((t.start, t.end) for t in same if codes & {m.code for m in t.meanings})
            before = max(text.rfind(mark, 0, bracket.start()) for mark in ",;:。年") + 1
            yield max(before, bracket.start() - GLOSSED), bracket.start()


def _counted_in(rate: Token, named: Sequence[Token]) -> bool:
    """公开率（予以公开和部分公开）: what a reading of a rate is made of is no other name for it."""
    read = [rates()[r] for r in readings_of(rate.code("readings")) if r in rates()]
    parts = {part for one in read for part in one.parts}
    return any(t.code("row3") in parts for t in named)


def _numbered(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """第四项“结转下年度继续办理”: a number right before what the form calls its row."""
    named = {t.start for t in tokens if any(t.code(kind) for kind in ROWS)}
    yield from (m.span() for m in ORDINAL.finditer(text) if m.end() in named)


def _language(question: str, text: str) -> str:
    """Of the question as written; pinyin is Chinese."""
    return "zh-Hans" if question.isascii() and not text.isascii() else language_of(question)


def _pairs(mentions: Sequence[Mention], periods: Sequence[Years]) -> tuple[int, ...]:
    """The years of the bodies, in their order, where bodies and years take turns; else ()."""
    years = [p for p in periods if p.kind in ("years", "relative")]
    if len(mentions) < 2 or len(mentions) != len(years) or any(len(y.years) != 1 for y in years):
        return ()
    order = sorted([(m.start, "body") for m in mentions] + [(y.start, "year") for y in years])
    turns = all(a[1] != b[1] for a, b in pairwise(order))
    return tuple(y.years[0] for y in years) if turns else ()


def _bodies(mentions: Sequence[Mention]) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(body for mention in mentions for body in mention.bodies))


def _content(text: str, taken: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> str:
    """The words of the question without place, year and words that carry no meaning."""
    kinds = [{m.kind for m in t.meanings} for t in tokens]
    empty = [
        (t.start, t.end)
        for t, k in zip(tokens, kinds, strict=True)
        if k <= {"filler", "narrative", "mention"}
    ]
    kept = [
        " " if any(start <= at < end for start, end in (*taken, *empty)) else c
        for at, c in enumerate(text)
    ]
    return " ".join(re.findall(r"[\u3400-\u9fffa-z0-9%]+", "".join(kept)))
