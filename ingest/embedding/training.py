"""Trains the embedding model that ships: `python -m ingest.embedding.training --out DIR`.

A question is drawn to its passages and away from the others of its batch (see recipe.py). The same
seed and data give the same model.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.embedding import Vectors
from ingest.embedding.recipe import (
    GLOSSARY,
    HERE,
    RECIPE,
    TOPICS,
    batch,
    compatible,
    read,
    recipe,
    wordings,
)
from ingest.forms import entries

DIMENSION = 256
STEPS = 450
SCALE = 16.0
# Tokens left out at random, so that no single word carries a sentence.
DROPOUT = 0.4
RATE = 0.006
HANZI = [
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xF8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA) or high > 0xD7
]
LATIN = "abcdefghijklmnopqrstuvwxyz0123456789"
FREQUENT = ["有没有", "是不是", "情况", "怎么样", "政府", "信息", "政务", "全年", "年度"]


def vocabulary() -> list[str]:
    """The tokens: every hanzi of GB2312, letters, digits, and the words of the domain."""
    grammar = read(TOPICS)["topic"]
    words = [w for group in recipe()["synonyms"]["groups"] for w in group]
    words += [w for topic in grammar for w in topic["words"]] + FREQUENT
    words += [w for e in entries() for w in e.printed if 2 <= len(w) <= 4]
    words += [w for e in entries() for w in e.asked_en if " " not in w]
    words += [w for t in recipe()["topic"] for q in wordings(t, "questions", True)
              for w in re.findall("[a-z]+", q)]  # fmt: skip
    words += cut_words()
    return list(dict.fromkeys(["[PAD]", "[UNK]", *LATIN, *HANZI, *words]))


def cut_words() -> list[str]:
    """The words that stand more than once in the topics, the most frequent first."""
    from rjieba import Jieba

    cutter, counts = Jieba(), Counter[str]()
    for topic in recipe()["topic"]:
        for template in (*wordings(topic, "questions", True), *wordings(topic, "passages", True)):
            runs = re.findall("[\u3400-\u9fff]+", re.sub(r"\{\w+\}", " ", template))
            counts.update(w for run in runs for w in cutter.cut(run) if 1 < len(w) < 5)
    return [word for word, count in counts.most_common() if count > 1]


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


def train(tokens: Sequence[str], seed: int, steps: int = STEPS, held: bool = True) -> Vectors:
    """The vectors of the tokens after so many batches, on one thread so that a seed repeats;
    without the held-out wordings for what is fitted to them or measured on them.
    """
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
        pairs = batch(chance, held)
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
    sources = [RECIPE, TOPICS, GLOSSARY, *HERE.parent.glob("forms/*.toml")]
    held = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(sources)}
    text = json.dumps({"seed": seed, "steps": STEPS, "made_from": held}, indent=2)
    for path in out.iterdir():
        path.chmod(0o644)
    (out / "recipe.json").write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, or both; without --out, --measure is of the model that ships, but for the
    held-out wordings, on which one trained without them is measured.
    """
    parser = argparse.ArgumentParser("python -m ingest.embedding.training", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the trained model goes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--judge", action="store_true", help="fit judge.json to the wordings held out"
    )
    parser.add_argument("--measure", action="store_true", help="print how well it finds passages")
    parsed = parser.parse_args(arguments)
    if not (parsed.out or parsed.judge or parsed.measure):
        parser.error("nothing to do: name --out, --judge or --measure")
    tokens = vocabulary()
    if parsed.out:
        save(tokens, train(tokens, parsed.seed), parsed.seed, parsed.out)
    if parsed.judge or parsed.measure:
        without = train(tokens, parsed.seed, held=False)
    if parsed.judge:
        from ingest.embedding import judging
        from ingest.embedding.fitting import fit, save_judge

        learned = judging.learned(tokenizer(tokens), without, held=False)
        save_judge(fit(learned, parsed.seed), parsed.seed)
    if parsed.measure:
        from ingest.embedding import load, measuring, static

        cutter, start = tokenizer(tokens), folded(rows(tokens, parsed.seed), tokens)
        raw, unaware = static("untrained", cutter, start), static("trained", cutter, without)
        trained = load(str(parsed.out or ""))
        print(*measuring.table(raw, unaware, trained, parsed.seed + 1), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
