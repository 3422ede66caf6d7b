"""Backups and migrations: always on a checked copy, put in place at once."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lianes.errors import MigrationFailed, StoreDamaged, StoreError
from lianes.store.build import put_in_place
from lianes.store.check import Finding, check_file, check_store
from lianes.store.claim import claimed
from lianes.store.connection import open_read_only, reading, translated
from lianes.store.rollup import rebuild
from lianes.store.schema import SCHEMA_VERSION, apply_migrations


def backup(path: Path, to: Path | None = None) -> Path:
    """Copy the store with SQLite's backup API while readers and the writer go on.

    Never over an existing file; raises StoreError.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    target = to or path.parent / "backups" / f"{path.stem}-{stamp}.db"
    if target.exists():
        raise StoreError(f"Le fichier {target} existe déjà. Nommez une autre sauvegarde.")
    with closing(open_read_only(path, any_version=True)) as source, translated(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, target)
    return target


def restore(saved: Path, path: Path) -> None:
    """Put a backup in place of the store; refuses a damaged, foreign or more recent file.

    A backup of an earlier version is restored as it is: the store then asks to be migrated.
    """
    incoming = path.with_name(path.name + ".restoring")
    with closing(open_read_only(saved, any_version=True)) as source, translated(path):
        _refuse_damage(source, saved)
        path.parent.mkdir(parents=True, exist_ok=True)
        with claimed(path, "Restauration"):
            _copy(source, incoming)
            with closing(sqlite3.connect(incoming)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            put_in_place(incoming, path)


def migrate(path: Path) -> Path | None:
    """Bring the store to this version on a copy, after a backup; return the backup's path.

    None when the store is already of this version. Raises MigrationFailed, the store unchanged.
    """
    incoming = path.with_name(path.name + ".migrating")
    with closing(open_read_only(path, any_version=True)) as source:
        if _version(source) >= SCHEMA_VERSION:
            open_read_only(path).close()  # raises when the store is more recent
            return None
        with claimed(path, "Mise à niveau"):  # a deposit made meanwhile would be lost
            saved = backup(path)
            with translated(path):
                _copy(source, incoming)
            _migrate_copy(incoming, path)
            put_in_place(incoming, path)
    return saved


def check(path: Path) -> tuple[Finding, ...]:
    """Run every check on a store."""
    with reading(path) as connection:
        return check_store(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate_copy(copy: Path, path: Path) -> None:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            apply_migrations(connection)
            connection.execute("BEGIN")
            rebuild(connection)
            connection.execute("COMMIT")
            problems = _problems(check_store(connection))
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        problems = str(error)
    if problems:
        raise MigrationFailed(
            f"La migration de {path} a échoué : {problems}. L'entrepôt n'a pas été modifié."
        )


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy into a temporary file then rename it, so that no half-made copy can be taken for one."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which may be moved alone
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _refuse_damage(source: sqlite3.Connection, saved: Path) -> None:
    """Raise when the backup is not sound; only a store of this version can be read in full."""
    if _version(source) > SCHEMA_VERSION:
        open_read_only(saved).close()  # raises StoreTooRecent
    look = check_store if _version(source) == SCHEMA_VERSION else check_file
    problems = _problems(look(source))
    if problems:
        raise StoreDamaged(f"La sauvegarde {saved} n'est pas saine : {problems}. Rien n'a changé.")


def _problems(findings: tuple[Finding, ...]) -> str:
    return " ; ".join(f"{f.title} ({', '.join(f.problems)})" for f in findings if not f.passed)
