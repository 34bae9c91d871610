"""The glossary: terms of the forms and of the law in plain words, apart from what reports say."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.query import Query

FILE = Path(__file__).parent / "glossary" / "terms.toml"
ASKS = re.compile(
    r"什么是|什么叫|何谓|何为|啥叫|啥是|是什么意思|什么意思|啥意思|是什么(?!人|时候|原因|单位|样|类|结果)|指什么|是指|指的是|含义|定义|解释|怎么理解|"
    r"有什么区别|有啥区别|有啥不一样|有什么不一样|区别是|区别|不同在|what is|what are|what does|"
    r"what do|mean|meaning|define|definition|explain|difference between"
)
MEANS = re.compile(
    r"什么意思|啥意思|什么叫|什么是|何谓|含义|定义|怎么理解|啥叫|啥是|mean|define|explain"
)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: what it is in plain words, the articles it rests on, and what one can do next."""

    id: str
    name: str
    name_en: str
    text: str
    text_en: str
    basis: tuple[str, ...]
    asked: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    but_not: tuple[str, ...] = ()
    next: str = ""
    next_en: str = ""


@cache
def glossary() -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Terms, and answers to frequent questions."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(map(_term, held["term"])), tuple(map(_term, held["faq"]))


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        id=entry["id"], name=entry["name"], name_en=entry["name_en"], text=entry["text"],
        text_en=entry["text_en"], basis=tuple(entry["basis"]), asked=tuple(entry.get("asked", ())),
        keys=tuple(tuple(k) for k in entry.get("keys", ())), but_not=tuple(entry.get("not", ())),
        next=entry.get("next", ""), next_en=entry.get("next_en", ""),
    )  # fmt: skip


def asks_definition(query: Query) -> bool:
    """Whether the words ask what something means."""
    return bool(ASKS.search(query.plain))


def answer_definition(query: Query, last: bool = False) -> Answer | None:
    """The entry that a question asks for; a named place or year asks for a report instead, unless
    nothing else was understood (`last`).
    """
    if (query.mentions or query.counting) and not last and not MEANS.search(query.plain):
        return None
    found = [faq for faq in glossary()[1] if _fits(faq, query.plain)]
    if found:
        return _answer(query, found[:1])
    about_report = bool(query.years or query.premises) and not MEANS.search(query.plain)
    if not asks_definition(query) or about_report:
        return None
    terms = _named(query.plain)
    return _answer(query, terms[:2]) if terms else None


def _fits(faq: Term, text: str) -> bool:
    return all(any(word in text for word in group) for group in faq.keys) and not any(
        word in text for word in faq.but_not
    )


def _named(text: str) -> list[Term]:
    """The terms that stand in the question, the longest wording first, none inside another."""
    found: list[tuple[int, int, Term]] = []
    for term in glossary()[0]:
        for phrase in (term.name.lower(), *term.asked):
            at = text.find(phrase)
            if at >= 0:
                found.append((len(phrase), at, term))
    found.sort(key=lambda f: (-f[0], f[1]))
    kept: list[tuple[int, int, Term]] = []
    for length, at, term in found:
        inside = any(a < at + length and at < a + n for n, a, _ in kept)
        if not inside and all(term.id != t.id for _, _, t in kept):
            kept.append((length, at, term))
    return [term for _, _, term in sorted(kept, key=lambda k: k[1])]


def _answer(query: Query, terms: Sequence[Term]) -> Answer:
    english = query.language == "en"
    parts = []
    for term in terms:
        name, text = (term.name_en, term.text_en) if english else (term.name, term.text)
        more = term.next_en if english else term.next
        basis = ", ".join(term.basis) if english else "；".join(term.basis)
        lead = f"{name}: " if english else f"{name}："
        rests = f" (Basis: {basis})" if english else f"（依据：{basis}）"
        parts.append(f"{lead}{text}{' ' if english and more else ''}{more}{rests}")
    note = (
        "\n(From the glossary, not from a report.)"
        if english
        else "\n（以上是名词解释，不是年报内容。）"
    )
    return Answer(query, "answered", "\n".join(parts) + note, kind="definition")
