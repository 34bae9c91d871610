"""What can be done with an answer: take it away, see how it came about, quote it, contradict it."""

import json
import shlex
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from assistant.answer import Answer
from assistant.texts import in_script, unit_text
from ui import feedback
from ui.card import Quoted, card_text, checks_text
from ui.downloads import COLUMNS, row_lines, show_downloads
from ui.engine import Engine
from ui.facts import source_of
from ui.labels import label, told
from ui.markup import element, plain_label, text_element
from ui.pages import link_to
from ui.turns import Turn

# Reports of wrong figures that one visitor can send in a visit.
MOST_REPORTS = 20
THUMBS: Mapping[feedback.Verdict, str] = {
    "right": ":material/thumb_up:", "wrong": ":material/thumb_down:",
}  # fmt: skip


def show_tools(opened: Engine, turn: Turn, language: str) -> None:
    """The row of tools below the newest answer."""
    answer = turn.answer
    if answer is None:
        return
    checked = checks_text(answer.rows, opened.database, language)
    with st.container(key=f"tools-{turn.key}", horizontal=True, gap="xsmall"):
        if answer.rows:
            with _tool("download", ":material/download:", turn, language):
                rows = partial(row_lines, answer.rows)
                show_downloads(COLUMNS, rows, turn.key, language)
            with _tool("method", ":material/calculate:", turn, language):
                _method(answer, checked, language)
        if answer.evidence:
            with _tool("card", ":material/content_copy:", turn, language):
                st.caption(plain_label(label(language, "card_text")))
                quoted = Quoted(_site(), opened.settings.today.isoformat(), checked)
                st.code(card_text(answer, quoted, language), language=None, wrap_lines=True)
            if feedback.is_on(opened.settings.home):
                with _tool("wrong", ":material/flag:", turn, language):
                    _wrong(opened, turn, answer, language)
        _verdict(opened, turn, language)


def _site() -> str:
    """The site as the visitor's browser names it, "" where none told."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _tool(name: str, icon: str, turn: Turn, language: str) -> "st.delta_generator.DeltaGenerator":
    shown = plain_label(label(language, f"tool_{name}"))
    return st.popover(shown, type="tertiary", icon=icon, key=f"tool-{name}-{turn.key}")


# how it came about ---------------------------------------------------------


def _method(answer: Answer, checked: str, language: str) -> None:
    """Formula, operands with their cells, what was checked, and the query itself."""
    formulas = [answer.formula, *(r.formula for r in answer.readings)]
    made = [text_element("p", f, css="nb-formula-large") for f in dict.fromkeys(formulas) if f]
    made.append(_operands(answer, language))
    made.append(text_element("p", told(language, "fact_checks", checked), css="nb-note"))
    st.html(element("div", *made, css="nb-method"))
    st.caption(plain_label(label(language, "method_query")))
    line = answer.to_json()["query"]
    st.code(json.dumps(line, ensure_ascii=False, indent=1), language=None, wrap_lines=True)
    st.caption(plain_label(label(language, "method_again")))
    asked = shlex.quote(answer.query.text)
    st.code(f"python -m assistant ask --json {asked}", language=None, wrap_lines=True)


def _operands(answer: Answer, language: str) -> str:
    asked = answer.query.language
    rows = [
        element(
            "tr",
            text_element("th", in_script(asked, row.label), scope="row"),
            text_element(
                "td", f"{row.value}{unit_text(asked, row.unit)}" if row.value else (row.raw or "—")
            ),
            element("td", _where(row.where, link_to(row.report, row.where), row.formula)),
        )
        for row in answer.rows[:40]
    ]
    heads = ("row", "value", "where")
    head = element("tr", *(text_element("th", label(language, h), scope="col") for h in heads))
    table = element("table", head, *rows, css="nb-rows")
    name = label(language, "tool_method")
    return element("div", table, css="nb-scroll", tabindex="0", role="region", aria_label=name)


def _where(where: str, link: str, formula: str) -> str:
    if not where:
        return text_element("span", formula)
    return text_element("a", where, href=link, target="_blank", rel="noopener")


# feedback ------------------------------------------------------------------


def _wrong(opened: Engine, turn: Turn, answer: Answer, language: str) -> None:
    """Report a wrong figure, with the cell filled in; kept here, and given as text to send."""
    first = answer.evidence[0]
    report = first.report
    st.html(text_element("p", label(language, "wrong_text"), css="nb-note"))
    filled = "\n".join([
        told(language, "wrong_asked", turn.question[:200]),
        told(language, "wrong_shown", _shown(answer)),
        told(language, "where", first.where),
        told(language, "fact_source", source_of(report)),
        told(language, "fact_sha256", report.sha256),
    ])  # fmt: skip
    key = f"wrong-{turn.key}"
    st.text_area(
        label(language, "wrong_cell"), filled, key=f"{key}-cell", height=150, max_chars=2000
    )
    st.text_area(label(language, "wrong_right"), key=key, max_chars=1000, height=80)
    send = partial(_send_wrong, opened, turn, language)
    st.button(label(language, "wrong_send"), key=f"{key}-send", type="primary", on_click=send)
    if turn.told:
        st.html(text_element("p", turn.told, css="nb-note", role="status"))


def _shown(answer: Answer) -> str:
    if answer.value:
        return "".join(answer.value)
    return "；".join(f"{r.label} {r.value or r.raw}{r.unit}" for r in answer.rows[:6])


def _send_wrong(opened: Engine, turn: Turn, language: str) -> None:
    key, answer = f"wrong-{turn.key}", turn.answer
    sent = st.session_state.get("reports_sent", 0)
    if answer is None or sent >= MOST_REPORTS:
        return
    st.session_state["reports_sent"] = sent + 1
    first = answer.evidence[0]
    words = f"{st.session_state.get(f'{key}-cell', '')}\n{st.session_state.get(key, '')}".strip()
    kept = feedback.Feedback(turn.question, "report", first.report.document, first.where, words)
    done = feedback.keep(opened.settings.home, kept)
    turn.told = label(language, "feedback_kept" if done else "feedback_full")


def _verdict(opened: Engine, turn: Turn, language: str) -> None:
    """Right or wrong, by one click; only where it is kept at all."""
    if not feedback.is_on(opened.settings.home):
        return
    if turn.verdict:
        said = text_element("span", label(language, "feedback_kept"), css="nb-note", role="status")
        st.html(said, width="content")
        return
    for verdict, icon in THUMBS.items():
        st.button(
            label(language, f"verdict_{verdict}"), key=f"verdict-{verdict}-{turn.key}",
            type="tertiary", icon=icon, on_click=partial(_send_verdict, opened, turn, verdict),
        )  # fmt: skip


def _send_verdict(opened: Engine, turn: Turn, verdict: feedback.Verdict) -> None:
    where = turn.answer.evidence[0] if turn.answer and turn.answer.evidence else None
    kept = feedback.Feedback(
        turn.question, verdict, where.report.document if where else "", where.where if where else ""
    )
    if feedback.keep(opened.settings.home, kept):
        turn.verdict = verdict
