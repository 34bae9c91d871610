"""Yes or no: whether all was dealt with, whether a row is all of its whole, or there is any."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, evidence_of, row_of, with_evidence
from assistant.codes import base_of, is_plain, leaves, rates
from assistant.figures.quantities import Asked, answer_value
from assistant.query import Query
from assistant.question.doing import asks_alike
from assistant.question.leftover import ALL_OF, sets_against
from assistant.question.lexicon import Token
from ingest.amounts import plain

# Yes or no is asked within one clause, and no number there: 都办结了吗, 全部办结,是真的吗.
CLAUSE = re.compile("[^,;。?!]+(?:,这?(?:是真的|真的|是|对|属实)[吗么])?")
COUNTS = re.compile("多少|(?<!好)几|哪|how |which|what")
WHETHER = re.compile(
    "(?:吗|么|吧|没有|真的假的|属实|对不对)$|[都全].*了$|是不是|是否|有没有|"
    "^(?:did|does|do|was|were|is|are|has|have) "
)
ANY = re.compile(
    "有没有|有无|是否有|(?<!所)有.*[吗么]$|[了过](?:吗|么|没有)$|(?:is|are|was|were) there any"
)
FEWER = re.compile(
    "少于|低于|小于|不及|[少低小](?:一?[些点])?(?:了|吗|么|吧|没有?)*[?。]*$|fewer|less|lower"
)
# What is left of all that came in once what was dealt with is taken off.
LEFT = {
    "results_total": ("requests_carried_out",), "review_decided": ("review_pending",),
    "suit_direct_decided": ("suit_direct_pending",),
    "suit_after_review_decided": ("suit_after_review_pending",),
    "suit_decided": ("suit_direct_pending", "suit_after_review_pending"),
}  # fmt: skip
BESIDE = {"requests_new", "requests_handled", "requests_carried_in", "requests_carried_out"}


def with_whether(asked: Asked, answer: Answer) -> Answer:
    """The answer, led by yes or no where that is asked and the cells decide it."""
    query = asked.query
    if answer.status != "answered" or query.operation not in ("", "confirm"):
        return answer
    if sets_against(query) and all(map(is_plain, query.items)):
        return _with_comparison(asked, answer)
    done = next((code for code in query.items if code in LEFT), "")
    if (
        done
        and not asks_alike(query)
        and {*query.items} <= {done, *BESIDE}
        and _asks(query, WHETHER, _is_dealt_with)
    ):
        return _with_all_done(asked, answer, done)
    single = answer.value and len(query.items) == 1 and query.items[0] not in rates()
    if (
        not single
        or query.premises
        or query.rough
        or not _asks(query, ANY, bool)
        or answer.value is None
    ):
        return answer
    lead = "any_no" if Decimal(answer.value[0]) == 0 else "any_yes"
    return replace(answer, text=asked.say(lead) + answer.text)


def with_alike(asked: Asked, answer: Answer) -> Answer:
    """新收等于办结吗: the two numbers told, led by whether they are one."""
    query, told = asked.query, [(row.value, row.unit) for row in answer.rows]
    if answer.kind == "check" or query.operation not in ("", "confirm") or not asks_alike(query):
        return answer
    if len(told) != 2 or not all(value for value, _ in told) or told[0][1] != told[1][1]:
        return answer
    same = told[0] == told[1]
    if same and told[0][1] == "%":
        return answer  # rounded, they may be two
    lead = asked.say("alike_yes" if same else "alike_no")
    return replace(answer, text=f"{lead}{asked.space}{answer.text}")


def _with_comparison(asked: Asked, answer: Answer) -> Answer:
    """处罚超过许可了吗: the one named first held against the other, where both are numbers."""
    query = asked.query
    columns = query.breakdowns or ("",)
    named = [(code, column) for code in query.items for column in columns]
    one, other = (asked.sheet.quantity(*where) for where in named)
    if one.value is None or other.value is None or one.unit != other.unit:
        return answer
    more, fewer = one.value > other.value, one.value < other.value
    holds = fewer if FEWER.search(query.plain) else more
    key = "more" if more else "fewer" if fewer else "same"
    lead = asked.say("held_yes" if holds else "held_no")
    said = asked.say(f"held_{key}", one=asked.label(one), other=asked.label(other))
    return replace(answer, text=f"{lead}{said}{asked.space}{answer.text}")


def _asks(query: Query, whether: re.Pattern[str], names: Callable[[Token], bool]) -> bool:
    """Whether a clause asks for yes or no of a word of this kind."""
    return any(
        whether.search(clause.group()) and not COUNTS.search(clause.group())
        and any(clause.start() <= t.start < clause.end() and names(t) for t in query.tokens)
        for clause in CLAUSE.finditer(query.plain)
    )  # fmt: skip


def _is_dealt_with(token: Token) -> bool:
    return token.code("row3") == "results_total" or token.code("column4") == "decided"


def _with_all_done(asked: Asked, answer: Answer, done: str) -> Answer:
    """都办结了吗: all were where nothing is carried over, or pending, and the sums close."""
    column, report = next(iter(asked.query.breakdowns), ""), asked.sheet.report
    cells = [asked.sheet.cell(code, column) for code in LEFT[done]]
    left = sum((cell.value or Decimal(0) for cell in cells), Decimal(0))
    open_sums = any(f.severity == "hard" for q in cells for f in asked.sheet.found_about(q))
    untold = any(cell.value is None for cell in cells) or (not left and open_sums)
    key = "done_untold" if untold else "done_no" if left else "done_yes"
    lead = asked.say(
        key,
        label="＋".join(map(asked.label, cells)),
        total=asked.number(replace(cells[0], value=left)),
        done="办结" if done == "results_total" else "审结",
    )
    rows = [row_of(report, cell, asked.language) for cell in cells]
    rows = [row for row in rows if row not in answer.rows]
    answer = replace(answer, text=f"{lead}{asked.space}{answer.text}", rows=(*answer.rows, *rows))
    if {*asked.query.items} == {done, *LEFT[done]} and not untold:
        # 全办结了吗，结转下年几件: the one number asked for beside.
        answer = replace(answer, value=(plain(left), cells[0].unit))
    return with_evidence(answer, evidence_of(report, [f for q in cells for f in q.cells]))


def answer_all_of_them(asked: Asked) -> Answer | None:
    """复议全给纠正了吧: a row held to be the whole of what it is part of."""
    query = asked.query
    if len(query.items) != 1 or not ALL_OF.search(query.plain):
        return None
    if query.items[0] in LEFT or not is_plain(query.items[0]):
        return None
    code, breakdown = query.items[0], query.breakdowns[0] if query.breakdowns else ""
    part = asked.sheet.quantity(code, breakdown)
    of_applicant = breakdown not in ("", "total") and code != "requests_new"
    # 企业的都公开了吗 is said of the applicant's requests, 信访类都是自然人提的吗 of the row's.
    who = next((t.start for t in query.tokens if t.code("breakdown")), 0)
    of_row = of_applicant and any(t.code("row3") == code and t.start < who for t in query.tokens)
    base = ("results_total", breakdown) if of_applicant else base_of(code, breakdown)
    base = (code, "total") if of_row else base
    if group := _group_told(query, code):
        base = (group, breakdown)
    whole = asked.sheet.quantity(*base)
    if base == (code, breakdown) or part.value is None or whole.value is None:
        return None
    if not {*query.premises} <= {part.value, whole.value}:
        return None
    key = "all_yes" if part.value == whole.value else "all_no"
    lead = asked.say(key, whole=asked.label(whole), total=asked.number(whole))
    answer = answer_value(asked, part)
    return replace(answer, text=f"{lead}{asked.space}{answer.text}")


def _group_told(query: Query, code: str) -> str:
    """不予公开6件全是行政查询吗: the group named before the row that is held to be all of it."""
    named = [t.code("row3") for t in query.tokens if t.code("row3")]
    before = named[: named.index(code)] if code in named else []
    return next((group for group in before if leaves(code) < leaves(group)), "")
