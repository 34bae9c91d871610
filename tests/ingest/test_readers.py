"""What a file is, by its content: a reader for what is read, one clear line for the rest."""

import io
import zipfile

import pytest

from ingest.document import Table
from ingest.errors import UnknownFormat, UnreadableReport
from ingest.readers import read_blocks
from ingest.readers.decoding import decode

TEXT = "2021年江川区政府信息公开工作年度报告"


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MZ\x90\x00" + bytes(50), "program"),
        (b"\x7fELF" + bytes(50), "program"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "an Office document"),
        (zipped("OFD.xml"), "OFD"),
        (zipped("a.html"), "packed archive"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "packed archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "packed archive"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnknownFormat, match=kind) as caught:
        read_blocks(data, "a.html")
    assert str(caught.value).startswith("a.html: this is ")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"\xff\xd8\xff\xe0" + bytes(50),
        b"GIF89a" + bytes(50),
        b"II*\x00" + bytes(50),
        b"BM" + (52).to_bytes(4, "little") + bytes(46),
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
)
def test_what_begins_as_a_picture_and_is_none_is_broken(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match="the picture is broken"):
        read_blocks(data, "a.html")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", bytes(4096)])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match="the file is empty"):
        read_blocks(data, "x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\n<!-- 存 -->\n<HTML lang=zh>", "<?xml version='1.0'?><html>", ""]
)
def test_a_page_is_known_by_its_tags(start: str, encoding: str) -> None:
    made = f"{start}<p>{TEXT}</p><table><tr><td>行政许可</td><td>12</td></tr></table>"
    assert read_blocks(made.encode(encoding), "x.txt") == [TEXT, Table((("行政许可", "12"),))]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"{TEXT}\n\n## 一、总体情况",
        f"a < b\n{TEXT}",
        f"BM{TEXT}",
        "<!---->" * 60 + TEXT,
        "\n" * 200_000 + TEXT,
        "http://a?b " * 50_000 + "\n" + TEXT,
        "a?" + "b" * 200_000 + "\n" + TEXT,
    ],
)
def test_text_stays_text(text: str) -> None:
    assert TEXT in "".join(b for b in read_blocks(text.encode(), "x.html") if isinstance(b, str))


@pytest.mark.parametrize("word", ["鑫", "曌曌", "阿"])
def test_monotonous_text_is_text_all_the_same(word: str) -> None:
    text = f"{word}\n" * 400
    assert decode(text.encode(), "x") == text
    assert decode(text.encode()[:-2], "x").startswith(word)


def test_a_title_and_sentences_over_blank_cells_are_text() -> None:
    title = "江川区教育局2021年政府信息公开工作年度报告"
    sentence = "（二）依申请公开。全年收到申请12件，均在法定期限内答复。"
    lines = [(title, "", ""), (sentence, "", ""), ("行政许可", "12", ""), ("行政强制", "", "")]
    rows = "".join(f"<tr><td>{'<td>'.join(line)}</tr>" for line in lines)
    read = read_blocks(f"<table>{rows}</table>".encode(), "x")
    # A label over blank cells is a row whose values were left blank.
    assert read == [title, sentence, Table(tuple(lines[2:]))]
