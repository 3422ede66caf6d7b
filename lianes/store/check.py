"""Checking a store: integrity, foreign keys, sums, orphan codes, mixed kinds."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lianes.errors import StoreDamaged
from lianes.store.check_queries import QUERIES

EXAMPLES = 10
_SIMULATED_TABLES: tuple[str, ...] = (
    "partner", "network", "convention", "target", "funding", "funding_need", "solution",
    "deployment", "project", "event", "lesson", "perimeter", "batch",
)  # fmt: skip
_ONLY_SIMULATED_IN_DEMONSTRATION: tuple[str, ...] = (
    "network", "batch", "funding", "funding_need", "deployment", "project", "lesson",
)  # fmt: skip
_TOLD_FACTS = (("detail", "subject_table", "subject_id"), ("citation", "fact_table", "fact_id"))
"""Facts about a row of any table: a table's name and a key that no foreign key guards."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: its title and up to ten examples of what is wrong."""

    title: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_store(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Run every check and return what each found."""
    return (*check_file(connection), *_check_rows(connection))


def check_file(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Check what holds for a store of any version: a sound file, keys that lead somewhere."""
    return (
        _finding("Intégrité du fichier", _integrity, connection),
        _finding("Clés étrangères", _foreign_keys, connection),
    )


def _check_rows(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    return (
        _finding("Faits réels et simulés séparés", _mixed_kinds, connection),
        _finding("Précisions et renvois sans objet", _untold, connection),
        *(_finding(title, partial(_found, sql=sql), connection) for title, sql in QUERIES.items()),
    )


def raise_on_problems(connection: sqlite3.Connection) -> None:
    """Raise StoreDamaged with all that is wrong."""
    failed = [finding for finding in check_store(connection) if not finding.passed]
    if failed:
        raise StoreDamaged("\n".join(f"{f.title} : {', '.join(f.problems)}" for f in failed))


def _finding(
    title: str,
    look: Callable[[sqlite3.Connection], tuple[str, ...]],
    connection: sqlite3.Connection,
) -> Finding:
    """Run one check; a file too damaged for it is a problem, not the end of the report."""
    try:
        return Finding(title, look(connection))
    except sqlite3.DatabaseError as error:
        return Finding(title, (f"contrôle impossible ({error})",))


def _integrity(connection: sqlite3.Connection) -> tuple[str, ...]:
    answers = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    return () if answers == ["ok"] else tuple(answers)


def _foreign_keys(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(EXAMPLES)
    return tuple(
        f"{table}{'' if row is None else f', ligne {row}'} : {parent} inconnu"
        for table, row, parent, _ in rows
    )


def _mixed_kinds(connection: sqlite3.Connection) -> tuple[str, ...]:
    """A real store holds no simulated row; a demonstration holds no real network or figure."""
    kind = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()
    if kind is None:
        return ("nature de l'entrepôt non dite (meta.kind)",)
    if kind[0] == "real":
        wrong, tables, what = 1, _SIMULATED_TABLES, "simulées"
    else:
        wrong, tables, what = 0, _ONLY_SIMULATED_IN_DEMONSTRATION, "réelles"
    counts = {
        table: connection.execute(
            f"SELECT count(*) FROM {table} WHERE simulated = ?", [wrong]
        ).fetchone()[0]
        for table in tables
    }
    return tuple(f"{table} : {n} lignes {what}" for table, n in counts.items() if n)


def _untold(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the details and citations whose table or row does not exist."""
    known = {
        table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    problems: list[str] = []
    for table, named, key in _TOLD_FACTS:
        told = connection.execute(f"SELECT DISTINCT {named} FROM {table}").fetchall()
        problems += [f"{table} : table {name} inconnue" for (name,) in told if name not in known]
        for (name,) in told:
            if name in known:
                missing = f"SELECT {key} FROM {table} WHERE {named} = ? AND {key} NOT IN "
                missing += f"(SELECT CAST({known[name][0]} AS TEXT) FROM {name})"
                rows = connection.execute(missing, [name]).fetchmany(EXAMPLES)
                problems += [f"{table} : {name} {row[0]} inconnu" for row in rows]
    return tuple(problems[:EXAMPLES])


def _found(connection: sqlite3.Connection, sql: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in connection.execute(sql).fetchmany(EXAMPLES))
