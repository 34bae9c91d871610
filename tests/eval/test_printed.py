"""The answer key: read by position, equal to the cells that were read by hand."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from eval.golden import bundled
from eval.printed import printed_cells

SHARED = Path(__file__).parents[3] / "shared" / "reports"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("jiangxia-2021/requests_new/total", "160"),
        ("jiangxia-2021/not_processed_petition/natural_person", "120"),
        ("jiangxia-2021/fees_collected/", "668.57"),
        ("jiangxia-2021/review_pending/", "3"),
        ("jiangxia-2021/refused/total", "6"),  # 1 + 5
        ("jiangxia-2021/requests_new/organisations", "4"),  # 2 + 0 + 0 + 2 + 0
        ("suqian-2023/otherwise/total", "341"),  # 40 + 10 + 291: a heading in this form
        ("hongze-2024/otherwise/total", "0"),  # a row of its own in the form before
        ("suqian-2024/suit_after_review_pending/", "13"),
        ("shanghai-general-office-2019/granted/total", "272"),  # left blank: 258 + 12 + 1 + 1
        ("shanghai-general-office-2019/procurement_amount/", "251000"),
    ],
)
def test_cells_are_found_by_position(name: str, value: str) -> None:
    assert printed_cells()[name].value == Decimal(value)


def test_a_blank_is_no_zero() -> None:
    cell = printed_cells()["shanghai-general-office-2019/granted/research"]
    assert (cell.value, cell.state) == (None, "blank")


def hand_read(name: str) -> dict[str, str]:
    """The cells that a person read from the real report, by address."""
    held = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))["cells"]
    return {address.partition("/")[2]: (raw or "") for address, raw in held.items()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("name", list(bundled()))
def test_every_cell_is_the_one_read_by_hand(name: str) -> None:
    """The key agrees with the real reports: neither the sample nor the key was mistaken."""
    wanted = hand_read(name)
    own = [c for n, c in printed_cells().items() if n.startswith(f"{name}/") and c.where]
    assert own
    for cell in own:
        number = re.match(r"[\d.]+", wanted[cell.where])
        assert (cell.value, cell.where) == (Decimal(number[0]) if number else None, cell.where)
