"""Those of a group that are over or under its mean: 比平均高的区县有哪些."""

import re
from collections.abc import Sequence
from statistics import mean

from assistant.figures.standings import Ranking, Standing
from assistant.texts import rounded, unit_text

WHOSE = "(?:全[市省县区国州]|整体|总体|各[^,;。?]{1,6}?|[区县市]{1,3}|本[市省])?的?"
MEAN = "(?:平均(?:数|值|水平|线|量)?|均值|均线)"
AGAINST_MEAN = re.compile(
    f"(?P<over>(?:超过|高于|大于|多于|高过|超出){WHOSE}{MEAN}|(?:在|处于)?{WHOSE}{MEAN}(?:之上|以上)|"
    f"比{WHOSE}{MEAN}[还要更]*[高多大])(?:的|了)?|"
    f"(?:(?:低于|少于|小于|不足|不到|不及|没有?达到|未达到){WHOSE}{MEAN}|(?:在|处于)?{WHOSE}{MEAN}(?:之下|以下)|"
    f"比{WHOSE}{MEAN}[还要更]*[低少小])(?:的|了)?|"
    r"(?P<above>above|over|(?:more|higher)\b[^,;.?]{0,30}? than)(?: the)? (?:average|mean)|"
    r"(?:below|under|(?:fewer|less|lower)\b[^,;.?]{0,30}? than)(?: the)? (?:average|mean)"
)


def against_mean(ranking: Ranking) -> tuple[str, dict[str, object], Sequence[Standing]] | None:
    """The sentence about those over the mean of all, or under it, and who they are; None where
    nothing is held against it.
    """
    found = AGAINST_MEAN.search(ranking.query.plain)
    if found is None or not ranking.every or ranking.group.bound:
        return None
    middle = mean([s.value for s in ranking.every])
    over = bool(found["over"] or found["above"])
    kept = [s for s in ranking.every if (s.value > middle if over else s.value < middle)]
    shown = f"{rounded(middle)}{unit_text(ranking.query.language, ranking.unit)}"
    key = "group_over_mean" if over else "group_under_mean"
    return key, {"value": shown, "count": len(kept), "all": len(ranking.every)}, kept
