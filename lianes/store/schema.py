"""The shape of the store: its migrations, its version and its mark."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x4C49414E  # "LIAN", written in the file's header
_SCRIPTS = sorted((Path(__file__).parent / "migrations").glob("[0-9]*.sql"))
SCHEMA_VERSION = len(_SCRIPTS)


def migrations() -> "Migrations":
    """Return the numbered SQL scripts as sqlite-utils migrations.

    sqlite-utils imports pandas: only what changes a schema waits for it.
    """
    from sqlite_utils import Migrations

    registry = Migrations("lianes")
    for script in _SCRIPTS:
        registry(name=script.stem)(_runner(script))
    return registry


def apply_migrations(connection: sqlite3.Connection) -> None:
    """Bring the schema to SCHEMA_VERSION, each script in its own transaction."""
    from sqlite_utils import Database

    migrations().apply(Database(connection))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _runner(script: Path):  # type: ignore[no-untyped-def]
    def run(db: "Database") -> None:
        for statement in _statements(script.read_text(encoding="utf-8")):
            db.conn.execute(statement)

    return run


def _statements(sql: str) -> list[str]:
    """Split a script; `executescript` would commit the migration's own transaction."""
    statements, pending = [], ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
