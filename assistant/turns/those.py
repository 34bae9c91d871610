"""A turn about the very bodies that the turn before showed: 它们的处罚呢, 这几个加起来多少件."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.figures.rankings import SHOWN
from assistant.query import Query
from assistant.question.added import SUM
from assistant.question.groups import NUMERALS, group_of
from assistant.question.places import Body, Catalogue
from assistant.turns.orders import is_ranked
from assistant.turns.picking import bodies_of
from assistant.turns.places import with_places

OF_BODIES = "(?:[区县市]{1,3}|地方|地区|部门|单位|机关|政府|乡镇|街道|名|位)"
THOSE = re.compile(
    r"它们|上述|(?P<loose>他们|\b(?:they|them|their)\b)|"
    r"(?:上面|前面|以上|刚才)?(?:[这那]|上面|前面|以上)"
    rf"(?:些(?!年)|(?P<count>几|[两三四五六七八九十]|\d{{1,2}})(?:[个家]|(?={OF_BODIES})))"
    rf"(?:{OF_BODIES})?|"
    r"\b(?:these|those)\b(?: (?P<number>two|three|four|five))?"
    r"(?: (?:bodies|places|counties|districts|cities))?"
)
# 加起来多少件 behind those over a limit adds up what was told of them; 一共几个 counts them.
IN_ALL = re.compile(
    "(?:那么?|都|全部?)*(?:一共|总共|合计|共计|加起来|加在一[起块]|总和|总计)(?:[是有]?(?:几|多少)[件宗起项条]|呢|[是有]?多少)?[呢啊?。]*|"
    r"(?:and )?(?:together|in total|altogether|combined)\??"
)
LEAST = 2


def of_those(query: Query, before: Answer, catalogue: Catalogue) -> Query | None:
    """The bodies shown by the turn before, each named; None where they are not spoken of; not read
    where fewer were shown than meant.
    """
    last = before.query
    if query.places_named or not is_ranked(before):
        return None
    found, group = THOSE.search(query.plain), group_of(last)
    limited = bool(group and group.bound) and bool(IN_ALL.fullmatch(query.plain))
    one = bool(group and group.order and not (group.limit or group.bound)) and before.value
    if not (found or limited) or (found and found["loose"] and one):
        # 他们 behind 最多的是谁 is the first.
        return None
    bodies = _in_told_order(before, catalogue)
    years = {row.report.year for row in before.rows if row.report.year}
    if not _all_shown(before, bodies) or not _as_many(found, bodies) or len(years) > 1:
        return replace(query, unread=(*query.unread, query.plain))
    plain, unread = query.plain, query.unread
    if found:
        plain = f"{plain[: found.start()]}{' ' * len(found[0])}{plain[found.end() :]}"
        unread = tuple(word for word in unread if word not in found[0])
    told = replace(query, plain=plain, unread=unread, bodies=bodies, mentions=())
    query = with_places(told, replace(last, years=tuple(years)))
    # 它们的申请: the word that leaves open which row is asked.
    weak = (t.code("weak") for t in query.tokens if t.code("weak"))
    named = query.items or tuple(dict.fromkeys(weak))
    operation = query.operation or ("sum" if SUM.search(plain) else "")
    # What each of them had over the year before, say, is asked of each anew.
    again = last.operation if last.operation in ("share",) and not named else ""
    return replace(
        query,
        items=named or last.items or tuple(dict.fromkeys(r.indicator for r in before.rows)),
        breakdowns=query.breakdowns or (() if named else last.breakdowns),
        operation=operation or again, inherited=("publishers", "years", "indicators"),
    )  # fmt: skip


def _in_told_order(before: Answer, catalogue: Catalogue) -> tuple[Body, ...]:
    told = [row.report.publisher for row in before.rows]
    return tuple(sorted(bodies_of(before.rows, catalogue), key=lambda b: told.index(b.publisher)))


def _all_shown(before: Answer, bodies: Sequence[Body]) -> bool:
    """Whether the rows of a list are all that it is of."""
    value, group = before.value, group_of(before.query)
    if value and value[1] == "个":
        return value[0] == str(len(bodies))
    return len(bodies) < SHOWN or bool(group and group.limit == len(bodies))


def _as_many(found: re.Match[str] | None, bodies: Sequence[Body]) -> bool:
    word = (found["count"] or found["number"] or "几") if found else "几"
    count = int(word) if word.isdigit() else NUMERALS.get(word, 0)
    return len(bodies) >= LEAST and count in (0, len(bodies))
