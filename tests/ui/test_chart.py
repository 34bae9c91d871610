"""Charts: drawn where numbers say more side by side, with the figures' own text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import Assistant
from ingest.settings import read_settings
from ingest.store.database import Database
from ui.chart import chart, plot_of


@pytest.fixture
def assistant(home: Path, database: Database) -> Assistant:
    return Assistant(database, read_settings(home))


@pytest.mark.parametrize(
    ("question", "kind", "texts"),
    [
        ("宿迁市2023年到2024年新收申请的趋势", "series", ["3511件", "3525件"]),
        (
            "江夏区2021年不予处理的原因都有哪些？",
            "composition",
            ["120件", "0件", "0件", "0件", "0件"],
        ),
        ("江夏区2021年申请人构成", "composition", ["156件", "2件", "0件", "0件", "2件", "0件"]),
        ("宿迁2024年比2023年新收多了多少？", "series", ["3525件", "3511件"]),
    ],
)
def test_what_is_drawn_is_the_answer(
    assistant: Assistant, question: str, kind: str, texts: list[str]
) -> None:
    plot = plot_of(assistant.ask(question), "zh")
    assert plot is not None and plot.kind == kind
    assert [m.text for m in plot.marks] == texts
    assert all(text in plot.alt for text in texts)
    drawn = json.dumps(chart(plot), ensure_ascii=False)
    assert all(text in drawn for text in texts)


@pytest.mark.parametrize(
    ("question", "language", "lines", "names", "texts"),
    [
        (
            "江夏區2021年申請人構成", "zh-Hant",
            ("本年新收政府信息公開申請（件）", "武漢市江夏區人民政府 · 2021"),
            ["自然人", "商業企業", "科研機構", "社會公益組織", "法律服務機構", "其他"],
            ["156件", "2件", "0件", "0件", "2件", "0件"],
        ),
        (
            "Who applied to Jiangxia in 2021?", "en",
            ("New requests received", "武汉市江夏区人民政府 · 2021"),
            ["natural persons", "businesses", "research bodies", "charities", "law firms",
             "other organisations"], ["156", "2", "0", "0", "2", "0"],
        ),
        (
            "宿迁市和洪泽区2024年予以公开率哪个高", "zh", ("予以公开率（%）", "2024"),
            ["淮安市洪泽区人民政府", "宿迁市人民政府"], ["52.63%", "40.64%"],
        ),
        (
            "How did the full-disclosure rate of Suqian change from 2023 to 2024?", "en",
            ("full-disclosure rate (%)", "宿迁市人民政府"), ["宿迁市人民政府"] * 2, [],
        ),
    ],
)  # fmt: skip
def test_what_is_drawn_is_named_once_in_the_script_of_the_page(
    assistant: Assistant, question: str, language: str, lines: tuple[str, str], names: list[str],
    texts: list[str],
) -> None:  # fmt: skip
    plot = plot_of(assistant.ask(question), language)
    assert plot is not None and (plot.title, plot.under) == lines
    assert sorted(m.name for m in plot.marks) == sorted(names)
    assert not texts or sorted(m.text for m in plot.marks) == sorted(texts)


@pytest.mark.parametrize(
    "question",
    [
        "江夏区2021年新收多少件申请？",
        "江夏区2021年公开率是多少？",
        "江夏区2021年收了多少费",
        "江夏区2021年存在哪些问题？",
        "上海市人民政府办公厅2019年科研机构新收多少件？",
        "武汉天气怎么样？",
    ],
)
def test_no_chart_where_it_would_say_nothing(assistant: Assistant, question: str) -> None:
    assert plot_of(assistant.ask(question), "zh") is None


def test_lines_close_by_have_their_numbers_on_either_side(assistant: Assistant) -> None:
    answer = assistant.ask("宿迁市2023年到2024年新收申请的趋势")
    others = [
        replace(r, report=replace(r.report, publisher="甲县"), value="3600") for r in answer.rows
    ]
    plot = plot_of(replace(answer, rows=(*answer.rows, *others)), "zh")
    assert plot is not None
    (values,) = [chart(plot)["data"]["values"]]
    assert {(v["above"], v["below"]) for v in values if v["name"] == "甲县"} == {("3600件", "")}
    assert [v["below"] for v in values if v["name"] != "甲县"] == ["3511件", "3525件"]
    late = replace(others[0], report=replace(others[0].report, year=2020))
    plot = plot_of(replace(answer, rows=(*answer.rows, late, others[1])), "zh")
    assert plot is not None
    kinds = {layer["mark"]["type"] for layer in chart(plot)["layer"]}
    assert "line" not in kinds, "a year that one of them lacks is a gap"


def test_a_year_without_a_report_breaks_the_line(assistant: Assistant) -> None:
    answer = assistant.ask("宿迁市2023年到2024年新收申请的趋势")
    first, last = answer.rows
    early = replace(first, report=replace(first.report, year=2019))
    middle = replace(first, report=replace(first.report, year=2022))
    plot = plot_of(replace(answer, rows=(early, middle, first, last)), "zh")
    assert plot is not None
    drawn = chart(plot)
    assert {layer["mark"]["type"] for layer in drawn["layer"]} == {"point", "text"}
    domain = drawn["encoding"]["x"]["scale"]["domain"]
    assert domain == ["2019", "2020", "2021", "2022", "2023", "2024"]
