"""Whether a question and a sentence are of one subject, by the subjects that the model learned.

Likeness alone can't tell a sentence about training from one about staff; beside all the subjects
of ingest/embedding/training.toml each is near its own. Only for our own model: see
docs/embedding.md.
"""

import random
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.narrative.retrieve import sentences
from ingest import embedding
from ingest.embedding import training

if TYPE_CHECKING:
    from ingest.embedding import Vectors

# How sharply the nearest subject stands out.
SHARPNESS = 20.0


def agreement(question: str, sentence: str) -> float:
    """How far the subjects of both agree, 0 to 1 (the coefficient of Bhattacharyya)."""
    asked, told = (_subjects(v) for v in embedding.load().passages([question, sentence]))
    return float(np.sqrt(asked * told).sum())


def _subjects(vector: "Vectors") -> "Vectors":
    """What part each subject has in a vector: by the nearest of its passages and questions."""
    subjects, vectors = _bank()
    likeness = np.full(len(training.recipe()["topic"]), -1.0)
    np.maximum.at(likeness, subjects, vectors @ vector)
    weights = np.exp(SHARPNESS * (likeness - likeness.max()))
    parts: Vectors = weights / weights.sum()
    return parts


@cache
def _bank() -> tuple[list[int], "Vectors"]:
    """Every sentence and every question of the recipe by its subject, and their vectors."""
    chance = random.Random(1)
    held = [
        (at, text)
        for at, topic in enumerate(training.recipe()["topic"])
        for template in (*topic["passages"], *topic["questions"])
        for text in sentences(training.filled(template, chance))
    ]
    return [at for at, _ in held], embedding.load().passages([text for _, text in held])
