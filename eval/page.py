"""A run as pages: a table for a terminal, and an HTML page that needs nothing but itself."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import zip_longest
from typing import Any

from eval.curves import COLOURS, NAMES, drawn_bar, drawn_curve, drawn_interval

Row = Mapping[str, Any]
Limits = Mapping[str, Mapping[str, str]]
HEAD = ("kind", "n", *NAMES.values(), "accuracy", "95% interval", "change", "median ms", "p95 ms")
MEASURE_HEAD = ("measure", "n", "value", "95% interval", "limit", "change")
LISTED = 20  # changed samples on a terminal; the page has all
PICTURE = ""  # over the column of pictures
STYLE = """
:root { color-scheme: light dark; --ink: #1b1f23; --soft: #57606a; --line: #d8dee4; --paper: #fff;
  --good: #2f7d5b; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa4ae; --line: #30363d;
  --paper: #0d1117; --good: #56b386; --bad: #f0726a; } }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--ink); background: var(--paper); font-variant-numeric: tabular-nums; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
.by { color: var(--soft); margin: .2rem 0 1rem; } .by code { color: var(--ink); }
.whole { color: var(--good); font-weight: 600; } .problem { color: var(--bad); font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
tr.all td { font-weight: 600; } tr.beyond td { color: var(--bad); }
th:first-child, td:first-child { text-align: left; padding-left: 0; position: sticky; left: 0;
  background: var(--paper); white-space: normal; min-width: 7rem; }
svg { vertical-align: middle; }
.key span { white-space: nowrap; margin-right: 1em; }
.key i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; }
summary { cursor: pointer; margin: .4rem 0; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0 0 0 1rem; color: var(--soft); overflow-wrap: anywhere; }
"""


def run_text(run: Mapping[str, Any]) -> str:
    """The run as tables of text, and its problems."""
    kinds = [HEAD, *map(_kind_cells, run["kinds"])]
    limits = run.get("limits", {})
    measures = [MEASURE_HEAD, *(_measure_cells(row, limits) for row in run["measures"])]
    parts = [_aligned(rows) for rows in (kinds, measures) if len(rows) > 1]
    for table in run.get("tables", ()):
        parts.append(f"{table['title']}\n{_aligned([table['head'], *table['rows']])}")
    if (changed := run.get("changed")) is not None:
        parts.append(f"{len(changed)} samples came out another way than last time")
        parts += [
            f"  {c['id']}: {NAMES[c['before']]} → {NAMES[c['now']]}" for c in changed[:LISTED]
        ]
    parts += [f"PROBLEM: {problem}" for problem in run["problems"]]
    return "\n\n".join(parts) + "\n"


def run_page(run: Mapping[str, Any]) -> str:
    """The run as an HTML page with pictures, the tables and every failure."""
    title = f"nianbao eval: {run['suite']}"
    command = f"<code>{escape(run['command'])}</code>, " if run.get("command") else ""
    by = (f"{run['samples']:,} samples", run.get("machine", ""), run.get("finished", ""))
    parts = [
        f'<h1>{escape(title)}</h1><p class="by">{command}{escape(", ".join(filter(None, by)))}</p>',
        *(f'<p class="problem">{escape(problem)}</p>' for problem in run["problems"]),
        "" if run["problems"] else '<p class="whole">No problem found.</p>',
        _kinds(run["kinds"]) if run["kinds"] else "",
        _measures(run) if run["measures"] else "",
        *(f"<h2>{escape(c['title'])}</h2>{drawn_curve(c)}" for c in run.get("curves", ())),
        *(f"<h2>{escape(t['title'])}</h2>{_table(t['head'], map(_escaped, t['rows']))}"
          for t in run.get("tables", ())),
        _failures(run["failures"]) if run["outcomes"] or run["failures"] else "",
        _changed(run.get("changed", ())),
    ]  # fmt: skip
    body = "\n".join(part for part in parts if part)
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title><style>{STYLE}</style>
{body}
</html>
"""


def _kinds(kinds: Sequence[Row]) -> str:
    """A line a kind: its outcomes as a bar and in numbers."""
    key = "".join(
        f'<span><i style="background:{COLOURS[k]}"></i>{NAMES[k]}</span> ' for k in COLOURS
    )
    rows = [[first, drawn_bar(row), *rest] for row in kinds
            for first, *rest in [_escaped(_kind_cells(row))]]  # fmt: skip
    marks = ["all" if row["kind"] == "all" else "" for row in kinds]
    head = (HEAD[0], PICTURE, *HEAD[1:])
    return f'<h2>Answers</h2><p class="key">{key}</p>{_table(head, rows, marks)}'


def _measures(run: Mapping[str, Any]) -> str:
    """A line a measure: its interval and its limit as a picture and in numbers."""
    limits = run.get("limits", {})
    held = [(row, _limit(row, limits)[1]) for row in run["measures"]]
    times = max((max(float(r["high"]), float(m or 0)) for r, m in held if r.get("unit")), default=1)
    rows = [[first, drawn_interval(row, limit, times if row.get("unit") else 1.0), *rest]
            for row, limit in held
            for first, *rest in [_escaped(_measure_cells(row, limits))]]  # fmt: skip
    marks = ["beyond" if any(p.startswith(f"{row['measure']} ") for p in run["problems"]) else ""
             for row in run["measures"]]  # fmt: skip
    head = (MEASURE_HEAD[0], PICTURE, *MEASURE_HEAD[1:])
    return f"<h2>Measures</h2>{_table(head, rows, marks)}"


def _kind_cells(row: Row) -> tuple[str, ...]:
    counts = tuple(str(row[name]) for name in NAMES)
    times = (row["ms_median"], row["ms_p95"])
    return (row["kind"], str(row["n"]), *counts, *_proportion(row), *times)


def _measure_cells(row: Row, limits: Limits) -> tuple[str, ...]:
    *shown, change = _proportion(row)
    sign, limit = _limit(row, limits)
    told = ""
    if limit:
        told = f"{limit}{row['unit']}" if row.get("unit") else f"{float(limit) * 100:g}%"
    return (row["measure"], str(row["n"]), *shown, f"{sign} {told}".strip(), change)


def _limit(row: Row, limits: Limits) -> tuple[str, str]:
    """The sign and the number of a measure's limit, "" for none."""
    for side, sign in (("at_least", "≥"), ("at_most", "≤")):
        if limit := limits.get(side, {}).get(row["measure"]):
            return sign, limit
    return "", ""


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


def _escaped(cells: Sequence[str]) -> list[str]:
    return [escape(cell) for cell in cells]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], marks: Sequence[str] = ()) -> str:
    """A table of cells that are HTML; marks are the classes of its rows."""
    lines = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"]
    for row, mark in zip_longest(rows, marks, fillvalue=""):
        of = f' class="{mark}"' if mark else ""
        lines.append(f"<tr{of}>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>")
    return f'<div class="wide"><table>{"".join(lines)}</table></div>'


def _failures(failures: Sequence[Row]) -> str:
    """The failures by outcome, kind and rule, the worst first."""
    order = ("wrong_figure", "not_cited", "not_answered")
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in sorted(failures, key=lambda r: order.index(r["outcome"])):
        groups.setdefault((row["outcome"], row["kind"], row["rule"]), []).append(row)
    listed = "".join(_group(names, rows) for names, rows in groups.items())
    title = f"{len(failures)} samples that are not right" if failures else "Every sample is right"
    return f"<h2>{title}</h2>{listed}"


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
    cells = [_escaped((r["id"], NAMES[r["before"]], NAMES[r["now"]])) for r in changed]
    return f"<h2>Changed since the last run</h2>{_table(('sample', 'before', 'now'), cells)}"
