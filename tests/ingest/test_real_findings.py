"""The findings of the real reports by themselves: the contradictions that a person sees in them."""

from collections.abc import Callable
from pathlib import Path

from ingest.read import read_report
from ingest.readers import read_blocks


def test_the_real_reports_contradict_themselves_where_they_do(
    shared: Callable[[str], Path],
) -> None:
    def found(name: str) -> list[tuple[str, str, str]]:
        path = shared(f"reports/{name}")
        data = path.read_bytes()
        made = read_report(read_blocks(data, name), data, name, {})
        told = [f for f in made.findings if f.check.startswith("S")]
        return [(f.check + f.severity[0], f.expected, f.actual) for f in told]

    assert found("shanghai-general-office-2019.html") == [
        ("S6s", "275", "258"), ("S6s", "337", "265"), ("S6s", "34.16", "33.9"),
        ("S6s", "2", "0"), ("S6s", "1", "0"),
    ]  # fmt: skip
    assert found("hongze-2024.pdf") == [("S6n", "95", "17")]
    assert found("jiangxia-2021.txt") == []
