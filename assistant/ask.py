"""The one function that joins them: a question, what is loaded, and the turns before → an answer."""

import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Evidence, Reading, link_to, row_of, with_evidence
from assistant.checking import answer_check
from assistant.comparisons import answer_change, answer_series
from assistant.conversation import Conversation, carry
from assistant.coverage import answer_about, answer_loaded
from assistant.definitions import answer_definition
from assistant.lookup import Quantity, Sheet, name_of, rates, readings_of
from assistant.passages import answer_passage
from assistant.places import Catalogue
from assistant.quantities import (
    Asked, answer_largest, answer_nothing, answer_parts, answer_rate, answer_readings,
    answer_share, answer_value, applicants_of, base_of, columns_of, parts_of, with_audit,
)  # fmt: skip
from assistant.query import Query, read_query
from assistant.resolve import Resolved, resolve
from assistant.retrieve import Retriever
from assistant.stated import answer_stated, core, not_stated, processing_fee, stated_row
from assistant.suggestions import suggest
from assistant.texts import names_joined, say
from ingest import forms
from ingest.amounts import plain
from ingest.database import Database
from ingest.settings import Settings

HARMLESS = ("proactive", "requests", "overview")
LONGEST = 500


class Assistant:
    """Answers questions about the reports of one home."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        self.retriever = Retriever(database, settings)
        self.catalogue = Catalogue(database.reports())

    def refresh(self) -> None:
        """Look again at what is loaded."""
        self.catalogue = Catalogue(self.database.reports())

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer one question, by itself or within a conversation."""
        began = time.perf_counter()
        query = read_query(question[:LONGEST], self.catalogue, self.settings.today)
        if conversation is not None:
            query = carry(query, conversation)
        answer = self._answer(query, conversation)
        answer = replace(answer, query=replace(answer.query, text=question))
        answer = replace(
            answer, sentence=understood(answer.query), ms=(time.perf_counter() - began) * 1000,
            suggestions=answer.suggestions or suggest(answer, self.catalogue),
        )  # fmt: skip
        if conversation is not None:
            conversation.remember(answer)
        return answer

    def _answer(self, query: Query, conversation: Conversation | None) -> Answer:
        if not query.plain:
            return Answer(query, "not_found", say(query.language, "not_understood_empty"), reason="not_understood")
        if query.about in ("loaded", "count", "updated"):
            unloaded = next((m for m in query.mentions if not m.bodies), None)
            if not unloaded:
                return answer_loaded(query, self.catalogue)
        if query.out_of_scope:
            return _out_of_scope(query)
        if definition := answer_definition(query):
            return definition
        resolved = resolve(query, self.catalogue)
        if isinstance(resolved, Answer):
            return resolved
        every = [Asked(resolved.query, Sheet(r, self.database)) for r in resolved.reports]
        answer = self._answer_of(every, conversation)
        return _with_notes(answer, resolved)

    def _answer_of(self, every: Sequence[Asked], conversation: Conversation | None) -> Answer:
        query, asked = every[0].query, every[0]
        if query.about:
            return answer_about(query, asked.sheet.report, self.database)
        if query.operation == "source" and conversation and conversation.turns and not query.items:
            return _source(asked, conversation.turns[-1])
        if query.operation == "source" and query.items:
            return _source(asked, self._figures([asked]))
        if query.absent:
            return answer_stated(asked) or _absent(asked)
        if query.why and query.direction or query.direction and not query.operation:
            return self._direction(every)
        if query.operation == "check":
            return answer_check(asked)
        if query.operation == "rank":
            return _not_understood(query, [query.plain])
        if query.items and not self._asks_prose(query):
            return self._figures_or_stated(every)
        return self._prose(asked)

    def _asks_prose(self, query: Query) -> bool:
        """A question for what is said, with no number asked for."""
        told = bool([t for t in query.topics if t not in HARMLESS]) or query.narrative
        figures = query.counting or query.operation or any(i in rates() for i in query.items)
        return told and not figures and "多少" not in query.plain

    def _figures_or_stated(self, every: Sequence[Asked]) -> Answer:
        asked, query = every[0], every[0].query
        left = [w for w in query.unread if not w.isdigit()]
        left += [t.text for t in query.tokens if _matters(t.code("topic"), t.meanings)]
        if left:
            stated = answer_stated(asked)
            return stated or _not_understood(query, left)
        return self._figures(every)

    def _figures(self, every: Sequence[Asked]) -> Answer:
        asked, query = every[0], every[0].query
        breakdown = query.breakdowns[0] if query.breakdowns else ""
        if query.premises and (corrected := _premise(asked)):
            return corrected
        if len(every) > 1:
            return _over_reports(every, breakdown)
        if query.operation in ("growth", "difference", "trend"):
            return _over_time(asked, breakdown)
        if len(query.breakdowns) > 1 and len(query.items) == 1:
            quantities = [asked.sheet.quantity(query.items[0], b) for b in query.breakdowns]
            return answer_parts(asked, quantities, name_of(query.items[0], query.language))
        if len(query.items) > 1:
            return _several(asked, breakdown)
        return _single(asked, query.items[0], breakdown)

    def _direction(self, every: Sequence[Asked]) -> Answer:
        """为什么下降: only what two reports show, and only the reasons that one gives."""
        asked, query = every[0], every[0].query
        items = query.items or ("requests_new",)
        changed = replace(query, items=items, operation="growth")
        answer = _over_time(Asked(changed, asked.sheet), query.breakdowns[0] if query.breakdowns else "")
        if answer.status == "answered" and query.why:
            answer = replace(answer, text=f"{answer.text}{'' if query.language != 'en' else ' '}{asked.say('no_reason')}")
        return answer

    def _prose(self, asked: Asked) -> Answer:
        query = asked.query
        counting = query.counting or "多少" in query.plain or query.operation in ("parts", "largest")
        narrative = query.narrative or query.why or (query.topics and not counting)
        if not narrative or counting:
            if stated := answer_stated(asked):
                return stated
            if counting and query.topics:
                return self._talked_around(asked)
        if query.operation in ("results", "applicants", "reasons") and not query.topics:
            return _single(asked, "requests_new" if query.operation == "applicants" else "results_total", "")
        if not query.topics and not narrative and not core(asked):
            return _overview(asked)
        if not counting and (passage := answer_passage(asked, self.retriever)):
            return passage
        if stated := answer_stated(asked):
            return stated
        if query.narrative or query.topics or query.mention_of:
            return not_stated(asked, core(asked) or query.text)
        left = list(query.unread) or [query.plain]
        return _not_understood(query, left)

    def _talked_around(self, asked: Asked) -> Answer:
        """The report speaks of it without the number: say so, and show where."""
        query = asked.query
        answer = not_stated(asked, core(asked) or query.text, mentioned=False)
        passage = answer_passage(asked, self.retriever)
        if passage and passage.status == "answered":
            answer = not_stated(asked, core(asked) or query.text, mentioned=True)
            return with_evidence(answer, passage.evidence)
        return answer


