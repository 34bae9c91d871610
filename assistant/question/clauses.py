"""What a clause of a question is: talk of whoever asks, something told, or what may be asked."""

import re

from assistant.question.lexicon import grammar
from assistant.question.named import COUNT_WORDS
from ingest.store.words import cutter


def one_of(group: str) -> str:
    """One of a group of patterns of the grammar."""
    return "|".join(grammar("asides")[group])


ASKED = re.compile(
    "多少|还是(?=[没不])|(?<![这那好上前没])几(?!乎|[个位名]?[同人朋])|哪|占|谁$|什么|如何|怎[么样]|"
    "(?<!让)[给发]我$|对[得不]上|吻合|相符|(?<!不)一致|(?:正文|文中|表格?[里中一二三四]?)(?:里|中|上)?[却则又才]?[写印填报说讲是]|"
    "how |what|which"
)
# What would change the question if it were passed over: an exception, a choice, a matter.
RESTRICTING = re.compile(
    "除(?!夕)|扣|剔|刨|撇开|抛开|去掉|减|不[算含计]|不包|之外|以外|仅|限|只(?!是|好|能)|光(?!盘)|单[算看说指]|[算加]上|算进|"
    "算在|按|口径|均|关注|关于|针对|至于|涉及|有关|相关|感兴趣|来[说讲看]|而言|(?<!目)的[就都可才]?是|不是(?!来|想|故意|专业|内行|学)|我[是就]?[说指讲]|"
    "半年|季度|月份|(?<![上这])个月|[你您请帮][^,]*(?:[把列筛挑]|给我|提供)|without|except|only|"
    "not(?! (?:good|sure|familiar|used|an? expert))|about|exclud"
)
# A phrase in front: of the way, the time, the matter or the case.
LEADING = re.compile(
    "^(?:通过|经(?!查)|由|用|以|从|在(?![写做编查看核找等备学忙])|照|依|根据|凭|对|自|随|如果|要是|假如|假设|倘|若|只要|万一|预计|"
    "因(?!.*(?:写|用|工作|课题|研究|论文|作业|汇报))|为(?!做|写))"
)
TRAILING = re.compile(
    "(?:的|类|方面|领域|部分|[这那][种类]|情况|问题|(?<![这件])(?<!故)事|[案件]|[中内后前间里上时]|[这那一][块摊]|条线|(?<!一)下|时候|以来|当中|里头|里面)$"
)
# What is done with requests and cases, and how they come in.
PROCEDURE = re.compile(
    "申请|(?<!政务)公开|答复|办结|受理|撤|延期|[超逾]了?期|期限|时限|拖[了着]|补正|听证|提[交出]|递|寄|来[信电函]|审|诉|复议|罚|许可|强制|查[封处]|检查|立案|催办|"
    "缴|费|答|补[了过]?材料|拒|判|拆"
)
# What one wishes to have: what stands behind is asked for, unless it is nothing in particular.
WISH = re.compile(
    "知道|想看|看看|(?<![扔塞丢派排置代推转出])给[我个]|了解|关心|打听|(?<![访慰顾])问(?![题答卷责得完])|(?<![检调审])查(?![封处])|找(?!错|到|不)|"
    "统计(?!年鉴|局)|(?<![主重快])[想需]?要(?![是求用做写画交背讲登配放发])|听说|说(?![明法不])|讲(?!座|解)|"
    r"\b(?:want|like|need|know|see|tell|show|give|(?<!couldnt )(?<!cant )find)\b"
)
# 领导要我摸底: what one is told to do.
ORDERED = re.compile("[我俺咱]们?(?![省市区县州乡镇街村局厅单公企学])(?!.*的)")
# What a matter is called as such: 信访件, 复议的情况. Without it the matter may be said again.
HEAD = re.compile("^[起到及过了着]|(?:的?(?:事儿?|情况|问题|申请|案子)|[件案量数])+$")
ANYTHING = re.compile(
    "(?:(?:政府|政务)信息公开(?:工作)?|(?:信息|政务)公开(?:工作)?)?[了过着吧呢啊呀的地得都到起您你我们他她它这那又再个件事一两下遍句次声会儿半天好久数字据年报告清楚"
    "问查找看核政府热闹资料材东西圈 ]*(?:[没不].*)?"
)
# Whoever asks or is asked, but for 我市 and 你局.
PERSON = re.compile(
    "(?:我|俺|咱|您|你)(?![省市区县州乡镇街村局厅国 ]|们 )|本人|大家|"
    r"\b(?:i|i'?m|i've|my|me|we|our|us|you|your|sorry|thanks?)\b"
)
# Persons around whoever asks, who file no requests by the dozen.
SOMEBODY = re.compile(one_of("somebody"))
# 有人说, 来电问: what was said, whatever it names.
SPOKEN = re.compile(one_of("spoken"))
# What one does with a number, and how one comes to ask for it.
STORY = re.compile(one_of("story"))
# How something strikes one, or has come about: 手机快没电了, 睡不着, 真好吃.
TOLD = re.compile(one_of("told"))
SAYING = re.compile(one_of("saying"))
# 刚成立的公司 is one of a kind.
NAMING = re.compile("的[\u3400-\u9fff]{1,5}$")
# 倘若方便, 若蒙告知感激不尽: what one says so as to be polite.
POLITE = re.compile(
    "(?:如果|如|若|倘若|要是|可否|能否|还请)(?:不麻烦|不打扰|方便|可以|[蒙承]|示下|告知|相告|赐[教告]|指[教点]|[您你]|感激不尽|的话)+"
)
# A request or a purpose without a matter of the form: words of asking and of writing, kinds of
# writing, whom one speaks to and what the small words between are; whole clauses only.
ASKING = one_of("asking")
WRITING = one_of("writing")
BETWEEN = one_of("between")
# So long at most: the words overlap, and a pattern of them takes ever longer to fail.
LONGEST_CALL = 20
CALL = re.compile(f"(?=.*?(?:{ASKING}))(?:{ASKING}|{WRITING}|{BETWEEN})+(?<!的)")
# Table three is what is read anyway, and a total left blank is added up anyway.
HELD_TO = re.compile(
    "(?:就?按|以)(?:表[一二三四里格]|年报|报告)[里上]?的?(?:数字?)?(?:为准|[算来])|"
    "(?:总计|合计)?[列栏格]?(?:好像|似乎|可能)?(?:没填|空着|空白)|"
    "(?:若|如果?|要是)(?:总计|合计)?(?:为?空|没填)[着了白]?(?:的话)?[则就]?(?:求和|加总|自己加)"
)
OF_A_KIND = re.compile(
    "(?<![问查写引])的(?:[这那]一?[份件种批些类个次张]?)?(?:申请|案[子件]|单子|罚单|处罚|复议|诉讼|官司|许可|信息)?$"
)
ONE_IS = re.compile(
    "是|^[我俺](?:们)?(?:[搞做干跑学教开卖修当管放剃种养租摆送住]|[替帮给])[\u3400-\u9fff]{1,6}的$|"
    "[问考催逼][我俺]的$|[了过有]一?[个份件张场](?!的)"
)
# 去年挨了城管一张罚单, 前阵子被罚过一回: what once happened to whoever speaks.
ONCE = re.compile(
    "^[^的]{0,8}?[了过](?:[^的0-9二两三四五六七八九十百千万几多]{0,8}?[个张份件次回顿笔场趟桩])(?!的|.*(?:的|[那这][些种批类])$)"
)
# 一直没搞明白公开是咋回事
IGNORANT = re.compile(
    "^(?:我|一直|老是?|总|从来|始终|也|还|都)*[没不](?:太|怎么|大)?[搞弄闹整看听想](?:得|不)?(?:明白|懂|清楚)"
)
DEGREE = re.compile("[很越最没]|[多少高低大小]$")
ASPECT = ("ul", "uz", "ug")


