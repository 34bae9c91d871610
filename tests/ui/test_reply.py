"""An answer taken apart for the page: nothing lost, nothing added."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from assistant.ask import Assistant
from ingest.settings import read_settings
from ingest.store.database import Database
from ui.answers import answer_html, grouped
from ui.labels import found_text
from ui.reply import listed, parts_of, places_of


@pytest.fixture
def assistant(home: Path, database: Database) -> Assistant:
    return Assistant(database, read_settings(home))


QUESTIONS = (
    "江夏区2021年新收多少申请？",
    "江夏区2021年公开率是多少？",
    "江夏区2021年不予公开的原因都有哪些？",
    "江夏区2021年存在哪些问题？",
    "上海市人民政府办公厅2019年的数字对得上吗？",
    "宿迁市2023年到2024年新收申请的趋势",
    "上海市人民政府办公厅2019年科研机构新收多少件？",
    "江夏区2020年新收多少件？",
    "What is the full-disclosure rate of Jiangxia in 2021?",
    "什么是三安全一稳定？",
    "收录了哪些年报",
    "江夏區2021年新收多少申請？",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_part_is_the_answers_own_words(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    parts, text = parts_of(answer), answer.to_json()["text"]
    pieces = (parts.lead, parts.rest, *parts.lines, *parts.notes, *parts.names)
    for piece in pieces:
        assert piece in text
    if not listed(answer) and not answer.readings:
        said = [re.sub(r"[\s（）()；]", "", t).rstrip("。") for t in ("".join(pieces), text)]
        assert said[0] == said[1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_figure_of_the_answer_is_on_the_page(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    shown = answer_html(answer, "zh")
    for value in [r.value for r in (*answer.readings, *listed(answer))]:
        assert grouped(value) in shown if value else "—" in shown or "空白" in shown
    if answer.value:
        assert f'<p class="nb-number">{grouped(answer.value[0])}<span>' in shown


def test_a_ranking_is_told_once_by_its_table_with_shared_places(assistant: Assistant) -> None:
    answer = assistant.ask("宿迁市和洪泽区2024年新收申请哪个多")
    first, last = answer.rows
    rows = (first, replace(first, report=replace(first.report, publisher="甲县")), last)
    listing = "；".join(f"{n}. {r.report.publisher}{r.value}件" for n, r in enumerate(rows, 1))
    told = replace(answer, rows=rows, text=f"最多的是宿迁市人民政府。依次为：{listing}。另有一县。")
    assert parts_of(told).rest == "另有一县。"
    shown = html.fromstring(answer_html(told, "zh"))
    assert [c.text for c in shown.find_class("nb-place-number")] == ["1", "1", "3"]


@pytest.mark.parametrize("question", [
    "上海市人民政府办公厅2019年予以公开多少件？", "上海市人民政府辦公廳2019年予以公開多少件？",
    "How did new requests of Suqian change from 2023 to 2024?",
])  # fmt: skip
def test_what_was_found_is_told_once_with_its_place(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    shown = html.fromstring(answer_html(answer, "zh"))
    (box,) = shown.find_class("nb-caveats")
    told = [f for _, f in answer.findings if f.severity != "note"]
    assert told and len(box.findall(".//a")) >= len(told)
    assert not re.search("注意：正文|the text .+ the text|¶", shown.text_content())
    assert "¶" not in found_text(told[0], "zh") and "paragraph" in found_text(told[0], "en")


def test_what_is_loaded_is_a_list_with_what_is_left_out_counted(assistant: Assistant) -> None:
    parts = parts_of(assistant.ask("收录了哪些年报"))
    assert len(parts.names) == 4 and parts.names[-1] == "武汉市江夏区人民政府（2021）"
    assert not parts_of(assistant.ask("江夏区有几份报告")).names


def test_cells_of_one_table_stand_together(assistant: Assistant) -> None:
    (place,) = places_of(assistant.ask("江夏区2021年公开率是多少？"))
    assert place.table == "3" and len(place.wheres) == 3
    assert [
        p.report.year for p in places_of(assistant.ask("宿迁2024年比2023年新收多了多少？"))
    ] == [2024, 2023]


def test_points_of_one_paragraph_stand_together(assistant: Assistant) -> None:
    places = places_of(assistant.ask("江夏区2021年存在哪些问题？"))
    assert [p.numbers for p in places] == [(1, 2, 3)]
    assert {w.partition("·")[0] for w in places[0].wheres} == {"五/¶1"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("160", "160"),
        ("3511", "3511"),
        ("1388887", "1,388,887"),
        ("-12345.60", "-12,345.60"),
        ("x1", "x1"),
    ],
)
def test_long_numbers_are_grouped(value: str, shown: str) -> None:
    assert grouped(value) == shown


def test_a_blank_is_never_a_zero(assistant: Assistant) -> None:
    shown = answer_html(assistant.ask("上海市人民政府办公厅2019年科研机构新收多少件？"), "zh")
    assert "原表留空" in shown and "nb-number" not in shown
    assert "error" not in shown and "nb-failed" not in shown


def test_findings_are_told_one_by_one(assistant: Assistant) -> None:
    parts = parts_of(assistant.ask("上海市人民政府办公厅2019年的数字对得上吗？"))
    assert len(parts.lead) < 60 and len(parts.lines) >= 5
    contradicted = ["写" in line or "称" in line for line in parts.lines]
    blank = ["总计一格空白" in line for line in parts.lines]
    # What the text contradicts comes before what the table leaves blank, a finding a line.
    assert contradicted == sorted(contradicted, reverse=True) and any(blank)
    assert all(one != other for one, other in zip(contradicted, blank, strict=True))
