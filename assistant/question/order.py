"""Which place in an order is asked for: 第二多, 排第三, 倒数第二, 仅次于自然人, 前三名的理由.

Such a question is read as one for the first of the order, with the place beside it.
"""

import re
from dataclasses import dataclass

NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
NUMERALS |= {word: n for n, word in enumerate(("two", "three", "four", "five"), 2)}
NUMERALS |= {word: n for n, word in enumerate(("second", "third", "fourth", "fifth"), 2)}
NUMBER = r"(?P<at>[二三四五六七八九十]|[2-9])(?![一二三四五六七八九十百\d])"
ORDINAL = r"(?P<at>second|third|fourth|fifth|2|3|4|5)(?:nd|rd|th)?"
UNTIL = r"(?P<until>[两二三四五六]|[2-6])"
# 第二季度, 第二条, 第三方: no place in an order.
NO_PLACE = "(?![季条项年次批款章部页行列栏天届期类种个月周轮方步份])"
STANDS = "(?:数量|件数)?(?:名?列在?|位居|位列|排名|排行|排在?|居于?|[处位][在于])了?"
BY = "(?:按(?:件数|数量|多少))?"
BEHIND = "(?P<behind>[^,;。?的第]{2,16}?)"
# What has parts in a form: 前三名的区县 are bodies, and stay with these.
PARTED = "(?:理由|原因|缘由|情形|结果|申请人)"
# 从少到多排第二 counts from the least.
UPWARDS = re.compile("[从由][少低小]到[多高大]")
# Each with what it is read as; the first that is found holds.
PLACES = tuple(
    (re.compile(pattern), first)
    for pattern, first in (
        (rf"(?:{STANDS})?倒数第{NUMBER}(?:位|名)?{NO_PLACE}", "最少"),
        (rf"第{NUMBER}(?:[多高](?!少)|大(?![项类条款部节块栏]))", "最多"),
        (rf"第{NUMBER}(?:[少低]|小(?![项类条款部节块栏]))", "最少"),
        (rf"{STANDS}第{NUMBER}(?:位|名)?{NO_PLACE}", "最多"),
        (rf"(?<=.)第{NUMBER}[位名](?=的?[是为?]|$)", "最多"),
        (rf"(?:数量|件数)?仅次于{BEHIND}(?=[的,?是]|$)", "最多"),
        (rf"{STANDS}{BEHIND}(?:之后|后[面头])(?=的)", "最多"),
        (rf"(?:{STANDS})?前{UNTIL}(?:[名位大个种类条项])?的?(?={PARTED})", "最多的"),
        (rf"(?P<kept>{PARTED}[里中]?(?:头|面)?){BY}{STANDS}前{UNTIL}[名位]?", "最多"),
        (rf"\b{ORDINAL}[- ](?=most|largest|highest|biggest|lowest|fewest|least|smallest)", ""),
        (rf"\b(?:comes?|came|ranks?|ranked|placed|is|was|were|stood)(?: in)? {ORDINAL}"
         r"(?: place)?(?= in\b| among\b| for\b| by\b|[?.,]|$)", "was the largest"),
        (r"\btop (?P<until>two|three|four|five|[2-6]) (?=reason|ground|result|outcome|applicant)",
         "most common "),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """The places asked for, from the first to the last of them; or the one right behind what some
    words name.
    """

    first: int
    last: int
    behind: str = ""


def in_order(text: str) -> tuple[str, Order | None]:
    """A normalised question as one for the first of its order, and the place that it asks for;
    as it is, and None, where it asks for none.
    """
    found, first = next(((m, w) for p, w in PLACES if (m := p.search(text))), (None, ""))
    if found is None:
        return text, None
    said = found.groupdict()
    first = f"{said.get('kept') or ''}{first}"
    if UPWARDS.search(text):
        first = first.replace("多", "少")
    asked = f"{text[: found.start()]}{first}{text[found.end() :]}"
    if behind := said.get("behind"):
        return asked, Order(1, 1, behind)
    at, until = said.get("at"), said.get("until")
    return asked, Order(_number(at), _number(at)) if at else Order(1, _number(until or ""))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMERALS[word]
