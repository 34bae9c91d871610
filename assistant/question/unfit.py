"""What a question sets together that no table does: a row with a column, a row with another."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise

from assistant.codes import is_result, leaves, rates
from assistant.query import Query
from assistant.question.adding import asks_sum
from assistant.question.asides import whose
from assistant.question.beside import SETTING, joins
from assistant.question.doing import PERCENT
from assistant.question.lexicon import Token, grammar
from assistant.question.pooled import pools, put_together
from ingest import forms

OFFICE = re.compile("[省市区县]?(?:人民)?(?:政府办公?[厅室]?|府办)(?![理结了完件公])")
# 大企业, 高新企业: an adjective right before what a row or column is called narrows it.
ADJECTIVES = frozenset("高低大小多少新")
OWN = ("本省", "本市", "本区", "本县", "本地", "我省", "我市", "我区", "我县")
NAMED = ("breakdown", "row2", "row4")
UNDONE = ("column2", "weak_column2")
REPEALED = ("repealed", "in_force")
# Tables and blocks that don't tell applicants apart.
OF_NO_ONE = {"2", "4", "review", "suit", "rules", "normative"}
BLOCKS = ("review", "suit")
# Whoever sues: no kind of applicant.
PUBLIC = frozenset(("老百姓", "百姓", "群众", "公民", "市民", "民众", "people", "citizens"))
WHO_IS = re.compile("是谁|是哪个?(?:机关|单位|部门)")
# Every row counts requests, cases or documents, and no persons.
PERSONS = re.compile(
    "(?:几|多少)[个名位](?:申请)?人|人(?:有|是)?(?:几|多少)[个名位]|人数|[几多少]个?人次"
)
# 罚了多少人: table two counts decisions, of which one person may get several.
PEOPLE = re.compile("(?:几|多少)人(?![次民均])|how many (?:people|persons|individuals)")
# Rows of tables two and four are about no disclosure, and of table two about no request.
DISCLOSED = ("公开", "公开的", "公开了")
# 全文公开的规范性文件: some of them, by how they were made known.
WHOLE_TEXT = re.compile("全文|整份|全盘|原样")
ROWS = {"row2": "2", "row3": "3", "row4": "4", "readings": "3"}
JOINED = re.compile(
    "[和与跟同及、,;/?。:比占加减除]|[多少高低大小]于|超过|不及|还有|以及|各|and|over|,|to"
)
# 上年结转的121件里，公开了几件; of the requests carried over, how many.
WITHIN = re.compile("^[^加和与及]*?(?:里[面头]?|当?中|其中),")
INSIDE = re.compile("的?(?:申请|那些|那[0-9]+件)?(?:里[面头边]?|[当其之]?中)(?:有|被|是)?")
OF_THOSE = re.compile(r"\bof (?:all )?(?:the|those) (?:requests |cases )?$")
CLAUSE_ENDS = re.compile("[,;。?]")
TOTALS = ("总计", "合计", "总数")
ADDED_TO = re.compile("[和与跟及加、]|加上|以及|再加")
# 复议维持的里面又去起诉的: what became of some of those; 复议和诉讼里 joins two.
OF_SOME = re.compile(
    "(?P<of>里|[当其之]中)|又|再(?!加)|还(?!有|是)|接着|继续|后来|之后|以后|仍|不服|\\bthen\\b"
)
LED = re.compile("(?:行政)?复议(?![之以]?后的?(?:提?起诉讼?|诉讼|官司))")
SAID_APART = re.compile("[和与跟及?。]|各|[多几]|\\band\\b(?! then)")
# Carried over, newly come and dealt with: the form never tells one by the other.
CARRIED = ("requests_carried_in", "requests_carried_out")


def unfit(query: Query) -> list[str]:
    """What a row named has no cell for: 撤销的行政许可, 对企业的处罚, 受理的许可申请; and who,
    where one counts.
    """
    known = forms.indicators()
    tables = {known[c].table if c in known else c.partition("_")[0] for c in query.items}
    documents = any(c.startswith(("rules", "normative")) for c in query.items)
    undone = [t for t in query.tokens for kind in UNDONE if t.code(kind) in REPEALED]
    left = [t.text for t in undone if not documents]
    if tables & {"4", "review", "suit"}:
        # 被驳回的复议: turned down by whom no column says.
        left += [t.text for t in query.tokens if "驳回" in t.text and not t.code("column4")]
    if tables & {"2", "4"}:
        # 应办理的行政许可: what is to be dealt with is told of requests alone.
        left += [t.text for t in query.tokens if t.code("sum") and t.text[0] in "应须"]
    if tables and tables <= OF_NO_ONE:
        who = [t for t in query.tokens if t.code("breakdown") not in ("", "total")]
        left += [t.text for t in who if t.text not in PUBLIC]
        left += [t.text for t in query.tokens if t.text in DISCLOSED and not documents]
    left += _by_whom(query)
    if documents:
        left += [t.text for t in query.tokens if t.code("weak") or WHOLE_TEXT.match(t.text)]
    else:
        left += [t.text for t in query.tokens if t.code("weak_row2")]
    if query.items and all(c in known and c.endswith("_decided") for c in query.items):
        left += [
            t.text
            for t in query.tokens
            if "requests_new" in (t.code("weak"), t.code("row3"))
            or t.code("column4") not in ("", "decided")
        ]
    shared = query.operation == "share" or PERCENT.search(query.plain)
    if shared and len(query.items) > 1:
        # 没审完的占几成，审完的里纠正的占几成: each of another whole.
        wholes = any(c in rates() or c.endswith("_decided") for c in query.items)
        left += [t.text for t in query.tokens if t.code("column4") == "decided" and not wholes]
    if query.operation == "mean" and query.items:
        # 平均每件罚多少: what a case comes to is no mean of the years.
        left += re.findall("每一?[件份宗张笔]", query.plain)
    left += _ranked_apart(query)
    if not query.operation and (asked := WHO_IS.search(query.plain)):
        left.append(asked.group())
    if persons := PERSONS.search(query.plain):
        left.append(persons.group())
    if tables == {"2"} and (people := PEOPLE.search(query.plain)):
        left.append(people.group())
    return left


def _by_whom(query: Query) -> Iterator[str]:
    """企业复议和申请各几件: whoever stands right before a row that tells no one apart."""
    rows = {t.start for t in query.tokens if t.code("row2") or t.code("row4")}
    who = (t for t in query.tokens if t.code("breakdown") not in ("", "total"))
    yield from (t.text for t in who if t.end in rows and t.text not in PUBLIC)


def _ranked_apart(query: Query) -> Iterator[str]:
    """谁申请得最多，公开了几件: what is put in order is not what the clause behind counts."""
    if "requests_new" in query.items or not query.items:
        return
    for token in (t for t in query.tokens if t.code("operation") == "applicants"):
        start = max(query.plain.rfind(mark, 0, token.start) for mark in ",;。?") + 1
        end = min((m.start() for m in CLAUSE_ENDS.finditer(query.plain, token.end)), default=0)
        own = [t for t in query.tokens if start <= t.start < (end or len(query.plain))]
        topic = query.plain[:start].endswith("的,")  # 不予公开的，谁申请得最多
        if (
            "最" in query.plain[start : end or None]
            and not topic
            and not any(t.code(k) for t in own for k in (*ROWS, "rate"))
        ):
            yield token.text


def crossed(query: Query, several: bool) -> Iterator[str]:
    """被复议的处罚, 结转来的里头公开的: rows that no table sets against each other; one share put
    together of what is not several years of one body.
    """
    yield from _each_of_its_own(query)
    yield from _case_followed(query)
    if (pooled := put_together(query)) and not (several and pools(query)):
        yield pooled
    if not any(code.startswith("suit") for code in query.items):
        # 复议败了几件: a review is upheld or corrected, a suit is lost.
        reviews = any(code.startswith("review") for code in query.items)
        yield from (t.text for t in query.tokens if t.text == "败" and reviews)
    rows = [
        (t, table) for t in query.tokens for kind, table in ROWS.items() if is_row(query, t, kind)
    ]
    for (one, own), (other, table) in pairwise(rows):
        codes = {one.code("row3"), other.code("row3")}
        carried = len(codes) > 1 and codes & set(CARRIED)
        between = query.plain[one.end : other.start]
        inside = WITHIN.search(between) or OF_THOSE.search(query.plain, 0, one.start)
        two = query.operation in (*SETTING, "growth") and joins(between)
        apart = inside or not (two or JOINED.search(between))
        if ((own != table or carried) and apart) or _of_another_result(one, other, between):
            yield from (one.text, other.text)


def _of_another_result(one: Token, other: Token, between: str) -> bool:
    """公开的申请中重复的几件, 公开的重复申请: each request has one result, and is counted by it."""
    first, second = one.code("row3"), other.code("row3")
    results = first and second and first != second and is_result(first) and is_result(second)
    if not results or leaves(first) >= leaves(second) or leaves(second) >= leaves(first):
        return False
    return bool(INSIDE.fullmatch(between)) or (not between and one.text.endswith("的"))


def _case_followed(query: Query) -> Iterator[str]:
    """复议维持的里面又去起诉的几件: no table follows a case into another block."""
    cases = [t for t in query.tokens if t.code("row4") or t.code("column4")]
    for result, suit in pairwise(cases):
        # 维持的复议后来又起诉的: what was upheld is the review, and no suit after one.
        led = result.code("column4") and suit.code("row4") == "suit_after_review"
        if led and query.plain[result.end : suit.start] in ("", "的") and LED.match(suit.text):
            yield f"{result.text}{suit.text}"
    for *two, other in zip(cases, cases[1:], cases[2:], strict=False):
        own = next((t.code("row4").partition("_")[0] for t in two if t.code("row4")), "")
        then, between = other.code("row4").partition("_")[0], query.plain[two[1].end : other.start]
        of_some, apart = OF_SOME.search(between), SAID_APART.search(between)
        # 里有几件又起诉 counts within; 几件，诉讼里 counts apart.
        within = of_some and (not apart or (of_some["of"] and of_some.start() < apart.start()))
        if own and then and own != then and any(t.code("column4") for t in two) and within:
            yield f"{two[1].text}{between}{other.text}"


def _each_of_its_own(query: Query) -> Iterator[str]:
    """宿迁的新收比洪泽的办结多多少: two bodies, each with a figure of its own, are not compared."""
    cut = query.plain.find("比")
    changes = query.operation in ("difference", "growth", "times")
    if not changes or cut < 0 or len(query.bodies) != 2 or len(query.items) != 2:
        return
    named = [t for t in query.tokens if any(t.code(kind) for kind in ROWS)]
    before, behind = ([t for t in named if (t.start < cut) is side] for side in (True, False))
    if len(before) == len(behind) == 1 and before[0].text != behind[0].text:
        yield from (before[0].text, behind[0].text)


def added_across(query: Query) -> Iterator[str]:
    """不予公开和自然人加在一起: a row and a column have no sum, and one is not the other's part;
    nor has 总计和予以公开 one.
    """
    named = [t for t in query.tokens if _adds(query, t)]
    # 自然人申请数与企业申请数: a row right behind a column is told of it.
    ends = {t.end for t in named if t.code("breakdown")}
    named = [t for t in named if t.start not in ends]
    for one, other in pairwise(named if asks_sum(query) else ()):
        kinds = {_kind(one), _kind(other)}
        if len(kinds) == 2 and ADDED_TO.fullmatch(query.plain[one.end : other.start]):
            yield from (one.text, other.text)


def _adds(query: Query, token: Token) -> bool:
    total = token.text in TOTALS and not token.code("breakdown")
    rows = any(token.code(kind) for kind in ("row2", "row4", "column4"))
    return total or rows or token.code("row3") in query.items or bool(token.code("breakdown"))


def _kind(token: Token) -> str:
    return "column" if token.code("breakdown") else "total" if token.text in TOTALS else "row"


def whole_unread(query: Query) -> Iterator[str]:
    """占能公开的比例, 占未公开的比例: a whole behind 占 that is no row, or the part itself."""
    cut = query.plain.find("占")
    if query.operation != "share" or cut < 0 or len(query.items) != 1 or query.breakdowns:
        return
    parts = [t for t in query.tokens if t.end <= cut and t.code("row3") in query.items]
    if query.plain[cut + 1 : cut + 2] != "比" and not parts:
        # 公开类的占办结多少: what is named is the whole, and no part.
        cases = query.items[0].startswith(BLOCKS)
        yield from (
            t.text for t in query.tokens
            if t.start == cut + 1 and t.code("row3") and not (cases and t.code("column4"))
        )  # fmt: skip
    for token in (t for t in query.tokens if t.start > cut):
        if token.text in DISCLOSED or (parts and token.code("row3") in query.items):
            yield token.text


def is_row(query: Query, token: Token, kind: str) -> bool:
    """Whether a token names a row of this kind that the question is read to ask for."""
    code = token.code(kind)
    return bool(code) and any(item == code or item.startswith(f"{code}_") for item in query.items)


@cache
def own_words(code: str) -> re.Pattern[str]:
    """The words that belong to a row or applicant by its own meaning."""
    held = (words for key, words in grammar("own").items() if code.startswith(key))
    return re.compile(f"(?:{'|'.join(chain.from_iterable(held))})+")


@cache
def called(code: str) -> str:
    """All that the forms call a row or applicant themselves, a line each."""
    known = forms.indicators()
    names = [known[code].name, known[code].row] if code in known else []
    names += [w for e in forms.entries() if e.code == code for w in e.printed]
    return "\n".join(names)


def of_another_place(query: Query) -> list[str]:
    """宿迁市区 is not 宿迁市: the sign of a division right behind a place names another one; what
    its 区政府办 received is not what it received.
    """
    behind = {query.plain[m.end : m.end + 1] for m in query.mentions}
    own = [] if any(b.scope == "office" for b in query.bodies) else OFFICE.findall(query.plain)
    return [*(w for w in query.unread if w in ("区", "县", "乡", "镇") and w in behind), *own]


def narrowed(query: Query) -> Iterator[str]:
    """大企业, 本区居民, 我公司的: what narrows a row or kind of applicant by the word before it."""
    held = {t.start: t for t in query.tokens if any(t.code(kind) for kind in NAMED)}
    for token in query.tokens:
        # 比2022年多处罚了几件 sets two years against each other.
        compares = token.text in "多少" and "比" in query.plain[: token.start]
        if token.text in ADJECTIVES and token.end in held and not compares:
            yield token.text + held[token.end].text
        # 本区居民 are some of those who apply.
        if token.text in OWN and token.end in held and held[token.end].code("breakdown"):
            yield token.text
    yield from whose(query.plain)
