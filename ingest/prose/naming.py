"""What a count of the prose counts: the words that lead to it, or the noun that follows it."""

import re
from collections.abc import Sequence

from ingest.prose.numerals import Count

# A comma in a title ends no clause: 《城市管理，共建家园》.
CLAUSE_END = re.compile(r"[，,：:。；;（(）)](?![^《》]*》)")
_YEAR = r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|度|以来|全年)?"
LEAD = re.compile(
    rf"^(?:\s|\d{{1,2}}[.．、](?!\d|20\d\d年)|\d[.．、](?=20\d\d年)|其中|以及|并且|同时|另外|此外|目前|截[至止]到?|全年|年内|累计|共计|一共|总共|总计|已经|"
    r"共(?![享同建青计])|已|均(?!衡)|我区|我市|我县|我省|我局|全区|全市|全县|全省|全国|全州|全镇|全街道|本年度?|"
    rf"年[底末]|另有|还有|尚有|另|的|一年来|{_YEAR}|[一二三四五六七八九十]是|和(?!谐|解)|及(?!时)|与(?!会)|并|中(?=[共累有包含])|主要(?=包括|包含|有|为|涉及)|"
    r"在(?![线职编校建])|对(?!外|口|比)|将|有(?![效限关偿])|如(?=[\u4e00-\u9fff]{2})(?![皋东何期实意约下])|现有|拥有|设有|含|包括|包含|分为|了|"
    r"[\u4e00-\u9fff]{2,8}?(?:[省市区县旗州盟镇乡局委厅]|街道)(?=全年|年内|累计|共(?![享同建])))+"
)
TAIL = re.compile(
    r"(?:的|均|全部|已经|已|共计|总计|合计|共|累计|一共|总量|总数|数量|约|近|超过|突破|达到|达|为|现有|有|是|计|了|(?<![收接])到|"
    r"(?:保持|维持|稳定|控制)在|高|即|更|全年|年内|各类|各|分别|实际|只有|仅|等|将|就|的有|[:：（(])+$"
)
# A verb alone says too little: 举办12场新闻发布会 counts 举办新闻发布会.
VERB = re.compile(
    r".*(?:收到|受理|接收|接到|收办|发布|公布|公开|举办|主办|协办|参与|开展|召开|组织|制定|制发|印发|出台|废止|修订|办理|办结|答复|回复|回应|解答|"
    r"推送|推出|编发|编印|编制|转载|报送|征集|新增|新开设?|开设|设立|设置|建立|建成|制作|清理|维护|整改|通报|采纳|收集|"
    r"审核|审查|检查|开通|关停|注销|承办|参加|接待|受访|推进|落实|实施|打造|接入|涵盖|覆盖|涉及|归集|汇聚|纳入|配备|选派|聘请|邀请|吸引|惠及|处置|表扬|表彰|刊发|刊登|登载|发放|印制|发送|新建|整合|调整|更新|撰写|形成|梳理|"
    r"推动|完成|确定|明确|指定|委派|安排|抽调|聘任|评选|培训|培养|开辟|成立|增设|创办)"
)
# Nor does the place of what is counted: 采购平台138条采购信息, 辖区18家诊所.
CARRIER = re.compile(
    r".*(?:平台|网站|门户网|公众号|专栏|栏目|党政办|办公室|辖区|全[省市区县州镇乡]|政府|下属|所属|直属)"
)
# What is counted follows the list in 微信、微博等7个平台, 教育、医疗4个领域, 11乡镇、27个部门.
SAMPLES = re.compile(r"等\s*$|[^，,。；;]*\d[^，,。；;\d]*、\s*$")
GROUPS = ("领域", "渠道", "平台", "方面", "部门", "单位", "板块", "栏目")
LISTING = re.compile(r"[^，,。；;]*、[^，,。；;]*")
FOLLOWS = re.compile(
    r"^(?:的)?(?:(?:专门|专用|专职|独立|固定)的)?([^\s，,。；;、：:（(）)\d的“”]{2,14})"
)
FOLLOW_END = re.compile(
    r"(?:已经|均|已|全部|都|正|在(?!线)|进行|按|实行|通过|予以|被|得到|获得?|受到|于|由|及时|涉及|为|参加|参与|"
    r"以上|左右|，|共(?=\d|计|有|$)|完成|修订|落实|实现|累[积计]|较|同比|比上|中(?:有|$)|并|和|与|及|提出|作出|开展|推进).*$"
)
# 公开率从85%提高到92%, 版块由原来的8个增加到现在的16个 tell of 公开率 and 版块.
_THEN = r"(?:原来|原先|去年|上一?年|20\d\d年)?(?:度|末|底)?的?\s*"
CHANGED = re.compile(
    rf"[由从]{_THEN}\d[^，,。；、]*?(?:提高|提升|增加|增长|减少|下降|压缩|缩短|调整|上升|降低|扩大|精简|优化)"
    r"(?:到|至|为)+(?:现在|目前|今年|20\d\d年)?(?:度|末|底)?的?$"
)
# 新开设专栏1个、维护20个: 专栏 are kept too.
ALONE = re.compile(r"维护|更新|整改|关停|注销|新增|取消|撤销|保留")
# 36个部门50余人参加了培训 counts those who took part.
TOOK_PART = re.compile(r"(?:参加|参与|出席|接受|参训)了?[^，,。；;、\d]{0,16}")
COMPARED = re.compile(r"(?:较|比|同比|与).*$")
BELONGS = re.compile(r"不?属于")
# What is told of a part that has no name of its own: 其中6件均按时答复.
BECAME = re.compile(r"(?:以上)?(?:均|都|全部|已|为|是|按|依法|予以|由于|因)")
# Whose it is says nothing of what is counted: 我委现有457项职权.
OURS = re.compile(
    r"[我本](?:委|局|厅|办|镇|乡|街道|单位|机关|部门)|[省市区县州镇乡村]中|(?:[我本][委局厅办镇乡])?(?:对)?(?:上述|这|以上)"
)
WHERE = re.compile(r"(?<![存所])在$")
IN_ALL = re.compile(r"\s*(?:目前|现在?)?(?:共|合计|累计|总计)")
LEADING = re.compile(r"[量数率超达]")
LONGEST_TOLD = 18
DISTRIBUTED = re.compile(r"([^，,。；;：:]+?)(?:的(?:数量|件数)?)?分别(?:为|是|达到?|有|共|计)*$")
BARE = re.compile(r"[、，,和及与\s]*(?:和|及|与)?\s*")


