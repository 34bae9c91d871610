"""Planted errors are found where they are; what is blank is noted, and nothing is changed."""

import pytest

from ingest.checks import Finding
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading


def read(text: str) -> Reading:
    data = text.encode()
    return read_report(read_blocks(data, "x"), data, "x", {})


def planted(text: str, was: str, now: str) -> list[tuple[str, str, str]]:
    assert text.count(was) == 1, was
    return [(f.check, f.severity, f.where) for f in read(text.replace(was, now)).findings]


GRANTED = "| （一）予以公开 | 19 | 1 | 0 | 0 | 0 | 0 | 20 |"


def test_a_sound_report_has_no_finding(text: str) -> None:
    assert read(text).findings == ()


def test_a_wrong_total_breaks_its_row_and_its_column(text: str) -> None:
    found = planted(text, GRANTED, GRANTED.replace("| 20 |", "| 21 |"))
    assert {(check, severity) for check, severity, _ in found} == {("H1", "hard"), ("H2", "hard")}
    wheres = {check: where for check, _, where in found}
    assert "（一）予以公开" in wheres["H1"].replace("(一)", "（一）")
    assert wheres["H1"].endswith("/总计") and "总计/总计" in wheres["H2"]


def test_a_finding_says_what_was_expected_and_seen(text: str) -> None:
    made = read(text.replace(GRANTED, GRANTED.replace("| 20 |", "| 21 |")))
    (row,) = [f for f in made.findings if f.check == "H1"]
    assert (row.expected, row.actual) == ("20", "21")
    assert "19+1＝20≠21" in row.text and "20 ≠ 21" in row.text_en
    printed = [f.raw for f in made.figures if f.where == row.where]
    assert printed == ["21"]  # what was printed is kept


def test_a_wrong_applicant_breaks_row_and_column(text: str) -> None:
    found = planted(text, GRANTED, GRANTED.replace("| 19 |", "| 18 |"))
    assert {check for check, _, _ in found} == {"H1", "H2"}


def test_what_came_in_must_have_gone_out(text: str) -> None:
    new = "| 一、本年新收政府信息公开申请数量 | 156 | 2 | 0 | 0 | 2 | 0 | 160 |"
    found = planted(text, new, new.replace("156", "157").replace("160", "161"))
    assert {(check, severity) for check, severity, _ in found} == {("H3", "hard")}
    assert len(found) == 2  # in the column and in the total


def test_a_row_that_lost_its_label_breaks_no_sum(text: str) -> None:
    label = "| （一）予以公开 |"
    for code in ("| 1.信访举报投诉类申请 |", "| 2.重复申请 |"):
        found = read(text.replace(code, "|  |", 1)).findings
        assert not [f for f in found if f.severity == "hard"], code
        assert {f.check for f in found} >= {"unreadable"}
    assert label in text


def test_a_wrong_total_of_reviews(text: str) -> None:
    line = next(line for line in text.split("\n") if line.startswith("| 5 | 0 | 5 | 3 | 13 |"))
    found = planted(text, line, line.replace("| 13 |", "| 14 |", 1))
    assert [(check, severity) for check, severity, _ in found] == [("H4", "hard")]


def test_a_blank_total_is_a_note_with_the_sum(text: str) -> None:
    made = read(text.replace(GRANTED, GRANTED.replace("| 20 |", "|  |")))
    notes = [f for f in made.findings if f.severity == "note"]
    assert [f.severity for f in made.findings] == ["note"] * len(notes)
    row = next(f for f in notes if f.check == "H1")
    assert (row.expected, row.actual) == ("20", "")
    assert "空白" in row.text


def test_a_blank_that_closes_as_nothing_is_no_finding(text: str) -> None:
    assert planted(text, GRANTED, GRANTED.replace("| 0 |", "|  |")) == []


def test_a_blank_that_does_not_close_is_a_note_and_no_failure(text: str) -> None:
    found = planted(text, GRANTED, GRANTED.replace("| 19 |", "|  |"))
    assert {severity for _, severity, _ in found} == {"note"}


def test_a_slash_can_not_be_judged(text: str) -> None:
    assert planted(text, GRANTED, GRANTED.replace("| 19 |", "| / |")) == []


