"""Which parts of a figure keep to a limit: 不予公开的理由里哪几项超过20件, 哪类申请人一件都没有."""

import re

from assistant.answer import Answer, label_of, row_of
from assistant.codes import has_columns, is_plain
from assistant.figures.lists import applicants_of, exactly, in_percent, part_names
from assistant.figures.part_changes import parts_asked
from assistant.figures.quantities import Asked, with_audit
from assistant.figures.standings import SIGNS
from assistant.question.doing import HOW_MANY_KINDS, limits_parts
from assistant.question.money import in_unit
from assistant.question.numbers import bound_of
from assistant.texts import joined, names_joined

# What cases are counted by.
SAME = {"件": ("件", "起", "宗", "requests", "cases")}
ADDED = re.compile("[加合]起来|[加合]在?一[起块]|合计|[一总]共|together|combined|in total")
APPLICANTS = re.compile("申请[人者]|谁|\\bapplicants?\\b")


def answer_limited_parts(asked: Asked) -> Answer | None:
    """The parts of the one figure named that keep to the limit, each with its number; a part
    without one is named apart. None where that is not asked, or the figure has no parts.
    """
    query = asked.query
    # What parts add up to keeps to no limit of each.
    bound = bound_of(query.plain) if limits_parts(query) and not ADDED.search(query.plain) else None
    code, column = query.items[0], next(iter(query.breakdowns), "")
    if bound is None or len(query.items) != 1 or not is_plain(code):
        return None
    applicants = APPLICANTS.search(query.plain) and has_columns(code)
    parts = applicants_of(asked.sheet, code, column) if applicants else parts_asked(asked)
    results = code == "requests_new" and not applicants
    base = ("results_total" if results else code, column)
    if bound.unit == "%":
        parts = [asked.sheet.share(q.code, q.breakdown, base) for q in parts]
    parts = in_percent(asked, parts, base)
    filled = [q for q in parts if q.value is not None]
    if len(filled) < 2 or bound.unit not in ("", *SAME.get(filled[0].unit, (filled[0].unit,))):
        return None
    limit = in_unit(bound.value, bound.unit, filled[0].unit)
    held = [q for q in filled if SIGNS[bound.sign](exactly(q), limit)]
    label = label_of(*base, asked.language)
    names = dict(zip(map(id, filled), part_names(asked, filled, label), strict=True))
    listed = [f"{names[id(q)]}{asked.colon}{asked.number(q)}" for q in held]
    text = asked.say(
        "limited_parts" if held else "limited_none", label=label, n=len(held), of=len(parts),
        limit=query.plain[bound.start : bound.end].strip("了 "),
        list=joined(asked.language, listed),
    )  # fmt: skip
    if gone := [asked.label(q) for q in parts if q.value is None]:
        left = names_joined(asked.language, gone)
        text += asked.space + asked.say("several_missing", names=left)
    counted = HOW_MANY_KINDS.search(query.plain)
    answer = Answer(
        query, "answered", text, kind="table",
        value=(str(len(held)), "项") if counted else None,
        rows=tuple(row_of(asked.sheet.report, q, asked.language) for q in held or parts),
    )  # fmt: skip
    return with_audit(asked, answer, list(parts))
