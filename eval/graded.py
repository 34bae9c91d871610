"""Searches within a report, judged by grade: what answers, and what only touches the matter."""

from collections.abc import Sequence

from assistant.ask import Assistant
from assistant.narrative.passages import asked_text
from assistant.question.reading import read_query
from eval.golden import Place, Sample, written_samples
from eval.printed import printed_cells
from eval.ranking import MEASURES, Grades, judged
from eval.run import opened
from eval.scores import Measured, measured_run, proportion
from eval.suites import Options
from ingest.report import Report

ANSWERS, TOUCHES = 2, 1


def measure(suite: str, options: Options) -> Measured:
    """The golden questions about passages, each searched for in its report; several passages may
    answer one, others only touch its matter.
    """
    samples = [s for s in written_samples(printed_cells()) if s.kind == "passages"]
    with opened(options.home) as assistant:
        every = [searched(assistant, sample) for sample in samples]
    values = judged([worth for worth, _ in every], [found for _, found in every])
    of = {str(measure): values[str(measure)] for measure in MEASURES}
    measures = [proportion(f"graded {name}", sum(v), len(v)) for name, v in of.items()]
    return Measured(measured_run(suite, len(samples), measures=measures), [])


def searched(assistant: Assistant, sample: Sample) -> tuple[Grades, Sequence[str]]:
    """What each passage of the report is worth to the question, and those found, in order."""
    report = _report(assistant, sample.evidence[0])
    worth: dict[str, int] = {}
    for chunk in assistant.database.chunks(report):
        for grade, places in ((TOUCHES, sample.near), (ANSWERS, sample.evidence)):
            if any(place.words in chunk.text for place in places):
                worth[chunk.text] = grade
    read = read_query(sample.question, assistant.catalogue, assistant.settings.today)
    hits = assistant.retriever.search(asked_text(read), [report], k=10)
    return worth, [hit.chunk.text for hit in hits]


def _report(assistant: Assistant, place: Place) -> Report:
    every = assistant.database.reports(counted=False)
    return next(r for r in every if (r.publisher, r.year) == (place.publisher, place.year))
