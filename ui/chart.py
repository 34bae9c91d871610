"""A chart where numbers say more side by side: a series over years, a ranking, a composition.

Vega needs numbers and gets them as floats, for the length of a bar alone; what is written beside
it is the figure's own text. A blank or missing year is a gap, never a zero.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.answer import Answer, Row
from assistant.texts import bracketed, unit_text
from ui.labels import joined, label, scripted, spoken
from ui.markup import element, text_element

# More marks than this are a table's work.
MOST, LINES = 20, 8
# So few years are no line yet.
FEW = 3
INK = {False: "#22201c", True: "#ebe7de"}
SOFT = {False: "#6b665c", True: "#a8a297"}
# What Vega drew is kept as it stands, by the browser itself: nothing is sent, nothing installed.
# One listener serves every chart there ever is on the page.
SAVE = """<script>
window.nbSaves ??= document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".nb-save button");
  if (!button) return;
  const keep = (blob, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `nianbao-chart.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const holder = button.closest('[class*="st-key-chart-"]');
  const svg = holder.querySelector("svg.marks").cloneNode(true);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  svg.prepend(ground);
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const drawn = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  if (button.className === "nb-svg") return keep(drawn, "svg");
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => keep(blob, "png"));
    URL.revokeObjectURL(image.src);
  };
  image.src = URL.createObjectURL(drawn);
}) ?? true;
</script>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as a chart shows it: what it is of, its year, and its text as it is read."""

    name: str
    year: int | None
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn, how, under which lines, and in words for those who can't see it."""

    kind: str
    marks: tuple[Mark, ...]
    title: str
    under: str
    alt: str


def plot_of(answer: Answer, language: str) -> Plot | None:
    """What of an answer is worth drawing, None where a chart would say nothing or mislead."""
    if answer.kind not in ("table", "derived", "figure"):
        return None
    if answer.kind == "table" and (plot := plot_rows(answer.rows, language)):
        return plot
    # What is computed stands beside what it is computed from: that is drawn, where it is of a kind.
    several = [x for x, n in Counter(r.label for r in answer.rows).items() if n > 1]
    return plot_rows([r for r in answer.rows if [r.label] == several], language)


def plot_rows(rows: Sequence[Row], language: str) -> Plot | None:
    """Rows of one unit that differ in one thing, by that thing."""
    shown = [r for r in rows if r.value]
    if len(shown) < 2 or len({r.unit for r in shown}) != 1:
        return None
    bodies = list(dict.fromkeys(r.report.publisher for r in shown))
    years = {r.report.year for r in shown}
    labels = list(dict.fromkeys(r.label for r in shown))
    if len(years) > 1 and len(labels) == 1 and len(bodies) <= LINES and None not in years:
        kind = "series"
    elif len(bodies) > 1 and len(years) == 1 and len(labels) == 1:
        kind = "ranking"
    elif len(bodies) == 1 and len(years) == 1 and len(labels) > 1:
        kind = "composition"
        if any(r.value.startswith("-") for r in shown):
            return None
    else:
        return None
    return _plot(kind, shown, language)


def _plot(kind: str, rows: Sequence[Row], language: str) -> Plot:
    """The marks, below what they have in common."""
    labels = list(dict.fromkeys(r.label for r in rows))
    bodies = list(dict.fromkeys(r.report.publisher for r in rows))
    shared, names = _parted(labels) if kind == "composition" else (labels[0], {})
    unit, drawn = rows[0].unit, rows if kind == "series" else rows[:MOST]
    marks = [
        Mark(
            scripted(language, names.get(r.label, r.report.publisher)), r.report.year, r.value,
            f"{r.value}{unit_text(spoken(language), unit) if unit in ('%', '件') else ''}",
        )
        for r in drawn
    ]  # fmt: skip
    told = unit_text(spoken(language), unit).strip(" ()")
    title = f"{shared}{bracketed(spoken(language), told) if told else ''}" if shared else bodies[0]
    of = bodies[:1] * (len(bodies) == 1 and bool(shared))
    of += [str(rows[0].report.year or "")] * (kind != "series")
    if len(drawn) < len(rows):
        of.append(label(language, "chart_first", shown=len(drawn), count=len(rows)))
    title, under = (scripted(language, line) for line in (title, " · ".join(filter(None, of))))
    said = label(
        language, f"chart_{kind}", title=joined(language, list(filter(None, (under, title)))),
        marks=joined(language, [_spoken(m, kind, len(bodies) > 1) for m in marks[:MOST]]),
    )  # fmt: skip
    return Plot(kind, tuple(marks), title, under, said)


def _spoken(mark: Mark, kind: str, several: bool) -> str:
    """A mark in words: whose, of which year, how much."""
    name = mark.name if several or kind != "series" else ""
    return f"{name}{mark.year if kind == 'series' else ''} {mark.text}".strip()


def _parted(labels: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What all labels begin with alike, up to a colon or a bracket, and the rest of each."""
    for opens, closes in (("：", ""), (": ", ""), ("（", "）"), (" (", ")")):
        shared, found, _ = labels[0].partition(opens)
        if found and all(x.startswith(shared + opens) and x.endswith(closes) for x in labels):
            cut = len(shared + opens)
            return shared, {x: x[cut : len(x) - len(closes)] for x in labels}
    return "", {x: x for x in labels}


def chart(plot: Plot, dark: bool = False) -> dict[str, Any]:
    """The plot in the words of Vega-Lite, as a plain value: Altair, that would make and check them
    anew for every visitor, takes longer than the whole answer.
    """
    values = [
        {"name": m.name, "year": str(m.year or ""), "value": float(m.value), "text": m.text}
        | (_sides(m, plot.marks) if plot.kind == "series" else {})
        for m in plot.marks
    ]
    quiet = {"labelColor": SOFT[dark], "labelFontSize": 12}
    title = {
        "text": plot.title, "subtitle": plot.under, "anchor": "start", "fontWeight": 600,
        "fontSize": 14, "subtitleFontSize": 12, "subtitleColor": SOFT[dark], "subtitlePadding": 4,
    }  # fmt: skip
    told = [_field(name, title=" ") for name in ("name", "year", "text")]
    series = plot.kind == "series"
    drawn = _series(plot, INK[dark]) if series else _bars(INK[dark])
    # Vega knows neither how high a Chinese title stands nor how long a bar's number is.
    beside = 5 if series else 8 * max(len(m.text) for m in plot.marks)
    drawn["encoding"]["tooltip"] = told
    return {
        **drawn, "padding": {"top": 8, "right": beside}, "data": {"values": values}, "title": title,
        "config": {"axis": quiet, "legend": quiet},
    }  # fmt: skip


def height_of(plot: Plot) -> int:
    """Pixels that the chart takes with its title: a line of text for each bar."""
    return 340 if plot.kind == "series" else 68 + 28 * len(plot.marks)


def show_chart(plot: Plot, key: str, language: str) -> None:
    """The chart, and below it how to keep it; key is a word of ours."""
    import streamlit as st

    dark = st.context.theme.type == "dark"
    with st.container(key=f"chart-{key}", gap="xsmall"):
        drawn, height = chart(plot, dark), height_of(plot)
        st.vega_lite_chart(None, drawn, width="stretch", height=height, alt=plot.alt)
        buttons = "".join(
            text_element("button", label(language, f"chart_{form}"), css=f"nb-{form}")
            for form in ("png", "svg")
        )
        st.html(element("div", buttons, css="nb-save") + SAVE, unsafe_allow_javascript=True)


def _field(name: str, kind: str = "nominal", **more: Any) -> dict[str, Any]:
    return {"field": name, "type": kind, "title": None, **more}


def _bars(ink: str) -> dict[str, Any]:
    """Horizontal bars in the order of the table, each with its number."""
    axis = {"labelLimit": 180, "ticks": False, "domain": False, "labelPadding": 6}
    number = {"type": "text", "align": "left", "dx": 5, "color": ink}
    return {
        "encoding": {
            "y": _field("name", sort=None, axis=axis),
            "x": _field("value", "quantitative", axis=None),
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 2}},
            {"mark": number, "encoding": {"text": _field("text")}},
        ],
    }


def _series(plot: Plot, ink: str) -> dict[str, Any]:
    """A line over every year from first to last; a year without a number breaks it."""
    years = sorted({m.year for m in plot.marks if m.year})
    every = [str(year) for year in range(years[0], years[-1] + 1)]
    several = len({m.name for m in plot.marks}) > 1
    # Room for the numbers below the lowest of several lines.
    axis = {"labelAngle": 0, "offset": 18 * several}
    encoding = {
        "x": _field("year", "ordinal", scale={"domain": every}, axis=axis),
        "y": _field("value", "quantitative", scale={"zero": True}, axis={"tickCount": 4}),
    }
    if several:
        encoding["color"] = _field("name", legend={"orient": "bottom", "columns": 1})
    above, below = (
        {
            "mark": {"type": "text", "dy": dy, "color": ink},
            "encoding": {"text": _field(side)},
        }
        for dy, side in ((-12, "above"), (16, "below"))
    )
    if len(years) <= FEW and not several:
        bar = {"type": "bar", "size": 48, "cornerRadiusEnd": 2}
        return {"encoding": encoding, "layer": [{"mark": bar}, above]}
    line = {"mark": {"type": "line", "strokeWidth": 2}}
    points = {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}}
    drawn = [line] * _unbroken(plot.marks) + [points, above] + [below] * several
    return {"encoding": encoding, "layer": drawn}


def _unbroken(marks: Sequence[Mark]) -> bool:
    """Whether no body lacks a year between two that it has."""
    held: dict[str, list[int]] = {}
    for mark in marks:
        held.setdefault(mark.name, []).append(mark.year or 0)
    return all(max(years) - min(years) < len(set(years)) for years in held.values())


def _sides(mark: Mark, marks: Sequence[Mark]) -> dict[str, str]:
    """Where its number is written: of the marks of a year above the highest and below the lowest,
    so that numbers of lines close by don't lie over one another.
    """
    others = [Decimal(m.value) for m in marks if m.year == mark.year]
    value = Decimal(mark.value)
    top = value == max(others)
    return {"above": mark.text * top, "below": mark.text * (value == min(others) and not top)}
