"""Questions and answers: one conversation a visitor."""

import time
from urllib.parse import urlsplit

import streamlit as st

from assistant.answer import Answer
from assistant.ask import LONGEST, Assistant
from assistant.texts import in_script
from ingest.settings import Settings
from ui import pages, turns
from ui.answers import answer_html, answer_steps, old_turn_html
from ui.chart import plot_of, show_chart
from ui.chips import show_chips
from ui.engine import Engine, engine
from ui.evidence import show_place
from ui.labels import joined, label, scripted
from ui.markup import element, plain_label, text_element
from ui.reply import parts_of, places_of
from ui.scope import write_address
from ui.shelf import show_empty
from ui.starters import first_questions
from ui.tools import show_tools
from ui.turns import Turn

# Places of evidence that stand open, and that are shown at all.
OPEN, PLACES = 2, 12
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
# What the line takes; an answer is given to the first LONGEST characters, and the page says so.
MOST = 20 * LONGEST
# A question of more characters than this is set small, or it fills a phone before its answer.
LONG = 80
# Seconds between two parts of an answer that is written out.
PAUSE = 0.015
# Seconds between two looks whether the chat model has written.
LOOK = 0.5
AT_HOME = ("127.0.0.1", "localhost", "::1", "")


def show(language: str) -> None:
    """The page: what was asked so far, or on a first visit what can be asked."""
    opened = engine()
    if not opened.assistant.catalogue.bodies:
        show_empty(language)
        return
    new = turns.begin(opened)
    held = turns.turns()
    if not held:
        _welcome(opened, language)
        return
    for turn in held[:-1]:
        _old_turn(turn, language, first=turn is held[0])
    _newest(opened, held[-1], language, new=new is not None)
    write_address({"q": turns.in_address(held)})
    st.html(SCROLL, unsafe_allow_javascript=True)
    st.button(
        label(language, "new_conversation"), type="tertiary", on_click=turns.start_over,
        icon=":material/refresh:",
    )  # fmt: skip
    _input(language, "ask_on")


def _input(language: str, hint: str) -> None:
    """The line to write in, among the page's text: the bottom bar would scroll an answer away."""
    with st.container(key="asking"):
        st.chat_input(
            label(language, hint), max_chars=MOST, key="question", on_submit=_send_written
        )


def _send_written() -> None:
    turns.ask(str(st.session_state.get("question") or "").strip())


# the first visit -----------------------------------------------------------


def _welcome(opened: Engine, language: str) -> None:
    """One screen: what this is, what is loaded, what to ask."""
    with st.container(key="welcome"):
        st.html(
            text_element("h1", label(language, "welcome"), css="nb-welcome")
            + text_element("p", label(language, "welcome_text"), css="nb-about")
        )
        if where := model_elsewhere(opened.settings):
            said = label(language, "model_elsewhere", where=where)
            st.html(text_element("p", said, css="nb-warning", role="note"))
        _input(language, "ask_first")
        _questions(_starters(opened.refresh(), language), label(language, "try"), "starter")
        st.html(_holdings(opened.assistant, language))
        _to_all_reports(language)


def _to_all_reports(language: str) -> None:
    query = pages.kept_query() or None
    st.page_link(
        pages.page("report", language), label=label(language, "all_reports"), query_params=query
    )


def model_elsewhere(settings: Settings) -> str:
    """Where a chat model outside this machine is, "" where there is none."""
    if not settings.chat_model:
        return ""
    host = urlsplit(settings.chat_url).hostname or ""
    local = settings.chat_model.startswith("ollama") and not settings.chat_url
    if local or (settings.chat_url and host in AT_HOME):
        return ""
    return host or settings.chat_model


@st.cache_data(show_spinner=False, max_entries=8)
def _starters(stamp: str, language: str) -> tuple[str, ...]:
    return first_questions(engine().quick, language)


def _holdings(assistant: Assistant, language: str) -> str:
    bodies = assistant.catalogue.bodies
    every = sorted({year for body in bodies for year in body.years})
    span = f"{every[0]}–{every[-1]}" if len(every) > 1 else "".join(map(str, every))
    reports = sum(len(body.reports) for body in bodies)
    head = label(language, "loaded", reports=reports, bodies=len(bodies), years=span)
    chips = []
    for b in bodies[:8]:
        link, name = pages.link_to(b.reports[0], ""), scripted(language, b.publisher)
        years = text_element("small", joined(language, [str(y) for y in sorted(b.years)]))
        chips.append(element("li", text_element("a", name, href=link, target="_self"), years))
    if len(bodies) > len(chips):
        chips.append(text_element("li", label(language, "bodies_more", count=len(bodies))))
    return text_element("p", head, css="nb-loaded") + element("ul", *chips, css="nb-bodies")


