"""The whole that a share of many bodies is of anyway, told again: 占比超过两成（按办结数算）."""

import re
from collections.abc import Sequence

from assistant.codes import is_result, numbers_of, rates
from assistant.question.groups import GROUPS
from assistant.question.lexicon import Token
from assistant.question.named import SHARE
from ingest import forms

WHOLE = "(?:全部|所有|总)?办结(?:申请)?(?:的?(?:总件数|件数|总数|总量|数量|数|量|总计))?"
MADE = (
    f"[按以用拿]{WHOLE}(?:来|作|做)?(?:计算|计|算|为?(?:分母|底数?|基数))|分母[用是为按取]?{WHOLE}"
)
# In a bracket or a clause of its own, and between what is a part of it and 比例.
SAID_AGAIN = re.compile(
    f"\\((?:{MADE}|占{WHOLE}(?:的?(?:比例|比重|份额))?)\\)|,(?:{MADE})(?=[,;。?]|$)|"
    f"(?:^|(?<=[,;。?]))(?:{MADE}),"
)
PART_OF = re.compile(f"占{WHOLE}的?(?:比例|比重|份额|百分比)")
OTHERS = ("row2", "row4", "column4", "breakdown", "sum")


def without_own_whole(text: str, tokens: Sequence[Token]) -> str:
    """A question over many bodies without the words that only name the whole of a result's share;
    of what has another whole, or of one kind of applicant, they stay.
    """
    group = any(words.search(text) for words in GROUPS.values())
    if not group or any(t.code(kind) for kind in OTHERS for t in tokens):
        return text
    said = [m.span() for p in (SAID_AGAIN, PART_OF) for m in p.finditer(text)]
    left = [t for t in tokens if not any(s <= t.start < e for s, e in said)]
    named = [c for t in left for c in _figures(t)]
    if not named or not all(map(_of_results, named)):
        return text
    shares = SHARE.search(SAID_AGAIN.sub("", text)) or any(c in rates() for c in named)
    text = PART_OF.sub("占比", text)
    return SAID_AGAIN.sub("", text) if shares else text


def _figures(token: Token) -> Sequence[str]:
    code = token.code("rate") or token.code("readings") or token.code("row3")
    return numbers_of(code) if code else ()


def _of_results(code: str) -> bool:
    """Whether its share is of all that was dealt with."""
    if code in rates():
        return rates()[code].whole == ("results_total",) and not rates()[code].minus
    return code in forms.indicators() and is_result(code)
