"""A question and the slots it means: golden pairs, and what must not change them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.query import Query
from assistant.question.meaning import with_default_item
from assistant.question.reading import read_query
from ingest.clean import traditional

GOLDENS = Path(__file__).parent / "goldens" / "queries.csv"
PLACES = ("江夏区", "宿迁市", "淮安市洪泽区")
WHO = {"自然人": "natural_person", "企业": "enterprise", "律师事务所": "legal_service", "": ""}
WHAT = {"予以公开": "granted", "新收申请": "requests_new", "重复申请": "not_processed_repeated"}


def read(assistant: Assistant, question: str) -> Query:
    query = read_query(question, assistant.catalogue, assistant.settings.today)
    return with_default_item(query)


def slots(query: Query) -> tuple[object, ...]:
    bodies = tuple(b.publisher for b in query.bodies)
    return bodies, query.years, query.items, query.breakdowns, query.operation


def golden_pairs() -> list[dict[str, str]]:
    with GOLDENS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_golden_pairs(samples: Assistant) -> None:
    pairs = golden_pairs()
    assert len(pairs) >= 1000
    wrong = []
    for pair in pairs:
        query = read(samples, pair["question"])
        got = (
            " ".join(b.publisher for b in query.bodies), " ".join(map(str, query.years)),
            " ".join(query.items), " ".join(query.breakdowns), query.operation,
        )  # fmt: skip
        expected = tuple(pair[k] for k in ("publisher", "year", "items", "breakdown", "operation"))
        if got != expected:
            wrong.append((pair["question"], got, expected))
    assert not wrong, wrong[:20]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PLACES), st.integers(2019, 2024), st.sampled_from(sorted(WHO)),
    st.sampled_from(sorted(WHAT)), st.permutations(range(3)),
)  # fmt: skip
def test_word_order_and_script_change_nothing(
    samples: Assistant, place: str, year: int, who: str, what: str, order: list[int]
) -> None:
    parts = [place, f"{year}年", f"{who}{what}"]
    question = "，".join(parts[at] for at in order) + "多少件？"
    plain = read(samples, f"{place}{year}年{who}{what}多少件？")
    assert slots(read(samples, question)) == slots(plain)
    assert slots(read(samples, traditional(question))) == slots(plain)
    assert plain.items == (WHAT[what],)
    assert plain.breakdowns == ((WHO[who],) if who else ())


@settings(max_examples=40, deadline=None)
@given(st.integers(2015, 2025), st.integers(2015, 2025), st.sampled_from(sorted(WHAT)))
def test_another_year_changes_the_year_alone(
    samples: Assistant, one: int, other: int, what: str
) -> None:
    first = read(samples, f"江夏区{one}年{what}多少件")
    second = read(samples, f"江夏区{other}年{what}多少件")
    assert (first.years, second.years) == ((one,), (other,))
    assert slots(first)[0::2] == slots(second)[0::2]


@pytest.mark.parametrize(
    ("question", "unread"),
    [
        ("江夏区2021年新收申请多少件", ()),
        ("江夏区2021年新收申请咕噜多少件", ("咕噜",)),
        # What stands before the first clause that names anything only frames it.
        ("我在写一篇长报道，江夏区2021年新收申请多少件", ()),
        ("不算街道的话，江夏区2021年新收申请多少件", ("不算街道",)),
    ],
)
def test_what_is_left_over(samples: Assistant, question: str, unread: tuple[str, ...]) -> None:
    left = "".join(read(samples, question).unread)
    assert all(any(c in left for c in word) for word in unread)
    assert bool(left) == bool(unread)
