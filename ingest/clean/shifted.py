"""Headings that were decoded a byte late: 。ㄒ唬┲鞫?公开 is （一）主动公开."""

import re

NUMERALS = "一二三四五六七八九十"
LEADS = {numeral.encode("gbk")[0]: numeral for numeral in NUMERALS}
# The first byte of the space before a heading was lost; its second begins the first character.
SPACE = 0xA1
FIRST = "".join(bytes((SPACE, lead)).decode("gbk") for lead in (*LEADS, "（".encode("gbk")[0]))
SHIFTED = re.compile(
    rf"^(?:\?|[^\S\n])*([{FIRST}][^?_\n]{{0,60}})([?_]?)([^\n]{{0,60}})$", re.MULTILINE
)
MARK = re.compile(r"[、.．）]")
HEADING = re.compile(rf"[{NUMERALS}]{{1,2}}[、.．]|（[{NUMERALS}]{{1,2}}）")


def mend_shifted(text: str) -> str:
    """Put such headings back, □ for a character that was lost; any other line stays."""
    return SHIFTED.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    """The line with its first part decoded from a byte before, where that makes a heading."""
    data = found[1].encode("gbk", "replace")[1:]
    made = data[: len(data) // 2 * 2].decode("gbk", "replace")
    lost = "□" if found[2] else ""
    torn = LEADS.get(data[-1], "") if len(data) % 2 else ""
    if torn and MARK.match(found[3]):  # the numeral itself lost its second byte
        made, lost = made + torn, ""
    elif made in LEADS.values() and lost:
        lost = "、"
    whole = f"{made}{lost}{found[3]}"
    return whole if HEADING.match(whole) else found[0]
