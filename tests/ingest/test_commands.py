"""The commands as a user types them: a line for each thing, a status, never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.lines import json_line

File = Callable[[str, str], Path]
Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a home of the test's own: status, standard output and error."""

    def ran(*words: str | Path) -> Ran:
        command, *rest = map(str, words)
        status = main([command, "--home", str(tmp_path / "home"), *rest])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return ran


@pytest.fixture
def report(file: File, text: str) -> Path:
    return file("a.txt", text)


def objects(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def large(path: Path) -> None:
    with path.open("wb") as handle:
        handle.truncate(200 * 2**20)  # sparse: takes no room


def in_no_encoding(path: Path) -> None:
    path.write_bytes("données déjà protégées à l’été".encode("cp1252") * 40)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda p: p.write_bytes(b""), "the file is empty"),
    "picture": (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "the picture is broken"),
    "large": (large, "200 MB, over the limit of 64 MB"),
    "encoding": (in_no_encoding, "text in no known encoding"),
    "other": (lambda p: p.write_text("从前有座山。", encoding="utf-8"), "no annual report"),
    "missing": (lambda p: None, "there is no such file"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line_and_what_was_loaded_stays(
    run: Run, report: Path, tmp_path: Path, kind: str
) -> None:
    make, said = BAD[kind]
    make(tmp_path / "bad.txt")
    status, out, err = run("add", report, tmp_path / "bad.txt")
    assert status == 1
    assert [line.split()[0] for line in out.splitlines()] == ["added"]
    line, summary = err.splitlines()
    assert summary == "ingest: 2 sources: 1 added, 1 failed"
    assert line.startswith("failed ") and said in line and "bad.txt: " in line and "; " in line
    assert len(objects(run("list", "--json")[1])) == 1


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_as_json_is_a_report_that_failed(
    run: Run, report: Path, tmp_path: Path, kind: str
) -> None:
    make, said = BAD[kind]
    make(tmp_path / "bad.txt")
    status, out, err = run("add", "--json", tmp_path / "bad.txt", report)
    bad, good = objects(out)
    assert (status, err) == (1, "")
    assert (bad["status"], good["status"]) == ("failed", "added")
    assert said in str(bad["error"]) and bad["year"] is None and bad["figures"] == 0
    assert set(bad) == set(good)


def test_a_report_through_its_life(run: Run, report: Path, tmp_path: Path, text: str) -> None:
    (added,) = objects(run("add", "--json", report)[1])
    assert added["publisher"] == "武汉市江夏区人民政府" and added["hard"] == 0
    name = str(added["document"])
    assert objects(run("add", "--json", report)[1])[0]["status"] == "unchanged"
    report.write_text(text.replace("| 20 |", "| 21 |", 1), encoding="utf-8")
    (revised,) = objects(run("add", "--json", report)[1])
    assert revised["status"] == "revised" and revised["hard"] == 2
    found = objects(run("check", "--json")[1])
    assert {str(f["check"]) for f in found} == {"H1", "H2", "revised"}
    assert run("set", name, "--year", "2020")[0] == 0
    (listed,) = objects(run("list", "--json")[1])
    assert (listed["year"], listed["hand"]) == (2020, {"year": "2020"})
    assert run("export", "--format", "csv", "--out", tmp_path / "a.csv")[0] == 0
    assert run("reindex")[::2] == (0, f"{listed['chunks']} passages\n")
    assert run("remove", name)[0] == 0  # the revision before is back
    (listed,) = objects(run("list", "--json")[1])
    assert (listed["hard"], listed["chunks"]) == (0, added["chunks"])
    assert run("remove", name) == (0, "", "")
    assert run("list") == (0, "", "")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["remove", "nothing"], 1, "nothing: no such report; see `python -m ingest list`"),
        (["set", "nothing", "--year", "2021"], 1, "nothing: no such report"),
        (["add", "--reread", "nothing"], 1, "nothing: no such report"),
        (["add"], 2, "nothing to add"),
        (["add", "--manifest", "missing.csv"], 1, "missing.csv: not readable as CSV"),
    ],
)
def test_what_can_not_be_done_is_one_line(
    run: Run, words: list[str], status: int, said: str
) -> None:
    found, out, err = run(*words)
    assert (found, out) == (status, "") and said in err and err.count("\n") == 1


def test_nonsense_set_by_hand_leaves_the_report_as_it_was(run: Run, report: Path) -> None:
    name = str(objects(run("add", "--json", report)[1])[0]["document"])
    before = run("list", "--json")
    for words in (["--year", "soon"], ["--published", "2022-02-30"]):
        status, out, err = run("set", name, *words)
        assert (status, out, err.count("\n")) == (1, "", 1)
    assert run("set", name)[0] == 2
    assert run("list", "--json") == before


@pytest.mark.parametrize("words", [[], ["sing"], ["export"], ["set", "a", "--scope", "county"]])
def test_wrong_usage_is_status_2(run: Run, words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2


def test_a_chroma_server_that_is_down_costs_no_report(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_CHROMA_URL", "http://127.0.0.1:9")
    status, out, err = run("add", "--json", report)
    assert (status, objects(out)[0]["status"]) == (1, "added")
    assert err.startswith("ingest: passages not indexed: http://127.0.0.1:9: Chroma fails")
    assert err.count("\n") == 1
    status, out, err = run("reindex")
    assert (status, out, err.count("\n")) == (1, "", 1)
    monkeypatch.delenv("NIANBAO_CHROMA_URL")
    assert run("add", report)[0] == 0  # nothing new, but what waited is indexed


def as_process(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", words[0], "--home", str(home), *words[1:]],
        env={**os.environ, **environment}, capture_output=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_a_process_speaks_utf8_wherever_it_runs(report: Path, tmp_path: Path) -> None:
    ran = as_process(tmp_path / "home", "add", "--json", str(report), LC_ALL="C", PYTHONUTF8="0")
    (added,) = objects(ran.stdout.decode("utf-8"))
    assert (ran.returncode, added["publisher"]) == (0, "武汉市江夏区人民政府")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NIANBAO_DATABASE_URL", "nonsense", "this is no address of a database"),
        ("NIANBAO_DATABASE_URL", "mysql://a@127.0.0.1/b", "is not installed"),
        ("NIANBAO_TODAY", "soon", "'soon' is no date"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, name: str, value: str, said: str) -> None:
    ran = as_process(tmp_path / "home", "list", **{name: value})
    told = ran.stderr.decode("utf-8")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert told.startswith(f"ingest: {name}: ") and said in told and told.count("\n") == 1


def test_a_file_whose_name_is_in_no_encoding(run: Run, text: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/\xbd\xad.txt", "wb") as handle:
        handle.write(text.encode())
    status, out, _ = run("add", "--json", folder)
    assert (status, objects(out)[0]["status"]) == (0, "added")


def test_a_line_of_json_is_one_line_whatever_is_in_it() -> None:
    line = json_line({"text": "甲\u2028乙\u2029丙\x85丁\n"})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": "甲\u2028乙\u2029丙\x85丁\n"}
