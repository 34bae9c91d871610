"""Signs and turns of reckoning in the words that are read: （A / B）×100% asks A占B的百分之几."""

import re

CHINESE = "[\u3400-\u9fff]"
TERM = r"[^,;:。?()=/÷×*]{2,24}"
# （予以公开 / 新收申请）×100%=？
IN_PERCENT = re.compile(
    rf"\(?(?P<a>{TERM})(?:[/÷]|除以)(?P<b>{TERM})\)?\s?[×x*]\s?100%\s?(?:=|等于|是|得)?(?:多少|几)?(?=[?。]*$)"
)
SPACED = re.compile(r"(?<=[/÷(]) | (?=[/÷)])")
# 新收-予以公开=？, and no years that run on.
MINUS = re.compile(rf"(?<={CHINESE})\s?[-–—－−]\s?(?={CHINESE}[^,;。?=]*(?:=|等于))")
PLUS = re.compile(rf"(?<={CHINESE})\s?\+\s?(?={CHINESE}[^,;。?=]*=)")
DIVIDED = re.compile(rf"(?<={CHINESE})\s?÷\s?(?={CHINESE})")
SLASH = re.compile(rf"(?<={CHINESE})\s?/\s?(?={CHINESE}[^,;。?/=]*=)")
EQUALS_PERCENT = re.compile(r"\s?=\s?[?]?\s?%[?。]*$")
EQUALS = re.compile(rf"(?<={CHINESE})\s?=\s?(?:(?:多少|几)[件个宗]?)?(?=[?。]*$)")
# 新收申请算100%的话，自然人提的是百分之几
WHOLE = re.compile(
    r"(?:(?:^|(?<=[,;。]))(?:假[如设]|如果|若是?|要是|倘若|设|[以把将拿按])(?P<given>[^,;。?]{2,40}?(?<![率比例]))(?:是|为|成|算|当|看|作|记|计){1,2}|"
    r"(?<=[^,;。?率比例])(?:算|当作?|看[作成]|作为|记作|计作))100%(?:的话|[来去]?[算看计])?,(?=[^,;。?]*(?:百分之|几成|多少成))"
)
# 自然人占新收，占多少: the whole is told, and then the share asked for.
TAKES_TWICE = re.compile(
    r"占(?P<whole>[^,;。?占多几]{2,14}),(?:那|又|到底|究竟|具体|大概)*占(?:了|到|比)?(?=多少|几成|百分之)"
)
# 除了新收申请数，把行政处罚数也一起报给我: beside the one the other is wanted, too.
BESIDES = re.compile(
    "除了(?P<one>[^,;。?其别外多几]{2,14})(?:[以之]?外)?,(?=(?:[请再把将还]|帮我|给我|麻烦)*[^,;。?其别剩]{2,30}也(?:一[并起同块]儿?|[都请给算计加]|要|报|列|告|想|帮)?)"
)
# 多少个百分点，哦不对，百分之多少: asked again in the unit that is meant.
ASKED_AGAIN = re.compile(
    "(?:的,?)?(?:是)?(?:几|多少)(?:个百分[点比]|[倍件成个])?,?[哦啊呃嗯噢]?(?:不对|不是|错了|说错了),(?=(?:应?该?是|是问)?(?:百分之|几|多少))"
)
# 抵得过几个新收申请: how many times as many.
WORTH = re.compile(
    "(?:[抵顶](?:得?(?:[过上住了]|[过上]了)|了)?|相当于|折合)(?:多少|几)[个件宗](?P<of>[^,;。?]{2,14}?)(?:呢|呀|啊|嘛)?"
    "(?:,?(?:说|算|要|报|按)(?:一?下|个)?倍数)?(?=[,;。?]|$)"
)
# What asks for a sum: A加B等于几, A、B的和, A加B alone.
ADDED_UP = re.compile(
    r"加[^,;。]{1,20}(?:等于|是|有)(?:多少|几)|\+[^,;。]{1,20}=\s?(?:(?:多少|几)[件个宗]?)?[?？]?$|"
    "加上?[^,;。]{1,20},?(?:一起|合着|拢共)(?:等于|是|有)(?:多少|几)|加(?!工|强)[^,;。?几多各分]{2,}[?。]*$|"
    r"\btogether\b(?! with)|的和(?=[,;?。]|$)|[两三四]项[之的]?和|[两三四五几][项种类者][一总]?共|"
    r"加上?[^,;。?各()]{1,14},?[^,;。?各()]{0,8}(?:除以|占(?!了?(?:多少|几)[件份]))"
)
COUNTER = "[个件宗份起]"
OF = r"(?P<of>(?!地[方区]|[区县市省]|机关|单位|政府)[^,;。?\d]{2,10}?)"
WHAT = (
    f"(?:多少|几){COUNTER}(?P<what>[^,;。?几多]{{2,10}}?)[呢呀啊嘛]?"
    "(?:[,?](?:按|取|求|算)?平均(?:数|值)?来?(?:算|计|说|看)?)?(?=[,;。?]|$)"
)
# 摊到每一件复议头上有几件申请; 有一件复议，就有几件申请？按平均算
SHARED_OUT = re.compile(
    f"(?:平均)?(?:[分平]?摊|[分算落均])(?:[到在给])每?[一1]?{COUNTER}的?{OF}(?:[头身]?上)?,?(?:[就便]|会|能|大[约概]|平均|有|是|得)*{WHAT}"
)
WITH_EACH = re.compile(
    f"(?:平均)?(?:每?(?<!没)(?<!只)[有来出](?:现|了)?|(?:平均)?每?)[一1]{COUNTER}的?{OF},?(?:平均|大[约概]|会|要)*(?:[就便]|对应|对着|[合摊]|分摊)(?:平均|会|要|[对合]应?|有|是|来|出)*{WHAT}"
)
ON_AVERAGE = re.compile(
    f"平均(?:到)?每?[一1]{COUNTER}的?{OF},?(?:[就便会要]|大[约概])*(?:有|对应|带来|产生)+{WHAT}"
)
# 从新收申请里扣掉予以公开的，剩多少件
TAKEN_FROM = re.compile(
    "从(?P<whole>[^,;。?从]{2,24}?)(?:里面?|[中内])(?:扣|减|刨|除|去|拿)[掉去除开走](?P<part>[^,;。?]{2,12}?)的?,"
    "(?:还|就|那么?)?(?:[剩余][下有]?|有|是)(?:多少|几)[件个]?(?=[?。]*$)"
)
# 公家开了几件处罚: the government; 公家的申请 would be of some who apply.
STATE = re.compile("公家(?!的|单位|机关|申请|提|人)")
# 不光新收申请，处罚也报一下; 既要…，也要….
NOT_ONLY = re.compile(
    "(?:不[光仅但单只止](?:是|要|问|看|报)?|既(?:要|想要|想看|看|问))(?=[^,;。?]{2,30},[^,;。?]*(?:也|还)"
    "(?:要|想|请|报|列|查|给|说|看|问|一[起并]))(?![^。]*的有?(?:几|多少))"
)
# 首先新收，其次处罚: an order of telling; 首先答复的 are some of them.
FIRST = re.compile("首先(?=[^。?]*[,;](?:其次|再次|再|然后|接着|最后))")
ALSO = re.compile(
    "(?<=[,;])(?:也|还)(?:要|想要|想看|看|问)(?=[^,;。?]{2,})|(?<=[^,;。?])也要(?=[,。?]|$)"
)
# Of a turn by itself, 两家都要, all the choices offered are meant.
ALL_WANTED = re.compile("(?<=.{6})(?:[俩仨]|[两三几]个)?都要(?:啊|哈|哦)?(?=[,。?]|$)")
# 收了好多, asked at the end.
SO_MANY = re.compile("好多(?=[嘛呢哦]*[?。]*$)")
# How many requests for every review: so many per one.
FOR_EVERY = re.compile(
    r"\bfor (?:every|each|one)(?: single)? (?=(?:new |administrative )*"
    r"(?:request|review|penalty|licen[cs]e|suit|lawsuit)\b)"
)
# 1.新收申请 2.行政处罚
ITEM = re.compile(rf"(?:^|(?<=[\s,;。:]))[1-9][.、)]\s?(?={CHINESE})|[(][1-9][)](?={CHINESE})")
# 求占比：, 算倍数：
TASK = re.compile(
    "(?:^|(?<=[,;。:]))(?:求|算|求算|计算|测算)(?:一?下|个)?(?=(?:占比|比[例重值]|倍数|[总之]和|差[额值]?)[:,])"
)
# 不问别的，只问: nothing else is said.
NOTHING_ELSE = re.compile(
    "(?:^|(?<=[,;。]))我?(?:(?:不|别|啥都不|什么都不)(?:问|要|看|查|管)(?:别的|其[他它]的?|旁的|多的)?|"
    "(?:别的|其[他它]的?|旁的)[都就]?(?:不[要用问看管]|别[问看管]?))了?,我?(?:只|就|单|光)(?:想?问|想?要|想?看|想?查|想?知道)"
)


