"""Which body is meant: same names, short names, bodies under a place, and names not loaded."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.turns.conversation import Conversation
from eval.corpus import Made, made_report
from ingest.identity.divisions import gazetteer
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import open_database


def county(prefecture: str, name: str) -> Made:
    division = next(d for d in gazetteer().named(name, 2023) if d.prefecture == prefecture)
    return made_report(division, 2023, random.Random(prefecture))


def loaded(folder: Path, texts: Sequence[str]) -> Assistant:
    database = open_database(folder)
    for n, text in enumerate(texts):
        data, source = text.encode(), f"{n}.md"
        reading = read_report(read_blocks(data, source), data, source, {})
        report = replace(reading.report, document=f"{n:010}", source=source)
        database.write(replace(reading, report=report))
    return Assistant(database, Settings(home=folder, today=date(2025, 6, 1)))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Assistant, Made, Made]:
    one, other = county("南京市", "鼓楼区"), county("徐州市", "鼓楼区")
    return loaded(tmp_path, [one.text, other.text]), one, other


def test_two_bodies_of_one_name_are_asked_back(two: tuple[Assistant, Made, Made]) -> None:
    assistant, one, other = two
    answer = assistant.ask("鼓楼区2023年新收多少申请")
    assert (answer.status, answer.value) == ("ambiguous", None)
    values = {assistant.ask(option).value for option in answer.options}
    assert values == {(str(m.cells["requests_new", "total"]), "件") for m in (one, other)}


def test_the_place_above_tells_them_apart(two: tuple[Assistant, Made, Made]) -> None:
    assistant, one, _ = two
    for name in ("南京市鼓楼区", "南京鼓楼区", "江苏省南京市鼓楼区", "鼓楼区（南京）"):
        answer = assistant.ask(f"{name}2023年新收多少申请")
        assert answer.value == (str(one.cells["requests_new", "total"]), "件"), name


def test_a_clarifying_turn_completes_the_question(two: tuple[Assistant, Made, Made]) -> None:
    assistant, _, other = two
    conversation = Conversation()
    assistant.ask("鼓楼区2023年行政复议几件", conversation)
    answer = assistant.ask("徐州的", conversation)
    assert answer.value == (str(other.cells["review_total", ""]), "件")


def test_one_loaded_of_many_answers_with_its_full_name(tmp_path: Path) -> None:
    one = county("徐州市", "鼓楼区")
    answer = loaded(tmp_path, [one.text]).ask("鼓楼区2023年新收多少申请")
    assert answer.status == "answered"
    assert "徐州市鼓楼区人民政府" in answer.text.split("。")[0]


def test_an_office_and_a_department_are_not_the_region(tmp_path: Path) -> None:
    region = county("徐州市", "鼓楼区")
    whole = region.text
    bureau = whole.replace("徐州市鼓楼区人民政府", "徐州市鼓楼区教育局")
    assistant = loaded(tmp_path, [whole, bureau])
    bodies = {b.publisher: b.scope for b in assistant.catalogue.bodies}
    assert bodies == {"徐州市鼓楼区人民政府": "region", "徐州市鼓楼区教育局": "department"}
    place = assistant.ask("鼓楼区2023年新收多少申请")
    assert [r.report.publisher for r in place.rows] == ["徐州市鼓楼区人民政府"]
    own = assistant.ask("鼓楼区教育局2023年新收多少申请")
    assert [r.report.publisher for r in own.rows] == ["徐州市鼓楼区教育局"]
    assert assistant.ask("鼓楼区公安局2023年新收多少申请").reason == "not_loaded"
    # Never added up: the region's summary holds its departments already.
    both = assistant.ask("鼓楼区和鼓楼区教育局2023年新收申请合计多少")
    assert both.value is None


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assistant, dict[str, int]]:
    """Counties of two provinces, one of which is called like a third province."""
    places = [
        ("南京市", "玄武区"), ("徐州市", "丰县"), ("徐州市", "沛县"),
        ("黄南藏族自治州", "河南蒙古族自治县"), ("洛阳市", "新安县"), ("长沙市", "长沙县"),
        ("长春市", "朝阳区"),
    ]  # fmt: skip
    made = {name: county(prefecture, name) for prefecture, name in places}
    assistant = loaded(tmp_path_factory.mktemp("several"), [m.text for m in made.values()])
    return assistant, {name: int(m.cells["requests_new", "total"]) for name, m in made.items()}


def test_a_province_or_city_is_no_county_that_is_called_like_it(
    several: tuple[Assistant, dict[str, int]],
) -> None:
    assistant, new = several
    for name in ("河南", "长沙"):
        assert assistant.ask(f"{name}2023年新收申请多少件").reason == "not_loaded"
    assert assistant.ask("How many requests did Changsha receive in 2023?").value is None
    county = assistant.ask("How many requests did Changsha County receive in 2023?")
    assert county.value == (str(new["长沙县"]), "件")
    # It lies in no 朝阳市.
    for asked in ("朝阳2023年新收申请多少件", "How many requests did Chaoyang receive in 2023?"):
        assert assistant.ask(asked).value == (str(new["朝阳区"]), "件")
    full = assistant.ask("河南蒙古族自治县2023年新收申请多少件")
    assert full.value == (str(new["河南蒙古族自治县"]), "件")
    of_all = assistant.ask("河南2023年各区县新收申请一共多少件")
    assert of_all.value == (str(new["新安县"]), "件")


@pytest.mark.parametrize(
    "asked",
    ["江苏所有区县2023年新收的申请合起来多少件", "江苏辖下各区县2023年新收申请的总件数",
     "江苏新收超过0件的那些区县，2023年加起来一共新收多少件"],
)  # fmt: skip
def test_a_sum_over_places_however_it_is_put(
    several: tuple[Assistant, dict[str, int]], asked: str
) -> None:
    assistant, new = several
    own = sum(new[name] for name in ("玄武区", "丰县", "沛县"))
    assert assistant.ask(asked).value == (str(own), "件")


def test_of_an_order_two_of_a_level_stay_two_of_it(
    several: tuple[Assistant, dict[str, int]],
) -> None:
    """Cities are asked for, and only counties of the place are loaded."""
    assert several[0].ask("河南2023年申请最多的两个城市").value is None
    assert several[0].ask("江苏2023年申请最多的区县是最少的几倍").reason == "not_understood"


def test_what_lies_in_a_place_of_which_no_report_is_loaded(
    several: tuple[Assistant, dict[str, int]],
) -> None:
    assistant, new = several
    own = sorted((new[name] for name in ("玄武区", "丰县", "沛县")), reverse=True)
    over = assistant.ask(f"2023年江苏申请超过{own[2]}件的有哪些")
    assert over.value == (str(sum(n > own[2] for n in own)), "个")
    between = assistant.ask("2023年新收申请在100到120件之间的江苏区县有哪些")
    assert between.value == (str(sum(100 <= n <= 120 for n in own)), "个")
    most = assistant.ask("江苏新收申请最多的区县（2023年）是？")
    assert most.value == (str(own[0]), "件")
    first = assistant.ask("江苏省2023年申请最多的前两名")
    assert [row.value for row in first.rows] == [str(n) for n in own[:2]]
    behind = assistant.ask("2023年江苏县区新收申请一共多少件")
    assert behind.value == (str(sum(own)), "件")


@pytest.mark.parametrize("where", ["在江苏省", "在全省"])
def test_a_place_in_an_order_is_of_the_place_named(
    several: tuple[Assistant, dict[str, int]], where: str
) -> None:
    assistant, new = several
    place = 1 + sum(new[name] > new["沛县"] for name in ("玄武区", "丰县"))
    assert assistant.ask(f"沛县2023年申请{where}排第几名").value == (str(place), "位")
    in_city = 1 + (new["丰县"] > new["沛县"])
    assert assistant.ask("沛县2023年申请在徐州各区县里排名").value == (str(in_city), "位")
    assert assistant.ask("沛县2023年申请在湖南省排第几名").value is None


@pytest.mark.parametrize(
    "question",
    ["2023年江苏和河南申请最多的区县是哪个",
     "2023年江苏哪些区县的办结率是100%", "2023年江苏哪些区县复议全部维持",
     "2023年江苏申请最多的两个县占全省的百分之几", "2023年江苏申请减少不到10件的区县",
     "2023年江苏区县里申请最多的和最少的相差多少", "2023年江苏各区县复议结果",
     "2023年江苏申请和复议都最多的区县", "2023年江苏各区县不予公开理由",
     "2023年江苏区县申请超过10件的有几个，超过20件的呢",
     "2021年以来江苏各区县申请合计", "2021年到2023年江苏哪一年各区县申请总数最多"],
)  # fmt: skip
def test_what_no_order_of_bodies_does_is_not_understood(
    several: tuple[Assistant, dict[str, int]], question: str
) -> None:
    assert several[0].ask(question).reason == "not_understood"


def test_reports_without_the_number_are_not_called_missing(
    several: tuple[Assistant, dict[str, int]],
) -> None:
    answer = several[0].ask("2023年江苏各区县政府集中采购金额最高的是哪个")
    assert answer.reason == "not_in_form"
    assert "3份" in answer.text


def test_the_name_of_a_place_asks_nothing(several: tuple[Assistant, dict[str, int]]) -> None:
    """长沙县 names no growth."""
    first, second = (
        several[0].ask(f"{name}2023年复议的各种结果分别几件") for name in ("长沙县", "丰县")
    )
    assert first.status == second.status == "answered"
    assert [row.label for row in first.rows] == [row.label for row in second.rows]


def test_an_order_is_asked_of_another_place(several: tuple[Assistant, dict[str, int]]) -> None:
    assistant, new = several
    conversation = Conversation()
    assistant.ask("2023年江苏哪个区县的申请最多", conversation)
    elsewhere = assistant.ask("河南呢", conversation)
    assert elsewhere.value == (str(new["新安县"]), "件")
    assert assistant.ask("浙江呢", conversation).value is None


def test_those_over_a_limit_are_counted_and_put_in_order(
    several: tuple[Assistant, dict[str, int]],
) -> None:
    assistant, new = several
    own = sorted((new[name] for name in ("玄武区", "丰县", "沛县")), reverse=True)
    conversation = Conversation()
    assistant.ask(f"2023年江苏申请超过{own[2]}件的区县有哪些", conversation)
    count = str(sum(n > own[2] for n in own))
    assert assistant.ask("一共几个", conversation).value == (count, "个")
    assert assistant.ask("最多的是哪个", conversation).value == (str(own[0]), "件")
    assert assistant.ask("复议呢", conversation).value is None


@pytest.mark.parametrize(
    ("words", "count"),
    [("增长超过10件", 1), ("增幅超过10%", 1), ("下降超过10件", 0), ("减少10件以上", 0)],
)
def test_a_limit_behind_a_change_is_on_the_change(
    samples: Assistant, words: str, count: int
) -> None:
    """宿迁: 复议 fell from 440 to 170, 予以公开 grew from 1191 to 1431."""
    grown = samples.ask(f"2024年予以公开{words}的地方有几个")
    fallen = samples.ask(f"2024年行政复议{words}的地方有几个")
    assert grown.value == (str(count), "个")
    assert fallen.value == (str(1 - count), "个")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many requests did Jiangxia District, Wuhan receive in 2021?", "160"),
        ("How many requests did Wuhan's Jiangxia District receive in 2021?", "160"),
        ("How many requests were received in Suqian, Jiangsu Province, in 2023?", "3511"),
        ("How many requests did Hongze District of Huai'an City receive in 2024?", "95"),
        ("How many requests did the city of Suqian receive in 2024?", "3525"),
        ("How many requests did the General Office of the Shanghai Municipal People's Government"
         " receive in 2019?", "859"),
        ("武汉那个江夏2021年收到多少申请", "160"),
        ("淮安市下辖洪泽区2024年收到多少申请", "95"),
        ("同在江苏，宿迁2024年收到多少申请", "3525"),
        # Two places, one of which is not loaded.
        ("How many requests did Wuhan and Jiangxia receive in 2021?", None),
        ("Compare requests in Jiangxia, Wuhan and Suqian", None),
        ("江夏和武汉2021年谁的申请多", None),
        ("武汉，江夏2021年分别收到多少申请", None),
        ("Compare Jiangxia, Wuhan requests in 2021", None),
        # Some district of a city is not the city.
        ("How many requests did a district of Suqian receive in 2024?", None),
    ],
)  # fmt: skip
def test_a_place_is_named_with_the_one_it_lies_in(
    samples: Assistant, question: str, value: str | None
) -> None:
    answer = samples.ask(question)
    assert (answer.value and answer.value[0]) == value, answer.text
    assert value or answer.reason == "not_loaded"
