"""Settings: the environment first, then `nianbao.toml` in the home, then what needs nothing."""

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.errors import StoreError

NAMES = (
    "today", "database_url", "chroma_url", "embedding", "reranker",
    "chat_model", "chat_url", "chat_key", "password",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything is kept, and what is used instead of the defaults; "" means the default."""

    home: Path
    today: date
    database_url: str = ""
    chroma_url: str = ""
    embedding: str = ""
    reranker: str = ""
    chat_model: str = ""
    chat_url: str = ""
    chat_key: str = ""
    password: str = ""


def read_settings(home: str | Path | None = None) -> Settings:
    """The settings of a home: `--home`, else NIANBAO_HOME, else ./data.

    Raises StoreError where nianbao.toml or a date can't be read.
    """
    folder = Path(home or os.environ.get("NIANBAO_HOME") or "data").expanduser()
    held = _from_file(folder / "nianbao.toml")
    values = {name: os.environ.get(f"NIANBAO_{name.upper()}", held.get(name, "")) for name in NAMES}
    return Settings(home=folder, today=_today(values.pop("today")), **values)


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StoreError(
            str(path), f"not readable as TOML ({error})", "mend or remove it"
        ) from error
    unknown = sorted(set(held) - set(NAMES))
    if unknown:
        raise StoreError(
            str(path), f"unknown setting {unknown[0]}", f"use one of {', '.join(NAMES)}"
        )
    return {name: str(value) for name, value in held.items()}


def _today(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise StoreError(
            "NIANBAO_TODAY", f"{text!r} is no date", "write it as 2022-05-01"
        ) from error
