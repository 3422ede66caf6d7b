"""Writing one batch: the right to write claimed, a backup kept, one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lianes.store.backup import backup
from lianes.store.claim import claimed
from lianes.store.connection import check_readable, writing

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


def save_before(path: Path) -> Path:
    """Save the store before a batch and drop the oldest of such backups."""
    folder = path.parent / "backups"
    stamp = datetime.now(ZoneInfo("UTC")).strftime("%Y%m%dT%H%M%S%fZ")
    saved = backup(path, folder / f"{path.stem}-avant-lot-{stamp}.db")
    for old in sorted(folder.glob(f"{path.stem}-avant-lot-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return saved
