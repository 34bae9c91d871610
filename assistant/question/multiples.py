"""A limit in terms of another number: 是许可的两倍都不止, 不到2023年的一半."""

import re
from dataclasses import dataclass
from fractions import Fraction

from ingest.prose.numerals import spoken

# 够不够, 到得了: whether so much is reached, asked of the verb itself.
REACHED = "(?:够不够|够得上|(?<![不没])够了?|满不满|到不到|到得了|到没到|达没达到|上得了)"
# 是许可的两倍都不止, 不到2023年的一半, 超过新收的5%: a limit in terms of another number.
PART = (
    r"(?:(?P<half>一?半)|百分之(?P<percent>[\d.]+|[一二三四五六七八九十]+)|"
    r"(?P<under>[二三四五六七八九十])分之(?P<over>[一二三四五六七八九])|"
    r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?P<unit>%|成|倍))"
)
OF = r"(?P<of>(?:(?:19|20)\d\d年?|[^,;。?\d%了过到一两半])[^,;。?\d%]{0,14}?)的?"
MULTIPLES = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("<", rf"(?:[是有连占为到][了到]?|相当于){OF}{PART}(?:都|还)?(?:不到|没到|不足|没有)"),
        (">", rf"(?:[是有占为][了到]?|相当于){OF}{PART}(?:都|还)?(?:不止|多(?=[吧吗?了。]|$))"),
        (">=", rf"(?:[是有占为][了到]?|相当于){OF}{PART}[及或]?以上"),
        ("<", rf"(?:[不没未]到|不足|没有?达到|未达到|低于|少于|小于|不及){OF}{PART}"),
        ("<=", rf"(?:没有?超过?|未超过?|不超过){OF}{PART}"),
        (">", rf"(?:超(?:[没不]超)?过?了?|高于|大于|多于|过没过){OF}{PART}"),
        (">=", rf"(?:{REACHED}|达到了?|占到了?|有没有|是不是有){OF}{PART}"),
        (">=", rf"(?<![没占])有{OF}{PART}(?=[吗么没])"),
    )
)


@dataclass(frozen=True, slots=True)
class Multiple:
    """A limit in terms of another number: a sign, how often or which part of it as a factor, told
    in 倍 or %, where it stands, and where what it is of does.
    """

    sign: str
    factor: Fraction
    unit: str
    start: int
    end: int
    of: tuple[int, int]


def multiple_of(text: str) -> Multiple | None:
    """The limit that a question sets in terms of another number."""
    for sign, pattern in MULTIPLES:
        if (m := pattern.search(text)) and (factor := _factor(m)) is not None:
            unit = "倍" if m["unit"] == "倍" else "%"
            return Multiple(sign, factor, unit, *m.span(), m.span("of"))
    return None


def _factor(found: re.Match[str]) -> Fraction | None:
    if found["half"]:
        return Fraction(1, 2)
    if found["under"]:
        over, under = spoken(found["over"]), spoken(found["under"])
        return Fraction(over) / Fraction(under) if over and under else None
    value = spoken(found["percent"] or found["number"])
    if value is None:
        return None
    scale = {"成": 10, "倍": 1}.get(found["unit"] or "", 100)
    return Fraction(value) / scale
