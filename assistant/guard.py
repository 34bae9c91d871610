"""No number, name, date, quotation, negation or citation that the evidence doesn't hold.

A chat model's sentence passes only whole: it must cite, be made of the words of what it cites, and
put each number after the words that it stands after there. What fails is dropped, never mended:
a true sentence lost costs a reader nothing that the passages below don't give.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.clean import simplify
from ingest.identity.divisions import gazetteer
from ingest.report import Report

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?(?:\s*\[\d{1,3}\])*")
CITATION = re.compile(r"\[(\d{1,3})\]")
CLAUSE = re.compile(r"[，,；;：:。！？!?、\n]")
UNIT = (
    r"(?:[万亿千百]?(?:个?工作日|公斤|公里|平方米|人次|场次|件次|[元件条项次个人名份场期家篇类年月日天倍成番起宗封页处%‰])|"
    r"[万亿千百])"
)
WORDED = r"[〇零一二两三四五六七八九十百千万亿]+(?=[余多几来]?" + UNIT + "|分之)"
NUMBER = re.compile(rf"(?:\d[\d,.]*|{WORDED})")
UNITS = re.compile(f"[余多几来]?{UNIT}")
# What may stand between a noun and its number, and changes nothing.
LINKS = re.compile(r"(?:分别|总计|共计|合计|达到|数量|[为达共约近了是有超计数])+$")
QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{2,60})[”\"」』》]")
BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:人民政府|办公厅|办公室|委员会|管委会|局|厅|法院|检察院|公司|大学|街道办)"
)
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9@:/._-]*")
# Words that join what the evidence says; everything else must be its own.
GLUE = re.compile(
    r"(?:的|了|和|与|及|以及|并|并且|还|也|在|是|为|由|对|将|其中|主要|包括|此外|另外|同时|方面|等|报告|年报|该|这|"
    r"提到|写道|指出|表示|说明|显示|根据|通过|一是|二是|三是|四是|五是|有)+"
)
# Results of the form, each read as one sign: half of one (予公开, 公开) says something else.
TERMS = {"部分公开": "㐀", "不予公开": "㐁", "不予处理": "㐂", "无法提供": "㐃"}
# What turns a statement round, or narrows it: it must stand where the evidence has it.
NEGATION = re.compile(
    r"未|没有|没|不|无|非|免|拒|禁|停止|取消|除外|尚|仅|只|部分|个别|少数|有的|约|近|余|超|至少|以上|以下|"
    + "|".join(TERMS.values())
)
HARMLESS = re.compile(r"不断|不仅|不但|不同|无障碍|非常|除了|不少于|近年|只要")
INVISIBLE = ("Cf", "Cc", "Co", "Cs")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence of the evidence; at counts them, with a gap between passages."""

    at: int
    text: str
    numbers: frozenset["Number"]


Number = tuple[str, str, str, str]  # what stands before it, value, unit, what stands after it


@dataclass(frozen=True, slots=True)
class About:
    """What every sentence may open with besides: the body by its names, and the year."""

    names: tuple[str, ...]
    year: int | None = None

    def without(self, text: str) -> str:
        """A clause without the body and year that it opens with."""
        year = f"{self.year}年"
        ends = {name[at:] for name in self.names for at in range(len(name) - 1)}
        for name in sorted({*self.names, *ends, ""}, key=len, reverse=True):
            rest = text.removeprefix(name)
            if len(rest) < len(text) or not name:
                rest = rest.removeprefix("在").removeprefix(year)
                if len(rest) < len(text):
                    return rest
        return text


def about(report: Report) -> About:
    """The body and year of a report: 江夏区, 武汉市江夏区人民政府 and so on, never 湖北省 alone."""
    return About((_plain(report.publisher), _plain(report.division)), report.year)


def kept_sentences(text: str, evidence: Sequence[str], known: Sequence[About]) -> list[str]:
    """The sentences of `text` that hold; evidence is what [1], [2]… cite, known whose each is."""
    shown = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in INVISIBLE)
    sentences = [s.strip() for s in SENTENCE.findall(shown) if s.strip()]
    return [s for s in sentences if _holds(s, evidence, known)]


