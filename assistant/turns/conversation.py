"""Slots carried from turn to turn: what a follow-up doesn't name, it keeps."""

import re
from dataclasses import dataclass, field, replace

from assistant.answer import Answer
from assistant.query import Query
from assistant.question.groups import group_of
from assistant.question.places import Body, Catalogue, within
from assistant.turns.explained import (
    leaves_its_row,
    names_rows,
    of_the_text,
    set_apart,
    why_it_moved,
)
from assistant.turns.figures import LISTED, with_figures
from assistant.turns.orders import after_an_order, from_the_first, is_ranked, of_the_first
from assistant.turns.own_years import each_in_its_year
from assistant.turns.places import compared, with_places
from assistant.turns.prose import (
    asked_again,
    by_itself,
    charged_again,
    in_its_unit,
    names_nothing,
    of_prose,
    words_kept,
)
from assistant.turns.rows import column_alone, in_the_same_row, of_both_kinds
from assistant.turns.shares import part_of_it, whole_alone
from assistant.turns.tables import of_a_table
from assistant.turns.those import of_those
from assistant.turns.together import with_years_compared
from ingest import forms
from ingest.amounts import plain
from ingest.clean import traditional

HISTORY = 12
# 具体是哪些 after a number asks for what it is made of.
WHICH = re.compile(
    "(?:那|都|它们)?(?:具体|分别|都)?(?:是|有|包括|属于?|指的?是?)?(?:哪些|哪[几一]?[种项类样](?!最)|哪几个|些?什么)"
    "(?:情况|情形|种类|类别|类型|方面)?(?:呢|啊)?[?。]?"
)
THIS_GROUND = re.compile(
    "(?:因为?|由于|按照?|凭)(?:这个|这条|这一条|这种|此)|(?:这个|这条|这种|该)(?:原因|理由|情形|缘由)"
)
OFFICE_ALONE = re.compile(
    "[省市区县州]政府办(?:公[室厅])?(?!理|结|了|完|件|的|过)|政府办公[室厅]|[市区县]府办(?!理|结|了|完|件|的|过)"
)
TELLING = re.compile("啥|什么|哪些|怎么|如何|怎样")
WHOLE = re.compile("数字|数据|报告|年报|表格|各表|表[二三四2-4]|figures|numbers|tables|report")
# 我是说不予公开率: what was meant, in other words.
REWORDED = re.compile(r"我(?:的意思)?(?:就?是)?(?:想?[说问指要]|想知道)|\bi (?:mean|meant)\b")
# Turns that no later one leans on, unless they name a place: thanks, how to export, what is loaded.
ASIDE = ("hello", "export", "loaded", "count", "updated")
# Turns whose words were not all read, or are of what no report holds.
MISSED = ("not_understood", "out_of_scope")


@dataclass
class Conversation:
    """The turns so far, the newest last; an empty line starts a new one."""

    turns: list[Answer] = field(default_factory=list)

    def remember(self, answer: Answer) -> None:
        """Keep a turn that later ones may lean on."""
        query = answer.query
        defined = answer.kind == "definition" and not query.items
        if query.places_named or not (defined or query.about in ASIDE):
            self.turns = [*self.turns, answer][-HISTORY:]

    @property
    def read(self) -> list[Answer]:
        """The turns that were understood, the newest last."""
        return [t for t in self.turns if not is_missed(t)]

    @property
    def last(self) -> Query | None:
        """The query of the newest turn that was understood."""
        return next((t.query for t in reversed(self.turns) if not is_missed(t)), None)

    def telling(self, query: Query) -> Answer | None:
        """江夏那个120是哪张表里的: the newest turn that told that number, of the body named."""
        if query.operation != "source" or len(query.premises) != 1:
            return None
        value = plain(query.premises[0])
        told = [t for t in self.read if t.value and t.value[0] == value]
        turns = told or [t for t in self.read if any(row.value == value for row in t.rows)]
        bodies = {*query.bodies} if query.mentions else set()
        return next((t for t in reversed(turns) if bodies <= {*t.query.bodies}), None)

    @property
    def above(self) -> tuple[Body, ...]:
        """The bodies talked of last, whose text may tell of a place that has no report."""
        return next((t.query.bodies for t in reversed(self.read) if t.query.bodies), ())


