"""The glossary: terms of the forms and of the law in plain words, apart from what reports say."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.query import Query
from assistant.texts import say
from ingest import forms
from ingest.figures import TABLE_NAMES

FOLDER = Path(__file__).parent / "glossary"
# Most asked first: of two frequent questions that fit, the earlier file's is answered.
FILES = ("everyday.toml", "terms.toml", "annex.toml")
ASKS = re.compile(
    r"代表什么|代表啥|什么算|哪些算|什么样的算|什么(?:情况|情形|样的)下?(?:才?算|属于|叫)|指啥|指的啥|指的什么|是何意|什么含义|是个啥|什么是|什么叫|何谓|何为|啥叫|啥是|是啥|是什么意思|什么意思|啥意思|是什么(?!人|时候|原因|单位|样|类|结果)|指什么|是指|指的是|含义|定义|解释|怎么理解|"
    r"[咋如](?:何)?区[分别]|怎么(?:区[分别]|分得?清)|差别?在哪|差别是|怎么个收法|[怎咋]么?收(?:的|费|钱)?[?。]*$|"
    r"有什么区别|有啥区别|有啥不一样|有什么不一样|区别是|区别|不同在|what is|what are|what does|"
    r"what do|mean|meaning|define|definition|explain|difference between"
)
# Asked of no report: 三类内部事务信息包括哪些.
HOLDS = re.compile(
    r"(?:包括|包含|含|涵盖|指|分)(?:了)?(?:的是|着)?(?:哪些|哪几|什么|啥)|"
    # What it asks of a person, why it is turned away: 补正是让我干什么.
    r"[让要叫](?:我|人|申请人)[去来]?[干做](?:什么|啥|嘛)[?。]*$|"
    r"(?:为(?:什么|何|啥)|凭(?:什么|啥))(?:就|都|要)?不(?:给|予)?(?:办|受理|处理)(?:[?。]*$|[,;])|"
    # Who wins by it, what counts as it, how it is reckoned.
    r"是说(?:谁|老百姓|政府|哪边)|算(?:是)?(?:什么|啥)[?。]*$|怎么算(?:出来)?的?[?。]*$|"
    r"(?:包括|分|是)(?:了)?哪[两二三四五几][类种项]|[算当]成了?[^,;。?]{2,8}[?。]*$|"
    r"(?:是|指)(?:的是)?哪[两二三四五几][类种项]|为(?:什么|何|啥)(?:可以|能|就|要)*不(?:予|给)?公开|有[何啥](?:不同|两样|差别)|[如为]何理解|咋理解"
)
MEANS = re.compile(
    r"代表什么|什么意思|啥意思|什么叫|什么是|何谓|含义|定义|怎么理解|啥叫|啥是|(?<!结果)(?<!分别)(?<!原因)(?<!理由)(?<![都各])是啥$|指啥|是个啥|指什么|mean|define|"
    r"explain"
)
# Whether one word is another: 规章和规范性文件是一回事吗, 行政强制是不是就指查封扣押.
SAME = re.compile(
    r"(?:一回|一码|两回|两码)事|一个(?:东西|意思|概念|说法)|是不是(?:就|只)?(?:是?指|是|等于|算|相当于|叫)|"
    r"(?:算不算|等不等于)|(?:就|也|才|都)(?:是|等于|算|叫|相当于)[^,;。?]{1,10}[吗么][?。]*$|"
    r"(?:等于|等同于?)[^,;。?]{1,10}[吗么][?。]*$|"
    r"\b(?:the )?same (?:thing )?as\b|\bthe same thing\b|"
    r"\b(?:equal|equivalent|tantamount) to\b|\bcounts? as\b"
)
# Which row of the form something goes into.
PLACED = re.compile(
    r"(?:归|算|填|放|记|计|列|写|报|落|统计|属于?)[在到入进为作于成了]*(?:年报|报告)?的?"
    r"(?:表格?[二三四234]?)?[里中上]?的?(?:哪|什么|啥)"
    r"一?[个些]?(?:项|栏|格|类|行|列|种|张?表|地方|位置|[里儿](?![^?。]))|"
    r"(?:年报|表格?[二三四234]?)[里中上]?的?哪一?[个些]?(?:项|栏|格|行|列)|"
    r"\b(?:which|what) (?:row|column|line|cell|category|heading)\b|"
    r"\bwhere in the (?:form|table|report)\b"
)
# How the form of one time differs from that of another; its years are of the form, no report's.
FORMS = re.compile(r"版|格式|表格|表式|新旧|新表|旧表|\bforms?\b|\bversions?\b|\btemplates?\b")
CHANGED = re.compile(
    r"区别|差别|差异|不同|不一样|变化|变了|[改调]了|改动|调整|[怎咋][么样]*[改变]|一样吗|differ|chang"
)
GONE = re.compile(
    r"(?:为什么|为啥|为何|怎么|咋)[^,;。?]*(?:年报|表格?|格式|报告)[里中上]?[^,;。?]{0,6}"
    "(?:没有?了|不见了|取消|去掉|不再)"
)
FORM_YEARS = range(2014, 2023)
TABLES_EN = {"2": "table two", "3": "table three", "4": "table four", "annex": "the annex"}
RECKONED = ("share", "sum", "growth", "difference", "times", "mean", "rank")
# How many days is a limit of the law, no figure of a report.
DAYS = re.compile(r"(?:多少|几)个?(?:工作)?[日天]|how many (?:working )?days")
# What a question holds beside the asking words and the term that it asks for.
FILLING = re.compile(
    r"[\W_]|请问|到底|究竟|[是的呢吗啊]|\b(?:the|a|an|term|word|exactly|is|does)\b"
)
# A law with the version of it, and one of its articles.
ARTICLE = re.compile("(《.+》(?:（[^）]*）)?)(第.+)")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: what it is in plain words, the articles it rests on, and what one can do next.

    The phrases of `alone` ask for it only where the question holds nothing else.
    """

    id: str
    name: str
    name_en: str
    text: str
    text_en: str
    basis: tuple[str, ...]
    asked: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    but_not: tuple[str, ...] = ()
    next: str = ""
    next_en: str = ""


