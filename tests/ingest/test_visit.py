"""A site visited over a real server: its lists of reports, its wishes, and its tricks."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest.errors import ReportError
from ingest.loading import visit as visiting
from ingest.loading.listing import look_at
from ingest.loading.visit import Opening, visit

OPENING = Opening(private=True, look=look_at, pause=0)
REPORT = (
    "<title>{}年政府信息公开工作年度报告</title><a href='/xxgk/'>政府信息公开年报</a>"
    "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    "<p>四、行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p>"
)


def column(*links: str) -> str:
    return "<title>政府信息公开年报</title>" + "".join(links)


def link(to: str, said: str, title: str = "") -> str:
    return f"<li><a href='{to}' title='{title}'>{said}</a></li>"


Pages = dict[str, str | bytes | int]
Visit = Callable[..., dict[str, str]]


@pytest.fixture
def site() -> Iterator[tuple[str, Pages, list[str]]]:
    """An address, the pages to serve there (a number is a status, a text with -> leads on), and
    what was asked for.
    """
    pages: Pages = {}
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path, 404)
            onward = isinstance(page, str) and page.startswith("-> ")
            self.send_response(page if isinstance(page, int) else 302 if onward else 200)
            if isinstance(page, str) and onward:
                self.send_header("Location", page.removeprefix("-> "))
            body = page if isinstance(page, bytes) else str(page).encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages, asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def went(site: tuple[str, Pages, list[str]]) -> Visit:
    """Visit a path: what each address gave, or said."""

    def ran(path: str = "/xxgk/", opening: Opening = OPENING) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in visit(site[0] + path, opening):
            if isinstance(one, tuple):
                assert "\n" not in str(one[1])
                found[one[0].removeprefix(site[0])] = str(one[1])
            else:
                found[one.url.removeprefix(site[0])] = one.data.decode("utf-8", "replace")
        return found

    return ran


def test_a_report_is_itself_and_its_links_are_left_alone(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    site[1]["/a.html"] = REPORT.format(2021)
    assert list(went("/a.html")) == ["/a.html"]
    assert site[2] == ["/a.html"]


def test_a_list_leads_to_its_reports_pages_and_files(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    _, pages, asked = site
    pages["/xxgk/"] = column(
        link("2021.html", "江夏区2021年政府信息公开工作…", "江夏区2021年政府信息公开工作年度报告"),
        link("/xxgk/2020.html", "2020年度"),
        link("/news/1.html", "区领导调研"),
        link("javascript:void(0)", "2019年政府信息公开年报"),
        link("index_1.html", "下一页"),
        link("http://other.example/2018.html", "2018年政府信息公开工作年度报告"),
        link("/xxgk/#top", "政府信息公开年报"),
    )
    pages["/xxgk/index_1.html"] = column(link("/f/2017.pdf", "2017年政府信息公开年度报告"))
    pages["/xxgk/2021.html"] = REPORT.format(2021)
    pages["/xxgk/2020.html"] = "<title>2020年</title>" + link("a.pdf", "附件：信息公开年报.pdf")
    pages["/xxgk/a.pdf"] = pages["/f/2017.pdf"] = b"%PDF-1.4"
    assert sorted(went()) == ["/f/2017.pdf", "/xxgk/2021.html", "/xxgk/a.pdf"]
    assert asked[1] == "/robots.txt" and "/news/1.html" not in asked
    assert len(asked) == len(set(asked))


def test_a_list_of_the_bodies_of_a_year(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    _, pages, _ = site
    pages["/xxgk/"] = column(link("2021/", "2021年政府信息公开工作年度报告"))
    pages["/xxgk/2021/"] = column(
        link("jyj.html", "区教育局2021年度"), link("wjj.html", "卫健局2021年政府信息公开年报")
    )
    pages["/xxgk/2021/jyj.html"] = pages["/xxgk/2021/wjj.html"] = REPORT.format(2021)
    assert sorted(went()) == ["/xxgk/2021/jyj.html", "/xxgk/2021/wjj.html"]


def test_pages_that_a_script_numbers(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    _, pages, _ = site
    script = '<script>createPageHTML(3, 0, "index", "html");</script>'
    pages["/xxgk/"] = column(link("a.html", "2021年政府信息公开年报")) + script
    for number in (1, 2):
        pages[f"/xxgk/index_{number}.html"] = column(link(f"{number}.html", f"201{number}年"))
    for name in "a12":
        pages[f"/xxgk/{name}.html"] = REPORT.format(2021)
    assert sorted(went()) == ["/xxgk/1.html", "/xxgk/2.html", "/xxgk/a.html"]


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        ("User-agent: *\nDisallow: /xxgk/2021", "robots.txt asks programs not to read it"),
        ("User-agent: nianbao\nDisallow: /", "robots.txt asks programs not to read it"),
        (503, "robots.txt: what it allows can't be asked"),
        ("User-agent: other\nDisallow: /", "总体情况"),
        (403, "总体情况"),
        ("<html>首页</html>", "总体情况"),
    ],
)
def test_what_a_site_asks_of_programs(
    site: tuple[str, Pages, list[str]], went: Visit, robots: str | int, said: str
) -> None:
    _, pages, _ = site
    pages["/robots.txt"] = robots
    pages["/xxgk/"] = column(link("2021.html", "2021年政府信息公开年报"))
    pages["/xxgk/2021.html"] = REPORT.format(2021)
    assert said in went()["/xxgk/2021.html"]


def test_requests_wait_for_one_another(
    site: tuple[str, Pages, list[str]], went: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, pages, asked = site
    slept: list[float] = []
    monkeypatch.setattr(visiting.time, "sleep", slept.append)
    pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 7"
    pages["/xxgk/"] = column(*(link(f"{n}.html", f"202{n}年政府信息公开年报") for n in range(3)))
    went(opening=replace(OPENING, pause=2))
    assert len(asked) == 5 and len(slept) == 4
    assert 1 < slept[0] <= 2 and all(6 < pause <= 7 for pause in slept[1:])


def test_a_visit_has_limits(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    _, pages, asked = site
    pages["/xxgk/"] = column(*(link(f"{n}.html", f"{2000 + n}年年报") for n in range(20)))
    pages.update({f"/xxgk/{n}.html": REPORT.format(2000 + n) for n in range(20)})
    found = went(opening=replace(OPENING, pages=5))
    assert "over the limit of 5 pages; 15 of its links are not read" in found["/xxgk/"]
    assert len(found) == 6 and len(asked) == 7


def test_lists_without_end_end(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    _, pages, asked = site
    for n in range(50):
        name = "/xxgk/" if n == 0 else f"/xxgk/{n}"
        pages[name] = column(link(f"/xxgk/{n + 1}", "政府信息公开年报"))
    assert went() == {}
    assert len(asked) == 1 + 1 + OPENING.depth


def test_a_site_that_fails_is_left_alone(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    _, pages, asked = site
    pages["/xxgk/"] = column(*(link(f"{n}.html", f"{2000 + n}年年报") for n in range(20)))
    pages.update({f"/xxgk/{n}.html": 500 for n in range(20)})
    found = went()
    assert "failed 5 times in a row; 15 of its links are not read" in found["/xxgk/"]
    assert len(asked) == 2 + 5


def test_a_missing_page_of_a_list_is_told_and_the_rest_read(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    _, pages, _ = site
    pages["/xxgk/"] = column(*(link(f"{n}.html", f"{2000 + n}年年报") for n in range(20)))
    pages["/xxgk/19.html"] = REPORT.format(2019)
    found = went()
    assert len(found) == 20 and "404" in found["/xxgk/7.html"]
    assert "总体情况" in found["/xxgk/19.html"]


def test_a_link_that_leads_off_the_site_is_not_followed(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    _, pages, asked = site
    pages["/xxgk/"] = column(
        link("away.html", "2021年年报"), link("in.html", "2020年年报"), link("b.html", "2019年年报")
    )
    port = site[0].rpartition(":")[2]
    pages["/xxgk/away.html"] = f"-> http://localhost:{port}/secret"
    pages["/xxgk/in.html"] = "-> /xxgk/b.html"
    pages["/xxgk/b.html"] = REPORT.format(2019)
    found = went()
    assert "leads to another site" in found["/xxgk/away.html"]
    assert "/secret" not in asked and "总体情况" in found["/xxgk/b.html"] and len(found) == 2


def test_without_leave_nothing_of_this_machine_is_opened(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    found = went(opening=replace(OPENING, private=False))
    assert "--private allows yours" in found["/xxgk/"] and site[2] == []


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%PDF-1.7", b"\xff\xfe<\x00", b"<html>" + b"<a>" * 5000, b"<a href='http://[::1'>x</a>",
        b"<base href='http://[bad'><a href=' '>2021</a><a href='//'>2021</a>",
        "<title>信息公开年报</title><a href='&#0;'>2021年</a>".encode("gbk"),
        b"<a " + b"href='x' " * 10000 + b">",
    ],
)  # fmt: skip
def test_any_page_can_be_looked_at(data: bytes) -> None:
    look_at(data, "http://a.example/b/")


def test_a_page_whose_look_fails_is_told(site: tuple[str, Pages, list[str]], went: Visit) -> None:
    def broken(data: bytes, url: str) -> None:
        raise ReportError(url, "broke the reader", "save it")

    site[1]["/xxgk/"] = column()
    found = went(opening=replace(OPENING, look=broken))
    assert "broke the reader" in found["/xxgk/"]


def test_pictures_of_a_report_without_tables_come_with_it(
    site: tuple[str, Pages, list[str]], went: Visit
) -> None:
    """Those of its own site that may be tables; none where it has tables itself."""
    _, pages, asked = site
    shown = (
        "<img src='1.png'><img src='/2.png?a=1&amp;b=2'><img width=16 src='icon.png'>"
        "<img src='gone.png'><img src='http://other.example/3.png'>"
    )
    pages["/a/1.html"] = REPORT.format(2021) + shown
    pages["/a/1.png"], pages["/2.png?a=1&b=2"] = b"one", b"two"
    (page,) = went("/a/1.html").values()
    assert "<img src='data:image/any;base64,b25l'>" in page  # one
    assert "<img src='data:image/any;base64,dHdv'>" in page  # two
    assert "src='gone.png'" in page and "src='http://other.example/3.png'" in page
    assert sorted(asked) == ["/2.png?a=1&b=2", "/a/1.html", "/a/1.png", "/a/gone.png"]
    pages["/a/2.html"] = f"{REPORT.format(2021)}<table>{'<td>5</td>' * 30}</table>{shown}"
    assert list(went("/a/2.html").values()) == [pages["/a/2.html"]]
