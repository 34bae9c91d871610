"""What is to be done with the figures of a question: the operation that its words ask for."""

import re
from collections.abc import Sequence

from assistant.codes import TURNED_DOWN
from assistant.query import Query
from assistant.question.beside import is_farther
from assistant.question.cells import GROUPS, Codes
from assistant.question.groups import names_bodies
from assistant.question.kinds import of_organisations
from assistant.question.numbers import NUMBER_IS, bound_of
from assistant.question.sides import ROWS
from assistant.question.suits import asks_result

OPERATIONS_OF_FIGURES = (
    "share", "results", "applicants", "reasons", "parts", "largest", "check", "confirm",
    "difference", "growth", "trend", "rank", "source", "sum", "mean", "median", "times", "ratio",
    "points", "all",
)  # fmt: skip
LARGEST = re.compile(
    r"(?:情形|理由|原因|结果)(?:当?中|之中|里[头面]?),?最[多大高少小低]的?[是有]?(?:几|多少)|"
    r"哪一?(?:[类种项条样块]|个?(?:原因|理由|缘由)).*(?:最|顶)[多大高少小低]|"
    r"最[多大高少小低]的?(?:[那这]一?|一)[项类种条](?![件个])|"
    r"最[多大高少小低]的?(?:结果|情形|理由|申请[人者])?是?(?:哪一?[类种项个]|什么)|最(?:主要|常见|常用|普遍|突出|多|少|不?少用|少见|罕见)的?(?:一?[类种项]|原因|理由|缘由|情形)"
)
# 不予处理最少的理由是什么: what lists, put in order.
LISTS = ("reasons", "results", "parts")
ALL_TOGETHER = re.compile(r"\ball (?:[a-z]+ )?(?:reasons|grounds|kinds),? (?:together|combined)")
# 申请人里最多的是哪类 is of who applied; 申请人逾期不补正 is one word, and names nobody.
APPLICANTS = ("申请人", "申请者")
KINDS = re.compile("理由|原因|缘由|结果|情形")
EQUAL = re.compile(
    "等于.{1,20}[吗么]|是不是等于|是否等于|等不等于|"
    # 上年11件，加2减1，是不是正好12
    "加[^,;。]{0,6}\\d+[^,;。]{0,3},?再?减[^,;。]{0,6}\\d+[^;。]*(?:是不是|是否|正好|刚好|[吗么]|对不对|对得上)"
)
ALIKE = re.compile("等于|相等|一样|相同|持平|equal|the same")
YES_OR_NO = re.compile(
    "[吗么][?。]*$|是不是|是否|等不等于|(?:^|\\b)(?:did|does|do|was|were|is|are) "
)
NO_SUM = re.compile("[加减]|[合总]计|[之总]和|\\b(?:sum|add)")
RATIO = re.compile(
    "[\u3400-\u9fff]比(?:是|为)?(?:多少|几)?[?。]?$|"
    r"how many .*\bper (?!cent|\d|hundred|thousand|year|month|week|day|head|capita|person)"
)
# 减少了几成, 比洪泽多百分之几: how much a number changed, and no share.
CHANGED_BY = re.compile(
    r"(?:[增涨升减降跌]|(?<![例比重率])变[动化]|[多少]了(?=几成|百分)|比[^,;。]{1,20}[多少高低])"
    r"[^占,;。]{0,3}(?:几成|百分[之比数])|"
    r"\b(?:dropped|fell|declined|decreased|rose|grew|increased|changed)\b.*\bby how much\b"
)
# 跌了多少（百分比）: in percent, and no share either.
IN_PERCENT = re.compile("[增涨升减降跌][^占,;。]{0,4}(?:多少|几)[^占]{0,8}百分[比数]")
# 增加了几倍 is by how much, 是上年的几倍 how much.
MORE_BY_TIMES = re.compile("(?:[增涨升多]|增[加长多]|上[升涨]|提高)[了出]?(?:多少|几)倍")
COUNTED_CHANGE = re.compile(
    "(?:[增涨降减升跌多少差变]|增[加长多]|减少|下[降跌]|上[升涨]|提高|降低|变[化动])[了出]?(?:多少|几)"
    "(?:[件条项起宗份单桩张]|个(?!百分|点)|(?:[百千]?[万亿])?[元块])|[多少].{1,6}了(?:多少|几)[件条项起宗份]|"
    r"\bby how many\b(?! per| point)"
)
# 自然人占了多少件 asks for the number itself.
COUNT_OF = re.compile("占了?(?:其中)?(?:多少|几)(?:[件份条次期人项起宗]|个(?!百分))")
# 合起来是多少件: what it adds up to is not known, so nothing is checked.
ADDED = re.compile("(?:加|[合凑]起来|之和|总和|合计).*(?:是|等于|成|够|得|为)$")
WHETHER = re.compile(
    "(?:是不是|是否|等于|[是为到有得成够])[^,;。]{0,3}\\d+[^,;。多几]{0,3}[?吗吧么]"
)
# 处罚和强制增长多少 is of two years, 处罚比强制多多少 of the two.
OVER_YEARS = re.compile(
    "[同环]比|[增涨升降跌]|减[少了幅]|变化|变动|提高|grow|grew|rise|rose|fell|fall|increas|decreas|chang"
)
AGAINST = re.compile(
    r"(?<![同环相对年占])比(?![上前去例重]|(?:19|20)\d\d)|(?<!增)减(?![少了幅多低小半])|较(?![上前去]|(?:19|20)\d\d)|差|超|[高低多少大小]于|"
    r"than|versus|\bvs\b|against|between"
)
ALL = re.compile(
    "[一总]共|共[计有]?(?=\\d)|合计|[加+][^,;。\\d]{1,14}(?:是不是|是否|等于|[是为]\\d)"
)
# Add up licences and penalties: told to, and not asked whether it does.
IMPERATIVE = re.compile(r"^(?:please )?(?:add up|sum up|total up)\b")
ERRAND = re.compile("(?:核对?|校[验对]|算一?算)(?:一?[下遍次])?")
UNKNOWN = re.compile("[多几]")
# Which parts of a figure, or how many of them: 哪几项超过20件, 理由里哪些不到10件.
PARTED = ("", "applicants", "results", "reasons", "parts", "largest")
WHICH_PARTS = re.compile(
    "(?:哪[几些]?|几|多少)[项种类]|哪[几些]个?(?:[栏格行列]|(?=数?[不没]?[是为有填][0零]))|(?:理由|原因|情形|结果|申请人)[^,;。]{0,2}(?:当?中|之中|里[头面]?)?[^,;。]{0,2}[,]?哪|"
    "(?:理由|原因|情形|结果|申请人|[各几]项)[^,;。]{0,14}的(?:都|分别)?[有是](?:哪|什么)|"
    "哪[些几]个?(?:不予公开|不予处理|无法提供|其他处理)?的?(?:理由|原因|情形|(?:办理|处理)?结果|申请人)|"
    "(?:理由|原因|情形|结果|申请人)[^;。]{0,16}的(?:都|全)?[给帮]?我?(?:[挑选找拎筛]出|列[出一个])|"
    r"\bwhich (?:reasons|results|outcomes|applicants|items|rows)\b"
)
GIVEN, ALL_OF_IT = re.compile("理由|原因|情形|reason"), ("requests_new", "results_total")
# 没有一件被公开: what was done with them is another figure.
DONE_TO = re.compile("被|获得?|得到")
HOW_MANY_KINDS = re.compile("(?<!哪)(?:几|多少)[项种类]")
# 6件不予公开的理由
GROUNDS = re.compile("的(?:理由|原因|缘由|名目)(?:呢|是)?[?。]*$")
PERCENT = re.compile("百分|比例|比重|几成|占")
# What each wording does wins over the softer ones beside it.
DECIDING, SOFT = ("source", "check", "ratio"), ("confirm", "parts", "trend", "sum", "all")


