"""Which figure of the prose a question names: its words against each measure and its sentence."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.codes import unit_of
from assistant.figures.quantities import Asked
from assistant.question.lexicon import grammar, phrases
from assistant.question.money import money_asked
from ingest.prose.stated import Stated

# 其他处理（含主动撤回）341件 is no count of what it includes.
INCLUDED = re.compile(r"[（(](?:含|包括)[^（）()]*[)）]")
ALTERNATIVES = re.compile(r"[、和或及与]|以及")
EMPTY = re.compile(
    r"[的得了吗呢啊呀吧嘛么是有在为被把给由从对向几多少共总都就又再那这个件条次份期篇场人元万件数量一]"
)
# Words by which a question asks, longest first; they name no measure.
ASKING = re.compile(
    r"(?:多少|几)(?:人次|场次|件次|[件条次份期篇场个人名元册])|(?:多少|几)块钱?|(?<!其)它们?|请问|涉及|想知道|告诉我|一共|总共|多少|是多少|(?<![国所含拥共没占享持])有(?=(?:多少|几)[个位名人])|有多少|几[件条次份期篇场个人]|情况|全年|当年|全[市区县省]|老百姓|百姓|大概|大约|差不多|几分(?!之)|(?:年报|(?<![分研测估检查析])报告)(?:里[头面]?|中|上)?|[写说讲]的|数据|分别|"
    r"政府信息公开|信息公开|占比|其中|怎么样|如何|搞了|做了|发了|(?<!收)办了|一整?年(?!级)|(?<![送发派])(?:出去|出来|上来|下来)$|"
    r"(?<=[收办发建设开建看览问击])过|了?没有?(?=[,? ]|$)|有没有|钱(?=[?。 ]*$)"
)
# Words that any count of what was published holds; they tell no two apart.
GENERIC = re.compile(
    r"主动|公开|发布|信息|政府|政务|工作|(?<![分研测估检查析])报告|方面|领域|各类|各项|占比|比例|率|全年|本年|情况|件数|数量|区|市|县|省"
)
UNIT = re.compile("(?<=[多几]少|[了多少]几)(?:人次|场次|件次|[件条次份期篇场个人名元册])")
CHANGES, AGAINST = ("difference", "growth"), re.compile("(?<![占同对])比(?![例重率])|相比|相较于?")
# 网上发了多少条信息: of the one site that a report tells of.
SITE = re.compile("(?:在|从|经|通过)?(?:网上|网站上?|门户(?:网站)?上?|官网上?|线上|互联网)")
# 从网站发出去的信息 is what it published.
SENT_OUT = re.compile(
    "(?<![印编转下分派颁开送])[发放]布?(?:出去|出来|上去|出)(?=[了的过]|[多几]|$)"
)
CHANNELS = re.compile("新媒体|公报|微信|微博|查阅|公众号")
# 发布的重大建设项目信息 is what 公开 stands before.
PUBLISHED = ("公开", "发布", "公布")
ENOUGH = 0.5
LONG = 4
MARGIN, SHARED = 0.1, 0.06
# What of a question's words must stand: of its pairs in the measure, of its signs in the sentence.
HALF, MOST = 0.5, 0.75
# 访客有几个: persons.
VISITORS = re.compile(
    "(?:访客|用户|网民|粉丝)[数总一共有是了]*(?:多少|几)[个位名]|(?:多少|几)[个位名](?:独立)?(?:访客|用户|网民|粉丝)"
)
HEADS = ("人", "名", "个", "位")
PEOPLE = re.compile("(?:多少|几)(?:[个名位]?人(?!次)|[名位])")
MONEY = ("元", "万元", "亿元")
VISITED = re.compile("(?:有过?)?(?:多少|几)个?人(?:次?来)?(?:看|浏览|访问|点击|逛)过?了?(?!次)")
VISITS = re.compile("访问|浏览|点击|阅读")
# 接入了多少个事项: the noun behind the counter is what is counted.
COUNTED = re.compile("(?:多少|几)[个项条家场期篇次]([\u3400-\u9fff]{2,6})[?。]*$")
# Small words that no measure is called by, where they stand by themselves.
YEAR = re.compile(r"(?:19|20)?\d{2}年(?!报)度?|[一二][零〇○]\S\S年|去年|今年|前年|[上前头]一?年度?")
TALK = ("asking", "pronouns", "adverbs", "binding", "particles")
BEFORE_OR_AFTER = "前后"
# What is done with anything that the prose counts.
VERBS = frozenset("摆放出发搞办承做开收举写印编登上用设建召推均攒积存囤")
UNITS_ASKED = {
    "件": ("件", "宗", "起"), "条": ("条",), "次": ("次", "人次", "场次", "期"),
    "人": ("人", "名", "人次"), "元": MONEY, "钱": MONEY,
    "期": ("期", "届", "次"), "篇": ("篇", "条"), "场": ("场", "场次", "次"),
    "个": ("个", "家", "类", "处"), "份": ("份", "件"),
}  # fmt: skip
OFFICE = re.compile("办公[厅室]")


def without_own_name(asked: Asked, text: str) -> str:
    """The text without what the body that reports calls itself: its 办公厅 is no matter."""
    own = asked.sheet.report.publisher
    return OFFICE.sub(lambda found: "" if found[0] in own else found[0], text)


def core(asked: Asked) -> str:
    """The words of the question that can name a measure."""
    query = asked.query
    if query.language == "en":
        return _in_chinese(query.plain)
    text = query.plain
    spans = [(m.start, m.end) for m in query.mentions]
    spans += [(t.start, t.end) for t in query.tokens if t.code("coverage") or t.code("operation")]
    text = VISITED.sub(lambda m: "访客".ljust(len(m[0])), text)
    talk = [t for t in query.tokens if t.end - t.start > 1 and t.meanings[0].code in TALK]
    spans += [(t.start, t.end) for t in talk if t.code("filler")]
    for start, end in sorted(spans, reverse=True):
        # 多了多少人次: the unit goes with what asks for it.
        end = counted.end() if (counted := UNIT.match(text, end)) and start < end else end
        text = text[:start] + " " + text[end:]
    if query.operation in CHANGES:
        text = AGAINST.sub(" ", text)
    text = SENT_OUT.sub("发布", text)
    text = re.sub(r"\d[\d.,]*", " ", YEAR.sub(" ", without_own_name(asked, text)))
    text = re.sub(r"[^\u3400-\u9fffa-z]", "", ASKING.sub("", text))
    return re.sub("[件条次份期篇场个人元户](?:数[目量]?)?$|数[目量]$", "", text)


def _in_chinese(text: str) -> str:
    """What an English question counts, in the words of the reports, in its order."""
    found = []
    for word, names in grammar("topics")["english"].items():
        at = [m.start() for n in names if (m := re.search(rf"\b{re.escape(n)}\b", text))]
        found += [(min(at), word)] if at else []
    return "".join(word for _, word in sorted(found))


def asks_by_name(asked: Asked) -> bool:
    """Whether what is left is a noun of the field, which a report might have counted."""
    words = core(asked)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return bool(pairs) and not asked.query.items and any(pair in _field() for pair in pairs)


@cache
def _field() -> frozenset[str]:
    """Every two characters of the vocabulary that stand together."""
    held = [p for p, meanings in phrases().items() if any(m.kind != "filler" for m in meanings)]
    held += [w for group in grammar("topics")["synonyms"]["groups"] for w in group]
    held += [w for t in grammar("topics")["topic"] for w in t["words"]]
    return frozenset(word[i : i + 2] for word in held for i in range(len(word) - 1))


def shares_words(word: str, measure: str) -> bool:
    """Whether two signs that stand together in the one stand so in the other."""
    return any(word[i : i + 2] in measure for i in range(len(word) - 1))


def matches(asked: Asked) -> list[tuple[float, Stated]]:
    """The report's stated figures by how well they fit the question, the best first."""
    words = _with_synonyms(core(asked))
    if len(words[0]) < 2:
        return []
    near = []
    for stated in asked.sheet.stated:
        around = asked.sheet.paragraphs.get(stated.where, stated.quote)
        score = max(_likeness(word, stated, around) for word in words)
        if score >= ENOUGH:
            near.append((score, stated))
    scored = [pair for pair in near if unit_fits(asked, pair[1])]
    # 网站访客 are the visitors told beside 网站总访问.
    noun = words[0].removesuffix("数")[-2:]
    scored = [pair for pair in scored if pair[1].measure.endswith(noun)] or scored
    if counted := COUNTED.search(asked.query.plain):
        named = [pair for pair in scored if counted[1] in pair[1].measure]
        if named and not any(pair[1].unit in counted[0] for pair in named):
            return sorted(named, key=lambda pair: -pair[0])
    units = units_asked(asked.query.plain) or tuple({unit_of(c) for c in asked.query.items})
    exact = [pair for pair in scored if pair[1].unit in units] or _beside(asked, near, units)
    # 人次 counts persons and 次 what they did, a fee is no count: none stands for the other, but
    # for visits to a site, which are counted by both.
    if not exact and ("人次" in units or units == MONEY):
        visited = VISITS.search(asked.query.plain) if "人次" in units else None
        scored = [p for p in scored if visited and visited[0] in p[1].measure and p[1].unit == "次"]
    return sorted(exact or scored, key=lambda pair: -pair[0])


