"""A question as slots: whose report, which years, which figures, what to do with them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.lexicon import CHINESE, Token, normalise, read_words, unread
from assistant.places import Body, Catalogue, Mention
from assistant.years import Years, read_years
from ingest import forms
from ingest.clean import simplify

NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(件|条|份|项|次|个(?!工作日|月)|人次|人|万元|元|%|宗|起|requests|cases)?"
)
COUNT_WORDS = re.compile(r"多少件|几件|多少条|几条|多少份|几个|多少个|总共|一共|共计|how many|几次|多少次|多少人|多少元|多少钱")
OPERATIONS_OF_FIGURES = (
    "share", "results", "applicants", "reasons", "parts", "largest", "check", "confirm",
    "difference", "growth", "trend", "rank", "source", "sum",
)  # fmt: skip
SUITS = ("suit_direct", "suit_after_review")
Codes = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """The question as understood. items are indicator codes, rate codes or codes of readings;
    inherited names the slots carried from earlier turns, unread the words that nothing explains.
    """

    text: str
    plain: str
    language: str
    bodies: tuple[Body, ...] = ()
    mentions: tuple[Mention, ...] = ()
    years: tuple[int, ...] = ()
    period: Years | None = None
    items: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    operation: str = ""
    about: str = ""
    topics: tuple[str, ...] = ()
    absent: str = ""
    out_of_scope: str = ""
    narrative: bool = False
    mention_of: bool = False
    counting: bool = False
    why: bool = False
    direction: str = ""
    premises: tuple[Decimal, ...] = ()
    unread: tuple[str, ...] = ()
    content: str = ""
    inherited: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()

    @property
    def places_named(self) -> bool:
        """Whether the question itself names a place or body."""
        return bool(self.mentions)


def language_of(question: str) -> str:
    """zh-Hans, zh-Hant or en, by the letters the question is written in."""
    if not CHINESE.search(question):
        return "en" if re.search(r"[A-Za-z]", question) else "zh-Hans"
    chinese = "".join(CHINESE.findall(question))
    return "zh-Hant" if simplify(chinese) != chinese else "zh-Hans"


def read_query(question: str, catalogue: Catalogue, today: date) -> Query:
    """Read one question by itself; slots it doesn't name stay empty."""
    text = normalise(question)[:2000]
    mentions = catalogue.mentions(text)
    periods = read_years(text, today)
    taken = [(m.start, m.end) for m in mentions] + [(p.start, p.end) for p in periods]
    tokens = read_words(text, sorted(taken))
    numbers = _numbers(text, [*taken, *((t.start, t.end) for t in tokens if t.code("filler") == "")])
    read = [*taken, *((t.start, t.end) for t in tokens)]
    query = Query(
        text=question,
        plain=text,
        language=language_of(question),
        mentions=tuple(mentions),
        bodies=_bodies(mentions),
        years=_named_years(periods),
        period=next((p for p in periods if p.kind != "years"), None),
        premises=tuple(value for value, _, _ in numbers),
        unread=tuple(unread(text, [*read, *((s, e) for _, s, e in numbers)])),
        content=_content(text, taken, tokens),
        tokens=tuple(tokens),
        counting=bool(COUNT_WORDS.search(text)),
    )
    return _with_meaning(query)


def _bodies(mentions: Sequence[Mention]) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(body for mention in mentions for body in mention.bodies))


def _named_years(periods: Sequence[Years]) -> tuple[int, ...]:
    """The years named; a relative one beside a written one only repeats it."""
    return tuple(dict.fromkeys(year for p in periods if p.kind == "years" for year in p.years))


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[Decimal, int, int]]:
    found = []
    for m in NUMBER.finditer(text):
        if any(start < m.end() and m.start() < end for start, end in taken if end - start > 1):
            continue
        found.append((Decimal(m[1].replace(",", "") + (m[2] or "")), m.start(), m.end()))
    return found


