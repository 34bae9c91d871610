"""What asks for the sum of what many bodies hold."""

import re

NATION = re.compile("(?:放眼)?全中?国(?:范围)?[内里]?|nationwide|(?:in all of|across) china")
SUM = re.compile(
    r"相加|合[计共]|总共|一共|共计|[加合]起来|加总|总和|之和|[加合]在?一[起块]|求个?和|打总|[加算汇]一?个总[数和]?|加下来|总起来|加一加|[通满]共|(?<=[数件请])的和(?=[是为有多几?]|$)|"
    r"合并[计统]?算|(?:全部?|都)?[算归凑拢堆]+[到在成]一[起块处]|in total|altogether|sum|"
    r"\bwhich (?:two|three|four|five) .*\btogether\b|"
    r"^total |^across all |^how many .+ did (?:all )?(?:the )?(?:count|distr|bod)"
)
# 各区县收费总额, 汇总各区县的强制: added up where each is not asked for.
TOTAL = re.compile(
    "总(?:[额数量]|件数|计(?=[有为是]?[多几]))|汇总|累计|[统拢]共|共(?=[有收办]|多少)|combined|total"
)
EACH = re.compile(r"各[自是有多几]|分别|每[个一家]|\b(?:each|every|respectively)\b")


def sums_all(text: str) -> bool:
    """Whether what all bodies hold is to be added up: 全国, or a total where each isn't asked."""
    return bool(NATION.search(text) or (TOTAL.search(text) and not EACH.search(text)))
