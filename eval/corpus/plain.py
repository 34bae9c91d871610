"""Made reports in the national form: real places, invented numbers that add up, and the answer key.

They let the assistant be asked about thousands of bodies and years that no person has read. The
numbers are drawn by seed; the tables are written from the form's own rows.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest import forms
from ingest.identity.divisions import Division, gazetteer

COLUMNS = tuple(forms.breakdowns()[code].label for code in (*forms.applicants(), "total"))
GROUPS = ("refused", "unavailable", "not_processed")
BLOCKS = ("review", "suit_direct", "suit_after_review")
RESULTS = ("upheld", "corrected", "other", "pending")
PROBLEMS = (
    "答复文书不够规范", "政策解读形式单一", "公开内容更新不及时", "基层人员力量不足",
    "栏目设置不够清晰", "业务培训还不够",
)  # fmt: skip
MEASURES = (
    "组织业务培训", "丰富解读形式", "完善更新制度", "配齐工作力量", "优化网站栏目", "开展专项检查",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """One made report: whose, which year, its text, and every cell by indicator and breakdown."""

    division: Division
    year: int
    text: str
    cells: Mapping[tuple[str, str], int]

    @property
    def publisher(self) -> str:
        """The body, in full without the province."""
        return f"{self.division.prefecture}{self.division.name}人民政府"


def made_reports(count: int, seed: int = 1) -> Iterator[Made]:
    """Reports of `count` pairs of a county and a year, all different, drawn by seed."""
    rng = random.Random(seed)
    years = range(2021, 2025)
    counties = [d for d in gazetteer().divisions if d.level == "county" and d.valid_in(2024)]
    counties = [d for d in counties if d.prefecture and len(gazetteer().named(d.name)) == 1]
    pairs = [(division, year) for division in counties for year in years]
    for division, year in rng.sample(pairs, min(count, len(pairs))):
        yield made_report(division, year, rng)


def made_report(division: Division, year: int, rng: random.Random) -> Made:
    """One report whose numbers hold every identity."""
    cells = {**_requests(rng), **_disputes(rng), **_own_initiative(rng)}
    return Made(division, year, _text(division, year, cells, rng), cells)


def _requests(rng: random.Random) -> dict[tuple[str, str], int]:
    """Table three: results by applicant first, what came in from them."""
    leaves = [c for group in GROUPS for c in forms.parts(group)]
    leaves = ["granted", "granted_in_part", *leaves, *forms.parts("otherwise")]
    cells: dict[tuple[str, str], int] = {}
    for who in forms.applicants():
        weight = 60 if who == "natural_person" else 3
        for leaf in leaves:
            cells[leaf, who] = rng.choice((0, 0, 1, rng.randrange(weight)))
        done = sum(cells[leaf, who] for leaf in leaves)
        carried_out = rng.randrange(4)
        carried_in = min(rng.randrange(4), done + carried_out)
        cells["results_total", who] = done
        cells["requests_carried_out", who] = carried_out
        cells["requests_carried_in", who] = carried_in
        cells["requests_new", who] = done + carried_out - carried_in
    for code in dict.fromkeys(code for code, _ in cells):
        cells[code, "total"] = sum(cells[code, who] for who in forms.applicants())
    return cells


def _disputes(rng: random.Random) -> dict[tuple[str, str], int]:
    cells: dict[tuple[str, str], int] = {}
    for block in BLOCKS:
        parts = [rng.randrange(9) for _ in RESULTS]
        cells |= {(f"{block}_{r}", ""): n for r, n in zip(RESULTS, parts, strict=True)}
        cells[f"{block}_total", ""] = sum(parts)
    return cells


def _own_initiative(rng: random.Random) -> dict[tuple[str, str], int]:
    codes = [i for i in forms.indicators().values() if i.table == "2" and "2021" in i.forms]
    return {(i.code, ""): rng.randrange(10 ** rng.randrange(1, 6)) for i in codes}


def _text(
    division: Division, year: int, cells: Mapping[tuple[str, str], int], rng: random.Random
) -> str:
    body = f"{division.prefecture}{division.name}人民政府"
    problems, measures = rng.sample(PROBLEMS, 2), rng.sample(MEASURES, 2)
    lines = [
        f"# {body}{year}年政府信息公开工作年度报告",
        f"发布日期：{year + 1}-01-{rng.randrange(10, 29)}",
        f"本报告由{body}编制，统计期限为{year}年1月1日至{year}年12月31日。", "## 一、总体情况",
        f"全年主动公开政府信息{rng.randrange(500, 90000)}条。", "## 二、主动公开政府信息情况",
        *_table_two(cells), "## 三、收到和处理政府信息公开申请情况", *_table_three(cells),
        "## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", *_table_four(cells),
        "## 五、政府信息公开工作存在的主要问题及改进情况",
        f"存在的问题：一是{problems[0]}。二是{problems[1]}。",
        f"下一步打算：一是{measures[0]}。二是{measures[1]}。", "## 六、其他需要报告的事项",
        f"全年收取信息处理费{rng.randrange(3) * 50}元。",
    ]  # fmt: skip
    return "\n\n".join(line for line in lines)


def _table_two(cells: Mapping[tuple[str, str], int]) -> Iterator[str]:
    known = forms.indicators()
    codes = [code for code, _ in cells if known[code].table == "2"]
    for row in dict.fromkeys(known[code].row_code for code in codes):
        held = [code for code in codes if known[code].row_code == row]
        article = known[held[0]].row.split("/")[0]
        head = " | ".join(known[code].column for code in held)
        numbers = " | ".join(str(cells[code, ""]) for code in held)
        label = forms.row_name(row)
        rule = "|".join(["---"] * (len(held) + 1))
        yield f"| {article} |\n|{rule}|\n| 信息内容 | {head} |\n| {label} | {numbers} |"


def _table_three(cells: Mapping[tuple[str, str], int]) -> Iterator[str]:
    rows = ["| 申请人情况 | " + " | ".join(COLUMNS) + " |", "|" + "---|" * (len(COLUMNS) + 1)]
    for indicator in (i for i in forms.indicators().values() if i.table == "3"):
        label = indicator.row.split("/")[-1]
        if indicator.role == "group":
            rows.append(f"| {label} |" + " |" * len(COLUMNS))
            continue
        numbers = [str(cells[indicator.code, b]) for b in (*forms.applicants(), "total")]
        rows.append(f"| {label} | " + " | ".join(numbers) + " |")
    yield "\n".join(rows)


def _table_four(cells: Mapping[tuple[str, str], int]) -> Iterator[str]:
    names = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    numbers = [cells[f"{b}_{r}", ""] for b in BLOCKS for r in (*RESULTS, "total")]
    yield "\n".join([
        "| 行政复议 | | | | | 行政诉讼 |" + " |" * 9, "|" + "---|" * 15,
        f"| {names} | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |",
        f"| | | | | | {names} | {names} |", "| " + " | ".join(map(str, numbers)) + " |",
    ])  # fmt: skip
