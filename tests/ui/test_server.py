"""The page as a web server: what stands in an address before anything runs."""

import gzip
import http.client
import re
from typing import Any

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol


def frame(address: str, path: str, **headers: str) -> str:
    asked = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    asked.request("GET", path, headers=headers)
    reply = asked.getresponse()
    assert reply.status == 200
    return reply.read().decode("utf-8")


@pytest.mark.parametrize(
    ("path", "spoken", "language", "title"),
    [
        ("/", "zh-CN,zh;q=0.9", "zh-Hans", "问答 · 年报"),
        ("/report?document=x", "zh-TW", "zh-Hant", "報告 · 年報"),
        ("/explore", "en-US,en;q=0.9", "en", "Data · Nianbao"),
        ("/leads?lang=en", "zh-CN", "en", "Leads · Nianbao"),
    ],
)
def test_a_link_says_whose_page_it_is_before_a_script_runs(
    address: str, path: str, spoken: str, language: str, title: str
) -> None:
    held = frame(address, path, **{"Accept-Language": spoken})
    assert f'<html lang="{language}">' in held and f"<title>{title}</title>" in held
    assert "Streamlit app" not in held and "service-desc" not in held
    assert ("not a government site" if language == "en" else "不是政府") in held


def test_the_script_of_the_page_is_packed(address: str) -> None:
    """Megabytes of it: a phone on a slow line looks at nothing until the last has come."""
    (script,) = re.findall(r'src="(\./static/js/index[^"]+)"', frame(address, "/"))
    asked = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    asked.request("GET", script.removeprefix("."), headers={"Accept-Encoding": "gzip"})
    reply = asked.getresponse()
    packed = reply.read()
    assert reply.getheader("Content-Encoding") == "gzip"
    assert len(gzip.decompress(packed)) > 2 * len(packed)


def test_a_message_that_no_page_sends_is_not_taken(address: str) -> None:
    """A visitor's message is a question or a choice; the server holds none of many megabytes."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with (
        connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as opened,
        pytest.raises(ConnectionClosed),
    ):
        opened.send(b"\0" * 17 * 2**20)
        for _ in range(100):
            opened.recv(timeout=20)


def test_no_page_looks_for_its_server_where_none_is(visit: Any) -> None:
    failed: list[str] = []
    visit.page.on("response", lambda got: failed.append(got.url) if got.status >= 400 else None)
    for path, title in (("/ask", "问答"), ("/explore", "数据"), ("/report", "报告")):
        visit.open(path)
        expect(visit.page).to_have_title(f"{title} · 年报")
    assert failed == []
