"""`python -m ui`: the web page, on the loopback address unless told otherwise."""

import argparse
import http.client
import logging
import os
import signal
import socket
import sys
import threading
import time
import tomllib
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from ingest.errors import ReportError, StoreError
from ingest.settings import read_settings

HERE = Path(__file__).parent
FIRST_PORT = 8501
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; 0 when stopped, 1 where it can't start, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    try:
        settings = read_settings(parsed.home)
        port = _port(parsed.host, parsed.port)
        from ingest.store.database import open_database

        open_database(settings.home, settings.database_url).engine.dispose()
    except (ReportError, OSError) as error:
        print(f"ui: {error}", file=sys.stderr)
        return 1
    os.environ["NIANBAO_HOME"] = str(settings.home.resolve())
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    # The page answers a moment before Streamlit listens for this; a stop in between is one too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from ui import background

    background.load_shared()
    background.start(settings)
    told = threading.Thread(target=_announce, args=(parsed.host, port, sys.stdout), daemon=True)
    told.start()
    # Streamlit prints that it stops; where nobody reads that any more it would never stop.
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        return _serve(parsed.host, port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui", description=__doc__)
    parser.add_argument(
        "--home", help="where everything is kept (default: $NIANBAO_HOME, else ./data)"
    )
    parser.add_argument("--port", type=int, help=f"default: the first free one from {FIRST_PORT}")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)"
    )
    return parser


def _port(host: str, wanted: int | None) -> int:
    """The port asked for, else the first free one. Raises StoreError where none can be had."""
    if wanted is not None and not 1 <= wanted <= 65535:
        raise StoreError(f"--port {wanted}", "no such port", "name one from 1 to 65535")
    ports = [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + 50)
    for port in ports:
        if _free(host, port):
            return port
    where = f"{host}:{wanted or FIRST_PORT}"
    raise StoreError(
        where, "not free or not an address of this machine", "name another --port or --host"
    )


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def _announce(host: str, port: int, out: TextIO) -> None:
    """Print the address once the page answers, and open it where somebody sits at a desktop."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    for _ in range(600):
        if _answers(shown, port):
            break
        time.sleep(0.1)
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    print(f"nianbao: {address}  (Ctrl+C stops it)", flush=True, file=out)
    if out.isatty() and _has_desktop():
        import webbrowser

        webbrowser.open(address)


def _answers(host: str, port: int) -> bool:
    """Whether the page is really there: a port that is bound may still be starting behind."""
    tried = http.client.HTTPConnection(host, port, timeout=1)
    try:
        tried.request("GET", "/_stcore/health")
        return tried.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        tried.close()


def _has_desktop() -> bool:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or bool(shown)


def _serve(host: str, port: int) -> int:
    """Serve in this process until stopped."""
    from ui.server import application

    options = tomllib.loads((HERE / "theme.toml").read_text(encoding="utf-8"))
    options["server"] |= {"address": host, "port": port, "headless": True}
    if host in LOOPBACK:
        # Another site's page must not reach this one through a name that resolves to it.
        options["server"]["allowedHosts"] = ["127.0.0.1", "localhost", "[::1]"]
    application().run(config=dict(_flat("", options)))
    return 0


def _flat(above: str, options: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in options.items():
        dotted = f"{above}{name}"
        found += _flat(f"{dotted}.", value) if isinstance(value, dict) else [(dotted, value)]
    return found


if __name__ == "__main__":
    sys.exit(main())
