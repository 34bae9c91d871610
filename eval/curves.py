"""Curves as SVG that needs nothing but itself: cost or quality over the size of a collection."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, BELOW, KEY = 720.0, 300.0, 60.0, 36.0, 150.0
COLOURS = ("#1f5aa6", "#2f7d5b", "#d9822b", "#7a4fa3", "#b3261e", "#5c6770")


def drawn_curve(curve: Mapping[str, Any]) -> str:
    """Lines over a logarithmic x, y from 0, each point with its value as a title."""
    highest = max((v for values in curve["series"].values() for v in values), default=0) or 1
    xs = _across(curve["x"])
    lines = [
        _line(n, name, list(zip(xs, values, strict=True)), highest)
        for n, (name, values) in enumerate(curve["series"].items())
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="100%" role="img" '
        f'aria-label="{escape(curve["title"])}" font-size="13">'
        f"{_axes(curve['x'], xs, highest)}{''.join(lines)}</svg>"
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
    drawn = f'<path d="M{LEFT} 10V{floor}H{WIDTH - KEY}" fill="none" stroke="#5c6770"/>'
    for part in (0.0, 0.5, 1.0):
        y = _down(highest * part, highest)
        drawn += f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{highest * part:g}</text>'
    for value, at in zip(x, xs, strict=True):
        drawn += f'<text x="{at:.0f}" y="{floor + 20}" text-anchor="middle">{value:,g}</text>'
    return drawn


def _line(n: int, name: str, points: Sequence[tuple[float, float]], highest: float) -> str:
    colour = COLOURS[n % len(COLOURS)]
    placed = [(x, _down(y, highest), y) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in placed)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}">'
        f"<title>{value:g}</title></circle>"
        for x, y, value in placed
    )
    at = 20 + 20 * n
    key = f'<text x="{WIDTH - KEY + 12}" y="{at}" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{key}'
