"""A run as pages: a table for a terminal, and an HTML page that needs nothing but itself."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from eval.curves import drawn_curve

Row = Mapping[str, Any]
COLOURS = {
    "right": "#2f7d5b", "not_cited": "#d9a441", "not_answered": "#b8bec4",
    "wrong_figure": "#b3261e",
}  # fmt: skip
NAMES = {
    "right": "right", "wrong_figure": "wrong figure", "not_cited": "not cited",
    "not_answered": "not answered",
}  # fmt: skip
HEAD = ("kind", "n", *NAMES.values(), "accuracy", "95% interval", "change", "median ms", "p95 ms")
MEASURE_HEAD = ("measure", "n", "value", "95% interval", "change")
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f23; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #e1e4e8; }
th:first-child, td:first-child { text-align: left; }
.key span { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; }
.problem { color: #b3261e; font-weight: 600; }
summary { cursor: pointer; margin: .4rem 0; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0 0 0 1rem; color: #444; overflow-wrap: anywhere; }
"""


def run_text(run: Mapping[str, Any]) -> str:
    """The run as tables of text, and its problems."""
    parts = [_aligned(rows) for rows in ([HEAD, *map(_kind_cells, run["kinds"])],
                                         [MEASURE_HEAD, *map(_measure_cells, run["measures"])])
             if len(rows) > 1]  # fmt: skip
    for table in run.get("tables", ()):
        parts.append(f"{table['title']}\n{_aligned([table['head'], *table['rows']])}")
    if (changed := run.get("changed")) is not None:
        parts.append(f"{len(changed)} samples came out another way than last time")
    parts += [f"PROBLEM: {problem}" for problem in run["problems"]]
    return "\n\n".join(parts) + "\n"


def run_page(run: Mapping[str, Any]) -> str:
    """The run as an HTML page with pictures, the tables and every failure."""
    title = f"nianbao eval: suite {run['suite']}, {run['samples']} samples"
    parts = [
        *(f'<p class="problem">{escape(problem)}</p>' for problem in run["problems"]),
        *(_kinds(run["kinds"]) if run["kinds"] else ()),
        _table(MEASURE_HEAD, [_measure_cells(r) for r in run["measures"]]) * bool(run["measures"]),
        *(f"<h2>{escape(c['title'])}</h2>{drawn_curve(c)}" for c in run.get("curves", ())),
        *(f"<h2>{escape(t['title'])}</h2>{_table(t['head'], t['rows'])}"
          for t in run.get("tables", ())),
        f"<h2>{len(run['failures'])} samples that are not right</h2>{_failures(run['failures'])}",
        _changed(run.get("changed", ())),
        f"<p>{escape(run.get('command', ''))}<br>{escape(run.get('machine', ''))}</p>",
    ]  # fmt: skip
    body = "\n".join(part for part in parts if part)
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title><style>{STYLE}</style>
<h1>{escape(title)}</h1>
{body}
</html>
"""


def _kinds(kinds: Sequence[Row]) -> tuple[str, ...]:
    key = f'<p class="key">{_key()}</p>'
    return key, _bars(kinds), _table(HEAD, [_kind_cells(row) for row in kinds])


def _kind_cells(row: Row) -> tuple[str, ...]:
    counts = tuple(str(row[name]) for name in NAMES)
    times = (row["ms_median"], row["ms_p95"])
    return (row["kind"], str(row["n"]), *counts, *_proportion(row), *times)


def _measure_cells(row: Row) -> tuple[str, ...]:
    return (row["measure"], str(row["n"]), *_proportion(row))


def _proportion(row: Row) -> tuple[str, str, str]:
    if unit := row.get("unit"):
        change = row.get("difference", "")
        return f"{row['value']}{unit}", f"{row['low']}–{row['high']}", change.removesuffix("00")
    interval = f"{_percent(row['low'])}–{_percent(row['high'])}"
    return f"{_percent(row['value'])}%", interval, _points(row.get("difference"))


def _percent(proportion: str) -> str:
    return f"{float(proportion) * 100:.1f}"


def _points(difference: str | None) -> str:
    """A difference in percentage points, "" where there is nothing to compare with."""
    if difference is None:
        return ""
    # Adding zero turns the −0.0 that rounding leaves into 0.0.
    return f"{round(float(difference) * 100, 1) + 0.0:+.1f}"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for first, *rest in rows:
        cells = [c.rjust(w) for c, w in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def _key() -> str:
    parts = [f'<span style="background:{COLOURS[k]}"></span>{NAMES[k]}' for k in COLOURS]
    return "".join(parts)


def _bars(kinds: Sequence[Row]) -> str:
    """A bar a kind, parted by outcome, to the kind's own length of 100%."""
    height = 28 * len(kinds)
    bars = "".join(_bar(row, 28 * at) for at, row in enumerate(kinds))
    return (
        f'<svg viewBox="0 0 800 {height}" width="100%" role="img" '
        f'aria-label="outcomes by kind" font-size="14">{bars}</svg>'
    )


def _bar(row: Row, y: int) -> str:
    drawn = f'<text x="0" y="{y + 17}">{escape(row["kind"])}</text>'
    x = 130.0
    for name, colour in COLOURS.items():
        width = 600 * row[name] / max(row["n"], 1)
        drawn += (
            f'<rect x="{x:.1f}" y="{y + 4}" width="{width:.1f}" height="18" fill="{colour}">'
            f"<title>{NAMES[name]}: {row[name]} of {row['n']}</title></rect>"
        )
        x += width
    return drawn + f'<text x="740" y="{y + 17}">{_percent(row["value"])}%</text>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(tag: str, cells: Sequence[str]) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(c)}</{tag}>' for c in cells)}</tr>"

    return f"<table>{line('th', head)}{''.join(line('td', r) for r in rows)}</table>"


def _failures(failures: Sequence[Row]) -> str:
    """The failures by outcome, kind and rule, the worst first."""
    order = ("wrong_figure", "not_cited", "not_answered")
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in sorted(failures, key=lambda r: order.index(r["outcome"])):
        groups.setdefault((row["outcome"], row["kind"], row["rule"]), []).append(row)
    return "".join(_group(names, rows) for names, rows in groups.items())


def _group(names: tuple[str, str, str], rows: Sequence[Row]) -> str:
    outcome, kind, rule = names
    items = "".join(
        f"<dt>{escape(' → '.join([*r['before'], r['question']]))}</dt>"
        f"<dd>{escape(r['explanation'])}</dd><dd>{escape(r['text'])}</dd>"
        for r in rows
    )
    title = escape(f"{NAMES[outcome]} · {kind} · {rule} ({len(rows)})")
    return f"<details><summary>{title}</summary><dl>{items}</dl></details>"


def _changed(changed: Sequence[Row]) -> str:
    if not changed:
        return ""
    cells = [(r["id"], NAMES[r["before"]], NAMES[r["now"]]) for r in changed]
    return f"<h2>Changed since the last run</h2>{_table(('sample', 'before', 'now'), cells)}"
