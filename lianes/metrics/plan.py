"""The line planned to a target, and where the recent pace leads."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist

from lianes.domain.month import Month, Period

MINIMUM_MONTHS = 4
"""Reported months under which no pace is told."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A target reached by equal monthly steps from `start` (included) to `due` (included)."""

    start: Month
    due: Month
    target: float

    def at(self, month: Month) -> float:
        """Return the cumulated value planned at the end of a month, in the unit of the target."""
        if month >= self.due:
            return self.target
        if month < self.start:
            return 0.0
        return self.target * (month - self.start + 1) / (self.due - self.start + 1)

    def corners(self, period: Period) -> tuple[tuple[Month, float], ...]:
        """Return the ends of the straight pieces of the line over a period."""
        bends = (month for month in (self.start + -1, self.due) if month in period)
        months = sorted({period.start, *bends, period.end})
        return tuple((month, self.at(month)) for month in months)


@dataclass(frozen=True, slots=True)
class PlanSum:
    """Several plans added up, month by month; at least one."""

    parts: tuple["Plan", ...]

    @property
    def start(self) -> Month:
        """The first month planned."""
        return min(part.start for part in self.parts)

    @property
    def due(self) -> Month:
        """The month the last of them is due."""
        return max(part.due for part in self.parts)

    @property
    def target(self) -> float:
        """The sum of the targets."""
        return sum(part.target for part in self.parts)

    def at(self, month: Month) -> float:
        """Return the cumulated value planned at the end of a month."""
        return sum(part.at(month) for part in self.parts)

    def corners(self, period: Period) -> tuple[tuple[Month, float], ...]:
        """Return the ends of the straight pieces of the line over a period."""
        months = {month for part in self.parts for month, _ in part.corners(period)}
        return tuple((month, self.at(month)) for month in sorted(months))


Plan = PlanLine | PlanSum


def linear_plan(start: Month, due: Month, target: float) -> PlanLine:
    """Return the linear plan: 0 before `start`, `target` at the end of `due` and after."""
    return PlanLine(start, due, target)


@dataclass(frozen=True, slots=True)
class Projection:
    """Cumulated values expected at the end of each coming month, if the recent pace lasts.

    `low` to `high` is meant to hold the real value in a share `level` of cases, month by month.
    `reached_between` is the earliest and latest month of the target; None is after the horizon.
    `pace` is per month.
    """

    months: tuple[Month, ...]
    low: tuple[float, ...]
    mid: tuple[float, ...]
    high: tuple[float, ...]
    pace: float
    level: float
    reached_between: tuple[Month | None, Month | None]


@dataclass(frozen=True, slots=True)
class Pace:
    """A monthly pace measured over `span` months and how much more than Poisson it varies."""

    total: float
    span: int
    dispersion: float

    @property
    def mean(self) -> float:
        """Count per month; a falling cumulated value (a correction) counts as no pace."""
        return max(0.0, self.total / self.span)

    def range_after(self, months: int, z: float) -> tuple[float, float]:
        """Return the low and high total of the next months, rounded outwards to whole counts.

        The mean is taken at (total + 1/2) / span so that nothing seen is not nothing possible;
        the variance adds the chance of the coming months and the uncertainty on the pace.
        """
        rate = (max(0.0, self.total) + 0.5) / self.span
        mean = months * rate
        variance = self.dispersion * rate * (months + months**2 / self.span)
        low, high = gamma_quantile(mean, variance, -z), gamma_quantile(mean, variance, z)
        mid = months * self.mean
        return min(float(floor(low)), mid), max(float(ceil(high)), mid)


def project(
    cumulated: Sequence[float],
    months: Sequence[Month],
    *,
    target: float,
    horizon: Month,
    recent: int = 6,
    level: float = 0.8,
) -> Projection | None:
    """Project a cumulated count to `horizon` at the pace of its last `recent` complete months.

    `months` are the reported months in order, gaps allowed, and `cumulated` their values.
    None when fewer than 4 months are reported. The interval covers chance and the uncertainty
    on the pace, not a change of pace: measured coverage stands in `docs/statistics.md`.
    """
    if len(months) < MINIMUM_MONTHS:
        return None
    last, pace = months[-1], measured_pace(cumulated, months, recent)
    z = NormalDist().inv_cdf((1 + level) / 2)
    ahead = range(1, horizon - last + 1)
    ranges = [pace.range_after(step, z) for step in ahead]
    low = tuple(cumulated[-1] + bounds[0] for bounds in ranges)
    high = tuple(cumulated[-1] + bounds[1] for bounds in ranges)
    return Projection(
        months=tuple(last + step for step in ahead),
        low=low,
        mid=tuple(cumulated[-1] + step * pace.mean for step in ahead),
        high=high,
        pace=pace.mean,
        level=level,
        reached_between=_reached(cumulated, months, target, low, high),
    )


def measured_pace(cumulated: Sequence[float], months: Sequence[Month], recent: int) -> Pace:
    """Measure the pace over the last `recent` months, or over 4 reported months if they are few.

    The dispersion is Pearson's chi-square per degree of freedom, never below 1 (Poisson).
    Source: McCullagh and Nelder, Generalized Linear Models, 1989, section 6.2.
    """
    first = bisect_left(months, months[-1] + (-recent))
    first = max(0, min(first, len(months) - MINIMUM_MONTHS))
    values, dates = cumulated[first:], months[first:]
    total, span = values[-1] - values[0], dates[-1] - dates[0]
    rate = (max(0.0, total) + 0.5) / span
    steps = [(b - a, later - earlier) for a, b, earlier, later in _pairs(values, dates)]
    squares = sum((count - rate * gap) ** 2 / (rate * gap) for count, gap in steps)
    return Pace(total, span, max(1.0, squares / (len(steps) - 1)))


def _pairs(
    values: Sequence[float], dates: Sequence[Month]
) -> list[tuple[float, float, Month, Month]]:
    return list(zip(values[:-1], values[1:], dates[:-1], dates[1:], strict=True))


def gamma_quantile(mean: float, variance: float, z: float) -> float:
    """Return the quantile of a gamma law at the normal deviate z, by the cube-root approximation.

    A gamma stands for the skewed total of counts. Source: Wilson and Hilferty, PNAS 17, 1931.
    """
    shape = mean * mean / variance
    root = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape))
    return mean * max(0.0, root) ** 3


def _reached(
    cumulated: Sequence[float],
    months: Sequence[Month],
    target: float,
    low: Sequence[float],
    high: Sequence[float],
) -> tuple[Month | None, Month | None]:
    done = _first(cumulated, months.__getitem__, target)
    if done is not None:
        return done, done
    coming = (months[-1] + 1).__add__
    return _first(high, coming, target), _first(low, coming, target)


def _first(
    values: Sequence[float], month_of: Callable[[int], Month], target: float
) -> Month | None:
    return next((month_of(i) for i, value in enumerate(values) if value >= target), None)
