"""Contested values that no one has settled yet, and every figure that counts them."""

import sqlite3

from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.store.values import Contested, Entity


def contests_within(
    connection: sqlite3.Connection, public: str, period: Period
) -> tuple[Contested, ...]:
    """Return the open proposals of a public that figures of a period count.

    A flow counts in every period that holds its month; a stock stands until the next report.
    """
    rows = connection.execute(
        "SELECT row_key, proposed_value FROM proposal WHERE decision IS NULL "
        "AND table_name = 'observation' ORDER BY id"
    ).fetchall()
    found = (_contested(connection, row_key, int(value), period)
             for row_key, value in rows if row_key.split("/")[2] == public)  # fmt: skip
    return tuple(contested for contested in found if contested is not None)


def _contested(
    connection: sqlite3.Connection, row_key: str, proposed: int, period: Period
) -> Contested | None:
    network, measure, public, month = row_key.split("/")
    row = connection.execute(
        "SELECT o.subject_id, n.seat_id, o.value, o.month, m.kind = 'stock', "
        "(SELECT min(l.month) FROM observation l WHERE l.subject_level = 6 "
        "AND l.measure_id = o.measure_id AND l.public_id = o.public_id "
        "AND l.subject_id = o.subject_id AND l.month > o.month) "
        "FROM observation o JOIN network n ON n.id = o.subject_id "
        "JOIN measure m ON m.id = o.measure_id JOIN public p ON p.id = o.public_id "
        "WHERE o.subject_level = 6 AND n.code = ? AND m.code = ? AND p.code = ? AND o.month = ?",
        [network, measure, public, Month.parse(month).ordinal],
    ).fetchone()
    if row is None:
        return None
    subject, seat, value, ordinal, is_stock, later = row
    last = period.end.ordinal
    counts = ordinal <= last if is_stock else period.start.ordinal <= ordinal <= last
    if not counts or (is_stock and later is not None and later <= last):
        return None
    keys = frozenset((measure, entity) for entity in _counting(connection, subject, seat))
    return Contested(keys, proposed - value)


def _counting(connection: sqlite3.Connection, network: int, seat: int) -> set[Entity]:
    """Return the entities a network counts for: itself, its seat and what holds its seat."""
    parents = connection.execute(
        "SELECT parent_level, parent_id FROM territory_link WHERE child_id = ?", [seat]
    )
    above: set[Entity] = {(Level(level), entity) for level, entity in parents}
    return above | {(Level.NETWORK, network), (Level.COMMUNE, seat)}
