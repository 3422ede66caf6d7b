"""What each report holds and how firm it is, counted from observations when the rollup is."""

import sqlite3
from collections.abc import Collection

_TABLES = {
    "report_content": "month, count(DISTINCT measure_id)",
    "measure_standing": "measure_id, sum(validated = 0), count(*)",
}


def write_contents(connection: sqlite3.Connection, networks: Collection[int] | None = None) -> None:
    """Count again for some networks, or for every subject, inside the caller's transaction."""
    chosen, ids = "", []
    if networks is not None:
        ids = sorted(networks)
        chosen = f"WHERE subject_level = 6 AND subject_id IN ({', '.join('?' * len(ids))})"
    for table, counted in _TABLES.items():
        connection.execute(f"DELETE FROM {table} {chosen}", ids)
        connection.execute(
            f"INSERT INTO {table} SELECT subject_level, subject_id, {counted} FROM observation "
            f"{chosen} GROUP BY 1, 2, 3",
            ids,
        )
