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
