"""Questions over many bodies: rankings, filters, sums and lists, always with what they cover."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Row, body_text, row_of, with_evidence
from assistant.lookup import Quantity, Sheet, readings_of
from assistant.places import Body, Catalogue
from assistant.quantities import Asked, with_audit
from assistant.query import Query
from assistant.refusals import which_measure
from assistant.resolve import not_understood
from assistant.texts import bracketed, joined, names_joined, say, unit_text
from ingest.amounts import plain
from ingest.database import Database
from ingest.divisions import Division, gazetteer

LEVELS = {
    "county": r"区县|县区|市辖区|区|县|districts?|counties|county",
    "prefecture": r"地级市|设区市|城市|市|cities|city|prefectures?",
    "province": r"省份|省市区|省|provinces?",
    "town": r"街道|乡镇|乡|镇|towns?|streets?|subdistricts?",
    "department": r"部门|委办局|局|departments?",
    "": r"报告|年报|地方|地区|机关|单位|政府|body|bodies|places?|governments?|reports?",
}
QUANTIFIER = r"(?:哪一个|哪个|哪些|哪几个|各个|各|所有|全部|每个|多少个|几个|下面各|下属各|下辖各|which|what|all|each|every|rank|how many)"
GROUPS = {
    level: re.compile(rf"{QUANTIFIER}\s?(?:的)?(?:{words})(?![一-鿿]?政府信息)|(?:的|件)(?:{words})$")
    for level, words in LEVELS.items()
}
MOST = re.compile(r"最多|最高|最大|排名|排行|名列前茅|从高到低|前[一二三四五六七八九十\d]+名?|\btop\b|most|highest|largest|rank")
LEAST = re.compile(r"最少|最低|最小|从低到高|倒数|fewest|least|lowest|smallest|bottom")
FIRST = re.compile(r"前([一二三四五六七八九十]|\d{1,2})名?|top (\d{1,2})|倒数([一二三四五六七八九十]|\d{1,2})")
NONE_AT_ALL = re.compile(r"一件(?:申请)?(?:都|也)?(?:没|未)|没有收到|为0|为零|是0|零申请|received no|none at all")
BOUNDS = (
    (">=", re.compile(r"(?:不少于|至少|不低于|at least)\s?([\d.,]+)|([\d.,]+)\s?(?:件|%)?以上")),
    ("<=", re.compile(r"(?:不超过|不多于|不高于|at most)\s?([\d.,]+)|([\d.,]+)\s?(?:件|%)?以下")),
    (">", re.compile(r"(?:超过|大于|高于|多于|more than|over|above)\s?([\d.,]+)")),
    ("<", re.compile(r"(?:不到|少于|低于|小于|不足|fewer than|less than|under|below)\s?([\d.,]+)")),
)
WHO = re.compile(r"谁|哪|有哪些|哪里|who|which|找出|列出")
NATION = re.compile(r"全国|全中国|nationwide|in all of china|across china")
SUM = re.compile(r"全国|nationwide|across china|合计|总共|一共|共计|加起来|总和|in total|altogether|sum")
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
SMALL, SHOWN = 30, 20


@dataclass(frozen=True, slots=True)
class Group:
    """Which bodies are asked about: a level or scope, and the place they lie in."""

    level: str
    parent: Division | None = None


def group_of(query: Query) -> Group | None:
    """The group that a question is about, None where it is about named bodies."""
    level = next((name for name, words in GROUPS.items() if words.search(query.plain)), None)
    asks = MOST.search(query.plain) or LEAST.search(query.plain) or _bound(query.plain)
    if level is None:
        alone = asks and WHO.search(query.plain) and not query.mentions
        kinds = query.operation in ("largest", "reasons", "applicants") or "类" in query.plain
        level = "" if alone and not kinds else None
    if NATION.search(query.plain) and not query.mentions:
        level = level or ""
    if level is None or (query.mentions and not level):
        return None
    return Group(level, _parent(query))


def _parent(query: Query) -> Division | None:
    for mention in query.mentions[:1]:
        names = [b.division for b in mention.bodies if b.division] or [mention.name]
        return next(iter(gazetteer().named(names[0])), None)
    return None


def answer_group(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    """The bodies of a group in the order or sum asked for; what is missing is named."""
    left = _left(query)
    if left or not query.items:
        return not_understood(query, left) if left else which_measure(query)
    codes = readings_of(query.items[0]) or query.items
    if query.items[0] in ("rules", "normative", "fees") or (len(query.items) > 1):
        return not_understood(query, [query.plain])
    answers = [_of_one(replace(query, items=(c,)), group, catalogue, database) for c in codes]
    if len(answers) == 1:
        return answers[0]
    whole = answers[0]
    for answer in answers[1:]:
        whole = with_evidence(whole, answer.evidence)
        whole = replace(whole, text=f"{whole.text}\n{answer.text}", rows=(*whole.rows, *answer.rows))
    return replace(whole, query=query, value=None)


def _left(query: Query) -> list[str]:
    """The unread words that no wording of a group explains."""
    patterns = [*GROUPS.values(), MOST, LEAST, FIRST, NONE_AT_ALL, WHO, SUM, NATION, *(p for _, p in BOUNDS)]
    read = " ".join(m.group() for p in patterns for m in p.finditer(query.plain))
    return [w for w in query.unread if w not in read and not w.isdigit()]


def _of_one(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    bodies = [b for b in catalogue.bodies if _belongs(b, group)]
    year = _year(query, bodies)
    query = replace(query, years=(year,) if year else ())
    every = [Asked(query, Sheet(r, database)) for b in bodies if year and (r := b.report(year))]
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    found = [(a, a.sheet.quantity(query.items[0], breakdown)) for a in every]
    counted = [(a, q) for a, q in found if q.value is not None]
    if not counted:
        return _none_loaded(query, group, year)
    return _with_coverage(_told(query, group, counted), group, found, len(bodies) - len(every))


def _belongs(body: Body, group: Group) -> bool:
    parent = group.parent
    if parent and (not body.division.startswith(parent.path) or body.division == parent.path):
        return False
    if group.level in ("department", "town"):
        return body.scope == group.level
    return body.scope == "region" and group.level in ("", body.level)


def _year(query: Query, bodies: Sequence[Body]) -> int | None:
    if query.years:
        return query.years[-1]
    return max((y for b in bodies for y in b.years), default=None)


def _bound(text: str) -> tuple[str, Decimal] | None:
    if NONE_AT_ALL.search(text):
        return "=", Decimal(0)
    for sign, pattern in BOUNDS:
        if found := pattern.search(text):
            return sign, Decimal(next(g for g in found.groups() if g).replace(",", "").rstrip("."))
    return None


def _keeps(value: Decimal, bound: tuple[str, Decimal]) -> bool:
    sign, limit = bound
    checks = {">": value > limit, "<": value < limit, ">=": value >= limit, "<=": value <= limit, "=": value == limit}
    return checks[sign]


def _told(query: Query, group: Group, counted: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """The answer proper: a filter, a sum, the first of a ranking, or the whole list."""
    least = bool(LEAST.search(query.plain))
    ordered = sorted(counted, key=lambda pair: pair[1].value or Decimal(0), reverse=not least)
    bound = _bound(query.plain)
    if bound:
        kept = [pair for pair in ordered if _keeps(pair[1].value or Decimal(0), bound)]
        return _filtered(query, group, kept, ordered)
    if SUM.search(query.plain) and ordered[0][1].unit != "%":
        return _summed(query, group, ordered)
    first = FIRST.search(query.plain)
    limit = _number(next(g for g in first.groups() if g)) if first else SHOWN
    label = ordered[0][0].label(ordered[0][1])
    listed = _listed(ordered[:limit])
    if least or MOST.search(query.plain):
        top = [a for a, q in ordered if q.value == ordered[0][1].value]
        names = names_joined(query.language, [body_text(query.language, a.sheet.report) for a in top])
        key = ("rank_least" if least else "rank_most") + ("_rate" if ordered[0][1].unit == "%" else "")
        value = ordered[0][0].number(ordered[0][1])
        text = _say(query, group, key, label=label, names=names, value=value, list=listed)
        best = (plain(ordered[0][1].value or Decimal(0)), ordered[0][1].unit)
        return _table(query, text, ordered[:limit], best)
    return _table(query, _say(query, group, "rank_list", label=label, list=listed), ordered[:limit])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMERALS[text]


def _listed(pairs: Sequence[tuple[Asked, Quantity]]) -> str:
    """1. 名 数；equal numbers share a place."""
    parts = []
    for asked, quantity in pairs:
        place = 1 + next(n for n, (_, q) in enumerate(pairs) if q.value == quantity.value)
        name = f"{place}. {body_text(asked.language, asked.sheet.report)}"
        parts.append(f"{name}{asked.space}{asked.number(quantity)}{_formula(asked, quantity)}")
    return joined(pairs[0][0].language, parts) if pairs else ""


def _formula(asked: Asked, quantity: Quantity) -> str:
    return bracketed(asked.language, quantity.formula) if quantity.unit == "%" else ""


def _filtered(
    query: Query, group: Group, kept: Sequence[tuple[Asked, Quantity]], every: Sequence[tuple[Asked, Quantity]]
) -> Answer:
    label = every[0][0].label(every[0][1])
    if not kept:
        text = _say(query, group, "filter_none", label=label, count=len(every))
        return _table(query, text, every[:SHOWN], ("0", "个"))
    text = _say(query, group, "filter", label=label, count=len(kept), list=_listed(kept[:SHOWN]))
    return _table(query, text, kept[:SHOWN], (str(len(kept)), "个"))


def _summed(query: Query, group: Group, every: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """Areas added up, none that lies inside another one counted: its own are in that already."""
    inside = [a.sheet.report.division for a, _ in every]
    every = [
        (a, q) for a, q in every
        if not any(a.sheet.report.division != d and a.sheet.report.division.startswith(d) for d in inside)
    ]  # fmt: skip
    values = [q.value or Decimal(0) for _, q in every]
    unit, formula = every[0][1].unit, " + ".join(map(plain, values))
    value = f"{plain(sum(values, Decimal(0)))}{unit_text(query.language, unit)}"
    text = _say(
        query, group, "group_sum", label=every[0][0].label(every[0][1]), value=value, count=len(every),
        list=_listed(every[:SHOWN]),
    )  # fmt: skip
    answer = _table(query, text, every, (plain(sum(values, Decimal(0))), unit))
    return replace(answer, kind="derived", formula=formula)


def _table(
    query: Query, text: str, pairs: Sequence[tuple[Asked, Quantity]], value: tuple[str, str] | None = None
) -> Answer:
    rows: list[Row] = [row_of(a.sheet.report, q, query.language) for a, q in pairs]
    answer = Answer(query, "answered", text, kind="table", value=value, rows=tuple(rows))
    for asked, quantity in pairs:
        audited = with_audit(asked, replace(answer, findings=()), [quantity])
        answer = with_evidence(
            replace(answer, findings=(*answer.findings, *audited.findings)), audited.evidence
        )
    return answer


def _say(query: Query, group: Group, key: str, **values: object) -> str:
    return say(query.language, key, group=_name(query.language, group), year=query.years[0], **values)


def _name(language: str, group: Group) -> str:
    """The group in words: 武汉市各区县."""
    kind = say(language, f"group_{group.level or 'any'}")
    if group.parent is None:
        return kind
    return f"{kind} of {group.parent.full_name}" if language == "en" else f"{group.parent.full_name}{kind}"


def _none_loaded(query: Query, group: Group, year: int | None) -> Answer:
    text = say(query.language, "group_none", group=_name(query.language, group), year=year or "", of="年" if year else "")
    return Answer(query, "not_found", text, reason="not_loaded")


def _with_coverage(
    answer: Answer, group: Group, found: Sequence[tuple[Asked, Quantity]], elsewhere: int
) -> Answer:
    """How many are loaded of how many there are, and which were left out and why."""
    query = answer.query
    language = query.language
    known = _known(group, query.years[0])
    of = say(language, "coverage_of", known=known) if known else ""
    notes = [say(language, "coverage", year=query.years[0], group=_name(language, group), loaded=len(found), of=of)]
    left = [a for a, q in found if q.value is None]
    if left:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in left])
        notes.append(say(language, "coverage_left", names=names))
    if elsewhere:
        notes.append(say(language, "coverage_other_years", count=elsewhere, year=query.years[0]))
    small = [a for a, q in found if q.unit == "%" and q.operands and 0 < (q.operands[-1].value or 0) < SMALL]
    if small:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in small])
        notes.append(say(language, "coverage_small", names=names, limit=SMALL))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


def _known(group: Group, year: int) -> int:
    """How many divisions of the level there were in the year; 0 where that isn't known."""
    if group.level not in ("county", "prefecture", "province"):
        return 0
    divisions = {d.code for d in gazetteer().divisions if d.level == group.level and d.valid_in(year) and _under(d, group)}
    return len(divisions)


def _under(division: Division, group: Group) -> bool:
    return group.parent is None or division.under(group.parent)
