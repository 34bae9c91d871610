"""Soft findings of one report: each planted fault is found, nothing sound is called one."""

import random
from collections.abc import Iterator

import pytest

from eval.corpus import Made, made_reports
from ingest.checks import Finding
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading

SOUND_REPORTS = 300
NAMES = (
    ("granted", "予以公开"), ("granted_in_part", "部分公开"), ("refused", "不予公开"),
    ("unavailable", "无法提供"), ("not_processed", "不予处理"), ("otherwise", "其他处理"),
)  # fmt: skip


def read(text: str, name: str = "x.md", **given: str) -> Reading:
    data = text.encode()
    return read_report(read_blocks(data, name), data, name, given)


def telling(made: Made, *paragraphs: str) -> str:
    """The made report with paragraphs on requests in its first chapter."""
    told = "\n\n".join(["（二）依申请公开情况", *paragraphs])
    return made.text.replace("## 二、", f"{told}\n\n## 二、", 1)


def soft(text: str) -> list[Finding]:
    """All findings but S8: a made county makes rules, as no county may."""
    return [f for f in read(text).findings if f.check != "S8"]


def total(made: Made, code: str) -> int:
    parts = [n for (c, b), n in made.cells.items() if b == "total" and c.startswith(f"{code}_")]
    exact = made.cells.get((code, "total"))
    return sum(parts) if exact is None else exact


@pytest.fixture(scope="module")
def made() -> Made:
    def fits(one: Made) -> bool:
        cells = one.cells
        if not 0 < cells["granted", "natural_person"] < cells["granted", "total"]:
            return False
        return min(cells["granted", "total"], cells["review_pending", ""]) > 3 < cells[
            "requests_carried_in", "total"
        ] and bool(cells["suit_direct_corrected", ""])

    return next(m for m in made_reports(300, seed=4) if fits(m))


# what is sound is no finding --------------------------------------------------


def sound_prose(made: Made, rng: random.Random) -> Iterator[str]:
    """What a careful office would write, each sentence in one of its usual readings."""
    cells = made.cells
    new, into, out, done = (
        cells[code, "total"]
        for code in ("requests_new", "requests_carried_in", "requests_carried_out", "results_total")
    )
    yield rng.choice([
        f"全年共收到政府信息公开申请{new}件。",
        f"全区收办申请{new + into}件（含上年结转{into}件）。",
        f"{made.year}年，我区受理政府信息公开申请{new}件，办结{done}件，结转下年度{out}件。",
        f"通过网络收到申请{new // 2}件，答复政府信息公开申请{done}件。",
        f"{made.year - 1}年收到申请{new + 7}件，{made.year}年收到申请{new}件。",
    ])  # fmt: skip
    counts = [(name, total(made, code)) for code, name in NAMES]
    yield "按办理结果分：" + "、".join(f"{name}{n}件" for name, n in counts) + "。"
    name, count = rng.choice(counts)
    if done:
        yield f"{name}{count}件，占{count / done * 100:.2f}%。"
    reviews, pending = cells["review_total", ""], cells["review_pending", ""]
    yield rng.choice([
        f"因政府信息公开引发行政复议{reviews}件。", f"信息公开行政复议{reviews - pending}件。",
        f"受理信息公开行政复议{max(reviews - pending, 0)}件。", "未发生因信息公开被追责的情况。",
    ])  # fmt: skip
    one, two, three = (rng.randrange(2, 5000) for _ in range(3))
    yield rng.choice([
        f"发布信息{one + two + three}条，其中动态{one}条、目录{two}条、概况{three}条。",
        f"发布信息{one + two + three}余条，其中动态{one}条。",
        f"办理建议提案{one}件，其中办结{one}件、满意{one}件。",
        f"培训{one + two}人次，其中线上{one}人次、线下{two}人次。",
    ])  # fmt: skip


