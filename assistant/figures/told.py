"""Numbers of the prose put to the test: against the table, against their own parts."""

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Evidence, Reading, row_of, with_evidence
from assistant.codes import rates, sums
from assistant.figures.measures import matches, shares_words
from assistant.figures.quantities import Asked, with_audit
from assistant.figures.stated import answer_these, not_stated, stated_evidence, stated_row
from assistant.question.restricting import narrowing
from assistant.texts import place_text, unit_text
from ingest.amounts import plain
from ingest.figures import TABLE_NAMES
from ingest.prose.stated import Stated

IN_TEXT = re.compile("正文|文字部分|文中|报告里(?:说|写)")
TEXT_AND_TABLE = re.compile("(?:正文|文字部分|文中).*(?<!不是)(?<!而非)表(?:格|[里中二三四234])")
IN_TABLE = re.compile(r"表[^,;。\d]{0,6}(\d+(?:\.\d+)?)")
# 正文写57件，表四里一共几件: asked of the table alone, behind what the text tells.
OF_TABLE = re.compile(
    "(?:正文|文字部分|文中)[^,;。]*[,;。](?P<asked>.*表(?:格|[里中二三四234]).*(?:几|多少).*)"
)

# 正文里写的予以公开是多少: asked of the text, whatever the table holds.
SAID = re.compile(
    "(?:年报|报告)?的?(?:正文|文字部分|文中)(?:部分|里面?|中|上)*(?:[写说讲称提]到?(?:的是|的|了)?)?"
)
RECEIVED = re.compile("(?:收到|受理|接收|新收|收办|收)[^,;。]{0,8}申请$")


def claimed(asked: Asked, value: Decimal, others: Collection[Decimal] = ()) -> str:
    """Whether a number asked about is the one found, or none of those found; else nothing."""
    said = asked.query.premises
    if not said or (value not in said and {*said} & {*others}):
        return ""
    if value in said:
        return f"{asked.say('claim_yes', said=plain(value))}{asked.space}"
    return f"{asked.say('claim_no', said=plain(said[-1]))}{asked.space}"


def asked_of_text(asked: Asked) -> Asked | None:
    """The question without the words that ask it of the text; None where none does."""
    query, found = asked.query, SAID.search(asked.query.plain)
    other = query.operation not in ("", "value", "share") or query.premises or query.direction
    if found is None or (query.items and other) or TEXT_AND_TABLE.search(query.plain):
        return None
    start, end = found.span()
    plain_text = f"{query.plain[:start]}{' ' * (end - start)}{query.plain[end:]}"
    unread = tuple(w for w in query.unread if w not in found[0])
    tokens = tuple(t for t in query.tokens if not start <= t.start < end)
    return replace(asked, query=replace(query, plain=plain_text, unread=unread, tokens=tokens))


def answer_in_text(asked: Asked) -> Answer:
    """What the text gives for a row, told by the row's name; the table's number is none of it."""
    query = asked.query
    label = asked.label(asked.sheet.quantity(query.items[0], ""))
    rated = query.operation == "share" or query.items[0] in rates()
    named = [s for s in asked.sheet.stated if label.removesuffix("总计") in s.measure]
    if query.items[0] in ("requests_new", "requests_handled"):
        named = [s for s in asked.sheet.stated if RECEIVED.search(s.measure)]
    named = [s for s in named if (s.unit == "%") == rated]
    if not named or query.breakdowns or len(query.items) > 1 or narrowing(query):
        told = f"{label}占比" if rated and asked.language != "en" else label
        return not_stated(asked, told)
    return answer_these(asked, [s for s in named if s.measure == label] or named)


def answer_text_and_table(asked: Asked) -> Answer | None:
    """正文57件跟表四对得上吗: both numbers, where each stands, and whether they are one."""
    label = asked.label(quantity := asked.sheet.quantity(asked.query.items[0], ""))
    stated = _stated(asked, label)
    if stated is None or quantity.value is None or not quantity.cells:
        return None
    unit = unit_text(asked.language, stated.unit)
    text = asked.say(
        "text_and_table", where=place_text(asked.language, stated.where), quote=stated.quote,
        measure=stated.measure,
        said=plain(stated.value) + unit, table=TABLE_NAMES[quantity.cells[0].table], label=label,
        value=plain(quantity.value) + unit_text(asked.language, quantity.unit),
    )  # fmt: skip
    verdict = asked.say("text_is_table" if stated.value == quantity.value else "text_not_table")
    rows = (row_of(asked.sheet.report, quantity, asked.language), stated_row(asked, stated))
    answer = Answer(asked.query, "answered", f"{text}{verdict}", kind="check", rows=rows)
    answer = with_audit(asked, answer, [quantity])
    return with_evidence(answer, [stated_evidence(asked, stated)])


