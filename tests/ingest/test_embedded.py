"""Pages inside JSON replies, scripts and saved archives, written for these tests."""

import json
import random
import time
from email.message import EmailMessage
from typing import Any

import pytest

from ingest.document import Block, Table
from ingest.errors import ReportError
from ingest.readers import read_blocks
from ingest.readers.embedded import page_in_script

TITLE = "2021年江川区政府信息公开工作年度报告"
PROSE = (
    "2021年，我区深入贯彻落实政府信息公开条例，全年主动公开政府信息3462条，受理政府信息公开"
    "申请86件，均在法定期限内予以答复，没有发生因信息公开引起的诉讼，社会各界对公开工作比较满意。"
)
GRID = "<table><tr><td>行政许可</td><td>&nbsp;12</td></tr></table>"
PAGE = f'<p class="a">一、总体情况</p>\n<p>{PROSE}</p><p>{PROSE}</p>{GRID}'
READ: list[Block] = ["一、总体情况", PROSE, PROSE, Table((("行政许可", "12"),))]


def reply(**beside: Any) -> dict[str, Any]:
    return {"code": 200, "data": {"list": [{"title": "菜单"}, {"content": PAGE, **beside}]}}


@pytest.mark.parametrize("ascii_", [True, False])
@pytest.mark.parametrize(
    "around", ["{}", "\ufeff {}\n", "callback_1({});", "[{}, []]", "var a = {};"]
)
def test_the_page_of_a_json_reply(around: str, ascii_: bool) -> None:
    text = around.replace("{}", json.dumps(reply(), ensure_ascii=ascii_))
    assert read_blocks(text.encode(), "x") == READ


@pytest.mark.parametrize(
    ("beside", "lines"),
    [
        ({"title": TITLE, "pubDate": "2022-01-28 10:00"}, [TITLE, "发布日期：2022-01-28 10:00"]),
        ({"articleTitle": TITLE, "source": "区数据局"}, [TITLE, "来源：区数据局"]),
        ({"releaseTime": 1643299200000}, ["发布日期：2022-01-28"]),
        ({"publish_time": 1643299200}, ["发布日期：2022-01-28"]),
        ({"title": TITLE, "date": "2022-01-28"}, [TITLE, "发布日期：2022-01-28"]),
        # Which one means publication is said; and when it was fetched is neither.
        ({"date": "2026-01-01", "pubDate": "2022-01-28"}, ["发布日期：2022-01-28"]),
        ({"crawl_date": "2022-01-28", "update_time": "2022-01-28"}, []),
        ({"标题": TITLE, "发布日期": "2022年1月28日"}, [TITLE, "发布日期：2022年1月28日"]),
        ({"title": None, "pubDate": {"a": 1}, "id": 7, "source": "甲" * 500}, []),
        ({"title": "\ud800" + TITLE}, [TITLE]),
    ],
)
def test_fields_beside_the_page_are_lines_before_it(
    beside: dict[str, Any], lines: list[str]
) -> None:
    found = read_blocks(json.dumps(reply(**beside)).encode(), "x")
    assert found[len(lines) :] == READ
    assert [str(line).replace(" ", "") for line in found[: len(lines)]] == [
        line.replace(" ", "") for line in lines
    ]


def record(**beside: Any) -> dict[str, Any]:
    rows = [
        ["信息内容", "本年处理决定数量", None],
        ["行政许可", 12, None],
        ["行政处罚", "", "7.50"],
    ]
    paragraphs = ["一、总体情况", PROSE]
    return {
        "title": TITLE,
        "url": "x",
        "date": "2022-01-28",
        "text": paragraphs,
        "t": [rows],
        **beside,
    }


