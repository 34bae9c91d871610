"""`python -m eval`: score the assistant on the golden questions, and time it."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.page import run_page, run_text
from eval.run import SUITES, Result, ask_in_turn, opened, samples_of, score_all
from eval.scores import Run, compared, read_run, run_of, write_whole
from ingest.errors import ReportError
from ingest.settings import read_settings

LINE_BREAKS = {0x2028: "\\u2028", 0x2029: "\\u2029", 0x85: "\\u0085"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a suite; 0 no wrong figure, 1 a wrong figure or no run, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _bench(parsed) if "reports" in parsed else _run(parsed)
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
    run = commands.add_parser("run", help="score a suite", description="score a suite")
    run.add_argument(
        "--suite", choices=SUITES, default="quick",
        help="quick: every cell once; full: every cell in every wording; exam: made reports",
    )  # fmt: skip
    run.add_argument(
        "--out",
        type=Path,
        help="the JSON file; the page is written beside it (default: in the home)",
    )
    run.add_argument("--json", action="store_true", help="one JSON object a line instead of tables")
    run.add_argument(
        "--home", type=Path, help="ask this home as it is, instead of one made with the samples"
    )
    bench = commands.add_parser("bench", help="time answers", description="time answers")
    bench.add_argument(
        "--reports", type=int, nargs="+", default=[100, 1000], help="sizes of a home to time at"
    )
    return parser


def _bench(parsed: argparse.Namespace) -> int:
    from eval.bench import bench, bench_text

    print(bench_text(bench(parsed.reports)))
    return 0


def _run(parsed: argparse.Namespace) -> int:
    folder = parsed.home or read_settings().home
    out: Path = parsed.out or folder / f"eval-{parsed.suite}.json"
    if out.suffix != ".json":
        raise ReportError(
            str(out), "the page takes the other ending", "name a file ending in .json"
        )
    before = read_run(out)
    samples = samples_of(parsed.suite)
    with opened(parsed.home, parsed.suite) as assistant:
        asked = score_all(samples, ask_in_turn(assistant))
        results = list(_with_progress(asked, len(samples)))
    run = compared(run_of(parsed.suite, results), before)
    write_whole(out, json.dumps(run, ensure_ascii=False, indent=1))
    page = out.with_suffix(".html")
    write_whole(page, run_page(run))
    if parsed.json:
        _print_lines(run, results)
    else:
        print(f"{run_text(run)}\n{out}\n{page}")
    return int(run["wrong_figures"] > 0)


def _with_progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    if not sys.stderr.isatty():
        yield from results
        return
    from tqdm import tqdm

    yield from tqdm(results, total=total, unit="questions", file=sys.stderr)


def _print_lines(run: Run, results: Iterable[Result]) -> None:
    """A line a sample, then one a kind and one a measure."""
    for result in results:
        sample = result.sample
        _print({
            "sample": sample.id, "kind": sample.kind, "question": sample.question,
            "outcome": result.outcome, "explanation": result.fault, "ms": round(result.ms, 2),
            "scores": {s.measure: f"{s.value:.4f}" for s in result.scores},
        })  # fmt: skip
    for row in (*run["kinds"], *run["measures"]):
        _print(row)


def _print(line: object) -> None:
    print(json.dumps(line, ensure_ascii=False).translate(LINE_BREAKS), flush=True)


if __name__ == "__main__":
    sys.exit(main())
