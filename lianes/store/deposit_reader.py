"""What a deposit is checked against: known codes, declared measures, figures already there."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from lianes.domain.territory import Level

_NAMED = {
    "actor_kind": "label", "partner": "name", "fund": "name", "feedback_axis": "label",
    "response_kind": "label", "event": "title", "solution": "name", "programme": "name",
    "theme": "label", "angle": "label",
}  # fmt: skip
_PARTS = {part: f"(SELECT * FROM feedback_axis WHERE axis = '{part}')"
          for part in ("theme", "angle")}  # fmt: skip
"""Names that are a part of a table."""
FIGURE = ["measure", "public", "subject", "month", "value"]
COHORT = ["measure", "public", "subject", "start", "age", "event", "value"]


_DEPOSITED = "FROM measure_public d CROSS JOIN deposited n CROSS JOIN"
_OF_KEY = (
    "o ON o.subject_level = n.level AND o.measure_id = d.measure_id AND o.public_id = d.public_id "
    "AND o.subject_id = n.id"
)
"""Rows of the subjects deposited, each found by the whole beginning of its key."""


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """Who reports figures, as a deposit needs it: a network, or a project."""

    id: int
    code: str
    name: str
    opened_on: date | None
    closed_on: date | None
    level: Level = Level.NETWORK

    @property
    def key(self) -> tuple[int, int]:
        """The level and the id under which its figures are kept."""
        return int(self.level), self.id


class DepositReader:
    """Reads one open store; keeps what it read, for one deposit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def networks(self) -> Mapping[str, KnownSubject]:
        """Networks by code."""
        rows = self._connection.execute(
            "SELECT id, code, name, opened_on, closed_on FROM network ORDER BY code"
        )
        return {row[1]: _subject(row, Level.NETWORK) for row in rows}

    @cached_property
    def subjects(self) -> Mapping[str, KnownSubject]:
        """Networks, then projects, by code; a project opens when it is put in service."""
        rows = self._connection.execute(
            "SELECT id, code, name, CASE WHEN stage IN ('in_service', 'assessed') THEN opened_on "
            "END, NULL FROM project ORDER BY code"
        )
        return {**self.networks, **{row[1]: _subject(row, Level.PROJECT) for row in rows}}

    @cached_property
    def measures(self) -> Mapping[str, int]:
        """Ids of measures by code."""
        return dict(self._connection.execute("SELECT code, id FROM measure").fetchall())

    @cached_property
    def levels(self) -> Mapping[int, int]:
        """Who reports each measure, by its id: 6 networks, 7 projects."""
        return dict(self._connection.execute("SELECT id, subject_level FROM measure").fetchall())

    @cached_property
    def publics(self) -> Mapping[str, tuple[int, str]]:
        """Ids and labels of publics by code."""
        rows = self._connection.execute("SELECT code, id, label FROM public ORDER BY id")
        return {code: (number, label) for code, number, label in rows}

    @cached_property
    def declared(self) -> frozenset[tuple[int, int]]:
        """The publics each measure is declared for, as (measure, public) ids."""
        rows = self._connection.execute("SELECT measure_id, public_id FROM measure_public")
        return frozenset(rows)

    @cached_property
    def launched_on(self) -> date:
        """The day the programme began."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = 'launched_on'")
        return date.fromisoformat(found.fetchone()[0])

    def named(self, table: str) -> Mapping[str, str]:
        """Return the names of a table's rows by id."""
        column = _NAMED[table]
        kept = _PARTS.get(table, table)
        rows = self._connection.execute(f"SELECT id, {column} FROM {kept} ORDER BY {column}")
        return dict(rows.fetchall())

    @cached_property
    def projects(self) -> Mapping[str, tuple[int, str]]:
        """Ids and names of projects by code."""
        rows = self._connection.execute("SELECT code, id, name FROM project ORDER BY code")
        return {code: (number, name) for code, number, name in rows}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Ids of territories by code."""
        return dict(self._connection.execute("SELECT code, id FROM territory").fetchall())

    @cached_property
    def communes(self) -> Mapping[str, str]:
        """Names of communes by Insee code."""
        rows = self._connection.execute("SELECT code, name FROM territory WHERE level = 5")
        return {code.removeprefix("COM-"): name for code, name in rows}

    def successors(self, insee: str) -> tuple[tuple[str, str], ...]:
        """Return the communes (code, name) that took over an old commune code."""
        rows = self._connection.execute(
            "SELECT t.code, t.name FROM former_commune f JOIN territory t ON t.id = "
            "f.territory_id WHERE f.old_code IN (?, ?) ORDER BY t.code",
            [insee, f"COM-{insee}"],
        )
        return tuple(rows)

    def figures(self, subjects: Collection[tuple[int, int]]) -> pd.DataFrame:
        """Return every figure of these subjects (level, id), columns FIGURE."""
        return self._frame(
            "SELECT o.measure_id, o.public_id, o.subject_id, o.month, o.value "
            f"{_DEPOSITED} observation {_OF_KEY}", FIGURE, subjects,
        )  # fmt: skip

    def cohorts(self, subjects: Collection[tuple[int, int]]) -> pd.DataFrame:
        """Return every cohort row of these subjects (level, id), columns COHORT."""
        return self._frame(
            "SELECT o.measure_id, o.public_id, o.subject_id, o.start_month, o.age, o.event, "
            f"o.value {_DEPOSITED} cohort_observation {_OF_KEY}", COHORT, subjects,
        )  # fmt: skip

    def _frame(
        self, sql: str, columns: list[str], subjects: Collection[tuple[int, int]]
    ) -> pd.DataFrame:
        self._connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS deposited (level INTEGER, id INTEGER)"
        )
        self._connection.execute("DELETE FROM deposited")
        self._connection.executemany("INSERT INTO deposited VALUES (?, ?)", subjects)
        rows = self._connection.execute(sql).fetchall()
        return pd.DataFrame(rows, columns=columns)

    def deposited(self, sha256: str) -> tuple[int, str, str] | None:
        """Return the batch (id, instant, author) that came from the same file, last one first."""
        row = self._connection.execute(
            "SELECT id, received_at, author FROM batch WHERE sha256 = ? ORDER BY id DESC", [sha256]
        ).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def id_of(self, table: str, columns: Mapping[str, object]) -> int | None:
        """Return the id of the row that has these values."""
        wanted = " AND ".join(f"{name} IS ?" for name in columns)
        found = self._connection.execute(
            f"SELECT id FROM {table} WHERE {wanted} ORDER BY id", list(columns.values())
        ).fetchone()
        return None if found is None else int(found[0])

    def id_or_none(self, table: str, identifier: str) -> str | None:
        """Return an id when a row bears it."""
        found = self._connection.execute(f"SELECT id FROM {table} WHERE id = ?", [identifier])
        row = found.fetchone()
        return None if row is None else str(row[0])

    def next_id(self, table: str) -> int:
        """Return the first id never used so far."""
        found = self._connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
        return int(found[0])

    def members(self, table: str, owner: str, member: str, key: int | str) -> frozenset[int | str]:
        """Return what a row is linked with in a table of pairs."""
        rows = self._connection.execute(f"SELECT {member} FROM {table} WHERE {owner} = ?", [key])
        return frozenset(row[0] for row in rows)


def _subject(row: tuple[int, str, str, str | None, str | None], level: Level) -> KnownSubject:
    number, code, name, opened, closed = row
    return KnownSubject(number, code, name, _day(opened), _day(closed), level)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
