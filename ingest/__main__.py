"""`python -m ingest`: add, list, set, remove, export, check, reindex."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import ReportError, StoreError
from ingest.report import SCOPES, SETTABLE, Report
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database

# Seconds that passages wait for another process that indexes; what it doesn't bring in is ours.
WAIT = 600

if TYPE_CHECKING:
    from ingest.loading.jobs import Job
    from ingest.loading.visit import Opening


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 all well, 1 something could not be done, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        settings = read_settings(parsed.home)
        database = open_database(settings.home, settings.database_url)
        run: Callable[[argparse.Namespace, Database, Settings], int] = parsed.run
        return run(parsed, database, settings)
    except ReportError as error:
        print(f"ingest: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        seen = f"{error.filename or 'the disk'}: {error.strerror or error}"
        print(f"ingest: {seen}; check the room and who may write there", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("ingest: stopped; what was added stays", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        told = "where everything is kept (default: $NIANBAO_HOME, else ./data)"
        made.add_argument("--home", help=told)
        made.set_defaults(run=run)
        return made

    add = command("add", _add, "read files, folders, archives and web addresses")
    add.add_argument("paths", nargs="*", metavar="PATH_OR_URL")
    add.add_argument("--manifest", type=Path, help="a CSV with path, url and any field of set")
    add.add_argument("--reread", nargs="*", metavar="ID", help="read the kept originals again")
    add.add_argument("--private", action="store_true", help="open addresses of your own network")
    add.add_argument("--samples", action="store_true", help="add the bundled reports")
    add.add_argument("--json", action="store_true")
    listing = command("list", _list, "what is loaded")
    listing.add_argument("--json", action="store_true")
    remove = command("remove", _remove, "take reports out of every store")
    remove.add_argument("ids", nargs="+", metavar="ID")
    correct = command(
        "set", _set, "correct what a report doesn't say itself; an empty value takes it back"
    )
    correct.add_argument("id", metavar="ID")
    for name, told in SETTABLE.items():
        choices = ("", *SCOPES) if name == "scope" else None
        correct.add_argument(f"--{name.replace('_', '-')}", choices=choices, help=told)
    export = command("export", _export, "the data for other tools")
    export.add_argument("--format", required=True, choices=("csv", "xlsx", "parquet", "sqlite"))
    export.add_argument("--out", required=True, type=Path)
    export.add_argument(
        "--what", default="figures", choices=("figures", "stated", "findings", "reports")
    )
    export.add_argument("--revisions", action="store_true", help="earlier revisions too")
    check = command("check", _check, "every finding of what is loaded")
    check.add_argument("--json", action="store_true")
    command("reindex", _reindex, "build the Chroma collection anew from the SQL store")
    return parser


def _add(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.loading.add import Adder
    from ingest.loading.listing import look_at
    from ingest.loading.shown import show_adding
    from ingest.loading.visit import Opening
    from ingest.loading.worker import Worker, cores

    if not (parsed.paths or parsed.manifest or parsed.samples or parsed.reread is not None):
        print("ingest: nothing to add: name a file, a folder or an address", file=sys.stderr)
        return 2
    again = _named(database, parsed.reread) if parsed.reread is not None else []
    with Worker(processes=cores()) as worker:
        opening = Opening(parsed.private, lambda data, url: worker.run(look_at, url, data, url))
        jobs = partial(_jobs, parsed, settings, again, opening)
        added = Adder(database, settings, worker).add_all(jobs())
        failed = show_adding(added, parsed.json, partial(_count, parsed, len(again)))
    return max(int(failed), _index(database, settings))


def _jobs(
    parsed: argparse.Namespace, settings: Settings, again: Sequence[Report], opening: "Opening"
) -> Iterator["Job"]:
    from ingest.loading.jobs import job_again, jobs_of, jobs_of_manifest, sample_jobs, unbroken

    yield from (job_again(settings.home, report) for report in again)
    if parsed.samples:
        yield from sample_jobs()
    if parsed.manifest:
        yield from unbroken(jobs_of_manifest(parsed.manifest, opening), str(parsed.manifest))
    yield from jobs_of(parsed.paths, opening)


def _count(parsed: argparse.Namespace, again: int) -> int | None:
    """How many sources there are to add, None where only opening addresses could tell."""
    from ingest.loading.jobs import read_manifest, sample_jobs
    from ingest.loading.sources import ADDRESS, expand

    paths = list(parsed.paths)
    if parsed.manifest:
        folder = parsed.manifest.parent
        paths += [
            str(folder / r["path"]) if "path" in r else r["url"]
            for r in read_manifest(parsed.manifest)
        ]
    if any(ADDRESS.match(path) for path in paths):
        return None
    samples = len(list(sample_jobs())) if parsed.samples else 0
    return again + samples + sum(1 for _ in expand(paths))


def _index(database: Database, settings: Settings) -> int:
    """Passages into both indexes; a failure there loses nothing, the reports stay unmarked."""
    from ingest.loading.shown import indexing
    from ingest.store.collection import index_unmarked

    try:
        with indexing() as told:
            index_unmarked(database, settings, told, WAIT)
    except ReportError as error:
        print(f"ingest: passages not indexed: {error}", file=sys.stderr)
        return 1
    return 0


def _named(database: Database, ids: Sequence[str]) -> list[Report]:
    every = database.reports()
    if not ids:
        return every
    found = {r.document: r for r in every}
    for name in ids:
        if name not in found:
            raise StoreError(name, "no such report", "see `python -m ingest list`")
    return [found[name] for name in ids]


def _list(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.lines import json_line, on_one_line, report_line

    for report in database.reports():
        status = "duplicate" if report.copy_of else "loaded"
        line = report_line(report, report.source, status)
        if parsed.json:
            print(json_line(line))
        else:
            sample = "  (restated sample)" if report.sample else ""
            shown = (
                f"{line['document']}  {line['publisher']}  {line['year'] or '?'}  {line['scope']}  "
                f"{line['figures']} cells  {line['hard']} hard findings  {line['source']}{sample}"
            )
            print(on_one_line(shown))
    return 0


def _remove(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.loading.add import remove_report

    missing = [name for name in parsed.ids if not remove_report(database, settings.home, name)]
    for name in missing:
        print(f"ingest: {name}: no such report; see `python -m ingest list`", file=sys.stderr)
    return max(int(bool(missing)), _index(database, settings))


def _set(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.loading.add import Adder
    from ingest.loading.jobs import job_again
    from ingest.loading.shown import show_added
    from ingest.loading.worker import Worker

    report = _named(database, [parsed.id])[0]
    given = {name: getattr(parsed, name) for name in SETTABLE if getattr(parsed, name) is not None}
    if not given:
        print(f"ingest: nothing to set: name one of {', '.join(SETTABLE)}", file=sys.stderr)
        return 2
    job = job_again(settings.home, replace(report, hand={**report.hand, **given}))
    with Worker() as worker:
        added = Adder(database, settings, worker).add(job)
    show_added(added, False)
    return max(int(added.status == "failed"), _index(database, settings))


def _export(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.export import export

    count = export(database, parsed.what, parsed.format, parsed.out, parsed.revisions)
    print(f"{count} rows to {parsed.out}", file=sys.stderr)
    return 0


def _check(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.lines import finding_line, json_line, on_one_line

    for report in database.reports():
        for finding in database.findings(report):
            line = finding_line(report, finding)
            if parsed.json:
                print(json_line(line))
            else:
                shown = (
                    f"{line['severity']:<5} {line['check']:<13} {line['publisher']} "
                    f"{line['year'] or '?'}  {line['text']}  [{line['where']}]"
                )
                print(on_one_line(shown))
    return 0


def _reindex(parsed: argparse.Namespace, database: Database, settings: Settings) -> int:
    from ingest.store.collection import reindex

    print(f"{reindex(database, settings)} passages", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
