"""A conversation on the page: understood slots changed in place, links that ask it all again."""

import gc
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from assistant.ask import Assistant
from ingest.settings import read_settings
from ingest.store.database import Database
from ui.ask import model_elsewhere
from ui.turns import ROOM, TURNS, Turn, in_address

APP = Path(__file__).parents[2] / "ui" / "app.py"
NEW = "江夏区2021年新收多少件申请？"


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setenv("NIANBAO_TODAY", "2026-11-23")
    return opened()


def opened(*questions: str, **query: str) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    if questions:
        page.query_params["q"] = list(questions)
    return page.run()


def shown(page: AppTest) -> str:
    assert not page.exception
    bodies = [element.proto.body for element in page.get("html")]
    return "".join(body for body in bodies if not body.startswith("<style"))


def number(page: AppTest) -> str:
    return shown(page).rpartition('<p class="nb-number">')[2].partition("</p>")[0]


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def widget(page: AppTest, kind: str, begins: str) -> Any:
    return next(w for w in getattr(page, kind) if str(w.key).startswith(begins))


def test_the_figure_is_changed_in_place(page: AppTest) -> None:
    ask(page, NEW)
    widget(page, "selectbox", "item-").set_value("granted_rate").run()
    text = shown(page)
    assert number(page) == "12.50<span>%</span>"
    assert text.count("nb-question") == 1, "in place of the question, not behind it"
    assert "予以公开率是多少？" in text


def test_the_place_is_changed_in_place(page: AppTest) -> None:
    ask(page, NEW)
    chosen = widget(page, "selectbox", "place-")
    other = next(name for name in chosen.options if "宿迁" in name)
    chosen.set_value(other).run()
    assert number(page) == "3525<span>件</span>", "of the newest year that the other place has"


TWO = "宿迁市和洪泽区2024年新收申请是多少？"
OVER = "宿迁市2023年到2024年新收申请的趋势"
RANKED = "2024年新收申请最多的机关"


def rows(page: AppTest) -> dict[str, str]:
    """The table of the newest answer: what begins a line, and the value that ends it."""
    newest = html.fromstring(shown(page)).find_class("nb-answer")[-1]
    lines = [[cell.text_content() for cell in row.iter("th", "td")] for row in newest.iter("tr")]
    return {line[-2]: line[-1] for line in lines[1:]}


def test_a_body_is_set_beside_another_and_taken_out_again(page: AppTest) -> None:
    ask(page, "宿迁市2024年新收多少件申请？")
    chosen = widget(page, "selectbox", "beside-")
    chosen.set_value(next(name for name in chosen.options if "洪泽" in name)).run()
    assert rows(page) == {"宿迁市人民政府": "3525件", "淮安市洪泽区人民政府": "95件"}
    chosen = widget(page, "multiselect", "places-")
    chosen.set_value([name for name in chosen.value if "洪泽" in name]).run()
    assert number(page) == "95<span>件</span>" and shown(page).count("nb-question") == 1


def test_figure_and_year_of_a_comparison_are_changed(page: AppTest) -> None:
    ask(page, TWO)
    widget(page, "selectbox", "item-").set_value("refused").run()
    assert "宿迁市和洪泽区2024年不予公开是多少？" in shown(page), "all else as it was written"
    assert len(rows(page)) == 2


def test_a_year_is_set_beside_another_and_taken_out_again(page: AppTest) -> None:
    ask(page, "宿迁市2024年新收多少件申请？")
    widget(page, "button_group", "beside-year-").set_value(2023).run()
    assert rows(page) == {"2023": "3511件", "2024": "3525件"}
    widget(page, "button_group", "years-").set_value([2023]).run()
    assert number(page) == "3511<span>件</span>"


def test_a_sum_stays_a_sum(page: AppTest) -> None:
    ask(page, "宿迁市和洪泽区2024年新收申请一共多少？")
    assert number(page) == "3620<span>件</span>"
    widget(page, "button_group", "who-").set_value("natural_person").run()
    assert "自然人新收申请一共多少" in shown(page)


def test_a_ranking_is_changed_in_place(page: AppTest) -> None:
    ask(page, RANKED)
    assert next(iter(rows(page))) == "宿迁市人民政府"
    widget(page, "button_group", "order-").set_value("least").run()
    assert next(iter(rows(page))) == "淮安市洪泽区人民政府"
    widget(page, "selectbox", "region-").set_value("420000").run()
    assert "湖北省" in shown(page).rpartition("nb-question")[2]
    widget(page, "button_group", "year-").set_value(2021).run()
    assert "2021年湖北省" in shown(page) and "160" in shown(page)


