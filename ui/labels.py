"""The words of the page in both languages, and which language the reader wants."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


def label(language: str, key: str, **values: object) -> str:
    """A label filled in; language is zh or en."""
    return _labels()[key][language].format(**values)


def language_wanted(asked: str | None, locale: str | None) -> str:
    """The language of the address bar, else of the browser; zh for what is neither."""
    if asked in LANGUAGES:
        return asked
    return "en" if locale and not locale.lower().startswith("zh") else "zh"
