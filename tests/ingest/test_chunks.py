"""Passages: a paragraph or one of its points, with headings and an address of its own."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunks import LONGEST, Chunk, split_chunks
from ingest.document import outline


def chunks(*blocks: str) -> list[Chunk]:
    return split_chunks(outline(["某区2021年报告", *blocks]))


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
