"""A server that does to a reader all that a server can: rings, drips, floods, lies, silence."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<html><meta charset=utf-8><h1>武汉市江夏区2021年政府信息公开工作年度报告</h1></html>".encode()
)
# Longer than any reader is to wait.
PATIENCE = 300


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/").partition("/")[0]
        with suppress(OSError):
            WAYS.get(name, _plain)(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()


def _plain(to: _Handler) -> None:
    to.answer(404, Content_Length="0")


def _ring(to: _Handler) -> None:
    """From one address to the next without end."""
    number = int(to.path.rpartition("/")[2] or 0) if to.path.count("/") > 1 else 0
    to.answer(302, Location=f"/ring/{number + 1}", Content_Length="0")


def _leading(location: str) -> Callable[[_Handler], None]:
    return lambda to: to.answer(302, Location=location, Content_Length="0")


def _drip(to: _Handler) -> None:
    to.answer(200, Content_Type="text/html", Content_Length="1000000")
    _slowly(to, b"<")


def _slowly(to: _Handler, piece: bytes) -> None:
    for _ in range(PATIENCE):
        to.wfile.write(piece)
        to.wfile.flush()
        time.sleep(1)


def _silent(to: _Handler) -> None:
    time.sleep(PATIENCE)


def _slow_head(to: _Handler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _slowly(to, b"X-A: b\r\n")


def _flood(to: _Handler) -> None:
    to.answer(200, Content_Type="text/html")
    while True:
        to.wfile.write(b"<p>1</p>" * 100_000)


def _headers(to: _Handler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1_000_000 + b"\r\n")


def _bomb(to: _Handler) -> None:
    packed = gzip.compress(b"0" * 300_000_000)
    to.answer(200, Content_Encoding="gzip", Content_Length=str(len(packed)))
    to.wfile.write(packed)


def _short(to: _Handler) -> None:
    to.answer(200, Content_Type="text/html", Content_Length=str(len(PAGE) * 9))
    to.wfile.write(PAGE)


def _garbage(to: _Handler) -> None:
    to.wfile.write(b"\x00\xff" * 5_000)


def _chunks(to: _Handler) -> None:
    to.answer(200, Transfer_Encoding="chunked")
    to.wfile.write(b"FFFFFFFFFFFFFFFF\r\n" + PAGE)


WAYS: dict[str, Callable[[_Handler], None]] = {
    "ring": _ring, "file": _leading("file:///etc/passwd"), "self": _leading("/self"),
    "javascript": _leading("javascript:alert(1)"), "nowhere": _leading("http://"),
    "drip": _drip, "silent": _silent, "slow-head": _slow_head, "flood": _flood,
    "headers": _headers, "bomb": _bomb, "short": _short, "garbage": _garbage, "chunks": _chunks,
    "missing": _plain,
}  # fmt: skip


@contextmanager
def hostile_server() -> Iterator[list[str]]:
    """The addresses of a server on this machine, one for each of its ways."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield [f"http://127.0.0.1:{server.server_address[1]}/{name}" for name in WAYS]
    finally:
        server.shutdown()
        server.socket.close()
