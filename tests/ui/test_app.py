"""The page's logic, without a browser: what is asked, what is shown, what a link opens."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ingest.errors import StoreError
from ingest.report import Report
from ingest.store.database import Database, open_database

APP = Path(__file__).parents[2] / "ui" / "app.py"
NEW = "江夏区2021年新收多少件申请？"


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setenv("NIANBAO_TODAY", "2026-11-23")
    return opened()


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def shown(page: AppTest) -> str:
    assert not page.exception
    bodies = [element.proto.body for element in page.get("html")]
    return "".join(body for body in bodies if not body.startswith("<style"))


def ask(page: AppTest, question: str) -> str:
    page.chat_input[0].set_value(question).run()
    return shown(page)


def questions(page: AppTest) -> dict[str, Any]:
    asked = ("starter-", "option-", "next-")
    found = {b.label.replace("\\", ""): b for b in page.button}
    return {name: b for name, b in found.items() if not b.key or b.key.startswith(asked)}


def test_a_first_visit_explains_itself(page: AppTest) -> None:
    text = shown(page)
    assert "问一个数，看到它在哪一格" in text
    assert "已收录 5 份年报 · 4 个机关 · 2019–2024" in text
    assert "武汉市江夏区人民政府" in text
    assert page.button(key="lang-en") and page.button(key="lang-zh-Hant")
    assert "本网站不是政府网站" in text
    assert len(questions(page)) == 6
    assert "上海市人民政府办公厅2019年的数字对得上吗？" in questions(page), "a report with findings"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_first_question_is_answered(page: AppTest, language: str) -> None:
    for label in questions(opened(lang=language)):
        visit = opened(lang=language)
        questions(visit)[label].click().run()
        text = shown(visit)
        assert 'class="nb-answer nb-answered"' in text, label
        assert "nb-failed" not in text


def test_an_answer_shows_number_cell_and_source(page: AppTest) -> None:
    text = ask(page, NEW)
    assert '<p class="nb-number">160<span>件</span></p>' in text
    assert '<td class="nb-lit">160</td>' in text
    assert "《江夏区2021年政府信息公开工作年度报告》" in text
    assert "2022-02-18 发布" in text and "重述样本" in text
    assert "问题理解为" in text
    assert "核对：与同表应当相等的数对得上（勾稽关系 H1、H3）" in text, "how it was computed"
    assert any("脚注" in c.value and "2022-02-18" in c.value for c in page.code), "the fact card"


def test_a_follow_up_keeps_the_place_and_year(page: AppTest) -> None:
    ask(page, NEW)
    text = ask(page, "法律服务机构呢？")
    assert '<p class="nb-number">2<span>件</span></p>' in text
    assert "沿用上文：机关、年份、指标" in text
    assert text.count("nb-question") == 2


def test_two_visitors_do_not_share_a_conversation(page: AppTest) -> None:
    ask(page, NEW)
    assert "nb-ambiguous" in ask(opened(), "法律服务机构新收多少件？")


def test_starting_over_forgets(page: AppTest) -> None:
    ask(page, NEW)
    questions(page)["重新开始"].click().run()
    assert "nb-question" not in shown(page)
    assert "问一个数" in shown(page)


def test_competing_meanings_stand_side_by_side(page: AppTest) -> None:
    text = ask(page, "江夏区2021年公开率是多少？")
    assert "12.50<span>%</span>" in text and "15.00<span>%</span>" in text
    assert "20 ÷ 160" in text and "(20 + 4) ÷ 160" in text


def test_choices_are_buttons_that_answer(page: AppTest) -> None:
    text = ask(page, "新收多少申请？")
    assert "nb-ambiguous" in text and "请再说具体一点" in text
    choice = next(b for name, b in questions(page).items() if "江夏" in name)
    choice.click().run()
    assert '<p class="nb-number">160<span>件</span></p>' in shown(page)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("江夏区2020年新收多少件？", "没有收录"),
        ("上海市人民政府办公厅2019年科研机构新收多少件？", "原表留空"),
        ("武汉天气怎么样？", "不在年报范围内"),
        ("<script>alert(1)</script>", "没有读懂"),
        ("?", "没有读懂"),
    ],
)
def test_a_refusal_is_calm(page: AppTest, question: str, said: str) -> None:
    text = ask(page, question)
    assert said in text
    assert "nb-failed" not in text and "<script>alert" not in text


def test_a_fault_of_ours_is_one_line(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/srv/secret")

    monkeypatch.setattr("assistant.ask.Assistant.ask", broken)
    text = ask(page, NEW)
    assert "这一步没有做成" in text and "secret" not in text


def test_a_store_that_cannot_be_used_is_one_line(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StoreError("/srv/secret", "the store has schema 9", "use the newer program")

    monkeypatch.setattr("ui.ask.engine", broken)
    text = shown(page.run())
    assert "the store has schema 9; use the newer program" in text and "secret" not in text


def test_english_by_the_address(page: AppTest) -> None:
    visit = opened(lang="en")
    assert "Ask for a figure" in shown(visit) and "not a government site" in shown(visit)
    assert "New requests received: 160" in ask(
        visit, "How many requests did Jiangxia receive in 2021?"
    )


def test_the_language_switch_stays_in_the_address(page: AppTest) -> None:
    page.button(key="lang-en").click().run()
    assert "Ask for a figure" in shown(page)
    assert page.query_params["lang"] == "en"


def test_an_empty_home_says_so(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    visit = opened()
    assert "还没有收录年报" in shown(visit)
    assert "请过些时候再来" in shown(visit) and not visit.code, "no commands for visitors"


def test_what_is_added_meanwhile_is_seen(
    tmp_path: Path, home: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.report import Reading

    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    visit = opened()
    held: Report = next(r for r in database.reports() if "jiangxia" in r.source)
    figures = tuple(database.figures(held))
    open_database(tmp_path).write(Reading(held, figures, (), (), ()))
    visit.run()
    assert "已收录 1 份年报" in shown(visit)
    assert '<p class="nb-number">160<span>件</span></p>' in ask(visit, NEW)
