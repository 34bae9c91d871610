"""Every way a person may name a body in a question, and no way that means another."""

import itertools

import pytest

from ingest.identity.divisions import gazetteer
from ingest.identity.publishers import names_of
from ingest.identity.wording import words


@pytest.mark.parametrize(
    ("name", "scope", "division", "ways"),
    [
        (
            "武汉市江夏区人民政府",
            "region",
            "湖北省武汉市江夏区",
            "江夏区人民政府 武汉市江夏区政府 江夏区政府 武汉市江夏区 武汉江夏区 江夏区 "
            "武汉江夏 江夏 湖北省武汉市江夏区",
        ),
        (
            "宿迁市人民政府",
            "region",
            "江苏省宿迁市",
            "宿迁市政府 宿迁市 宿迁 江苏省宿迁市 江苏宿迁",
        ),
        ("上海市黄浦区人民政府", "region", "上海市黄浦区", "黄浦区 黄浦 上海黄浦区 上海黄浦"),
        (
            "恩施土家族苗族自治州人民政府",
            "region",
            "湖北省恩施土家族苗族自治州",
            "恩施州 恩施 恩施州政府 湖北恩施",
        ),
        (
            "上海市人民政府办公厅",
            "office",
            "上海市",
            "上海市政府办公厅 上海市政府办 上海办公厅 上海政府办公厅 上海市本级",
        ),
        (
            "武汉市江岸区教育局",
            "department",
            "湖北省武汉市江岸区",
            "江岸区教育局 江岸教育局 武汉江岸区教育局",
        ),
        (
            "武汉市江夏区住房和城乡建设局",
            "department",
            "湖北省武汉市江夏区",
            "江夏区住建局 江夏住建局",
        ),
        (
            "武汉市市场监督管理局",
            "department",
            "湖北省武汉市",
            "武汉市市监局 武汉市场监管局 武汉市监局",
        ),
        ("武汉市自然资源和规划局", "department", "湖北省武汉市", "武汉自规局 武汉市资规局"),
        ("湖北省发展和改革委员会", "department", "湖北省", "湖北省发改委 湖北发改委"),
        ("湖北省生态环境厅", "department", "湖北省", "湖北环保厅 湖北生态环境厅"),
        ("武汉市卫生健康委员会", "department", "湖北省武汉市", "武汉卫健委 武汉市卫生健康委"),
        ("国家发展和改革委员会", "ministry", "", "国家发改委"),
        (
            "上海市黄浦区打浦桥街道办事处",
            "town",
            "上海市黄浦区打浦桥街道",
            "打浦桥街道 打浦桥街道办 黄浦区打浦桥街道 黄浦打浦桥街道",
        ),
        ("朝阳区人民政府", "region", "", "朝阳区人民政府"),  # undecided: only as printed
    ],
)
def test_ways_to_name_a_body(name: str, scope: str, division: str, ways: str) -> None:
    names = names_of(name, scope, division)
    assert names[0] == name and not set(ways.split()) - set(names)


def test_no_body_of_one_place_is_called_like_another() -> None:
    place = "湖北省武汉市江夏区"
    bodies = [
        ("武汉市江夏区人民政府", "region"),
        ("武汉市江夏区人民政府办公室", "office"),
        ("武汉市江夏区教育局", "department"),
        ("武汉市江夏区住房和城乡建设局", "department"),
    ]
    for one, other in itertools.combinations(bodies, 2):
        assert not set(names_of(*one, place)) & set(names_of(*other, place))


def test_an_office_is_not_called_by_the_start_of_a_question() -> None:
    # 江夏办结了多少件 asks about the region.
    assert "江夏办" not in names_of("武汉市江夏区人民政府办公室", "office", "湖北省武汉市江夏区")


def test_every_wordlike_short_name_is_a_place() -> None:
    known = [word for word in words()["wordlike"] if gazetteer().known(word)]
    assert known == words()["wordlike"]


def test_every_stem_written_out_is_known() -> None:
    stems = words()["stems"]
    for short, stem in words()["written_out"].items():
        assert short in stems[stem]
