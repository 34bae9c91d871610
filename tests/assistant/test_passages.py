"""Narrative questions: the passage that answers, quoted and located; silence where none does."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.narrative.side_by_side import side_by_side
from assistant.turns.conversation import Conversation
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.store.database import open_database


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("江夏区2021年存在哪些问题？", "目录列得不全"),
        ("江夏区2021年打算怎么改？", "考核一整套办法"),
        ("江夏2021年哪里可以当面申请", "市民之家三楼A09窗口"),
        ("江夏区2021年信息发布前由谁审查？", "由谁事先审查"),
        ("江夏区2021年信息公开超过20个工作日这件事报告里怎么讲的？", "20个工作日才上网"),
        ("宿迁2024年下一步打算", "政策包"),
        ("宿迁市2024年“如我申请”是怎么做的？", "如我申请"),
        ("宿迁市2023年哪个区拿到了基层公开的市级试点？", "市级试点"),
        ("江夏2021年第六部分写了什么", "信息处理费"),
        ("江夏2021年报告自己承认有哪些问题，概括一下", "目录列得不全"),
        ("宿迁2024年准备怎么改进", "政策包"),
        ("上海市政府办公厅2019年考核怎么个考法", "部门共评"),
        ("宿迁2024年有没有联合会商研判机制", "研讨疑难件"),
        ("宿迁市2023年有没有通报表扬？", "通报表扬26个单位"),
        ("宿迁市2023年现行有效的规范性文件在哪里看？", "网站专栏集中公开"),
        ("上海市政府办公厅2019年网站的搜索做了什么改进？", "搜索结果"),
        ("上海市政府办公厅2019年政务服务评价怎么样？", "好评占99.58%"),
        ("What problems does Jiangxia report for 2021?", "基层比较被动"),
        ("What shortcomings did Hongze acknowledge in its 2024 report?", "协调不畅"),
        ("How does Shanghai's General Office say it evaluates departments' work?", "部门共评"),
        ("How does Jiangxia use lawyers for requests in 2021?", "外聘律师团队"),
        ("上海2019年办公厅说还要改进哪几个方面，列出来", "公众参与办法"),
        ("江夏2021年存在几个问题", "目录列得不全"),
        ("想在江夏当面递申请该上哪儿去", "市民之家三楼A09窗口"),
        ("江夏递交申请到哪里去", "市民之家三楼A09窗口"),
        ("2024年宿迁的宿城区让网格员兼着什么活儿", "公开联络员"),
        ("江夏自己承认过信息上网太晚吗", "20个工作日才上网"),
        ("我们也在搞依申请提质，宿迁2024年有什么做法可以借鉴", "如我申请"),
    ],
)
def test_the_passage_that_answers(samples: Assistant, question: str, words: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.kind) == ("answered", "passage")
    assert any(words in e.quote for e in answer.evidence)
    for evidence in answer.evidence:
        chunks = samples.database.chunks(evidence.report)
        assert any(evidence.where == c.where and evidence.quote in c.text for c in chunks)


@pytest.mark.parametrize(
    "question",
    [
        "江夏区2021年教师招聘情况怎么样", "洪泽区2024年怎么防汛", "江夏区2021年谁获得了表彰",
        "上海市政府办公厅2019年怎么保护古建筑", "宿迁市2023年有没有开通无人机服务",
        "宿迁市2024年哪里可以办护照", "江夏区2021年野生动物怎么保护",
    ],
)  # fmt: skip
def test_silence_where_the_report_is_silent(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "not_found"
    assert not answer.evidence


def test_a_section_is_asked_for_by_its_name(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年平台建设做了什么")
    assert (answer.status, answer.kind) == ("answered", "passage")
    told = [
        c
        for c in samples.database.chunks(answer.evidence[0].report)
        if c.heading.endswith("平台建设")
    ]
    assert [e.quote for e in answer.evidence] == [c.text for c in told]
    assert samples.ask("宿迁2024年平台建设中的困难有哪些").kind != "passage"


@pytest.mark.parametrize("whole", ["公开工作有什么不足", "信息公开方面存在哪些问题"])
def test_all_problems_are_told_where_no_matter_is_named(samples: Assistant, whole: str) -> None:
    assert len(samples.ask(f"江夏区2021年{whole}").evidence) == 3


def test_problems_of_one_matter_are_not_all_problems(samples: Assistant) -> None:
    assert samples.ask("江夏区2021年办理申请有什么不足").status == "not_found"
    assert samples.ask("江夏区2021年打算怎么改进依申请公开").status == "not_found"
    (point,) = samples.ask("江夏区2021年公开内容方面有什么问题").evidence
    assert "结合自身业务公开的内容少" in point.quote


POINTS = ("1、栏目更新慢。", "2、解读文件少。")
REPORT = (
    "# 武汉市江夏区人民政府2023年政府信息公开工作年度报告", "## 一、总体情况",
    "办理领导信箱来信和网络留言7件。", "## 二、主动公开政府信息情况", "有关数据见下表。",
    "## 五、政府信息公开工作存在的主要问题及改进情况", "不足之处是：", *POINTS,
)  # fmt: skip


@pytest.fixture
def plain(samples: Assistant, tmp_path: Path) -> Assistant:
    """One report of few words."""
    data, database = "\n\n".join(REPORT).encode(), open_database(tmp_path)
    database.write(read_report(read_blocks(data, "made.md"), data, "made.md", {}))
    return Assistant(database, replace(samples.settings, home=tmp_path))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("江夏2021年整改了几个问题", ()),  # how many were mended, and not which there are
        ("What problems with training did Hongze admit in 2024?", ()),
        ("How does Jiangxia use lawyers in divorce cases in 2021?", ()),
        ("2024年宿迁的宿豫区让网格员干什么", ("网格员",)),  # those are of another district
        ("2024年宿迁的宿城区让快递员兼着什么活儿", ("网格员",)),
        ("宿迁2024年沭阳依申请有什么做法", ()),  # the section is of the whole city
        ("宿迁2024年申请都去了哪里", ()),  # no count answers where
    ],
)
def test_a_near_matter_is_no_answer(
    samples: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.value) == ("not_found", None)
    assert all(any(word in e.quote for e in answer.evidence) for word in told)


def test_what_leads_in_to_points_is_no_point(plain: Assistant) -> None:
    answer = plain.ask("江夏区2023年有哪些问题")
    assert tuple(e.quote for e in answer.evidence) == POINTS


def test_who_is_not_answered_by_a_number(plain: Assistant) -> None:
    who = plain.ask("江夏区2023年信息公开工作由谁领导")
    assert (who.status, who.value) == ("not_found", None)
    assert plain.ask("江夏区2023年办理领导信箱来信多少件").value == ("7", "件")


def test_the_nearest_passage_stands_beside_silence(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年有没有给答问添新条目")
    assert (answer.status, answer.value) == ("not_found", None)
    assert ["政策简明问答" in e.quote for e in answer.evidence] == [True]
    assert "不一定回答所问" in answer.text


def test_a_word_of_reckoning_of_no_figure_leaves_the_nearest_passage(samples: Assistant) -> None:
    near = samples.ask("江夏2021年平均每个窗口多少人")
    assert (near.status, near.value) == ("not_found", None)
    assert ["市民之家" in e.quote for e in near.evidence] == [True]
    figure = samples.ask("江夏2021年平均每个窗口收到多少申请")
    assert (figure.status, figure.value, figure.evidence) == ("not_found", None, ())


def test_turns_behind_a_list_of_passages(samples: Assistant) -> None:
    talk = Conversation()
    told = [
        samples.ask(question, talk)
        for question in ("江夏2021年存在哪些问题", "第二条", "第三个问题是什么", "还有吗")
    ]
    assert [a.status for a in told] == ["answered"] * 4
    assert [len(a.evidence) for a in told] == [3, 1, 1, 3]
    assert "目录列得不全" in told[1].text and "20个工作日" in told[2].text
    assert told[3].text.startswith("没有了")


def test_what_was_told_is_set_against_another_year(samples: Assistant) -> None:
    talk = Conversation()
    samples.ask("宿迁市2024年存在哪些问题", talk)
    both = samples.ask("和2023年的说法有什么不同", talk)
    assert [e.report.year for e in both.evidence] == [2024] * 3 + [2023] * 3
    samples.ask("宿迁市2024年保密审查怎么做的", talk)
    other = samples.ask("2023年有没有", talk)
    assert (other.status, other.reason) == ("not_found", "not_stated")


def test_two_years_of_one_matter_stand_side_by_side(samples: Assistant) -> None:
    both = samples.ask("宿迁2023年和2024年的公共企事业单位公开有什么变化？")
    assert [e.report.year for e in both.evidence] == [2023, 2024]
    assert "没有写到“保密审查”" in samples.ask("宿迁市2024年保密审查和2023年有什么不同").text


def test_which_places_of_a_kind_speak_of_it(samples: Assistant) -> None:
    found = samples.ask("哪些区提到第三方评估？")
    assert [e.report.publisher for e in found.evidence] == ["武汉市江夏区人民政府"]
    assert "已收录的2份" in samples.ask("哪些区提到了开放日").text


def test_mentions_over_all_reports(samples: Assistant) -> None:
    answer = samples.ask("哪些报告提到了第三方评估?")
    assert {e.report.publisher for e in answer.evidence} == {
        "上海市人民政府办公厅",
        "武汉市江夏区人民政府",
    }
    assert all("第三方评估" in e.quote for e in answer.evidence)


def test_two_reports_side_by_side(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年和2023年存在的问题有什么不同")
    assert {e.report.year for e in answer.evidence} == {2023, 2024}


def test_why_gives_the_figure_and_no_invented_reason(samples: Assistant) -> None:
    answer = samples.ask("江夏2021年为什么不予处理这么多")
    assert "120件" in answer.text and answer.value is None  # no number was asked for
    assert "年报没有说明原因" in answer.text


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("申请之后多久必须答复?", "第三十三条"),
        ("什么叫“三安全一稳定”?", "第十四条"),
        ("行政查询事项为什么不给公开?", "第三十六条"),
        ('What does "不予处理" mean?', "第三十九条"),
        ("总计列空着是不是就是0?", "国办公开办函〔2021〕30号"),
        ("2019年前后的年报为什么表格不一样?", "国办公开办函〔2019〕60号"),
    ],
)
def test_definitions_rest_on_an_article(samples: Assistant, question: str, article: str) -> None:
    answer = samples.ask(question)
    assert answer.kind == "definition"
    assert article in answer.text


def test_questions_about_the_report_itself(jiangxia: Assistant) -> None:
    answer = jiangxia.ask("这份年报什么时候发布的,谁发的?")
    assert answer.kind == "coverage"
    assert "2022年2月18日（2022-02-18）" in answer.text
    assert jiangxia.ask("江夏区一共有几份报告(含部门街道)?").value == ("1", "份")


def test_what_differs_between_two_years_is_numbered_through(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年和2023年存在的问题有什么不同")
    cited = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert cited == list(range(1, len(answer.evidence) + 1))
    years = [e.report.year for e in answer.evidence]
    assert years in (sorted(years), sorted(years, reverse=True))
    assert answer.text.splitlines()[-1].startswith("（")


def test_sentences_taken_over_are_known_as_such(samples: Assistant) -> None:
    one = samples.ask("宿迁2023年存在哪些问题？")
    query = replace(one.query, plain="有什么不同")
    same = side_by_side([replace(one, query=query), replace(one, query=query)])
    count = sum(len(re.findall("[。；]", e.quote)) for e in one.evidence)
    assert re.search(r"有([1-9]\d*)句与另一份一字不差，0句几乎相同", same.text) and count


@pytest.mark.parametrize(
    ("question", "kind", "reason"),
    [
        # Neither is a question for the reports loaded, nor one out of scope, nor of every fee.
        ("洪泽区2024年村里有没有政务公开栏", None, "not_stated"),
        ("洪泽区2024年残疾人怎么用政府网站", None, "not_stated"),
        ("洪泽区2024年网站内容出错改了多少处", None, "not_understood"),
        ("洪泽区2024年答复文书有没有统一模板", "passage", None),
        ("洪泽区2024年申请公开信息收费了吗", "passage", None),
        # These are.
        ("有没有宿迁2024年的年报", "coverage", None),
        ("怎么用", "coverage", None),
        ("给我写一份申请书模板", None, "out_of_scope"),
        ("宿迁2024年纠正了几件", None, None),
    ],
)
def test_what_a_report_may_tell_is_looked_for_there(
    samples: Assistant, question: str, kind: str | None, reason: str | None
) -> None:
    answer = samples.ask(question)
    assert (answer.kind, answer.reason) == (kind, reason), answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("洪泽区2024年政府常务会议公开了几期", "7期"),
        ("宿迁2024年办了多少场政民互动", "300余场次"),
        # What is counted there is another thing, or the form's own row narrowed.
        ("洪泽区2024年网上申请的有多少件？", None),
        ("宿迁市2023年第三季度新收多少件申请？", None),
    ],
)
def test_a_sentence_that_counts_what_is_asked_is_told(
    samples: Assistant, question: str, words: str | None
) -> None:
    answer = samples.ask(question)
    assert answer.status == ("answered" if words else "not_found"), answer.text
    assert words is None or any(words in e.quote for e in answer.evidence)
