"""Starting and stopping the page: an address where all is well, else one line that says why not."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ui.__main__ import main

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "203.0.113.7"], "not free or not an address of this machine"),
        (["--port", "70000"], "no such port"),
    ],
)
def test_what_cannot_start_says_why(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path), *options]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and said in lines[0]


def test_a_port_in_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holding:
        holding.bind(("127.0.0.1", 0))
        holding.listen()
        port = str(holding.getsockname()[1])
        assert main(["--home", str(tmp_path), "--port", port]) == 1
    assert f"127.0.0.1:{port}: not free" in capsys.readouterr().err


def test_a_home_that_is_no_store_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nianbao.sqlite").write_bytes(b"not a database, not at all" * 99)
    assert main(["--home", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and "restore a backup" in lines[0]


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--port", "x"])
    assert stopped.value.code == 2


def test_it_stops_even_where_nobody_reads_what_it_says(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui", "--home", str(tmp_path), "--port", str(free_port())]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    assert server.stdout is not None
    try:
        assert "http://127.0.0.1:" in server.stdout.readline()
        server.stdout.close()
        server.terminate()
        assert server.wait(30) == 0
    finally:
        server.kill()
