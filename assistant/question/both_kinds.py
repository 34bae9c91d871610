"""What only says that suits of both kinds are meant: 败诉率，直接起诉和复议后起诉合并计算."""

import re
from collections.abc import Sequence

from assistant.question.lexicon import Token

KIND = "(?:未?经?过?(?:行政)?复议)?(?:直接|就|而|之?后|再)*(?:(?:行政)?起诉|诉讼)的?"
TWO = "(?:这)?(?:[两二]|双)(?:[类种者项栏块]|部分|列)(?:诉讼|官司|案件|情形|情况)?"
BOTH = f"{KIND}(?:[和与跟同及、加+]|加上|以及){KIND}(?:(?:这|等)?{TWO})?"
PAIR = f"(?:{BOTH}|{TWO})的?(?:件数|数量|数|案件)?"
ADDED = (
    "(?:都|全|全部|均|一起|一并|要|须|请|按)*"
    "(?:合计|合并|[并合加]起来|加总|汇总|相加|[加合放并]?[在到]?一[起块道并]|"
    "都?算(?:在内|进去|上)?|总和|之和|不分开|不区分)"
    "(?:之后|以后|起来|口径)?(?:来|再|去)*(?:计算|计|算|看|统计|考虑|为准)?"
)
SAID = re.compile(
    rf"(?P<open>\(|^|(?<=[,;。?]))(?:(?:含|包括|包含){PAIR}(?:{ADDED})?|"
    rf"[按以把将就]?{PAIR}{ADDED})(?P<close>\)|(?=[,;。?!]|$))"
)
EACH = re.compile("各(?:自|有|是|为|占)?[多几]|分别|分开")
# 复议和诉讼（两类合计）: those two.
WITH_REVIEWS = re.compile("复议(?:案件?)?(?:[和与跟同及、加+]|加上|以及)(?:行政)?(?:诉讼|官司)")


def without_both_kinds(text: str, tokens: Sequence[Token]) -> str:
    """A question of all suits without the clause or bracket that names both kinds together; where
    one kind, each, or no suit is asked about it stays.
    """
    said = next((m for m in SAID.finditer(text) if bool(m["open"]) is (m["close"] == ")")), None)
    if said is None or EACH.search(text) or WITH_REVIEWS.search(text):
        return text
    rest = [t for t in tokens if t.end <= said.start() or t.start >= said.end()]
    named = {t.code("row4") or t.code("verdict") for t in rest} - {"", "review"}
    rated = any(t.code("rate").startswith("suit_") for t in rest)
    if named != {"suit"} and (named or not rated):
        return text
    return (text[: said.start()] + text[said.end() :]).strip(",;")
