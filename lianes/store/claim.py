"""The right to write, one at a time: who has it is told; unfinished copies are swept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from lianes.errors import StoreLocked
from lianes.store.connection import translated

UNFINISHED = (".migrating", ".restoring")
"""What a migration or a restoration writes beside the store before putting it in place."""


@contextmanager
def claimed(path: Path, author: str) -> Iterator[None]:
    """Hold the right to write; raises StoreLocked naming who has it and since when.

    The system releases it when the process ends, however it ends: what a process killed halfway
    left beside the store is then nobody's, and goes.
    """
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
    side = path.with_name(path.name + ".writer")
    try:
        with translated(path):
            lock.acquire()
    except Timeout as error:
        raise _taken(side) from error
    try:
        with translated(path):
            _sign(side, author)
            sweep(path)
        yield
    finally:
        sweep(path)
        side.unlink(missing_ok=True)
        lock.release()


def sweep(path: Path) -> None:
    """Remove the unfinished copies beside a store; only for who holds the right to write."""
    for end in UNFINISHED:
        for leftover in path.parent.glob(f"{path.name}{end}*"):
            leftover.unlink(missing_ok=True)
    for leftover in (path.parent / "backups").glob(f"{path.stem}-avant-lot-*.partial*"):
        leftover.unlink(missing_ok=True)


def _sign(side: Path, author: str) -> None:
    now = datetime.now(ZoneInfo("Europe/Paris"))
    words = json.dumps({"author": author, "since": now.isoformat()})
    side.write_text(words, encoding="utf-8")


def _taken(side: Path) -> StoreLocked:
    who, since = "quelqu'un", ""
    with suppress(OSError, ValueError, KeyError):
        signed = json.loads(side.read_text(encoding="utf-8"))
        who = f"« {signed['author']} »"
        since = f" depuis {datetime.fromisoformat(signed['since']).strftime('%H h %M min %S s')}"
    return StoreLocked(
        f"Une écriture est en cours, par {who}{since}. Réessayez dans un instant ; "
        "rien n'a été modifié."
    )
