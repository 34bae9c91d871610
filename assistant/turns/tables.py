"""Turns about a table as a whole, or about which of several parts keep to a limit."""

from dataclasses import replace

from assistant.figures.part_limits import TABLE, asks_table, table_of
from assistant.query import Query
from assistant.question.doing import limits_parts, which_parts
from assistant.turns.places import with_places
from assistant.turns.prose import names_nothing

UNTOLD = ("", "parts", "trend", "source")


def of_a_table(query: Query, last: Query) -> Query | None:
    """表四给我看看, 表四哪几项是0: of that table, and of no row told before; 2023年呢 behind it is
    of the same one, as 哪几项超过20件 is; None for any other turn.
    """
    rows = query.items or query.breakdowns
    if table_of(query) and asks_table(query) and not rows:
        return with_places(query, last)
    told = TABLE.search(last.plain) if told_of_table(last) else None
    if rows or table_of(query) or not (told or limits_parts(last)):
        return None
    if told and which_parts(query):
        return replace(with_places(query, last), plain=f"{told[0]}{query.plain}")
    elsewhere = query.years or query.period or query.mentions
    alike = query.operation in UNTOLD and not (query.counting or query.why or "比" in query.plain)
    if not (elsewhere and alike and names_nothing(query)):
        return None
    placed = with_places(query, last)
    return replace(
        last, text=query.text, bodies=placed.bodies, mentions=placed.mentions, years=placed.years,
        period=placed.period, pairs=(), inherited=(*placed.inherited, "indicators"),
    )  # fmt: skip


def told_of_table(last: Query) -> bool:
    """Whether a turn was about a table, and about no row of it."""
    return bool(table_of(last)) and not (last.items or last.breakdowns or last.topics)
