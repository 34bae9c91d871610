"""Passages ranked: every one of a chosen report, the best of all reports, reranked where set."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.narrative.retrieve import JUDGED, Retriever, asked_words, fused
from ingest.chunks import sentences
from ingest.embedding import reranking
from ingest.errors import ModelUnavailable


def test_all_reports_are_searched_by_both_indexes(samples: Assistant) -> None:
    hits = samples.retriever.search_all("哪里引入了第三方评估", 5)
    assert any("第三方评估" in h.chunk.text for h in hits[:3])
    assert len({(h.report.document, h.chunk.position) for h in hits}) == 5
    assert [h.sure for h in hits] == sorted((h.sure for h in hits), reverse=True)
    assert all(h.sentence in h.chunk.text for h in hits) and hits[0].sure > 0.5


def test_what_was_not_judged_stands_behind_by_its_score(samples: Assistant) -> None:
    hits = samples.retriever.search_all("哪里引入了第三方评估", 30)
    judged, rest = hits[:JUDGED], hits[JUDGED:]
    assert all(h.sure for h in judged) and rest and not any(h.sure for h in rest)
    assert [h.score for h in rest] == sorted((h.score for h in rest), reverse=True)


def test_years_and_bodies_come_before_any_score(samples: Assistant) -> None:
    hits = samples.retriever.search_all("存在哪些问题", 20, years=[2023])
    assert hits and {h.report.year for h in hits} == {2023}
    only = ["淮安市洪泽区人民政府"]
    hits = samples.retriever.search_all("存在哪些问题", 20, only=only)
    assert {h.report.publisher for h in hits} <= set(only)


def test_tables_are_passages_only_where_wanted(samples: Assistant) -> None:
    report = samples.catalogue.bodies[0].reports[0]
    for search in (
        lambda tables: samples.retriever.search("不予公开", [report], 50, tables=tables),
        lambda tables: samples.retriever.search_all("不予公开", 50, tables=tables),
    ):
        assert not any(h.chunk.tabular for h in search(False))
        assert any(h.chunk.tabular for h in search(True))


def test_a_home_without_indexes_is_searched_by_the_report_alone(
    samples: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = Retriever(
        samples.database, replace(samples.settings, home=tmp_path_factory.mktemp("bare"))
    )
    report = samples.catalogue.bodies[0].reports[0]
    assert bare.search("培训", [report], 3)[0].sure > 0
    assert bare.search_all("培训", 3) == []


def test_a_cross_encoder_orders_the_best(
    samples: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = samples.catalogue.bodies[0].reports[0]
    plain = samples.retriever.search("存在哪些问题", [report], 5)
    set_up = Retriever(samples.database, replace(samples.settings, reranker="some/model"))
    monkeypatch.setattr(reranking, "scores", lambda _, __, texts: [*map(float, range(len(texts)))])
    first = set_up.search("存在哪些问题", [report], 40)
    assert first[0] != plain[0]

    def fails(*_: object) -> list[float]:
        raise ModelUnavailable("some/model", "gone", "look")

    monkeypatch.setattr(reranking, "scores", fails)
    assert set_up.search("存在哪些问题", [report], 5) == plain


def test_ranks_are_fused() -> None:
    assert list(fused(["a", "b", "c"], ["c", "b", "d"])) == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("有没有第三方评估？", ["第三", "三方", "方评", "评估", "第三方"]),
        ("怎么样", ["怎么", "么样"]),  # nothing but asking: all of it
    ],
)
def test_words_that_only_ask_are_left_out(question: str, words: list[str]) -> None:
    assert set(words) <= set(asked_words(question)) and "有没" not in asked_words(question)


def test_sentences() -> None:
    assert sentences("甲；乙。丙") == ["甲；", "乙。", "丙"]
