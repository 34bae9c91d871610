"""What is told beside a question: 我同事等着要这个数, 编辑催得紧. A sentence of its own that speaks
of whoever asks narrows nothing; a phrase, a wish, a condition or an exception does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.question.clauses import (
    PERSON,
    TRAILING,
    WRITING,
    is_call,
    kind_of,
    one_of,
    said_again,
)
from assistant.question.lexicon import Token
from assistant.question.named import COUNT_WORDS
from assistant.question.own_whole import without_own_whole

Span = tuple[int, int]

BRACKETED = re.compile(r"\(([^()]+)\)")
CLAUSE = re.compile(r"(?:[^,;:。?!—….]|\.(?!\s))+")
PURPOSE = re.compile(
    f"(?:^|(?<=[,;:。?!]))[写做搞弄赶备]?(?:{WRITING})+[里中上]?(?:想|需?要|需|得|准备|打算){{1,3}}"
    "(?:[写用引做画配补说看算求](?!的|[^,;:]*的有?[几多])|(?=[一个]|[总合][计数]|占比|比[例重]|倍数|差[额值]|均[值数]|平均))"
)
# 领导要江夏2021年…, 老板想看…, 求2021年: who wants to know, right before the place or year.
ASKER = re.compile(
    f"^(?:求|需?要|需|取|核)|^(?:我们?|咱们?)?(?:{one_of('somebody')})们?(?:[想急正在又还也只就]|急着|等着|[让叫要]我|刚才?|今天|突然)*"
    "(?:[要问查催看找]|打听|了解|知道|统计|核对?)(?:一?下|的是|个数)*"
)
# 收费公示那张表上，江夏的行政事业性收费: the table is named, and its row again.
TABLE = re.compile(
    "^[在从]?(?:(?:依申请|主动)?公开|申请|收费|许可|处罚|强制|行政|复议|诉讼|政府|信息|收到|处理|办理|结果|情况|统计|公示|汇总|明细|年报|报告|"
    "[和与、及的附第一二三四里那这张个份])+(?<!第[一二三四])表格?[里上中][面头边]?,"
)
# 我耳朵不好你慢慢说啊江夏: talk in front of a place or year, with no mark between.
TALK = re.compile(
    "^[我俺][^,;:。?!]*(?:[啊呀哦呢吧啦哈嘛哟]|(?:[你您]|帮[我忙]|麻烦|给我)[^,;:。?!]{0,4}?[说讲念写看查报算找]{1,2}"
    "(?:给我)?(?:听|清楚|明白|仔细|[慢大细])?一?[点下些]?)$"
)
# What takes up again what was told: these, of them.
TAKEN_UP = re.compile(
    "[这那][种类样批些]|[这那]个数(?!据)|此类|其中|当中|他们(?!想|要|问|[不没未]?[给予拒收公办答处批罚准许])|她们|它们|像[他她]|"
    "(?:这么|这样|如此)(?:答复|回复|答的|回的|处理|办的|办理|拒|驳|判|推)"
)
# 我公司, 我爸申请的: what belongs to whoever asks, or was asked by those around.
MINE = re.compile(
    "(?<![给帮替让请叫诉教])(?:我|俺|咱)们?(?:自己)?(?:的|那?家)?(?:公司|单位|厂|店|村|社区|小区|企业|学校|律所|事务所)|"
    "(?:(?:我|俺|咱)们?(?:\\d+年)?[^,;。?问查想要看]{0,3}?|同事|朋友|邻居|亲戚|爸|妈|家里人?)"
    "(?:申请|提交|递交|提出|[递提])[过了]?的(?!问题|是)|(?:我|俺|咱)们?家(?:的|被[^,;。]{1,4}的)"
)
# 罚款合计多少钱宿迁公布了没有: the number itself is asked for.
# 信息有多少条，年报里是怎么写的: the sentence is shown beside its number anyway.
WHETHER_TOLD = re.compile(
    f"(?:{COUNT_WORDS.pattern})[^,;。?!]*?(?P<told>(?:公布|披露|透露)(?:过|了|出来)*(?:没有?|吗|么)|"
    "[,;?](?:那?(?:年报|报告|原文|正文|它|上面)[里中上]?面?)?(?:又?是|都)?(?:怎么|如何)[写说讲表提]述?的?[呢啊]?)"
    "(?=[,;。?!]|$)"
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
FRAMING = {"filler", "narrative", "out_of_scope", "operation", "coverage", "superlative"}
MEASURES = {"row2", "row3", "row4", "rate", "sum", "readings", "annex", "weak", "topic", "verdict"}


def without_asides(
    text: str, places: Sequence[Span], years: Sequence[Span], tokens: Sequence[Token]
) -> str:
    """A question without what is told beside it, but for a place or year that only stands there."""
    if whether := WHETHER_TOLD.search(text):
        return text[: whether.start("told")] + text[whether.end("told") :]
    if cut := _lead(text, [*places, *years], tokens):
        return text[cut:]
    if (bare := without_own_whole(text, tokens)) != text:
        return bare
    measures = [(t.start, t.end) for t in tokens if any(m.kind in MEASURES for m in t.meanings)]
    asides = _asides(text, (places, years), measures)
    rest = "".join(c for at, c in enumerate(text) if not _held([(at, at)], asides))
    if not asides or not re.search(r"\w", NUMBER_ALONE.sub("", rest)) or TAKEN_UP.search(rest):
        return PURPOSE.sub("", text) or text
    said = {m for t in tokens if not _held([(t.start, t.end)], asides) for m in t.meanings}
    measured = any(m.kind in MEASURES for m in said)
    for aside in reversed(asides):
        held = [t for t in tokens if _held([(t.start, t.end)], [aside]) and t.text != "问题"]
        own = {m for t in held for m in t.meanings} - said
        own = set() if is_call(text[slice(*aside)].strip()) else own
        again = said_again(text[slice(*aside)], text[aside[1] :])
        told = not again and any(m.kind not in FRAMING for m in own)
        named = told or _held([*places, *years], [aside])
        done = {m.code for m in own if m.kind == "operation"} & DONE
        done -= {"share"} if any(m.kind == "rate" for m in said) else set()
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
    front = min((start for start, _ in named), default=0)
    talk, bare = TALK.match(text[:front]), not any(_means(t) for t in tokens if t.end <= front)
    if talk and bare and kind_of(talk[0]) == "aside":
        return front
    own = {m.kind for t in tokens if table and t.start >= table.end() for m in t.meanings}
    return table.end() if table and own & (MEASURES - {"weak", "topic"}) else 0


def _means(token: Token) -> bool:
    return any(m.kind not in FRAMING for m in token.meanings)


def whose(text: str) -> Iterator[str]:
    """What narrows a figure to those of whoever asks."""
    yield from (m.group() for m in MINE.finditer(text))


def _asides(
    text: str, named: tuple[Sequence[Span], Sequence[Span]], measures: Sequence[Span]
) -> list[Span]:
    """What is told beside in clauses and brackets, in order, and the clauses next to one that tell
    something too; of the places and years that are named.
    """
    brackets = [m.span() for m in BRACKETED.finditer(text)]
    # 我宿迁的 is of a place, and 我去年 of me.
    whole = _blank(_blank(text, named[1], "\u3000"), [*brackets, *named[0]])
    clauses = [
        m.span() for m in CLAUSE.finditer(_blank(text, brackets)) if whole[slice(*m.span())].strip()
    ]
    kinds = [
        "aside" if said_again(whole[start:end].strip(), text[end:])
        else kind_of(whole[start:end].strip()) for start, end in clauses
    ]  # fmt: skip
    bare = [not _held([*named[0], *named[1], *measures], [span]) for span in clauses]
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        for at, after in pairwise(order):
            told = kinds[after] == "once" or (kinds[after] == "sentence" and bare[after])
            if kinds[at] == "aside" and told:
                kinds[after] = "aside"
    found = [span for span, kind in zip(clauses, kinds, strict=True) if kind == "aside"]
    inner = [
        span for span in brackets
        if all(kind_of(c) == "aside" for c in CLAUSE.findall(text[span[0] + 1 : span[1] - 1]))
    ]  # fmt: skip
    return sorted([*found, *(span for span in inner if not _held([span], found))])


def _blank(text: str, spans: Iterable[Span], sign: str = " ") -> str:
    signs = list(text)
    for start, end in spans:
        signs[start:end] = sign * (end - start)
    return "".join(signs)


def _held(spans: Iterable[Span], within: Sequence[Span]) -> list[Span]:
    return [(s, e) for s, e in spans if any(a <= s < b for a, b in within)]