def _holds(sentence: str, evidence: Sequence[str], known: Sequence[About]) -> bool:
    cited = [int(n) for n in CITATION.findall(sentence)]
    if not cited or not all(1 <= n <= len(evidence) for n in cited):
        return False
    of = {known[n - 1] for n in cited}
    one = of.pop() if len(of) == 1 else About(())
    said = _plain(CITATION.sub("", sentence))
    sources = [_plain(evidence[n - 1]) for n in dict.fromkeys(cited)]
    around = "\n".join([*sources, *one.names])
    return all(n in around for n in _names(said)) and _aligned(said, [*_clauses(sources)], one)


def _plain(text: str) -> str:
    """Simplified, narrow, in the signs that the rules know."""
    plain = simplify(unicodedata.normalize("NFKC", text))
    for term, sign in TERMS.items():
        plain = plain.replace(term, sign)
    return plain


def _names(said: str) -> list[str]:
    """Names of bodies and places, quotations and foreign words: each must stand as it is."""
    found = [*QUOTED.findall(said), *LATIN.findall(said)]
    found += [re.sub(r"^.*?(?:由|向|对|和|与|及|在|将|要求|经|是|为)", "", n) or n
              for n in BODY.findall(said)]  # fmt: skip
    return [*found, *_places(said)]


def _places(said: str) -> Iterator[str]:
    at = 0
    while at < len(said):
        place = gazetteer().read(said, at)
        if place is not None and place.full:
            yield said[at : place.end]
        at = place.end if place is not None and place.full else at + 1


def _is_made_of(said: str, source: str) -> bool:
    """Whether every sign stands beside one that it stands beside in the source, or only joins."""
    beside = [said[at : at + 2] in source for at in range(len(said) - 1)]
    own = [any(beside[max(at - 1, 0) : at + 1]) for at in range(len(said))]
    new = "".join(c if c.isalnum() and not is_own else " "
                  for c, is_own in zip(said, own, strict=True))  # fmt: skip
    return any(own) and all(GLUE.fullmatch(run) for run in new.split())


def _clauses(sources: Sequence[str]) -> Iterator[Clause]:
    at = 0
    for source in sources:
        for text in CLAUSE.split(source):
            if text.strip():
                yield Clause(at, text, frozenset(_numbers(text)))
                at += 1
        at += 100


def _numbers(text: str) -> Iterator[Number]:
    for found in NUMBER.finditer(text):
        unit = UNITS.match(text, found.end())
        end = unit.end() if unit else found.end()
        before = LINKS.sub("", text[: found.start()])[-2:]
        value = found[0].strip(".,").replace(",", "")
        yield before, value, unit[0] if unit else "", text[end : end + 2]


def _aligned(said: str, clauses: Sequence[Clause], known: About) -> bool:
    """Whether every clause is taken from one of the evidence, numbers following as they do there.

    A number in the next clause belongs to the one before: 建议128件，满意率100% must not be put
    together from two that the evidence keeps apart.
    """
    last: int | None = None
    for text in CLAUSE.split(said):
        bare = known.without(text)
        if not any(c.isalnum() for c in bare):
            continue
        numbers = list(_numbers(bare))
        fitting = [c for c in clauses if _fits(bare, numbers, c)]
        if numbers and last is not None:
            fitting = [c for c in fitting if c.at in (last, last + 1)]
        if not fitting:
            return False
        last = fitting[0].at
    return last is not None


def _fits(text: str, numbers: Sequence[Number], clause: Clause) -> bool:
    """Whether a clause of the evidence says the same: words, numbers, and what turns it round."""
    if _turns(text) != _turns(clause.text) or not _is_made_of(text, clause.text):
        return False
    return all(any(_same(number, told) for told in clause.numbers) for number in numbers)


def _same(said: Number, told: Number) -> bool:
    """The same number of the same thing, which stands before it or, at a clause's start, after."""
    before, value, unit, after = said
    thing = before == told[0] if before else not told[0] and after == told[3]
    return (value, unit) == told[1:3] and thing


def _turns(text: str) -> Counter[str]:
    return Counter(NEGATION.findall(HARMLESS.sub("", text)))
