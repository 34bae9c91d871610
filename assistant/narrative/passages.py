"""Narrative answers: the passages that answer, quoted whole sentences, each with its address."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Evidence, with_evidence
from assistant.codes import name_of
from assistant.figures.measures import core
from assistant.figures.part_limits import TABLES, answer_table
from assistant.figures.quantities import Asked
from assistant.figures.stated import not_stated
from assistant.narrative.asking import (
    FRAMING,
    OWNED,
    WANTING,
    WHERE,
    in_chinese,
    of_methods,
)
from assistant.narrative.kinds import kinds
from assistant.narrative.retrieve import Hit, Retriever, asked_words
from assistant.narrative.side_by_side import COMPARED, DIFFER, side_by_side
from assistant.narrative.strange import strange_words
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.texts import in_script, spaced
from ingest.chunks import Chunk, bare, sentences

CLAUSE = re.compile("[，；。]")
# The noun that is asked for, and so not given.
WANTED = re.compile("(?:[什啥]么?|哪[些种个]|何种)(?:活儿|[\u3400-\u9fff]{2})")
REASON = re.compile(r"由于|因为|因此|原因|导致|致使|缘于|主要是因|受.{1,12}影响")
# What the prose calls the rows of the form.
WIDER = {"新收政府信息公开申请": ("申请量", "申请数量", "申请")}
# Asked of a whole section by its heading: 平台建设做了什么, 政策解读情况.
SECTION = re.compile(
    r"(?:[的那]|(?:年度)?(?:报告|年报)(?:里面?|[中上])?(?:关于|对)?)*(?P<name>[\u3400-\u9fff]{4,}?)(?:方面|工作|部分|[这那]一?块)?(?:都|主要)?"
    r"(?:(?:[做干搞][了过]|[写说讲][了过]?|有)(?:些?什么|哪些)(?:内容|做法|工作|事)?|"
    r"(?:做得|干得|搞得)?(?:怎么|怎样|如何|咋)[做干搞写说讲样]?[了的]?|情况(?:怎么样|怎样|如何|是什么)?)?呢?"
)
# What makes a question of a matter.
FRAME = re.compile(
    r"有没有|是否|请问|[吗呢吧啊么?!.。 ]+$|(?:[做怎][得的]?(?:怎么样|怎样|如何)|情况如何)$"
)
# Matters that have no topic of their own.
MATTER = re.compile(r"申请|公开的?内容")
# What every report is about tells nothing of which passage is asked for, beside a topic.
WORK = re.compile(r"(?:政府信息|政务|信息)公开工作")
YEAR = re.compile(
    r"(?:19|20)\d\d(?:年(?!报)度?)?|去年|今年|前年|(?:这份|该)?(?:年度)?(?:报告|年报)(?:里面?|中|上)"
)
# How likely a sentence must be to answer, and the part of the likeliest from which another passage
# stands beside it: see docs/embedding.md.
ANSWERS, BESIDE = 0.6, 0.75
# From where it answers what was read as something else: a count, a figure, a matter of no report.
SURE = 0.75
# From where a passage is shown beside the word that the report is silent, as the nearest.
NEAR = 0.3
SHOWN = 3
WHOLE = 160


def topics() -> frozenset[str]:
    """The codes of the topics of the grammar."""
    return frozenset(t["code"] for t in grammar("topics")["topic"])


def answer_passage(asked: Asked, retriever: Retriever) -> Answer | None:
    """The passages that answer a narrative question; None where nothing in the report does."""
    chunks = prose_of(asked)
    codes = [c for c in asked.query.topics if c in topics()]
    if not codes and DIFFER.search(asked_text(asked.query)):
        codes = ["problems"]  # 两年的说法有什么不同 names no matter
    if "measures" in codes or "problems" in codes:
        found = _chapter_five(chunks, "measures" if "measures" in codes else "problems")
        if found and not _specific(asked, codes):
            return _list(asked, found)
    if asked.query.mention_of:
        return _mentioned(asked, chunks)
    told = _section(asked, chunks) or answer_told(asked, retriever)
    if told is None and set(codes) == {"overview"} and not _specific(asked, codes):
        return answer_chapter(asked, "一")
    return told


def answer_passages(every: Sequence[Asked], retriever: Retriever) -> Answer | None:
    """The passages of each report that answer, side by side; None where none does."""
    told = [answer_passage(one, retriever) for one in every]
    if len(every) == 1 or not any(told):
        return told[0]
    silent = (silent_on(one) or not_stated(one, one.query.text) for one in every)
    return side_by_side([answer or none for answer, none in zip(told, silent, strict=True)])


def _section(asked: Asked, chunks: Sequence[Chunk]) -> Answer | None:
    """The passages under the heading that the question names, where it asks nothing more of it."""
    found = SECTION.fullmatch(re.sub(r"[\s,.?!:]", "", asked_text(asked.query)))
    own = {c.heading: c.heading.partition("·")[2] for c in chunks}
    named = [heading for heading, name in own.items() if found and found["name"] in name]
    named = named or of_methods(asked.query, own)
    first = min(named, key=len, default="")
    return _list(asked, [c for c in chunks if c.heading == first]) if first else None


def _specific(asked: Asked, codes: Sequence[str]) -> bool:
    """Whether the question names more than the topic itself, 有什么不同 aside: a problem with
    training, with the answers to requests, or with what is published.
    """
    query = asked.query
    more = any(code not in ("problems", "measures", "other", "overview") for code in codes)
    more = more or bool(query.items or MATTER.search(query.plain))
    own = asked.sheet.report.publisher  # 上海2019年办公厅: of the body's name, no matter
    unread = (FRAMING.sub("", w) for w in query.unread if not DIFFER.search(w) and w not in own)
    return more or any(len(w) > 1 for w in unread)


def _chapter_five(chunks: Sequence[Chunk], wanted: str) -> list[Chunk]:
    """The problems of chapter five, or what is to be done about them, without what leads in."""
    told, kind = kinds(chunks), "plan" if wanted == "measures" else "problem"
    return [c for c in chunks if told[c.position] == kind and bare(c.text)]


def _list(asked: Asked, chunks: Sequence[Chunk]) -> Answer:
    heading = chunks[0].heading
    if any(c.heading != heading for c in chunks):
        heading = heading.partition("·")[0]
    quote = "".join(_quoted(asked, n, c.text) for n, c in enumerate(chunks, 1))
    text = asked.say("passage_list", heading=heading, count=len(chunks), quote=quote)
    answer = Answer(asked.query, "answered", text, kind="passage")
    return with_evidence(answer, [_evidence(asked, c.text, c) for c in chunks])


def _quoted(asked: Asked, n: int, text: str) -> str:
    return f"\n{n}. “{in_script(asked.language, spaced(text))}”[{n}]"


def _evidence(asked: Asked, quote: str, chunk: Chunk) -> Evidence:
    return Evidence(asked.sheet.report, chunk.where, quote)


def _mentioned(asked: Asked, chunks: Sequence[Chunk]) -> Answer:
    """提到X了吗: X's own words must stand in the report."""
    words = re.sub(r"提到|提及|有没有[说讲谈]?|没有|提|过|被|吗|了|报告|哪些|里", "", core(asked))
    holding = [c for c in chunks if words and words in c.text + c.heading]
    if len(words) < 2 or not holding:
        return not_stated(asked, words or asked.query.text)
    return quoted(asked, [(c, holding_sentences(c.text, words)) for c in holding[:3]])


