"""Which of the divisions of county level are meant (哪个区, 哪个县, 县级市), and what is none."""

import re

from assistant.query import Query

# 哪个县 is of counties alone, 各县 and 各县(市、区) of all of that level.
ONE_KIND = re.compile("(?=[市辖级]{0,2}[区县旗])[市辖级区县旗、和与及或()/]+")
SIGNS = {"区": "区", "市辖区": "区", "县": "县", "县级市": "市", "旗": "旗"}
OF_COUNTIES = re.compile("县级市|市辖区")
# What is asked is no body: 哪类, 什么理由.
NO_BODIES = re.compile(
    r"哪一?年|哪几年|which year|哪[一几些]?个?(?:[类种项条样块栏格列]|行(?!政))|"
    r"哪一?个?些?(?:原因|理由|缘由|结果|情形)|"
    r"什么(?:原因|理由)"
)
# 各区县里不予公开的理由最多的是哪个: one of its kinds, and no body.
KIND = "(?:理由|原因|缘由|结果|情形|申请人)"
OF_KINDS = re.compile(
    f"(?:{KIND}|哪[种类项条])[^,;。?]{{0,4}}最[多大高少小低]|最[多大高少小低]的?{KIND}(?!的)"
)

DEALT_WITH = re.compile("处理|办理|答复|公开")
WHICH_BODY = re.compile("哪家|(?:哪一?个|哪些)(?:地方|机关|城市|[省市区县])")
WHICH = re.compile("哪(?:一|几|些)?个?$")


def sign_of(text: str, start: int) -> str:
    """What the names of those meant behind a place in a text end with, "" for any."""
    run = ONE_KIND.search(text, start)
    sign = SIGNS.get(run[0].strip("、和与及或()/"), "") if run else ""
    # 各县 is said of all that lies below a city; 哪个县 asks for one.
    loosely = run and sign == "县" and not WHICH.search(text, 0, run.start())
    return "" if loosely else sign


def of_kind(division: str, sign: str) -> bool:
    """Whether a division is of the kind meant: counties are whatever is no 区, 县级市 too."""
    return not division.endswith("区") if sign == "县" else division.endswith(sign)


def of_organisations(query: Query) -> bool:
    """单位申请人里哪类最多: of the five kinds that they are; where no body is named, 法人一件申请都
    没提的是哪家 asks for bodies.
    """
    named = any(t.code("breakdown") == "organisations" for t in query.tokens)
    bodies = not query.bodies and WHICH_BODY.search(query.plain)
    return named and not (DEALT_WITH.search(query.plain) or bodies)
