"""The browser's way back, and the page on paper."""

import io
import re
from typing import Any

import pypdfium2 as pdfium
from playwright.sync_api import expect

NEW = "江夏区2021年新收多少件申请？"


def test_the_way_back_takes_a_question_at_a_time(visit: Any) -> None:
    visit.open().ask(NEW)
    expect(visit.page).to_have_url(re.compile("q="))
    visit.ask("自然人呢？")
    questions = visit.page.locator(".nb-question")
    expect(visit.page).to_have_url(re.compile("q=.*&q="))
    visit.page.go_back()
    expect(questions).to_have_count(1)
    visit.page.go_back()
    expect(visit.page.locator(".nb-welcome")).to_be_visible()
    visit.page.go_forward()
    expect(questions).to_have_count(1)


def test_the_way_back_takes_what_was_chosen(visit: Any) -> None:
    visit.open("/explore")
    table = visit.page.locator(".nb-data")
    expect(table.locator(".nb-value")).to_have_count(2)
    visit.page.get_by_role("combobox", name="年份").click()
    visit.page.get_by_role("option", name="2023", exact=True).click()
    expect(table.locator(".nb-year")).to_have_text(["2023", "2024"])
    expect(visit.page).to_have_url(re.compile("year=2023&year=2024"))
    visit.page.go_back()
    expect(table.locator(".nb-year")).to_have_text(["2024"])
    expect(visit.page.locator(".st-key-choose-how")).not_to_contain_text("2023")
    assert visit.page.url.endswith("/explore")


def test_the_way_back_takes_the_language(visit: Any) -> None:
    visit.open("/leads").page.get_by_role("button", name="English").click()
    expect(visit.page.locator("h1")).to_have_text("Worth asking about")
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("值得追问的地方")


def test_the_data_leave_nothing_in_the_address_of_the_answers(visit: Any) -> None:
    visit.open("/explore?item=requests_new&year=2024").page.locator(".nb-data").wait_for()
    visit.page.get_by_role("link", name="问答", exact=True).click()
    visit.page.locator(".nb-welcome").wait_for()
    visit.ask(NEW)
    expect(visit.page.locator(".nb-number")).to_have_text("160件")
    assert "year=" not in visit.page.url and "item=" not in visit.page.url


def test_the_whole_report_is_printed(visit: Any) -> None:
    visit.open("/report").page.get_by_role("link", name="武汉市江夏区人民政府 · 2021").click()
    visit.page.locator(".nb-report").wait_for()
    document = pdfium.PdfDocument(io.BytesIO(visit.page.pdf(format="A4")))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "一、总体情况" in words and "行政复议" in words, "from the first chapter to table four"
    assert "定位到表格里的一格" not in words, "nothing that is there to be clicked"
