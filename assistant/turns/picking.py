"""第二条, the third one: a choice, row or passage of the answer before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Row
from assistant.query import Query
from assistant.question.groups import group_of
from assistant.question.places import Body, Catalogue
from assistant.question.written import normalise
from assistant.texts import in_script, say, spaced, unit_text
from assistant.turns.listed import Pick, line_picked, list_shown, of_row

NUMBER = r"(?:[一二三四五六七八九十]|\d{1,2})"
PLACED = "名位"
PICK = re.compile(
    "(?:那么?|看看?|展开|(?:详细)?说说|选|排)?"
    f"(?:第(?P<nth>{NUMBER})(?P<sign>[条个项点家种类行名位])?|(?P<bare>{NUMBER})[条个项点家种类行名位])"
    "(?P<order>[多高大少低小])?的?(?:理由|原因|结果|情形|问题|不足|短板|措施|打算|做法)?"
    "(?:[呢啊,]|是?什么|是?谁|是?哪一?[个类种项家位]|(?:是|有)?(?:多少|几)件?|"
    "(?:详细|具体|展开|再)?(?:说说|讲讲|说一下|讲一下)|详细)*[?。]?|"
    "(?:and |what about )?(?:the )?(?P<english>first|second|third|fourth|fifth)"
    "(?: one| item| place)?[?]?"
)
MORE = re.compile(
    "(?:那|除此之外)?(?:还有没有|还有)(?:别的|其他的?|更多的?)?(?:内容|问题|措施)?(?:吗|呢|没有|么)?[?。]?|"
    "(?:any(?:thing)? )?(?:more|else)[?]?"
)
# In English please: the answer before in another language.
LANGUAGES = {"英": "en", "english": "en", "中": "zh-Hans", "chinese": "zh-Hans"}
IN_LANGUAGE = re.compile(
    "(?:请|麻烦|能|可以)*再?(?:用|以|换成?|翻译?成|译成|(?=..[回版]))(?P<zh>[英中])[文语]版?的?"
    "(?:[再来回作答说讲复述告诉我重]|一[遍下])*[吗吧呢?。]*|"
    "(?:and |now |again )*(?:say (?:it|that) )?in (?P<en>english|chinese)(?:,? please)?[?.]?"
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
    "(?:我?[想要看]*)?(?:[两三几]个?[家个项种地]?|全部?|所有的?|它们)?都(?:要|看|查|说|给我|算|行)(?:一?下|吧|的)?"
    "(?:,?(?:各|各自|分别)?(?:是|有)?(?:多少|几件))?[?。!]?|"
    "(?:both|all)(?: of (?:them|those))?(?: please)?[.!]?"
)
ORDINALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {
    w: n for n, w in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
}


def picked(text: str) -> Pick | None:
    """第二条, 第二多的呢 or the third one, where that is all that is asked."""
    found = PICK.fullmatch(text)
    if not found:
        return None
    word = found["nth"] or found["bare"] or found["english"]
    n = int(word) if word.isdigit() else ORDINALS[word]
    sign, order = found["sign"] or "", found["order"]
    if order:
        return Pick(n, "order", order in "少低小")
    return Pick(n, "order" if sign and sign in PLACED else "shown" if sign in ("条", "行") else "")


def chosen(query: Query, options: Sequence[str], read: Callable[[str], Query]) -> str:
    """The choice that a turn means: by its number, by yes where there is one, by a word that only
    it holds, or by the figures it names; else "".
    """
    if (pick := picked(query.plain)) and pick.by == "order":
        # 第三名 is of an order, and no choice.
        return ""
    if pick:
        return options[pick.n - 1] if pick.n <= len(options) else ""
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


def answer_picked(
    query: Query, pick: Pick, turns: Sequence[Answer], catalogue: Catalogue
) -> Answer:
    """The passage or row of an answer before that is picked, with its own evidence."""
    language, before = query.language, turns[-1]
    if before.kind == "passage":
        before = picked_from(turns)
    if before.kind == "passage" and pick.n <= len(before.evidence):
        evidence = before.evidence[pick.n - 1]
        quote = f"“{in_script(language, spaced(evidence.quote))}”"
        text = say(language, "picked", n=pick.n, text=quote)
        own = _said(query, before.query)
        return Answer(own, "answered", text, kind="passage", evidence=(evidence,))
    shown = list_shown(turns) or (before if len(before.rows) > 1 else None)
    if shown is None and pick.by == "order":
        # 第二名 behind what else was told of the first.
        shown = next((t for t in reversed(turns) if group_of(t.query)), None)
    row = line_picked(pick, shown, turns) if shown else None
    if shown is None or row is None:
        return no_such(query, pick.n)
    number = f"{row.value or row.raw}{unit_text(language, row.unit)}"
    told = f"{row.report.publisher}{row.report.year} {row.label} {number}"
    key = "picked" if row is shown.rows[min(pick.n, len(shown.rows)) - 1] else "in_place"
    return Answer(
        replace(
            of_row(_said(query, shown.query), row), bodies=bodies_of([row], catalogue), mentions=(),
            years=(row.report.year,) if row.report.year else (), plain=query.plain, pairs=(),
        ),
        "answered", say(language, key, n=pick.n, text=told), kind="figure", rows=(row,),
        value=(row.value, row.unit) if row.value else None,
        evidence=tuple(e for e in shown.evidence if e.where == row.where) or shown.evidence,
    )  # fmt: skip


def picked_from(turns: Sequence[Answer]) -> Answer:
    """What 第一条 behind 第二条 is of: the newest answer that is itself no such pick."""
    whole = (t for t in reversed(turns) if picked(normalise(t.query.text)) is None)
    return next(whole, turns[-1])


def no_more(query: Query, turns: Sequence[Answer]) -> Answer:
    """还有吗 behind the passages of one report: all that answers was shown."""
    before = picked_from(turns)
    text = say(query.language, "no_more", count=len(before.evidence))
    own = _said(query, before.query)
    return Answer(own, "answered", text, kind="passage", evidence=before.evidence)


def in_another_language(query: Query, before: Answer) -> Query | None:
    """用英文说, in Chinese please: the question before, to be answered in that language."""
    found = IN_LANGUAGE.fullmatch(query.plain)
    if found is None or before.reason == "not_understood":
        return None
    language = LANGUAGES[found["zh"] or found["en"]]
    return _said(replace(query, language=language), before.query)


def _said(query: Query, asked: Query) -> Query:
    """What was asked, in the words and the language of the turn that picks of it."""
    return replace(
        asked, text=query.text, language=query.language,
        inherited=("indicators", "publishers", "years"),
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
