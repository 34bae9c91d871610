"""Questions for figures that stand only in the prose: which measure is meant, and its sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, Evidence, Row, with_evidence
from assistant.figures.measures import (
    COUNTED,
    MARGIN,
    PEOPLE,
    VERBS,
    matches,
    told_by,
    units_asked,
)
from assistant.figures.order import superlative
from assistant.figures.quantities import Asked
from assistant.question.groups import LEAST, MOST
from assistant.question.money import POWERS
from assistant.texts import joined, rounded, unit_text
from ingest.amounts import plain
from ingest.prose.stated import Stated

PRINTED = re.compile(r"(?:近|约|超过?|突破)?([0-9]+(?:\.[0-9]+)?)([万亿]?)[余多来]?")
SCALES = {"": 1, "万": 10**4, "亿": 10**8}
PER_CASE = re.compile(
    "平均(?:[算摊]?下来)?(?:每一?|一)[件份宗笔](?:申请|收费的?)*|每一?[件份宗](?:申请)?平均|件均|的?那?几[件份宗](?=[^,;。]*平均)"
)
PER_PERSON = re.compile(
    "人均|平均每?一?[个位名]?(?:独立)?(?:访客|用户|人|网民)|每一?[位个名]?(?:独立)?(?:访客|用户|人|网民)"
)
# What is done with a figure of the prose nowhere here.
# 市有关部门公开多少件 asks for none of what they received.
BOTH = re.compile("[和与跟及、加][^,;。?和与及、]{1,12}(?:[一总]共|合计|[加合]起来|之和)")
DISCLOSES = re.compile("公开了?(?:多少|几)[件份起]")
UNDONE = ("growth", "difference", "mean", "median", "times")


def answer_stated(asked: Asked) -> Answer | None:
    """The figure of the prose that the question names; several where they fit alike."""
    text = asked.query.plain
    if PER_PERSON.search(text):
        return _per_person(asked)
    if PER_CASE.search(asked.query.plain):
        return _per_case(asked)
    if asked.query.operation in ("parts", "largest"):
        return _shares(asked)
    if asked.query.operation == "rank" and (MOST.search(text) or LEAST.search(text)):
        # 哪个县最多 is no question for the whole.
        return None
    found = matches(asked)
    if not found:
        return None
    if asked.query.operation == "share" and found[0][1].unit != "%":
        return share_of_whole(asked, found[0][1])
    best = found[0][0]
    close = [s for score, s in found if score >= best - MARGIN]
    if len({(s.value, s.unit) for s in close}) == 1 and len({s.measure for s in close}) == 1:
        return answer_this(asked, close[0])
    exact = [s for score, s in found if score >= best - 0.001]
    if len({(s.value, s.unit) for s in exact}) == 1 and best > 0.8:
        return answer_this(asked, exact[0]) if len(exact) == 1 else answer_these(asked, exact)
    return answer_these(asked, close)


def answer_stated_with(asked: Asked, words: Sequence[str]) -> Answer | None:
    """A figure of the prose that names what the tables don't: every word that nothing read."""
    answer = answer_stated(asked)
    if answer is None or (asked.query.breakdowns and len(answer.rows) > 1):
        return None
    disclosed = all("公开" in e.quote for e in answer.evidence)
    if DISCLOSES.search(asked.query.plain) and not disclosed and asked.query.items:
        return None
    alone = answer.rows[0].label if len(answer.rows) == 1 else "和"
    if BOTH.search(asked.query.plain) and not re.search("[和与及、]", alone):
        # 市政府和部门一共收办多少: one number for what is asked of two.
        return None
    if asked.query.operation in UNDONE and answer.kind == "figure":
        return None
    units = units_asked(asked.query.plain)
    # 平均每件 is what is reckoned.
    each = [m[0] for p in (PER_CASE, PER_PERSON) for m in p.finditer(asked.query.plain)]
    words = [w for w in words if not any(w in e for e in each)]
    words = [part for w in words for part in re.split("^([前后])|([前后])$", w) if part]
    words = [w for w in words if w not in units and not (PEOPLE.search(w) and "人" in units)]
    # 免费送吗，送出去多少: said again.
    # 召开的常务会议公开了几期: which meetings; 召开几次 asks for another number.
    words = [w for w in words if {*w} - VERBS or f"{w}的" not in asked.query.plain]
    words = [w for w in words if len(w) > 1 or not any(w in other for other in words if w != other)]
    wheres = {(r.where, r.label) for r in answer.rows}
    told = [s for s in asked.sheet.stated if (s.where, s.measure) in wheres]
    # 平台接入了多少个事项 of 部门接入53个，事项接入…: another number of the same sentence.
    noun = COUNTED.search(asked.query.plain)
    if noun and all(noun[1] in s.quote and noun[1] not in s.measure for s in told):
        return None
    return answer if all(any(told_by(w, s) for s in told) for w in words) else None


