"""A question as slots: whose report, which years, which figures, what to do with them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.lexicon import CHINESE, Token, normalise, read_words, unread
from assistant.places import Body, Catalogue, Mention
from assistant.years import Years, named_years, read_years
from ingest import forms
from ingest.clean import simplify

QUOTED = re.compile(r"[“\"「『]([\u3400-\u9fff]{2,20})[”\"」』]")
NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(件|条|份|项|次|个(?!工作日|月)|人次|人|万元|元|%|宗|起|requests|cases)?"
)
COUNT_WORDS = re.compile(r"多少件|几件|多少条|几条|多少份|几个|多少个|总共|一共|共计|how many|几次|多少次|多少人|多少元|多少钱")
OPERATIONS_OF_FIGURES = (
    "share", "results", "applicants", "reasons", "parts", "largest", "check", "confirm",
    "difference", "growth", "trend", "rank", "source", "sum",
)  # fmt: skip
SUITS = ("suit_direct", "suit_after_review")
BLOCKS = ("review_", "suit_")
Codes = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """The question as understood. items are indicator codes, rate codes or codes of readings;
    pairs is the year of each body where each comes with its own (宿迁2024年和江夏2021年); inherited
    names the slots carried from earlier turns, unread the words that nothing explains.
    """

    text: str
    plain: str
    language: str
    bodies: tuple[Body, ...] = ()
    mentions: tuple[Mention, ...] = ()
    years: tuple[int, ...] = ()
    period: Years | None = None
    pairs: tuple[int, ...] = ()
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
    odd = tuple(text[p.start : p.end] for p in periods if p.kind == "none")
    query = Query(
        text=question,
        plain=text,
        language=language_of(question),
        mentions=tuple(mentions),
        bodies=_bodies(mentions),
        years=named_years(text, periods),
        period=next((p for p in periods if p.kind not in ("years", "relative", "none")), None),
        pairs=_pairs(mentions, periods),
        premises=tuple(value for value, _, _ in numbers),
        unread=(*odd, *unread(text, [*read, *((s, e) for _, s, e in numbers)])),
        content=" ".join([_content(text, taken, tokens), *QUOTED.findall(simplify(question))]),
        tokens=tuple(tokens),
        counting=bool(COUNT_WORDS.search(text)),
    )
    return _with_meaning(query)


def _pairs(mentions: Sequence[Mention], periods: Sequence[Years]) -> tuple[int, ...]:
    """The years of the bodies, in their order, where bodies and years take turns; else ()."""
    years = [p for p in periods if p.kind in ("years", "relative")]
    if len(mentions) < 2 or len(mentions) != len(years) or any(len(y.years) != 1 for y in years):
        return ()
    order = sorted([(m.start, "body") for m in mentions] + [(y.start, "year") for y in years])
    turns = all(a[1] != b[1] for a, b in zip(order, order[1:], strict=False))
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
    empty = [(t.start, t.end) for t, k in zip(tokens, kinds, strict=True) if k <= {"filler", "narrative", "mention"}]
    kept = [
        " " if any(start <= at < end for start, end in (*taken, *empty)) else c
        for at, c in enumerate(text)
    ]
    return " ".join(re.findall(r"[\u3400-\u9fffa-z0-9%]+", "".join(kept)))


def _with_meaning(query: Query) -> Query:
    tokens = query.tokens

    codes = _codes(tokens)
    operations = codes("operation")
    rates_named = _rates(codes)
    items = [*rates_named, *codes("sum"), *codes("readings"), *_without_groups(query, _by_piece(query))]
    items = _without_subject(query, items, codes)
    items = [c for c in items if not (rates_named and c.endswith("_total") and c.startswith(BLOCKS))]
    main = [op for op in operations if op in OPERATIONS_OF_FIGURES] or _implied(query, codes)
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
        about=next(iter(codes("coverage")), ""),
        topics=tuple(codes("topic")),
        absent=next(iter([*codes("absent"), *codes("unstated")]), ""),
        out_of_scope=_outside(codes),
        narrative=bool(codes("narrative")),
        mention_of=bool(codes("mention")),
        why="why" in operations,
        direction=next(iter(directions), ""),
    )


def with_default_item(query: Query) -> Query:
    """A kind of applicant by itself asks for the requests received from it: 自然人多少件."""
    if query.items or not query.breakdowns or query.topics or query.about or query.absent:
        return query
    asks = query.counting or query.operation or "多少" in query.plain
    return replace(query, items=("requests_new",)) if asks else query


def _without_subject(query: Query, items: list[str], codes: Codes) -> list[str]:
    """逾期不补正的申请数量: 申请数量 only says what is counted, where another row is named with it."""
    known = forms.indicators()
    others = [c for c in items if c in known and known[c].table == "3" and c != "requests_new"]
    if "requests_new" not in items or not (others or codes("readings") or codes("sum")):
        return items
    rows = [t for t in query.tokens if any(t.code(k) for k in ("row3", "readings", "sum"))]
    subject = next((t for t in rows if t.code("row3") == "requests_new"), None)
    others_at = [t for t in rows if t is not subject]
    if subject is None or not others_at:
        return items
    nearest = min(others_at, key=lambda t: abs(t.start - subject.start))
    first, last = sorted((subject, nearest), key=lambda t: t.start)
    between = query.plain[first.end : last.start]
    apart = re.search(r"[和与及、,;?。]|以及|占|比|加|and|over", between) or "占" in query.plain
    return items if apart else [c for c in items if c != "requests_new"]


def _rates(codes: Codes) -> list[str]:
    """The rates named; 纠正率 is of the block that the question names: 行政诉讼的纠正率."""
    blocks = [b for b in codes("row4") if b != "review"]
    if not blocks or "review" in codes("row4"):
        return codes("rate")
    block = next((b for b in blocks if b in SUITS), "suit")
    return [c.replace("review_", f"{block}_", 1) if c.startswith("review_") else c for c in codes("rate")]


def _implied(query: Query, codes: Codes) -> list[str]:
    """占 makes a share; 复议结果 asks for the results."""
    if re.search(r"占(?!用)(?!了?(?:到|有)?(?:几|多少)[件个条次])", query.plain):
        return ["share"]
    if re.search(r"比.+[多少](?:收|办|了|出)*(?:多少|几)", query.plain):
        return ["difference"]
    return ["results"] if codes("row4") and not codes("column4") and "结果" in query.plain else []


def _outside(codes: Codes) -> str:
    """What the reports never hold; who is in charge of a task they do tell."""
    found = next(iter(codes("out_of_scope")), "")
    return "" if found == "blame" and codes("topic") else found


def _codes(tokens: Sequence[Token]) -> Codes:
    """The codes of a kind in the order of the tokens, every meaning of each."""
    return lambda kind: list(
        dict.fromkeys(m.code for t in tokens for m in t.meanings if m.kind == kind)
    )


def _by_piece(query: Query) -> list[str]:
    """The indicators of each question in a line; a later one leans on the row of the one before:
    复议一共几件？纠正几件？
    """
    found: list[str] = []
    blocks: list[str] = []
    for tokens in _pieces(query):
        codes = _codes(tokens)
        own = codes("row4")
        leans = not own and not codes("row2") and not codes("row3") and codes("column4")
        held = blocks if leans else own
        found += _indicators(lambda kind, c=codes, h=held: h if kind == "row4" else c(kind))
        blocks = own or blocks
    return list(dict.fromkeys(found))


def _pieces(query: Query) -> list[list[Token]]:
    ends = [m.start() for m in re.finditer(r"[?;。](?=.*\w)", query.plain)]
    for comma in re.finditer(",", query.plain):
        # Only where each side counts something of its own.
        sides = query.plain[: comma.start()], query.plain[comma.end() :]
        ends += [comma.start()] if all(COUNT_WORDS.search(side) for side in sides) else []
    pieces: list[list[Token]] = [[] for _ in range(len(ends) + 1)]
    for token in query.tokens:
        pieces[sum(end < token.start for end in ends)].append(token)
    return pieces


def _without_groups(query: Query, codes: list[str]) -> list[str]:
    """不予处理中的信访举报投诉: the group only says where the row stands, unless both are asked."""
    known = forms.indicators()
    spans = {t.code("row3"): t for t in query.tokens if t.code("row3")}
    dropped = set()
    for code in (c for c in codes if c in known and known[c].table == "3" and known[c].part_of in codes):
        one, other = spans.get(code), spans.get(known[code].part_of)
        if one is None or other is None:
            continue
        first, last = sorted((one, other), key=lambda t: t.start)
        between = query.plain[first.end : last.start]
        if not re.search(r"[和与及、,]|以及|占|and|share|percent|of", between):
            dropped.add(known[code].part_of)
    return [c for c in codes if c not in dropped]


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
    if "otherwise" in items:
        return ["otherwise_remaining" if c == "otherwise" else c for c in items], breakdowns
    if any(code in forms.indicators() and forms.indicators()[code].table == "3" for code in items):
        return items, [*breakdowns, "other_organisation"]
    return items, breakdowns


def _indicators(codes: Codes) -> list[str]:
    known = forms.indicators()
    threes = codes("row3")
    rows = codes("row2") or (codes("weak_row2") if codes("column2") else [])
    found = [*_table_two(rows, codes("column2"), codes("row4")), *_table_four(codes)]
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
    if "items_change" in columns:
        columns = [c for c in columns if c != "items_last_year"]
    for row in rows:
        # 项目数量 is of items in each row that has it; of procurement it counts projects.
        own = ["projects" if (row, c) == ("procurement", "items_last_year") else c for c in columns]
        named = [f"{row}_{c}" for c in own if f"{row}_{c}" in known]
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
