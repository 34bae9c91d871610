"""How likely it is that a sentence answers a question, by the model that ships.

A few measures of question and sentence, weighed by a logistic regression that fitting.py fits by
seed: likeness, whether both are of one subject among those of training.toml, how much of the
question the sentence covers, how far it stands out in its report, and whether what was done, a
problem or a plan is asked for and told. A sentence that tells more nearly of another subject than
of what is asked for is likely astray. See docs/embedding.md.
"""

import json
import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import embedding
from ingest.chunks import sentences
from ingest.embedding import Embedder, Vectors, static
from ingest.embedding.recipe import filled, recipe, wordings

FITTED = Path(__file__).with_name("judge.json")
KINDS = ("done", "problem", "plan")
MEASURES = ("likeness", "subject", "subject_of_part", "covered", "stands_out")
NAMES = (*MEASURES, *(f"{asked}_{told}" for asked in KINDS for told in KINDS))
# How sharply the nearest subject stands out, and how many other sentences one is held against.
SHARPNESS, OTHERS = 20.0, 5
# Of how many of the nearest questions that are known the subjects are what is asked for; by how
# much a sentence may be nearer to another subject, how near a clause of it then must be to the
# first, and what likeness beyond that weighs.
ALIKE, BEHIND, AHEAD, ASTRAY = 5, 0.1, 0.05, 20.0
# From these log odds on it is worth looking whether a sentence is astray.
LIKELY = -1.5
PLAN = re.compile(
    r"今后|以后|往后|将来|下一?步|明年|来年|打算|准备|计划|改进|整改|措施|对策|举措|会不会|"
    r"(?:怎么|怎样|如何)(?:改|治|补|解决|提[高升]|加强|完善)|next|improve|plan|measures"
)
PROBLEM = re.compile(
    r"问题|不足|短[板处]|毛病|缺[点陷]|欠缺|差距|薄弱|困难|难[点在]|[差弱]在|弱点|够不够|够吗|"
    r"不(?:够|高|强|全|及时|平衡|均衡)|参差|problem|shortcoming|weak"
)
# 采取了哪些措施, 整改了没有: of what was done or of what is to be done, either may tell.
TAKEN = re.compile("了.{0,4}(?:措施|举措|对策|改进|整改)|(?:改进|整改)[了过]")
CLAUSE, ITEM, SHORTEST = re.compile("[，；：,]"), re.compile("[，、；：,]"), 7


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a report under its headings, bare of its number; kind is one of KINDS."""

    heading: str
    text: str
    kind: str = "done"


def probabilities(question: str, said: Sequence[Said]) -> NDArray[np.float64]:
    """How likely each of the sentences of a report is to answer the question.

    Raises ModelUnavailable where the model that ships can't be read.
    """
    weights, bias = _fitted()
    weighed = measures(question, said, shipped()) @ weights + bias
    likely = np.flatnonzero(weighed > LIKELY)
    if len(likely):
        weighed[likely] -= ASTRAY * _astray(question, [said[int(at)] for at in likely], shipped())
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-weighed))
    return chances


def measures(
    question: str, said: Sequence[Said], by: "Learned", without: Collection[str] = ()
) -> NDArray[np.float64]:
    """(sentences, NAMES): what is weighed, as if the subjects `without` were never learned."""
    parts = [(at, part) for at, s in enumerate(said) for part in _parts(s.text)]
    texts = [question, *(f"{s.heading}\n{s.text}" for s in said), *(part for _, part in parts)]
    vectors = by.model.passages(texts)
    likeness = vectors[1 : len(said) + 1] @ vectors[0]
    subjects = _subjects(vectors, by, without)
    agreeing = np.sqrt(subjects[1:] * subjects[0]).sum(1)
    of_part = np.zeros(len(said))
    np.maximum.at(of_part, [at for at, _ in parts], agreeing[len(said) :])
    nearest = np.sort(likeness)[::-1][1 : OTHERS + 1]
    outstanding = likeness - (nearest.mean() if len(nearest) else likeness)
    columns = (likeness, agreeing[: len(said)], of_part, _covered(question, said, by))
    kinds = np.array([[f"{_asked(question)}_{s.kind}" == n for n in NAMES[5:]] for s in said])
    return np.column_stack((*columns, outstanding, kinds))


def _astray(question: str, said: Sequence[Said], by: "Learned") -> NDArray[np.float64]:
    """By how much more than BEHIND each sentence, and all of its clauses, are nearer to what is
    told of another subject than to what is told of those that the nearest questions are of.
    """
    parts = [(at, part) for at, s in enumerate(said) for part in _parts(s.text)[1:]]
    texts = [*(f"{s.heading}\n{s.text}" for s in said), *(part for _, part in parts)]
    likeness = by.model.passages([question, *texts]) @ by.vectors.T
    nearest = np.argsort(-np.where(by.asking, likeness[0], -2))[:ALIKE]
    own = np.isin(by.subjects, by.subjects[nearest])
    asked, others = (likeness[1:, some & ~by.asking].max(1) for some in (own, ~own))
    leads, of_part = asked - others, np.full(len(said), -1.0)
    np.maximum.at(of_part, np.array([at for at, _ in parts], int), leads[len(said) :])
    behind: NDArray[np.float64] = np.maximum(-leads[: len(said)] - BEHIND, 0)
    return np.where(of_part < AHEAD, behind, 0)


def _parts(text: str) -> list[str]:
    """A sentence often tells of several things: itself, its clauses and the items of a list."""
    parts = dict.fromkeys((*CLAUSE.split(text), *ITEM.split(text)))
    return [text, *(part for part in parts if SHORTEST <= len(part) < len(text) - 1)]


def _asked(question: str) -> str:
    if TAKEN.search(question):
        return ""
    return "plan" if PLAN.search(question) else "problem" if PROBLEM.search(question) else "done"


def _covered(question: str, said: Sequence[Said], by: "Learned") -> NDArray[np.float64]:
    """What of the question's words, the rarer the more, stands in each sentence or has its like."""
    texts = [question, *(s.text for s in said)]
    found = by.tokenizer.encode_batch(texts, add_special_tokens=False)
    asked, *told = ([i for i in e.ids if i > 1] or [0] for e in found)
    wanted = list(dict.fromkeys(asked))
    unit = {i: _unit(by.rows[i]) for ids in (asked, *told) for i in ids}
    near = np.stack([unit[i] for i in wanted])
    best = np.stack([(near @ np.stack([unit[i] for i in ids]).T).max(1) for ids in told])
    weights = by.rarity[wanted] + 1e-3
    share: NDArray[np.float64] = best @ weights / weights.sum()
    return share


