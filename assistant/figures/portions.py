"""What the text breaks a total down into, and how much of a question is about that alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer, Row, with_evidence
from assistant.figures.measures import YEAR, told_by
from assistant.figures.quantities import Asked
from assistant.figures.stated import bounded, stated_evidence, stated_row
from assistant.figures.told import SAID
from assistant.question.groups import LEAST, MOST
from assistant.question.leftover import HARMLESS_SIGNS
from assistant.question.lexicon import Token
from assistant.question.numbers import bound_of
from assistant.question.places import SUFFIX
from assistant.question.rest import BEHIND, FRONT, OTHERS
from assistant.question.unfit import DISCLOSED
from assistant.texts import joined, names_joined, unit_text
from ingest.amounts import plain
from ingest.prose.stated import Stated

# How much longer than its name a part may be called: 教育领域信息 is 教育领域, 食品药品领域 too.
NOUN = "(?:的?(?:领域|方面|信息|申请|类|级))+"
ENDS = re.compile(f"{NOUN}$")
LONGER = re.compile(f"(?:{NOUN})?")
# 洋河新区四个功能区: how many were named, and what they are.
COUNTED = re.compile(
    "[这那]?(?P<count>[两二三四五六七八九2-9])[个家项类种样者地县区](?:功能区|县区|区县|领域|单位|部门|地方|[县区市地])?"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
# Which of the parts: places of one kind, places, or any.
WHICH = re.compile(
    "哪一?[个家]?(?P<kind>县区|区县|地方|地区|单位|部门|[县区市镇乡]|(?=[^,;。]*最)|(?=$|[?。呢啊]))|谁"
)
# 最多的县是哪个: the kind stands before.
OF_WHICH = re.compile(
    "(?<=的)(?P<kind>县区|区县|地方|地区|单位|部门|[县区市镇乡])(?=[是叫为]?(?:哪|谁|什么))"
)
WITHIN = re.compile("(?P<kind>[县区])(?:里头?|里面|当中|之中|中)")
EVERY = re.compile("各个?(?:县区|区县|单位|部门|地方?|[县区家])+")
# 公开申请 is what all of it is about; 公开多少件 is another figure.
ASKED_FOR = re.compile("的?(?:申请|信息|目录|事项)")
# 按收办单位分: what a whole is broken down by.
BY = re.compile(
    "按(?![每逐一]?[年月日周季旬])[^,;。]{1,8}?(?:来看|来分|划分|统计|分|看|算)|"
    "分(?:收办)?(?:单位|部门|机关|地方|地区|县区|区县)(?:来)?[看列写统计算]*"
)
DONE = (
    "sum", "difference", "growth", "share", "times", "ratio", "largest", "rank", "confirm", "parts",
)  # fmt: skip
# What a part alone is asked for by; its share is reckoned elsewhere.
VALUED = ("", "value", "share", "confirm", "results", "parts", "source")
REPORT = re.compile(
    "(?:年报|报告)(?:的?第[一二三四五六](?:部分|章))?(?:里[头面]?|中|上)?|(?<=[,。?;(])见"
)
# 收费的单位里，泗洪县公安局收了多少元: what the parts are, and by what they are counted.
AMONG = re.compile(
    "(?:的?|各个?)(?:单位|部门|机关|地方|县区|区县|[县区])(?:里[头面]?|当中|之中|中)|各(?:单位|部门|县区|区县)"
)
COUNTING = re.compile("(?:多少|几)(?:人次|场次|[个件条次期份篇场元])?")
# 下面都有哪些单位, 各自多少: all the parts, or those of one kind.
UNIT = "(?P<kind>县区|区县|地方|地区|功能区|单位|部门|机关|[县区])"
WHICH_ALL = re.compile(
    "(?:下[面属辖设]|所[辖属]|底下|其中|里[面头]|当中)?的?(?:都|还|又)?(?:有|是)?"
    f"(?:哪些?|哪几[个家]|几[个家类]|各个?|每[个家]?)(?:{UNIT})?(?:都|还|又)?(?:有|是|包括)?|"
    f"{UNIT.replace('kind', 'other')}(?:都|还|又|分别|各自?)?(?:有|是)?"
    "(?:哪些|哪?几[个家]|谁|有没有|没有)|"
    "有没有|各自|分别|各是?|都是|[,;]谁"
)
# 重点领域：… is what a paragraph calls all that it counts.
TITLE = re.compile("^([\u3400-\u9fff]{2,8})[：:]")
# 占全库多少: of the total.
OF_ALL = re.compile("占(?:了|到)?(?:全[部库体省市区县]|总[数量]?|整体|所有的?)")
OUTSIDE = re.compile("(?:[以之]外|外)")
Named = tuple[Stated, tuple[int, int]]


@dataclass(frozen=True)
class Breakdown:
    """A total of the prose and the parts that its sentence gives; no total where it gives none."""

    whole: Stated | None
    parts: tuple[Stated, ...]


def told_alone(asked: Asked, part: Stated, whole: Stated | None, names: Sequence[str] = ()) -> bool:
    """Whether a question asks for one part, called by one of these names or its own, and nothing
    more: what is done with it, or narrows it, is no question for the part itself.
    """
    of = Breakdown(whole, (part,))
    called = [(part, m.span()) for n in names for m in re.finditer(re.escape(n), asked.query.plain)]
    named = sorted({*named_parts(asked, of.parts), *called}, key=lambda pair: pair[1])
    own = asked.query.operation in VALUED or "operation" in asked.query.inherited
    # 收了几件，多少钱 asks for two.
    one = len(COUNTING.findall(asked.query.plain)) <= max(1, len(names))
    return own and one and bool(asked.query.inherited or not unread_in(asked, of, named, ""))


def breakdowns(stated: Sequence[Stated]) -> Iterator[Breakdown]:
    """The totals with their parts: those tied to it, and those that are told behind it and add up
    to it; else what is told side by side.
    """
    places = dict.fromkeys((s.where, s.unit) for s in stated if s.unit != "%")
    for where, unit in places:
        own = [s for s in stated if (s.where, s.unit) == (where, unit)]
        for name in dict.fromkeys(s.share_of for s in own if s.share_of):
            wholes = [s for s in own if s.measure == name]
            if len(wholes) == 1:
                yield Breakdown(wholes[0], tuple(s for s in own if s.share_of == name))
        free = [s for s in own if not s.share_of]
        if len(free) > 2 and sum(s.value for s in free[1:]) == free[0].value:
            yield Breakdown(free[0], tuple(free[1:]))
        elif len(free) > 1:
            yield Breakdown(None, tuple(free))


def named_parts(asked: Asked, parts: Sequence[Stated]) -> list[Named]:
    """The parts that the question names and where, in its order; the longer name before another."""
    query = asked.query
    # 宿迁市政府收办几件，分单位写的: the government is one of them.
    own = [p.measure for p in parts if p.measure.endswith("政府")] if BY.search(query.plain) else []
    bodies = [
        (m.start, m.end)
        for m in query.mentions
        if m.bodies and not any(query.plain[m.start : m.end].endswith(name) for name in own)
    ]
    found: list[Named] = []
    calls = [(name, part) for part in parts for name in _names(asked, part)]
    calls += [(w, p[0]) for w in query.unread if len(p := _shortened(w, parts)) == 1]
    for name, part in sorted(calls, key=lambda call: -len(call[0])):
        for m in re.finditer(re.escape(name), query.plain):
            start, end = m.span()
            taken = [*bodies, *(span for _, span in found)]
            if not any(s < end and start < e and not (start <= s and e < end) for s, e in taken):
                behind = LONGER.match(query.plain, end)
                found.append((part, (start, behind.end() if behind else end)))
    return sorted(found, key=lambda pair: pair[1])


def _names(asked: Asked, part: Stated) -> set[str]:
    """How a part is called: in full, without 县 or 信息, without the place reported on; 市有关部门
    of 宿迁市有关部门 shares its first sign with the place.
    """
    own = [SUFFIX.sub("", m.name) for m in asked.query.mentions if m.bodies]
    names = {part.measure, *(part.measure.removeprefix(place) for place in own)}
    names |= {name[1:] for name in names if name[0] in "省市区县" and len(name) > 4}
    names |= {SUFFIX.sub("", name) for name in names} | {ENDS.sub("", name) for name in names}
    return {name for name in names if len(name) > 1 and re.search("[\u3400-\u9fff]", name)}


def _shortened(word: str, parts: Sequence[Stated]) -> list[Stated]:
    """苏宿园区: the parts whose names hold the signs of a word in their order, to the end."""
    if len(word) < 4:
        return []
    pattern = re.compile(".*?".join(map(re.escape, word)) + "$")
    return [s for s in parts if pattern.search(s.measure)]


def unread_in(asked: Asked, of: Breakdown, named: Sequence[Named], operation: str) -> list[str]:
    """The words of the question that nothing reads so: no name of a part, none of the total."""
    query, text = asked.query, asked.query.plain
    spans = [(m.start, m.end) for m in query.mentions if m.bodies or not named]
    spans += [span for _, span in named] + [m.span() for m in YEAR.finditer(text)]
    spans += [(t.start, t.end) for t in query.tokens if _is_read(asked, t, of, operation)]
    spans += _beside(text, named) if named else []
    said = {
        "": (SAID, REPORT, BY, COUNTING, *([AMONG] if named else [])),
        "rest": (FRONT, BEHIND, OTHERS),
        "share": (OF_ALL,),
        "largest": (WHICH, OF_WHICH, WITHIN, EVERY, MOST, LEAST),
        "kept": (WHICH, OF_WHICH, WITHIN, WHICH_ALL),
        "each": (WHICH_ALL,),
    }
    spans += [
        m.span() for key in ("", operation) for p in said.get(key, ()) for m in p.finditer(text)
    ]
    if of.whole is None and (titled := TITLE.match(of.parts[0].quote)):
        spans += [m.span() for m in re.finditer(titled[1], text)]
    if operation in ("limit", "kept") and (bound := bound_of(text)):
        spans += [(bound.start, bound.end)]
    if operation == "claim":
        spans += [m.span() for m in re.finditer(rf"(?<!\d){plain(query.premises[0])}", text)]
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    rest = re.findall(r"[\u3400-\u9fff]+|[a-z]+|\d[\d.]*", "".join(signs))
    years = [str(year) for year in query.years]
    return [word for word in rest if word not in years and not _is_told(word, of)]


def _beside(text: str, named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """四个功能区 behind as many parts, and 市本级 before a bracket that holds them all."""
    first, last = named[0][1][0], named[-1][1][1]
    for counted in COUNTED.finditer(text, last):
        if (NUMERALS.get(counted["count"]) or int(counted["count"])) == len(named):
            yield counted.span()
    if outside := OUTSIDE.match(text, last):
        yield outside.span()
    opening, closing = text.rfind("(", 0, first), text.find(")", last)
    if opening >= 0 and closing >= 0 and text.find(")", opening) == closing:
        word = re.search("[\u3400-\u9fff]*$", text[:opening])
        start = max(opening - 4, word.start() if word else opening)
        yield max(start, text.rfind("年", 0, opening) + 1), opening


def _is_read(asked: Asked, token: Token, of: Breakdown, operation: str) -> bool:
    if token.code("operation"):
        return token.code("operation") in DONE
    if token.code("superlative"):
        return operation == "largest"
    if token.code("restricting"):
        return operation == "rest" and token.code("restricting") == "less"
    talk = all(m.kind in ("filler", "narrative") for m in token.meanings)
    if talk or (token.text in DISCLOSED and ASKED_FOR.match(asked.query.plain, token.end)):
        return True
    return of.whole is not None and told_by(token.text, of.whole)


def _is_told(word: str, of: Breakdown) -> bool:
    """Whether a word left over says nothing, or is the total's own name or number."""
    if word[0].isdigit():
        return Decimal(word.rstrip(".")) in {s.value for s in (*whole_of(of), *of.parts)}
    word = re.sub("[了过的着到]$|(?:件数|数量|数目|[数量])$", "", word)
    unit = {"", *(s.unit for s in of.parts)}
    if word in unit or (len(word) == 1 and word in HARMLESS_SIGNS):
        return True
    told = whole_of(of) or of.parts
    return any(told_by(word, s) for s in told)


