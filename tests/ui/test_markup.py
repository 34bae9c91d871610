"""What comes from reports and questions is text, whatever it looks like."""

import pytest

from ui.markup import esc, link_to_source, marked, plain_label, text_element


def test_text_never_becomes_markup() -> None:
    made = text_element("p", '<img src=x onerror="alert(1)">', title='"><script>')
    assert "<img" not in made and "<script" not in made
    assert esc("5 < 6 & 7") == "5 &lt; 6 &amp; 7"


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("http://www.hongze.gov.cn/a.html", True),
        ("https://example.gov.cn/?a=1&b=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<b>", False),
        ('http://a.cn/" onclick="alert(1)', False),
        ("samples/jiangxia-2021.md", False),
    ],
)
def test_only_web_addresses_become_links(address: str, is_link: bool) -> None:
    made = link_to_source(address)
    assert made.startswith("<a ") == is_link
    assert ("noopener" in made) == is_link
    assert '" onclick' not in made


def test_a_label_of_streamlit_shows_its_marks() -> None:
    assert plain_label("![x](http://a.cn)\n**b**") == r"\!\[x\]\(http\:\/\/a\.cn\) \*\*b\*\*"
    assert plain_label("江夏区2021年新收多少件？") == "江夏区2021年新收多少件？"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("二是目录不全。", "一是被动。<mark>二是目录不全。</mark>三是太晚。"),
        ("一是被动。三是太晚。", "<mark>一是被动。</mark>二是目录不全。<mark>三是太晚。</mark>"),
        ("不在其中。", "一是被动。二是目录不全。三是太晚。"),
        ("", "一是被动。二是目录不全。三是太晚。"),
    ],
)
def test_the_quoted_sentences_are_marked(quote: str, shown: str) -> None:
    assert marked("一是被动。二是目录不全。三是太晚。", quote) == shown
