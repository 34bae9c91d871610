"""Suits told by what went before them: 经复议的诉讼, 没走复议直接打的官司.

A review that only says which suits are meant is no figure of its own, and what binds the two is
read whole: 复议和诉讼, 没有复议、诉讼 stay two.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.query import Query
from assistant.question.lexicon import Meaning, Token

REVIEW = re.compile("(?:行政)?复议")
RESULT = re.compile("(?<!其[他它])结果(?!(?:[是为]|属于?|归[为到入]?|算[作是]?)其[他它])")
SUITS = ("suit", "suit_direct", "suit_after_review")
FAR = 20
# What leads to the review: none was made, or one was.
WENT = "(?:先|走|过|经过?|申请|提起?|去|做|选择|行政机关)"
WITHOUT = re.compile(
    f"(?:(?<!有)没有?|未曾?|不曾?|并未|无需?|跳过|绕[过开]|避开|越过|略过|省[去略])(?:{WENT})*$"
)
SKIPS = re.compile("过|绕开|避开|省|先|走|经|申请|提")
THROUGH = re.compile(
    "(?:先|历?经过?|经历过?|(?:走|打|过|办|做)(?:完|过|了)|已经?|不服|不满)"
    "(?:先|经过?|走|过|申请|提起?|了)*$"
)
# What leads on from it to the suit.
STEP = "(?:的?(?:程序|环节|流程|这一?[步关道]|决定书?|结果|结论|机关))?(?:以|之)?"
DONE = "(?:完结?|结束|过|后|之后|以后|了)*"
GOING = (
    "[,、]|的|还是?|仍然?|依[然旧]|也|却|又|再|才|就|便|即|而是?|转而|进而|随后|后来?|接着|继续|然后|"
    "不(?:服气?|满意?|甘心)|直接|径[直行]|一下子|上来|去|到|上|向|跑|来|提[起出]?|打|告|闹|起|有人|"
    "申请人|当事人|人|了|过|那些?|这些?|把|将|案子|状子|选择"
)
GAP = re.compile(f"(?P<step>{STEP})(?P<done>{DONE})(?P<going>(?:{GOING})*)")
LATER = re.compile("又|再|才|转而|进而|随后|后|接着|继续|然后|不服|不满|不甘心")
STRAIGHT = re.compile("直接|径[直行]|就|便|即|而|一下子|上来|的")
TAIL = re.compile("[去里]?(?:告状?|起诉|打官司|诉讼|立案)")
# 又告的, 直接告的: what is told of no other word.
SUED = re.compile(
    "(?:(?<=[又再去就便接着直接后])|(?<=接着))(?:告|诉)(?:状|了)?(?:的(?:案[子件])?)?(?=[,、。?和与及都]|[有一共几多总]|$)"
)
# 起诉前走过复议的, 起诉前没经复议的.
BEFORE = re.compile(
    "之?以?前(?P<none>没有?|未曾?|不曾?)?(?:都|就|已经?|先|走|经过?|申请|提起?|过|了)*"
)


def with_suits(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, a review and the suits that it leads to read as one kind of suit."""
    told = list(tokens)
    for review in (t for t in tokens if REVIEW.search(t.text) and not t.code("column4")):
        found = _bound(text, review, told) if review in told else None
        if found:
            start, end, code = found
            inside = [t for t in told if t.end > start and t.start < end]
            made = Token(start, end, text[start:end], (Meaning("row4", code),))
            if all(t.start >= start and t.end <= end for t in inside):
                told = sorted([*(t for t in told if t not in inside), made], key=lambda t: t.start)
    return told


def _bound(text: str, review: Token, tokens: Sequence[Token]) -> tuple[int, int, str] | None:
    """Where a review and its suits begin and end, and which they are; None where they are two."""
    named = REVIEW.search(review.text)
    at = review.start + (named.start() if named else 0)
    if review.code("row4") == "suit_after_review":
        # 先复议后起诉: the form's own words, and what leads to them.
        through = THROUGH.search(text, 0, at)
        return (through.start(), review.end, "suit_after_review") if through else None
    if review.code("row4") not in ("review", "suit_direct"):
        return None
    return _leading(text, at, review, tokens) or _following(text, review, tokens)


def asks_result(query: Query) -> bool:
    """Whether 结果 is asked for; 对复议结果不服又起诉的 only says of which suits."""
    named = {at for t in query.tokens if t.code("row4") for at in range(t.start, t.end)}
    return any(found.start() not in named for found in RESULT.finditer(query.plain))


def _leading(
    text: str, at: int, review: Token, tokens: Sequence[Token]
) -> tuple[int, int, str] | None:
    """The same, the review in front; it begins at a place within its own words (走复议)."""
    without, through = WITHOUT.search(text, 0, at), THROUGH.search(text, 0, at)
    suit = _suit_behind(text, review, tokens)
    gap = GAP.fullmatch(text, review.end, suit.start) if suit else None
    listed = gap and re.fullmatch("[,、]+", gap[0])
    if suit is None or gap is None or (listed and suit.code("row4") != "suit_direct"):
        return None
    if without:
        straight = suit.code("row4") == "suit_direct" or STRAIGHT.search(gap["going"])
        direct = (straight or SKIPS.search(without[0])) and not gap["done"]
        begun = min(without.start(), review.start)
        return (begun, suit.end, "suit_direct") if direct else None
    if suit.code("row4") == "suit_direct":
        return None
    led = through or gap["done"] or LATER.search(gap["going"])
    begun = min(through.start() if through else at, review.start)
    return (begun, suit.end, "suit_after_review") if led else None


def _suit_behind(text: str, review: Token, tokens: Sequence[Token]) -> Token | None:
    """The first word for a suit behind a review, and no other row between them."""
    for token in (t for t in tokens if t.start >= review.end):
        if token.start - review.end > FAR:
            break
        if token.code("row4") in SUITS and not token.code("column4"):
            tail = TAIL.match(text, token.end)
            return replace(token, end=tail.end()) if tail else token
        if any(token.code(kind) for kind in ("row3", "row4", "column4", "row2")):
            break
    sued = SUED.search(text, review.end, review.end + FAR)
    return Token(*sued.span(), sued[0], (Meaning("row4", "suit"),)) if sued else None


def _following(text: str, review: Token, tokens: Sequence[Token]) -> tuple[int, int, str] | None:
    """起诉前走过复议的: the same, the suit in front."""
    before = [t for t in tokens if t.code("row4") == "suit" and t.end <= review.start]
    gap = BEFORE.fullmatch(text, before[-1].end, review.start) if before else None
    if gap is None:
        return None
    code = "suit_direct" if gap["none"] else "suit_after_review"
    return before[-1].start, review.end, code
