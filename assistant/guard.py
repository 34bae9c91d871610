"""No number, name, date, quotation or citation in a sentence that its evidence doesn't hold.

A chat model's sentence passes only whole: it must cite, and all that could be wrong in it must
stand in what it cites. What fails is dropped, never mended.
"""

import re
import unicodedata
from collections.abc import Sequence

from ingest.divisions import gazetteer
from ingest.words import terms

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?(?:\s*\[\d{1,3}\])*")
CITATION = re.compile(r"\[(\d{1,3})\]")
NUMBER = re.compile(r"\d[\d,.]*")
# Numbers in words count something or name a day; 一是 and 第一 only order.
WORDED = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿]+(?=[件条项次个人份场期家类年月日天成倍元%％]|分之)|百分之[〇零一二三四五六七八九十百点]+"
)
QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{2,60})[”\"」』》]")
BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:人民政府|办公厅|办公室|委员会|管委会|局|厅|法院|检察院|公司|大学|街道办)"
)
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9@:/._-]*")
CLAUSE = re.compile(r"[，,；;：:。！？!?]")
# How much of a clause must be the evidence's own words; the rest is how one joins them.
OWN_WORDS = 0.5


def kept_sentences(text: str, evidence: Sequence[str], known: str) -> list[str]:
    """The sentences of `text` that hold; evidence is what [1], [2]… cite, known what every sentence
    may name besides: the body, the year and the title.
    """
    sentences = [s.strip() for s in SENTENCE.findall(text) if s.strip()]
    return [s for s in sentences if _holds(s, evidence, known)]


def _holds(sentence: str, evidence: Sequence[str], known: str) -> bool:
    cited = [int(n) for n in CITATION.findall(sentence)]
    if not cited or not all(1 <= n <= len(evidence) for n in cited):
        return False
    said = unicodedata.normalize("NFKC", CITATION.sub("", sentence))
    source = _plain("\n".join(evidence[n - 1] for n in cited))
    around = source + "\n" + _plain(known)
    return all(part in around for part in _risky(said)) and _own_words(said, around)


def _risky(said: str) -> list[str]:
    """Everything in a sentence that could be wrong: numbers as whole numbers, names, quotations."""
    found = [f"\x00{n.strip('.,').replace(',', '')}\x00" for n in NUMBER.findall(said)]
    found += [*WORDED.findall(said), *QUOTED.findall(said), *LATIN.findall(said)]
    found += [_after_verbs(name) for name in BODY.findall(said)]
    return [*found, *_places(said)]


def _after_verbs(name: str) -> str:
    """The name of a body without the words that lead to it."""
    return re.sub(r"^.*?(?:由|向|对|和|与|及|在|将|要求|经|是|为|，)", "", name) or name


def _places(said: str) -> list[str]:
    found, at = [], 0
    while at < len(said):
        place = gazetteer().read(said, at)
        if place is not None and place.full:
            found.append(said[at : place.end])
        at = place.end if place is not None and place.full else at + 1
    return found


def _own_words(said: str, around: str) -> bool:
    """Whether every clause is made of words that the evidence or the report's name holds."""
    clauses = [[p for p in terms(c) if len(p) > 1] for c in CLAUSE.split(said)]
    clauses = [pairs for pairs in clauses if pairs]
    shares = [sum(p in around for p in pairs) / len(pairs) for pairs in clauses]
    return bool(shares) and min(shares) >= OWN_WORDS


def _plain(text: str) -> str:
    """Narrow, and each number set apart, so that 12 is not found in 120."""
    text = unicodedata.normalize("NFKC", text)
    apart = NUMBER.sub(lambda m: f"\x00{m[0].strip('.,').replace(',', '')}\x00", text)
    return f"{apart}\n{text}"
