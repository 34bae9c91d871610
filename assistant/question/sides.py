"""Words of disclosing, handling and getting where they are set against requests or another row.

公开, 处理 and 拿到 say nothing in 公开申请有几件; in 公开的申请有几件, 申请里公开的有几件,
比处理的多几件 and 公开的占几成 they are what is asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from assistant.query import Query
from assistant.question.as_requests import of_requests
from assistant.question.beside import all_beside_one, requests_beside
from assistant.question.lexicon import Meaning, Token
from assistant.question.one_row import result_named

ROWS = ("row2", "row3", "row4", "column4", "rate", "readings", "sum", "annex")
# What is told of a thing once it is named: 自然人申请里, 这些申请当中.
WITHIN = re.compile("的?(?:[那这][些批])?(?:里面|里头|里边|当中|之中|其中|里有|里|中|内)")
# 归到信访里的申请 are those, and none of them.
PUT_UNDER = re.compile("(?:[归算划列放落计记填]|归[类并])[到在入进于]$")
INSIDE = re.compile("(?<=[^,;。?!])(?:里面|里头|里边|当中|之中),?")
END = re.compile("[;。?!]|$")
# 收到的比处理的多几件, 公开的比不公开的少多少; no 比例 and no 同比.
AGAINST = re.compile("(?<![同环占对相类无可])比(?![例重率值较方如起])")
FAR = re.compile("[多少高低大小](?=了|出|多|少|几|一|\\d|[吗么?。,]|$)")
SHARE = re.compile("占|几成|百分之")
ASIDE = re.compile(".*[,;。?!]")
# 公开几件, 有几件公开了, 那20件公开的: counted by the case, disclosing is a result.
COUNTED = re.compile(
    r"(?:多少|几|\d)件(?:申请)?(?:是|被|给|获)*(?P<behind>公开(?:了|的)?(?!申请|信息|政府))|"
    r"(?<![分予不未没全动息务请求想])(?P<ranked>公开)(?:得|的(?:件数|数量?)?)最[多少高低]|"
    r"(?<![分予不未没全动])(?P<before>公开(?:了|的)?)(?:有|是)?(?:多少|几|\d+)件(?!的?(?:政[府务])?信息)"
)
# 公开的申请, 公开的企业申请: those disclosed; 信息公开的申请 and 提出公开的申请 are all of them.
DONE_WITH = re.compile(
    "(?<![息务府请求出交到收])公开(?:了|过)?的(?!政?府?信息)(?=[^,;。?的]{0,6}申请(?!人|者|公开))"
)
# 公开和不公开各多少, 公开的多还是无法提供的多: what is joined to a row is one.
JOINED = re.compile("的?[多少]?(?:和|与|跟|同|、|或者?|还是)")
DISCLOSED = re.compile("被?(?:给|已|获)?公开(?:了|过|掉|出来)?的?")
HANDLED = re.compile("被?(?:处理|办理|办)(?:了|掉|过)?的?")
GOT = re.compile("(?:拿|得|要|获)(?:到|得)(?:手|了|的|过)*")
MEANINGS = ((DISCLOSED, Meaning("row3", "granted")), (HANDLED, Meaning("row3", "results_total")),
            (GOT, Meaning("readings", "obtained")))  # fmt: skip
# 自然人和总计: beside a kind of applicant, the column of all of them.
ALL_OF_THEM = (Meaning("breakdown", "total"),)
# 行政处罚占三项的比重: licences, penalties and coercive measures.
DECISIONS, THREE = (Meaning("sum", "decisions"),), re.compile("[这那]?三[项类种者]")
ACTS = {"licences", "penalties", "coercion"}
# 占办理结果的几成, 办理结果中不予公开占几成: of all; 办理结果如何 asks for each.
ALL_RESULTS, RESULTS = (Meaning("row3", "results_total"),), re.compile("在?(?:[办处]理|答复)结果")
OF_RESULTS = re.compile("占[了到据]?(?:全部|所有|各[类种项]|总)?的?$")
TOTAL = re.compile("总计|合计|总数")
BESIDE = re.compile("的?(?:和|与|跟|及|、|加上?|占)")
BY_OTHERS = re.compile("(?<![不没未有能])(?:被|获得?|得到)$")
REQUESTS = ("申请", "申请数", "申请量")
COUNTS = re.compile(
    "[之的总]和|合计|相加|[一总]共|[之相]差|差额|多少|几[件个]|各|分别|件数|数量|数[?。]*$"
)
# 的申请公开几件, 申请公开了几件; 申请公开几件 asks how many were made.
OF_THEM = re.compile(
    "(?:(?<=[^年度]的)|(?<=[件些]))申请公开了?(?=[有是]?(?:多少|几[件个份宗])(?!.{0,2}信息)|[吗没])|"
    "申请公开了(?=[有是]?(?:多少|几[件个份宗])(?!.{0,2}信息))"
)
OF_REQUESTS = (Meaning("weak", "requests_new"), Meaning("filler", "subject"))
# Small words that say something where nothing else does.
SAYING = ("doing", "light", "subject")
Span = tuple[int, int]


def with_sides(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those that name a side by themselves read as what they mean there."""
    tokens = _with_requests(text, [own for token in tokens for own in _torn(text, token)])
    sides = [span for span in _sides(text, tokens) if not _named(tokens, span)]
    told = [_told(t) if any(s <= t.start < e for s, e in sides) else t for t in tokens]
    told = [_passive(text, t) for t in told]
    told = [replace(t, meanings=ALL_RESULTS) if _of_results(text, t, told) else t for t in told]
    totals, three = set(_totals(text, told)), set(_of_three(text, told))
    told = [replace(t, meanings=ALL_OF_THEM) if t.start in totals else t for t in told]
    told = [replace(t, meanings=DECISIONS) if t.start in three else t for t in told]
    return result_named(text, of_requests(text, told))


