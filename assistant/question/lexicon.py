"""Words to meanings by longest match: the forms' vocabulary and the grammar's as one."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.question.patterns import compiled, first_signs
from ingest import forms

GRAMMAR = Path(__file__).parents[1] / "grammar"
QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》")
CHINESE = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[a-z0-9%]")
# Where the last two signs of a phrase belong to those behind: 新收的申请人 is no 新收的申请,
# 其他处理当中其他组织 no 其他处理：其他, 公开了一半以上 is no 公开了一半.
BEHIND = re.compile("申请[人者](?!民)|其他(?:法人|组织|机构|单位)|一半(?:[以之][上下]|多|左右)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may stand for: kind says as what, code names it."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question with its meanings."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]

    def code(self, kind: str) -> str:
        """The code it has as this kind, "" where it has none."""
        return next((m.code for m in self.meanings if m.kind == kind), "")


Pattern = tuple[str, tuple[Meaning, ...]]


@cache
def grammar(name: str) -> Mapping[str, Any]:
    """One file of the grammar."""
    return tomllib.loads((GRAMMAR / f"{name}.toml").read_text(encoding="utf-8"))


def _everyday_phrases() -> Iterator[tuple[str, Meaning]]:
    """How people put it who have never seen a form."""
    files = ("everyday", "described", "english")
    for kind, entries in chain.from_iterable(grammar(name).items() for name in files):
        for code, patterns in entries.items():
            yield from ((pattern, Meaning(kind, code)) for pattern in patterns)


def _form_phrases() -> Iterator[tuple[str, Meaning]]:
    for entry in forms.entries():
        kind = entry.kind if entry.kind == "breakdown" else f"{entry.kind}{entry.table}"
        if entry.table == "annex":
            continue
        for phrase in (*entry.asked, *entry.asked_en):
            yield phrase, Meaning(kind, entry.code)


def _grammar_phrases() -> Iterator[tuple[str, Meaning]]:
    words = grammar("words")
    for kind in (
        "operation",
        "coverage",
        "out_of_scope",
        "absent",
        "unstated",
        "weak",
        "weak_row2",
        "superlative",
        "restricting",
    ):
        for code, phrases in words[kind].items():
            for phrase in phrases:
                yield phrase, Meaning(kind, code)
    for why, phrases in words["filler"].items():
        for phrase in phrases:
            yield phrase, Meaning("filler", why)
    rates = grammar("rates")
    for kind, entries in (
        ("rate", rates["rate"]), ("sum", rates["sum"]), ("readings", rates["readings"]),
    ):  # fmt: skip
        for entry in entries:
            for phrase in entry["asked"]:
                yield phrase, Meaning(kind, entry["code"])
    topics = grammar("topics")
    for topic in topics["topic"]:
        for phrase in topic["asked"]:
            yield phrase, Meaning("topic", topic["code"])
    for kind in ("words", "mention"):
        for phrase in topics["narrative"][kind]:
            yield phrase, Meaning("narrative" if kind == "words" else "mention", phrase)


@cache
def phrases() -> Mapping[str, tuple[Meaning, ...]]:
    """Every phrase with all its meanings."""
    held: dict[str, list[Meaning]] = {}
    suits = grammar("words")["suit"]
    for phrase, meaning in (
        *_form_phrases(),
        *_grammar_phrases(),
        *_everyday_phrases(),
        *((phrase, Meaning("row4", "suit")) for phrase in suits["words"]),
        *((phrase, Meaning("verdict", "suit")) for phrase in suits["verdicts"]),
        ("其他", Meaning("other", "other")),
        ("其它", Meaning("other", "other")),
        ("other", Meaning("other", "other")),
    ):
        key = phrase.translate(QUOTES).lower()
        meanings = held.setdefault(key, [])
        if meaning not in meanings:
            meanings.append(meaning)
    for why, words in grammar("talk")["filler"].items():
        for word in words:
            held.setdefault(word, [Meaning("filler", why)])
    return {phrase: tuple(meanings) for phrase, meanings in held.items()}


@cache
def annex_phrases() -> Mapping[str, tuple[Meaning, ...]]:
    """The phrases of the 2014 annex: read only where reports of its years are asked about."""
    held: dict[str, tuple[Meaning, ...]] = {}
    for entry in (e for e in forms.entries() if e.table == "annex"):
        for phrase in (*entry.asked, *entry.asked_en):
            held[phrase] = (*held.get(phrase, ()), Meaning("annex", entry.code))
    return held


@cache
def _longest() -> int:
    return max(map(len, (*phrases(), *annex_phrases())))


@cache
def _patterns(annex: bool = False) -> Mapping[str, tuple[Pattern, ...]]:
    """The phrases with a choice or a gap, by each sign that they may begin with."""
    held: dict[str, list[Pattern]] = {}
    for phrase, meanings in (annex_phrases() if annex else phrases()).items():
        if "…" in phrase or "(" in phrase:
            for sign in first_signs(phrase):
                held.setdefault(sign, []).append((phrase, meanings))
    return {sign: tuple(found) for sign, found in held.items()}


def read_words(text: str, taken: list[tuple[int, int]], annex: bool = False) -> list[Token]:
    """The tokens of a normalised question outside the stretches already taken, longest first; with
    the annex, its words before those of the later forms. What is done with rules, money and cases
    is read where a row of table two is named: 撤回的申请 is no repealed rule.
    """
    tokens = _read_words(text, taken, annex, ("weak_column2",))
    if any(m.kind.endswith("row2") for token in tokens for m in token.meanings):
        return _read_words(text, taken, annex, ())
    return tokens


def words_of_doing(text: str) -> list[Token]:
    """What is said to be done with rules, money and cases, in a turn behind one that named them."""
    tokens = _read_words(text, [], False, ())
    return [
        replace(t, meanings=(Meaning("column2", code),))
        for t in tokens if (code := t.code("weak_column2")) and not t.code("column2")
    ]  # fmt: skip


def _read_words(
    text: str, taken: list[tuple[int, int]], annex: bool, without: tuple[str, ...]
) -> list[Token]:
    tokens, at = [], 0
    while at < len(text):
        end = next((stop for start, stop in taken if start <= at < stop), 0)
        if end:
            at = end
            continue
        limit = min((start for start, _ in taken if start > at), default=len(text))
        token = _longest_at(text, at, limit, without)
        if token and BEHIND.match(text, token.end - 2) and token.end - 2 > at:
            token = _longest_at(text, at, token.end - 2, without) or token
        if annex and (older := _of_annex(text, at, limit)):
            token = older if token is None or token.end <= older.end else token
        token = token and _given_way(text, token, limit)
        if token:
            tokens.append(token)
        at = token.end if token else at + 1
    return tokens


def _longest_at(text: str, at: int, limit: int, without: tuple[str, ...]) -> Token | None:
    """The longest phrase that starts here, with all that it may mean; small words of talk give way
    to a phrase that means something.
    """
    if WORD.match(text[at]) and at > 0 and WORD.match(text[at - 1]):
        return None
    plain = _phrase_at(text, at, limit)
    patterned = _pattern_at(text, at, limit, _patterns(), without)
    if plain is None or patterned is None:
        return plain or patterned
    if plain.end == patterned.end:
        return replace(plain, meanings=_telling((*plain.meanings, *patterned.meanings)))
    talk = patterned.code("filler") and not plain.code("filler")
    return plain if talk or plain.end > patterned.end else patterned


def _given_way(text: str, token: Token, limit: int) -> Token:
    """The small word left where a longer phrase begins within a token and reaches beyond it:
    那部分公开 is 那 and 部分公开. What means something gives way only to one twice as long:
    几件申请 to 申请人逾期未缴费, 办理率 not to 率是多少.
    """
    length = (token.end - token.start) * (1 if token.code("filler") else 2)
    for at in range(token.start + 1, token.end):
        longer = _phrase_at(text, at, limit)
        if longer is None or longer.end <= token.end or longer.code("filler"):
            continue
        left = phrases().get(text[token.start : at], ())
        if longer.end - at > length and any(m.kind == "filler" for m in left):
            return Token(token.start, at, text[token.start : at], left)
    return token


def _phrase_at(text: str, at: int, limit: int) -> Token | None:
    for end in range(min(limit, at + _longest()), at, -1):
        inside_word = end < len(text) and WORD.match(text[end - 1]) and WORD.match(text[end])
        if not inside_word and (meanings := phrases().get(text[at:end])):
            return Token(at, end, text[at:end], meanings)
    return None


def _telling(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Each meaning once; what means something is not passed over as talk."""
    every = tuple(dict.fromkeys(meanings))
    return tuple(m for m in every if m.kind != "filler") or every


