"""Rollup of cohorts: rows of subjects added up, once those no longer heard of are closed."""

import sqlite3
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from lianes.domain.territory import Level

Touched = Mapping[Level, npt.NDArray[np.int64]]
"""Entities to write again, by level."""

SUBJECT_TABLES = {Level.NETWORK: "network", Level.PROJECT: "project"}
"""Who reports figures, and the table that gives their seat."""

# A network that is late or closed is no longer heard of: the people it still followed are
# censored at its last month received, or nobody would seem to have left it since.
_CLOSED_COHORTS = """
WITH silent AS (
  SELECT subject_id, max(month) AS last FROM expected_report
  WHERE subject_level = :level AND received_on IS NOT NULL GROUP BY subject_id
  HAVING last < (SELECT max(month) FROM expected_report WHERE subject_level = :level)
),
known AS (
  SELECT c.*, s.last FROM cohort_observation c LEFT JOIN silent s ON s.subject_id = c.subject_id
  WHERE c.subject_level = :level AND (s.last IS NULL OR c.start_month + c.age <= s.last)
)
SELECT subject_id, measure_id, public_id, start_month, age, event, value FROM known
UNION ALL
SELECT subject_id, measure_id, public_id, start_month, last - start_month, 'censored',
       sum(CASE event WHEN 'start' THEN value ELSE -value END) AS remaining
FROM known WHERE last IS NOT NULL
GROUP BY subject_id, measure_id, public_id, start_month HAVING remaining > 0
"""


def write_cohorts(connection: sqlite3.Connection, subjects: Level, touched: Touched | None) -> int:
    """Add up cohort rows for each level, after closing those of subjects no longer heard of."""
    table = SUBJECT_TABLES[subjects]
    links = (
        "SELECT n.id AS subject_id, l.parent_level AS level, l.parent_id AS entity_id "
        f"FROM {table} n JOIN territory_link l ON l.child_id = n.seat_id "
        f"UNION ALL SELECT id, 5, seat_id FROM {table} "
        f"UNION ALL SELECT id, {subjects:d}, id FROM {table}"
    )
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS rolled (level, entity_id)")
    connection.execute("DELETE FROM rolled")
    if touched is not None:
        keys = [(int(level), int(e)) for level, ids in touched.items() for e in ids]
        connection.executemany("INSERT INTO rolled VALUES (?, ?)", keys)
    wanted = "" if touched is None else "WHERE (k.level, k.entity_id) IN (SELECT * FROM rolled)"
    cursor = connection.execute(
        "INSERT INTO cohort_rollup SELECT k.level, c.public_id, c.measure_id, k.entity_id, "
        f"c.start_month, c.age, c.event, sum(c.value) FROM ({_CLOSED_COHORTS}) c "
        f"JOIN ({links}) k ON k.subject_id = c.subject_id {wanted} "
        "GROUP BY 1, 2, 3, 4, 5, 6, 7",
        {"level": int(subjects)},
    )
    return cursor.rowcount
