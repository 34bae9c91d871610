"""Reports of 2014–2018: asked in today's words or in the annex's own, answered by its own rows."""

from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.turns.conversation import Conversation
from ingest import forms
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import open_database

NUMBERS = {
    "a14_requests": 813, "a14_requests_in_person": 400, "a14_requests_network": 300,
    "a14_requests_letter": 113, "a14_closed": 800, "a14_closed_in_time": 790,
    "a14_closed_extended": 10, "a14_answers": 800, "a14_granted": 200, "a14_refused": 40,
    "a14_refused_privacy": 40, "a14_other_channel": 560, "a14_reviews": 355,
    "a14_reviews_corrected": 5, "a14_reviews_upheld": 350, "a14_suits": 187,
    "a14_suits_corrected": 7, "a14_suits_upheld": 180, "a14_complaints": 3, "a14_staff": 12,
    "a14_staff_full_time": 4, "a14_staff_part_time": 8, "a14_trainings": 6, "a14_trained": 210,
    "a14_press_conferences": 9,
}  # fmt: skip


def report(year: int, requests: int) -> str:
    numbers = {**NUMBERS, "a14_requests": requests}
    rows = [
        f"| {i.row.split('/')[-1]} | {i.unit} | {numbers.get(i.code, 0)} |"
        for i in forms.indicators().values()
        if i.table == "annex"
    ]
    title = f"# 北京市朝阳区人民政府{year}年政府信息公开工作年度报告"
    period = f"本报告由北京市朝阳区人民政府编制，统计期限为{year}年1月1日至{year}年12月31日。"
    head = ["## 附表 政府信息公开情况统计表", "| 统计指标 | 单位 | 统计数 |\n|---|---|---|"]
    return "\n\n".join([title, period, head[0], "\n".join([head[1], *rows])])


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home: Path = tmp_path_factory.mktemp("annex")
    database = open_database(home)
    for year, requests in ((2015, 700), (2016, 813)):
        data, source = report(year, requests).encode(), f"{year}.md"
        database.write(read_report(read_blocks(data, source), data, source, {}))
    return Assistant(database, Settings(home=home, today=date(2025, 6, 1)))


@pytest.mark.parametrize(
    ("question", "code", "value"),
    [
        ("朝阳区2016年收到申请多少件", "a14_requests", ("813", "件")),
        ("朝阳区2016年网上申请几件", "a14_requests_network", ("300", "件")),
        ("朝阳区2016年信函申请多少", "a14_requests_letter", ("113", "件")),
        ("朝阳区2016年办结多少件", "a14_closed", ("800", "件")),
        ("朝阳区2016年按时办结几件", "a14_closed_in_time", ("790", "件")),
        ("朝阳区2016年予以公开多少件", "a14_granted", ("200", "件")),
        ("朝阳区2016年因个人隐私不公开几件", "a14_refused_privacy", ("40", "件")),
        ("朝阳区2016年行政复议多少件", "a14_reviews", ("355", "件")),
        ("朝阳区2016年复议被纠错几件", "a14_reviews_corrected", ("5", "件")),
        ("朝阳区2016年行政诉讼几件", "a14_suits", ("187", "件")),
        ("朝阳区2016年败诉几件", "a14_suits_corrected", ("7", "件")),
        ("朝阳区2016年举报投诉多少件", "a14_complaints", ("3", "件")),
        ("朝阳区2016年专职人员几人", "a14_staff_full_time", ("4", "人")),
        ("朝阳区2016年培训班办了几次", "a14_trainings", ("6", "次")),
        ("朝阳区2016年开了几次新闻发布会", "a14_press_conferences", ("9", "次")),
        ("How many complaints did Chaoyang have in 2016?", "a14_complaints", ("3", "件")),
        # The newest report is of the annex: its words are read without a year.
        ("朝阳区举报投诉多少件", "a14_complaints", ("3", "件")),
    ],
)
def test_the_annex_answers_by_its_own_rows(
    annex: Assistant, question: str, code: str, value: tuple[str, str]
) -> None:
    answer = annex.ask(question)
    assert (answer.status, answer.value) == ("answered", value)
    assert answer.rows[0].indicator == code
    assert answer.evidence


def test_rates_are_of_the_answers_given(annex: Assistant) -> None:
    answer = annex.ask("朝阳区2016年予以公开率")
    assert answer.value == ("25.00", "%")
    assert answer.formula == "200 ÷ 800"
    assert "申请答复数" in answer.text


def test_what_the_annex_has_not(annex: Assistant) -> None:
    assert annex.ask("朝阳区2016年自然人申请多少件").reason == "not_in_form"
    assert annex.ask("朝阳区2016年上年结转多少件").reason == "not_in_form"


def test_a_later_turn_stays_in_the_annex(annex: Assistant) -> None:
    talk = Conversation()
    answers = [
        annex.ask(q, talk) for q in ("朝阳区2016年收到多少申请", "举报投诉呢", "2015年申请呢")
    ]
    assert [a.value for a in answers] == [("813", "件"), ("3", "件"), ("700", "件")]
    assert annex.ask("朝阳区2016年收到申请同比增长多少").value == ("16.14", "%")
