"""The page as Streamlit runs it: language, masthead, one of the pages, footer."""

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ingest.errors import ReportError
from ui import pages
from ui.labels import LANGUAGES, label, language_wanted
from ui.markup import text_element

log = logging.getLogger("nianbao.ui")
NAMES = {"zh": "中文", "en": "English"}
# For fonts and for those who listen; nothing but the language's code is in it.
TELL_LANGUAGE = {
    code: f'<script>document.documentElement.lang = "{code}"</script>' for code in LANGUAGES
}


def main() -> None:
    """Draw what the address names; no exception leaves here."""
    language = _language()
    st.set_page_config(
        page_title=f"{label(language, 'name')} · nianbao", page_icon="📰", layout="centered",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )  # fmt: skip
    page = st.navigation([pages.ask(language), pages.report(language)], position="hidden")
    st.html(Path(__file__).parent / "look.css")
    st.html(TELL_LANGUAGE[language], unsafe_allow_javascript=True)
    _masthead(language)
    _guarded(page.run, language)
    st.html(text_element("footer", label(language, "footer"), css="nb-footer"))


def _language() -> str:
    """The language chosen before, by the address bar, or by the browser, in this order."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    chosen = language_wanted(st.session_state.get("lang"), st.context.locale)
    if st.session_state.get("lang"):
        st.query_params["lang"] = chosen
    return chosen


def _masthead(language: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="masthead", gap="medium"):
        name = text_element("span", label(language, "name"), css="nb-name")
        strap = text_element("span", label(language, "strap"), css="nb-strap")
        st.html(f'<div class="nb-mast">{name}{strap}</div>')
        with st.container(
            horizontal=True, key="places", width="content", vertical_alignment="center"
        ):
            kept = {"lang": language} if st.session_state.get("lang") else None
            for page in (pages.ask(language), pages.report(language)):
                st.page_link(page, query_params=kept)
            other = next(code for code in LANGUAGES if code != language)
            st.button(NAMES[other], key="switch", type="tertiary", on_click=_switch, args=(other,))


def _switch(language: str) -> None:
    st.session_state["lang"] = language
    st.query_params["lang"] = language


def _guarded(run: Callable[[], None], language: str) -> None:
    """The page's edge: what goes wrong is logged, and told in one harmless line."""
    try:
        run()
    except ReportError as error:
        log.warning("%s", error)
        told = f"{error.seen}; {error.todo}"
        st.html(text_element("p", told, css="nb-failed", role="status"))
    except Exception:
        log.exception("a page failed")
        st.html(text_element("p", label(language, "failed"), css="nb-failed", role="status"))


main()
