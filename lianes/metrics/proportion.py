"""A rate among n people and the interval that its size allows."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
"""Two-sided 95 %: one territory under study."""
Z998 = 3.0902
"""Two-sided 99.8 %: one line in a list of many."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range, in the unit of what it surrounds (proportions: 0 to 1)."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


UNKNOWN = Interval(0.0, 1.0)
"""What is known of a proportion that nobody was counted for."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """`successes` among `n`; counts that contradict each other (x < 0, x > n) tell no rate."""

    successes: int
    n: int

    @property
    def is_coherent(self) -> bool:
        """Whether the successes are part of a known, non-empty whole."""
        return self.n > 0 and 0 <= self.successes <= self.n

    @property
    def rate(self) -> float | None:
        """Share from 0 to 1; None when nobody was counted or the counts contradict each other."""
        return self.successes / self.n if self.is_coherent else None

    def interval(self, z: float = Z95) -> Interval:
        """Wilson interval of the rate, in proportions (see `wilson`)."""
        return wilson(self.successes, self.n, z)


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """Wilson score interval, in proportions; the whole of [0, 1] when there is no rate.

    It keeps its confidence on small n and never leaves [0, 1].
    Source: E. B. Wilson, JASA 22, 1927; Brown, Cai, DasGupta, Statistical Science 16, 2001.
    """
    rate = Proportion(successes, n).rate
    if rate is None:
        return UNKNOWN
    spread = z * sqrt(z * z + 4 * successes * (1 - rate))
    middle, scale = 2 * successes + z * z, 2 * (n + z * z)
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Interval(max(0.0, min(low, rate)), min(1.0, max(high, rate)))