def _matters(topic: str, meanings: Sequence[object]) -> bool:
    return bool(topic) and topic not in HARMLESS and len(meanings) == 1


def _single(asked: Asked, code: str, breakdown: str) -> Answer:
    """One code of one report, by the operation asked for."""
    sheet, operation = asked.sheet, asked.query.operation
    if readings_of(code):
        return _with_fees(asked, code, breakdown)
    if code in ("rules", "normative"):
        return answer_parts(asked, columns_of(sheet, code), name_of(f"{code}_issued", asked.language)[:-6])
    if operation in ("results", "reasons", "parts", "largest"):
        return _parts(asked, code, breakdown)
    if operation == "applicants" and _in_table_three(code):
        return answer_parts(asked, applicants_of(sheet, code), name_of(code, asked.language))
    if code in rates():
        return answer_rate(asked, code, breakdown)
    if operation == "share":
        return answer_share(asked, code, breakdown, base_of(code, breakdown, ()))
    return answer_value(asked, sheet.quantity(code, breakdown))


def _parts(asked: Asked, code: str, breakdown: str) -> Answer:
    sheet = asked.sheet
    if code in rates():
        code = rates()[code].parts[0]
    indicator = forms.indicators().get(code)
    if indicator and indicator.table == "4":
        code = f"{indicator.row_code}_total"
    parts = parts_of(sheet, code, breakdown)
    if asked.query.operation == "parts" and code == "requests_new":
        parts = applicants_of(sheet, code)
    if not parts and _in_table_three(code):
        parts = applicants_of(sheet, code)
    if not parts:
        return answer_value(asked, sheet.quantity(code, breakdown))
    label = name_of(code, asked.language)
    if breakdown not in ("", "total"):
        label = f"{forms.breakdowns()[breakdown].label}·{label}"
    if asked.query.operation == "largest":
        return answer_largest(asked, parts, label)
    return answer_parts(asked, parts, label)


