"""What of a page is the report: its main element, without scripts, menus and hidden parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.amounts import looks_like_value
from ingest.clean import CJK

DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "footer", "aside",
    "select", "button", "input", "textarea", "head",
)  # fmt: skip
# Struck out, unless left open over what follows.
STRUCK, BLOCKS = ("s", "strike", "del"), ("p", "div", "table", "tr", "td", "li")
SHOWN = ("text", "number")  # kinds of fields whose value a page shows
FIGURES = re.compile(r"第二十条|信息内容|申请人情况|本年新收|行政复议|行政许可")
HIDDEN = re.compile(
    r"display\s*:\s*none|line-through|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)"
)
# Elements that are text or part of a table, and never the frame around a whole report.
NO_FRAME = ("table", "tbody", "tr", "p", "span", "font", "strong", "b", "a")


@dataclass(slots=True)
class _Weight:
    text: int = 0
    linked: int = 0
    links: int = 0
    rows: int = 0

    @property
    def prose(self) -> int:
        return self.text - self.linked


def without_furniture(root: Any) -> Any:
    """The body without scripts, hidden parts, menus and lists of links."""
    for node in list(root.iter("input", "textarea")):
        # A form that was filled in on the page keeps its figures so.
        value = (node.text if node.tag == "textarea" else node.get("value")) or ""
        if node.get("type", "text") in SHOWN and looks_like_value(value):
            node.tag, node.text = "span", value
    _empty(list(root.iter(*DROPPED)))
    _empty([node for node in root.iter(*STRUCK) if next(node.iter(*BLOCKS), None) is None])
    body = root.body if root.body is not None else root
    weights = _weigh(body)
    left_out = set[Any]()
    for node in body.iterdescendants():
        hidden = (
            node.getparent() in left_out
            or node.get("hidden") is not None
            or HIDDEN.search(node.get("style") or "")
        )
        if hidden or _is_menu(node, weights[node]):
            left_out.add(node)
    _empty([node for node in weights if node in left_out])
    return body


def _empty(nodes: Sequence[Any]) -> None:
    """Leave nothing of elements but what stands behind them, those within others first: to cut
    out a branch takes the square of the elements in it.
    """
    for node in reversed(nodes):
        node.clear(keep_tail=True)
        node.tag = "span"


def _is_menu(node: Any, weight: _Weight) -> bool:
    links_only = weight.links >= 4 and weight.linked > 0.7 * weight.text
    return links_only and not weight.rows and node.tag not in NO_FRAME


def is_row(node: Any) -> bool:
    """Whether an element is a row of a table that holds no other table."""
    return node.tag == "tr" and next(node.iter("table"), None) is None


def _weigh(body: Any) -> dict[Any, _Weight]:
    """Chinese characters, those within links, links and rows of the forms in each element."""
    nodes = list(body.iter())
    weights = {node: _Weight() for node in nodes}
    linked = set()
    for node in nodes:
        if node.tag == "a" or node.getparent() in linked:
            linked.add(node)
    for node in reversed(nodes):
        weight, above = weights[node], weights.get(node.getparent(), _Weight())
        own, tail = _chinese(node.text), _chinese(node.tail)
        weight.text += own
        weight.linked += own if node in linked else 0
        weight.links += node.tag == "a"
        weight.rows += is_row(node) and bool(FIGURES.search("".join(node.itertext())))
        above.text += weight.text + tail
        above.linked += weight.linked + (tail if node.getparent() in linked else 0)
        above.links += weight.links
        above.rows += weight.rows
    return weights


def _chinese(text: str | None) -> int:
    return len(re.findall(f"[{CJK}]", text)) if text else 0


def main_of(body: Any) -> Any:
    """The innermost element that still holds nearly all text and every row of the forms."""
    weights = _weigh(body)
    whole, node = weights[body], body
    while True:
        inner = max(node, key=lambda child: weights[child].prose, default=None)
        if inner is None or inner.tag in NO_FRAME:
            return node
        if weights[inner].prose < 0.85 * whole.prose or weights[inner].rows < whole.rows:
            return node
        node = inner
