"""Adding: files or addresses, how far they are, what was read of each, and what to correct by hand.

It checks for itself who may: that the page is not in the menu is no protection.
"""

from collections import Counter

import streamlit as st

from ingest.checks import Finding
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.loading.add import Added
from ingest.report import SCOPES, Report
from ingest.settings import Settings, read_settings
from ui import feedback
from ui.access import (
    access,
    has_password,
    has_provider,
    has_signed_in,
    known_as,
    let_send,
    sign_in,
    sign_out,
)
from ui.adding import Adding, address_task, correction_task, upload_task
from ui.engine import Engine, engine
from ui.facts import source_of
from ui.failures import failure_text
from ui.labels import found_text, joined, label
from ui.markup import element, esc, plain_label, text_element
from ui.pages import link_to
from ui.scope import level_name

MEGABYTES, ADDRESSES, SHOWN = 64, 200, 40
# What a reader may correct, and what of it must not be missing for questions to find the report.
FIELDS = ("publisher", "year", "scope", "division", "published", "posted_by", "url", "title")
NEEDED = ("publisher", "year", "published")


@st.cache_resource(show_spinner=False)
def _adding(home: str) -> Adding:
    return Adding(engine().settings)


def show(language: str) -> None:
    """The page, for whom may add; the sign-in where there is one; else nothing of it."""
    opened = engine()
    may = access(read_settings())
    if may == "none":
        st.html(text_element("p", label(language, "add_closed"), css="nb-status", role="status"))
        return
    st.html(
        text_element("h1", label(language, "add_title"), css="nb-title")
        + text_element("p", label(language, "add_text"), css="nb-about")
    )
    if may == "sign_in":
        _sign_in(read_settings(), language)
        return
    let_send()
    if has_signed_in():
        st.button(label(language, "sign_out"), on_click=sign_out, key="logout", type="tertiary")
    adding = _adding(str(opened.settings.home))
    _choose(adding, language)
    st.fragment(_progress, run_every=1.0 if adding.busy else None)(opened, adding, language)
    _feedback(opened, language)


def _sign_in(settings: Settings, language: str) -> None:
    """The provider's sign-in, or the password; wrong ones are told slowly and never counted out."""
    if who := known_as(st.user):
        told = label(language, "sign_in_not_named", who=who)
        st.html(text_element("p", told, css="nb-failed", role="alert"))
        st.button(label(language, "sign_out"), on_click=sign_out, key="logout")
    elif has_provider():
        st.button(label(language, "sign_in_provider"), on_click=st.login, key="login")
    if not has_password(settings):
        return
    with st.form("sign-in", border=False):
        written = st.text_input(label(language, "password"), type="password", max_chars=200)
        if st.form_submit_button(label(language, "sign_in")) and written:
            told = sign_in(settings, written)
            if told == "open":
                st.rerun()
            st.html(
                text_element("p", label(language, f"sign_in_{told}"), css="nb-failed", role="alert")
            )


# choosing ------------------------------------------------------------------


def _choose(adding: Adding, language: str) -> None:
    turn = st.session_state.setdefault("add-turn", 0)
    with st.form(f"adding-{turn}", border=False):
        files = st.file_uploader(
            label(language, "add_files"), accept_multiple_files=True, max_upload_size=MEGABYTES,
            key=f"files-{turn}",
        )  # fmt: skip
        revises = st.checkbox(label(language, "add_revises"), key=f"revises-{turn}")
        addresses = st.text_area(
            label(language, "add_addresses"), max_chars=20_000, key=f"addresses-{turn}", height=90
        )
        if not st.form_submit_button(label(language, "add_start"), type="primary"):
            return
    lines = [line.strip() for line in (addresses or "").splitlines() if line.strip()][:ADDRESSES]
    try:
        tasks = [upload_task(f.name[:200], f.getvalue(), revises=revises) for f in files or ()]
        tasks += [address_task(line) for line in lines]
        adding.put(tasks)
    except StoreError as error:
        _refused(error, language)
        return
    if tasks:
        st.session_state["add-turn"] = turn + 1
        st.rerun()


def _refused(error: StoreError, language: str) -> None:
    said = failure_text(f"{error.seen}; {error.todo}", language)
    told = f"{label(language, 'add_refused')} {said}"
    st.html(text_element("p", told, css="nb-failed", role="alert"))


# progress ------------------------------------------------------------------


def _progress(opened: Engine, adding: Adding, language: str) -> None:
    """How far the queue is, then each source with what was read of it, the newest first."""
    tasks = adding.tasks
    if not tasks:
        return
    done = sum(t.status in ("done", "failed") for t in tasks)
    said = label(language, "add_progress", done=done, count=len(tasks))
    if failed := sum(added.status == "failed" for task in tasks for added in task.done):
        said = label(language, "add_failed", said=said, count=failed)
    st.progress(done / len(tasks), text=plain_label(said))
    for task in reversed(tasks[-SHOWN:]):
        # A place of its own, its end last: what a visitor has open in one never moves by another.
        with st.container():
            for number, added in enumerate(task.done[:SHOWN]):
                _added(opened, adding, added, (f"{id(task)}-{number}", language))
            if task.status != "done":
                status = label(language, f"task_{task.status}")
                st.html(text_element("p", f"{status} · {task.name}", css="nb-note"))
    if not adding.busy and st.session_state.get("adding-was-busy"):
        st.session_state["adding-was-busy"] = False
        st.rerun()
    st.session_state["adding-was-busy"] = adding.busy


