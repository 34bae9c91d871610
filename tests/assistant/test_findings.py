"""Figures travel with what was found about them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from eval.corpus import Made, made_reports
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import open_database


def asked(folder: Path, made: Made, text: str) -> Assistant:
    database = open_database(folder)
    data = text.encode()
    reading = read_report(read_blocks(data, "made.md"), data, "made.md", {})
    report = replace(reading.report, document="0123456789", source="made.md")
    database.write(replace(reading, report=report))
    return Assistant(database, Settings(home=folder, today=date(2025, 6, 1)))


@pytest.fixture
def made() -> Made:
    return next(m for m in made_reports(40, seed=2) if m.cells["granted", "total"] > 9)


def test_a_table_that_adds_up_says_so(tmp_path: Path, made: Made) -> None:
    answer = asked(tmp_path, made, made.text).ask(f"{made.publisher}{made.year}年予以公开多少件")
    assert "都对得上（勾稽关系H1、H2）" in answer.text
    assert answer.findings == ()


def test_a_planted_error_comes_with_the_answer(tmp_path: Path, made: Made) -> None:
    row = next(line for line in made.text.splitlines() if "予以公开 |" in line)
    total = made.cells["granted", "total"]
    broken = made.text.replace(row, row.removesuffix(f" {total} |") + f" {total + 1} |")
    answer = asked(tmp_path, made, broken).ask(f"{made.publisher}{made.year}年予以公开多少件")
    assert answer.value == (str(total + 1), "件"), "what is printed is what is given"
    assert {f.check for _, f in answer.findings} == {"H1", "H2"}
    assert all(f.severity == "hard" for _, f in answer.findings)
    assert f"{total}≠{total + 1}" in answer.text
    assert "都成立" not in answer.text


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("宿迁2024年办理结果各项相加等于3521吗", "3521", "是，等于3521。"),
        ("宿迁2024年办理结果各项相加等于3500吗", "3521", "不是，不等于3500。"),
        ("江夏2021年发布信息三类之和是不是3531条", "3531", "742 + 2788 + 1 = 3531"),
        ("上海市政府办公厅2019年予以公开各列相加等于272吗", "272", "没有印出总数"),
        ("宿迁2024年规章现行有效件数和上年是否衔接", None, "上一年印的是11件，成立"),
        ("宿迁2024年诉讼正文57件跟表四对得上吗", None, "行政诉讼总计是77件。两数不一致"),
        ("宿迁2023年新收加结转，跟办结加转下年，相等不", None, "两边相等"),
    ],
)
def test_the_sum_asked_about_is_put_to_the_test(
    samples: Assistant, question: str, value: str | None, told: str
) -> None:
    answer = samples.ask(question)
    assert (answer.kind, answer.value and answer.value[0]) == ("check", value)
    assert told in answer.text


def test_a_sum_asked_for_is_given(samples: Assistant) -> None:
    answer = samples.ask("宿迁2023年和2024年新收申请合起来是多少件")
    assert answer.value == ("7036", "件")


def test_which_of_two_numbers_that_the_report_tells_apart_is_right(samples: Assistant) -> None:
    told = samples.ask("洪泽2024年正文17件，表三却是95件，哪个对？")
    assert told.kind == "check" and "范围不同" in told.text
    assert samples.ask("洪泽2024年正文18件，表三却是95件，哪个对？").reason == "not_understood"
