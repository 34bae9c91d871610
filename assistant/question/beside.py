"""新收申请 beside a row of another table: a row of its own, and no verb of the other.

收到 says nothing in 复议收到几件; in 新收申请和行政复议各几件 what came in is asked for, too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.query import Query
from assistant.question.cells import VERBS
from assistant.question.lexicon import Meaning, Token

# What sets one number against another.
SETTING = ("difference", "ratio", "times")
ROWS = ("row2", "row3", "row4", "column4", "rate", "readings", "sum")
# What names the row as a thing: 收到 alone is done with cases, too.
THING = re.compile("申请|新[收增]|公开|办[理结].*[数量计]|request|application|disclos|grant")
OF_REQUESTS = re.compile(
    "(?:到|了|的|多少|几|[件份个]|新|全部|所有|(?:政府)?信息公开|公开)*申请|"
    "(?:of |new )*requests?\\b"
)
OF_THOSE = re.compile("里面?的?$|[中内]的?$|被$")
# What joins two rows, or sets the one against the other.
JOINT = re.compile(
    "[,;:?/、和与跟及同比较减加除÷+=占为是有超高低差领落于]|不及|以及|还有|相当|抵得|"
    r"\b(?:and|or|than|as|by|to|of|was|were|exceed\w*|surpass\w*|outnumber\w*|minus|plus|versus|vs|against|over|per)\b"
)
CLOSE = re.compile("[和与跟同及、比较减加÷/]|除以|以及|还有|相当|抵得")
# 公开的申请和复议: some of them.
SOME = re.compile("(?:公开|答复|[办处]理|[办批拒驳撤补告罚])[了过]?的$")
LISTED = re.compile("[和与跟同及、]|以及|还有")
TIMES, TIMES_OF = re.compile("[是为有]"), re.compile("(?:几|多少)倍")
NEW = (Meaning("row3", "requests_new"),)
# 比强制多几件; of two numbers by how much the one is more: 超出企业的多少件, 领先几件.
FARTHER = re.compile(r"比.+[多少].{0,4}(?:多少|几)")
BEYOND = re.compile(
    r"比.+[高低].{0,2}(?:多少|几)[件宗起]|"
    r"(?:超(?:[出过]了?)?(?![期时额标])|领先|不及|落后于?|[高低多]出|[高低多少]于)(?:(?=(?:19|20)\d\d年)|(?![了\d一二两三四五六七八九十百千万半]))"
    r"[^,;。?]{2,}?(?:多少|几)(?:[件宗?。]|$)"
)
# A difference of two, and no change from year to year.
DIFFERENCE = re.compile("减[去掉]|缺口|[之相]差|差[额值]")
# Of two numbers, and of one year.
OF_TWO = re.compile(
    f"减[去掉]?|[之相差]差|差[额值距数几多]|缺口|倍|除以|{FARTHER.pattern}|{BEYOND.pattern}"
)
SHARED, YEAR = re.compile("占|百分|比[例重]"), re.compile("\\d|[上前去]一?年|年度")
WHOSE = re.compile("的|提(?:交|出)?的|所?提|新收的?|")
ALL_OF_THEM = (Meaning("row3", "requests_new"), Meaning("breakdown", "total"))
# 因信息公开申请引发的复议: what leads to a row is no row.
LED = re.compile(
    "因|由于|引[起发]|导致|涉及|针对|不服|关于|经过|被|(?:里面?|[中内]|(?<!落)后)的?$|之[中后]|以后|[对就](?!比|应)"
)


def things_of(query: Query, tokens: Sequence[Token]) -> set[str]:
    """The codes of what comes in, is dealt with or disclosed that stand as rows of their own: on
    each side something joins them to the next row, if there is one.
    """
    named = [t for t in tokens if any(t.code(kind) for kind in ROWS)]
    found = set()
    for n, token in enumerate(named):
        code = token.code("row3")
        if code in VERBS and _is_thing(query, token):
            before = _other(named[n - 1 :: -1] if n else (), code)
            behind = _other(named[n + 1 :], code)
            sides = before is None or _joined(query, before, token)
            sides = sides and (behind is None or _joined(query, token, behind))
            if sides or (behind and "新收" in token.text and _of_those(query, token, behind)):
                found.add(code)
    return found


def by_place(codes: Sequence[str], tokens: Sequence[Token]) -> list[str]:
    """The codes as their rows stand in the text; what no word names keeps its place at the end."""
    named = [(t.start, m.code) for t in tokens for m in t.meanings if m.kind in ROWS]
    last = max((at for at, _ in named), default=0) + 1

    def place(code: str) -> int:
        return min((at for at, row in named if f"{code}_".startswith(f"{row}_")), default=last)

    return sorted(codes, key=place)


def _other(tokens: Iterable[Token], code: str) -> Token | None:
    """The next row that is not the same once more: 新收 and 申请数 are one."""
    return next((t for t in tokens if t.code("row3") != code), None)


def _is_thing(query: Query, token: Token) -> bool:
    return bool(THING.search(token.text) or OF_REQUESTS.match(query.plain, token.end))


def _of_those(query: Query, token: Token, behind: Token) -> bool:
    """新收申请里复议的: of those, which no table tells, and nothing to be passed over."""
    return bool(OF_THOSE.search(query.between(token.end, behind.start)))


def _joined(query: Query, one: Token, other: Token) -> bool:
    return joins(query.between(one.end, other.start))


def is_farther(query: Query, items: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether it is asked by how much one number is more or less than another."""
    two = 2 in map(len, (items, columns, query.bodies, query.years))
    return bool(FARTHER.search(query.plain) or (two and BEYOND.search(query.plain)))


