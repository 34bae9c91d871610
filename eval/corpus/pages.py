"""Web pages of several makers: chrome, spans, nested tables, split digits, Word's own markup."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from eval.corpus.grids import Box, Grid
from eval.corpus.reports import Para, Report

ENCODINGS = {
    "utf-8": "utf-8", "big5": "big5", "gbk": "gbk", "gb18030": "gb18030", "gb2312": "gb18030",
}  # fmt: skip
PAGES = (
    "page", "page word", "page layout", "page nested", "page spans", "page split", "page deep",
    "page heads", "page big5", "page json", "page script", "page gbk",
    "page wrong charset", "mhtml",
)  # fmt: skip
MENU = ("首页", "政务公开", "办事服务", "互动交流", "走进我们", "无障碍", "长者版")
FOOT = ("网站地图", "联系我们", "主办单位：政府办公室", "ICP备00000000号", "网站标识码0000000000")


@dataclass(frozen=True, slots=True)
class Maker:
    """How one maker writes: the cell's text, the paragraph, the table, and the page around."""

    cell: Callable[[str, random.Random], str]
    para: Callable[[Para, random.Random], str]
    around: Callable[[str, random.Random], str] = lambda table, rng: table
    split: bool = False


def write_page(report: Report, name: str, rng: random.Random) -> bytes:
    """The report as a web page of one of PAGES."""
    maker = MAKERS.get(name, MAKERS["page"])
    body = "\n".join(
        maker.para(block, rng) if isinstance(block, Para) else _tables(block, maker, rng)
        for block in report.blocks
    )
    if name == "page deep":
        depth = rng.randrange(80, 400)
        body = "<div>" * depth + body + "</div>" * depth
    if name == "page json":
        content = _head_of(report, rng) + body
        made = {"code": 200, "data": {"title": report.head.title, "content": content}}
        return json.dumps(made, ensure_ascii=rng.random() < 0.5).encode()
    if name == "page script":
        content = json.dumps(_head_of(report, rng) + body, ensure_ascii=False).replace("/", "\\/")
        body = f'<div id="c"></div><script>var content = {content};</script>'
        return _page(report, body, "utf-8", rng, False).encode()
    return _encoded(report, body, name, rng)


def _encoded(report: Report, body: str, name: str, rng: random.Random) -> bytes:
    declared = "big5" if name == "page big5" else "utf-8"
    if name == "page gbk":
        declared = rng.choice(("gbk", "gb18030", "gb2312"))
    written = ENCODINGS[declared]
    if name == "page wrong charset":
        declared, written = rng.choice([("utf-8", "gb18030"), ("gb2312", "utf-8"), ("", "gb18030")])
    page = _page(report, body, declared, rng)
    data = page.encode(written, "xmlcharrefreplace")
    return _archived(data, rng) if name == "mhtml" else data


