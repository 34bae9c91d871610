"""Plain words for what can't be answered: not understood, not in any form, not in these reports."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, label_of
from assistant.codes import name_of
from assistant.figures.measures import told_by
from assistant.figures.part_limits import table_of
from assistant.figures.quantities import Asked, answer_nothing
from assistant.figures.stated import not_stated
from assistant.query import Query
from assistant.question.cells import VERBS
from assistant.question.leftover import unread_words
from assistant.question.lexicon import grammar
from assistant.question.meaning import FORESEEN, FUTURE
from assistant.question.unfit import PERSONS
from assistant.resolve import not_understood
from assistant.texts import say
from ingest import forms

BLOCKS, BLOCKS_EN = ("行政复议", "行政诉讼"), ("administrative reviews ", "lawsuits ")
TOTALS = ("新收申请", "办理结果总计", "行政复议总计", "行政诉讼总计")
CASES = ("新收申请", "行政复议", "行政诉讼", "行政处罚")
OTHERS = ("其他处理", "其他申请人", "行政复议其他结果", "行政诉讼其他结果")
DOCUMENTS = ("规范性文件", "规章")
DECIDED = ("行政许可", "行政处罚", "行政强制")
TOTALS_EN = ("new requests", "results in all", "administrative reviews", "lawsuits")
CASES_EN = ("new requests", "administrative reviews", "lawsuits", "administrative penalties")
BARE = {
    "总计": TOTALS, "合计": TOTALS, "总数": TOTALS, "案件": CASES, "案子": CASES,
    "其他": OTHERS, "其它": OTHERS, "文件": DOCUMENTS, "决定": DECIDED, "执法": DECIDED,
    "total": TOTALS_EN, "cases": CASES_EN,
}  # fmt: skip
# 有超期的吗 asks whether the report tells of it, and for no row.
WHETHER = re.compile("有.{1,8}[吗么没](?:有)?[呢?。]*$|有没有|是否|哪里|哪儿|在哪|哪个")
MEASURES = ("新收申请", "予以公开", "不予公开", "行政复议", "行政诉讼")
MEASURES_EN = ("new requests", "granted", "refused", "administrative reviews", "lawsuits")


def answer_out_of_scope(query: Query) -> Answer:
    """What these reports never hold, and whom to blame, which is no one's to say here."""
    key = "out_of_scope_blame" if query.out_of_scope == "blame" else "out_of_scope"
    word = next((t.text for t in query.tokens if t.code("out_of_scope")), "")
    if (at := query.text.lower().find(word)) >= 0:  # GDP as it was written
        word = query.text[at : at + len(word)]
    if future := FUTURE.search(query.plain) or FORESEEN.search(query.plain):
        word = word or future[0]
    text = say(query.language, key, word=word)
    return Answer(query, "out_of_scope", text, reason="out_of_scope")


def absent_words(query: Query) -> list[str]:
    """The words by which the question names what no form asks for, without 率 and the like."""
    return [t.text for t in query.tokens if t.code("absent") or t.code("unstated")]


def answer_absent(asked: Asked) -> Answer:
    """What no form has, or no form asks for, and the text doesn't give."""
    query = asked.query
    unstated = grammar("words")["unstated"]
    chunks = asked.sheet.database.chunks(asked.sheet.report)
    if query.absent == "投诉举报件数" and any("投诉" in c.heading for c in chunks):
        return Answer(query, "not_found", asked.say("complaints"), reason="not_stated")
    words = {**grammar("words")["absent"], **unstated}[query.absent]
    label = next(w for w in words if w.isascii()) if query.language == "en" else query.absent
    if WHETHER.search(query.plain) and (told := absent_words(query)):
        return not_stated(asked, told[0])
    reason = "not_stated" if query.absent in unstated else "not_in_form"
    return Answer(query, "not_found", asked.say("absent", label=label), reason=reason)


