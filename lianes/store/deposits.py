"""Applying a deposited batch on an open transaction: rows, journal, calendar, rollup, checks."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from lianes.domain.territory import Level
from lianes.errors import DepositRefused
from lianes.store import calendar
from lianes.store.check_queries import QUERIES
from lianes.store.deposit_warnings import Warned, keep
from lianes.store.edits import Change, Edit, Editor, Outcome, Row, What
from lianes.store.progress import Progress, part, silent
from lianes.store.rollup import Changed, rebuild

FIGURES = ("observation", "cohort_observation", "expected_report")
TECHNICAL = ("expected_report", "meta")
"""Tables that follow from a deposit: shown apart, never a conflict."""
_MARK = " (démonstration)"


@dataclass(frozen=True, slots=True)
class Slip:
    """Who deposits what, and why."""

    author: str
    title: str
    form: str
    file_name: str | None = None
    sha256: str | None = None
    note: str | None = None
    undoes: int | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class Applied:
    """A batch and what it did to each row."""

    batch: int
    outcomes: tuple[Outcome, ...]

    @cached_property
    def counts(self) -> Counter[What]:
        """How many rows deposited were added, changed, removed, or stood so already."""
        return Counter(o.what for o in self.outcomes if o.edit.table not in TECHNICAL)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The cells that changed, without what follows from them."""
        kept = (c for o in self.outcomes for c in o.changes if c.table not in TECHNICAL)
        return tuple(c for c in kept if c.column not in ("batch_id", "source", "simulated"))

    @cached_property
    def networks(self) -> frozenset[int]:
        """The networks whose figures changed."""
        return touched_networks(self.outcomes)

    @cached_property
    def projects(self) -> frozenset[int]:
        """The projects whose figures changed."""
        return touched_projects(self.outcomes)


def is_demonstration(connection: sqlite3.Connection) -> bool:
    """Whether the store holds simulated results."""
    kind = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()
    return bool(kind and kind[0] == "demonstration")


def day_of(connection: sqlite3.Connection, today: date) -> date:
    """Return the day deposits are judged at: today, or that of a demonstration."""
    as_of = connection.execute("SELECT value FROM meta WHERE key = 'as_of'").fetchone()[0]
    known = date.fromisoformat(as_of)
    return known if is_demonstration(connection) else max(known, today)


def deposit(
    connection: sqlite3.Connection,
    slip: Slip,
    edits: Sequence[Edit],
    *,
    today: date,
    progress: Progress = silent,
) -> Applied:
    """Apply edits as one batch; raises DepositRefused when nothing would change or hold."""
    connection.execute("PRAGMA defer_foreign_keys = ON")  # rows of a file come in any order
    day = day_of(connection, today)
    batch, stamps = open_batch(connection, slip)
    keep(connection, batch, slip.warnings)
    editor = Editor(connection, batch, slip.note)
    outcomes = editor.apply(edits, stamps, part(progress, 0.0, 0.6))
    if all(outcome.what is What.UNCHANGED for outcome in outcomes):
        raise DepositRefused("Rien ne change : l'entrepôt contient déjà ces valeurs.")
    outcomes += editor.apply(_as_of(connection, day), {})
    outcomes += editor.apply(calendar.extended(connection, day), {})
    came = _months_of(outcomes) & calendar.pending(connection)
    outcomes += editor.apply(calendar.received(came, day), {})
    progress(0.6, "Cumuls et contrôles")
    finish(connection, outcomes)
    progress(1.0, "Fini")
    return Applied(batch, tuple(outcomes))


def open_batch(connection: sqlite3.Connection, slip: Slip) -> tuple[int, Row]:
    """Write the batch and its source; return its id and what its rows are stamped with."""
    simulated = int(is_demonstration(connection))
    batch = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM batch").fetchone()[0]
    source, title = f"depot-{batch}", slip.title + (_MARK if simulated else "")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    connection.execute(
        "INSERT INTO source (id, title, publisher, published_on, kind) "
        "VALUES (?, ?, ?, ?, 'batch')",
        (source, title, slip.author, now[:10]),
    )
    connection.execute(
        "INSERT INTO batch (id, received_at, author, title, sha256, note, source, simulated, "
        "undoes, form, file_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (batch, now, slip.author, title, slip.sha256, slip.note, source, simulated, slip.undoes,
         slip.form, slip.file_name),
    )  # fmt: skip
    return batch, {"batch_id": batch, "source": source, "simulated": simulated}


def finish(connection: sqlite3.Connection, outcomes: Sequence[Outcome]) -> None:
    """Rebuild what pages read, then refuse whatever would leave the store unsound."""
    _refuse_unsound(connection, {t: q for t, q in QUERIES.items() if "rollup" not in q})
    tables = {o.edit.table for o in outcomes if o.what is not What.UNCHANGED}
    if tables & {"network", "project"}:
        rebuild(connection)
    elif tables & set(FIGURES):
        rebuild(connection, Changed(touched_networks(outcomes), touched_projects(outcomes)))
    _refuse_unsound(connection, {t: q for t, q in QUERIES.items() if "rollup" in q})


def touched_networks(outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the networks whose figures or reports some outcome changed."""
    return _touched(outcomes, Level.NETWORK)


def touched_projects(outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the projects whose figures or reports some outcome changed."""
    return _touched(outcomes, Level.PROJECT)


def _touched(outcomes: Sequence[Outcome], level: Level) -> frozenset[int]:
    return frozenset(
        int(o.edit.key[1] if o.edit.table == "expected_report" else o.edit.key[3])
        for o in outcomes
        if o.edit.table in FIGURES and o.what is not What.UNCHANGED and o.edit.key[0] == level
    )


def _months_of(outcomes: Sequence[Outcome]) -> set[calendar.Report]:
    return {
        (int(o.edit.key[0]), int(o.edit.key[3]), int(o.edit.key[4]))
        for o in outcomes
        if o.edit.table == "observation" and o.edit.row is not None
    }


def _as_of(connection: sqlite3.Connection, day: date) -> list[Edit]:
    known = connection.execute("SELECT value FROM meta WHERE key = 'as_of'").fetchone()[0]
    return [Edit("meta", ("as_of",), {"value": day.isoformat()})] if str(day) > known else []


def _refuse_unsound(connection: sqlite3.Connection, queries: Mapping[str, str]) -> None:
    strangers = connection.execute("PRAGMA foreign_key_check").fetchmany(5)
    problems = [f"{table} : {parent} inconnu" for table, _, parent, _ in strangers]
    for title, query in queries.items():
        rows = connection.execute(query).fetchmany(3)
        problems += [f"{title} : {', '.join(str(row[0]) for row in rows)}"] if rows else []
    if problems:
        raise DepositRefused(
            "Ces lignes contredisent le reste de l'entrepôt ; rien n'a été écrit. "
            + " ; ".join(problems)
            + "."
        )
