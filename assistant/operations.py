"""Figure questions by operation: one code or several, of one report, several years or bodies."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Evidence, Reading, row_of, together, with_evidence
from assistant.lists import (
    OUTCOMES,
    answer_largest,
    answer_parts,
    applicants_of,
    columns_of,
    parts_of,
)
from assistant.lookup import SUIT_BLOCKS, Quantity, name_of, rates, readings_of
from assistant.premises import answer_premise, explain_premises
from assistant.quantities import Asked, answer_nothing, answer_value, with_audit
from assistant.query import Query
from assistant.ratios import (
    answer_rate,
    answer_readings,
    answer_share,
    answer_shares_together,
    base_of,
)  # fmt: skip
from assistant.refusals import answer_counts_only
from assistant.resolve import not_understood
from assistant.several import answer_over_reports, answer_over_time
from assistant.stated import answer_stated, not_stated, processing_fee, stated_row
from assistant.texts import names_joined, unit_text
from ingest import forms
from ingest.amounts import plain

EACH = re.compile("各[类种项个原]|分别|原因|理由")
SHARES = re.compile("占|比例|比重|百分|percent|share")
LARGEST = re.compile("最[多少大小]|most|fewest")
MONEY = re.compile(r"多少(?:钱|元|万元|万块)|几(?:块钱|万元|元)|金额|款额|how much money")


def answer_figures(every: Sequence[Asked]) -> Answer:
    """The figures that a question names, in every report it is about."""
    asked, query = every[0], every[0].query
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    if query.premises and (corrected := answer_premise(asked)):
        return corrected
    if MONEY.search(query.plain) and all(_counted(c) for c in query.items):
        return answer_stated(asked) or answer_counts_only(asked, query.items[0])
    if len(every) > 1:
        code, *more = query.items
        if more or readings_of(code) or code in ("rules", "normative"):
            return together([answer_figures([asked]) for asked in every])
        return answer_over_reports(every, breakdown)
    if query.operation in ("growth", "difference", "trend"):
        return answer_over_time(asked, breakdown)
    if len(query.breakdowns) > 1 and len(query.items) == 1:
        quantities = [asked.sheet.quantity(query.items[0], b) for b in query.breakdowns]
        overlap = {"total", "organisations"} & set(query.breakdowns)
        if query.operation == "sum" and not overlap:
            return _added(
                asked,
                quantities,
                names_joined(query.language, [asked.label(q) for q in quantities]),
            )
        return answer_parts(asked, quantities, name_of(query.items[0], query.language))
    if len(query.items) > 1:
        return answer_several(asked, breakdown)
    return explain_premises(asked, answer_single(asked, query.items[0], breakdown))


def _counted(code: str) -> bool:
    return code in forms.indicators() and forms.indicators()[code].unit == "件"


def answer_single(asked: Asked, code: str, breakdown: str) -> Answer:
    """One code of one report, by the operation asked for."""
    sheet, operation = asked.sheet, asked.query.operation
    if code == "rejected" and operation == "share":
        code = "rejected_rate"
    if readings_of(code):
        return _with_fees(asked, code, breakdown)
    if code in ("rules", "normative"):
        return answer_parts(
            asked, columns_of(sheet, code), forms.row_name(code, asked.language == "en")
        )
    if operation in ("results", "reasons", "parts", "largest"):
        return _parts(asked, code, breakdown)
    if operation == "applicants" and _in_table_three(code) and LARGEST.search(asked.query.plain):
        return answer_largest(asked, applicants_of(sheet, code), name_of(code, asked.language))
    if operation == "applicants" and _in_table_three(code):
        return answer_parts(asked, applicants_of(sheet, code), name_of(code, asked.language))
    if code in rates():
        return answer_rate(asked, code, breakdown)
    if operation == "share" and (told := _each_share(asked, code, breakdown)):
        return told
    if operation == "share" and not _has_whole(code, breakdown):
        return not_understood(asked.query, [asked.query.plain])
    if operation == "share":
        return answer_share(asked, code, breakdown, base_of(code, breakdown, ()))
    answer = answer_value(asked, sheet.quantity(code, breakdown))
    handled = code in ("requests_new", "requests_handled") and not breakdown
    return _with_intake(asked, answer) if handled else answer


def _with_intake(asked: Asked, answer: Answer) -> Answer:
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


def _each_share(asked: Asked, code: str, breakdown: str) -> Answer | None:
    """各类原因占比: every part of a group as a share of it."""
    parts = parts_of(asked.sheet, code, breakdown) if EACH.search(asked.query.plain) else []
    if not parts:
        return None
    shares = [asked.sheet.share(p.code, breakdown, (code, breakdown)) for p in parts]
    return answer_parts(asked, shares, name_of(code, asked.language))


def _has_whole(code: str, breakdown: str) -> bool:
    """Whether the form has a whole that a row is part of; table two has none."""
    indicator = forms.indicators().get(code)
    alone = code == "requests_new" and breakdown in ("", "total")
    return not alone and (indicator is None or indicator.table != "2")


def _parts(asked: Asked, code: str, breakdown: str) -> Answer:
    sheet = asked.sheet
    if code in rates():
        code = rates()[code].parts[0]
    indicator = forms.indicators().get(code)
    if indicator and indicator.table == "4":
        code = f"{indicator.row_code}_total"
    parts = parts_of(sheet, code, breakdown)
    if asked.query.operation == "parts" and code == "requests_new":
        parts = applicants_of(sheet, code)
    if not parts and _in_table_three(code):
        parts = applicants_of(sheet, code)
    if not parts:
        return answer_value(asked, sheet.quantity(code, breakdown))
    label = name_of("results_total" if parts[0].code == "granted" else code, asked.language)
    if breakdown not in ("", "total"):
        label = f"{forms.breakdowns()[breakdown].label}·{label}"
    if asked.query.operation == "largest":
        return answer_largest(asked, parts, label)
    return answer_parts(asked, parts, label)


def _in_table_three(code: str) -> bool:
    return code in forms.indicators() and forms.indicators()[code].table == "3"


def _with_fees(asked: Asked, code: str, breakdown: str) -> Answer:
    fee = processing_fee(asked) if code == "fees" else None
    if fee is None:
        return answer_readings(asked, code, breakdown)
    row = replace(stated_row(asked, fee), label=name_of("processing_fee", asked.language))
    answer = answer_readings(asked, code, breakdown, [row])
    return with_evidence(answer, [Evidence(asked.sheet.report, fee.where, fee.quote)])


def answer_several(asked: Asked, breakdown: str) -> Answer:
    """Several codes: their sum, a share of one in the other, or side by side."""
    query = asked.query
    codes = query.items
    if query.operation == "share" and len(codes) == 2 and not any(c in rates() for c in codes):
        return answer_share(asked, *_share_pair(asked, codes, breakdown))
    rate = next((c for c in codes if c in rates()), "")
    bases = [c for c in codes if c != rate]
    if (
        rate
        and len(bases) == 1
        and _in_table_three(bases[0])
        and bases[0] in ("requests_new", "results_total")
    ):
        return answer_rate(asked, rate, breakdown, bases)
    codes = tuple(
        c for code in codes for c in (readings_of(code) or (code,)) if c != "processing_fee"
    )
    quantities = [asked.sheet.quantity(c, breakdown) for c in codes]
    together = SHARES.search(query.plain) and _asks_sum(query)
    if together and _disjoint(codes) and all(_is_result(c) for c in codes):
        return answer_shares_together(asked, codes, breakdown)
    if _asks_sum(query) and _disjoint(codes) and len({q.unit for q in quantities}) == 1:
        names = names_joined(query.language, [asked.label(q) for q in quantities])
        return _added(asked, quantities, names)
    return answer_parts(asked, quantities, "")


def _asks_sum(query: Query) -> bool:
    """合计, or 一共 behind the last of what is named: 许可和处罚一共多少."""
    if query.operation == "sum":
        return True
    last = max(
        (t.start for t in query.tokens if t.code("row2") or t.code("row3") or t.code("row4")),
        default=0,
    )
    return query.operation == "" and "一共" in query.plain[last:]


def _disjoint(codes: Sequence[str]) -> bool:
    """Whether no code is a part of another: a total is never added to its parts."""
    known = forms.indicators()
    parents = set()
    for code in codes:
        if code.startswith("suit_") and code not in known:
            parents |= (
                {"suit_total"} if code != "suit_total" else {f"{b}_total" for b in SUIT_BLOCKS}
            )
        while code in known and known[code].part_of:
            code = known[code].part_of
            parents.add(code)
    blocks = [c for c in codes if c.startswith("suit_")]
    mixed = any(c in known for c in blocks) and any(c not in known for c in blocks)
    return not parents & set(codes) and not mixed


def _is_result(code: str) -> bool:
    """Whether a row is one of those that add up to （七）总计."""
    known = forms.indicators()
    own = known[code].part_of if code in known else ""
    return own == "results_total" or (own in known and known[own].part_of == "results_total")


def _share_pair(
    asked: Asked, codes: Sequence[str], breakdown: str
) -> tuple[str, str, tuple[str, str]]:
    """Part and base: what stands behind 占 is the base."""
    text = asked.query.plain
    first, second = codes
    positions = {
        t.code(k): t.start
        for t in asked.query.tokens
        for k in ("row3", "row4", "row2")
        if t.code(k)
    }
    after = text.find("占")
    for code in codes:
        at = positions.get(code, -1)
        if after >= 0 and at > after:
            part = second if code == first else first
            return part, breakdown, (code, breakdown)
    return first, breakdown, (second, breakdown)


def _added(asked: Asked, quantities: Sequence[Quantity], names: str) -> Answer:
    missing = next((q for q in quantities if q.value is None), None)
    if missing:
        return answer_nothing(asked, missing)
    total = sum((q.value or Decimal(0) for q in quantities), Decimal(0))
    formula = " + ".join(plain(q.value or Decimal(0)) for q in quantities)
    whole = Quantity("", "", total, quantities[0].unit, "", formula, operands=tuple(quantities))
    text = asked.say(
        "sum_of", label=names, value=plain(total), unit=quantities[0].unit, formula=formula
    )
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    total_row = replace(row_of(asked.sheet.report, whole, asked.language), label=names)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(total), quantities[0].unit),
        rows=(total_row, *rows), formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, list(quantities))


def answer_overview(asked: Asked) -> Answer:
    """A place and a year and little else: the requests at a glance."""
    codes = (
        "requests_new", "requests_carried_in", "results_total", "requests_carried_out", *OUTCOMES
    )  # fmt: skip
    quantities = [asked.sheet.quantity(c) for c in codes]
    filled = [q for q in quantities if q.value is not None]
    if not filled:
        return not_stated(asked, asked.query.text)
    listed = [
        f"{asked.label(q)}{'' if asked.language != 'en' else ': '}{asked.number(q)}" for q in filled
    ]
    answer = answer_parts(asked, quantities, "")
    joiner = "；" if asked.language != "en" else "; "
    return replace(answer, text=asked.say("overview", list=joiner.join(listed)))
