"""Does it add up: every identity of a report, or the one that a question is about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, evidence_of, row_of, with_evidence
from assistant.figures.claims import told_in_percent
from assistant.figures.lists import OUTCOMES
from assistant.figures.lookup import Quantity
from assistant.figures.operations import answer_figures
from assistant.figures.premises import answer_premise
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.figures.several import answer_carried
from assistant.figures.told import (
    IN_TEXT,
    OF_TABLE,
    TEXT_AND_TABLE,
    answer_by_number,
    answer_parts_added,
    answer_text_and_table,
    claimed,
)
from assistant.question.leftover import unread_words
from assistant.question.meaning import with_meaning
from assistant.question.restricting import narrowing
from assistant.resolve import not_understood
from assistant.texts import joined, names_joined
from ingest import forms
from ingest.amounts import plain
from ingest.checks import identities

ROLL = re.compile(r"上年有效|有效.*制发.*废止|制发.*废止.*有效")
ROLLED = re.compile(r"(?:rules|normative)(?:_(?:in_force|issued|repealed))?")
ROLLS = ("in_force", "issued", "repealed")
SUMMED = re.compile("加|[合总]计|[之总]和|[合凑]起来|[一总]共|共|sum|total|add")
RESULTS = re.compile(r"结果|办结|outcome|result")


def answer_check(every: Sequence[Asked]) -> Answer:
    """What a question of consistency asks for: a roll-forward, a sum, the text, a whole report."""
    asked = max(every, key=lambda one: one.sheet.report.year or 0)
    if asked.query.operation != "check" and (told := _of_the_table(asked)):
        return told
    if carried := answer_carried(every):
        return carried
    if told_in_percent(asked.query) and asked.query.items:
        # 申请增长1.05%，核实一下 holds so much of a change, and no sum.
        return answer_figures([replace(a, query=replace(a.query, operation="")) for a in every])
    codes = [c for c in asked.query.items if c in forms.indicators()]
    rolled = [ROLLED.fullmatch(c) for c in asked.query.items]
    if ROLL.search(asked.query.plain) or (rolled and all(rolled)):
        return _roll_forward(asked)
    numbers = [plain(p) for p in asked.query.premises]
    if numbers and not asked.query.items and TEXT_AND_TABLE.search(asked.query.plain):
        told = answer_by_number(asked) or _report(asked)
        both = all(re.search(rf"(?<![\d.]){n}(?![\d.])", told.text) for n in numbers)
        return told if both else not_understood(asked.query, numbers)
    if IN_TEXT.search(asked.query.plain) and len(asked.query.items) == 1:
        # What the text tells of another matter is no check of the table's own sums.
        return answer_text_and_table(asked) or _report(asked)
    breakdowns = [b for b in asked.query.breakdowns if b != "total"]
    if len(every) == 1 and len(codes) > 1 and (named := _identity(asked, codes, breakdowns)):
        return named
    if added := _sum_claimed(every):
        return added
    if breakdowns and not [c for c in codes if c not in ("results_total", "requests_new")]:
        return _column(asked, breakdowns[0])
    if codes and any(forms.parts(c) or forms.indicators()[c].table == "3" for c in codes):
        return _row(asked, codes[0])
    own = asked.query.items in ((), ("requests_handled",))
    if own and (added := answer_parts_added(asked)):
        return added
    if not asked.query.items and RESULTS.search(asked.query.plain):
        return _row(asked, "results_total")
    known = len(numbers) < 2 or asked.sheet.values.issuperset(asked.query.premises)
    told = answer_premise(asked) or (_report(asked) if known else None)
    return told or not_understood(asked.query, numbers)


def _of_the_table(asked: Asked) -> Answer | None:
    """正文写57件，表四里一共几件: the table's number, and what the text says beside it."""
    query, told = asked.query, OF_TABLE.search(asked.query.plain)
    if told is None:
        return None
    start = told.start("asked")
    behind = tuple(t for t in query.tokens if t.start >= start)
    unread = tuple(w for w in query.unread if w in told["asked"])
    own = with_meaning(replace(query, tokens=behind, unread=unread, premises=(), rough=()))
    if not own.items:
        return None
    if left := [*unread_words(own), *narrowing(own)]:
        return not_understood(query, left)
    answer = answer_figures([replace(asked, query=own)])
    before = tuple(t for t in query.tokens if t not in behind)
    beside = replace(own, premises=query.premises)
    same = with_meaning(replace(query, tokens=before)).items == own.items and len(own.items) == 1
    text = answer_text_and_table(replace(asked, query=beside)) if same else None
    if answer.status != "answered" or text is None:
        return answer
    return with_evidence(
        replace(answer, text=f"{answer.text}{asked.space}{text.text}"), text.evidence
    )


