"""An order over many bodies: exact however near two numbers are, whichever way it goes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.figures.algebra import Number, cells_in, measure_of
from assistant.figures.series import lies_inside
from assistant.figures.standings import placed
from assistant.question.groups import Group
from assistant.question.numbers import Bound
from ingest.report import Report
from ingest.store.database import Database

REPORT = Report("d", "s", "", "", "", "region", "county", "", "", "", 2021, "", "", "")
LARGE = 10**17
numbers = st.builds(Number, st.integers(-LARGE, LARGE), st.integers(1, LARGE))
near = st.integers(1, 9).map(lambda n: Number(LARGE + n, 3 * LARGE))


@given(st.lists(numbers | near), st.sampled_from(["most", "least", ""]))
def test_places_are_those_of_the_exact_fractions(drawn: list[Number], order: str) -> None:
    found = placed([(REPORT, number) for number in drawn], Group("county", None, order))
    values = [standing.value for standing in found]
    exact = [Fraction(number.top or 0, number.under) for number in drawn]
    assert values == sorted(exact, reverse=order != "least")
    assert [standing.place for standing in found] == [values.index(v) + 1 for v in values]


def test_of_those_that_fell_the_one_that_fell_most_is_first() -> None:
    fell = [(REPORT, Number(top)) for top in (-5, -262, -17)]
    group = Group("county", bound=Bound("<", Decimal(0), "", 0, 0), of_change=True)
    assert [standing.value for standing in placed(fell, group)] == [-262, -17, -5]
    few = replace(group, of_change=False)
    assert [standing.value for standing in placed(fell, few)] == [-5, -17, -262]


@pytest.mark.parametrize("code", ["requests_new", "granted_rate"])
def test_the_cells_shown_are_found_by_their_report(
    samples: Assistant, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = []

    def planned(database: Database, wanted: sa.Select[tuple[str]]) -> list[object]:
        whole = wanted.compile(database.engine, compile_kwargs={"literal_binds": True})
        with database.engine.connect() as at:
            plans.extend(row[3] for row in at.exec_driver_sql(f"EXPLAIN QUERY PLAN {whole}"))
        return []

    monkeypatch.setattr(Database, "rows", planned)
    cells_in(samples.database, ["a", "b"], measure_of(code))
    assert "SEARCH figures USING PRIMARY KEY (report=?)" in plans


@pytest.mark.parametrize(
    ("question", "first", "value"),
    [
        ("哪个机关哪一年的处罚最多", "宿迁市人民政府2023年", ("2822652", "件")),
        ("2024年申请增长最快的是哪家", "宿迁市人民政府", ("0.40", "%")),
        ("2024年比2023年处罚减少最多的是哪家", "宿迁市人民政府", ("-146178", "件")),
        ("江苏各市2024年处罚下降最快的", "宿迁市人民政府", ("-5.18", "%")),
        ("2024年处罚最多的前两名一共多少", "宿迁市人民政府", ("2679250", "件")),
        ("2024年予以公开率最高的是哪个", "淮安市洪泽区人民政府", ("52.63", "%")),
        ("2024年自然人申请数最多的是", "宿迁市人民政府", ("3440", "件")),
        ("2024年哪个地方的行政强制少", "淮安市洪泽区人民政府", ("84", "件")),
        ("2024年不予公开率谁更低", "宿迁市人民政府", ("2.61", "%")),
        ("2024年哪些地方的申请比上年增加了", "宿迁市人民政府", ("1", "个")),
        ("2024年哪些地方的处罚比上年减少了", "宿迁市人民政府", ("1", "个")),
        ("2024年新收在90到100件之间的地方有几个", "淮安市洪泽区人民政府", ("1", "个")),
        ("2024年新收90件以上、不满4000件的地方有几个", "宿迁市人民政府", ("2", "个")),
        (
            "Which bodies had between 90 and 100 requests in 2024?",
            "淮安市洪泽区人民政府",
            ("1", "个"),
        ),
        ("2024年处罚5000件以下、2000件以上的地方有哪些", "淮安市洪泽区人民政府", ("1", "个")),
        ("2024年予以公开率全国第一的是哪里", "淮安市洪泽区人民政府", ("52.63", "%")),
        ("2024年企业最爱向哪个地方提申请？", "宿迁市人民政府", ("75", "件")),
        ("2024年复议积压（尚未审结）最多的是哪个地方", "宿迁市人民政府", ("36", "件")),
        ("2024年有几个地方没收到科研机构的申请", "淮安市洪泽区人民政府", ("2", "个")),
        (
            "How many bodies reported no state secrets at all in 2024?",
            "淮安市洪泽区人民政府",
            ("1", "个"),
        ),
        ("2024年各地废止的规范性文件总计几件", "宿迁市人民政府", ("227", "件")),
        (
            "List the places whose refusal rate exceeded 2% in 2024",
            "淮安市洪泽区人民政府",
            ("2", "个"),
        ),
        # One row by two names, the whole told again, and a sum told by its terms.
        ("2024年哪个地方不掌握信息、没法提供的最多", "宿迁市人民政府", ("897", "件")),
        ("2024年予以公开占办结总数的比例超过一半的地方有哪些", "淮安市洪泽区人民政府", ("1", "个")),
        (
            "2024年予以公开率超过四成的地方有几个（按办结总数算）",
            "淮安市洪泽区人民政府",
            ("2", "个"),
        ),
        (
            "谁的行政诉讼最多？2024年各地，直接起诉和复议后起诉加一起",
            "宿迁市人民政府",
            ("77", "件"),
        ),
        (
            "Which governments granted more than 30 requests in full in 2024?",
            "宿迁市人民政府",
            ("2", "个"),
        ),
        (
            "How many bodies carried over more than 100 requests into the following year in 2024?",
            "宿迁市人民政府",
            ("1", "个"),
        ),
    ],
)
def test_bodies_and_years_are_put_in_order(
    samples: Assistant, question: str, first: str, value: tuple[str, str]
) -> None:
    answer = samples.ask(question)
    assert answer.value == value
    assert f"1. {first}" in answer.text


def test_a_group_of_which_nothing_is_loaded_is_told_of(samples: Assistant) -> None:
    answer = samples.ask("盐城各县2023年申请最多的是哪个")
    assert (answer.status, answer.reason) == ("not_found", "not_loaded")
    assert (
        "共有9个" in answer.text and "江苏省收录的有：淮安市洪泽区人民政府（2024）" in answer.text
    )
    alone = samples.ask("2024年哪个区的申请下降最多")
    assert "没有哪一份2024年的年报能与之前的比" in alone.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("宿迁哪几年申请超过3520件", "其中超过3520件的有1个：宿迁市人民政府2024年"),
        ("宿迁哪些年份的复议少于100件", "没有哪个少于100件"),
        ("宿迁连续两年申请都超过3000件吗", "是的"),
        ("宿迁每年的不予处理率都低于10%吗", "没有"),
    ],
)
def test_years_are_held_against_a_limit(samples: Assistant, question: str, says: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and says in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("洪泽2024年平均每月收到多少申请", ("7.92", "件/月")),
        ("宿迁2024年日均处罚多少件", ("7312.77", "件/天")),
        ("Average new requests per month in Hongze, 2024", ("7.92", "件/月")),
    ],
)
def test_a_count_is_spread_over_its_year(
    samples: Assistant, question: str, value: tuple[str, str]
) -> None:
    assert samples.ask(question).value == value


def test_what_stands_at_the_end_of_a_year_is_not_spread(samples: Assistant) -> None:
    assert samples.ask("宿迁2024年现行有效规范性文件平均每月多少件").value is None


@pytest.mark.parametrize(
    ("question", "value", "says"),
    [
        ("2024年新收申请降得最多的是哪家", None, "没有一个下降"),
        ("2024年不予公开增长最快的是哪家", None, "没有一个上升"),
        ("2024年予以公开率提高最多的是哪家", ("6.48", "百分点"), "1431 ÷ 3521 − 1191 ÷ 3486"),
        ("2024年不予公开降幅最大的是哪家", ("-35.21", "%"), "(92 − 142) ÷ 142"),
    ],
)
def test_a_change_is_of_the_way_asked_and_shows_both_numbers(
    samples: Assistant, question: str, value: tuple[str, str] | None, says: str
) -> None:
    answer = samples.ask(question)
    assert answer.value == value and says in answer.text
    assert {e.report.year for e in answer.evidence} == {2023, 2024}


def test_a_place_is_in_its_city_of_the_same_year_alone() -> None:
    def report(year: int, division: str) -> Report:
        return replace(REPORT, year=year, division=division)

    city, district = "江苏省淮安市", "江苏省淮安市洪泽区"
    assert lies_inside(report(2024, district), {(2024, city)})
    assert not lies_inside(report(2024, district), {(2023, city), (2024, district)})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("五份报告里收到申请数最多的是哪个，最少的是哪个", "淮安市洪泽区人民政府2024年，95件"),
        ("收录的报告里申请最多的是哪份", "宿迁市人民政府2024年，3525件"),
        ("这几份年报里不予公开最多的是哪家", "宿迁市人民政府2023年，142件"),
        ("库里不予处理率最高的是哪家", "武汉市江夏区人民政府2021年，75.00%"),
        ("论予以公开率，库里垫底的是谁", "武汉市江夏区人民政府2021年，12.50%"),
    ],
)
def test_reports_as_such_are_all_that_are_loaded(
    samples: Assistant, question: str, said: str
) -> None:
    assert said in samples.ask(question).text


@pytest.mark.parametrize("question", ["库里申请最多的是哪个地方", "2024年的报告里申请最少的是哪份"])
def test_places_and_years_named_keep_an_order_to_one_year(
    samples: Assistant, question: str
) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and {r.report.year for r in answer.rows} == {2024}


@pytest.mark.parametrize(
    "question",
    [
        "2024年不予公开最多的是哪个理由",
        "2024年无法提供最多的是哪个",
        "2024年不予公开率最低的是哪类申请人",
    ],
)
def test_parts_of_a_figure_are_no_bodies(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.value) == ("ambiguous", None)


@pytest.mark.parametrize("question", ["宿迁2024年谁的申请多", "宿迁2024年哪里的行政处罚多"])
def test_one_body_is_not_put_in_order(samples: Assistant, question: str) -> None:
    assert samples.ask(question).value is None


def test_an_order_the_other_way_is_of_the_same_bodies(chat: Callable[..., list[Answer]]) -> None:
    _, least, added, most = chat("2024年哪家新收申请最多", "最少的呢", "合计呢", "冠军是谁")
    assert [turn.value for turn in (least, added, most)] == [
        ("95", "件"), ("3620", "件"), ("3525", "件"),
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["全国", "全省"])
def test_the_only_one_loaded_has_no_place(samples: Assistant, where: str) -> None:
    answer = samples.ask(f"宿迁2024年新收申请在{where}排第几")
    assert (answer.value, answer.reason) == (None, "not_loaded")


def test_a_place_among_all_that_are_loaded(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年申请量在已收录的地方里排第几")
    assert answer.value == ("1", "位")
    assert "在已收录的各地2份年报里" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年哪些地方的申请比上年减少了", ("0", "个")),
        ("哪些地方2023年和2024年的申请都超过300件", None),
        ("2024年申请量比2023年翻倍的地方有哪些", None),
        ("2024年哪些地方复议维持率超过两成（按办结总数算）", None),
        ("2024年不予公开、不予处理最多的地方", None),
        ("2024年新收超过90件、公开不到60件的地方有几个", None),
        ("宿迁2024年新收在3000到4000件之间吗", None),
        ("2024年新收比2023年增幅在0到10%之间的地方有几个", None),
        # So many in a hundred is of one whole, and a limit of a hundred none.
        ("2024年新收一百件以上的地方里有几个", ("1", "个")),
        # At least one and at most two are limits, and of the reason that completes them.
        ("Which reports show at least one refusal on state-secret grounds?", ("1", "个")),
        ("Which bodies refused at most two requests over privacy in 2024?", ("1", "个")),
        # Of those with so many requests others are counted.
        ("How many bodies with more than 90 requests in 2024 refused any?", None),
        ("2024年哪些地方没有公开年报", None),
    ],
)
def test_a_limit_is_on_what_it_is_said_of(
    samples: Assistant, question: str, value: tuple[str, str] | None
) -> None:
    assert samples.ask(question).value == value