@pytest.mark.parametrize(
    ("was", "now", "word"),
    [
        ("| 行政许可 | 558794 |", "| 行政许可 | 558794.5 |", "整数"),
        ("| 行政许可 | 558794 |", "| 行政许可 | -5 |", "整数"),
        ("| 行政事业性收费 | 668.57 |", "| 行政事业性收费 | -668.57 |", "数"),
    ],
)
def test_counts_are_whole_and_not_negative(text: str, was: str, now: str, word: str) -> None:
    assert text.count(was) == 1
    (finding,) = read(text.replace(was, now)).findings
    assert (finding.check, finding.severity) == ("H5", "hard")
    assert word in finding.text and finding.where.startswith("表二/")


def test_an_unreadable_cell_is_told(text: str) -> None:
    found = planted(text, "| 行政许可 | 558794 |", "| 行政许可 | 55B794 |")
    assert [(check, severity) for check, severity, _ in found] == [("unreadable", "soft")]


def test_a_row_of_no_form_is_told(text: str) -> None:
    found = planted(text, "| 行政强制 | 401 |", "| 行政强制 | 401 |\n| 行政检查 | 12 |")
    assert [(check, severity) for check, severity, _ in found] == [("unknown_label", "note")]


def test_a_stale_period_is_a_conflict_of_years(text: str) -> None:
    found = planted(text, "2021年1月1日至2021年12月31日", "2020年1月1日至2020年12月31日")
    assert ("year_conflict", "soft", "前言") in found


def test_findings_are_said_in_both_languages(text: str) -> None:
    made = read(text.replace(GRANTED, GRANTED.replace("| 20 |", "| 21 |")))

    def latin(finding: Finding) -> bool:
        return finding.text_en.isascii() or "≠" in finding.text_en

    assert all(f.text and latin(f) for f in made.findings)


def without(text: str, *words: str) -> str:
    """The text without the lines that have one of these words."""
    return "\n".join(line for line in text.split("\n") if not any(w in line for w in words))


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("5.属于三类内部事务信息",), "5.属于三类内部事务信息"),
        (("| 四、结转下年度继续办理",), "四、结转下年度继续办理"),
        (("| 5 | 0 | 5 | 3 | 13 |",), "表四"),
    ],
)
def test_what_the_form_has_and_the_report_does_not_is_told(
    text: str, words: tuple[str, ...], where: str
) -> None:
    (lacking,) = [f for f in read(without(text, *words)).findings if "找不到" in f.text]
    assert (lacking.check, lacking.severity) == ("unreadable", "soft")
    assert where in lacking.where


def test_a_table_three_that_was_lost_is_told(text: str) -> None:
    start, end = text.index("三、"), text.rindex("四、")
    assert start < end
    lost = [line for line in text.split("\n") if line.count("|") < 8 or line.count("|") > 12]
    found = {f.where for f in read("\n".join(lost)).findings if "找不到" in f.text}
    assert found == {"表三"}


def test_a_column_of_table_three_that_was_lost_is_told(text: str) -> None:
    lines = text.split("\n")
    for n, line in enumerate(lines):
        cells = line.split("|")
        if len(cells) == 10:
            lines[n] = "|".join([*cells[:4], *cells[5:]])
    found = {f.where for f in read("\n".join(lines)).findings if "找不到" in f.text}
    assert found == {"表三/科研机构"}


RAN_TOGETHER = (
    "1.政府公报公开政府信息数条 02.政府网站公开政府信息数条 43.政务微博公开政府信息数条 4",
    "1.属于已主动公开范围数件 322.同意公开答复数件 03.同意部分公开答复数件 9",
)


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        (RAN_TOGETHER, {"附表"}),
        (("信访举报投诉类申请3件", "请见附件：政府信息公开情况统计表"), {"附表"}),
        (("我局按时报送政府信息公开情况统计表，收到申请12件。",), set()),
    ],
)
def test_a_table_that_only_the_text_names_is_told(lines: tuple[str, ...], lost: set[str]) -> None:
    head = (
        "江夏区2016年政府信息公开工作年度报告",
        "一、概述",
        "全年有序推进。",
        "二、主动公开情况",
    )
    tail = ("三、收到和处理政府信息公开申请情况", "四、存在的主要问题及改进情况", "仍有不足。")
    found = read_report([*head, *lines, *tail], b"", "x", {}).findings
    assert {f.where for f in found if "找不到" in f.text} == lost