def _of_annex(text: str, at: int, limit: int) -> Token | None:
    """The longest phrase of the 2014 annex that starts here, with its topic where it has one."""
    if WORD.match(text[at]) and at > 0 and WORD.match(text[at - 1]):
        return None
    for end in range(min(limit, at + _longest()), at, -1):
        if meanings := annex_phrases().get(text[at:end]):
            topics = (m for m in phrases().get(text[at:end], ()) if m.kind == "topic")
            return Token(at, end, text[at:end], (*meanings, *topics))
    return _pattern_at(text, at, limit, _patterns(annex=True))


def _pattern_at(
    text: str,
    at: int,
    limit: int,
    patterns: Mapping[str, tuple[Pattern, ...]],
    without: tuple[str, ...] = (),
) -> Token | None:
    """The longest phrase with a choice or a gap that starts here, with all that it may mean."""
    found = [
        (m.end(), meanings)
        for phrase, meanings in patterns.get(text[at], ())
        if meanings[0].kind not in without and (m := compiled(phrase).match(text, at, limit))
    ]
    end = max((end for end, _ in found), default=at)
    meanings = chain.from_iterable(meanings for stop, meanings in found if stop == end)
    return Token(at, end, text[at:end], _telling(meanings)) if end > at else None


def unread(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a question that nothing has read, punctuation left out."""
    marks = list(text)
    for start, end in taken:
        marks[start:end] = " " * (end - start)
    pattern = r"[\u3400-\u9fff]+|[a-z][a-z'\-]*|\d[\d.,%]*"
    return [m.span() for m in re.finditer(pattern, "".join(marks))]