def joins(between: str) -> bool:
    """Whether what stands between two rows joins them, or sets the one against the other."""
    return bool(JOINT.search(between)) and not LED.search(between)


def _close(text: str, start: int, end: int) -> bool:
    """Whether they are joined in one breath: 申请和复议, 复议是申请的几倍."""
    between = text[start:end]
    joint = CLOSE.search(between) or ("倍" in text and TIMES.search(between))
    return bool(joint) and not LED.search(between)


def requests_beside(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """申请比复议多几件: 申请 by itself, set against a row of another table or joined to one, is
    what came in; within the phrase of one (行政许可申请, 申请复议) it is that one's.
    """
    others = [t for t in tokens if t.code("row2") or t.code("row4")]
    told = []
    for token in tokens:
        alone = token.text in ("申请", "依申请公开") and bool(token.code("weak"))
        alone = alone and not SOME.search(text[: token.start])
        alone |= token.text == "申请的" and bool(TIMES_OF.match(text, token.end))
        alone &= bool(others)
        before = next((t for t in reversed(others) if t.end <= token.start), None)
        behind = next((t for t in others if t.start >= token.end), None)
        alone = alone and (before is None or _close(text, before.end, token.start))
        alone = alone and (behind is None or _close(text, token.end, behind.start))
        # 企业申请和复议各几件: of reviews no table tells by whom.
        whose = any(t.code("breakdown") and t.end == token.start for t in tokens)
        listed = behind is not None and LISTED.search(text[token.end : behind.start])
        alone = alone and not (whose and listed)
        told.append(replace(token, meanings=NEW) if alone else token)
    return told


def all_beside_one(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """新收申请减自然人申请: what came in set against one kind of applicant is of all of them."""
    who = [t for t in tokens if t.code("breakdown")]
    rows = [t for t in tokens if "requests_new" in (t.code("row3"), t.code("weak"))]
    bare = [t for t in rows if not any(_of_whom(text, one, t) for one in who)]
    if len(who) != 1 or len(bare) != 1 or SHARED.search(text) or not OF_TWO.search(text):
        return tokens
    first, last = sorted((who[0], bare[0]), key=lambda t: t.start)
    between = text[first.end : last.start]
    if not joins(between) or YEAR.search(between):
        return tokens
    return [replace(t, meanings=ALL_OF_THEM) if t is bare[0] else t for t in tokens]


def _of_whom(text: str, who: Token, row: Token) -> bool:
    return who.end <= row.start and bool(WHOSE.fullmatch(text[who.end : row.start]))
