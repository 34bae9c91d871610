"""A question put from slots: for a page where place, year, indicator or applicant is changed by
choosing. A wording counts only where it reads back to the very slots it was put from.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assistant.codes import name_of, rates
from assistant.query import Query
from assistant.question.added import SUM
from assistant.question.groups import ORDERED, Group, group_of
from assistant.question.lexicon import grammar
from assistant.question.meaning import with_default_item
from assistant.question.places import Catalogue
from assistant.question.reading import read_query
from assistant.question.rewriting import figure_words, rewritten
from ingest import forms

Read = Callable[[str], Query]
# How one asks for what is to be done, behind the name of a figure.
ASKED = {
    "": ("是多少？", ""), "value": ("是多少？", ""), "share": ("占比多少？", ", what share"),
    "reasons": ("的原因都有哪些？", " by reason"),
    "applicants": ("都是什么人提的？", " by applicant"),
    "results": ("处理结果如何？", ", outcomes"), "parts": ("分别是多少？", " broken down"),
    "growth": ("同比增长多少？", " growth"), "trend": ("的趋势", " trend"),
    "check": ("对得上吗？", ", does it add up"),
}  # fmt: skip
# How one asks of a group of bodies, in Chinese and in English.
GROUPED = {
    "first": (
        "{years}{parent}{item}最{end}的{first}{level}",
        "{years}{parent}: {top} {first}{level} by {item}",
    ),
    "most": (
        "{years}{parent}{item}最{end}的{level}",
        "{years}{parent}: which {level} have the {end} {item}",
    ),
    "order": (
        "{years}{parent}各{level}{item}由{end}到{other}排名",
        "{years}{parent}: rank all {level} by {item}, {end}",
    ),
    "bound": (
        "{years}{parent}{item}{bound}的{level}有哪些",
        "{years}{parent}: which {level} have {bound} {item}",
    ),
    "sum": (
        "{years}{parent}各{level}{item}合计多少",
        "{years}{parent}: {item} of all {level} in total",
    ),
    "mean": (
        "{years}{parent}各{level}平均{item}多少",
        "{years}{parent}: mean {item} of all {level}",
    ),
    "median": (
        "{years}{parent}各{level}{item}的中位数",
        "{years}{parent}: median {item} of all {level}",
    ),
    "list": ("{years}{parent}各{level}{item}分别是多少", "{years}{parent}: {item} of all {level}"),
}
LEVELS = {
    "county": ("区县", "counties"), "prefecture": ("地级市", "cities"),
    "province": ("省份", "provinces"), "town": ("乡镇", "towns"),
    "department": ("部门", "departments"), "": ("机关", "bodies"),
}  # fmt: skip
BETWEEN = {
    "difference": ("{item}比{before}年多了多少？", "{item} difference from {before}"),
    "growth": ("{item}比{before}年增长了多少？", "{item} growth from {before}"),
}


def reader(catalogue: Catalogue, today: date) -> Read:
    """How a line is read by itself, as `Assistant.ask` reads it."""
    return lambda text: with_default_item(read_query(text, catalogue, today))


def worded(asked: Query, wanted: Query, read: Read, group: Group | None = None) -> str:
    """A question that reads as the query wanted, of the group wanted where it is of one, and near
    to the one asked; "" where none does.
    """
    candidates = _of_group(asked, wanted, group) if group else _of_bodies(asked, wanted)
    for text in candidates:
        query = read(text)
        of_group = _bare(group_of(query)) == _bare(group or group_of(wanted))
        named = (set(query.bodies), query.premises) == (set(wanted.bodies), wanted.premises)
        if of_group and _same(query, wanted) and (group or named):
            return text
    return ""


def put_in_full(wanted: Query, read: Read) -> str:
    """A question that reads as the query wanted, with none of its own words; "" where none does."""
    read_back = ((text, read(text)) for text in _put_anew(wanted))
    same = (t for t, q in read_back if _same(q, wanted) and set(q.bodies) == set(wanted.bodies))
    return next(same, "")


def codes_by_name(read: Read, language: str) -> tuple[str, ...]:
    """The codes that can be chosen: those that their own name, or a word for them, is read as."""
    every = [c for c, i in forms.indicators().items() if i.table != "annex"]
    held = grammar("rates")
    every += [entry["code"] for kind in ("rate", "sum", "readings") for entry in held[kind]]
    return tuple(c for c in every if _name_read(c, read, language))


def _name_read(code: str, read: Read, language: str) -> str:
    """The first name of a code that is read as that code alone."""
    return next((n for n in names(code, language) if read(n).items == (code,)), "")


def names(code: str, language: str) -> Iterator[str]:
    """What a figure is called, its own name first."""
    yield name_of(code, language)
    held = grammar("rates")
    for entry in (*held["rate"], *held["sum"], *held["readings"]):
        if entry["code"] == code:
            latin = [word for word in entry["asked"] if word.isascii()]
            yield from latin if language == "en" else entry["asked"]
    if language == "en":
        yield name_of(code, "zh-Hans")


def _same(read: Query, wanted: Query) -> bool:
    return (
        set(read.years) == set(wanted.years)
        and read.items == wanted.items
        and _who(read) == _who(wanted)
        and _does(read) == _does(wanted)
        and bool(SUM.search(read.plain)) == bool(SUM.search(wanted.plain))
        and read.whole == wanted.whole
    )


def _does(query: Query) -> str:
    """What is done with the figures; a group is ordered, added up or listed by its other words."""
    plain = ("", "value", "rank", "sum", "largest") if group_of(query) else ("", "value")
    return "" if query.operation in plain else query.operation


def _bare(group: Group | None) -> Group | None:
    """A group whatever its limit's place in the line."""
    bound = group.bound if group else None
    return replace(group, bound=replace(bound, start=0, end=0)) if group and bound else group


