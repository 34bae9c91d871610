"""A question as slots: whose report, which years, which figures, what to do with them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.question.lexicon import CHINESE, Token
from assistant.question.order import Order
from assistant.question.places import Body, Mention
from assistant.question.years import Years
from ingest.clean import simplify

ENGLISH = re.compile(
    r"\b(?:how|what|which|who|when|where|why|did|does|do|is|are|was|were|the|of|in|for|and|to|from|"
    r"many|much|list|compare|show|mean|means|rate|requests?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """The question as understood. items are indicator codes, rate codes or codes of readings;
    pairs is the year of each body where each comes with its own (宿迁2024年和江夏2021年); whole
    asks for all of a list; premises are the numbers taken for granted, rough those told
    roughly, each with what it may be, from and below; less are the
    cells taken off the one asked for, by code and column; order is the place asked for where it is
    not the first; unit is that of money to answer
    in; newest says that no year was named and the newest taken;
    inherited names the slots carried from earlier turns, doubted says that they come from
    before a turn that was not understood; unread are the words that nothing explains, mended those
    that were read as others.
    """

    text: str
    plain: str
    language: str
    bodies: tuple[Body, ...] = ()
    mentions: tuple[Mention, ...] = ()
    years: tuple[int, ...] = ()
    period: Years | None = None
    pairs: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    operation: str = ""
    less: tuple[tuple[str, str], ...] = ()
    order: Order | None = None
    unit: str = ""
    about: str = ""
    topics: tuple[str, ...] = ()
    absent: str = ""
    out_of_scope: str = ""
    narrative: bool = False
    mention_of: bool = False
    counting: bool = False
    why: bool = False
    whole: bool = False
    direction: str = ""
    premises: tuple[Decimal, ...] = ()
    rough: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
    unread: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    content: str = ""
    newest: bool = False
    inherited: tuple[str, ...] = ()
    doubted: bool = False
    tokens: tuple[Token, ...] = ()

    @property
    def places_named(self) -> bool:
        """Whether the question itself names a place or body."""
        return bool(self.mentions)

    def between(self, start: int, end: int) -> str:
        """A stretch of the text without the places in it: 泰和县 joins nothing."""
        names = {at for m in self.mentions for at in range(m.start, m.end)}
        whole = enumerate(self.plain[:end])
        return "".join(c for at, c in whole if at >= start and at not in names)


def language_of(question: str) -> str:
    """zh-Hans, zh-Hant or en: by English words of asking, names in Chinese among them or not, else
    by the letters the question is written in.
    """
    chinese = "".join(CHINESE.findall(question))
    if len(ENGLISH.findall(question)) >= 2 or not chinese:
        return "en" if re.search(r"[A-Za-z]", question) else "zh-Hans"
    return "zh-Hant" if simplify(chinese) != chinese else "zh-Hans"
