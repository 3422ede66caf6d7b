"""Warnings that deposits were applied with: kept, listed while open, closed with why."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lianes.errors import DepositRefused
from lianes.store.batches import undone_by


@dataclass(frozen=True, slots=True)
class Warned:
    """What a check asked to look at; `row_key` names the figure when it is about one."""

    place: str
    value: str
    expected: str
    row_key: str | None = None


@dataclass(frozen=True, slots=True)
class OpenWarning:
    """A warning nobody has closed, with the batch it came with."""

    id: int
    batch: int
    received_at: str
    author: str
    warned: Warned


def keep(connection: sqlite3.Connection, batch: int, found: Sequence[Warned]) -> None:
    """Write the warnings of a batch."""
    connection.executemany(
        "INSERT INTO batch_warning (batch_id, place, value, expected, row_key) "
        "VALUES (?, ?, ?, ?, ?)",
        [(batch, w.place, w.value, w.expected, w.row_key) for w in found],
    )


def open_warnings(connection: sqlite3.Connection) -> tuple[OpenWarning, ...]:
    """Return the warnings still open, the latest batch first, in the order of its file."""
    gone = undone_by(connection)
    rows = connection.execute(
        "SELECT w.id, w.batch_id, b.received_at, b.author, w.place, w.value, w.expected, w.row_key "
        "FROM batch_warning w JOIN batch b ON b.id = w.batch_id WHERE w.closed_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.table_name = 'observation' "
        "AND c.row_key = w.row_key AND c.batch_id > w.batch_id) ORDER BY w.batch_id DESC, w.id"
    )
    return tuple(
        OpenWarning(number, batch, received, author, Warned(*rest))
        for number, batch, received, author, *rest in rows.fetchall()
        if batch not in gone
    )


def close(connection: sqlite3.Connection, ids: Collection[int], author: str, reason: str) -> None:
    """Close warnings that somebody looked at; raises DepositRefused when one is already closed."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for identifier in ids:
        cursor = connection.execute(
            "UPDATE batch_warning SET closed_at = ?, closed_by = ?, closed_reason = ? "
            "WHERE id = ? AND closed_at IS NULL",
            (now, author, reason, identifier),
        )
        if not cursor.rowcount:
            raise DepositRefused("Cet avertissement vient d'être classé. Rechargez la page.")
