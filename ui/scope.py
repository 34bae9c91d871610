"""Which of the loaded bodies a page is about: a place, a level, a few by name; and the address bar
that says so. What an address names and isn't loaded any more is told, never guessed at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from assistant.question.places import Body, Catalogue
from assistant.texts import SCOPES
from ingest.identity.divisions import gazetteer
from ui.labels import label, scripted

LEVELS = ("province", "prefecture", "county", "department", "office", "town", "ministry")
Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """A place by its code, "" for everywhere, and a level or kind of body, "" for every."""

    place: str = ""
    level: str = ""

    def holds(self, body: Body) -> bool:
        """Whether a body lies there and is of that level or kind."""
        return in_place(body.division_code, self.place) and self.level in ("", kind_of(body))


def kind_of(body: Body) -> str:
    """The level of a body that speaks for a whole area, else what kind of body it is."""
    return body.level if body.scope == "region" else body.scope


def in_place(code: str, place: str) -> bool:
    """Whether a division lies in a province or prefecture, or is it; everything lies in ""."""
    return code.startswith(place[:2] if place.endswith("0000") else place[:4])


def place_name(code: str, language: str) -> str:
    """The name of a province, or of a prefecture behind its province; of "", everywhere."""
    found = gazetteer().by_code(code) if code else None
    return scripted(language, found.path) if found else label(language, "everywhere")


@lru_cache(maxsize=1)
def places_of(catalogue: Catalogue) -> list[str]:
    """The codes of the provinces and prefectures that something is loaded from, in order."""
    codes = {b.division_code for b in catalogue.bodies if b.division_code}
    every = {c[:2] + "0000" for c in codes} | {c[:4] + "00" for c in codes}
    return sorted(code for code in every if gazetteer().by_code(code))


def levels_of(bodies: Iterable[Body]) -> list[str]:
    """The levels and kinds that there are, from the top down."""
    there = {kind_of(b) for b in bodies}
    return [level for level in LEVELS if level in there] + sorted(there - set(LEVELS))


def level_name(level: str, language: str) -> str:
    """A level or kind in words."""
    if level in ("province", "prefecture", "county"):
        return label(language, f"level_{level}")
    return scripted(language, SCOPES.get(level, (level, level))[language == "en"])


def key_of(body: Body, catalogue: Catalogue) -> str:
    """How an address names a body: by its name, with division and scope where two share that."""
    if _named_so(catalogue)[body.publisher] == 1:
        return body.publisher
    return f"{body.publisher}@{body.division_code}@{body.scope}"


@lru_cache(maxsize=1)
def _named_so(catalogue: Catalogue) -> Counter[str]:
    """How many bodies share each name."""
    return Counter(body.publisher for body in catalogue.bodies)


def body_of(key: str, catalogue: Catalogue) -> Body | None:
    """The loaded body that an address names."""
    name, _, rest = key.partition("@")
    code, _, scope = rest.partition("@")
    fits = [b for b in catalogue.named(name) if b.publisher == name]
    fits = fits or [b for b in catalogue.bodies if b.publisher == name]
    fits = [b for b in fits if not code or (b.division_code, b.scope) == (code, scope)]
    return fits[0] if fits else None


def read_address() -> dict[str, list[str]]:
    """Every parameter of the address with its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def arrive(page: str) -> None:
    """What this page wrote into the address holds as long as the visitor stays on it."""
    if st.session_state.get("page") != page:
        st.session_state["page"] = page
        st.session_state.pop("written", None)


def went_back() -> bool:
    """Whether the browser's way back left an address without what this page wrote into it."""
    return bool(st.session_state.get("written")) and not read_address().keys() - {"lang"}


def keyed(name: str) -> str:
    """The key of a widget that says what the address says."""
    return f"{name}{st.session_state.get('returns', '')}"


def write_address(wanted: Params, *, bare: bool = False) -> None:
    """Make the address say this, and keep what it says of the language. Where it was made to say
    so before and says something else now, the browser went back: then the address holds. A bare
    one may stay so until something is chosen.
    """
    told = {name: list(values) for name, values in wanted.items() if values}
    now = {name: values for name, values in read_address().items() if name != "lang"}
    before = st.session_state.get("written")
    st.session_state["written"] = told
    if told == now or (bare and before is None and not now):
        return
    if told == before:
        del st.session_state["written"]
        st.session_state["returns"] = st.session_state.get("returns", 0) + 1
        st.rerun()
    said = {name: values for name, values in read_address().items() if name == "lang"}
    st.query_params.from_dict({**told, **said})  # At once: each change is a step on the way back.


def show_scope(scope: Scope, catalogue: Catalogue, language: str) -> Scope:
    """The two choices of place and level, as widgets; what is chosen now."""
    places = ["", *places_of(catalogue)]
    at = places.index(scope.place) if scope.place in places else 0
    place = st.selectbox(
        label(language, "place"), places, index=at, key=keyed("scope-place"),
        format_func=lambda c: place_name(c, language),
    )  # fmt: skip
    levels = ["", *levels_of(b for b in catalogue.bodies if in_place(b.division_code, place or ""))]
    at = levels.index(scope.level) if scope.level in levels else 0
    level = st.selectbox(
        label(language, "level"), levels, index=at, key=keyed("scope-level"),
        format_func=lambda v: level_name(v, language) if v else label(language, "every_level"),
    )  # fmt: skip
    return Scope(place or "", level or "")