def _identity(asked: Asked, codes: Sequence[str], breakdowns: Sequence[str]) -> Answer | None:
    """新收加结转等于办结加结转下年吗: the identity that holds every row named, in one column."""
    column = breakdowns[0] if breakdowns else "total"
    wanted = {(c, column if forms.indicators()[c].table == "3" else "") for c in codes}
    for identity in identities(asked.sheet.printed):
        sides = {*identity.left}, {*identity.right}
        if wanted <= sides[0] | sides[1] and any(side <= wanted for side in sides):
            left, right = (
                [asked.sheet.cell(c, b) for c, b in side]
                for side in (identity.left, identity.right)
            )
            answer = _sides(asked, left, right)
            said = claimed(asked, sum((q.value or Decimal(0) for q in left), Decimal(0)))
            return replace(answer, text=f"{said}{answer.text}")
    return None


def _sum_claimed(every: Sequence[Asked]) -> Answer | None:
    """两年合计是610件吗: the sum of what is named, and whether it is the number told."""
    query = every[0].query
    several = max(len(every), len(query.items), len(query.breakdowns)) > 1
    if not (several and query.premises and SUMMED.search(query.plain)):
        return None
    own = replace(query, operation="sum", premises=())
    answer = answer_figures([Asked(own, a.sheet) for a in every])
    if answer.value is None:
        return None
    terms = {row.value for row in answer.rows} - {answer.value[0]}
    told = [plain(p) for p in query.premises if plain(p) not in terms]
    verdict = "claim_yes" if answer.value[0] in told else "claim_no"
    said = every[0].say(verdict, said=told[-1]) if told else ""
    return replace(answer, query=query, kind="check", text=f"{said}{every[0].space}{answer.text}")


def _sides(asked: Asked, left: Sequence[Quantity], right: Sequence[Quantity]) -> Answer:
    """Whether two sums are equal, each written out."""
    cells = [*left, *right]
    if gone := next((q for q in cells if q.value is None), None):
        return answer_nothing(asked, gone)
    one, other = (sum((q.value or Decimal(0) for q in side), Decimal(0)) for side in (left, right))
    formula = (
        f"{' + '.join(plain(q.value or Decimal(0)) for q in left)} = {plain(one)}"
        f"{'；' if asked.language != 'en' else '; '}"
        f"{' + '.join(plain(q.value or Decimal(0)) for q in right)} = {plain(other)}"
    )
    names = names_joined(asked.language, [asked.label(q) for q in cells])
    holds = ("equal", "not equal") if asked.language == "en" else ("两边相等", "两边不相等")
    text = asked.say("check_sum", label=names, formula=formula, verdict=holds[one != other])
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in cells)
    answer = Answer(asked.query, "answered", text, kind="check", rows=rows, formula=formula)
    return with_audit(asked, answer, cells)


def _column(asked: Asked, breakdown: str) -> Answer:
    """Whether a column's results add up to its printed total."""
    parts = [asked.sheet.cell(code, breakdown) for code in OUTCOMES]
    return _sum(asked, parts, asked.sheet.cell("results_total", breakdown))


def _row(asked: Asked, code: str) -> Answer:
    """Whether a total is the sum of its rows, or of its columns."""
    total = asked.sheet.cell(code)
    if code in ("requests_new", "results_total"):
        parts = [asked.sheet.cell(c) for c in OUTCOMES] if code == "results_total" else [
            asked.sheet.cell(code, b) for b in forms.applicants()
        ]  # fmt: skip
    elif forms.parts(code) and total.figure and total.figure.state == "number":
        parts = [asked.sheet.cell(c) for c in forms.parts(code)]
    else:
        parts = [asked.sheet.cell(code, b) for b in forms.applicants()]
    return _sum(asked, parts, total)


def _sum(asked: Asked, parts: Sequence[Quantity], total: Quantity) -> Answer:
    """Whether the numbers printed add up to the total; not told where one can't be read."""
    if gone := next((q for q in parts if q.reason == "unreadable"), None):
        return answer_nothing(asked, gone)
    values = [q.value for q in parts if q.value is not None]
    added = sum(values, Decimal(0))
    if len({*asked.query.premises} - {*values, added}) > 1:
        # 20件公开和4件部分公开加起来是24件吗: of other numbers than this row's.
        return not_understood(asked.query, [asked.query.plain])
    printed = total.figure is not None and total.figure.state == "number"
    holds = added == total.value
    formula = f"{' + '.join(map(plain, values))} = {plain(added)}"
    if not printed or total.value is None:
        verdict = asked.say("no_total")
    elif asked.language == "en":
        same = "equal to" if holds else "not equal to"
        verdict = f"{same} the printed {plain(total.value)}"
    else:
        verdict = f"与表中的{plain(total.value)}{'一致' if holds else '不一致'}"
    text = asked.say("check_sum", label=asked.label(total), formula=formula, verdict=verdict)
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in (total, *parts))
    text = f"{claimed(asked, added, values)}{text}"
    answer = Answer(asked.query, "answered", text, kind="check", rows=rows, formula=formula)
    answer = replace(answer, value=(plain(added), total.unit) if values else None)
    return with_audit(asked, answer, [total, *parts])