def _content(text: str, taken: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> str:
    """The words of the question without place, year and words that carry no meaning."""
    empty = [(t.start, t.end) for t in tokens if t.code("filler") and len(t.meanings) == 1]
    kept = [
        " " if any(start <= at < end for start, end in (*taken, *empty)) else c
        for at, c in enumerate(text)
    ]
    return " ".join(re.findall(r"[\u3400-\u9fffa-z0-9%]+", "".join(kept)))


def _with_meaning(query: Query) -> Query:
    tokens = query.tokens

    def codes(kind: str) -> list[str]:
        return list(dict.fromkeys(code for t in tokens if (code := t.code(kind))))

    operations = codes("operation")
    items = [*codes("rate"), *codes("readings"), *_indicators(codes)]
    main = [op for op in operations if op in OPERATIONS_OF_FIGURES]
    directions = [op for op in operations if op in ("rose", "fell")]
    breakdowns = codes("breakdown")
    if any(t.code("other") for t in tokens):
        items, breakdowns = _place_other(items, breakdowns, codes("row4"))
    if not items and breakdowns and codes("weak") and "parts" not in main:
        items = ["requests_new"]
    weak = codes("weak")
    return replace(
        query,
        items=tuple(dict.fromkeys(items or (weak if _counts(query, main, breakdowns) else []))),
        breakdowns=tuple(breakdowns),
        operation=_first(main),
        about=next(iter(codes("coverage")), ""),
        topics=tuple(codes("topic")),
        absent=next(iter(codes("absent")), ""),
        out_of_scope=next(iter(codes("out_of_scope")), ""),
        narrative=bool(codes("narrative")),
        mention_of=bool(codes("mention")),
        why="why" in operations,
        direction=next(iter(directions), ""),
    )


def _counts(query: Query, main: Sequence[str], breakdowns: Sequence[str]) -> bool:
    """申请 by itself means 本年新收 only where something is asked of it."""
    return query.counting or bool(main) or bool(breakdowns) or "多少" in query.plain


def _first(operations: Sequence[str]) -> str:
    """The operation that decides: confirming is weaker than any other."""
    strong = [op for op in operations if op not in ("confirm", "parts", "trend")]
    return next(iter(strong or operations), "")


def _place_other(
    items: list[str], breakdowns: list[str], blocks: Sequence[str]
) -> tuple[list[str], list[str]]:
    """其他 is a result after 复议, a kind of applicant after a row of table three."""
    if blocks:
        return [f"{block}_other" for block in blocks], breakdowns
    if any(code in forms.indicators() and forms.indicators()[code].table == "3" for code in items):
        return items, [*breakdowns, "other_organisation"]
    return items, breakdowns


def _indicators(codes: Codes) -> list[str]:
    known = forms.indicators()
    threes = codes("row3")
    found = [*_table_two(codes("row2"), codes("column2"), codes("row4")), *_table_four(codes)]
    if found and threes:
        # 复议维持 and 处罚收到 name a row of their own table; what receives is only a verb there.
        threes = [code for code in threes if code not in ("requests_new", "results_total")]
    found += threes
    return [c for c in found if c in known or c.startswith("suit_") or c in ("rules", "normative")]


def _table_two(rows: list[str], columns: list[str], blocks: list[str]) -> list[str]:
    known = forms.indicators()
    if not rows and columns and not blocks:
        rows = ["rules", "normative"] if {"issued", "repealed", "in_force"} & set(columns) else []
        columns = [c for c in columns if c in ("issued", "repealed", "in_force")]
    found = []
    for row in rows:
        named = [f"{row}_{c}" for c in columns if f"{row}_{c}" in known]
        default = {"fees": "collected", "procurement": "amount"}.get(row, "decided")
        found += named or ([f"{row}_{default}"] if f"{row}_{default}" in known else [row])
    return found


def _table_four(codes: Codes) -> list[str]:
    blocks = codes("row4")
    results = codes("column4")
    if "suit" in blocks and any(b in SUITS for b in blocks):
        blocks = [b for b in blocks if b != "suit"]
    if "review" in blocks and "suit_after_review" in blocks and "suit" not in blocks:
        blocks = [b for b in blocks if b != "review"]
    if not blocks and results and not codes("row2"):
        blocks = ["review", "suit"]
    return [f"{block}_{result}" for block in blocks for result in results or ["total"]]
