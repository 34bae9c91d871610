"""The one function that joins them: a question, what is loaded, and the turns before → an answer."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, together, with_evidence
from assistant.checking import answer_check
from assistant.conversation import Conversation, answer_picked, carry, no_such, picked
from assistant.coverage import answer_about, answer_loaded
from assistant.definitions import answer_definition
from assistant.groups import Group, answer_group, group_of
from assistant.lookup import Sheet, name_of, rates
from assistant.operations import (
    answer_figures,
    answer_over_reports,
    answer_over_time,
    answer_overview,
    answer_single,
)  # fmt: skip
from assistant.passages import answer_chapter, answer_mentions, answer_passage, answer_reason
from assistant.places import Catalogue
from assistant.premises import answer_source, answer_where_it_stands
from assistant.quantities import Asked
from assistant.query import Query, read_query, with_default_item
from assistant.refusals import (
    absent_words,
    answer_absent,
    answer_out_of_scope,
    which_measure,
)  # fmt: skip
from assistant.resolve import Resolved, not_understood, resolve
from assistant.retrieve import Retriever
from assistant.stated import (
    answer_part_of,
    answer_parts_by_place,
    answer_stated,
    answer_stated_with,
    asks_by_name,
    core,
    not_stated,
)  # fmt: skip
from assistant.suggestions import suggest
from assistant.texts import say
from ingest import forms
from ingest.database import Database
from ingest.settings import Settings

CHAPTER = re.compile("第([一二三四五六1-6])(?:部分|章|节|大项)")
CHAPTERS = {c: name for n, name in enumerate("一二三四五六", 1) for c in (name, str(n))}
ASKS = re.compile("如何|怎样|怎么|谁|哪|什么|吗|有没有|how |who|where|what")
MEASURED = ("difference", "growth", "trend", "share", "sum", "parts", "largest")
# A single sign left over changes nothing, but for these.
CHANGING = frozenset("不没未非无除外超逾倍均余缺漏次")
HARMLESS = ("proactive", "requests", "overview")
LONGEST = 500


class Assistant:
    """Answers questions about the reports of one home."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        self.retriever = Retriever(database, settings)
        self.catalogue = Catalogue(database.reports())

    def refresh(self) -> None:
        """Look again at what is loaded."""
        self.catalogue = Catalogue(self.database.reports())

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer one question, by itself or within a conversation."""
        began = time.perf_counter()
        query = read_query(question[:LONGEST], self.catalogue, self.settings.today)
        if conversation is not None:
            query = carry(query, conversation)
        query = with_default_item(query)
        answer = self._answer(query, conversation)
        answer = replace(answer, query=replace(answer.query, text=question))
        answer = replace(
            answer, sentence=understood(answer.query), ms=(time.perf_counter() - began) * 1000,
            suggestions=answer.suggestions or suggest(answer, self.catalogue),
        )  # fmt: skip
        if conversation is not None:
            conversation.remember(answer)
        return answer

    def _answer(self, query: Query, conversation: Conversation | None) -> Answer:
        if not query.plain:
            return Answer(query, "not_found", say(query.language, "not_understood_empty"), reason="not_understood")
        if conversation and (n := picked(query.plain)) and conversation.turns:
            return self._picked(query, n, conversation)
        if query.about == "export":
            return Answer(query, "answered", say(query.language, "export"), kind="coverage")
        if query.about in ("loaded", "count", "updated"):
            unloaded = next((m for m in query.mentions if not m.bodies), None)
            if not unloaded:
                return answer_loaded(query, self.catalogue)
        if query.out_of_scope:
            return answer_out_of_scope(query)
        if definition := answer_definition(query):
            return definition
        if (group := group_of(query)) and not query.about:
            answer = self._answer_group(query, group)
            if answer.status == "answered" or not any(m.bodies for m in query.mentions):
                return answer
            if answer.reason == "not_loaded":
                return self._within(query, "") or answer
        resolved = resolve(query, self.catalogue)
        if isinstance(resolved, Answer):
            unloaded = [m.name for m in query.mentions if not m.bodies]
            part = self._within(query, unloaded[0]) if len(unloaded) == 1 else None
            return part or resolved
        every = [Asked(resolved.query, Sheet(r, self.database)) for r in resolved.reports]
        answer = self._answer_of(every, conversation)
        if answer.reason == "not_understood" and (definition := answer_definition(query, True)):
            return definition
        return _with_notes(answer, resolved)

    def _within(self, query: Query, name: str) -> Answer | None:
        """A place that has no report loaded, told of in the report of the one above it."""
        named = replace(query, mentions=tuple(m for m in query.mentions if m.bodies))
        resolved = resolve(named, self.catalogue) if named.mentions else None
        if not isinstance(resolved, Resolved) or len(resolved.reports) != 1:
            return None
        asked = Asked(resolved.query, Sheet(resolved.reports[0], self.database))
        answer = answer_part_of(asked, name) if name else answer_parts_by_place(asked)
        return _with_notes(answer, resolved) if answer else None

    def _picked(self, query: Query, n: int, conversation: Conversation) -> Answer:
        """第二条: that choice, row or passage of the answer before."""
        before = conversation.turns[-1]
        if before.options:
            return self.ask(before.options[n - 1]) if n <= len(before.options) else no_such(query, n)
        return answer_picked(query, n, before)

    def _answer_group(self, query: Query, group: Group) -> Answer:
        """Over many bodies: what their prose mentions, or their figures."""
        if query.mention_of or (query.topics and not query.items):
            return answer_mentions(query, self.catalogue, self.database)
        return answer_group(query, group, self.catalogue, self.database)

    def _answer_of(self, every: Sequence[Asked], conversation: Conversation | None) -> Answer:
        query, asked = every[0].query, every[0]
        if query.about:
            return answer_about(query, asked.sheet.report, self.database)
        own = "indicators" not in query.inherited
        if query.operation == "source" and conversation and conversation.turns and not (own and query.items):
            return answer_source(asked, conversation.turns[-1])
        if query.operation == "source" and query.items:
            return answer_source(asked, answer_figures([asked]))
        if query.operation == "source" and query.premises:
            return answer_where_it_stands(asked)
        if query.absent:
            return answer_stated_with(asked, absent_words(query)) or answer_absent(asked)
        if query.why and query.direction or query.direction and not query.operation:
            return self._direction(every)
        if query.operation == "check":
            return answer_check(asked)
        if query.why and query.items and not query.topics and not query.direction:
            return self._with_reason(every)
        if query.items and not self._asks_prose(query):
            return self._figures_or_stated(every)
        if chapter := CHAPTER.search(query.plain):
            return answer_chapter(asked, CHAPTERS[chapter[1]])
        return together([self._prose(one) for one in every])

    def _asks_prose(self, query: Query) -> bool:
        """A question for what is said, with no number asked for."""
        told = bool([t for t in query.topics if t not in HARMLESS]) or query.narrative
        figures = query.counting or query.operation or any(i in rates() for i in query.items)
        return told and not figures and "多少" not in query.plain

    def _figures_or_stated(self, every: Sequence[Asked]) -> Answer:
        asked, query = every[0], every[0].query
        left = [w for w in query.unread if not w.isdigit() and (len(w) > 1 or w in CHANGING)]
        left += [t.text for t in query.tokens if t.code("span")]
        left += [t.text for t in query.tokens if _matters(t.code("topic"), t.meanings)]
        if left:
            told = answer_stated_with(asked, left)
            if told is None and not query.counting and "多少" not in query.plain and ASKS.search(query.plain):
                told = answer_passage(asked, self.retriever)
            return told or not_understood(query, left)
        return answer_figures(every)

    def _direction(self, every: Sequence[Asked]) -> Answer:
        """为什么下降: only what two reports show, and only the reasons that one gives."""
        asked, query = every[0], every[0].query
        items = query.items or ("requests_new",)
        changed = replace(query, items=items, operation="growth")
        breakdown = query.breakdowns[0] if query.breakdowns else ""
        if len(every) > 1:
            answer = answer_over_reports([Asked(changed, a.sheet) for a in every], breakdown)
        else:
            answer = answer_over_time(Asked(changed, asked.sheet), breakdown)
        if answer.status == "answered" and query.why:
            answer = replace(answer, text=f"{answer.text}{'' if query.language != 'en' else ' '}{asked.say('no_reason')}")
        return answer

    def _with_reason(self, every: Sequence[Asked]) -> Answer:
        """不予处理为什么这么多: the figures, and the report's own reason or that it gives none."""
        answer = self._figures_or_stated(every)
        if answer.status != "answered" or len(every) > 1:
            return answer
        asked = every[0]
        reason = answer_reason(asked)
        said = reason.text if reason else asked.say("no_reason")
        return with_evidence(replace(answer, text=f"{answer.text}{asked.space}{said}"), reason.evidence if reason else ())

    def _prose(self, asked: Asked) -> Answer:
        query = asked.query
        words = [w for w in query.unread if not w.isdigit()]
        if query.operation in ("results", "applicants", "reasons") and not query.topics and not words:
            return answer_single(asked, "requests_new" if query.operation == "applicants" else "results_total", "")
        counting = query.counting or "多少" in query.plain or query.operation in ("parts", "largest")
        how = bool(ASKS.search(query.plain))
        narrative = query.narrative or query.why or how or (query.topics and not counting)
        if not narrative or counting:
            if stated := answer_stated(asked):
                return stated
            if counting and query.topics:
                return self._talked_around(asked)
        if not query.topics and not narrative and len(core(asked)) < 2:
            return which_measure(query) if query.operation in MEASURED else answer_overview(asked)
        if not counting and (passage := answer_passage(asked, self.retriever)):
            return passage
        if stated := answer_stated(asked):
            return stated
        if query.narrative or query.topics or query.mention_of:
            return not_stated(asked, core(asked) or query.text)
        if query.operation in MEASURED and len(core(asked)) < 2:
            return which_measure(query)
        if counting and asks_by_name(asked):
            return not_stated(asked, core(asked))
        return not_understood(query, list(query.unread) or [query.plain])

    def _talked_around(self, asked: Asked) -> Answer:
        """The report speaks of it without the number: say so, and show where."""
        query = asked.query
        answer = not_stated(asked, core(asked) or query.text, mentioned=False)
        passage = answer_passage(asked, self.retriever)
        if passage and passage.status == "answered":
            answer = not_stated(asked, core(asked) or query.text, mentioned=True)
            return with_evidence(answer, passage.evidence)
        return answer


def _matters(topic: str, meanings: Sequence[object]) -> bool:
    return bool(topic) and topic not in HARMLESS and len(meanings) == 1


def _with_notes(answer: Answer, resolved: Resolved) -> Answer:
    """What was assumed, and what the source is, behind the answer."""
    language = answer.query.language
    notes = list(resolved.notes)
    report = resolved.reports[0]
    if answer.status == "answered" and report.scope == "office":
        notes.append(say(language, "office", body=report.publisher))
    if answer.evidence and any(e.report.sample for e in answer.evidence):
        notes.append(say(language, "sample"))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


def understood(query: Query) -> str:
    """The question as understood, in one line."""
    english = query.language == "en"
    parts = [b.publisher for b in query.bodies]
    parts += [str(y) for y in query.years]
    parts += [name_of(i, query.language) for i in query.items]
    for code in query.breakdowns:
        found = forms.breakdowns()[code]
        parts.append(found.name_en if english else found.label)
    parts += [query.operation] if query.operation and english else []
    return " · ".join(parts) or query.text