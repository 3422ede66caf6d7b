"""Connections kept between two readings of one version of the store, and what they know of it."""

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

Found = TypeVar("Found")

Version = tuple[int, int, bytes]
"""What changes whenever a store does (see `store_version`)."""
STORES = 4
"""Stores whose connections are kept; an application reads one."""
IDLE = 0 if os.name == "nt" else 8
"""Connections kept per store; none where an open file cannot be replaced."""


class Opened(sqlite3.Connection):
    """A read-only connection.

    `known` is what is read once of a version of the store, shared by its connections; None when
    nothing says that the store stays the same.
    """

    known: dict[Hashable, Any] | None = None


def once(connection: sqlite3.Connection, what: Hashable, read: Callable[[], Found]) -> Found:
    """Return what is read once of a version of the store: the same for every scope and audience."""
    known = connection.known if isinstance(connection, Opened) else None
    if known is None:
        return read()
    if what not in known:
        known[what] = read()
    return cast("Found", known[what])


class Shelf:
    """The idle connections of one version of a store."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.known: dict[Hashable, Any] = {}
        self._idle: list[Opened] = []
        self._lock = Lock()
        self._is_open = True

    def take(self) -> Opened | None:
        """Return a connection that nobody uses, if there is one."""
        with self._lock:
            return self._idle.pop() if self._idle else None

    def put_back(self, connection: Opened) -> None:
        """Keep a connection for the next reading, or close it when there are enough."""
        with self._lock:
            if self._is_open and len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close what is idle, and what will be put back."""
        with self._lock:
            self._is_open = False
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


class Shelves:
    """The shelf of the present version of each store read last."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[Path, Shelf] = OrderedDict()
        self._lock = Lock()

    def of(self, path: Path, version: Version) -> Shelf:
        """Return the shelf of a version; those of the versions before are closed."""
        dropped: list[Shelf] = []
        with self._lock:
            shelf = self._shelves.get(path)
            if shelf is None or shelf.version != version:
                dropped += [shelf] if shelf else []
                shelf = self._shelves[path] = Shelf(version)
            self._shelves.move_to_end(path)
            while len(self._shelves) > STORES:
                dropped.append(self._shelves.popitem(last=False)[1])
        for old in dropped:
            old.close()
        return shelf


SHELVES = Shelves()
