"""Addresses opened over a real server on this machine, which the guard must be told to allow."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest.errors import FetchRefused, TooLarge
from ingest.loading import fetch as fetching
from ingest.loading.fetch import Fetched, Limits, fetch

PAGE = "<html><p>政府信息公开</p></html>".encode()
HERE = Limits(private=True, seconds=10)


class Site(BaseHTTPRequestHandler):
    """A small government site with every trick that a large one plays."""

    asked: list[str]

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        name = self.path.split("?")[0].strip("/")
        if name.startswith("hop"):
            left = int(name[3:])
            return self.give(b"", 302, Location=f"/hop{left - 1}" if left else "/page")
        if name in ("inward", "file", "loop"):
            to = {"inward": "http://10.0.0.1/x", "file": "file:///etc/passwd", "loop": "/loop"}[
                name
            ]
            return self.give(b"", 301, Location=to)
        if name == "slow":
            return self.drip()
        if name == "short":
            return self.give(PAGE, 200, **{"Content-Length": "9999"})
        if name == "gzip":
            return self.give(gzip.compress(PAGE), 200, **{"Content-Encoding": "gzip"})
        if name == "bomb":
            return self.give(gzip.compress(b"0" * 5_000_000), **{"Content-Encoding": "gzip"})
        if name == "brotli":
            return self.give(PAGE, 200, **{"Content-Encoding": "br"})
        if name == "big":
            return self.give(b"0" * 3_000_000)
        return self.give(PAGE, 404 if name == "gone" else 200)

    def give(self, body: bytes, status: int = 200, /, **headers: str) -> None:
        self.send_response(status)
        for header, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Headers a byte at a time, so that no single wait is ever long."""
        try:
            for byte in b"HTTP/1.0 200 OK\r\nX: " + b"y" * 600:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_bytes_come_with_the_address_where_redirects_end(site: str) -> None:
    assert fetch(f"{site}/hop4", HERE) == Fetched(f"{site}/page", PAGE)


def test_packed_answers_are_unpacked(site: str) -> None:
    assert fetch(f"{site}/gzip", HERE).data == PAGE


def test_a_chinese_path_is_asked_for_in_ascii(site: str) -> None:
    fetch(f"{site}/年报 1?年=2021&a=%E5%B9%B4#二", HERE)
    assert Site.asked == ["/%E5%B9%B4%E6%8A%A5%201?%E5%B9%B4=2021&a=%E5%B9%B4"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/hop5", "redirects over 5 times"),
        ("/loop", "redirects over 5 times"),
        ("/file", "only http and https"),
        ("/gone", "404 Not Found; check the address"),
        ("/brotli", "packed as br"),
        ("/short", "broke off"),
    ],
)
def test_what_gives_no_document_is_refused_in_a_line(site: str, path: str, said: str) -> None:
    with pytest.raises(FetchRefused, match=said) as caught:
        fetch(site + path, HERE)
    assert "\n" not in str(caught.value)


def test_a_redirect_into_a_private_network_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The server itself passes for a public host, so that only where it leads can be the reason.
    public = fetching._is_public
    monkeypatch.setattr(fetching, "_is_public", lambda a: a == "127.0.0.1" or public(a))
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1/x: the host is in a private network"):
        fetch(f"{site}/inward")
    assert fetch(f"{site}/page").data == PAGE


@pytest.mark.parametrize("path", ["/big", "/bomb"])
def test_an_answer_over_the_limit_is_refused(site: str, path: str) -> None:
    with pytest.raises(TooLarge, match="over 1 MB"):
        fetch(site + path, Limits(bytes=2**20, private=True))


def test_a_server_that_drips_is_hung_up_on(site: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchRefused, match="within 1 seconds"):
        fetch(f"{site}/slow", Limits(seconds=1, private=True))
    assert time.monotonic() - start < 5


def test_a_closed_port_is_said_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchRefused, match="no answer"):
        fetch(f"http://127.0.0.1:{port}/", HERE)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "[::1]", "[::]",
        "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]",
        "[2002:a00:1::]", "224.0.0.1", "255.255.255.255", "１２７.0.0.1",
    ],
)  # fmt: skip
def test_hosts_of_a_private_network_are_never_asked(host: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(f"http://{host}:9/x", Limits(seconds=3))


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert fetching._is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/a", "file:///etc/passwd", "gopher://x/", "http://", "http://[::1", "",
        "http://user:secret@example.com/", "http://example.com:99999/", "http://a..b/", "http:///x",
        "javascript:alert(1)", f"http://{'a' * 300}.com/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(url, Limits(seconds=3))
