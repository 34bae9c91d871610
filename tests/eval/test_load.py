"""The page under a little load: visitors over the websocket get answers, and problems are told."""

import asyncio
from pathlib import Path

import pytest

from eval.load import Load, growth, problems, served, under_load
from eval.made import with_made
from eval.run import TODAY
from eval.visitor import Heard, _fields, _message
from ingest.settings import Settings


def test_two_visitors_get_their_answers(tmp_path: Path) -> None:
    with_made(Settings(home=tmp_path, today=TODAY), 3)
    with served(tmp_path) as (port, process):
        seen = asyncio.run(under_load(tmp_path, port, process, sessions=2, seconds=1.0))
    assert seen.errors == []
    assert len(seen.opened) == 2 and len(seen.asked) >= 2
    assert all(0 < heard.answer <= heard.end for heard in seen.asked)


@pytest.mark.parametrize(
    ("answer", "end", "memory", "said"),
    [
        (0.1, 0.5, {200: 100, 1000: 104}, []),
        (0.1, 1.5, {200: 100, 1000: 104}, ["median of a question"]),
        (0.9, 0.9, {200: 100, 1000: 104}, ["median of the answer itself"]),
        (0.1, 0.5, {200: 100, 1000: 106}, ["memory over that before"]),
        (0.1, 0.5, {200: 100}, ["memory"]),
    ],
)
def test_what_does_not_hold_is_a_problem(
    answer: float, end: float, memory: dict[int, int], said: list[str]
) -> None:
    seen = Load(asked=[Heard(answer, end, False)] * 9, memory=memory)
    assert [told.partition(":")[0] for told in problems(seen)] == said


def test_errors_are_problems() -> None:
    assert "2 errors, the first: a" in problems(Load(errors=["a", "b"]))
    assert growth(Load()) == 1.0


def test_messages_are_written_and_read_by_hand() -> None:
    inside = _message(1, "江夏".encode()) + _message(300, b"x" * 200)
    assert list(_fields(_message(11, inside))) == [(11, inside)]
    assert list(_fields(inside)) == [(1, "江夏".encode()), (300, b"x" * 200)]
    assert list(_fields(b"\x30\x00")) == [(6, b"")]
