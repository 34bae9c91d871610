"""Numbers far above those of bodies of one scope, level and kind, in the same year."""

from decimal import Decimal

import pytest

from ingest.checks import Finding
from ingest.checks.peers import FEWEST, Group, far, group_of
from ingest.figures import Figure
from ingest.report import Reading, Report, document_id
from ingest.store.database import Database

COUNTIES = Group("region", "county", 2022, "")
USUAL = [Decimal(n) for n in range(1000, 4000, 100)]


def cell(value: Decimal, code: str = "penalties_decided") -> Figure:
    return Figure("2", "2021", "", "", code, "", value, "number", "件", str(value), "表二/行政处罚")


def outliers(values: list[Decimal], code: str = "penalties_decided") -> list[int]:
    return [n for n, _ in far({n: cell(v, code) for n, v in enumerate(values)}, COUNTIES)]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (Decimal(900_000), True),  # a digit too many, or two
        (Decimal(31_000), False),  # ten times the upper quartile is not yet reached
        (Decimal(1), False),  # few is nothing unusual
    ],
)
def test_far_above_the_others(last: Decimal, told: bool) -> None:
    assert outliers([*USUAL, last]) == ([len(USUAL)] if told else [])


def test_few_peers_and_widely_spread_ones_tell_nothing() -> None:
    assert outliers([*USUAL[: FEWEST - 1], Decimal(900_000)]) == []
    spread = [Decimal(10) ** (n % 6) for n in range(30)]  # from 1 to 100,000
    assert outliers([*spread, Decimal(9_000_000)]) == []
    assert outliers([*[Decimal(1)] * 30, Decimal(40)], "requests_new") == []  # a difference of 39


def test_the_sentence_says_what_is_usual_and_what_may_have_slipped() -> None:
    fees = {n: cell(v / 100, "fees_collected") for n, v in enumerate(USUAL)}
    fees[99] = Figure(
        "2",
        "2021",
        "",
        "",
        "fees_collected",
        "",
        Decimal(300_000),
        "number",
        "万元",
        "300000",
        "表二",
    )
    ((number, finding),) = far(fees, COUNTIES)
    assert number == 99
    assert "2022年县级全域汇总的另外30份年报（中位数25万元" in finding.text
    assert "若误以元为单位填报，应为30万元" in finding.text
    assert "far above the 30 other county-level summaries of areas for 2022" in finding.text_en


def report(name: str, publisher: str, division: str, scope: str = "department") -> Report:
    return Report(
        document_id(name), name, name, "", publisher, scope, "county", division, "", "", 2022, "",
        "2021", "2021", added=name,
    )  # fmt: skip


def test_departments_are_like_those_of_the_same_name() -> None:
    one = group_of(report("a", "武汉市江夏区教育局", "湖北省武汉市江夏区"))
    other = group_of(report("b", "桐乡市教育局", "浙江省嘉兴市桐乡市"))
    assert one == other == Group("department", "county", 2022, "教育局")
    assert group_of(report("c", "武汉市江夏区公安局", "湖北省武汉市江夏区")) != one


def found(database: Database, held: Report) -> list[Finding]:
    return [f for f in database.findings(held) if f.check == "outlier"]


def test_what_is_far_is_settled_after_all_came_and_again_when_some_went(database: Database) -> None:
    reports = [
        report(f"{n:02}", f"第{n}县人民政府", f"某省第{n}县", "region") for n in range(len(USUAL))
    ]
    values = [Decimal(900_000), *USUAL[1:]]
    for held, value in zip(reports, values, strict=True):
        database.write(Reading(held, (cell(value),), (), (), ()))
    assert found(database, reports[0]) == []
    assert database.settle_peers() == 1
    assert [len(found(database, r)) for r in reports] == [1, *[0] * (len(reports) - 1)]
    assert database.settle_peers() == 0  # nothing is due any more
    for held in reports[FEWEST:]:
        database.remove(held.document)
    database.settle_peers()
    assert found(database, reports[0]) == []  # too few are left to tell
