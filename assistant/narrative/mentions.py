"""Over many bodies: which reports speak of something, each with its sentence."""

import re
from collections.abc import Sequence

from assistant.answer import Answer, Evidence, with_evidence
from assistant.narrative.passages import holding_sentences
from assistant.query import Query
from assistant.question.places import Catalogue
from assistant.texts import names_joined, say
from ingest.chunks import Chunk
from ingest.errors import ReportError
from ingest.store.database import Database
from ingest.store.words import Words

MENTIONED = 20
# From so many passages on, one pass over the SQL store is quicker than fetching each.
MANY = 2_000
# Of which kind of place: 哪些区 is not 哪些区县.
KIND = re.compile("(?:哪一?个?|哪些|哪几个?|几个|多少个?|各个?)([区县市省镇乡州旗])(?![县区市级])")
MENTIONING = re.compile(
    r"(?<![识件据源题规])库(?=[里中内])|已?收录的?|哪些|哪个|哪几[份个篇本]?|哪一?[份篇本]|几个|几份|多少份|所有|各地|地方|地区|区县|县区|城市|街道|乡镇|部门|机关|单位|年报|报告|里面|里|提到过|提到了|提到|提及|说到了?|讲到了?|谈到了?|"
    r"有没有|写到|写了|有|过|了|吗|呢|的|都|在"
)


def answer_mentions(query: Query, catalogue: Catalogue, database: Database, index: Words) -> Answer:
    """哪些报告提到X: every loaded report whose own words hold it, each with its sentence."""
    asked = re.sub(r"[^\u3400-\u9fff]", "", query.plain)
    kind = KIND.search(asked)
    words = MENTIONING.sub("", KIND.sub("", asked))
    reports = [
        r for b in catalogue.bodies for r in b.reports if not query.years or r.year in query.years
    ]
    of_kind = [r for r in reports if kind and r.division.endswith(kind[1])]
    reports = of_kind or reports
    indexed = index if all(r.indexed for r in reports) else None
    holding = _holding(words, query.years, database, indexed) if len(words) >= 2 else {}
    found = [
        (r, Evidence(r, c.where, holding_sentences(c.text, words)))
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


def _holding(
    words: str, years: Sequence[int], database: Database, index: Words | None
) -> dict[str, Chunk]:
    """The first passage of each document that holds the words: by their index, else by SQL."""
    try:
        ids = index.holding(words) if index and index.exists() else None
    except ReportError:
        ids = None
    if ids is None or len(ids) > MANY:
        return database.holding(words, years)
    found: dict[str, Chunk] = {}
    for report, chunk in sorted(database.passages(ids), key=lambda pair: pair[1].position):
        if words in chunk.text and not chunk.tabular and (not years or report.year in years):
            found.setdefault(report.document, chunk)
    return found
