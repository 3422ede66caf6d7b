"""Limits within which chance leaves a rate, by the number of people observed."""

from dataclasses import dataclass
from math import sqrt

from lianes.metrics.proportion import UNKNOWN, Z95, Interval


@dataclass(frozen=True, slots=True)
class Dot:
    """One territory or network of a funnel: its cases and its rate, in percent."""

    code: str
    label: str
    n: int
    rate: float
    compared: bool


def funnel_limits(p0: float, n: int, z: float = Z95) -> Interval:
    """Return the control limits around p0, in proportions, capped to [0, 1].

    Outside is strictly beyond: where the upper limit is capped at 1, a perfect score is inside.
    The whole of [0, 1] when n is 0. Source: Spiegelhalter, Statistics in Medicine 24, 2005.
    """
    if n <= 0:
        return UNKNOWN
    spread = z * sqrt(p0 * (1 - p0) / n)
    return Interval(max(0.0, p0 - spread), min(1.0, p0 + spread))
