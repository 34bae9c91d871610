"""Right answers worked out from cells, exactly: `granted/results_total`, `before.granted+1`."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from ingest import forms

OPERATORS: dict[type[ast.AST], Callable[[Fraction, Fraction], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.Eq: operator.eq,
}  # fmt: skip
Made = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a report, and of the year before, by indicator and kind of applicant."""

    now: Made
    before: Made = field(default_factory=dict)


def worked_out(expression: str, cells: Cells, unit: str = "", exact: bool = False) -> str:
    """The value as an answer shows it: rates in percent, quotients to two decimals, counts whole;
    "" where it divides by nothing.
    """
    try:
        tree = ast.parse(expression, mode="eval").body
        value = _value(tree, cells)
    except ZeroDivisionError:
        return ""
    if exact:
        return str(value)
    if unit in ("%", "百分点") and "/" in expression:
        return str(_rounded(value * 100))
    if "/" in expression:
        return str(_rounded(value))
    return _plain(expression, value)


def holds(condition: str, cells: Cells) -> bool:
    """Whether a comparison is so; one that divides by nothing is not."""
    try:
        return bool(_value(ast.parse(condition, mode="eval").body, cells))
    except ZeroDivisionError:
        return False


def _plain(expression: str, value: Fraction) -> str:
    try:
        return str(Decimal(expression))
    except ArithmeticError:
        return str(value) if value.denominator == 1 else str(_rounded(value))


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator * 10**6) / Decimal(value.denominator)
    return (exact / 10**6).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _value(node: ast.AST, cells: Cells) -> Any:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, cells)
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_value(node.left, cells), _value(node.right, cells))
    if isinstance(node, ast.Compare):
        left, right = _value(node.left, cells), _value(node.comparators[0], cells)
        return OPERATORS[type(node.ops[0])](left, right)
    if isinstance(node, ast.Call):
        return max(_value(argument, cells) for argument in node.args)
    return Fraction(_cell(node, cells))


def _cell(node: ast.AST, cells: Cells) -> int:
    """A name is a code, name.kind one column of it, before.name the year before."""
    path = ast.unparse(node).split(".")
    held = cells.now
    if path[0] == "before":
        held, path = cells.before, path[1:]
    code, who = path[0], path[1] if len(path) > 1 else ""
    if who == "organisations":
        return sum(_one(held, code, b) for b in forms.organisations())
    return _one(held, code, who)


def _one(held: Made, code: str, who: str) -> int:
    known = forms.indicators()[code]
    column = (who or "total") if known.table == "3" else ""
    if (code, column) in held:
        return held[code, column]
    return sum(held[part, column] for part in forms.parts(code))
