"""Whether a monthly series moves by more than its usual variation (XmR chart).

A ramp signals always: give the monthly increments, never the cumulated values, and read them
against the plan. Rates whose denominator changes need a p-chart instead.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

MINIMUM_POINTS = 12
MINIMUM_MEAN = 5.0
RUN = 7
FACTOR = 2.66
"""3 / 1.128: three standard deviations from the mean moving range of two points."""


class Rule(StrEnum):
    """Why a stretch of points is unusual."""

    OUTSIDE = "outside"
    ONE_SIDE = "one_side"
    ONE_WAY = "one_way"
    NEAR_LIMIT = "near_limit"


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule and the positions (first and last, included) of the points that break it."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Xmr:
    """Mean and natural limits in the unit of the points; `lower` may be below zero."""

    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]


def xmr(points: Sequence[float]) -> Xmr | None:
    """Return the chart of a series, one point a month; None is « trop peu pour conclure ».

    That is fewer than 12 points or a mean under 5, where steady series signal too often.
    Source: Wheeler, Understanding Variation, 1993; NHS England, Making Data Count.
    """
    mean = _mean(points)
    if mean is None:
        return None
    ranges = [abs(later - earlier) for earlier, later in pairwise(points)]
    reach = FACTOR * sum(ranges) / len(ranges)
    return Xmr(mean, mean - reach, mean + reach, tuple(_signals(points, mean, reach)))


def lasting_rise(points: Sequence[float]) -> bool:
    """Return whether the last 7 points all stand above the mean (« hausse durable »)."""
    return _lasting(points, 1)


def lasting_fall(points: Sequence[float]) -> bool:
    """Return whether the last 7 points all stand below the mean (« baisse durable »)."""
    return _lasting(points, -1)


def _lasting(points: Sequence[float], side: int) -> bool:
    mean = _mean(points)
    return mean is not None and all(_side(p - mean) == side for p in points[-RUN:])


def _mean(points: Sequence[float]) -> float | None:
    """Return the mean of points; None when they say too little."""
    mean = sum(points) / len(points) if len(points) >= MINIMUM_POINTS else 0.0
    return mean if mean >= MINIMUM_MEAN else None


def _signals(points: Sequence[float], mean: float, reach: float) -> Iterator[Signal]:
    sides = [_side(p - mean) for p in points]
    ways = [_side(later - earlier) for earlier, later in pairwise(points)]
    outside = [_beyond(p - mean, reach) for p in points]
    near = [_beyond(p - mean, reach * 2 / 3) for p in points]
    yield from _windows(Rule.OUTSIDE, outside, 1, _all_alike)
    yield from _windows(Rule.ONE_SIDE, sides, RUN, _all_alike)
    for signal in _windows(Rule.ONE_WAY, ways, RUN - 1, _all_alike):
        yield Signal(signal.rule, signal.first, signal.last + 1)
    yield from _windows(Rule.NEAR_LIMIT, near, 3, _two_alike)


def _windows(
    rule: Rule, signs: Sequence[int], width: int, is_unusual: Callable[[Sequence[int]], bool]
) -> Iterator[Signal]:
    for first in range(len(signs) - width + 1):
        if is_unusual(signs[first : first + width]):
            yield Signal(rule, first, first + width - 1)


def _all_alike(signs: Sequence[int]) -> bool:
    return abs(sum(signs)) == len(signs)


def _two_alike(signs: Sequence[int]) -> bool:
    return max(signs.count(1), signs.count(-1)) >= 2


def _beyond(difference: float, reach: float) -> int:
    return _side(difference) if abs(difference) > reach else 0


def _side(difference: float) -> int:
    return (difference > 0) - (difference < 0)