@pytest.mark.parametrize("name", ["没有这个地方", ""])
def test_a_body_that_is_not_loaded_is_said_so(page: AppTest, name: str) -> None:
    ask(page, TWO)
    chosen = widget(page, "multiselect", "places-")
    chosen.set_value([*chosen.value, name] if name else []).run()
    assert ("没有收录这个机关" in shown(page)) is bool(name)
    assert len(rows(page)) == 2


def test_what_a_change_leads_to_is_what_later_turns_lean_on(page: AppTest) -> None:
    ask(page, NEW)
    widget(page, "selectbox", "item-").set_value("granted").run()
    ask(page, "法律服务机构呢？")
    assert number(page) == "0<span>件</span>"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_link_asks_the_conversation_again(page: AppTest, language: str) -> None:
    asked = [NEW, "自然人呢？"] if language == "zh" else [
        "How many requests did Jiangxia receive in 2021?", "and natural persons?",
    ]  # fmt: skip
    for question in asked:
        ask(page, question)
    assert page.query_params["q"] == asked
    again = opened(*asked, lang=language)
    assert number(again) == number(page)
    assert number(again).startswith("156")
    assert shown(again).count("nb-question") == 2


def test_a_visit_keeps_no_more_turns_the_longer_it_lasts(page: AppTest) -> None:
    for _ in range(3 * TURNS):
        ask(page, "江夏区2021年公开率是多少？")
    gc.collect()
    kept = sum(isinstance(held, Turn) for held in gc.get_objects())
    assert kept < 2 * TURNS, "Streamlit keeps what the callbacks of its widgets hold"


def test_a_link_of_long_ago_still_opens(page: AppTest) -> None:
    assert "nb-question" not in shown(opened(lang="zh"))
    assert number(opened(NEW)) == "160<span>件</span>"


def test_an_address_carries_no_turn_that_leans_on_one_left_out(
    home: Path, database: Database
) -> None:
    assistant = Assistant(database, read_settings(home))
    first = Turn("1", "长" * ROOM, assistant.ask(NEW))
    second = Turn("2", NEW, assistant.ask(NEW))
    from assistant.turns.conversation import Conversation

    conversation = Conversation([assistant.ask(NEW)])
    leaning = Turn("3", "自然人呢？", assistant.ask("自然人呢？", conversation))
    assert in_address([first, second, leaning]) == [NEW, "自然人呢？"]
    assert in_address([first, leaning]) == []


def test_old_turns_keep_their_citation(page: AppTest) -> None:
    ask(page, NEW)
    text = shown(ask(page, "自然人呢？"))
    assert text.count("nb-answered") == 2
    old = text.partition("自然人呢？")[0]
    assert "《江夏区2021年政府信息公开工作年度报告》" in old and "/report?document=" in old


@pytest.mark.parametrize(
    ("model", "url", "where"),
    [
        ("", "", ""),
        ("deepseek-chat", "https://api.example.com/v1", "api.example.com"),
        ("openai:gpt-4o", "", "openai:gpt-4o"),
        ("qwen", "http://127.0.0.1:8000/v1", ""),
        ("ollama:qwen3", "", ""),
    ],
)
def test_a_model_elsewhere_is_told_before_the_first_question(
    home: Path, monkeypatch: pytest.MonkeyPatch, model: str, url: str, where: str
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setenv("NIANBAO_CHAT_MODEL", model)
    monkeypatch.setenv("NIANBAO_CHAT_URL", url)
    assert model_elsewhere(read_settings(home)) == where


def test_a_wrong_figure_is_reported_with_its_cell(page: AppTest, home: Path) -> None:
    from ui import feedback

    ask(page, NEW)
    cell = widget(page, "text_area", "wrong-")
    assert "表三/一、本年新收政府信息公开申请数量/总计" in cell.value and "160件" in cell.value
    widget(page, "button", "wrong-").click().run()
    assert "已记下" in shown(page)
    assert '"verdict": "report"' in feedback.kept(home)
    feedback.forget(home)


def test_feedback_switched_off_is_not_asked_for(page: AppTest, home: Path) -> None:
    from ui import feedback

    feedback.switch(home, False)
    try:
        ask(page, NEW)
        assert not [b for b in page.button if str(b.key).startswith("verdict-")]
    finally:
        feedback.switch(home, True)
    page.run()
    widget(page, "button", "verdict-right").click().run()
    assert '"verdict": "right"' in feedback.kept(home)
    feedback.forget(home)
