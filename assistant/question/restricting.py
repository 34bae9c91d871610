"""Words that narrow a question to less than any row of the forms, unless its figure holds them."""

import re

from assistant.codes import rates
from assistant.query import Query
from assistant.question.lexicon import Token
from assistant.question.multiples import multiple_of
from assistant.question.numbers import bound_of, range_of

DIVISION = "省市区县"
# Requests that come to nothing through the applicant: 没补正, 就终止了 says that twice.
LAPSED = ("otherwise_not_corrected", "otherwise_fee_unpaid")
THEREFORE = re.compile("[就便才而被,、]$")
# 新收的，不含上年结转的: none of it anyway; 其他法律 is no other applicant.
APART = {
    "without_carried": "requests_new", "without_new": "requests_carried_in",
    "law": "refused_forbidden_by_law",
}  # fmt: skip


def narrowing(query: Query) -> list[str]:
    """What narrows the question to less than any row: a season, a place within, another thing."""
    return [t.text for t in query.tokens if t.code("restricting") and not _read(query, t)]


def _read(query: Query, token: Token) -> bool:
    """市里 of a city is all of it, 100件以上 a limit, 剔除未审结 what a rate leaves out anyway."""
    if token.code("restricting") == "within":
        sign = next(c for c in token.text if c in DIVISION)
        return all(b.division.endswith(sign) for b in query.bodies)
    if of := APART.get(token.code("restricting")):
        return {*query.items} == {of}
    left_out = token.code("restricting") == "less" or token.text in ("其余", "剩余")
    if left_out and query.operation == "rest":
        return True
    if token.code("restricting") == "less":
        pending = any(t.code("column4") == "pending" for t in query.tokens)
        return pending and any(rates()[c].minus for c in query.items if c in rates())
    if token.code("restricting") == "ended":
        by = min([token.start, *(m.start for m in query.mentions if m.end == token.start)])
        follows = token.text.startswith(("不", "没", "未")) or THEREFORE.search(query.plain[:by])
        refused = (
            all(c.startswith("not_processed") for c in query.items) and token.text[0] in "不没未"
        )
        return bool(follows and {*query.items} & {*LAPSED}) or refused
    bound = range_of(query.plain) or bound_of(query.plain) or multiple_of(query.plain)
    return bound is not None and bound.start <= token.start and token.end <= bound.end