def answer_stated_as(asked: Asked, words: Sequence[str]) -> Answer | None:
    """The figures whose measure holds one of these words to the letter."""
    found = [s for s in asked.sheet.stated if any(w in s.measure for w in words)]
    return answer_these(asked, found) if found else None


def answer_this(asked: Asked, stated: Stated) -> Answer:
    """One figure of the prose, with its sentence."""
    row, text = _row(asked, stated), _text(asked, stated)
    if stated.unit == "次" and "人次" in units_asked(asked.query.plain):
        text += asked.space + asked.say("by_visits")
    answer = Answer(
        asked.query, "answered", text, kind="figure",
        value=(plain(stated.value), stated.unit), rows=(row,),
    )  # fmt: skip
    return with_evidence(answer, [stated_evidence(asked, stated)])


def answer_these(asked: Asked, found: Sequence[Stated]) -> Answer:
    """Several figures of the prose side by side; one value where they are alike."""
    found = list({(s.measure, s.value, s.unit): s for s in found}.values())
    if len(found) == 1:
        return answer_this(asked, found[0])
    rows = tuple(_row(asked, s) for s in found)
    values = {(s.value, s.unit) for s in found}
    one = next(iter(values)) if len(values) == 1 else None
    listed = [f"{s.measure}{bounded(asked, s)}" for s in found]
    text = asked.say("table", label=_label(asked), list=joined(asked.language, listed))
    answer = Answer(
        asked.query, "answered", text, kind="table", rows=rows,
        value=(plain(one[0]), one[1]) if one else None,
    )  # fmt: skip
    return with_evidence(answer, [stated_evidence(asked, s) for s in found])


def _label(asked: Asked) -> str:
    return "figures stated in the text" if asked.language == "en" else "正文中的相关数字"


def bounded(asked: Asked, stated: Stated) -> str:
    """The number of a figure of the prose, and how roughly it is told."""
    unit = unit_text(asked.language, stated.unit)
    if asked.language == "en":
        words = {"about": "about ", "at_least": "over ", "exact": ""}
        return f": {words[stated.bound]}{plain(stated.value)}{unit}"
    words = {"about": "约", "at_least": "", "exact": ""}
    more = "（原文写“余”“超”一类的词）" if stated.bound == "at_least" else ""
    return f"{words[stated.bound]}{plain(stated.value)}{unit}{more}"


def _text(asked: Asked, stated: Stated) -> str:
    bound = ""
    if stated.bound != "exact":
        bound = " (given as “over” or “about”)" if asked.language == "en" else _bound_zh(stated)
    return asked.say(
        "stated", measure=stated.measure, value=plain(stated.value),
        unit=unit_text(asked.language, stated.unit), bound=bound,
    )  # fmt: skip


def _bound_zh(stated: Stated) -> str:
    words = "约数" if stated.bound == "about" else "不少于此数"
    printed = next((m[0] for m in PRINTED.finditer(stated.quote) if _is(m, stated)), "")
    return f"（原文写作“{printed}”，为{words}）" if printed else f"（原文写明为{words}）"


def _is(printed: re.Match[str], stated: Stated) -> bool:
    return Decimal(printed[1]) * SCALES[printed[2]] == stated.value


def stated_row(asked: Asked, stated: Stated) -> Row:
    """A figure of the prose as a row."""
    return _row(asked, stated)


def _row(asked: Asked, stated: Stated) -> Row:
    return Row(
        asked.sheet.report, "", "", stated.measure, plain(stated.value), "number", stated.unit,
        plain(stated.value), stated.where,
    )  # fmt: skip


def stated_evidence(asked: Asked, stated: Stated) -> Evidence:
    """The sentence that tells a figure of the prose."""
    return Evidence(asked.sheet.report, stated.where, stated.quote)


def _shares(asked: Asked) -> Answer | None:
    """A total of the prose with the parts that the sentence gives it."""
    wholes = [s for s in asked.sheet.stated if s.value in asked.query.premises]
    wholes = wholes or [s for _, s in matches(asked)[:1]]
    for whole in wholes:
        parts = [
            s for s in asked.sheet.stated if s.share_of == whole.measure and s.where == whole.where
        ]
        if parts:
            return _whole_and_parts(asked, whole, parts)
    return None


