"""What a passage tells of: what was done, what falls short, or what is to be done about it.

Chapter five parts into problems and measures, by its headings, else from where measures begin.
"""

import re
from collections.abc import Sequence

from ingest.chunks import Chunk

MEASURES_BEGIN = re.compile(
    r"针对|下一步|今后|为此|改进(?:措施|情况|打算)|下一阶段|(?:我们|我区|我市|我县|我局)将|202\d年，?(?:将|我)|打算|整改|"
    r"采取|做法|对策|举措"
)
MEASURES_HEADING = re.compile(r"改进|措施|打算|下一步|整改|计划")
PROBLEMS_HEADING = re.compile(r"问题|不足")


def kinds(chunks: Sequence[Chunk]) -> dict[int, str]:
    """The kind of each passage of a report by its position, a kind of ingest.embedding.judging."""
    found: dict[int, str] = {}
    improving = False
    for chunk in sorted(chunks, key=lambda c: c.position):
        if chunk.chapter != "五" and not PROBLEMS_HEADING.search(chunk.heading):
            found[chunk.position] = "done"
            continue
        improving = _improving(chunk, improving)
        found[chunk.position] = "plan" if improving else "problem"
    return found


def _improving(chunk: Chunk, before: bool) -> bool:
    """Whether the passage is of the measures, where those before it were or were not."""
    own = chunk.heading.partition("·")[2]
    if own and MEASURES_HEADING.search(own) and not PROBLEMS_HEADING.search(own):
        return True
    if own and PROBLEMS_HEADING.search(own):
        return False
    start = chunk.text[:30].lstrip("一二三四五六是 （）、，")
    return before or bool(MEASURES_BEGIN.match(start) or MEASURES_BEGIN.search(chunk.text[:14]))
