"""Peers on the same questions: ours holds the cell, others are credited for what they hold."""

from decimal import Decimal

import pytest

from eval import peers
from eval.golden import Place, Sample, Target
from eval.peers import Passage, Peer, _found, _fused, measure
from eval.suites import Options
from ingest.errors import ReportError

CELL = Place(
    "宿迁市人民政府", 2023, "granted", "total", Decimal(160), "件", where="（一）予以公开/总计"
)
SAMPLE = Sample("one", "made cell", "宿迁2023年予以公开多少件？", Target(value="160"), (CELL,))


def passage(text: str, publisher: str = "宿迁市人民政府", year: int = 2023) -> Passage:
    return Passage(publisher, year, text)


@pytest.mark.parametrize(
    ("held", "report", "number", "column", "why"),
    [
        (passage("| （一）予以公开 | 12 | 160 | 总计"), True, True, True, "label, number, column"),
        (
            passage("| （一）予以公开 | 12 | 160 |"),
            True,
            True,
            False,
            "which column, nobody can say",
        ),
        (passage("（一）予以公开 1160 总计 1,600"), True, False, False, "160 is part of others"),
        (passage("（二）部分公开 160 总计"), True, False, False, "another row"),
        (passage("（一）予以公开 160 总计", year=2022), False, False, False, "another year"),
        (passage("（一）予以公开 160 总计", "宿州市人民政府"), False, False, False, "another body"),
    ],
)
def test_what_a_passage_holds_of_a_cell(
    held: Passage, report: bool, number: bool, column: bool, why: str
) -> None:
    found = _found(Peer("one", 0.0, lambda _: [held]), SAMPLE)
    assert (found.report, found.number, found.column) == (report, number, column), why


def test_only_the_first_four_passages_count() -> None:
    late = [passage("无关")] * 4 + [passage("（一）予以公开 160 总计")]
    assert _found(Peer("one", 0.0, lambda _: late), SAMPLE).number is False


def test_fusing_puts_first_what_both_find() -> None:
    a, b, c = (passage(text) for text in "abc")
    search = _fused(Peer("x", 0.0, lambda _: [a, b]), Peer("y", 0.0, lambda _: [c, b]))
    assert search("?")[0] == b


def test_every_peer_answers_the_same_questions() -> None:
    run = measure("peers", Options(sizes=(12,))).run
    table, readers = run["tables"]
    rows = {row[0]: row for row in table["rows"]}
    assert len(rows) == 1 + 2 * 2 * 3
    assert rows["nianbao"][3] == "100.0%"
    assert [row[0] for row in readers["rows"]] == ["nianbao", "pandas read_html"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("nobody", "use some of: nianbao"), ("llamaindex", "-e '.[llamaindex]'")],
)
def test_a_peer_that_cannot_be_had_is_one_line(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda module: None)
    with pytest.raises(ReportError) as raised:
        measure("peers", Options(sizes=(5,), only=(name,)))
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_what_is_not_installed_is_left_out_and_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda module: None)
    run = measure("exam", Options(sizes=(5,))).run
    assert [row[0] for row in run["tables"][0]["rows"]] == ["nianbao"]
    assert capsys.readouterr().err.count("left out") == 3
