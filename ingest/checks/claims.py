"""What a count of the prose says of tables three and four, where it can be told for certain.

A sentence may speak of the office alone, of one channel, of a part of the area or of another year;
only what speaks of the whole year and the whole body is a claim to hold against a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.amounts import plain
from ingest.prose.stated import Stated
from ingest.report import Report

REQUEST = (
    r"(?:各类|公民|法人|其他组织|群众|社会公众|申请人|提交|提出|、|或者?|和|及|的)*"
    r"(?:(?:政府|政务)?(?:信息)?(?:公开)?(?:的)?申请(?:数量|件|总数|总量|数)?"
    r"|依申请公开(?:政府)?(?:信息)?(?:申请|件|事项)?)"
)
COUNTED = r"(?:共计|总共|累计|一共|合计|共|新|实际|按时|按期|依法|及时|已|均|全部)*"
GRANTED = r"(?:准?予以?公开|同意公开)"
FILED = r"(?:办理|处理|应对|受理|收到|新收|新增|备案|立案|登记)*"
ABOUT = (
    r"(?:因|涉及|有关|被)*(?:政府)?(?:信息)?(?:公开)?(?:工作|申请|类|答复)?"
    r"(?:引发|发生|引起|产生|被?提起|被申请|涉及|的|共)*"
)
# The whole of a measure, its subject taken off, and what it then counts.
KINDS: tuple[tuple[str, str], ...] = (
    (
        rf"{COUNTED}(?:收到|受理|收办|办理|接收|接到|新收到?|收到并办理|收到并受理)(?:和办理)?{REQUEST}",
        "received",
    ),
    (rf"{COUNTED}(?:答复|办结|办理答复|办理完毕|办结答复)(?:了)?{REQUEST}", "answered"),
    (
        rf"(?:办理|答复|含|包含|包括)?(?:上一?|去)年度?结转(?:的|到本年度?|至本年度?)*(?:{REQUEST})?",
        "carried_in",
    ),
    (
        r"(?:结转|转|顺延)(?:至|到|入)?(?:下|次|20\d\d)一?年度?(?:继续)?(?:办理|答复)?(?:的)?"
        rf"(?:{REQUEST})?",
        "carried_out",
    ),
    (rf"{GRANTED}(?:及|和|、|与|或)(?:予以)?部分公开", "granted granted_in_part"),
    (GRANTED, "granted"),
    (r"(?:予以)?部分公开", "granted_in_part"),
    (r"不予公开", "refused"),
    (r"(?:(?:因|本机关|不掌握).{1,16})?无法提供", "unavailable"),
    (r"不予处理", "not_processed"),
    (r"其[他它]处理", "otherwise"),
    (r"自然人(?:提出|提交)?(?:的)?(?:申请)?", "natural_person"),
    (r"法人(?:或|和|及|、)其[他它]组织(?:提出|提交)?(?:的)?(?:申请)?", "organisations"),
    (rf"{FILED}{ABOUT}(?:行政)?复议(?:案件|申请|案)?", "review"),
    (rf"{FILED}{ABOUT}(?:行政)?(?:诉讼|应诉)(?:案件|申请|案)?", "suit"),
)
PATTERNS = tuple((re.compile(pattern), kind) for pattern, kind in KINDS)
DISPUTES = ("review", "suit")
# The chapter of problems and plans counts nothing of the year.
PLANS = "五"
FLOW = ("received", "answered")
ABOUT_DISCLOSURE = re.compile(r"信息公开|公开申请|依申请|申请公开")
# 不予公开 is said of documents under review as well.
DOCUMENTS = re.compile(r"公文|属性|信件|来信|留言|工单|信访件|咨询件|主动公开[^，。；、]{0,8}\d")
# The office's own share in a report on the whole area, and words of one way in.
OFFICE = re.compile(r"政府办|办公[厅室]|本级|代表?.{0,6}政府")
# 办结12件 after 收到申请15件 says what became of them.
BARE: tuple[tuple[str, str], ...] = (
    (r"(?:本年|当年|共|已)*(?:收到|受理|收办)", "received"),
    (r"(?:共|均|已|全部|按时|按期|及时|依法)*(?:办结|答复|办理答复|办结答复)(?:了)?", "answered"),
)
BARE_PATTERNS = tuple((re.compile(pattern), kind) for pattern, kind in BARE)
TOTAL = re.compile(r"公开申请(?:总量|总数|数量|受理量|量)(?:为|共|是|达|约)*$")
NEW = re.compile(r"(?:本年|当年|共)*新收到?")
RESULTS = {
    "upheld": re.compile(r"(?:结果)?(?:予以|决定)?维持(?:原.{1,6})?"),
    "corrected": re.compile(r"(?:结果)?(?:被|依法)?(?:纠正|纠错)"),
    "other": re.compile(r"其[他它]结果"),
    "pending": re.compile(r"(?:尚|仍)?未(?:审结|结案|办结)|正在审理"),
}
HANDLED = re.compile(r"(?:共|依法|积极|妥善)*(?:办理|处理|应对)")
REQUESTED = re.compile(r"(?:收到|受理|答复|办结|办理|接收|接到|收办).*申请")
CHANNEL = re.compile(r"通过|来信|来访|邮|网|信函|当面|电子|邮|传真|现场|平台")
UNITS = (
    "国|省|自治区|市|区|县|旗|州|盟|镇|乡|街道|系统|局|厅|委|办|部|院|机关|单位|行|室|会|署|社|馆|站|所|队|处"
    "|中心|集团|公司"
)
OWN = re.compile(rf"(?:全|我|本)(?:{UNITS})(?:各级(?:行政)?机关|各部门)?")
OWN_OFFICE = re.compile(
    r"(?:.{0,3}[省市区县州旗])?(?:人民)?政府办公?[厅室](?:代表?.{0,3}(?:人民)?政府)?"
)
LEADS = re.compile(
    r"^(?:20\d\d年度?|(?:各级)?行政机关|各级(?:政府|各部门)?|各(?:部门|单位|街道|乡镇|镇街|、)+|加上|连同|今年以来|年初以来|[，,、（(\s]|另有|另外|全年|年内|其中|含|包括|一年来|本年度?|依法|决定)+"
)
TAILS = re.compile(r"[（(].*?[）)]$|(?:决定|的)$")
ELSEWHEN = re.compile(
    r"上半年|下半年|季度|\d月|月份|同期|(?<!今年)(?<!一年)(?<!年初)以来|近[两二三四五\d]年|(?:去|上)年(?!度?结转)"
)
YEAR = re.compile(r"(20\d\d)年")
# Characters of a sentence and of a measure beyond which nothing is told for certain.
SENTENCE, MEASURE = 1000, 60
CLAUSE = re.compile(r"[，,。；;：:]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A count of the prose and its kind: a step of the flow, a result, an applicant, a dispute;
    `limited` where it speaks of the office alone, `partial` where of a part or of something else,
    `channel` where of one way in.
    """

    kind: str
    stated: Stated
    limited: bool = False
    partial: bool = False
    channel: bool = False

    @property
    def section(self) -> str:
        """The part of the chapter that it stands in."""
        return self.stated.where.partition("/")[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The rows of table three that a claim of a result counts."""
        return tuple(self.kind.split())


def claims_of(report: Report, stated: Sequence[Stated]) -> list[Claim]:
    """The claims of the prose in reading order, those that only bound others among them."""
    found: list[Claim] = []
    for one in stated:
        found += _claim(report, one, [c for c in found if c.stated.where == one.where])
    return found


def _claim(report: Report, stated: Stated, before: Sequence[Claim]) -> Iterator[Claim]:
    if stated.bound != "exact" or stated.unit not in ("件", "条", "份", "起", "宗", "次"):
        return
    if len(stated.quote) > SENTENCE or len(stated.measure) > MEASURE:
        return
    if stated.where.startswith(PLANS):
        return
    if elsewhen(report, stated):
        return
    measure = TAILS.sub("", LEADS.sub("", stated.measure))
    kind = _kind(_without_subject(report, measure))
    told = stated.quote + stated.subject
    # 办理行政复议案件 is what a reviewing body does, of whatever kind of case.
    about = measure if HANDLED.match(measure) else told
    if kind in DISPUTES and not ABOUT_DISCLOSURE.search(about):
        return
    if kind not in (*DISPUTES, *FLOW) and ("申请" not in told or DOCUMENTS.search(stated.quote)):
        return
    kind = kind or _bare_kind(measure, stated, before)
    if kind:
        yield Claim(kind, stated)
    elif REQUESTED.search(measure):
        limited, channel = bool(OFFICE.search(measure)), bool(CHANNEL.search(measure))
        yield Claim("", stated, limited, partial=not limited and not channel, channel=channel)


def _bare_kind(measure: str, stated: Stated, before: Sequence[Claim]) -> str:
    """What a verb or a result alone counts, by what was counted before it."""
    if TOTAL.search(stated.quote[: position_of(stated)]) or NEW.fullmatch(measure):
        return "received" if "申请" in stated.quote + stated.subject else ""
    if any(c.kind in FLOW for c in before) and all(c.kind for c in before):
        found = next((kind for pattern, kind in BARE_PATTERNS if pattern.fullmatch(measure)), "")
        if found:
            return found
    last = next((c.kind for c in reversed(before) if c.stated.quote == stated.quote), "")
    dispute = last.partition("_")[0]
    if dispute in DISPUTES:
        results = (name for name, pattern in RESULTS.items() if pattern.fullmatch(measure))
        return next((f"{dispute}_{name}" for name in results), "")
    return ""


def _kind(measure: str) -> str:
    return next((kind for pattern, kind in PATTERNS if pattern.fullmatch(measure)), "")


def _without_subject(report: Report, measure: str) -> str:
    """The measure without the body itself that it begins with."""
    for pattern in (OWN, *([OWN_OFFICE] if report.scope == "office" else [])):
        if found := pattern.match(measure):
            return LEADS.sub("", measure[found.end() :])
    name = report.publisher
    if report.scope == "region":
        name = re.sub(r"(?:人民政府|管理委员会|行政公署)$", "", name)
    own = (name[at:] for at in range(len(name) - 1))
    found_own = next((n for n in own if n and measure.startswith(n)), "")
    return LEADS.sub("", measure[len(found_own) :])


def elsewhen(report: Report, stated: Stated) -> bool:
    """Whether a number is told of another year or of a part of this one."""
    before = stated.quote[: position_of(stated)]
    years = YEAR.findall(before)
    if years and report.year and int(years[-1]) != report.year:
        return True
    return bool(ELSEWHEN.search(CLAUSE.split(before)[-1]))


def position_of(stated: Stated) -> int:
    """Where the number stands in its sentence, the end where it isn't printed in plain digits."""
    found = re.search(rf"(?<![\d.]){re.escape(plain(stated.value))}(?![\d.])", stated.quote)
    return found.start() if found else len(stated.quote)
