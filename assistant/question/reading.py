"""Reading a question into slots: places, years, words, numbers, and what they mean together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.query import Query, language_of
from assistant.question.lexicon import Token, normalise, read_words, unread
from assistant.question.meaning import with_meaning
from assistant.question.money import money_asked
from assistant.question.named import COUNT_WORDS
from assistant.question.numbers import bound_of, read_numbers
from assistant.question.places import Body, Catalogue, Mention
from assistant.question.slips import mend
from assistant.question.torn import torn_words
from assistant.question.years import Years, named_years, read_years
from ingest.clean import simplify

QUOTED = re.compile(r"[“\"「『]([\u3400-\u9fff]{2,20})[”\"」』]")
FRAMING = {"filler", "narrative", "out_of_scope"}
# A clause that only frames speaks of who asks or is asked, of saying, or of the occasion.
FRAMED = re.compile(
    "我|俺|咱|你|您|大家|同事|朋友|邻居|领导|老师|妈|爸|听(?!证)|据|说|问|想|请|帮|麻烦|谢|你好|写|研究|报道|"
    "课题|论文|采访|好奇|对了|(?<!电)话|顺便|(?<![加紧应])急|打扰|喂|嗨|"
    "记者|读者|同行|编辑|主编|专家|有人|市民|网友|母亲|父亲|[稿版课]|标题|导语|图[注解表]|[地小饼]图|栏目|专栏|公众号|热线|"
    "编前会|选题|核对?|整理|引用|需要|要用|[还就]?[缺差]|补一?[个下]|做[一个]|接手|接着|盘点|回顾|看到|发现|觉得|"
    r"\b(?:i|i'?m|we|my|our|me|you|please|thanks|thank|hello|hi|hey|writing|said|heard)\b"
)
# What would change the question if it were passed over.
RESTRICTING = re.compile(
    "[不没未非无除只仅扣减按均]|关心|关注|针对|关于|至于|涉及|[指说问]的|的[,;:]$|"
    "半年|季度|个月|月份|without|except|only|not|about"
)
# 不是，我说的是2023年: what puts the turn before right says nothing itself.
CORRECTION = re.compile(
    r"^(?:不是|不对|错了|搞错了|说错了|弄错了|不不|no|sorry|wrong)(?:[,;。!\s]+(?=\S)|(?=我[说问指要想]))|"
    r"^不是[^,;。?]{1,12}[,;]\s*(?:而?是|我[说问指要想]的?是)|"
    r"^(?:换一?个(?:话题|问题)|(?:再|另外?)问(?:一?个)?(?:问题|别的)?|[另下]一个问题|话说回来|[一同]样的?问题|同问|"
    r"(?:new|another|next|different) (?:question|topic)|moving on)[,;:。!\s]+(?=\S)"
)
LAST_OF_ANNEX = 2018
# 悬而未决（尚未审结）: the bracket, and how far before it the words that it explains may reach.
GLOSS, GLOSSED = re.compile(r"\(([^()]{2,20})\)"), 14
ROWS = ("annex", "row2", "row3", "row4", "column4", "breakdown", "rate")
# What a clause asks for: it frames nothing, unless what follows asks for the same.
MEASURED = (*ROWS, "sum", "readings")
ASKING = (*MEASURED, "column2", "weak_column2", "operation", "superlative", "restricting",
          "coverage", "absent", "unstated")  # fmt: skip


def read_query(
    question: str, catalogue: Catalogue, today: date, years: Sequence[int] = ()
) -> Query:
    """Read one question by itself; slots it doesn't name stay empty. What is written by sound or
    by slip is read again as the words that it means; years are those talked about before.
    """
    text = CORRECTION.sub("", normalise(question)[:2000])
    query, left = _read(question, text, catalogue, (today, years))
    slips = mend(text, left)
    if not slips:
        return query
    for slip in reversed(slips):
        text = f"{text[: slip.start]}{slip.phrase}{text[slip.end :]}"
    mended, still = _read(question, text, catalogue, (today, years))
    if len(still) >= len(left):
        return query
    return replace(mended, mended=tuple((slip.written, slip.phrase) for slip in slips))


def _read(
    question: str, text: str, catalogue: Catalogue, when: tuple[date, Sequence[int]]
) -> tuple[Query, list[tuple[int, int]]]:
    """The query of a normalised text, and the stretches of it that nothing has read."""
    mentions = catalogue.mentions(text)
    periods = read_years(text, when[0], [(m.start, m.end) for m in mentions])
    named = named_years(text, periods)
    taken = [(m.start, m.end) for m in mentions] + [(p.start, p.end) for p in periods]
    money = money_asked(text)
    taken += [money[1:]] if money else []
    only = catalogue.bodies if len(catalogue.bodies) == 1 else ()
    annex = _in_annex(named or when[1], _bodies(mentions) or only)
    tokens = read_words(text, sorted(taken), annex)
    frame = _framing(text, taken, tokens)
    if any(kind in MEASURED for t in tokens if t.start >= frame[1] for kind, _ in _asking(t)):
        tokens = [t for t in tokens if t.start >= frame[1]]
    worded = [(t.start, t.end) for t in tokens if not t.code("filler")]
    numbers, bound = read_numbers(text, [frame, *taken, *worded]), bound_of(text)
    read = [frame, *taken, *((t.start, t.end) for t in tokens)]
    read += _glossed(text, tokens)
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
        bodies=_bodies(mentions),
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


def _in_annex(years: Sequence[int], bodies: Sequence[Body]) -> bool:
    """Whether only reports in the form of 2014 can be meant: by the years, else by the bodies."""
    newest = [max(b.years, default=0) for b in bodies] if not years else []
    return bool(years or newest) and all(y <= LAST_OF_ANNEX for y in (*years, *newest))


def _glossed(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """悬而未决（尚未审结）: the words right before a bracket that holds what a form calls them."""
    for bracket in GLOSS.finditer(text):
        inside = [t for t in tokens if bracket.start(1) <= t.start and t.end <= bracket.end(1)]
        named = [t for t in inside if any(t.code(kind) for kind in ROWS)]
        if named and sum(t.end - t.start for t in inside) == len(bracket[1]):
            before = max(text.rfind(mark, 0, bracket.start()) for mark in ",;:。年") + 1
            yield max(before, bracket.start() - GLOSSED), bracket.start()


def _language(question: str, text: str) -> str:
    """Of the question as written; pinyin is Chinese."""
    return "zh-Hans" if question.isascii() and not text.isascii() else language_of(question)


def _framing(
    text: str, taken: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> tuple[int, int]:
    """我在写一篇报道，…: what stands before the clauses that ask only frames them."""
    named = min(taken, default=(0, 0))[0]
    asked = {of for t in tokens if t.start >= named for of in _asking(t)}
    rows = any(kind in MEASURED for kind, _ in asked)
    telling = [t.start for t in tokens if (_asking(t) - asked if rows else _told(t))]
    first = min([*telling, *(start for start, _ in taken)], default=0)
    end = max(text.rfind(mark, 0, first) for mark in ",;:。?!") + 1
    framed = FRAMED.search(text[:end]) and not RESTRICTING.search(text[:end])
    return (0, end) if framed else (0, 0)


def _told(token: Token) -> set[str]:
    return {m.kind for m in token.meanings} - FRAMING


def _asking(token: Token) -> set[tuple[str, str]]:
    """What a token asks for: a row, an applicant, an operation."""
    return {(m.kind, m.code) for m in token.meanings if m.kind in ASKING}


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
