"""Names of divisions in a question, in Chinese and in pinyin; everyday words are none."""

import re
from collections.abc import Sequence
from functools import cache

from ingest.identity.divisions import Division, gazetteer
from ingest.identity.wording import words
from ingest.store.words import cutter

# Spoken names of counties that are everyday words: they need their suffix.
EVERYDAY = {
    "公安",
    "和平",
    "开发",
    "城区",
    "矿区",
    "郊区",
    "市区",
    "新城",
    "城关",
    "新华",
    "建设",
    "解放",
    "向阳",
    "民权",
    "永定",
    "南部",
    "中方",
    "中山",
}

CHINESE_BEFORE = re.compile("[\u3400-\u9fff]*$")
# duoshao jian is how many of them, and not 吉安.
COUNTED_IN_PINYIN = re.compile(r"\b(?:duo ?shao|ji|you) ?$")
# Bodies of the centre that no list holds, which no place stands before.
CENTRAL = (
    r"(?:国家|中国)[^\W\da-z_的有哪什几各所和与在对年是被多新收到了吗呢、秘]{1,8}?"
    r"(?:总局|局|委员会|委|署|监会|银行)|国务院(?:办公厅)?(?=[0-9])"
)


@cache
def national() -> re.Pattern[str]:
    """The ministries by their full and short names, and the other bodies of the centre."""
    named = words()["ministries"]
    short = [
        f"{form}部" for stem, forms in words()["stems"].items() if f"{stem}部" in named
        for form in forms
    ]  # fmt: skip
    longest = sorted({*named, *short}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(longest)})(?!门|分)|{CENTRAL}")


def division_at(text: str, at: int, after_place: bool) -> tuple[int, tuple[Division, ...]]:
    """A division of the gazetteer that starts here, with where its name ends."""
    place = gazetteer().read(text, at)
    if place is None:
        return _english_at(text, at)
    name = text[at : place.end]
    spoken = not place.full and place.names == 1
    counties = all(d.level == "county" for d in place.divisions)
    if spoken and (name in EVERYDAY or is_a_word(name)):
        return 0, ()
    alone = _stands_alone(text, at, place.end) and not _across_words(text, at, place.end)
    if spoken and counties and not after_place and not alone:
        return 0, ()
    if spoken and re.match("镇|乡|街道", text[place.end :]):
        return 0, ()
    return place.end, place.divisions


def place_of(name: str) -> str:
    """泗洪县 of 泗洪县公安局."""
    found = re.match("[^省市区县旗]{1,6}[市区县旗](?=.)", name)
    return found[0] if found else name


@cache
def _by_pinyin() -> dict[str, tuple[Division, ...]]:
    held: dict[str, list[Division]] = {}
    for division in gazetteer().divisions:
        if len(division.pinyin) > 3:
            held.setdefault(division.pinyin, []).append(division)
    return {name: tuple(found) for name, found in held.items()}


def _english_at(text: str, at: int) -> tuple[int, tuple[Division, ...]]:
    word = re.compile(r"[a-z]{4,}").match(text, at)
    if not word or inside_word(text, at, word.end()) or is_a_word(word[0]):
        return 0, ()
    if COUNTED_IN_PINYIN.search(text[:at]):
        return 0, ()
    known = _by_pinyin().get(word[0], ())
    return (word.end(), known) if known else (0, ())


def inside_word(text: str, at: int, end: int) -> bool:
    """Whether a stretch of Latin letters is part of a longer word."""
    before = at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()
    after = end < len(text) and text[end].isascii() and text[end].isalpha()
    return before or after


def _stands_alone(text: str, at: int, end: int) -> bool:
    """A spoken county name counts at the start, or where a year or a mark follows."""
    return (
        at == 0
        or end == len(text)
        or bool(re.match(r"[\d\s,，、的和与跟比]|二[〇零○]", text[end:]))
    )


def _across_words(text: str, at: int, end: int) -> bool:
    """政策出台前的: 台 belongs to 出台, and 台前 is no county there."""
    start = at - len(CHINESE_BEFORE.search(text[:at])[0])  # type: ignore[index]
    for word in cutter().cut(text[start : at + 4], False):
        if start < at < start + len(word) < end:
            return True
        start += len(word)
    return False


def is_a_word(text: str) -> bool:
    """Whether a name is also an everyday word, or a phrase of the vocabulary."""
    from assistant.question.lexicon import phrases

    return text in phrases()


@cache
def names_above(code: str) -> frozenset[str]:
    """Short names in Chinese and in Latin letters that mean a province, or what a county lies in.

    `code` is the county's; without one every prefecture counts. 朝阳区 of 北京 lies in no 朝阳市.
    """
    if not code:
        return _names_of("province") | _names_of("prefecture")
    prefecture = gazetteer().by_code(f"{code[:4]}00")
    return _names_of("province") | (_named(prefecture) if prefecture else frozenset())


@cache
def _names_of(level: str) -> frozenset[str]:
    every = (d for d in gazetteer().divisions if d.level == level and d.last_year is None)
    return frozenset(name for d in every for name in _named(d))


def _named(division: Division) -> frozenset[str]:
    return frozenset((division.short, division.pinyin))


def highest(known: Sequence[Division]) -> Sequence[Division]:
    """Of divisions called alike those of the provinces, else of the prefectures, else all."""
    ranks = ([d for d in known if d.level == level] for level in ("province", "prefecture"))
    return next((held for held in ranks if held), known)


def named_so(written: str, known: Sequence[Division]) -> str:
    """A name in Latin letters is told as the one division that it can be."""
    highest = min((len(d.path) - len(d.full_name) for d in known), default=0)
    first = {d.full_name for d in known if len(d.path) - len(d.full_name) == highest}
    return next(iter(first)) if written.isascii() and len(first) == 1 else written
