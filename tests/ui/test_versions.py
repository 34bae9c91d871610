"""Revisions and copies compared cell by cell and word by word; the card and the feedback file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from ingest.loading.add import Adder
from ingest.loading.jobs import Job
from ingest.loading.sources import Source
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import open_database
from ui import adding, feedback
from ui.card import Quoted, card_text, checks_text, footnote
from ui.versions import difference_html, others_of

SAMPLES = Path(adding.__file__).parents[1] / "ingest" / "samples"
DATA = (SAMPLES / "jiangxia-2021.md").read_bytes()
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """江夏区 2021, its revision with another number and a hostile sentence, and a copy."""
    folder = tmp_path_factory.mktemp("home")
    settings = Settings(home=folder, today=date(2026, 11, 23))
    database = open_database(folder)
    changed = DATA.replace(
        b"| 156 | 2 | 0 | 0 | 2 | 0 | 160 |", b"| 156 | 2 | 0 | 0 | 2 | 0 | 161 |", 1
    )
    changed = changed.replace("一是".encode(), f"一是{HOSTILE}".encode(), 1)
    assert changed != DATA
    with Worker() as worker:
        adder = Adder(database, settings, worker)
        for name, data in (("a.md", DATA), ("a.md", changed), ("b.md", DATA)):
            adder.add(Job(Source(name, lambda data=data: data)))
    return Assistant(database, settings)


def test_other_versions_and_copies_are_found(assistant: Assistant) -> None:
    report = next(r for r in assistant.database.reports() if not r.copy_of)
    others = others_of(report, assistant.database)
    assert report.revision == 2
    assert [(r.revision, bool(r.copy_of)) for r in others] == [(1, False), (1, True)]


def test_what_differs_is_shown_and_nothing_of_it_runs(assistant: Assistant) -> None:
    report = next(r for r in assistant.database.reports() if not r.copy_of)
    shown = difference_html(
        report, others_of(report, assistant.database)[0], assistant.database, "zh"
    )
    assert "<td>160</td><td>161</td>" in shown
    assert "<img" not in shown and "&lt;img src=x" in shown
    assert "<ins>" in shown


def test_an_old_link_still_shows_the_old_number(assistant: Assistant) -> None:
    report = next(r for r in assistant.database.reports() if not r.copy_of)
    old = assistant.database.report(report.document, 1)
    assert old is not None
    where = "表三/一、本年新收政府信息公开申请数量/总计"
    assert {f.where: f.raw for f in assistant.database.figures(old)}[where] == "160"


def test_a_card_holds_all_that_is_needed_to_check_it(assistant: Assistant) -> None:
    answer = assistant.ask("江夏区2021年予以公开率是多少？")
    card = card_of(assistant, answer)
    report = answer.rows[0].report
    assert answer.value is not None
    for part in (
        f"数值：{answer.value[0]}%", f"公式：{answer.formula}", report.title, report.sha256,
        "表三/三/(一)予以公开/总计", "脚注：", "[2026-11-23]", "https://a.example/report?document=",
    ):  # fmt: skip
        assert part in card, part
    broken = card_of(assistant, assistant.ask("江夏区2021年新收多少件申请？"))
    assert "各列之和＝总计不成立" in broken, "what fails around the cell is on its card"


def card_of(assistant: Assistant, answer: Answer) -> str:
    checked = checks_text(answer.rows, assistant.database, "zh")
    return card_text(answer, Quoted("https://a.example", "2026-11-23", checked), "zh")


def test_a_footnote_as_theses_cite(assistant: Assistant) -> None:
    report = replace(
        assistant.database.reports()[0], published="2022-02-18", url="http://www.example.gov.cn/a"
    )
    assert footnote(report, "2026-11-23") == (
        f"{report.publisher}. {report.title}[R/OL]. (2022-02-18)[2026-11-23]. "
        "http://www.example.gov.cn/a."
    )


def test_feedback_is_kept_switched_off_and_deleted(tmp_path: Path) -> None:
    told = feedback.Feedback("江夏区2021年新收多少件申请？", "right", "d", "表三/x", "y" * 9_999)
    assert feedback.keep(tmp_path, told)
    assert '"question"' in feedback.kept(tmp_path) and '"time"' in feedback.kept(tmp_path)
    assert len(feedback.kept(tmp_path)) < 3_000, "no more than so many words"
    feedback.switch(tmp_path, False)
    assert not feedback.keep(tmp_path, told)
    feedback.switch(tmp_path, True)
    assert feedback.keep(tmp_path, told) and feedback.kept(tmp_path).count("\n") == 2
    feedback.forget(tmp_path)
    assert feedback.kept(tmp_path) == ""


def test_feedback_never_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "BYTES", 500)
    kept = [feedback.keep(tmp_path, feedback.Feedback("q" * 100, "wrong")) for _ in range(9)]
    assert kept[0] and not kept[-1] and len(feedback.kept(tmp_path)) <= 500
