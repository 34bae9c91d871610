"""Which loaded body a question means; names of real places that are not loaded are no slips."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.question.divisions import (
    division_at,
    highest,
    inside_word,
    is_a_word,
    named_so,
    names_above,
    national,
    place_of,
)
from assistant.question.misspelt import misspelt_in
from ingest.identity.divisions import Division, gazetteer
from ingest.identity.publishers import names_of
from ingest.report import Report

OFFICE = re.compile(
    r"^(?: (?:municipal|city|district|county|provincial|people s|government|s))*"
    r" (?:general )?office\b|"
    r"^(?:的)?(?:人民)?(?:政府|府)?(?:办公厅|办公室|府办|政府办|本级)(?!结|理|了|完|件)"
)
GOVERNMENT = re.compile(r"^(?:的)?(?:人民)?政府(?!信息|公开|办|集中|采购|网站|门户)")
# A body under a place: 江夏区住建局. Words of questions are no part of a name.
# 自然资源和规划局 is one.
UNDER = re.compile(
    r"^(?:的)?((?:[^\W\da-z_的有哪什几各所和与在对年是被多新收到了吗呢以、]{1,14}?|"
    r"[^\W\da-z_的有哪什几各所和与在对年是被多新收到了吗呢以、]{2,6}和[^\W\da-z_的有哪什几各所和与省市区县比占]{2,6}?)"
    r"(?:局|委员会|委(?!托|派|任|员)|街道办事处|街道|镇|乡|苏木|管委会|管理委员会|中心|公司|集团|大学|学院|支队|法院|检察院))"
)
OFFICIAL = re.compile(r"[省市区县镇乡]长(?:是|叫|姓|名|谁|的|有|[?？]?$)")
SUFFIX = re.compile(r"[省市区县州盟旗镇乡]$|街道$|自治[区州县]$|新区$")
SLIP = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:省|市|区|县|州|盟|旗|镇|乡|街道)(?![长内里级])")

APPOSED = re.compile("这?([两二三四五2345])个?(?:区县|区|县|市|地方|地区|地|城市|机关|单位|家)")
COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
# What no name of a place holds: 占全市.
NO_NAME = re.compile("[最你我他她哪什吗呢这那些几占比全各每录]|所有|平均|[一两]个")
KINDS = (
    "district", "city", "county", "municipality", "province", "prefecture",
    "qu", "shi", "xian", "sheng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A publisher with all its loaded reports, the newest first."""

    publisher: str
    scope: str
    level: str
    division: str
    division_code: str
    reports: tuple[Report, ...] = field(compare=False, hash=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The loaded years, the newest first."""
        return tuple(r.year for r in self.reports if r.year is not None)

    def report(self, year: int) -> Report | None:
        """The report of a year."""
        return next((r for r in self.reports if r.year == year), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place or body in a question: the loaded bodies it fits, or the name that is not loaded.

    mended is the name as written where it was read as a slip of a loaded one.
    """

    start: int
    end: int
    name: str
    bodies: tuple[Body, ...] = ()
    mended: str = ""


# 中 and 原决定, no place.
FORMER = re.compile("中原(?=(?:具体)?行政|[先来有]?的?(?:决定|答复|处理|行为|结论)|判|告|审|机关)")


class Catalogue:
    """The loaded bodies by every name that people give them."""

    def __init__(self, reports: Iterable[Report]) -> None:
        held: dict[tuple[str, str, str], list[Report]] = {}
        for report in reports:
            if not report.copy_of:
                key = (report.publisher, report.scope, report.division)
                held.setdefault(key, []).append(report)
        self.bodies = tuple(_body(found) for found in held.values())
        self._names, self._fallback = _names(self.bodies)
        names = [*self._names, *self._fallback]
        self._longest = max((len(name) for name in names), default=0)

    def named(self, name: str) -> tuple[Body, ...]:
        """The bodies of a name: regions first, else the government's own."""
        return tuple(self._names.get(name) or self._fallback.get(name) or ())

    def above(self, names: Iterable[str]) -> tuple[Body, ...]:
        """The one region loaded that all places and bodies of these names lie in, the nearest;
        else none.
        """
        named = [gazetteer().named(n) or gazetteer().named(place_of(n)) for n in names]
        places = [d for every in named for d in every if d.last_year is None]
        paths = {d.path for d in places}
        held = [
            b for b in self.bodies if b.scope == "region" and b.division
            if paths and all(p != b.division and p.startswith(b.division) for p in paths)
        ]  # fmt: skip
        return tuple(sorted(held, key=lambda b: -len(b.division))[:1])

    def mentions(self, text: str) -> list[Mention]:
        """Every place and body that a normalised question names, in order."""
        found: list[Mention] = []
        at = 0
        while at < len(text):
            mention = self._at(text, at, found)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            at = mention.end
        return _with_apposition(text, found) or self._slips(text)

    def nearest(self, name: str) -> list[Body]:
        """The loaded bodies in the place of a name, then those whose names look most like it."""
        from rapidfuzz import fuzz

        bare = SUFFIX.sub("", name) or name
        scored = sorted(
            self.bodies,
            key=lambda b: -max(fuzz.ratio(bare, _bare(b)), fuzz.ratio(name, b.publisher)),
        )
        return list(dict.fromkeys([*within(self.bodies, name), *scored]))[:3]

    def _at(self, text: str, at: int, before: Sequence[Mention]) -> Mention | None:
        if text.startswith("公开", at - 1) and at:
            return None  # 予以公开平均几件 is of no 开平
        if FORMER.match(text, at):
            return None  # 复议中原行政行为得到维持的 is of no 中原
        end, bodies = self._loaded_at(text, at)
        known_end, known = division_at(text, at, bool(before and before[-1].end == at))
        if OFFICIAL.match(text[max(end, known_end) - 1 :]):
            # 宿迁市长 is a person, not the city and a word left over.
            end, known_end = end - 1, known_end - 1
        if known_end > end:
            return self._known_mention(text, at, known_end, known)
        if end <= at:
            of_centre = None if before else national().match(text, at)
            return Mention(at, of_centre.end(), of_centre[0]) if of_centre else None
        return self._narrowed(text, at, end, bodies)

    def _loaded_at(self, text: str, at: int) -> tuple[int, tuple[Body, ...]]:
        for end in range(min(len(text), at + self._longest), at + 1, -1):
            word = text[at:end]
            if word.isascii() and inside_word(text, at, end):
                continue
            if bodies := self.named(word):
                return end, bodies
        return 0, ()

    def _known_mention(self, text: str, at: int, end: int, known: Sequence[Division]) -> Mention:
        """A real place: loaded under a longer or former name, else not loaded."""
        known = highest(known)
        names = {d.full_name for d in known} | {d.path for d in known}
        bodies = tuple(b for name in names for b in self.named(name))
        mention = self._narrowed(text, at, end, tuple(dict.fromkeys(bodies)))
        bare = not bodies and mention.end == end
        return replace(mention, name=named_so(mention.name, known)) if bare else mention

    def _narrowed(self, text: str, at: int, end: int, bodies: tuple[Body, ...]) -> Mention:
        """Words right behind a place say which of its bodies is meant."""
        if re.search("政府$", text[at:end]) and OFFICE.match(text[end - 2 :]):
            end -= 2
        rest = text[end:]
        if office := OFFICE.match(rest):
            divisions = {b.division for b in bodies}
            offices = tuple(
                b for b in self.bodies if b.scope == "office" and b.division in divisions
            )
            end += office.end()
            return Mention(at, end, text[at:end], offices)
        mention = Mention(at, end, text[at:end], bodies)
        return self._with_body_under(text, at, end, mention)

    def _with_body_under(self, text: str, at: int, end: int, mention: Mention) -> Mention:
        """江夏区住建局 is no 江夏区: where that body is not loaded, neither is an answer."""
        if mention.bodies and not any(b.scope in ("region", "office") for b in mention.bodies):
            return mention
        if government := GOVERNMENT.match(text[end:]):
            end += government.end()
            return Mention(at, end, text[at:end], mention.bodies)
        under = UNDER.match(text[end:])
        if not under or is_a_word(under[1]):
            return mention
        end += under.end()
        return Mention(at, end, text[at:end])

    def _slips(self, text: str) -> list[Mention]:
        """A name that is no place, read as the one loaded name nearest to it."""
        if latin := misspelt_in(text, {**self._fallback, **self._names}):
            start, end, name, bodies = latin
            return [Mention(start, end, name, tuple(bodies), mended=text[start:end])]
        found = SLIP.match(text)
        if not found or is_a_word(found[0]) or NO_NAME.search(found[0]):
            return []
        written = found[0]
        near = {
            body: name
            for name, bodies in {**self._fallback, **self._names}.items()
            for body in bodies
            if _one_off(written, name)
        }
        if len(near) == 1:
            body = next(iter(near))
            return [Mention(0, found.end(), near[body], (body,), mended=written)]
        return [Mention(0, found.end(), written)]


def _with_apposition(text: str, found: list[Mention]) -> list[Mention]:
    """江夏和洪泽两个区: the words that count what was just named belong to its last name."""
    counted = APPOSED.match(text, found[-1].end) if len(found) > 1 else None
    if counted and COUNTS.get(counted[1]) == len(found):
        found[-1] = replace(found[-1], end=counted.end())
    return found


def within(bodies: Sequence[Body], name: str) -> tuple[Body, ...]:
    """The bodies that lie in the place of a name, 南京 or 南京市, but are not that place itself."""
    short = SUFFIX.sub("", name) or name
    return tuple(b for b in bodies if short in b.division and not b.division.endswith(name))


def _body(found: Sequence[Report]) -> Body:
    newest = sorted(found, key=lambda r: (r.year or 0, r.revision), reverse=True)
    first = newest[0]
    return Body(
        first.publisher, first.scope, first.level, first.division, first.division_code,
        tuple(newest),
    )  # fmt: skip


def _names(bodies: Sequence[Body]) -> tuple[dict[str, list[Body]], dict[str, list[Body]]]:
    """Names as they are, and the names of places for bodies that speak for none but stand there."""
    own: dict[str, list[Body]] = {}
    fallback: dict[str, list[Body]] = {}
    for body in bodies:
        names = names_of(body.publisher, body.scope, body.division)
        # 河南 is the province and not 河南蒙古族自治县, 长沙 the city and not 长沙县.
        lower = body.level not in ("province", "prefecture")
        above = names_above(body.division_code) if lower else frozenset()
        _file(own, (name for name in names if name not in above), body)
        if body.scope == "region":
            _file(own, (name for name in _english(body) if name not in above), body)
        elif body.scope in ("office", "unknown") and body.division:
            government = f"{body.publisher.partition('人民政府')[0]}人民政府"
            _file(fallback, names_of(government, "region", body.division), body)
            _file(fallback, _english(body), body)
    return own, fallback


def _file(held: dict[str, list[Body]], names: Iterable[str], body: Body) -> None:
    for name in names:
        bodies = held.setdefault(name.lower(), [])
        if len(name) > 1 and body not in bodies:
            bodies.append(body)


def _english(body: Body) -> list[str]:
    """Jiangxia, Jiangxia District; the pinyin of the division's name."""
    division = gazetteer().by_code(body.division_code)
    if division is None or not division.pinyin:
        return []
    return [division.pinyin, *(f"{division.pinyin} {kind}" for kind in KINDS)]


def _bare(body: Body) -> str:
    division = gazetteer().by_code(body.division_code)
    return division.short if division else body.publisher


def _one_off(written: str, name: str) -> bool:
    """One character wrong, missing or too many; the kind of place stays."""
    from rapidfuzz.distance import Levenshtein

    return written[-1] == name[-1] and len(name) > 2 and Levenshtein.distance(written, name) == 1
