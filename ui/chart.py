"""A chart where numbers say more side by side: a series over years, a ranking, a composition.

Vega needs numbers and gets them as floats, for the length of a bar alone; what is written beside
it is the figure's own text. A blank or missing year is a gap, never a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Row
from ui.labels import joined, label
from ui.markup import element, text_element

if TYPE_CHECKING:
    pass

# More marks than this are a table's work.
MOST, LINES = 40, 8
# So few years are no line yet.
FEW = 3
INK = {False: "#22201c", True: "#ebe7de"}
# What Vega drew is kept as it stands, by the browser itself: nothing is sent, nothing installed.
SAVE = """<script>
(() => {
  const holder = document.querySelector(".st-key-KEY");
  const name = "nianbao-chart";
  const keep = (blob, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const drawn = () => {
    const svg = holder.querySelector("svg.marks").cloneNode(true);
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    const app = document.querySelector(".stApp");
    ground.setAttribute("fill", getComputedStyle(app).backgroundColor);
    svg.prepend(ground);
    svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const text = new XMLSerializer().serializeToString(svg);
    return new Blob([text], { type: "image/svg+xml" });
  };
  const asPng = () => {
    const image = new Image();
    const address = URL.createObjectURL(drawn());
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.width * 2;
      canvas.height = image.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => keep(blob, "png"));
      URL.revokeObjectURL(address);
    };
    image.src = address;
  };
  holder.querySelector(".nb-svg").onclick = () => keep(drawn(), "svg");
  holder.querySelector(".nb-png").onclick = asPng;
})();
</script>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as a chart shows it: what it is of, its year, and its text."""

    name: str
    year: int | None
    value: str
    unit: str

    @property
    def text(self) -> str:
        """The number as it is read."""
        return f"{self.value}{self.unit}" if self.unit in ("%", "件") else self.value


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn, how, and in words for those who can't see it."""

    kind: str
    marks: tuple[Mark, ...]
    title: str
    alt: str


def plot_of(answer: Answer, language: str) -> Plot | None:
    """What of an answer is worth drawing, None where a chart would say nothing or mislead."""
    rows = [r for r in answer.rows if r.indicator or not r.formula]
    same = len({r.label for r in rows}) == 1
    if answer.kind == "derived" and not same:
        return None
    if answer.kind not in ("table", "derived", "figure"):
        return None
    return plot_rows(rows if same else answer.rows, language)


def plot_rows(rows: Sequence[Row], language: str) -> Plot | None:
    """Rows of one unit that differ in one thing, by that thing."""
    shown = [r for r in rows if r.value]
    if not 2 <= len(shown) <= MOST * LINES or len({r.unit for r in shown}) != 1:
        return None
    bodies = list(dict.fromkeys(r.report.publisher for r in shown))
    years = {r.report.year for r in shown}
    labels = list(dict.fromkeys(r.label for r in shown))
    if len(years) > 1 and len(labels) == 1 and len(bodies) <= LINES and None not in years:
        kind = "series"
        marks = [Mark(r.report.publisher, r.report.year, r.value, r.unit) for r in shown]
    elif len(bodies) > 1 and len(years) == 1 and len(labels) == 1:
        kind = "ranking"
        marks = [Mark(r.report.publisher, r.report.year, r.value, r.unit) for r in shown]
    elif len(bodies) == 1 and len(years) == 1 and len(labels) > 1:
        kind = "composition"
        cut = _common(labels)
        marks = [Mark(r.label[cut:], r.report.year, r.value, r.unit) for r in shown]
    else:
        return None
    if any(m.value.startswith("-") for m in marks) and kind == "composition":
        return None
    return _plot(kind, marks[: MOST * LINES], (bodies, labels), language)


