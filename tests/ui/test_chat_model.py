"""With a chat model set up, in a browser: it adds to an answer or it doesn't, and nobody waits."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import expect

PROBLEMS = "江夏区2021年存在哪些问题？"
UNREADABLE = "江夏区2021年被当场撵走的申请有几桩几件"
QUOTED = "江夏区2021年试点领域目录列得不全[2]。"
Reply = Callable[[bool], Iterator[str]]


class Model:
    """A server that speaks the protocol of OpenAI; `reply` says what it writes, streamed or not."""

    def __init__(self) -> None:
        self.address, self.heard = "", 0
        self.reply: Reply = lambda streamed: iter(())


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    scripted = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scripted.heard += 1
            streamed = asked.get("stream") is True
            with suppress(BrokenPipeError, ConnectionResetError):
                self.write(scripted.reply(streamed), streamed)

        def write(self, parts: Iterator[str], streamed: bool) -> None:
            first = next(parts, "")
            self.send_response(200 if first else 500)
            self.send_header(
                "Content-Type", "text/event-stream" if streamed else "application/json"
            )
            self.end_headers()
            for part in chain([first], parts):
                name = "delta" if streamed else "message"
                choice = {
                    "index": 0, "finish_reason": None if streamed else "stop",
                    name: {"role": "assistant", "content": part},
                }  # fmt: skip
                kind = "chat.completion.chunk" if streamed else "chat.completion"
                body = {"id": "1", "object": kind, "created": 1, "model": "m", "choices": [choice]}
                told = json.dumps(body, ensure_ascii=False)
                self.wfile.write((f"data: {told}\n\n" if streamed else told).encode())
                self.wfile.flush()
            self.wfile.write(b"data: [DONE]\n\n" * streamed)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        scripted.address = f"http://127.0.0.1:{http.server_port}/v1"
        Thread(target=http.serve_forever, daemon=True).start()
        yield scripted
        http.shutdown()


@pytest.fixture(scope="module")
def page(home: Path, model: Model, served: Any) -> Iterator[str]:
    """The page with the model set up."""
    settings = {"MODEL": "any", "URL": model.address, "KEY": "k"}
    with served(home, **{f"NIANBAO_CHAT_{name}": value for name, value in settings.items()}) as at:
        yield at


def test_the_answer_is_there_before_the_model_has_written(
    model: Model, page: str, window: Any
) -> None:
    goes_on = Event()

    def reply(_: bool) -> Iterator[str]:
        yield QUOTED[:9]
        goes_on.wait(20)
        yield f"{QUOTED[9:]}全区有目录99份[2]。"

    model.reply = reply
    with window(page) as visit:
        answer = visit.open().ask(PROBLEMS)
        expect(visit.page.locator(".nb-working")).to_have_text("正在请模型归纳上面的原文…")
        expect(answer).to_contain_text("基层比较被动")
        expect(visit.page.locator(".nb-place").first).to_be_visible()
        expect(visit.page.locator("footer")).to_be_visible()
        goes_on.set()
        expect(answer.locator(".nb-lead")).to_contain_text(QUOTED)
        expect(answer).to_contain_text("以上由语言模型")
        expect(answer).to_contain_text("基层比较被动")
        expect(answer).not_to_contain_text("99")
        expect(visit.page.locator(".nb-working")).to_have_count(0)


@pytest.mark.parametrize("stopped", [False, True])
def test_each_sentence_is_shown_once_it_is_checked(
    model: Model, page: str, window: Any, stopped: bool
) -> None:
    """A slow model: the first sentence stands before the second is there; a false one never does;
    what is shown when it is stopped stays.
    """
    goes_on, ends = Event(), Event()

    def reply(_: bool) -> Iterator[str]:
        yield from (QUOTED[:9], QUOTED[9:], "全区有目录99份[2]。基层")
        goes_on.wait(20)
        yield "比较被动[1]。"
        ends.wait(0 if not stopped else 20)

    model.reply = reply
    with window(page) as visit:
        answer = visit.open().ask(PROBLEMS)
        expect(answer.locator(".nb-lead")).to_contain_text(QUOTED)
        expect(answer.locator(".nb-lead")).not_to_contain_text("被动")
        expect(visit.page.locator(".nb-working")).to_be_visible()
        if stopped:
            visit.page.get_by_role("button", name="停止归纳").click()
        goes_on.set()
        expect(visit.page.locator(".nb-working")).to_have_count(0)
        expect(answer.locator(".nb-lead")).to_contain_text(QUOTED)
        expect(answer).not_to_contain_text("99")
        lead = answer.locator(".nb-lead")
        (expect(lead).not_to_contain_text if stopped else expect(lead).to_contain_text)("被动[1]")
        expect(visit.page.get_by_role("button", name="停止归纳")).to_have_count(0)
        ends.set()


def test_nobody_waits_for_a_model_that_is_slow(model: Model, page: str, window: Any) -> None:
    ends = Event()

    def reply(_: bool) -> Iterator[str]:
        yield "…"
        ends.wait(15)

    model.reply = reply
    with window(page) as visit:
        answer = visit.open().ask(PROBLEMS)
        expect(visit.page.locator(".nb-working")).to_be_visible()
        expect(answer).to_contain_text("基层比较被动")
        visit.ask("江夏区2021年新收多少件申请？")
        expect(visit.page.locator(".nb-number")).to_have_text("160件", timeout=4_000)
        expect(visit.page.locator(".nb-answer").first).to_contain_text("基层比较被动")
        ends.set()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_model_that_fails_takes_nothing_away(
    model: Model, page: str, window: Any, locale: str
) -> None:
    model.reply, before = (lambda _: iter(())), model.heard
    with window(page, locale=locale) as visit:
        answer = visit.open().ask(PROBLEMS)
        expect(answer).to_contain_text("基层比较被动")
        while model.heard == before:
            visit.page.wait_for_timeout(100)
        expect(visit.page.locator(".nb-working, .nb-failed")).to_have_count(0)
        expect(visit.ask(UNREADABLE)).to_contain_text(
            "没有读懂" if locale == "zh-CN" else "Not understood"
        )
        expect(visit.page.locator(".nb-working, .nb-failed")).to_have_count(0)


def test_a_question_that_it_rewords_is_answered_and_said_so(
    model: Model, page: str, window: Any
) -> None:
    model.reply = lambda streamed: iter(["江夏区2021年不予处理多少件？"])
    with window(page) as visit:
        visit.open().ask(UNREADABLE)
        expect(visit.page.locator(".nb-number")).to_have_text("120件")
        expect(visit.page.locator(".nb-answer")).to_contain_text("由语言模型改写为")


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-US"])
def test_a_model_elsewhere_is_told_of_before_the_first_question(
    home: Path, served: Any, window: Any, locale: str
) -> None:
    elsewhere = {"NIANBAO_CHAT_MODEL": "any", "NIANBAO_CHAT_URL": "http://model.invalid/v1"}
    with served(home, **elsewhere) as address, window(address, locale=locale) as visit:
        notice = visit.open().page.get_by_role("note")
        expect(notice).to_contain_text("model.invalid")
        expect(notice).to_be_in_viewport()
        expect(visit.ask(PROBLEMS)).to_contain_text("基层比较被动")


def test_a_model_on_this_machine_needs_no_notice(page: str, window: Any) -> None:
    with window(page) as visit:
        expect(visit.open().page.get_by_role("note")).to_have_count(0)
