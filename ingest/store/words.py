"""The lexical index of passages: what stands in them word for word, two characters suffice.

A tantivy index in the home beside the Chroma collection, written under the same lock and rebuilt
from the SQL store at any time. Reading takes no lock: a commit replaces one file, and whoever reads
looks whether it is still the same.
"""

import re
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from ingest.chunks import Chunk
from ingest.errors import ReportError, StoreError
from ingest.report import Report, chunk_id

FOLDER = "words"
# Raised whenever terms or fields change: an index of another format is as good as none.
FORMAT = "1"
RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[a-z0-9]+")
LONGEST_TERM = 40
HEAP = 64 << 20
Entries = Iterable[tuple[Report, Sequence[Chunk]]]
_opening = threading.Lock()
# By folder: which commit was opened, and the index as of that commit.
_opened: dict[str, tuple[tuple[int, int], Any]] = {}


def terms(text: str) -> list[str]:
    """Every pair of neighbouring characters, longer words whole, Latin words and numbers.

    Pairs find two-character words however the text is cut; a lone character stands for itself.
    """
    found: list[str] = []
    for run in RUN.findall(text.lower()):
        if run[0].isascii() or len(run) == 1:
            found.append(run[:LONGEST_TERM])
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
            found += [word for word in cutter().cut(run, False) if len(word) > 2]
    return found


@cache
def cutter() -> Any:
    """What parts Chinese into words; its dictionary takes 50 MB, so there is one of it."""
    from rjieba import Jieba

    return Jieba()


class Words:
    """The passages of a home by their words. Every method raises StoreError where tantivy fails."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER

    def exists(self) -> bool:
        """Whether there is an index that this program can read."""
        try:
            return (self.folder / "format").read_text(encoding="ascii") == FORMAT
        except (OSError, UnicodeDecodeError):
            return False

    def put(self, entries: Entries, gone: Sequence[str] = ()) -> None:
        """Put the passages of reports in the place of any they had, take those of documents gone
        out, all in one commit; only for whoever holds the lock.
        """
        if not self.exists():
            self.rebuild(())
        with self._in_one_line(), _writing(self.folder) as writer:
            for document in gone:
                writer.delete_documents_by_term("document", document)
            _fill(writer, entries)

    def rebuild(self, entries: Entries) -> None:
        """Build the index anew beside the old one and swap; only for whoever holds the lock."""
        fresh, old = (self.folder.with_name(f"{FOLDER}.{end}") for end in ("new", "old"))
        with self._in_one_line():
            for left in (fresh, old):
                shutil.rmtree(left, ignore_errors=True)
            fresh.mkdir(parents=True)
            with _writing(fresh) as writer:
                _fill(writer, entries)
            (fresh / "format").write_text(FORMAT, encoding="ascii")
            if self.folder.exists():
                self.folder.rename(old)
            fresh.rename(self.folder)
            shutil.rmtree(old, ignore_errors=True)

    def search(
        self, text: str, k: int, *, years: Sequence[int] = (), publishers: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids of the k best passages by BM25 and their scores, of some years and publishers or
        of all.
        """
        from tantivy import Occur, Query

        with self._in_one_line():
            index, wanted = self._index(), list(dict.fromkeys(terms(text)))
            if index is None or not wanted:
                return []
            schema = index.schema
            one = [(Occur.Should, Query.term_query(schema, "text", t, "freq")) for t in wanted]
            parts = [(Occur.Must, Query.boolean_query(one))]
            for field, values in (("year", years), ("publisher", publishers)):
                if values:
                    among = Query.term_set_query(schema, field, list(values))
                    parts.append((Occur.Must, Query.const_score_query(among, 0.0)))
            searcher = index.searcher()
            found = searcher.search(Query.boolean_query(parts), limit=k, count=False).hits
            return [(searcher.doc(at)["id"][0], float(score)) for score, at in found]

    def holding(self, text: str, k: int = 100_000) -> list[str]:
        """The ids of the passages that hold every term of a text: all that can hold it whole."""
        from tantivy import Occur, Query

        with self._in_one_line():
            index, wanted = self._index(), set(terms(text))
            if index is None or not wanted:
                return []
            one = [Query.term_query(index.schema, "text", t, "basic") for t in wanted]
            every = Query.boolean_query([(Occur.Must, Query.const_score_query(q, 0)) for q in one])
            searcher = index.searcher()
            found = searcher.search(every, limit=k, count=False).hits
            return [searcher.doc(at)["id"][0] for _, at in found]

    def count(self) -> int:
        """How many passages it holds."""
        with self._in_one_line():
            index = self._index()
            return int(index.searcher().num_docs) if index is not None else 0

    def _index(self) -> Any:
        """The index as of its last commit, None where there is none."""
        from tantivy import Index

        if not self.exists():
            return None
        at = (self.folder / "meta.json").stat()
        commit, key = (at.st_ino, at.st_mtime_ns), str(self.folder)
        with _opening:
            if _opened.get(key, (None,))[0] != commit:
                _opened[key] = (commit, Index.open(key))
            return _opened[key][1]

    @contextmanager
    def _in_one_line(self) -> Iterator[None]:
        """Turn whatever tantivy or the disk raise into one line."""
        try:
            yield
        except ReportError:
            raise
        except Exception as error:
            told = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            todo = "check that the folder can be written, or run `python -m ingest reindex`"
            raise StoreError(str(self.folder), f"the word index fails ({told})", todo) from error


def _schema() -> Any:
    from tantivy import SchemaBuilder

    made = SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("document", tokenizer_name="raw", index_option="basic")
    made.add_text_field("publisher", tokenizer_name="raw", index_option="basic")
    made.add_integer_field("year", indexed=True)
    made.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    return made.build()


@contextmanager
def _writing(folder: Path) -> Iterator[Any]:
    """A writer of the index in a folder, made where there is none; all it did or none of it."""
    from tantivy import Index

    writer = Index(_schema(), path=str(folder)).writer(HEAP, num_threads=1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        # Ends the writer, and with it tantivy's own lock.
        writer.wait_merging_threads()


def _fill(writer: Any, entries: Entries) -> None:
    from tantivy import Document

    for report, chunks in entries:
        writer.delete_documents_by_term("document", report.document)
        for chunk in chunks:
            writer.add_document(
                Document(
                    id=chunk_id(report, chunk), document=report.document,
                    publisher=report.publisher or " ", year=report.year or 0,
                    text=" ".join(terms(f"{chunk.heading} {chunk.text}")),
                )
            )  # fmt: skip
