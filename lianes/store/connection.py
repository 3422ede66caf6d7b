"""Opening a store: read-only for the application, one writer at a time for the rest."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from lianes.errors import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreNotFound,
    StoreNotWritable,
    StoreTooOld,
    StoreTooRecent,
)
from lianes.store.headers import HEADERS
from lianes.store.opened import SHELVES, Opened
from lianes.store.opened import Version as Version
from lianes.store.schema import APPLICATION_ID, SCHEMA_VERSION

DEFAULT_STORE = Path("data") / "lianes.db"
STORE_VARIABLE = "LIANES_STORE"
_BUSY_SECONDS = 5.0
_INDEX_HEADER = 48
_FRAMES = slice(16, 20)
"""Where this header counts the frames of the log."""
_HEADER_LENGTH = 100
"""Bytes of an SQLite header; SQLite takes a shorter file for an empty database."""


def store_path() -> Path:
    """Return the store's path: LIANES_STORE, else data/lianes.db beside the application."""
    named = os.environ.get(STORE_VARIABLE)
    return Path(named) if named else Path(__file__).parents[2] / DEFAULT_STORE


def store_version(path: Path) -> Version:
    """Return what changes whenever the store does, to key cached reads.

    The file's inode and time tell a replaced or checkpointed store; between checkpoints, SQLite
    changes the header of its index of the log at each commit (https://sqlite.org/walformat.html),
    which no clock is too coarse to see.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise _not_found(path) from error
    return status.st_ino, status.st_mtime_ns, _commits(path)


def _commits(path: Path) -> bytes:
    """Return the header of the log's index; nothing when the log holds no commit."""
    try:
        header = HEADERS.read(path.with_name(path.name + "-shm"), _INDEX_HEADER)
    except OSError:
        return b""
    return header if any(header[_FRAMES]) else b""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store read-only and checked; SQLite's own failures become ours.

    The connection serves again as long as the store does not change: a new one reads the whole
    schema and refills its pages.
    """
    shelf = SHELVES.of(path, store_version(path))
    connection = shelf.take() or open_read_only(path)
    connection.known = shelf.known
    try:
        with translated(path):
            yield connection
    except BaseException:
        connection.close()
        raise
    shelf.put_back(connection)


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store for one transaction: committed at the end, nothing written on an error."""
    with translated(path):
        check_readable(path)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            check_version(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            connection.close()


def open_read_only(path: Path, *, any_version: bool = False) -> Opened:
    """Return a read-only connection, for one thread at a time; the caller closes it.

    Raises StoreNotFound, StoreDamaged, StoreTooOld, StoreTooRecent or StoreLocked.
    """
    with translated(path):
        check_readable(path)
        connection = sqlite3.connect(
            _uri(path), uri=True, timeout=_BUSY_SECONDS, factory=Opened, check_same_thread=False
        )
        try:
            check_version(connection, path, any_version=any_version)
        except BaseException:
            connection.close()
            raise
        return connection


def check_readable(path: Path) -> None:
    """Raise unless the file exists and begins as an SQLite file does."""
    try:
        header = HEADERS.read(path, _HEADER_LENGTH)
    except FileNotFoundError as error:
        raise _not_found(path) from error
    except OSError as error:
        raise StoreError(
            f"L'entrepôt {path} ne peut pas être lu ({error.strerror}). Vérifiez ses droits."
        ) from error
    if len(header) < _HEADER_LENGTH or not header.startswith(b"SQLite format 3\0"):
        raise _damaged(path)


def check_version(connection: sqlite3.Connection, path: Path, *, any_version: bool = False) -> None:
    """Raise unless the file is ours and of this version."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != APPLICATION_ID:
        raise StoreDamaged(
            f"Le fichier {path} n'est pas un entrepôt 1 000 LIANES. "
            "Indiquez le bon fichier dans LIANES_STORE."
        )
    if any_version:
        return
    if version < SCHEMA_VERSION:
        raise StoreTooOld(
            f"L'entrepôt {path} date d'une version antérieure (schéma {version}, attendu "
            f"{SCHEMA_VERSION}). Lancez : python -m lianes migrate"
        )
    if version > SCHEMA_VERSION:
        raise StoreTooRecent(
            f"L'entrepôt {path} vient d'une version plus récente (schéma {version}, connu "
            f"{SCHEMA_VERSION}). Mettez l'application à jour."
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's failures into French sentences that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translation(error, path) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM):
            raise StoreNotWritable(
                f"Impossible d'écrire {path} ({error.strerror}). "
                "Libérez de la place ou rendez le dossier accessible ; rien n'a été modifié."
            ) from error
        raise


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite failed because the file is not a sound SQLite file."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary code of a failure; 0 for those Python raises itself."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _translation(error: sqlite3.DatabaseError, path: Path) -> Exception:
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLocked(
            f"L'entrepôt {path} est occupé par une autre écriture. Réessayez dans un instant."
        )
    if is_damage(error):
        return _damaged(path)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return StoreNotWritable(
            f"Impossible d'écrire dans l'entrepôt {path} (disque plein, dossier absent ou lecture "
            "seule). Libérez de la place ou vérifiez les droits ; rien n'a été modifié."
        )
    return error


def _not_found(path: Path) -> StoreNotFound:
    return StoreNotFound(
        f"Aucun entrepôt à l'emplacement {path}. Créez-le : « python -m lianes demo » pour la "
        "démonstration, « python -m lianes init » pour un entrepôt vide."
    )


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        f"Le fichier {path} est endommagé ou n'est pas un entrepôt. "
        "Restaurez une sauvegarde : python -m lianes restore SAUVEGARDE"
    )


def _uri(path: Path) -> str:
    """Return a read-only URI; WAL needs side files, so a read-only folder is opened immutable."""
    writable = os.access(path.parent, os.W_OK)
    return f"file:{quote(str(path.resolve()))}?mode=ro{'' if writable else '&immutable=1'}"
