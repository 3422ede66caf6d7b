"""Statistical secrecy: which cells each audience may not see, computed whenever data change."""

import os
import sqlite3
from collections.abc import Iterator

import numpy as np

from lianes.domain.catalogue import Kind, Measure
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience, Thresholds, configured_thresholds, stamp
from lianes.metrics.suppression import Flags
from lianes.store.secrecy_inside import inside_masks
from lianes.store.secrecy_masks import Masks
from lianes.store.secrecy_outside import ALL, outside_masks
from lianes.store.secrecy_tables import Grid, read_grid

OUTSIDE = (Level.FRANCE, Level.REGION, Level.DEPARTEMENT)
INSIDE = (*OUTSIDE, Level.NETWORK)


def write_suppression(connection: sqlite3.Connection, thresholds: Thresholds | None = None) -> int:
    """Compute and write every hidden cell of the release grids; return how many.

    Runs inside the caller's transaction, once the rollup is written.
    """
    limits = thresholds or configured_thresholds(os.environ)
    connection.execute("DELETE FROM suppression")
    written = sum(
        _write(connection, masks, audience) for audience, masks in _masks(connection, limits)
    )
    written_under = Thresholds(limits.of(Audience.INTERNE), limits.of(Audience.EXTERNE))
    said = [stamp(written_under)]
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('suppression', ?)", said)
    return written


def _masks(connection: sqlite3.Connection, limits: Thresholds) -> Iterator[tuple[Audience, Masks]]:
    first, last = connection.execute(
        "SELECT min(month), max(month) FROM expected_report WHERE subject_level = 6"
    ).fetchone()
    if first is None:
        return
    measures, publics = read_measures(connection)
    quarters = quarter_ends(first, last)
    if quarters:
        outside = read_grid(connection, OUTSIDE, quarters)
        threshold = limits.of(Audience.EXTERNE)
        yield Audience.EXTERNE, outside_masks(connection, outside, measures, publics, threshold)
    inside = read_grid(connection, INSIDE, (last,))
    country = read_grid(connection, (Level.FRANCE,), tuple(sorted({*quarters, last})))
    threshold = limits.of(Audience.INTERNE)
    yield Audience.INTERNE, inside_masks(connection, inside, country, measures, publics, threshold)


def quarter_ends(first: int, last: int) -> tuple[int, ...]:
    """Return the ordinals of the ends of quarters of a range of months."""
    months = Period(Month(first), Month(last))
    return tuple(month.ordinal for month in months if month.is_quarter_end)


def read_measures(
    connection: sqlite3.Connection,
) -> tuple[dict[str, tuple[int, Measure]], dict[str, int]]:
    """Return each measure declared for all publics, wholes before parts, and the ids of publics."""
    publics: dict[str, int] = dict(connection.execute("SELECT code, id FROM public").fetchall())
    declared: dict[int, list[str]] = {}
    for measure, code in connection.execute(
        "SELECT d.measure_id, p.code FROM measure_public d JOIN public p ON p.id = d.public_id"
    ):
        declared.setdefault(measure, []).append(code)
    everyone = publics.get(ALL)
    rows = connection.execute(
        "SELECT m.id, m.code, m.kind, m.unit, m.persons, m.sensitive, w.code FROM measure m "
        "LEFT JOIN measure w ON w.id = m.part_of AND w.id IN "
        "(SELECT measure_id FROM measure_public WHERE public_id = ?1) "
        "WHERE m.subject_level = 6 "
        "AND m.id IN (SELECT measure_id FROM measure_public WHERE public_id = ?1) ORDER BY m.id",
        [everyone],
    ).fetchall()
    found = {
        code: (number, Measure(code, code, Kind(kind), unit, tuple(declared.get(number, ())), "",
                               bool(persons), bool(sensitive), whole))
        for number, code, kind, unit, persons, sensitive, whole in rows
    }  # fmt: skip
    return _wholes_first(found), publics


def _wholes_first(
    measures: dict[str, tuple[int, Measure]],
) -> dict[str, tuple[int, Measure]]:
    def depth(code: str) -> int:
        whole = measures[code][1].part_of
        return 0 if whole is None else 1 + depth(whole)

    return {code: measures[code] for code in sorted(measures, key=depth)}


def _write(connection: sqlite3.Connection, masks: Masks, audience: Audience) -> int:
    rows = [
        (str(audience), *row)
        for (measure, public), (grid, hidden, primary) in masks.found.items()
        for row in _rows(grid, measure, public, hidden, primary)
    ]
    connection.executemany("INSERT INTO suppression VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def _rows(
    grid: Grid, measure: int, public: int, hidden: Flags, primary: Flags
) -> Iterator[tuple[int, int, int, int, int, str]]:
    for place, date in zip(*np.nonzero(hidden), strict=True):
        level, entity = grid.entities[place]
        reason = "primary" if primary[place, date] else "secondary"
        yield level, public, measure, entity, grid.dates[date], reason
