"""Beside the page: new reports into the collection every minute, and all warm beforehand."""

import logging
import threading
import time
from importlib import import_module

from ingest.errors import ReportError
from ingest.settings import Settings
from ingest.store.database import Database, open_database
from ui.labels import LANGUAGES, spoken

# Seconds between two looks at what is unmarked.
EVERY = 60
SHARED = ("pandas",)
log = logging.getLogger("nianbao.ui")


def load_shared() -> None:
    """Import what visitors share before any comes: two that import pandas at once break it."""
    for name in SHARED:
        import_module(name)


def start(settings: Settings) -> threading.Thread:
    """Begin; the thread ends with the process."""
    thread = threading.Thread(target=_run, args=(settings,), name="indexing", daemon=True)
    thread.start()
    return thread


def _run(settings: Settings) -> None:
    told = ""
    warmed = False
    while True:
        try:
            warmed = warmed or _warm(settings)
            index(open_database(settings.home, settings.database_url), settings)
            told = ""
        except ReportError as error:
            told = _tell(str(error), told)
        except Exception as error:
            told = _tell(f"{type(error).__name__}: {error}", told)
        time.sleep(EVERY)


def index(database: Database, settings: Settings) -> int:
    """Bring what is unmarked into the collection; the number of reports done."""
    from ingest.store.collection import index_unmarked

    try:
        return index_unmarked(database, settings)
    finally:
        database.engine.dispose()


def _warm(settings: Settings) -> bool:
    """Load what the first visitor would wait for: the collection, and the models set up."""
    from assistant.ask import set_apart
    from assistant.rewording import chat_model
    from ingest import embedding
    from ui.chips import choices
    from ui.engine import engine

    engine()
    for language in LANGUAGES:
        choices(spoken(language))
    embedding.load(settings.embedding)
    if settings.chat_model:
        try:
            chat_model(settings)
        except Exception as error:  # What is installed or set is wrong; every answer is there.
            log.warning("no chat model: %s: %s", type(error).__name__, error)
    set_apart()
    return True


def _tell(line: str, told: str) -> str:
    """Log a trouble once, not every minute."""
    if line != told:
        log.warning("passages are found by words only for now: %s", line)
    return line