def _added(opened: Engine, adding: Adding, added: Added, shown: tuple[str, str]) -> None:
    """One source: failed with its reason, or what was read, what not, and a form to correct it."""
    key, language = shown
    if added.report is None or added.status == "failed":
        name = text_element("strong", label(language, "status_failed"))
        reason = esc(failure_text(added.error, language))
        st.html(element("p", name, " ", reason, css="nb-failed"))
        return
    report = opened.database.report(added.report.document) or added.report
    figures, findings = opened.database.figures(report), opened.database.findings(report)
    st.html(read_html(report, added.status, (figures, findings), language))
    # Drawn where it is open only: thirty closed ones every second would hold up the page.
    form = st.expander(
        label(language, "correct"), expanded=not (report.publisher and report.year),
        key=f"correcting-{key}", on_change="rerun",
    )  # fmt: skip
    if form.open:
        with form:
            _correct(adding, report, key, language)


def missing(report: Report) -> list[str]:
    """What the report doesn't say itself and questions need."""
    return [name for name in NEEDED if not getattr(report, name)]


def read_html(
    report: Report, status: str, read: tuple[list[Figure], list[Finding]], language: str
) -> str:
    """What was read of a report and what was not."""
    figures, findings = read
    printed = Counter(f.table for f in figures if f.state != "computed")
    tables = [
        f"{label(language, f'table_{t}_short')} {label(language, 'cells', count=printed[t])}"
        for t in ("annex", "2", "3", "4") if printed[t]
    ]  # fmt: skip
    absent = [] if printed["annex"] else [t for t in ("2", "3", "4") if not printed[t]]
    states = Counter(f.state for f in figures)
    unread = [f for f in findings if f.check in ("unreadable", "unknown_label")]
    name = f"{report.publisher or report.title or source_of(report)} · {report.year or '?'}"
    link = text_element("a", name, href=link_to(report, ""), target="_blank", rel="noopener")
    head = text_element("span", label(language, f"status_{status}"), css="nb-kind")
    said = [label(language, "read_tables", tables=joined(language, tables) or "—")]
    if absent:
        names = joined(language, [label(language, f"table_{t}_short") for t in absent])
        said.append(label(language, "read_absent", tables=names))
    said.append(label(language, "read_states", blank=states["blank"], unread=len(unread)))
    if lacking := missing(report):
        names = joined(language, [label(language, f"fact_{n}") for n in lacking])
        said.append(label(language, "read_missing", fields=names))
    lines = [text_element("p", s, css="nb-note") for s in said]
    odd = [text_element("li", found_text(f, language)) for f in unread[:10]]
    listed = element("ul", *odd) if odd else ""
    return element("article", element("p", head, " ", link), *lines, listed, css="nb-lead-card")


def _correct(adding: Adding, report: Report, key: str, language: str) -> None:
    """What the report doesn't say, by hand; it is kept as such and survives reading again."""
    with st.form(f"correct-{key}", border=False):
        given: dict[str, str] = {}
        for name in FIELDS:
            value, shown = str(getattr(report, name) or ""), label(language, f"fact_{name}")
            if name == "scope":
                given[name] = st.selectbox(
                    shown, SCOPES, SCOPES.index(value), key=f"{name}-{key}",
                    format_func=lambda scope: level_name(scope, language),
                )  # fmt: skip
            else:
                given[name] = st.text_input(shown, value, max_chars=300, key=f"{name}-{key}")
        if not st.form_submit_button(label(language, "correct_save")):
            return
    changed = {k: (v or "").strip() for k, v in given.items()}
    changed = {k: v for k, v in changed.items() if v != str(getattr(report, k) or "")}
    if not changed:
        return
    try:
        adding.put([correction_task(report, changed)])
        st.rerun()
    except StoreError as error:
        _refused(error, language)


# feedback ------------------------------------------------------------------


def _feedback(opened: Engine, language: str) -> None:
    """What visitors said of answers: to look at, to switch off, to delete."""
    home = opened.settings.home
    st.html(text_element("h2", label(language, "feedback_title"), css="nb-head"))
    held = feedback.kept(home)
    count = label(language, "feedback_count", count=held.count("\n"))
    st.html(text_element("p", count, css="nb-note"))
    with st.container(horizontal=True, key="feedback", vertical_alignment="center"):
        st.toggle(
            label(language, "feedback_on"), feedback.is_on(home), key="feedback-on",
            on_change=lambda: feedback.switch(home, bool(st.session_state["feedback-on"])),
        )  # fmt: skip
        if held:
            st.download_button(
                label(language, "feedback_take"), held, "feedback.jsonl", "application/jsonl",
                type="tertiary", on_click="ignore",
            )  # fmt: skip
            st.button(
                label(language, "feedback_delete"), on_click=feedback.forget, args=(home,),
                type="tertiary", key="feedback-delete",
            )  # fmt: skip
