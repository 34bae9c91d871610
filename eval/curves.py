"""Pictures as SVG that needs nothing but itself: curves, bars of outcomes, intervals."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, BELOW, KEY = 720.0, 300.0, 60.0, 36.0, 150.0
# To be seen on white and on black.
LINES = ("#2f81f7", "#2b9a66", "#c77a1f", "#9a6dd7", "#e5534b", "#7d8590")
INK = "<style>text{fill:#1b1f23}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>"
COLOURS = {
    "right": "#2f8a62", "not_cited": "#d9a441", "not_answered": "#9aa4ae",
    "wrong_figure": "#d1453b",
}  # fmt: skip
NAMES = {
    "right": "right", "wrong_figure": "wrong figure", "not_cited": "not cited",
    "not_answered": "not answered",
}  # fmt: skip
BAR, THICK = 160.0, 12


def drawn_curve(curve: Mapping[str, Any]) -> str:
    """Lines over a logarithmic x, y from 0, each point with its value as a title."""
    highest = max((v for values in curve["series"].values() for v in values), default=0) or 1
    xs = _across(curve["x"])
    lines = [
        _line(n, name, list(zip(xs, values, strict=True)), highest)
        for n, (name, values) in enumerate(curve["series"].items())
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="100%" role="img" '
        f'aria-label="{escape(curve["title"])}" font-size="13" style="max-width:{WIDTH:.0f}px">'
        f"{INK}{_axes(curve['x'], xs, highest)}{''.join(lines)}</svg>"
    )


def _across(x: Sequence[float]) -> list[float]:
    low, high = math.log10(max(min(x), 1)), math.log10(max(max(x), 2))
    span = (high - low) or 1.0
    room = WIDTH - LEFT - KEY - 20
    return [LEFT + 10 + room * (math.log10(max(v, 1)) - low) / span for v in x]


def _down(value: float, highest: float) -> float:
    return HEIGHT - BELOW - (HEIGHT - BELOW - 16) * value / highest


def _axes(x: Sequence[float], xs: Sequence[float], highest: float) -> str:
    floor = HEIGHT - BELOW
    drawn = f'<path d="M{LEFT} 10V{floor}H{WIDTH - KEY}" fill="none" stroke="#7d8590"/>'
    for part in (0.0, 0.5, 1.0):
        y = _down(highest * part, highest)
        drawn += (
            f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{highest * part:.3g}</text>'
        )
    for value, at in zip(x, xs, strict=True):
        drawn += f'<text x="{at:.0f}" y="{floor + 20}" text-anchor="middle">{value:,g}</text>'
    return drawn


def _line(n: int, name: str, points: Sequence[tuple[float, float]], highest: float) -> str:
    colour = LINES[n % len(LINES)]
    placed = [(x, _down(y, highest), y) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in placed)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}">'
        f"<title>{value:g}</title></circle>"
        for x, y, value in placed
    )
    at = 20 + 20 * n
    key = f'<text x="{WIDTH - KEY + 12}" y="{at}" style="fill:{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{key}'


def drawn_bar(row: Mapping[str, Any]) -> str:
    """The outcomes of a kind, parts of one length."""
    x, drawn = 0.0, ""
    for name, colour in COLOURS.items():
        width = BAR * row[name] / max(row["n"], 1)
        # One of thousands must still be seen.
        width = max(width, 2.0) if row[name] else 0.0
        drawn += (
            f'<rect x="{min(x, BAR - width):.1f}" width="{width:.1f}" height="{THICK}" '
            f'fill="{colour}"><title>{NAMES[name]}: {row[name]} of {row["n"]}</title></rect>'
        )
        x += width
    return f'<svg width="{BAR:.0f}" height="{THICK}" role="img" aria-label="outcomes">{drawn}</svg>'


def drawn_interval(row: Mapping[str, Any], limit: str, most: float) -> str:
    """A measure and its interval from 0 to the most there is, with a mark at its limit."""
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))

    def at(one: float) -> float:
        return 4 + (BAR - 8) * one / most

    middle = THICK / 2
    mark = (
        f'<path d="M{at(float(limit)):.1f} 0V{THICK}" stroke="#d9822b" stroke-width="2"/>'
        if limit
        else ""
    )
    return (
        f'<svg width="{BAR:.0f}" height="{THICK}" role="img" aria-label="interval">'
        f'<path d="M4 {middle}H{BAR - 4:.0f}" stroke="#8c959f" stroke-opacity=".35"/>'
        f'<path d="M{at(low):.1f} {middle}H{at(high):.1f}" stroke="#2f81f7" stroke-width="4" '
        f'stroke-opacity=".55"/>{mark}'
        f'<circle cx="{at(value):.1f}" cy="{middle}" r="3.5" fill="#2f81f7"/></svg>'
    )
