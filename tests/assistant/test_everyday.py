"""Everyday words: patterns stand for the phrases that one would expect, and mean one thing."""

import pytest

from assistant.question.lexicon import grammar, read_words
from assistant.question.patterns import compiled, first_signs
from assistant.question.written import normalise

FILES = ("everyday", "described")
PATTERNS = [entry for name in FILES for kind in grammar(name).values() for entry in kind.items()]


@pytest.mark.parametrize(
    ("pattern", "text", "read"),
    [
        ("没(出|有|)结果", "没结果", "没结果"),
        ("没(出|有|)结果", "没出结果呢", "没出结果"),
        # Of a choice the longest part that fits.
        ("(|一)部分(|内容)", "部分内容", "部分内容"),
        ("给(看|看了(|一眼))", "给看了一眼", "给看了一眼"),
        # A gap is short and of one clause.
        ("先复议…告", "先复议然后去告", "先复议然后去告"),
        ("先复议…告", "先复议,告", ""),
        ("先复议…告", "先复议一二三四五六告", ""),
    ],
)
def test_a_pattern_reads(pattern: str, text: str, read: str) -> None:
    found = compiled(pattern).match(text)
    assert (found[0] if found else "") == read


def test_a_pattern_knows_its_first_signs() -> None:
    assert first_signs("(|还|仍(|然))没(出|有)结果") == {"还", "仍", "没"}


def test_an_open_bracket_is_an_error() -> None:
    with pytest.raises(ValueError, match="not closed"):
        compiled("没(出|有结果")


@pytest.mark.parametrize(("code", "patterns"), PATTERNS, ids=[code for code, _ in PATTERNS])
def test_every_pattern_compiles_and_says_something(code: str, patterns: list[str]) -> None:
    for pattern in patterns:
        assert compiled(pattern).match("") is None, f"{code}: {pattern} fits nothing at all"


@pytest.mark.parametrize(
    ("question", "kind", "code"),
    [
        ("痛痛快快全给了的有几份", "row3", "granted"),
        ("只肯给一部分的那种答复", "row3", "granted_in_part"),
        ("复议还悬着没出结论的", "column4", "pending"),
        ("跟政府打官司的有几场", "row4", "suit"),
        ("没走复议就直接告上法院", "row4", "suit_direct"),
        ("手里没有这份材料的", "row3", "unavailable_not_held"),
        ("按上访处理的", "row3", "not_processed_petition"),
        ("拿安全稳定当理由不公开的", "row3", "refused_security_stability"),
        ("因为别的法律里写着不准公开", "row3", "refused_forbidden_by_law"),
        ("其它法律行政法规禁止公开的", "row3", "refused_forbidden_by_law"),
        ("已经有了那份信息、还要机关再开一份", "row3", "not_processed_reconfirmation"),
        ("补正期限过了没回音、不再处理的", "row3", "otherwise_not_corrected"),
        ("归入其他处理的", "row3", "otherwise"),
        ("第（六）项里第3小项“其他”", "row3", "otherwise_remaining"),
        ("搞科学研究的单位", "breakdown", "research"),
        ("把个人刨掉", "breakdown", "organisations"),
        ("有多少不是自然人提的", "breakdown", "organisations"),
        ("还管用的规范性文件", "weak_column2", "in_force"),
        ("分别落了个什么结果", "operation", "results"),
        ("啥时候挂到网上的", "coverage", "published"),
    ],
)
def test_everyday_words_are_read(question: str, kind: str, code: str) -> None:
    assert code in {token.code(kind) for token in read_words(normalise(question), [])}


def test_what_is_done_with_rules_needs_a_rule() -> None:
    # 撤回的申请 is no repealed rule, and 撤 is not passed over.
    assert all(token.text != "撤" for token in read_words("撤回的申请有几件", []))
