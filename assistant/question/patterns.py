"""Phrases with choices and gaps: 没(出|有|)结果 stands for three, 补正…不明 for many."""

import re
from collections.abc import Sequence
from functools import cache

CHINESE = re.compile(r"[\u3400-\u9fff]")
# What may stand in a gap: words of one clause, without digits.
BETWEEN = {True: r"[^\d,;:。?!、]{0,5}?", False: r"[^\d,;:?!]{1,24}?"}
Part = str | list["Parts"]
Parts = list[Part]


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """The pattern of a phrase: of each choice the longest part that fits is taken."""
    chinese = bool(CHINESE.search(phrase))
    ends = "" if chinese else r"\b"
    return re.compile(_regex(_parse(phrase), BETWEEN[chinese]) + ends)


def first_signs(phrase: str) -> set[str]:
    """The signs that a phrase may begin with."""
    return _firsts(_parse(phrase))


def _parse(phrase: str) -> Parts:
    """A phrase as its parts: a sign each, or a choice with the parts of every alternative."""
    levels: list[list[Parts]] = [[[]]]
    for sign in phrase:
        if sign == "(":
            levels.append([[]])
        elif sign == "|":
            levels[-1].append([])
        elif sign == ")":
            choice = levels.pop()
            levels[-1][-1].append(choice)
        else:
            levels[-1][-1].append(sign)
    (parts,), *unclosed = levels
    if unclosed:
        raise ValueError(f"a bracket is not closed: {phrase}")
    return parts


def _regex(parts: Parts, between: str) -> str:
    return "".join(
        _choice([_regex(p, between) for p in part]) if isinstance(part, list)
        else between if part == "…" else re.escape(part)
        for part in parts
    )  # fmt: skip


def _choice(parts: Sequence[str]) -> str:
    return f"(?:{'|'.join(sorted(parts, key=len, reverse=True))})"


def _firsts(parts: Parts) -> set[str]:
    found: set[str] = set()
    for part in parts:
        if isinstance(part, str):
            return found | {part}
        signs = [_firsts(p) for p in part]
        found = found.union(*signs)
        if all(signs):
            return found
    return found
