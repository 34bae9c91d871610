"""Orders, means, medians and limits said in other words than the usual ones, put in these."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.question.lexicon import grammar
from assistant.question.numbers import AMOUNT, Bound, bound_of, range_of
from ingest.amounts import plain
from ingest.prose.numerals import spoken

COUNTY = "(?:县市区|市县区|区市县|区县|县区)"
BODY = f"(?:{COUNTY}|街道|乡镇|部门|地方|地区|城市|机关|单位|县市|[区县市省旗州家])"
UNIT = "(?:件|宗|起(?!来)|份|%|个百分点|成|万元|亿元|元)"
WITH_UNIT = rf"(?:{AMOUNT}\s?{UNIT}|百分之{AMOUNT})"
WORDS = {"COUNTY": COUNTY, "BODY": BODY, "AMOUNT": WITH_UNIT, "NUMBER": AMOUNT}
# 三位数以上, 不到三位数: from a hundred on. 个位数 is below ten.
PLACES = re.compile(
    "(?:(?P<least>达到?|上|够|破|至少)了?|(?P<below>不到|(?<!有)[没未]到|不足|[不未没]满|[不没]够|(?<!有)没有?上)了?)"
    "(?P<many>[两三四五六七八])位数(?:及?以上)?|(?P<on>[两三四五六七八])位数及?以上|(?:只有|是|为|才)?个位数"
)
# 200多件的区县: over that, and below the next hundred.
AND_MORE = re.compile(rf"(?<![\d.])(?P<number>\d+0)[多余](?P<unit>件|宗|起)(?=的?{BODY})")
# (含200件), (200件也算), (不含本数): whether the number of a limit is within it.
ENDED = r"(?:\)|(?=[,?。的]|$))"
HELD = re.compile(
    r"[,(](?P<not>不)?(?:包?含|包括|计入?|算上?)"
    rf"(?P<number>本数|两端|两头|首尾|端点|{AMOUNT}{UNIT}?|)(?:在内|本身)?{ENDED}|"
    rf"[,(](?:刚好|正好|恰好|等于)?(?P<told>{AMOUNT}){UNIT}?的?(?P<denied>不)?(?:也[都要]?|都)?"
    rf"(?:算|计|包括|包含)(?:在内|进去|上|进来|入)?{ENDED}"
)
WITHIN, WITHOUT = {">": ">=", "<": "<="}, {">=": ">", "<=": "<"}
SIGNS = {">": "超过", ">=": "不少于", "<": "不到", "<=": "不超过"}
# 不要平均数，要中位数: what is not to be done, where nothing else asks for it.
NOT_WANTED = re.compile(
    "(?:^|[,;(])?(?:我?可?但?)(?:不是?要|不是(?:求|问|说)?(?=平均|合计|总)|别要|不用|不需要|不必|甭|"
    "别给我?|别|不看|不求|不取|无需|不想要|而不是)(?:给我?|算|列|看|求)?(?P<what>平均(?:数|值|多少)?|"
    "均值|中位数|总数|总和|合计数?|总计数?|单个的?|单独的?|一个个的?|每个的?|各自的?|逐个的?|明细|分项|"
    r"排名|名次|比例|占比|比率|百分比|率|件数|个数|数量)(?:的?数)?"
    r"(?:[,;)](?:[我而只就]*(?:是?要|想要|是?求)(?!求))?|(?=[?。]|$))"
)
ALIKE = (
    "平均|均值", "中位", "总[数和]|合计|总计", "单[个独]|一个个|每个|各自|逐个|明细|分项",
    "排名|名次", "比例|占比|比率|百分比|率", "件数|个数|数量|多少|几",
)  # fmt: skip


def in_usual_words(text: str) -> str:
    """A normalised question with its order, mean, median and limits as they are usually put."""
    text = _without_refused(text)
    for pattern, usual in _sayings():
        text = pattern.sub(usual, text)
    text = AND_MORE.sub(_up_to_the_next, PLACES.sub(_from_so_many, text))
    return _held(text)


@cache
def _sayings() -> Sequence[tuple[re.Pattern[str], str]]:
    """The patterns of the grammar in their order, each with what it is put as."""
    return tuple(
        (re.compile(_written_out(pattern)), usual)
        for said in grammar("otherwise").values()
        for usual, patterns in said.items()
        for pattern in patterns
    )


def _written_out(pattern: str) -> str:
    for name, words in WORDS.items():
        pattern = pattern.replace(name, words)
    return pattern


def _without_refused(text: str) -> str:
    """要中位数，不要平均数: a wish that leaves out what nothing else asks for changes nothing."""
    found = NOT_WANTED.search(text)
    if found is None:
        return text
    rest = text[: found.start()] + ("," if found.start() else "") + text[found.end() :]
    same = next(words for words in ALIKE if re.search(words, found["what"]))
    return text if re.search(same, rest) else rest.strip(",")


def _from_so_many(said: re.Match[str]) -> str:
    many = said["many"] or said["on"]
    if not many:
        return "不到10件"
    return f"{'不到' if said['below'] else '至少'}{10 ** (int(spoken(many) or 1) - 1)}件"


def _up_to_the_next(said: re.Match[str]) -> str:
    number = said["number"]
    step = 10 ** (len(number) - len(number.rstrip("0")))
    return f"超过{number}{said['unit']}且少于{int(number) + step}{said['unit']}"


def _held(text: str) -> str:
    """超过200件（含200件）: the limit with the number itself within it, or without."""
    found = HELD.search(text)
    rest = text[: found.start()] + text[found.end() :] if found else text
    bound = range_of(rest) or bound_of(rest) if found else None
    if found is None or bound is None:
        return text
    number = re.sub(
        "两[端头]|[^〇零一二两三四五六七八九十百千万亿.0-9]", "", found["told"] or found["number"]
    )
    ends = [bound.value, *(bound.also or ())[1:]]
    if number and spoken(number) not in ends:
        return text
    without = bool(found["not"] or found["denied"])
    return rest[: bound.start] + _as_held(bound, without) + rest[bound.end :]


def _as_held(bound: Bound, without: bool) -> str:
    signs = WITHOUT if without else WITHIN
    told = [(bound.sign, bound.value), *([bound.also] if bound.also else [])]
    return "且".join(f"{SIGNS[signs.get(s, s)]}{plain(v)}{bound.unit}" for s, v in told)
