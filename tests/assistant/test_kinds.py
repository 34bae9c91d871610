"""Which divisions of county level a word of one kind means."""

import pytest

from assistant.ask import Assistant
from assistant.figures.naming import group_name
from assistant.question.groups import group_of
from assistant.question.kinds import of_kind


@pytest.mark.parametrize(
    ("asked", "kind", "inside", "outside"),
    [
        ("江苏各区里", "市辖区", "江苏省淮安市洪泽区", "江苏省宿迁市泗阳县"),
        ("全国处罚最多的三个区，", "市辖区", "江苏省淮安市洪泽区", "江苏省宿迁市泗阳县"),
        ("江苏哪个县", "县（市）", "江苏省宿迁市泗阳县", "江苏省淮安市洪泽区"),
        ("江苏各县中", "区县", "江苏省淮安市洪泽区", ""),  # said of all below a city
        ("全国县级市中", "县级市", "江苏省盐城市东台市", "江苏省宿迁市泗阳县"),
        ("江苏各县(市、区)中", "区县", "江苏省淮安市洪泽区", ""),
        ("江苏各区县", "区县", "江苏省宿迁市泗阳县", ""),
    ],
)
def test_a_kind_of_county_is_of_that_kind_alone(
    samples: Assistant, asked: str, kind: str, inside: str, outside: str
) -> None:
    group = group_of(samples._read(f"2024年{asked}申请最多的是哪个"))
    assert group and group_name("zh-Hans", group).endswith(kind)
    assert of_kind(inside, group.sign)
    assert not outside or not of_kind(outside, group.sign)
