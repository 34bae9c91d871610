"""The page of data: every figure the engine's own, every state in the address."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.ask import Assistant
from assistant.question.places import Catalogue
from ingest.settings import read_settings
from ingest.store.database import Database
from ui.exploring import Chosen, chosen_by, codes, coverage, find, missing
from ui.leads import KINDS
from ui.scope import Scope, body_of, key_of, place_name, places_of

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.fixture
def assistant(home: Path, database: Database) -> Assistant:
    return Assistant(database, read_settings(home))


@pytest.fixture
def catalogue(assistant: Assistant) -> Catalogue:
    return assistant.catalogue


def test_every_figure_is_the_engines(assistant: Assistant, database: Database) -> None:
    chosen = Chosen(years=(2024,), items=("requests_new", "granted_rate"))
    found = find(chosen, assistant.catalogue, database, "zh-Hans")
    asked = {
        "requests_new": "{}2024年新收多少件申请？", "granted_rate": "{}2024年予以公开率是多少？",
    }  # fmt: skip
    assert len(found.cells) == 4
    for (body, item, _), row in found.cells.items():
        answer = assistant.ask(asked[item].format(body.publisher))
        assert answer.value is not None and row.value == answer.value[0], body.publisher


@pytest.mark.parametrize("few", [0, 40])
def test_many_reports_by_one_query_give_the_same(
    assistant: Assistant, database: Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("ui.exploring.FEW", few)
    items = ("requests_new", "granted_rate", "results_total", "review_total", "refused")
    chosen = Chosen(years=(2019, 2021, 2024), items=items, who="natural_person")
    found = find(chosen, assistant.catalogue, database, "zh-Hans")
    values = {(b.publisher, i, y): (r.value, r.state) for (b, i, y), r in found.cells.items()}
    assert values["武汉市江夏区人民政府", "requests_new", 2021] == ("156", "number")
    assert values["上海市人民政府办公厅", "results_total", 2019][0] == "767"
    assert len(values) == 20


def test_a_blank_stays_blank_and_missing_is_named(assistant: Assistant, database: Database) -> None:
    body = next(b for b in assistant.catalogue.bodies if "上海" in b.publisher)
    chosen = Chosen(bodies=(body,), years=(2019, 2024), items=("requests_new",), who="research")
    found = find(chosen, assistant.catalogue, database, "zh-Hans")
    (row,) = found.rows
    assert (row.value, row.state) == ("", "blank")
    assert missing(chosen) == [(body.publisher, 2024)]


def test_the_order_is_by_the_last_year(assistant: Assistant, database: Database) -> None:
    def order(name: str) -> list[str]:
        chosen = Chosen(years=(2024,), order=name)
        found = find(chosen, assistant.catalogue, database, "zh-Hans")
        return [found.cells[(*line, 2024)].value for line in found.lines]

    assert order("value") == ["3525", "95"] and order("least") == ["95", "3525"]


def test_coverage_is_told(assistant: Assistant) -> None:
    scope = Scope("320000", "county")
    ((year, loaded, known),) = coverage(Chosen(scope, years=(2024,)), assistant.catalogue)
    assert (year, loaded) == (2024, 1) and 90 < known < 110


def test_an_address_says_it_all_and_reads_back(catalogue: Catalogue) -> None:
    body = next(b for b in catalogue.bodies if "宿迁" in b.publisher)
    chosen = Chosen(
        Scope("320000", "prefecture"), (body,), (2023, 2024), ("granted", "granted_rate"),
        "natural_person", "least",
    )  # fmt: skip
    assert chosen_by(chosen.params(catalogue), catalogue) == chosen


@pytest.mark.parametrize(
    ("params", "unknown"),
    [
        ({"body": ["某某市人民政府"]}, ("某某市人民政府",)),
        ({"year": ["1999", "x" * 99]}, ("1999", "x" * 60)),
        ({"item": ["<script>"], "who": ["nobody"], "order": ["1"]}, ("<script>",)),
        ({"place": ["zzz"], "level": ["moon"]}, ()),
    ],
)
def test_what_an_old_link_names_in_vain_is_said(
    catalogue: Catalogue, params: dict[str, list[str]], unknown: tuple[str, ...]
) -> None:
    chosen = chosen_by(params, catalogue)
    assert chosen.unknown == unknown
    assert chosen.years == (2024,) and chosen.items == ("requests_new",)


def test_bodies_and_places_by_name(catalogue: Catalogue) -> None:
    for body in catalogue.bodies:
        assert body_of(key_of(body, catalogue), catalogue) == body
    assert "420000" in places_of(catalogue) and place_name("420100", "zh-Hant") == "湖北省武漢市"
    assert len(set(codes())) == len(codes()) > 100


# the page ------------------------------------------------------------------


def shown(page: Any) -> str:
    assert not page.exception
    return "".join(e.proto.body for e in page.get("html"))


def test_the_page_of_leads_filters_and_explains(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))

    def script() -> None:
        from ui.leads import show

        show("zh")

    page = AppTest.from_function(script, default_timeout=60).run()
    every = shown(page).count("nb-lead-card")
    assert every > 3 and "哪个为准，统计口径是什么" in shown(page)
    page.text_input[0].set_value("宿迁").run()
    assert 0 < shown(page).count("nb-lead-card") < every
    assert page.query_params["words"] == "宿迁"
    page.text_input[0].set_value("没有这样的词").run()
    assert "这样筛选没有线索" in shown(page)
    assert page.query_params["words"] == "没有这样的词"
    again = AppTest.from_function(script, default_timeout=60)
    again.query_params["kind"] = "sums"
    notes = shown(again.run())
    assert "留空" in notes and "合计对不上</span>" not in notes, "a blank is no sum that fails"


def test_every_check_is_a_lead_of_one_kind() -> None:
    checks = [check for kind in KINDS.values() for check in kind]
    known = {f"H{n}" for n in range(1, 7)} | {f"S{n}" for n in range(1, 11)} | {
        "revised", "second_copy", "carried_over", "unknown_label", "unreadable", "year_conflict",
        "outlier",
    }  # fmt: skip
    assert len(checks) == len(set(checks)) and set(checks) == known


def test_the_page_of_data_keeps_its_state_in_the_address(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))

    def script() -> None:
        from ui.explore import show

        show("zh")

    page = AppTest.from_function(script, default_timeout=60).run()
    page.multiselect(key="items").set_value(["granted_rate"]).run()
    page.selectbox(key="order").set_value("least").run()
    assert page.query_params["item"] == "granted_rate"
    assert page.query_params["order"] == "least"
    again = AppTest.from_function(script, default_timeout=60)
    for name, values in page.query_params.items():
        again.query_params[name] = values
    again.run()
    assert shown(again) == shown(page)
    assert "40.64" in shown(again)


def test_a_long_table_is_turned_page_by_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setattr("ui.explore.SHOWN", 1)

    def script() -> None:
        from ui.explore import show

        show("zh")

    page = AppTest.from_function(script, default_timeout=60).run()
    assert "宿迁市人民政府" in shown(page) and "洪泽" not in shown(page)
    page.button(key="page_after").click().run()
    assert "洪泽区人民政府" in shown(page) and "第 2–2 行，共 2 行" in shown(page)
    assert page.query_params["page"] == "2" and page.button(key="page_after").disabled
    page.selectbox(key="order").set_value("least").run()
    assert "page" not in page.query_params, "another choice begins at its first page"
    for asked, at in (("99", 2), ("2", 2), ("0", 1), ("²", 1), ("x", 1)):
        again = AppTest.from_function(script, default_timeout=60)
        again.query_params["page"] = asked
        assert f"第 {at}–{at} 行" in shown(again.run()), asked
