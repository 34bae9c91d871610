"""Narrative answers: the passages that answer, quoted whole sentences, each with its address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Evidence, with_evidence
from assistant.codes import name_of
from assistant.lexicon import grammar
from assistant.lists import answer_parts
from assistant.measures import core
from assistant.places import Catalogue
from assistant.quantities import Asked
from assistant.query import Query
from assistant.retrieve import Hit, Retriever, terms
from assistant.stated import not_stated
from assistant.texts import in_script, names_joined, say, spaced
from ingest.chunks import Chunk
from ingest.database import Database
from ingest.report import Report

MEASURES_BEGIN = re.compile(
    r"针对|下一步|今后|为此|改进(?:措施|情况|打算)|下一阶段|(?:我们|我区|我市|我县|我局)将|202\d年，?(?:将|我)|打算|整改|"
    r"采取|做法|对策|举措"
)
MEASURES_HEADING = re.compile(r"改进|措施|打算|下一步|整改|计划")
PROBLEMS_HEADING = re.compile(r"问题|不足")
REASON = re.compile(r"由于|因为|因此|原因|导致|致使|缘于|主要是因|受.{1,12}影响")
# What the prose calls the rows of the form.
WIDER = {"新收政府信息公开申请": ("申请量", "申请数量", "申请")}
MENTIONED, CONSIDERED = 20, 40
MENTIONING = re.compile(
    r"哪些|哪个|哪几|几个|几份|多少份|所有|各地|地方|地区|区县|县区|城市|街道|乡镇|部门|机关|单位|年报|报告|里面|里|提到过|提到了|提到|提及|"
    r"有没有|写到|写了|说到|讲到|有|过|了|吗|呢|的|都|在"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the prose: where it is told and with which words."""

    code: str
    name: str
    chapters: tuple[str, ...]
    words: tuple[str, ...]
    asked: tuple[str, ...]
    list: bool


def topics() -> Mapping[str, Topic]:
    """Every topic of the grammar by code."""
    entries: Sequence[Mapping[str, Any]] = grammar("topics")["topic"]
    return {
        t["code"]: Topic(
            t["code"], t["name"], tuple(t["chapters"]), tuple(t["words"]), tuple(t["asked"]),
            bool(t.get("list")),
        )
        for t in entries
    }  # fmt: skip


def answer_passage(asked: Asked, retriever: Retriever) -> Answer | None:
    """The passages that answer a narrative question; None where nothing in the report does."""
    chunks = asked.sheet.database.chunks(asked.sheet.report)
    codes = [c for c in asked.query.topics if c in topics()]
    if "measures" in codes or "problems" in codes:
        found = _chapter_five(chunks, "measures" if "measures" in codes else "problems")
        if found and not _specific(asked, codes):
            return _list(asked, found)
    if asked.query.mention_of:
        return _mentioned(asked, chunks)
    return _best(asked, retriever, codes)


def _specific(asked: Asked, codes: Sequence[str]) -> bool:
    """Whether the question names more than the topic itself: a problem with training."""
    return any(code not in ("problems", "measures", "other", "overview") for code in codes)


def _chapter_five(chunks: Sequence[Chunk], wanted: str) -> list[Chunk]:
    """Chapter five parted into the problems and what is to be done about them."""
    problems: list[Chunk] = []
    measures: list[Chunk] = []
    improving = False
    for chunk in (c for c in chunks if c.chapter == "五" or PROBLEMS_HEADING.search(c.heading)):
        own = chunk.heading.partition("·")[2]
        if own and MEASURES_HEADING.search(own) and not PROBLEMS_HEADING.search(own):
            improving = True
        elif own and PROBLEMS_HEADING.search(own):
            improving = False
        elif MEASURES_BEGIN.match(chunk.text[:30].lstrip("一二三四五六是 （）、，")) or (
            MEASURES_BEGIN.search(chunk.text[:14])
        ):
            improving = True
        (measures if improving else problems).append(chunk)
    return measures if wanted == "measures" else problems


def _list(asked: Asked, chunks: Sequence[Chunk]) -> Answer:
    heading = chunks[0].heading
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
    words = re.sub(r"提到|提及|有没有|没有|提|过|被|吗|了|报告|哪些|里", "", core(asked))
    holding = [c for c in chunks if words and words in c.text + c.heading]
    if len(words) < 2 or not holding:
        return not_stated(asked, words or asked.query.text)
    return _passages(asked, [(c, _sentences(c.text, [words])) for c in holding[:3]])