def _in_table_three(code: str) -> bool:
    return code in forms.indicators() and forms.indicators()[code].table == "3"


def _with_fees(asked: Asked, code: str, breakdown: str) -> Answer:
    fee = processing_fee(asked) if code == "fees" else None
    if fee is None:
        return answer_readings(asked, code, breakdown)
    row = replace(stated_row(asked, fee), label=name_of("processing_fee", asked.language))
    answer = answer_readings(asked, code, breakdown, [row])
    return with_evidence(answer, [Evidence(asked.sheet.report, fee.where, fee.quote)])


def _several(asked: Asked, breakdown: str) -> Answer:
    """Several codes: their sum, a share of one in the other, or side by side."""
    query = asked.query
    codes = query.items
    if query.operation == "share" and len(codes) == 2 and not any(c in rates() for c in codes):
        return answer_share(asked, *_share_pair(asked, codes, breakdown))
    rate = next((c for c in codes if c in rates()), "")
    bases = [c for c in codes if c != rate]
    if rate and len(bases) == 1 and _in_table_three(bases[0]) and bases[0] in ("requests_new", "results_total"):
        return answer_rate(asked, rate, breakdown, bases)
    quantities = [asked.sheet.quantity(c, breakdown) for c in codes]
    if query.operation == "sum" or (query.operation == "" and "一共" in query.plain and len(codes) > 1):
        if len({q.unit for q in quantities}) == 1:
            names = names_joined(query.language, [asked.label(q) for q in quantities])
            return _added(asked, quantities, names)
    names = names_joined(query.language, [asked.label(q) for q in quantities])
    return answer_parts(asked, quantities, names)


def _share_pair(
    asked: Asked, codes: Sequence[str], breakdown: str
) -> tuple[str, str, tuple[str, str]]:
    """Part and base: what stands behind 占 is the base."""
    text = asked.query.plain
    first, second = codes
    positions = {t.code(k): t.start for t in asked.query.tokens for k in ("row3", "row4", "row2") if t.code(k)}
    after = text.find("占")
    for code in codes:
        at = positions.get(code, -1)
        if after >= 0 and at > after:
            part = second if code == first else first
            return part, breakdown, (code, breakdown)
    return first, breakdown, (second, breakdown)


def _added(asked: Asked, quantities: Sequence[Quantity], names: str) -> Answer:
    missing = next((q for q in quantities if q.value is None), None)
    if missing:
        return answer_nothing(asked, missing)
    total = sum((q.value or Decimal(0) for q in quantities), Decimal(0))
    formula = " + ".join(plain(q.value or Decimal(0)) for q in quantities)
    whole = Quantity("", "", total, quantities[0].unit, "", formula, operands=tuple(quantities))
    text = asked.say("sum_of", label=names, value=plain(total), unit=quantities[0].unit, formula=formula)
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    total_row = replace(row_of(asked.sheet.report, whole, asked.language), label=names)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(total), quantities[0].unit),
        rows=(total_row, *rows), formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, list(quantities))


