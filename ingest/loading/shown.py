"""What `add` shows: a bar on a terminal, one plain line a report elsewhere, and a summary."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from ingest.lines import added_line, json_line, on_one_line
from ingest.loading.add import Added

# So many of the sources that failed are named again at the end of a bar.
NAMED = 20


def show_adding(found: Iterable[Added], as_json: bool, count: Callable[[], int | None]) -> bool:
    """Show each source as it comes; whether any failed. `count` tells how many there are."""
    counts: Counter[str] = Counter()
    failed: list[str] = []
    with ExitStack() as stack:
        shown = not as_json and _on_terminal()
        bar = stack.enter_context(_bar(count())) if shown else None
        for added in found:
            counts[added.status] += 1
            if added.status == "failed":
                failed.append(_failure(added))
            if bar is None:
                show_added(added, as_json)
            else:
                bar.set_postfix_str(f"{counts['failed']} failed" if failed else "", refresh=False)
                bar.update()
    if counts.total() > 1 and not as_json:
        _summarise(counts, failed if bar is not None else [])
    return bool(failed)


def show_added(added: Added, as_json: bool) -> None:
    """One line for a source: what was read to standard output, what failed to standard error."""
    line = added_line(added)
    if as_json:
        print(json_line(line), flush=True)
    elif added.status == "failed":
        print(f"failed     {_failure(added)}", file=sys.stderr, flush=True)
    else:
        shown = (
            f"{line['status']:<10} {line['document']}  {line['publisher']} {line['year'] or '?'}  "
            f"{line['figures']} cells, {line['hard']} hard findings  {added.source}"
        )
        print(on_one_line(shown), flush=True)


def _failure(added: Added) -> str:
    """What failed and why; where the store failed, its line names that and not the source."""
    named = added.error.startswith(" ".join(added.source.split()))
    return added.error if named else on_one_line(f"{added.source}: {added.error}")


@contextmanager
def indexing() -> Iterator[Callable[[int, int], object] | None]:
    """Shows how far the passages are, on a terminal, once there are many."""
    if not _on_terminal():
        yield None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def told(done: int, of: int) -> None:
            if not bars and done < of:
                bars.append(stack.enter_context(_bar(of)))
            for bar in bars:
                bar.update(done - bar.n)

        yield told


def _on_terminal() -> bool:
    return sys.stdout.isatty() and sys.stderr.isatty()


def _bar(total: int | None) -> Any:
    from tqdm import tqdm

    return tqdm(total=total, unit="份", file=sys.stderr, dynamic_ncols=True)


def _summarise(counts: Counter[str], failed: list[str]) -> None:
    told = ", ".join(f"{number} {status}" for status, number in counts.most_common())
    print(f"ingest: {counts.total()} sources: {told}", file=sys.stderr)
    for error in failed[:NAMED]:
        print(f"failed     {error}", file=sys.stderr)
    if len(failed) > NAMED:
        more = len(failed) - NAMED
        print(f"           and {more} more; run it again with 2>failed.txt", file=sys.stderr)
