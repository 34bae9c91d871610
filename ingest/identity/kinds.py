"""What a file is where it is no body's annual report: a notice, a guide, a blank form."""

import re
from collections.abc import Sequence

from ingest.document import Document
from ingest.errors import UnreadableReport
from ingest.figures import Figure
from ingest.identity.bodies import read_body
from ingest.identity.periods import year_in_title
from ingest.identity.titles import read_titles, subject_of

REPORT = re.compile(r"(?:年度|工作|情况|总结).{0,6}报告|年报")
DISCLOSURE = re.compile(r"(?:政府信息|信息|政务)(?:与政务|主动)?公开")
ABOUT = re.compile(r"主动公开|依申请公开|公开申请|信息公开")
SCHOOL = re.compile(r"(?:大学|(?<!科)学院|学校|中学|小学|幼儿园|职业技术学院|党校)$")
SCHOOLS_LAW = re.compile(
    r"高等学校信息公开办法|高校信息公开|本校|我校|学年度?信息公开"
    r"|[\u4e00-\u9fff]{2,}(?:大学|(?<!科)学院)(?:\d{4}|二[〇零○])?.{0,12}信息公开"
)
HOSPITAL = re.compile(r"(?:医院|卫生院|保健院|血站)$")
# The first lines of other documents, by what they are called in English.
OTHERS = {
    "a notice": r"通知|公告|通告|通报|公示|的函|批复|函$",
    "a guide to disclosure": r"指南|须知|流程",
    "a catalogue": r"目录|清单",
    "a rule or plan": r"办法$|规定$|制度|规程|方案|要点|计划|预案|意见$|细则",
    "a form to fill in": r"申请表|登记表|样表|模板|格式",
    "another kind of report": (
        r"法治政府|政府工作报告|述职|预算|决算|网站工作(?:年度)?报表|绩效|考核报告"
    ),
    "an explanation": r"解读|问答|答记者问",
}
# What stands for a body's name in a form to fill in: ××县××局, （单位名称）, 20××年.
PLACEHOLDER = re.compile(
    r"[×xXＸ*＊○]{2,}(?=[省市区县镇乡局委厅办年]|街道|单位|部门)|[（(](?:单位|部门|机关|机构)(?:名称|全称)[)）]"
)
TEMPLATE = re.compile(r"(?:样表|表格|模板|样式|格式)(?:$|[（(])")
PART_OF_YEAR = re.compile(r"季度|季报|月报|半年|\d月?[-—－~～至到](?:1[01]|0?[1-9])月")
WHOLE_YEAR = re.compile(r"年度.{0,6}报告|年报|全年")
ABOUT_PAGE = re.compile(
    r"(?:网站名称|(?:发布|公开)(?:日期|时间)|(?:信息|文章)?来源|索引号)\s*[:：]"
)
FEWEST_CHAPTERS = 3
LISTED = 4
BEGINNING = 1000  # characters
SENTENCES = 6  # that a report has at least, and no form


def refuse_others(document: Document, figures: Sequence[Figure], source: str) -> None:
    """Raise UnreadableReport for what is no annual report of a government body."""
    if seen := other_kind(document, figures):
        todo = "add the filled report" if "blank form" in seen else "add the report itself"
        todo = "add reports of government bodies" if "other tables" in seen else todo
        raise UnreadableReport(source, seen, todo)


def other_kind(document: Document, figures: Sequence[Figure]) -> str:
    """What the document is, in words, "" for a government body's annual report."""
    text = document.text
    if not text.strip() and not document.tables:
        return "the file holds no text"
    read = read_titles("\n".join(document.head) or text)
    # 政府信息公开年报 alone is a page's menu.
    titles = [t for t in read if subject_of(t) or year_in_title(t)]
    # 附件：2023年年度报告表格（样表） names what a notice holds.
    titles = [] if titles and all(map(TEMPLATE.search, titles)) else titles
    of_body = [title for title in read if subject_of(title)]
    subject = subject_of(of_body[0]) if of_body else ""
    numbers = any(f.state == "number" for f in figures)
    if SCHOOL.search(subject) or (not numbers and SCHOOLS_LAW.search(text[:2000])):
        return "a university's or school's report, which has other tables"
    if HOSPITAL.search(subject) and not numbers:
        return "a hospital's report, which has other tables"
    if of_body and all(map(PLACEHOLDER.search, of_body)):
        return f"a blank form: it names no body ({of_body[0][:30]})"
    if part := _of_part_of_year(next(iter(titles), _first("\n".join(document.head)))):
        return f"no annual report: it is of a part of a year ({part[:30]})"
    if numbers:
        return ""
    named = _named(document) if not titles else ""
    if named:
        return f"no annual report on information disclosure ({named})"
    # A body that had nothing to count may leave every cell blank, and yet tells of its year.
    told = bool(titles) and text.count("。") >= (SENTENCES if subject else 2 * SENTENCES)
    told = told and _is_report(document, titled=True)
    if figures and not told:
        return "a blank form: its tables hold no number"
    if len(titles) >= LISTED and not document.sections:
        return f"a list of {len(titles)} reports and none of them itself"
    if _is_report(document, bool(titles)):
        return ""
    if title := _title_amid(text):
        return f"a report's title without its chapters and tables ({title[:30]})"
    return f"no annual report on information disclosure (it begins: {_first(text)[:30]})"


def _title_amid(text: str) -> str:
    """A title with body and year that a line, a field or a cell at the beginning holds."""
    titles = read_titles("\n".join(re.split(r'[\n,|\t"]', text[:BEGINNING])))
    whole = (t for t in titles if year_in_title(t) and t.endswith(("报告", "年报")))
    bodies = ((title, read_body(subject_of(title))) for title in whole)
    return next((title for title, body in bodies if body and body.place), "")


def _of_part_of_year(line: str) -> str:
    """A title that tells of a quarter or of months of a year, "" for any other line."""
    told = "公开" in line and year_in_title(line) and PART_OF_YEAR.search(line)
    return line if told and not WHOLE_YEAR.search(line) else ""


def _is_report(document: Document, titled: bool) -> bool:
    """Whether the prose alone is a report's: chapters about disclosure under such a title."""
    chapters = {s.chapter for s in document.sections if s.number}
    about = [c for c in chapters if ABOUT.search(c)]
    head = "\n".join(document.head)
    announced = bool(DISCLOSURE.search(head) and REPORT.search(head[:3000]))
    return len(chapters) >= FEWEST_CHAPTERS and (titled or announced or len(about) > 1)


def _named(document: Document) -> str:
    """What the first line that names a kind of document makes of it, with the line."""
    for line in [*document.head[:6], *([] if document.head else [_first(document.text)])]:
        short = line.strip()[:60]
        for kind, words in OTHERS.items():
            if len(line) <= 80 and re.search(words, short) and not re.search("[:：|>]", short):
                return f"{kind}: {short[:30]}"
    return ""


def _first(text: str) -> str:
    """The first line that is no label with what it says of the page, else the first of all."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return next((line for line in lines if not ABOUT_PAGE.match(line)), next(iter(lines), ""))