def is_missed(answer: Answer) -> bool:
    """Whether a turn was not understood, so that what it asked for is not known: 自然人那列 of no
    row among them.
    """
    query = answer.query
    column = answer.reason == "not_stated" and bool(query.breakdowns) and not query.items
    return answer.reason in MISSED or query.doubted or column


def carry(query: Query, conversation: Conversation, catalogue: Catalogue) -> Query:
    """The query completed from the turns before, with the names of the slots it inherited."""
    if conversation.turns:
        query = _in_their_language(query, conversation.turns[-1].query)
    turns, last = conversation.read, conversation.last
    query = _pointed_at(query, last)
    if conversation.turns and is_missed(conversation.turns[-1]):
        return _after_missed(query, conversation, catalogue)
    if last is None:
        return query
    if told := conversation.telling(query):
        slots = {slot: getattr(told.query, slot) for slot in ("items", "bodies", "years")}
        return replace(query, **slots, inherited=("publishers", "years", "indicators"))
    return _carried(query, last, turns, catalogue)


def _pointed_at(query: Query, last: Query | None) -> Query:
    """因为这个不公开的几件 after 什么叫三安全一稳定: the ground told of last, a part of the group
    named; where nothing told of is one, not read.
    """
    found = THIS_GROUND.search(query.plain)
    if found is None or len(query.items) != 1 or not forms.parts(query.items[0]):
        return query
    told = last.items if last and len(last.items) == 1 else ()
    if told and told[0] in forms.parts(query.items[0]):
        return replace(query, items=told, inherited=("indicators",))
    return replace(query, unread=(*query.unread, found[0]))


def _of_a_part(query: Query, last: Query, catalogue: Catalogue) -> Query:
    """泗阳县收办多少 after its city's: a place without a report, told of in the same year's."""
    unloaded = [m.name for m in query.mentions if not m.bodies]
    above = catalogue.above(unloaded) if len(unloaded) == len(query.mentions) else ()
    if query.years or query.period or not above or above != last.bodies:
        return query
    return replace(query, years=last.years, inherited=("years",))


def _carried(query: Query, last: Query, turns: list[Answer], catalogue: Catalogue) -> Query:
    if turns[-1].status == "ambiguous" and _is_a_choice(query):
        return _completed(query, last)
    listed = query.whole or (last.items and WHICH.fullmatch(query.plain))
    if listed and not (query.items or query.topics or query.mentions):
        return _listed_whole(query, last)
    query = of_the_text(query, last, turns)
    whole = query.operation == "check" and WHOLE.search(query.plain)
    if last.operation == "check" and not last.items and names_nothing(query):
        # 2023年呢 after 对得上吗 of a whole report.
        return asked_again(with_places(query, last), last)
    told = of_a_table(query, last) or set_apart(query, last)
    told = told or of_those(query, turns[-1], catalogue)
    if told := told or charged_again(with_places(query, last), turns):
        return told
    if query.places_named and (query.items or query.topics or whole):
        return _leaning(_of_a_part(query, last, catalogue), turns)
    if paired := each_in_its_year(query, turns):
        return paired
    if is_ranked(turns[-1]) and not query.places_named:
        same = after_an_order(query, turns[-1], catalogue)
        if same is None or group_of(same):
            return same or query
        query = same
    query = of_the_first(query, turns[-1], catalogue)
    if apart := from_the_first(query, turns, catalogue):
        return apart
    query = compared(query, last)
    query = _of_its_office(with_places(query, last))
    if last.about not in ("", *ASIDE) and not (query.about or query.items or query.content.strip()):
        return replace(query, about=last.about)
    if kept := words_kept(query, turns):
        return kept
    if query.topics == ("fees",) and turns[-1].rows and not TELLING.search(query.plain):
        # 信息处理费呢 after a figure asks how much.
        query = replace(query, counting=True)
    telling = query.narrative or query.operation or TELLING.search(query.plain)
    if of_prose(turns[-1]) and turns[-1].value and not telling:
        # 政协提案呢 after 代表建议几件 asks how many, 备案诉讼呢 after 备案复议 in the same unit.
        alike = query.unread and all(word in last.plain for word in query.unread)
        plain = in_its_unit(query.plain, turns[-1]) if alike else query.plain
        query = replace(query, plain=plain, counting=True)
    elliptic_why = leaves_its_row(query, last)
    if why_it_moved(query, last):
        own = query.items if names_rows(query) else ()
        query = replace(query, items=own, operation="growth", direction="changed", why=True)
    elif not elliptic_why and (whole or by_itself(query)):
        return query
    query = of_both_kinds(with_figures(query, last, turns))
    return with_years_compared(query, turns)


