"""`python -m eval`: score the assistant on the golden questions, and time it."""

import argparse
import json
import os
import platform
import re
import shlex
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from eval.curves import drawn_curve
from eval.page import run_page, run_text
from eval.scores import compared, read_run, write_whole
from eval.suites import SUITES, Options, measure
from ingest.errors import ReportError
from ingest.settings import read_settings

LINE_BREAKS = {0x2028: "\\u2028", 0x2029: "\\u2029", 0x85: "\\u0085"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a suite; 0 no problem found, 1 a problem or no run, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _run(parsed)
    except ReportError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print("eval: stopped; nothing was saved", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    suites = "; ".join(f"{name}: {suite.help}" for name, suite in SUITES.items())
    run = commands.add_parser("run", help="score a suite", description="score a suite")
    run.add_argument("--suite", choices=SUITES, default="quick", help=suites)
    run.add_argument(
        "--out",
        type=Path,
        help="the JSON file; the page is written beside it (default: in the home)",
    )
    run.add_argument("--json", action="store_true", help="one JSON object a line instead of tables")
    run.add_argument(
        "--home", type=Path, help="ask this home as it is, instead of one made for the run"
    )
    run.add_argument("--seed", type=int, help="another draw of what the suite makes")
    run.add_argument("--sizes", type=int, nargs="+", default=(), help="how many reports to make")
    run.add_argument(
        "--only", action="append", default=[], metavar="NAME",
        help="of reading: renderers whose name holds this; of peers: nianbao, langchain, "
        "llamaindex or pandas; again for more; of retrieval: fresh (the default), held or dev",
    )  # fmt: skip
    run.add_argument("--pictures", type=Path, help="a folder for the curves, as SVG files")
    run.add_argument(
        "--keep", type=Path, help="of reading, growth and load: where their files stay"
    )
    return parser


def _run(parsed: argparse.Namespace) -> int:
    folder = parsed.home or read_settings().home
    out: Path = parsed.out or folder / f"eval-{parsed.suite}.json"
    if out.suffix != ".json":
        raise ReportError(
            str(out), "the page takes the other ending", "name a file ending in .json"
        )
    before = read_run(out)
    sizes, only = tuple(parsed.sizes), tuple(parsed.only)
    options = Options(parsed.home, parsed.seed, sizes, only, parsed.keep)
    measured = measure(parsed.suite, options)
    run = compared({**measured.run, **_made_by(parsed)}, before)
    write_whole(out, json.dumps(run, ensure_ascii=False, indent=1))
    page = out.with_suffix(".html")
    write_whole(page, run_page(run))
    if parsed.pictures:
        for drawn in run.get("curves", ()):
            name = re.sub(r"\W+", "-", f"{parsed.suite}-{drawn['title']}").lower()
            write_whole(parsed.pictures / f"{name}.svg", drawn_curve(drawn))
    if parsed.json:
        for line in (*measured.lines, *run["kinds"], *run["measures"]):
            _print(line)
    else:
        print(f"{run_text(run)}\n{out}\n{page}")
    return int(bool(run["problems"]))


def _made_by(parsed: argparse.Namespace) -> dict[str, str]:
    """The command that makes this run again, and the machine that it ran on."""
    words = ["python -m eval run", f"--suite {parsed.suite}"]
    words += [f"--seed {parsed.seed}"] * (parsed.seed is not None)
    words += [f"--sizes {' '.join(map(str, parsed.sizes))}"] * bool(parsed.sizes)
    words += [f"--only {shlex.quote(name)}" for name in parsed.only]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return {
        "command": " ".join(words), "machine": f"{machine}, Python {platform.python_version()}",
        "finished": datetime.now().isoformat(timespec="seconds"),
    }  # fmt: skip


def _print(line: object) -> None:
    print(json.dumps(line, ensure_ascii=False).translate(LINE_BREAKS), flush=True)


if __name__ == "__main__":
    sys.exit(main())
