"""The prose of several reports beside each other, and what one took over from another."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, together
from assistant.texts import in_script, say, spaced
from ingest.chunks import sentences

DIFFER = re.compile(r"不同|差别|区别|变化|一样|相同|异同|对比|differ|change|same|compare")
# What is said of two reports beside the matter: 的说法有什么不同.
COMPARED = re.compile(
    r"(?:的?(?:说法|写法|表述|提法|讲法))?(?:相比)?(?:都?[有存]在?了?(?:什么|哪些|啥|何|没有)?|(?:有没有|是否|是不是)(?:什么)?)?"
    r"(?:不同|不一样|差别|区别|差异|变化|异同|一样|相同)(?:之处|的地方|的)?吗?(?=[?。呢 ]*$)"
)
CITED = re.compile(r"\[(\d{1,3})\]")
POINT = re.compile(
    r"^[（(]?(?:[一二三四五六七八九十]{1,3}是|\d{1,2}[、.．)）]|[一二三四五六七八九十]{1,3}[)）、])"
)
# From this likeness on, out of 100, a sentence is another one with a word changed; short ones are
# alike by chance.
ALIKE, SHORTEST = 88, 10


def side_by_side(answers: Sequence[Answer]) -> Answer:
    """One answer a line, citations numbered through; where the question asks what differs, also
    the sentences of one report that stand in another, to the letter or nearly.
    """
    told = [a for a in answers if a.status == "answered" and a.kind == "passage"]
    if len(told) < 2 or len(told) < sum(a.status == "answered" for a in answers):
        return together(answers)
    offset, numbered = 0, []
    for answer in told:
        numbered.append(_shifted(answer, offset))
        offset += len(answer.evidence)
    missing = [a for a in answers if a.status != "answered"]
    whole = together([*numbered, *missing])
    if not DIFFER.search(whole.query.plain):
        return whole
    return replace(whole, text=f"{whole.text}\n{_taken_over(told)}")


def _shifted(answer: Answer, offset: int) -> Answer:
    text = CITED.sub(lambda m: f"[{int(m[1]) + offset}]", answer.text)
    return replace(answer, text=text)


def _taken_over(told: Sequence[Answer]) -> str:
    """How many sentences of the last report stand in one before, with the first of them."""
    language = told[0].query.language
    *before, last = ([s for e in a.evidence for s in _bare(e.quote)] for a in told)
    earlier = [s for some in before for s in some]
    same = [s for s in last if s in earlier]
    alike = [s for s in last if s not in earlier and _is_alike(s, earlier)]
    if not same and not alike:
        return say(language, "nothing_taken_over")
    quote = in_script(language, spaced((same or alike)[0]))
    return say(language, "taken_over", same=len(same), alike=len(alike), quote=quote)


def _bare(text: str) -> list[str]:
    bare = (POINT.sub("", re.sub(r"\s", "", s)) for s in sentences(text))
    return [s for s in bare if len(s) >= SHORTEST]


def _is_alike(sentence: str, others: Sequence[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    return any(ratio(sentence, other) >= ALIKE for other in others)
