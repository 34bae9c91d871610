"""第二条, the third one: a choice, row or passage of the answer before."""

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.query import Query
from assistant.texts import in_script, say, spaced, unit_text

PICK = re.compile(
    r"(?:那|看|看看|展开|说说|详细说说|选)?第?([一二三四五六七八九十]|\d{1,2})(?:条|个|项|点|家|种|类|行)(?:呢|是什么|说说|详细|(?:是|有)?(?:多少|几)件?)?[?。]?"
    r"|(?:the )?(first|second|third|fourth|fifth)(?: one| item)?\??"
)
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


def answer_picked(query: Query, n: int, before: Answer) -> Answer:
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
    if row.indicator:
        query = replace(query, items=(row.indicator,), operation="")
    number = f"{row.value or row.raw}{unit_text(language, row.unit)}"
    told = f"{row.report.publisher}{row.report.year} {row.label} {number}"
    evidence_here = tuple(e for e in before.evidence if e.where == row.where) or before.evidence
    return Answer(
        query, "answered", say(language, "picked", n=n, text=told), kind="figure", rows=(row,),
        value=(row.value, row.unit) if row.value else None, evidence=evidence_here,
    )  # fmt: skip


def no_such(query: Query, n: int) -> Answer:
    """The answer before has fewer."""
    return Answer(
        query, "not_found", say(query.language, "no_such_number", n=n), reason="not_understood"
    )
