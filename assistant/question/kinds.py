"""Which of the divisions of county level are meant: 哪个区, 各县, 县级市里."""

import re

# 各县 by itself is of counties alone, 各县(市、区) of all of that level.
ONE_KIND = re.compile("(?=[市辖级]{0,2}[区县旗])[市辖级区县旗、和与及或()/]+")
SIGNS = {"区": "区", "市辖区": "区", "县": "县", "县级市": "市", "旗": "旗"}
OF_COUNTIES = re.compile("县级市|市辖区")


def sign_of(text: str, start: int) -> str:
    """What the names of those meant behind a place in a text end with, "" for any."""
    run = ONE_KIND.search(text, start)
    return SIGNS.get(run[0].strip("、和与及或()/"), "") if run else ""


def of_kind(division: str, sign: str) -> bool:
    """Whether a division is of the kind meant: counties are whatever is no 区, 县级市 too."""
    return not division.endswith("区") if sign == "县" else division.endswith(sign)
