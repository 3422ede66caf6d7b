"""Rollup of cohorts: rows of networks added up, once those no longer heard of are closed."""

import sqlite3
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from lianes.domain.territory import Level

Touched = Mapping[Level, npt.NDArray[np.int64]]
"""Entities to write again, by level."""

# A network that is late or closed is no longer heard of: the people it still followed are
# censored at its last month received, or nobody would seem to have left it since.
_CLOSED_COHORTS = """
WITH silent AS (
  SELECT subject_id, max(month) AS last FROM expected_report
  WHERE subject_level = 6 AND received_on IS NOT NULL GROUP BY subject_id
  HAVING last < (SELECT max(month) FROM expected_report WHERE subject_level = 6)
),
known AS (
  SELECT c.*, s.last FROM cohort_observation c LEFT JOIN silent s ON s.subject_id = c.subject_id
  WHERE c.subject_level = 6 AND (s.last IS NULL OR c.start_month + c.age <= s.last)
)
SELECT subject_id, measure_id, public_id, start_month, age, event, value FROM known
UNION ALL
SELECT subject_id, measure_id, public_id, start_month, last - start_month, 'censored',
       sum(CASE event WHEN 'start' THEN value ELSE -value END) AS remaining
FROM known WHERE last IS NOT NULL
GROUP BY subject_id, measure_id, public_id, start_month HAVING remaining > 0
"""


def write_cohorts(connection: sqlite3.Connection, touched: Touched | None) -> int:
    """Add up cohort rows for each level, after closing those of networks no longer heard of."""
    links = (
        "SELECT n.id AS network_id, l.parent_level AS level, l.parent_id AS entity_id "
        "FROM network n JOIN territory_link l ON l.child_id = n.seat_id "
        "UNION ALL SELECT id, 5, seat_id FROM network "
        "UNION ALL SELECT id, 6, id FROM network"
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
        f"JOIN ({links}) k ON k.network_id = c.subject_id {wanted} "
        "GROUP BY 1, 2, 3, 4, 5, 6, 7"
    )
    return cursor.rowcount
