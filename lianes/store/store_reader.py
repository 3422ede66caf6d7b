"""What every reader asks of the store first: what it says of itself, and its numbers."""

import sqlite3
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from lianes.domain.month import Month
from lianes.metrics.masking import read_stamp
from lianes.store.opened import Found, once
from lianes.store.values import StoreMeta


class StoreReader:
    """Reads one open connection. Holds no state but the connection and what never changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._measures, self._publics = self.once("numbers", self._numbers)

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters).fetchall()

    def once(self, what: Hashable, read: Callable[[], Found]) -> Found:
        """Return what is the same for every scope and audience: read once per version."""
        return once(self._connection, what, read)

    def _numbers(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return the number of each measure and of each public."""
        measures: dict[str, int] = dict(self._rows("SELECT code, id FROM measure"))
        return measures, dict(self._rows("SELECT code, id FROM public"))

    def meta(self) -> StoreMeta:
        """Return what the store says of itself."""
        return self.once("meta", self._meta)

    def _meta(self) -> StoreMeta:
        values: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        first, last = self._rows(_MONTHS)[0]
        return StoreMeta(
            simulated=values["kind"] == "demonstration",
            as_of=date.fromisoformat(values["as_of"]),
            launched_on=date.fromisoformat(values["launched_on"]),
            geography_vintage=values["geography_vintage"],
            catalogue_version=values["catalogue_version"],
            first_month=None if first is None else Month(first),
            last_month=None if last is None else Month(last),
            secrecy=read_stamp(values.get("suppression")),
        )

    def public_labels(self) -> dict[str, str]:
        """Return the French label of each public that some measure may be reported for."""
        return dict(self._rows("SELECT code, label FROM public ORDER BY id"))


_MONTHS = (
    "SELECT (SELECT min(month) FROM expected_report WHERE subject_level = 6), "
    "(SELECT max(month) FROM expected_report WHERE subject_level = 6)"
)
"""Apart, each end is one step in an index; together SQLite walks the whole table."""
