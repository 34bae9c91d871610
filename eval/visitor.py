"""A visitor of the page without a browser: what a browser says and hears over the websocket.

Streamlit's messages are protocol buffers; the few fields that matter are written and read by hand,
so that this room needs no Streamlit.
"""

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Fields of BackMsg, ClientState, WidgetStates, WidgetState and ChatInputValue, by number.
RERUN, WIDGETS, STATES, ID, CHAT, TEXT = 11, 2, 1, 1, 15, 1
# Of ForwardMsg: the script has run to its end.
FINISHED = 6
LINE = re.compile(rb"\$\$ID-[0-9a-f]+-question")
ANSWERED, FAILED = b'class="nb-answer nb-', b'class="nb-failed"'
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One run of the page: seconds to the answer and to the end, and whether it failed."""

    answer: float
    end: float
    failed: bool


class Visitor:
    """One open page."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.line = socket, b""

    async def open(self) -> Heard:
        """Load the first page, and find the line to write in."""
        return await self._run(_message(RERUN, b""), b"")

    async def ask(self, question: str) -> Heard:
        """Write a question and wait for the whole page."""
        written = _message(CHAT, _message(TEXT, question.encode()))
        widget = _message(STATES, _message(ID, self.line) + written)
        return await self._run(_message(RERUN, _message(WIDGETS, widget)), question.encode())

    async def _run(self, message: bytes, question: bytes) -> Heard:
        """Send, and hear until the page is whole; what follows the question is its answer."""
        began = time.perf_counter()
        answer, shown, failed = 0.0, False, False
        await self.socket.send(message)
        while True:
            heard: bytes = await asyncio.wait_for(self.socket.recv(), SECONDS)
            if found := LINE.search(heard):
                self.line = found[0]
            failed |= FAILED in heard
            if shown and not answer and ANSWERED in heard:
                answer = time.perf_counter() - began
            shown |= bool(question) and question in heard
            if any(number == FINISHED for number, _ in _fields(heard)):
                return Heard(answer, time.perf_counter() - began, failed)


def _message(number: int, inside: bytes) -> bytes:
    """A field that holds bytes: a text, or a message of its own."""
    return _varint(number << 3 | 2) + _varint(len(inside)) + inside


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of a message, as far as they are numbers or bytes."""
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        if key & 7 == 0:
            _, at = _read_varint(message, at)
            yield key >> 3, b""
        elif key & 7 == 2:
            length, at = _read_varint(message, at)
            yield key >> 3, message[at : at + length]
            at += length
        else:
            at += 8 if key & 7 == 1 else 4


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
