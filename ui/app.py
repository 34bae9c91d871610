"""The page as Streamlit runs it: language, masthead, one of the pages, footer."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ingest.errors import ReportError
from ingest.settings import read_settings
from ui import pages
from ui.access import access
from ui.failures import failure_text
from ui.labels import LANGUAGES, label, language_wanted, spoken
from ui.markup import text_element
from ui.scope import arrive

log = logging.getLogger("nianbao.ui")
LANGUAGE_NAMES = {"zh": "简体", "zh-Hant": "繁體", "en": "English"}
# For fonts and for those who listen, and for what Streamlit hangs beside its page; only codes of
# ours are in it.
TELL = """<script>
document.documentElement.lang = "{lang}";
setTimeout(() => {{
  const app = document.querySelector(".stApp");
  document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme; // {theme}
}}, 50);
</script>"""


def main() -> None:
    """Draw what the address names; no exception leaves here."""
    language = language_wanted(st.query_params.get("lang"), st.context.locale)
    shown = [pages.page(name, language) for name in pages.NAMES]
    if _may_add():
        shown.append(pages.page(pages.ADD, language))
    page = st.navigation([pages.home(language), *shown], position="hidden")
    st.set_page_config(
        page_title=pages.titled(page.title, language), page_icon="📰", layout="centered",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )  # fmt: skip
    st.html(Path(__file__).parent / "look.css")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    told = TELL.format(lang=spoken(language), theme=theme)
    st.html(told, unsafe_allow_javascript=True)
    _masthead(language, shown)
    arrive(page.url_path)
    _guarded(page.run, language)
    st.html(text_element("footer", label(language, "footer"), css="nb-footer"))


def _may_add() -> bool:
    try:
        return access(read_settings()) != "none"
    except ReportError:
        return False


def _masthead(language: str, shown: list[Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="masthead", gap="medium"):
        name = text_element("span", label(language, "name"), css="nb-name")
        strap = text_element("span", label(language, "strap"), css="nb-strap")
        st.html(f'<div class="nb-mast">{name}{strap}</div>')
        with st.container(horizontal=True, key="languages", width="content", gap="small"):
            for code in LANGUAGES:
                if code != language:
                    st.button(
                        LANGUAGE_NAMES[code], key=f"lang-{code}", type="tertiary",
                        on_click=_switch, args=(code,),
                    )  # fmt: skip
        with st.container(horizontal=True, key="places", width="content", gap="medium"):
            for page in shown:
                st.page_link(page, query_params=pages.kept_query() or None)


def _switch(language: str) -> None:
    st.query_params["lang"] = language


def _guarded(run: Callable[[], None], language: str) -> None:
    """The page's edge: what goes wrong is logged, and told in one harmless line."""
    try:
        run()
    except ReportError as error:
        log.warning("%s", error)
        told = failure_text(f"{error.seen}; {error.todo}", language)
        st.html(text_element("p", told, css="nb-failed", role="status"))
    except Exception:
        log.exception("a page failed")
        st.html(text_element("p", label(language, "failed"), css="nb-failed", role="status"))


# A reader of reports is a process of its own, which imports this file again under another name.
if __name__ == "__main__":
    main()
