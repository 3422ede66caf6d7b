"""Rollups: what pages read, added up from networks, and from projects, for every territory."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lianes.domain.territory import Level
from lianes.store.cohort_rollup import SUBJECT_TABLES, Touched, write_cohorts
from lianes.store.contents import write_contents
from lianes.store.progress import Progress, silent, through
from lianes.store.suppression import write_suppression

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
TERRITORY_LEVELS = (
    Level.FRANCE, Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.EPT, Level.COMMUNE,
)  # fmt: skip
MOST_CHANGED = 0.5
"""Share of the networks beyond which everything is recomputed, which is then faster."""
SUBJECT_LEVELS = tuple(SUBJECT_TABLES)
_OF_SUBJECTS = "measure_id IN (SELECT id FROM measure WHERE subject_level = ?)"


@dataclass(frozen=True, slots=True)
class Subjects:
    """The networks, or the projects, rolled up and when each is expected to report.

    `level`: what they are; `ids`: (n,) their ids; `expected`: (n, months) booleans; `first`:
    ordinal of month 0; `members[level]`: entity id of each at that level, -1 when it has none.
    """

    level: Level
    ids: Ints
    expected: npt.NDArray[np.bool_]
    first: int
    members: Mapping[Level, Ints]

    @property
    def months(self) -> int:
        """Number of months covered."""
        return int(self.expected.shape[1])


@dataclass(frozen=True, slots=True)
class Changed:
    """What an incremental rebuild has to redo: whole series of these subjects' entities.

    For changed figures and reports; one that opens, or moves its seat, needs a full one.
    """

    networks: Collection[int] = ()
    projects: Collection[int] = ()

    def of(self, level: Level) -> Collection[int]:
        """Return the networks, or the projects."""
        return self.networks if level is Level.NETWORK else self.projects


def rebuild(
    connection: sqlite3.Connection, changed: Changed | None = None, progress: Progress = silent
) -> int:
    """Recompute the rollup (all of it, or what `changed` touches); return the rows written.

    Runs inside the caller's transaction.
    """
    if changed is None:  # emptying whole tables is one step
        connection.execute("DELETE FROM rollup")
        connection.execute("DELETE FROM cohort_rollup")
    written = sum(_rebuild(connection, level, changed, progress) for level in SUBJECT_LEVELS)
    write_contents(connection, None if changed is None or changed.projects else changed.networks)
    write_suppression(connection)
    return written


def _rebuild(
    connection: sqlite3.Connection, level: Level, changed: Changed | None, progress: Progress
) -> int:
    subjects = _read_subjects(connection, level)
    touched = _touched(subjects, changed) if _same_months(connection, subjects) else None
    _forget(connection, level, touched)
    if not subjects.months:
        return 0
    cohorts = write_cohorts(connection, level, touched)
    return _write_series(connection, subjects, touched, progress) + cohorts


def _same_months(connection: sqlite3.Connection, subjects: Subjects) -> bool:
    """Whether the rollup covers the months expected; one more month changes every series."""
    covered = connection.execute(
        f"SELECT min(month), max(month) FROM rollup WHERE level = 0 AND {_OF_SUBJECTS}",
        [int(subjects.level)],
    ).fetchone()
    return tuple(covered) == (subjects.first, subjects.first + subjects.months - 1)


def _touched(subjects: Subjects, changed: Changed | None) -> Touched | None:
    if changed is None:
        return None
    rows = np.isin(subjects.ids, np.fromiter(changed.of(subjects.level), np.int64))
    if rows.mean() > MOST_CHANGED:
        return None
    return {level: np.unique(ids[rows & (ids >= 0)]) for level, ids in subjects.members.items()}


def _forget(connection: sqlite3.Connection, subjects: Level, touched: Touched | None) -> None:
    """Delete the series to write again, in one pass per level; those of other subjects stay."""
    for table in ("rollup", "cohort_rollup"):
        if touched is None:
            connection.execute(f"DELETE FROM {table} WHERE {_OF_SUBJECTS}", [int(subjects)])
        for level, entities in (touched or {}).items():
            ids = ", ".join(str(int(entity)) for entity in entities) or "NULL"
            connection.execute(
                f"DELETE FROM {table} WHERE level = ? AND entity_id IN ({ids}) AND {_OF_SUBJECTS}",
                [int(level), int(subjects)],
            )


# ------------------------------------------------------------------ reading
def _read_subjects(connection: sqlite3.Connection, level: Level) -> Subjects:
    expected = _array(
        connection,
        f"SELECT subject_id, month FROM expected_report WHERE subject_level = {level:d}",
        columns=2,
    )
    ids = np.unique(expected[:, 0])
    first = int(expected[:, 1].min()) if len(expected) else 0
    months = int(expected[:, 1].max()) - first + 1 if len(expected) else 0
    grid = np.zeros((len(ids), months), dtype=np.bool_)
    grid[np.searchsorted(ids, expected[:, 0]), expected[:, 1] - first] = True
    return Subjects(level, ids, grid, first, _members(connection, level, ids))


def _members(connection: sqlite3.Connection, subjects: Level, ids: Ints) -> dict[Level, Ints]:
    """Return, per level, the entity each subject counts for: its seat commune and its parents."""
    table = SUBJECT_TABLES[subjects]
    links = _array(
        connection,
        f"SELECT n.id, l.parent_level, l.parent_id FROM {table} n "
        "JOIN territory_link l ON l.child_id = n.seat_id "
        f"UNION ALL SELECT id, 5, seat_id FROM {table}",
        columns=3,
    )
    members = {}
    for level in TERRITORY_LEVELS:
        of_level = links[links[:, 1] == level]
        entity = dict(zip(of_level[:, 0].tolist(), of_level[:, 2].tolist(), strict=True))
        members[level] = np.array([entity.get(i, -1) for i in ids.tolist()], dtype=np.int64)
    return members | {subjects: ids}


def _array(connection: sqlite3.Connection, sql: str, *, columns: int) -> Ints:
    rows = connection.execute(sql).fetchall()
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)


# ------------------------------------------------------------------ series
def _write_series(
    connection: sqlite3.Connection, subjects: Subjects, touched: Touched | None, progress: Progress
) -> int:
    written = 0
    pairs = connection.execute(
        "SELECT d.measure_id, d.public_id, m.kind FROM measure_public d "
        "JOIN measure m ON m.id = d.measure_id "
        "WHERE m.kind <> 'cohort' AND m.subject_level = ? ORDER BY 2, 1",
        [int(subjects.level)],
    ).fetchall()
    for measure, public, kind in through(pairs, progress, "Cumuls des territoires"):
        values = _values(connection, subjects, measure, public)
        for level, entities, block in _aggregate(subjects, values, kind == "stock", touched):
            rows = _rows(int(level), public, measure, subjects.first, entities, block)
            connection.executemany(
                "INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            written += len(rows)
    return written


def _values(
    connection: sqlite3.Connection, subjects: Subjects, measure: int, public: int
) -> Floats:
    """Return (networks, months) values; NaN where nothing was reported."""
    found = _array(
        connection,
        "SELECT subject_id, month, value FROM observation "
        f"WHERE subject_level = {subjects.level:d} AND measure_id = {measure:d} "
        f"AND public_id = {public:d}",
        columns=3,
    )
    values = np.full(subjects.expected.shape, np.nan)
    column = found[:, 1] - subjects.first
    inside = np.isin(found[:, 0], subjects.ids) & (column >= 0) & (column < subjects.months)
    values[np.searchsorted(subjects.ids, found[inside, 0]), column[inside]] = found[inside, 2]
    return values


@dataclass(frozen=True, slots=True)
class Block:
    """Series of several entities: (entities, months) each; NaN where there is no figure."""

    value: Floats
    cumulated: Floats
    expected: Ints
    reported: Ints
    begun: npt.NDArray[np.bool_]


def _aggregate(
    subjects: Subjects, values: Floats, is_stock: bool, touched: Touched | None
) -> Iterator[tuple[Level, Ints, Block]]:
    for level, members in subjects.members.items():
        kept = members >= 0
        if touched is not None:
            kept &= np.isin(members, touched[level])
        if not kept.any():
            continue
        entities, rows = np.unique(members[kept], return_inverse=True)
        yield level, entities, _block(rows, values[kept], subjects.expected[kept], is_stock)


def _block(rows: Ints, values: Floats, expected: npt.NDArray[np.bool_], is_stock: bool) -> Block:
    reported = ~np.isnan(values)
    carried = _carried(values, expected) if is_stock else values
    value = _sum(rows, carried)
    cumulated = np.full(value.shape, np.nan) if is_stock else _running(value)
    expected_count = _sum_counts(rows, expected)
    return Block(
        value=value,
        cumulated=cumulated,
        expected=expected_count,
        reported=_sum_counts(rows, reported),
        begun=np.maximum.accumulate(expected_count > 0, axis=1),
    )


def _carried(values: Floats, expected: npt.NDArray[np.bool_]) -> Floats:
    """Carry a stock's last reported value forward while the network is open."""
    months = np.arange(values.shape[1])
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, months), axis=1)
    carried = np.take_along_axis(values, np.maximum(last, 0), axis=1)
    still_open = np.flip(np.maximum.accumulate(np.flip(expected, 1), axis=1), 1)
    return np.where((last >= 0) & still_open, carried, np.nan)


