"""Rankings judged by the measures of trec_eval, through ir_measures.

A place that answers has the grade 2, one that only touches the matter 1; recall and rank count
those that answer.
"""

from collections.abc import Mapping, Sequence

from ir_measures import RR, R, iter_calc, nDCG

MEASURES = (nDCG @ 10, RR(rel=2) @ 10, R(rel=2) @ 1, R(rel=2) @ 3)
ANSWERS, TOUCHES = 2, 1
Grades = Mapping[str, int]


def judged(grades: Sequence[Grades], rankings: Sequence[Sequence[str]]) -> dict[str, list[float]]:
    """By measure the value of every question: its graded places, and the places found, in order."""
    qrels = {str(n): dict(of) for n, of in enumerate(grades)}
    run = {
        str(n): {name: float(-rank) for rank, name in enumerate(found)}
        for n, found in enumerate(rankings)
    }
    names = {measure: str(measure).replace("(rel=2)", "") for measure in MEASURES}
    values = {name: [0.0] * len(grades) for name in names.values()}
    for one in iter_calc(MEASURES, qrels, run):
        values[names[one.measure]][int(one.query_id)] = float(one.value)
    return values
