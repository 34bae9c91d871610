"""python -m assistant: one line out for each line in, whatever comes in."""

import json
import subprocess
import sys

import pytest

from assistant.ask import Assistant


def run(assistant: Assistant, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "assistant",
        *arguments,
        "--home",
        str(assistant.settings.home),
    ]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8")


def test_ask_reads_one_question_a_line(samples: Assistant) -> None:
    lines = ["江夏2021年新收多少", "", "其中自然人呢", "\u2028江夏2021年复议几件\x00"]
    ran = run(samples, "ask", "--json", given="\n".join(lines))
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert [a["status"] for a in answers] == ["answered", "ambiguous", "answered"]


def test_chat_leans_on_the_turn_before_until_an_empty_line(samples: Assistant) -> None:
    ran = run(samples, "chat", "--json", given="江夏2021年新收多少\n其中自然人呢\n\n其中自然人呢\n")
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [a["value"] and a["value"]["value"] for a in answers] == ["160", "156", None]


def test_one_question_as_text(samples: Assistant) -> None:
    ran = run(samples, "ask", "江夏区2021年新收多少申请？")
    assert "160件" in ran.stdout
    assert "[1]" in ran.stdout


@pytest.mark.parametrize("arguments", [("ask", "--nonsense"), ()])
def test_wrong_usage_is_status_two(samples: Assistant, arguments: tuple[str, ...]) -> None:
    assert run(samples, *arguments).returncode == 2


def test_a_bad_setting_is_one_line(samples: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_TODAY", "yesterday")
    ran = run(samples, "ask", "江夏2021年新收多少")
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "Traceback" not in ran.stderr
