"""A share whose whole the question names: 不予处理里信访类占几成, 许可占三项总数的多少."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, together
from assistant.codes import (
    apart,
    base_of,
    cells_of,
    has_whole,
    holds,
    holds_column,
    is_plain,
    leaves,
    rates,
)  # fmt: skip
from assistant.figures.lists import answer_each_of
from assistant.figures.lookup import Quantity
from assistant.figures.named import KINDS
from assistant.figures.quantities import Asked
from assistant.figures.ratios import answer_share, answer_share_of_kind, narrows_whole
from assistant.figures.whole_first import Parted, Tokens, between, end_of_clause, whole_first
from assistant.query import Query
from assistant.question.cells import GROUPS
from assistant.question.named import codes_of, indicators_named, without_subject
from assistant.question.one_row import without_groups
from assistant.question.sides import clause_start
from assistant.resolve import not_understood
from ingest import forms

TAKES = re.compile(
    "占(?!用)|是(?=[^,;。]{1,12}的(?:几分之|百分之|几成))|"
    "as an? (?:share|percentage|proportion|percent) of"
)
# 不予处理的里头, 其他处理的469件里: what is told next stands within it.
WITHIN = re.compile(
    "\\)?的?(?:[那这](?:些|批|么多|部分|几?[类件]|一?大?[块摊项])?)?(?:\\d+件)?的?"
    "(?:政府信息公开|信息公开)?"
    "(?:申请人?|案件|案子|官司|答复|决定|件数|总数|总量|数)?的?"
    "(?:里面|里头|里边|当中|之中|其中|里有|里|中|内)|"
    "(?:提出?|提交|递交?)?的?申请(?=被|予以|不予|无法|部分|遭|获)| requests? (?:were|was|got)"
)
# 企业提的35件申请，答复不掌握的占几成: a number told says 里, too.
OF_IT = re.compile("其中|里面|里头")
COUNTED = re.compile("\\d+件")
EACH = re.compile("各|分别|each|respectively")
SHARE_OF = "(?:share|percentage|percent|proportion|part|fraction) of "
AMONG = re.compile(f"{SHARE_OF}(?P<part>.+?) (?:among|within|out of) (?P<whole>.+)")
WAS = re.compile(f"{SHARE_OF}(?P<whole>.+?) (?:was|were|got|ended|is|are|did) (?P<part>.+)")
OF_REQUESTS = re.compile("占[^,;。]*申请")


@dataclass(frozen=True)
class Share:
    """A row or sum in a column, and the row and column that it is a share of."""

    code: str
    breakdown: str
    base: tuple[str, str]

    def of(self, asked: Asked) -> Quantity:
        """The share in a report."""
        return asked.sheet.share(self.code, self.breakdown, self.base)


@dataclass(frozen=True)
class Side:
    """What stands on one side of a share: rows to be added up, a kind of applicant, or both."""

    codes: tuple[str, ...]
    breakdown: str


def answer_share_of_named(asked: Asked) -> Answer | None:
    """The share of what is named in the whole that is named; None where that doesn't hold it."""
    takes = [found.start() for found in TAKES.finditer(asked.query.plain)]
    if asked.query.operation == "share" and len(led := whole_first(asked.query)) > 1 and not takes:
        shares = [share_of(asked, *_sides(asked.query, parted)) for parted in led]
        told = [_answer(asked, share) for share in shares if share]
        named = len(told) == len(led)
        return together(told) if named else not_understood(asked.query, [asked.query.plain])
    if asked.query.operation == "share" and len(takes) > 1:
        again = any(asked.query.plain[at - 1] in "、和" for at in takes)
        each = _each(asked, takes)
        return each or (not_understood(asked.query, [asked.query.plain]) if again else None)
    share = share_named(asked)
    return _answer(asked, share) if share else None


def _answer(asked: Asked, share: Share) -> Answer:
    answer = _told(asked, share)
    added = "+" in share.code + share.base[0] + share.breakdown
    own = share.base == base_of(share.code, share.breakdown)
    if added or own or share.base[1] != share.breakdown:
        return answer
    # 2023年呢 asks for a share of the same whole.
    columns = (share.breakdown,) if share.breakdown else ()
    items = (share.code, share.base[0])
    return replace(answer, query=replace(asked.query, items=items, breakdowns=columns))