def _sum(rows: Ints, values: Floats) -> Floats:
    """Sum networks into entities; NaN only where no network has a value."""
    count = rows.max() + 1
    total = np.zeros((count, values.shape[1]))
    np.add.at(total, rows, np.nan_to_num(values))
    known = _sum_counts(rows, ~np.isnan(values))
    return np.where(known > 0, total, np.nan)


def _sum_counts(rows: Ints, flags: npt.NDArray[np.bool_]) -> Ints:
    total = np.zeros((rows.max() + 1, flags.shape[1]), dtype=np.int64)
    np.add.at(total, rows, flags)
    return total


def _running(value: Floats) -> Floats:
    known = np.maximum.accumulate(~np.isnan(value), axis=1)
    return np.where(known, np.nancumsum(value, axis=1), np.nan)


def _rows(
    level: int, public: int, measure: int, first: int, entities: Ints, block: Block
) -> list[tuple[int | None, ...]]:
    entity, month = np.nonzero(block.begun)
    return [
        (level, public, measure, *row)
        for row in zip(
            entities[entity].tolist(),
            (month + first).tolist(),
            _nullable(block.value[entity, month]),
            _nullable(block.cumulated[entity, month]),
            block.expected[entity, month].tolist(),
            block.reported[entity, month].tolist(),
            block.expected.cumsum(axis=1)[entity, month].tolist(),
            block.reported.cumsum(axis=1)[entity, month].tolist(),
            strict=True,
        )
    ]


def _nullable(values: Floats) -> list[int | None]:
    return [None if value != value else int(value) for value in values.tolist()]
