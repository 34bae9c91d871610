"""The text of a report: title, head, preamble, chapters, with the figures that it states."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from eval.corpus.key import Body, Fact, Key, data

DATES = (
    "{:%Y-%m-%d}", "{:%Y年%m月%d日}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y- %m- %d}",
)  # fmt: skip
LATE = ("region", "ministry")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a report: its title, the line of dates, the table of data on it."""

    title: str
    line: str
    table: tuple[tuple[str, str], ...]
    published: str
    posted_by: str
    posted_sure: bool = True


def words(name: str) -> list[str]:
    """A list of sentences of the corpus."""
    return list(data("words")[name])


def head(rng: random.Random, body: Body, year: int) -> Head:
    """A title and the posting data in one of the ways of the wild; some pages have none."""
    titles = words("titles") * 2 + (words("titles_yearless") if rng.random() < 0.3 else [])
    if rng.random() < 0.04:
        titles = words("titles_bare")
    title = rng.choice(titles).format(c=body.called, y=year)
    first = date(year + 1, 1, 6)
    day = first + timedelta(days=rng.randrange(75 if body.scope in LATE else 25))
    poster, sure = _poster(rng, body)
    way = rng.choice(("line", "line", "line", "table", "published", "none"))
    if way == "none":
        return Head(title, "", (), "", "")
    shown = rng.choice(DATES).format(day)
    if way == "table":
        return Head(title, "", _metadata(rng, shown, poster), f"{day}", poster, sure)
    if way == "published" or not poster:
        label = rng.choice(("发布日期", "发布时间", "公开日期", "时间"))
        return Head(title, f"{label}{rng.choice('：:')}{shown}", (), f"{day}", "")
    line = rng.choice([
        "发布日期:{d} {t} 文章来源:{p}", "发布时间：{d} {t}　来源：{p}　浏览次数：{n}",
        "时间：{d}　来源：{p}",
        "来源：{p} 发布时间：{d} {t} 字体：【大 中 小】", "公开日期：{d}　发布机构：{p}",
        "更新时间：{later} 发布时间：{d} 来源：{p}",
    ])  # fmt: skip
    clock = f"{rng.randrange(8, 18):02}:{rng.randrange(60):02}"
    later = f"{day + timedelta(days=rng.randrange(1, 400))}"
    line = line.format(d=shown, t=clock, p=poster, n=rng.randrange(9999), later=later)
    return Head(title, line, (), f"{day}", poster, sure)


def _poster(rng: random.Random, body: Body) -> tuple[str, bool]:
    """Who posted it, and whether that is a body at all."""
    if rng.random() < 0.15:
        return rng.choice(data("bodies")["portals"]), False
    if rng.random() < 0.5 or body.scope not in ("region", "office"):
        return body.publisher, True
    return f"{body.place}{rng.choice(data('bodies')['posters'])}", True


def _metadata(rng: random.Random, day: str, poster: str) -> tuple[tuple[str, str], ...]:
    number = f"{rng.randrange(10**8):08}/{rng.randrange(2015, 2026)}-{rng.randrange(99999):05}"
    rows = [
        ("索引号", number),
        ("主题分类", "政务公开"), ("发布机构", poster), ("发布日期", day), ("文号", "无"),
        ("有效性", "有效"), ("公开方式", "主动公开"),
    ]  # fmt: skip
    return tuple(row for row in rows if row[1] and (row[0][0] in "发索" or rng.random() < 0.6))


def preamble(rng: random.Random, key: Key, period: str, bare: bool) -> str:
    """The paragraph before chapter one, its period as told; `bare` where the title names nobody."""
    body, year = key.body, key.year
    own = body.scope != "region"
    compiled = rng.choice(words("compiled_own" if own else "compiled_region"))
    place = body.division or "北京市"
    compiled = compiled.format(c=body.publisher, o=body.own, y=year, p=body.place)
    said = f"{rng.choice(words('laws'))}，{compiled}"
    # A title that names nobody leaves it to the preamble.
    contacts = words("contacts")[:1] if bare else words("contacts")
    contact = rng.choice(contacts).format(
        c=body.publisher, p=place, n=rng.randrange(1, 400), t=f"0{rng.randrange(10**9, 10**10)}"
    )
    parts = [f"{said}。", rng.choice(words("contents")), period, contact]
    return "".join(parts)


