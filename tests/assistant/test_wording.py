"""Every slot that can be chosen on the page has words that read back to just that choice."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.codes import rates
from assistant.query import Query
from assistant.question.groups import group_of
from assistant.question.wording import codes_by_name, reader, worded
from ingest import forms
from ingest.identity.divisions import gazetteer

ASKED = {
    "zh-Hans": "江夏区2021年新收多少件申请？",
    "en": "How many requests did Jiangxia receive in 2021?",
}


def test_most_figures_can_be_chosen(samples: Assistant) -> None:
    read = reader(samples.catalogue, samples.settings.today)
    for language in ASKED:
        codes = set(codes_by_name(read, language))
        assert len(codes) > 85
        assert {"requests_new", "granted", "granted_rate", "review_total"} <= codes


@pytest.mark.parametrize("language", ASKED)
def test_every_figure_and_applicant_reads_back(samples: Assistant, language: str) -> None:
    read = reader(samples.catalogue, samples.settings.today)
    asked = samples.ask(ASKED[language]).query
    for code in codes_by_name(read, language):
        for who in applicants(code):
            wanted = replace(asked, items=(code,), breakdowns=(who,) if who else ())
            text = worded(asked, wanted, read)
            assert text, (code, who)
            assert slots(read(text)) == slots(wanted), text


def applicants(code: str) -> list[str]:
    indicator = forms.indicators().get(code)
    by_applicant = code in rates() or (indicator is not None and indicator.table == "3")
    return ["", *(c for c in forms.breakdowns() if c != "total")] if by_applicant else [""]


def slots(query: Query) -> tuple[object, ...]:
    return query.bodies, query.years, query.items, query.breakdowns


def test_the_line_as_written_is_kept_where_it_can_be(samples: Assistant) -> None:
    read = reader(samples.catalogue, samples.settings.today)
    asked = samples.ask("宿迁市2024年予以公开率是多少？").query
    assert worded(asked, replace(asked, years=(2023,)), read) == "宿迁市2023年予以公开率是多少？"


@pytest.mark.parametrize(
    ("question", "wanted", "text"),
    [
        ("宿迁市2024年新收多少？", {"years": (2023, 2024)}, "宿迁市2023年和2024年新收多少？"),
        ("宿迁市2024年比洪泽区新收多了多少", {"items": ("refused",)},
         "宿迁市2024年比洪泽区不予公开多了多少"),
        ("宿迁市和洪泽区2024年新收申请一共多少？", {"breakdowns": ("natural_person",)},
         "宿迁市和洪泽区2024年自然人新收申请一共多少？"),
        ("宿迁市新收多少", {"years": (2023,)}, "宿迁市2023年新收多少"),
        ("How many requests did Suqian receive in 2024?", {"years": (2023, 2024)},
         "How many requests did Suqian receive in 2023 and 2024?"),
    ],
)  # fmt: skip
def test_all_else_of_the_line_is_kept(
    samples: Assistant, question: str, wanted: dict[str, Any], text: str
) -> None:
    read = reader(samples.catalogue, samples.settings.today)
    asked = samples.ask(question).query
    assert worded(asked, replace(asked, **wanted), read) == text


@pytest.mark.parametrize(
    "question",
    ["2024年新收申请最多的机关", "2024年哪个区县新收申请最多",
     "2024年江苏省各区县予以公开率由低到高排名",
     "2024年江苏省新收申请超过50件的区县有哪些", "2024年江苏省各区县新收申请合计多少",
     "2024年江苏省各区县平均新收多少", "which county received the most requests in 2024",
     "rank all counties by disclosure rate in 2024"],
)  # fmt: skip
def test_a_group_is_asked_of_another_place_level_and_year(
    samples: Assistant, question: str
) -> None:
    read = reader(samples.catalogue, samples.settings.today)
    asked = samples.ask(question).query
    group = group_of(asked)
    assert group is not None
    parent = gazetteer().by_code("420100")
    for other in (group, replace(group, level="prefecture"), replace(group, parent=parent)):
        wanted = replace(asked, years=(2021,), items=("refused",))
        text = worded(asked, wanted, read, other)
        said = group_of(read(text))
        assert said is not None and text, question
        assert (said.level, said.parent, said.order) == (other.level, other.parent, other.order)
        assert (read(text).years, read(text).items) == ((2021,), ("refused",))
