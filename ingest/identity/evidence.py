"""Which place a report speaks of: its addresses, telephones, sites, accounts, towns and parents.

What others call it proves nothing: neither the host of the page nor a list of places around it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import groupby

from ingest.identity.divisions import Division, Gazetteer, facts, gazetteer, short_name
from ingest.identity.towns import towns_by_county

# Characters from the beginning and from the end in which places are looked for.
BEGINNING, END = 6000, 1500
# Copies on other sites append lists of places: 夏河县| 全州县| 凉山|.
_BETWEEN = re.compile(r"[ \t\u3000\u00a0|｜:：]+")
LISTED = 3
_ELSEWHERE = re.compile(
    r"(?:赴|借鉴|学习|对标|前往|考察|友好城市|兄弟|援助|对口支援|来自)[^，。；]{0,8}$"
)
_OTHERS = re.compile(r"等地|等[省市区县]|先进|经验|考察|一行")
_AT = re.compile(r"(?:地址|位于|设在|地点|坐落)[^，。；]{0,6}$")
_SITE = re.compile(r"(?:人民)?政府|政务(?:服务)?网|门户网")
_SITE_NAME = re.compile(r"(?m)^网站名称[:：](.*)$")
_ACCOUNT = re.compile(r"[“\"「‘]([\u4e00-\u9fff·.•]{3,16})[”\"」’]")
_BEFORE = re.compile(r"^(?:中国[·.•]?|印象|文明|健康|平安|法治|美丽|幸福|爱|今日|掌上|云上|微)")
_AFTER = re.compile(
    r"(?:发布|微?政务(?:信息|公开)?|政府网?|在线|教育|公安|人社|住建|财政|民政|司法|应急|城管|农业农村|农业|水利|交通|文旅|市场监管|统计|审计|医保|乡村振兴|税务|残联|生态环境|卫生健康|融媒)$"
)
_POSTCODE = re.compile(r"邮(?:政)?编(?:码)?[^\d]{0,3}(\d{2})\d{4}(?!\d)")
_DOMAIN = re.compile(r"([a-z]{3,})\.(?:gov\.cn|gov|cn)")
PLAIN, NAMED, OWN = 1, 3, 4


class Evidence:
    """What a text says of where it comes from, `year` being that which it is about."""

    def __init__(self, text: str, year: int | None) -> None:
        self.year = year
        self.text = "\n".join(_without_lists(line) for line in text.split("\n"))

    def between(self, divisions: Iterable[Division], highest: bool = False) -> Division | None:
        """The one of several namesakes that the text speaks of, None if it leaves it open.

        With `highest` an open choice falls on the one of higher level (西安, not 西安区).

        A body that has another name or code in the year is given as it stood then.
        """
        left = self._alive(tuple(dict.fromkeys(divisions)))
        left = [d for d in left if not any(d.under(above) for above in left)]
        if len(left) == 1:
            return left[0]
        scores = sorted(((self._around(d, left), d.code, d) for d in left), reverse=True)
        (best, _, division), (second, _, _) = scores[0], scores[1]
        if best > max(second, 1):
            return division
        upper = [d for d in left if d.level != "county"]
        return upper[0] if highest and len(upper) == 1 else None

    def speaks_of(
        self, fits: Callable[[Division], bool], least: int = PLAIN, within: bool = False
    ) -> Division | None:
        """The place named most by far among those that fit, None if several are or none is.

        The site of a page that holds another place's report doesn't tell whose it is; `within`
        the place that is told of the site's own is not another: 大安市 lies in 白城市.
        """
        told, site = self._one_each(fits, self._mentioned), self._one_each(fits, self._of_site)
        for above in [d for d in told if within and any(own.under(d) for own in site)]:
            del told[above]
        ranked = (told + site).most_common(2)
        if not ranked:
            return None
        (place, best), rival = ranked[0], ranked[1][1] if ranked[1:] else 0
        return place if best >= max(least, 2 * rival) and (place in told or not told) else None

    def _one_each(
        self, fits: Callable[[Division], bool], mentioned: Counter[tuple[Division, ...]]
    ) -> Counter[Division]:
        """The weight of each place that fits, of namesakes only the one that the text means."""
        found: Counter[Division] = Counter()
        for divisions, weight in mentioned.items():
            fitting = [d for d in divisions if fits(d)]
            if fitting and (division := self.between(fitting)):
                found[division] += weight
        for division in found:
            found[division] += self._telephones(division.prefecture or division.name) > 0
        return found

    @cached_property
    def _mentioned(self) -> Counter[tuple[Division, ...]]:
        """Places written in full in the text, and in names of accounts, each with its weight."""
        text = _SITE_NAME.sub("", self.text)
        if len(text) > BEGINNING + END:
            text = f"{text[:BEGINNING]}\n{text[-END:]}"
        return _added_up((*_in_prose(text), *_in_accounts(text)))

    @cached_property
    def _of_site(self) -> Counter[tuple[Division, ...]]:
        """The places that the page's site is called after."""
        return _added_up(_in_prose("\n".join(_SITE_NAME.findall(self.text))))

    def _alive(self, divisions: tuple[Division, ...]) -> list[Division]:
        known: Gazetteer = gazetteer()
        now = [d for d in divisions if d.valid_in(self.year)] if self.year else []
        then = dict.fromkeys(known.in_year(d, self.year or 9999) for d in divisions)
        return now or [d for d in then if d is not None] or list(divisions)

    def _around(self, division: Division, others: Iterable[Division]) -> int:
        """What in the text belongs to the division and to none of its namesakes."""
        # One mention of 北京 proves nothing; the parent's full name or area code does.
        score = 0
        for above in {division.province, division.prefecture} - {""}:
            plain = len(re.findall(rf"{short_name(above)}(?!{above[-1]})", self.text))
            score += 3 * self.text.count(above) + min(plain, 1) + 5 * self._telephones(above)
            score += 4 * (_pinyin(above) in self._domains)
        province = division.province or division.name
        score += 4 * sum(p in facts()["postcodes"].get(province, ()) for p in self._postcodes)
        foreign = {t for d in others if d != division for t in towns_by_county().get(d.code, ())}
        own = set(towns_by_county().get(division.code, ())) - foreign
        return score + 3 * min(3, sum(len(town) > 2 and town in self.text for town in own))

    def _telephones(self, place: str) -> int:
        codes = "|".join(_area_codes().get(place, ()))
        pattern = rf"(?<!\d)[(（]?(?:{codes})[)）]?[-—－ ]?\d{{7,8}}(?!\d)"
        return len(re.findall(pattern, self.text)) if codes else 0

    @cached_property
    def _postcodes(self) -> list[str]:
        return _POSTCODE.findall(self.text)

    @cached_property
    def _domains(self) -> set[str]:
        return set(_DOMAIN.findall(self.text))


