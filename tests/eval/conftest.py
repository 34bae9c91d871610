"""One home with the bundled reports, and one run of the quick suite, for all tests of the room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import Assistant
from eval.run import Result, ask_in_turn, opened, samples_of, score_all
from eval.scores import Run, run_of


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    with opened(None) as made:
        yield made


@pytest.fixture(scope="session")
def quick(assistant: Assistant) -> list[Result]:
    return list(score_all(samples_of("quick"), ask_in_turn(assistant)))


@pytest.fixture(scope="session")
def quick_run(quick: list[Result]) -> Run:
    return run_of("quick", quick)


@pytest.fixture
def home(assistant: Assistant) -> Path:
    """Where the sound reports are; never written to."""
    return assistant.settings.home
