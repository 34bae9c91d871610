"""Made reports with varied prose, and what each passage tells: for retrieval and refusals.

Everything is drawn by seed. The development split is golden/narrative.toml; the held-out ones,
golden/narrative_held.toml and the later ones, have other facts, passages,
questions and bodies, only measured on.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from eval.golden import read_set
from ingest.identity.divisions import Division, gazetteer

YEARS = range(2021, 2025)
TOLD = (14, 24)  # facts in a report
SPLITS = {
    "dev": "narrative", "held": "narrative_held", "fresh": "narrative_fresh",
    "plain": "narrative_plain", "second": "narrative_second",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a report may tell, how it is told and how it is asked for; for each question
    the numbers of the passages that answer it, where not all of them do.
    """

    id: str
    kind: str
    family: str
    chapter: str
    headings: Sequence[str]
    passages: Sequence[str]
    questions: Sequence[str]
    answers: Sequence[str] = ()
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as one report tells it, the questions that this answers, the others of the fact, and
    the name that only this report uses, if any.
    """

    fact: Fact
    sentence: str
    answered: tuple[str, ...]
    left: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Narrated:
    """A made report: whose, which year, its text, and every fact it tells."""

    division: Division
    year: int
    text: str
    told: tuple[Told, ...]

    @property
    def publisher(self) -> str:
        """The body, in full without the province."""
        return f"{self.division.prefecture}{self.division.name}人民政府"

    @property
    def source(self) -> str:
        """Where it would have come from."""
        return f"narrated/{self.division.code}-{self.year}.md"


@cache
def facts(split: str) -> tuple[Fact, ...]:
    """Every fact of a split."""
    return tuple(Fact(**fact) for fact in read_set(SPLITS[split])["fact"])


def absent(split: str) -> list[str]:
    """Questions for what no report of a split tells."""
    return list(read_set(SPLITS[split])["absent"]["questions"])


def narrated_reports(count: int, split: str, seed: int) -> list[Narrated]:
    """Reports of `count` pairs of a county and a year, drawn by seed."""
    rng = random.Random(f"{seed} {split}")
    counties = [d for d in gazetteer().divisions if d.level == "county" and d.valid_in(2024)]
    counties = [d for d in counties if d.prefecture and len(gazetteer().named(d.name)) == 1]
    counties = rng.sample(counties, count * 2 // 3)
    pairs = [(division, year) for division in counties for year in YEARS]
    return [_report(division, year, split, rng) for division, year in rng.sample(pairs, count)]


def _report(division: Division, year: int, split: str, rng: random.Random) -> Narrated:
    chosen = rng.sample(facts(split), rng.randint(*TOLD))
    told = [_told(fact, split, rng) for fact in chosen]
    body = f"{division.prefecture}{division.name}人民政府"
    held = read_set(SPLITS[split])["boilerplate"]
    usual = [_filled(text, split, rng) for text in rng.sample(held["passages"], 3)]
    lines = [
        f"# {body}{year}年政府信息公开工作年度报告",
        f"本报告由{body}编制，统计期限为{year}年1月1日至{year}年12月31日。",
        "## 一、总体情况", usual[0], *_chapter_one(told, usual[1:], rng),
        "## 二、主动公开政府信息情况", "有关数据见下表。",
        "## 三、收到和处理政府信息公开申请情况", "有关数据见下表。",
        "## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "有关数据见下表。",
        "## 五、政府信息公开工作存在的主要问题及改进情况",
        *_listed(held["problems"], _of(told, "问题"), rng),
        *_listed(held["measures"], _of(told, "改进"), rng),
        "## 六、其他需要报告的事项",
        *[t.sentence for t in told if t.fact.chapter == "六"],
    ]  # fmt: skip
    return Narrated(division, year, "\n\n".join(lines), tuple(told))


def _told(fact: Fact, split: str, rng: random.Random) -> Told:
    template = rng.choice(fact.passages)
    number = str(fact.passages.index(template) + 1)
    by_all = [number] * len(fact.questions)
    answers = dict(zip(fact.questions, fact.answers or by_all, strict=True))
    answered = tuple(q for q, by in answers.items() if number in by)
    left = tuple(q for q in answers if q not in answered)
    slots = read_set(SPLITS[split])["slots"]
    name = rng.choice(slots["name_head"]) + rng.choice(slots["name_tail"])
    sentence = _filled(template, split, rng, name)
    return Told(fact, sentence, answered, left, name if "{name}" in template else "")


def _filled(template: str, split: str, rng: random.Random, name: str = "") -> str:
    slots = {**read_set(SPLITS[split])["slots"], "name": [name]}
    return re.sub(
        r"\{([^{}]*)\}", lambda m: str(rng.choice(slots.get(m[1]) or m[1].split("|"))), template
    )


def _of(told: Sequence[Told], kind: str) -> list[Told]:
    return [t for t in told if t.fact.kind == kind]


def _chapter_one(told: Sequence[Told], usual: Sequence[str], rng: random.Random) -> list[str]:
    """Under sub-headings, as numbered points, or in paragraphs of a few sentences."""
    own = [t for t in told if t.fact.chapter == "一"]
    style = rng.choice(("headings", "headings", "points", "paragraphs"))
    if style == "points":
        return [*usual, _points("主要做法有：", own)]
    if style == "paragraphs":
        rng.shuffle(own)
        size = rng.choice((1, 2, 3))
        return [*usual, *("".join(t.sentence for t in own[at : at + size])
                          for at in range(0, len(own), size))]  # fmt: skip
    groups: dict[str, list[Told]] = {}
    for one in own:
        groups.setdefault(rng.choice(one.fact.headings), []).append(one)
    lines = list(usual)
    for number, (heading, group) in zip("一二三四五六七八九十" * 4, groups.items(), strict=False):
        lines.append(f"（{number}）{heading}")
        lines += [t.sentence for t in group] if rng.random() < 0.5 else [_joined(group)]
    return lines


def _joined(group: Sequence[Told]) -> str:
    return "".join(t.sentence for t in group)


def _points(lead: str, group: Sequence[Told]) -> str:
    numerals = [a + b for a in ("", "十", "二十") for b in ("", *"一二三四五六七八九")][1:]
    return lead + "".join(f"{n}是{t.sentence}" for n, t in zip(numerals, group, strict=False))


def _listed(lead: str, group: Sequence[Told], rng: random.Random) -> list[str]:
    if not group:
        return []
    if rng.random() < 0.5:
        return [_points(lead, group)]
    marks = [f"{n}、" for n in "1234567890"]
    return [lead, *(m + t.sentence for m, t in zip(marks, group, strict=False))]


def untold(report: Narrated, split: str) -> list[Fact]:
    """The facts that a report is silent on, with all that could be taken for them."""
    families = {t.fact.family for t in report.told}
    return [f for f in facts(split) if f.family not in families]
