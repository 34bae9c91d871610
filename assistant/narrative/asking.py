"""How a question asks for what is told in words: where, which points, and what only leads in."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.codes import rates
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.question.multiples import multiple_of
from assistant.question.numbers import bound_of

# Words by which a report owns to its problems, or a reader wants them told: no matter of their own.
FRAMING = re.compile(
    r"承认|坦[承言]|自[己我身查评]|[末结]尾|文末|检[讨视]|反[省思]|查[摆找]|总结|概[括述]|归纳|梳理|罗列|列[举出]|指出|"
    r"暴露|反映|准备|出来?|一下|简要|具体|主要|帮我|[还也][要需想得]|需要?|办公[厅室]|"
    r"\b(?:admit|acknowledg|conced|confess|identif|list|mention|point|describ|nam|fac|rais|see|say|"
    r"main|major|remain|there|own)(?:e|y|t|s|es|ts|ed|ted|ied|ies|ing|ting)?\b|\b(?:said|saw|up|out)\b"
)
# What one owns to is the matter: 自己承认过信息上网太晚吗.
OWNED = re.compile(
    "(?:有没有|有无|是否)?(?:自己|自身|它|也|都|曾)*(?:承认|坦[承言]|检讨|反省|自认)"
    "(?:过|了|自己|自身|的是)*"
)
# What is asked of the way in which a thing is done, and what every heading is about.
METHODS = re.compile(
    "(?:什么|啥|哪些|有|好|自己|自家|独特|特别)的?(?:做法|经验|举措|[招路]数|法子|办法|路子|点子|[妙高绝]招)|"
    "借鉴|参考|值得学|可以学"
)
OF_METHODS = re.compile(
    "好?做法|经验|借鉴|参考|举措|学习?|[招路]数|提质|质量|提[高升]|增效|办理|法子|办法|路子|点子|[妙高绝]招"
)
OF_ANY = re.compile("政府信息(?:公开)?|公开|工作")
# A where is a where however it is put, and what is wanted is no matter.
WHERE = re.compile(
    "(?:应?该|得|要)?[到上去往在]?(?:哪[儿里块]|何处|[什啥]么?地方|哪个地方)(?:去(?!年))?"
)
WANTING = re.compile("^(?:我?(?:想|要|想要)(?:知道)?)?在? +")
# Where to read something, and what is allowed, are told in words: of no row is it the figure.
IN_WORDS = re.compile(
    "(?:哪里|哪儿|在哪|何处|什么地方)(?:能|可以?|才能?)?(?:[看查找领交递寄拿]|下载)|"
    "^(?!.*(?:最|排|更|多少|几)).*(?:[到上去往找]了?(?:哪[里儿块个]|何处|[什啥]么?地方)|在哪[里儿]办)|"
    "(?:能|可以|允许|最多|只)[问提交](?!供)"
)
# What asks for words and no number, and why no table answered it.
TELLING = re.compile(
    r"怎么|如何|怎样|多久|没有$|有没有|呢[?。]*$|是否|谁|哪|什么|吗|(.)不\1|了没|情况"
)
# Points of chapter five are told one by one, and so counted: 哪几个方面, 存在几个问题.
POINTS = re.compile(
    "哪几|(?:存在|有|承认|列了|列出|提了|提到|提出|说|写|讲)[了着过]?(?:多少|几)[个条点项处](?:方面)?的?"
    "(?:主要|突出|具体)?(?:问题|不足|短板|困难|改进|措施|打算)"
)
CHAPTER = re.compile("(?:第|表)(?=[一二三四五六1-6](?:部分|章|节|大项)|(?<=表))([一二三四五六1-6])")
CHAPTERS = {c: name for n, name in enumerate("一二三四五六", 1) for c in (name, str(n))}


def asks_for_points(query: Query) -> bool:
    """Whether the problems or measures are asked for one by one, and no other count."""
    of_points = "problems" in query.topics or "measures" in query.topics
    return of_points and bool(POINTS.search(query.plain))


def of_methods(query: Query, own: Mapping[str, str]) -> list[str]:
    """依申请有什么做法可以借鉴: the headings named, each with its own name, where nothing more is
    asked than how it is done.
    """
    more = [w for w in query.unread if len(OF_METHODS.sub("", w)) > 1]
    if not METHODS.search(query.plain) or more or any(not m.bodies for m in query.mentions):
        return []
    short = {heading: OF_ANY.sub("", name) for heading, name in own.items()}
    named = {h: short[h] if len(short[h]) > 2 else name for h, name in own.items()}
    return [h for h, name in named.items() if len(name) > 2 and name in query.plain]


# What English does with a matter, whatever it is.
LIGHT = re.compile(
    r"\b(?:use[sd]?|using|hold|holds|held|before|publication|deal|make|made|take|took|"
    r"organi[sz]e[sd]?|provide[sd]?|offer(?:s|ed)?|way)\b"
)
# How English asks, in Chinese.
ASKED = {
    "问题": r"problems?|shortcomings?|weakness(?:es)?|issues?",
    "下一步打算": r"plans?|will|next|improve", "哪里": r"where", "谁": r"who", "怎么": r"how",
}  # fmt: skip


def in_chinese(question: str, unread: Sequence[str]) -> str:
    """What an English question asks of the prose, in the words of the reports: how does it evaluate
    departments' work is 怎么 考核 部门; as it is where it names nothing, or more than that.
    """
    matters = [name for name, words in _matters() if words.search(question)]
    rest = (LIGHT.sub("", FRAMING.sub("", word)) for word in unread)
    left = [w for w in rest if len(w) > 1 and not any(words.search(w) for _, words in _matters())]
    if left or not matters:
        return question
    asked = [name for name, word in ASKED.items() if re.search(rf"\b(?:{word})\b", question)]
    return " ".join((*asked[:1], *matters))


@cache
def _matters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = grammar("topics")["prose"].items()
    return tuple((name, re.compile(rf"\b(?:{'|'.join(words)})\b")) for name, words in told)


def asks_for_numbers(query: Query) -> bool:
    """Whether a figure alone can answer, and no passage: 诉讼总数、未审结数, 纠正率不到两成吗."""
    limited = bound_of(query.plain) is not None or multiple_of(query.plain) is not None
    limited |= any(c in rates() for c in query.items)
    named = bool(query.items) and not (query.topics or query.narrative or query.why)
    told = query.language == "en" or TELLING.search(query.plain)
    return named and (limited or not told)


def chapter_asked(text: str) -> str:
    """第五部分写了什么: the chapter asked about, by its numeral; else ""."""
    found = CHAPTER.search(text)
    return CHAPTERS[found[1]] if found else ""