def points(rng: random.Random, year: int) -> list[str]:
    """Chapter five: problems and measures, numbered, with others than the year before had."""
    numerals = "一二三"

    def drawn(heads: str, tails: str) -> list[str]:
        """Each told at length, so that hardly any two reports have one in common."""
        told = zip(
            rng.sample(words(heads)[year % 2 :: 2], 3),
            *(rng.sample(words(name), 3) for name in (tails, "circumstances")),
            strict=True,
        )
        return ["，".join(parts) for parts in told]

    found, todo = drawn("problems", "causes"), drawn("measures", "effects")

    def listed(items: list[str]) -> str:
        return "；".join(f"{n}是{item}" for n, item in zip(numerals, items, strict=True))

    return [
        rng.choice(["主要问题：", "存在以下不足：", "工作中还有差距："]) + listed(found) + "。",
        rng.choice(["改进措施：", "下一步，我们将从三个方面改进：", "今后努力方向："])
        + listed(todo) + "。",
    ]  # fmt: skip


def doings(rng: random.Random, count: int) -> str:
    """A paragraph without figures."""
    return "".join(rng.sample(words("doings"), count))


def facts(rng: random.Random, year: int) -> Iterator[tuple[str, list[Fact]]]:
    """Sentences that state figures, each with what it states."""
    held = data("words")
    for entry in rng.sample(held["fact"], rng.randrange(2, 5)):
        yield stated(rng, entry, year)
    if rng.random() < 0.6:
        yield _split(rng, rng.choice(held["split"]))


def stated(rng: random.Random, entry: Mapping[str, str], year: int) -> tuple[str, list[Fact]]:
    """One sentence with one figure, exact, about, or at least."""
    unit, number = entry["unit"], rng.randrange(2, int(entry["high"]))
    way = rng.choice(("exact", "exact", "over", "nearly", "ten thousands"))
    if way == "ten thousands" and number >= 10**5:
        value = Decimal(number // 1000) / 10
        text, fact = f"{value}万{unit}", (value * 10**4, "exact")
    elif way == "over":
        text, fact = f"{number}余{unit}", (Decimal(number), "at_least")
    elif way == "nearly":
        text, fact = f"近{number}{unit}", (Decimal(number), "about")
    else:
        text, fact = f"{number}{unit}", (Decimal(number), "exact")
    sentence = entry["text"].format(v=text, y=year)
    return sentence, [Fact(entry["words"], fact[0], unit, fact[1])]


def ways_in(rng: random.Random, new: int) -> tuple[str, list[Fact]]:
    """Chapter three's own words above its table: how the requests came in."""
    first, second = sorted(rng.randrange(new + 1) for _ in range(2))
    parts = [("网络申请", first), ("信函申请", second - first), ("当面申请", new - second)]
    told = "、".join(f"{name}{n}件" for name, n in parts)
    facts = [Fact(name, Decimal(n), "件") for name, n in parts]
    return f"本年新收政府信息公开申请{new}件，其中{told}。", [
        Fact("申请", Decimal(new), "件"),
        *facts,
    ]


def _split(rng: random.Random, entry: Mapping[str, str]) -> tuple[str, list[Fact]]:
    parts = [rng.randrange(3, 3000) for _ in range(3)]
    a, b, c = parts
    sentence = entry["text"].format(t=sum(parts), a=a, b=b, c=c)
    held = zip(entry["words"], [sum(parts), *parts], strict=True)
    return sentence, [Fact(name, Decimal(n), entry["unit"]) for name, n in held]
