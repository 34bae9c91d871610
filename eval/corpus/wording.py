"""How one report words its labels and writes its numbers, scars included."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from eval.corpus.key import Name, Printed, data

WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
SIGNED = "_items_change"
MORE, LESS = ("↑", "增", "增加", "增长", "+"), ("↓", "减", "减少", "下降", "-", "−")
# A label this long can lose a character and still be no other.
LONG = 7
EMPTY = {"": "blank", "/": "slash", "-": "slash", "—": "slash", "无": "none_word"}


@dataclass(slots=True)
class Wording:
    """The habits of one report; `printed` grows into what its cells show.

    Habits: variants, typos, inner_spaces, thousands, wide, units, padded, question, arrows, apart,
    and one of zero_blank, zero_slash, zero_dash, zero_none, some_blank, totals_blank, totals_only.
    """

    rng: random.Random
    habits: Collection[str] = ()
    printed: dict[Name, Printed] = field(default_factory=dict)
    torn: set[Name] = field(default_factory=set)
    """Cells whose digits stand apart, so that they are several numbers as well as one."""
    overridden: dict[Name, str] = field(default_factory=dict)

    def label(self, text: str) -> str:
        """A label as printed here."""
        if "variants" in self.habits and self.rng.random() < 0.3:
            text = self.rng.choice(data("forms")["variants"].get(text, [text]))
        elif "typos" in self.habits and len(text) >= LONG and self.rng.random() < 0.15:
            text = self._damaged(text)
        if "inner_spaces" in self.habits and self.rng.random() < 0.4 and len(text) > 3:
            at = self.rng.randrange(2, len(text))
            text = f"{text[:at]} {text[at:]}"
        return text

    def _damaged(self, text: str) -> str:
        """One character lost, or doubled, behind the numeral that the label begins with."""
        at = self.rng.randrange(3, len(text) - 1)
        return text[:at] + self.rng.choice(["", text[at] * 2]) + text[at + 1 :]

    def write(self, name: Name, value: Decimal) -> str:
        """A number as printed here, noted in `printed`."""
        if name in self.printed:  # printed twice, as a repeated table is
            return self.printed[name].raw
        raw = self.overridden.get(name)
        raw = self._raw(name, value) if raw is None else raw
        state = EMPTY.get(raw, "number")
        shown = value if state == "number" else None
        self.printed[name] = Printed(state, shown, raw)
        return self._padded(self._apart(name, raw))

    def _apart(self, name: Name, raw: str) -> str:
        """Digits with spaces among them, as some files of PDF give them."""
        whole = "apart" not in self.habits or name in self.overridden
        if whole or not raw.isdecimal() or len(raw) < 2 or self.rng.random() < 0.7:
            return raw
        self.torn.add(name)
        return " ".join(raw)

    def _raw(self, name: Name, value: Decimal) -> str:
        if empty := self._empty(name, value):
            return empty[0]
        text = f"{value:,f}" if "thousands" in self.habits else f"{value:f}"
        if name[0].endswith(SIGNED) and value and "arrows" in self.habits:
            text = self.rng.choice(LESS if value < 0 else MORE) + f"{abs(value):f}"
        elif name[0].endswith(SIGNED) and value > 0 and self.rng.random() < 0.5:
            text = f"+{text}"
        if "units" in self.habits and self.rng.random() < 0.3:
            text += _unit(name[0])
        elif name[0] == "procurement_amount" and self.rng.random() < 0.5:
            text += "元"
        return text.translate(WIDE) if "wide" in self.habits else text

    def _empty(self, name: Name, value: Decimal) -> tuple[str] | None:
        """What stands in place of a number, in a tuple so that a blank is one too."""
        habits, rng = self.habits, self.rng
        part_row = name[0].startswith(("refused", "unavailable", "not_processed", "otherwise_"))
        if "totals_blank" in habits and name[1] == "total" and part_row:
            return ("",)
        if "totals_only" in habits and name[1] not in ("", "total"):
            return ("",)
        if value:
            return None
        for habit, sign in (
            ("zero_blank", ""), ("zero_slash", "/"), ("zero_dash", "-"), ("zero_none", "无"),
        ):  # fmt: skip
            if habit in habits:
                return (sign,)
        if "some_blank" in habits and rng.random() < 0.2:
            return (rng.choice(["", "", "/", "—", "无"]),)
        return None

    def _padded(self, raw: str) -> str:
        if not raw or self.rng.random() < 0.4:
            return raw
        if "question" in self.habits:
            return "?" * self.rng.choice([1, 2, 5, 22]) + " " * self.rng.randrange(2) + raw
        if "padded" in self.habits:
            return " " * self.rng.randrange(3) + raw + " " * self.rng.randrange(3)
        return raw


def _unit(code: str) -> str:
    if code.endswith(("items_last_year", "items_change")):
        return "项"
    if code == "procurement_projects":
        return "个"
    if code == "fees_collected":
        return "万元"
    if code == "procurement_amount":
        return "元"
    annex = {c: unit for c, _, unit in data("forms")["annex"][0]["rows"]}
    return str(annex.get(code, "件"))