def test_tables_that_are_arrays_of_rows() -> None:
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", "12"), ("行政处罚", "", "7.50"))
    read = [TITLE, "发布日期：2022-01-28", "一、总体情况", PROSE, Table(rows)]
    text = json.dumps(record(), ensure_ascii=False).replace('"7.50"', "7.50")
    assert read_blocks(text.encode(), "x") == read
    named = [
        {"信息内容": "行政许可", "本年处理决定数量": 12},
        {"信息内容": "行政处罚", "本年处理决定数量": 0},
    ]
    of_names = (("信息内容", "本年处理决定数量"), ("行政许可", "12"), ("行政处罚", "0"))
    assert read_blocks(json.dumps(record(t=named)).encode(), "x") == [*read[:4], Table(of_names)]


@pytest.mark.parametrize(
    "held", [[record(), record()], record(t=[["甲", "乙"], [1, 2]]), {"t": []}]
)
def test_arrays_of_several_reports_or_of_no_form_are_no_tables(held: Any) -> None:
    blocks = read_blocks(json.dumps(held, ensure_ascii=False).encode(), "x")
    assert not any(isinstance(block, Table) for block in blocks)


def test_the_lines_of_markdown_with_tables_of_html_stay_lines() -> None:
    text = f"![](images/0b1c.jpg)\n\n# {TITLE}\n**一、总体情况**\n{PROSE}\n{PROSE}\n\n{GRID}"
    assert read_blocks(text.encode(), "x") == [TITLE, *READ]
    # Where paragraphs are marked up, a line's end means nothing.
    wrapped = PAGE.replace("贯彻落实", "贯彻\n落实").replace("</p>", "</p>\n")
    assert read_blocks(f"{TITLE}{wrapped}".encode(), "x") == [TITLE, *READ]


def test_tags_that_were_escaped_and_text_without_tags_are_read() -> None:
    escaped = PAGE.replace("<", "&lt;").replace(">", "&gt;")
    assert read_blocks(json.dumps({"c": escaped}).encode(), "x") == READ
    assert read_blocks(json.dumps({"c": escaped.replace("&", "&amp;")}).encode(), "x") == READ
    plain = f"一、总体情况\n\n{PROSE}\n{PROSE}\n行政许可 | 12"
    assert read_blocks(json.dumps({"c": plain}).encode(), "x") == READ


def lines_of(page: str) -> str:
    return "\n".join(f"document.writeln('{line}');" for line in page.split("\n"))


@pytest.mark.parametrize(
    "script",
    [
        "var content = '{}';",
        "window.page = {html: `{}`, n: 1}",
        "document.write('{}')",
        "// that's all\nvar menu = '<p>首页</p>';\nlet c = '{}';",
    ],
)
def test_the_page_in_a_string_of_a_script(script: str) -> None:
    written = PAGE.replace("\n", "\\n").replace("</p>", "<\\/p>").replace("条例", "\\u6761\\x65例")
    found = read_blocks(script.replace("{}", written).encode(), "x")
    assert found == [b.replace("条例", "条e例") if isinstance(b, str) else b for b in READ]


def test_the_page_s_data_beside_it_in_a_script() -> None:
    told = f'var page={{"title":"{TITLE}","pubDate":"2022-01-28 10:00"}};'
    written = PAGE.replace("\n", "\\n")
    found = read_blocks(f"{told}\nvar c = '{written}';".encode(), "x")
    assert found == [TITLE, "发布日期：2022-01-28 10:00", *READ]


@pytest.mark.parametrize(
    "script",
    [
        lines_of(PAGE),
        "var s = '';\n" + "\n".join(f"s += '{line}';" for line in PAGE.split("\n")),
        "var s = " + "\n  + ".join(f'"{line}"' for line in PAGE.replace('"', "").split("\n")),
    ],
)
def test_a_page_written_piece_by_piece_is_one(script: str) -> None:
    assert read_blocks(script.encode(), "x") == READ


def test_a_page_that_only_its_script_fills() -> None:
    written = json.dumps({"content": PAGE})
    frame = f"<html><head><title>{TITLE}</title></head><body><p>{TITLE}</p><div id=a></div>"
    made = f"{frame}<script>var data = {written};</script></body></html>"
    assert read_blocks(made.encode(), "x") == [TITLE, *READ]
    bare = f"<html><body><div id=a></div><script>{lines_of(PAGE)}</script></body></html>"
    assert read_blocks(bare.encode(), "x") == READ