def _told(asked: Asked, share: Share) -> Answer:
    if "+" in share.code and EACH.search(asked.query.plain):
        return answer_each_of(asked, share.code.split("+"), share.base[0], share.breakdown)
    row, column = share.base
    if column and column == share.breakdown and narrows_whole(asked.query, share.code, row):
        return answer_share_of_kind(asked, share.code, column, row)
    return answer_share(asked, share.code, share.breakdown, share.base)


def share_named(asked: Asked) -> Share | None:
    """The one share whose part and whole the question names."""
    query, takes = asked.query, [found.start() for found in TAKES.finditer(asked.query.plain)]
    if query.operation != "share" or len(takes) > 1:
        return None
    parted = _in_english(query) or next(iter(whole_first(query)), None)
    parted = parted or within(query, takes) or beside(query, takes)
    if parted is None:
        return _of_turns(query) or _of_its_group(query)
    part, whole = _sides(query, parted)
    if not parted[1] and "indicators" in query.inherited:
        # 占企业申请的几成 after 企业的公开了几件.
        part = Side(query.items, next(iter(query.breakdowns), ""))
    return share_of(asked, part, whole)


def _of_turns(query: Query) -> Share | None:
    """差几个百分点 after a share: that one, of the whole that the turns before named."""
    if "indicators" not in query.inherited or len(query.items) != 2 or len(query.breakdowns) > 1:
        return None
    (part, whole), column = query.items, "".join(query.breakdowns)
    known = is_plain(part) and is_plain(whole) and holds((whole,), part)
    return Share(part, column, (whole, column)) if known else None


def _of_its_group(query: Query) -> Share | None:
    """其他处理里的“其他”占几成: a row that is named with its group in front is of that."""
    named = [t for t in query.tokens if any(t.code(kind) for kind in KINDS)]
    code = named[0].code("row3") if len(named) == 1 else ""
    row = forms.indicators().get(code)
    group = forms.indicators().get(row.part_of) if row else None
    if row is None or group is None or group.code not in GROUPS:
        return None
    inside = re.match(f"{re.escape(group.name)}的?(?:[里中内]|当中|之中)", named[0].text)
    return Share(code, "", (group.code, "")) if inside and not query.breakdowns else None


def _each(asked: Asked, takes: Sequence[int]) -> Answer | None:
    """申请人里企业占多少，个人占多少; 无法提供占多少，其中不掌握的占多少: a share a clause."""
    query = asked.query
    inside = within(query, takes[:1])
    whole: Tokens = inside[0] if inside else ()
    before: Tokens = ()
    shares = []
    for at, behind in zip(takes, [*takes[1:], len(query.plain)], strict=True):
        start, again = clause_start(query.plain, at), query.plain[at - 1] in "、和"
        part = [t for t in between(query, start, at) if t not in whole and not again]
        own = between(query, at, min(behind, end_of_clause(query.plain, at)))
        own = own or (list(before) if OF_IT.search(query.plain, start, at) else whole)
        part = part or list(before)  # 占不予处理几成、占办结几成
        sides = _sides(query, (own, part))
        shares.append(share_of(asked, *sides) if own else _of_form(asked, part))
        before = part
    told = [_answer(asked, share) for share in shares if share]
    return together(told) if len(told) == len(takes) else None


def _of_form(asked: Asked, tokens: Tokens) -> Share | None:
    """A share of the whole that the form has for what is named."""
    part = side_of(asked.query, tokens)
    rows = part.codes or (("requests_new",) if part.breakdown else ())
    if len(rows) != 1 or not is_plain(rows[0]) or not has_whole(rows[0], part.breakdown):
        return None
    return Share(rows[0], part.breakdown, base_of(rows[0], part.breakdown))


def share_of(asked: Asked, part: Side, whole: Side) -> Share | None:
    """The share of one side in the other, where the form has the one within the other."""
    rows, base = part.codes, _widest(whole.codes)
    if not (base or whole.breakdown) or not (rows or part.breakdown):
        return None
    column = part.breakdown or whole.breakdown
    base = base or (_received(asked, whole.breakdown) if rows else "requests_new",)
    # 答复了多少申请，占受理的多少: the whole is no part of itself.
    rows = tuple(code for code in rows if code not in base) or rows or base
    if not all(map(is_plain, (*rows, *base))) or not holds_column(whole.breakdown, column):
        return None
    rate = rates().get(f"{rows[0]}_rate") if len(rows) == 1 else None
    own = rate and {*rate.whole} == {cell for code in base for cell in cells_of(code)}
    if rate and rate.minus and own and not COUNTED.search(asked.query.plain):
        # 行政诉讼中败诉的比例 is the rate, of what is decided; 24件诉讼里 says of which.
        return None
    if not (apart(map(leaves, rows)) and apart(map(leaves, base))):
        return None
    same = rows == base and column == whole.breakdown
    if same or not all(holds(base, code) for code in rows):
        return None
    code, row, of = "+".join(rows), "+".join(base), whole.breakdown
    return Share(code, column, (row, of or column * narrows_whole(asked.query, code, row)))


