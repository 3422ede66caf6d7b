"""The difference of two rates and the interval that the size of both allows."""

from math import sqrt

from lianes.metrics.proportion import Z95, Interval, Proportion


def newcombe(first: Proportion, second: Proportion, z: float = Z95) -> Interval | None:
    """Return the interval of first − second, in proportions; None when either has no rate.

    Hybrid of both Wilson intervals: it accounts for the size of both groups.
    Source: R. G. Newcombe, Statistics in Medicine 17, 1998, method 10.
    """
    if first.rate is None or second.rate is None:
        return None
    return combined(first.rate, first.interval(z), second.rate, second.interval(z))


def combined(one: float, around_one: Interval, other: float, around_other: Interval) -> Interval:
    """Return the interval of one − other from the interval of each (square-and-add)."""
    gap = one - other
    down = sqrt((one - around_one.low) ** 2 + (around_other.high - other) ** 2)
    up = sqrt((around_one.high - one) ** 2 + (other - around_other.low) ** 2)
    return Interval(max(-1.0, gap - down), min(1.0, gap + up))
