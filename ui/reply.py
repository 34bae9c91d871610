"""An answer in the parts that a page sets apart: the sentence, the notes, what it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Evidence, Row
from assistant.texts import in_script, place_text, say
from ingest.checks import Finding
from ingest.report import Report
from ingest.store.database import Database

# A whole sentence in brackets at the end is a note: （没有指明年份，用的是最新一年。）
NOTE = re.compile(
    r"\s*(（[^（）]*(?:（[^（）]*）[^（）]*)*。）|\([^()]*(?:\([^()]*\)[^()]*)*\.\))\s*$"
)
SENTENCE = re.compile(r"^(.+?(?:。|[.?!](?=\s+[A-Z“（(])|$))\s*", re.DOTALL)
SENTENCES = re.compile(r".+?(?:。|[.?!](?=\s+[A-Z“（(])|$)\s*", re.DOTALL)
TABLES = {"表二": "2", "表三": "3", "表四": "4", "附表": "annex"}
# Many names with their years, one behind another.
LISTS = re.compile(r"(?:：|: ).+?(?:；|; ).+?(?:；|; )")
# Quoted text is kept in one piece.
QUOTING = ("passage", "definition", "coverage")


@dataclass(frozen=True, slots=True)
class Parts:
    """What is read first, what follows it, the quoted lines, the notes at the end, and names
    that are listed.
    """

    lead: str
    rest: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Evidence that stands together: cells of one table, or one paragraph of one report."""

    report: Report
    numbers: tuple[int, ...]
    wheres: tuple[str, ...]
    quotes: tuple[str, ...]
    table: str = ""


def parts_of(answer: Answer) -> Parts:
    """The text of an answer taken apart; nothing is added and, but for what the page shows as a
    table or with its place and a sentence said before, nothing left out.
    """
    text, notes = _without_notes(in_script(answer.query.language, answer.text).strip())
    if listing := _listing(answer, text):
        return Parts(listing[0], names=tuple(listing[1:]), notes=notes)
    first, *lines = text.split("\n")
    if lines or answer.kind in QUOTING:
        return Parts(first, lines=tuple(line for line in lines if line.strip()), notes=notes)
    found = SENTENCE.match(text)
    lead = found[1].strip() if found else text
    rest = text[found.end() :] if found else ""
    further = [s.strip() for s in SENTENCES.findall(rest) if not _is_shown(s, answer)]
    rest = (" " if answer.query.language == "en" else "").join(dict.fromkeys(further))
    if told := _findings_told(answer, lead):
        return Parts(told[0], rest.strip(), tuple(told[1:]), notes)
    return Parts(_before_listing(answer, lead) or lead, rest.strip(), notes=notes)


def _findings_told(answer: Answer, lead: str) -> list[str]:
    """A sentence that only lists findings as what leads in, then each by itself; else nothing."""
    first = answer.findings[0][1] if answer.findings else None
    if first is None or answer.kind != "check":
        return []
    language = answer.query.language
    told = in_script(language, first.text_en if language == "en" else first.text)
    at = lead.find(told)
    return [lead[:at].strip(), *re.split(r"；|; ", lead[at:])] if at > 0 else []


def _listing(answer: Answer, text: str) -> list[str]:
    """A sentence that only lists what is loaded as what leads in, then each by itself."""
    lead, colon, names = re.split(r"(：|: )", text, maxsplit=1) if LISTS.search(text) else ("",) * 3
    if answer.kind != "coverage" or not colon:
        return []
    return [lead + colon.strip(), *re.split(r"；|; ", names.rstrip("。."))]


def _is_shown(sentence: str, answer: Answer) -> bool:
    """Whether a sentence only tells what was found, or the rows that the page shows as a table."""
    rows, language = listed(answer), answer.query.language
    if any(sentence.strip() == _caveat(found, language) for _, found in answer.findings):
        return True
    names = [in_script(language, r.report.publisher) for r in rows]
    return len(set(names)) > 1 and all(
        name in sentence and row.value in sentence for name, row in zip(names, rows, strict=True)
    )


def _caveat(found: Finding, language: str) -> str:
    said = place_text(language, found.text_en if language == "en" else found.text)
    return in_script(language, say(language, "caveat", text=said))


def _without_notes(text: str) -> tuple[str, tuple[str, ...]]:
    notes: list[str] = []
    while found := NOTE.search(text):
        if not text[: found.start()].strip():
            break
        notes.insert(0, found[1][1:-1])
        text = text[: found.start()]
    return text, tuple(notes)


def _before_listing(answer: Answer, lead: str) -> str:
    """What stands before a list that the page shows as a table or side by side, else ""."""
    shown = answer.readings or listed(answer)
    if not shown or not re.search(r"[；;]", lead):
        return ""
    first = in_script(answer.query.language, shown[0].label)
    opens = [first, *(f"{r.report.year}" for r in answer.rows[:1])]
    ends = [colon.end() for colon in re.finditer(r"：|: ", lead)]
    begins = [at for at in ends if lead.startswith(tuple(opens), at)]
    if not begins and answer.query.language != "en":
        begins = ends[:1]
    return lead[: begins[0]].strip() if begins else ""


def listed(answer: Answer) -> tuple[Row, ...]:
    """The rows that are worth a table: several, and not shown as readings already."""
    return () if answer.readings or len(answer.rows) < 2 else answer.rows


def places_of(answer: Answer) -> list[Place]:
    """The evidence of an answer, that of one table or paragraph together, in order."""
    held: dict[tuple[str, int, str], list[tuple[int, Evidence]]] = {}
    for number, evidence in enumerate(answer.evidence, 1):
        report = evidence.report
        key = (report.document, report.revision, _home_of(evidence.where))
        held.setdefault(key, []).append((number, evidence))
    return [
        Place(
            found[0][1].report,
            tuple(n for n, _ in found),
            tuple(e.where for _, e in found),
            tuple(e.quote for _, e in found),
            TABLES.get(where, ""),
        )
        for (_, _, where), found in held.items()
    ]


def _home_of(where: str) -> str:
    """The table of a cell, the paragraph of a passage."""
    first = where.partition("/")[0]
    return first if first in TABLES else paragraph_of(where)


def paragraph_of(where: str) -> str:
    """五/¶1·2 stands in paragraph 五/¶1."""
    return where.partition("·")[0] if "¶" in where else where


def paragraph(database: Database, report: Report, where: str) -> tuple[str, str]:
    """Heading and whole text of the paragraph at an address, "" where there is none."""
    chunks = [c for c in database.chunks(report) if paragraph_of(c.where) == paragraph_of(where)]
    if not chunks:
        return "", ""
    return chunks[0].heading, "".join(c.text for c in chunks)


def marked_slots(inherited: Sequence[str]) -> tuple[str, ...]:
    """The inherited slots that the page has a name for."""
    known = ("publishers", "years", "indicators", "breakdown", "operation")
    return tuple(slot for slot in inherited if slot in known)
