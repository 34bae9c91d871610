"""The sentences of an answer in the reader's language and script."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assistant.question.lexicon import grammar
from ingest.amounts import plain
from ingest.clean import traditional

UNITS_EN = {
    "件": "", "万元": " (10,000 yuan)", "元": " yuan", "项": " items", "个": "", "条": " items",
    "次": " times", "人次": " visits", "人": " people", "%": "%", "次/人": " per person",
    "百分点": " percentage points", "期": " issues", "篇": " articles",
    "份": "", "场": "", "名": " people",
}  # fmt: skip
PARAGRAPH = re.compile(r"/¶(\d+)(?:·\d+)?")
SCOPES = {
    "region": ("全地区汇总", "the whole area"), "office": ("办公厅（室）本级", "the office itself"),
    "department": ("部门", "a department"), "town": ("乡镇街道", "a town"),
    "ministry": ("国务院部门", "a ministry"), "enterprise": ("企事业单位", "an enterprise"),
    "unknown": ("范围不明", "scope unknown"),
}  # fmt: skip


def say(language: str, key: str, **values: object) -> str:
    """A sentence of texts.toml, filled in; the quoted parts stay as the report has them."""
    template = grammar("texts")[key]["en" if language == "en" else "zh"]
    return str(template.format(**values))


def in_script(language: str, text: str) -> str:
    """Simplified text in the script of the question."""
    return traditional(text) if language == "zh-Hant" else text


def unit_text(language: str, unit: str) -> str:
    """A unit as it stands behind a number."""
    return UNITS_EN.get(unit, f" {unit}") if language == "en" else unit


def bracketed(language: str, text: str) -> str:
    """Text in the language's brackets."""
    return f" ({text})" if language == "en" else f"（{text}）"


def percent(numerator: Decimal, denominator: Decimal) -> str:
    """A percentage with two decimals, half up: 12.50."""
    return rounded(numerator * 100 / denominator)


def rounded(value: Decimal | Fraction) -> str:
    """Two decimals, half up; a fraction is rounded once, from its whole length."""
    if isinstance(value, Fraction):
        hundredths = (abs(value) * 100 + Fraction(1, 2)).__floor__()
        value = Decimal(hundredths if value >= 0 else -hundredths).scaleb(-2)
    return plain(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def place_text(language: str, text: str) -> str:
    """A place of the text as a reader counts: 一（二）/¶1 as 一（二）第1段."""
    return PARAGRAPH.sub(r", paragraph \1" if language == "en" else r"第\1段", text)


def chinese_date(iso: str) -> str:
    """2022-02-18 as 2022年2月18日."""
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def joined(language: str, parts: list[str]) -> str:
    """A list as the language joins it."""
    return "; ".join(parts) if language == "en" else "；".join(parts)


def names_joined(language: str, parts: list[str]) -> str:
    """Names as the language joins them."""
    return ", ".join(parts) if language == "en" else "、".join(parts)


def spaced(text: str) -> str:
    """A quotation without the spaces that lost line ends left between Chinese and digits."""
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=\d)|(?<=\d) (?=[\u3400-\u9fff])", "", text)
