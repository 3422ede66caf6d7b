"""What one result costs: an amount over a count, with the interval of the count alone."""

from dataclasses import dataclass

from lianes.metrics.proportion import Z95, Interval
from lianes.metrics.verdict import MINIMUM


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Euros per result, with a 95 % interval; None below `MINIMUM` results."""

    amount: float
    count: int
    value: float | None
    interval: Interval | None


def unit_cost(amount: float, count: int) -> UnitCost:
    """Divide an amount by a count taken as Poisson."""
    if count < MINIMUM:
        return UnitCost(amount, count, None, None)
    low, high = poisson_limits(count)
    return UnitCost(amount, count, amount / count, Interval(amount / high, amount / low))


def poisson_limits(count: int, z: float = Z95) -> tuple[float, float]:
    """Return Byar's limits of a Poisson count. Source: Breslow and Day, 1987, eq. 2.10."""
    above = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return low, above * (1 - 1 / (9 * above) + z / (3 * above**0.5)) ** 3
