"""The cells of some indicators over many reports, from one reading of the store."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from ingest.figures import Figure
from ingest.store.database import Database
from ingest.store.rows import FIGURE, figure_of
from ingest.store.schema import figures, reports


def cells_in(
    database: Database,
    years: Sequence[int],
    indicators: Sequence[str],
    breakdowns: Collection[str],
) -> dict[str, list[Figure]]:
    """The cells of these indicators and breakdowns in every current report of the years, by
    document.
    """
    wanted = (
        sa.select(reports.c.document, *FIGURE).join(reports, reports.c.number == figures.c.report)
        .where(
            reports.c.year.in_(list(years)), reports.c.current,
            figures.c.indicator.in_(list(indicators)),
            figures.c.breakdown.in_(list(breakdowns)),
        )
    )  # fmt: skip
    found: dict[str, list[Figure]] = {}
    for row in database.rows(wanted):
        found.setdefault(row[0], []).append(figure_of(row[1:]))
    return found
