"""Every slot that can be chosen on the page has words that read back to just that choice."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.codes import rates
from assistant.query import Query
from assistant.question.wording import codes_by_name, reader, worded
from ingest import forms

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
