"""Whether a monthly rate moves by more than chance, when its number of cases changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from lianes.metrics.proportion import Proportion
from lianes.metrics.trend import MINIMUM_POINTS, RUN

MINIMUM_EXPECTED = 5.0
"""Successes and failures expected in each month; fewer make the limits meaningless."""
WIDTH = 3.0


@dataclass(frozen=True, slots=True)
class PChart:
    """Mean rate in proportions; positions of the months outside their own limits; last run.

    `side` is 1 or -1 when the last 7 months all stand above or below the mean, else 0.
    """

    mean: float
    outside: tuple[int, ...]
    side: int


def p_chart(points: Sequence[Proportion]) -> PChart | None:
    """Return the chart of a monthly rate; None is « trop peu pour conclure ».

    That is fewer than 12 months with cases, or fewer than 5 successes or failures expected in a
    month. Limits are mean ± 3 standard errors of each month, capped to [0, 1].
    Source: Shewhart, 1931; Montgomery, Introduction to Statistical Quality Control, chapter 7.
    """
    known = [point for point in points if point.rate is not None]
    total = sum(point.n for point in known)
    if len(known) < MINIMUM_POINTS or not total:
        return None
    mean = sum(point.successes for point in known) / total
    if min(mean, 1 - mean) * min(point.n for point in known) < MINIMUM_EXPECTED:
        return None
    gaps = [(point.rate or 0.0) - mean for point in known]
    limits = [WIDTH * sqrt(mean * (1 - mean) / point.n) for point in known]
    outside = tuple(i for i, gap in enumerate(gaps) if abs(gap) > limits[i])
    return PChart(mean, outside, _last_side(gaps))


def _last_side(gaps: Sequence[float]) -> int:
    last = gaps[-RUN:]
    if all(gap > 0 for gap in last):
        return 1
    return -1 if all(gap < 0 for gap in last) else 0
