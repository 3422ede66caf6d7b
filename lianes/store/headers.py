"""The first bytes of files that SQLite may have open, read without dropping its locks.

On POSIX, closing a file drops every lock its process holds on it, those of SQLite included
(https://sqlite.org/howtocorrupt.html, 2.2): another process would then take the store for idle
and delete its log under our connections. So what is opened here stays open.
"""

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

HELD = 16
"""Files kept open: a store and the index of its log are two."""


class Headers:
    """Files kept open, the least recently read closed first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Path, int] = OrderedDict()
        self._lock = Lock()

    def read(self, path: Path, length: int) -> bytes:
        """Return the first bytes of the file now at a path, fewer in a short one; OSError."""
        if os.name == "nt":  # locks are not lost there, and an open file cannot be replaced
            with path.open("rb") as file:
                return file.read(length)
        with self._lock:
            return os.pread(self._descriptor(path), length, 0)

    def _descriptor(self, path: Path) -> int:
        held = self._held.pop(path, None)
        if held is not None and not _is_at(held, path):
            os.close(held)
            held = None
        self._held[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC) if held is None else held
        while len(self._held) > HELD:
            os.close(self._held.popitem(last=False)[1])
        return self._held[path]


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the file open is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


HEADERS = Headers()
