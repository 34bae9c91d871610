"""Findings across the reports of a body: each planted fault, and nothing where years agree."""

import random
from collections.abc import Callable, Iterable

import pytest

from eval.corpus import made_report, made_reports
from ingest.checks import Finding
from ingest.identity.divisions import Division, gazetteer
from ingest.loading.add import Adder
from ingest.loading.jobs import SAMPLES, sample_jobs
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.store.database import Database

NEW, CARRIED_IN, CARRIED_OUT = "一、本年新收", "二、上年结转", "四、结转下年度"
DOCUMENTS = "行政规范性文件"
AGREEING = {"S1", "S2", "S3", "S9", "carried_over", "second_copy", "S6"}


def line_of(text: str, label: str) -> str:
    return next(line for line in text.split("\n") if line.startswith(f"| {label}"))


def numbers(text: str, label: str) -> list[int]:
    return [int(n) for n in line_of(text, label).split("|")[2:-1]]


def with_numbers(text: str, label: str, values: Iterable[int]) -> str:
    line = line_of(text, label)
    name = line.split("|")[1]
    return text.replace(line, f"|{name}| {' | '.join(map(str, values))} |")


def following(text: str, last: str) -> str:
    """The report made to follow the one of the year before: what was carried, what is in force."""
    into, before = numbers(last, CARRIED_OUT), numbers(text, CARRIED_IN)
    new = [n + b - i for n, b, i in zip(numbers(text, NEW), before, into, strict=True)]
    issued = numbers(text, DOCUMENTS)[0]
    in_force = numbers(last, DOCUMENTS)[2] + issued
    text = with_numbers(text, CARRIED_IN, into)
    text = with_numbers(text, DOCUMENTS, [issued, 0, in_force])
    text = with_numbers(text, "规章", [0, 0, 0])
    return with_numbers(text, NEW, new)


def years_of(division: Division, years: Iterable[int], seed: int) -> list[str]:
    rng, texts = random.Random(seed), list[str]()
    for year in years:
        text = with_numbers(made_report(division, year, rng).text, "规章", [0, 0, 0])
        texts.append(following(text, texts[-1]) if texts else text)
    return texts


@pytest.fixture
def pair() -> tuple[str, str]:
    """江夏区 for 2022 and 2023, with nothing to find between them."""
    (division,) = gazetteer().named("江夏区", 2022)
    first, second = years_of(division, (2022, 2023), seed=2)
    return first, second


@pytest.fixture
def keep(database: Database) -> Callable[..., str]:
    """Write what is read from a text; the id of its report."""

    def kept(name: str, text: str) -> str:
        data = text.encode()
        reading = read_report(read_blocks(data, name), data, name, {})
        database.write(reading)
        return reading.report.document

    return kept


@pytest.fixture
def across(database: Database) -> Callable[[str], list[Finding]]:
    """The findings across reports of one that is kept."""

    def found(document: str) -> list[Finding]:
        report = database.report(document)
        assert report is not None
        own = {"S8", "H1", "H2", "H3", "H4", "revised", "outlier", "S10"}
        return [f for f in database.findings(report) if f.check not in own]

    return found


Keep = Callable[[str, str], str]
Across = Callable[[str], list[Finding]]


def checks(found: Iterable[Finding]) -> list[str]:
    return [f.check for f in found]


# what is found ------------------------------------------------------------------


def test_years_that_agree_have_no_finding(database: Database, keep: Keep) -> None:
    divisions = [m.division for m in made_reports(40, seed=12)]
    for seed, division in enumerate(dict.fromkeys(divisions)):
        for number, text in enumerate(years_of(division, range(2021, 2024), seed)):
            keep(f"{seed}-{number}.md", text)
    found = {
        (f.check, f.text) for report in database.reports() for f in database.findings(report)
        if f.check in AGREEING or f.severity == "hard"
    }  # fmt: skip
    assert found == set()


def test_what_was_carried_out_is_carried_in(
    pair: tuple[str, str], keep: Keep, across: Across
) -> None:
    into = numbers(pair[1], CARRIED_IN)
    wrong = [into[0] + 2, *into[1:6], into[6] + 2]
    first = keep("a.md", pair[0])
    (found,) = across(keep("b.md", with_numbers(pair[1], CARRIED_IN, wrong)))
    assert (found.check, found.severity) == ("S1", "soft")
    assert (found.expected, found.actual) == (str(into[6]), str(into[6] + 2))
    assert found.where.startswith("表三/二、") and found.where.endswith("/总计")
    assert "2022年年报" in found.text and "2022" in found.text_en
    assert across(first) == []


