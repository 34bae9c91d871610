"""Named steps that take the scars of scraping off a text, in order, and nothing else."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from ingest.clean.shifted import mend_shifted

SHORT = 64  # characters of a label that is kept with its key
CJK = "\u3400-\u9fff\uf900-\ufaff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# A note without tone marks counts only where it is a syllable: 廳(ting) goes, 政务(app) stays.
SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:i?ang?|i?ong|i?ao|ai|u?ei|en|eng|er|e|in|ing|iu|ie|i|ou|o|uai|uang?|un|uo|ue|ui|u|üe?|ü|v|[iu]?a)"
)
NOTE = rf"[(（](?:[a-zü]{{0,5}}[{TONED}][a-zü]{{0,5}}|{SYLLABLE})[)）]"
PINYIN = re.compile(rf"(?<=[{CJK}])(?:{NOTE})+")
# Two bytes of one character torn apart, the note between them: 區(qū) scraped as ?yún)^(qū).
TORN = re.compile(rf"\?[a-zü{TONED}]{{1,6}}[)）]([\x40-\x7e])[(（]([a-zü{TONED}]{{1,6}})[)）]")
GAP = r"[\s?]?"
# Notes behind a character that a line's end tore: 法規(gu / ī).
BROKEN = re.compile(rf"(?<=[{CJK}])(?:{GAP}[(（]{GAP}(?:[a-zü{TONED}]{GAP}){{2,6}}[)）])+")
NOTED = re.compile(rf"([{CJK}])[(（]([a-zü{TONED}]{{1,6}})[)）]")
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Some fonts of PDF files give a radical for the character that it looks like, and so do copies of
# their text; NFKC knows only the second block.
LIKE = dict(
    zip(
        "⺁⺇⺋⺏⺒⺓⺟⺠⺢⺧⺨⺩⺪⺬⺭⺮⺰⺳⺴⺶⺷⺸⺹⺼⺽⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几㔾尣巳幺母民氺牛犬王疋示礻竹纟罒罓羊羊羊耂月臼艹虎衤覀西见角角讠贝足车辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
RADICALS = {ord(radical): character for radical, character in LIKE.items()} | {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0x3220, 0x3229))
    for code in range(first, last + 1)
}
QUESTION = re.compile(r"什么|吗|呢|如何|怎|哪|谁|几|多少|是否|为何|能否")
# Names that the conversion of single characters would change: 乾县 is no 干县.
KEPT_NAMES = ("乾县", "乾安", "乾隆", "乾坤", "乾陵", "乾元")


def strip_pinyin(text: str) -> str:
    """Remove pinyin notes behind characters, however often repeated: 區(qū) → 區."""
    return PINYIN.sub("", BROKEN.sub(_without_end, mend_torn(text)))


def _without_end(found: re.Match[str]) -> str:
    """Notes without the line's end that tore them; any other words as they are."""
    whole = re.sub(r"[\s?]", "", found[0])
    return whole if re.fullmatch(rf"(?:{NOTE})+", whole) else found[0]


def mend_torn(text: str) -> str:
    """Put a torn character back: the one that the text itself notes with the same sound and that
    ends in the surviving byte in GBK. Where none or several fit, a □ stands for it.
    """
    if not TORN.search(text):
        return text
    sounds: dict[str, set[str]] = {}
    for character, sound in NOTED.findall(text):
        sounds.setdefault(sound, set()).add(character)

    def whole(found: re.Match[str]) -> str:
        last = found[1].encode("ascii")
        fits = {c for c in sounds.get(found[2], ()) if c.encode("gbk", "ignore")[-1:] == last}
        return fits.pop() if len(fits) == 1 else "□"

    return TORN.sub(whole, text)


def fold_radicals(text: str) -> str:
    """Put the character for the radical that looks like it: ⾏政 → 行政; and ㈠ apart."""
    return text.translate(RADICALS)


def strip_control(text: str) -> str:
    """Remove characters that are never printed; keep line breaks."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def restore_spaces(text: str) -> str:
    """Turn the `?` that recoding left for lost spaces back into spaces; keep real questions."""
    if "?" not in text:
        return text
    return "\n".join(_restore_line(line) for line in text.split("\n"))


def _restore_line(line: str) -> str:
    if "?" not in line:
        return line
    addresses = iter(ADDRESS.findall(line))
    held = ADDRESS.sub("\x00", line)
    held = re.sub(r"([^?]*)(\?*)", _restore_run, held)
    return re.sub("\x00", lambda _: next(addresses, "\x00"), held)


def _restore_run(found: re.Match[str]) -> str:
    before, marks = found[1], found[2]
    clause = re.split(r"[。！；\n|]", before)[-1]
    asks = len(marks) == 1 and QUESTION.search(clause) and re.search(rf"[{CJK}”’\"']$", before)
    return before + ("？" if asks else " " * len(marks))


@cache
def _converter(direction: str) -> Any:
    from opencc import OpenCC

    return OpenCC(direction)


def simplify(text: str) -> str:
    """Traditional to simplified script, proper names kept (乾县)."""
    held = {chr(0xE000 + i): name for i, name in enumerate(KEPT_NAMES) if name in text}
    for mark, name in held.items():
        text = text.replace(name, mark)
    text = str(_converter("t2s").convert(text))
    for mark, name in held.items():
        text = text.replace(mark, name)
    return text


def traditional(text: str) -> str:
    """Simplified to traditional script, for answers to questions asked in it."""
    return str(_converter("s2tw").convert(text))


def join_broken_words(text: str) -> str:
    """Remove spaces inside runs of Chinese characters, where only a lost line end put them."""
    text = SPACES.sub(" ", text)
    mark = rf"[{CJK}，。、；：！？“”‘’（）《》〈〉【】〔〕]"
    text = re.sub(rf"(?<={mark}) (?={mark})", "", text)
    return text.strip(" ")


STEPS: tuple[Callable[[str], str], ...] = (
    strip_control,
    mend_shifted,
    fold_radicals,
    strip_pinyin,
    simplify,
    restore_spaces,
)


def clean(text: str) -> str:
    """Every step that is right for a whole text, in order."""
    for step in STEPS:
        text = step(text)
    return text


def key(label: str) -> str:
    """A label for comparison: width folded, spaces, punctuation and brackets gone, lower case."""
    return (_key_again if len(label) <= SHORT else _key)(label)


def _key(label: str) -> str:
    folded = unicodedata.normalize("NFKC", label)
    return "".join(c for c in folded if c.isalnum()).lower()


# The labels of the forms are in every report, and each is asked for often.
_key_again = lru_cache(maxsize=16_384)(_key)
