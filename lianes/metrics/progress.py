"""Progress from a starting value to a target, and the gap to a plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanGap:
    """Actual minus planned, in the unit of the indicator; `ratio` is actual / planned (1 = on it).

    `ahead` means at or above the plan: for an indicator that should fall, it is the bad side.
    """

    gap: float
    ratio: float | None
    ahead: bool


def progress(current: float, *, initial: float, target: float) -> float | None:
    """Return the progress in percent, 100·(VA−VI)/(VC−VI), for rising and falling indicators.

    Unbounded: below 0 when moving away, above 100 beyond the target. None when the target equals
    the initial value, where no progress is defined. Source: formula of French budget indicators.
    """
    if target == initial:
        return None
    return 100 * (current - initial) / (target - initial)


def against_plan(actual: float, planned: float) -> PlanGap:
    """Compare a cumulated value with what was planned at the same date; no ratio to a nil plan."""
    ratio = actual / planned if planned else None
    return PlanGap(actual - planned, ratio, actual >= planned)
