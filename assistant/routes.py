"""One question about chosen reports, sent to the kind of answer that it asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, with_evidence
from assistant.codes import TURNED_DOWN, rates
from assistant.coverage import answer_about
from assistant.figures.arithmetic import answer_arithmetic
from assistant.figures.checking import answer_check
from assistant.figures.direction import answer_direction
from assistant.figures.exact import change_exactly, narrowing_words, part_named, stated_exactly
from assistant.figures.lists import answer_overview
from assistant.figures.measures import EMPTY, GENERIC, asks_by_name, core
from assistant.figures.money import in_money_asked
from assistant.figures.named import left_out
from assistant.figures.operations import answer_figures
from assistant.figures.overall import answer_results
from assistant.figures.part_limits import answer_table, asks_table, table_of
from assistant.figures.portions import BY
from assistant.figures.premises import (
    answer_premise,
    answer_source,
    answer_where_it_stands,
)
from assistant.figures.quantities import Asked
from assistant.figures.reckoned import answer_all_parts
from assistant.figures.spread import answer_spread
from assistant.figures.stated import (
    answer_stated,
    answer_stated_as,
    answer_stated_with,
    not_stated,
)
from assistant.figures.stated_changes import answer_growth_stated
from assistant.figures.told import TEXT_AND_TABLE, answer_in_text, asked_of_text
from assistant.narrative.asking import (
    IN_WORDS,
    TELLING,
    asks_for_numbers,
    asks_for_points,
    chapter_asked,
)
from assistant.narrative.counted import spoken_of
from assistant.narrative.passages import (
    SURE,
    answer_chapter,
    answer_passage,
    answer_passages,
    answer_reasons,
    answer_told,
    silent_on,
    with_nearest,
)
from assistant.narrative.retrieve import Retriever
from assistant.narrative.side_by_side import side_by_side
from assistant.query import Query
from assistant.question.doing import limits_parts, which_parts
from assistant.question.leftover import left_over, unread_words
from assistant.question.restricting import narrowing
from assistant.refusals import (
    BARE,
    absent_words,
    answer_absent,
    answer_narrowed,
    bare_total,
    block_unnamed,
    which_block,
    which_measure,
    which_of,
)
from assistant.resolve import not_understood
from assistant.turns.conversation import Conversation
from ingest import forms

ASKS = re.compile("如何|怎样|怎么|谁|哪|什么|吗|有没有|how |who|where|what")
MEASURED = (
    "mean", "median", "times", "difference", "growth", "trend", "share", "sum", "parts", "largest",
)  # fmt: skip
OF_ALL = ("proactive", "requests", "overview")  # the whole of what a report is about
HOW = re.compile("怎么|如何|怎样")
NUMBER = re.compile("多少|百分之几|几成|(?:[件次人总个户号期]数|数目|金额|(?<![质力])量)[?。]*$")
TOLD = ("", "results", "confirm", "rank", "largest", "share")
# 报告讲原因了吗 asks for no rows that a form gives as reasons.
TOLD_WHY = re.compile(
    "[讲说写提]到?[过了]?(?:原因|理由|缘由)[过了]*[吗没]|(?:原因|理由)[^,;。]{0,6}[讲说写提][^,;。]{0,3}[吗没]"
)
# So many signs that nothing reads, and a question is one of other things.
ALIEN, UNANSWERED = 3, ("not_understood", "not_in_form", "not_stated")


def answer_of(
    every: Sequence[Asked], retriever: Retriever, conversation: Conversation | None
) -> Answer:
    """The answer from the reports chosen, in order; the conversation gives the turn before."""
    answer = in_money_asked(every[0], _answer_of(every, retriever, conversation))
    if left := left_out(answer):
        answer = not_understood(every[0].query, left)
    query = every[0].query
    if len(every) > 1 or answer.reason not in UNANSWERED or answer.evidence:
        return answer
    table = every[0].sheet.report.form3 != "none" and answer.reason == "not_in_form"
    tabular = table and not (query.unread or TELLING.search(query.plain))
    alien = len("".join(query.unread)) >= ALIEN
    reckoned = query.items and query.operation not in TOLD and not alien  # 分工, 明细: of no figure
    if tabular or reckoned or query.premises:
        return answer
    if asks_for_numbers(query):
        return with_nearest(answer, every[0], retriever)
    counts = _counts(query) and not HOW.search(query.plain)
    if told := answer_told(every[0], retriever, SURE):
        return spoken_of(every[0], answer, told) if counts else told
    return answer if query.mention_of else with_nearest(answer, every[0], retriever)


def answer_told_instead(answer: Answer, asked: Asked, retriever: Retriever) -> Answer:
    """The passage that surely answers, where no report or several rows were read."""
    figures = _counts(asked.query) or (asked.query.items and answer.status != "ambiguous")
    return answer if figures else answer_told(asked, retriever, SURE) or answer


def _answer_of(
    every: Sequence[Asked], retriever: Retriever, conversation: Conversation | None
) -> Answer:
    query, asked = every[0].query, every[0]
    if len(every) == 1 and (of_text := asked_of_text(asked)):
        by = BY.search(query.plain) and part_named(of_text)
        told = answer_in_text(of_text) if query.items else None
        return by or told or _answer_of([of_text], retriever, None)
    if query.about:
        return answer_about(query, [a.sheet.report for a in every], asked.sheet.database)
    if len(every) == 1 and (parts := answer_all_parts(asked)):
        return parts
    if query.operation == "source" and (found := _source(asked, conversation)):
        return found
    if query.absent:
        return answer_stated_as(asked, absent_words(query)) or answer_absent(asked)
    claimed = query.operation in ("", "confirm")
    turned = query.direction and claimed and not HOW.search(query.plain)
    if turned or (query.why and query.direction):
        left = left_over(query, len(every))
        return not_understood(query, left) if left else answer_direction(every, _counts(query))
    if query.operation == "check" or TEXT_AND_TABLE.search(query.plain):
        return answer_check(every)
    if query.why and query.items and not query.topics:
        return _with_reason(every, retriever)
    if len(every) == 1 and query.items and _asks_prose(query) and (put := _put_right(asked)):
        return put
    if len(every) == 1 and (spread := answer_spread(asked)):
        return spread
    if query.operation == "growth" and query.items and (said := answer_growth_stated(asked)):
        return said
    if query.items and not _asks_prose(query):
        return answer_arithmetic(every) or _figures_or_stated(every, retriever)
    if (table := table_of(query)) and (left := _strange(query)):
        return not_understood(query, left)
    if table and asks_table(query):
        return answer_table(asked, table)
    if chapter := chapter_asked(query.plain):
        return answer_chapter(asked, chapter)
    if query.operation in ("growth", "difference") and (changed := change_exactly(every)):
        return changed
    if len(every) > 1 and query.operation == "parts":
        # 2023、2024各多少: each year's own, and no parts.
        every = [Asked(replace(one.query, operation=""), one.sheet) for one in every]
    return side_by_side([_prose(one, retriever) for one in every])


def _strange(query: Query) -> list[str]:
    return [*(w for w in unread_words(query) if len(w) > 1 and "表" not in w), *narrowing(query)]


def _source(asked: Asked, conversation: Conversation | None) -> Answer | None:
    """这个数从哪来: of the turn before, of the figure named, or of the number itself."""
    query = asked.query
    own = query.items and "indicators" not in query.inherited
    if conversation and conversation.turns and not own:
        told = conversation.telling(query) or (None if query.premises else conversation.turns[-1])
        return answer_source(asked, told) if told else answer_where_it_stands(asked)
    if query.items:
        return answer_source(asked, answer_figures([asked]))
    return answer_where_it_stands(asked) if query.premises else None


def _put_right(asked: Asked) -> Answer | None:
    """那4件都是哪些事: a number that no cell named holds is put right before anything is told."""
    query = asked.query
    told = (query.premises or query.rough) and not left_over(query, 1)
    return answer_premise(asked) if told else None


def _asks_prose(query: Query) -> bool:
    """A question for what is said, with no number asked for."""
    if IN_WORDS.search(query.plain) or limits_parts(query):
        return not limits_parts(query)
    told = bool([t for t in query.topics if t not in OF_ALL]) or query.narrative
    figures = query.counting or query.operation or any(i in rates() for i in query.items)
    told = told or bool(HOW.search(query.plain) and query.direction)
    return told and not figures and "多少" not in query.plain


def _counts(query: Query) -> bool:
    return query.counting or bool(NUMBER.search(query.plain))


def _figures_or_stated(every: Sequence[Asked], retriever: Retriever) -> Answer:
    """The figures named; where words that matter are left over, only what holds those too."""
    asked, query = every[0], every[0].query
    # 网站内容出错改了多少处 is of no review.
    if (block := block_unnamed(query)) and len("".join(query.unread)) < ALIEN:
        return which_block(query, block)
    left = left_over(query, len(every))
    if not left:
        answer = answer_figures(every)
        free = answer.reason == "not_in_form" and asked.sheet.report.form3 == "none"
        return (answer_stated(asked) if free else None) or answer
    told = part_named(asked)
    if told is None and (told := answer_stated_with(asked, [*left, *narrowing_words(query)])):
        # 印发了几期通报 is of no row, whatever its verb is read as elsewhere.
        told = replace(told, query=replace(query, items=(), breakdowns=()))
    counts = _counts(query) or which_parts(query) or asks_for_numbers(query)
    if told is None and not counts and ASKS.search(query.plain):
        told = answer_passages(every, retriever)
    return told or answer_narrowed(asked, left)


def _with_reason(every: Sequence[Asked], retriever: Retriever) -> Answer:
    """不予处理为什么这么多: the figures, and the report's own reason, or that it gives none beside
    what it does tell of them.
    """
    answer = _figures_or_stated(every, retriever)
    if answer.status != "answered" or limits_parts(every[0].query):
        return answer
    # 原因是什么 after a change asks what the later report says of it, of each body its own.
    asked, code = every[0], every[0].query.items[0]
    reason = answer_reasons(every)
    told = reason or (answer_told(asked, retriever) if len(every) == 1 else None)
    said = [asked.say("no_reason")] * (reason is None) + ([told.text] if told else [])
    answer = replace(answer, text=asked.space.join((answer.text, *said)))
    if reason is None and not _counts(asked.query):
        # No number was asked for; but for the rows that a form gives as reasons, all is silent.
        answer = replace(answer, value=None)
        if TOLD_WHY.search(asked.query.text) or not (forms.parts(code) or code in TURNED_DOWN):
            answer = replace(answer, status="not_found", reason="not_stated", kind=None)
    return with_evidence(answer, told.evidence if told else ())


def _prose(asked: Asked, retriever: Retriever) -> Answer:
    """Passages where the question asks what is said, figures of the prose where it counts."""
    query = asked.query
    if table := answer_results(asked):
        return table
    if word := bare_total(query):
        return which_of(query, BARE[word], word)
    parted = query.operation in ("parts", "largest", "share") and not (query.whole and query.topics)
    counting = (_counts(query) or parted) and not asks_for_points(query)
    put = bool(ASKS.search(query.plain))
    asks = put or bool(query.topics and not counting)
    narrative = query.narrative or query.why or asks
    if not narrative or counting or (query.language == "en" and not (put or query.narrative)):
        if stated := stated_exactly(asked):
            return stated
        if counting and query.topics:
            told, label = answer_passage(asked, retriever), core(asked) or query.text
            silent = not_stated(asked, label, mentioned=told is not None)
            if sure := answer_told(asked, retriever, SURE):
                return spoken_of(asked, silent, sure)
            return with_evidence(silent, told.evidence if told else ())
    if not query.topics and not narrative and len(core(asked)) < 2:
        if query.language == "en" and (words := [w for w in query.unread if len(w) > 2]):
            return not_understood(query, words)
        return which_measure(query) if query.operation in MEASURED else _at_a_glance(asked)
    if not counting and (passage := answer_passage(asked, retriever)):
        return passage
    if asks and not query.topics and not EMPTY.sub("", GENERIC.sub("", core(asked))):
        return _at_a_glance(asked)
    return _nothing(asked, counting)


def _at_a_glance(asked: Asked) -> Answer:
    """A place and a year and little else."""
    strange = [w for w in asked.query.unread if len(w) > 1 and not w.isdigit()]
    strange += narrowing(asked.query)
    return not_understood(asked.query, strange) if strange else answer_overview(asked)


def _nothing(asked: Asked, counting: bool) -> Answer:
    """Which nothing: the report is silent, no measure was named, or it was not understood."""
    query, words = asked.query, core(asked)
    counts = counting or _counts(query)
    in_words = IN_WORDS.search(query.plain) or (TELLING.search(query.plain) and not counts)
    prose = query.narrative or query.topics or query.mention_of or in_words
    if prose and (silent := silent_on(asked)):
        return silent
    if query.operation in MEASURED and len(words) < 2:
        return which_measure(query)
    if counting and asks_by_name(asked):
        return not_stated(asked, words)
    return not_understood(query, list(query.unread) or [query.plain])
