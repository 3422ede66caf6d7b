"""A rate against what the rest would reach with the same mix of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from lianes.metrics.difference import combined
from lianes.metrics.proportion import Z95, Interval, Proportion


@dataclass(frozen=True, slots=True)
class Weighted:
    """Rates in proportions: the subject's, the rest's with the subject's mix, their difference."""

    rate: float
    expected: float
    difference: Interval

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the difference excludes zero."""
        return 0.0 not in self.difference


def weighted_comparison(
    groups: Sequence[tuple[Proportion, Proportion]], z: float = Z95
) -> Weighted | None:
    """Compare a subject with the rest reweighted to its own mix of exclusive groups.

    `groups` pairs the subject and the rest in each group. None when the subject is empty or a
    group it holds is unknown in the rest. Source: direct standardisation; intervals by
    square-and-add (Donner and Zou, Statistical Methods in Medical Research 21, 2012).
    """
    present = [(mine, rest) for mine, rest in groups if mine.n]
    total = sum(mine.n for mine, _ in present)
    if not total or any(m.rate is None or rest.rate is None for m, rest in present):
        return None
    subject = Proportion(sum(mine.successes for mine, _ in present), total)
    expected, around = _mixed([(mine.n / total, rest) for mine, rest in present], z)
    rate = subject.successes / subject.n
    return Weighted(rate, expected, combined(rate, subject.interval(z), expected, around))


def _mixed(parts: Sequence[tuple[float, Proportion]], z: float) -> tuple[float, Interval]:
    """Return a weighted mean of rates and its interval."""
    known = [(weight, part.rate or 0.0, part.interval(z)) for weight, part in parts]
    mean = sum(weight * rate for weight, rate, _ in known)
    down = sqrt(sum((w * (rate - limits.low)) ** 2 for w, rate, limits in known))
    up = sqrt(sum((w * (limits.high - rate)) ** 2 for w, rate, limits in known))
    return mean, Interval(max(0.0, mean - down), min(1.0, mean + up))
