"""A figure of money in the unit asked for, exactly, the printed figure beside it."""

from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.figures.quantities import Asked
from assistant.question.money import POWERS, in_unit
from assistant.texts import unit_text
from ingest.amounts import plain


def in_money_asked(asked: Asked, answer: Answer) -> Answer:
    """多少元 of a figure printed in 万元, or the other way: computed, the printed one kept."""
    wanted = asked.query.unit
    others = POWERS.keys() - {wanted} if wanted else ()
    readings = [r for r in answer.readings if r.value and r.unit in others]
    if answer.value is None and readings:
        found = {r: _in_unit(r.value or "", r.unit, r.formula, wanted) for r in readings}
        shown = tuple(
            replace(r, value=found[r][0], unit=wanted, formula=found[r][1]) if r in found else r
            for r in answer.readings
        )
        told = asked.space.join(_told(asked, *found[r]) for r in readings)
        return replace(answer, text=f"{answer.text}{asked.space}{told}", readings=shown)
    if answer.value is None or answer.value[1] not in others:
        return answer
    value, formula = _in_unit(*answer.value, answer.formula or "", wanted)
    text = f"{answer.text}{asked.space}{_told(asked, value, formula)}"
    return replace(answer, text=text, value=(value, wanted), kind="derived", formula=formula)


def _in_unit(printed: str, unit: str, formula: str, wanted: str) -> tuple[str, str]:
    """A sum in another unit, and how it was worked out."""
    power = POWERS[unit] - POWERS[wanted]
    sign = f"× {10**power}" if power > 0 else f"÷ {10**-power}"
    value = plain(in_unit(Decimal(printed), unit, wanted))
    return value, f"{f'({formula})' if formula else printed} {sign}"


def _told(asked: Asked, value: str, formula: str) -> str:
    unit = unit_text(asked.language, asked.query.unit)
    return asked.say("money", value=value, unit=unit, formula=formula)
