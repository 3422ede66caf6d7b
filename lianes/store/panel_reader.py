"""Networks followed together: who reported each of some months, and what they add up to."""

import sqlite3
from collections.abc import Sequence

from lianes.domain.month import Period
from lianes.store.rows import marks

Monthly = tuple[tuple[int | None, int], ...]
"""Per month: the sum of what was reported, None without any, and how many reported."""


def read_heard(
    connection: sqlite3.Connection, measures: Sequence[int], public: int,
    networks: Sequence[int], period: Period,
) -> list[tuple[int, int, int, int]]:  # fmt: skip
    """Return (measure, network, months reported, months expected) within a period.

    From the totals of its last month less those of the month before it, not from every month.
    """
    return connection.execute(
        "SELECT rollup.measure_id, rollup.entity_id, "
        "rollup.reported_total - coalesce(rollup_before.reported_total, 0), "
        "rollup.expected_total - coalesce(rollup_before.expected_total, 0) "
        "FROM rollup LEFT JOIN rollup rollup_before ON rollup_before.level = rollup.level "
        "AND rollup_before.public_id = rollup.public_id "
        "AND rollup_before.measure_id = rollup.measure_id "
        "AND rollup_before.entity_id = rollup.entity_id AND rollup_before.month = ? "
        f"WHERE rollup.level = 6 AND rollup.public_id = ? AND rollup.month = ? "
        f"AND rollup.measure_id IN ({marks(measures)}) AND rollup.entity_id IN ({marks(networks)})",
        [period.start.ordinal - 1, public, period.end.ordinal, *measures, *networks],
    ).fetchall()


def read_together(
    connection: sqlite3.Connection, measure: int, public: int, level: int,
    entities: Sequence[int], period: Period,
) -> Monthly:  # fmt: skip
    """Add up a measure over entities of a level, month by month."""
    found = {
        month: (value, reported)
        for month, value, reported in connection.execute(
            "SELECT month, sum(value), sum(reported) FROM rollup WHERE level = ? "
            f"AND public_id = ? AND measure_id = ? AND entity_id IN ({marks(entities)}) "
            "AND month BETWEEN ? AND ? GROUP BY month",
            [level, public, measure, *entities, period.start.ordinal, period.end.ordinal],
        )
    }
    return tuple(found.get(month, (None, 0)) for month in
                 range(period.start.ordinal, period.end.ordinal + 1))  # fmt: skip


def less(whole: Monthly, part: Monthly) -> Monthly:
    """Take what some networks of a flow reported away from what all of them did."""
    return tuple(
        ((total or 0) - (taken or 0) if all_ > some else None, all_ - some)
        for (total, all_), (taken, some) in zip(whole, part, strict=True)
    )
