"""A chat model that lies: the guard holds, and a guard switched off, or half off, is caught."""

from collections.abc import Callable, Sequence

import pytest

from assistant import guard
from assistant.ask import Assistant
from assistant.narrative import writing
from eval import faithfulness
from eval.golden import read_set
from eval.scores import Run, beyond
from eval.suites import Options

Fault = Callable[[pytest.MonkeyPatch], None]


def run(assistant: Assistant) -> Run:
    return faithfulness.measure("quick", Options(home=assistant.settings.home)).run


def limits() -> dict[str, dict[str, str]]:
    quick = read_set("limits")["quick"]
    ours = ("lies", "kept")
    return {side: {k: v for k, v in quick[side].items() if k.startswith(ours)} for side in quick}


def off(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_it(text: str, evidence: Sequence[str], known: object) -> list[str]:
        return [text]

    monkeypatch.setattr(writing, "kept_sentences", all_of_it)


def any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_numbers", lambda text: iter(()))
    monkeypatch.setattr(guard, "_is_made_of", lambda said, source: True)


def any_citation(monkeypatch: pytest.MonkeyPatch) -> None:
    held = guard._holds

    def cited(sentence: str, evidence: Sequence[str], known: Sequence[guard.About]) -> bool:
        bare = guard.CITATION.sub("", sentence)
        return any(held(f"{bare}[{n}]", evidence, known) for n in range(1, len(evidence) + 1))

    monkeypatch.setattr(guard, "_holds", cited)


def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "kept_sentences", lambda *_: [])


def test_no_lie_reaches_the_reader(assistant: Assistant) -> None:
    measured = run(assistant)
    assert measured["problems"] == []
    assert beyond(measured, limits()) == []
    said = {row[0]: int(row[1]) for row in measured["tables"][0]["rows"]}
    assert set(said) >= set(faithfulness.LIES)
    assert sum(said.values()) > 2_000


@pytest.mark.parametrize("fault", [off, any_number, any_citation])
def test_a_guard_switched_off_is_caught(
    fault: Fault, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    measured = run(assistant)
    assert "reach the reader" in measured["problems"][0]
    assert any(said.startswith("lies that reach") for said in beyond(measured, limits()))
    assert {f["outcome"] for f in measured["failures"]} >= {"wrong_figure"}


def test_a_guard_that_drops_everything_is_caught(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing(monkeypatch)
    assert len(beyond(run(assistant), limits())) == 2
