"""The exam over made reports: a thousand bodies and years that nobody has read, asked about.

Every expected number comes from what the corpus drew, never from the program's reader.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from eval.corpus import Made, made_reports
from eval.exam import question_of
from eval.golden import Bundled, Place, Sample, Target, read_set
from eval.turns import Told, turns
from ingest import forms
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import Database, open_database

REPORTS, QUESTIONS, BODIES, SEED = 1_000, 3_000, 80, 20
RATES = {"予以公开率": "granted", "部分公开率": "granted_in_part"}


def with_made(settings: Settings, count: int = 0) -> Database:
    """A home filled with made reports, the exam's or so many others, read as any, no vectors; those
    that a run before has put there stay.
    """
    database = open_database(settings.home)
    there = {report.document for report in database.reports(counted=False)}
    for made in made_reports(count, SEED) if count else reports():
        source = f"made/{made.division.code}-{made.year}.md"
        document = hashlib.sha256(source.encode()).hexdigest()[:10]
        if document in there:
            continue
        data = made.text.encode()
        reading = read_report(read_blocks(data, source), data, source, {})
        named = replace(reading.report, document=document, source=source)
        database.write(replace(reading, report=named))
    return database


def reports() -> list[Made]:
    """The corpus of the exam, the same in every run."""
    return list(made_reports(REPORTS, SEED))


def cell_questions(corpus: Sequence[Made], count: int) -> list[Sample]:
    """Questions for one printed cell of a corpus, drawn by seed."""
    rng = random.Random(SEED)
    return [_cell(n, rng.choice(corpus), rng) for n in range(count)]


def made_samples() -> list[Sample]:
    """Cells, rates, growth, sums over places, follow-ups and refusals, drawn by seed."""
    rng, corpus = random.Random(SEED), reports()
    drawn = [rng.choice(corpus) for _ in range(QUESTIONS)]
    makers = (_cell, _cell, _cell, _rate, _follow_up, _not_loaded)
    samples = [makers[n % len(makers)](n, made, rng) for n, made in enumerate(drawn)]
    loaded = {(m.publisher, m.year) for m in corpus}
    samples = [s for s in samples if _is_absent(s, loaded)]
    return [*samples, *_growths(corpus), *_sums(corpus)]


def made_turns() -> Iterator[Sample]:
    """Conversations about some bodies of the exam, every year of theirs that is loaded."""
    corpus = reports()
    bodies = random.Random(SEED).sample(sorted({m.publisher for m in corpus}), BODIES)
    told = [
        Told(_named(m), {names: _place(m, *names) for names in m.cells})
        for m in corpus if m.publisher in bodies
    ]  # fmt: skip
    return turns(told)


def _place(made: Made, code: str, breakdown: str) -> Place:
    known = forms.indicators()[code]
    column = forms.breakdowns()[breakdown].label if breakdown else known.column
    where = f"{known.row}/{column}" if column else known.row
    value = Decimal(made.cells[code, breakdown])
    return Place(made.publisher, made.year, code, breakdown, value, known.unit, where)


def _named(made: Made) -> Bundled:
    division = made.division
    names = (made.publisher, division.name, f"{division.prefecture}{division.name}", division.path)
    return Bundled(f"{division.code}-{made.year}", made.publisher, made.year, names, "")


def _cell(n: int, made: Made, rng: random.Random) -> Sample:
    """One cell, in one of the wordings of the other exams; those kept apart are scored apart."""
    code, breakdown = rng.choice(list(made.cells))
    cell = _place(made, code, breakdown)
    wordings = [
        (kind, w)
        for name, kind in (("cells", "made cell"), ("heldout", "made cell heldout"))
        for w in read_set(name)["wording"]
        if w["language"] != "en"
    ]
    kind, wording = rng.choice(wordings)
    question = question_of(_named(made), cell, wording, rng.randrange(9))
    target, ease = Target(value=str(cell.value), unit=cell.unit), wording["difficulty"]
    return Sample(f"made-{n}", kind, question, target, (cell,), rule=code, difficulty=ease)


def _rate(n: int, made: Made, rng: random.Random) -> Sample:
    """A rate over （七）总计; undefined where that is nothing."""
    name = rng.choice(sorted(RATES))
    part, whole = _place(made, RATES[name], "total"), _place(made, "results_total", "total")
    question = f"{rng.choice(_named(made).zh)}{made.year}年{name}是多少？"
    if not whole.value:
        target = Target(status=("not_found",), reason=("undefined",))
        return Sample(f"made-{n}", "made rate", question, target, rule=name)
    value = ((part.value or Decimal(0)) * 100 / whole.value).quantize(
        Decimal("0.01"), "ROUND_HALF_UP"
    )
    target = Target(value=str(value), unit="%")
    return Sample(f"made-{n}", "made rate", question, target, (part, whole), rule=name)


def _percent(part: Decimal) -> str:
    return str((part * 100).quantize(Decimal("0.01"), "ROUND_HALF_UP"))


def _follow_up(n: int, made: Made, rng: random.Random) -> Sample:
    """A kind of applicant after a row."""
    who = rng.choice(forms.applicants())
    cell = _place(made, rng.choice(("granted", "requests_new")), who)
    row = {"granted": "予以公开", "requests_new": "新收申请"}[cell.code]
    before = (f"{rng.choice(_named(made).zh)}{made.year}年{row}多少件？",)
    target = Target(value=str(cell.value), unit="件")
    question = f"其中{_called(who)}呢？"
    return Sample(f"made-{n}", "made turn", question, target, (cell,), before, rule=who)


def _called(who: str) -> str:
    return str(next(e["zh"][0] for e in read_set("cells")["column"] if e["code"] == who))


def _not_loaded(n: int, made: Made, rng: random.Random) -> Sample:
    """A year of the body that was not drawn; those that were are left out afterwards."""
    year = rng.choice([y for y in range(2019, 2026) if y != made.year])
    place = Place(made.publisher, year)
    question = f"{made.publisher}{year}年新收多少件申请？"
    target = Target(status=("not_found",), reason=("not_loaded",))
    return Sample(f"made-{n}", "made refusal", question, target, (place,), rule="year")


def _is_absent(sample: Sample, loaded: set[tuple[str, int]]) -> bool:
    if sample.kind != "made refusal":
        return True
    place = sample.evidence[0]
    return (place.publisher, place.year) not in loaded


def _growths(corpus: Sequence[Made]) -> Iterator[Sample]:
    """Every body with two years in a row, one against the other."""
    held = {(m.publisher, m.year): m for m in corpus}
    for (publisher, year), now in held.items():
        before = held.get((publisher, year - 1))
        if before is None:
            continue
        a, b = (m.cells["requests_new", "total"] for m in (before, now))
        target = Target(status=("not_found",), reason=("undefined",))
        if a:
            target = Target(value=_percent(Decimal(b - a) / a), unit="%")
        question = f"{publisher}{year}年新收申请比{year - 1}年增长了多少？"
        cells = tuple(_place(m, "requests_new", "total") for m in (now, before))
        yield Sample(f"made-growth-{publisher}-{year}", "made growth", question, target, cells)


def _sums(corpus: Sequence[Made]) -> Iterator[Sample]:
    """The loaded counties of a prefecture in one year, added up."""
    by: dict[tuple[str, int], list[Made]] = {}
    for made in corpus:
        by.setdefault((made.division.prefecture, made.year), []).append(made)
    for (prefecture, year), group in sorted(by.items()):
        if len(group) < 2 or not prefecture.endswith("市"):
            continue
        total = sum(m.cells["review_total", ""] for m in group)
        question = f"{prefecture}各区县{year}年行政复议合计多少件？"
        cells = tuple(_place(m, "review_total", "") for m in group)
        target = Target(value=str(total), unit="件")
        yield Sample(f"made-sum-{prefecture}-{year}", "made sum", question, target, cells)
