"""What the text tells of a place or body that has no report of its own: its part of a total."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, with_evidence
from assistant.figures.measures import EMPTY, core, shares_words, unit_fits, units_asked
from assistant.figures.portions import told_alone
from assistant.figures.quantities import Asked
from assistant.figures.stated import bounded, share_of_whole, stated_evidence, stated_row
from assistant.query import Query
from assistant.question.groups import LEAST, MOST
from assistant.texts import joined, unit_text
from ingest.amounts import plain
from ingest.prose.stated import Stated

REQUESTS = (("requests_new",), ("requests_handled",))
SHARE = re.compile("比重|比例|百分比")
# 借鉴了什么经验 asks for no number.
TELLING = re.compile("什么|怎么|如何|怎样|哪些|为啥|为何|what|how(?! many| much)|which|why")
# 市级, 政务动态类: a part that is no body.
KINDS = ("级", "类")
# Whoever reports.
OWN = re.compile("[省市区县]政府")
# 泗洪县政府办 is 泗洪县人民政府办公室.
SHORTER = re.compile("人民(?=政府)|公[室厅]$")


def is_of_text(query: Query) -> bool:
    """Whether what is asked of a place stands in no table of its own: 沭阳县2023年收办几件 is told
    by the report above it, 新收几件 by its own alone.
    """
    return query.items in ((), ("requests_handled",)) or "fees" in query.topics


def of_the_text(query: Query) -> Query:
    """The query of what the text alone tells: 推出几期 is of no row that its verb may name."""
    return query if query.items in REQUESTS else replace(query, items=())


def called(asked: Asked, name: str) -> str:
    """What the text calls a place or body that a question names: 沭阳县民政局 where that stands in
    the question, and 泗阳县 of 宿迁市泗阳县.
    """
    above, told = asked.sheet.report.division, [s.measure for s in asked.sheet.stated]
    bare = next((name.removeprefix(above[n:]) for n in range(len(above)) if above[n:] in name), "")
    name = bare if bare in told and name not in told else name
    longer = [measure for measure in told if measure.startswith(name)]
    return max((m for m in longer if m in asked.query.plain), key=len, default=name)


def answer_part_of(asked: Asked, name: str, names: Sequence[str] = ()) -> Answer | None:
    """沭阳县 in 宿迁市's report: its share of a total that the text breaks down by place; names are
    those of all that are asked for.
    """
    if any(who != "organisations" for who in asked.query.breakdowns):
        # The text tells no one applicant of a part from another.
        return None
    if TELLING.search(asked.query.plain) and not asked.query.counting:
        return None
    short = re.sub("[省市区县]$", "", name)
    word = EMPTY.sub("", core(asked).replace(name, "").replace(short, ""))
    if SHARE.sub("", word) in ("", "占") and asked.query.items[:1] in REQUESTS:
        # 沭阳呢 after a figure names no measure of its own.
        word = "申请"
    parts = [s for s in asked.sheet.stated if s.share_of and short in s.measure]
    parts = [s for s in parts if shares_words(word, s.share_of) and unit_fits(asked, s)]
    wholes = [s.share_of for s in parts]
    if not parts:
        parts, wholes = _listed_below(asked, name, word)
    if len(parts) != 1:
        return None
    part = parts[0]
    own = [s for s in asked.sheet.stated if (s.where, s.unit) == (part.where, part.unit)]
    whole = next((s for s in own if s.measure == wholes[0]), None)
    if not told_alone(asked, part, whole, names or (name,)):
        return None
    if asked.query.operation == "share":
        return share_of_whole(asked, part)
    text = asked.say(
        "part_of", whole=wholes[0], measure=part.measure, value=plain(part.value),
        unit=unit_text(asked.language, part.unit),
    )  # fmt: skip
    if not (name.endswith(KINDS) or OWN.fullmatch(name)):
        text += asked.space + asked.say("not_its_own", name=name)
    answer = Answer(
        asked.query,
        "answered",
        text,
        kind="figure",
        value=(plain(part.value), part.unit),
        rows=(stated_row(asked, part),),
    )
    return with_evidence(answer, [stated_evidence(asked, part)])


def _listed_below(asked: Asked, name: str, word: str) -> tuple[list[Stated], list[str]]:
    """A body named in the paragraph of a whole that is asked about: 泗洪县公安局15件，1500元."""
    units = units_asked(asked.query.plain)
    found = [
        (s, whole.measure)
        for s in asked.sheet.stated
        for whole in asked.sheet.stated
        if SHORTER.sub("", s.measure) == SHORTER.sub("", name) and not whole.share_of
        if (s.where, s.unit) == (whole.where, whole.unit)
        if shares_words(word, whole.measure) and unit_fits(asked, s)
        if not units or s.unit in units
    ]
    return [s for s, _ in found], [measure for _, measure in found]


def answer_parts_by_place(asked: Asked) -> Answer | None:
    """A total that the text breaks down by place, for areas that have no report loaded."""
    word, text = core(asked), asked.query.plain
    if asked.query.operation == "share" or MOST.search(text) or LEAST.search(text):
        return None
    for whole in asked.sheet.stated:
        parts = [
            s for s in asked.sheet.stated if s.share_of == whole.measure and s.where == whole.where
        ]
        places = [s for s in parts if re.search("[市区县]$", s.measure)]
        if len(places) > 1 and shares_words(word, whole.measure) and unit_fits(asked, whole):
            listed = joined(asked.language, [f"{s.measure}{bounded(asked, s)}" for s in parts])
            total = f"{plain(whole.value)}{unit_text(asked.language, whole.unit)}"
            text = asked.say("parts_of_whole", whole=whole.measure, total=total, list=listed)
            rows = tuple(stated_row(asked, s) for s in (*parts, whole))
            answer = Answer(asked.query, "answered", text, kind="table", rows=rows)
            return with_evidence(answer, [stated_evidence(asked, whole)])
    return None
