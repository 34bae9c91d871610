"""What is said in a roundabout way, put as it is said plainly elsewhere."""

import re

# 是不是抄错了 asks whether the number told is so.
MISTAKEN = re.compile(
    "(?:是不是|是否|有没有|会不会)我?[抄记听看录登]错了?[吧呢]?|(?<!没)(?<!没有)我?[抄记听看录登]错了?(?:吗|没有?)"
)
# Is it true that …? If not, what is the real number?
IF_NOT = re.compile(
    r"[,;.?]? ?\bif (?:not|it is not|it isn t|it is wrong|so)\b,? (?:then )?what(?: s| is| was)? "
    r"(?:the|its) (?:real|actual|true|correct|right) (?:number|figure|count|one|value|total)\b"
)
HOW_FAR = re.compile(r"\bhow far did (?P<what>.+?) (?:move|shift|go)\b")
# 上一年没办完、带进2024年接着办的: row two of that year, and no other year is asked about.
CARRIED = re.compile(
    "(?:上一?年度?|前一年度?)(?:(?:还?没有?|未)(?:办|处理|答复)[完结]的?[、,]?)?(?:而|并|就)?"
    "(?:结转|[带转留滚拖挪顺])[进入到至]了?(?P<to>(?:19|20)\\d\\d年)度?(?:(?:接着|继续|再|才)(?:办理|处理|答复|办))?"
)
# 新收加结转: what was carried in; 办结加结转: what was carried out.
WITH_CARRIED = re.compile(
    r"(?P<row>(?P<new>新收)|办结)(?P<joint>(?:到?的)?(?:申请)?(?:件?数量?|总[数计])?(?:加上?|\+|和|与|跟|及|、))"
    "结转(?![下到至给入进出待去自]|来|的?(?:数|量)?(?:各|分别|相?比|再?减))"
)
# 还缺2022年的
LEFT_TO_FIND = re.compile("(?:还|就|只|单)[缺差少](?:了|一?个)?(?=(?:19|20)\\d\\d年?)")
# 平均要接多少件: what was to be taken in was.
HAD_TO = re.compile("要(?=(?:接收?|收|受理|作出|做出|开出|下达)[到过了]?(?:多少|几)[件份宗起个张])")
# 同事说一大半都无法提供，无法提供率究竟多少: how much it was held to be, where it is asked.
HELD_TO_BE = re.compile(
    "(?P<who>(?:同事|同行|朋友|邻居|领导|老师|网友|网上|有人|人家|别人|他|她|听|据)们?说[^,;。?]*?)"
    "(?:一大半|大半|一小半|多半|大部分|绝大多数|大多数|大多|好多|很多|不少|几乎全部?|全部?|没几件)的?"
    "(?P<what>[^,;。?]*[,;][^。]*(?:多少|几))"
)
# The rate of requests it could not provide (无法提供率): by the form's own name.
CALLED = re.compile(
    r"\b(?:rate|share|percentage|proportion) of (?:[a-z]+ ){1,7}?"
    r"\((?P<name>[\u3400-\u9fff]{2,12}率)\)"
)
# Of everything it had on its desk (new plus carried-over), what percentage was carried over?
ON_DESK = re.compile(
    r"\b(?:everything|all)(?: that)? (?P<who>[^,;?]+?) had on "
    r"(?:its|their) (?:desks?|hands?|books?)\b"
)
OF_WHOLE = re.compile(
    r"^(?:out )?of (?P<whole>(?:all |the |everything |every )[^,?]+),? what "
    r"(?P<kind>share|percentage|proportion|percent|fraction) (?P<verb>was|were|got|is|are|ended)\b"
)
# 复议总计（连未审结的一起）, 未审结的也算进分母: of all of them.
UNDECIDED = "(?:还?未|尚未|没有?)审[结完]的?(?:案件|件)?"
TAKEN_IN = "[也都一并起]*(?:算|计|放)?[进入在]*(?:分母里?|总数|内|去|来)?"
WITH_UNDECIDED = re.compile(
    f"(?P<all>总[计数量]|全部|所有)\\((?:连同?|包?含|包括|算上|加上){UNDECIDED}{TAKEN_IN}\\)"
)
UNDECIDED_TOO = re.compile(
    f",连?{UNDECIDED}[也都一并起]+(?:算|计|放)[进入在]*(?:分母里?|总数|内|去|来)?(?=[,;。?]|$)"
)


def put_plainly(text: str) -> str:
    """A normalised question with such wordings replaced."""
    text = MISTAKEN.sub("对吗", text)
    text = HOW_FAR.sub(r"how much did \g<what> change", IF_NOT.sub("", text))
    text = CARRIED.sub(r"\g<to>上年结转", LEFT_TO_FIND.sub("", text))
    text = WITH_CARRIED.sub(_whole_name, text)
    text = WITH_UNDECIDED.sub(r"\g<all>", UNDECIDED_TOO.sub(",按总数算", text))
    text = ON_DESK.sub(r"all requests new and carried in of \g<who>", CALLED.sub(r"\g<name>", text))
    text = OF_WHOLE.sub(r"what \g<kind> of \g<whole> \g<verb>", text)
    return HELD_TO_BE.sub(r"\g<who>\g<what>", HAD_TO.sub("", text))


def _whole_name(said: re.Match[str]) -> str:
    row = "上年结转" if said["new"] else "结转下年"
    return f"{said['row']}{said['joint']}{row}"
