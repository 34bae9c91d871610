"""The unit of money that a question asks its figure in: 多少万元, 用亿元表示, 折合几元, in yuan."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.question.numbers import Bound

# Powers of ten of a yuan.
POWERS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8}
UNIT = r"(?P<unit>(?:百万|千万|[千万亿])?(?:元|块)|[万亿](?![元件条次人份个]))"
TURN = "(?:换算?|折算?|转换?|改写?|写|合|算|化)(?:成|为|作|合|到)|折合?|(?<![结符适])合"
ENGLISH = {
    "in yuan": "元", "in rmb": "元", "in cny": "元", "into yuan": "元", "how many yuan": "元",
    "10k yuan": "万元", "in 10k yuan": "万元", "10,000 yuan": "万元", "ten thousand yuan": "万元",
    "wan yuan": "万元", "in 10,000 yuan": "万元", "in ten thousand yuan": "万元",
    "in ten thousands of yuan": "万元",
    "in millions of yuan": "百万元", "in million yuan": "百万元", "in 100 million yuan": "亿元",
    "in hundred million yuan": "亿元", "in hundred millions of yuan": "亿元",
}  # fmt: skip
ASKED = (
    re.compile(rf"(?<![多少]了)(?:多少|几)(?:个)?{UNIT}钱?"),
    # 少了多少元: 多少 asks how much less it is.
    re.compile(rf"(?<=[多少]了多少){UNIT}"),
    re.compile(rf"(?:{TURN})(?:人民币)?(?:是|为)?(?:多少|几)?{UNIT}"),
    re.compile(rf"(?:按照?|用|以|拿|照)(?:人民币)?{UNIT}(?:来|为单位)?(?:说|讲|计|表示|算|写|报|给|换算)?"),
    re.compile(rf"单位(?:是|为|用|要|:|换成|改成)?{UNIT}"),
    re.compile(rf"(?:精确|准确|具体|细|算)到{UNIT}"),
    re.compile(rf"{UNIT}(?:为单位|计算?|表示)"),
    re.compile(rf"(?<![\d.,])(?:{'|'.join(sorted(ENGLISH, key=len, reverse=True))})"),
)  # fmt: skip


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """An amount of money in another unit, exactly; anything else as it is."""
    if unit not in POWERS or wanted not in POWERS:
        return value
    turned = value.scaleb(POWERS[unit] - POWERS[wanted])
    whole = turned == turned.to_integral_value()
    return turned.to_integral_value() if whole else turned.normalize()


def money_asked(text: str) -> tuple[str, int, int] | None:
    """The unit of money that the figure is asked in, and where the question says so."""
    every = [found for pattern in ASKED for found in pattern.finditer(text)]
    if not every:
        return None
    longest = max(every, key=lambda found: len(found[0]))
    held = longest.groupdict().get("unit")
    return _named(held) if held else ENGLISH[longest[0]], *longest.span()


def _named(written: str) -> str:
    """块 and 万 by their full names."""
    unit = written.replace("块", "元")
    return unit if unit.endswith("元") else f"{unit}元"


def bound_in_unit(bound: Bound, wanted: str) -> Bound:
    """A limit, or both of a range, with its amount of money in another unit."""
    value, other = in_unit(bound.value, bound.unit, wanted), bound.also
    also = (other[0], in_unit(other[1], bound.unit, wanted)) if other else None
    return replace(bound, value=value, also=also)
