"""The head of a report's page: what is known, and nothing of the machine."""

from dataclasses import replace

import pytest

from ingest.store.database import Database
from ui.facts import Audit, audit_of, audit_text, facts_html, source_of


@pytest.mark.parametrize(
    ("name", "audit"),
    [("jiangxia", Audit(held=40, failed=0, open=0)), ("hongze", Audit(held=40, failed=0, open=0))],
)
def test_sums_are_counted(database: Database, name: str, audit: Audit) -> None:
    report = next(r for r in database.reports() if name in r.source)
    assert audit_of(database.figures(report), database.findings(report)) == audit


def test_a_blank_leaves_a_sum_open(database: Database) -> None:
    report = next(r for r in database.reports() if "shanghai" in r.source)
    audit = audit_of(database.figures(report), database.findings(report))
    assert audit.failed == 0 and audit.open > audit.held > 0
    assert "因空白无法核对" in audit_text(audit, "zh")


def test_a_failed_sum_is_said() -> None:
    assert (
        audit_text(Audit(39, 1, 0), "zh") == "核对了应当相等的数（勾稽关系），39 条成立，1 条不成立"
    )
    assert audit_text(Audit(0, 0, 0), "en") == "no sums to check"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/srv/someone/reports/a.html", "a.html"),
        (r"C:\Users\someone\a.pdf", "a.pdf"),
        ("/srv/in/a.zip!/b/c.html", "a.zip!/b/c.html"),
        ("http://www.example.gov.cn/a.html", "http://www.example.gov.cn/a.html"),
    ],
)
def test_no_path_of_the_machine_is_shown(database: Database, source: str, shown: str) -> None:
    report = replace(database.reports()[0], source=source, url="")
    assert source_of(report) == shown


def test_what_was_set_by_hand_says_so(database: Database) -> None:
    report = replace(database.reports()[0], hand={"published": "2020-01-31"}, posted_by="")
    shown = facts_html(report, Audit(1, 0, 0), "zh")
    assert "2020-01-31<small" in shown and "人工补录" in shown
    assert "未写明" in shown
