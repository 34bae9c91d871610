"""The page in a real browser: what a visitor does, in both languages, on a desk and on a phone."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

NEW = "江夏区2021年新收多少件申请？"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ENGLISH = {"locale": "en-US", "color_scheme": "dark"}


def test_a_question_is_answered_with_its_cell(visit: Any) -> None:
    answer = visit.open().ask(NEW)
    expect(answer.locator(".nb-number")).to_have_text("160件")
    expect(visit.page.locator("td.nb-lit")).to_have_text("160")
    expect(visit.page.locator(".nb-place")).to_contain_text("重述样本")


def test_the_evidence_opens_the_report_at_the_cell(visit: Any) -> None:
    visit.open().ask("江夏区2021年属于行政查询事项的有几件？")
    visit.page.get_by_text("在报告中查看这一格").click()
    lit = visit.page.locator(".nb-report td.nb-lit")
    expect(lit).to_have_text("5")
    expect(lit).to_be_in_viewport()
    expect(visit.page.locator(".nb-at")).to_contain_text("8.属于行政查询事项/总计 ＝ 5")
    assert "/report?document=" in visit.page.url and "where=" in visit.page.url
    visit.page.reload()
    expect(lit).to_have_text("5")


def test_the_conversation_is_there_on_the_way_back(visit: Any) -> None:
    visit.open().ask(NEW)
    visit.page.get_by_text("在报告中查看这一格").click()
    visit.page.locator(".nb-report").wait_for()
    link = visit.page.get_by_role("link", name="问答")
    assert link.get_attribute("href") == "ask", "no empty link, or opening it in a tab goes nowhere"
    link.click()
    expect(visit.page.locator(".nb-number")).to_have_text("160件")


def test_a_passage_is_quoted_and_marked(visit: Any) -> None:
    visit.open().ask("江夏区2021年存在哪些问题？")
    expect(visit.page.locator(".nb-place mark").first).to_contain_text("一是基层比较被动")
    visit.page.get_by_text("在报告中查看这一段").click()
    here = visit.page.locator(".nb-here mark")
    expect(here).to_contain_text("一是基层比较被动")
    expect(here).to_be_in_viewport()


def test_a_follow_up_leans_on_the_turn_before(visit: Any) -> None:
    visit.open().ask(NEW)
    expect(visit.page.locator(".nb-number")).to_have_text("160件")
    visit.ask("自然人呢？")
    expect(visit.page.locator(".nb-number").last).to_have_text("156件")
    expect(visit.page.locator(".nb-understood").last).to_contain_text("沿用上文：机关、年份、指标")
    expect(visit.page.locator(".nb-question").last).to_be_in_viewport()


def test_a_suggestion_is_asked_by_a_click(visit: Any) -> None:
    visit.open()
    visit.page.locator('[class*="st-key-asks-starter"] button').first.click()
    expect(visit.page.locator(".nb-answered .nb-number")).to_have_text("160件")
    visit.page.locator('[class*="st-key-asks-next"] button').first.click()
    expect(visit.page.locator(".nb-question")).to_have_count(2)
    expect(visit.page.locator(".nb-answered")).to_have_count(2)


@pytest.mark.parametrize("visit", [ENGLISH], indirect=True)
def test_english_and_dark(visit: Any) -> None:
    answer = visit.open().ask("How many requests did Jiangxia receive in 2021?")
    expect(answer).to_contain_text("New requests received: 160")
    expect(visit.page.locator("footer.nb-footer")).to_contain_text("not a government site")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    visit.page.get_by_role("button", name="简体").click()
    expect(visit.page.locator("footer.nb-footer")).to_contain_text("不是政府网站")
    assert "lang=zh" in visit.page.url


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        ({}, ["自动", "浅色", "深色", "打印"]),
        ({"locale": "zh-TW"}, ["自動", "淺色", "深色", "列印"]),
    ],
    indirect=["visit"],
)
def test_the_menu_is_in_the_language_of_the_page(visit: Any, words: list[str]) -> None:
    visit.open().page.get_by_role("button", name="Main menu").click()
    menu = visit.page.get_by_test_id("stMainMenuList")
    menu.wait_for()
    after = "all => all.map(one => getComputedStyle(one, '::after').content.replaceAll('\"', ''))"
    shown = "[data-testid^='stMainMenuItem-theme'], [data-testid='stMainMenuItemLabel']"
    assert menu.locator(shown).locator("visible=true").evaluate_all(after) == words


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_nothing_is_wider_than_a_phone(visit: Any) -> None:
    visit.open()
    assert not visit.too_wide()
    visit.ask("江夏区2021年不予公开的原因都有哪些？")
    expect(visit.page.locator("td.nb-lit").first).to_be_visible()
    assert not visit.too_wide()
    lit = "表四/行政复议/总计"
    document = report_id(visit)
    visit.open(f"/report?document={document}&where={quote(lit)}")
    expect(visit.page.locator("td.nb-lit")).to_be_in_viewport()
    assert not visit.too_wide()


@pytest.mark.parametrize(
    "question",
    ["<script>window.hacked = 1</script>", "<img src=x onerror='window.hacked = 1'>江夏区新收",
     "![x](http://evil.example/x.png) [y](javascript:1) 江夏区新收", "江夏区" * 1700,
     "'; DROP TABLE reports; --"],
)  # fmt: skip
def test_hostile_questions_are_text(visit: Any, question: str) -> None:
    visit.open()
    line = visit.page.get_by_test_id("stChatInputTextArea")
    line.fill(question)
    line.press("Enter")
    expect(visit.page.locator(".nb-question")).to_have_count(1)
    visit.answer()
    assert "Traceback" not in visit.page.content() and "Error:" not in visit.page.content()
    assert visit.page.locator(".nb-question *, .nb-answer img, .nb-answer script").count() == 0
    assert visit.page.locator("img[src*=evil]").count() == 0
    assert visit.page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    "query",
    [
        "document=nothing",
        "document=%3Cscript%3E",
        "document=",
        "revision=9",
        "document=x&revision=-1&where=%00",
    ],
)
def test_a_link_that_leads_nowhere_is_kind(visit: Any, query: str) -> None:
    visit.open(f"/report?{query}")
    expect(visit.page.locator(".nb-title")).to_have_text(
        "没有这份报告" if "document=" in query and query != "document=" else "收录的报告"
    )
    expect(visit.page.get_by_role("link", name="武汉市江夏区人民政府 · 2021")).to_be_visible()
    expect(visit.page.locator(".nb-failed")).to_have_count(0)


def test_a_place_that_is_not_there_is_said(visit: Any) -> None:
    visit.open(f"/report?document={report_id(visit)}&where={quote('表九/<b>x</b>')}")
    expect(visit.page.locator(".nb-at")).to_contain_text("没有“表九/<b>x</b>”这个位置")
    expect(visit.page.locator(".nb-report .nb-form")).to_have_count(3)


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path", ["/ask?q=2024年新收申请最多的机关", "/explore?item=requests_new&year=2023&year=2024"]
)
def test_no_word_of_a_chart_is_cut_off(visit: Any, path: str) -> None:
    visit.open(path).page.locator("svg.marks text").filter(has_text="3525件").wait_for()
    drawn = visit.page.locator("svg.marks").bounding_box()
    for text in visit.page.locator("svg.marks text").all():
        box = text.bounding_box()
        assert box["y"] >= drawn["y"], text.text_content()
        assert box["x"] + box["width"] <= drawn["x"] + drawn["width"], text.text_content()


def report_id(visit: Any) -> str:
    """The id of 江夏区 2021 from the list's own link."""
    visit.open("/report")
    link = visit.page.get_by_role("link", name="武汉市江夏区人民政府 · 2021")
    return str(link.get_attribute("href")).partition("document=")[2].partition("&")[0]
