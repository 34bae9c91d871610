"""How a question is written for reading: one script, one width, the mainland's words."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, partial

from assistant.question.lexicon import QUOTES, grammar
from assistant.question.otherwise import in_usual_words
from assistant.question.put_plainly import put_plainly
from assistant.question.signs import in_words
from ingest.clean import simplify
from ingest.prose.numerals import spoken

# 都答复了没 asks as 都答复了没有 does.
ENDING = re.compile(r"(?<=[了过])没(?=[?。!]*$)")
# 既没公开也没部分公开的: all but those. 既没维持也没纠正的 is a result of its own.
# 占没占到三成 asks as 占到三成吗 does.
DOES_OR_NOT = re.compile(
    "([占够达超]|(?<=加)得)[没不]\\1((?:到|过|了)?[^,;。?!]{1,10}?)(?=[,;。?!]|$)"
)
# 收了几家的年报就比几家 is of all that are loaded.
AS_MANY = re.compile(
    "(?:你们?)?(?:手[头上里]|库[里中])?(?:收|存|录|有)了?(?P<n>[几多少]{1,2})(?:家|个|份|地)的?(?:年报|报告)?就[比算排看列]"
    "(?P=n)(?:家|个|份|地)"
)
# 第二十条第（八）项的收费金额: the row of table two that the article has.
ARTICLE = re.compile(
    "第(?:二十|20)条第\\(?(?P<item>[五5八8])\\)?项(?:的?收费(?![金总项]))?(?=.*(?:多少|几|金额|数))"
)
ARTICLES = {"五": "行政许可", "5": "行政许可", "八": "行政事业性收费", "8": "行政事业性收费"}
# 表三头两行 and 第一项加第二项 are rows one and two, 总计加结转下年 rows three and four.
ROWS_ADDED = (
    (
        re.compile("表三的?(?:头|前)(?:面的?)?[两二2]行|第[一1]项[加和与]第[二2]项"),
        "新收加上年结转",
    ),
    (re.compile("第[三3]项[加和与]第[四4]项|总计加(?=结转)结转下年度?"), "办结总计加结转下年"),
)
NEITHER = re.compile(
    "既[没未不](?:有|被|予以|给)?(?P<one>(?!补正|[交缴付])[^,;。?既维纠]{2,8})[,、]?[也又][没未不](?:有|被|予以|给)?"
    "(?P<other>[^,;。?维纠]{2,8}?)(?=的)"
)
# 全部或者部分公开: each half says 公开. 公开（含部分公开）: both together.
HALVES = re.compile(
    "(?P<one>全部?|完全|部分)的?(?P<joint>或者?|抑或|和|与|及|以及|、|还是|加上?)(?P<other>全部|完全|部分)的?(?P<verb>(?:予以)?公开)"
)
INCLUDED = re.compile(
    "(?P<one>公开)(?:了的?|的)?[(,]?(?:含|包[括含]|连同?|[算加]上)(?P<other>部分公开)(?:了的|了|的)?(?:也?都?[算包]?(?:在内|上|进去?|含))?[)]?"
)
# 公开的，部分公开也算上
COUNTED_IN = re.compile(
    "(?:除了)?(?P<one>公开)了?的?,(?P<other>部分公开)了?的?也都?[算计加](?:在内|上|进去|入)"
)
# 顺延到2020年才答复: carried over to that year, in the form's word.
PUT_OFF = re.compile(
    "(?:顺延|延期|延后|推迟|推后|拖延?|留待?|挪|延|(?:结)?转|压|滚)(?P<to>[到至入]?(?:20)?\\d\\d年)度?"
    "(?:[才再又]|接着|继续)*(?:答复|回复|办理|办结|处理|办)(?:[完了]|的(?!有?[几多]))*"
)
# 谁败诉最多 puts bodies in order; 谁败诉 asks for blame.
WHO_LOST = re.compile(
    "谁(?=(?:败诉|胜诉|打?[输赢])(?:了|的|得)*(?:官司|案子)?的?(?:次数|件数)?最[多少])"
)
COUNTRYWIDE = re.compile(r"\b(?:across|throughout) the (?:whole |entire )?country\b")
# 律所申请几件公开几件: two things counted in one breath.
RUN_ON = re.compile(
    "(?:几|多少)[件起宗](?=(?:予以|部分|不予|不)?(?:公开|答复|办结|处理|维持|纠正|处罚|许可|败诉|办)了?(?:几|多少)[件起宗])"
)
# 收到多少申请，比上年呢: behind a figure asked for, its change is.
SET_AGAINST = re.compile(
    r"(?<=[,;。?])(?:那么?|再)?(?:[跟与和同]|[对相]?比起?|较)(?P<year>上一?年度?|前一年度?|去年|前年|(?:20)?\d\d年度?)"
    "(?:相?比|对比)?(?:呢|怎么样|如何|咋样|又如何)(?=[?。]*$)"
)
# 占一半以上吗，具体多少 asks whether, which the number tells anyway.
HOW_MUCH = re.compile(
    "(?P<asked>(?:一半|过半|以[上下]|[超未不]过|超出|不[到足]|[高低多少]于)[^,;。?]*[吗么])[,?](?:那|具体|到底|究竟|[是有占为共])*(?:多少[件起宗个元]?|几[件成]|百分之几)[?。]*$"
)
# Did it receive more than in 2023, and by how much?
BY_HOW_MUCH = re.compile(
    r"(\b(?:more|fewer|less|higher|lower|larger|bigger|smaller|greater)\b.*),? "
    r"(?:and )?by how much(?=\?*$)"
)
# The General Office of the Shanghai Municipal Government; Shanghai's municipal government.
OFFICE_OF = re.compile(
    r"\b(?:the )?(?P<office>(?:general )?office) of (?:the )?(?P<place>[a-z]+(?: [a-z]+)?) "
    r"(?P<kind>municipal|city|district|county|provincial) (?:people s )?government\b"
)
ITS_GOVERNMENT = re.compile(
    r"(?<=[a-z]) s (?=(?:municipal|city|district|county|provincial) (?:people s )?government)"
)
# 每办一件强制，对应几件处罚: the second divided by the first.
PER_ONE = re.compile(
    "(?:平均)?每(?:[办发](?:理|出|放)?|作出|做出|实施|采取|开出?|收到?|受理|审结|有)?了?[一1]?[件个宗份起]的?"
    "(?P<of>(?!地[方区]|[区县市省]|机关|单位|政府)[^,;。?\\d]{2,10}?)(?:,(?P<place>[^,;。?]*?)|(?=[对相]应|平均|就|有|作出|做出|产生|伴随))"
    "(?:[对相]应|平均|大约|约|就|要|会|产生|伴随|着|有|作出|做出|办理?|开出|实施)*"
    "(?:多少|几)[件个宗份起](?P<what>[^,;。?几多]{2,10}?)(?=[,;。?]|$)"
)
SO_MANY = "(?:[就大平]?[概约均]?会?(?:有|是|占))?(?:多少|几)[件个宗份起]"
# 一百件办结的里面有几件是: how many in a hundred is in percent. 前一百件 and 三百件 are those.
OF_A_HUNDRED = re.compile(
    "(?:平均)?(?<!(?<!收)到)(?<![过于足满达超少多出前头首上后的那这第几数零一二两三四五六七八九十百千万\\d.])"
    "(?:(?P<each>每(?:一百|百|100))|一百|(?<![年月])100(?=[件个宗份起](?:的?申请)?[里中当]))[件个宗份起]"
    "(?P<whole>(?:(?![区县市省镇乡]|地方|机关|部门|街道|报告|[以之][上下内])[^,;。?\\d]){0,12}?)"
    "(?:(?:里[头面边]?|当?中|之中),?|(?<=的),|(?(each),?|(?!)))"
    f"{SO_MANY}"
)
PER_HUNDRED = re.compile(
    "(?:平均)?每(?P<whole>办结|新?收到?|受理|处理|办理|答复)(?:一百|百|100)[件个宗份起](?:的?申请)?"
    f"(?:里[头面边]?|当?中|之中)?,?{SO_MANY}"
)
# Granted more than 3 requests in full: what the verb needs stands behind what it counts.
BEHIND_NUMBER = re.compile(
    r"\b(?P<verb>grant(?:ed)?|disclosed?|released?|approved?|carr(?:y|ied) over|pushed) "
    r"(?P<number>(?:(?:no )?(?:more|fewer|less)|at least|at most|over|under|above|below)\b"
    r"[^,;.?]{0,12}?\d[\d,]*(?: requests| cases| of them)?) "
    r"(?P<own>in full|in part|fully|partly|partially|"
    r"(?:in)?to (?:the )?(?:next|following|coming|subsequent|new) year)\b"
)
# 不要用办结数做分母，拿新收来除: the whole that is meant, and 别按办结算 behind which one follows.
NOT_OVER = re.compile(
    "(?:(?P<of>分母)(?:不要?|别)[用取按是为][^,;。?]{1,8}?|(?:不要|别|甭|莫|不用|不)再?(?:[用拿按以]|除以)[^,;。?]{1,10}?"
    "(?:(?:来|去)?(?:[做当作为]{1,2}(?:分母|底数?|基数)|计?算|除)|(?<=结)|(?<=数)))"
    "[,;]?(?=(?:而是?|要|改|就|得)?(?:[用拿按以]|除以))"
)
# 2022年和2023年的加起来除以2: their mean, where as many years are named as it is divided by.
HALVED = re.compile(
    "(?:加起来|相加|加总|加在一起|之和|合计|总和)[,]?(?:以后|之后|后)?再?除以(?P<count>[2-9二两三四五六])(?!\\d)"
)
DIVIDED_BY = re.compile("[用拿以](?P<of>[^,;。?]{1,12}?)[来去]除(?=[,;。?]|$)")
# At least one refusal: a limit in words.
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
LIMIT_IN_WORDS = re.compile(rf"\b(at least|at most|(?:more|fewer|less) than) ({'|'.join(WORDS)})\b")
# 第（六）项的第3小项: a row by its numeral in table three; 第二十条第（六）项 is a caption.
SIXTH = re.compile(r"(?<!条)第\(六\)项(?=[里中的下第]|其他)(?:其他处理)?")
SEVENTH = re.compile(r"(?:办理结果|(?<!条)第)\(七\)项?(?=的?[总合]计)")
# 二千零二十四年, as one says it.
IN_FULL = re.compile(
    "(?<![零一二三四五六七八九十百千万])[二两]千零[一二]?十[一二三四五六七八九]?(?=年)"
)
# 最多的区县（2024年）是: a year stands in brackets as it does without.
YEAR_ASIDE = re.compile(r"\(((?:19|20)\d\d年度?)\)")
# 超过150件的那些区县: those that are named right before.
THOSE = re.compile("(?<=的)[那这]些(?=区县|县区|[区县市省]|街道|乡镇|部门|机关|单位)")
# 有没有？有的话是哪些
IF_ANY = re.compile(
    "(?:(?:如果|要是|若是?|倘若|假如|如)有(?:的话)?[,:]|有的话,?)(?=[是请列说报有哪谁多几都])"
)
# ①新收申请 ②行政处罚
CIRCLED = re.compile("\\s*[①-⑩]\\s*")
# 俩地方差多少, 两个城市谁多, 他们俩相差几件: however the two are called.
# Of an order (最多的两个城市) they say how many and of which level, and stay as they are.
TWO_PLACES = re.compile(
    "(?:[他它]们|[这那])?(?<![的前后哪有最])[俩两]个?(?:地方|地区|城市|地儿)(?:之间)?"
)
TWO = re.compile("(?:[他它]们|[这那])?(?<![咱我你您])俩(?=相?差|谁|哪|[加合]|一共|总共|比)")


def _named_in(text: str, article: re.Match[str]) -> str:
    """The row of an article, where its name stands nowhere else in the question."""
    row = ARTICLES[article["item"]]
    return article[0] if row in text or "事业" in text else row


def normalise(question: str) -> str:
    """The question for reading: simplified, narrow, lower case, in the mainland's words, quotes
    gone, spaces inside Chinese gone.
    """
    question = CIRCLED.sub(",", question).lstrip(",")
    text = unicodedata.normalize("NFKC", simplify(question).translate(_variants())).lower()
    text = re.sub(r"['’]s\b", " s", text).translate(QUOTES)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", text)
    text = ENDING.sub("没有", text)
    text = ARTICLE.sub(partial(_named_in, text), text)
    text = BY_HOW_MUCH.sub(r"\1 by how many", HOW_MUCH.sub(r"\g<asked>", text))
    text = DOES_OR_NOT.sub(r"\1\2吗", text)
    text = AS_MANY.sub("库里各地", text)
    for rows, names in ROWS_ADDED:
        text = rows.sub(names, text)
    text = NEITHER.sub(r"除了\g<one>和\g<other>以外", text)
    text = HALVES.sub(r"\g<one>\g<verb>\g<joint>\g<other>\g<verb>", text)
    text = INCLUDED.sub(r"\g<one>加\g<other>", COUNTED_IN.sub(r"\g<one>加\g<other>", text))
    text = re.sub(r"(?<=\d)o(?=\d)", "0", text)
    text = re.sub("百分之?一?百(?!分)", "100%", text)
    text = re.sub("(?:几|多少)块钱", "多少钱", text.replace("叫啥名字", "叫什么名字"))
    text = IF_ANY.sub("", text)
    text = THOSE.sub("", YEAR_ASIDE.sub(r"\1", text))
    text = TWO.sub("两者", TWO_PLACES.sub("两地", text))
    text = RUN_ON.sub(r"\g<0>,", text)
    text = SET_AGAINST.sub(r"比\g<year>增长多少", text)
    text = in_words(text)
    text = PER_ONE.sub(_divided, BEHIND_NUMBER.sub(r"\g<verb> \g<own> \g<number>", text))
    text = OF_A_HUNDRED.sub(_in_percent, PER_HUNDRED.sub(_in_percent, text))
    text = LIMIT_IN_WORDS.sub(lambda m: f"{m[1]} {WORDS.index(m[2]) + 1}", text)
    text = DIVIDED_BY.sub(r"用\g<of>做分母", NOT_OVER.sub(r"\g<of>", text))
    text = HALVED.sub(partial(_averaged, text), text)
    text = OFFICE_OF.sub(r"\g<place> \g<kind> government \g<office>", text)
    text = ITS_GOVERNMENT.sub(" ", text)
    text = WHO_LOST.sub("哪个", COUNTRYWIDE.sub("nationwide", text))
    text = PUT_OFF.sub(r"结转\g<to>", text)
    text = SIXTH.sub("其他处理", SEVENTH.sub("办理结果", text))
    text = put_plainly(IN_FULL.sub(lambda year: str(spoken(year[0])), text))
    pattern, mainland = _regional()
    return in_usual_words(pattern.sub(lambda found: mainland[found[0]], text))


def _averaged(text: str, said: re.Match[str]) -> str:
    years = len({*re.findall(r"(?:19|20)\d\d(?=年)", text)})
    return "平均" if spoken(said["count"].replace("两", "二")) == years else said[0]


def _divided(said: re.Match[str]) -> str:
    return f"{said['place'] or ''}{said['what']}除以{said['of']}"


def _in_percent(said: re.Match[str]) -> str:
    return f"{said['whole'] or '申请'}里百分之几"


@cache
def _variants() -> Mapping[int, str]:
    """Other shapes of signs, each with the usual one: 幵 is 开."""
    return {
        ord(c): sign for sign, shapes in grammar("regional")["variants"].items() for c in shapes
    }


@cache
def _regional() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The words of other regions, longest first, and the mainland's for each."""
    words = {
        word: name for name, held in grammar("regional")["mainland"].items() for word in held
    }  # fmt: skip
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), words
