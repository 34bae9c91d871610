"""Trains the embedding model that ships: `python -m ingest.embedding.training --out DIR`.

Questions and passages are made from the project's own vocabulary (training.toml, the forms, the
grammar, the glossary), never from reports; a question is drawn to its passages and away from the
others of its batch. The same seed and data give the same model.
"""

import argparse
import csv
import hashlib
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Vectors
from ingest.forms import entries, indicators

HERE = Path(__file__).parent
TOPICS = HERE.parents[1] / "assistant" / "grammar" / "topics.toml"
GLOSSARY = HERE.parents[1] / "assistant" / "glossary" / "terms.toml"
DIMENSION = 256
STEPS = 400
OTHERS = 40  # pairs of the vocabulary in a batch
SCALE = 16.0
# Tokens left out at random, so that no single word carries a sentence.
DROPOUT = 0.4
# Passages that go on about something else, as long ones do.
MIXED = 0.4
RATE = 0.006
HANZI = [
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xF8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA) or high > 0xD7
]
LATIN = "abcdefghijklmnopqrstuvwxyz0123456789"
FREQUENT = ["有没有", "是不是", "情况", "怎么样", "政府", "信息", "政务", "全年", "年度"]
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
    return read(HERE / "training.toml")


@cache
def places() -> tuple[str, ...]:
    """Names of divisions, for questions that name a place."""
    with (HERE.parent / "identity" / "divisions.csv").open(encoding="utf-8") as file:
        return tuple(row["name"] for row in csv.DictReader(file))


def vocabulary() -> list[str]:
    """The tokens: every hanzi of GB2312, letters, digits, and the words of the domain."""
    grammar = read(TOPICS)["topic"]
    words = [w for group in recipe()["synonyms"]["groups"] for w in group]
    words += [w for topic in grammar for w in topic["words"]] + FREQUENT
    words += [w for e in entries() for w in e.printed if 2 <= len(w) <= 4]
    words += [w for e in entries() for w in e.asked_en if " " not in w]
    words += [w for t in recipe()["topic"] for q in t["questions"] for w in re.findall("[a-z]+", q)]
    return list(dict.fromkeys(["[PAD]", "[UNK]", *LATIN, *HANZI, *words]))


def tokenizer(tokens: Sequence[str]) -> Any:
    """Cuts a text into the fewest of these tokens, as each costs the same; digits one by one."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.Unigram([(t, -1.0) for t in tokens], unk_id=1, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation("removed"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    return made


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


def told(topic: dict[str, Any], template: str, chance: random.Random) -> str:
    """A passage as it is embedded: under its headings, or under those of its chapter alone."""
    own = chance.choice([*topic["headings"], ""])
    head = chance.choice([own, f"总体情况·{own}", f"{topic['headings'][0]}·{own}"])
    return f"{head}\n{filled(template, chance)}"


def reworded(text: str, chance: random.Random) -> str:
    """The text with one word, at times, put by a synonym."""
    held = [(w, group) for group in recipe()["synonyms"]["groups"] for w in group if w in text]
    if not held or chance.random() < 0.5:
        return text
    word, group = chance.choice(held)
    return text.replace(word, chance.choice(group))


def topic_pairs(chance: random.Random) -> Iterator[Pair]:
    """One pair of each topic; a wide topic's passage may be one of the topics under it."""
    topics = recipe()["topic"]
    for topic in topics:
        within = [t for t in topics if t.get("under") == topic["code"]]
        source = chance.choice(within) if within and chance.random() < 0.7 else topic
        question = reworded(asked(chance.choice(topic["questions"]), chance), chance)
        text = chance.choice(source["passages"])
        if chance.random() < MIXED:
            text += chance.choice(chance.choice(topics)["passages"])
        passage = reworded(told(source, text, chance), chance)
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


def batch(chance: random.Random) -> list[Pair]:
    """A pair of every topic, one of every group of synonyms and some of the vocabulary."""
    some = chance.sample(vocabulary_pairs(), OTHERS)
    return [*topic_pairs(chance), *synonym_pairs(chance), *some]