def _over_reports(every: Sequence[Asked], breakdown: str) -> Answer:
    query = every[0].query
    code = query.items[0]
    if len(query.items) > 1 or readings_of(code) or code in ("rules", "normative"):
        return _not_understood(query, [query.plain])
    carried = _carried_over(every)
    if carried:
        return carried
    if len(every) == 2 and query.operation in ("growth", "difference"):
        return answer_change(every[0], every[1], code, breakdown)
    return answer_series(every, code, breakdown, query.operation)


def _carried_over(every: Sequence[Asked]) -> Answer | None:
    """X年结转到X+1年 is row four of X and row two of X+1: both are shown."""
    if every[0].query.items != ("requests_carried_out",) or len(every) != 2:
        return None
    first, last = sorted(every, key=lambda a: a.sheet.report.year or 0)
    if first.sheet.report.publisher != last.sheet.report.publisher:
        return None
    answer = answer_value(first, first.sheet.quantity("requests_carried_out"))
    other = answer_value(last, last.sheet.quantity("requests_carried_in"))
    return replace(
        with_evidence(answer, other.evidence), text=f"{answer.text}{other.text}", rows=(*answer.rows, *other.rows)
    )


def _over_time(asked: Asked, breakdown: str) -> Answer:
    """Against the year before; a trend over every loaded year."""
    query = asked.query
    body = query.bodies[0]
    code = query.items[0]
    year = asked.sheet.report.year or 0
    if query.operation == "trend" or (query.operation == "growth" and query.period):
        reports = sorted(body.reports, key=lambda r: r.year or 0)
        if len(reports) > 1:
            sheets = [Asked(query, Sheet(r, asked.sheet.database)) for r in reports]
            return answer_series(sheets, code, breakdown, "trend")
    before = body.report(year - 1)
    if before is None:
        text = say(
            query.language, "no_other_year", body=body.publisher,
            years=names_joined(query.language, [str(y) for y in sorted(body.years)]),
        )  # fmt: skip
        shown = answer_value(asked, asked.sheet.quantity(code, breakdown)) if code not in rates() else (
            answer_rate(asked, code, breakdown)
        )  # fmt: skip
        return replace(
            shown, status="not_found", kind=None, reason="not_loaded", value=None,
            text=f"{text}{' ' if query.language == 'en' else ''}{shown.text}", readings=(),
        )  # fmt: skip
    other = Asked(query, Sheet(before, asked.sheet.database))
    return answer_change(other, asked, code, breakdown)


def _premise(asked: Asked) -> Answer | None:
    """A number that the question takes for granted and that no cell it names holds."""
    query = asked.query
    sheet = asked.sheet
    codes = [c for c in query.items if c not in rates() and not readings_of(c) and c not in ("rules", "normative")]
    named = [(c, b) for c in codes for b in (*query.breakdowns, "")]
    named += [(c, b) for c in ("requests_new", "results_total") for b in (*query.breakdowns, "")]
    values = {sheet.quantity(c, b).value for c, b in named}
    stated = {s.value for s in sheet.stated}
    wrong = [p for p in query.premises if p not in values and p not in stated]
    confirmed = query.operation == "confirm" or "吗" in query.plain[-3:]
    if wrong and codes:
        breakdown = query.breakdowns[0] if query.breakdowns else ""
        quantity = sheet.quantity(codes[0], breakdown)
        said = plain(wrong[0])
        return _corrected(asked, quantity, said)
    if confirmed and codes and not wrong and len(codes) == 1 and query.operation == "confirm":
        breakdown = query.breakdowns[0] if query.breakdowns else ""
        answer = answer_value(asked, sheet.quantity(codes[0], breakdown))
        matches = sheet.quantity(codes[0], breakdown).value in query.premises
        if not matches:
            return _corrected(asked, sheet.quantity(codes[0], breakdown), plain(query.premises[0]))
        return replace(answer, text=say(query.language, "premise_yes") + answer.text)
    return None


def _corrected(asked: Asked, quantity: Quantity, said: str) -> Answer:
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    answer = answer_value(asked, quantity)
    lead = asked.say(
        "premise", said=said + quantity.unit, label=asked.label(quantity), value=plain(quantity.value), unit=quantity.unit
    )
    return replace(answer, text=f"{lead}{' ' if asked.language == 'en' else ''}{answer.text}")


