"""Reports by seed: a body, some years in a row, the forms of their time, planted faults."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from eval.corpus import grids, plants, prose
from eval.corpus.bodies import draw_body
from eval.corpus.grids import Grid, Tables
from eval.corpus.key import Body, Fact, Key, Name, data
from eval.corpus.numbers import Numbers, draw, leaves
from eval.corpus.prose import Head
from eval.corpus.wording import Wording

HABITS = (
    "variants", "typos", "inner_spaces", "thousands", "wide", "units", "padded", "arrows", "apart",
)  # fmt: skip
EMPTY = (
    "zero_blank",
    "zero_slash",
    "zero_dash",
    "zero_none",
    "some_blank",
    "totals_blank",
    "totals_only",
)
QUIRKS = (
    "split_two", "no_caption", "lost_groups", "group_rows", "subtotal", "split_four", "annex_units",
    "annex_bare", "annex_headless", "shanghai", "preamble_in_one", "told_in_three",
)  # fmt: skip
NUMERALS = "一二三四五六"
NAMELESS = 0.04
# Most of what is online is of the newer forms.
FIRST_YEARS = (2014, 2016, 2018, *(range(2019, 2026)), *(range(2019, 2026)))


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph and its part: title, line, heading, sub, text, or sign."""

    part: str
    text: str


Block = Para | Grid


@dataclass(slots=True)
class Report:
    """A report before it is rendered: its blocks in order, what stands above, and its key."""

    head: Head
    blocks: list[Block]
    key: Key
    seed: int
    numbers: Numbers = field(default_factory=dict)


def draw_series(seed: int) -> Iterator[Report]:
    """The reports of one body for one to three years in a row, the first by chance."""
    rng = random.Random(seed)
    body = draw_body(rng)
    first, count = rng.choice(FIRST_YEARS), rng.choice((1, 1, 2, 3))
    before: Report | None = None
    for year in range(first, min(first + count, 2026)):
        before = _draw(rng, body, year, before)
        yield before


