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
        # Two digits beside another year, in words or in digits; never what is counted.
        ("21比20少几起", (2021, 2020)),
        ("21年申请比20年多几件", (2021, 2020)),
        ("21、22两年", (2021, 2022)), ("二一较二〇", (2021, 2020)),
        ("19到21是添了还是减了", (2019, 2020, 2021)), ("2021比20多", (2021, 2020)),
        ("20年到21年", (2020, 2021)), ("2020→2021", (2020, 2021)),
        ("2019-21年", (2019, 2020, 2021)),
        ("21件比20件", ()), ("10到20件", ()), ("2021-12", (2021,)), ("一一列出", ()),
        ("近二三年", ()),
        ("民国110年", (2021,)), ("民国一百一十年度", (2021,)), ("fy21", (2021,)),
        ("大前年", (2019,)),
        ("the year before last", (2020,)), ("两年前", (2020,)),
        ("2019 to 2021", (2019, 2020, 2021)), ("从上一年接过来的", ()),
        ("转到二二年", (2021, 2022)), ("从2020年接过来的", (2021,)),
        ("有多少申请是2020年结转来的", (2021,)),
        # What last year left over; beside another year it is what was carried into that.
        ("去年没办完的", (2021,)), ("2021年去年没办完的", (2021,)), ("去年未经复议的", (2021,)),
        ("结转自上年的", ()),
        # A step from a year that is named is one year, but for what was carried into it.
        ("2022年的上一年", (2021,)), ("比2022年早一年的那一年", (2021,)),
        ("2022年再往前一年", (2021,)),
        ("the year before 2022", (2021,)), ("2022年上一年结转的", (2022,)),
        ("2022年的上年没办完的", (2022,)),
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
        ("历年", "all", 0), ("这两年", "last", 2), ("两年的合计", "last", 2),
        ("两年许可合计", "last", 2), ("翌年", "step", 1),
    ],
)  # fmt: skip
def test_periods(text: str, kind: str, count: int) -> None:
    assert [(p.kind, p.count) for p in read_years(text, TODAY)] == [(kind, count)]


def test_since(text: str = "2019年以来") -> None:
    assert [(p.kind, p.years) for p in read_years(text, TODAY)] == [("since", (2019,))]


@pytest.mark.parametrize(
    ("text", "years"),
    [("宿迁21 复议", (2021,)), ("宿迁,21,许可", (2021,)), ("21宿迁", (2021,)),
     ("宿迁21件", ()), ("宿迁25", ())],
)  # fmt: skip
def test_two_digits_beside_a_place(text: str, years: tuple[int, ...]) -> None:
    at = text.index("宿迁")
    assert named_years(text, read_years(text, TODAY, [(at, at + 2)])) == years
