"""Who may add reports: whoever sits at this machine, or has signed in. Decided here, on the server.

A page on a loopback address can still be reached from elsewhere: through a proxy, which leaves its
mark in a header, or by a name that another site lets resolve to this machine, which stands in Host.
"""

import hmac
import threading
import time
from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ingest.settings import Settings

Access = Literal["none", "sign_in", "open"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FORWARDING = ("forwarded", "via", "x-real-ip", "true-client-ip", "cf-connecting-ip", "x-client-ip")
LEAST_PASSWORD = 12
TRIES, SECONDS = 5, 60.0


def access(settings: Settings) -> Access:
    """Whether this visitor may add reports, may sign in to, or neither."""
    if at_this_machine(st.get_option("server.address"), st.context.headers):
        return "open"
    if has_signed_in():
        return "open"
    return "sign_in" if has_password(settings) or has_provider() else "none"


def let_send() -> None:
    """Take files from this visit from now on."""
    _sending.add(_visit())


def may_send(visit: str) -> bool:
    """Whether files are taken from a visit, by Streamlit's name for it."""
    return visit in _sending


def _visit() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def at_this_machine(bound: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the server listens on loopback only and nothing says the request came from afar."""
    sent = {name.lower(): value for name, value in headers.items()}
    forwarded = any(name in FORWARDING or name.startswith("x-forwarded") for name in sent)
    return bound in LOOPBACK and host_of(sent.get("host", "")) in LOOPBACK and not forwarded


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def has_password(settings: Settings) -> bool:
    """Whether a password is set that is long enough to count."""
    return len(settings.password) >= LEAST_PASSWORD


def has_provider() -> bool:
    """Whether Streamlit's own sign-in is set up, by secrets.toml."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def sign_in(settings: Settings, written: str) -> Literal["open", "wrong", "wait"]:
    """Try a password; `wait` where there were too many tries of late."""
    if not _tries.another():
        return "wait"
    own, given = settings.password.encode(), written[:1000].encode("utf-8", "replace")
    if has_password(settings) and hmac.compare_digest(own, given):
        st.session_state["signed_in"] = True
        return "open"
    return "wrong"


def has_signed_in() -> bool:
    """Whether this visitor has signed in, by password or by the provider."""
    return st.session_state.get("signed_in") is True or _is_let(st.user)


def sign_out() -> None:
    """Forget the sign-in, whichever it was."""
    st.session_state.pop("signed_in", None)
    _sending.discard(_visit())
    if known_as(st.user):
        st.logout()


def known_as(user: Mapping[str, Any]) -> str:
    """What the provider calls whom it signed in, "" where it signed in nobody."""
    if not has_provider() or user.get("is_logged_in") is not True:
        return ""
    return str(user.get("email") or user.get("name") or user.get("sub") or "?")


def _is_let(user: Mapping[str, Any]) -> bool:
    """Whether whom the provider signed in is among those named, where any are named."""
    if not known_as(user):
        return False
    proven = [user.get("email")] if user.get("email_verified") is True else []
    named = st.secrets.get("may_add")
    return named is None or not {user.get("sub"), *proven}.isdisjoint(named)


class Tries:
    """How often a password was tried in the last minute, by all visitors together."""

    def __init__(self, most: int = TRIES, seconds: float = SECONDS) -> None:
        self.most, self.seconds = most, seconds
        self.at: list[float] = []
        self.lock = threading.Lock()

    def another(self) -> bool:
        """Count a try, where one more is let."""
        now = time.monotonic()
        with self.lock:
            self.at = [at for at in self.at if now - at < self.seconds]
            if len(self.at) >= self.most:
                return False
            self.at.append(now)
            return True


# Streamlit runs app.py anew for each visitor; what is imported lives as long as the process.
_tries = Tries()
# Visits that may send files; few, and each name is short.
_sending: set[str] = set()