def _in_english(query: Query) -> Parted | None:
    """Whole and part of what share of company requests was granted, of petitions among those not
    processed.
    """
    found = AMONG.search(query.plain) or WAS.search(query.plain)
    if query.language != "en" or found is None:
        return None
    whole, part = (between(query, *found.span(side)) for side in ("whole", "part"))
    return (whole, part) if whole and part else None


def within(query: Query, takes: Sequence[int]) -> Parted | None:
    """Whole and part of 不予处理里信访类占几成, 其他处理的469件里逾期不补正占多少."""
    # 复议中其他结果在审结数里占几成: the last is the whole.
    for token in reversed(query.tokens):
        named = any(token.code(kind) for kind in (*KINDS, "weak"))
        found = WITHIN.match(query.plain, token.end) if named else None
        if found is None:
            continue
        end = next((at for at in takes if at > found.end()), len(query.plain))
        behind = between(query, end, end_of_clause(query.plain, end))
        part = between(query, found.end(), end)
        whole = between(query, clause_start(query.plain, token.start), found.start())
        if not part and (cut := query.plain.rfind("在", 0, token.start)) >= 0:
            # 信访类在不予处理中的占比
            part, whole = ([t for t in whole if (t.start < cut) is side] for side in (True, False))
        if not behind and part:
            return whole, part
    return None


def beside(query: Query, takes: Sequence[int]) -> Parted | None:
    """Whole and part of A占B的几成; of 企业提的35件申请，答复不掌握的占几成."""
    if not takes:
        return None
    start = clause_start(query.plain, takes[0])
    part = between(query, start, takes[0])
    before = between(query, clause_start(query.plain, max(0, start - 1)), start)
    # 占新收的比例（五类组织里的“其他”）: a bracket behind only says what the part is.
    told = query.plain[: end_of_clause(query.plain, takes[0])]
    bracket = told.find("(", takes[0]) if told.endswith(")") else -1
    behind = between(query, takes[0], bracket if bracket > 0 else len(told))
    if behind:
        return behind, part or before
    counted = query.premises and COUNTED.search(query.plain[:start])
    return (before, part) if counted and before and part else None


def side_of(query: Query, tokens: Tokens) -> Side:
    """The rows and kinds of applicant that some tokens of a question name."""
    own = replace(query, tokens=tuple(tokens))
    codes = codes_of(tokens)
    columns = "+".join(dict.fromkeys(codes("breakdown")))
    named = (*codes("rate"), *codes("readings"), *codes("sum"), *codes("annex"))
    rows = without_groups(own, [*named, *indicators_named(own)])
    if {"requests_new", "carried"} <= {*rows}:
        # 新收加结转: what is added to what came in is what was carried into the year.
        return Side(("requests_handled",), columns)
    rows = without_subject(own, rows, codes)
    return Side(tuple(dict.fromkeys(rows)), columns)


def _sides(query: Query, parted: Parted) -> tuple[Side, Side]:
    """Part and whole."""
    whole, part = parted
    if _leans(whole, part):
        # 24件直接起诉里维持的: what is held up are those suits.
        part = [*(t for t in whole if t.code("row4")), *part]
    elif _leans(part, whole):
        # 复议其他结果占审结的几成
        whole = [*(t for t in part if t.code("row4")), *whole]
    return side_of(query, part), side_of(query, whole)


def _widest(codes: Sequence[str]) -> tuple[str, ...]:
    """要办的申请（新收加旧件）: what only says how a sum is made is no whole beside it."""
    return tuple(c for c in codes if not any(leaves(c) < leaves(other) for other in codes))


def _leans(named: Tokens, result: Tokens) -> bool:
    """Whether one side is a result whose kind of case only the other names."""
    return any(t.code("column4") for t in result) and not any(t.code("row4") for t in result)


def _received(asked: Asked, column: str) -> str:
    """What a kind of applicant by itself is the whole of: the requests dealt with, or those
    received where their number is told or a result is said to be of them (占企业申请的几成).
    """
    told = asked.sheet.quantity("requests_new", column).value in asked.query.premises
    return "requests_new" if told or OF_REQUESTS.search(asked.query.plain) else "results_total"