def test_nothing_sound_is_called_a_contradiction() -> None:
    rng = random.Random(6)
    wrong = {
        (f.check, f.text)
        for made in made_reports(SOUND_REPORTS, seed=6)
        for f in soft(telling(made, *sound_prose(made, rng)))
        if f.severity != "note"
    }
    assert wrong == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "区政府办代区政府收到申请1件。",  # the office's own, in a report on the area
        "某某镇收到申请1件，予以公开1件。",  # a part of the area
        "通过信函收到申请1件，当面收到申请1件。",  # one way in
        "上半年收到申请1件。",
        "全年收到申请约9000件。",
        "复议机关维持后提起诉讼的，均已依法应诉。",
        "未发生因信息公开工作被行政复议纠正的情况。",
        "办理行政复议案件9000件。",  # not said to be about disclosure, under another heading
        "审核公文9000件，主动公开8000件，依申请公开600件，不予公开400件。",
        "政府信息公开工作力争零败诉。",
        "收到邮寄申请9000件，答复8999件，其中予以公开8998件。",
        "处理互动信件9000件，予以公开8000件。",
        "办理行政复议案件9000件，举行听证4次。",
        "近三年累计收到申请9000件。",
        "其中未收到政府信息公开申请的单位15家。",
        "12个街道未收到政府信息公开申请。",
    ],
)
def test_what_speaks_of_something_else_is_no_contradiction(made: Made, sentence: str) -> None:
    text = made.text.replace("## 二、", f"（三）监督保障\n\n{sentence}\n\n## 二、", 1)
    assert [f for f in soft(text) if f.severity != "note"] == []


# S6 -----------------------------------------------------------------------------


def planted(made: Made, *paragraphs: str) -> Finding:
    (finding,) = soft(telling(made, *paragraphs))
    assert finding.text and finding.text_en and finding.text_en.count("（") <= 1
    return finding


def test_a_count_that_no_reading_bears_out(made: Made) -> None:
    new = made.cells["requests_new", "total"]
    found = planted(made, "全年收到政府信息公开申请99999件。")
    assert (found.check, found.severity) == ("S6", "soft")
    assert (found.expected, found.actual) == (str(new), "99999")
    assert found.where == "表三/一、本年新收政府信息公开申请数量/总计"
    assert "一（二）/¶1" in found.text and "99999" in found.text_en


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("办结申请99999件。", "results_total"),
        ("另有上年结转99999件。", "requests_carried_in"),
        ("结转下年度继续办理99999件。", "requests_carried_out"),
        ("部分公开99999件。", "granted_in_part"),
        ("自然人申请99999件。", "requests_new"),
        ("引发行政复议99999件。", "review_total"),
        ("收到行政复议99999件。", "review_total"),
        # As offices write it.
        ("共收到依申请公开99999件。", "requests_new"),
        ("政府信息公开申请总量为99999件。", "requests_new"),
        ("受理公民、法人和其他组织提交的政府信息公开申请99999件。", "requests_new"),
        ("行政机关新收申请99999件。", "requests_new"),
        ("尚有99999件结转下一年度继续办理。", "requests_carried_out"),
        ("被申请行政复议案件99999起。", "review_total"),
    ],
)
def test_each_count_is_held_against_its_own_cell(made: Made, sentence: str, code: str) -> None:
    found = planted(made, sentence)
    breakdown = "" if code.startswith("review") else "total"
    breakdown = "natural_person" if "自然人" in sentence else breakdown
    assert (found.check, found.expected) == ("S6", str(made.cells[code, breakdown]))


def test_a_verb_alone_counts_what_the_count_before_it_counted(made: Made) -> None:
    new, reviews = made.cells["requests_new", "total"], made.cells["review_total", ""]
    found = planted(made, f"收到政府信息公开申请{new}件，办结99999件。")
    assert found.expected == str(made.cells["results_total", "total"])
    found = planted(made, f"因政府信息公开引发行政复议{reviews}件，其中维持99999件。")
    assert found.expected == str(made.cells["review_upheld", ""])
    assert "表四" in found.text and found.where.startswith("表四")


def test_a_cell_of_natural_persons_taken_for_the_total_is_said_so(made: Made) -> None:
    own = made.cells["granted", "natural_person"]
    assert own != made.cells["granted", "total"]
    assert "自然人一格相同" in planted(made, f"予以公开{own}件。").text