def _source(asked: Asked, before: Answer) -> Answer:
    """Which cells the number of the turn before came from."""
    if not before.rows:
        return replace(before, query=asked.query, suggestions=())
    cells = {f.where: f for f in asked.sheet.figures}
    parts = []
    for row in (r for r in before.rows if r.where in cells):
        figure = cells[row.where]
        column = f"“{figure.column}”一栏" if figure.column else ""
        if asked.language == "en":
            column = f", column “{figure.column}”" if figure.column else ""
        table = {"2": "表二", "3": "表三", "4": "表四", "annex": "附表"}[figure.table]
        parts.append(asked.say("source", table=table, row=figure.row, column=column, raw=figure.raw or "—"))
    quotes = [f"{e.quote}（{e.where}）" for e in before.evidence]
    text = "".join(parts) or "".join(quotes)
    if before.formula:
        text += f"{before.formula}"
    return replace(before, query=asked.query, text=text, kind=before.kind, suggestions=(), ms=0)


def _absent(asked: Asked) -> Answer:
    """What no form has and the text doesn't give."""
    query = asked.query
    if query.absent == "投诉举报件数" and any(
        "投诉" in c.heading for c in asked.sheet.database.chunks(asked.sheet.report)
    ):
        return Answer(query, "not_found", asked.say("complaints"), reason="not_stated")
    reason = "not_stated" if query.absent in ("案号和当事人", "投诉举报件数", "主动公开率", "群众满意度", "网上申请件数") else "not_in_form"
    return Answer(query, "not_found", asked.say("absent", label=query.absent), reason=reason)


def _overview(asked: Asked) -> Answer:
    """A place and a year and little else: the requests at a glance."""
    codes = ("requests_new", "requests_carried_in", "results_total", "requests_carried_out", "granted", "granted_in_part", "refused", "unavailable", "not_processed", "otherwise")  # fmt: skip
    quantities = [asked.sheet.quantity(c) for c in codes]
    filled = [q for q in quantities if q.value is not None]
    if not filled:
        return not_stated(asked, asked.query.text)
    listed = [f"{asked.label(q)}{'' if asked.language != 'en' else ': '}{asked.number(q)}" for q in filled]
    answer = answer_parts(asked, quantities, "")
    joiner = "；" if asked.language != "en" else "; "
    return replace(answer, text=asked.say("overview", list=joiner.join(listed)))


def _out_of_scope(query: Query) -> Answer:
    key = "out_of_scope_blame" if query.out_of_scope == "blame" else "out_of_scope"
    word = next((t.text for t in query.tokens if t.code("out_of_scope")), "")
    text = say(query.language, key, word=word)
    return Answer(query, "out_of_scope", text, reason="out_of_scope")


def _not_understood(query: Query, words: Sequence[str]) -> Answer:
    text = say(query.language, "not_understood", words=names_joined(query.language, list(words)))
    return Answer(query, "not_found", text, reason="not_understood")


def _with_notes(answer: Answer, resolved: Resolved) -> Answer:
    """What was assumed, and what the source is, behind the answer."""
    language = answer.query.language
    notes = list(resolved.notes)
    report = resolved.reports[0]
    if answer.status == "answered" and report.scope == "office":
        notes.append(say(language, "office", body=report.publisher))
    if answer.evidence and any(e.report.sample for e in answer.evidence):
        notes.append(say(language, "sample"))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


def understood(query: Query) -> str:
    """The question as understood, in one line."""
    english = query.language == "en"
    parts = [b.publisher for b in query.bodies]
    parts += [str(y) for y in query.years]
    parts += [name_of(i, query.language) for i in query.items]
    for code in query.breakdowns:
        found = forms.breakdowns()[code]
        parts.append(found.name_en if english else found.label)
    parts += [query.operation] if query.operation and english else []
    return " · ".join(parts) or query.text


__all__ = ["Assistant", "Reading", "link_to"]
