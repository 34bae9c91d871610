"""The index of words: two characters suffice, nothing stays of what is gone."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.chunks import Chunk
from ingest.errors import StoreError
from ingest.loading.add import Added, remove_report
from ingest.report import Report, chunk_id
from ingest.settings import Settings
from ingest.store import collection
from ingest.store.collection import index_unmarked, reindex
from ingest.store.database import Database
from ingest.store.words import Words, terms

Add = Callable[..., Added]
File = Callable[[str, str], Path]


def report(document: str, publisher: str = "甲区人民政府", year: int | None = 2021) -> Report:
    return Report(document, "", "", "", publisher, "region", "", "", "", "", year, "", "", "")


def chunks(*texts: str) -> list[Chunk]:
    return [Chunk(n, "一", "总体情况", text, f"一/¶{n}") for n, text in enumerate(texts)]


@pytest.fixture
def words(tmp_path: Path) -> Words:
    made = Words(tmp_path)
    made.put(
        [
            (report("a"), chunks("引入第三方机构开展评估。", "各局本年参加培训。")),
            (
                report("b", "乙区人民政府", 2022),
                chunks("委托第三方评估。", "网站改版，浏览12345次。"),
            ),
            (report("c", "", None), chunks("没有可说的。")),
        ]
    )
    return made


def ids(found: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("培训", ["a-1-1"]),  # two characters, which a trigram index misses
        ("局本", ["a-1-1"]),  # across what a segmenter takes for words
        ("12345", ["b-1-1"]),
        ("哪些区提到第三方评估", ["b-1-0", "a-1-0"]),  # the shorter passage says more of it
        ("天气", []),
        ("？！", []),
        ("", []),
    ],
)
def test_passages_are_found_by_their_words(words: Words, text: str, found: list[str]) -> None:
    assert ids(words.search(text, 9)) == found


def test_years_and_publishers_come_before_any_score(words: Words) -> None:
    assert ids(words.search("第三方", 9, years=[2022, 2023])) == ["b-1-0"]
    assert ids(words.search("第三方", 9, publishers=["甲区人民政府"])) == ["a-1-0"]
    assert words.search("第三方", 9, years=[2021], publishers=["乙区人民政府"]) == []
    assert len(words.search("第三方", 1)) == 1


def test_a_filter_changes_no_score(words: Words) -> None:
    assert (
        dict(words.search("第三方", 9))["b-1-0"]
        == dict(words.search("第三方", 9, years=[2022]))["b-1-0"]
    )


def test_passages_that_hold_a_text_whole_are_among_those_that_hold_its_terms(words: Words) -> None:
    assert set(words.holding("第三方")) == {"a-1-0", "b-1-0"}
    assert words.holding("第三方机构开展评估") == ["a-1-0"]
    assert words.holding("天气") == words.holding("") == []


def test_what_is_put_again_takes_the_place_of_what_was(words: Words) -> None:
    words.put([(report("a"), chunks("只有一段。"))], gone=["c", "never there"])
    assert words.count() == 3
    assert [len(words.search(w, 9)) for w in ("评估", "培训", "可说", "一段")] == [1, 0, 0, 1]


def test_a_failure_half_way_leaves_what_was(words: Words) -> None:
    def broken() -> list[Chunk]:
        raise StoreError("store", "gone", "look")

    entries = ((report(name), chunks("新的") if name == "d" else broken()) for name in "de")
    with pytest.raises(StoreError, match="gone"):
        words.put(entries)
    assert words.count() == 5 and words.search("新的", 9) == []
    words.put([(report("d"), chunks("新的"))])
    assert len(words.search("新的", 9)) == 1


def test_a_reader_sees_what_another_process_wrote_and_swapped(words: Words) -> None:
    write = (
        "import pathlib, sys; from ingest.store.words import Words\n"
        "from ingest.report import Report; from ingest.chunks import Chunk\n"
        "r = Report('z', '', '', '', 'p', 'region', '', '', '', '', 2020, '', '', '')\n"
        "getattr(Words(pathlib.Path(sys.argv[1])), sys.argv[2])("
        "[(r, [Chunk(0, '一', '', '别处写的', '')])])\n"
    )
    for way, count in (("put", 6), ("rebuild", 1)):
        home = str(words.folder.parent)
        subprocess.run([sys.executable, "-c", write, home, way], check=True, timeout=60)
        assert words.count() == count
        assert ids(words.search("别处", 3)) == ["z-1-0"]


def test_an_index_of_another_format_is_as_good_as_none(words: Words) -> None:
    (words.folder / "format").write_text("0", encoding="ascii")
    assert not words.exists() and words.search("评估", 3) == []
    words.put([(report("d"), chunks("新的"))])
    assert words.count() == 1


def test_a_broken_index_is_told_in_one_line(words: Words) -> None:
    for path in words.folder.glob("*.store"):
        path.unlink()
    (words.folder / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="run `python -m ingest reindex`") as caught:
        words.search("评估", 3)
    assert "\n" not in str(caught.value)
    words.rebuild([(report("d"), chunks("新的"))])
    assert words.count() == 1


def test_an_empty_home_has_no_words_and_makes_no_folder(tmp_path: Path) -> None:
    words = Words(tmp_path)
    assert (words.search("评估", 3), words.count(), words.exists()) == ([], 0, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["\ud800评估", "评" * 100_000, "a" * 100_000, "\x00\x01", "𠮷野家" * 3, "ﷺ" * 50]
)
def test_any_text_can_be_put_and_asked(tmp_path: Path, text: str) -> None:
    words = Words(tmp_path)
    words.put([(report("a"), chunks(text))])
    words.search(text, 3)
    assert words.count() == 1


def test_terms() -> None:
    assert terms("第三方 评估,A股2021") == ["第三", "三方", "第三方", "评估", "a", "股", "2021"]


# With the other stores


@pytest.fixture
def indexed(add: Add, file: File, text: str, database: Database, settings: Settings) -> Report:
    one = add(file("a.txt", text))
    add(file("b.txt", text.replace("2021", "2022")))
    assert index_unmarked(database, settings) == 2
    assert one.report
    return one.report


def expected(database: Database) -> set[str]:
    return {chunk_id(r, c) for r in database.reports() for c in database.chunks(r, tables=True)}


def held(settings: Settings) -> set[str]:
    return set(ids(Words(settings.home).search("公开政府信息年的工作一二三四五六", 100_000)))


def test_reports_come_and_go(indexed: Report, database: Database, settings: Settings) -> None:
    words = Words(settings.home)
    assert words.count() == len(expected(database)) and held(settings) <= expected(database)
    remove_report(database, settings.home, indexed.document)
    index_unmarked(database, settings)
    assert words.count() == len(expected(database)) and held(settings) <= expected(database)
    assert reindex(database, settings) == words.count()
    assert {p.name for p in settings.home.glob("words*")} == {"words"}


def test_a_home_from_before_gets_its_words(
    indexed: Report, database: Database, settings: Settings
) -> None:
    Words(settings.home).folder.rename(settings.home / "words.old")
    assert index_unmarked(database, settings) == 0
    assert Words(settings.home).count() == len(expected(database))


def test_where_chroma_fails_the_words_are_there(
    add: Add, file: File, text: str, database: Database, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def fails(*_: object) -> None:
        raise StoreError("chroma", "fails", "look")

    monkeypatch.setattr(collection.Collection, "put", fails)
    add(file("a.txt", text))
    with pytest.raises(StoreError, match="chroma"):
        index_unmarked(database, settings)
    assert Words(settings.home).count() == len(expected(database))
    monkeypatch.undo()
    assert index_unmarked(database, settings) == 1
    assert Words(settings.home).count() == len(expected(database))
