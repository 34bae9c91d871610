"""A printed cell as a value: what is a number, what is none, and that nothing is rounded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.amounts import looks_like_value, plain, read_amount


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [
        ("0", "0", ""),
        ("668.57", "668.57", ""),
        ("190.457379", "190.457379", ""),
        ("251000元", "251000", "元"),
        ("668.57万元", "668.57", "万元"),
        ("1,234,567", "1234567", ""),
        ("1，234", "1234", ""),
        ("１２３", "123", ""),
        (" 20 ", "20", ""),
        ("11398889", "11398889", ""),
        ("20件", "20", "件"),
    ],
)
def test_numbers(raw: str, value: str, unit: str) -> None:
    found = read_amount(raw)
    assert (found.value, found.state, found.unit) == (Decimal(value), "number", unit)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("+21", "21"),
        ("-1942", "-1942"),
        ("－8", "-8"),
        ("−3", "-3"),
        ("减3", "-3"),
        ("减少 3", "-3"),
        ("下降36", "-36"),
        ("增长27", "27"),
        ("↓3", "-3"),
        ("增加5", "5"),
        ("↑5", "5"),
        ("36", "36"),
    ],
)
def test_changes_have_signs(raw: str, value: str) -> None:
    assert read_amount(raw, signed=True).value == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("", "blank"),
        (" \u3000 ", "blank"),
        ("/", "slash"),
        ("-", "slash"),
        ("——", "slash"),
        ("－", "slash"),
        ("无", "none_word"),
        ("不涉及", "none_word"),
        ("2O", "unreadable"),
        ("1 2", "unreadable"),  # two cells run together
        ("12,34", "unreadable"),
        ("1.2.3", "unreadable"),
        ("约5", "unreadable"),
        ("减3", "unreadable"),  # a count has no sign
        ("9" * 16, "unreadable"),  # no count has so many digits
        ("1e9", "unreadable"),
        ("NaN", "unreadable"),
    ],
)
def test_what_is_no_number_has_no_value(raw: str, state: str) -> None:
    found = read_amount(raw)
    assert (found.value, found.state) == (None, state)


NUMBERS = st.decimals(0, 10**12, allow_nan=False, places=6)


@given(NUMBERS)
def test_a_number_reads_back_to_the_last_digit(value: Decimal) -> None:
    assert read_amount(plain(value)).value == value


@given(st.integers(0, 10**12))
def test_separators_change_nothing(value: int) -> None:
    assert read_amount(f"{value:,}") == read_amount(str(value))


@given(st.text(max_size=20))
def test_any_cell_has_a_state(raw: str) -> None:
    found = read_amount(raw, signed=True)
    assert (found.value is not None) == (found.state == "number")
    assert found.state in ("number", "blank", "slash", "none_word", "unreadable")


@pytest.mark.parametrize(
    ("raw", "value"), [("0", True), ("/", True), ("无", True), ("", False), ("总计", False)]
)
def test_what_can_only_be_a_value(raw: str, value: bool) -> None:
    assert looks_like_value(raw) is value


@pytest.mark.parametrize(
    ("value", "text"), [("-0", "0"), ("1E+3", "1000"), ("2.50", "2.50"), ("0.000001", "0.000001")]
)
def test_written_plainly(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize("raw", ["22[1]", "22①", "22（注2）", "22 注", "22〔3〕", "22²"])
def test_a_mark_that_refers_to_a_note_is_no_part_of_the_number(raw: str) -> None:
    assert read_amount(raw).value == Decimal(22)


@pytest.mark.parametrize("raw", ["①", "⒈", "²", "1²3"])
def test_the_digits_of_marks_are_no_number(raw: str) -> None:
    assert read_amount(raw).state == "unreadable"
