"""Fits the weights of judging.py, by seed, to held-out wordings of the recipe.

Reports are made of passages that the model was not trained on, and asked what they tell and what
they don't; at times as if the subject asked for had never been learned, since reports tell of
others too.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ingest.chunks import sentences
from ingest.embedding.judging import FITTED, NAMES, Learned, Said, measures
from ingest.embedding.recipe import RECIPE, filled, headings, lineage, recipe, within

DRAWN, SIZES = 1_500, (14, 24)
# How often a report tells what is asked, and how often the subject is as if never learned.
TOLD, UNLEARNED = 0.55, 0.2
# How often a sentence goes on to tell of something else as well.
JOINED = 0.3
# How many of the nearest sentences that don't answer are learned from, of each report.
NEAREST = 4
STEPS, RATE, DECAY = 1_500, 0.02, 0.05
Example = tuple[np.ndarray[Any, np.dtype[np.float64]], bool]


def fit(by: Learned, seed: int) -> dict[str, float]:
    """The weight of every measure, and the bias, by a model that knows no held-out wording."""
    import torch

    chance = random.Random(seed)
    examples = [example for _ in range(DRAWN) for example in _examples(by, chance)]
    measured = np.array([e for e, _ in examples])
    mean, spread = measured.mean(0), measured.std(0) + 1e-6
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    inputs = torch.tensor((measured - mean) / spread, dtype=torch.float64)
    right = torch.tensor([r for _, r in examples], dtype=torch.float64)
    weights = torch.zeros(len(NAMES) + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.AdamW([weights], lr=RATE, weight_decay=DECAY)
    for _ in range(STEPS):
        optimiser.zero_grad()
        chances = inputs @ weights[:-1] + weights[-1]
        torch.nn.functional.binary_cross_entropy_with_logits(chances, right).backward()
        optimiser.step()
    learned = weights.detach().numpy()
    scaled = learned[:-1] / spread
    bias = float(learned[-1] - scaled @ mean)
    return {**{n: round(float(w), 4) for n, w in zip(NAMES, scaled, strict=True)}, "bias": bias}


def save_judge(fitted: Mapping[str, float], seed: int) -> None:
    """Write the weights beside the code that reads them."""
    weights = {name: fitted[name] for name in NAMES}
    held = {
        "seed": seed, "made_from": hashlib.sha256(RECIPE.read_bytes()).hexdigest(),
        "bias": round(fitted["bias"], 4), "weights": weights,
    }  # fmt: skip
    FITTED.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")


def _examples(by: Learned, chance: random.Random) -> Iterator[Example]:
    """A report, a question, and the sentences that answer or look as if they did."""
    report = chance.sample(recipe()["topic"], chance.randint(*SIZES))
    said = list(_joined([(t["code"], s) for t in report for s in _said(t, chance)], chance))
    topic = _topic(report, chance)
    without = [topic["code"], *(t["code"] for t in within()[topic["code"]])]
    unlearned = without if chance.random() < UNLEARNED else ()
    question = filled(chance.choice(topic["held_questions"]), chance)
    measured = measures(question, [s for _, s in said], by, unlearned)
    nearest = set(np.argsort(-measured[:, 0])[:NEAREST].tolist())
    for at, (codes, _) in enumerate(said):
        right, wider = codes.intersection(without), codes.intersection(lineage()[topic["code"]][1:])
        if right or (at in nearest and not wider):
            yield measured[at], bool(right)


def _joined(said: list[tuple[str, Said]], chance: random.Random) -> Iterator[tuple[set[str], Said]]:
    """The sentences with the subjects that each tells of, some of one kind put together."""
    rest = said[::-1]
    while rest:
        code, first = rest.pop()
        if rest and rest[-1][1].kind == first.kind and chance.random() < JOINED:
            other, more = rest.pop()
            text = f"{first.text.rstrip('。；')}，{more.text}"
            yield {code, other}, Said(first.heading, text, first.kind)
        else:
            yield {code}, first


def _said(topic: Mapping[str, Any], chance: random.Random) -> Iterator[Said]:
    line = lineage()[topic["code"]]
    kind = "problem" if "problems" in line else "plan" if "measures" in line else "done"
    own = chance.choice([*headings()[topic["code"]], ""])
    heading = chance.choice([own, f"总体情况·{own}"])
    for text in sentences(filled(chance.choice(topic["held_passages"]), chance)):
        yield Said(heading, text, kind)


def _topic(report: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    """What is asked for: of the report, or nothing like anything in it."""
    if chance.random() < TOLD:
        return chance.choice(report)
    told = {code for t in report for code in lineage()[t["code"]]}
    held = {t["code"] for t in report}
    return chance.choice(
        [t for t in recipe()["topic"]
         if t["code"] not in told and not held.intersection(lineage()[t["code"]])]
    )  # fmt: skip