def in_words(text: str) -> str:
    """The text, its signs and turns of reckoning put in words."""
    text = IN_PERCENT.sub(
        r"\g<a>除以\g<b>得百分之多少", re.sub(r"(?<=[/÷(]) | (?=[/÷)])", "", text)
    )
    text = EQUALS_PERCENT.sub("等于百分之多少?", SLASH.sub("除以", text))
    text = DIVIDED.sub("除以", PLUS.sub("加", MINUS.sub("减", text)))
    # 2023年复议+2024年复议=多少件 is a sum of years as it stands.
    text = text if "+" in text else EQUALS.sub("等于多少", text)
    text = WHOLE.sub(lambda said: f"{said['given'] or ''}里", text)
    text = ASKED_AGAIN.sub("", TAKES_TWICE.sub(r"占\g<whole>的", text))
    text = WORTH.sub(r"是\g<of>的几倍", BESIDES.sub(r"\g<one>,", text))
    for each in (SHARED_OUT, WITH_EACH, ON_AVERAGE):
        text = each.sub(r"\g<what>除以\g<of>", text)
    text = TAKEN_FROM.sub(r"\g<whole>减去\g<part>等于多少", text)
    if len(ITEM.findall(text)) > 1:
        text = ITEM.sub(",", text).lstrip(",")
    if NOT_ONLY.search(text):
        text = ALSO.sub("", NOT_ONLY.sub("", text))
    text = STATE.sub("政府", FIRST.sub("", text))
    text = FOR_EVERY.sub("per ", text)
    text = SO_MANY.sub("多少", ALL_WANTED.sub("", text))
    return NOTHING_ELSE.sub("", TASK.sub("", text))