def operations_asked(query: Query, codes: Codes, items: Sequence[str]) -> list[str]:
    """The operations on figures that the words ask for, in their order."""
    if query.premises and not items and NUMBER_IS.search(query.plain):
        return ["source"]
    main = [op for op in codes("operation") if op in OPERATIONS_OF_FIGURES]
    main = _added(query, main, items)
    main = _with_points(main) or _changed(codes, items) or _implied(query, codes, items)
    if asks_alike(query) and 2 in (len(items), *map(len, (query.bodies, query.years))):
        # 新收等于办结吗: two numbers, and no sum.
        main = [op for op in main if op != "check"]
    elif (items or codes("weak")) and EQUAL.search(query.plain):
        main = ["check", *main]
    if main[:1] == ["check"] and len(codes("breakdown")) == 2 and not query.premises:
        # 企业与律所申请相等吗: two columns, each with its number.
        main = main[1:]
    if not main and {"rose", "fell"} & {*codes("operation")} and COUNTED_CHANGE.search(query.plain):
        # 收费增加了多少万元
        main = ["difference"]
    return _reworded(query, main)


def asks_alike(query: Query) -> bool:
    """Whether it is asked if two numbers are one; 加起来等于 is of a sum, 等于160吗 of a number."""
    whether = YES_OR_NO.search(query.plain)
    told = query.premises or query.rough or NO_SUM.search(query.plain)
    return bool(ALIKE.search(query.plain) and whether) and not told


