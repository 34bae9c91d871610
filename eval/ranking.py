"""Rankings judged by the measures of trec_eval, through ir_measures."""

from collections.abc import Mapping, Sequence

from ir_measures import RR, R, iter_calc, nDCG

MEASURES = (nDCG @ 10, RR @ 10, R @ 3)
Grades = Mapping[str, int]


def judged(grades: Sequence[Grades], rankings: Sequence[Sequence[str]]) -> dict[str, list[float]]:
    """By measure the value of every question: its graded places, and the places found, in order."""
    qrels = {str(n): dict(of) for n, of in enumerate(grades)}
    run = {
        str(n): {name: float(-rank) for rank, name in enumerate(found)}
        for n, found in enumerate(rankings)
    }
    values = {str(measure): [0.0] * len(grades) for measure in MEASURES}
    for one in iter_calc(MEASURES, qrels, run):
        values[str(one.measure)][int(one.query_id)] = float(one.value)
    return values
