"""The embedding model: ours, which ships with the project, or any other by name or folder.

Ours is an ordinary sentence-transformers model: a table of vectors, one a token, whose mean is the
text's. It is read here with `tokenizers` and numpy alone, which takes a tenth of a second where
importing sentence-transformers takes seven; the tests hold both to the same vectors.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Vectors = NDArray[np.float32]
OWN = Path(__file__).parent / "model"
BATCH = 1_000
# A fingerprint reads this much of each file: enough to tell two trainings apart in any folder.
HEAD = 1 << 20


@dataclass(frozen=True, slots=True)
class Embedder:
    """Turns texts into vectors of unit length; a text without a known sign becomes zeros."""

    name: str
    dimension: int
    _passages: Callable[[list[str]], Any]
    _queries: Callable[[list[str]], Any]

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, (n, dimension)."""
        parts = [
            _unit(self._passages([_clean(t) for t in texts[start : start + BATCH]]))
            for start in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimension), np.float32)

    def query(self, text: str) -> Vectors:
        """The vector of a question, (dimension,)."""
        vector: Vectors = _unit(self._queries([_clean(text)]))[0]
        return vector


@cache
def load(name: str = "") -> Embedder:
    """The model that ships with the project, else one by folder or hub name, loaded once.

    Raises ModelUnavailable where there is none or it does not work.
    """
    return _other(name) if name else _own()


@cache
def fingerprint(name: str = "") -> str:
    """What tells this model's vectors from another's, without loading it.

    Our own and a folder by their files, wherever they lie; a hub name by itself. Raises
    ModelUnavailable where a folder is named that isn't there.
    """
    folder = _folder(name) if name else OWN
    if not folder:
        return name
    digest = hashlib.sha256()
    try:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            with path.open("rb") as file:
                head = f"{path.relative_to(folder).as_posix()} {path.stat().st_size} "
                digest.update(head.encode("utf-8", "replace") + file.read(HEAD))
    except OSError as error:
        raise _unavailable(str(folder), error) from error
    return f"{folder.resolve().name if name else 'nianbao'}-{digest.hexdigest()[:16]}"


def for_langchain(name: str = "") -> "Embeddings":
    """The same model as LangChain's Embeddings."""
    from langchain_core.embeddings import Embeddings

    model = load(name)

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            held: list[list[float]] = model.passages(texts).tolist()
            return held

        def embed_query(self, text: str) -> list[float]:
            held: list[float] = model.query(text).tolist()
            return held

    return Adapter()


def _own() -> Embedder:
    return static("nianbao", *own_tokens())


@cache
def own_tokens() -> tuple[Any, Vectors]:
    """The tokenizer of the model that ships, and the vector of each token.

    Raises ModelUnavailable where they can't be read.
    """
    from safetensors import safe_open
    from tokenizers import Tokenizer

    try:
        with safe_open(OWN / "model.safetensors", framework="numpy") as held:
            weights = held.get_tensor("embedding.weight")
        return Tokenizer.from_file(str(OWN / "tokenizer.json")), np.asarray(weights, np.float32)
    except Exception as error:  # a broken file raises whatever its parser raises
        raise _unavailable(str(OWN), error, "install nianbao again") from error


def static(name: str, tokenizer: Any, weights: Any) -> Embedder:
    """An embedder that adds up the rows of weights (tokens, dimension) of a text's tokens."""
    rows: Vectors = np.asarray(weights, dtype=np.float32)

    def encode(texts: list[str]) -> Vectors:
        found = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return np.stack([rows[np.array(e.ids, np.intp)].sum(0) for e in found])

    return Embedder(name, rows.shape[1], encode, encode)


def _other(name: str) -> Embedder:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    folder = _folder(name)
    try:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(folder or name), trust_remote_code=False)
        # Both put the model's own prompts before a question or a passage, where it has any.
        queries = partial(model.encode_query, show_progress_bar=False)
        passages = partial(model.encode_document, show_progress_bar=False)
        tried = np.asarray(passages(["政府信息公开工作年度报告"]))
    except Exception as error:  # hub, files and code of any kind of model
        raise _unavailable(name, error) from error
    if tried.ndim != 2 or not np.isfinite(tried).all():
        raise _unavailable(name, ValueError("it gives no vectors of finite numbers"))
    return Embedder(name, tried.shape[1], passages, queries)


def _folder(name: str) -> Path | None:
    """The folder that a name means; None where it can only be a hub name such as BAAI/bge-m3."""
    path = Path(name).expanduser()
    if path.is_dir():
        return path
    if path.is_absolute() or name.startswith((".", "~")) or len(path.parts) > 2 or "\\" in name:
        raise ModelUnavailable(
            name, "no such folder with an embedding model",
            "set NIANBAO_EMBEDDING to one that exists, or leave it empty for the model that ships",
        )  # fmt: skip
    return None


def _unavailable(where: str, error: Exception, todo: str = "") -> ModelUnavailable:
    told = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    return ModelUnavailable(
        where, f"the embedding model can't be loaded ({told})",
        todo or "check the name, the folder or the network, or leave NIANBAO_EMBEDDING empty",
    )  # fmt: skip


def _clean(text: str) -> str:
    """Without halves of surrogate pairs, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unit(vectors: Any) -> Vectors:
    found: Vectors = np.asarray(vectors, dtype=np.float32)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Vectors = found / np.maximum(length, np.float32(1e-12))
    return unit
