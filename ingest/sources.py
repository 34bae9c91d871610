"""Stand-in."""
from dataclasses import dataclass
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from ingest.errors import TooLarge, UnreadableReport

@dataclass(frozen=True, slots=True)
class Source:
    name: str
    read: Callable[[], bytes]

def expand(paths: Sequence[str]) -> Iterator[Source]:
    for p in paths:
        path = Path(p)
        files = sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]
        for f in files:
            yield Source(str(f), lambda f=f: f.read_bytes())
