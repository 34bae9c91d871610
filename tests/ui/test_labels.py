"""The page's words: complete in both languages, none unused, the reader's language first."""

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from ui.labels import label, language_wanted

FOLDER = Path(__file__).parents[2] / "ui"
LABELS = tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))
# Built from a code at run time: reason_…, fact_…, and the like.
COMPOSED = (
    "reason_", "status_", "fact_", "slot_", "table_", "open_cell", "tool_", "download_", "verdict_",
    "chart_", "level_", "order_", "lead_", "means_", "task_", "sign_in_",
)  # fmt: skip
PAGES = ("ask", "explore", "report", "leads", "add")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", LABELS)
def test_both_languages_say_the_same(key: str) -> None:
    assert set(LABELS[key]) == {"zh", "en"}
    assert names(LABELS[key]["zh"]) == names(LABELS[key]["en"])


def test_no_label_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    plain = [k for k in LABELS if not k.startswith(COMPOSED) and f'"{k}"' not in code]
    left = [k for k in plain if not k.endswith("_text") and f"'{k}'" not in code]
    assert [k for k in left if k not in PAGES] == []


@pytest.mark.parametrize(
    ("asked", "locale", "language"),
    [
        ("en", "zh-CN", "en"),
        ("zh", "en-US", "zh"),
        (None, "zh-TW", "zh-Hant"),
        (None, "zh-Hant-HK", "zh-Hant"),
        ("zh-Hant", "en-US", "zh-Hant"),
        (None, "en-GB", "en"),
        (None, "fr", "en"),
        (None, None, "zh"),
        ("<script>", "zh-CN", "zh"),
    ],
)
def test_the_language_of_a_visit(asked: str | None, locale: str | None, language: str) -> None:
    assert language_wanted(asked, locale) == language


def test_the_other_script_is_made_of_the_first() -> None:
    assert label("zh-Hant", "report") == "報告"
    assert label("zh-Hant", "published", date="2022-02-18") == "2022-02-18 發佈"


def test_a_label_is_filled_in() -> None:
    assert label("zh", "published", date="2022-02-18") == "2022-02-18 发布"