# one turn ------------------------------------------------------------------


def _question(turn: Turn, language: str, *, first: bool) -> str:
    css = "nb-question" + " nb-first" * first + " nb-long" * (len(turn.question) > LONG)
    said = text_element("h2", turn.question[:LONGEST], css=css)
    if len(turn.question) > LONGEST:
        said += text_element("p", label(language, "cut", count=LONGEST), css="nb-note")
    return said


def _old_turn(turn: Turn, language: str, *, first: bool) -> None:
    """A turn that others followed: the answer with its citations, made once and then kept."""
    if not turn.html.startswith(f"<!--{language}-->"):
        said = old_turn_html(turn.answer, language) if turn.answer else _failed(language)
        turn.html = f"<!--{language}-->{said}"
    st.html(_question(turn, language, first=first) + turn.html)


def _failed(language: str) -> str:
    return text_element("p", label(language, "failed"), css="nb-failed", role="status")


def _newest(opened: Engine, turn: Turn, language: str, *, new: bool) -> None:
    """The newest turn: written out as it is answered, then everything that can be done with it."""
    if len(turns.turns()) > 1:
        st.html('<div class="nb-newest"></div>')
    st.html(_question(turn, language, first=len(turns.turns()) == 1))
    chips, slot = st.container(), st.empty()
    if new or (turn.answer is None and not turn.failed):
        _answer_now(opened, turn, slot, language)
    answer = turn.answer
    if answer is None:
        slot.html(_failed(language))
        return
    if turn.later is None:
        slot.html(answer_html(answer, language))
    else:
        with slot.container(gap="xsmall"):
            st.fragment(_written, run_every=LOOK)(turn, language)
    with chips:
        show_chips(opened, turn, language)
    if parts_of(answer).names:
        _to_all_reports(language)
    if plot := plot_of(answer, language):
        show_chart(plot, turn.key, language)
    show_tools(opened, turn, language)
    _evidence(opened, answer, language, turn.key)
    options = [in_script(answer.query.language, o) for o in answer.options]
    further = [in_script(answer.query.language, s) for s in answer.suggestions]
    _questions(options, label(language, "options"), f"option-{turn.key}")
    _questions([] if options else further, label(language, "suggestions"), f"next-{turn.key}")


def _answer_now(
    opened: Engine, turn: Turn, slot: "st.delta_generator.DeltaGenerator", language: str
) -> None:
    """Answer and write it out part by part; what a chat model adds comes when it comes."""
    slot.html(text_element("p", label(language, "working"), css="nb-working", role="status"))
    answer = turns.answered(opened, turn).answer
    if answer is None:
        return
    for part in answer_steps(answer, language):
        slot.html(part)
        time.sleep(PAUSE)
    if opened.settings.chat_model and _model_may_add(answer):
        turns.ask_model(opened, turn)


def _model_may_add(answer: Answer) -> bool:
    return answer.kind == "passage" or answer.reason == "not_understood"


def _written(turn: Turn, language: str) -> None:
    """The answer while the chat model writes, as far as it holds, and how to stop it."""
    if turns.came(turn):
        st.rerun()
    working = text_element("p", label(language, "model_writes"), css="nb-working", role="status")
    st.html((answer_html(turn.answer, language) if turn.answer else "") + working)
    st.button(
        label(language, "model_stop"), key=f"stop-{turn.key}", type="tertiary",
        icon=":material/stop_circle:", on_click=turns.stop, args=(turn,),
    )  # fmt: skip


def _evidence(opened: Engine, answer: Answer, language: str, key: str) -> None:
    places = places_of(answer)[:PLACES]
    if not places:
        return
    st.html(text_element("h3", label(language, "evidence"), css="nb-head"))
    for at, place in enumerate(places[:OPEN]):
        show_place(place, opened.database, language, f"{key}-{at}")
    if more := places[OPEN:]:
        with st.expander(label(language, "more_evidence", count=len(more))):
            for at, place in enumerate(more, OPEN):
                show_place(place, opened.database, language, f"{key}-{at}")


def _questions(questions: tuple[str, ...] | list[str], title: str, key: str) -> None:
    """Questions as buttons; each is sent as it reads."""
    if not questions:
        return
    st.html(text_element("h3", title, css="nb-head nb-asks-head"))
    with st.container(key=f"asks-{key}", horizontal=True, gap="xsmall"):
        for at, question in enumerate(questions):
            st.button(
                plain_label(question), key=f"{key}-{at}", on_click=turns.ask, args=(question,)
            )
