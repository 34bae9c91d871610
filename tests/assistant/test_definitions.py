import re
from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.definitions import glossary
from ingest.forms import breakdowns, indicators

REGULATIONS = "《政府信息公开条例》（2019年修订，国务院令第711号）"
ASKING = ("什么是{}", "{}是什么意思？", "“{}”指什么", "{}是啥")

# Words of every day, each with what its answer must rest on or name.
WORDS = {
    "三安全一稳定": "第十四条", "补正": "第三十条", "区分处理": "第三十七条", "结转": "结转下年度",
    "规范性文件": "国办发〔2018〕37号", "复议前置": "第二十三条第一款第（四）项",
    "败诉": "结果纠正", "阅卷": "第四十七条", "依申请": "第二十七条", "主动公开": "第二十六条",
    "第三方意见": "第三十二条", "延期": "第三十三条", "收费标准": "国办函〔2020〕109号",
    "一事一申请": "第四条", "公开指南": "第十二条", "公开目录": "第十二条", "年报": "第四十九条",
    "查阅点": "第二十五条", "政府公报": "第二十三条", "信访": "信访工作条例",
    "投诉": "第五十一条", "举报": "第五十一条", "共同被告": "第二十六条", "撤回申请": "其他处理",
    "公开出版物": "第三十九条第二款", "过程性信息": "第十六条第二款",
    "内部事务信息": "第十六条第一款", "行政查询事项": "第三十六条第（七）项",
    "执法案卷": "第十六条第二款", "商业秘密": "第十五条", "个人隐私": "第十五条",
    "国家秘密": "第十四条", "信息不存在": "第三十六条第（四）", "非本机关": "第三十六条第（五）项",
    "更正信息": "第四十一条", "检索义务": "第三十六条第（四）项", "派出机构": "第十条第二款",
    "工作日": "第三十三条", "自然月": "国办函〔2020〕109号", "规章": "《立法法》",
    "红头文件": "国办发〔2018〕37号", "维持率": "尚未审结", "公开率": "年报格式没有这一项",
    "驳回": "第六十九条", "撤诉": "第六十二条", "调解": "第六十条", "确认违法": "第七十四条",
    "责令重新答复": "第六十四条", "附带审查": "第五十三条", "简易程序": "第五十三条",
    "信息公开申请": "第二十九条", "答复书": "第三十六条", "三需要": "第十三条",
    "政务公开": "五公开", "数据电文": "第二十九条", "归档": "第四十五条", "公开属性": "公文",
    "当面申请": "第二十九条", "在线访谈": "国办发〔2014〕32号", "新闻发布会": "第二十三条",
    "其他": "其他处理", "条例": "第五十六条", "三同步": "同步", "五公开": "国办发〔2016〕80号",
}  # fmt: skip

QUESTIONS = {
    "怎么申请": "第二十九条", "申请要写什么": "第二十九条", "可以口头申请吗": "第二十九条",
    "多久内答复": "第三十三条", "延期最多多久": "20个工作日", "旧条例答复期限是多久": "15个工作日",
    "主动公开要在多少个工作日内": "第二十六条", "第三方意见 15个工作日": "第三十二条",
    "补正要几天": "第三十条", "按件收费标准": "每件100元", "按页收费标准": "每页10元",
    "申请信息公开要钱吗": "第四十二条", "复议要交钱吗": "第八十七条",
    "对答复不满意怎么办": "第二十三条", "去哪里告": "第十八条", "去哪里申请复议": "第二十四条",
    "能不能去法院告": "第十五条", "政府不回复怎么办": "第五十一条",
    "打官司要多久之内": "第四十六条", "信息有错误怎么更正": "第四十一条",
    "哪些信息应当主动公开": "第二十条",
    "为什么2019年前后表不一样": "国办公开办函〔2019〕60号",
    "规范性文件和规章有什么区别": "第五十三条", "条例什么时候开始施行的": "2019年5月15日",
    "where can I sue": "第十八条", "how do I appeal": "第二十四条",
}  # fmt: skip


def test_every_row_and_column_of_the_forms_is_explained(samples: Assistant) -> None:
    names = [(i.name, i.name_en) for i in indicators().values()]
    names += [(b.label, b.name_en) for b in breakdowns().values()]
    for chinese, english in names:
        answers = [samples.ask(asking.format(chinese)) for asking in ASKING]
        answers.append(samples.ask(f"what does {english} mean?"))
        for answer in answers:
            assert answer.kind == "definition", (chinese, answer.query.text, answer.text)
            assert not answer.evidence and answer.value is None
        assert len({a.text for a in answers[:-1]}) == 1, chinese


