"""Reading a question into slots: places, years, words, numbers, and what they mean together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.codes import rates, readings_of
from assistant.groups import bound_of
from assistant.lexicon import Token, normalise, read_words, unread
from assistant.named import (
    COUNT_WORDS,
    SUITS,
    Codes,
    codes_of,
    indicators_named,
    without_groups,
    without_subject,
)
from assistant.places import Body, Catalogue, Mention
from assistant.query import Query, language_of
from assistant.slips import mend
from assistant.years import Years, named_years, read_years
from ingest import forms
from ingest.clean import simplify

QUOTED = re.compile(r"[“\"「『]([\u3400-\u9fff]{2,20})[”\"」』]")
NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(件|条|份|项|次|个(?!工作日|月)|人次|人|万元|元|%|宗|起|requests|cases)?"
)
OPERATIONS_OF_FIGURES = (
    "share", "results", "applicants", "reasons", "parts", "largest", "check", "confirm",
    "difference", "growth", "trend", "rank", "source", "sum", "mean", "median", "times",
    "ratio", "points", "all",
)  # fmt: skip
FRAMING = {"filler", "narrative", "out_of_scope"}
# What would change the question if it were passed over.
RESTRICTING = re.compile(r"[不没未非无除只仅扣减按均]|without|except|only|not")
LARGEST = re.compile(r"哪一?(?:类|种|项|个原因).*最[多大高]|最[多大高]的?是?(?:哪一?[类种项]|什么)")
# 不是，我说的是2023年: what puts the turn before right says nothing itself.
CORRECTION = re.compile(
    r"^(?:不是|不对|错了|搞错了|说错了|弄错了|不不|no|sorry|wrong)(?:[,;。!\s]+(?=\S)|(?=我[说问指要想]))"
)
# 江苏省的有哪些, 有2022年的吗: what is there, where no figure is named.
ANY = re.compile(r"有哪些|有没有|有.*(?:报告|年报).*吗|都有|收录|do you have|is there")
EQUAL = re.compile("等于.{1,20}[吗么]|是不是等于|是否等于|等不等于")
RATIO = re.compile("[\u3400-\u9fff]比(?:是|为)?(?:多少|几)?[?。]?$")
GLOSS, GLOSSED = re.compile(r"\(([^()]{2,20})\)"), 14
ROWS = ("row2", "row3", "row4", "column4", "breakdown", "rate")
COUNTED_CHANGE = re.compile(
    "[增涨降减升跌多少]了?(?:多少|几)(?:[件条项起宗份]|个(?!百分)|万?元)|[多少].{1,6}了(?:多少|几)[件条项起宗份]"
)
# What each wording does wins over the softer ones beside it.
DECIDING = ("source", "check", "ratio")
SOFT = ("confirm", "parts", "trend", "sum", "all")
BLOCKS = ("review_", "suit_")


def read_query(question: str, catalogue: Catalogue, today: date) -> Query:
    """Read one question by itself; slots it doesn't name stay empty. What is written by sound or
    by slip is read again as the words that it means.
    """
    text = CORRECTION.sub("", normalise(question)[:2000])
    query, left = _read(question, text, catalogue, today)
    slips = mend(text, left)
    if not slips:
        return query
    for slip in reversed(slips):
        text = f"{text[: slip.start]}{slip.phrase}{text[slip.end :]}"
    mended, still = _read(question, text, catalogue, today)
    if len(still) >= len(left):
        return query
    return replace(mended, mended=tuple((slip.written, slip.phrase) for slip in slips))


def _read(
    question: str, text: str, catalogue: Catalogue, today: date
) -> tuple[Query, list[tuple[int, int]]]:
    """The query of a normalised text, and the stretches of it that nothing has read."""
    mentions = catalogue.mentions(text)
    periods = read_years(text, today)
    taken = [(m.start, m.end) for m in mentions] + [(p.start, p.end) for p in periods]
    tokens = read_words(text, sorted(taken))
    numbers = _numbers(
        text, [*taken, *((t.start, t.end) for t in tokens if t.code("filler") == "")]
    )
    read = [_framing(text, taken, tokens), *taken, *((t.start, t.end) for t in tokens)]
    read += _glossed(text, tokens)
    left = unread(text, [*read, *((s, e) for _, s, e in numbers)])
    odd = tuple(text[p.start : p.end] for p in periods if p.kind == "none")
    query = Query(
        text=question,
        plain=text,
        language=_language(question, text),
        mentions=tuple(mentions),
        bodies=_bodies(mentions),
        years=named_years(text, periods),
        period=next((p for p in periods if p.kind not in ("years", "relative", "none")), None),
        pairs=_pairs(mentions, periods),
        premises=tuple(value for value, _, _ in numbers),
        unread=(*odd, *(text[s:e] for s, e in left)),
        content=" ".join([_content(text, taken, tokens), *QUOTED.findall(simplify(question))]),
        tokens=tuple(tokens),
        counting=bool(COUNT_WORDS.search(text)),
    )
    return _with_meaning(query), left


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
    """我在写一篇报道，…: what stands before the first clause that names anything only frames it."""
    telling = [t.start for t in tokens if {m.kind for m in t.meanings} - FRAMING]
    first = min([*telling, *(start for start, _ in taken)], default=0)
    end = max(text.rfind(mark, 0, first) for mark in ",;:。") + 1
    return (0, 0) if RESTRICTING.search(text[:end]) else (0, end)


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


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[Decimal, int, int]]:
    found = []
    for m in NUMBER.finditer(text):
        if any(start < m.end() and m.start() < end for start, end in taken if end - start > 1):
            continue
        found.append((Decimal(m[1].replace(",", "") + (m[2] or "")), m.start(), m.end()))
    return found


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


def _with_meaning(query: Query) -> Query:
    tokens = query.tokens

    codes = codes_of(tokens)
    operations = codes("operation")
    rates_named = _rates(codes)
    named = [*rates_named, *codes("sum"), *codes("readings"), *indicators_named(query)]
    items = without_subject(query, without_groups(query, named), codes)
    items = _without_parts(items)
    items = [
        c for c in items if not (rates_named and c.endswith("_total") and c.startswith(BLOCKS))
    ]
    main = [op for op in operations if op in OPERATIONS_OF_FIGURES]
    main = _with_points(main) or _implied(query, codes, items)
    if (items or codes("weak")) and EQUAL.search(query.plain):
        main = ["check", *main]
    if COUNTED_CHANGE.search(query.plain):
        main = ["difference" if op == "growth" else op for op in main]
    directions = [op for op in operations if op in ("rose", "fell")]
    breakdowns = codes("breakdown")
    if codes("other"):
        items, breakdowns = _place_other(items, breakdowns, codes("row4"))
    if not items and breakdowns and codes("weak") and "parts" not in main:
        items = ["requests_new"]
    weak = codes("weak")
    return replace(
        query,
        items=tuple(dict.fromkeys(items or (weak if _counts(query, main, breakdowns) else []))),
        breakdowns=tuple(breakdowns),
        operation=_first(main),
        about=_about(query, codes, bool(items or breakdowns or weak)),
        topics=tuple(codes("topic")),
        absent=next(iter([*codes("absent"), *codes("unstated")]), ""),
        out_of_scope=_outside(codes),
        narrative=bool(codes("narrative")),
        mention_of=bool(codes("mention")),
        why="why" in operations,
        whole="all" in operations,
        direction=next(iter(directions), ""),
    )


def with_default_item(query: Query) -> Query:
    """A kind of applicant by itself asks for the requests received from it: 自然人多少件."""
    if query.items or not query.breakdowns or query.topics or query.about or query.absent:
        return query
    asks = query.counting or query.operation or "多少" in query.plain
    return replace(query, items=("requests_new",)) if asks else query


def _rates(codes: Codes) -> list[str]:
    """The rates named; 纠正率 is of the block that the question names: 行政诉讼的纠正率."""
    blocks = [b for b in codes("row4") if b != "review"]
    if not blocks or "review" in codes("row4"):
        return codes("rate")
    block = next((b for b in blocks if b in SUITS), "suit")
    return [
        c.replace("review_", f"{block}_", 1) if c.startswith("review_") else c
        for c in codes("rate")
    ]


def _without_parts(items: list[str]) -> list[str]:
    """结转占比（结转率）, 公开率（只算予以公开）: what a rate is made of says which is meant."""
    meant = {r: c for c in items for r in readings_of(c) if r in rates() and r != c}
    for code, word in meant.items():
        parts = rates()[code].parts
        if len(parts) == 1 and parts[0] in items:
            return [code, *(c for c in items if c not in (word, parts[0]))]
    made_of = {p for c in items if c in rates() for p in rates()[c].parts}
    return [c for c in items if c not in made_of]


def _with_points(main: Sequence[str]) -> list[str]:
    """百分点 is a difference of rates, or of the shares that are named."""
    if "points" not in main:
        return list(main)
    rest = [op for op in main if op not in ("points", "share")]
    return ["share"] if "share" in main else rest or ["difference"]


def _about(query: Query, codes: Codes, counts: bool) -> str:
    """Which question about the reports themselves; 多少份 of what the tables count is none."""
    about = next(iter(codes("coverage")), "")
    if about in ("loaded", "count", "updated", "hello") and counts:
        return ""
    if about == "count" and query.unread:
        return ""
    if about == "hello" and (query.unread or query.mentions or len(query.tokens) > 2):
        return ""
    read = ("topic", "rate", "readings", "sum", "absent", "unstated", "out_of_scope", "mention")
    counts = counts or bool(codes("operation") or [w for w in query.unread if len(w) > 1])
    nothing = not counts and not any(codes(kind) for kind in read)
    return "loaded" if not about and nothing and ANY.search(query.plain) else about


def _implied(query: Query, codes: Codes, items: Sequence[str]) -> list[str]:
    """占 makes a share, 许可处罚比 a ratio; 复议结果 asks for the results."""
    if len(items) == 2 and RATIO.search(query.plain):
        return ["ratio"]
    if re.search(r"占(?!用)(?!了?(?:到|有)?(?:几|多少)[件个条次])", query.plain):
        return ["share"]
    if re.search(r"比.+[多少].{0,4}(?:多少|几)", query.plain):
        return ["difference"]
    if LARGEST.search(query.plain):
        return ["largest"]
    return ["results"] if codes("row4") and not codes("column4") and "结果" in query.plain else []


def _outside(codes: Codes) -> str:
    """What the reports never hold; who is in charge of a task they do tell."""
    found = next(iter(codes("out_of_scope")), "")
    if found == "writing" and any(codes(kind) for kind in ("row2", "row3", "row4", "rate")):
        return ""
    return "" if found == "blame" and codes("topic") else found


def _counts(query: Query, main: Sequence[str], breakdowns: Sequence[str]) -> bool:
    """申请 by itself means 本年新收 only where something is asked of it."""
    asks = bool(re.search("多少|最[多少高低]|谁|哪一?年|more|fewer|most", query.plain))
    asks = asks or bound_of(query.plain) is not None
    return query.counting or bool(main) or bool(breakdowns) or asks


def _first(operations: Sequence[str]) -> str:
    """The operation that decides, the first of the strongest."""
    deciding = [op for op in operations if op in DECIDING]
    strong = [op for op in operations if op not in SOFT]
    soft = [op for op in operations if op != "confirm"]
    found = next(iter(deciding or strong or soft or operations), "")
    return "parts" if found == "all" else found


def _place_other(
    items: list[str], breakdowns: list[str], blocks: Sequence[str]
) -> tuple[list[str], list[str]]:
    """其他 is a result after 复议, a kind of applicant after a row of table three."""
    if blocks:
        return [f"{block}_other" for block in blocks], breakdowns
    if "otherwise" in items:
        return ["otherwise_remaining" if c == "otherwise" else c for c in items], breakdowns
    if any(code in forms.indicators() and forms.indicators()[code].table == "3" for code in items):
        return items, [*breakdowns, "other_organisation"]
    return items, breakdowns
