"""Questions and answers: one conversation a visitor."""

import logging

import streamlit as st

from assistant.answer import Answer
from assistant.ask import LONGEST, Assistant
from assistant.conversation import Conversation
from assistant.texts import in_script
from ui import pages
from ui.answers import answer_html
from ui.downloads import answer_csv
from ui.engine import Engine, engine
from ui.evidence import show_place
from ui.labels import label
from ui.markup import element, esc, plain_label, text_element
from ui.reply import places_of
from ui.shelf import show_empty
from ui.starters import first_questions

# Places of evidence that stand open; the turns that stay on the page.
OPEN = 3
# Brings the newest question to the top of the window and lit cells into their boxes; no word of
# anybody's is in it.
SCROLL = """<script>
setTimeout(() => {
  document.querySelector(".nb-newest")?.scrollIntoView({block: "start"});
  for (const lit of document.querySelectorAll(".nb-scroll .nb-lit")) {
    const box = lit.closest(".nb-scroll");
    box.scrollLeft = lit.offsetLeft - box.clientWidth / 2;
  }
}, 150);
</script>"""
TURNS = 30
# What the line takes; an answer is given to the first LONGEST characters, and the page says so.
MOST = 20 * LONGEST
log = logging.getLogger("nianbao.ui")


def show(language: str) -> None:
    """The page: what was asked so far, or on a first visit what can be asked."""
    opened = engine()
    if not opened.assistant.catalogue.bodies:
        show_empty(language)
        return
    question = st.session_state.pop("next", None)
    turns: list[tuple[str, Answer | None]] = st.session_state.setdefault("turns", [])
    if not turns and not question:
        _welcome(opened, language)
        return
    if question:
        with st.spinner(label(language, "working"), show_time=False):
            turns.append((question, _answered(opened.assistant, question)))
        del turns[:-TURNS]
    for number, turn in enumerate(turns):
        _turn(opened, language, number, turn, last=number == len(turns) - 1)
    st.html(SCROLL, unsafe_allow_javascript=True)
    st.button(
        label(language, "new_conversation"),
        type="tertiary",
        on_click=_start_over,
        icon=":material/refresh:",
    )
    _input(language)


def _input(language: str) -> None:
    """The line to write in, among the page's text: the bottom bar would scroll an answer away."""
    with st.container(key="asking"):
        st.chat_input(
            label(language, "placeholder"),
            max_chars=MOST,
            key="question",
            on_submit=_send_written,
        )


def _send_written() -> None:
    _send(str(st.session_state.get("question") or "").strip())


def _answered(assistant: Assistant, question: str) -> Answer | None:
    """The answer, within the visitor's conversation; None where a fault of ours stopped it."""
    conversation = st.session_state.setdefault("conversation", Conversation())
    try:
        return assistant.ask(question, conversation)
    except Exception:
        log.exception("a question failed")
        return None


def _start_over() -> None:
    for name in ("turns", "conversation", "next"):
        st.session_state.pop(name, None)


def _send(question: str) -> None:
    st.session_state["next"] = question[: LONGEST + 1]


# the first visit -----------------------------------------------------------


def _welcome(opened: Engine, language: str) -> None:
    """One screen: what this is, what is loaded, what to ask."""
    with st.container(key="welcome"):
        st.html(
            text_element("h1", label(language, "welcome"), css="nb-welcome")
            + text_element("p", label(language, "welcome_text"), css="nb-about")
        )
        _input(language)
        st.html(_holdings(opened.assistant, language))
        st.page_link(pages.report(language), label=label(language, "all_reports"))
        _questions(_starters(opened.refresh(), language), label(language, "try"), "starter")


@st.cache_data(show_spinner=False, max_entries=8)
def _starters(stamp: str, language: str) -> tuple[str, ...]:
    return first_questions(engine().assistant, language)


def _holdings(assistant: Assistant, language: str) -> str:
    bodies = assistant.catalogue.bodies
    years = sorted({year for body in bodies for year in body.years})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    reports = sum(len(body.reports) for body in bodies)
    head = label(language, "loaded", reports=reports, bodies=len(bodies), years=span)
    between = "、" if language == "zh" else ", "
    chips = [
        element(
            "li", esc(b.publisher), text_element("small", between.join(map(str, sorted(b.years))))
        )
        for b in bodies[:8]
    ]
    if len(bodies) > len(chips):
        chips.append(text_element("li", label(language, "bodies_more", count=len(bodies))))
    return text_element("p", head, css="nb-loaded") + element("ul", *chips, css="nb-bodies")


# one turn ------------------------------------------------------------------


def _turn(
    opened: Engine, language: str, number: int, turn: tuple[str, Answer | None], *, last: bool
) -> None:
    question, answer = turn
    if last and number:
        st.html('<div class="nb-newest"></div>')
    with st.chat_message("user"):
        st.html(
            text_element(
                "p", question[:LONGEST], css="nb-question" if number else "nb-question nb-first"
            )
        )
        if len(question) > LONGEST:
            st.html(text_element("p", label(language, "cut", count=LONGEST), css="nb-note"))
    with st.chat_message("assistant"):
        if answer is None:
            st.html(text_element("p", label(language, "failed"), css="nb-failed", role="status"))
            return
        st.html(answer_html(answer, language))
        _evidence(opened, answer, language, number)
        if answer.rows:
            st.download_button(
                label(language, "download"), answer_csv(answer), f"nianbao-{number + 1}.csv",
                "text/csv", key=f"csv-{number}", type="tertiary", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
        if last:
            options = [in_script(answer.query.language, o) for o in answer.options]
            further = [in_script(answer.query.language, s) for s in answer.suggestions]
            _questions(options, label(language, "options"), f"option-{number}")
            _questions([] if options else further, label(language, "suggestions"), f"next-{number}")


def _evidence(opened: Engine, answer: Answer, language: str, number: int) -> None:
    places = places_of(answer)
    if not places:
        return
    st.html(text_element("h3", label(language, "evidence"), css="nb-head"))
    for at, place in enumerate(places[:OPEN]):
        show_place(place, opened.database, language, f"{number}-{at}")
    if more := places[OPEN:]:
        with st.expander(label(language, "more_evidence", count=len(more))):
            for at, place in enumerate(more, OPEN):
                show_place(place, opened.database, language, f"{number}-{at}")


def _questions(questions: tuple[str, ...] | list[str], title: str, key: str) -> None:
    """Questions as buttons; each is sent as it reads."""
    if not questions:
        return
    st.html(text_element("h3", title, css="nb-head"))
    with st.container(key=f"asks-{key}", horizontal=True, gap="xsmall"):
        for at, question in enumerate(questions):
            st.button(plain_label(question), key=f"{key}-{at}", on_click=_send, args=(question,))