def _plot(
    kind: str, marks: Sequence[Mark], told: tuple[list[str], list[str]], language: str
) -> Plot:
    bodies, labels = told
    unit = marks[0].unit
    shared = labels[0][: _common(labels)].strip("：: ")
    what = labels[0] if len(labels) == 1 else " · ".join(filter(None, (bodies[0], shared)))
    title = f"{what}（{unit}）" if unit and language != "en" else f"{what} {unit}".strip()
    if len(bodies) == 1 and len(labels) == 1:
        title = f"{bodies[0]} · {title}"
    shown = [
        f"{m.name if len(bodies) > 1 or kind != 'series' else ''}"
        f"{m.year if kind == 'series' else ''} {m.text}".strip()
        for m in marks[:MOST]
    ]
    said = label(language, f"chart_{kind}", title=title, marks=joined(language, shown))
    return Plot(kind, tuple(marks[: MOST if kind != "series" else None]), title, said)


def _common(labels: Sequence[str]) -> int:
    """How much all labels begin with alike, up to a colon or bracket: 不予处理：."""
    ends = [labels[0].find(sign) + len(sign) for sign in ("：", ": ") if sign in labels[0]]
    return next((n for n in ends if all(one[:n] == labels[0][:n] for one in labels)), 0)


def chart(plot: Plot, dark: bool = False) -> Any:
    """The plot as Altair draws it."""
    import altair as alt

    alt.data_transformers.disable_max_rows()
    values = [
        {"name": m.name, "year": str(m.year or ""), "value": float(m.value), "text": m.text}
        for m in plot.marks
    ]
    data = alt.InlineData(values=values)
    ink = INK[dark]
    drawn = _series(plot, data, ink) if plot.kind == "series" else _bars(data, ink)
    return drawn.properties(
        title=alt.Title(plot.title, anchor="start", fontWeight=600, fontSize=14),
    )


def height_of(plot: Plot) -> int:
    """Pixels that the chart takes with its title: a line of text for each bar."""
    return 320 if plot.kind == "series" else 48 + 28 * len(plot.marks)


def show_chart(plot: Plot, key: str, language: str) -> None:
    """The chart, and below it how to keep it; key is a word of ours."""
    import streamlit as st

    dark = st.context.theme.type == "dark"
    with st.container(key=f"chart-{key}", gap="xsmall"):
        drawn = chart(plot, dark)
        st.altair_chart(drawn, width="stretch", height=height_of(plot), alt=plot.alt)
        buttons = "".join(
            text_element("button", label(language, f"chart_{form}"), css=f"nb-{form}")
            for form in ("png", "svg")
        )
        saving = SAVE.replace("KEY", f"chart-{key}")
        st.html(element("div", buttons, css="nb-save") + saving, unsafe_allow_javascript=True)


def _tooltip() -> list[Any]:
    import altair as alt

    return [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "year", "text")]


def _bars(data: Any, ink: str) -> Any:
    """Horizontal bars in the order of the table, each with its number."""
    import altair as alt

    names = alt.Y(
        "name:N", sort=None, title=None,
        axis=alt.Axis(labelLimit=220, ticks=False, domain=False, labelPadding=6),
    )  # fmt: skip
    base = alt.Chart(data).encode(
        y=names, x=alt.X("value:Q", title=None, axis=None), tooltip=_tooltip()
    )
    return base.mark_bar(cornerRadiusEnd=2) + base.mark_text(align="left", dx=5, color=ink).encode(
        text="text:N"
    )


def _series(plot: Plot, data: Any, ink: str) -> Any:
    """A line over every year from first to last; a year without a number breaks it."""
    import altair as alt

    years = sorted({m.year for m in plot.marks if m.year})
    every = [str(year) for year in range(years[0], years[-1] + 1)]
    several = len({m.name for m in plot.marks}) > 1
    base: Any = alt.Chart(data).encode(
        x=alt.X("year:O", title=None, scale=alt.Scale(domain=every), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4)),
        tooltip=_tooltip(),
    )
    if several:
        legend = alt.Legend(orient="bottom", columns=1)
        base = base.encode(color=alt.Color("name:N", title=None, legend=legend))
    numbers = base.mark_text(dy=-12, color=ink).encode(text="text:N")
    if len(years) <= FEW and not several:
        return base.mark_bar(size=48, cornerRadiusEnd=2) + numbers
    points = base.mark_point(filled=True, size=70, opacity=1)
    unbroken = set(every) == {str(year) for year in years}
    return (base.mark_line(strokeWidth=2) + points + numbers) if unbroken else points + numbers