def test_carried_over_by_applicant_too(pair: tuple[str, str], keep: Keep, across: Across) -> None:
    into = numbers(pair[1], CARRIED_IN)
    keep("a.md", pair[0])
    wrong = with_numbers(pair[1], CARRIED_IN, [into[0] + 1, *into[1:6], into[6]])
    (found,) = across(keep("b.md", wrong))
    assert found.check == "S1" and found.where.endswith("/自然人") and "（自然人）" in found.text


def test_documents_in_force(pair: tuple[str, str], keep: Keep, across: Across) -> None:
    issued, _, in_force = numbers(pair[1], DOCUMENTS)
    keep("a.md", pair[0])
    wrong = with_numbers(pair[1], DOCUMENTS, [issued, 0, in_force + 4])
    (found,) = across(keep("b.md", wrong))
    assert (found.check, found.expected, found.actual) == ("S2", str(in_force), str(in_force + 4))
    assert f"应为{in_force}件" in found.text


def test_items_of_the_2019_form(keep: Keep, across: Across) -> None:
    text = (SAMPLES / "shanghai-general-office-2019.md").read_text(encoding="utf-8")
    row = line_of(text, "行政许可")
    first = text.replace(row, "| 行政许可 | 60 | 5 | 900 |")
    second = text.replace("2019年", "2020年").replace("2020-01", "2021-01")
    second = second.replace(row, "| 行政许可 | 66 | 0 | 901 |")
    keep("a.md", first)
    found = next(f for f in across(keep("b.md", second)) if f.check == "S3")
    assert (found.expected, found.actual) == ("65", "66")


def test_suits_after_review_need_reviews(
    pair: tuple[str, str], keep: Keep, database: Database
) -> None:
    def with_disputes(text: str, values: list[int]) -> str:
        line = next(i for i in text.split("\n") if i.count("|") == 16 and "总计" not in i
                    and "---" not in i and "诉讼" not in i)  # fmt: skip
        return text.replace(line, f"| {' | '.join(map(str, values))} |")

    keep("a.md", with_disputes(pair[0], [1, 0, 0, 0, 1] + [0] * 10))
    second = with_disputes(pair[1], [1, 0, 0, 0, 1] + [0] * 5 + [4, 0, 0, 0, 4])
    report = database.report(keep("b.md", second))
    assert report is not None
    (found,) = [f for f in database.findings(report) if f.check == "S10"]
    assert (found.expected, found.actual, found.severity) == ("2", "4", "note")


def test_the_summary_of_an_area_counts_its_bodies(
    pair: tuple[str, str], keep: Keep, across: Across, database: Database
) -> None:
    total = numbers(pair[0], NEW)[6]
    region = keep("a.md", pair[0])
    text = pair[0].replace("江夏区人民政府", "江夏区教育局")
    less = with_numbers(text, NEW, [0] * 6 + [total - 1])
    department = keep("b.md", less)
    held = database.report(department)
    assert held is not None and held.scope == "department"
    assert across(region) == []
    keep("b.md", with_numbers(text, NEW, [0] * 6 + [total + 1]))
    (found,) = across(region)
    assert (found.check, found.expected, found.actual) == ("S9", str(total + 1), str(total))
    assert "教育局" in found.text
    assert database.remove(department)
    assert across(region) == []


@pytest.mark.parametrize(
    ("row", "was", "now", "hint"),
    [
        ("行政许可", 1200, 120000, "恰为100倍"), ("行政许可", 120000, 1234, ""),
        ("行政事业性收费", 700, 6900000, "以元为单位"), ("行政许可", 1200, 5200, None),
        ("行政强制", 3, 90, None), ("行政许可", 1500, 7, None), ("行政许可", 2500, 7, ""),
    ],
)  # fmt: skip
def test_sharp_changes(
    pair: tuple[str, str], keep: Keep, database: Database, row: str, was: int, now: int,
    hint: str | None,
) -> None:  # fmt: skip
    keep("a.md", with_numbers(pair[0], row, [was]))
    report = database.report(keep("b.md", with_numbers(pair[1], row, [now])))
    assert report is not None
    name = row if row == "行政事业性收费" else f"{row}/"
    found = [f for f in database.findings(report) if f.check == "outlier" and name in f.where]
    assert len(found) == (hint is not None)
    if hint is not None:
        assert (found[0].expected, found[0].actual) == (str(was), str(now))
        assert hint in found[0].text and found[0].severity == "note"


def test_a_round_number_twice(pair: tuple[str, str], keep: Keep, across: Across) -> None:
    keep("a.md", with_numbers(pair[0], "行政许可", [4100]))
    found = across(keep("b.md", with_numbers(pair[1], "行政许可", [4100])))
    assert not [f for f in found if f.check == "carried_over" and "行政许可/" in f.where]


