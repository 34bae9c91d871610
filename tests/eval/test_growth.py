"""The growth suite: one home that grows, and a run that goes on where it was stopped."""

import json
from pathlib import Path

from eval.growth import measure
from eval.suites import Options


def test_a_size_that_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    first = measure("growth", Options(sizes=(3,), keep=tmp_path)).run
    kept = json.loads((tmp_path / "at-3.json").read_text(encoding="utf-8"))
    (tmp_path / "at-3.json").write_text(json.dumps({**kept, "figure, ms": 77.0}), encoding="utf-8")
    second = measure("growth", Options(sizes=(3, 6), keep=tmp_path)).run
    heads, (three, six) = second["tables"][0]["head"], second["tables"][0]["rows"]
    assert three[heads.index("figure, ms")] == "77"
    assert float(six[heads.index("loading, s a report")]) > 0
    drawn = [name for c in second["curves"] for name in c["series"]]
    assert len(drawn) == len(heads) - 1
    assert [c["title"] for c in first["curves"]] == [c["title"] for c in second["curves"]]
    assert len(list((tmp_path / "reports").iterdir())) == 6