@pytest.mark.parametrize("kept", ["textarea", "script type=text/html"])
def test_a_page_kept_where_none_is_shown(kept: str) -> None:
    escaped = PAGE.replace("<", "&lt;").replace(">", "&gt;") if kept == "textarea" else PAGE
    frame = "<html><body><p>{}</p><{} id=a>{}</{}></body></html>"
    made = frame.format(TITLE, kept, escaped, kept.split()[0])
    assert read_blocks(made.encode(), "x") == [TITLE, *READ]
    # What a reader writes into a field is no page.
    made = frame.format(TITLE, kept, PROSE, kept.split()[0])
    assert read_blocks(made.encode(), "x") == [TITLE]


def test_a_page_that_shows_its_report_is_not_read_from_its_scripts() -> None:
    other = f"<script>var related = '<p>{PROSE * 20}</p>'</script>"
    assert read_blocks(f"<html><body>{PAGE}{other}</body></html>".encode(), "x") == READ


def test_a_saved_archive() -> None:
    for encoding in ("quoted-printable", "base64"):
        message = EmailMessage()
        message["Subject"] = "saved"
        message.set_content(f"<html><body>{PAGE}</body></html>", subtype="html", cte=encoding)
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
        assert read_blocks(message.as_bytes(), "x") == READ


@pytest.mark.parametrize(
    "text",
    [
        f"[索引号] 0148\n{TITLE}",
        f"报告(2021)\n{TITLE}",
        f"{{{TITLE}",
        f"Title: x\n{TITLE}",
    ],
)
def test_text_that_begins_like_code_stays_text(text: str) -> None:
    assert TITLE in str(read_blocks(f"{text}\n{PROSE}".encode(), "x"))


HOSTILE = {
    "json as deep as it goes": "[" * 200_000,
    "objects in objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "quotes": "var a = " + '"' * 200_001 + PROSE,
    "back quotes": "var a = " + "`" * 200_001 + PROSE,
    "quotes none of which ends": "var a = '\n\"" + '\\"' * 100_000 + PROSE,
    "scripts that are never closed": "<p>" + "<script>" * 100_000 + PROSE,
    "blanks between strings": "var a = 'x'" + " " * 200_000 + "'y'" + PROSE,
    "tabs between blank lines": ("\n" * 2000 + "\t") * 20 + "\n" * 200_000 + PROSE,
    "escapes": "var a = '" + "\\" * 200_001 + PROSE,
    "brackets behind": '{"a": 1}' + ");" * 100_000,
    "parts in parts": "MIME-Version: 1.0\n"
    + "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000)),
    "odd headers": "MIME-Version: 1.0\nContent-Type: ;;=\"\x01'; charset*0*=x''%ff\n\n" + PROSE,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_read_or_refused_in_time(case: str) -> None:
    start = time.process_time()
    try:
        read_blocks(HOSTILE[case].encode(), "x")
    except ReportError as error:
        assert "\n" not in str(error)
    assert time.process_time() - start < 10


def test_a_quote_that_nothing_ends_hides_no_string() -> None:
    assert page_in_script(f'it\'s; var a = "<p>{PROSE * 5}</p>"') == f"<p>{PROSE * 5}</p>"
    assert page_in_script(f"/* it`s */ var a = '<p>{PROSE * 5}</p>'") == f"<p>{PROSE * 5}</p>"


@pytest.mark.parametrize("made", [json.dumps(reply(title=TITLE)), lines_of(PAGE)])
def test_broken_files_are_read_or_refused_in_one_line(made: str) -> None:
    data, dice = made.encode(), random.Random(7)
    start = time.process_time()
    for n in range(200):
        broken = bytearray(data)
        if n % 4 == 0:
            del broken[dice.randrange(1, len(broken)) :]
        else:
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        try:
            read_blocks(bytes(broken), "x")
        except ReportError as error:
            assert "\n" not in str(error)
    assert time.process_time() - start < 30