def test_tables_of_the_year_before(pair: tuple[str, str], keep: Keep, across: Across) -> None:
    keep("a.md", pair[0])
    again = pair[0].replace("2022年", "2023年").replace("2023-01", "2024-01")
    found = across(keep("b.md", again))
    assert {(f.where, f.severity) for f in found if f.check == "carried_over"} >= {
        ("表三", "soft"), ("表四", "soft"),
    }  # fmt: skip


def with_text(text: str, chapter: str, sentence: str) -> str:
    at = next(line for line in text.split("\n") if line.startswith(f"## {chapter}、"))
    return text.replace(at, f"{at}\n\n{sentence}")


@pytest.mark.parametrize(
    ("chapter", "sentence", "found"),
    [
        ("一", "全区三十个部门在政府网站发布各类信息4321条，比预期的要多。", True),
        ("一", "全区三十个部门在政府网站开设专栏3个，内容完整。", False),  # too easily the same
        ("一", "根据《条例》，政府应当自收到申请之日起20个工作日内答复申请人。", False),
        ("五", "一些单位对重点领域的信息梳理不够细致，目录没有按职责逐项列出，群众查找仍不方便。",
         True),
        ("五", "公开意识有待加强，解读形式不多。", False),
    ],
)  # fmt: skip
def test_sentences_of_the_year_before(
    pair: tuple[str, str], keep: Keep, across: Across, chapter: str, sentence: str, found: bool
) -> None:  # fmt: skip
    keep("a.md", with_text(pair[0], chapter, sentence))
    told = across(keep("b.md", with_text(pair[1], chapter, sentence)))
    assert checks(told) == (["carried_over"] if found else [])
    assert all(f.where.startswith(f"{chapter}/") and f.severity == "note" for f in told)


@pytest.mark.parametrize(
    ("growth", "found"),
    [("{:.1f}", False), ("{:.2f}", False), ("{:.0f}", False), ("88.8", True), ("-", True)],
)
def test_growth_as_stated_and_as_counted(
    pair: tuple[str, str], keep: Keep, across: Across, growth: str, found: bool
) -> None:
    then, now = (numbers(text, NEW)[6] for text in pair)
    exact = (now - then) / then * 100
    told, word = growth.format(abs(exact)), "增长" if exact > 0 else "下降"
    if growth == "-":  # the right number the wrong way round
        told, word = f"{abs(exact):.1f}", "下降" if exact > 0 else "增长"
    keep("a.md", pair[0])
    sentence = f"全年收到政府信息公开申请{now}件，同比{word}{told}%。"
    text = pair[1].replace("## 二、", f"（二）依申请公开情况\n\n{sentence}\n\n## 二、", 1)
    told_of = across(keep("b.md", text))
    assert checks(told_of) == (["S6"] if found else [])
    # Where the number stands in the table, so that it is seen beside the finding.
    assert all(f.where == "表三/一、本年新收政府信息公开申请数量/总计" for f in told_of)


@pytest.mark.parametrize(
    "wording",
    [
        "收到政府信息公开申请{now}件（较上年{word}{told}%）。",
        "共收到依申请公开{now}件，与上年相比{word}{told}%。",
        "收到申请{now}件，比上年{word}{less}件，{word}{told}%。",
    ],
)
@pytest.mark.parametrize("off", [0, 3])
def test_growth_in_other_words(
    pair: tuple[str, str], keep: Keep, across: Across, wording: str, off: int
) -> None:
    then, now = (numbers(text, NEW)[6] for text in pair)
    told = {"told": f"{abs(now - then) / then * 100 + off:.1f}", "less": abs(now - then)}
    sentence = wording.format(now=now, word="增长" if now > then else "下降", **told)
    keep("a.md", pair[0])
    text = pair[1].replace("## 二、", f"（二）依申请公开情况\n\n{sentence}\n\n## 二、", 1)
    assert checks(across(keep("b.md", text))) == (["S6"] if off else [])


def test_the_samples(database: Database, adder: Adder) -> None:
    """宿迁's stated +1.05% is 1.08%, and what it carries and has in force does add up."""
    assert {adder.add(job).status for job in sample_jobs()} == {"added"}
    (report,) = [r for r in database.reports() if (r.division_code, r.year) == ("321300", 2024)]
    (found,) = database.findings(report)
    assert (found.check, found.expected, found.actual) == ("S6", "1.08", "1.05")
    assert "（3646−3607）÷3607" in found.text
