"""Which question about the reports themselves is asked: what is loaded, who published, how many."""

import re

from assistant.query import Query
from assistant.question.cells import Codes
from assistant.question.numbers import bound_of

# 几份报告 are the reports themselves, whatever else is said of them.
OF_REPORTS = re.compile(
    "(?:几|多少)[份个篇]?(?:地方的|机关的|单位的)?(?:年度)?(?:报告|年报)|how many reports|"
    "(?:报告|年报).{0,6}收了?哪[几些]年|收了?哪[几些]年.{0,4}(?:报告|年报)"
)
# 江苏省的有哪些, 有2022年的吗: what is there, where no figure is named.
ANY = re.compile(
    r"有哪些|有(?:哪|几|哪几)年|[有收存][^,;。]{0,8}哪一?年[份度]?的?(?:数据|资料|年报|报告)|哪[些几]个?年[份度]?的?(?:数据|资料|年报|报告)|有没有|"
    r"有.*(?:报告|年报).*吗|都有|收录|do you have|is there"
)
OF_A_TABLE = re.compile("表[二三四2-4]")
HELD = re.compile(
    "[\\s\\d年度的这那份它到、和]*(?:政府)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?"
    "(?:年报|报告|数据|资料|材料|记录|收录|信息)?[呢吗啊呀的?。,]*"
)

DIFFERS = re.compile(
    "(?:年报|报告)(?:之间|各自|到底)?[有存].{1,4}(?:不同|[区差]别|不一样|差异)|口径.{0,3}(?:一样|相同|一致)"
)


# 哪些地方2024年有年报, 哪些机关发布了2023年的报告.
YEAR = r"(?:(?:19|20)?\d\d年度?|[去前今]年度?)?的?"
WHOSE = re.compile(
    f"(?:都|{YEAR})?(?:哪[些几]个?|什么)(?:地方|地区|机关|单位){YEAR}(?:都|已经?|目前|现在)?"
    f"(?:有|收录了?|收了|出了|发布?了|公布了|能查到|查得到|找得到)了?{YEAR}(?:政府信息公开)?(?:工作)?(?:年度)?"
    "(?:年报|报告)了?[呢啊?。]*"
)


def about_reports(query: Query, codes: Codes, counts: bool) -> str:
    """Which question about the reports themselves; 多少份 of what the tables count is none."""
    about = next(iter(codes("coverage")), "")
    if WHOSE.fullmatch(query.plain):
        return "loaded"
    figures = any(codes(kind) for kind in ("operation", "superlative", "row2", "row4", "rate"))
    reports = OF_REPORTS.search(query.plain) and not figures
    if about in ("loaded", "count", "updated", "hello") and counts and not reports:
        return ""
    unread = len("".join(query.unread)) > 1
    told = codes("unstated") or codes("topic") or (unread and not OF_REPORTS.search(query.plain))
    if about == "loaded" and query.mentions and told:
        # 上海办公厅网上申请能干什么, 洪泽残疾人怎么用网站 ask of what is told there.
        return ""
    if about in ("loaded", "count", "") and codes("mention") and (unread or codes("topic")):
        # 哪几份年报说到了第三方评估 asks which of them do.
        return ""
    if about == "loaded" and query.counting and unread and not OF_REPORTS.search(query.plain):
        return ""
    if about == "count" and query.unread and not OF_REPORTS.search(query.plain):
        return ""
    if about == "publisher" and (codes("superlative") or codes("rank")):
        # 哪个机关的报告里不予处理最多
        return ""
    scopes = {body.scope for body in query.bodies}
    if about == "scope" and len(scopes) < 2 and DIFFERS.search(query.plain):
        # 宿迁两年的年报有什么不同 is not answered by what each is about.
        return ""
    if about == "hello" and (query.unread or query.mentions or len(query.tokens) > 2):
        return ""
    read = ("topic", "rate", "readings", "sum", "absent", "unstated", "out_of_scope", "mention")
    counts = counts or bool(codes("operation") or unread)
    nothing = not counts and not any(codes(kind) for kind in read)
    # 村里有没有公开栏 is no question for reports.
    # 表二有哪些内容, 超过100件的有哪些 ask of what a report holds.
    held = OF_A_TABLE.search(query.plain) or bound_of(query.plain)
    any_of = None if held else ANY.search(query.plain)
    other = any_of and any_of[0] == "有没有" and not HELD.fullmatch(_behind(query, any_of.end()))
    return "loaded" if not about and nothing and any_of and not other else about


def _behind(query: Query, start: int) -> str:
    """What stands behind a place in the question but for the places it names."""
    text = query.plain
    for m in sorted(query.mentions, key=lambda m: -m.start):
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text[start:]