def answer_mentions(query: Query, catalogue: Catalogue, database: Database) -> Answer:
    """哪些报告提到X: every loaded report whose own words hold it, each with its sentence."""
    words = MENTIONING.sub("", re.sub(r"[^\u3400-\u9fff]", "", query.plain))
    reports = [
        r for b in catalogue.bodies for r in b.reports if not query.years or r.year in query.years
    ]
    holding = database.holding(words, query.years) if len(words) >= 2 else {}
    found = [
        (r, Evidence(r, c.where, _sentences(c.text, [words])))
        for r in reports
        if (c := holding.get(r.document))
    ]
    if not found:
        text = say(query.language, "mentions_none", words=words or query.plain, count=len(reports))
        return Answer(query, "not_found", text, reason="not_stated" if words else "not_understood")
    names = [f"{r.publisher}{r.year}" for r, _ in found[:MENTIONED]]
    text = say(
        query.language, "mentions", words=words, count=len(found), all=len(reports),
        names=names_joined(query.language, names),
    )  # fmt: skip
    answer = Answer(query, "answered", text, kind="passage", value=(str(len(found)), "份"))
    return with_evidence(answer, [e for _, e in found[:MENTIONED]])


def answer_chapter(asked: Asked, chapter: str) -> Answer:
    """第六部分写了什么: the chapter's own passages, or the figures of its table."""
    chunks = [c for c in asked.sheet.database.chunks(asked.sheet.report) if c.chapter == chapter]
    if chunks:
        return _list(asked, chunks)
    table = {"二": "2", "三": "3", "四": "4"}.get(chapter, "")
    cells = [
        f for f in asked.sheet.printed.values() if f.table == table and f.breakdown in ("", "total")
    ]
    if not cells:
        return not_stated(asked, f"第{chapter}部分")
    quantities = [asked.sheet.cell(f.indicator) for f in cells if f.indicator]
    return answer_parts(asked, quantities, "")


def answer_reason(asked: Asked) -> Answer | None:
    """The sentences that give a reason for what is asked about, where the report gives one."""
    names = [name_of(code).split("：")[-1].removeprefix("本年") for code in asked.query.items]
    words = [w for n in names for w in (n, *WIDER.get(n, ()))]
    for chunk in asked.sheet.database.chunks(asked.sheet.report):
        sentences = re.findall(r"[^。！？]+[。！？]?", chunk.text)
        told = [s for s in sentences if REASON.search(s) and any(w in s for w in words)]
        if told:
            return _passages(asked, [(chunk, "".join(told))])
    return None


def _best(asked: Asked, retriever: Retriever, codes: Sequence[str]) -> Answer | None:
    question = asked.query.content
    named = [topics()[code] for code in codes]
    hits = retriever.search(question, [asked.sheet.report], k=CONSIDERED)
    scored = sorted(hits, key=lambda hit: -_weight(hit, question, named))
    scored = [hit for hit in scored if _answers(hit, named)]
    if not scored:
        return None
    best = scored[0]
    same = [h for h in scored[1:3] if h.chunk.heading == best.chunk.heading and named]
    words = [w for t in named for w in t.words] + terms(question)
    chosen = sorted([best, *same], key=lambda h: h.chunk.position)
    return _passages(asked, [(h.chunk, _sentences(h.chunk.text, words)) for h in chosen])


def _weight(hit: Hit, question: str, named: Sequence[Topic]) -> float:
    """Likeness, raised where heading, chapter or words are the topic's own."""
    weight = 3 * hit.score + hit.words
    for topic in named:
        weight += 2.0 * any(w in hit.chunk.heading for w in (topic.name, *topic.words[:3]))
        weight += 0.5 * (hit.chunk.chapter in topic.chapters)
        weight += sum(w in hit.chunk.text for w in topic.words) / max(len(topic.words), 1)
        weight += 1.5 * any(a in hit.chunk.text and a in question for a in topic.asked)
    return weight


def _answers(hit: Hit, named: Sequence[Topic]) -> bool:
    """Whether a passage answers: the topic's own words, else enough of the question's.

    Set on questions that the samples answer and questions that no report answers: the latter
    share hardly a word with their nearest passage, however like it they look.
    """
    text = hit.chunk.heading + hit.chunk.text
    if any(sum(w in text for w in t.words) >= 2 or t.name in text for t in named):
        return True
    return hit.words >= 0.5 or (hit.words >= 0.2 and hit.likeness >= 0.45)


def _sentences(text: str, words: Sequence[str]) -> str:
    """The sentences that speak of the words, in order; the whole passage where it is short."""
    if len(text) <= 160:
        return text
    parts = [p for p in re.findall(r"[^。！？；]+[。！？；]?", text) if p.strip()]
    chosen = [p for p in parts if any(w in p for w in words)]
    return "".join(chosen or parts[:2])


def _passages(asked: Asked, chosen: Sequence[tuple[Chunk, str]]) -> Answer:
    heading = chosen[0][0].heading
    quote = "".join(
        f"“{in_script(asked.language, spaced(text))}”[{n}]" for n, (_, text) in enumerate(chosen, 1)
    )
    answer = Answer(
        asked.query, "answered", asked.say("passage", heading=heading, quote=quote), kind="passage"
    )
    return with_evidence(answer, [_evidence(asked, text, chunk) for chunk, text in chosen])


def passages_of(asked: Asked, words: str, retriever: Retriever) -> list[tuple[Report, Chunk]]:
    """Passages that hold all the words, for a figure that the report only talks around."""
    hits = retriever.search(words, [asked.sheet.report], k=3)
    return [(h.report, h.chunk) for h in hits if words in h.chunk.text]