def _added(query: Query, main: Sequence[str], items: Sequence[str]) -> list[str]:
    """相加是多少 asks for the sum, 相加是3531吗 and 相加，是不是170 whether it is one."""
    whether = query.premises and ("confirm" in main or WHETHER.search(query.plain))
    several = max(len(items), len(query.years), len(query.bodies)) > 1
    if whether and ("sum" in main or (several and ALL.search(query.plain))):
        return ["check", *(op for op in main if op != "sum")]
    checks = [t for t in query.tokens if t.code("operation") == "check"]
    if items and not query.premises and all(ERRAND.fullmatch(t.text) for t in checks):
        # 核对一下许可的处理决定数量: the number is wanted, and is checked anyway.
        main = [op for op in main if op != "check"]
    if IMPERATIVE.search(query.plain) and not query.premises:
        return ["sum" if op == "check" else op for op in main]
    sums = all(ADDED.search(t.text) and UNKNOWN.match(query.plain, t.end) for t in checks)
    return ["sum" if op == "check" and sums else op for op in main]


def _changed(codes: Codes, items: Sequence[str]) -> list[str]:
    """较上年增减几件: a difference, unless the row itself has a column of that name."""
    named = any(c.endswith("_items_change") for c in items)
    return ["difference"] if "items_change" in codes("column2") and not named else []


def _with_points(main: Sequence[str]) -> list[str]:
    """百分点 is a difference of rates, or of the shares that are named."""
    if "points" not in main:
        return list(main)
    rest = [op for op in main if op not in ("points", "share")]
    return ["share"] if "share" in main else rest or ["difference"]


def _implied(query: Query, codes: Codes, items: Sequence[str]) -> list[str]:
    """占 makes a share, 许可处罚比 and how many … per … a ratio; 复议结果 asks for the results."""
    if len(items) == 2 and RATIO.search(query.plain):
        return ["ratio"]
    if re.search(r"占(?!用)(?!了?(?:到|有)?(?:几|多少)[件个条次])", query.plain):
        return ["share"]
    if len(query.years) == 2 and re.search("比.{1,20}[多少高低]了?(?:吧|吗|么|没)", query.plain):
        return ["growth"]
    if is_farther(query, items, codes("breakdown")):
        return ["difference"]
    if LARGEST.search(query.plain):
        return ["largest"]
    if set(items) & {*GROUPS, *TURNED_DOWN} and GROUNDS.search(query.plain):
        return ["reasons"]
    # 复议结果, 企业申请的结果
    told = codes("row4") or (codes("breakdown") and not items)
    return ["results"] if told and not codes("column4") and asks_result(query) else []


