"""Data, reports and leads in a browser: what a link shows is the same in a fresh one."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ingest.loading.add import Adder
from ingest.loading.jobs import Job
from ingest.loading.sources import Source
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import open_database
from ui import adding

SAMPLES = Path(adding.__file__).parents[1] / "ingest" / "samples"
DATA = (SAMPLES / "jiangxia-2021.md").read_bytes()
ENGLISH = {"locale": "en-US"}
HOSTILE = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>[x](javascript:1)"


def same_elsewhere(visit: Any, window: Any, parts: str) -> None:
    """The address shows the same in a window that was never here."""
    visit.still()
    path = visit.page.url.removeprefix(visit.address)
    with window(visit.address) as other:
        other.open(path)
        other.page.locator(parts).first.wait_for()
        other.still()
        texts = [v.page.locator(parts).all_inner_texts() for v in (visit, other)]
        assert texts[0] == texts[1] and texts[0]


def test_data_by_choosing_and_by_link(visit: Any, window: Any) -> None:
    visit.open("/explore?item=requests_new&item=granted_rate&year=2023&year=2024")
    table = visit.page.locator(".nb-data")
    expect(table).to_contain_text("3525")
    expect(table).to_contain_text("40.64")
    expect(table.locator("td", has_text="未收录").first).to_be_visible()
    visit.page.get_by_role("combobox", name="排序").click()
    visit.page.get_by_role("option", name="从低到高").click()
    expect(table.locator("tbody tr, tr").nth(1)).to_contain_text("洪泽")
    expect(visit.page).to_have_url(re.compile("order=least"))
    same_elsewhere(visit, window, ".nb-data")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    lines = {
        (r["publisher"], r["year"], r["label"]): r["value"]
        for r in csv.DictReader(io.StringIO(text))
    }
    assert lines["宿迁市人民政府", "2024", "本年新收政府信息公开申请"] == "3525"


@pytest.mark.parametrize("visit", [{}, ENGLISH], indirect=True)
def test_a_number_opens_its_cell(visit: Any) -> None:
    visit.open("/explore?item=requests_new&year=2024")
    link = visit.page.locator(".nb-data").get_by_role("link", name="3525")
    with visit.page.context.expect_page() as fresh:
        link.click()
    expect(fresh.value.locator("td.nb-lit a")).to_have_text("3525")  # a note may stand before it


@pytest.mark.parametrize("language", ["zh", "en"])
def test_leads_are_filtered_and_open_their_evidence(visit: Any, window: Any, language: str) -> None:
    visit.open(f"/leads?lang={language}")
    cards = visit.page.locator(".nb-lead-card")
    expect(cards.first).to_be_visible()
    visit.page.get_by_role("textbox").last.fill("宿迁")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile("words="))
    expect(cards.filter(has_text="上海")).to_have_count(0)
    expect(cards.first).to_contain_text("宿迁")
    same_elsewhere(visit, window, ".nb-lead-said")
    with visit.page.context.expect_page() as fresh:
        cards.first.get_by_role("link").click()
    expect(fresh.value.locator(".nb-here, .nb-lit").first).to_be_visible()


def test_a_cell_is_found_by_its_name_and_by_a_click(visit: Any) -> None:
    visit.open("/report")
    visit.page.get_by_role("link", name="武汉市江夏区人民政府 · 2021").click()
    visit.page.locator(".nb-report").wait_for()
    visit.page.get_by_role("combobox", name="定位到表格里的一格").click()
    visit.page.keyboard.type("8.属于行政查询事项/总计")
    visit.page.get_by_role("option", name="8.属于行政查询事项/总计").first.click()
    expect(visit.page.locator(".nb-report td.nb-lit")).to_have_text("5")
    expect(visit.page).to_have_url(re.compile("where="))
    visit.page.locator(".nb-form-3").get_by_role("link", name="120", exact=True).last.click()
    expect(visit.page.locator(".nb-report td.nb-lit")).to_have_text("120")


# hostile and revised reports -------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, served: Any) -> Iterator[str]:
    """江夏区 2021 twice: the second time with another number, and with markup wherever it fits."""
    folder = tmp_path_factory.mktemp("hostile")
    database = open_database(folder)
    row = "| 一、本年新收政府信息公开申请数量 | 156 | 2 | 0 | 0 | 2 | 0 | 160 |"
    changed = DATA.decode().replace(row, row.replace("160", "161"))
    changed = changed.replace("一是", f"一是{HOSTILE}", 1).replace("信访举报投诉类申请", HOSTILE, 1)
    given = {"title": f"{HOSTILE}江夏区2021年政府信息公开工作年度报告"}
    settings = Settings(home=folder, today=date(2026, 11, 23))
    with Worker() as worker:
        adder = Adder(database, settings, worker)
        for data in (DATA, changed.encode()):
            adder.add(Job(Source("a.md", lambda data=data: data), given=given))
    with served(folder) as address:
        yield address


def test_a_revision_is_compared_and_its_original_kept(window: Any, hostile: str) -> None:
    with window(hostile) as visit:
        visit.open("/report")
        visit.page.get_by_role("link", name="· 2021").click()
        visit.page.get_by_role("combobox", name="与其他版本比较").click()
        visit.page.get_by_role("option", name="第 1 版").click()
        expect(visit.page.locator(".nb-changed")).to_contain_text("161")
        expect(visit.page.locator(".nb-changed tr", has_text="161")).to_contain_text("160")
        same_elsewhere(visit, window, ".nb-changed")
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="下载保存的原件").click()
        assert HOSTILE.encode() in Path(download.value.path()).read_bytes()


def test_what_a_report_says_is_only_text(window: Any, hostile: str) -> None:
    asked = "/ask?q=江夏区2021年新收多少件申请？&q=存在哪些问题？&q=数字对得上吗？"
    with window(hostile) as visit:
        visit.open("/report")
        report = visit.page.get_by_role("link", name="· 2021").get_attribute("href")
        for path in (str(report), asked, "/leads?notes=1", "/explore", "/report"):
            visit.open(path)
            visit.still()
            assert visit.page.evaluate("window.hacked") is None, path
            assert visit.page.locator("main img[src=x]").count() == 0, path
            assert visit.page.locator('a[href^="javascript"]').count() == 0, path
            assert visit.page.locator(".nb-failed").count() == 0, path
