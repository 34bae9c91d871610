"""Every row of a group counted off: 不予公开第1到第8行逐行相加 is the group."""

import re
from collections.abc import Sequence

from assistant.question.lexicon import Token
from ingest import forms
from ingest.prose.numerals import spoken

ROWS = re.compile(
    "第?(?:1|一)\\.?[行项条]?(?:到|至|[-~—])第?(?P<last>[2-9二三四五六七八九])[小]?(?:行|项|条|种|类)的?"
)
NEAR = 4


def without_all_rows(text: str, tokens: Sequence[Token]) -> str:
    """A question without the numbers of all rows of the group named right before them."""
    found = ROWS.search(text)
    group = [t for t in tokens if found and t.end <= found.start() and t.code("row3")]
    if found is None or not group or found.start() - group[-1].end > NEAR:
        return text
    many = len(forms.parts(group[-1].code("row3")))
    return text[: found.start()] + text[found.end() :] if spoken(found["last"]) == many else text