def _passive(text: str, token: Token) -> Token:
    """自然人被公开的和企业被公开的各多少: what was disclosed, and no word of the subject."""
    own = BY_OTHERS.search(text, 0, token.start) and token.text in ("公开", "公开的", "公开了")
    told = own and token.code("filler") and not token.code("row3")
    return replace(token, meanings=(Meaning("row3", "granted"),)) if told else token


def _with_requests(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """申请和公开各多少: requests joined to a row, or to what is done with them, are a row too."""
    tokens = all_beside_one(text, requests_beside(text, tokens))
    if not COUNTS.search(text):
        return tokens
    begun = {token.start: token for token in tokens}
    made: dict[int, Meaning] = {}
    for one in (t for t in tokens if t.text in REQUESTS and t.code("weak")):
        joined = JOINED.match(text, one.end)
        other = begun.get(joined.end()) if joined else None
        row = other and other.code("row3")
        if other and (row or DISCLOSED.fullmatch(other.text)):
            made[one.start] = Meaning("row3", "requests_new")
            if not row:
                made[other.start] = Meaning("row3", "granted")
    return [replace(t, meanings=(made[t.start],)) if t.start in made else t for t in tokens]


def _torn(text: str, token: Token) -> Sequence[Token]:
    """企业的申请公开了几件: how many of them were, and no word for what all requests are."""
    found = OF_THEM.match(text, token.start)
    if found is None or not token.code("filler") or not token.text.startswith("申请公开"):
        return [token]
    cut, done = token.start + 2, max(token.end, found.end())
    asked = Token(token.start, cut, text[token.start : cut], OF_REQUESTS)
    return [asked, Token(cut, done, text[cut:done], (Meaning("row3", "granted"),))]


def set_inside(query: Query) -> str:
    """里头 between two things named in a clause: the one is asked for as a part of the other."""
    named = [t for t in query.tokens if any(t.code(kind) for kind in (*ROWS, "breakdown"))]
    for found in INSIDE.finditer(query.plain):
        start, end = found.span()
        whole = any(t.end <= start and not ASIDE.match(query.plain[t.end : start]) for t in named)
        part = any(end <= t.start and not ASIDE.match(query.plain[end : t.start]) for t in named)
        if whole and part:
            return found[0].rstrip(",")
    return ""


def left_on_sides(query: Query) -> list[str]:
    """What stands on a side that names no figure, applicant or operation, though it says something:
    申请里办过证的; both sides of 制定的比废止的少几件, of rules or of documents.
    Beside 比 only where one report is asked: 比去年收的 names a year.
    """
    apart = max(len(query.years), len(query.bodies)) > 1 or query.period is not None
    against = [] if apart else list(_against(query.plain))
    # 受理的申请比新收的多几件: nothing is set against itself, nor against the year before.
    one = len(query.items) == 1 and len(query.breakdowns) < 2
    itself = one and bool(against) and all(_named(query.tokens, side) for side in against)
    several = len(query.items) > 2 and query.operation in ("difference", "growth")
    if against and (itself or several):
        return [query.plain[start:end] for start, end in against]
    left = []
    for start, end in (*_within(query.plain, query.tokens), *against):
        held = [t for t in query.tokens if start <= t.start < end]
        if not any(m.kind not in ("filler", "weak") for t in held for m in t.meanings):
            left += [t.text for t in held if t.code("weak") or t.code("filler") in SAYING]
    return left


def _sides(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Behind 申请里 and right before it; before and behind 比; before 占; 公开 beside a number of
    cases.
    """
    yield from _within(text, tokens)
    yield from _before_within(text, tokens)
    yield from _against(text)
    yield from _joined(text, tokens)
    yield from (found.span() for found in DONE_WITH.finditer(text))
    for counted in COUNTED.finditer(text):
        yield counted.span(counted.lastgroup or 0)
    if share := SHARE.search(text):
        yield clause_start(text, share.start()), share.start()


def _joined(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    begun = {token.start: token for token in tokens}
    for one in tokens:
        joined = JOINED.match(text, one.end)
        other = begun.get(joined.end()) if joined else None
        if other and _is_result(one) != _is_result(other):
            told = other if _is_result(one) else one
            yield told.start, told.end


def _is_result(token: Token) -> bool:
    return bool(token.code("row3") or token.code("readings"))


def _totals(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    for one, other in permutations(tokens, 2):
        first, last = sorted((one, other), key=lambda t: t.start)
        total = other.code("filler") and TOTAL.fullmatch(other.text)
        if one.code("breakdown") and total and BESIDE.fullmatch(text[first.end : last.start]):
            yield other.start


def _of_three(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    rows = {t.code("row2") for t in tokens if t.code("row2")}
    for token in tokens if rows and rows <= ACTS else ():
        if THREE.fullmatch(token.text) and text[: token.start].endswith("占"):
            yield token.start


def _of_results(text: str, token: Token, tokens: Sequence[Token]) -> bool:
    """Whether the results of which a share is asked for are meant, and not what they were."""
    if not RESULTS.fullmatch(token.text):
        return False
    within = WITHIN.match(text, token.end)
    inside = within and SHARE.search(text, within.end())
    named = any(t.code("row3") for t in tokens if t is not token)
    return bool(OF_RESULTS.search(text, 0, token.start) or (inside and named))


def _within(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    for token in tokens:
        named = any(token.code(kind) for kind in ("weak", "breakdown", "row3"))
        put = PUT_UNDER.search(text, 0, token.start)
        if named and not put and (within := WITHIN.match(text, token.end)):
            yield within.end(), _end(text, within.end())


def _before_within(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """公开的申请里: those disclosed; 公开申请里 and 要求公开的申请里 are all of them."""
    for one, other in pairwise(t for t in tokens if t.text != "的"):
        within = other.code("weak") and WITHIN.match(text, other.end)
        asked = text[: one.start].endswith(("要求", "申请", "信息", "想", "请求"))
        told = text[one.start : other.start].endswith(("的", "了"))
        if within and told and other.start - one.end < 2 and not asked:
            yield one.start, one.end


def _against(text: str) -> Iterator[Span]:
    if (against := AGAINST.search(text)) and (far := FAR.search(text, against.end() + 1)):
        yield clause_start(text, against.start()), against.start()
        yield against.end(), far.start()


def clause_start(text: str, at: int) -> int:
    """Where the clause begins that a place of a text lies in."""
    before = ASIDE.match(text[:at])
    return before.end() if before else 0


def _end(text: str, at: int) -> int:
    found = END.search(text, at)
    return found.start() if found else len(text)


def _named(tokens: Sequence[Token], side: Span) -> bool:
    held = (t for t in tokens if side[0] <= t.start < side[1])
    return any(m.kind in ROWS for t in held for m in t.meanings)


def _told(token: Token) -> Token:
    if not token.code("filler"):
        return token
    meaning = next((m for pattern, m in MEANINGS if pattern.fullmatch(token.text)), None)
    return replace(token, meanings=(meaning,)) if meaning else token