def compatible(pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    """(n, n): whether passage j might answer question i as well, and so is no counterexample."""
    under = {t["code"]: t.get("under", "") for t in recipe()["topic"]}
    asks, about = np.array([p.asks for p in pairs]), np.array([p.about for p in pairs])
    above_asks, above = (np.array([under.get(c, "") for c in codes]) for codes in (asks, about))
    made: NDArray[np.bool_] = asks[:, None] == about
    made |= (asks[:, None] == above) | (above_asks[:, None] == about)
    made |= asks[:, None] == asks
    np.fill_diagonal(made, False)
    return made


def parts(tokens: Sequence[str]) -> list[list[int]]:
    """The rows that make up each token: its own, and a Chinese word's characters.

    So a word that training seldom sees, or only sees in other words, is not without meaning.
    """
    at = {token: n for n, token in enumerate(tokens)}
    chinese = (len(t) > 1 and not t.isascii() for t in tokens)
    return [[n, *(at[c] for c in tokens[n] if word and c in at)] for n, word in enumerate(chinese)]


def rows(tokens: Sequence[str], seed: int) -> Vectors:
    """(tokens, DIMENSION): a random direction for each; nothing for words, [PAD] and [UNK]."""
    made = np.random.default_rng(seed).standard_normal((len(tokens), DIMENSION)) / DIMENSION**0.5
    made[[n < 2 or len(made_of) > 1 for n, made_of in enumerate(parts(tokens))]] = 0
    held: Vectors = made.astype(np.float32)
    return held


def folded(weights: Vectors, tokens: Sequence[str]) -> Vectors:
    """The vectors of the tokens: a word's own row and its characters' in one."""
    return np.stack([weights[made_of].sum(0) for made_of in parts(tokens)])


def train(tokens: Sequence[str], seed: int, steps: int = STEPS) -> Vectors:
    """The vectors of the tokens after so many batches, on one thread so that a seed repeats."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    chance, cutter, made_of = random.Random(seed), tokenizer(tokens), parts(tokens)
    weights = torch.nn.Parameter(torch.from_numpy(rows(tokens, seed)))
    optimiser = torch.optim.Adam([weights], lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)

    def encode(texts: list[str]) -> Any:
        found = cutter.encode_batch(texts, add_special_tokens=False)
        bags = [[row for n in kept(e.ids, chance) for row in made_of[n]] for e in found]
        starts = torch.tensor(np.cumsum([0, *map(len, bags[:-1])]))
        flat = torch.tensor([row for bag in bags for row in bag])
        return functional.normalize(functional.embedding_bag(flat, weights, starts, mode="sum"))

    for _ in range(steps):
        pairs = batch(chance)
        questions = encode([p.question for p in pairs])
        passages = encode([p.passage for p in pairs])
        likeness = SCALE * questions @ passages.T
        likeness = likeness.masked_fill(torch.from_numpy(compatible(pairs)), float("-inf"))
        right = torch.arange(len(pairs))
        loss = sum(functional.cross_entropy(way, right) for way in (likeness, likeness.T))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    learned: Vectors = weights.detach().numpy()
    learned[:2] = 0
    return folded(learned, tokens)


def kept(ids: list[int], chance: random.Random) -> list[int]:
    """The ids without some of them, at least one left."""
    return [i for i in ids if chance.random() >= DROPOUT] or ids[:1] or [0]


def save(tokens: Sequence[str], weights: Vectors, seed: int, out: Path) -> None:
    """Write a model folder that sentence-transformers reads, and what it was made of."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    halves = torch.from_numpy(weights).half()
    module = StaticEmbedding(tokenizer(tokens), embedding_weights=halves)
    made = SentenceTransformer(modules=[module], device="cpu")
    made.save_pretrained(str(out), create_model_card=False)
    sources = [HERE / "training.toml", TOPICS, GLOSSARY, *HERE.parent.glob("forms/*.toml")]
    held = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(sources)}
    text = json.dumps({"seed": seed, "steps": STEPS, "made_from": held}, indent=2)
    for path in out.iterdir():
        path.chmod(0o644)
    (out / "recipe.json").write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, or both; without --out, --measure is of the model that ships."""
    parser = argparse.ArgumentParser("python -m ingest.embedding.training", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the trained model goes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help="print how well it finds passages")
    parsed = parser.parse_args(arguments)
    if not (parsed.out or parsed.measure):
        parser.error("nothing to do: name --out, --measure or both")
    tokens = vocabulary()
    if parsed.out:
        save(tokens, train(tokens, parsed.seed), parsed.seed, parsed.out)
    if parsed.measure:
        from ingest.embedding import load, measuring, static

        start = folded(rows(tokens, parsed.seed), tokens)
        raw = static("untrained", tokenizer(tokens), start)
        trained = load(str(parsed.out or ""))
        models = {"untrained": raw, "trained": trained}
        print(*measuring.table(models, parsed.seed + 1), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
