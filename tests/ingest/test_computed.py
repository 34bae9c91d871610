"""What the forms define but don't print, and which blanks may count as nothing in it."""

from decimal import Decimal

import pytest

from ingest import forms
from ingest.computed import compute_figures, leaves, sums
from ingest.figures import Figure

COLUMNS = (*forms.applicants(), "total")


def row(code: str, values: str) -> list[Figure]:
    """Seven cells of table three: numbers, `_` for a blank, `/` for a slash."""
    made = []
    for breakdown, raw in zip(COLUMNS, values.split(), strict=True):
        state = {"_": "blank", "/": "slash"}.get(raw, "number")
        value = Decimal(raw) if state == "number" else None
        where = f"{code}/{breakdown}"
        made.append(Figure("3", "2019", code, "", code, breakdown, value, state, "件", raw, where))
    return made


def table(**rows: str) -> list[Figure]:
    return [figure for code, values in rows.items() for figure in row(code, values)]


def computed(figures: list[Figure]) -> dict[tuple[str, str], str]:
    return {(f.indicator, f.breakdown): str(f.value) for f in compute_figures(figures)}


GROUP = dict.fromkeys(forms.parts("unavailable"), "0 0 0 0 0 0 0")


def test_a_group_is_the_sum_of_its_rows_in_each_column() -> None:
    found = computed(table(**{**GROUP, "unavailable_not_held": "9 1 0 0 0 0 10"}))
    assert found["unavailable", "natural_person"] == "9"
    assert found["unavailable", "total"] == "10"


def test_a_group_with_a_row_missing_is_not_computed() -> None:
    rows = dict(GROUP)
    del rows["unavailable_still_unclear"]
    assert ("unavailable", "total") not in computed(table(**rows))


def test_organisations_are_the_five_columns_between() -> None:
    found = computed(table(granted="268 2 1 0 0 1 272"))
    assert found == {("granted", "organisations"): "4"}


def test_a_blank_total_whose_parts_are_printed_is_their_sum() -> None:
    found = computed(table(granted="19 1 0 0 0 0 _"))
    assert found["granted", "total"] == "20"


def test_a_blank_part_leaves_a_blank_total_undecided() -> None:
    # Nothing printed shows that the blank means zero.
    assert ("granted", "total") not in computed(table(granted="19 1 _ 0 0 0 _"))


@pytest.mark.parametrize("values", ["_ _ _ _ _ _ _", "/ / / / / / /", "_ 1 / 0 0 0 _"])
def test_a_row_without_its_numbers_stays_without_sums(values: str) -> None:
    found = computed(table(granted=values))
    assert [cell for cell in found if cell[1] in ("total", "organisations")] == []


def test_blanks_close_where_the_printed_total_is_the_rest() -> None:
    closed = sums(table(granted="268 2 _ _ _ 2 272")).closed
    assert closed == {("granted", b) for b in ("research", "nonprofit", "legal_service")}


@pytest.mark.parametrize("values", ["268 2 _ _ _ 2 273", "268 2 / _ _ 2 272", "268 2 _ _ _ 2 _"])
def test_blanks_do_not_close_otherwise(values: str) -> None:
    assert sums(table(granted=values)).closed == frozenset()


def test_blanks_close_by_the_column_and_then_by_the_row() -> None:
    rows = dict.fromkeys(leaves_of_2019(), "_ 0 0 0 0 0 _")
    rows |= {"granted": "7 0 0 0 0 0 7", "results_total": "7 0 0 0 0 0 7"}
    table_three = sums(table(**rows))
    assert table_three.counted(("refused_state_secret", "natural_person")) == 0
    assert not table_three.printed(("refused_state_secret", "natural_person"))


def leaves_of_2019() -> tuple[str, ...]:
    made = [code for code in forms.parts("results_total") if code not in GROUPS]
    groups = [part for group in GROUPS[:-1] for part in forms.parts(group)]
    return (*made, *groups, "otherwise")


GROUPS = ("refused", "unavailable", "not_processed", "otherwise")


def test_a_wholly_blank_row_stays_blank_and_its_group_is_the_rest() -> None:
    rows = dict.fromkeys(leaves_of_2019(), "_ _ _ _ _ _ _")
    rows |= {"granted": "7 _ _ _ _ _ 7", "unavailable_not_held": "2 _ _ _ _ _ 2"}
    found = computed(table(**rows, results_total="9 _ _ _ _ _ 9"))
    assert found["unavailable", "total"] == "2"
    assert ("refused_state_secret", "total") not in found


def test_leaves_follow_the_form_that_the_table_is_in() -> None:
    def of(*codes: str) -> tuple[str, ...]:
        cells = sums(table(**dict.fromkeys(codes, "0 0 0 0 0 0 0"))).cells
        return leaves(cells)

    single = of(*leaves_of_2019())
    assert set(single) == set(leaves_of_2019())
    split = of(*leaves_of_2019()[:-1], *forms.parts("otherwise"))
    assert set(split) == {*leaves_of_2019()[:-1], *forms.parts("otherwise")}


def test_a_computed_cell_is_marked_so_in_state_and_address() -> None:
    (figure,) = compute_figures(table(granted="19 1 0 0 0 0 20"))
    assert (figure.state, figure.raw) == ("computed", "")
    assert figure.where.endswith("（计算）")


def test_no_table_three_no_sums() -> None:
    assert compute_figures([]) == []
