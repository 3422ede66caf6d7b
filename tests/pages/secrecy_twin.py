"""A store that differs from another by hidden counts alone: who may not see them sees no change."""

import shutil
import sqlite3

from lianes.metrics.masking import Audience
from lianes.store.connection import reading, writing
from lianes.store.rollup import rebuild

ADD = (
    "UPDATE observation SET value = value + ? WHERE subject_level = 6 AND subject_id = ? "
    "AND month = ? AND public_id = 1 AND measure_id = (SELECT id FROM measure WHERE code = ?)"
)
ADD_EVENT = (
    "UPDATE cohort_observation SET value = value + ? WHERE subject_level = 6 AND subject_id = ? "
    "AND start_month = ? AND age = ? AND event = ? "
    "AND measure_id = (SELECT id FROM measure WHERE code = 'home_retention')"
)
RELEASED = (
    "SELECT level, public_id, measure_id, entity_id, month FROM suppression WHERE audience = ? "
    "ORDER BY 1, 2, 3, 4, 5"
)
SAME_DEPARTEMENT = """
SELECT n.id, o.id FROM network n JOIN network o ON n.id < o.id
JOIN territory_link l ON l.child_id = n.seat_id AND l.parent_level = 2
JOIN territory_link k ON k.child_id = o.seat_id AND k.parent_id = l.parent_id"""
HIDDEN_IN_ONE_REGION = """
WITH secret AS (SELECT level, entity_id FROM suppression WHERE audience = 'interne'
  AND public_id = 1 AND measure_id = (SELECT id FROM measure WHERE code = ?)),
place AS (SELECT n.id AS network, region.parent_id AS region, dep.parent_id AS departement
  FROM network n JOIN territory_link region ON region.child_id = n.seat_id
  AND region.parent_level = 1 JOIN territory_link dep ON dep.child_id = n.seat_id
  AND dep.parent_level = 2 WHERE (6, n.id) IN secret)
SELECT a.network, b.network FROM place a JOIN place b
ON a.network < b.network AND a.region = b.region
WHERE a.departement = b.departement
OR ((2, a.departement) IN secret AND (2, b.departement) IN secret)"""


def twin(path, copy, audience):
    """Copy a store and move hidden counts in it; return the networks they moved between."""
    shutil.copy(path, copy)
    here, there = _move_exits(copy, audience)
    moved = {*_move_events(copy, audience), _move_months(copy, audience)}
    return [here, there, *sorted(moved)]


def _move_exits(copy, audience):
    """One person more without solution here, one fewer there, in the same month."""
    for here, there in _pairs(copy, audience, "exits_none"):
        for month in range(24321, 24308, -1):
            steps = [
                (ADD, (sign, network, month, measure))
                for network, way in ((here, 1), (there, -1))
                for measure, sign in (("exits_none", way), ("exits_positive", -way))
            ]
            if _moves(copy, audience, steps):
                return here, there
    raise AssertionError("no hidden exits to move")


def _move_events(copy, audience):
    """One entry into an institution more here, one fewer there, at the same age."""
    for here, there in _pairs(copy, audience, "home_retention"):
        with reading(copy) as connection:
            both = connection.execute(
                "SELECT start_month, age, event FROM cohort_observation WHERE subject_id = ? "
                "AND event IN ('institution', 'death') INTERSECT SELECT start_month, age, event "
                "FROM cohort_observation WHERE subject_id = ?", [here, there],
            ).fetchall()  # fmt: skip
        for event in both:
            steps = [(ADD_EVENT, (1, here, *event)), (ADD_EVENT, (-1, there, *event))]
            if _moves(copy, audience, steps):
                return here, there
    raise AssertionError("no hidden event to move")


def _move_months(copy, audience):
    """Two months of a quarter of a network trade counts that are never read by month.

    Outside no month is released; inside none of the exits without solution, nor of what with the
    volumes would give them.
    """
    outside = (("jobs_started", 1), ("pathways_started", 1), ("informed", 1))
    inside = (("exits_none", 1), ("exits_positive", -1))
    with reading(copy) as connection:
        networks = [row[0] for row in connection.execute("SELECT id FROM network")]
    for network in networks:
        steps = [
            (ADD, (sign * way, network, month, measure))
            for measure, sign in (outside if audience is Audience.EXTERNE else inside)
            for month, way in ((24318, 1), (24319, -1))
        ]
        if _moves(copy, audience, steps):
            return network
    raise AssertionError("no month to move")


def _pairs(copy, audience, measure):
    with reading(copy) as connection:
        if audience is Audience.EXTERNE:
            return connection.execute(SAME_DEPARTEMENT).fetchall()
        return connection.execute(HIDDEN_IN_ONE_REGION, [measure]).fetchall()


class _Undo(Exception):
    pass


def _moves(copy, audience, steps):
    """Apply steps; undo them unless every row is there and the same cells stay hidden."""
    try:
        with writing(copy) as connection:
            before = connection.execute(RELEASED, [str(audience)]).fetchall()
            for sql, values in steps:
                if connection.execute(sql, values).rowcount < 1:
                    raise _Undo
            rebuild(connection)
            if connection.execute(RELEASED, [str(audience)]).fetchall() != before:
                raise _Undo
    except (_Undo, sqlite3.IntegrityError):
        return False
    return True
