"""What suppression is computed from: counts of the rollup over the places and dates of a grid."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lianes.domain.catalogue import Kind, Measure
from lianes.domain.secrecy import EARLY, FOLLOWED, LATE
from lianes.domain.territory import Level
from lianes.metrics.suppression import Flags, Ints, Split, Tree
from lianes.store.rows import marks


@dataclass(frozen=True, slots=True)
class Grid:
    """The places and dates of a release: a tree of rollup entities, ordinals of months."""

    entities: tuple[tuple[int, int], ...]
    tree: Tree
    dates: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of places and of dates."""
        return len(self.entities), len(self.dates)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of a measure and a public, and reports received so far, (places, dates)."""

    counts: Ints
    reported: Ints


@dataclass(frozen=True, slots=True)
class Followed:
    """People of a cohort, (places, dates), and its events before 6 months then before 12.

    `early` and `late` are (events, places, dates), in the order of `FOLLOWED`.
    """

    starts: Ints
    early: Ints
    late: Ints

    def splits(self) -> tuple[Split, Split]:
        """Return what 6 months tell (people followed, each kind of event), then what 12 add."""
        there = (self.starts > 0).astype(np.int64)
        return (
            _untied(np.concatenate([self.starts[np.newaxis], self.early]), there),
            _untied(self.late, there),
        )


def _untied(counts: Ints, there: Ints) -> Split:
    nothing = np.zeros(there.shape, np.bool_)
    return Split(counts, (True,) * len(counts), there, nothing, tied=False)


def read_grid(
    connection: sqlite3.Connection, levels: Sequence[Level], dates: Sequence[int]
) -> Grid:
    """Return the tree of the places of these levels where a network reports, widest level first."""
    columns = [_entity_column(level) for level in levels]
    joins = " ".join(
        f"LEFT JOIN territory_link l{level:d} ON l{level:d}.child_id = n.seat_id "
        f"AND l{level:d}.parent_level = {level:d}"
        for level in levels
        if level is not Level.NETWORK
    )
    rows = connection.execute(
        f"SELECT DISTINCT {', '.join(columns)} FROM network n {joins} JOIN expected_report e "
        "ON e.subject_level = 6 AND e.subject_id = n.id ORDER BY n.id"
    ).fetchall()
    return _grid(levels, [row for row in rows if None not in row], dates)


def _entity_column(level: Level) -> str:
    return "n.id" if level is Level.NETWORK else f"l{level:d}.parent_id"


def _grid(levels: Sequence[Level], rows: Sequence[tuple[int, ...]], dates: Sequence[int]) -> Grid:
    parents: dict[tuple[int, int], tuple[int, int] | None] = {}
    weights: dict[tuple[int, int], int] = {}
    for depth, level in enumerate(levels):
        for row in rows:
            key = (int(level), row[depth])
            above = (int(levels[depth - 1]), row[depth - 1]) if depth else None
            parents.setdefault(key, above)
            weights[key] = weights.get(key, 0) + 1
    entities = tuple(parents)
    position = {key: i for i, key in enumerate(entities)}
    parent = [position[above] if above else -1 for above in parents.values()]
    tree = Tree(np.array(parent, np.int64), np.array([weights[k] for k in entities], np.int64))
    return Grid(entities, tree, tuple(dates))


def read_table(
    connection: sqlite3.Connection, grid: Grid, measure: tuple[int, Measure], public: int
) -> Table:
    """Return the counts since the launch (of a stock, at the date) over a grid."""
    number, declared = measure
    if declared.kind is Kind.COHORT:
        raise ValueError(f"{declared.id} is a cohort: see read_cohort.")
    stock = declared.kind is Kind.STOCK
    value, known = ("value", "value IS NOT NULL") if stock else ("cumulated", "reported_total")
    levels = sorted({level for level, _ in grid.entities})
    rows = connection.execute(
        f"SELECT level, entity_id, month, {value}, {known} FROM rollup "
        f"WHERE level IN ({marks(levels)}) AND public_id = ? AND measure_id = ? "
        f"AND month IN ({marks(grid.dates)}) AND {value} IS NOT NULL",
        [*levels, public, number, *grid.dates],
    ).fetchall()
    return _table(grid, rows)


def _table(grid: Grid, rows: Sequence[tuple[int, ...]]) -> Table:
    place = {key: i for i, key in enumerate(grid.entities)}
    date = {month: i for i, month in enumerate(grid.dates)}
    counts, reported = np.zeros(grid.shape, np.int64), np.zeros(grid.shape, np.int64)
    for level, entity, month, value, known in rows:
        if (level, entity) not in place:  # a network without a seat: the checks tell it
            continue
        at = place[level, entity], date[month]
        counts[at], reported[at] = value, known
    return Table(counts, reported)


def read_cohort(
    connection: sqlite3.Connection, grid: Grid, cohort: tuple[int, Measure], public: int,
    *, until: int | None = None,
) -> Followed:  # fmt: skip
    """Return the people followed in a cohort and what befell them, over a grid.

    `until` is the month people are followed to, that of each date when None.
    """
    number, measure = cohort
    events = FOLLOWED[measure.id]
    levels = sorted({level for level, _ in grid.entities})
    place = {key: i for i, key in enumerate(grid.entities)}
    starts = np.zeros(grid.shape, np.int64)
    found = np.zeros((2, len(events), *grid.shape), np.int64)
    rows = connection.execute(
        "SELECT level, entity_id, start_month, start_month + age, age, event, value "
        f"FROM cohort_rollup WHERE level IN ({marks(levels)}) AND public_id = ? "
        f"AND measure_id = ? AND age <= ? AND event IN ('start', {marks(events)})",
        [*levels, public, number, LATE, *events],
    )
    for level, entity, start, known, age, event, value in rows:  # many: never all in memory
        if (level, entity) not in place:
            continue
        seen = [start <= d and known <= (until or d) for d in grid.dates]
        if event == "start":
            starts[place[level, entity], seen] += value
        else:
            found[int(age > EARLY), events.index(event), place[level, entity], seen] += value
    return Followed(starts, found[0], found[1])


def read_members(connection: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """Return (network, level, entity) for the levels that cross the tree: EPCI, EPT, communes."""
    return connection.execute(
        "SELECT n.id, l.parent_level, l.parent_id FROM network n JOIN territory_link l "
        "ON l.child_id = n.seat_id WHERE l.parent_level IN (3, 4) "
        "UNION ALL SELECT id, 5, seat_id FROM network"
    ).fetchall()


def nowhere(grid: Grid) -> Flags:
    """Return no cell of a grid."""
    return np.zeros(grid.shape, np.bool_)
