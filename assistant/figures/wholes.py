"""Whether what is asked as a share of many bodies has a whole in the form, and names it."""

from assistant.codes import base_of, has_whole, numbers_of
from assistant.query import Query


def of_own_whole(query: Query) -> bool:
    """信访类不予处理占办结的比例: the whole named is the one that it is a share of anyway."""
    if len(query.items) != 2 or query.breakdowns:
        return False
    return base_of(query.items[0], "") == (query.items[1], "")


def all_have_wholes(query: Query) -> bool:
    """Whether a form has a whole of each figure named: 谁的处罚占比最高 is of none."""
    column = next(iter(query.breakdowns), "")
    return all(has_whole(code, column) for item in query.items for code in numbers_of(item))
