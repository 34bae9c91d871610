"""Which bodies of a group have a report loaded, and which have none: 六安哪些县没有2023年的年报."""

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.figures.covering import known_divisions
from assistant.figures.naming import group_name
from assistant.figures.standings import belongs
from assistant.query import Query
from assistant.question.above import parent_of
from assistant.question.groups import COMPOUNDS, LEVELS, Group
from assistant.question.kinds import sign_of
from assistant.question.places import Body, Catalogue
from assistant.texts import names_joined, say

LISTED = 30
REPORTS = re.compile("年报|报告|收录|入库|公布|发布|上传|\\breports?\\b|\\bloaded\\b")
GONE = re.compile(
    "没有?|未|缺|漏|少了|不全|不齐|空缺|尚无|查不到|找不到|\\b(?:no|not|without|missing|lack)\\b"
)
WHETHER = re.compile("有没有|是不是|是否|没有?[吗么?]")
COUNTS = re.compile("[几多]少?[个家份]|数量|how many")
EVERY_YEAR = re.compile("都有|齐|每年|年年|都收录|every year|all (?:the )?years")
KINDS = re.compile("|".join([*COMPOUNDS.values(), *(LEVELS[level] for level in LEVELS if level)]))
# All that such a question is made of, but for its place and the kind of body.
WORDS = re.compile(
    "(?:19|20)\\d\\d(?:年报|年度?)?|(?:政府)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:年报|报告)|"
    "(?:[历每近这最]|[一两二三四五六七八九十几\\d]+(?=年))*年(?!报)|[今去前]年|全国|"
    "收录|入库|在库|收[集全]|[公发]布|公开|上传|提交|报送|"
    "[查找][不得]?到|覆盖|数据|资料|缺少?|漏掉?|空缺|尚无|少了|不?齐全?|不?全|"
    "哪[里儿些个家份]|哪一?个|哪几[个家份]|[几多]少?[个家份]|各个?|所有|全部|每个|下[辖属]|所辖|辖区|"
    "有没有|是不是|是否|没有?|未|尚|有|还|都|已经?|请问|帮我|我想|知道|看看|列出来?|名单|一下|目前|现在|"
    "库|你们?|这[里边]|里面?|内|中|是|谁|分别|[一总]?共|和|与|及|到|至|的|了|过|在|年|呢|[吗么啊]|"
    "\\b(?:which|what|how many|do(?:es)?|you|have|has|are|is|of|in|the|for|no|not|an?|with|without|"
    "there|loaded|reports?|missing|any|all|every|years?)\\b|[\\s,、?;。.:()～~-]"
)


def answer_covered(query: Query, catalogue: Catalogue) -> Answer | None:
    """The bodies of the group that a question names, by whether their reports are loaded; None
    where anything else is asked.
    """
    group = _group(query)
    if group is None:
        return None
    bodies = [b for b in catalogue.bodies if belongs(b, group)]
    loaded = sorted({y for b in bodies for y in b.years})
    last = query.period.count if query.period and query.period.kind == "last" else 0
    years = sorted(query.years) or (loaded[-last:] if last else loaded)
    gone = bool(GONE.search(WHETHER.sub("", query.plain)))
    if not years:
        text = say(query.language, "covered_nothing", group=group_name(query.language, group))
        return Answer(query, "not_found", text, reason="not_loaded")
    if len(years) > 1 and EVERY_YEAR.search(query.plain) and not gone:
        return _of_every_year(query, group, bodies, years)
    told = [_of_year(query, group, bodies, year, gone) for year in years]
    value = (str(told[0][1]), "个") if len(told) == 1 and COUNTS.search(query.plain) else None
    text = "\n".join(line for line, _, _ in told)
    if any(without for _, _, without in told):
        text += say(query.language, "covered_note")
    return Answer(query, "answered", text, kind="coverage", value=value)


def _group(query: Query) -> Group | None:
    """The bodies named, where nothing is asked of them but whether their reports are loaded."""
    text = query.plain
    for m in query.mentions:
        text = f"{text[: m.start]}{' ' * (m.end - m.start)}{text[m.end :]}"
    kind = KINDS.search(text)
    named = query.items or query.breakdowns or query.topics or query.mention_of
    if kind is None or named or len(query.mentions) > 1 or not REPORTS.search(text):
        return None
    if WORDS.sub("", f"{text[: kind.start()]} {text[kind.end() :]}"):
        return None
    level = next(name for name, words in LEVELS.items() if re.search(words, kind[0]))
    parent = parent_of(query, level)
    sign = sign_of(text, kind.start()) if level == "county" else ""
    return None if query.mentions and parent is None else Group(level, parent, sign=sign)


def _of_year(
    query: Query, group: Group, bodies: Sequence[Body], year: int, gone: bool
) -> tuple[str, int, int]:
    """Who has a report of the year and who has none, how many of those asked about, and how many
    have none.
    """
    held = [b for b in bodies if year in b.years]
    known = known_divisions(group, year)
    there = {b.division for b in held}
    without = [d.full_name for d in known if d.path not in there]
    if not known:
        without = [b.publisher for b in bodies if year not in b.years]
    key = ("covered_gone" if gone else "covered") + ("" if known else "_of_loaded")
    text = say(
        query.language, key, year=year, group=group_name(query.language, group),
        known=len(known), loaded=len(held), held=_names(query, [b.publisher for b in held]),
        gone=len(without), without=_names(query, without),
    )  # fmt: skip
    return text, len(without if gone else held), len(without)


def _of_every_year(
    query: Query, group: Group, bodies: Sequence[Body], years: Sequence[int]
) -> Answer:
    """Who has a report of each of several years."""
    whole = [b.publisher for b in bodies if {*years} <= {*b.years}]
    text = say(
        query.language, "covered_every", group=group_name(query.language, group),
        years=names_joined(query.language, [str(y) for y in years]), count=len(whole),
        names=_names(query, whole),
    )  # fmt: skip
    value = (str(len(whole)), "个") if COUNTS.search(query.plain) else None
    return Answer(query, "answered", text, kind="coverage", value=value)


def _names(query: Query, names: list[str]) -> str:
    """The first names behind a colon, and how many more; nothing for none."""
    if not names:
        return ""
    more = len(names) - LISTED
    told = names_joined(query.language, names[:LISTED])
    told += say(query.language, "and_more", count=more) if more > 0 else ""
    return f": {told}" if query.language == "en" else f"：{told}"