def holding_sentences(text: str, words: str) -> str:
    """The sentences that hold the words; the whole passage where it is short."""
    held = [s for s in sentences(text) if words in s]
    return text if len(text) <= WHOLE or not held else "".join(held)


def answer_chapter(asked: Asked, chapter: str) -> Answer:
    """第六部分写了什么: the chapter's own passages, or the figures of its table."""
    chunks = [c for c in prose_of(asked) if c.chapter == chapter]
    if chunks:
        return _list(asked, chunks)
    table = answer_table(asked, TABLES.get(chapter, ""))
    return table if table.rows or table.reason else not_stated(asked, f"第{chapter}部分")


def answer_reason(asked: Asked) -> Answer | None:
    """The sentences that give a reason for what is asked about, where the report gives one."""
    names = [name_of(code).split("：")[-1].removeprefix("本年") for code in asked.query.items]
    words = [w for n in names for w in (n, *WIDER.get(n, ()))]
    for chunk in prose_of(asked):
        sentences = re.findall(r"[^。！？]+[。！？]?", chunk.text)
        told = [s for s in sentences if REASON.search(s) and any(w in s for w in words)]
        if told:
            return quoted(asked, [(chunk, "".join(told))])
    return None


def answer_reasons(every: Sequence[Asked]) -> Answer | None:
    """The reasons that the latest report of each body gives, where any does."""
    dated = sorted(every, key=lambda one: one.sheet.report.year or 0)
    latest = {one.sheet.report.publisher: one for one in dated}.values()
    given = [found for one in latest if (found := answer_reason(one))]
    return side_by_side(given) if given else None


