"""Networks followed together: who reported each of some months, and what they add up to."""

import sqlite3
from collections.abc import Sequence

from lianes.domain.month import Month, Period
from lianes.store.rows import marks

Monthly = tuple[tuple[int | None, int], ...]
"""Per month: the sum of what was reported, None without any, and how many reported."""


def read_heard(
    connection: sqlite3.Connection, measures: Sequence[int], public: int,
    networks: Sequence[int], months: Sequence[Month],
) -> list[tuple[int, int, int, int]]:  # fmt: skip
    """Return (measure, network, months reported, months expected) among some months."""
    return connection.execute(
        "SELECT measure_id, entity_id, sum(reported > 0), sum(expected > 0) FROM rollup "
        f"WHERE level = 6 AND public_id = ? AND measure_id IN ({marks(measures)}) "
        f"AND entity_id IN ({marks(networks)}) AND month IN ({marks(months)}) GROUP BY 1, 2",
        [public, *measures, *networks, *(month.ordinal for month in months)],
    ).fetchall()


def read_together(
    connection: sqlite3.Connection, measure: int, public: int, networks: Sequence[int],
    period: Period,
) -> Monthly:  # fmt: skip
    """Add up a measure over networks, month by month."""
    found = {
        month: (value, reported)
        for month, value, reported in connection.execute(
            "SELECT month, sum(value), sum(reported > 0) FROM rollup WHERE level = 6 "
            f"AND public_id = ? AND measure_id = ? AND entity_id IN ({marks(networks)}) "
            "AND month BETWEEN ? AND ? GROUP BY month",
            [public, measure, *networks, period.start.ordinal, period.end.ordinal],
        )
    }
    return tuple(found.get(month.ordinal, (None, 0)) for month in period)
