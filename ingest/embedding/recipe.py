"""What the embedding model that ships is trained on: questions and passages, made by seed.

They come from the project's own vocabulary (training.toml, the forms, the grammar, the glossary),
never from reports.
"""

import csv
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.forms import entries, indicators

HERE = Path(__file__).parent
RECIPE = HERE / "training.toml"
TOPICS = HERE.parents[1] / "assistant" / "grammar" / "topics.toml"
GLOSSARY = HERE.parents[1] / "assistant" / "glossary" / "terms.toml"
OTHERS = 40  # pairs of the vocabulary in a batch
# Passages that go on about something else, as long ones do.
MIXED = 0.4
ENDS = ["", "", "？", "?", "呢", "啊？"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage that answers it; asks and about name their topics."""

    question: str
    passage: str
    asks: str
    about: str


@cache
def read(path: Path) -> dict[str, Any]:
    """A TOML file of the project."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def recipe() -> dict[str, Any]:
    """The topics, synonyms and slots that passages and questions are made of."""
    return read(RECIPE)


@cache
def places() -> tuple[str, ...]:
    """Names of divisions, for questions that name a place."""
    with (HERE.parent / "identity" / "divisions.csv").open(encoding="utf-8") as file:
        return tuple(row["name"] for row in csv.DictReader(file))


def filled(template: str, chance: random.Random) -> str:
    """The template with every {a|b} chosen and every {slot} given a value."""
    slots = recipe()["slots"]

    def value(found: re.Match[str]) -> str:
        choices = slots.get(found[1]) or found[1].split("|")
        return str(chance.choice(choices))

    return re.sub(r"\{([^{}]*)\}", value, template)


def asked(template: str, chance: random.Random) -> str:
    """A question as people put it: with or without place and year."""
    start = chance.choice(["", "", "{place}", "{place}{year}年", "{year}年", "{place}报告里"])
    start = start.replace("{place}", chance.choice(places()))
    return filled(start + template + chance.choice(ENDS), chance)


@cache
def lineage() -> dict[str, tuple[str, ...]]:
    """Each topic's code with the wider topics above it, the nearest first."""
    above = {t["code"]: t.get("under", "") for t in recipe()["topic"]}

    def upwards(code: str) -> Iterator[str]:
        while code:
            yield code
            code = above[code]

    return {code: tuple(upwards(code)) for code in above}


@cache
def headings() -> dict[str, list[str]]:
    """The headings of each topic, its own or those of the nearest topic above that has some."""
    own = {t["code"]: t.get("headings") for t in recipe()["topic"]}
    return {
        code: next(held for c in codes if (held := own[c])) for code, codes in lineage().items()
    }


def told(code: str, template: str, chance: random.Random) -> str:
    """A passage as it is embedded: under its headings, or under those of its chapter alone."""
    own = chance.choice([*headings()[code], ""])
    head = chance.choice([own, f"总体情况·{own}", f"{headings()[code][0]}·{own}"])
    return f"{head}\n{filled(template, chance)}"


def reworded(text: str, chance: random.Random) -> str:
    """The text with one word, at times, put by a synonym."""
    held = [(w, group) for group in recipe()["synonyms"]["groups"] for w in group if w in text]
    if not held or chance.random() < 0.5:
        return text
    word, group = chance.choice(held)
    return text.replace(word, chance.choice(group))


@cache
def within() -> dict[str, list[dict[str, Any]]]:
    """The topics under each topic, at any depth."""
    topics = recipe()["topic"]
    return {code: [t for t in topics if code in lineage()[t["code"]][1:]] for code in lineage()}


def wordings(topic: Mapping[str, Any], kind: str, held: bool) -> list[str]:
    """The questions or passages of a topic, with those held out of the judge's model or without."""
    return [*topic[kind], *topic[f"held_{kind}"]] if held else topic[kind]


def topic_pairs(chance: random.Random, held: bool) -> Iterator[Pair]:
    """One pair of each topic; a wide topic's passage may be one of the topics under it."""
    topics = recipe()["topic"]
    for topic in topics:
        narrower = within()[topic["code"]]
        source = chance.choice(narrower) if narrower and chance.random() < 0.7 else topic
        question = reworded(
            asked(chance.choice(wordings(topic, "questions", held)), chance), chance
        )
        text = chance.choice(wordings(source, "passages", held))
        if chance.random() < MIXED:
            text += chance.choice(wordings(chance.choice(topics), "passages", held))
        passage = reworded(told(source["code"], text, chance), chance)
        yield Pair(question, passage, topic["code"], source["code"])


def synonym_pairs(chance: random.Random) -> Iterator[Pair]:
    """Two words of each group of synonyms."""
    for n, group in enumerate(recipe()["synonyms"]["groups"]):
        one, other = chance.sample(group, 2)
        yield Pair(one, other, f"synonym {n}", f"synonym {n}")


@cache
def vocabulary_pairs() -> tuple[Pair, ...]:
    """Definitions, rows of the forms and topics of the grammar, each with how it is asked."""
    found: list[tuple[str, Sequence[str], str]] = []
    glossary = read(GLOSSARY)
    for entry in glossary["term"] + glossary["faq"]:
        words = (entry["name"], entry["name_en"], *entry.get("asked", ()))
        found.append((entry["id"], words, f"{entry['name']}\n{entry['text']}"))
    for topic in read(TOPICS)["topic"]:
        found.append((topic["code"], topic["asked"], topic["name"]))
    for row in entries():
        found += [(row.code, (*row.asked, *row.asked_en), printed) for printed in row.printed[:1]]
    found += [(i.code, (i.name,), f"{i.row} {i.column}") for i in indicators().values()]
    return tuple(Pair(word, text, code, code) for code, words, text in found for word in words)


def batch(chance: random.Random, held: bool = True) -> list[Pair]:
    """A pair of every topic, one of every group of synonyms and some of the vocabulary."""
    some = chance.sample(vocabulary_pairs(), OTHERS)
    return [*topic_pairs(chance, held), *synonym_pairs(chance), *some]


def compatible(pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    """(n, n): whether passage j might answer question i as well, and so is no counterexample."""
    codes = sorted({code for p in pairs for code in (p.asks, p.about)})
    lines = [lineage().get(code, (code,)) for code in codes]
    related = np.array([[a[0] in b or b[0] in a for b in lines] for a in lines])
    asks = np.searchsorted(codes, [p.asks for p in pairs])
    about = np.searchsorted(codes, [p.about for p in pairs])
    made: NDArray[np.bool_] = related[np.ix_(asks, about)] | (asks[:, None] == asks)
    np.fill_diagonal(made, False)
    return made
