"""Whole reports, cell by cell: the bundled samples by goldens, the real ones by hand-read cells.

A golden is written anew by `pytest tests/ingest/test_goldens.py --rewrite-goldens`, and by nothing
else.
"""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.clean import CJK, TONED
from ingest.loading.jobs import SAMPLES, read_manifest, sample_jobs
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading

# The name of a real report, what was read from it, and what a person read in it.
Original = tuple[str, Reading, dict[str, Any]]
GOLDENS = Path(__file__).parent / "goldens"
NAMES = [row["path"].removesuffix(".md") for row in read_manifest(SAMPLES / "manifest.csv")]
REAL = {"jiangxia-2021": "txt", "hongze-2024": "pdf", "shanghai-general-office-2019": "html"}
FORMS = {
    "jiangxia-2021": ("2021", "2019"),
    "hongze-2024": ("2021", "2019"),
    "shanghai-general-office-2019": ("2019", "2019"),
}
NOTE = re.compile(rf"[{CJK}][(（][a-z{TONED}]*[{TONED}][a-z]*[)）]")


@cache
def sample(name: str) -> Reading:
    (job,) = (job for job in sample_jobs() if name in job.source.name)
    data = job.source.read()
    return read_report(read_blocks(data, name), data, name, job.given)


@cache
def real(path: Path) -> Reading:
    data = path.read_bytes()
    return read_report(read_blocks(data, path.name), data, path.name, {})


def lines(reading: Reading) -> list[dict[str, str]]:
    rows = [asdict(figure) for figure in reading.figures]
    return [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]


def as_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_sample(name: str, request: pytest.FixtureRequest) -> None:
    golden, rows = GOLDENS / f"{name}.csv", lines(sample(name))
    if request.config.getoption("--rewrite-goldens"):
        as_csv(golden, rows)
    with golden.open(encoding="utf-8", newline="") as file:
        held = list(csv.DictReader(file))
    assert rows == held


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_holds_what_is_known_of_the_original(
    name: str, shared: Callable[[str], Path]
) -> None:
    truth = json.loads(shared(f"reports/{name}.json").read_text(encoding="utf-8"))
    assert printed(sample(name)) == truth["cells"]


def printed(reading: Reading) -> dict[str, str]:
    found = [f for f in reading.figures if f.state != "computed"]
    named = {f"{f.table}/{f.row}/{f.column}": f.raw for f in found}
    assert len(named) == len(found)
    return named


@pytest.fixture(params=list(REAL))
def original(request: pytest.FixtureRequest, shared: Callable[[str], Path]) -> Original:
    name = request.param
    truth = json.loads(shared(f"reports/{name}.json").read_text(encoding="utf-8"))
    return name, real(shared(f"reports/{name}.{REAL[name]}")), truth


def test_every_cell_of_a_real_report(original: Original) -> None:
    name, reading, truth = original
    assert printed(reading) == truth["cells"]
    for figure in reading.figures:
        if figure.state == "computed":
            continue
        digits = re.match(r"[+-]?[\d.]+", figure.raw)
        assert figure.state == ("number" if digits else "blank"), figure.where
        assert str(figure.value or 0) == (digits[0] if digits else "0"), figure.where
        if name == "jiangxia-2021":
            assert figure.state == "number"


def test_whose_a_real_report_is(original: Original) -> None:
    name, reading, truth = original
    report = reading.report
    titles = [truth["title"], *truth.get("title_variants", [])]
    assert report.title in titles
    for field in ("publisher", "division", "year", "published"):
        assert getattr(report, field) == truth[field], field
    assert (report.form2, report.form3) == FORMS[name]
    assert report.posted_by in ("", truth["posted_by"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # The text never names 武汉 or 湖北, and another bureau posted it.
        ("jiangxia-2021.txt", ("region", "county", "420115", "江夏区行政审批局")),
        ("shanghai-general-office-2019.html", ("office", "province", "310000", "")),
        # Compiled by the office, about the district.
        ("hongze-2024.pdf", ("region", "county", "320813", "")),
    ],
)
def test_the_body_and_not_who_posted_it(
    name: str, expected: tuple[str, ...], shared: Callable[[str], Path]
) -> None:
    report = real(shared(f"reports/{name}")).report
    assert (report.scope, report.level, report.division_code, report.posted_by) == expected


def test_no_scar_is_left_in_a_real_report(original: Original) -> None:
    _, reading, _ = original
    texts = [c.text for c in reading.chunks] + [c.heading for c in reading.chunks]
    texts += [s.quote for s in reading.stated] + [s.measure for s in reading.stated]
    texts += [f"{f.row} {f.column} {f.raw}" for f in reading.figures]
    assert [t for t in texts if "?" in t or "□" in t or NOTE.search(t)] == []
    assert len(reading.chunks) > 10


def test_brackets_of_a_real_report_stay(shared: Callable[[str], Path]) -> None:
    reading = real(shared("reports/jiangxia-2021.txt"))
    text = "".join(c.text for c in reading.chunks)
    assert "A09窗口" in text and "《条例》" in text
    numbered = [s for s in reading.chunks if s.where.startswith("一（")]
    assert numbered and all(re.match(r"一（[一二三四五六]）/¶\d", c.where) for c in numbered)


def test_the_hard_identities_of_real_reports_hold(original: Original) -> None:
    name, reading, _ = original
    assert [f for f in reading.findings if f.severity == "hard"] == []
    blank_totals = [f for f in reading.findings if f.check == "H1"]
    assert len(blank_totals) == (11 if name.startswith("shanghai") else 0)
