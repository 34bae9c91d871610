"""Files, folders, archives and addresses as a person drops them on the command line."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from ingest.errors import FetchRefused, ReportError, TooLarge, UnreadableReport
from ingest.loading import sources, visit
from ingest.loading.fetch import Fetched, Limits
from ingest.loading.sources import BYTES, expand


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def read_all(*paths: Path | str) -> dict[str, bytes | str]:
    """What each source gave, or the line that it failed with."""
    found: dict[str, bytes | str] = {}
    for source in expand([str(path) for path in paths]):
        try:
            found[source.name] = source.read()
        except ReportError as error:
            assert "\n" not in str(error)
            found[source.name] = str(error)
    return found


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in (
        "b/2.html",
        "b/1.html",
        "a.txt",
        ".git/x",
        "b/.DS_Store",
        "b/~$1.doc",
        "Thumbs.db",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    found = read_all(tmp_path)
    assert [os.path.relpath(n, tmp_path) for n in found] == ["a.txt", "b/1.html", "b/2.html"]
    assert found[str(tmp_path / "b/1.html")] == b"b/1.html"


def test_a_file_has_one_name_from_wherever_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("年报")
    monkeypatch.chdir(tmp_path)
    assert list(read_all("a.txt")) == list(read_all("./a.txt")) == [str(tmp_path / "a.txt")]


def test_members_of_an_archive_are_sources_of_their_own(tmp_path: Path) -> None:
    members = {"年/b.html": b"b", "a.html": b"a", "__MACOSX/a.html": b"", "c/": b""}
    path = zipped(tmp_path / "a.zip", members)
    assert read_all(path) == {f"{path}!/a.html": b"a", f"{path}!/年/b.html": b"b"}


def test_an_archive_in_an_archive_is_opened_and_no_deeper(tmp_path: Path) -> None:
    deepest = zipped(tmp_path / "2.zip", {"c.html": b"c"}).read_bytes()
    inner = zipped(tmp_path / "1.zip", {"b.html": b"b", "2.zip": deepest}).read_bytes()
    broken, bomb = inner[:40], zipped(tmp_path / "b.zip", {"b": bytes(80 * 2**20)}).read_bytes()
    path = zipped(
        tmp_path / "a.zip", {"1.zip": inner, "t.zip": broken, "z.zip": bomb, "n.zip": b"n"}
    )
    found = read_all(path)
    assert "is broken" in str(found.pop(f"{path}!/t.zip"))
    assert "unpacks to 80 MB" in str(found.pop(f"{path}!/z.zip"))
    assert found == {
        f"{path}!/1.zip!/b.html": b"b", f"{path}!/1.zip!/2.zip": deepest, f"{path}!/n.zip": b"n",
    }  # fmt: skip


def test_archives_in_an_archive_share_one_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "UNPACKED", 2500)
    inner = zipped(tmp_path / "1.zip", {"b.html": os.urandom(1000)}).read_bytes()
    path = zipped(tmp_path / "a.zip", {"1.zip": inner, "2.zip": inner[:-1] + b"\0"})
    found = read_all(path)
    assert f"{path}!/1.zip!/b.html" not in found and "unpacks to" in str(found[f"{path}!/1.zip"])


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    made = zipped(path, {"bb_n": b"x"}).read_bytes()
    path.write_bytes(made.replace(b"bb_n", "年报".encode("gbk")))
    assert list(read_all(path)) == [f"{path}!/年报"]


def test_a_word_file_is_one_document_though_a_zip_inside(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docx", {"[Content_Types].xml": b"", "word/document.xml": b""})
    assert list(read_all(path)) == [str(path)]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/../../b.html", "/etc/passwd", "..\\..\\b.html"]
)
def test_a_member_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {name: b"x", "good.html": b"y"})
    found = read_all(path)
    assert found.pop(f"{path}!/good.html") == b"y"
    assert all("leads out" in str(line) for line in found.values())
    assert len(found) == 1


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("a.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in str(read_all(path)[f"{path}!/a.html"])


def test_a_bomb_is_refused_whole(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.html": bytes(30 * 2**20) for n in range(3)})
    assert "unpacks to 90 MB" in str(read_all(path)[str(path)])


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MEMBERS", 2)
    path = zipped(tmp_path / "a.zip", {f"{n}.html": b"" for n in range(3)})
    assert "3 files, over the limit of 2" in str(read_all(path)[str(path)])


def test_broken_and_empty_archives_are_said_so(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"a.html": os.urandom(3000)}).read_bytes()
    torn, flipped = tmp_path / "torn.zip", tmp_path / "flipped.zip"
    torn.write_bytes(whole[:500])
    flipped.write_bytes(whole[:200] + bytes([whole[200] ^ 255]) + whole[201:])
    empty = zipped(tmp_path / "empty.zip", {})
    found = read_all(torn, flipped, empty)
    assert "is broken" in str(found[str(torn)])
    assert "is broken there" in str(found[f"{flipped}!/a.html"])
    assert "holds no file" in str(found[str(empty)])


def test_a_locked_member_is_said_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.html": b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "locked by a password" in str(read_all(path)[f"{path}!/a.html"])


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)  # sparse: takes no room and would take long to read
    with pytest.raises(TooLarge, match=f"200 MB, over the limit of {BYTES // 2**20} MB"):
        next(expand([str(path)])).read()


@pytest.mark.parametrize("name", ["missing.html", "a\x00b", "x" * 5000, ""])
def test_a_path_that_is_no_file_is_said_so(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name) if name else str(tmp_path / "empty")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableReport):
        next(expand([path])).read()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "this is no file" in str(read_all(tmp_path)[str(tmp_path / "pipe")])


def test_an_address_is_named_by_where_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, limits: Limits) -> Fetched:
        if "gone" in url:
            raise FetchRefused(url, "404", "check")
        return Fetched("https://new.example/a", b"page")

    monkeypatch.setattr(visit, "fetch", fetch)
    found = read_all("https://old.example/a", "https://old.example/gone")
    assert found["https://new.example/a"] == b"page"
    assert "404" in str(found["https://old.example/gone"])


@pytest.mark.parametrize("address", ["ftp://example.com/a", "file:///etc/passwd"])
def test_other_addresses_are_refused_not_taken_for_files(address: str) -> None:
    assert "only http and https" in str(read_all(address)[address])


def test_members_are_read_one_by_one_while_the_archive_is_open(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.html": b"a", "b.html": b"b"})
    walk = expand([str(path)])
    assert next(walk).read() == b"a"
    assert next(walk).read() == b"b"
    assert list(walk) == []
