"""Backups and migrations: always on a checked copy, put in place at once."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lianes.errors import StoreDamaged
from lianes.store.build import put_in_place
from lianes.store.check import Finding, check_store
from lianes.store.connection import open_read_only, reading, translated
from lianes.store.rollup import rebuild
from lianes.store.schema import SCHEMA_VERSION, apply_migrations


def backup(path: Path, to: Path | None = None) -> Path:
    """Copy the store with SQLite's backup API while readers and the writer go on."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = to or path.parent / "backups" / f"{path.stem}-{stamp}.db"
    with closing(open_read_only(path, any_version=True)) as source, translated(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, target)
    return target


def restore(saved: Path, path: Path) -> None:
    """Put a backup in place of the store; refuses a damaged or foreign file."""
    with closing(open_read_only(saved, any_version=True)) as source, translated(path):
        _refuse_damage(source, saved)
        incoming = path.with_name(path.name + ".restoring")
        _copy(source, incoming)
        put_in_place(incoming, path)


def migrate(path: Path) -> Path | None:
    """Bring the store to this version on a copy, after a backup; return the backup's path.

    None when the store is already of this version.
    """
    with closing(open_read_only(path, any_version=True)) as source:
        version = source.execute("PRAGMA user_version").fetchone()[0]
        if version >= SCHEMA_VERSION:
            open_read_only(path).close()  # raises when the store is more recent
            return None
        saved = backup(path)
        incoming = path.with_name(path.name + ".migrating")
        with translated(path):
            _copy(source, incoming)
    try:
        _migrate_copy(incoming)
        put_in_place(incoming, path)
    finally:
        incoming.unlink(missing_ok=True)
    return saved


def check(path: Path) -> tuple[Finding, ...]:
    """Run every check on a store."""
    with reading(path) as connection:
        return check_store(connection)


def _migrate_copy(path: Path) -> None:
    with translated(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        apply_migrations(connection)
        connection.execute("BEGIN")
        rebuild(connection)
        connection.execute("COMMIT")
        failed = [finding for finding in check_store(connection) if not finding.passed]
        connection.execute("PRAGMA journal_mode = WAL")
    if failed:
        titles = ", ".join(finding.title for finding in failed)
        raise StoreDamaged(f"La migration de {path} ne passe pas les contrôles : {titles}.")


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy into a temporary file then rename it, so that no half-made copy can be taken for one."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
    partial.replace(target)


def _refuse_damage(source: sqlite3.Connection, saved: Path) -> None:
    with translated(saved):
        failed = [finding for finding in check_store(source) if not finding.passed]
    if failed:
        details = " ; ".join(f"{f.title} ({', '.join(f.problems)})" for f in failed)
        raise StoreDamaged(f"La sauvegarde {saved} n'est pas saine : {details}. Rien n'a changé.")
