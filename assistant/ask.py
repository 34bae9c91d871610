"""The one function that joins them: a question, what is loaded, the turns before → an answer."""

import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, together, understood
from assistant.coverage import answer_loaded
from assistant.covered import answer_covered
from assistant.definitions import answer_definition
from assistant.figures.lookup import Sheet
from assistant.figures.named import left_out
from assistant.figures.quantities import Asked
from assistant.figures.rankings import answer_group
from assistant.figures.reckoned import answer_all_parts, answer_portions
from assistant.figures.within import (
    answer_part_of,
    answer_parts_by_place,
    called,
    is_of_text,
    of_the_text,
)
from assistant.narrative.below import answer_told_of
from assistant.narrative.mentions import answer_mentions
from assistant.narrative.retrieve import Retriever
from assistant.narrative.writing import with_summary
from assistant.query import Query
from assistant.question.groups import Group, group_of
from assistant.question.meaning import with_default_item
from assistant.question.places import Catalogue
from assistant.question.reading import read_in_order, read_query
from assistant.question.wording import put_in_full
from assistant.question.written import normalise
from assistant.refusals import answer_out_of_scope
from assistant.resolve import Resolved, not_understood, planned_in, resolve, with_notes, with_slips
from assistant.rewording import faithful, reworded
from assistant.routes import answer_of, answer_told_instead
from assistant.suggestions import suggest
from assistant.texts import say
from assistant.turns.conversation import Conversation, carry
from assistant.turns.former import asked_in_full
from assistant.turns.picking import (
    EVERY,
    MORE,
    answer_picked,
    chosen,
    every_one,
    in_another_language,
    no_more,
    no_such,
    picked,
)
from ingest.settings import Settings
from ingest.store.database import Database

LONGEST = 500


