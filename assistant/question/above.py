"""The place that bodies asked about lie in: 河南各区县, 在全市排第几."""

import re
from collections.abc import Sequence

from assistant.query import Query
from assistant.question.added import NATION
from assistant.question.places import Body, Mention
from ingest.identity.divisions import Division, gazetteer

# The levels that bodies of one lie in, the widest first.
ABOVE = {"county": ("province", "prefecture"), "prefecture": ("province",)}
PLACE_ASKED = re.compile("第几|排名多少|排名[?。]*$|名次|what rank|rank of")
AMONG = re.compile(r"(?:[在于]|\b(?:in|among|of)\b[^,;.]*)\s*$")
AROUND = {
    "prefecture": re.compile("全[市州]|[市州]里|[市州]内"),
    "province": re.compile("全省|省[里内]"),
}


def parent_of(query: Query, level: str) -> Division | None:
    """The place that the bodies lie in: the one named, or that of the turns before."""
    own = query.bodies[0] if len(query.bodies) == 1 and "publishers" in query.inherited else None
    within = level in ("department", "town") or (own and own.level in ABOVE.get(level, ()))
    if own and within and not query.mentions:
        # 各区县呢 behind a number of 六安: of its own.
        return None if NATION.search(query.plain) else gazetteer().by_code(own.division_code)
    return next((division_of(mention, level) for mention in query.mentions[:1]), None)


def division_of(mention: Mention, level: str) -> Division | None:
    """Of the places called so the highest that has bodies of the level below it: 河南各区县 are of
    the province and not of 河南蒙古族自治县.
    """
    names = [*(b.division for b in mention.bodies if b.division), mention.name]
    found = [d for name in dict.fromkeys(names) for d in gazetteer().named(name)]
    above = (d for rank in ABOVE.get(level, ()) for d in found if d.level == rank)
    return next(above, next(iter(found), None))


def around(body: Body, text: str) -> Division | None:
    """在全市排第几: the place of a level that a body lies in; None for the whole country."""
    division = gazetteer().by_code(body.division_code)
    while division:
        division = gazetteer().parent(division)
        if division and AROUND[division.level].search(text):
            return division
    return None


def ranked_within(mentions: Sequence[Mention], text: str) -> tuple[Body, ...]:
    """The bodies named; of 舒城县在六安各区县里排第几 the one that has the place, and not the place
    that it lies in.
    """
    bodies = tuple(dict.fromkeys(body for m in mentions for body in m.bodies))
    if len(bodies) != 2 or len(mentions) != 2 or not PLACE_ASKED.search(text):
        return bodies
    one, other = sorted(bodies, key=lambda body: len(body.division))
    above = next(m for m in mentions if one in m.bodies)
    inside = other.division != one.division and other.division.startswith(one.division)
    return (other,) if inside and AMONG.search(text[: above.start]) else bodies
