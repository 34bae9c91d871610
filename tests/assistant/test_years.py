"""Years and periods in a question."""

from datetime import date

import pytest

from assistant.question.years import named_years, read_years

TODAY = date(2022, 5, 1)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年", (2021,)), ("二〇二一年", (2021,)), ("21年", (2021,)), ("fy2021", (2021,)),
        ("2019年至2021年", (2019, 2020, 2021)), ("2018和2020年", (2018, 2020)),
        ("去年", (2021,)), ("前年", (2020,)), ("今年", (2022,)), ("last year", (2021,)),
        # Corrected by the year written out; compared with it where nothing is put right.
        ("前年(我说的是2021)", (2021,)), ("2020年比去年", (2020, 2021)),
        # Rows of the form, and spans of time, name no year.
        ("上年结转", ()), ("结转到下一年", ()), ("carried over from last year", ()), ("近三年", ()),
        ("20个工作日", ()), ("第20条", ()),
        # No year of any report, and not passed over either.
        ("1021年", (1021,)), ("20211年", (20211,)), ("2021.5年", ()),
    ],
)  # fmt: skip
def test_years_named(text: str, years: tuple[int, ...]) -> None:
    assert named_years(text, read_years(text, TODAY)) == years


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("近三年", "last", 3), ("最近5年", "last", 5), ("前一年", "step", -1), ("次年", "step", 1),
        ("历年", "all", 0),
    ],
)  # fmt: skip
def test_periods(text: str, kind: str, count: int) -> None:
    assert [(p.kind, p.count) for p in read_years(text, TODAY)] == [(kind, count)]


def test_since(text: str = "2019年以来") -> None:
    assert [(p.kind, p.years) for p in read_years(text, TODAY)] == [("since", (2019,))]