def _beside(
    asked: Asked, near: Sequence[tuple[float, Stated]], units: Sequence[str]
) -> list[tuple[float, Stated]]:
    """表扬了几个人: 30 persons with no name of their own, beside the 26 bodies praised."""
    return [
        (score, stated)
        for score, told in near
        for stated in asked.sheet.stated
        if (stated.where, stated.quote) == (told.where, told.quote)
        and stated.unit in units and not EMPTY.sub("", stated.measure)
    ]  # fmt: skip


def units_asked(text: str) -> tuple[str, ...]:
    """The unit that a question names to the letter, or those of money where it speaks of a fee."""
    if money_asked(text):
        return MONEY
    if VISITORS.search(text):
        return HEADS
    if PEOPLE.search(text):
        return ("人", "名")
    if named := re.search("(?:多少|几)(人次|场次|个|家|期|篇|场|册|份|名)", text):
        return (named[1],)
    money = re.search(r"费|钱|金额|\bhow much\b.*\bfees?\b", text) and not re.search(
        "(?:多少|几)[件条次宗起]", text
    )
    return MONEY if money else ()


def _with_synonyms(text: str) -> list[str]:
    """The text, and the text with a word of a group put for another one of it."""
    found = [text]
    for group in grammar("topics")["synonyms"]["groups"]:
        held = max((word for word in group if word in text), key=len, default="")
        again = [word for word in group if word in text and word not in held and held not in word]
        # 免费送吗，送出去多少: said twice, by two words of the group.
        parts = text.split(held) if held and again else [text]
        once = held.join(re.sub("|".join(again), "", part) for part in parts) if again else text
        found += [once.replace(held, word) for word in group if held and word != held]
    return found


