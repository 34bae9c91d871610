"""Who may add reports, decided by the server from what it knows of itself and of the request."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.settings import Settings, read_settings
from ui import access
from ui.access import Tries, at_this_machine, has_password, host_of

APP = Path(__file__).parents[2] / "ui" / "app.py"
LOCAL = {"Host": "127.0.0.1:8501"}


@pytest.mark.parametrize(
    ("bound", "headers", "lets"),
    [
        ("127.0.0.1", LOCAL, True),
        ("localhost", {"host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        (None, LOCAL, False),
        ("0.0.0.0", LOCAL, False),
        ("192.0.2.7", LOCAL, False),
        ("127.0.0.1", {"Host": "evil.example:8501"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1.evil.example"}, False),
        ("127.0.0.1", {"Host": "localhost.evil.example"}, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {**LOCAL, "X-Forwarded-For": "203.0.113.9"}, False),
        ("127.0.0.1", {**LOCAL, "x-forwarded-proto": "https"}, False),
        ("127.0.0.1", {**LOCAL, "Forwarded": "for=203.0.113.9"}, False),
        ("127.0.0.1", {**LOCAL, "X-Real-IP": "203.0.113.9"}, False),
        ("127.0.0.1", {**LOCAL, "Via": "1.1 proxy"}, False),
    ],
)
def test_only_who_sits_at_this_machine(
    bound: str | None, headers: Mapping[str, str], lets: bool
) -> None:
    assert at_this_machine(bound, headers) is lets


@pytest.mark.parametrize(
    ("header", "name"),
    [("127.0.0.1", "127.0.0.1"), ("LOCALHOST:80", "localhost"), ("[::1]:80", "::1"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize(
    ("password", "counts"), [("", False), ("elevenchars", False), ("x" * 12, True)]
)
def test_a_short_password_is_none(home: Path, password: str, counts: bool) -> None:
    assert has_password(replace(read_settings(home), password=password)) is counts


def test_few_tries_a_minute() -> None:
    tries = Tries(most=3, seconds=60)
    assert [tries.another() for _ in range(5)] == [True, True, True, False, False]
    assert Tries(most=1, seconds=0).another()


def test_a_password_opens_and_a_wrong_one_does_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Settings = replace(read_settings(home), password="correct horse")
    monkeypatch.setattr(access, "_tries", Tries())
    assert access.sign_in(settings, "correct hors") == "wrong"
    assert access.sign_in(settings, "correct horsé") == "wrong"
    assert access.sign_in(settings, "correct horse") == "open"
    assert access.sign_in(replace(settings, password=""), "") == "wrong", "none set opens to nobody"
    access.sign_in(settings, "again")
    assert access.sign_in(settings, "correct horse") == "wait", "even the right one waits its turn"


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as an address that is not this machine's serves it: bound to no loopback address."""
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setattr(access, "_tries", Tries())
    return AppTest.from_file(str(APP), default_timeout=60)


def links(page: AppTest) -> list[str]:
    return [link.proto.page for link in page.get("page_link")]


def test_for_everybody_else_there_is_no_such_page(page: AppTest) -> None:
    assert "add" not in links(page.run())


def test_a_sign_in_comes_before_anything_else(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_PASSWORD", "correct horse")
    page.run()
    assert "add" in links(page)
    page = shown_alone(page)
    assert not page.text_area
    page.text_input[0].set_value("wrong horse battery")
    page.button[-1].click().run()
    assert not page.text_area
    page.text_input[0].set_value("correct horse")
    page.button[-1].click().run()
    assert page.text_area


def shown_alone(page: AppTest) -> AppTest:
    """The page of adding by itself; AppTest follows no links made of functions."""

    def script() -> None:
        from ui.add import show

        show("zh")

    return AppTest.from_function(script, default_timeout=60).run()


def test_the_page_itself_refuses_whoever_may_not(page: AppTest) -> None:
    alone = shown_alone(page)
    assert not alone.text_area and not alone.button
    assert "这里不能导入" in "".join(e.proto.body for e in alone.get("html"))
