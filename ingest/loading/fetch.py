"""The one place that opens a web address: public hosts only, within limits of size and time."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from ingest.errors import FetchRefused, NotThere, TooLarge

REDIRECTS = 5
BYTES = 64 * 2**20
SECONDS = 60.0
PIECE = 65_536
AGENT = "nianbao"
HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reader of government annual reports)",
    "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
SAVE = "open it in a browser, save it, and add the file"
# Addresses that carry an IPv4 address inside, which a gateway may lead back to a private network.
TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: where it was found after redirects, and its bytes."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may do: bytes of the answer, seconds in all, hosts of one's own network, and the
    one site that redirects may not leave ("" for any).
    """

    bytes: int = BYTES
    seconds: float = SECONDS
    private: bool = False
    site: str = ""


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Open an address, following at most five redirects.

    Raises FetchRefused for an address that is not public or gives no document, TooLarge over the
    limit of size.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    here = url
    for _ in range(REDIRECTS + 1):
        parts = _checked(here)
        if limits.site and site_of(here) != limits.site:
            raise NotThere(here, "it leads to another site", "add it by itself if you want it")
        try:
            with _answer(parts, limits.private, until) as response:
                onward = _redirect(response, here)
                data = b"" if onward else _body(response, here, limits.bytes)
            if time.monotonic() >= until:  # What was hung up on looks like a short answer.
                raise TimeoutError
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise FetchRefused(
                here, _seen(error, until, limits), "try later, or " + SAVE
            ) from error
        if onward is None:
            return Fetched(urlunsplit(parts), data)
        here = onward
    raise FetchRefused(url, f"it redirects over {REDIRECTS} times", SAVE)


def site_of(url: str) -> str:
    """The host and port of an address, without www."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _seen(error: Exception, until: float, limits: Limits) -> str:
    if time.monotonic() >= until or isinstance(error, TimeoutError):
        return f"no whole answer within {limits.seconds:g} seconds"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    return f"no answer ({error or type(error).__name__})"


def _checked(url: str) -> SplitResult:
    """The address in ASCII, its fragment gone; refused unless it is http or https with a host."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise FetchRefused(url, "this is no web address", "write it as https://…") from error
    if parts.scheme not in ("http", "https"):
        raise FetchRefused(
            url, f"{parts.scheme or 'no'}: address", "only http and https are opened"
        )
    if not host or parts.username is not None or parts.password is not None:
        raise FetchRefused(url, "no plain host name in it", "write it as https://…")
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port is not None else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return SplitResult(parts.scheme, place, path, query, "")


@contextlib.contextmanager
def _answer(parts: SplitResult, private: bool, until: float) -> Iterator[http.client.HTTPResponse]:
    """The response of a host, its connection hung up at the deadline however slowly it drips."""
    host, port = _host_and_port(parts)
    link = _connect(parts, private, until)
    connection = http.client.HTTPConnection(host, port)
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        # The handshake waits for the alarm: a server may drip there as well.
        link = secure.wrap_socket(link, server_hostname=host, do_handshake_on_connect=False)
        connection = http.client.HTTPSConnection(host, port)
    alarm = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [link])
    alarm.daemon = True
    alarm.start()
    try:
        if isinstance(link, ssl.SSLSocket):
            link.do_handshake()
        connection.sock = link
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=HEADERS)
        with connection.getresponse() as response:
            yield response
    finally:
        alarm.cancel()
        connection.close()
        link.close()


def _hang_up(link: socket.socket) -> None:
    with contextlib.suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _connect(parts: SplitResult, private: bool, until: float) -> socket.socket:
    """A connection to an address that was checked itself, so that no second lookup can differ."""
    host, port = _host_and_port(parts)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private and not all(_is_public(address) for address in addresses):
        seen = "the host is in a private network"
        todo = "only public hosts are opened; --private allows yours"
        raise FetchRefused(urlunsplit(parts), seen, todo)
    failure: OSError = TimeoutError()
    for address in addresses:
        try:
            return socket.create_connection((address, port), max(0.1, until - time.monotonic()))
        except OSError as error:
            failure = error
    raise failure


def _is_public(text: str) -> bool:
    """Whether an address, and any that is written inside it, is one of the public internet."""
    address = ipaddress.ip_address(text.partition("%")[0])
    inside: list[ipaddress.IPv4Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in TRANSLATED):
            return False
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return all(
        one.is_global and not one.is_multicast and not one.is_reserved
        for one in (address, *inside)
        if one is not None
    )


def _redirect(response: http.client.HTTPResponse, here: str) -> str | None:
    """Where the answer sends us, None where it is the document itself."""
    if response.status == 200:
        return None
    onward = response.getheader("Location")
    if response.status in (301, 302, 303, 307, 308) and onward:
        # Servers write the header as UTF-8 bytes; http.client hands them over as Latin-1.
        return urljoin(here, onward.encode("latin-1", "replace").decode("utf-8", "replace"))
    said = f"the server answered {response.status} {response.reason}".strip()
    todo = "check the address" if response.status in (404, 410) else "try later, or " + SAVE
    # What the server refuses to be asked so often is there all the same.
    missing = 400 <= response.status < 500 and response.status != 429
    raise (NotThere if missing else FetchRefused)(here, said[:100], todo)


def _body(response: http.client.HTTPResponse, here: str, limit: int) -> bytes:
    """The answer's bytes, unpacked piece by piece so that no small answer grows without end."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchRefused(here, f"an answer packed as {packing[:20]}", SAVE)
    unpack = zlib.decompressobj(31) if packing != "identity" else None
    body = bytearray()
    while piece := response.read1(PIECE):
        body += unpack.decompress(piece, limit + 1 - len(body)) if unpack else piece
        if len(body) > limit:
            raise TooLarge(here, f"over {limit // 2**20} MB", "add the report's own page or file")
    if (unpack and not unpack.eof) or response.length:
        raise FetchRefused(here, "the answer broke off", "try later, or " + SAVE)
    return bytes(body)