def _leaning(query: Query, turns: list[Answer]) -> Query:
    """宿迁的占它办结的多少, 洪泽2024年现行有效的呢: a question of its own place that leaves its
    part or its row to the turn before.
    """
    last = turns[-1].query
    if whole_alone(query):
        return part_of_it(with_places(query, last), last, turns[-1])
    held = in_the_same_row(query, last) if column_alone(query) else query
    return held if held.items != query.items else query


def _in_their_language(query: Query, last: Query) -> Query:
    """去年呢 and 2024? are of no script or language of their own: they keep that of before."""
    same = last.language == "zh-Hant" and query.language == "zh-Hans"
    shared = same and query.text == traditional(query.text)
    lettered = any(c.isalpha() for c in query.text)
    return replace(query, language=last.language) if shared or not lettered else query


def _after_missed(query: Query, conversation: Conversation, catalogue: Catalogue) -> Query:
    """After a turn that was not understood: another place or year asks that turn again; figures
    named are of its place and year; anything else leans on what is not known.
    """
    missed, last = conversation.turns[-1].query, conversation.last
    if query.places_named and (query.items or query.topics):
        # 宿迁还有效的一共几个 leaves its row to that turn, where it named one.
        row = column_alone(query) and missed.items
        return in_the_same_row(query, missed) if row else query
    slots = query.items or query.breakdowns or query.operation or query.counting
    if not (slots or query.content.strip()):
        return asked_again(with_places(query, missed), missed)
    query = with_places(query, missed)
    if whole_alone(query):
        # 占办结的几成: of what, no turn told.
        return replace(query, items=(), doubted=True)
    if (query.items and _is_told(query, conversation.turns[-1])) or by_itself(query):
        return query
    carried = _carried(query, last, conversation.read, catalogue) if last else query
    known = conversation.turns[-1].reason == "out_of_scope" and (last or not names_nothing(query))
    return carried if known or _narrows_anew(query, missed) else replace(carried, doubted=True)


def _narrows_anew(query: Query, missed: Query) -> bool:
    """律师的 after 女性的, which was of the figure before it: that figure, by another column."""
    return bool(query.breakdowns) and "indicators" in missed.inherited and not query.items


def _is_told(query: Query, missed: Answer) -> bool:
    """Whether a question of its own says how it is to be answered, or the turn before named its own
    place and year and nothing to do with them.
    """
    alone = not missed.query.inherited and not missed.query.operation
    full = alone and bool(missed.query.bodies and missed.query.years)
    asks = query.counting or query.operation or "多少" in query.plain
    return bool(asks) or full or bool(REWORDED.search(query.plain))


def _listed_whole(query: Query, last: Query) -> Query:
    """都列出来: the list of the turn before, to its end; what was one number, by its parts."""
    operation = last.operation if last.operation not in ("", "largest") else "parts"
    listed = replace(last, text=query.text, whole=True, operation=operation)
    return replace(listed, inherited=LISTED)


def _of_its_office(query: Query) -> Query:
    """区政府办收了几件 after the figures of 洪泽区: another body, which no report is of."""
    office = OFFICE_ALONE.search(query.plain)
    if office is None or query.mentions or any(b.scope == "office" for b in query.bodies):
        return query
    return replace(query, unread=(*query.unread, office[0]))


def _is_a_choice(query: Query) -> bool:
    """北京的 answers which body was meant; it asks nothing of its own."""
    return query.places_named and not (query.items or query.topics or query.about)


def _completed(query: Query, asked: Query) -> Query:
    """The question asked before with the body chosen: by its name, or by the place it lies in."""
    candidates = [b for m in asked.mentions for b in m.bodies]
    named = [m.name for m in query.mentions if not m.bodies]
    chosen = query.bodies or tuple(b for name in named for b in within(candidates, name))
    return replace(
        asked, text=query.text, bodies=chosen, mentions=() if chosen else query.mentions,
        years=query.years or asked.years, period=query.period or asked.period,
        inherited=("indicators", "operation"),
    )  # fmt: skip