def _archived(page: bytes, rng: random.Random) -> bytes:
    """The page as a browser saves it in one file."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "report"
    message["Snapshot-Content-Location"] = "http://www.example.gov.cn/report.html"
    message.set_content("")
    message.clear_content()
    message.make_related()
    coding = rng.choice(("base64", "quoted-printable"))
    message.add_related(page, "text", "html", cte=coding)
    return message.as_bytes()


def _page(report: Report, body: str, declared: str, rng: random.Random, headed: bool = True) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    if report.head.published and rng.random() < 0.5:
        meta += f'<meta name="PubDate" content="{report.head.published} 10:00">'
    if report.head.posted_by and rng.random() < 0.3:
        meta += f'<meta name="ContentSource" content="{escape(report.head.posted_by)}">'
    menu = "".join(f'<li><a href="/{n}/">{text}</a></li>' for n, text in enumerate(MENU))
    head = _head_of(report, rng) if headed else ""
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{escape(report.head.title)}</title>"
        f"<style>.a{{color:red}}</style></head><body><ul class='nav'>{menu}</ul>"
        "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a>政务公开</a> &gt; "
        "年度报告</div>"
        f"<div class='content'>{head}{body}</div><div class='share'>分享到：打印 关闭</div>"
        f"<div class='foot'>{' '.join(FOOT)}</div><script>var a = '<table>';</script>"
        "</body></html>"
    )


def _head_of(report: Report, rng: random.Random) -> str:
    head = report.head
    table = ""
    if head.table:
        cells = [f"<td>{label}：</td><td>{escape(value)}</td>" for label, value in head.table]
        rows = [cells[at : at + 2] for at in range(0, len(cells), 2)]
        table = "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"
    line = f"<div class='info'>{escape(head.line)}</div>" if head.line else ""
    tag = rng.choice(("h1", "h2", "p", "div class='title'"))
    return f"{table}<{tag}>{escape(head.title)}</{tag.split()[0]}>{line}"


def _tables(grid: Grid, maker: Maker, rng: random.Random) -> str:
    """The table, in several where the maker splits it between its rows."""
    title = f"<p>{grid.title}</p>" if grid.title else ""
    rows = ["<tr>" + "".join(_cell(box, maker, rng) for box in row) + "</tr>" for row in grid.rows]
    whole = [rows]
    if maker.split and grid.table == "3" and (cuts := _cuts(grid)):
        at = rng.choice(cuts)
        whole = [rows[:at], rows[at:]]
    made = [f"<table border='1'><tbody>{''.join(part)}</tbody></table>" for part in whole]
    return title + "".join(maker.around(table, rng) for table in made)


def _cuts(grid: Grid) -> list[int]:
    """Rows before which no merged cell is open."""
    free, open_until = [], 0
    for at, row in enumerate(grid.rows):
        if at > grid.head and at >= open_until:
            free.append(at)
        open_until = max([open_until, *(at + box.rows for box in row)])
    return free


def _cell(box: Box, maker: Maker, rng: random.Random) -> str:
    spans = f' rowspan="{box.rows}"' * (box.rows > 1) + f' colspan="{box.cols}"' * (box.cols > 1)
    return f"<td{spans}>{maker.cell(box.text, rng)}</td>"


def _plain_cell(text: str, rng: random.Random) -> str:
    filled = escape(text) or rng.choice(("", "&nbsp;", "<br>", "　"))
    return rng.choice(("{}", "<p>{}</p>", "<p align='center'>{}</p>", "\n  {}\n")).format(filled)


def _word_cell(text: str, rng: random.Random) -> str:
    """Word's paragraphs, with text in runs and conditional comments."""
    at = rng.randrange(len(text) + 1)
    runs = "".join(
        f'<span lang="EN-US" style="mso-bidi-font-size:12.0pt">{escape(part)}</span>'
        for part in (text[:at], text[at:]) if part
    )  # fmt: skip
    return f"<p class=MsoNormal><!--[if !supportLists]--><o:p></o:p><!--[endif]-->{runs}</p>"


def _span_cell(text: str, rng: random.Random) -> str:
    """Every character in an element of its own."""
    return "".join(f"<span><font>{escape(c)}</font></span>" for c in text)


def _nested_cell(text: str, rng: random.Random) -> str:
    return f"<div><div><p>{escape(text)}</p></div></div>"


def _para(para: Para, rng: random.Random) -> str:
    if para.part in ("heading", "sub"):
        tag = rng.choice(("p", "h2", "h3", "p"))
        return f"<{tag}><strong>{escape(para.text)}</strong></{tag}>"
    return f"<p>　　{escape(para.text)}</p>"


def _line_para(para: Para, rng: random.Random) -> str:
    return f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(para.text)}<br/>"


def _span_para(para: Para, rng: random.Random) -> str:
    at = rng.randrange(len(para.text))
    parts = (para.text[:at], para.text[at:])
    return "<p>" + "".join(f"<span>{escape(part)}</span>" for part in parts) + "</p>"


def _in_layout(table: str, rng: random.Random) -> str:
    """A table that only places another one."""
    side = "<td><p>&nbsp;</p></td>" * rng.randrange(2)
    return f"<table width='100%'><tr>{side}<td><div>{table}</div></td></tr></table>"


def _broken_cell(text: str, rng: random.Random) -> str:
    """A label over two lines, a comment behind it."""
    number = text.rstrip("亿万元件项个条次篇人 ")[-1:].isdigit()
    at = rng.randrange(1, len(text)) if len(text) > 5 and not number else 0
    parts = [escape(part) for part in (text[:at], text[at:]) if part]
    return "<br />".join(parts) + rng.choice(("", "<!-- x -->", "\n\t"))


def _headed(table: str, rng: random.Random) -> str:
    """Cells of the first rows as heads, columns told beforehand, an empty row at the end."""
    first, *rest = table.split("</tr>")
    first = first.replace("<td", "<th").replace("</td>", "</th>")
    made = "</tr>".join([first, *rest])
    return made.replace("<tbody>", "<colgroup><col><col></colgroup><tbody>").replace(
        "</tbody>", "<tr><td></td></tr></tbody>"
    )


MAKERS = {
    "page": Maker(_plain_cell, _para),
    "page word": Maker(_word_cell, _span_para),
    "page layout": Maker(_plain_cell, _line_para, _in_layout),
    "page nested": Maker(_nested_cell, _para, lambda t, rng: _in_layout(_in_layout(t, rng), rng)),
    "page spans": Maker(_span_cell, _span_para),
    "page split": Maker(_plain_cell, _para, split=True),
    "page heads": Maker(_broken_cell, _para, _headed),
}