def _unit(row: Vectors) -> Vectors:
    unit: Vectors = row / max(float(np.linalg.norm(row)), 1e-9)
    return unit


def _subjects(vectors: Vectors, by: "Learned", without: Collection[str]) -> Vectors:
    """What part each subject has in a vector: by the nearest of its passages and questions."""
    likeness = np.maximum.reduceat(vectors @ by.vectors.T, by.starts, axis=1)
    likeness[:, [code in without for code in by.codes]] = -1
    weights = np.exp(SHARPNESS * (likeness - likeness.max(1, keepdims=True)))
    parts: Vectors = weights / weights.sum(1, keepdims=True)
    return parts


@dataclass(frozen=True, slots=True)
class Learned:
    """A model with its tokens; the subjects of the recipe in its vectors, where the sentences of
    each start, of which subject each is and whether it asks; and how rare a token is.
    """

    model: Embedder
    tokenizer: Any
    rows: Vectors
    codes: tuple[str, ...]
    starts: NDArray[np.int64]
    subjects: NDArray[np.int64]
    asking: NDArray[np.bool_]
    vectors: Vectors
    rarity: NDArray[np.float64]


@cache
def shipped() -> Learned:
    """What the model that ships has learned: every wording of the recipe."""
    return learned(*embedding.own_tokens(), held=True)


def learned(tokenizer: Any, rows: Vectors, *, held: bool) -> Learned:
    """What a model has learned that was trained with the held-out wordings or without."""
    chance, topics = random.Random(1), recipe()["topic"]
    told = [
        [(s, kind == "questions") for kind in ("passages", "questions")
         for template in wordings(t, kind, held) for s in sentences(filled(template, chance))]
        for t in topics
    ]  # fmt: skip
    model, common = static("nianbao", tokenizer, rows), np.zeros(len(rows))
    for texts in told:
        found = tokenizer.encode_batch([s for s, _ in texts], add_special_tokens=False)
        common[list({i for e in found for i in e.ids})] += 1
    rarity = np.log((len(topics) + 1) / (common + 1))
    return Learned(
        model, tokenizer, rows, tuple(t["code"] for t in topics),
        np.cumsum([0, *map(len, told[:-1])]), np.repeat(np.arange(len(topics)), [*map(len, told)]),
        np.array([asks for texts in told for _, asks in texts]),
        model.passages([s for texts in told for s, _ in texts]), rarity / rarity.max(),
    )  # fmt: skip


@cache
def _fitted() -> tuple[NDArray[np.float64], float]:
    held: dict[str, Any] = json.loads(FITTED.read_text(encoding="utf-8"))
    return np.array([held["weights"][name] for name in NAMES]), float(held["bias"])