def _who(query: Query) -> tuple[str, ...]:
    return tuple(code for code in query.breakdowns if code != "total")


def _of_bodies(asked: Query, wanted: Query) -> Iterator[str]:
    """The line as it was written first; but 新收多少件 goes by the words of what is counted."""
    changed = rewritten(asked, wanted, [*_items(wanted)], [*_applicants(wanted)])
    counted = asked.counting and asked.items != wanted.items
    yield from (*_put_anew(wanted), *changed) if counted else (*changed, *_put_anew(wanted))


def _put_anew(wanted: Query) -> Iterator[str]:
    for item in _items(wanted):
        for who in _applicants(wanted):
            put = _english if wanted.language == "en" else _chinese
            yield put(wanted, item, who)


def _of_group(asked: Query, wanted: Query, group: Group) -> Iterator[str]:
    """The question of a group in its usual words: the first of an order, a limit, a sum, a list."""
    english = wanted.language == "en"
    limit, rated = group.limit, bool(set(wanted.items) & set(rates()))
    ends = (("多", "少"), ("高", "低"), ("highest", "lowest"))[2 if english else rated]
    end, other = ends if group.order == "most" else ends[::-1]
    parent = group.parent.path if group.parent else ""
    own = [figure_words(asked)] * (asked.items == wanted.items and not english)
    for item in (*own, *_items(wanted)):
        for who in _applicants(wanted):
            yield GROUPED[_kind(wanted, group)][english].format(
                item=f"{item} ({who})" if who and english else f"{who}{item}",
                years=_years_told(wanted), parent=f" {parent}" if english and parent else parent,
                level=LEVELS[group.level][english], end=end, other=other,
                top="top" if group.order == "most" else "bottom",
                first=f"{limit} " if english else f"{limit}个",
                bound=wanted.plain[group.bound.start : group.bound.end] if group.bound else "",
            )  # fmt: skip


def _kind(wanted: Query, group: Group) -> str:
    if wanted.operation in ("mean", "median"):
        return wanted.operation
    if group.bound:
        return "bound"
    if ORDERED.search(wanted.plain) and not group.limit:
        return "order"
    if group.order:
        return "first" if group.limit else "most"
    return "sum" if SUM.search(wanted.plain) else "list"


def _years_told(wanted: Query) -> str:
    years, english = sorted(wanted.years), wanted.language == "en"
    if english:
        return " and ".join(map(str, years))
    whole = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}年到{years[-1]}年" if whole else "和".join(f"{y}年" for y in years)


def _items(wanted: Query) -> Iterator[str]:
    if not wanted.items:
        yield ""
    elif len(wanted.items) == 1:
        yield from names(wanted.items[0], wanted.language)
    else:
        yield "、".join(name_of(code, wanted.language) for code in wanted.items)


def _applicants(wanted: Query) -> Iterator[str]:
    """An applicant in the form's words, and in others where those mean something else too."""
    codes = _who(wanted)
    if len(codes) != 1:
        yield ""
        return
    found = forms.breakdowns()[codes[0]]
    yield found.name_en if wanted.language == "en" else found.label
    entry = next(e for e in forms.entries() if e.kind == "breakdown" and e.code == codes[0])
    yield from entry.asked_en if wanted.language == "en" else entry.asked


def _chinese(wanted: Query, item: str, who: str) -> str:
    bodies = "和".join(b.publisher for b in wanted.bodies)
    years = sorted(wanted.years)
    if wanted.operation in BETWEEN and len(years) == 2:
        told = BETWEEN[wanted.operation][0].format(item=who + item, before=years[0])
        return f"{bodies}{years[1]}年{told}"
    share = bool(wanted.items) and wanted.items[0] in rates()
    named = f"{item}（{who}）" if who and share else f"{who}{item}"
    return f"{bodies}{_years_told(wanted)}{named}{ASKED.get(wanted.operation, ('', ''))[0]}"


def _english(wanted: Query, item: str, who: str) -> str:
    bodies = " and ".join(b.publisher for b in wanted.bodies)
    years = sorted(wanted.years)
    if wanted.operation in BETWEEN and len(years) == 2:
        told = BETWEEN[wanted.operation][1].format(item=item, before=years[0])
        return f"{bodies} {years[1]}: {told}"
    named = f"{item} ({who})" if who else item
    return f"{bodies} {_years_told(wanted)}: {named}{ASKED.get(wanted.operation, ('', ''))[1]}"