def _whole_and_parts(asked: Asked, whole: Stated, parts: Sequence[Stated]) -> Answer:
    listed = [f"{s.measure}{bounded(asked, s)}" for s in parts]
    label = f"{whole.measure}{bounded(asked, whole)}"
    text = asked.say("table", label=label, list=joined(asked.language, listed))
    total = sum((s.value for s in parts), Decimal(0))
    if total == whole.value:
        text += f" {' + '.join(plain(s.value) for s in parts)} = {plain(total)}"
    rows = tuple(_row(asked, s) for s in (*parts, whole))
    value = None
    if asked.query.operation == "largest":
        most = max(parts, key=lambda s: s.value)
        value = (plain(most.value), most.unit)
        lead = asked.say(
            "largest", label=whole.measure, names=most.measure, value=plain(most.value),
            most=superlative(asked.language, most.unit, False),
            unit=unit_text(asked.language, most.unit),
        )  # fmt: skip
        text = lead + text
    answer = Answer(asked.query, "answered", text, kind="table", rows=rows, value=value)
    return with_evidence(answer, [stated_evidence(asked, s) for s in (*parts, whole)])


def _per_person(asked: Asked) -> Answer | None:
    """人均浏览量: a count of the prose over the people counted in the same paragraph."""
    blank = PER_PERSON.sub(lambda m: " " * len(m[0]), asked.query.plain)
    query = replace(asked.query, plain=blank)
    found = [s for _, s in matches(replace(asked, query=query)) if not _people(s) and s.unit != "%"]
    for top in found[:1]:
        people = [s for s in asked.sheet.stated if s.where == top.where and _people(s)]
        if len(people) != 1 or not people[0].value:
            return None
        label = f"人均{top.measure}" if asked.language != "en" else f"{top.measure} per person"
        return _quotient(asked, (top, people[0]), label, f"{top.unit}/人")
    return None


def _per_case(asked: Asked) -> Answer | None:
    """收处理费的平均每件多少元: money of the prose over the cases that its sentence took it for."""
    blank = PER_CASE.sub(lambda m: " " * len(m[0]), asked.query.plain)
    found = matches(replace(asked, query=replace(asked.query, plain=blank)))
    for top in (s for _, s in found[:1] if s.unit in POWERS):
        told = [s for s in asked.sheet.stated if (s.where, s.quote) == (top.where, top.quote)]
        cases = [s for s in told if s.unit == "件" and s.measure == top.measure and s.value]
        if len(cases) == 1:
            label = f"{top.measure}平均每件" if asked.language != "en" else f"{top.measure} each"
            return _quotient(asked, (top, cases[0]), label, f"{top.unit}/件")
    return None


def _people(stated: Stated) -> bool:
    """Whether persons are counted; visitors are, whatever they are counted by."""
    visitors = stated.unit == "人次" and re.search("访客|用户", stated.measure)
    return stated.unit in ("人", "名") or bool(visitors)


def share_of_whole(asked: Asked, part: Stated) -> Answer | None:
    """占多少 of a part: in percent of the total that its sentence gives, if it gives one."""
    wholes = [s for s in asked.sheet.stated if s.measure == part.share_of and s.where == part.where]
    if len(wholes) != 1 or wholes[0].unit != part.unit or not wholes[0].value:
        return None
    measure, of = part.measure, wholes[0].measure
    label = f"{measure}占{of}的比例" if asked.language != "en" else f"{measure} of all {of}"
    return _quotient(asked, (part, wholes[0]), label, "%")


def _quotient(asked: Asked, pair: tuple[Stated, Stated], label: str, unit: str) -> Answer:
    """A figure of the prose by another one, in percent where that is the unit."""
    above, below = pair
    value = rounded(Fraction(above.value) * (100 if unit == "%" else 1) / Fraction(below.value))
    formula = f"{plain(above.value)} ÷ {plain(below.value)}"
    text = asked.say(
        "quotient", label=label, value=value, unit=unit_text(asked.language, unit), formula=formula
    )
    row = Row(asked.sheet.report, "", "", label, value, "computed", unit, "", "", formula)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(value, unit),
        rows=(row, *(_row(asked, s) for s in pair)), formula=formula,
    )  # fmt: skip
    return with_evidence(answer, [stated_evidence(asked, s) for s in pair])


def processing_fee(asked: Asked) -> Stated | None:
    """What the report says it took in for processing requests, in yuan."""
    found = [
        s
        for s in asked.sheet.stated
        if s.unit in ("元", "万元") and "处理费" in s.measure + s.subject
    ]
    return found[0] if found else None


def not_stated(asked: Asked, label: str, mentioned: bool = False) -> Answer:
    """The report is loaded and silent."""
    text = asked.say("not_stated_number" if mentioned else "not_stated", label=label)
    return Answer(asked.query, "not_found", text, reason="not_stated")