def _roll_forward(asked: Asked) -> Answer:
    """现行有效 = last year's + 制发 − 废止 needs the report before."""
    row = _row_rolled(asked)
    cells = {name: asked.sheet.cell(f"{row}_{name}") for name in ROLLS}
    if any(q.value is None for q in cells.values()):
        return answer_nothing(asked, next(q for q in cells.values() if q.value is None))
    values = {name: q.value or Decimal(0) for name, q in cells.items()}
    before = values["in_force"] - values["issued"] + values["repealed"]
    report = asked.sheet.report
    others = asked.query.bodies[0].reports if asked.query.bodies else ()
    last = next((r for r in others if report.year and r.year == report.year - 1), None)
    rows = tuple(row_of(report, q, asked.language) for q in cells.values())
    answer = Answer(asked.query, "answered", "", kind="check", rows=rows)
    answer = with_evidence(
        answer, evidence_of(report, [f for q in cells.values() for f in q.cells])
    )
    english = asked.language == "en"
    if last is None:
        end = asked.say("roll_no_year", before=(report.year or 0) - 1)
        answer = replace(answer, status="not_found", kind=None, reason="not_loaded")
    else:
        held = replace(asked.sheet, report=last).cell(f"{row}_in_force")
        end = _rolled(held.value, before, english)
        answer = with_evidence(answer, evidence_of(last, held.cells))
    text = asked.say(
        "check_roll", **{k: plain(v) for k, v in values.items()}, before=plain(before), end=end
    )
    known = {*values.values(), before}
    wrong = [plain(p) for p in asked.query.premises if p not in known]
    said = (
        asked.say("roll_other", said=names_joined(asked.language, wrong)) + asked.space
        if wrong
        else claimed(asked, values["in_force"], known)
    )
    return replace(answer, text=f"{said}{text}")


def _row_rolled(asked: Asked) -> str:
    """The row that a roll-forward is of: the one named, else that which holds the numbers told."""
    if "规章" in asked.query.plain or asked.query.items[:1] == ("rules",):
        return "rules"
    told = {*asked.query.premises}
    held = [
        len(told & {asked.sheet.cell(f"{row}_{name}").value for name in ROLLS})
        for row in ("normative", "rules")
    ]
    return "normative" if held[0] >= held[1] else "rules"


def _rolled(held: Decimal | None, before: Decimal, english: bool) -> str:
    if held is None:
        return (
            "Last year’s cell holds no number." if english else "上一年的这一格没有数字，无法核对。"
        )
    verdict = ("it holds" if held == before else "it does not hold") if english else (
        "成立" if held == before else "不成立"
    )  # fmt: skip
    return (
        f"Last year’s printed {plain(held)}: {verdict}."
        if english
        else f"上一年印的是{plain(held)}件，{verdict}。"
    )


def _report(asked: Asked) -> Answer:
    """Every hard identity of the report, and what was found."""
    sheet = asked.sheet
    checked = [
        i for i in identities(sheet.printed)
        if all((f := sheet.printed.get(c)) and f.value is not None for c in (*i.left, *i.right))
    ]  # fmt: skip
    hard = [f for f in sheet.findings if f.severity == "hard"]
    # What the page contradicts before what it merely leaves blank.
    softer = (f for f in sheet.findings if f.severity != "hard")
    notes = sorted(softer, key=lambda f: f.severity == "note")
    english = asked.language == "en"
    if hard or notes:
        shown = hard or notes
        listed = [f.text_en if english else f.text for f in shown[:10]]
        key = "check_fails" if hard else "check_notes"
        text = asked.say(key, count=len(shown), list=joined(asked.language, listed))
        wheres = {f.where for f in shown}
    else:
        kinds = Counter(i.check for i in checked)
        names = names_joined(asked.language, [f"{k}×{n}" for k, n in sorted(kinds.items())])
        text = asked.say("check_holds", count=len(checked), checks=names)
        wheres = {sheet.printed[i.right[0]].where for i in checked}
    cells = [f for f in sheet.printed.values() if f.where in wheres]
    answer = Answer(
        asked.query, "answered", text, kind="check",
        findings=tuple((sheet.report, f) for f in (*hard, *notes)),
    )  # fmt: skip
    return with_evidence(answer, evidence_of(sheet.report, cells[:20]))