def is_call(clause: str) -> bool:
    """Whether a clause is of words of asking and writing alone, which narrow nothing."""
    return len(clause) <= LONGEST_CALL and bool(CALL.fullmatch(clause))


def kind_of(clause: str) -> str:
    """aside, sentence (it tells something, of whom is open), once (something that happened to
    somebody), or "" for what may be asked.
    """
    saying = SAYING.search(clause) and not any(
        held.search(clause) for held in (PROCEDURE, ASKED, OF_A_KIND)
    )
    ignorant = IGNORANT.match(clause) and not OF_A_KIND.search(clause)
    if (
        is_call(clause)
        or ignorant
        or saying
        or HELD_TO.fullmatch(clause)
        or POLITE.fullmatch(clause)
    ):
        return "aside"
    if ASKED.search(clause) or COUNT_WORDS.search(clause) or RESTRICTING.search(clause):
        return ""
    kind = _told(clause)
    return "once" if kind != "aside" and ONCE.search(clause) else kind


def _told(clause: str) -> str:
    """Whether a clause that asks for nothing and narrows nothing by its words is an aside."""
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


def said_again(clause: str, behind: str) -> bool:
    """读者问起信访件：信访类申请多少件: what was asked about stands again behind the colon."""
    found = WISH.search(clause)
    if not found or behind[:1] != ":" or ASKED.search(clause) or RESTRICTING.search(clause):
        return False
    matter = HEAD.sub("", clause[found.end() :])
    return len(matter) > 1 and matter in behind


def _bare_noun(clause: str) -> bool:
    """我公司, 我们村: whose it is, and nothing told of it."""
    tags = cutter().tag(clause)
    tells = clause.isascii() or "系" in clause
    return not tells and all(kind[0] in "nrj" or kind == "zg" for _, kind in tags)


def _wishes(clause: str) -> bool:
    """Whether a thing is wished for or named: 同事问女性, 我要网上的; 要交材料 and 说没用 tell."""
    found = WISH.search(clause)
    behind = clause[found.end() :].strip() if found else ""
    if not found or ANYTHING.fullmatch(behind):
        return False
    if found[0].endswith("要"):
        if ORDERED.match(behind):
            return False
        thing = TRAILING.search(behind) or PROCEDURE.search(behind)
        return bool(thing) or cutter().tag(behind)[0][1][0] not in "vm"
    return found[0] not in ("说", "听说", "讲") or not (_tells(behind) or PERSON.search(clause))


def _tells(text: str) -> bool:
    """Whether words are a sentence: with a verb, an adjective or what marks either."""
    tags = [kind for _, kind in cutter().tag(text)]
    return any(kind[0] in "vla" or kind in ASPECT for kind in tags) or bool(DEGREE.search(text))
