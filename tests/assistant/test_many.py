"""Questions over the counties of one city and their years: what is said is of those meant, each."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from assistant.ask import Assistant
from assistant.question.above import parent_of
from assistant.turns.conversation import Conversation
from eval.corpus import made_report
from ingest.identity.divisions import gazetteer
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import open_database

LOADED = {
    "金安区": (2023, 2024), "裕安区": (2023, 2024), "舒城县": (2022, 2023, 2024),
    "金寨县": (2023, 2024), "霍山县": (2024,),
}  # fmt: skip
Cells = Mapping[tuple[str, int, str], int]


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assistant, Cells]:
    """Five counties of 六安, and their totals by county, year and indicator."""
    home, rng, known = tmp_path_factory.mktemp("counties"), random.Random(5), {}
    database = open_database(home)
    for name, years in LOADED.items():
        division = next(d for d in gazetteer().named(name) if d.prefecture == "六安市")
        for year in years:
            made = made_report(division, year, rng)
            source, data = f"{name}{year}.md", made.text.encode()
            reading = read_report(read_blocks(data, source), data, source, {})
            named = replace(reading.report, document=f"{division.code}{year}", source=source)
            database.write(replace(reading, report=named))
            known |= {(name, year, c): n for (c, b), n in made.cells.items() if b in ("", "total")}
    return Assistant(database, Settings(home=home, today=date(2025, 6, 1))), known


Told = set[tuple[str, int, str, int]]


def told(assistant: Assistant, *turns: str) -> Told:
    """The rows of the last turn: county, year, indicator, number."""
    conversation = Conversation()
    answer = [assistant.ask(turn, conversation) for turn in turns][-1]
    return {
        (r.report.publisher[3:6], r.report.year or 0, r.indicator, int(r.value))
        for r in answer.rows if r.indicator
    }  # fmt: skip


def held(cells: Cells, names: str, years: Sequence[int], *codes: str) -> Told:
    """What the reports hold."""
    wanted = [(name, year, code) for name in names.split() for year in years for code in codes]
    return {(*one, cells[one]) for one in wanted}


def test_every_row_of_a_list_is_told(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    codes = ("requests_new", "results_total", "review_total")
    both = held(cells, "舒城县 金寨县", (2024,), *codes)
    assert told(assistant, "舒城县和金寨县2024年新收、办结、复议分别是多少") == both
    assert told(assistant, "舒城县与金寨县2024年新收申请数、办结数以及行政复议") == both
    # Dealt with are the reviews, and no requests.
    closed = cells["舒城县", 2024, "review_total"] - cells["舒城县", 2024, "review_pending"]
    assert assistant.ask("舒城县2024年办结的行政复议几件").value == (str(closed), "件")


def test_each_body_is_held_against_its_own_year_before(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    grown = held(cells, "舒城县 金寨县", (2023, 2024), "requests_new")
    for question in ("2024年申请比上年增长多少", "2024年比2023年申请多了多少件"):
        assert told(assistant, f"舒城县和金寨县{question}") == grown
    one = assistant.ask("舒城县2024年申请比金寨县多多少件").value
    assert one == (
        str(cells["舒城县", 2024, "requests_new"] - cells["金寨县", 2024, "requests_new"]),
        "件",
    )


def test_those_shown_are_spoken_of(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    first = "六安2024年新收申请最多的三个区县"
    names = sorted(LOADED, key=lambda name: -cells[name, 2024, "requests_new"])[:3]
    shown = " ".join(names)
    for turn in ("它们的行政处罚呢", "这三个县的处罚分别是多少", "这几家2024年处罚"):
        assert told(assistant, first, turn) == held(cells, shown, (2024,), "penalties_decided")
    conversation = Conversation()
    assistant.ask(first, conversation)
    added = sum(cells[name, 2024, "requests_new"] for name in names)
    assert assistant.ask("这几个加起来多少件", conversation).value == (str(added), "件")
    # Of five none was told.
    assert told(assistant, first, "这五个县加起来多少件") == set()


def test_which_of_a_group_are_loaded(counties: tuple[Assistant, Cells]) -> None:
    assistant, _ = counties
    gone = assistant.ask("六安哪些区县没有2023年的年报")
    assert gone.kind == "coverage"
    assert "3个：六安市叶集区、六安市霍邱县、六安市霍山县" in gone.text
    assert assistant.ask("六安2024年没有公布年报的县区有几个").value == ("2", "个")
    assert assistant.ask("2024年六安收录了几个区县的年报").value == ("5", "个")
    assert assistant.ask("六安2023和2024年都有年报的区县有几个").value == ("4", "个")
    # What the reports hold is no question of which are loaded.
    for question in ("2024年六安哪些区县没有复议", "六安2024年哪些区县的年报没有写到诉讼"):
        assert assistant.ask(question).kind != "coverage"


def test_an_order_is_turned_and_a_limit_is_set_anew(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    new = {name: cells[name, 2024, "requests_new"] for name in LOADED}
    up = sorted(new, key=lambda name: new[name])
    conversation = Conversation()
    assistant.ask("六安2024年各区县新收申请排名", conversation)
    turned = assistant.ask("倒过来排", conversation)
    assert [row.report.publisher[3:6] for row in turned.rows] == up
    over, under = new[up[1]], new[up[0]]
    first = f"六安2024年新收申请超过{over}件的区县有几个"
    for turn, count in (
        (f"那超过{under}件的呢", "4"),
        (f"换成{over}件以上", "4"),
        ("2023年呢", None),
    ):
        conversation = Conversation()
        assert assistant.ask(first, conversation).value == ("3", "个")
        told = assistant.ask(turn, conversation)
        assert told.query.years == ((2024,) if count else (2023,))
        assert count is None or told.value == (count, "个")
    # What is asked of another row is not of those over the limit.
    assert assistant.ask("处罚超过1%的呢", conversation).status != "answered"


def test_a_place_in_an_order_and_the_mean(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    new = {name: cells[name, 2024, "requests_new"] for name in LOADED}
    place = 1 + sum(n > new["舒城县"] for n in new.values())
    assert assistant.ask("舒城县2024年新收申请在六安各区县中排名第几").value == (str(place), "位")
    over = sum(n * len(new) > sum(new.values()) for n in new.values())
    for question in ("申请比全市平均高的区县有几个", "新收申请超过平均数的区县有哪些"):
        assert assistant.ask(f"六安2024年{question}").value == (str(over), "个")
    assert assistant.ask("舒城县2023年到2024年申请年均增长率").reason == "not_understood"


def test_the_place_of_the_turns_before_stays(counties: tuple[Assistant, Cells]) -> None:
    assistant, _ = counties
    conversation = Conversation()
    for turn in ("舒城县2024年新收申请多少件", "在六安各区县里排第几"):
        placed = assistant.ask(turn, conversation)
    assert placed.value == assistant.ask("舒城县2024年新收申请在六安各区县里排第几").value
    # 各区县呢 behind a number of the city is of its own counties; 全国 is of all.
    city = replace(assistant.catalogue.bodies[0], level="prefecture", division_code="341500")
    asked = replace(placed.query, bodies=(city,), mentions=(), inherited=("publishers",))
    above = parent_of(replace(asked, plain="各区县呢"), "county")
    assert above is not None and above.name == "六安市"
    assert parent_of(replace(asked, plain="全国各区县呢"), "county") is None


def test_the_year_in_which_a_number_rose_the_most(counties: tuple[Assistant, Cells]) -> None:
    assistant, cells = counties
    new = [Decimal(cells["舒城县", year, "requests_new"]) for year in (2022, 2023, 2024)]
    first, last = ((b - a) * 100 / a for a, b in pairwise(new))
    most, year = max((first, 2023), (last, 2024))
    rose = assistant.ask("舒城县哪年申请涨得最多")
    assert f"其中{year}年比上年增长最多" in rose.text
    assert rose.value == (str(most.quantize(Decimal("0.01"))), "%")
    assert assistant.ask("舒城县哪两年之间申请涨得最多").reason == "not_understood"
    # Of one order and a share of its own no one order tells.
    asked = "六安2024年企业申请最多的县区占其申请的几成"
    assert assistant.ask(asked).reason == "not_understood"
