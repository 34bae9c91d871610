"""A place named with the one that it lies in: Hongze District, Huai'an; 武汉那个江夏."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.divisions import division_at
from assistant.question.places import Mention

KIND = "(?: (?:city|municipality|province|prefecture))?"
# What stands between the two, and what belongs to the higher one behind it.
HIGHER_FIRST = re.compile(
    f"{KIND} s |(?:下[辖面属]|辖区?内?|所[辖属])的?(?:那个?|这个?)?|的(?:那个?|这个?)?|[那这]个?"
)
LOWER_FIRST = re.compile(r",? ?(?:(?:of|in|under) (?:the )?(?:city of )?|\( ?)|, ?")
BEHIND = re.compile(rf"{KIND}(?:的那个?|那个|下面的|的)?\)?")
# 同在江苏，宿迁和洪泽谁高: where both lie.
BOTH_IN = re.compile("[同都均](?:在|属于?)$")
# Jiangxia, Wuhan and Suqian are three; so are two that are set side by side.
LISTED = re.compile(f"{KIND}(?: and |, and |[、和与跟]|,? or )")
BESIDE = re.compile(
    r"\b(?:compar\w+|versus|vs|each|both|respectively|than|differ\w*|between|which)\b"
)
# The city of Suqian is that city; a county of Suqian is not.
CALLED = re.compile(r"\bthe (?P<kind>city|district|county|municipality|province|prefecture) of $")
KINDS = {
    "city": "市", "municipality": "市", "district": "区", "county": "县市旗", "province": "省区",
    "prefecture": "市州盟区",
}  # fmt: skip


def with_paths(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a normalised question, a place and the one it lies in as the former alone."""
    merged: list[Mention] = []
    for mention in found:
        called = CALLED.search(text[: mention.start])
        behind = not (merged and called and called.start() < merged[-1].end)
        if called and behind and _is_of(mention, KINDS[called["kind"]]):
            mention = replace(mention, start=called.start())
        one = _path(text, merged[-1], mention) if merged else None
        if one:
            merged[-1] = one
        else:
            merged.append(mention)
    return merged


def _is_of(mention: Mention, kinds: str) -> bool:
    """Whether the places of a mention are of the kind that their last sign says."""
    return bool(mention.bodies) and all(b.division.endswith(tuple(kinds)) for b in mention.bodies)


def _path(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two mentions that follow one another as one, where the one lies in the other."""
    between = text[first.end : second.start]
    led = between == "," and BOTH_IN.search(text[: first.start])
    if (led or HIGHER_FIRST.fullmatch(between)) and (inside := _inside(text, second, first)):
        return replace(inside, start=first.start)
    if between.strip() == "," and BESIDE.search(text):
        return None
    behind = BEHIND.match(text, second.end)
    chinese = not text[second.start].isascii()
    alone = behind and (behind[0] or not chinese) and not LISTED.match(text, second.end)
    inside = _inside(text, first, second) if alone and LOWER_FIRST.fullmatch(between) else None
    return replace(inside, end=behind.end()) if inside and behind else None


def _inside(text: str, lower: Mention, higher: Mention) -> Mention | None:
    """The lower place, of its bodies those that lie in the higher one; None where none does."""
    known = division_at(text, higher.start, False)[1]
    paths = {d.path for d in known} | {b.division for b in higher.bodies if b.scope == "region"}
    bodies = tuple(
        b for b in lower.bodies if any(b.division.startswith(p) and b.division != p for p in paths)
    )
    return replace(lower, bodies=bodies) if bodies else None
