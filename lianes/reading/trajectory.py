"""Cumulated jobs month by month, against the plan, and where the recent pace leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.domain.month import Month
from lianes.metrics.figure import State
from lianes.metrics.plan import Projection, project
from lianes.reading.goals import Goal
from lianes.reading.monthly import Monthly

HORIZON_MARGIN = 6  # months projected after the due date
UNDATED_HORIZON = 24  # months projected when no due date is known


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What the trajectory chart shows; `goal` and `projection` are None when there is none.

    `missing` counts the networks that did not report the last month: its point is then partial.
    """

    actual: Monthly
    goal: Goal | None
    projection: Projection | None
    missing: int


def trajectory(actual: Monthly, goal: Goal | None, *, missing: int) -> Trajectory:
    """Set a cumulated series beside its plan and project it at its recent pace."""
    return Trajectory(actual, goal, _projection(actual, goal, missing), missing)


def _projection(actual: Monthly, goal: Goal | None, missing: int) -> Projection | None:
    """Project from the last complete month: a partial one would slow the pace."""
    points = _complete(actual, missing)
    if goal is None or not points:
        return None
    months, values = zip(*points, strict=True)
    horizon = goal.plan.due + HORIZON_MARGIN if goal.plan else months[-1] + UNDATED_HORIZON
    return project(values, months, target=goal.value, horizon=horizon)


def _complete(actual: Monthly, missing: int) -> Sequence[tuple[Month, float]]:
    points = [
        (month, figure.value)
        for month, figure in zip(actual.months, actual.figures, strict=True)
        if figure.state is State.MEASURED and figure.value is not None
    ]
    return points[:-1] if missing and len(points) > 1 else points
