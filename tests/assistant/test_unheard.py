"""Words that mostly say nothing, where they narrow a figure, and where they don't."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("宿迁2024年最后一天收到多少申请", "a day is not the year"),
        ("宿迁2024年12月31日收到几件申请", "a day is not the year"),
        ("宿迁2024年新收里当年办结的有多少", "what was carried in was dealt with too"),
        ("宿迁2024年其他申请多少", "other than which"),
        ("宿迁2024年不予处理的其他情形多少", "the group has no 其他"),
        ("宿迁2024年信访类不予处理87件，剩下的不予处理还有几件", "what is left is neither"),
        ("江夏2021年提案未办结的有几件", "the text counts all of them"),
    ],
)  # fmt: skip
def test_no_figure_passes_them_over(samples: Assistant, question: str, why: str) -> None:
    answer = samples.ask(question)
    assert answer.value is None, why
    assert answer.kind not in ("figure", "table", "derived"), (why, answer.text)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("截至2024年12月31日宿迁现行有效的规范性文件多少", "420"),
        ("宿迁2024年最后一天还有多少没办完", "125"),
        ("宿迁2024年其他申请人申请多少", "3"),
        ("宿迁2024年复议其他结果多少", "28"),
        ("宿迁2024年年底剩下多少件没办完", "125"),
    ],
)
def test_where_they_narrow_nothing_the_figure_is_told(
    samples: Assistant, question: str, value: str
) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value