def test_a_share_that_follows_from_nothing(made: Made) -> None:
    granted, done = made.cells["granted", "total"], made.cells["results_total", "total"]
    found = planted(made, f"予以公开{granted}件，占99.99%。")
    assert (found.check, found.actual) == ("S6", "99.99")
    assert found.expected == f"{granted / done * 100:.2f}"


def test_a_share_of_another_whole_is_left_alone(made: Made) -> None:
    granted = made.cells["granted", "total"]
    assert soft(telling(made, f"予以公开{granted}件，占主动公开信息的0.01%。")) == []


def test_all_upheld_while_cases_are_pending(made: Made) -> None:
    reviews, pending = made.cells["review_total", ""], made.cells["review_pending", ""]
    found = planted(made, f"信息公开类行政复议{reviews}件，均获维持。")
    assert found.check == "S6" and found.actual == "0"
    assert f"尚未审结{pending}件" in found.text


def test_all_that_were_decided_upheld_is_no_contradiction_of_pending_ones() -> None:
    rows = [("review_corrected", ""), ("review_other", "")]
    made = next(
        m for m in made_reports(999, seed=4)
        if not any(m.cells[row] for row in rows) and m.cells["review_pending", ""]
    )  # fmt: skip
    assert soft(telling(made, "信息公开行政复议已审结的均维持原决定。")) == []
    assert soft(telling(made, "信息公开行政复议均维持原决定。")) != []


def test_no_suit_lost_while_some_were(made: Made) -> None:
    lost = sum(made.cells[f"suit_{b}_corrected", ""] for b in ("direct", "after_review"))
    assert planted(made, "全年信息公开诉讼零败诉。").expected == str(lost)


def test_no_review_and_no_request_while_there_were(made: Made) -> None:
    found = planted(made, "全年未发生因政府信息公开引发的行政复议。")
    assert found.expected == str(made.cells["review_total", ""])
    found = planted(made, "全年未收到政府信息公开申请。")
    assert found.expected == str(made.cells["requests_new", "total"])


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("全年无因信息公开引起的行政复议、诉讼案件发生。", "review_total"),
        ("政府信息公开工作未被申请行政复议。", "review_total"),
        ("信息公开行政复议结果均为维持。", "review_pending"),
        ("本年度没有收到依申请公开申请。", "requests_new"),
        ("全年无依申请公开事项。", "requests_new"),
    ],
)
def test_none_at_all_in_other_words(made: Made, sentence: str, code: str) -> None:
    found = [f for f in soft(telling(made, sentence)) if f.severity == "soft"]
    assert found and all((f.check, f.actual) == ("S6", "0") for f in found), code


def test_filings_fewer_than_cases_are_a_note(made: Made) -> None:
    cells = made.cells
    filed = next(n for n in range(cells["review_total", ""]) if n + cells["review_pending", ""] != (
        cells["review_total", ""]))  # fmt: skip
    found = planted(made, f"备案信息公开行政复议{filed}件。")
    assert (found.check, found.severity) == ("S6", "note")


# S7 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "severity", "expected"),
    [
        ("发布信息3531条，其中目录2788条、动态742条、概况2条。", "soft", "3532"),
        ("发布信息3531余条，其中目录2788条、动态742条、其他2条。", "soft", "3532"),
        ("发布信息3531条，其中目录2788条、动态740条、概况1条。", "note", "3529"),
        ("发布信息3531条，其中目录2788条、动态740条、其他1条。", "soft", "3529"),
        ("发布信息3531条，其中目录27880条、动态742条、概况1条。", "soft", "28623"),
    ],
)
def test_parts_that_miss_their_total(
    made: Made, sentence: str, severity: str, expected: str
) -> None:
    found = planted(made, sentence)
    assert (found.check, found.severity, found.expected) == ("S7", severity, expected)
    assert found.where == "一（二）/¶1" and expected in found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "发布信息3531条，其中目录2788条、动态742条、概况1条。",
        "发布信息3531条，其中目录88条、动态42条、概况1条。",  # examples, not all of them
        "发布信息3500余条，其中目录2788条、动态742条、概况1条。",
        "发布信息3531条，其中目录2788条（其中县级12条）、动态742条、概况1条。",
    ],
)
def test_parts_that_may_be_right(made: Made, sentence: str) -> None:
    assert soft(telling(made, sentence)) == []
