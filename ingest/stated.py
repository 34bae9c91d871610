"""Figures that stand only in prose: what is counted, how much, how exactly, in which sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.document import Document, Section

UNITS = (
    "个百分点", "个工作日", "个季度", "万人次", "人次", "场次", "批次", "万元", "亿元", "万次",
    "万条", "万人", "件", "条", "份", "起", "项", "宗", "期", "篇", "次", "场", "个", "人", "元",
    "家", "名", "户", "册", "部", "本", "套", "届", "类", "处", "幅", "辆", "%", "％", "‰",
)  # fmt: skip
_UNITS = "|".join(sorted(UNITS, key=len, reverse=True))
# A number that is a count: not inside a name, a date, a document number or a longer number.
NUMBER = re.compile(
    r"(?<![0-9A-Za-z.〔\[第\-/:：])"
    r"(?P<bound>近|约|超过|超|突破|逾|达到|大约)?\s?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<scale>亿|万|千)?(?P<over>余|多)?\s?"
    rf"(?P<unit>{_UNITS})(?![0-9])"
)
NAKED = re.compile(
    r"(?P<bound>突破|超过|超|近|达到|达)\s?(?P<digits>\d+(?:\.\d+)?)\s?(?P<scale>亿|万)(?P<over>余|多)?(?P<unit>)(?=[，,。；、])"
)
SCALES = {"": Decimal(1), "千": Decimal(10**3), "万": Decimal(10**4), "亿": Decimal(10**8)}
SENTENCE = re.compile(r"[^。；;！!？?]+[。；;！!？?]?")
# More digits than any count has are the number of something.
LONGEST = 15
CLAUSE_ENDS = "，,：:。；;"
LEAD = re.compile(
    r"^(?:\s|其中|以及|并且|同时|另外|此外|目前|截至|全年|年内|累计|共计|一共|总共|共|已|均|我区|我市|我县|我省|我局|全区|全市|全县|全省|全国|全州|全镇|全街道|本年度?|"
    r"一年来|\d{4}年度?|[一二三四五六七八九十]是|和|及|与|并|中|在|对|将)+"
)
TAIL = re.compile(
    r"(?:均|全部|已经|已|共计|总计|合计|共|累计|一共|总量|总数|数量|约|近|超过|突破|达到|达|为|有|是|计|了|到|"
    r"各|分别|实际|只有|仅|[:：（(])+$"
)
FOLLOWS = re.compile(r"^(?:的)?([^\s，,。；;、：:（(\d]{2,14})")
FOLLOW_END = re.compile(r"(?:已经|均|已|全部|都|正|在|进行|按|实行).*$")
# A longer sentence is taken clause by clause; what has no clauses either is no sentence.
SENTENCE_SIGNS = 1000
CLAUSE = re.compile(r"(?<=[，；;])|(?<=,)(?!\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of the prose; bound exact|about|at_least; share_of names the total it is part of."""

    subject: str
    measure: str
    value: Decimal
    unit: str
    bound: str
    share_of: str
    quote: str
    where: str


def extract_stated(document: Document) -> list[Stated]:
    """Every counted thing in the prose of the chapters, in reading order."""
    found: list[Stated] = []
    for section in document.sections:
        for position, paragraph in enumerate(section.paragraphs, 1):
            told: list[Stated] = []
            for sentence in sentences(paragraph):
                own = list(_from_sentence(sentence, section, section.where(position)))
                told += _tied(own, told)
            found += told
    return found


def _tied(parts: list[Stated], before: list[Stated]) -> list[Stated]:
    """A sentence of counts that add up to one before it in the paragraph breaks that one down."""
    free = [s for s in parts if not s.share_of]
    if len(free) < 3 or len({s.unit for s in free}) > 1:
        return parts
    total = sum((s.value for s in free), Decimal(0))
    whole = next((s for s in reversed(before) if (s.value, s.unit) == (total, free[0].unit)), None)
    if whole is None:
        return parts
    return [s if s.share_of else replace(s, share_of=whole.measure) for s in parts]


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, each with its closing mark."""
    for found in SENTENCE.finditer(paragraph):
        text = found[0].strip()
        if len(text) <= SENTENCE_SIGNS:
            yield from [text] if text else []
            continue
        # Each figure is kept with its sentence: one without end would fill the disk with copies.
        piece = ""
        for clause in CLAUSE.split(text):
            if len(piece) + len(clause) > SENTENCE_SIGNS:
                yield from [piece] if piece else []
                piece = ""
            piece = piece + clause if len(clause) <= SENTENCE_SIGNS else ""
        yield from [piece] if piece else []


def _from_sentence(sentence: str, section: Section, where: str) -> Iterator[Stated]:
    end, whole, parts = 0, "", False
    matches = sorted(
        [*NUMBER.finditer(sentence), *NAKED.finditer(sentence)], key=lambda found: found.start()
    )
    for found in matches:
        if found.start() < end or _is_no_count(sentence, found):
            continue
        between = sentence[end : found.start()]
        parts = bool(whole) and ("其中" in between or (parts and "、" in between))
        measure = _measure(between, sentence[found.end() :])
        if measure:
            stated = _stated(found, measure, section, sentence, where)
            yield replace(stated, share_of=whole if parts else "")
            whole = whole if parts else measure
        end = found.end()


def _measure(between: str, after: str) -> str:
    """What is counted: the clause that leads to the number, else the noun that follows it."""
    clauses = re.split(f"[{CLAUSE_ENDS}]", between)
    name = _trimmed(clauses[-1])
    follow = FOLLOWS.match(after)
    noun = FOLLOW_END.sub("", follow[1]) if follow else ""
    if len(name) >= 2:
        return name
    if len(noun) >= 2:
        return noun
    return next((t for c in reversed(clauses[:-1]) if len(t := _trimmed(c)) >= 2), "")


def _trimmed(text: str) -> str:
    before = ""
    while before != text:
        before = text
        text = TAIL.sub("", LEAD.sub("", text)).strip(" 、“”")
    return text


def _is_no_count(sentence: str, found: re.Match[str]) -> bool:
    digits = found["digits"]
    if len(digits) > LONGEST:
        return True
    if re.fullmatch(r"(?:19|20)\d\d", digits) and sentence[found.end("digits") :].startswith("年"):
        return True
    # 第3期, 前10名, 国办发12号 name a thing and count nothing.
    before = sentence[max(0, found.start() - 8) : found.start()]
    return bool(re.search(r"(?:第|(?<!目)前)\s*$", before))


def _stated(
    found: re.Match[str], measure: str, section: Section, sentence: str, where: str
) -> Stated:
    value, unit = Decimal(found["digits"].replace(",", "")), found["unit"].replace("％", "%")
    scale = found["scale"] or ""
    if unit == "元":  # Money keeps the unit that it is printed in.
        scale, unit = "", scale + unit
    elif unit[:1] == "万" and unit != "万元":
        scale, unit = "万", unit[1:]
    value *= SCALES[scale]
    if scale and value == value.to_integral_value():
        value = value.to_integral_value()
    bound = "exact"
    if found["over"] or found["bound"] in ("超过", "超", "突破", "逾"):
        bound = "at_least"
    elif found["bound"] in ("近", "约", "大约"):
        bound = "about"
    return Stated(section.heading, measure, value, unit, bound, "", sentence, where)
