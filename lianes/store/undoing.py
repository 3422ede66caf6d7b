"""Undoing a batch: what it replaced comes back, unless something changed it again since."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianes.domain.french import plural
from lianes.errors import DepositConflict, DepositRefused
from lianes.store import calendar
from lianes.store.batches import undone_by
from lianes.store.deposits import TECHNICAL, Applied, Slip, day_of, finish, open_batch
from lianes.store.edits import STAMPS, Editor, Outcome, Row, Value

_FACTS = {"observation": "value", "cohort_observation": "value", "expected_report": "due_on"}
Pairs = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that a batch wrote: old and new text of each of its columns."""

    table: str
    row_key: str
    columns: Pairs

    def presence(self, mark: str) -> tuple[bool, bool]:
        """Whether the row stood before the batch, and after it."""
        if mark not in self.columns:
            return True, True
        old, new = self.columns[mark]
        return old is not None, new is not None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that changed again since: what the batch set, what stands now, what would return."""

    table: str
    row_key: str
    written: str | None
    standing: str | None
    replaced: str | None
    later: int | None


def conflicts(connection: sqlite3.Connection, batch: int) -> tuple[Conflict, ...]:
    """Return the rows of a batch that no longer stand as it left them."""
    editor = Editor(connection, batch, None)
    found = []
    for row in _touched(connection, batch):
        if row.table not in TECHNICAL and _moved(editor, row):
            found.append(_conflict(connection, editor, row, batch))
    return tuple(found)


def undo(
    connection: sqlite3.Connection,
    batch: int,
    slip: Slip,
    *,
    today: date,
    restore: frozenset[str] | None = None,
) -> Applied:
    """Bring back what a batch replaced, as a batch of its own.

    `restore` names the conflicting rows to bring back all the same, the others stay; None when
    nobody chose. Raises DepositRefused, DepositConflict.
    """
    _refuse_undone(connection, batch)
    disputed = {(c.table, c.row_key) for c in conflicts(connection, batch)}
    if disputed and restore is None:
        raise DepositConflict(
            f"{plural(len(disputed), 'ligne a été modifiée', 'lignes ont été modifiées')} depuis "
            f"par un autre lot. Choisissez, pour chacune, de la garder ou de la rétablir."
        )
    number, _ = open_batch(connection, replace(slip, undoes=batch))
    editor = Editor(connection, number, slip.note)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    outcomes = [
        outcome
        for row in reversed(_touched(connection, batch))
        if (outcome := _returned(editor, row, disputed, restore or frozenset())) is not None
    ]
    if not outcomes:
        raise DepositRefused(f"Rien ne reste à annuler du lot {batch}.")
    day = day_of(connection, today)
    outcomes += editor.apply(calendar.repaired(connection, day), {})
    finish(connection, outcomes)
    return Applied(number, tuple(outcomes))


def _refuse_undone(connection: sqlite3.Connection, batch: int) -> None:
    if not connection.execute("SELECT 1 FROM batch WHERE id = ?", [batch]).fetchone():
        raise DepositRefused(f"Aucun lot ne porte le numéro {batch}.")
    by = undone_by(connection).get(batch)
    if by is not None:
        raise DepositRefused(
            f"Le lot {batch} est déjà annulé par le lot {by}. "
            f"Pour le rétablir, annulez le lot {by}."
        )


def _touched(connection: sqlite3.Connection, batch: int) -> list[Touched]:
    found: dict[tuple[str, str], dict[str, tuple[str | None, str | None]]] = {}
    for table, key, column, old, new in connection.execute(
        "SELECT table_name, row_key, column_name, old_value, new_value FROM change "
        "WHERE batch_id = ? ORDER BY id",
        [batch],
    ):
        columns = found.setdefault((table, key), {})
        columns[column] = (columns[column][0] if column in columns else old, new)
    return [Touched(table, key, columns) for (table, key), columns in found.items()]


def _returned(
    editor: Editor, row: Touched, disputed: set[tuple[str, str]], restore: frozenset[str]
) -> Outcome | None:
    keeps = (row.table, row.row_key) in disputed and row.row_key not in restore
    if keeps or (row.table in TECHNICAL and _moved(editor, row)):
        return None
    key = editor.keys.read(row.table, row.row_key)
    standing = editor.current(row.table, key)
    back = _before(editor, row, standing)
    if standing is None and back is None:
        return None
    return editor.put(row.table, key, standing, back)


def _before(editor: Editor, row: Touched, standing: Row | None) -> Row | None:
    """Return the row as it stood before the batch."""
    stood, _ = row.presence(_mark(editor, row.table))
    if not stood:
        return None
    columns = editor.keys.other_columns(row.table)
    start: dict[str, Value] = dict(standing or dict.fromkeys(columns))
    kinds = editor.keys.kinds(row.table)
    olds = {n: _typed(old, kinds[n]) for n, (old, _) in row.columns.items() if n in columns}
    return start | olds


def _moved(editor: Editor, row: Touched) -> bool:
    """Whether a row no longer stands as its batch left it."""
    key = editor.keys.read(row.table, row.row_key)
    standing = editor.current(row.table, key)
    _, stands = row.presence(_mark(editor, row.table))
    if standing is None or not stands:
        return (standing is not None) != stands
    kept = {n: new for n, (_, new) in row.columns.items() if n not in STAMPS and n in standing}
    return any(_words(standing[name]) != new for name, new in kept.items())


def _conflict(connection: sqlite3.Connection, editor: Editor, row: Touched, batch: int) -> Conflict:
    key = editor.keys.read(row.table, row.row_key)
    standing = editor.current(row.table, key)
    named = [n for n in row.columns if n not in STAMPS]
    name = next((n for n in named if _now(standing, n) != row.columns[n][1]), named[0])
    later = connection.execute(
        "SELECT max(batch_id) FROM change WHERE table_name = ? AND row_key = ? AND batch_id > ?",
        [row.table, row.row_key, batch],
    ).fetchone()[0]
    old, new = row.columns[name]
    return Conflict(row.table, row.row_key, new, _now(standing, name), old, later)


def _now(standing: Row | None, name: str) -> str | None:
    return None if standing is None else _words(standing.get(name))


def _mark(editor: Editor, table: str) -> str:
    return _FACTS.get(table) or editor.keys.key_columns(table)[0]


def _typed(text: str | None, kind: str) -> Value:
    if text is None or kind == "TEXT":
        return text
    return int(text) if kind == "INTEGER" else float(text)


def _words(value: Value) -> str | None:
    return None if value is None else str(value)