def _reworded(query: Query, main: list[str]) -> list[str]:
    """The operations, where the words around them ask for another one than they do alone."""
    if ALL_TOGETHER.search(query.plain):  # all five reasons together: it is the whole
        main = [op for op in main if op not in LISTS]
    if "除以" in query.plain:
        return ["share" if PERCENT.search(query.plain) else "ratio"]
    most = any(t.code("superlative") for t in query.tokens)
    if main and main[0] in LISTS and (most or "largest" in main):
        return ["largest"]
    lapsed = [t.start for t in query.tokens if t.code("row3").startswith("otherwise_")]
    who = any(t.text in APPLICANTS and t.end not in lapsed for t in query.tokens)
    # 江苏谁最多, of which no report of its own is loaded, asks for what lies in it.
    place = len(query.mentions) == 1 and bool(query.mentions[0].bodies)
    who |= "谁" in query.plain and place and not names_bodies(query.plain)
    who |= of_organisations(query)
    if main and main[0] in ("largest", "rank") and who and not KINDS.search(query.plain):
        return ["applicants"]
    if main[:1] == ["rank"] and "share" in main:
        # 哪边不予处理的比例高 puts shares in order.
        main = [op for op in main if op != "rank"]
    if COUNT_OF.search(query.plain):
        main = [op for op in main if op != "share"]
    if COUNTED_CHANGE.search(query.plain):
        main = ["difference" if op == "growth" else op for op in main]
    if CHANGED_BY.search(query.plain) or IN_PERCENT.search(query.plain):
        main = ["growth" if op == "share" else op for op in main]
    if MORE_BY_TIMES.search(query.plain):
        main = ["growth" if op == "times" else op for op in main]
    return main


def deciding(operations: Sequence[str]) -> str:
    """The operation that decides, the first of the strongest."""
    deciding = [op for op in operations if op in DECIDING]
    strong = [op for op in operations if op not in SOFT]
    soft = [op for op in operations if op != "confirm"]
    found = next(iter(deciding or strong or soft or operations), "")
    return "parts" if found == "all" else found


def over_years(query: Query) -> bool:
    """Whether it is asked how what is named changed from year to year: 许可和处罚同比增长多少."""
    step = query.period is not None and query.period.kind == "step"
    changed = query.operation in ("growth", "difference")
    if query.operation == "times":
        return step
    told = step or OVER_YEARS.search(query.plain)
    against = AGAINST.search(query.plain)
    # 与上年差多少 sets the year against the one before.
    apart = against is not None and not (step and against[0] == "差")
    return changed and bool(told) and not apart


def which_parts(query: Query) -> bool:
    """哪几项超过了20件: whether it is asked which parts keep to a limit, of whatever they are."""
    return bool(WHICH_PARTS.search(query.plain)) and bound_of(query.plain) is not None


def limits_parts(query: Query) -> bool:
    """Whether those parts are told: of the one figure named, and of nothing behind the limit."""
    one = len(query.items) == 1 and len(query.bodies) < 2 and query.operation in (*PARTED, "share")
    bound = bound_of(query.plain) if one and which_parts(query) else None
    if bound is None or (GIVEN.search(query.plain) and query.items[0] in ALL_OF_IT):
        # 哪类理由超过20件: reasons of what, is not said.
        return False
    own = {*query.items, *query.breakdowns}
    behind = [t for t in query.tokens if t.start >= bound.end]
    named = {t.code(kind) for t in behind for kind in (*ROWS, "breakdown") if t.code(kind)}
    return named <= own and not DONE_TO.match(query.plain, bound.end)