def counted(between: str, after: str, before: str, follows: bool = False) -> str:
    """What is counted by a number: `between` stands since the count before it, `after` follows it,
    `before` is what the count before it counted, whose noun may open `between`;
    `follows` tells whether there is one.
    """
    noun = _noun(after)
    led = re.sub(r"[（(][^（）()]*[)）]", "", between)
    led = CHANGED.sub("", led)
    if noun and SAMPLES.search(led):
        return noun
    rest = _without_noun(led, before)
    if rest != led and not trimmed(rest) and not noun:
        took = TOOK_PART.match(after)
        return took[0] if took else before  # 发布17类文件共1528条
    clauses = CLAUSE_END.split(rest)
    name = "" if OURS.fullmatch(name := trimmed(clauses[-1])) else name
    if WHERE.search(name):  # 政务网在330多个城市中位列第一
        return noun if noun in GROUPS else ""
    if before and not noun and ALONE.fullmatch(name):
        return name + VERB.sub("", before, count=1)
    if before and not noun and not name and ALONE.match(before) and IN_ALL.match(clauses[-1]):
        return VERB.sub("", before, count=1)
    if len(name) >= 2:
        if noun in GROUPS and LISTING.fullmatch(name):
            return noun
        open_name = VERB.fullmatch(name) or CARRIER.fullmatch(name)
        return f"{name}{noun}" if open_name and noun not in name else name
    if (noun or BELONGS.match(after)) and (told := _told_of(after)):
        return told
    if before and BARE.fullmatch(between):
        return before
    # 5件按规定答复，1件…: what follows a count at once is told of it, not of the next; but of both
    # in 25件收取信息处理费，共2950元.
    told_of = follows and not IN_ALL.match(clauses[-1])
    earlier = [*CLAUSE_END.split(led)[told_of:-1], *clauses[told_of:-1]]
    names = (trimmed(COMPARED.sub("", c)) for c in reversed(earlier))
    told = next((t for t in names if len(t) >= 2 and not re.search(r"\d", t)), "")
    return told or (_told_of(after) if BECAME.match(after) else "")


def _noun(after: str) -> str:
    found = FOLLOWS.match(after)
    noun = FOLLOW_END.sub("", found[1]) if found else ""
    return noun if len(noun) >= 2 else ""


def _told_of(after: str) -> str:
    """What is said of the things counted: (72件)申请顺延到下年度答复; "" where a number follows."""
    plain = re.sub(r"(?:按照|根据)?《[^》]*》(?:规定|要求)?", "", after)
    told = re.match(r"(?:的)?([^，,。；;、：:（(）)]*)", plain)
    text = re.sub(r"^(?:以上)?(?:均|都|为|是)+", "", told[1]) if told else ""
    if found := re.search(r"(?<!\d)(?!20\d\d年)\d", text):
        return "" if LEADING.search(text[: found.start()]) else _noun(after)
    return trimmed(text) if len(text) <= LONGEST_TOLD else _noun(after)


def _without_noun(between: str, before: str) -> str:
    """The words since the last count without the noun that it counted: 26个(单位)、30名个人."""
    noun = _noun(between)
    if noun and before.endswith(noun):
        return between.removeprefix("的").removeprefix(noun)
    return between


def trimmed(text: str) -> str:
    """The words without what only leads to a count or from it: 全年共收到 is 收到."""
    before = ""
    while before != text:
        before = text
        text = TAIL.sub("", LEAD.sub("", text)).strip(" 、")
    for opening, closing in ("“”", "《》"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


def distributed(sentence: str, counts: Sequence[Count]) -> dict[int, str]:
    """Names told before their numbers: 网络、信函分别为120件、30件; "" where they don't match."""
    found: dict[int, str] = {}
    for at, count in enumerate(counts):
        begin = counts[at - 1].end if at else 0
        told = DISTRIBUTED.search(sentence[begin : count.start])
        if not told:
            continue
        run = at + 1
        while run < len(counts) and BARE.fullmatch(
            sentence[counts[run - 1].end : counts[run].start]
        ):
            run += 1
        names = [trimmed(name) for name in re.split(r"[、和及与]", told[1])]
        fits = len(names) == run - at and all(names)
        found |= {at + n: names[n] if fits else "" for n in range(run - at)}
    return found
