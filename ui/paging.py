"""A long list page by page; which page it is stands in the address."""

import streamlit as st

from ui.labels import label
from ui.scope import Params, read_address, write_address


def page_of(wanted: Params, last: int) -> int:
    """The page that the address names, the first where it names another choice; the address is
    made to say both.
    """
    told = read_address()
    asked = next(iter(told.pop("page", [])), "")
    told.pop("lang", None)
    same = told == {name: list(values) for name, values in wanted.items() if values}
    first_visit = not told.keys() & wanted.keys()
    page = int(asked) if asked.isdecimal() and len(asked) < 6 and (same or first_visit) else 1
    page = min(max(page, 1), max(last, 1))
    write_address({**wanted, "page": [str(page)] if page > 1 else []}, bare=True)
    return page


def show_pages(page: int, last: int, language: str) -> None:
    """The pages before and after, where there are any."""
    if last < 2:
        return
    with st.container(horizontal=True, key="paging", vertical_alignment="center", gap="medium"):
        for name, to in (("page_before", page - 1), ("page_after", page + 1)):
            st.button(
                label(language, name), key=name, type="tertiary", disabled=not 1 <= to <= last,
                on_click=_turn_to, args=(to,),
            )  # fmt: skip
        st.caption(label(language, "page_of", page=page, count=last))


def _turn_to(page: int) -> None:
    st.query_params["page"] = str(page)
