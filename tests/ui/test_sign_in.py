"""Signing in by a provider in a real browser: who may add then, and who still may not."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from playwright.sync_api import expect

from ingest.store.database import open_database
from ui import adding

SAMPLE = Path(adding.__file__).parents[1] / "ingest" / "samples" / "jiangxia-2021.md"
AFAR = {"X-Forwarded-For": "203.0.113.9"}
EDITOR = {"sub": "7", "email": "editor@example.org", "email_verified": True}
NAMED = 'may_add = ["editor@example.org"]'
CLIENT, SECRET = "nianbao", "of the client alone"


class Provider:
    """A small provider of OpenID Connect as real ones are: discovery, a page that asks, a code that
    is redeemed once, against the client's secret and its proof, and a token whose key is public.
    """

    def __init__(self) -> None:
        self.key = self.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, dict[str, str]] = {}
        self.address = ""

    def discovery(self) -> dict[str, Any]:
        paths = {"authorization": "authorize", "token": "token"}
        return {
            "issuer": self.address, "jwks_uri": f"{self.address}/jwks",
            **{f"{name}_endpoint": f"{self.address}/{path}" for name, path in paths.items()},
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }  # fmt: skip

    def ask(self, query: dict[str, str]) -> str:
        """The page that asks whether to sign in."""
        code = secrets.token_urlsafe()
        self.asked[code] = query
        answers = {"yes": {"code": code}, "no": {"error": "access_denied"}}
        links = (
            f'<a href="{query["redirect_uri"]}?{urlencode({**said, "state": query["state"]})}">'
            f"{name}</a>"
            for name, said in answers.items()
        )
        return f"<!doctype html><title>Sign in</title>{' '.join(links)}"

    def redeem(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """A token for a code, None where the code, the client or its proof is not right."""
        asked = self.asked.pop(form.get("code", ""), None)
        client = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if asked is None or authorization not in (f"Basic {client}", f"Basic {plain}"):
            return None
        if asked["code_challenge"] != shown:
            return None
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], **self.claims,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signs_with)
        return {"access_token": "none", "token_type": "Bearer", "id_token": signed}


@contextmanager
def providing() -> Iterator[Provider]:
    """The provider on a port that is free."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.say(provider.ask(dict(parse_qsl(parts.query))), "text/html")
            elif parts.path == "/jwks":
                self.say(json.dumps({"keys": [provider.key.as_dict(private=False)]}))
            else:
                self.say(json.dumps(provider.discovery()))

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            token = provider.redeem(form, self.headers.get("Authorization", ""))
            self.say(json.dumps(token or {"error": "invalid_grant"}), status=200 if token else 400)

        def say(self, text: str, kind: str = "application/json", status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        provider.address = f"http://127.0.0.1:{http.server_port}"
        Thread(target=http.serve_forever, daemon=True).start()
        yield provider
        http.shutdown()


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


Opens = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def opened(provider: Provider, tmp_path: Path, port: int, served: Any, window: Any) -> Opens:
    """Opens the page of adding as it is seen from elsewhere, with the provider set up."""

    @contextmanager
    def opening(top: str = "") -> Iterator[Any]:
        settings = tmp_path / ".streamlit" / "secrets.toml"
        settings.parent.mkdir()
        settings.write_text(
            f"""{top}
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "long enough to sign a cookie with it"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
"""
        )
        with (
            served(tmp_path / "home", folder=tmp_path, port=port) as address,
            window(address, extra_http_headers=AFAR, locale="en-US") as visit,
        ):
            yield visit.open("/add")

    return opening


def signs_in(visit: Any, answer: str = "yes") -> Any:
    """Sign in at the provider, and look at the page of adding again."""
    expect(visit.page.get_by_test_id("stFileUploaderDropzoneInput")).to_have_count(0)
    visit.page.get_by_role("button", name="Sign in with your organisation").click()
    visit.page.get_by_role("link", name=answer).click()
    visit.page.wait_for_selector(".nb-footer")
    return visit.open("/add").page


def test_who_has_signed_in_adds_a_report_and_signs_out(
    provider: Provider, opened: Opens, tmp_path: Path
) -> None:
    provider.claims = EDITOR
    with opened(NAMED) as visit:
        shown = signs_in(visit)
        shown.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(SAMPLE)
        shown.get_by_role("button", name="Add them").click()
        card = shown.locator(".nb-lead-card")
        expect(card).to_contain_text("武汉市江夏区人民政府 · 2021", timeout=30_000)
        assert len(list(open_database(tmp_path / "home").reports())) == 1
        shown.get_by_role("button", name="Sign out").click()
        shown.wait_for_selector(".nb-footer")
        expect(shown.get_by_role("button", name="Sign out")).to_have_count(0)
        visit.open("/add")
        expect(shown.get_by_role("button", name="Sign in with your organisation")).to_be_visible()
        expect(shown.get_by_test_id("stFileUploaderDropzoneInput")).to_have_count(0)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"sub": "8", "email": "reader@example.org", "email_verified": True}, "reader@example.org"),
        ({**EDITOR, "email_verified": False}, "editor@example.org"),
    ],
)
def test_who_is_not_named_may_not_add(
    provider: Provider, opened: Opens, claims: Any, said: str
) -> None:
    provider.claims = claims
    with opened(NAMED) as visit:
        shown = signs_in(visit)
        expect(shown.get_by_role("alert")).to_contain_text(f"signed in as {said}, who is not among")
        expect(shown.get_by_test_id("stFileUploaderDropzoneInput")).to_have_count(0)
        expect(shown.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_token_that_another_signed_and_a_refusal_let_nobody_in(
    provider: Provider, opened: Opens
) -> None:
    provider.claims = EDITOR
    with opened() as visit:
        provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
        button = signs_in(visit).get_by_role("button", name="Sign in with your organisation")
        expect(button).to_be_visible()
        provider.signs_with = provider.key
        signs_in(visit, "no")
        expect(button).to_be_visible()
        shown = signs_in(visit)
        expect(shown.get_by_test_id("stFileUploaderDropzoneInput")).to_have_count(1)
