"""The golden sets: readable, whole, and with enough that must be refused."""

from collections import Counter
from pathlib import Path

import pytest

from eval import golden
from eval.exam import cell_samples
from eval.printed import printed_cells
from eval.run import samples_of
from ingest.errors import ReportError


def test_every_sample_has_a_name_of_its_own() -> None:
    names = Counter(s.id for s in samples_of("full"))
    assert [n for n, count in names.items() if count > 1] == []


def test_no_question_is_asked_twice_with_other_answers() -> None:
    keys: dict[str, tuple[object, ...]] = {}
    for sample in samples_of("full"):
        answer = (sample.target.status, sample.target.value, sample.target.reason)
        if sample.kind in ("cell", "sum", "blank"):
            assert keys.setdefault(sample.question, answer) == answer, sample.question


def test_a_fifth_must_be_refused() -> None:
    samples = samples_of("quick")
    refusals = [s for s in samples if "answered" not in s.target.status]
    assert len(refusals) >= len(samples) / 5


def test_every_kind_language_and_difficulty_is_tried() -> None:
    written = list(golden.written_samples(printed_cells()))
    kinds = Counter(s.kind for s in written)
    assert set(kinds) == set(golden.SETS) and min(kinds.values()) >= 5
    asked = samples_of("quick")
    for part in ("language", "difficulty"):
        counts = Counter(getattr(s, part) for s in asked)
        assert len(counts) == 3 and min(counts.values()) >= len(asked) / 20, counts


def test_every_figure_asked_for_must_be_cited() -> None:
    """A number about the reports as such, how many there are, stands in none of them."""
    uncited = [
        s.question for s in golden.written_samples(printed_cells())
        if (s.target.value or s.target.readings or s.target.rows) and not s.evidence
    ]  # fmt: skip
    assert uncited == ["江夏区一共有几份报告？", "宿迁市有几份年报"]


def test_every_kind_of_nothing_is_tried() -> None:
    tried = {reason for s in samples_of("quick") for reason in s.target.reason}
    assert tried >= {
        "not_loaded", "not_in_form", "left_blank", "not_stated", "undefined", "not_understood",
        "out_of_scope",
    }  # fmt: skip
    assert any(s.target.status == ("ambiguous",) for s in samples_of("quick"))


def test_every_cell_is_asked_once_or_in_every_wording() -> None:
    once, every = list(cell_samples(every=False)), list(cell_samples(every=True))
    assert len(once) == len(printed_cells())
    assert len(every) == len(once) * len(golden.read_set("cells")["wording"])
    assert {s.id for s in once} < {s.id for s in every}


def test_the_held_out_exam_asks_nothing_of_the_open_one() -> None:
    kept, opened = (
        {s.question for s in samples_of("full") if s.kind.endswith("heldout") == apart}
        for apart in (True, False)
    )
    assert len(kept) > 5_000
    assert not kept & opened


def test_wordings_are_filled_in_every_script() -> None:
    asked = {s.id: s.question for s in cell_samples(every=True)}
    cell = "jiangxia-2021/granted/natural_person"
    assert asked[f"{cell}:plain"].startswith("江夏")
    assert "予以公開" in asked[f"{cell}:traditional"]
    assert asked[f"{cell}:english"].isascii()
    assert not [q for q in asked.values() if "{" in q]


def test_a_conversation_asks_the_turns_before_again() -> None:
    turns = [s for s in samples_of("quick") if s.rule == "share-of-natural"]
    assert [len(t.before) for t in turns] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "[[sample]]\nid = 'x'\nquestion = '?'\ncells = ['nowhere-2021/granted/total']",
        "[[sample]]\nid = 'x'\nquestion = '?'\nvalu = '1'",
        "[[sample]]\nid = 'x'",
        "[[sample]]\nid = 'x'\nquestion = '?'\ndifficulty = 'so so'",
        "[[sample",
    ],
    ids=["unknown cell", "unknown field", "no question", "unknown difficulty", "no TOML"],
)
def test_a_broken_entry_is_one_clear_line(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = f"difficulty = 'easy'\n{text}"
    (tmp_path / "rates.toml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(golden, "GOLDEN", tmp_path)
    monkeypatch.setattr(golden, "SETS", ("rates",))
    monkeypatch.setattr(golden, "read_set", golden.read_set.__wrapped__)
    with pytest.raises(ReportError, match=r"rates\.toml"):
        list(golden.written_samples(printed_cells()))
