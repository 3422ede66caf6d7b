"""Keys of rows as the journal writes them: readable codes for figures, raw keys for the rest."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property

from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.errors import DepositConflict

Key = tuple[int | str, ...]
_FIGURES = ("observation", "cohort_observation", "expected_report")


class RowKeys:
    """Writes and reads keys of one open store: « LIANE-05/care_hours/all/2026-07 »."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, tuple[tuple[str, str], ...]] = {}

    def key_columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table's primary key, in its order."""
        return tuple(name for name, _ in self._key(table))

    def other_columns(self, table: str) -> tuple[str, ...]:
        """Return the columns outside the primary key."""
        keys = self.key_columns(table)
        rows = self._connection.execute(f"PRAGMA table_info({table})")
        return tuple(row[1] for row in rows if row[1] not in keys)

    def kinds(self, table: str) -> dict[str, str]:
        """Return the declared type of each column."""
        rows = self._connection.execute(f"PRAGMA table_info({table})")
        return {row[1]: row[2] for row in rows}

    def written(self, table: str, key: Key) -> str:
        """Return a key as the journal writes it."""
        if table not in _FIGURES:
            return "/".join(map(str, key))
        if table == "expected_report":
            return f"{self._subject(key[0], key[1])}/{Month(int(key[2]))}"
        level, measure, public, subject, month, *rest = key
        head = [self._subject(level, subject), self._measures[measure], self._publics[public]]
        return "/".join([*head, str(Month(int(month))), *map(str, rest)])

    def read(self, table: str, text: str) -> Key:
        """Return the key that the journal wrote; raises DepositConflict when its row is gone."""
        parts = text.split("/")
        if table not in _FIGURES:
            kinds = [kind for _, kind in self._key(table)]
            return tuple(
                int(part) if kind == "INTEGER" else part
                for part, kind in zip(parts, kinds, strict=True)
            )
        level, subject = self._named(parts[0])
        if table == "expected_report":
            return level, subject, Month.parse(parts[1]).ordinal
        measure, public = self._measure_ids[parts[1]], self._public_ids[parts[2]]
        head = (level, measure, public, subject, Month.parse(parts[3]).ordinal)
        return (*head, int(parts[4]), parts[5]) if table == "cohort_observation" else head

    # -------------------------------------------------------------- codes
    def _key(self, table: str) -> tuple[tuple[str, str], ...]:
        if table not in self._columns:
            rows = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
            keyed = sorted((row for row in rows if row[5]), key=lambda row: int(row[5]))
            self._columns[table] = tuple((row[1], row[2]) for row in keyed)
        return self._columns[table]

    def _subject(self, level: int | str, subject: int | str) -> str:
        codes = self._projects if level == Level.PROJECT else self._networks
        return codes[int(subject)]

    def _named(self, code: str) -> tuple[int, int]:
        for level, codes in ((Level.NETWORK, self._networks), (Level.PROJECT, self._projects)):
            found = next((number for number, known in codes.items() if known == code), None)
            if found is not None:
                return int(level), found
        raise DepositConflict(
            f"« {code} » n'est plus dans l'entrepôt : ce lot ne peut être annulé."
        )

    def forget(self) -> None:
        """Forget the codes read so far, after networks or projects were written."""
        for name in ("_networks", "_projects"):
            self.__dict__.pop(name, None)

    @cached_property
    def _networks(self) -> dict[int, str]:
        return _pairs(self._connection.execute("SELECT id, code FROM network").fetchall())

    @cached_property
    def _projects(self) -> dict[int, str]:
        return _pairs(self._connection.execute("SELECT id, code FROM project").fetchall())

    @cached_property
    def _measures(self) -> Mapping[int | str, str]:
        return dict(self._connection.execute("SELECT id, code FROM measure").fetchall())

    @cached_property
    def _publics(self) -> Mapping[int | str, str]:
        return dict(self._connection.execute("SELECT id, code FROM public").fetchall())

    @cached_property
    def _measure_ids(self) -> Mapping[str, int]:
        return {code: int(number) for number, code in self._measures.items()}

    @cached_property
    def _public_ids(self) -> Mapping[str, int]:
        return {code: int(number) for number, code in self._publics.items()}


def _pairs(rows: Sequence[tuple[int, str]]) -> dict[int, str]:
    return dict(rows)
