"""An answer as HTML, all of it escaped; its evidence stands apart."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answer import Answer, Row
from assistant.question.groups import group_of
from assistant.texts import in_script, unit_text
from ui.facts import citation
from ui.labels import found_text, joined, label
from ui.markup import element, esc, text_element
from ui.pages import link_to
from ui.reply import Parts, listed, marked_slots, parts_of, places_of

# From so many digits on a number is easier to read in groups.
GROUPED = 5
# Rows of a table and links of an older turn that are shown.
ROWS, LINKS = 60, 4


def answer_html(answer: Answer, language: str) -> str:
    """The answer without its evidence: status, number, sentences, readings, rows, what was read."""
    return _framed(answer, "".join(_pieces(answer, language)))


def answer_steps(answer: Answer, language: str) -> Iterator[str]:
    """The same part by part, as it is written out: what counts first."""
    shown = ""
    for piece in _pieces(answer, language):
        if piece:
            shown += piece
            yield _framed(answer, shown)


def old_turn_html(answer: Answer, language: str) -> str:
    """The answer with its citations as links, for a turn that others followed."""
    cited = []
    for place in places_of(answer)[:LINKS]:
        title = text_element(
            "a", label(language, "open_old"), href=link_to(place.report, place.wheres[0]),
            target="_blank", rel="noopener",
        )  # fmt: skip
        cited.append(element("li", citation(place.report, language), " ", title))
    listed_ = element("ul", *cited, css="nb-cited") if cited else ""
    return answer_html(answer, language) + listed_


def _framed(answer: Answer, inside: str) -> str:
    spoken = {"en": "en", "zh-Hant": "zh-Hant"}.get(answer.query.language, "zh-Hans")
    return element("div", inside, css=f"nb-answer nb-{answer.status}", lang=spoken)


def _pieces(answer: Answer, language: str) -> Iterator[str]:
    parts = parts_of(answer)
    yield _status(answer, language) + _number(answer)
    yield _lead(answer, parts)
    yield _readings(answer)
    yield _rows(answer, language)
    yield _said(parts)
    yield _findings(answer, parts, language)
    yield _understood(answer, language)


def _status(answer: Answer, language: str) -> str:
    if answer.status == "answered":
        return ""
    known = answer.status in ("ambiguous", "out_of_scope")
    name = f"status_{answer.status}" if known else f"reason_{answer.reason}"
    return text_element("p", label(language, name), css="nb-status")


def _number(answer: Answer) -> str:
    if not answer.value:
        return ""
    value, unit = answer.value
    spoken = unit_text(answer.query.language, unit).strip()
    return element("p", esc(grouped(value)), text_element("span", spoken), css="nb-number")


def _lead(answer: Answer, parts: Parts) -> str:
    told = not answer.formula or answer.formula in parts.lead
    formula = "" if told else text_element("p", answer.formula, css="nb-formula")
    return formula + text_element("p", parts.lead, css="nb-lead")


def grouped(value: str) -> str:
    """1388887 as 1,388,887; what is no plain decimal stays as it is."""
    whole, point, rest = value.partition(".")
    if not whole.lstrip("-").isdigit() or len(whole.lstrip("-")) < GROUPED:
        return value
    return f"{int(whole):,}{point}{rest}"


def _readings(answer: Answer) -> str:
    """Competing meanings side by side, none before another."""
    language = answer.query.language
    cards = []
    for reading in answer.readings:
        shown = "—" if reading.value is None else grouped(reading.value)
        number = element(
            "dd",
            esc(shown),
            text_element("span", unit_text(language, reading.unit).strip()),
            css="nb-number",
        )
        formula = text_element("dd", reading.formula, css="nb-formula") if reading.formula else ""
        cards.append(
            element("div", text_element("dt", in_script(language, reading.label)), number, formula)
        )
    return element("dl", *cards, css="nb-readings") if cards else ""


def _rows(answer: Answer, language: str) -> str:
    rows = listed(answer)
    if not rows:
        return ""
    bodies = len({r.report.publisher for r in rows}) > 1
    years = len({r.report.year for r in rows}) > 1
    named = len({r.label for r in rows}) > 1 or not (bodies or years)
    places = [] if years or named else _places(rows)
    heads = [*(["row"] * named), *(["publisher"] * bodies), *(["year"] * years), "value"]
    made = [text_element("th", label(language, h), scope="col") for h in heads]
    head = element("tr", *([text_element("th", "#", scope="col")] * bool(places)), *made)
    made = []
    for at, row in enumerate(rows[:ROWS]):
        asked = answer.query.language
        name = esc(in_script(asked, row.label))
        if row.formula and row.formula != answer.formula:
            name += text_element("small", row.formula)
        cells = [element("td", name)] * named
        cells += [text_element("td", in_script(asked, row.report.publisher))] * bodies
        cells += [text_element("td", row.report.year or "")] * years
        cells[0] = f'<th scope="row">{cells[0].removeprefix("<td>").removesuffix("</td>")}</th>'
        cells.append(_row_value(row.value, row.state, unit_text(asked, row.unit), language))
        if places:
            cells.insert(0, text_element("td", places[at], css="nb-place-number"))
        made.append(element("tr", *cells, css="nb-computed" if row.state == "computed" else ""))
    name = label(language, "table_behind")
    table = element("table", head, *made, css="nb-rows", aria_label=name)
    box = element("div", table, css="nb-scroll", tabindex="0", role="region", aria_label=name)
    more = label(language, "shown", shown=ROWS, count=len(rows))
    return box + (text_element("p", more, css="nb-note") if len(rows) > ROWS else "")


def _places(rows: Sequence[Row]) -> list[int]:
    """The place of each body where they stand in order; equal numbers share one."""
    values = [Decimal(r.value) for r in rows if r.value]
    ordered = values in (sorted(values), sorted(values, reverse=True))
    if len(rows) <= 2 or len(values) < len(rows) or not ordered:
        return []
    return [values.index(value) + 1 for value in values]


def _row_value(value: str, state: str, unit: str, language: str) -> str:
    """The value with its unit; a blank is said to be blank and is never a zero."""
    if value:
        return element("td", esc(grouped(value)), text_element("span", unit), css="nb-value")
    words = label(language, "blank") if state == "blank" else "—"
    return text_element("td", words, css="nb-value nb-nothing")


def _said(parts: Parts) -> str:
    made = [text_element("p", line) for line in parts.lines]
    if parts.names:
        made.append(element("ul", *(text_element("li", n) for n in parts.names), css="nb-bodies"))
    if parts.rest:
        made.append(text_element("p", parts.rest, css="nb-rest"))
    made += [text_element("p", note, css="nb-note") for note in parts.notes]
    return "".join(made)


def _findings(answer: Answer, parts: Parts, language: str) -> str:
    """What was found about the figures shown, where the text itself doesn't tell it."""
    text = " ".join((parts.lead, parts.rest, *parts.lines))
    told = []
    for report, found in answer.findings:
        said = found_text(found, answer.query.language)
        if said[1:] not in text:
            link = text_element(
                "a", label(language, "open_old"), href=link_to(report, found.where),
                target="_blank", rel="noopener",
            )  # fmt: skip
            told.append(element("li", esc(said), " ", link, css=f"nb-{found.severity}"))
    if not told or answer.kind == "check":
        return ""
    title = text_element("p", label(language, "caveats"), css="nb-head")
    return element("div", title, element("ul", *told[:LINKS]), css="nb-caveats")


def _understood(answer: Answer, language: str) -> str:
    """What was kept from the turns before, and what was left aside."""
    said = []
    if not answer.query.bodies and not answer.query.items:
        return ""
    if slots := marked_slots(answer.query.inherited):
        names = joined(language, [label(language, f"slot_{slot}") for slot in slots])
        said.append(label(language, "inherited", slots=names))
    told = answer.reason == "not_understood" or group_of(answer.query) is not None
    if answer.query.unread and not told:
        said.append(label(language, "unread", words=" ".join(answer.query.unread)))
    return element("p", *(text_element("span", s) for s in said), css="nb-understood") * bool(said)
