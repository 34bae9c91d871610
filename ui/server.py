"""The page as a web server: Streamlit's own, with two things of ours before it.

The frame of every page says at once whose page it is, as a preview of a link shows it. And files
are taken from visits that may add alone: Streamlit takes them from every open page.
"""

import re
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from ui import pages
from ui.access import may_send
from ui.labels import label, language_wanted, spoken
from ui.markup import element, esc, text_element

HERE = Path(__file__).parent
PAGES = (*pages.NAMES, pages.ADD)
UPLOADS = "/_stcore/upload_file/"
# Said to the script of the page, which else looks for its server below /report first.
OPENING = "font: 1rem sans-serif; color: gray; text-align: center; padding-top: 40vh"
WHERE = "window.__streamlit = {BACKEND_BASE_URL: location.origin};"


def application() -> Any:
    """The page, to be run."""
    paths = ("/", *(f"/{name}" for name in PAGES))
    return st.App(
        HERE / "app.py",
        routes=[Route(path, frame) for path in paths],
        middleware=[Middleware(GZipMiddleware, compresslevel=6), Middleware(Gate)],
    )


class Gate:
    """Lets a file in only from a visit that may add."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse before anything of the file is read."""
        path = scope.get("path", "")
        if path.startswith(UPLOADS) and not may_send(path.removeprefix(UPLOADS).partition("/")[0]):
            refusal = PlainTextResponse("sign in first", status_code=403)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def frame(request: Request) -> HTMLResponse:
    """What every page begins with, in the visitor's language."""
    told = request.headers.get("accept-language", "").partition(",")[0]
    language = language_wanted(request.query_params.get("lang"), told)
    return HTMLResponse(framed(request.url.path.strip("/"), language), headers={
        "Cache-Control": "no-cache", "Vary": "Accept-Language",
    })  # fmt: skip


def framed(name: str, language: str) -> str:
    """Streamlit's frame with our own name, and what this is where no script runs."""
    shell = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    title = pages.titled(label(language, name if name in PAGES else "ask"), language)
    about = label(language, "welcome_text")
    head = f'{text_element("title", title)}<meta name="description" content="{esc(about)}">'
    lines = (text_element("p", label(language, key)) for key in ("unscripted", "footer"))
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{spoken(language)}">'),
        (r"<title>.*?</title>", f"{head}<script>{WHERE}</script>"),
        (r"<noscript>.*?</noscript>", element("noscript", *lines)),
        (r'(?<=<div id="root">)', text_element("p", label(language, "opening"), style=OPENING)),
        # A typeface that no page of ours is set in, and the way to an interface that is off.
        (r'<link\s+rel="(?:preload|service-desc)"[^>]*>', ""),
    ):
        shell = re.sub(pattern, ours, shell, flags=re.DOTALL)
    return shell
