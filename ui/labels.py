"""The words of the page in its three scripts, and which of them the reader wants."""

import tomllib
from functools import cache
from pathlib import Path

from assistant.texts import place_text
from ingest.checks import Finding
from ingest.clean import traditional

# The codes are those of the address bar: simplified, traditional, English.
LANGUAGES = ("zh", "zh-Hant", "en")
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


@cache
def _template(language: str, key: str) -> str:
    held = _labels()[key]
    return held["en"] if language == "en" else scripted(language, held["zh"])


def label(language: str, key: str, **values: object) -> str:
    """A label filled in."""
    return _template(language, key).format(**values)


def scripted(language: str, text: str) -> str:
    """Simplified text in the script of the page."""
    return traditional(text) if language == "zh-Hant" else text


def found_text(finding: Finding, language: str) -> str:
    """What was found, as a sentence in the language of the page."""
    if language == "en":
        told = place_text(language, finding.text_en)
        return told[:1].upper() + told[1:]
    return scripted(language, place_text(language, finding.text))


def spoken(language: str) -> str:
    """The language as browsers, screen readers and the assistant name it."""
    return "zh-Hans" if language == "zh" else language


def joined(language: str, parts: list[str]) -> str:
    """Names in a row as the language sets them."""
    return (", " if language == "en" else "、").join(parts)


def told(language: str, key: str, text: object) -> str:
    """A label, a colon as the language sets it, and what is told."""
    return f"{label(language, key)}{': ' if language == 'en' else '：'}{text}"


def language_wanted(asked: str | None, locale: str | None) -> str:
    """The language of the address bar, else of the browser; simplified for what is neither."""
    if asked in LANGUAGES:
        return asked
    told = (locale or "zh").lower()
    if told.startswith(TRADITIONAL):
        return "zh-Hant"
    return "zh" if told.startswith("zh") else "en"
