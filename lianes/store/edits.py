"""Changing rows, each cell written in the journal with its old and its new value."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianes.store.progress import Progress, silent
from lianes.store.row_keys import Key, RowKeys

Value = int | float | str | None
Row = Mapping[str, Value]
TOLD_EVERY = 5_000
"""Rows between two words on how far the writing is."""
STAMPS = ("batch_id", "source", "simulated")
"""Columns that say where a row comes from; they do not make it different."""
_FACT = {"observation": "value", "cohort_observation": "value", "expected_report": "due_on"}
"""The column whose journal line stands for the whole of an added row."""


class What(StrEnum):
    """What becomes of a row."""

    ADDED = "ajouté"
    CHANGED = "modifié"
    REMOVED = "retiré"
    UNCHANGED = "inchangé"


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as it shall stand: the columns to set, or None to remove it."""

    table: str
    key: Key
    row: Row | None


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed, as the journal keeps it."""

    table: str
    row_key: str
    column: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one edit did."""

    what: What
    edit: Edit
    changes: tuple[Change, ...]


class Editor:
    """Applies edits of one batch on one open transaction."""

    def __init__(self, connection: sqlite3.Connection, batch: int, reason: str | None) -> None:
        self._connection = connection
        self._batch = batch
        self._reason = reason
        self.keys = RowKeys(connection)
        self._statements: dict[str, tuple[str, str, str]] = {}

    def apply(
        self, edits: Sequence[Edit], stamps: Row, progress: Progress = silent
    ) -> list[Outcome]:  # fmt: skip
        """Write rows that differ, stamped with where they come from; return what each became."""
        outcomes = []
        for done, edit in enumerate(edits, start=1):
            outcomes.append(self._one(edit, stamps))
            if done % TOLD_EVERY == 0:
                progress(done / len(edits), "Lignes écrites")
        return outcomes

    def _one(self, edit: Edit, stamps: Row) -> Outcome:
        before = self.current(edit.table, edit.key)
        after = None if edit.row is None else self._stamped(edit, before, stamps)
        if after is not None and before is not None and not _differs(before, after):
            return Outcome(What.UNCHANGED, edit, ())
        if after is None and before is None:
            return Outcome(What.UNCHANGED, edit, ())
        return self.put(edit.table, edit.key, before, after)

    def _stamped(self, edit: Edit, before: Row | None, stamps: Row) -> Row:
        columns = self.keys.other_columns(edit.table)
        known = {name: value for name, value in stamps.items() if name in columns}
        return {**(before or dict.fromkeys(columns)), **(edit.row or {}), **known}

    def put(self, table: str, key: Key, before: Row | None, after: Row | None) -> Outcome:
        """Write one row exactly, with its lines in the journal."""
        _, insert, delete = self._sql(table)
        if after is None:
            self._connection.execute(delete, key)
        elif before is None:
            self._connection.execute(insert, (*key, *after.values()))
        else:
            self._update(table, key, before, after)
        if table in ("network", "project") and after is not None:
            self.keys.forget()
        changes = self._changes(table, key, before, after)
        self._connection.executemany(
            "INSERT INTO change (batch_id, table_name, row_key, column_name, old_value, "
            "new_value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    self._batch,
                    c.table,
                    c.row_key,
                    c.column,
                    _text(c.old),
                    _text(c.new),
                    self._reason,
                )
                for c in changes
            ],
        )
        return Outcome(_what(before, after), Edit(table, key, after), changes)

    def _update(self, table: str, key: Key, before: Row, after: Row) -> None:
        changed = [name for name in after if after[name] != before[name]]
        wanted = " AND ".join(f"{name} = ?" for name in self.keys.key_columns(table))
        sets = ", ".join(f"{name} = ?" for name in changed)
        if changed:
            self._connection.execute(
                f"UPDATE {table} SET {sets} WHERE {wanted}",
                (*(after[name] for name in changed), *key),
            )

    def current(self, table: str, key: Key) -> Row | None:
        """Return the columns outside the key of a row, None when it is not there."""
        found = self._connection.execute(self._sql(table)[0], key).fetchone()
        if found is None:
            return None
        return dict(zip(self.keys.other_columns(table), found, strict=False))

    def _changes(
        self, table: str, key: Key, before: Row | None, after: Row | None
    ) -> tuple[Change, ...]:
        written = self.keys.written(table, key)
        if before is None and after is not None and table in _FACT:
            fact = _FACT[table]
            extra = [n for n, v in after.items() if n not in (fact, "batch_id") and v is not None]
            names = [fact, *(n for n in extra if (n, after[n]) != ("validated", 1))]
        elif before is not None and after is not None:
            names = [name for name in after if after[name] != before[name]]
        else:
            names = [n for n, v in (before or after or {}).items() if v is not None]
        lines = [Change(table, written, n, _cell(before, n), _cell(after, n)) for n in names]
        if table not in _FACT and (before is None or after is None):
            mark = self.keys.key_columns(table)[0]
            lines.insert(0, Change(table, written, mark, *_presence(key, before, after)))
        return tuple(lines)

    def _sql(self, table: str) -> tuple[str, str, str]:
        if table not in self._statements:
            keys, others = self.keys.key_columns(table), self.keys.other_columns(table)
            wanted = " AND ".join(f"{name} = ?" for name in keys)
            marks = ", ".join("?" * len(keys + others))
            self._statements[table] = (
                f"SELECT {', '.join(others) or '1'} FROM {table} WHERE {wanted}",
                f"INSERT INTO {table} ({', '.join(keys + others)}) VALUES ({marks})",
                f"DELETE FROM {table} WHERE {wanted}",
            )
        return self._statements[table]


def _differs(before: Row, after: Row) -> bool:
    return any(before[name] != value for name, value in after.items() if name not in STAMPS)


def _what(before: Row | None, after: Row | None) -> What:
    if before is None:
        return What.ADDED
    return What.REMOVED if after is None else What.CHANGED


def _presence(key: Key, before: Row | None, after: Row | None) -> tuple[Value, Value]:
    return (None if before is None else key[0]), (None if after is None else key[0])


def _pair(change: Change) -> tuple[str | None, str | None]:
    return _text(change.old), _text(change.new)


def _cell(row: Row | None, name: str) -> Value:
    return None if row is None else row[name]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
