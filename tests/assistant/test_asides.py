"""What is told beside a question narrows nothing; a wish, a matter or what is one's own does."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    "asked",
    [
        "昨天没睡好，脑子糊涂了，江夏区2021年新收多少件申请？",
        "江夏区2021年新收多少件申请（处长催我催得紧）？",
        "江夏区2021年收到的申请，我得给组长汇报，有多少件？",
        "江夏区2021年新收多少件申请，我跟同事打了个赌",
        "我在公安局当文员，江夏区2021年新收多少件申请？",
        "2018年我还在上学，江夏区2021年新收多少件申请？",
        "我前年递过一份，没下文，江夏区2021年新收多少件申请？",
        "我开小吃店的，去年挨了城管一张罚单，江夏区2021年新收多少件申请？",
        "我退休在家没事，爱看看政府的报告。江夏区2021年新收多少件申请？",
        "我耳朵不好你慢慢说啊江夏区2021年新收多少件申请",
        "处长要我摸底，江夏区2021年新收多少件申请",
        "江夏区2021年新收多少件申请？孙子考我的",
        "我一直没搞明白公开是咋回事，江夏区2021年新收多少件申请？",
        "我不是来吵架的，就想知道江夏区2021年新收多少件申请",
        "作为一个纳税人，我想知道江夏区2021年新收多少件申请",
        "我妈上个月被罚了两百块，江夏区2021年新收多少件申请",
        "领导扔给我一堆活，江夏区2021年新收多少件申请",
        "法治版周三见报，缺一个数：江夏区2021年新收多少件申请",
        "做问答栏目收到这样一个问题，江夏区2021年新收多少件申请",
        "两个区规模差不多，江夏区2021年新收多少件申请",
        "江夏区2021年新收多少件申请，千万别给我整一堆废话",
        "We're also looking at other cities. How many requests did Jiangxia receive in 2021?",
        "I'm not good with numbers, but how many requests did Jiangxia receive in 2021?",
        "I'm new here: how many requests did Jiangxia receive in 2021? It's for a class project.",
        "我是江夏人，2021年新收多少件申请？",
        "核对：江夏区2021年新收多少件申请",
        "论文要用，江夏区2021年新收多少件申请",
        "拟写建议，需江夏区2021年新收申请件数",
        "导语想写江夏区2021年新收多少件申请",
        "江夏区2021年新收多少件申请，以表三为准",
        "江夏区2021年（不是2019年）新收多少件申请",
        "我不要2022年的，要前一年2021年的：江夏区新收多少件申请",
        "江夏区2021年不予公开多少件？我说的是新收的申请",
    ],
)
def test_what_is_told_of_oneself_is_passed_over(jiangxia: Assistant, asked: str) -> None:
    answer = jiangxia.ask(asked).value
    assert answer is not None and answer[0] == "160"


@pytest.mark.parametrize(
    "narrowing",
    [
        "由热线转来的", "扣掉乡镇那部分", "要是门槛降低", "限电子邮件发来的", "老年人",
        "同事问女性", "领导要网上提交的", "我主要想了解拆迁", "我说的是半夜收到的", "撤回了",
        "请把律师的列出来", "我爸提的申请", "我家被拒的", "我2021年提的申请",
        "处长要我们街道的", "我是记者，被法院撤销过一次的", "我是记者，收了五百块的",
        "上个月的", "我是记者，罚了一次的那些", "我是记者，被退过一次的",
        "我一直没搞明白的申请", "我不是要网上的", "我不是企业",
    ],
)  # fmt: skip
@pytest.mark.parametrize("put", ["{}，江夏2021年新收申请多少件", "江夏2021年新收申请（{}）多少件"])
def test_what_is_wished_for_is_not(jiangxia: Assistant, narrowing: str, put: str) -> None:
    assert jiangxia.ask(put.format(narrowing)).value is None


@pytest.mark.parametrize(
    "story",
    [
        "有人问乡镇的", "记者关注女性申请人", "听说涉及拆迁的很多", "版权申请", "核电信息",
        "专家学者",
        "请问拆迁方面", "请问热线", "我想知道网站", "帮我查征地拆迁", "课本教材", "市民热线",
    ],
)  # fmt: skip
def test_a_matter_in_front_narrows_and_is_no_story(jiangxia: Assistant, story: str) -> None:
    answer = jiangxia.ask(f"{story}，江夏2021年新收申请多少件")
    assert (answer.status, answer.value) == ("not_found", None)


def test_whom_the_story_in_front_names_is_asked_of(jiangxia: Assistant) -> None:
    answer = jiangxia.ask("我想了解企业的情况，江夏2021年新收申请多少件").value
    assert answer is not None and answer[0] == "2"


def test_what_is_said_of_ones_own_narrows(samples: Assistant) -> None:
    assert samples.ask("我们街道的，宿迁2024年新收几件").value is None
    assert samples.ask("我是跑新闻的，宿迁2024年新收几件").value == ("3525", "件")


@pytest.mark.parametrize("word", ["看", "帮我", "需要", "论文需要", "查询找"])
def test_a_question_of_one_word_said_over_and_over_ends(samples: Assistant, word: str) -> None:
    """A pattern that tries every way to part it would never come back."""
    assert samples.ask(f"论文{word * 200}x").value is None


@pytest.mark.parametrize(
    "aside",
    [
        "打字慢请多包涵",
        "没有别的事",
        "普通话不灵",
        "外面下大雪",
        "上次没记住",
        "领导下午要",
        "别给我讲道理",
    ],
)
def test_a_set_phrase_of_haste_or_modesty_narrows_nothing(samples: Assistant, aside: str) -> None:
    plain = samples.ask("洪泽区2024年新收申请多少件")
    assert samples.ask(f"{aside}，洪泽区2024年新收申请多少件").value == plain.value


@pytest.mark.parametrize(
    "matter",
    [
        "没空答复的",
        "领导要的",
        "因堵车投诉",
        "普通话培训",
        "忘了公开的",
        "没人管的案子",
        "退休人员",
    ],
)
def test_a_matter_in_its_words_does(samples: Assistant, matter: str) -> None:
    assert samples.ask(f"{matter}，洪泽区2024年新收申请多少件").value is None
