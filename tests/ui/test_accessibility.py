"""Nothing that seriously keeps people out, by axe, on each page in both themes; and on a phone
nothing wider than the window.
"""

from pathlib import Path
from typing import Any

import pytest

THEMES = ({"color_scheme": "light"}, {"color_scheme": "dark", "locale": "en-US"})
WHERE = "表三/三/(一)予以公开/总计"
PAGES = (
    "/", "/ask?q=江夏区2021年公开率是多少？", "/ask?q=宿迁市2023年到2024年新收申请的趋势",
    "/ask?q=武汉天气怎么样？&q=新收多少申请？", "/explore?year=2023&year=2024", "/report",
    "/leads?notes=1&kind=prose", "/add",
)  # fmt: skip
# What fades in has no colour of its own yet.
STILL = """!document.querySelector('[role="tooltip"], [data-testid="stTooltipContent"]') &&
  document.getAnimations().every((one) => one.playState !== "running")"""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def opened(visit: Any, path: str) -> Any:
    visit.open(path)
    visit.still()
    return visit


def report_with_findings(visit: Any) -> str:
    opened(visit, "/report")
    href = visit.page.get_by_role("link", name="上海市人民政府办公厅 · 2019").get_attribute("href")
    return f"{str(href).partition('&where')[0]}&where={WHERE}"


@pytest.mark.parametrize("visit", THEMES, indirect=True)
def test_no_grave_barrier_on_any_page(visit: Any) -> None:
    for path in (*PAGES, report_with_findings(visit)):
        assert opened(visit, path).barriers() == [], path


@pytest.mark.parametrize("visit", THEMES, indirect=True)
@pytest.mark.parametrize(
    ("question", "slots", "looked_at"),
    [
        ("江夏区2021年予以公开率是多少？", 4, 8),
        ("宿迁市和洪泽区2024年新收申请是多少？", 4, 1),
        ("2024年新收申请最多的3个机关", 6, 3),
    ],
)
def test_nor_in_what_opens(visit: Any, question: str, slots: int, looked_at: int) -> None:
    opened(visit, f"/ask?q={question}")
    buttons = visit.page.get_by_test_id("stPopoverButton").locator("visible=true")
    assert buttons.count() == slots + 4, "a chip for each slot, and four tools"
    for button in buttons.all()[:looked_at]:
        button.click()
        visit.page.get_by_test_id("stPopoverBody").wait_for()
        visit.page.mouse.move(0, 0)
        visit.page.wait_for_function(STILL)
        assert visit.barriers() == [], button.inner_text()
        visit.page.keyboard.press("Escape")


@pytest.mark.parametrize("theme", THEMES)
def test_nor_where_nothing_is_loaded_and_at_the_sign_in(
    tmp_path: Path, served: Any, window: Any, theme: dict[str, str]
) -> None:
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    with (
        served(tmp_path, NIANBAO_PASSWORD="correct horse battery") as address,
        window(address, extra_http_headers=elsewhere, **theme) as visit,
    ):
        for path in ("/", "/explore", "/report", "/leads", "/add"):
            assert opened(visit, path).barriers() == [], path


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_no_page_is_wider_than_a_phone(visit: Any) -> None:
    for path in (*PAGES, report_with_findings(visit)):
        assert not opened(visit, path).too_wide(), path
