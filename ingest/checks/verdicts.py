"""S6 for what the prose says without a number: all upheld, none lost, no case, no request."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.claims import PLANS
from ingest.checks.prose import Sheet
from ingest.document import Document
from ingest.prose.stated import sentences

BLOCKS = {"复议": ("review",), "诉讼": ("suit_direct", "suit_after_review")}
UPHELD = re.compile(r"(?:均|全部|都)(?:获得?|被|得到|得以|予以|判决|为|是|决定)?(?:维持|胜诉)")
NEVER_LOST = re.compile(r"(?:零|无|未|没有)(?:一例|一件|一)?(?P<what>败诉|被?纠错|被纠正)(?!风险)")
DISCLOSURE = (
    r"(?:因|针对|涉及|有关|关于|依|申请|政府|信息|公开|工作|答复|引发|引起|被|提起|产生|的|类)*"
)
# 未收到 is not among them: cases filed the year before may be decided in this one.
NONE = re.compile(
    rf"(?:未|没有|无)(?:发生|引发|产生|出现|涉及|被申请|被提起)?(?:过|任何)?{DISCLOSURE}"
    r"(?P<what>(?:行政)?(?:复议|诉讼)(?:(?:案件|申请)?(?:和|及|与|或|、|以及)(?:被?提起)?(?:行政)?诉讼)?)"
    r"(?:案件|情况|申请|事项|的|发生)*(?=[，,。；;！!]|$)"
)
NO_REQUEST = re.compile(
    r"(?:^|[，,。；;：:])(?:20\d\d年度?|全年|本年度?|今年|年内|共|均|[我本](?:[局镇乡办厅委部院]|机关|单位|街道)|[，,])*"
    r"(?:(?:未|没有)(?:收到|接到|受理|产生)|无)(?:过|任何|公民|法人|其他组织|、|或者?|和|的|新)*"
    r"(?:(?:政府)?信息公开申请|依申请公开(?:政府信息|信息)?(?:的?申请|事项|件)?)"
    r"(?:件|事项|情况)?(?=[，,。；;！!]|$)"
)
ABOUT = re.compile(r"信息公开|公开申请|依申请|申请公开")
# Of the office alone, of one kind of case, or of another year.
NARROWER = re.compile(r"本级|政府办|办公[厅室]|收费|处理费|连续|多年|以来|上半年")
# What is aimed at; what is said of the cases already decided, or of all but those just named.
AIMED = re.compile(r"力争|争取|确保|努力|目标|避免|防止")
DECIDED = re.compile(r"审结|已结|结案|办结|已作出|已裁决")
OTHERS = re.compile(r"其余|其[他它]|另")
LOST = ("corrected",)
NOT_UPHELD = ("corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, the address of its paragraph, and the heading that it stands under."""

    text: str
    where: str
    heading: str


def check_verdicts(scope: str, document: Document, sheet: Sheet) -> list[Finding]:
    """Every sentence that rules out what the tables hold; scope is the report's."""
    found = []
    for said in _said(document):
        narrow = NARROWER.search(said.text) and scope != "office"
        elsewhere = narrow or AIMED.search(said.text) or said.where.startswith(PLANS)
        if not elsewhere and ABOUT.search(said.text + said.heading):
            found += [*_cases(said, sheet), *_requests(said, sheet)]
    return found


def _said(document: Document) -> Iterator[Said]:
    for section in document.sections:
        for number, paragraph in enumerate(section.paragraphs, 1):
            for sentence in sentences(paragraph):
                yield Said(sentence, section.where(number), section.heading)


def _cases(said: Said, sheet: Sheet) -> Iterator[Finding]:
    """Cases of table four against 均获维持, 零败诉 and 未发生."""
    found = UPHELD.search(said.text)
    if found and not OTHERS.search(said.text[: found.start()]):
        results: tuple[str, ...] = NOT_UPHELD[:2] if DECIDED.search(said.text) else NOT_UPHELD
        if found[0].endswith("胜诉"):  # a case that was withdrawn is none that was lost
            results = tuple(r for r in results if r != "other")
        for word, blocks in BLOCKS.items():
            if word in said.text[: found.start()]:
                yield from _denied(said, found[0], sheet, (blocks, results))
    for found in NEVER_LOST.finditer(said.text):
        blocks = BLOCKS["诉讼"] if found["what"] == "败诉" else BLOCKS["复议"]
        yield from _denied(said, found[0], sheet, (blocks, LOST))
    for found in NONE.finditer(said.text):
        for word, blocks in BLOCKS.items():
            if word in found["what"]:
                yield from _denied(said, found[0].strip(), sheet, (blocks, ("total",)))


def _denied(
    said: Said, words: str, sheet: Sheet, denied: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Finding]:
    """A finding where table four counts cases that the words rule out."""
    blocks, results = denied
    codes = [f"{block}_{result}" for block in blocks for result in results]
    held = {code: sheet.value(code) or Decimal(0) for code in codes}
    some = {code: value for code, value in held.items() if value > 0}
    if not some:
        return
    known = forms.indicators()
    listed = "、".join(f"{known[code].name}{plain(value)}件" for code, value in some.items())
    listed_en = ", ".join(f"{known[code].name_en} {plain(n)}" for code, n in some.items())
    yield Finding(
        "S6", "soft", sheet.where(next(iter(some))), plain(sum(some.values(), Decimal(0))), "0",
        f"正文（{said.where}）称“{words}”，表四却有{listed}",
        f"the text ({said.where}) rules this out, yet table four has: {listed_en}",
    )  # fmt: skip


def _requests(said: Said, sheet: Sheet) -> Iterator[Finding]:
    new = sheet.value("requests_new")
    if new and (found := NO_REQUEST.search(said.text)):
        words = found[0].strip("，,。；;：: ")
        yield Finding(
            "S6", "soft", sheet.where("requests_new"), plain(new), "0",
            f"正文（{said.where}）称“{words}”，表三却有新收申请{plain(new)}件",
            f"the text ({said.where}) says that no request came in, yet table three has "
            f"{plain(new)} new ones",
        )  # fmt: skip
