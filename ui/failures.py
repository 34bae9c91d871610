"""What went wrong, in the language of the page: the readers tell it in English, in one line."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ui.labels import scripted
from ui.markup import harmless

# Characters in which it is said what was seen and what to do, behind a name of any length.
SAID = 500


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every wording with its Chinese, the most particular first."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    held = {**read["seen"], **read["todo"]}
    ordered = sorted(held, key=lambda said: (said.count("{}"), -len(said)))
    return tuple((_pattern(said), held[said]) for said in ordered)


def _pattern(said: str) -> re.Pattern[str]:
    """A wording as it is told; what it begins with is a number or one word, no place before it."""
    first = r"([^\s:]+)" if said.startswith("{}") else "(.+?)"
    escaped = re.escape(said).replace(r"\{\}", "{}")
    return re.compile(escaped.replace("{}", first, 1).replace("{}", "(.+?)"))


def failure_text(line: str, language: str) -> str:
    """A failure as the readers tell it, without paths of this machine; in Chinese where that is
    the page's, as far as its words are known.
    """
    line = harmless(" ".join(line.split()))
    if language == "en":
        return line
    told = next((f"{where}{seen}；{todo}。" for where, seen, todo in _readings(line)), line)
    return scripted(language, told)


def _readings(line: str) -> Iterator[tuple[str, str, str]]:
    """Where it was, what was seen and what to do, wherever the line can be parted so; from the
    end, for a name before them may be worded like either.
    """
    least = max(0, len(line) - SAID)
    for end in reversed(list(re.compile("; ").finditer(line, least))):
        todo = _chinese(line[end.end() :])
        colons = re.compile(": ").finditer(line, least, end.start())
        for at in reversed([least, *(colon.end() for colon in colons)]):
            if todo and (seen := _chinese(line[at : end.start()])):
                yield line[:at].replace(": ", "："), seen, todo


def _chinese(said: str) -> str:
    """The Chinese of a wording, "" where it is none that is known."""
    for pattern, chinese in _known():
        if found := pattern.fullmatch(said):
            return chinese.format(*(_chinese(part) or part for part in found.groups()))
    return ""