def set_apart() -> None:
    """Keep what is loaded out of the search for garbage: over ten thousand reports it takes longer
    than the answer.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _numbers(answer: Answer) -> tuple[object, ...]:
    return answer.value, tuple(row.value for row in answer.rows)


class Assistant:
    """Answers questions about the reports of one home."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        self.retriever = Retriever(database, settings)
        self.catalogue = Catalogue(database.reports(counted=False))

    def refresh(self) -> None:
        """Look again at what is loaded."""
        self.catalogue = Catalogue(self.database.reports(counted=False))

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer one question, by itself or within a conversation."""
        began = time.perf_counter()
        years = conversation.last.years if conversation and conversation.last else ()
        heard = (question[:LONGEST], self.catalogue, self.settings.today, years)
        ordered = read_in_order(*heard)
        query, answer = self._put(ordered or read_query(*heard), conversation)
        if ordered and not answer.ordered:
            query, answer = self._put(read_query(*heard), conversation)
        if answer.reason == "not_understood" and self.settings.chat_model:
            answer = self._reworded(question, query, conversation) or answer
        if answer.kind == "passage" and answer.evidence and self.settings.chat_model:
            answer = with_summary(answer, question[:LONGEST], self.settings)
        answer = with_slips(replace(answer, query=replace(answer.query, text=question)))
        answer = replace(
            answer, sentence=understood(answer.query), ms=(time.perf_counter() - began) * 1000,
            suggestions=self._answerable(answer) or suggest(answer, self.catalogue),
            options=tuple(self._working(answer)),
        )  # fmt: skip
        if conversation is not None:
            conversation.remember(answer)
        return answer

    def _put(self, query: Query, conversation: Conversation | None) -> tuple[Query, Answer]:
        """What a question means after the turns before, and the answer to that."""
        if conversation is not None:
            if answer := self._picked(query, conversation):
                return query, answer
            query = carry(query, conversation, self.catalogue)
        query = with_default_item(query)
        answer = self._answer(query, conversation)
        return query, answer if query.doubted else self._told_instead(answer, query)

    def _answerable(self, answer: Answer) -> tuple[str, ...]:
        """The suggestions made of the reader's own words that are answered if sent back."""
        read = (
            (text, read_query(text, self.catalogue, self.settings.today))
            for text in answer.suggestions
        )
        return tuple(
            text for text, query in read
            if self._answer(with_default_item(query), None).status == "answered"
        )  # fmt: skip

    def _working(self, answer: Answer) -> Iterator[str]:
        """The choices as they can be sent back; where words were left over, put without them."""
        for option in answer.options:
            read = with_default_item(self._read(option))
            if self._answer(read, None).reason != "not_understood":
                yield option
                continue
            plainly = put_in_full(read, self._read) if read.items else ""
            if plainly and self._answer(self._read(plainly), None).reason != "not_understood":
                yield plainly

    def _answer(self, query: Query, conversation: Conversation | None) -> Answer:
        if not query.plain:
            text = say(query.language, "not_understood_empty")
            return Answer(query, "not_found", text, reason="not_understood")
        if query.doubted:
            return self._asked_back(query)
        if query.about in ("export", "hello"):
            return Answer(query, "answered", say(query.language, query.about), kind="coverage")
        if covered := answer_covered(query, self.catalogue):
            return covered
        if query.about in ("loaded", "count", "updated"):
            return answer_loaded(query, self.catalogue)
        if query.out_of_scope:
            return answer_out_of_scope(query)
        if definition := answer_definition(query):
            return definition
        if not query.pairs and (group := group_of(query)) and not query.about:
            answer = self._answer_group(query, group)
            placed = query.bodies or any(m.bodies for m in query.mentions)
            if answer.status == "answered" or not placed:
                return answer
            silent = answer.reason == "not_loaded"
            if (silent or not query.items) and (told := self._within(query)):
                return told
            if silent:
                return answer
        resolved = resolve(query, self.catalogue)
        if isinstance(resolved, Answer) and (before := planned_in(query)):
            resolved = resolve(before, self.catalogue)
        if isinstance(resolved, Answer):
            unloaded = [m.name for m in query.mentions if not m.bodies]
            above = query.bodies or (conversation.above if conversation else ())
            # What is told of a place elsewhere answers only where that report is spoken of.
            spoken = self._within(replace(query, bodies=above), unloaded, resolved)
            region = replace(query, bodies=self.catalogue.above(unloaded))
            tell = self._within if is_of_text(query) else self._told_above
            return spoken or tell(region, unloaded, resolved) or resolved
        every = [Asked(resolved.query, Sheet(r, self.database)) for r in resolved.reports]
        answer = answer_of(every, self.retriever, conversation)
        if answer.reason == "not_understood" and (definition := answer_definition(query, True)):
            return definition
        return with_notes(answer, resolved)

    def _reworded(
        self, question: str, query: Query, conversation: Conversation | None
    ) -> Answer | None:
        """The answer to the question as a chat model puts it, where that means the same."""
        words = reworded(question[:LONGEST], self.settings)
        proposed = read_query(words, self.catalogue, self.settings.today)
        if not words or not faithful(query, proposed):
            return None
        if conversation is not None:
            proposed = carry(proposed, conversation, self.catalogue)
        answer = self._answer(with_default_item(proposed), conversation)
        if answer.status != "answered":
            return None
        note = say(query.language, "reworded", words=words)
        return replace(answer, text=f"{answer.text}{' ' if query.language == 'en' else ''}{note}")

    def _told_instead(self, answer: Answer, query: Query) -> Answer:
        """The passage of the one report meant that answers all the same, where there is one."""
        if answer.reason not in ("out_of_scope", "not_loaded") and answer.status != "ambiguous":
            return answer
        resolved = resolve(replace(query, out_of_scope=""), self.catalogue)
        if not isinstance(resolved, Resolved) or len(resolved.reports) != 1:
            return answer
        asked = Asked(resolved.query, Sheet(resolved.reports[0], self.database))
        told = answer_told_instead(answer, asked, self.retriever)
        return told if told is answer else with_notes(told, resolved)

    def _within(
        self, query: Query, names: Sequence[str] = (), silent: Answer | None = None
    ) -> Answer | None:
        """Places that have no report loaded, told of in the report of the one above them."""
        resolved = self._above(query)
        if resolved is None or (silent and not names):
            return None
        asked = Asked(resolved.query, Sheet(resolved.reports[0], self.database))
        if reckoned := answer_portions(asked) or (None if names else answer_all_parts(asked)):
            return with_notes(reckoned, resolved)
        names = [called(asked, name) for name in names]
        told = [answer_part_of(asked, n, names) for n in names] or [answer_parts_by_place(asked)]
        found = [answer for answer in told if answer]
        if len(found) < len(told):
            return self._told_above(query, names, silent) if silent else None
        # What is said next is of those places too.
        answer = together(found)
        kept = replace(of_the_text(answer.query), mentions=query.mentions)
        return with_notes(replace(answer, query=kept), resolved)

    def _told_above(self, query: Query, names: Sequence[str], silent: Answer) -> Answer | None:
        """The refusal with where the report of the place above speaks of those without one."""
        resolved = self._above(query) if names else None
        if resolved is None:
            return None
        asked = Asked(resolved.query, Sheet(resolved.reports[0], self.database))
        told = answer_told_of(asked, names, silent, self.retriever)
        older = query.bodies[0].years[1:]
        if told and told.status != "answered" and older and not (query.years or query.period):
            # 沭阳县借鉴了什么经验, of no year: the newest report that tells it.
            before = self._told_above(replace(query, years=older[:1]), names, silent)
            if before and before.status == "answered":
                return before
        return told and with_notes(told, resolved)

    def _above(self, query: Query) -> Resolved | None:
        """The one report of the bodies of a query, its places without one left out."""
        named = replace(query, mentions=tuple(m for m in query.mentions if m.bodies))
        resolved = resolve(named, self.catalogue) if named.bodies else None
        one = isinstance(resolved, Resolved) and len(resolved.reports) == 1
        return resolved if one and isinstance(resolved, Resolved) else None

    def _picked(self, query: Query, conversation: Conversation) -> Answer | None:
        """第二条: that choice, row or passage of the answer before; 复议的: the choice so called;
        第二名: of the order told last.
        """
        if not conversation.turns:
            return None
        pick, before = picked(normalise(query.text)), conversation.turns[-1]
        if again := in_another_language(query, before):
            told = self._answer(again, conversation)
            # The same figures in other words, or none.
            return told if _numbers(told) == _numbers(before) else not_understood(query)
        if before.options:
            if query.text in before.options:
                return None
            if EVERY.fullmatch(query.plain):
                every = every_one(before.query, before.options, self._read)
                return self._answer(replace(every, text=query.text), None) if every else None
            if choice := chosen(query, before.options, self._read):
                return self.ask(choice, Conversation(list(conversation.turns)))
            return no_such(query, pick.n) if pick else None
        if full := asked_in_full(query, conversation.turns, self._read):
            return self.ask(full, Conversation(list(conversation.turns)))
        if MORE.fullmatch(query.plain) and before.kind == "passage" and before.value is None:
            return no_more(query, conversation.turns)
        if pick is None or before.reason == "not_understood":
            return None
        return answer_picked(query, pick, conversation.turns, self.catalogue)

    def _asked_back(self, query: Query) -> Answer:
        """What leans on a turn that was not understood is put in full before it is answered."""
        meant = put_in_full(query, self._read) if query.items else ""
        read = with_default_item(self._read(meant))
        if not meant or self._answer(read, None).status != "answered":
            text = say(query.language, "leans_on_missed", words=query.text)
            return Answer(query, "not_found", text, reason="not_understood")
        text = say(query.language, "is_it_meant", question=meant)
        return Answer(query, "ambiguous", text, options=(meant,))

    def _read(self, text: str) -> Query:
        return read_query(text, self.catalogue, self.settings.today)

    def _answer_group(self, query: Query, group: Group) -> Answer:
        """Over many bodies: what their prose mentions, or their figures."""
        if query.mention_of or (query.topics and not query.items):
            return answer_mentions(query, self.catalogue, self.database, self.retriever.words)
        answer = answer_group(query, group, self.catalogue, self.database)
        left = left_out(answer)
        return not_understood(query, left) if left else answer
