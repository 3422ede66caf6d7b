"""One writer at a time: who writes is told to the next; a backup is kept before each batch."""

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lianes.errors import StoreLocked
from lianes.store.backup import backup
from lianes.store.connection import check_readable, translated, writing

KEPT = 10
"""Backups made before batches that are kept; those made by hand are never removed."""


@contextmanager
def depositing(path: Path, author: str) -> Iterator[sqlite3.Connection]:
    """Open the store for one batch: claimed, saved, then written in one transaction."""
    check_readable(path)
    with claimed(path, author):
        save_before(path)
        with writing(path) as connection:
            yield connection


@contextmanager
def claimed(path: Path, author: str) -> Iterator[None]:
    """Hold the right to write; raises StoreLocked naming who has it and since when.

    The system releases it when the process ends, however it ends.
    """
    side = path.with_name(path.name + ".writer")
    with translated(path):
        handle = os.open(side, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _taken(side) from error
        with translated(path):
            _sign(handle, author)
        yield
    finally:
        os.close(handle)


def _sign(handle: int, author: str) -> None:
    now = datetime.now(ZoneInfo("Europe/Paris"))
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps({"author": author, "since": now.isoformat()}).encode(), 0)


def _taken(side: Path) -> StoreLocked:
    who, since = "quelqu'un", ""
    with suppress(OSError, ValueError, KeyError):
        signed = json.loads(side.read_text(encoding="utf-8"))
        who = f"« {signed['author']} »"
        since = f" depuis {datetime.fromisoformat(signed['since']).strftime('%H h %M min %S s')}"
    return StoreLocked(
        f"Un dépôt est en cours, par {who}{since}. Réessayez dans un instant ; "
        "rien n'a été modifié."
    )


def save_before(path: Path) -> Path:
    """Save the store before a batch and drop the oldest of such backups."""
    folder = path.parent / "backups"
    stamp = datetime.now(ZoneInfo("UTC")).strftime("%Y%m%dT%H%M%S%fZ")
    saved = backup(path, folder / f"{path.stem}-avant-lot-{stamp}.db")
    for old in sorted(folder.glob(f"{path.stem}-avant-lot-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return saved
