"""One figure held to be more or less than another; whose part is counted; what review leads to."""

import pytest

from assistant.ask import Assistant

LED = [
    ("宿迁2024年复议比诉讼多吗", "是，"),
    ("宿迁2024年复议有没有诉讼多", "是，"),
    ("宿迁2024年处罚少于许可吗", "不是，"),
    ("宿迁2024年无法提供的超过予以公开的吗", "不是，"),
    ("宿迁2024年企业的申请有没有自然人多", "不是，"),
    ("宿迁2024年企业申请比自然人少吗", "是，"),
    ("Did Hongze have more reviews than lawsuits in 2024?", "No: "),
    ("宿迁2024年本机关不掌握的破900件了吗", "没有"),
    # Equal or not is asked of two numbers, and is no check of what one adds up to.
    ("宿迁2023年的复议等于2024年的吗", "不，"),
    ("洪泽2024年的新收等于宿迁的吗", "不，"),
    ("江夏2021年复议的维持和其他结果相等吗", "是，"),
    ("江夏2021年新收等于办结吗", "是，"),
    ("宿迁2023年和2024年的予以公开率相同吗", "不，"),
    ("Did Suqian receive the same number of requests in 2023 and 2024?", "No, "),
    # Numbers told are held against those of the row.
    ("宿迁规章上年11件加2减1，是不是正好12", "是，"),
    ("宿迁规范性文件上年有效597，加60减227，是不是正好430", "不对，60、430"),
    ("宿迁2024年予以公开1431加部分公开471等于1902对吗", "是，"),
    # One that is told of one of two is held against that one, whatever the other is.
    ("宿迁2024年法人申请114件比自然人少多少", "不是114件，"),
    ("宿迁2024年予以公开92件比不予公开多多少", "不是92件，"),
    ("宿迁2024年复议170件比诉讼多几件", "宿迁市人民政府2024年行政复议总计170件"),
    ("宿迁2024年企业申请80件占几成", "不是80件，"),
]
BY_NUMBER = [
    ("宿迁2024年正文讲134件，表格写170，是不是填错了", ["170", "134"]),
    ("宿迁2024年正文写57件，表里77件，哪个对", ["77", "57"]),
    ("江夏2021年正文写9件表里12件哪个对", []),
]
VALUES = [
    ("宿迁2024年公开的申请里自然人有几件", "1408"),
    ("宿迁2024年公开的企业申请有几件", "21"),
    ("宿迁2024年提出公开的申请有几件", "3525"),
    ("宿迁2024年公开的申请里有几件不是自然人提的", "23"),
    ("宿迁2024年被公开的申请中企业提的有多少", "21"),
    # What is asked to be disclosed is all that came in.
    ("宿迁2024年公开申请里自然人有几件", "3440"),
    ("宿迁2024年要求公开的申请里自然人有几件", "3440"),
    ("洪泽2024年复议维持的和复议后起诉维持的一共几件", "3"),
    ("宿迁2024年复议和复议后起诉一共几件", "222"),
    # The review only leads to the suit.
    ("宿迁2024年先申请复议，再去起诉的有几件", "52"),
    ("宿迁2024年对复议不服又起诉的有几件", "52"),
    # Added up in signs, in English and by 三项和.
    ("江夏2021年不予公开加无法提供有多少件", "16"),
    ("宿迁2023 逾期不补正+逾期不缴费=?", "50"),
    ("Hongze 2024: coercive measures and penalties together?", "2860"),
    ("洪泽2024年许可处罚强制三项和", "12347"),
    # What is told of the whole is no premise about the part; 八条理由 are no eight cases.
    ("江夏2021年不予公开的6件里行政查询事项占比多少", "83.33"),
    ("宿迁2024年不予公开的八条理由里哪条用得最多，几件", "23"),
    ("宿迁2024年市门户网站访客有多少", "3809505"),
    ("宿迁2O24年新收申请总数", "3525"),
]


@pytest.mark.parametrize(("question", "lead"), LED)
def test_yes_or_no_comes_first(samples: Assistant, question: str, lead: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and answer.text.startswith(lead), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "宿迁2024年收的申请有没有办结的多",
        # No table follows a case from its review into court.
        "宿迁2024年复议维持的里面又去起诉的几件",
        "宿迁2024年维持的复议当中有几件又告上法院",
        # Each request has one result.
        "宿迁2024年公开的申请中重复的几件",
    ],
)
def test_what_is_set_against_nothing_has_no_number(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.value is None and not answer.rows


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_the_part_named_is_counted(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value, answer.text


@pytest.mark.parametrize(
    ("question", "value", "lead"),
    [
        ("宿迁2024年结转到下年的申请超过新收的5%了吗", ("3.55", "%"), "不是，"),
        ("宿迁2024年制发的规范性文件还不到2023年的一半吧", ("45.87", "%"), "是的，"),
        ("宿迁2024年复议不到上年的一半吗", ("38.64", "%"), "是的，"),
        ("宿迁2024年行政处罚是许可的两倍都不止？", ("1.70", "倍"), "不是，"),
        ("洪泽区2024年予以公开的够不够办结数一半？", ("52.63", "%"), "是的，"),
        ("自然人申请占比，宿迁2024年过没过98%", ("97.59", "%"), "没有，"),
        ("江夏区2021年现行有效规范性文件到得了30件不", ("22", "件"), "没有，"),
        ("上海市府办公厅2019年新收申请不足一千件，对吧", ("859", "件"), "是的，"),
        ("宿迁2024年复议案件降到200件以下没有？", ("170", "件"), "是的，"),
        ("宿迁2024年复议涨到300件以上了吗", ("170", "件"), "没有，"),
        ("宿迁2024年没有公益组织来申请过，是吧", ("1", "件"), "不是，"),
        ("朋友圈传宿迁2024年申请公开的答复里四成多全公开了，属实？", ("40.64", "%"), "是的，"),
        (
            "Is it true that more than half of Hongze's 2024 requests were fully granted?",
            ("52.63", "%"),
            "Yes: ",
        ),
        (
            "I heard Suqian lost 18 lawsuits over disclosure last year. Right?",
            ("0", "件"),
            "Not 18: ",
        ),
        # Of another body no limit is held, and of 洪泽的 no row.
        ("宿迁2024年新收申请超过江夏2021年的两倍吗", None, "没有读懂"),
    ],
)
def test_a_limit_is_judged_whatever_it_is_in_terms_of(
    samples: Assistant, question: str, value: tuple[str, str] | None, lead: str
) -> None:
    answer = samples.ask(question)
    assert answer.value == value and answer.text.startswith(lead)


@pytest.mark.parametrize(("question", "rows"), BY_NUMBER)
def test_numbers_alone_name_the_row_of_text_and_table(
    samples: Assistant, question: str, rows: list[str]
) -> None:
    assert [row.value for row in samples.ask(question).rows] == rows


@pytest.mark.parametrize(
    "question",
    [
        "上海市政府办公厅2019年复议和诉讼相等吗",  # the suits are not known
        "洪泽2024年自然人申请占新收的比例和办结率一样吗",  # both 100.00%, rounded
    ],
)
def test_what_is_not_known_exactly_is_called_neither(samples: Assistant, question: str) -> None:
    text = samples.ask(question).text
    assert "相等。" not in text
