"""Table three where its head doesn't fit its rows: seven numbers that add up, in every row."""

import pytest

from ingest.checks import check_report
from ingest.document import Document, Table
from ingest.figures import Extraction, extract_figures

PIECES = ("申请人情况", "自然", "人", "法人或其他组织总计", "商业", "企业", "科研", "其他")
SOUND = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
BROKEN = (*SOUND, "织", "总计")
NEW, CARRIED, GRANTED = "一、本年新收政府信息公开申请数量", "二、上年结转", "（一）予以公开"


def read(head: tuple[str, ...], *rows: str, loose: bool = False) -> Extraction:
    labelled = zip((NEW, CARRIED, GRANTED), rows, strict=False)
    table = Table((head, *((label, *row.split("|")) for label, row in labelled)), loose)
    return extract_figures(Document((), (), (table,)))


@pytest.mark.parametrize(
    ("head", "loose", "rows"),
    [
        (PIECES, True, ("4|1|0|0|2|0|7", "1|0|0|0|0|0|1")),
        (BROKEN, False, ("4|1|0|0|2|0|7", "1|0|0|0|0|0|1")),
        ((*SOUND, ""), False, ("4|1|0|0|2|0||7", "1|0|0|0|0|0||1")),  # an empty column
        ((*SOUND, "总计", ""), True, ("4|1|0|0|2|0|7|无|", "1|0|0|0|0|0|1|无|")),  # one of remarks
    ],
)
def test_seven_numbers_that_add_up_in_every_row_are_the_seven_columns(
    head: tuple[str, ...], loose: bool, rows: tuple[str, ...]
) -> None:
    found = read(head, *rows, loose=loose)
    assert [f.breakdown for f in found.figures[:2]] == ["natural_person", "enterprise"]
    assert "".join(f.raw for f in found.figures) == "41002071000001"
    assert [odd.kind for odd in found.oddities] == ["counted"]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (BROKEN, ("4|1|0|0|2|0|7", "1|0|0|0|0|1")),  # a cell was lost
        (BROKEN, ("4|1|0|0|2|0|7", "1|0|0|0|0|0|2")),  # a row that doesn't add up
        (PIECES, ("4|1|0|0|2|0|7", "1|0|0|0|0|0|1|1O")),  # what may be an eighth number
        # The blank may be an applicant's cell, a column of subtotals the nought beside it.
        (("自然人", *[""] * 6, "总计"), ("4|0|0|0|0||0|4", "1|0|0|0|0||0|1")),
        (("商业企业", "自然人", "科研", "总计"), ("4|1|0|0|2|0|7", "1|0|0|0|0|0|1")),  # turned
    ],
)
def test_else_a_head_that_fits_no_row_leaves_them_unreadable(
    head: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    found = read(head, *rows, loose=head is PIECES)
    assert "counted" not in [odd.kind for odd in found.oddities]
    assert not any(f.indicator and f.state == "number" for f in found.figures)


def test_a_blank_row_among_them_is_left_as_it_is() -> None:
    found = read(PIECES, "4|1|0|0|2|0|7", "", loose=True)
    assert "".join(f.raw for f in found.figures if f.state == "number") == "4100207"
    assert {f.state for f in found.figures[7:]} == {"unreadable"}


RESULTS, HEADING = "三、本年度办理结果", "（三）不予公开"
SEVEN = ("4", "1", "0", "0", "2", "0", "7")


@pytest.mark.parametrize("beside", [(RESULTS, HEADING), (HEADING,)])
def test_numbers_beside_a_heading_repeated_from_row_to_row_are_not_its_own(
    beside: tuple[str, ...],
) -> None:
    rows = [(NEW, *SEVEN), (*beside, "1.属于国家秘密", *SEVEN), (*beside, "", *SEVEN)]
    found = extract_figures(Document((), (), (Table(((*SOUND, "总计"), *rows)),)))
    assert {f.indicator for f in found.figures} == {"requests_new", "refused_state_secret"}
    assert [odd.kind for odd in found.oddities] == ["nameless"]


def test_numbers_beside_a_heading_above_its_rows_are_the_groups_own() -> None:
    rows = [(NEW, *SEVEN), (HEADING, *SEVEN), ("1.属于国家秘密", *SEVEN)]
    found = extract_figures(Document((), (), (Table(((*SOUND, "总计"), *rows)),)))
    assert "refused" in {f.indicator for f in found.figures}


@pytest.mark.parametrize(
    ("head", "raws"),
    [
        ((*SOUND, "总计"), (*SEVEN[:-1], "8")),
        (("商业企业科研机构社会公益组织法律服务机构其他小计",), ()),  # a value of eight was lost
    ],
)
def test_a_subtotal_that_a_head_in_one_names_is_a_column(
    head: tuple[str, ...], raws: tuple[str, ...]
) -> None:
    found = read(head, "|".join(raws or (*SEVEN[:-1], "9")), loose=True).figures
    assert tuple(f.raw for f in found if f.state != "unreadable") == raws


def test_columns_one_after_another_are_no_rows() -> None:
    columns = [("科研机构", *"1000010000"), ("总计", *SEVEN)]
    found = extract_figures(Document((), (), (Table(((NEW,), *columns), loose=True),)))
    assert [f.indicator for f in found.figures if f.state == "number"] == []
    rows = [(NEW, *SEVEN), ("总计", *SEVEN)]
    found = extract_figures(Document((), (), (Table(((*SOUND, "总计"), *rows), loose=True),)))
    assert {f.indicator for f in found.figures} == {"requests_new", "results_total"}


def test_a_row_with_a_blank_at_each_end_is_not_shifted_where_blanks_lead_others() -> None:
    led, both = ("", *SEVEN), ("", *SEVEN[:-1], "")

    def states(*rows: tuple[str, ...]) -> list[str]:
        made = [(label, *row) for label, row in zip((NEW, CARRIED), rows, strict=True)]
        table = Table(((*SOUND, "总计"), *made))
        return [f.state for f in extract_figures(Document((), (), (table,))).figures[7:]]

    assert states(led, both) == ["unreadable"] * 7
    assert states((*SEVEN, ""), both) == ["blank", *["number"] * 6]


@pytest.mark.parametrize(
    ("label", "code"),
    [("去年同期新收", ""), ("本年新收申请中网络申请", ""), ("上年结转", "requests_carried_in")],
)
def test_a_longer_label_is_another_rows_where_the_whole_one_stands_too(
    label: str, code: str
) -> None:
    rows = ((label, *"9000009"), (NEW, *"4100207"), (GRANTED, *"3000003"))
    found = extract_figures(Document((), (), (Table(((*SOUND, "总计"), *rows)),)))
    first = {f.indicator for f in found.figures if f.raw == "9"}
    assert first == {code}
    new = "".join(f.raw for f in found.figures if f.indicator == "requests_new")
    assert new == "4100207"
    alone = extract_figures(
        Document((), (), (Table(((*SOUND, "总计"), ("本年新收", *"4100207"))),))
    )
    assert {f.indicator for f in alone.figures} == {"requests_new"}


def test_a_groups_own_number_is_held_against_its_rows() -> None:
    rows = (
        ("（四）无法提供", *"5000005"),
        ("1.本机关不掌握相关政府信息", *"1000001"),
        ("2.没有现成信息需要另行制作", *"1000001"),
        ("3.补正后申请内容仍不明确", *"1000001"),
    )
    found = extract_figures(Document((), (), (Table(((*SOUND, "总计"), *rows)),)))
    failed = [f for f in check_report(found, ()) if f.severity == "hard"]
    assert {(f.check, f.expected, f.actual) for f in failed} == {("H6", "3", "5")}