def test_a_row_in_english_is_the_row_in_chinese(samples: Assistant) -> None:
    for i in indicators().values():
        chinese = samples.ask(f"什么是{i.name}").text
        english = samples.ask(f"what does {i.name_en} mean").text
        rested = [
            set(re.findall("第[一二三四五六七八九十百]+条|〔.+?〕[0-9]+号", part))
            for text in (chinese, english)
            for part in re.findall(r"（依据：(.*)）$|\(Basis: (.*)\)$", text, re.MULTILINE)[0]
            if part
        ]
        assert rested[0] & rested[1], (i.code, chinese, english)


def test_a_term_is_named_once_and_the_articles_of_a_law_stand_together(samples: Assistant) -> None:
    text = samples.ask("什么是不予公开").text
    assert text.startswith("不予公开是")
    assert "（2019年修订，国务院令第711号）第十四条、第十五条、第十六条、第三十六条" in text


@pytest.mark.parametrize(("held", "asking"), [(WORDS, ASKING), (QUESTIONS, ("{}",))])
def test_words_and_questions_of_every_day(
    samples: Assistant, held: dict[str, str], asking: tuple[str, ...]
) -> None:
    for word, rests_on in held.items():
        for form in asking:
            answer = samples.ask(form.format(word))
            assert answer.kind == "definition", (word, answer.text)
            assert rests_on in answer.text, (word, answer.text)


@pytest.mark.parametrize(
    "question",
    [
        "江夏区2021年行政复议总计多少件",
        "在线访谈的主题是什么",
        "新闻发布会是什么时候开的",
        "what is the total of requests in Suqian in 2024",
        "宿迁2024年投诉了多少次",
        "宿迁2024年复议维持率是多少",
        "洪泽区2023年申请在哪里提交",
        "江夏2021年答复延期了几件",
        "哪个部门的复议最多",
        "哪里起诉更多",
        "where were the most normative documents issued",
        "江夏2021年为什么不予处理",
        "表三里哪一项最多",
        "复议和诉讼加起来是不是就是20件",
        "宿迁2024年不予公开是不是就是92件",
        "江夏2021年公开出版物为啥不给办",
        "How many suits were filed in Hongze without review first, in court alone, in 2024?",
    ],
)
def test_a_question_about_a_report_is_not_explained_away(samples: Assistant, question: str) -> None:
    assert samples.ask(question).kind != "definition"


def test_an_entry_cites_articles_that_exist() -> None:
    numerals = "零一二三四五六七八九"
    for entry in (*glossary()[0], *glossary()[1]):
        assert entry.basis and entry.text and entry.text_en, entry.id
        for basis in entry.basis:
            for article in re.findall("第([一二三四五六七八九十]+)条", basis.partition("号）")[2]):
                tens, ten, ones = article.rpartition("十")
                number = (numerals.index(tens or "一") * 10 if ten else 0) + (
                    numerals.index(ones) if ones else 0
                )
                assert not basis.startswith(REGULATIONS) or 1 <= number <= 56, (entry.id, basis)


def test_phrases_are_told_apart() -> None:
    ids = [entry.id for entry in (*glossary()[0], *glossary()[1])]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "question",
    [
        "三类内部事务信息包括哪些", "什么算信访举报投诉类申请", "复议结果维持代表什么",
        "补正是让我干什么", "公开出版物为啥不给办", "复议维持，是说老百姓告赢了还是没告赢",
        "规章跟行政规范性文件是一个东西吗", "行政强制是不是就指查封扣押这些", "部分公开算不算公开",
        "信访举报投诉类申请凭啥不给处理，道理在哪", "政府采购为什么2021年以后的年报里没有了",
        'Hi! Is "not processed" in these reports the same thing as a refusal?',
        "复议的“其他结果”到底算什么", "内部事务信息包括哪三类", "不予公开率怎么算的",
    ],
)  # fmt: skip
def test_what_a_term_holds_is_asked_of_no_report(samples: Assistant, question: str) -> None:
    assert samples.ask(question).kind == "definition"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("为保护商业秘密不公开的，归在年报表格哪一项里", "4.保护第三方合法权益”一行"),
        ("补正后还是看不懂的申请放在哪一格", "3.补正后申请内容仍不明确”一行"),
        ("申请人撤回的申请算在哪一项", "3.其他”一行"),
        ("公司提的申请算哪一类申请人", "“商业企业”一栏"),
        ("“其他处理”在2019年和2021年两个版本的年报格式里有什么差别", "此前的表格只有一行"),
        ("新旧两版表格，规范性文件那块改了什么", "制发、废止、现行有效三栏"),
    ],
)
def test_the_form_is_asked_of_no_report(samples: Assistant, question: str, told: str) -> None:
    answer = samples.ask(question)
    assert answer.kind == "definition" and told in answer.text


def test_what_a_word_is_may_be_asked_behind_a_figure(chat: Callable[..., list[Answer]]) -> None:
    answers = chat("宿迁2024年不予处理几件", "不予处理是不是就等于拒绝", "2023年几件")
    assert answers[1].kind == "definition" and answers[2].value == ("406", "件")