def _likeness(word: str, stated: Stated, around: str) -> float:
    """How much of the question's words the measure holds, and of the measure's the question."""
    names = [stated.measure, *ALTERNATIVES.split(stated.measure)]
    return max(
        (_overlap(word, name, (stated.quote, around)) for name in names if len(name) >= 2),
        default=0.0,
    )


def _overlap(word: str, name: str, told: tuple[str, str]) -> float:
    """The question's words in the measure, and around it in its sentence; what a measure of few
    words is about may be said anywhere in its paragraph.
    """
    quote, paragraph = told
    from rapidfuzz.distance import LCSseq

    asked, held = (GENERIC.sub("", EMPTY.sub("", text)) for text in (word, name))
    if SITE.fullmatch(asked) and GENERIC.search(word):
        # 网站发布的信息: of what no word of its own tells, as 网站答问知识库 has.
        asked, held = "", SITE.sub("", held) if of_site(paragraph) else held
    if not asked:
        # 发布了多少信息 asks for all of it, never for the part on one subject; else for the site's.
        if not (GENERIC.search(word) and GENERIC.search(name)):
            return 0.0
        return 0.9 if not held else 0.6 * (of_site(paragraph) and not SITE.sub("", held))
    common = int(LCSseq.similarity(asked, held))
    if common < 2:
        return 0.0
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1)]
    own = {pair for pair in pairs if pair in held}
    around = {pair for pair in pairs if pair in quote} - own
    near = own | {pair for pair in pairs if pair in paragraph}
    found = {at + k for at, pair in enumerate(pairs) for k in (0, 1) if pair in near}
    # 微信粉丝 is not 微博粉丝: a measure with a word of its own takes none from its sentence.
    bare = len(held) - common < 2
    if len(own) < HALF * len(set(pairs)) and not (bare and len(found) >= MOST * len(asked)):
        return 0.0
    # 发布解读 is nearer to 发布 than to 刊登, though any report publishes.
    verbs = SHARED if any(v in word and v in name for v in GENERIC.findall(word)) else 0.0
    likeness = 0.7 * min(1.0, (common + 0.6 * len(around)) / len(asked))
    return likeness + 0.3 * common / len(held) + verbs


