"""A share or a change that is held before the reader: what it is said of, and whether it is so."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answer import Answer
from assistant.codes import has_whole, rates, readings_of
from assistant.figures.keeping import SIGNS
from assistant.figures.quantities import Asked
from assistant.figures.shares import TAKES
from assistant.figures.whether import COUNTS
from assistant.query import Query
from assistant.question.leftover import YES_OR_NO, none_of
from assistant.question.numbers import bound_of
from assistant.question.order import NUMERALS
from assistant.texts import say
from ingest.amounts import plain

ROSE = (
    "增[长加多]|上升|上涨|提高|[增涨升]幅?|(?<=比)[^,;。?]{1,16}[多高]|"
    r"\b(?:rose|rise|grew|grow|increased?|(?:went|go|was|were) up)"
)
FELL = (
    "下降|降低|减少|回落|[跌降减]幅?|(?<=比)[^,;。?]{1,16}[少低]|"
    r"\b(?:fell|fall|drop(?:ped)?|decreased?|declined?|(?:went|go|was|were) down)"
)
CHANGED = re.compile(
    f"(?:(?P<rose>{ROSE})|(?P<fell>{FELL}))(?:幅度)?"
    "(?:[了得有达]|达到|是|为|by|about|近|约|大约|将近|差不多|整整|足足|高达|多达| )*"
    r"(?P<number>\d+(?:\.\d+)?) ?"
    r"(?P<unit>%|percentage points?|percent|个?百分点|[件起宗人次个]|万元)?(?!\d|年)"
)
DOUBLED = re.compile("翻了?[一1]?番|翻了?[一1]?倍|翻倍|增[长加]了?[一1]倍|doubled?\\b")
# 比上年高吗, 跟2023年比是不是更多了: set against another year, by no number.
COMPARED = re.compile(
    "比(?:起来)?[^,;。?还]*?(?:(?P<more>[多高大])|(?P<fewer>[少低小]))了?(?:一?[些点])?"
    "(?:吗|么|没有?|吧|了|是吗|对吗|对吧|是吧)*[?。!]*$|"
    r"\b(?:(?P<rose>more|higher|greater)|(?P<fell>fewer|less|lower))\b.* than\b"
)
# Less than the whole way, or more.
IN_PART = re.compile("半|成|倍|翻|分之|hal[fv]|third|quarter|doubl")
LEVEL = re.compile("(?:[跌降减涨升增少低高加长]|回落)了?[到至成]了?$")
TENTHS = re.compile("(?P<tenths>[一二两三四五六七八九])成(?P<over>[多余])?")
PERCENT = ("%", "percent")
UNTOLD = ("", "confirm", "growth", "difference")


@dataclass(frozen=True)
class Claim:
    """A number held to be, or to pass a limit, of the operation that tells it."""

    operation: str
    sign: str
    value: Decimal
    told: Decimal
    """The number as the question gives it."""
    below: Decimal | None = None

    def query(self, query: Query) -> Query:
        """The question for the number itself."""
        left = tuple(p for p in query.premises if p != self.told)
        return replace(query, operation=self.operation, direction="", premises=left, rough=())


def of_level(query: Query) -> Query:
    """降到200件以下没有: a limit on what a number came to is none on how much it changed."""
    bound = bound_of(query.plain)
    if bound is None or not LEVEL.search(query.plain[: bound.start]):
        return query
    return replace(query, operation="", direction="")


def claim_of(query: Query) -> Claim | None:
    """What a question claims: 自然人占了97%对吧, 申请比上年增加了20%，是真的吗."""
    confirms = any(t.code("operation") == "confirm" for t in query.tokens)
    asks = confirms or bool(YES_OR_NO.search(query.plain))
    if not query.items or len(query.premises) + len(query.rough) > 1:
        return None
    if query.why:
        # 增加了14件的原因: whether it did comes first.
        return _change(query) if query.premises else None
    if COUNTS.search(query.plain):
        return None
    if not asks:
        # 自然人占97.59%，核对一下
        one = max(len(query.items), len(query.breakdowns)) == 1
        return (told_in_percent(query) and _change(query)) or (_share(query) if one else None)
    if any(none_of(query, t) for t in query.tokens):
        return Claim("", "=", Decimal(0), Decimal(0))
    return _change(query) or _share(query) or _tenths(query)


def _change(query: Query) -> Claim | None:
    rate = query.items[0] in rates() or bool(readings_of(query.items[0]))
    if DOUBLED.search(query.plain) and not rate:
        return Claim("growth", ">=", Decimal(100), Decimal(100))
    bound = bound_of(query.plain)
    text = query.plain
    if bound:
        # 增长超过20%: the number alone, behind what it is a limit of.
        text = f"{text[: bound.start]}{plain(bound.value)}{bound.unit}"
    found = CHANGED.search(text)
    if found is None and not (query.premises or query.rough or bound or IN_PART.search(text)):
        way = query.direction or _compared(query)
        sign = ">" if way == "rose" else "<"
        return Claim("growth", sign, Decimal(0), Decimal(0)) if way else None
    if found is None or query.rough:
        return None
    told = Decimal(found["number"])
    growth = found["unit"] in PERCENT and not rate
    signed = told if found["rose"] else -told
    sign = bound.sign if bound else "="
    if not found["rose"]:
        sign = sign.translate(str.maketrans("<>", "><"))
    return Claim("growth" if growth else "difference", sign, signed, told)


def told_in_percent(query: Query) -> bool:
    """复议下降50%，你替我验算: so much in percent is said of a change, and of no number."""
    found = CHANGED.search(query.plain) if not bound_of(query.plain) else None
    return found is not None and found["unit"] in PERCENT and query.premises != ()


def _compared(query: Query) -> str:
    """Which way a figure is held to have gone from the one year to the other; "" for none."""
    step = query.period is not None and query.period.kind == "step"
    found = COMPARED.search(query.plain) if step or len(query.years) == 2 else None
    if found is None or len(query.bodies) > 1 or query.operation not in UNTOLD:
        return ""
    return "rose" if found["more"] or found["rose"] else "fell"


def _share(query: Query) -> Claim | None:
    told = f"{plain(query.premises[0])}%" if query.premises else ""
    if not told or told not in query.plain or bound_of(query.plain):
        return None
    said = query.premises[0]
    if query.operation == "share" or TAKES.search(query.plain):
        return Claim("share", "=", said, said)
    rate = len(query.items) == 1 and query.items[0] in rates()
    return Claim("", "=", said, said) if rate else None


def _tenths(query: Query) -> Claim | None:
    """四成多全公开了: so many tenths, roughly; 四成多 are less than five."""
    found = TENTHS.search(query.plain)
    if found is None or query.premises or bound_of(query.plain) or len(query.items) != 1:
        return None
    code, column = query.items[0], next(iter(query.breakdowns), "")
    if query.operation not in ("", "confirm", "share") or not has_whole(code, column):
        return None
    tenths = Decimal(10 * NUMERALS[found["tenths"]])
    over = bool(found["over"])
    low, below = (tenths, tenths + 10) if over else (tenths - 5, tenths + 5)
    return Claim("share", "in", low, tenths, below)


def is_rounded(value: Decimal, said: Decimal) -> bool:
    """Whether a number is the one said, to the decimals said."""
    places = min(0, int(said.normalize().as_tuple().exponent))
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP) == said


def judged(asked: Asked, claim: Claim, answer: Answer) -> Answer:
    """The answer, led by whether it holds what is claimed, to the decimals claimed."""
    if answer.status != "answered" or answer.value is None:
        return answer
    value = Decimal(answer.value[0])
    if claim.below is not None:
        holds = claim.value <= value < claim.below
    elif claim.sign == "=":
        holds = is_rounded(value, claim.value)
    else:
        holds = SIGNS[claim.sign](value, claim.value)
    if holds:
        lead = say(asked.language, "premise_yes")
    elif answer.value[1] == "%" and claim.operation in ("share", ""):
        lead = asked.say("share_not", said=plain(claim.told), value=plain(value))
    else:
        lead = say(asked.language, "premise_no")
    return replace(answer, text=f"{lead}{answer.text}")
