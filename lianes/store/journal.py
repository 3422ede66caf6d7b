"""Reading the journal: batches, the cells they changed, figures contested, reports awaited."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianes.domain.month import Month
from lianes.store.edits import STAMPS
from lianes.store.undoing import undone_by

FOLLOWING = ("expected_report", "meta")
"""Tables whose changes follow from others: not listed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One deposit: who, when, what; `undone_by` is the batch that undid it."""

    id: int
    received_at: str
    author: str
    title: str
    note: str | None
    form: str | None
    undoes: int | None
    undone_by: int | None
    cells: int


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of the journal."""

    batch: int
    received_at: str
    author: str
    table: str
    row_key: str
    column: str
    old: str | None
    new: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A contested figure: what is proposed instead, by whom, why, and what was decided."""

    id: int
    row_key: str
    proposed: str
    standing: int | None
    reason: str
    evidence: str | None
    author: str
    proposed_at: str
    decision: str | None
    decision_reason: str | None
    batch: int | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """One report: the network, the month, when it was expected and when it came."""

    network: str
    name: str
    month: Month
    due_on: date
    received_on: date | None
    closed: bool


class Journal:
    """Reads the journal of one open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def batches(self) -> tuple[Batch, ...]:
        """Return every batch, the latest first."""
        undone = undone_by(self._connection)
        rows = self._rows(
            "SELECT b.id, b.received_at, b.author, b.title, b.note, b.form, b.undoes, "
            "(SELECT count(*) FROM change c WHERE c.batch_id = b.id "
            f"AND c.table_name NOT IN {FOLLOWING} AND c.column_name NOT IN {STAMPS}) "
            "FROM batch b ORDER BY b.id DESC"
        )
        return tuple(_batch(row, undone) for row in rows)

    def lines(self, *, batch: int | None = None, limit: int = 5_000) -> tuple[Line, ...]:
        """Return the cells changed, the latest first, of one batch or of all."""
        rows = self._rows(
            "SELECT b.id, b.received_at, b.author, c.table_name, c.row_key, c.column_name, "
            "c.old_value, c.new_value, c.reason FROM change c JOIN batch b ON b.id = c.batch_id "
            f"WHERE c.table_name NOT IN {FOLLOWING} AND c.column_name NOT IN {STAMPS} "
            "AND (? IS NULL OR b.id = ?) ORDER BY c.id DESC LIMIT ?",
            [batch, batch, limit],
        )
        return tuple(Line(*row) for row in rows)

    def corrections(self) -> tuple[tuple[str, int], ...]:
        """Return how many figures were replaced, by calendar month of the batch."""
        return tuple(
            self._rows(
                "SELECT substr(b.received_at, 1, 7), count(*) FROM change c JOIN batch b "
                "ON b.id = c.batch_id WHERE c.table_name = 'observation' AND c.column_name = "
                "'value' AND c.old_value IS NOT NULL GROUP BY 1 ORDER BY 1"
            )
        )

    def proposals(self) -> tuple[Proposal, ...]:
        """Return every contested figure, those not settled first."""
        rows = self._rows(
            "SELECT p.id, p.row_key, p.proposed_value, "
            "(SELECT o.value FROM observation_labelled o "
            "WHERE o.network || '/' || o.measure || '/' || o.public || '/' || o.month "
            "= p.row_key), "
            "p.reason, p.evidence, p.author, p.proposed_at, p.decision, p.decision_reason, "
            "p.batch_id FROM proposal p ORDER BY p.decision IS NOT NULL, p.id DESC"
        )
        return tuple(Proposal(*row) for row in rows)

    def awaited(self) -> tuple[Awaited, ...]:
        """Return every report expected of the networks, by network and month."""
        rows = self._rows(
            "SELECT n.code, n.name, e.month, e.due_on, e.received_on, n.closed_on IS NOT NULL "
            "FROM expected_report e JOIN network n ON n.id = e.subject_id "
            "WHERE e.subject_level = 6 ORDER BY n.code, e.month"
        )
        return tuple(
            Awaited(code, name, Month(month), date.fromisoformat(due),
                    date.fromisoformat(came) if came else None, bool(closed))
            for code, name, month, due, came, closed in rows
        )  # fmt: skip

    def provisional(self) -> dict[str, tuple[int, int]]:
        """Return, by measure, how many values are provisional, and how many there are."""
        rows = self._rows(
            "SELECT m.code, sum(o.validated = 0), count(*) FROM observation o "
            "JOIN measure m ON m.id = o.measure_id GROUP BY m.id"
        )
        return {code: (loose, count) for code, loose, count in rows}

    def months(self) -> dict[tuple[str, str], int]:
        """Return how many measures each network reported, by (network, month)."""
        rows = self._rows(
            "SELECT n.code, printf('%04d-%02d', o.month / 12, o.month % 12 + 1), "
            "count(DISTINCT o.measure_id) FROM observation o JOIN network n ON n.id = "
            "o.subject_id WHERE o.subject_level = 6 GROUP BY 1, 2"
        )
        return {(code, month): count for code, month, count in rows}


def _batch(row: tuple[Any, ...], undone: dict[int, int]) -> Batch:
    number, received, author, title, note, form, undoes, cells = row
    by = undone.get(number)
    return Batch(number, received, author, title, note, form, undoes, by, cells)
