"""Passages: a paragraph or one of its points, with headings and an address of its own."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunks import LONGEST, Chunk, split_chunks
from ingest.document import outline
from ingest.read import read_report
from ingest.readers import read_blocks


def chunks(*blocks: str) -> list[Chunk]:
    return split_chunks(outline(["某区2021年报告", *blocks]))


def test_chapters_whose_name_has_no_line_of_its_own() -> None:
    told = "某局编制。包括总体情况、主动公开政府信息情况等。 "
    for blocks in (
        (f"{told}一、总体情况 去年公开甲。 五、存在的主要问题及改进情况 问题仍在。",),
        (f"{told}一、总体情况", "去年公开甲。", "五、存在的主要问题及改进情况", "问题仍在。"),
        (told, "—、总体情况", "去年公开甲。", "五、", "存在的主要问题及改进情况", "问题仍在。"),
    ):
        found = chunks(*blocks)
        assert [(c.chapter, c.heading, c.text) for c in found] == [
            ("一", "总体情况", "去年公开甲。"),
            ("五", "存在的主要问题及改进情况", "问题仍在。"),
        ]
    (found,) = chunks("一、总体情况", "下文有一、总体情况，二、主动公开政府信息情况。")
    assert found.text == "下文有一、总体情况，二、主动公开政府信息情况。"  # a list in a sentence


def test_headings_and_addresses() -> None:
    found = chunks(
        "一、总体情况", "全年工作平稳。", "（一）主动公开", "公开甲。", "公开乙。",
        "五、存在的主要问题及改进情况", "问题仍在。",
    )  # fmt: skip
    assert [(c.chapter, c.heading, c.where) for c in found] == [
        ("一", "总体情况", "一/¶1"),
        ("一", "总体情况·主动公开", "一（一）/¶1"),
        ("一", "总体情况·主动公开", "一（一）/¶2"),
        ("五", "存在的主要问题及改进情况", "五/¶1"),
    ]
    assert [c.position for c in found] == [0, 1, 2, 3]


def test_points_of_a_paragraph_stand_alone_and_the_lead_stays_with_the_first() -> None:
    found = chunks("一、总体情况", "主要做法：一是建制度。二是抓培训。三是严考核。")
    assert [c.text for c in found] == ["主要做法：一是建制度。", "二是抓培训。", "三是严考核。"]
    assert [c.where for c in found] == ["一/¶1·1", "一/¶1·2", "一/¶1·3"]


def test_one_point_is_no_list() -> None:
    (found,) = chunks("一、总体情况", "工作的重点一是公开。")
    assert found.where == "一/¶1"


def test_a_heading_with_its_text_on_one_line() -> None:
    (found,) = chunks("六、其他需要报告的事项", "（一）信息处理费收取情况。本年未收取。")
    assert (found.heading, found.text, found.where) == (
        "其他需要报告的事项·信息处理费收取情况", "本年未收取。", "六（一）/¶1",
    )  # fmt: skip


def test_what_stands_before_the_first_chapter_is_no_passage() -> None:
    assert chunks("发布日期：2022-02-18") == []


SENTENCES = st.lists(st.integers(5, 120), min_size=1, max_size=30)


@given(SENTENCES)
def test_a_long_paragraph_is_cut_at_sentence_ends_and_nothing_is_lost(lengths: list[int]) -> None:
    paragraph = "".join("公" * n + "。" for n in lengths)
    found = chunks("一、总体情况", paragraph)
    assert "".join(c.text for c in found) == paragraph
    assert all(len(c.text) <= LONGEST and c.text.endswith("。") for c in found)
    assert len({c.where for c in found}) == len(found)


def test_points_past_ten_stand_alone() -> None:
    found = chunks("一、总体情况", "做法：一是甲。二是乙。十是丙。十一是丁。二十一是戊。")
    assert [c.text for c in found[1:]] == ["二是乙。", "十是丙。", "十一是丁。", "二十一是戊。"]


def test_a_table_is_a_chunk_a_block(text: str) -> None:
    reading = read_report(read_blocks(text.encode(), "a.md"), text.encode(), "a.md", {})
    blocks = {c.where: c for c in reading.chunks if c.tabular}
    assert len(blocks) == 17
    refused = blocks["表三/三/(三)不予公开"]
    assert (refused.chapter, refused.heading) == (
        "三",
        "收到和处理政府信息公开申请情况·(三)不予公开",
    )
    assert "；8.属于行政查询事项：自然人" in refused.text and refused.text.endswith("总计5。")
    assert "行政规范性文件：本年制发件数2、本年废止件数1、现行有效件数22" in (
        blocks["表二/第二十条第（一）项"].text
    )
    assert "结果维持5" in blocks["表四/行政复议"].text
    assert [c.position for c in reading.chunks] == list(range(len(reading.chunks)))
    cells = [f.where for f in reading.figures if f.state != "computed"]
    assert all(any(w.startswith(where) for where in blocks) for w in cells)


def test_a_blank_of_a_table_is_told_as_one(text: str) -> None:
    blank = text.replace("| 160 |", "|  |")
    reading = read_report(read_blocks(blank.encode(), "a.md"), blank.encode(), "a.md", {})
    assert any("总计（空白）" in c.text for c in reading.chunks if c.tabular)
