"""第二条, the third one: a choice, row or passage of the answer before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Row
from assistant.query import Query
from assistant.question.places import Body, Catalogue
from assistant.texts import in_script, say, spaced, unit_text

PICK = re.compile(
    r"(?:那|看|看看|展开|说说|详细说说|选)?第?([一二三四五六七八九十]|\d{1,2})(?:条|个|项|点|家|种|类|行|名|位)(?:呢|是什么|说说|详细|(?:详细|具体|展开|再)?(?:说说|讲讲|说一下|讲一下)|(?:是|有)?(?:多少|几)件?)?[?。]?"
    r"|(?:the )?(first|second|third|fourth|fifth)(?: one| item)?\??"
)
YES = re.compile(
    "(?:是的?|对的?|嗯+|没错|好的?|正是|就是(?:这个|它)?|yes|yeah|right|ok|okay|correct|sure)[呀啊吧。,!]*"
)
# 我说的是复议的: what stands around the word that chooses.
SAYING = re.compile(
    "^(?:那|就|我|是|说|问|指|想|要|选|的|看|,)+|[的呢吧啊呀那个这些项件吗?。!,]+$|"
    "^the | (?:one|please)$"
)
EVERY = re.compile(
    "(?:我?[想要看]*)?(?:[两三几]个?[家个项种地]?|全部?|所有的?|它们)?都(?:要|看|查|说|给我|算|行)(?:一?下|吧|的)?[。!]?|"
    "(?:both|all)(?: of (?:them|those))?(?: please)?[.!]?"
)
PLACED = re.compile("[名位]")
ORDINALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {
    w: n for n, w in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
}


def picked(text: str) -> int | None:
    """The number in 第二条 or the third one, where that is all that is asked."""
    found = PICK.fullmatch(text)
    if not found:
        return None
    word = found[1] or found[2]
    return int(word) if word.isdigit() else ORDINALS[word]


def chosen(query: Query, options: Sequence[str], read: Callable[[str], Query]) -> str:
    """The choice that a turn means: by its number, by yes where there is one, by a word that only
    it holds, or by the figures it names; else "".
    """
    if n := picked(query.plain):
        return options[n - 1] if n <= len(options) else ""
    if YES.fullmatch(query.plain):
        return options[0] if len(options) == 1 else ""
    if query.mentions or query.years:
        return ""
    word = SAYING.sub("", query.plain)
    held = [o for o in options if word and word in o]
    if len(held) == 1:
        return held[0]
    same = [o for o in options if set(query.items) & set(read(o).items)]
    return same[0] if len(same) == 1 else ""


def every_one(asked: Query, options: Sequence[str], read: Callable[[str], Query]) -> Query | None:
    """两家都要: the question of all its choices; None where they are not of one kind."""
    every = [read(option) for option in options]
    bodies = tuple(dict.fromkeys(b for q in every for b in q.bodies))
    items = tuple(dict.fromkeys(i for q in every for i in q.items))
    if (len(bodies) > 1) == (len(items) > 1):
        return None
    inherited = ("publishers", "years", "indicators", "operation")
    return replace(
        asked, bodies=bodies or asked.bodies, mentions=(), items=items, inherited=inherited
    )


def answer_picked(query: Query, n: int, before: Answer, catalogue: Catalogue) -> Answer:
    """The nth passage or row of the answer before, with its own evidence."""
    language = query.language
    query = replace(
        before.query,
        text=query.text,
        language=language,
        inherited=("indicators", "publishers", "years"),
    )
    if before.kind == "passage" and n <= len(before.evidence):
        evidence = before.evidence[n - 1]
        text = say(language, "picked", n=n, text=f"“{in_script(language, spaced(evidence.quote))}”")
        return Answer(query, "answered", text, kind="passage", evidence=(evidence,))
    if n > len(before.rows):
        return no_such(query, n)
    row = before.rows[n - 1]
    query = replace(query, bodies=bodies_of([row], catalogue) or query.bodies)
    if row.indicator:
        query = replace(query, items=(row.indicator,), operation="")
    number = f"{row.value or row.raw}{unit_text(language, row.unit)}"
    told = f"{row.report.publisher}{row.report.year} {row.label} {number}"
    evidence_here = tuple(e for e in before.evidence if e.where == row.where) or before.evidence
    return Answer(
        query, "answered", say(language, "picked", n=n, text=told), kind="figure", rows=(row,),
        value=(row.value, row.unit) if row.value else None, evidence=evidence_here,
    )  # fmt: skip


def bodies_of(rows: Sequence[Row], catalogue: Catalogue) -> tuple[Body, ...]:
    """The bodies whose reports the rows come from."""
    held = {(r.report.publisher, r.report.scope) for r in rows}
    return tuple(b for b in catalogue.bodies if (b.publisher, b.scope) in held)


def no_such(query: Query, n: int) -> Answer:
    """The answer before has fewer."""
    return Answer(
        query, "not_found", say(query.language, "no_such_number", n=n), reason="not_understood"
    )