def of_site(paragraph: str) -> bool:
    """Whether a paragraph tells of a website and of no other way of publishing."""
    return "网站" in paragraph and not CHANNELS.search(paragraph)


def unit_fits(asked: Asked, stated: Stated) -> bool:
    """几次 can't be answered by 件; 率 only by a percentage."""
    plain_text = asked.query.plain
    if re.search("率|占比|比例|百分", plain_text) and stated.unit != "%":
        return False
    if VISITORS.search(plain_text):
        return stated.unit in HEADS
    if PEOPLE.search(plain_text):
        return stated.unit in UNITS_ASKED["人"]
    counted = re.search(r"(?:几|多少)(?:人(?=次))?([件条次人元钱期篇场个份])", plain_text)
    if counted and stated.unit not in UNITS_ASKED[counted[1]]:
        return (
            counted[1] == "个"
            and stated.unit != "%"
            and not any(stated.unit in u for u in UNITS_ASKED.values())
        )
    return not (stated.unit == "%" and counted)


def told_by(word: str, stated: Stated) -> bool:
    """Whether a figure of the prose is about a word: it stands in the measure or its sentence, a
    long one with others in between; a sign by itself stands in some sentence of any report. An
    English word is part of what the measure's own is called.
    """
    label, quote = stated.measure + stated.unit, INCLUDED.sub("", stated.quote)
    if word.isascii():
        named = grammar("topics")["english"].items()
        return any(
            word in n.split() for name, names in named if _in_order(name, label) for n in names
        )
    if len(word) == 1:
        return word in (quote if word in BEFORE_OR_AFTER else stated.measure)
    if any(w in label or w in quote for w in _with_synonyms(word)):
        return True
    held = label if len(word) < LONG else label + quote
    return len(word) >= LONG - 1 and any(_in_order(w, held) for w in _with_synonyms(word))


def foreign_to(words: Sequence[str], stated: Stated, around: str) -> bool:
    """Whether words hold a sign that the paragraph of a figure doesn't, in no word for it: 外文网站
    beside 门户网站.
    """
    text = stated.subject + stated.measure + around
    groups = [*grammar("topics")["synonyms"]["groups"], PUBLISHED]
    known = text + "".join(w for g in groups if any(one in text for one in g) for w in g)
    signs = EMPTY.sub("", ASKING.sub("", "".join(words)))
    return any(sign not in known and sign not in VERBS for sign in signs)


def _in_order(word: str, text: str) -> bool:
    left = iter(text)
    return all(sign in left for sign in word)
