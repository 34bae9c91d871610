"""An order over many bodies: exact however near two numbers are, whichever way it goes."""

from fractions import Fraction

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.figures.algebra import Number, cells_in, measure_of
from assistant.figures.standings import placed
from assistant.question.groups import Group
from ingest.report import Report
from ingest.store.database import Database

REPORT = Report("d", "s", "", "", "", "region", "county", "", "", "", 2021, "", "", "")
LARGE = 10**17
numbers = st.builds(Number, st.integers(-LARGE, LARGE), st.integers(1, LARGE))
near = st.integers(1, 9).map(lambda n: Number(LARGE + n, 3 * LARGE))


@given(st.lists(numbers | near), st.sampled_from(["most", "least", ""]))
def test_places_are_those_of_the_exact_fractions(drawn: list[Number], order: str) -> None:
    found = placed([(REPORT, number) for number in drawn], Group("county", None, order))
    values = [standing.value for standing in found]
    exact = [Fraction(number.top or 0, number.under) for number in drawn]
    assert values == sorted(exact, reverse=order != "least")
    assert [standing.place for standing in found] == [values.index(v) + 1 for v in values]


@pytest.mark.parametrize("code", ["requests_new", "granted_rate"])
def test_the_cells_shown_are_found_by_their_report(
    samples: Assistant, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = []

    def planned(database: Database, wanted: sa.Select[tuple[str]]) -> list[object]:
        whole = wanted.compile(database.engine, compile_kwargs={"literal_binds": True})
        with database.engine.connect() as at:
            plans.extend(row[3] for row in at.exec_driver_sql(f"EXPLAIN QUERY PLAN {whole}"))
        return []

    monkeypatch.setattr(Database, "rows", planned)
    cells_in(samples.database, ["a", "b"], measure_of(code))
    assert "SEARCH figures USING PRIMARY KEY (report=?)" in plans
