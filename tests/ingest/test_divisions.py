"""Names, codes and years of administrative divisions, as a reader of these reports knows them."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.identity import divisions
from ingest.identity.divisions import Division, gazetteer, short_name

OURS = Path(divisions.__file__).parent


def only(name: str, year: int | None = None) -> Division:
    (division,) = gazetteer().named(name, year)
    return division


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江夏区", "江夏"),
        ("宿迁市", "宿迁"),
        ("湖北省", "湖北"),
        ("阿里地区", "阿里"),
        ("内蒙古自治区", "内蒙古"),  # 蒙古 is part of the name here
        ("广西壮族自治区", "广西"),
        ("恩施土家族苗族自治州", "恩施"),
        ("大厂回族自治县", "大厂"),
        ("东乡族自治县", "东乡"),  # the people is the place's name
        ("鄂伦春自治旗", "鄂伦春"),
        ("管城回族区", "管城"),
        ("浦东新区", "浦东"),
        ("清新区", "清新"),  # no 新区
        ("神农架林区", "神农架"),
        ("碑林区", "碑林"),  # no 林区
        ("忠县", "忠县"),  # one character is no name
        ("西区", "西区"),
        ("巴林左旗", "巴林左旗"),  # nobody says 巴林左
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "code", "level", "path", "full_name"),
    [
        ("江夏区", "420115", "county", "湖北省武汉市江夏区", "武汉市江夏区"),
        ("宿迁市", "321300", "prefecture", "江苏省宿迁市", "宿迁市"),
        ("湖北省", "420000", "province", "湖北省", "湖北省"),
        ("北京市", "110000", "province", "北京市", "北京市"),
        ("黄浦区", "310101", "county", "上海市黄浦区", "上海市黄浦区"),
        ("天门市", "429006", "county", "湖北省天门市", "天门市"),
        (
            "恩施市",
            "422801",
            "county",
            "湖北省恩施土家族苗族自治州恩施市",
            "恩施土家族苗族自治州恩施市",
        ),
    ],
)
def test_division(name: str, code: str, level: str, path: str, full_name: str) -> None:
    found = only(name)
    assert (found.code, found.level, found.path, found.full_name) == (code, level, path, full_name)


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("朝阳区", 2021, ["110105", "220104"]),  # Beijing's and Changchun's
        ("江夏", 2021, ["420115"]),
        ("武汉市江夏区", None, ["420115"]),
        ("武汉江夏", None, ["420115"]),
        ("恩施州", None, ["422800"]),  # the prefecture, not the city of Enshi
        ("恩施", None, ["422800", "422801"]),  # either, the higher first
        ("洪泽县", 2015, ["320829"]),
        ("洪泽县", 2016, []),  # 洪泽区 since 2016
        ("庐江县", None, ["340124", "341421"]),  # the newest code first
        ("江下区", 2021, []),  # a slip, no place
    ],
)
def test_named(name: str, year: int | None, codes: list[str]) -> None:
    assert [division.code for division in gazetteer().named(name, year)] == codes


@pytest.mark.parametrize(
    ("name", "year", "stands_as"),
    [
        ("洪泽县", 2020, "320813 洪泽区"),  # recoded forward
        ("洪泽区", 2012, "320829 洪泽县"),  # and back
        ("襄樊市", 2020, "420600 襄阳市"),  # renamed under the same code
        ("江干区", 2020, "330104 江干区"),
        ("江干区", 2022, None),  # merged into 上城区, which is another government
    ],
)
def test_in_year(name: str, year: int, stands_as: str | None) -> None:
    found = gazetteer().in_year(only(name), year)
    assert (f"{found.code} {found.name}" if found else None) == stands_as


def test_by_code_in_its_year() -> None:
    old, new = gazetteer().by_code("420600", 2009), gazetteer().by_code("420600", 2010)
    assert old and new and (old.name, new.name) == ("襄樊市", "襄阳市")
    assert gazetteer().by_code("320829", 2020) is None
    assert gazetteer().by_code("999999") is None


def test_renamed_to_names_what_it_became() -> None:
    assert [d.name for d in gazetteer().renamed_to("330104")] == ["上城区"]
    assert {d.name for d in gazetteer().renamed_to("371200")} == {"莱芜区", "钢城区"}


def test_parents_up_to_the_province() -> None:
    wuhan = gazetteer().parent(only("江夏区"))
    assert wuhan and wuhan.name == "武汉市"
    hubei = gazetteer().parent(wuhan)
    assert hubei and hubei.name == "湖北省" and gazetteer().parent(hubei) is None


@pytest.mark.parametrize(
    ("text", "codes", "end"),
    [
        ("武汉市江夏区2021年", ["420115"], 6),
        ("吉林省吉林市昌邑区", ["220202"], 9),  # 昌邑 is in 山东 too
        ("海南区", ["150303"], 3),  # not 海南 followed by 区
        ("长春市朝阳区", ["220104"], 6),  # the parent settles which 朝阳
        ("乐山市中区", ["511102"], 5),  # 乐山 + 市中区
        ("襄樊市樊城区", ["420606"], 6),  # under the name the city had then
    ],
)
def test_read_a_place(text: str, codes: list[str], end: int) -> None:
    place = gazetteer().read(text)
    assert place and ([d.code for d in place.divisions], place.end) == (codes, end)


def test_starting_gives_the_longest_name_first() -> None:
    found = gazetteer().starting("在吉林市", 1)
    assert [division.name for division in found] == ["吉林市", "吉林省"]


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("江夏区", "jiangxia"),
        ("六安市", "luan"),
        ("蚌埠市", "bengbu"),
        ("重庆市", "chongqing"),
        ("陕西省", "shaanxi"),
        ("厦门市", "xiamen"),
        ("朝阳市", "chaoyang"),
        ("乐山市", "leshan"),
        ("乐清市", "yueqing"),
        ("洪洞县", "hongtong"),
        ("台州市", "taizhou"),
        ("长治市", "changzhi"),
        ("长子县", "zhangzi"),
        ("漯河市", "luohe"),
        ("单县", "shanxian"),
        ("宿迁市", "suqian"),
        ("闵行区", "minhang"),
        ("恩施土家族苗族自治州", "enshi"),
    ],
)
def test_pinyin(name: str, pinyin: str) -> None:
    assert only(name).pinyin == pinyin


def test_every_pinyin_is_plain_letters() -> None:
    assert all(d.pinyin.isascii() and d.pinyin.islower() for d in gazetteer().divisions)


@pytest.mark.parametrize("name", ["divisions.csv", "division_changes.csv"])
def test_the_shared_facts_are_kept(name: str, shared: Callable[[str], Path]) -> None:
    def rows(path: Path) -> list[list[str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return [list(row.values()) for row in csv.DictReader(file)]

    ours, agreed = rows(OURS / name), rows(shared(name))
    assert [row[: len(agreed[0])] for row in ours] == agreed


def test_nothing_is_read_at_import() -> None:
    code = "from ingest.identity.divisions import gazetteer; print(gazetteer.cache_info().currsize)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=OURS.parent
    )
    assert done.stdout == "0\n", done.stderr
