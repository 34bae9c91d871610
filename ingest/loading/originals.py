"""Every file as it came, kept in the home under the hash of its bytes."""

import hashlib
from pathlib import Path

from ingest.errors import StoreError


def keep(home: Path, sha256: str, data: bytes) -> None:
    """Keep the bytes with this hash. Raises StoreError where they can't be written."""
    path = _place(home, sha256)
    partial = path.with_suffix(".part")
    try:
        if not path.exists() or path.stat().st_size != len(data):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(path)
    except OSError as error:
        seen = f"the original can't be kept ({error.strerror})"
        raise StoreError(str(path), seen, "make room, or check who may write there") from error


def read(home: Path, sha256: str) -> bytes:
    """The bytes with this hash. Raises StoreError where they are not kept, or are others by now."""
    path = _place(home, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        seen = f"the kept original can't be read ({error.strerror})"
        raise StoreError(str(path), seen, "add the source again") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(str(path), "the kept original is damaged", "add the source again")
    return data


def drop(home: Path, sha256: str) -> None:
    """Keep the bytes with this hash no longer. Raises StoreError where that fails."""
    path = _place(home, sha256)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        seen = f"the original can't be removed ({error.strerror})"
        raise StoreError(str(path), seen, "check who may write there") from error


def _place(home: Path, sha256: str) -> Path:
    return home / "originals" / sha256
