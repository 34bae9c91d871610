"""Text of which only the labels of a report's tables are left, one a line."""

import pytest

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.readers import read_blocks

TWO = (
    "第二十条第（一）项/信息内容/本年制发件数/本年废止件数/现行有效件数/规章/行政规范性文件"
    "/第二十条第（五）项/信息内容/本年处理决定数量/行政许可"
    "/第二十条第（六）项/信息内容/本年处理决定数量/行政处罚/行政强制"
)
GROUPS = (
    "一、本年新收政府信息公开申请数量/二、上年结转政府信息公开申请数量/三、本年度办理结果/（一）予以公开/（二）部分公开"
    "/（三）不予公开/1.属于国家秘密/2.其他法律行政法规禁止公开/3.危及“三安全一稳定”/4.保护第三方合法权益"
    "/5.属于三类内部事务信息/6.属于四类过程性信息/7.属于行政执法案卷/8.属于行政查询事项/（四）无法提供"
    "/1.本机关不掌握相关政府信息/2.没有现成信息需要另行制作/3.补正后申请内容仍不明确/（五）不予处理"
    "/1.信访举报投诉类申请/2.重复申请/3.要求提供公开出版物/（七）总计/四、结转下年度继续办理"
)
HEAD = "申请人情况/自然人/法人或其他组织/总计/商业企业/科研机构/社会公益组织/法律服务机构/其他"
RESULTS = "/".join(["结果维持/结果纠正/其他结果/尚未审结/总计"] * 3)
FOUR = f"行政复议/行政诉讼/{RESULTS}"
PARTS = (TWO, f"{HEAD}/{GROUPS}", FOUR)


def states(*tables: str) -> dict[str, str]:
    chapters = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    told = "2021年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息。"
    text = "\n\n".join(f"{c}\n\n{t}" for c, t in zip(chapters, tables, strict=False))
    blocks = read_blocks(f"一、总体情况\n\n{told}\n\n{text}".replace("/", "\n\n").encode(), "x")
    found = extract_figures(outline(blocks)).figures
    return {f"{f.indicator}.{f.breakdown}": f.state for f in found}


def test_where_no_cell_is_filled_each_is_blank() -> None:
    found = states(*PARTS)
    assert set(found.values()) == {"blank"}
    assert {"rules_issued.", "licences_decided.", "requests_new.total", "suit_direct_total."} < set(
        found
    )
    assert "rules_decided." not in found and "refused.total" not in found
    assert len(found) == 3 + 3 + 3 + 7 * 20 + 15


@pytest.mark.parametrize(
    "tables",
    [
        (TWO.replace("行政许可", "行政许可/12"), *PARTS[1:]),  # others lost theirs
        ("行政许可/行政处罚/行政强制",),  # a few words of a table are none
        (GROUPS[:200],),
    ],
)
def test_labels_without_their_cells_are_not_blank_where_a_table_is_in_part(
    tables: tuple[str, ...],
) -> None:
    assert "blank" not in states(*tables).values()
