"""The pages by name, each loaded when it is first shown; links between them are made of these."""

from typing import Any

import streamlit as st

from ui.labels import label


def ask(language: str) -> Any:
    """The page of questions."""

    def run() -> None:
        from ui.ask import show

        show(language)

    return st.Page(run, title=label(language, "ask"), url_path="ask", default=True)


def report(language: str) -> Any:
    """The page of reports: one report, or the list of them."""

    def run() -> None:
        from ui.report import show

        show(language)

    return st.Page(run, title=label(language, "report"), url_path="report")
