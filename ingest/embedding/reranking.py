"""A cross-encoder that reads question and passage together, where NIANBAO_RERANKER names one."""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from ingest.errors import ModelUnavailable


def scores(name: str, question: str, passages: Sequence[str]) -> list[float]:
    """How well each passage answers, by the model of a folder or hub name; higher is better.

    Raises ModelUnavailable where it can't be loaded or gives no finite numbers.
    """
    import numpy as np

    pairs = [(question, passage) for passage in passages]
    try:
        found = np.asarray(_load(name).predict(pairs, show_progress_bar=False), dtype=np.float64)
    except ModelUnavailable:
        raise
    except Exception as error:  # a model's code raises anything
        raise _unavailable(name, error) from error
    if found.shape != (len(pairs),) or not np.isfinite(found).all():
        raise _unavailable(name, ValueError("it gives no one finite number for each passage"))
    return [float(score) for score in found]


@cache
def _load(name: str) -> Any:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import CrossEncoder

        return CrossEncoder(os.path.expanduser(name), trust_remote_code=False)
    except Exception as error:  # hub, files and code of any kind of model
        raise _unavailable(name, error) from error


def _unavailable(name: str, error: Exception) -> ModelUnavailable:
    told = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    return ModelUnavailable(
        name, f"the reranking model can't be used ({told})",
        "check the name, the folder or the network, or leave NIANBAO_RERANKER empty",
    )  # fmt: skip
