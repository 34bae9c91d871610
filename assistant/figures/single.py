"""One code of one report, by the operation asked for."""

import re
from dataclasses import replace

from assistant.answer import Answer, Evidence, together, with_evidence
from assistant.codes import (
    DOCUMENTS,
    TURNED_DOWN,
    WHOLES,
    base_of,
    has_columns,
    has_whole,
    in_table_three,
    kinds_of,
    name_of,
    numbers_of,
    rates,
    readings_of,
)
from assistant.figures.lists import (
    answer_applicants,
    answer_largest,
    answer_parts,
    applicants_of,
    columns_of,
    in_percent,
    parts_of,
)
from assistant.figures.quantities import Asked, answer_value
from assistant.figures.ratios import (
    OF_ALL,
    answer_rate,
    answer_readings,
    answer_share,
    rate_of_decided,
)
from assistant.figures.stated import processing_fee, stated_row
from assistant.figures.told import with_intake
from assistant.question.meaning import REASON
from assistant.resolve import not_understood
from assistant.texts import names_joined
from ingest import forms

PART_SECOND = re.compile(
    "(?:多少|几)[^,;。?]{0,6}[,;。?](?:其中|里[头面边]|当中)|"
    r"how many [^?;]*(?:,| and) how many (?:of (?:them|those|these)|were|came) "
)
COUNTED_FIRST = re.compile(
    "(?<![种类])(?:(?:有|是|共|一共)(?:多少|几)|(?<!哪)(?:多少|几)[件起宗])[件起宗]?[^,;。?]{0,3}[,;。?](?=.*(?:最|主要))"
)
EACH = re.compile("各自?[类种项个原占]|分别|原因|理由")
OUTCOME = re.compile("结果|outcome|result")


def answer_single(asked: Asked, code: str, breakdown: str) -> Answer:
    """One code of one report, by the operation asked for."""
    sheet, operation = asked.sheet, asked.query.operation
    if operation == "ratio" and code not in rates():
        return not_understood(asked.query, [asked.query.plain])
    if code in TURNED_DOWN and operation == "share":
        code = f"{code}_rate"
    if operation == "applicants" and not has_columns(code):
        # 哪类申请人复议最多: no other table tells who applied.
        return not_understood(
            asked.query, [t.text for t in asked.query.tokens if t.code("operation") == operation]
        )
    if operation == "applicants":
        codes = numbers_of(code)
        return together([answer_applicants(asked, c, breakdown) for c in codes])
    if code in TURNED_DOWN and operation in ("reasons", "largest"):
        return _grounds(asked, code, breakdown)
    if operation == "share" and (told := _each_share(asked, code, breakdown)):
        return told
    whole = code in rates() or any(has_whole(c, breakdown) for c in numbers_of(code))
    if operation == "share" and not whole:
        return not_understood(asked.query, [asked.query.plain])
    if readings_of(code):
        return _with_fees(asked, code, breakdown)
    if code in DOCUMENTS:
        return answer_parts(
            asked, columns_of(sheet, code), forms.row_name(code, asked.language == "en")
        )
    if operation in ("results", "reasons", "parts", "largest"):
        return _parts(asked, code, breakdown)
    if code in rates():
        other = rates()[code].other if OF_ALL.search(asked.query.plain) else ()
        return answer_rate(asked, code, breakdown, other)
    if operation == "share" and (rate := rate_of_decided(code)):
        other = rates()[rate].other if OF_ALL.search(asked.query.plain) else ()
        return answer_rate(asked, rate, breakdown, other)
    if operation == "share":
        return answer_share(asked, code, breakdown, base_of(code, breakdown))
    answer = answer_value(asked, sheet.quantity(code, breakdown))
    if breakdown not in ("", "total") and PART_SECOND.search(asked.query.plain):
        return _with_all_of_it(asked, code, answer)
    handled = code in ("requests_new", "requests_handled") and not breakdown
    return with_intake(asked, answer) if handled else answer