@cache
def glossary() -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Terms, and answers to frequent questions."""
    held = [tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in FILES]
    terms = (entry for file in held for entry in file["term"])
    questions = (entry for file in held for entry in file.get("faq", ()))
    return tuple(map(_term, terms)), tuple(map(_term, questions))


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        id=entry["id"], name=entry["name"], name_en=entry["name_en"], text=entry["text"],
        text_en=entry["text_en"], basis=tuple(entry["basis"]), asked=tuple(entry.get("asked", ())),
        alone=tuple(entry.get("alone", ())), keys=tuple(tuple(k) for k in entry.get("keys", ())),
        but_not=tuple(entry.get("not", ())), next=entry.get("next", ""),
        next_en=entry.get("next_en", ""),
    )  # fmt: skip


def asks_definition(query: Query) -> bool:
    """Whether the words ask what something means."""
    of_none = not (query.mentions or query.bodies or query.years)
    held = of_none and (HOLDS.search(query.plain) or _asks_place(query))
    return bool(ASKS.search(query.plain) or held or _asks_same(query))


def _asks_place(query: Query) -> bool:
    """Whether it is asked where the form has something, and not which of its rows is the most."""
    ranked = query.counting or query.operation in ("largest", "rank", "applicants")
    return bool(PLACED.search(query.plain)) and not ranked


def _asks_same(query: Query) -> bool:
    """Whether one word is asked to be another, whatever body was talked of before."""
    own = query.mentions or query.premises or query.counting or query.direction
    years = query.years and "years" not in query.inherited
    return bool(SAME.search(query.plain)) and not (own or years)


def _asks_of_forms(query: Query) -> bool:
    """Whether it is asked what the form of one time has that another has not."""
    if query.mentions or query.bodies or not set(query.years) <= {*FORM_YEARS}:
        return False
    apart = FORMS.search(query.plain) and CHANGED.search(query.plain)
    return bool(apart or GONE.search(query.plain))


def answer_definition(query: Query, last: bool = False) -> Answer | None:
    """The entry that a question asks for; a named place or year asks for a report instead, unless
    nothing else was understood (`last`).
    """
    if query.premises and query.operation == "source":  # 84是什么数
        return None
    if term := _all_asked(query):
        return _answer(query, [term])
    counting = query.counting and not DAYS.search(query.plain)
    # How many suits of a place went to court first asks for no term, understood or not.
    of_report = (query.mentions and counting) or ((query.mentions or counting) and not last)
    # 占复议总数的几成 of a place and year is a figure, whatever terms stand in it.
    reckoned = query.items and query.mentions and query.years and query.operation in RECKONED
    if (of_report or reckoned) and not MEANS.search(query.plain):
        return None
    if _asks_of_forms(query) and (of_forms := _of_forms(query)):
        return _answer(query, of_forms)
    asked = f"{query.plain} 有什么区别 difference" if _asks_same(query) else query.plain
    found = [faq for faq in glossary()[1] if _fits(faq, asked)]
    if found:
        return _answer(query, found[:1])
    means = MEANS.search(query.plain) or _asks_same(query)
    about_report = bool(query.years or query.premises) and not means
    if not asks_definition(query) or about_report:
        return None
    if _asks_place(query):
        return _placed(query)
    terms = _named(query.plain)
    return _answer(query, terms[:2]) if terms else None


def _of_forms(query: Query) -> list[Term]:
    """What is told of a row or column named, and how the forms differ."""
    forms_differ = [faq for faq in glossary()[1] if faq.id == "why_tables_differ"]
    named = (term for term in _rows(query) or _named(query.plain) if term.id != "annual_report")
    return [*list(named)[:1], *forms_differ]


def _placed(query: Query) -> Answer | None:
    """Where the form has the first thing named, and what that is."""
    rows, named = _rows(query), _named(query.plain)
    # Withdrawn requests are no new ones.
    plain = [term.id for term in rows] == ["requests_new"]
    terms = [t for t in (named if plain and named else rows or named) if t.id != "annual_report"]
    if not (terms := terms[:1]):
        return None
    answer = _answer(query, terms)
    place = _place_of(query.language, terms[0])
    return replace(answer, text=f"{place}{answer.text}")


def _rows(query: Query) -> list[Term]:
    """The entries of the rows that the question is read to name, or of who applied."""
    codes = query.breakdowns or query.items
    ids = [code.removeprefix("refused_") for code in codes]
    return [term for one in ids for term in glossary()[0] if term.id == one]


def _all_asked(query: Query) -> Term | None:
    """The entry whose name is all that the question holds, as typed before any slip was mended."""
    if not asks_definition(query):
        return None
    return _whole().get(_bare(query.text)) or _whole().get(_bare(query.plain))


@cache
def _whole() -> dict[str, Term]:
    """Entries by the phrases that may be all that a question holds; the first entry keeps one."""
    phrases = [
        (_bare(phrase), term)
        for term in glossary()[0]
        for phrase in (*term.alone, *term.asked, term.name, term.name_en)
    ]
    return dict(reversed(phrases))


def _bare(text: str) -> str:
    """The words of a question without the asking: 补正 of “补正”是什么意思?"""
    return FILLING.sub("", FILLING.sub(" ", ASKS.sub(" ", text.lower())))


def _fits(faq: Term, text: str) -> bool:
    return all(any(_holds(text, word) for word in group) for group in faq.keys) and not any(
        word in text for word in faq.but_not
    )


def _holds(text: str, word: str) -> bool:
    """Whether a word stands in the text; 0 is a number of its own, and none in 2019."""
    return bool(re.search(rf"(?<!\d){word}(?!\d)", text)) if word.isdigit() else word in text


def _named(text: str) -> list[Term]:
    """The terms that stand in the question, the longest wording first, none inside another."""
    found: list[tuple[int, int, Term]] = []
    for term in glossary()[0]:
        for phrase in (term.name.lower(), *term.asked):
            at = text.find(phrase)
            if at >= 0:
                found.append((len(phrase), at, term))
    found.sort(key=lambda f: (-f[0], f[1]))
    kept: list[tuple[int, int, Term]] = []
    for length, at, term in found:
        inside = any(a < at + length and at < a + n for n, a, _ in kept)
        if not inside and all(term.id != t.id for _, _, t in kept):
            kept.append((length, at, term))
    return [term for _, _, term in sorted(kept, key=lambda k: k[1])]


def _place_of(language: str, term: Term) -> str:
    """The row or column of the form that an entry tells of; "" where it tells of none."""
    known, gap = forms.indicators(), " " if language == "en" else ""
    if term.id in forms.breakdowns():
        label = forms.breakdowns()[term.id].label
        return say(language, "placed_column", column=label) + gap
    code = next((c for c in (term.id, f"refused_{term.id}") if c in known), "")
    if not code:
        return ""
    table = TABLE_NAMES[known[code].table]
    named = f"{TABLES_EN[known[code].table]} ({table})" if language == "en" else table
    return say(language, "placed_row", table=named, row=known[code].row) + gap


def _answer(query: Query, terms: Sequence[Term]) -> Answer:
    english = query.language == "en"
    parts = []
    for term in terms:
        name, text = (term.name_en, term.text_en) if english else (term.name, term.text)
        more = term.next_en if english else term.next
        basis = (", " if english else "；").join(_by_law(term.basis))
        lead = f"{name}: " if english else f"{name}："
        if text.lower().startswith(name.lower()):
            lead = ""
        rests = f" (Basis: {basis})" if english else f"（依据：{basis}）"
        parts.append(f"{lead}{text}{' ' if english and more else ''}{more}{rests}")
    note = (
        "\n(From the glossary, not from a report.)"
        if english
        else "\n（以上是名词解释，不是年报内容。）"
    )
    return Answer(query, "answered", "\n".join(parts) + note, kind="definition")


def _by_law(basis: Sequence[str]) -> list[str]:
    """Articles cited, those of one law behind its name: 《…条例》（…）第十四条、第十五条."""
    laws: dict[str, list[str]] = {}
    for cited in basis:
        law = ARTICLE.match(cited)
        laws.setdefault(law[1] if law else cited, []).append(law[2] if law else "")
    return [name + "、".join(articles) for name, articles in laws.items()]
