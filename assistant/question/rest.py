"""What is left of a total without some of its parts: 除了予以公开，其他结果一共多少件."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.codes import apart, base_of, in_table_three, is_result, kinds_of, leaves, rates
from assistant.query import Query
from assistant.question.lexicon import Token
from assistant.question.named import indicators_named
from ingest import forms

# What stands before the parts left out, and behind them.
FRONT = re.compile(
    "(?:如果|假如|假设|要是|若)?把?(?:除(?:了|[去掉开])?(?!以|夕|法)|撇[开除]|抛开|刨[去掉除开]|扣[除掉去]|去掉|减[掉去]|除[却开]|剔除|排除|不算(?:上(?!一?年|一?个?半?年度))?|"
    "不计入?|不含|不包[括含]|别算)|(?:(?:everything|all|anything) )?(?:except(?: for)?|excluding|"
    "other than|apart from|aside from|not counting|not including|leaving out)"
)
END = re.compile(
    "[,;。?!)]|[以之]?外|[以之]?后|的话|其[他它余]|剩|还[有剩]|[一总]共|共[有计]?[多几]|"
    " (?:how|what|were|was)"
)
BEHIND = re.compile(
    "的?(?:[以之]外|除外|不算(?:在内|进去)?|不计(?:在内)?|"
    "[都全先要]*(?:剔除|排除|扣除|刨除|去掉|刨掉|扣掉|除掉)(?:掉|在外|出去|不[算计看])?[了后]?(?=[,;。?]))"
)
# 把信访类剔除在外, 如果不把信访算进去.
TAKEN = re.compile(
    "(?:如果|假如|假设|要是|若)?(?:把|将)(?P<what>[^,;。?]{1,24}?)(?:剔除|排除|扣除|刨除|刨掉|去掉|拿掉|撇开|除掉)"
    "(?:在外|出去|[以之]?后|掉)?"
)
# 不是企业提的, but not 是不是企业 nor 不是企业吗; 我不是企业 is said of whoever asks.
NOT = re.compile("(?<![是我咱俺们])(?P<no>不是|(?<![除并无是莫若])非|并非)(?:由|来自)?$")
NOT_ALONE = re.compile("不是.*(?:不是|而是|[吗么吧])|是不是|还是")
OTHERS = re.compile("(?:其[他它余]|别的)(?:主体|人|申请者)?|剩|(?:all )?(?:the )?other|rest")
ASKS = re.compile("多少|几|[一总]共|合计|how many|in total")
# 各多少 asks for each of the others, 公开率 for another whole.
EACH = re.compile("各|分别|哪|占|率|比|percent|share")
RESULTS = re.compile("结果|办结|处理|答复|result|outcome")
BETWEEN = re.compile("[和与跟同及、]|以及|还有| and | or | nor ")
OPERATIONS = ("", "sum", "results")
# 总数减掉尚未审结的 takes off; 复议减去诉讼 sets the one against the other.
SUBTRACTED = re.compile("减[掉去]")
# 剔除信访类的予以公开率, 撇开不掌握的，予以公开占剩下的几成: of a smaller whole.
RATED = ("", "share")
TOLD = {"upheld", "corrected"}
# 占办结总数的几成: of all of them, whatever is left out of the part.
OF_ALL = re.compile("占[^,;。占]{0,6}(?:总数|总计|总量|总件数|全部|所有)")
Tokens = Sequence[Token]


def with_rest(query: Query) -> Query:
    """The query as one for a total less its parts, where it names both; else as it is."""
    if query.premises or not ASKS.search(query.plain):
        return query
    persons = any(t.code("breakdown") and FRONT.match(t.text) for t in query.tokens)
    if persons and query.operation == "share":
        return _without_persons(query)
    if EACH.search(query.plain):
        return _of_smaller_whole(query) if query.operation in RATED else query
    subtracted = query.operation == "difference" and SUBTRACTED.search(query.plain)
    if query.operation not in OPERATIONS and not subtracted:
        return query
    if any(t.code("breakdown") and FRONT.match(t.text) for t in query.tokens):
        return _without_persons(query)
    out = _left_out(query)
    if out is None:
        return query
    parts, said = out
    negated = said.split()[:1] if NOT.match(said.split()[0]) else []
    query = replace(query, tokens=tuple(t for t in query.tokens if t.text not in negated))
    others = [t for t in query.tokens if t not in parts and not _says_other(query, t)]
    found = _columns(query, parts, others) or _rows(query, parts, others)
    if found is None:
        return query
    whole, column, less = found
    columns = (column,) if column else ()
    tokens = query.tokens if less else tuple(t for t in query.tokens if t not in parts)
    read = replace(query, items=(whole,), breakdowns=columns, less=less, tokens=tokens)
    return _left(read, said)


def _says_other(query: Query, token: Token) -> bool:
    """Whether a word says what is left, as 其他处理结果 does; 其他处理 is a row."""
    row = token.code("row3") == "otherwise" and not query.plain.startswith("结果", token.end)
    return bool(OTHERS.match(token.text)) and not row


def _left(query: Query, said: str) -> Query:
    """The query as one for what is left; the words that say so are read."""
    unread = (w for w in query.unread if w not in said and not OTHERS.match(w))
    return replace(query, operation="rest", unread=tuple(unread), absent="")


def _of_smaller_whole(query: Query) -> Query:
    """A rate whose whole some of its other parts are taken off."""
    out = _left_out(query)
    if out is None or any(t.code("breakdown") for t in out[0]) or OF_ALL.search(query.plain):
        return query
    parts, said = out
    less = _named(query, parts)
    named = [code for code in query.items if code not in less]
    code = named[0] if named and named[0] in rates() else f"{(named or [''])[0]}_rate"
    rate = rates().get(code)
    if rate and rate.minus and all(t.code("column4") == "pending" for t in parts):
        # 没审结的剔除掉，维持的占多少: a rate of those decided leaves them out anyway.
        alone = [c for c in query.items if not c.endswith("_pending")] == named[:1]
        unread = tuple(w for w in query.unread if w not in said)
        return replace(query, items=(code,), operation="", unread=unread) if alone else query
    if rate is None or rate.minus or len(less) != len(parts):
        return query
    whole = [leaves(cell) for cell in rate.whole]
    kept = [leaves(cell) for cell in rate.parts]
    inside = all(any(leaves(c) < own for own in whole) for c in less)
    same = set(named[1:]) <= {*rate.whole}
    if not (less and inside and same and apart([*map(leaves, less), *kept])):
        return query
    column = next(iter(query.breakdowns), "")
    cells = tuple((c, column) for c in less)
    return _left(replace(query, items=(code,), less=cells), said)


def _without_persons(query: Query) -> Query:
    """除了自然人，其他申请人: the others are those that the first words name, and no more; with
    those named beside persons (除了自然人和企业), what is left of a row without either.
    """
    named = [t for t in query.tokens if t.code("breakdown") and not OTHERS.match(t.text)]
    first = next((n for n, t in enumerate(named) if FRONT.match(t.text)), 0)
    joined = named[first : first + 1]
    for token in named[first + 1 :]:
        if BETWEEN.fullmatch(query.plain[joined[-1].end : token.start]):
            joined.append(token)
    others = [t for t in named if t not in joined]
    if len(joined) == 1 and others and all(_of_organisations(t) for t in others):
        # 企业申请几件，不算个人
        columns = dict.fromkeys(t.code("breakdown") for t in others)
        tokens = tuple(t for t in query.tokens if t not in joined)
        return replace(query, breakdowns=tuple(columns), tokens=tokens)
    if len(joined) == 1 or len(joined) < len(named) or len(query.items) > 1:
        columns = dict.fromkeys(t.code("breakdown") for t in named)
        tokens = tuple(t for t in query.tokens if t in named or not t.code("breakdown"))
        return replace(query, breakdowns=tuple(columns), tokens=tokens)
    row = next(iter(query.items), "requests_new")
    less = ("natural_person", *(t.code("breakdown") for t in joined[1:]))
    read = replace(query, items=(row,), breakdowns=(), less=tuple((row, c) for c in less))
    return _left(read, joined[0].text)


def _of_organisations(token: Token) -> bool:
    return kinds_of(token.code("breakdown")) <= kinds_of("organisations")


def _left_out(query: Query) -> tuple[Tokens, str] | None:
    """The tokens of the parts left out, side by side, with the words that say so: no other word
    between them (不含外地企业) is read by that.
    """
    if negated := _negated(query):
        return negated
    if taken := TAKEN.search(query.plain):
        start, stop = taken.span("what")
        named = [t for t in query.tokens if start <= t.start < stop and not t.code("filler")]
        alone = all(BETWEEN.search(query.plain[a.end : b.start]) for a, b in pairwise(named))
        return (named, taken[0].replace(taken["what"], " ")) if named and alone else None
    if front := FRONT.search(query.plain):
        end = END.search(query.plain, front.end() + 1)
        stop = end.start() if end else len(query.plain)
        inside = [t for t in query.tokens if front.end() <= t.start < stop]
        named = [t for t in inside if not t.code("filler")]
        alone = all(BETWEEN.search(query.plain[a.end : b.start]) for a, b in pairwise(named))
        again = BEHIND.search(query.plain, front.end(), stop)
        said = f"{front[0]} {again[0] if again else ''} {end[0] if end else ''}"
        if named:
            return (named, said) if alone else None
    behind = BEHIND.search(query.plain)
    ends = [t for t in query.tokens if behind and t.end == behind.start()]
    if behind is None or not ends or ends[0].code("filler"):
        return None
    found = ends[:1]
    for token in reversed([t for t in query.tokens if t.end < found[0].start]):
        if BETWEEN.fullmatch(query.plain[token.end : found[0].start]):
            found.insert(0, token)
    return found, behind[0]


def _negated(query: Query) -> tuple[Tokens, str] | None:
    """不是企业提的, 非企业申请: the kinds of applicant that a negation leaves out."""
    found = [t for t in query.tokens if t.code("breakdown") and NOT.search(query.plain, 0, t.start)]
    first = NOT.search(query.plain, 0, found[0].start) if len(found) == 1 else None
    if first is None or NOT_ALONE.search(query.plain):
        return None
    joined = found
    for token in (t for t in query.tokens if t.start > found[0].start and t.code("breakdown")):
        if BETWEEN.fullmatch(query.plain[joined[-1].end : token.start]):
            joined = [*joined, token]
    return joined, f"{first['no']} 由 来自"


def _columns(
    query: Query, parts: Tokens, others: Tokens
) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """除了企业，其他申请人: kinds of applicant taken off a row, requests where none is named."""
    less = [t.code("breakdown") for t in parts]
    rows = _named(query, others) or ["requests_new"]
    known = all(less) and apart(map(kinds_of, less)) and "total" not in less
    own = {c for t in others if (c := t.code("breakdown"))}
    if not known or len(rows) != 1 or not all(map(in_table_three, leaves(rows[0]))):
        return None
    if own:
        # 个人，不算单位: what is left out is none of it anyway.
        column = own.pop()
        beside = not own and all(apart(map(kinds_of, (column, other))) for other in less)
        return (rows[0], column, ()) if beside else None
    return rows[0], "", tuple((rows[0], column) for column in less)


def _rows(
    query: Query, parts: Tokens, others: Tokens
) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """除了维持，其他复议结果: rows taken off the total that they are parts of."""
    blocks = [t for t in others if t.code("row4")] if any(t.code("column4") for t in parts) else []
    less = _named(query, [*blocks, *parts])
    columns = [c for t in others if (c := t.code("breakdown"))]
    each = len(less) == len(parts) and not any(t.code("breakdown") for t in parts)
    if {t.code("column4") for t in parts} == TOLD and "结果" in query.plain:
        # 除了维持和纠正以外的其他结果 is the form's own row; what is pending has no result.
        own = {code.replace("_upheld", "_other").replace("_corrected", "_other") for code in less}
        return (own.pop(), "", ()) if len(own) == 1 and not columns else None
    whole = _whole(query, less, _named(query, others))
    if not each or len(columns) > 1 or not whole or not apart(map(leaves, less)):
        return None
    if _is_left(whole, less) or all(_beside(whole, code) or _before(whole, code) for code in less):
        # 予以公开的有多少，部分公开不算; 复议除去尚未审结的，审结了几件: what is asked for is
        # what is left anyway.
        return whole, next(iter(columns), ""), ()
    if not all(leaves(code) < leaves(whole) for code in less):
        return None
    column = columns[0] if columns else ""
    return (whole, column, tuple((code, column) for code in less))


def _before(code: str, other: str) -> bool:
    """Whether a row never holds the other: what came in is not what the year before left, nor is
    what was dealt with what is left to the next one.
    """
    outcome = code == "results_total" or is_result(code)
    new = (code, other) == ("requests_new", "requests_carried_in")
    return new or (outcome and other == "requests_carried_out")


def _beside(code: str, other: str) -> bool:
    """Whether two rows of requests are parts of one and the same."""
    known = forms.indicators()
    parent = known[code].part_of if code in known and known[code].table == "3" else ""
    return bool(parent) and code != other and other in known and known[other].part_of == parent


def _is_left(whole: str, less: Sequence[str]) -> bool:
    """Whether a row is the total of its form without what is left out."""
    total = leaves(base_of(less[0], "")[0])
    parts = frozenset().union(*map(leaves, less))
    return leaves(whole) == total - parts and parts < total


def _whole(query: Query, less: Sequence[str], named: Sequence[str]) -> str:
    """The total that is named, else that of the form; 其他结果 are all results of requests."""
    if named or not less:
        return named[0] if len(named) == 1 else ""
    known = forms.indicators()
    parents = {known[c].part_of if c in known else base_of(c, "")[0] for c in less}
    if RESULTS.search(query.plain) and all(leaves(c) < leaves("results_total") for c in less):
        return "results_total"
    own = parents.pop() if len(parents) == 1 else ""
    return own if own.endswith("_total") else ""


def _named(query: Query, tokens: Tokens) -> list[str]:
    own = replace(query, tokens=tuple(tokens))
    sums = [t.code("sum") for t in tokens if t.code("sum")]
    return list(dict.fromkeys([*sums, *indicators_named(own)]))
