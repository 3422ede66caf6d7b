"""Reading the journal: batches, the cells they changed, figures contested, reports awaited."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from lianes.domain.month import Month
from lianes.store.batches import undone_by
from lianes.store.deposit_warnings import OpenWarning, open_warnings
from lianes.store.edits import STAMPS

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


class Awaited(NamedTuple):
    """One report: the network, the month, when it was expected and when it came."""

    network: str
    name: str
    month: Month
    due_on: date
    received_on: date | None
    closed: bool


_CHANGES = (
    "FROM change c JOIN batch b ON b.id = c.batch_id "
    f"WHERE c.table_name NOT IN {FOLLOWING} AND c.column_name NOT IN {STAMPS}"
)
_NETWORK = "substr(c.row_key, 1, instr(c.row_key || '/', '/') - 1)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cells of the journal a reader asks for; None is all."""

    batch: int | None = None
    networks: frozenset[str] | None = None
    author: str | None = None
    corrections: bool = False

    def tests(self) -> tuple[str, list[Any]]:
        """Return the conditions in SQL and their values."""
        said: list[str] = []
        values: list[Any] = []
        if self.batch is not None:
            said, values = [*said, "AND b.id = ?"], [*values, self.batch]
        if self.author is not None:
            said, values = [*said, "AND b.author = ?"], [*values, self.author]
        if self.networks is not None:
            names = sorted(self.networks)
            said.append(f"AND {_NETWORK} IN ({', '.join('?' * len(names))})")
            values += names
        if self.corrections:
            said.append("AND c.old_value IS NOT NULL AND c.new_value IS NOT NULL")
        return " ".join(said), values


EVERYTHING = Wanted()
Networks = Collection[str] | None
"""Codes of networks; None is all of them."""


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

    def lines(self, wanted: Wanted = EVERYTHING, *, limit: int | None = None) -> tuple[Line, ...]:
        """Return the cells changed, the latest first; all of them unless there is a limit."""
        tests, values = wanted.tests()
        rows = self._rows(
            "SELECT b.id, b.received_at, b.author, c.table_name, c.row_key, c.column_name, "
            f"c.old_value, c.new_value, c.reason {_CHANGES} {tests} ORDER BY c.id DESC LIMIT ?",
            [*values, -1 if limit is None else limit],
        )
        return tuple(Line(*row) for row in rows)

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        """Return how many cells changed."""
        tests, values = wanted.tests()
        return int(self._rows(f"SELECT count(*) {_CHANGES} {tests}", values)[0][0])

    def authors(self) -> tuple[str, ...]:
        """Return who deposited, once each."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT author FROM batch ORDER BY 1"))

    def corrections(self) -> tuple[tuple[str, Month, int], ...]:
        """Return how many figures were replaced, by (network, calendar month of the batch)."""
        rows = self._rows(
            "SELECT substr(c.row_key, 1, instr(c.row_key, '/') - 1), substr(b.received_at, 1, 7), "
            "count(*) FROM change c JOIN batch b ON b.id = c.batch_id "
            "WHERE c.table_name = 'observation' AND c.column_name = 'value' "
            "AND c.old_value IS NOT NULL GROUP BY 1, 2 ORDER BY 2, 1"
        )
        return tuple((network, Month.parse(month), count) for network, month, count in rows)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return every contested figure, those not settled first."""
        rows = self._rows(
            "SELECT p.id, p.row_key, p.proposed_value, "
            "p.reason, p.evidence, p.author, p.proposed_at, p.decision, p.decision_reason, "
            "p.batch_id FROM proposal p ORDER BY p.decision IS NOT NULL, p.id DESC"
        )
        return tuple(
            Proposal(number, key, proposed, self._standing(key), *rest)
            for number, key, proposed, *rest in rows
        )

    def _standing(self, row_key: str) -> int | None:
        """Return the value that stands under the key of an observation."""
        network, measure, public, month = row_key.split("/")
        rows = self._rows(
            "SELECT o.value FROM observation o WHERE o.subject_level = 6 "
            "AND o.measure_id = (SELECT id FROM measure WHERE code = ?) "
            "AND o.public_id = (SELECT id FROM public WHERE code = ?) "
            "AND o.subject_id = (SELECT id FROM network WHERE code = ?) AND o.month = ?",
            [measure, public, network, Month.parse(month).ordinal],
        )
        return rows[0][0] if rows else None

    def awaited(self, networks: Networks = None) -> tuple[Awaited, ...]:
        """Return every report expected of the networks, by network and month."""
        chosen, codes = _chosen(networks)
        rows = self._rows(
            "SELECT n.code, n.name, e.month, e.due_on, e.received_on, n.closed_on IS NOT NULL "
            "FROM network n JOIN expected_report e ON e.subject_level = 6 "
            f"AND e.subject_id = n.id {chosen} ORDER BY n.code, e.month",
            codes,
        )
        months = {month: Month(month) for month in {row[2] for row in rows}}
        days = {text: date.fromisoformat(text) for row in rows for text in row[3:5] if text}
        return tuple(
            Awaited(code, name, months[month], days[due], days.get(came), bool(closed))
            for code, name, month, due, came, closed in rows
        )

    def provisional(self, networks: Networks = None) -> dict[str, tuple[int, int]]:
        """Return how many values are provisional and how many there are, by measure."""
        chosen, codes = _chosen(networks)
        rows = self._rows(
            "SELECT m.code, sum(s.provisional), sum(s.total) FROM network n "
            "JOIN measure_standing s ON s.subject_level = 6 AND s.subject_id = n.id "
            f"JOIN measure m ON m.id = s.measure_id {chosen} GROUP BY m.id",
            codes,
        )
        return {measure: (loose, count) for measure, loose, count in rows}

    def filled(self, networks: Networks = None) -> dict[str, dict[int, int]]:
        """Return how many measures each network reported, by the ordinal of the month."""
        chosen, codes = _chosen(networks)
        rows = self._rows(
            "SELECT n.code, c.month, c.measures FROM network n JOIN report_content c "
            f"ON c.subject_level = 6 AND c.subject_id = n.id {chosen}",
            codes,
        )
        found: dict[str, dict[int, int]] = {}
        for code, month, count in rows:
            found.setdefault(code, {})[month] = count
        return found

    def warnings(self) -> tuple[OpenWarning, ...]:
        """Return the warnings of deposits that nobody has closed."""
        return open_warnings(self._connection)


def _chosen(networks: Networks) -> tuple[str, list[str]]:
    """Return the condition, and its values, that keeps some networks by their codes."""
    if networks is None:
        return "", []
    codes = sorted(networks)
    return f"WHERE n.code IN ({', '.join('?' * len(codes))})", codes


def _batch(row: tuple[Any, ...], undone: dict[int, int]) -> Batch:
    number, received, author, title, note, form, undoes, cells = row
    by = undone.get(number)
    return Batch(number, received, author, title, note, form, undoes, by, cells)
