"""An answer as HTML, all of it escaped; its evidence stands apart."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer, Row
from assistant.texts import in_script, unit_text
from ui.labels import label
from ui.markup import element, esc, text_element
from ui.reply import Parts, listed, marked_slots, parts_of

# From so many digits on a number is easier to read in groups.
GROUPED = 5
# From so many rows on a bar shows at a glance what a column of numbers doesn't.
BARRED = 3


def answer_html(answer: Answer, language: str) -> str:
    """The answer without its evidence: status, number, sentences, readings, rows, what was read."""
    parts = parts_of(answer)
    return element(
        "div", _status(answer, language), _first(answer, parts), _readings(answer),
        _rows(answer, language),
        _said(parts), _understood(answer, language), css=f"nb-answer nb-{answer.status}",
        lang="en" if answer.query.language == "en" else "zh",
    )  # fmt: skip


def _status(answer: Answer, language: str) -> str:
    if answer.status == "answered":
        return ""
    known = answer.status in ("ambiguous", "out_of_scope")
    name = f"status_{answer.status}" if known else f"reason_{answer.reason}"
    return text_element("p", label(language, name), css="nb-status")


def _first(answer: Answer, parts: Parts) -> str:
    number = ""
    if answer.value:
        value, unit = answer.value
        spoken = unit_text(answer.query.language, unit).strip()
        number = element("p", esc(grouped(value)), text_element("span", spoken), css="nb-number")
    told = not answer.formula or answer.formula in parts.lead
    formula = "" if told else text_element("p", answer.formula, css="nb-formula")
    return number + formula + text_element("p", parts.lead, css="nb-lead")


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
    heads = ["row", *(["publisher"] * bodies), *(["year"] * years), "value"]
    most = _longest_bar(rows) if answer.kind == "table" else Decimal(0)
    head = element("tr", *(text_element("th", label(language, h), scope="col") for h in heads))
    made = []
    for row in rows:
        asked = answer.query.language
        name = esc(in_script(asked, row.label))
        if row.formula and row.formula != answer.formula:
            name += text_element("small", row.formula)
        cells = [element("th", name, scope="row")]
        cells += [text_element("td", row.report.publisher)] * bodies
        cells += [text_element("td", row.report.year or "")] * years
        cells.append(_row_value(row.value, row.state, unit_text(asked, row.unit), language))
        cells += [_bar(row.value, most)] if most else []
        made.append(element("tr", *cells, css="nb-computed" if row.state == "computed" else ""))
    return element("div", element("table", head, *made, css="nb-rows"), css="nb-scroll")


def _longest_bar(rows: Sequence[Row]) -> Decimal:
    """What the longest bar stands for; 0 where bars would say nothing or mislead."""
    values = [Decimal(r.value) for r in rows if r.value]
    same = len({r.unit for r in rows}) == 1
    if len(values) < BARRED or not same or min(values) < 0:
        return Decimal(0)
    return max(values)


def _bar(value: str, most: Decimal) -> str:
    """A bar beside the number; the number is what counts, so readers of screens pass it over."""
    part = int(Decimal(value or 0) * 100 / most)
    return f'<td class="nb-bar" aria-hidden="true"><i style="width:{part}%"></i></td>'


def _row_value(value: str, state: str, unit: str, language: str) -> str:
    """The value with its unit; a blank is said to be blank and is never a zero."""
    if value:
        return element("td", esc(grouped(value)), text_element("span", unit), css="nb-value")
    words = label(language, "blank") if state == "blank" else "—"
    return text_element("td", words, css="nb-value nb-nothing")


def _said(parts: Parts) -> str:
    made = [text_element("p", line) for line in parts.lines]
    if parts.rest:
        made.append(text_element("p", parts.rest, css="nb-rest"))
    made += [text_element("p", note, css="nb-note") for note in parts.notes]
    return "".join(made)


def _understood(answer: Answer, language: str) -> str:
    """The question as it was read, what was kept from before, what was left aside."""
    said = [in_script(answer.query.language, answer.sentence)] if answer.sentence else []
    if not answer.query.bodies and not answer.query.items:
        return ""
    if slots := marked_slots(answer.query.inherited):
        names = "、".join(label(language, f"slot_{slot}") for slot in slots)
        said.append(
            label(
                language,
                "inherited",
                slots=names if language == "zh" else names.replace("、", ", "),
            )
        )
    if answer.query.unread:
        said.append(label(language, "unread", words=" ".join(answer.query.unread)))
    title = text_element("span", label(language, "understood"))
    return element(
        "p", title, " ", "".join(text_element("span", s) for s in said), css="nb-understood"
    )
