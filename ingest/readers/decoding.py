"""Bytes to text: by mark, else by which encoding reads best, whatever a file declares."""

import re

from ingest.errors import UnreadableReport

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = ("utf-8", "gb18030", "big5")
# What a file declares is often wrong; the right decoding shows the commonest characters.
FAMILIAR = re.compile(r"[的一是年在和了有人政府公信息申工作不開报報告情况況为為务務]")
# A picture or an archive that pretends to be text holds what no text holds.
UNPRINTED = re.compile(r"[\x01-\x06\x0e-\x1a\ufffd]")
FRAMES = frozenset(map(chr, range(0x2500, 0x2580)))  # the lines of tables drawn in a terminal
# So much of a text may be broken before it is none: one byte cut off is no reason to refuse it.
BROKEN = 0.02
SAMPLE = 200_000


def decode(data: bytes, where: str) -> str:
    """The text of a file, a replacement character for each broken one, NUL left out.

    Raises UnreadableReport for what is text in no known encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            best = data.decode(encoding, "replace")
            break
    else:
        known = ENCODINGS[:1] if _is_utf8(data) else ENCODINGS
        best = max((data.decode(encoding, "replace") for encoding in known), key=_familiarity)
    text = best.replace("\x00", "")
    sure = _is_utf8(data)
    if len(UNPRINTED.findall(text)) > BROKEN * len(text) or not _reads_as_chinese(text, sure):
        raise UnreadableReport(
            where, "the bytes are text in no known encoding",
            "save the file as UTF-8 text and add it again",
        )  # fmt: skip
    return text


def _familiarity(text: str) -> int:
    sample = text[:SAMPLE]
    return len(FAMILIAR.findall(sample)) - 5 * sample.count("\ufffd")


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with Chinese characters, as no text in another encoding is."""
    try:
        text = data[: len(data) - 3].decode("utf-8")  # The last character may be cut off.
    except UnicodeDecodeError as error:
        return error.start > len(data) - 8
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _reads_as_chinese(text: str, sure: bool) -> bool:
    """GB18030 accepts almost any bytes; rare characters in number betray a wrong guess."""
    sample = text[:SAMPLE]
    letters = [c for c in sample if ord(c) > 127 and not c.isspace() and c not in FRAMES]
    common = sum(
        "\u4e00" <= c <= "\u9fff" or c in "，。、；：？！（）《》“”‘’〔〕【】·—…" for c in letters
    )
    familiar = len(FAMILIAR.findall(sample))
    return common >= 0.6 * len(letters) and (sure or familiar >= len(letters) // 100)
