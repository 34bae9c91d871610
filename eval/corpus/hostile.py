"""Hostile inputs by seed: sound files damaged in every way, and files made to break a reader."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.corpus import bombs
from eval.corpus.prints import printing
from eval.corpus.render import RENDERERS, chosen, render
from eval.corpus.reports import draw_series

Damage = Callable[[bytes, random.Random], bytes]
# Of ten inputs so many are made to break a reader; the others are sound files damaged.
MADE = 0.15
# A picture takes the reader seconds, also where it is broken.
LEFT_OUT = ("pdf",)


def write_hostile(folder: Path, seed: int, count: int) -> list[Path]:
    """Write so many inputs into a folder; the same seed writes the same."""
    rng = random.Random(seed)
    sound = list(_sound(rng))
    written = []
    for number in range(count):
        if rng.random() < MADE:
            name, data = rng.choice(bombs.BOMBS)(rng)
        else:
            name, data = damaged(sound, rng)
        path = folder / f"{number:05}-{name}"
        path.write_bytes(data)
        written.append(path)
    return written


def _sound(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """A report by each renderer that needs no program, with the ending of its files."""
    with printing() as printer:
        for name in chosen(()):
            if name not in LEFT_OUT:
                report = next(iter(draw_series(rng.randrange(10**9))))
                yield RENDERERS[name].suffix, render(report, name, printer)
    yield ".pdf", bombs.small_pdf()


def damaged(sound: Sequence[tuple[str, bytes]], rng: random.Random) -> tuple[str, bytes]:
    """One of the files with one damage, in a name that tells both."""
    suffix, data = rng.choice(sound)
    name = rng.choice(list(DAMAGES))
    if name == "splice":
        other = rng.choice(sound)[1]
        data = data[: _at(data, rng)] + other[_at(other, rng) :]
    elif name == "member" and data.startswith(b"PK"):
        data = _repacked(data, rng)
    else:
        data = DAMAGES[name](data, rng)
    # The name is no help: now and then it tells of another format.
    suffix = rng.choice(sound)[0] if rng.random() < 0.1 else suffix
    return f"{name}{suffix}", data


def _at(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def _truncated(data: bytes, rng: random.Random) -> bytes:
    return data[: _at(data, rng)]


def _beheaded(data: bytes, rng: random.Random) -> bytes:
    return data[_at(data, rng) :]


def _flipped(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 8, 64, 512))):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def _holed(data: bytes, rng: random.Random) -> bytes:
    at, size = _at(data, rng), rng.randrange(1, 4096)
    return data[:at] + rng.choice((b"", b"\x00" * size, b"\xff" * size)) + data[at + size :]


def _repeated(data: bytes, rng: random.Random) -> bytes:
    at, size = _at(data, rng), rng.randrange(1, 20_000)
    return data[:at] + data[at : at + size] * rng.choice((2, 10, 200)) + data[at:]


def _shuffled(data: bytes, rng: random.Random) -> bytes:
    size = max(1, len(data) // rng.choice((3, 10, 100)))
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    rng.shuffle(pieces)
    return b"".join(pieces)


def _littered(data: bytes, rng: random.Random) -> bytes:
    at = _at(data, rng)
    return data[:at] + rng.randbytes(rng.choice((1, 100, 10_000))) + data[at:]


def _unclosed(data: bytes, rng: random.Random) -> bytes:
    """A page without its closing tags, a text without its line ends."""
    return data.replace(*rng.choice([(b"</", b"<"), (b"\n", b""), (b">", b""), (b"|", b"||")]))


def _recoded(data: bytes, rng: random.Random) -> bytes:
    """Read in one encoding, written in another."""
    encodings = ("utf-8", "gb18030", "latin-1", "utf-16", "big5", "shift-jis")
    one, other = rng.choice(encodings), rng.choice(encodings)
    return data.decode(one, "replace").encode(other, "replace")


def _repacked(data: bytes, rng: random.Random) -> bytes:
    """A zip file in order, with one member damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    victim = rng.choice(list(members))
    harm = rng.choice((_truncated, _flipped, _holed, _repeated, _unclosed, _shuffled))
    members[victim] = harm(members[victim] or b" ", rng)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


DAMAGES: dict[str, Damage] = {
    "truncated": _truncated, "beheaded": _beheaded, "flipped": _flipped, "holed": _holed,
    "repeated": _repeated, "shuffled": _shuffled, "littered": _littered, "unclosed": _unclosed,
    "recoded": _recoded, "splice": _truncated, "member": _flipped,
}  # fmt: skip
