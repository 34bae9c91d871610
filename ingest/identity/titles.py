"""A report’s titles in its head, and the body as a title names it."""

import re
from collections.abc import Iterator, Sequence

from ingest.clean import CJK
from ingest.identity.divisions import gazetteer
from ingest.identity.periods import CHAPTER_ONE, HEAD, WIDE, year_in_title
from ingest.identity.wording import words

_ABOUT = re.compile(r"(?:政府信息|政务|信息).{0,12}公开")
_IS_TITLE = re.compile(
    r"[^。；;!！?？]*(?:信息|政务).{0,12}公开[^。；;!！?？]*(?:报告|年报)[^。；;,，]{0,30}"
)
_TITLE_LABEL = re.compile(
    r"^(?:标\s*题|名\s*称|信息名称|公文名称|文件名称|图解|解读|一图读懂|附件\d*|全文)[\s:：|]+"
)
_ISSUED = re.compile(
    r"(?:.{2,20})?关于(?:印发|公布|发布|报送|公开)《([^《》]+(?:报告|年报)(?:[（(][^《》]*)?)》.{0,6}"
)
# Copies on other sites append lists of places to a title.
_AFTERWARDS = re.compile(
    r"((?:报告|年报)[)）]?(?:\s*[(（][^()（）]*[)）])?)\s*(?:[|｜]|(?:\S{2,12}\s*[|｜]\s*){2}).*$"
)
_GLUED = re.compile(
    r"(?P<title>\S[^，。；：《》]{0,45}?公开[^，。；：《》]{0,14}?(?:报告|年报))"
    r"(?=根据|依据|按照|本报告|为贯彻|为了|(?P=title)|\s*20\d\d年[，,])"
)
# A title that stands only in a sentence of the preamble.
_SAME = r"[^，。；：《》,;:]"  # signs of one clause
_IN_SENTENCE = re.compile(
    r"(?:现|特|向社会|编制)(?:(?:根据|按照)[^，。；：,]{2,14}[，,])?(?:予以|特|将|就|向社会|编制|制定|完成|并|全文|向)*(?:公布|发布|公开|将|编制)?(?:了)?[《]?"
    r"([^，。；：《》,;:\d]{0,24}20\d\d年度?"
    rf"{_SAME}{{0,30}}公开{_SAME}{{0,14}}(?:报告|年报|情况)"
    rf"|{_SAME}{{2,30}}20\d\d年度?{_SAME}{{0,4}}(?:信息|政务)公开{_SAME}{{0,14}}(?:报告|年报))"
)
# In chapter one only 现公布… speaks of this report: others may be last year's.
_PRESENTED = re.compile(r"^(?:(?![现特](?:予以|将|公布|发布|公开|向社会)).)*", re.DOTALL)
_NO_TITLE = re.compile(
    r"[>＞»《]|位置|^首页|根据|按照|以下简称|现将|附件[:：]?$|[:：]|做好|格式|编制.{0,12}(?:通知|工作|办法|说明)|解读$"
)
_TITLE_PART = re.compile(r"[^\s，,。;；:：、|>《》]{2,30}")
_NAMED_NOTICE = re.compile(r"《[^《》]*(?:通知|格式|条例|规定|办法|要点)》|[(（][^()（）]*[)）]")
# 2024 年 as a PDF file's fonts leave it, and other spaces among characters and digits.
_LOST_SPACE = re.compile(rf"(?<=[{CJK}\d])\s+(?=[{CJK}\d])")
_SEPARATOR = re.compile(
    rf"[_|｜»／]|\s[-—–－]{{1,2}}\s?|[-—–－]{{1,2}}(?=[{CJK}]|(?<!\d[-—–－])20\d\d年)|(?<=[{CJK}])[：:](?=[{CJK}\d])"
)
# Column and site behind a title: _政府信息公开年报_某县人民政府, - 某县人民政府门户网站.
_SITE_BEHIND = re.compile(r"\s*[_|｜»]|\s*[-—–]{1,2}(?=[^-—–]*(?:网站?|政府|门户|平台)$)")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|html?|txt|xlsx?)$", re.IGNORECASE)
# What copies on other sites put before a title.
_ADVERTISED = re.compile(rf"^.*(?:{'|'.join(words()['advertised'])})[】\]]?|【[^】]*】")
# Of two bodies the first: 城南办事处、城南园区.
_TWO_BODIES = re.compile(r"(?<=[局委处会区])、")
_SUBJECT = re.compile(r"(.*?)(?:政府信息|政务信息|政务|信息)(?:与政务|和政务|主动|工作|年度)?公开")
_AFTER_TITLE = re.compile(r".*(?:报告|年报)[(（_\-—]*(.*?)[)）]?")
# 中国（上海）自由贸易试验区 keeps its brackets.
_NOISE = re.compile(
    r"(?P<kept>中国[（(][^（()）]{2,4}[)）])|20\d\d\s*[-—–－~至]\s*20\d\d年?(?:学年度?)?|(?:20\d\d|二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})年?度?"
    r"|年度|[\s《》“”\"'【】\[\]()（）:：,，、|>＞·?]+"
)
_LEVEL_NOTE = re.compile(r"[省市区县州旗]?(?:机关)?本级(?:机关)?|[局委厅署]?机关|不?含.*")
_SECOND_NAME = re.compile(r".*(?:(?<!分)局|委|委员会|管委会|办|办公室|公司|营销部)")
_OPENING = re.compile(r"^(?:附件\d*|关于|图解|报送|发布)+")
_CLOSING = re.compile(
    r"(?:(?<=海关)(?:关区|海关)|(?<=海关总署)海关|关于|编制|公布|发布|印发|报送|开展|向社会|依法|的|年)+$"
)
LINKS = 2  # titles of so many bodies may be of one report


