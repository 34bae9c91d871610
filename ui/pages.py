"""The pages by name, each loaded when it is first shown; links between them are made of these."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import streamlit as st

from assistant.answer import link_to as assistant_link
from ingest.report import Report
from ui.labels import LANGUAGES, label

# In the order of the masthead. The page of adding is there only for whom access.py lets in.
NAMES = ("ask", "explore", "report", "leads")
ADD = "add"


def page(name: str, language: str) -> Any:
    """The page of a name: ask, explore, report, leads or add."""
    return st.Page(_shows(name, language), title=label(language, name), url_path=name)


def home(language: str) -> Any:
    """The questions again, at the address without a path."""
    title = label(language, "ask")
    return st.Page(_shows("ask", language), title=title, default=True, visibility="hidden")


def titled(what: str, language: str) -> str:
    """What a browser's tab says of a page."""
    return f"{what} · {label(language, 'name')}"


def kept_query() -> dict[str, str]:
    """What a link to another page takes along: the language, where one was chosen."""
    chosen = st.query_params.get("lang")
    return {"lang": chosen} if chosen in LANGUAGES else {}


def link_to(report: Report, where: str) -> str:
    """The address of a place in a report, in the language that was chosen."""
    address = assistant_link(report, where)
    return "".join([address, *(f"&{name}={value}" for name, value in kept_query().items())])


def _shows(name: str, language: str) -> Callable[[], None]:
    def run() -> None:
        import_module(f"ui.{name}").show(language)

    return run
