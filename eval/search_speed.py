"""How fast passages are found in a home of any size, and how fast sentences are encoded."""

import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.ask import Assistant
from eval.narrative import facts
from eval.run import TODAY
from eval.scores import Measured, measured_run, quantile, table
from ingest import embedding
from ingest.settings import Settings
from ingest.store.database import open_database

ASKED, SEED, K = 100, 31, 10
SENTENCES, LENGTH = 20_000, 30
LETTERS = "政府信息公开申请办理结果平台建设监督保障培训解读答复审查"
HEAD = ("what", "median", "p95")


def speed_of_home(suite: str, home: Path) -> Measured:
    """How long a search of one report and one of all take, after a first of each."""
    database, rng = open_database(home), random.Random(SEED)
    retriever = Assistant(database, Settings(home=home, today=TODAY)).retriever
    reports = rng.choices(list(database.reports(counted=False)), k=ASKED)
    scoped, every = [], []
    for report in reports:
        question = rng.choice(rng.choice(facts("dev")).questions)
        began = time.perf_counter()
        retriever.search(question, [report], K)
        between = time.perf_counter()
        retriever.search_all(question, K)
        scoped.append((between - began) * 1000)
        every.append((time.perf_counter() - between) * 1000)
    rows = [times_of("in one report", scoped[1:]), times_of("among all", every[1:]), encoding()]
    return Measured(measured_run(suite, ASKED, tables=[table("Speed", HEAD, rows)]), [])


def times_of(what: str, ms: Sequence[float]) -> tuple[str, str, str]:
    """The row of a table: median and 95% of so many times."""
    return f"{what}, ms", f"{statistics.median(ms):.1f}", f"{quantile(ms, 0.95):.1f}"


def encoding() -> tuple[str, str, str]:
    """Sentences of thirty characters that the model encodes in a second of one core."""
    rng = random.Random(5)
    texts = ["".join(rng.choices(LETTERS, k=LENGTH)) for _ in range(SENTENCES)]
    began = time.process_time()
    embedding.load().passages(texts)
    return "sentences encoded a second", f"{SENTENCES / (time.process_time() - began):,.0f}", ""