def read_titles(text: str) -> list[str]:
    """The report's titles in the head, the clearest first: with a body and a year; then a sentence
    that tells one.
    """
    head = CHAPTER_ONE.split(f"\n{text[: 2 * HEAD]}", maxsplit=1)[0]
    lines = [_plain_title(line.strip()) for line in head.split("\n")]
    printed = [_LOST_SPACE.sub("", title) for title in _titles_in([line for line in lines if line])]
    bodies = {subject_of(title) for title in printed} - {""}
    if len(bodies) > LINKS:  # to others' reports, above the page's own
        printed.reverse()
    told = [] if bodies else _announced(head)
    if not printed and not told:
        told = _announced(_PRESENTED.sub("", text[len(head) : len(head) + HEAD // 5]))

    def rank(title: str) -> tuple[bool, bool, int, bool]:
        # A sentence tells more than 政府信息公开年度报告 alone, and is no title beside another.
        # Links to others' reports stand there once, the page's own title often twice.
        twice = sum(other.startswith(title) for other in printed) > 1
        return _clarity(title) > 0, title in printed, _clarity(title), twice

    return sorted(dict.fromkeys([*printed, *told]), key=rank, reverse=True)


def shown_title(titles: Sequence[str]) -> str:
    """The clearest title as the report prints it: without the column and the site that a page adds
    (年报_政府信息公开_某县政府), what copies on other sites add, and a file's ending.
    """
    title = _FILE.sub("", next(iter(titles), ""))
    heads = [title[: sign.start()] for sign in _SITE_BEHIND.finditer(title)]
    others = sorted((t for t in titles if t != title), key=len)
    heads += [t for t in others if title.startswith(t) or title == f"标题{t}"]
    held = next((head for head in heads if _is_title(head)), title)
    return held if year_in_title(held) == year_in_title(title) else title


def _announced(text: str) -> list[str]:
    found = _IN_SENTENCE.findall(_NAMED_NOTICE.sub("", re.sub(r"\s+", "", text)))
    return [title.removeprefix("的") for title in found[:1]]


def names_behind(title: str) -> bool:
    """Whether only what stands behind a title names a body, as a site does: 年报_某县政府."""
    found = _SUBJECT.match(_LOST_SPACE.sub("", title))
    return not found or not _without_noise(found[1])


def subject_of(title: str) -> str:
    """The body as a title names it, or what follows the title in brackets: "" if it names none."""
    plain = _without_place_notes(_LOST_SPACE.sub("", title))
    found = _SUBJECT.match(plain)
    told = _SEPARATOR.split(_ADVERTISED.sub("", found[1])) if found else []
    parts = [_without_noise(_TWO_BODIES.split(part)[0]) for part in told]
    named = next((part for part in reversed(parts) if part), "")
    head = _CLOSING.sub("", _OPENING.sub("", named))
    if not head and (after := _AFTER_TITLE.fullmatch(re.sub(r"\s+", "", plain))):
        head = _without_noise(after[1])
    # 武汉市人民政府信息公开…: 政府 serves twice.
    return head + "政府" if head.endswith("人民") else head


def _without_noise(part: str) -> str:
    return _NOISE.sub(lambda found: found["kept"] or "", part)


def _plain_title(line: str) -> str:
    """A line without what a page puts around a title: a label, a list of names, a colon."""
    line = _AFTERWARDS.sub(r"\1", _TITLE_LABEL.sub("", line))
    if glued := _GLUED.match(line):
        return glued[1]
    if issued := _ISSUED.fullmatch(line):
        return issued[1]
    before, colon, after = line.replace(":", "：").partition("：")
    named = colon and len(before) <= 20 and len(after) <= 60 and _IS_TITLE.fullmatch(after)
    return f"{before}{after}" if named and gazetteer().read(before) else line


def _without_place_notes(title: str) -> str:
    """武汉经济技术开发区（汉南区） without what only adds another name."""

    def kept(found: re.Match[str]) -> str:
        place = gazetteer().read(found[1])
        # 邢台市信都区（原邢台县）: what it was called.
        if _LEVEL_NOTE.fullmatch(found[1]) or found[1].startswith("原"):
            return ""
        # 济源市（济源产城融合示范区）: one house; 高新区（经开区）: a zone of two names.
        before = gazetteer().read(found.string[: found.start()], full=True)
        same = (
            before
            and before.end == found.start()
            and found[1].startswith(before.divisions[0].short)
        )
        if same and found[1].endswith(tuple(words()["zone"])):
            return ""
        if found.string[found.start() - 1] == "区" and found[1].endswith(tuple(words()["zone"])):
            return ""
        # 发展和改革委员会（物价局）, 烟草专卖局（营销部）: one body of two names.
        last = found.string[found.start() - 1]
        if last in "局委会厅室" and _SECOND_NAME.fullmatch(found[1]):
            return ""
        # 某区人民政府（某开发区管委会）, 城南办事处（城南园区）: one house.
        zones = (*words()["zone"], "管委会", "管理委员会", "街", "街道")
        if last in "府处" and found[1].endswith(zones):
            return ""
        return "" if place and place.full and place.end == len(found[1]) else found[0]

    return re.sub(r"(?<=\S{3})[(（]([^()（）]{2,16})[)）]", kept, title.translate(WIDE))


def _titles_in(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if _is_title(line):
            yield _with_lines_above(lines, number)
        elif number + 1 < len(lines) and _ABOUT.search(line):
            # 2021 年 as a PDF file's fonts leave it.
            parts = [_LOST_SPACE.sub("", part.strip()) for part in lines[number : number + 2]]
            joined = "".join(parts)
            whole = _TITLE_PART.fullmatch(parts[0]) and not _ABOUT.search(parts[1])
            if whole and _is_title(joined):
                yield joined


def _with_lines_above(lines: Sequence[str], number: int) -> str:
    """The title with its body or year from the lines above, where it is broken over lines."""
    title = lines[number]
    for above in reversed(lines[max(0, number - 2) : number]):
        missing_body, missing_year = not subject_of(title), year_in_title(title) is None
        body = missing_body and _TITLE_PART.fullmatch(above) and gazetteer().read(above)
        year = missing_year and re.fullmatch(r"20\d\d\s*年度?", above)
        if not (body or year) or not _is_title(above + title):
            return title
        title = above + title
    return title


def _is_title(line: str) -> bool:
    return len(line) <= 60 and bool(_IS_TITLE.fullmatch(line)) and not _NO_TITLE.search(line)


def _clarity(title: str) -> int:
    return 2 * bool(subject_of(title)) + (year_in_title(title) is not None)
