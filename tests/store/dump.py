"""The content of a store as sorted text: two stores that say the same are equal."""

import sqlite3
from contextlib import closing

TIMESTAMPS = {"_sqlite_migrations"}  # when each migration was applied


def dump(path):
    """Every row of every table, sorted, without the instants at which things were made."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "ORDER BY name"
        ).fetchall()
        return {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))
            for (name,) in tables
            if name not in TIMESTAMPS
        }