def answer_narrowed(asked: Asked, left: Sequence[str]) -> Answer:
    """Words that no row holds: which they are, and the figure without them, one question away."""
    query = asked.query
    cells = [asked.sheet.cell(c) for c in query.items if c in forms.indicators()]
    if len(cells) == len(query.items) and all(q.reason == "not_in_form" for q in cells):
        # What a form lacks it lacks however narrowed.
        return answer_nothing(asked, cells[0])
    if _untold(asked, left):
        return not_stated(asked, "".join(left))
    answer = not_understood(query, left)
    ordered = [t.text for t in query.tokens if t.code("superlative")]
    if set(left) & {*ordered, *PERSONS.findall(query.plain)} and not [*unread_words(query)]:
        # Every word was read; the report tells no one applicant from another.
        answer = not_stated(asked, "".join(left) if len(left) == 1 else query.text.rstrip("?？"))
    if len(query.items) != 1 or len(query.breakdowns) > 1:
        return answer
    label = label_of(query.items[0], next(iter(query.breakdowns), ""), query.language)
    nearest = asked.say("nearest", label=label)
    question = asked.say("nearest_question", label=label)
    return replace(answer, text=f"{answer.text}{asked.space}{nearest}", suggestions=(question,))


def _untold(asked: Asked, left: Sequence[str]) -> bool:
    """培训办了多少场: what was done is no request but the training, and the text counts none."""
    query = asked.query
    topics = {t.text for t in query.tokens if t.code("topic")}
    if not set(left) <= topics or not {*query.items} <= {*VERBS}:
        return False
    return not any(told_by(word, s) for word in left for s in asked.sheet.stated)


def block_unnamed(query: Query) -> str:
    """The word of 维持了几件 that stands in each block of table four; "" where one is named."""
    kinds = {m.kind for t in query.tokens for m in t.meanings}
    named = {"row4", "verdict", "row2", "annex", "rate", "readings", "weak"} & kinds
    of_one = query.operation in ("", "confirm") and len(query.items) == 2
    # 维持的比纠正的多几件: two results of a block that isn't named.
    of_two = query.operation in ("difference", "growth", "times") and len(query.items) == 4
    of_one = of_one and table_of(query) != "4"  # 表四里维持的几件 is of each
    if named or query.inherited or not (of_one or of_two):
        return ""
    return next((t.text for t in query.tokens if t.code("column4")), "")


def which_block(query: Query, word: str) -> Answer:
    """Ask whether reviews or suits are meant."""
    blocks = BLOCKS_EN if query.language == "en" else BLOCKS
    options = tuple(query.plain.replace(word, f"{block}{word}", 1) for block in blocks)
    return Answer(query, "ambiguous", say(query.language, "which_measure"), options=options)


def bare_total(query: Query) -> str:
    """总计, 其他 or 案件 where it is all that the question names, else ""."""
    told = [t for t in query.tokens if not t.code("filler") and t.text not in BARE]
    words = ({t.text for t in query.tokens} | set(query.unread)) & set(BARE)
    named = query.items or query.topics or query.premises or query.narrative
    alone = not (told or named or set(query.unread) - words)
    return words.pop() if alone and len(words) == 1 else ""


def which_measure(query: Query) -> Answer:
    """An operation with nothing to do it to: ask which figure, the question itself kept."""
    return which_of(query, MEASURES_EN if query.language == "en" else MEASURES)


def which_of(query: Query, names: Sequence[str], word: str = "") -> Answer:
    """Ask which of several figures is meant, each in place of a word or behind the question."""
    if word:
        options = tuple(query.plain.replace(word, name, 1) for name in names)
        return Answer(query, "ambiguous", say(query.language, "which_measure"), options=options)
    asked = query.text.rstrip("?？。 ")
    options = tuple(
        f"{asked} ({n})" if query.language == "en" else f"{asked}（{n}）" for n in names
    )
    return Answer(query, "ambiguous", say(query.language, "which_measure"), options=options)


def answer_counts_only(asked: Asked, code: str, key: str = "counts_only") -> Answer:
    """罚了多少钱: the form counts the cases and holds no sum of money for them, or the reverse."""
    text = asked.say(key, label=name_of(code, asked.language))
    return Answer(asked.query, "not_found", text, reason="not_in_form")
