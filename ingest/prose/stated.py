"""Figures that stand only in prose: what is counted, how much, how exactly, in which sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.document import Document, Section
from ingest.prose.naming import counted, distributed, trimmed
from ingest.prose.numerals import read_counts

SENTENCE = re.compile(r"[^。；;！!？?]+[。；;！!？?]?")
# A longer sentence is taken clause by clause; what has no clauses either is no sentence.
SENTENCE_SIGNS = 1000
CLAUSE = re.compile(r"(?<=[，；;])|(?<=,)(?!\d)")
# Words that open the parts of the count before them, and a share of it.
OF_WHICH = re.compile(r"其中")
OF_WHICH_INSIDE = re.compile(r"^[（(]其中")
PARTS = re.compile(
    r"^[，,]?\s*(?:主要)?(?:包括|包含|分为|含|按[^，。\d]{1,12}分)|^[（(](?!同比|较|比|次[）)])"
)
LISTED = re.compile(r"、|^(?:以?及|和)|^$")
# 村（社区）栏目 closes no bracket that was open before.
CLOSED = re.compile(r"^[^（(]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
SHARE = re.compile(
    r"(?:^|[，,、：:（(])(?P<who>[^，,、：:（(]*?)(?:占(?:比|了|到|达|据)?(?P<base>[^\d，,]*?)|比例|比重)"
    r"(?:的?(?:比例|比重))?(?:为|约为?|达到?|到|近|的)*$"
)
WITHIN = re.compile(r"在?(?P<base>.{2,})[中里]")
DIFFERENCE = re.compile(r"(?:同比|较|比).*(?:增|减|升|降|多|少)")
# 培训2次，累计500人次: of the same; in the same unit it might add up more than the one before.
IN_ALL = re.compile(r"[，,](?:累计|共计?)")
# What became of a whole is no part of it.
STAGE = re.compile(r"办结|答复|办复|回复|结转|满意|完成|按期")


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


def _tied(parts: list[Stated], before: list[Stated]) -> list[Stated]:
    """A sentence of counts that add up to one before it in the paragraph breaks that one down."""
    free = [s for s in parts if not s.share_of and s.unit != "%"]
    opens = bool(parts) and OF_WHICH.match(parts[0].quote)
    if len(free) < (2 if opens else 3) or len({s.unit for s in free}) > 1:
        return parts
    total = sum((s.value for s in free), Decimal(0))
    wholes = [s for s in reversed(before) if s.unit == free[0].unit]
    # 等 may leave some out of those that a sentence names as parts of the one before it.
    last = [s for s in wholes[:1] if opens and s.value > total]
    whole = next((s for s in [*wholes, *last] if s.value == total or s in last), None)
    if whole is None:
        return parts
    return [replace(s, share_of=whole.measure) if s in free else s for s in parts]


def _from_sentence(sentence: str, section: Section, where: str) -> list[Stated]:
    counts = list(read_counts(sentence))
    named = distributed(sentence, counts)
    found: list[tuple[Stated, str]] = []
    before = ""
    for at, count in enumerate(counts):
        between = sentence[counts[at - 1].end if at else 0 : count.start]
        measure, base = _share(between, before) if count.unit == "%" else ("", "")
        share = bool(measure)
        measure = measure or counted(between, sentence[count.end :], before, at > 0)
        measure = named.get(at, measure)
        if not measure and IN_ALL.fullmatch(between) and counts[at - 1].unit != count.unit:
            measure = before
        stated = Stated(
            section.heading,
            measure,
            count.value,
            count.unit,
            count.bound,
            base,
            sentence,
            where,
        )
        found.append((stated, between))
        before = before if share else measure
    # A count of nobody knows what is not told, and yet it may be the whole of those behind it.
    return [stated for stated in _with_wholes(found) if stated.measure]


def _share(between: str, before: str) -> tuple[str, str]:
    """What has a share (好评数占比) and of what (评价总数), "" twice where none is told of."""
    found = SHARE.search(between)
    if not found:
        return "", ""
    who, base = trimmed(found["who"] or ""), found["base"]
    if len(who) > 1 and base is None:  # 满意比例100%
        return "", ""
    base = base or ""
    if within := WITHIN.fullmatch(found["who"] or ""):
        who, base = "", within["base"]
    # 规划计划类信息，占总体比例为9%: named in the clause before.
    named = trimmed(re.split(r"[，,、：:（(]", between[: found.start()])[-1])
    name = who if len(who) > 1 else named if len(named) > 1 else before
    return (f"{name}占比", base.removesuffix("的")) if name else ("", "")


def _with_wholes(found: Sequence[tuple[Stated, str]]) -> list[Stated]:
    """The counts of a sentence, each part with the total that it is named under."""
    told: list[Stated] = []
    wholes: list[Stated] = []
    closed = set[int]()
    inner: Stated | None = None
    parts = False
    for stated, between in found:
        closes = bool(CLOSED.search(between))
        if OF_WHICH_INSIDE.match(between) and told:
            inner = told[-1]
        elif closes and inner:
            inner, closes = None, False
        if inner and stated.unit == inner.unit:
            stated = replace(stated, share_of=inner.measure)
        elif stated.unit != "%":
            whole = next((w for w in reversed(wholes) if w.unit == stated.unit), None)
            opens = OF_WHICH.search(between) or (PARTS.search(between) and whole)
            goes_on = parts and LISTED.search(between) and not CLOSED.search(between)
            parts = bool(wholes) and bool(opens or goes_on)
            if parts:
                stated = replace(stated, share_of=(whole or wholes[-1]).measure)
            elif not DIFFERENCE.search(stated.measure):
                wholes.append(stated)
        told.append(stated)
        if closes:
            closed.add(id(stated))
    # Of parts alone none is the whole of others: 其中甲32条，乙20条，丙12条.
    return told if found and OF_WHICH.match(found[0][1]) else _completed(told, closed)


def _completed(told: list[Stated], closed: set[int]) -> list[Stated]:
    """Counts after a total that add up to it, if need be with those known as its parts.

    What comes after a bracket (`closed`) is no part of what was broken down within it.
    """
    for at, whole in enumerate(told):
        if whole.share_of or whole.unit == "%":
            continue
        run = [s for s in told[at + 1 :] if s.unit != "%" and s.share_of in ("", whole.measure)]
        added, taken = Decimal(0), list[Stated]()
        for part in run:
            other = part.unit != whole.unit or (taken and id(part) in closed)
            if other or added >= whole.value or STAGE.search(part.measure):
                break
            added, taken = added + part.value, [*taken, part]
        # Within a list of parts 报告2条、职能1条、简介1条 adds up by chance.
        listed = any(s.share_of for s in told[:at])
        named = any(s.share_of == whole.measure for s in taken)
        if added == whole.value and len(taken) > 1 and (named or not listed):
            ids = {id(part) for part in taken if not part.share_of}
            return [replace(s, share_of=whole.measure) if id(s) in ids else s for s in told]
    return told