def _with_all_of_it(asked: Asked, code: str, part: Answer) -> Answer:
    """收到多少申请，其中企业几件: all of them too, as they are asked for first."""
    whole = answer_value(asked, asked.sheet.quantity(code, ""))
    text, rows = f"{whole.text}{asked.space}{part.text}", (*part.rows, *whole.rows)
    return with_evidence(replace(part, text=text, rows=rows), whole.evidence)


def _each_share(asked: Asked, code: str, breakdown: str) -> Answer | None:
    """各类原因占比: every part of a group as a share of it."""
    parts = parts_of(asked.sheet, code, breakdown) if EACH.search(asked.query.plain) else []
    if not parts:
        return None
    shares = [asked.sheet.share(p.code, breakdown, (code, breakdown)) for p in parts]
    return answer_parts(asked, shares, name_of(code, asked.language))


def _parts(asked: Asked, code: str, breakdown: str) -> Answer:
    sheet, plain = asked.sheet, asked.query.plain
    if code in rates():
        code = rates()[code].parts[0]
    indicator = forms.indicators().get(code)
    if indicator and indicator.table == "4":
        code = f"{indicator.row_code}_total"
    if (reason := REASON.search(plain)) and code in WHOLES:
        # 申请少了最主要的原因: results are no reasons.
        return not_understood(asked.query, [reason.group()])
    parts = parts_of(sheet, code, breakdown)
    if asked.query.operation == "parts" and code.endswith("_total") and not in_table_three(code):
        # 表四各项: the column of the total too.
        parts.append(sheet.quantity(code))
    if asked.query.operation == "parts" and code == "requests_new":
        kinds = kinds_of(breakdown or "total")
        if len(kinds) == 1:
            # 企业申请的构成: of one kind there are no kinds.
            return not_understood(asked.query, [plain])
        parts = [p for p in applicants_of(sheet, code) if p.breakdown in kinds]
    if not parts and in_table_three(code) and breakdown in ("", "total"):
        parts = applicants_of(sheet, code)
    if not parts:
        return answer_value(asked, sheet.quantity(code, breakdown))
    label = name_of("results_total" if parts[0].code == "granted" else code, asked.language)
    if breakdown not in ("", "total"):
        label = f"{forms.breakdowns()[breakdown].label}·{label}"
    if asked.query.operation != "largest":
        whole = ("results_total", breakdown) if parts[0].code == "granted" else (code, breakdown)
        return answer_parts(asked, in_percent(asked, parts, whole), label)
    # 哪种复议结果最多: what is not decided yet has none.
    ended = [p for p in parts if not (p.code.endswith("_pending") and OUTCOME.search(plain))]
    answer = answer_largest(asked, ended, label)
    if not COUNTED_FIRST.search(plain) or answer.status != "answered":
        return answer
    # 不予公开几件，最多的理由是哪个: two are asked for, and neither alone is the answer.
    told = answer_value(asked, sheet.quantity(code, breakdown))
    text, rows = asked.space.join((told.text, answer.text)), (*told.rows, *answer.rows)
    return with_evidence(replace(answer, text=text, value=None, rows=rows), told.evidence)


def _grounds(asked: Asked, code: str, breakdown: str) -> Answer:
    """拒绝的理由: of all that is refused, can't be provided or isn't dealt with."""
    groups = readings_of(code)
    parts = [p for code in groups for p in parts_of(asked.sheet, code, breakdown)]
    names = names_joined(asked.language, [name_of(c, asked.language) for c in groups])
    label = asked.say("grounds_of", names=names)
    largest = asked.query.operation == "largest"
    return (answer_largest if largest else answer_parts)(asked, parts, label)


def _with_fees(asked: Asked, code: str, breakdown: str) -> Answer:
    fee = processing_fee(asked) if code == "fees" else None
    if fee is None:
        return answer_readings(asked, code, breakdown)
    row = replace(stated_row(asked, fee), label=name_of("processing_fee", asked.language))
    answer = answer_readings(asked, code, breakdown, [row])
    return with_evidence(answer, [Evidence(asked.sheet.report, fee.where, fee.quote)])