def prose_of(asked: Asked) -> list[Chunk]:
    """The passages of a report, in its order."""
    return asked.sheet.database.chunks(asked.sheet.report)


def _text(asked: Asked) -> str:
    return "".join(c.heading + c.text for c in prose_of(asked))


def answer_told(asked: Asked, retriever: Retriever, at_least: float = ANSWERS) -> Answer | None:
    """The passages likely to answer, their sentences that speak of it; None where none is."""
    question = asked_text(asked.query)
    question = WORK.sub("", question) if asked.query.topics else question
    if asked.language == "en":
        question = in_chinese(question.lower(), asked.query.unread)
    hits = retriever.search(question, [asked.sheet.report], k=SHOWN)
    hits = [h for h in hits if h.sure >= max(at_least, BESIDE * hits[0].sure)]
    if not hits or strange_words(question, _text(asked)):
        return None
    words = asked_words(question)
    chosen = sorted(hits, key=lambda h: h.chunk.position)
    return quoted(asked, [(h.chunk, _sentences(h, words)) for h in chosen])


def silent_on(asked: Asked) -> Answer | None:
    """The report is silent on what is asked; None where a word of it is of nothing known."""
    question = asked_text(asked.query)
    strange = asked.language == "en" or strange_words(question, _text(asked))
    if strange and not asked.query.topics:
        return None
    return not_stated(asked, FRAME.sub("", question))


def with_nearest(silent: Answer, asked: Asked, retriever: Retriever) -> Answer:
    """The report is silent, and beside that its passage nearest to what was asked, if any is."""
    near = answer_told(asked, retriever, NEAR)
    if near is None:
        return silent
    shown = near.evidence[0]
    quote = in_script(asked.language, spaced(shown.quote))
    said = asked.say("nearest_passage", quote=quote)
    return with_evidence(replace(silent, text=f"{silent.text}{asked.space}{said}"), [shown])


def asked_text(query: Query) -> str:
    """The question without the places and years that it names: those have chosen the report."""
    text = query.plain
    for mention in sorted(query.mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    text = OWNED.sub("", text)
    text = WANTING.sub("", COMPARED.sub("", WHERE.sub("哪里", YEAR.sub(" ", text))))
    for word, talk in grammar("topics")["plainer"].items():
        text = re.sub("|".join(map(re.escape, talk)), word, text)
    return text.strip(" ,.?!的在和与跟同比") or query.plain


def _sentences(hit: Hit, words: Sequence[str]) -> str:
    """The sentences that speak of what is asked, in order; the whole passage where it is short."""
    if len(hit.chunk.text) <= WHOLE:
        return hit.chunk.text
    parts = sentences(hit.chunk.text)
    rare = [w for w in words if 0 < sum(w in p for p in parts) <= len(parts) // 3]
    chosen = [p for p in parts if p == hit.sentence or any(w in p for w in rare)]
    return "".join(chosen or parts[:2])


def quoted(asked: Asked, chosen: Sequence[tuple[Chunk, str]]) -> Answer:
    """Passages, each with its sentences that are shown."""
    heading = chosen[0][0].heading
    quote = "".join(
        f"“{in_script(asked.language, spaced(text))}”[{n}]" for n, (_, text) in enumerate(chosen, 1)
    )
    answer = Answer(
        asked.query, "answered", asked.say("passage", heading=heading, quote=quote), kind="passage"
    )
    return with_evidence(answer, [_evidence(asked, text, chunk) for chunk, text in chosen])
