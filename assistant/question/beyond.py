"""What a question over many bodies asks beyond one order, one limit or one sum."""

import re

from assistant.query import Query
from assistant.question.groups import BY, LEAST, MOST, Group
from assistant.question.lexicon import Token
from assistant.question.numbers import bound_of
from assistant.question.own_whole import SAID_AGAIN

# A limit on both sides, and years whose sums are set against each other.
BETWEEN = re.compile(r"\d[件个%]?[到至~-]\d[^,;。?]{0,8}?之?间|介于")
ADDED = re.compile("总[数量和]|合计|一共|加起来|之和")
# What else an order doesn't hold: 占全省的比例, 复议全部维持, 都最多, 各区县复议结果, 翻倍的,
# 没有公开年报的.
NOT_HELD = re.compile(
    "(?:其[他它余]|别|另外|剩下|余下)的?(?:几个|所有)?(?:区县|县区|区|县|市|地方|地区|机关|单位|乡镇|街道|部门)|"
    "(?:不是|不要|别)[求问算给]?(?:平均|均值|中位|合计|总[数和计])|(?:[排处位居][于在]?|[最正])中间|"
    "都最|(?:不是|并非)最|每[件宗份起](?!年?报)|[人件]均|全部[^,;。?]{0,6}[都均]|[都全]是(?!谁|哪|什么)|"
    "(?:没有?|未|不)(?:再|怎么)?(?:[增涨升降跌减]|上升|提高|变)|"
    "(?<![增长加涨升高降跌低减少落化幅得])最[快慢]|(?<![增长加涨升高降跌低减少落化幅])得最[快慢]|"
    "(?<!这[条个项])(?<!这一[条个项])(?<!这[条个项]不予公开)(?:理由|原因|结果|申请人|构成)[?。]*$|翻倍|翻[一两几]?番|[一二两三四五六七八九十\\d]倍|"
    "没有?(?:按时|及时)?(?:公开|公布|发布|提交|编制)了?(?:年度)?(?:年报|报告)|"
    "最[多高大少低小]的[^,;。?占]{0,6}占(?!比最)|占(?:全[省市国县区]|[^,;。?]{0,8}(?:合计|总[数量和]))|"
    "(?:全部|全都|都|(?<!平)均)(?:被|是|获|得到)?(?:维持|纠正|公开|办结|答复|办完|驳回)"
)
# How far before 最多 its row may stand: 申请数量最多.
NEAR = 2
COUNTED_AT = re.compile(r"\d[\d.,]*(?:%|[件起宗](?!以))")


def beyond(query: Query, group: Group) -> list[str]:
    """What no order of bodies does: a limit on both sides, bodies of two places, sums of years."""
    text, bound = query.plain, group.bound
    odd = (NOT_HELD,) if bound and bound.also else (BETWEEN, NOT_HELD)
    left = [m.group() for p in odd for m in p.finditer(text)]
    if bound and bound.end and (second := bound_of(text[bound.end :])):
        left.append(text[bound.end :][second.start : second.end])
    moved = query.operation in ("growth", "difference", "times")
    if bound and bound.also and (moved or BY.search(text[: bound.start])):
        left.append(text[bound.start : bound.end])
    if bound and bound.sign[0] == "<" and BY.search(text[: bound.start]):
        # 减少不到10件: less than that, and over nought.
        left.append(text[bound.start : bound.end])
    if query.operation == "difference" and MOST.search(text) and LEAST.search(text):
        left += [m.group() for p in (MOST, LEAST) for m in p.finditer(text)]
    left += _of_another_order(query, group)
    if query.items != ("results_total",):
        # 复议纠正率超过两成（按办结总数算）: of another whole.
        left += [m.group() for m in SAID_AGAIN.finditer(text)]
    if group.bound is None and not group.placed:
        left += COUNTED_AT.findall(query.plain)
    if group.level and group.parent and not group.placed:
        left += [mention.name for mention in query.mentions[1:]]
    period = query.period if not (query.years or group.yearly) else None
    if period and period.kind in ("last", "since", "all"):
        left.append(query.plain[period.start : period.end])
    by = group.bound and BY.search(text[: group.bound.start])
    if group.bound and len(query.years) > 1 and not (group.yearly or by):
        # 2022年和2023年都超过300件的: in each of them.
        left.append(query.plain[group.bound.start : group.bound.end])
    if group.bound:
        # 2023年连续两年超过200件: more years than the one told.
        left += re.findall("连续|连着|持续|一直|始终", text)
    if group.yearly and not group.reports:
        left += [m.group() for m in ADDED.finditer(query.plain)]
    return left


def _of_another_order(query: Query, group: Group) -> list[str]:
    """申请最多的三个区县的处罚合计: the bodies are put in order by another row than is told."""
    most = (LEAST if group.order == "least" else MOST).search(query.plain) if group.order else None
    if most is None:
        return []
    near = [t for t in query.tokens if 0 <= most.start() - t.end <= NEAR]
    other = [t for t in near if _code(t) and _code(t) not in query.items]
    behind = any(t.start >= most.end() and _code(t) in query.items for t in query.tokens)
    behind |= any(t.start >= most.end() and t.code("row2") for t in query.tokens)
    return [t.text for t in other if behind]


def _code(token: Token) -> str:
    return token.code("row3") or token.code("weak")