def forms_of(rng: random.Random, year: int) -> tuple[str, str]:
    """The forms of tables two and three in a year's report; some keep last year's."""
    if year <= 2018:
        return "2014", "2014"
    if year <= 2020:
        return "2019", "2019"
    return rng.choices([("2021", "2021"), ("2021", "2019"), ("2019", "2019")], [7, 2, 1])[0]


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the parts of one report are written from."""

    title: str
    key: Key
    made: Tables
    plan: plants.Plan


def _draw(rng: random.Random, body: Body, year: int, before: Report | None) -> Report:
    form2, form3 = forms_of(rng, year)
    own: Mapping[Name, Decimal] = before.numbers if before else {}
    numbers = draw(rng, body, own)
    head = prose.head(rng, body, year)
    dated = str(year) in head.title
    key = Key(body, year, head.published, head.posted_by, form2, form3, dated)
    if not head.posted_sure:  # 原创 names nobody, a portal hardly anybody
        key.posted_by = head.posted_by if head.posted_by == "中国政府网" else ""
        key.unsure.add("posted_by")
    habits = [habit for habit in HABITS if rng.random() < 0.15]
    if rng.random() < 0.4:
        habits.append(rng.choice(EMPTY))
    quirks = [quirk for quirk in QUIRKS if rng.random() < 0.15]
    wording = Wording(rng, habits)
    nameless = rng.choice(leaves(form3)) if form3 != "2014" and rng.random() < NAMELESS else ""
    key.lost |= {name for name in numbers if name[0] == nameless}
    made = Tables(numbers, form2, form3, wording, quirks, nameless)
    plan = plants.draw(rng, key, made, before.key if before else None)
    blocks = list(_blocks(rng, _Draft(head.title, key, made, plan)))
    key.cells = wording.printed
    key.lost |= _with_torn([b for b in blocks if isinstance(b, Grid)], wording.torn)
    return Report(head, blocks, key, rng.randrange(10**9), numbers)


def _with_torn(tables: Iterable[Grid], torn: set[Name]) -> set[Name]:
    """The cells of the rows in which digits stand apart: where each is may be open."""
    rows = ({box.name for box in row if box.name} for grid in tables for row in grid.rows)
    return {name for names in rows if names & torn for name in names}


def _blocks(rng: random.Random, draft: _Draft) -> Iterator[Block]:
    """The preamble and the chapters with their tables."""
    key, made, plan = draft.key, draft.made, draft.plan
    names = [rng.choice(prose.words(f"chapters_{n}")) for n in range(1, 7)]
    mark = rng.choice("、、、．")
    headings = [
        Para("heading", f"{n}{mark}{name}") for n, name in zip(NUMERALS, names, strict=True)
    ]
    period = rng.choice(prose.words("periods_damaged" if rng.random() < 0.15 else "periods"))
    told = period.format(y=plan.period_year or key.year)
    opening = [
        Para("text", prose.preamble(rng, key, told, key.body.called not in draft.title)),
        headings[0],
    ]
    yield from reversed(opening) if "preamble_in_one" in made.quirks else opening
    yield from _chapter_one(rng, draft)
    if key.form2 == "2014":
        yield Para("heading", "二、主动公开和申请办理数据")
        yield grids.annex(made)
    else:
        tables = (grids.table_two(made), [grids.table_three(made)], grids.table_four(made))
        for heading, held in zip(headings[1:4], tables, strict=True):
            yield heading
            if rng.random() < 0.05:
                yield Para("text", rng.choice(prose.words("guidance")))
            if heading is headings[2] and "told_in_three" in made.quirks:
                sentence, facts = prose.ways_in(rng, int(made.numbers["requests_new", "total"]))
                key.facts += facts
                yield Para("text", sentence)
            yield from held
    five, six = headings[4:]
    if key.form2 == "2014":
        five, six = (
            Para("heading", n + h.text[1:]) for n, h in zip("三四", (five, six), strict=True)
        )
    yield five
    key.points = plan.points or tuple(prose.points(rng, key.year))
    yield from (Para("text", text) for text in key.points)
    yield six
    yield from _chapter_six(rng, key)


def _chapter_one(rng: random.Random, draft: _Draft) -> Iterator[Para]:
    """Sub-headings with paragraphs; the figures of the tables are told in the second."""
    key, plan = draft.key, draft.plan
    opening = rng.choice(prose.words("openings")).format(y=key.year, o=key.body.own)
    yield Para("text", opening)
    # In Shanghai the parts of chapter one are numbered like chapters.
    shanghai = "shanghai" in draft.made.quirks
    brackets = "{}、" if shanghai else rng.choice(("（{}）", "({})"))
    told = list(prose.facts(rng, key.year))
    if plan.split:
        told.append(plan.split)
    for at, name in enumerate(prose.words("sections")):
        yield Para("sub", brackets.format(NUMERALS[at]) + name)
        sentences = [prose.doings(rng, 2)]
        if at == 0:
            sentences += [sentence for sentence, _ in told]
            key.facts += [fact for _, held in told for fact in held]
        if at == 1 and key.form3 != "2014":
            sentences.append(_of_requests(rng, draft))
        yield Para("text", "".join(sentences))


def _of_requests(rng: random.Random, draft: _Draft) -> str:
    key, made, plan = draft.key, draft.made, draft.plan
    text, code = rng.choice(data("words")["requests"]["sound"])
    value = made.numbers[code, "total"] + plan.contradicts
    key.facts.append(Fact("申请", value, "件"))
    filled = {"requests_new": "new", "results_total": "done"}[code]
    return str(text).format(y=key.year, o=key.body.own, **{filled: value})


def _chapter_six(rng: random.Random, key: Key) -> Iterator[Para]:
    if rng.random() < 0.5:
        yield Para("text", rng.choice(prose.words("others_without")).format(o=key.body.own))
        return
    sentence, facts = prose.stated(rng, rng.choice(data("words")["fee"]), key.year)
    key.facts += facts
    yield Para("text", sentence)
