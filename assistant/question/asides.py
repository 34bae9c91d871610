"""What is told beside a question: 我同事等着要这个数, 编辑催得紧. A sentence of its own that speaks
of whoever asks narrows nothing; a phrase, a wish, a condition or an exception does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.question.lexicon import Token, grammar
from assistant.question.named import COUNT_WORDS
from assistant.question.own_whole import without_own_whole
from ingest.store.words import cutter

Span = tuple[int, int]


def _any(group: str) -> str:
    """One of a group of patterns of the grammar."""
    return "|".join(grammar("asides")[group])


BRACKETED = re.compile(r"\(([^()]+)\)")
CLAUSE = re.compile(r"(?:[^,;:。?!—….]|\.(?!\s))+")
ASKED = re.compile(
    "多少|(?<![这那好上前])几(?!乎|[个位名]?[同人朋])|哪|占|谁$|什么|如何|怎[么样]|"
    "(?<!让)[给发]我$|对[得不]上|吻合|相符|(?<!不)一致|(?:正文|文中|表格?[里中一二三四]?)(?:里|中|上)?[却则又才]?[写印填报说讲是]|"
    "how |what|which"
)
# What would change the question if it were passed over: an exception, a choice, a matter.
RESTRICTING = re.compile(
    "除(?!夕)|扣|剔|刨|撇开|抛开|去掉|减|不[算含计]|不包|之外|以外|仅|限|只(?!是|好|能)|光(?!盘)|单[算看说指]|[算加]上|算进|"
    "算在|按|口径|均|关注|关于|针对|至于|涉及|有关|相关|感兴趣|来[说讲看]|而言|(?<!目)的[就都可才]?是|不是|我[是就]?[说指讲]|"
    "半年|季度|月份|个月|[你您请帮][^,]*(?:[把列筛挑]|给我|提供)|without|except|only|not|about|exclud"
)
# A phrase in front: of the way, the time, the matter or the case.
LEADING = re.compile(
    "^(?:通过|经(?!查)|由|用|以|从|在(?![写做编查看核找等备学忙])|照|依|根据|凭|对|自|随|如果|要是|假如|假设|倘|若|只要|万一|预计|"
    "因(?!.*(?:写|用|工作|课题|研究|论文|作业|汇报))|为(?!做|写))"
)
TRAILING = re.compile(
    "(?:的|类|方面|领域|部分|[这那][种类]|情况|问题|(?<![这件])(?<!故)事|[案件]|[中内后前间里上时]|(?<!一)下|时候|以来|当中|里头|里面)$"
)
# What is done with requests and cases, and how they come in.
PROCEDURE = re.compile(
    "申请|(?<!政务)公开|答复|办结|受理|撤|延期|[超逾]了?期|期限|时限|拖[了着]|补正|听证|提[交出]|递|寄|来[信电函]|审|诉|复议|罚|许可|强制|查[封处]|检查|立案|催办|"
    "缴|费|答|补[了过]?材料|拒|判|拆"
)
# What one wishes to have: what stands behind is asked for, unless it is nothing in particular.
WISH = re.compile(
    "知道|想看|看看|给[我个]|了解|关心|打听|(?<![访慰顾])问(?![题答卷责得完])|(?<![检调审])查(?![封处])|找(?!错|到|不)|"
    "统计(?!年鉴|局)|(?<![主重快])[想需]?要(?![是求用做写画交背讲登配放发])|听说|说(?![明法不])|讲(?!座|解)|"
    r"\b(?:want|like|need|know|see|tell|show|give|find)\b"
)
# What a matter is called as such: 信访件, 复议的情况. Without it the matter may be said again.
HEAD = re.compile("^[起到及过了着]|(?:的?(?:事儿?|情况|问题|申请|案子)|[件案量数])+$")
ANYTHING = re.compile(
    "[了过着吧呢啊呀的地得到起您你我们他她它这那又再个件事一两下遍句次声会儿半天好久数字据年报告清楚"
    "问查找看核 ]*(?:[没不].*)?"
)
# Whoever asks or is asked, but for 我市 and 你局.
PERSON = re.compile(
    "(?:我|俺|咱|您|你)(?![省市区县州乡镇街村局厅国 ]|们 )|本人|大家|"
    r"\b(?:i|i'm|my|me|we|our|us|you|your|sorry|thanks?)\b"
)
# Persons around whoever asks, who file no requests by the dozen.
SOMEBODY = re.compile(_any("somebody"))
# 有人说, 来电问: what was said, whatever it names.
SPOKEN = re.compile(_any("spoken"))
# What one does with a number, and how one comes to ask for it.
STORY = re.compile(_any("story"))
# How something strikes one, or has come about: 手机快没电了, 睡不着, 真好吃.
TOLD = re.compile(_any("told"))
SAYING = re.compile(_any("saying"))
# 刚成立的公司 is one of a kind.
NAMING = re.compile("的[\u3400-\u9fff]{1,5}$")
# 倘若方便, 若蒙告知感激不尽: what one says so as to be polite.
POLITE = re.compile(
    "(?:如果|如|若|倘若|要是|可否|能否|还请)(?:不麻烦|不打扰|方便|可以|[蒙承]|示下|告知|相告|赐[教告]|指[教点]|[您你]|感激不尽|的话)+"
)
# A request or a purpose without a matter of the form: words of asking and of writing, kinds of
# writing, whom one speaks to and what the small words between are; whole clauses only.
ASKING = _any("asking")
WRITING = _any("writing")
BETWEEN = _any("between")
# So long at most: the words overlap, and a pattern of them takes ever longer to fail.
LONGEST_CALL = 20
CALL = re.compile(f"(?=.*?(?:{ASKING}))(?:{ASKING}|{WRITING}|{BETWEEN})+(?<!的)")
PURPOSE = re.compile(
    f"(?:^|(?<=[,;:。?!]))(?:{WRITING})+[里中上]?(?:想|需?要|需|得|准备|打算){{1,3}}"
    "(?:[写用引做画配补说看](?!的|[^,;:]*的有?[几多])|(?=[一个]))"
)
# 领导要江夏2021年…, 老板想看…, 求2021年: who wants to know, right before the place or year.
ASKER = re.compile(
    f"^(?:求|需?要|需|取|核)|^(?:我们?|咱们?)?(?:{_any('somebody')})们?(?:[想急正在又还也只就]|急着|等着|[让叫要]我|刚才?|今天|突然)*"
    "(?:[要问查催看找]|打听|了解|知道|统计|核对?)(?:一?下|的是|个数)*"
)
# 收费公示那张表上，江夏的行政事业性收费: the table is named, and its row again.
TABLE = re.compile(
    "^[在从]?(?:(?:依申请|主动)?公开|申请|收费|许可|处罚|强制|行政|复议|诉讼|政府|信息|收到|处理|办理|结果|情况|统计|公示|汇总|明细|年报|报告|"
    "[和与、及的附第一二三四里那这张个份])+(?<!第[一二三四])表格?[里上中][面头边]?,"
)
# Table three is what is read anyway, and a total left blank is added up anyway.
HELD_TO = re.compile(
    "(?:就?按|以)(?:表[一二三四里格]|年报|报告)[里上]?的?(?:数字?)?(?:为准|[算来])|"
    "(?:总计|合计)?[列栏格]?(?:好像|似乎|可能)?(?:没填|空着|空白)|"
    "(?:若|如果?|要是)(?:总计|合计)?(?:为?空|没填)[着了白]?(?:的话)?[则就]?(?:求和|加总|自己加)"
)
OF_A_KIND = re.compile("(?<![问查写引])的$")
ONE_IS = re.compile(
    "是|^[我俺](?:们)?(?:[搞做干跑学教开卖修当管放剃种养]|[替帮给])[\u3400-\u9fff]{1,6}的$"
)
# What takes up again what was told: these, of them.
TAKEN_UP = re.compile(
    "[这那][种类样批些]|此类|其中|当中|他们(?!想|要|问|[不没未]?[给予拒收公办答处批罚准许])|她们|它们|像[他她]"
)
# 我公司, 我爸申请的: what belongs to whoever asks, or was asked by those around.
MINE = re.compile(
    "(?<![给帮替让请叫诉教])(?:我|俺|咱)们?(?:自己)?(?:的|那?家)?(?:公司|单位|厂|店|村|社区|小区|企业|学校|律所|事务所)|"
    "(?:(?:我|俺|咱)们?[^,;。?问查想要看]{0,3}?|同事|朋友|邻居|亲戚|爸|妈|家里人?)"
    "(?:申请|提交|递交|提出|[递提])[过了]?的(?!问题|是)|(?:我|俺|咱)们?家的"
)
# What is done with figures: told beside the question, it is asked of it all the same.
DONE = frozenset(
    ("share", "growth", "difference", "mean", "median", "sum", "trend", "ratio", "times", "points",
     "results", "applicants", "reasons", "parts", "largest")
)  # fmt: skip
ORDINAL = re.compile("第[一二三四五六七八九十\\d]{1,2}[条个项点家种类行名位多](?!问题|事)")
AGAIN = re.compile(r"[\s,;?]*(?:那么?|再)?\s*的?(?:呢|又[是有]?多少|又?如何|怎么样)[\s?。]*")
# 浏览量写了吗，多少: what it is a number of stands before.
NUMBER_ALONE = re.compile(
    r"^\W*(?:那|具体|到底|究竟|一?共|总共|[有是])*(?:多少|几)[件个条次份期人元]?[呢啊呀\W]*$"
)
DEGREE = re.compile("[很越最没]|[多少高低大小]$")
ASPECT = ("ul", "uz", "ug")
FRAMING = {"filler", "narrative", "out_of_scope", "operation", "coverage", "superlative"}
MEASURES = {"row2", "row3", "row4", "rate", "sum", "readings", "annex", "weak", "topic", "verdict"}


def without_asides(
    text: str, places: Sequence[Span], years: Sequence[Span], tokens: Sequence[Token]
) -> str:
    """A question without what is told beside it, but for a place or year that only stands there."""
    if cut := _lead(text, [*places, *years], tokens):
        return text[cut:]
    if (bare := without_own_whole(text, tokens)) != text:
        return bare
    measures = [(t.start, t.end) for t in tokens if any(m.kind in MEASURES for m in t.meanings)]
    asides = _asides(text, [*places, *years], measures)
    rest = "".join(c for at, c in enumerate(text) if not _held([(at, at)], asides))
    if not asides or not re.search(r"\w", NUMBER_ALONE.sub("", rest)) or TAKEN_UP.search(rest):
        return PURPOSE.sub("", text) or text
    said = {m for t in tokens if not _held([(t.start, t.end)], asides) for m in t.meanings}
    measured = any(m.kind in MEASURES for m in said)
    for aside in reversed(asides):
        own = {m for t in tokens if _held([(t.start, t.end)], [aside]) for m in t.meanings} - said
        again = _said_again(text[slice(*aside)], text[aside[1] :])
        told = not again and any(m.kind not in FRAMING for m in own)
        named = told or _held([*places, *years], [aside])
        done = any(m.kind == "operation" and m.code in DONE for m in own)
        who = any(m.kind == "breakdown" and m.code != "total" for m in own)
        who &= not PERSON.search(text[slice(*aside)])
        who |= told and bool(TRAILING.search(text[slice(*aside)]))
        # 无法提供：没有现成信息需要另行制作 is one name.
        goes_on = told and text[: aside[0]].endswith(":")
        # 有2件复议吧，其中1件被纠正了？ asks of both.
        goes_on |= told and not text[aside[1] :].strip("?。! ") and "其中" in text[slice(*aside)]
        # 第三行呢，几件 picks a line.
        goes_on |= bool(ORDINAL.search(text[slice(*aside)]))
        # 2024年呢, 那洪泽呢 behind another year or place asks the same of it.
        bare = _blank(text, [*places, *years])[slice(*aside)]
        goes_on |= bool(_held([*places, *years], [aside]) and AGAIN.fullmatch(bare))
        if done or who or goes_on or (named and not measured):
            continue
        kept = [
            text[slice(*span)] for spans in (places, years)
            if len(_held(spans, asides)) == len(spans) for span in _held(spans, [aside])
        ]  # fmt: skip
        text = text[: aside[0]] + "".join(kept) + text[aside[1] :]
    text = PURPOSE.sub("", text)
    return re.sub(r"[,;:\s—…]*([,;:。?!])[,;:。?!—…\s]*", r"\1", text).strip(",;:。!—… ")


def _lead(text: str, named: Sequence[Span], tokens: Sequence[Token]) -> int:
    """Where a question begins behind who asks it, or the table of its row; 0 where at the start."""
    asker, table = ASKER.match(text), TABLE.match(text)
    if asker and any(start == asker.end() for start, _ in named):
        return asker.end()
    own = {m.kind for t in tokens if table and t.start >= table.end() for m in t.meanings}
    return table.end() if table and own & (MEASURES - {"weak", "topic"}) else 0


def whose(text: str) -> Iterator[str]:
    """What narrows a figure to those of whoever asks."""
    yield from (m.group() for m in MINE.finditer(text))


def _asides(text: str, named: Sequence[Span], measures: Sequence[Span]) -> list[Span]:
    """What is told beside in clauses and brackets, in order, and the clauses next to one that tell
    something too.
    """
    brackets = [m.span() for m in BRACKETED.finditer(text)]
    whole = _blank(text, [*brackets, *named])
    clauses = [
        m.span() for m in CLAUSE.finditer(_blank(text, brackets)) if whole[slice(*m.span())].strip()
    ]
    kinds = [
        "aside" if _said_again(whole[start:end].strip(), text[end:])
        else _kind(whole[start:end].strip()) for start, end in clauses
    ]  # fmt: skip
    bare = [not _held([*named, *measures], [span]) for span in clauses]
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        for at, after in pairwise(order):
            if kinds[at] == "aside" and kinds[after] == "sentence" and bare[after]:
                kinds[after] = "aside"
    found = [span for span, kind in zip(clauses, kinds, strict=True) if kind == "aside"]
    inner = [span for span in brackets if _kind(text[span[0] + 1 : span[1] - 1]) == "aside"]
    return sorted([*found, *(span for span in inner if not _held([span], found))])


def _kind(clause: str) -> str:
    """aside, sentence (it tells something, of whom is open), or "" for what may be asked."""
    called = len(clause) <= LONGEST_CALL and CALL.fullmatch(clause)
    saying = SAYING.search(clause) and not any(
        held.search(clause) for held in (PROCEDURE, ASKED, OF_A_KIND)
    )
    if called or saying or HELD_TO.fullmatch(clause) or POLITE.fullmatch(clause):
        return "aside"
    if ASKED.search(clause) or COUNT_WORDS.search(clause) or RESTRICTING.search(clause):
        return ""
    own = PERSON.search(clause)
    done = PROCEDURE.search(clause) and not SPOKEN.search(clause)
    way = LEADING.search(clause) or TRAILING.search(clause) or done
    # 我们街道的 is of a kind; 我是跑新闻的 tells what one is, 替室友问的 who asks.
    kind = OF_A_KIND.search(clause) and not ONE_IS.search(clause)
    if kind or (way and not own) or _wishes(clause) or (own and _bare_noun(clause)):
        return ""
    told = TOLD.search(clause) and not NAMING.search(clause)
    if own or STORY.search(clause) or told or SOMEBODY.fullmatch(clause):
        return "aside"
    return ("aside" if SOMEBODY.search(clause) else "sentence") if _tells(clause) else ""


def _said_again(clause: str, behind: str) -> bool:
    """读者问起信访件：信访类申请多少件: what was asked about stands again behind the colon."""
    found = WISH.search(clause)
    if not found or behind[:1] != ":" or ASKED.search(clause) or RESTRICTING.search(clause):
        return False
    matter = HEAD.sub("", clause[found.end() :])
    return len(matter) > 1 and matter in behind


def _bare_noun(clause: str) -> bool:
    """我公司, 我们村: whose it is, and nothing told of it."""
    tags = cutter().tag(clause)
    return not clause.isascii() and all(kind[0] in "nrj" or kind == "zg" for _, kind in tags)


def _wishes(clause: str) -> bool:
    """Whether a thing is wished for or named: 同事问女性, 我要网上的; 要交材料 and 说没用 tell."""
    found = WISH.search(clause)
    behind = clause[found.end() :].strip() if found else ""
    if not found or ANYTHING.fullmatch(behind):
        return False
    if found[0].endswith("要"):
        thing = TRAILING.search(behind) or PROCEDURE.search(behind)
        return bool(thing) or cutter().tag(behind)[0][1][0] not in "vm"
    return found[0] not in ("说", "听说", "讲") or not (_tells(behind) or PERSON.search(clause))


def _tells(text: str) -> bool:
    """Whether words are a sentence: with a verb, an adjective or what marks either."""
    tags = [kind for _, kind in cutter().tag(text)]
    return any(kind[0] in "vla" or kind in ASPECT for kind in tags) or bool(DEGREE.search(text))


def _blank(text: str, spans: Iterable[Span]) -> str:
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _held(spans: Iterable[Span], within: Sequence[Span]) -> list[Span]:
    return [(s, e) for s, e in spans if any(a <= s < b for a, b in within)]
