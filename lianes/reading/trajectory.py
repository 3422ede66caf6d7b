"""Cumulated jobs month by month, against the plan, and where the recent pace leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.domain.month import Month, Period
from lianes.metrics.figure import State
from lianes.metrics.plan import PlanLine, Projection, linear_plan, project
from lianes.reading.monthly import Monthly
from lianes.store.reader import Target

HORIZON_MARGIN = 6  # months drawn after the due date when the projection passes it


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What the trajectory chart shows; `plan` and `projection` are None when not applicable.

    `missing` counts the networks that did not report the last month: its point is then partial.
    """

    actual: Monthly
    target: Target | None
    plan: PlanLine | None
    projection: Projection | None
    missing: int
    planned_now: float | None

    @property
    def gap(self) -> float | None:
        """Actual less planned at the end of the period."""
        last = self.actual.last
        if last is None or self.planned_now is None:
            return None
        return last - self.planned_now


def trajectory(
    actual: Monthly, target: Target | None, period: Period, *, missing: int
) -> Trajectory:
    """Set a cumulated series beside its plan and project it at its recent pace."""
    plan = plan_of(target)
    return Trajectory(
        actual=actual,
        target=target,
        plan=plan,
        projection=_projection(actual, target, plan, missing),
        missing=missing,
        planned_now=plan.at(period.end) if plan else None,
    )


def plan_of(target: Target | None) -> PlanLine | None:
    """Return the straight plan towards a dated target; None when there is none."""
    if target is None or target.starts_on is None or target.due_on is None:
        return None
    start = Month.containing(target.starts_on)
    return linear_plan(start, Month.containing(target.due_on), target.value)


def _projection(
    actual: Monthly, target: Target | None, plan: PlanLine | None, missing: int
) -> Projection | None:
    """Project from the last complete month: a partial one would slow the pace."""
    points = _complete(actual, missing)
    if target is None or not points:
        return None
    horizon = (plan.due if plan else points[-1][0] + 24) + HORIZON_MARGIN
    months, values = zip(*points, strict=True)
    return project(values, months, target=target.value, horizon=horizon)


def _complete(actual: Monthly, missing: int) -> Sequence[tuple[Month, float]]:
    points = [
        (month, figure.value)
        for month, figure in zip(actual.months, actual.figures, strict=True)
        if figure.state is State.MEASURED and figure.value is not None
    ]
    return points[:-1] if missing and len(points) > 1 else points
