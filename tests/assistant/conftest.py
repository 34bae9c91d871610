from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.turns.conversation import Conversation
from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.collection import index_unmarked
from ingest.store.database import open_database

TODAY = date(2025, 6, 1)


def filled(home: Path, only: str = "") -> Assistant:
    """An assistant over the bundled samples, or over those whose source holds a word."""
    settings = Settings(home=home, today=TODAY)
    database = open_database(home)
    with Worker() as worker:
        adder = Adder(database, settings, worker)
        for job in sample_jobs():
            if only in job.source.name:
                adder.add(job)
    index_unmarked(database, settings)
    return Assistant(database, settings)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """All five samples."""
    return filled(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def jiangxia(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """江夏区 2021 alone."""
    return filled(tmp_path_factory.mktemp("jiangxia"), "jiangxia")


@pytest.fixture
def chat(samples: Assistant) -> Callable[..., list[Answer]]:
    """The answers to the turns of one conversation."""

    def ask(*turns: str) -> list[Answer]:
        conversation = Conversation()
        return [samples.ask(turn, conversation) for turn in turns]

    return ask