def _in_prose(text: str) -> Iterator[tuple[tuple[Division, ...], int]]:
    position, known = 0, gazetteer()
    while position < len(text):
        place = known.read(text, position, full=True)
        if place is None:
            position += 1
            continue
        before = text[max(0, position - 12) : position]
        if not _ELSEWHERE.search(before) and not _OTHERS.match(text, place.end):
            weight = OWN if _AT.search(before) else NAMED if _SITE.match(text, place.end) else PLAIN
            yield place.divisions, weight
            above = known.parent(place.divisions[0]) if place.names > 1 else None
            if above and above.name[-1] != place.divisions[0].name[-1]:
                yield (above,), weight
        position = place.end


def _added_up(
    places: Iterable[tuple[tuple[Division, ...], int]],
) -> Counter[tuple[Division, ...]]:
    found: Counter[tuple[Division, ...]] = Counter()
    for divisions, weight in places:
        found[divisions] += weight
    return found


def _in_accounts(text: str) -> Iterator[tuple[tuple[Division, ...], int]]:
    """Places that an account or a site is called after: “江夏发布”, “中国上海”."""
    for found in _ACCOUNT.finditer(text):
        name = _AFTER.sub("", found[1])
        for called in dict.fromkeys((name, _BEFORE.sub("", name))):
            if called != found[1] and (divisions := gazetteer().named(called)):
                yield divisions, NAMED


def _without_lists(line: str) -> str:
    """A line without spaces and without three names of places in a row or more."""
    words = _BETWEEN.split(line)
    if len(words) < LISTED:
        return "".join(line.split())
    runs = groupby(words, key=lambda word: gazetteer().known(word))
    held = ((known, list(run)) for known, run in runs)
    kept = "".join(w for known, run in held if not known or len(run) < LISTED for w in run)
    return "".join(line.split()) if len(kept) == sum(map(len, words)) else kept


@cache
def _area_codes() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, places in facts()["area_codes"].items():
        for place in places.split():
            codes[place] = (*codes.get(place, ()), code)
    return codes


@cache
def _pinyin(name: str) -> str:
    return next((d.pinyin for d in gazetteer().named(name) if d.name == name), "")
