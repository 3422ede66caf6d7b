"""Which batches are no longer in force, and by which other batch."""

import sqlite3


def undone_by(connection: sqlite3.Connection) -> dict[int, int]:
    """Return, for each batch no longer in force, the batch that undid it."""
    pairs = connection.execute(
        "SELECT undoes, id FROM batch WHERE undoes IS NOT NULL ORDER BY id DESC"
    ).fetchall()
    undone: dict[int, int] = {}
    for batch, by in pairs:  # the latest first: an undoing that is itself undone does not count
        if by not in undone:
            undone.setdefault(batch, by)
    return undone
