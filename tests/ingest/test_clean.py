"""The scars of scraping: each row one that was seen, with what must be left of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean, join_broken_words, key, restore_spaces, simplify, strip_pinyin

# What these reports are made of, scars included.
LETTERS = st.sampled_from(
    [*"政府信息公開報告數乾县江夏区0129?？|（）()。，\n\u3000 \u00a0abqūa", "(bào)", "(gong)"]
)
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("scraped", "left"),
    [
        ("報(bào)告", "報告"),
        ("江夏區(qū)數(shù)據(jù)局", "江夏區數據局"),
        ("共和(he)(he)國(guo)政(zheng)(zheng)府", "共和國政府"),  # toneless, and repeated
        ("規(gui)定，國家(jia)，中華(hua)", "規定，國家，中華"),
        ("廳（tīng）局", "廳局"),  # full-width brackets
        ("政务(app)平台", "政务(app)平台"),  # no syllable
        ("窗口(A09)办理", "窗口(A09)办理"),
        ("窗口（A09）办理", "窗口（A09）办理"),
        ("（一）主動公開", "（一）主動公開"),
        ("網(wǎng)站(http://a.cn)", "網站(http://a.cn)"),
        ("見附件(1)", "見附件(1)"),
        ("法規(gu\nī)、處( chu)罰、項\n(xiàng)目", "法規、處罰、項目"),  # a line's end tore them
        ("政务\n(app)、公开\n(a)", "政务\n(app)、公开\n(a)"),
        ("a(an)b", "a(an)b"),  # behind no Chinese character
    ],
)
def test_only_pinyin_notes_are_taken_out(scraped: str, left: str) -> None:
    assert strip_pinyin(scraped) == left


def test_a_torn_character_comes_back_where_the_text_itself_has_it() -> None:
    # 區 is 85 5E in GBK: its first byte was lost, its second is read as ^.
    assert "區".encode("gbk")[-1:] == b"^"
    assert strip_pinyin("江夏區(qū)政府，全?qū)^(qū)公開") == "江夏區政府，全區公開"


@pytest.mark.parametrize("elsewhere", ["", "府(fǔ)", "去(qū)"])
def test_a_torn_character_that_nothing_tells_stays_a_hole(elsewhere: str) -> None:
    assert strip_pinyin(f"{elsewhere}，全?qū)^(qū)公開").endswith("，全□公開")


@pytest.mark.parametrize(
    ("scraped", "left"),
    [
        ("? ? 0", "    0"),
        ("????? 22", "      22"),
        ("行政许可 | ???558794 |", "行政许可 |    558794 |"),
        ("????2021年，我区", "    2021年，我区"),
        ("收到多少申请?", "收到多少申请？"),  # a real question
        ("哪些信息可以申请?", "哪些信息可以申请？"),
        ("见http://a.cn/b?c=1", "见http://a.cn/b?c=1"),  # an address
        ("见http://a.cn/b?c=1 与?? 22", "见http://a.cn/b?c=1 与   22"),
    ],
)
def test_question_marks_for_lost_spaces(scraped: str, left: str) -> None:
    assert clean(scraped) == left


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
        ("複議、復議、覆議", "复议、复议、覆议"),
        ("乾县人民政府", "乾县人民政府"),  # 乾 of a name is no 干
        ("乾安县与餅乾", "乾安县与饼干"),
        ("於、係統", "于、系统"),
    ],
)
def test_simplified_but_names_kept(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("自然 人", "自然人"),
        ("危及“三安全一穩 定”", "危及“三安全一穩定”"),
        ("第\u3000二十条", "第二十条"),
        ("Annual report 2021", "Annual report 2021"),
        ("1 2", "1 2"),
    ],
)
def test_spaces_inside_chinese_go(broken: str, whole: str) -> None:
    assert join_broken_words(broken) == whole


def test_what_is_never_printed_goes_and_lines_stay() -> None:
    assert clean("公\u200b开\ufeff\x00\r\n二\r三") == "公开\n二\n三"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("１.属于国家秘密", "1. 属于国家秘密"),
        ("（七）总计", "(七)总计"),
        ("危及“三安全一稳定”", "危及「三安全一稳定」"),
    ],
)
def test_labels_compare_without_width_and_marks(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(TEXTS)
def test_cleaning_keeps_every_digit_in_order(text: str) -> None:
    assert [c for c in clean(text) if c.isdigit()] == [c for c in text if c.isdigit()]


@pytest.mark.parametrize(
    ("scraped", "left"),
    [
        ("。ㄒ唬┲鞫?公开", "（一）主□公开"),
        ("。ǘ?）依申请公开", "（二）依申请公开"),
        ("《?、主动公开政府信息情况", "二、主动公开政府信息情况"),
        ("∫弧⒆芴迩榭?", "一、总体情□"),
        ("《条例》第二条", "《条例》第二条"),
        ("“一、二”", "“一、二”"),
    ],
)
def test_headings_decoded_a_byte_late(scraped: str, left: str) -> None:
    assert clean(f"{scraped}\n正文。") == f"{left}\n正文。"


def test_radicals_are_the_characters_that_they_look_like() -> None:
    assert clean("⾏政许可、⾃然⼈、⼈⺠、⼀") == "行政许可、自然人、人民、一"


def test_signs_of_no_text_beside_lost_spaces_lose_nothing() -> None:
    assert restore_spaces("\x00全区?新收\x00 http://a.cn/?b").count("\x00") == 2