def whole_of(of: Breakdown) -> tuple[Stated, ...]:
    """The total, where the text gives one."""
    return (of.whole,) if of.whole else ()


def told_of(
    asked: Asked,
    of: Breakdown,
    parts: Sequence[Stated],
    reckoned: tuple[str, str, str],
    key: str,
    **names: str,
) -> Answer:
    """The parts with their total as the text has them, and what is reckoned of them."""
    value, unit, formula = reckoned
    listed = joined(asked.language, [f"{s.measure}{bounded(asked, s)}" for s in parts])
    total = "".join(f"{s.measure}{bounded(asked, s)}" for s in whole_of(of))
    text = asked.say("portions" if total else "portions_alone", whole=total, list=listed)
    if key:
        shown = f"{value.removeprefix('-')}{unit_text(asked.language, unit)}"
        said = asked.say(f"portions_{key}", value=shown, formula=formula, **names)
        text = f"{text}{asked.space}{said}"
    told = [*parts, *whole_of(of)]
    rows = tuple(stated_row(asked, s) for s in told)
    label = names_joined(asked.language, [s.measure for s in parts])
    own = Row(asked.sheet.report, "", "", label, value, "computed", unit, "", "", formula)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(value, unit),
        rows=(own, *rows) if formula else rows, formula=formula or None,
    )  # fmt: skip
    return with_evidence(answer, [stated_evidence(asked, s) for s in told])
