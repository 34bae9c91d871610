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
    if not wanted or answer.value is None or answer.value[1] not in (POWERS.keys() - {wanted}):
        return answer
    printed, unit = answer.value
    power = POWERS[unit] - POWERS[wanted]
    value = plain(in_unit(Decimal(printed), unit, wanted))
    sign = f"× {10**power}" if power > 0 else f"÷ {10**-power}"
    formula = f"{f'({answer.formula})' if answer.formula else printed} {sign}"
    told = asked.say("money", value=value, unit=unit_text(asked.language, wanted), formula=formula)
    text = f"{answer.text}{asked.space}{told}"
    return replace(answer, text=text, value=(value, wanted), kind="derived", formula=formula)
