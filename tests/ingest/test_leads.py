"""Findings chosen over all reports: the gravest first, by kind, year, place and words."""

from pathlib import Path

import pytest

from ingest.checks.leads import Wanted, count_leads, leads
from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import read_settings
from ingest.store.database import Database, open_database


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder: Path = tmp_path_factory.mktemp("home")
    database = open_database(folder)
    with Worker() as worker:
        adder = Adder(database, read_settings(folder), worker)
        assert {adder.add(job).status for job in sample_jobs()} == {"added"}
    return database


def test_all_of_them_the_gravest_first(database: Database) -> None:
    found = leads(database, Wanted(), 1_000)
    every = [f for report in database.reports() for f in database.findings(report)]
    assert sorted(map(str, every)) == sorted(str(f) for _, f in found)
    ranks = [("hard", "soft", "note").index(f.severity) for _, f in found]
    assert ranks == sorted(ranks)
    assert sum(count_leads(database, Wanted()).values()) == len(every)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(checks=("S6",)), lambda r, f: f.check == "S6"),
        (Wanted(severities=("soft",)), lambda r, f: f.severity == "soft"),
        (Wanted(years=(2019,)), lambda r, f: r.year == 2019),
        (Wanted(place="3213"), lambda r, f: r.division_code.startswith("3213")),
        (Wanted(words=("宿迁",)), lambda r, f: "宿迁" in r.publisher + r.division + f.text),
    ],
)
def test_each_filter_keeps_what_fits(database: Database, wanted: Wanted, fits: object) -> None:
    assert callable(fits)
    found, every = leads(database, wanted, 1_000), leads(database, Wanted(), 1_000)
    assert found and [str(f) for _, f in found] == [str(f) for r, f in every if fits(r, f)]


def test_a_page_at_a_time(database: Database) -> None:
    every = leads(database, Wanted(), 1_000)
    assert leads(database, Wanted(), 3, 2) == every[2:5]


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE findings; --"])
def test_words_are_only_words(database: Database, words: str) -> None:
    found = leads(database, Wanted(words=(words,)), 1_000)
    assert all(words in f.text + f.text_en for _, f in found)
