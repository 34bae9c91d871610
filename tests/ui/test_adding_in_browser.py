"""Adding in a browser: files in, progress, what was read, what is corrected; and who may not."""

import http.client
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ingest.store.database import open_database
from ui import adding

# Of what folds, and of what it holds: the same as soon as it is open.
HEIGHTS = """(folds) => ["details", "[data-testid=stExpanderDetails]"].map(
  (part) => folds.querySelector(part).getBoundingClientRect().height)"""
SAMPLES = Path(adding.__file__).parents[1] / "ingest" / "samples"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_from_files_to_an_answer(empty: Path, served: Any, window: Any, locale: str) -> None:
    english = locale == "en-US"
    bad = empty.parent / "notice.txt"
    bad.write_text("关于放假的通知")
    with served(empty) as address, window(address, locale=locale) as visit:
        visit.open()
        expect(visit.page.locator("h1")).to_have_text(
            "No report is loaded yet" if english else "还没有收录年报"
        )
        expect(visit.page.get_by_text("python -m ingest add --samples")).to_be_visible()
        visit.page.get_by_role("link", name="Add a report" if english else "导入年报").click()
        files = [str(SAMPLES / "jiangxia-2021.md"), str(bad)]
        visit.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
        visit.page.get_by_label("Addresses" if english else "网址（一行一个）").fill(
            "file:///etc/passwd"
        )
        start = visit.page.get_by_role("button", name="Add them" if english else "开始导入")
        expect(visit.page.get_by_text("notice.txt")).to_be_visible()
        start.click()
        expect(visit.page.locator(".nb-failed")).to_contain_text(
            "this is no web address" if english else "这不是网址"
        )
        visit.page.get_by_label("Addresses" if english else "网址（一行一个）").fill("")
        start.click()
        card = visit.page.locator(".nb-lead-card")
        expect(card).to_contain_text("武汉市江夏区人民政府 · 2021", timeout=30_000)
        expect(card).to_contain_text("161")
        expect(visit.page.locator(".nb-failed")).to_contain_text("notice.txt")
        expect(visit.page.get_by_text("1 not added" if english else "1 个没有导入")).to_be_visible()
        visit.still()
        visit.page.get_by_text("Fill in or correct" if english else "补充或更正").click()
        expect(visit.page.get_by_test_id("stExpanderDetails")).to_be_visible()
        heights = visit.page.get_by_test_id("stExpander").evaluate(HEIGHTS)
        assert heights[0] >= heights[1], "a form that unfolds slowly loses clicks"
        visit.page.get_by_label("Posted by" if english else "发布单位").fill("江夏区政务服务局")
        visit.page.get_by_role("button", name="Save" if english else "保存").click()
        expect(card).to_have_count(2, timeout=30_000)
        (report,) = open_database(empty).reports()
        assert report.posted_by == "江夏区政务服务局" and "posted_by" in report.hand
        visit.open()
        expect(visit.ask("江夏区2021年新收多少件申请？")).to_contain_text("160件")


def test_behind_a_proxy_there_is_no_such_page(home: Path, address: str, window: Any) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9"}
    with window(address, extra_http_headers=forwarded) as visit:
        visit.open("/add")
        expect(visit.page.get_by_role("link", name="导入")).to_have_count(0)
        expect(visit.page.get_by_test_id("stFileUploaderDropzoneInput")).to_have_count(0)


# Sends a file as the uploader of the page does, whether or not there is one.
SEND = """async (visit) => {
  const form = new FormData();
  form.append("file", new Blob(["a report"]), "a.txt");
  const token = document.cookie.match(/_streamlit_xsrf=([^;]*)/)?.[1] ?? "";
  const sent = await fetch(`/_stcore/upload_file/${visit}/1`, {
    method: "PUT", body: form, headers: { "X-Xsrftoken": decodeURIComponent(token) },
  });
  return `${sent.status} ${await sent.text()}`;
}"""
VISIT = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_from_elsewhere_only_with_the_password(home: Path, served: Any, window: Any) -> None:
    afar = {"X-Forwarded-For": "203.0.113.9"}
    heard: list[bytes] = []
    with (
        served(home, NIANBAO_PASSWORD="correct horse battery") as address,
        window(address, extra_http_headers=afar) as visit,
    ):
        visit.page.on("websocket", lambda ws: ws.on("framereceived", lambda f: heard.append(f)))
        visit.open("/add")
        names = {name.decode() for frame in heard for name in VISIT.findall(frame)}
        before = {visit.page.evaluate(SEND, name) for name in names}
        assert before == {"403 sign in first"}, "nothing is taken before the sign-in"
        uploader = visit.page.get_by_test_id("stFileUploaderDropzoneInput")
        for password, said in (("wrong horse battery", "口令不对"), ("correct horse battery", "")):
            expect(uploader).to_have_count(0)
            visit.page.get_by_label("口令").fill(password)
            visit.page.get_by_role("button", name="登录").click()
            if said:
                expect(visit.page.locator(".nb-failed")).to_contain_text(said)
        expect(uploader).to_have_count(1)
        assert "204 " in {visit.page.evaluate(SEND, name) for name in names}


def test_the_address_of_another_site_is_refused(address: str) -> None:
    """A name that resolves to this machine opens no session for another site's page."""
    host, _, port = address.removeprefix("http://").partition(":")
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    for named, status in (("evil.example", 403), (f"{host}:{port}", 101)):
        asked = http.client.HTTPConnection(host, int(port), timeout=10)
        asked.request("GET", "/_stcore/stream", headers={**upgrade, "Host": named})
        assert asked.getresponse().status == status, named
        asked.close()


def test_nothing_of_the_server_is_told(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    asked = http.client.HTTPConnection(host, int(port), timeout=10)
    for path in ("/_stcore/agent/openapi.json", "/_stcore/agent/interact"):
        asked.request("GET", path)
        reply = asked.getresponse()
        text = reply.read().decode("utf-8", "replace")
        assert not re.search(r"/(?:home|root|srv)/", text), path
        if reply.status == 200:
            assert json.loads(text).get("enabled") is not True
    asked.close()
