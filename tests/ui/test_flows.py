"""From a question to a figure that is quoted, checked, taken away, passed on; in a browser."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ui import feedback

NEW = "江夏区2021年新收多少件申请？"
TREND = "/ask?q=宿迁市2023年到2024年新收申请的趋势"
ENGLISH = {"locale": "en-US"}
TRADITIONAL = {"locale": "zh-TW"}


def saved(visit: Any, click: Any) -> bytes:
    """What a click downloads."""
    with visit.page.expect_download() as download:
        click.click()
    return Path(download.value.path()).read_bytes()


def test_a_chip_changes_the_question_in_place(visit: Any) -> None:
    visit.open().ask(NEW)
    visit.popover("总计").get_by_text("自然人", exact=True).click()
    expect(visit.page.locator(".nb-number")).to_have_text("156件")
    expect(visit.page.locator(".nb-question")).to_have_count(1)
    visit.popover("本年新收").get_by_role("combobox").click()
    visit.page.keyboard.type("不予公开率")
    visit.page.get_by_role("option", name="不予公开率", exact=True).click()
    expect(visit.page.locator(".nb-number")).to_have_text("3.21%")


def test_what_is_done_with_the_figures_is_told(visit: Any) -> None:
    visit.open("/ask?q=江夏区2021年处理结果如何？")
    visit.popover("各种结果").get_by_role("combobox").click()
    visit.page.keyboard.type("予以公开率")
    visit.page.get_by_role("option", name="予以公开率", exact=True).click()
    expect(visit.page.locator(".nb-number")).to_have_text("12.50%")


def test_a_comparison_and_a_ranking_are_changed_in_place(visit: Any) -> None:
    visit.open().ask("宿迁市2024年新收多少件申请？")
    visit.popover("宿迁市人民政府").get_by_role("combobox").last.click()
    visit.page.get_by_role("option", name="淮安市洪泽区人民政府").click()
    table = visit.page.locator(".nb-answer .nb-rows")
    expect(table).to_contain_text("3525件")
    expect(table).to_contain_text("95件")
    visit.open().ask("2024年新收申请最多的机关")
    expect(table.locator("tr").nth(1)).to_contain_text("宿迁市人民政府")
    visit.popover("从高到低").get_by_text("从低到高", exact=True).click()
    expect(table.locator("tr").nth(1)).to_contain_text("淮安市洪泽区人民政府")
    expect(visit.page.locator(".nb-question")).to_have_count(1)


def test_a_link_shows_the_same_in_a_fresh_browser(visit: Any, window: Any, address: str) -> None:
    visit.open().ask(NEW)
    visit.ask("自然人呢？")
    expect(visit.page.locator(".nb-number").last).to_have_text("156件")
    expect(visit.page).to_have_url(re.compile("q=.*&q="))
    path = visit.page.url.removeprefix(address)
    with window(address) as other:
        other.open(path)
        expect(other.page.locator(".nb-number").last).to_have_text("156件")
        expect(other.page.locator(".nb-question")).to_have_count(2)
        shown = [v.page.locator(".nb-answer").all_inner_texts() for v in (visit, other)]
        assert shown[0] == shown[1]


@pytest.mark.parametrize("visit", [{}, ENGLISH], indirect=True)
def test_a_figure_is_explained_quoted_and_taken_away(visit: Any) -> None:
    english = visit.open().page.locator("html").get_attribute("lang") == "en"
    visit.ask("What is the full-disclosure rate of Jiangxia in 2021?" if english else (
        "江夏区2021年予以公开率是多少？"
    ))  # fmt: skip
    expect(visit.page.locator(".nb-number")).to_contain_text("12.50")
    method = visit.popover("How it was computed" if english else "怎么算的")
    expect(method).to_contain_text("20 ÷ 160")
    expect(method).to_contain_text("表三/三/(一)予以公开/总计")
    expect(method).to_contain_text('"granted_rate"')
    visit.page.keyboard.press("Escape")
    card = visit.popover("Fact card" if english else "引用卡")
    expect(card).to_contain_text("20 ÷ 160")
    expect(card).to_contain_text("[R/OL]")
    visit.page.keyboard.press("Escape")
    files = visit.popover("Download" if english else "下载")
    lines = saved(visit, files.get_by_role("button", name="CSV")).decode("utf-8-sig")
    values = [line["value"] for line in csv.DictReader(io.StringIO(lines))]
    assert values == ["12.50", "20", "160"], "the rate and a line for each operand"
    assert saved(visit, files.get_by_role("button", name="XLSX")).startswith(b"PK")


def test_a_chart_is_drawn_and_kept_as_a_picture(visit: Any) -> None:
    visit.open(TREND)
    expect(visit.page.locator("svg.marks")).to_contain_text("3525件")
    picture = saved(visit, visit.page.get_by_role("button", name="存为 SVG")).decode("utf-8")
    assert picture.startswith("<svg") and "3511件" in picture and "3525件" in picture
    assert saved(visit, visit.page.get_by_role("button", name="存为 PNG")).startswith(b"\x89PNG")


def test_a_wrong_figure_is_reported_and_a_verdict_given(visit: Any, home: Path) -> None:
    feedback.forget(home)
    visit.open().ask(NEW)
    form = visit.popover("数字有误")
    expect(form.get_by_role("textbox").first).to_have_value(
        re.compile("表三/一、本年新收政府信息公开申请数量/总计")
    )
    form.get_by_role("textbox").last.fill("应为 161")
    form.get_by_role("button", name="提交").click()
    expect(form).to_contain_text("已记下")
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="答得不对").click()
    expect(visit.page.get_by_text("已记下").last).to_be_visible()
    told = [json.loads(line) for line in feedback.kept(home).splitlines()]
    assert [t["verdict"] for t in told] == ["report", "wrong"]
    assert "应为 161" in told[0]["words"] and told[0]["question"] == NEW
    feedback.forget(home)


def test_feedback_is_switched_off_and_deleted(visit: Any, home: Path) -> None:
    feedback.forget(home)
    visit.open().ask(NEW)
    visit.page.get_by_role("button", name="答得对").click()
    expect(visit.page.get_by_text("已记下").last).to_be_visible()
    visit.open("/add").page.get_by_role("button", name="全部删除").click()
    expect(visit.page.get_by_text(re.compile("^本机存有 0 条"))).to_be_visible()
    assert feedback.kept(home) == ""
    try:
        visit.page.get_by_text("收集反馈").click()
        expect(visit.page.get_by_role("switch", name="收集反馈")).not_to_be_checked()
        visit.open().ask(NEW)
        expect(visit.page.locator(".nb-place")).to_be_visible()
        for name in ("答得不对", "数字有误"):
            expect(visit.page.get_by_role("button", name=name)).to_have_count(0)
    finally:
        feedback.switch(home, True)


def test_what_is_chosen_is_taken_away_as_it_is_shown(visit: Any) -> None:
    visit.open("/explore?item=requests_new&year=2024")
    cells = visit.page.locator(".nb-data .nb-value")
    expect(cells).to_have_count(2)
    shown = [re.sub(r"[^\d.]", "", text) for text in cells.all_inner_texts()]
    lines = saved(visit, visit.page.get_by_role("button", name="CSV")).decode("utf-8-sig")
    assert [line["value"] for line in csv.DictReader(io.StringIO(lines))] == shown
    assert saved(visit, visit.page.get_by_role("button", name="XLSX")).startswith(b"PK")


def test_a_choice_is_a_button(visit: Any) -> None:
    visit.open().ask("新收多少申请？")
    visit.page.get_by_role("button", name="武汉市江夏区人民政府").click()
    expect(visit.page.locator(".nb-number")).to_have_text("160件")


def test_any_other_body_is_chosen_by_name(visit: Any) -> None:
    visit.open().ask("新收多少申请？")
    visit.popover("选择或输入机关名称").get_by_role("combobox").click()
    visit.page.keyboard.type("江夏")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".nb-number")).to_have_text("160件")


def test_every_page_says_whose_it_is_not(visit: Any) -> None:
    for path in ("/", "/ask", "/explore", "/report", "/leads", "/add"):
        visit.open(path)
        expect(visit.page.locator("footer")).to_contain_text("不是政府网站")
        expect(visit.page.locator("footer")).to_contain_text("原发布页面")


@pytest.mark.parametrize("visit", [TRADITIONAL], indirect=True)
def test_the_browsers_script_is_taken(visit: Any) -> None:
    visit.open()
    expect(visit.page.locator(".nb-strap")).to_have_text("政府信息公開年報問答")
    answer = visit.ask("江夏區2021年新收多少件申請？")
    expect(answer).to_contain_text("武漢市江夏區人民政府2021年新收政府信息公開申請160件")
    visit.page.get_by_role("link", name="報告", exact=True).click()
    expect(visit.page.locator("h1")).to_have_text("收錄的報告")


def test_by_keyboard_alone(visit: Any) -> None:
    visit.open()
    for _ in range(20):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    visit.page.keyboard.type(NEW)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".nb-number")).to_have_text("160件")