def answer_by_number(asked: Asked) -> Answer | None:
    """正文讲134件，表格写170: the row whose total holds the number told of the table, beside
    what the text says of it; None where no row does, or several.
    """
    if (said := IN_TABLE.search(asked.query.plain)) is None:
        return None
    cells = dict.fromkeys(f.indicator for f in asked.sheet.figures if f.breakdown in ("", "total"))
    codes = [c for c in (*filter(None, cells), *sums()) if _holds(asked, c, Decimal(said[1]))]
    rows = [Asked(replace(asked.query, items=(code,)), asked.sheet) for code in codes]
    told = [answer for row in rows if (answer := answer_text_and_table(row))]
    return told[0] if len(told) == 1 else None


def _holds(asked: Asked, code: str, value: Decimal) -> bool:
    return asked.sheet.quantity(code).value == value


def _stated(asked: Asked, label: str) -> Stated | None:
    """The figure of the prose that a question puts beside a row, by its number, else by its name;
    None where several fit.
    """
    own = [s for s in asked.sheet.stated if s.value in asked.query.premises]
    own = [s for s in own if shares_words(s.measure, label)]
    found = own if asked.query.premises else [s for _, s in matches(asked)]
    return found[0] if len({(s.value, s.unit) for s in found}) == 1 else None


def answer_parts_added(asked: Asked) -> Answer | None:
    """发布信息三类之和是不是3531条: a whole of the prose against the parts it gives."""
    for whole in asked.sheet.stated:
        parts = [
            s for s in asked.sheet.stated if (s.share_of, s.where) == (whole.measure, whole.where)
        ]
        values = [s.value for s in parts]
        # 742、2788、1凑起来是不是3531: called by their numbers.
        told = {*asked.query.premises}
        called = whole.measure in asked.query.plain or {*values} <= told
        # 各单位收办数加起来是不是3607: by its own number.
        called |= asked.query.items == ("requests_handled",) and whole.value in told
        if len(parts) < 2 or not called:
            continue
        added = sum(values, Decimal(0))
        formula = f"{' + '.join(map(plain, values))} = {plain(added)}"
        same = "text_sum" if added == whole.value else "text_not_sum"
        verdict = asked.say(same, value=plain(whole.value))
        text = asked.say("check_sum", label=whole.measure, formula=formula, verdict=verdict)
        rows = tuple(stated_row(asked, s) for s in (whole, *parts))
        answer = Answer(
            asked.query, "answered", f"{claimed(asked, added, values)}{text}",
            kind="check", rows=rows, value=(plain(added), whole.unit), formula=formula,
        )  # fmt: skip
        return with_evidence(answer, [stated_evidence(asked, whole)])
    return None


def with_intake(asked: Asked, answer: Answer) -> Answer:
    """收办 beside 新收 where the report's own prose counts it so."""
    new, old = asked.sheet.cell("requests_new"), asked.sheet.cell("requests_carried_in")
    if not new.value or not old.value:
        return answer
    told = next(
        (s for s in asked.sheet.stated if s.value == (new.value or 0) + (old.value or 0)), None
    )
    if told is None or told.unit != "件" or answer.value is None:
        return answer
    formula = f"{plain(new.value)} + {plain(old.value)}"
    label = "handled" if asked.language == "en" else "收办"
    text = asked.say(
        "intake", value=plain(told.value), unit=unit_text(asked.language, "件"), formula=formula
    )
    readings = (
        Reading(asked.label(new), plain(new.value), "件"),
        Reading(label, plain(told.value), "件", formula),
    )
    if answer.query.items[0] == "requests_new":
        answer = replace(answer, text=f"{answer.text}{asked.space}{text}", readings=readings)
    return with_evidence(answer, [Evidence(asked.sheet.report, told.where, told.quote)])
