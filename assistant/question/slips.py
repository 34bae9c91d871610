"""Words typed by sound or by slip, read as words of the vocabulary: 不与公开, xingzheng chufa.

Only what nothing else reads is looked at, and only the vocabulary is read into it: names of places
are the business of `places`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.question.lexicon import CHINESE, phrases

# Kinds that a slip may be mended to; letters may also spell the small words around them.
NAMED = frozenset(
    ("row2", "row3", "row4", "column2", "column4", "breakdown", "rate", "sum", "weak", "readings")
)
SPELT = NAMED | {"filler", "operation", "coverage"}
SHORTEST, LONGEST = 2, 14
# In longer phrases near sounds count as the same; shorter ones share a sign with what is written.
NEAR_FROM = 3
LETTERS_OF_A_WORD = 40
LETTERS = re.compile(r"[a-z]+(?:[ ']+[a-z]+)*")
PLACE_KINDS = {"qu": "区", "shi": "市", "xian": "县", "sheng": "省", "zhen": "镇"}
# Signs taken for one another by their shape: 起拆, 现行有郊, 维特.
ALIKE = ("诉拆斥折", "效郊", "持特待侍")
# 没有诉讼的县有多少个: what a place is called by is no slip.
KINDS_OF_PLACE = frozenset("省市区县旗镇乡")
COUNTER = {"jian": "件"}
# Small words of one sign, spelt out between others.
SMALL = {
    "nian": "年", "niandu": "年度", "you": "有", "de": "的", "le": "了", "ji": "几", "jian": "件",
    "qi": "起", "ge": "个", "xin": "新", "he": "和", "bi": "比", "zhan": "占",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of the question as written, and the phrase that it is read as."""

    start: int
    end: int
    written: str
    phrase: str


def mend(text: str, unread: Sequence[tuple[int, int]]) -> list[Slip]:
    """The slips of a normalised question, in order; unread are its stretches that nothing reads."""
    slips: list[Slip] = []
    for at, (start, end) in enumerate(unread):
        if slips and start < slips[-1].end:
            continue
        letters = text[start:end].isascii()
        stop = _end_of_letters(text, unread[at:])
        found = _spelt(text, start, stop) if letters else _misspelt(text, start, end)
        slips += found or _single(text, start, end)
    return slips


def _single(text: str, start: int, end: int) -> list[Slip]:
    """江夏曲 for 江夏区, 多少见 for 多少件: a sign that sounds like the kind of a place or 件."""
    behind_a_word = any(text[max(0, start - n) : start] in phrases() for n in (2, 3, 4))
    sounds = COUNTER if re.search("多少$|几$", text[:start]) else PLACE_KINDS
    if behind_a_word and sounds is PLACE_KINDS:
        # 办申请时 is no place called so.
        return []
    sign = sounds.get(_key(text[start:end])) if end - start == 1 and start else None
    return [Slip(start, end, text[start:end], sign)] if sign else []


def _end_of_letters(text: str, unread: Sequence[tuple[int, int]]) -> int:
    """Where the unread stretches end that only blanks divide: a place may stand behind them."""
    stop = unread[0][1]
    for start, end in unread[1:]:
        if set(text[stop:start].replace("'", " ").split()) - SMALL.keys():
            break
        stop = end
    return stop


def _misspelt(text: str, start: int, end: int) -> list[Slip]:
    """The longest phrase that sounds like what stands here."""
    for length in range(LONGEST, SHORTEST - 1, -1):
        for at in range(max(0, end - length), min(start, len(text) - length) + 1):
            written = text[at : at + length]
            whole = len(CHINESE.findall(written)) == length and not KINDS_OF_PLACE & {*written}
            if whole and (phrase := _like(written) or _shaped(written)):
                return [Slip(at, at + length, written, phrase)]
    return []


def _like(written: str) -> str:
    phrase = _by_sound().get(_key(written), "")
    near = len(phrase) >= NEAR_FROM or ("了" not in phrase and bool(set(phrase) & set(written)))
    return phrase if len(phrase) == len(written) and near else ""


def _shaped(written: str) -> str:
    """The phrase that is written with one sign for another of its shape."""
    for at, sign in enumerate(written):
        for other in (o for group in ALIKE if sign in group for o in group if o != sign):
            phrase = f"{written[:at]}{other}{written[at + 1 :]}"
            if {m.kind for m in phrases().get(phrase, ())} & NAMED:
                return phrase
    return ""


def _spelt(text: str, start: int, stop: int) -> list[Slip]:
    """A run of letters that is pinyin throughout: the words it spells, else nothing."""
    run = LETTERS.match(text, start, stop)
    if run is None:
        return []
    after_place = start > 0 and bool(CHINESE.match(text[start - 1]))
    words = _read_letters(re.sub(r"[ ']", "", run[0]), after_place)
    if not words or not any(w in _by_sound().values() or w in PLACE_KINDS.values() for w in words):
        return []
    return [Slip(run.start(), run.end(), run[0], "".join(words))]


def _read_letters(letters: str, after_place: bool) -> list[str]:
    """The fewest phrases that spell the letters out, [] where none do."""
    best: list[list[str] | None] = [[], *([None] * len(letters))]
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - 40), end):
            before, part = best[begin], letters[begin:end]
            word = _spelling().get(part) or _spelling().get(fold(part)) or SMALL.get(part, "")
            if begin == 0 and after_place:
                word = PLACE_KINDS.get(part, word)
            if (
                before is not None
                and word
                and (best[end] is None or len(before) + 1 < len(best[end] or ()))
            ):
                best[end] = [*before, word]
    return best[-1] or []


def _mendable(kinds: frozenset[str]) -> Iterator[str]:
    for phrase, meanings in phrases().items():
        if {m.kind for m in meanings} & kinds and len(CHINESE.findall(phrase)) == len(phrase) > 1:
            yield phrase


@cache
def _by_sound() -> dict[str, str]:
    """The named phrases by their sound, where no two that sound alike mean different things."""
    held: dict[str, set[str]] = {}
    for phrase in _mendable(NAMED):
        held.setdefault(_key(phrase), set()).add(phrase)
    alike = {sound: {phrases()[p] for p in found} for sound, found in held.items()}
    return {sound: min(found) for sound, found in held.items() if len(alike[sound]) == 1}


@cache
def _spelling() -> dict[str, str]:
    """What letters may spell: the named phrases before the small words, exact before near."""
    every = dict(_by_sound())
    for kinds in (SPELT, NAMED):
        every |= {"".join(_sounds(phrase)): phrase for phrase in _mendable(kinds)}
    return every


def _key(phrase: str) -> str:
    """How a phrase sounds; in a long one near sounds count as the same."""
    sound = "".join(_sounds(phrase))
    return fold(sound) if len(phrase) >= NEAR_FROM else sound


def fold(sound: str) -> str:
    """Pinyin without what southern speakers leave out: zh, ch, sh, ng."""
    return re.sub(r"(?<=[zcs])h|(?<=n)g", "", sound)


def _sounds(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [str(sound) for sound in lazy_pinyin(text)]
