"""Whether one share of several years put together is asked: 两年的数放一块算，公开占办结的几成."""

import re

from assistant.codes import WHOLES, rates, readings_of
from assistant.query import Query
from assistant.question.named import SHARE

# 2023年跟2024年的数放一块算, 两年合计: the years themselves are put together.
YEARS = re.compile(
    "年(?:[度的这两三几]|数[据字]?|总共)*"
    "(?:[合加]起来|合计|加总|合并|[合加放](?:到|在)?一[起块](?![来再]?[看比对列])|总的)|"
    r"(?:20\d\d|years),? (?:combined|(?:taken |put )?together)"
)
# 予以公开率合起来是多少: of one figure, nothing but years can be.
TOGETHER = re.compile(
    "[合加]起来|合计|加总|合并|[合加放](?:到|在)?一[起块](?![来再]?[看比对列])|"
    "combined|(?:taken|put) together"
)
# What asks for each year, sets them against each other, or asks for a number beside.
APART = re.compile(
    "各|分别|每|哪|谁|对[照比]|[高低多少](?:了|出)?多少|变化|平均|百分点|each|which|than|average|change|"
    "(?:几|多少)[^,;。]*[,;][^。]*(?:几|多少)"
)
OPERATIONS = ("", "value", "share", "sum", "confirm")
# 合计 of 予以公开和部分公开合计率 is of its own name.
NAMES = ("rate", "readings", "sum")


def put_together(query: Query) -> str:
    """The words that put several years, or bodies, of a share together; "" where none do."""
    rated = any(c in rates() or readings_of(c) for c in query.items)
    shared = rated or query.operation == "share" or SHARE.search(query.plain)
    several = len(query.bodies) > 1 and rated
    if not shared or not (len(query.years) > 1 or query.period or several):
        return ""
    if found := YEARS.search(query.plain):
        return found[0]
    # 办结的申请里合起来有几成是部分公开: the whole is no second figure.
    figures = [c for c in query.items if c not in WHOLES] or query.items
    alone = len(figures) == 1 and len(query.breakdowns) < 2
    named = [t for t in query.tokens if any(t.code(kind) for kind in NAMES)]
    own = (
        m[0] for m in TOGETHER.finditer(query.plain if alone else "")
        if not any(t.start <= m.start() < t.end for t in named)
    )  # fmt: skip
    return next(own, "") if several or len(query.bodies) == 1 else ""


def pools(query: Query) -> bool:
    """Whether that share can be worked out: of one body, no year asked for itself or compared, and
    nothing asked beside.
    """
    one = len(query.bodies) == 1 and not query.pairs and len(query.breakdowns) < 2
    of_whole = query.operation == "share" or "占" in query.plain
    shares = len(query.items) == 1 or (len(query.items) == 2 and of_whole)
    told = query.operation in OPERATIONS and not APART.search(query.plain)
    return one and shares and told and bool(put_together(query))
