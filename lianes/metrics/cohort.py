"""How long what was started lasts: Kaplan-Meier and Aalen-Johansen on monthly cohorts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, sqrt

from lianes.domain.observation import CohortRow
from lianes.metrics.life_table import (
    CENSORED,
    START,
    LifeTable,
    life_table,
)
from lianes.metrics.proportion import Z95, Interval, wilson

__all__ = [
    "CENSORED",
    "START",
    "CohortRow",
    "IncidenceCurve",
    "LifeTable",
    "SurvivalCurve",
    "SurvivalPoint",
    "aalen_johansen",
    "kaplan_meier",
    "life_table",
    "retention_at",
]

MINIMUM = 20
"""People at risk under which a rate is « pas encore observable »."""
ROUNDING = 1e-9
"""Distance to 0 or 1 that is only floating-point dust."""
Curve = tuple[float, ...]
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SurvivalPoint:
    """A proportion at one age with its interval, in proportions.

    `at_risk` people were still observed just before that age; `events` happened up to it, which
    masking needs.
    """

    value: float
    low: float
    high: float
    at_risk: int
    events: int

    @property
    def interval(self) -> Interval:
        """The interval, as a verdict takes it (`verdict.compare`)."""
        return Interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Share without the event after each age in months (0, 1, 2 …), with its interval.

    `at_risk` is just before the age, `events` at the age; `left_out` counts contradictory starts.
    """

    ages: Counts
    at_risk: Counts
    events: Counts
    survival: Curve
    low: Curve
    high: Curve
    left_out: int

    def at(self, age: int, *, minimum: int = MINIMUM) -> SurvivalPoint | None:
        """Return the share after `age` months; None when fewer than `minimum` are at risk."""
        return _point(self, self.survival, age, minimum)


@dataclass(frozen=True, slots=True)
class IncidenceCurve:
    """Cumulative share whom the event befell up to each age, others leaving by rival events.

    `event_free` is the share with neither: incidences of all events and it add up to 1.
    """

    ages: Counts
    at_risk: Counts
    events: Counts
    incidence: Curve
    low: Curve
    high: Curve
    event_free: Curve
    left_out: int

    def at(self, age: int, *, minimum: int = MINIMUM) -> SurvivalPoint | None:
        """Return the incidence up to `age` months; None when fewer than `minimum` are at risk."""
        return _point(self, self.incidence, age, minimum)


def kaplan_meier(table: LifeTable, *, event: str, z: float = Z95) -> SurvivalCurve:
    """Return the share of people without the event, by age in months.

    Any other exit is censored at its age, and whoever remains at the last age known (see
    `life_table` for ties). Log-log interval on Greenwood's variance; Wilson on the people at risk
    where no event (or nothing else) was seen. Source: Kaplan and Meier, JASA 53, 1958.
    """
    events = table.of([event])
    survival = _event_free(table.at_risk, events)
    greenwood = accumulate(_greenwood_terms(table.at_risk, events))
    variances = [s * s * total for s, total in zip(survival, greenwood, strict=True)]
    low, high = _band(survival, variances, table.at_risk, z)
    ages = tuple(range(len(survival)))
    return SurvivalCurve(ages, table.at_risk, events, survival, low, high, table.left_out)


def aalen_johansen(
    table: LifeTable, *, event: str, competing: Sequence[str], z: float = Z95
) -> IncidenceCurve:
    """Return the cumulative incidence of the event when competing events prevent it.

    Exits that are neither are censored. Log-log interval on the delta-method variance.
    Source: Aalen and Johansen, Scand. J. Statistics 5, 1978; variance: Marubini and Valsecchi,
    Analysing Survival Data, 1995, formula 10.12.
    """
    events, all_events = table.of([event]), table.of([event, *competing])
    event_free = _event_free(table.at_risk, all_events)
    before = (1.0, *event_free)[: len(event_free)]
    hazards = [_share(d, n) for d, n in zip(events, table.at_risk, strict=True)]
    incidence = tuple(accumulate(s * hazard for s, hazard in zip(before, hazards, strict=True)))
    variances = _incidence_variances(table.at_risk, events, all_events, before, incidence)
    low, high = _band(incidence, variances, table.at_risk, z)
    ages = tuple(range(len(incidence)))
    return IncidenceCurve(
        ages, table.at_risk, events, incidence, low, high, event_free, table.left_out
    )


def retention_at(
    table: LifeTable,
    age: int,
    *,
    event: str,
    competing: Sequence[str] = (),
    minimum: int = MINIMUM,
    z: float = Z95,
) -> SurvivalPoint | None:
    """Return the share whom the event has not befallen after `age` months; None if under minimum.

    Without competing events: Kaplan-Meier. With them: 1 − cumulative incidence. Home retention is
    event "institution", competing "death": people who died at home never moved to an institution
    and count as retained; it is not the share alive at home, which is `event_free`.
    """
    table = table.until(age)
    if not competing:
        return kaplan_meier(table, event=event, z=z).at(age, minimum=minimum)
    curve = aalen_johansen(table, event=event, competing=competing, z=z)
    point = curve.at(age, minimum=minimum)
    if point is None:
        return None
    low, high = 1 - point.high, 1 - point.low
    return SurvivalPoint(1 - point.value, low, high, point.at_risk, point.events)


def _point(
    curve: SurvivalCurve | IncidenceCurve, values: Curve, age: int, minimum: int
) -> SurvivalPoint | None:
    if age not in curve.ages or curve.at_risk[age] < minimum:
        return None
    low, high = curve.low[age], curve.high[age]
    events = sum(curve.events[: age + 1])
    return SurvivalPoint(values[age], low, high, curve.at_risk[age], events)


def _event_free(at_risk: Counts, events: Counts) -> Curve:
    shares = (1 - _share(d, n) for d, n in zip(events, at_risk, strict=True))
    return tuple(accumulate(shares, lambda survival, share: survival * share))


def _greenwood_terms(at_risk: Counts, events: Counts) -> Iterator[float]:
    for d, n in zip(events, at_risk, strict=True):
        yield _share(d, n * (n - d))


def _incidence_variances(
    at_risk: Counts, events: Counts, all_events: Counts, before: Curve, incidence: Curve
) -> list[float]:
    others = list(_greenwood_terms(at_risk, all_events))
    steps = list(zip(at_risk, events, others, before, incidence, strict=True))
    return [
        sum(
            (now - then) ** 2 * other
            + s * s * _share(d * (n - d), n**3)
            - 2 * (now - then) * s * _share(d, n * n)
            for n, d, other, s, then in steps[: age + 1]
        )
        for age, now in enumerate(incidence)
    ]


def _band(
    values: Curve, variances: Sequence[float], at_risk: Counts, z: float
) -> tuple[Curve, Curve]:
    observed = accumulate(at_risk, _last_observed)
    columns = zip(values, variances, observed, strict=True)
    pairs = [_log_log(value, variance, n, z) for value, variance, n in columns]
    return tuple(pair.low for pair in pairs), tuple(pair.high for pair in pairs)


def _last_observed(before: int, now: int) -> int:
    return now or before


def _log_log(value: float, variance: float, observed: int, z: float) -> Interval:
    if not ROUNDING < value < 1 - ROUNDING:
        return wilson(round(value) * observed, observed, z)
    factor = exp(z * sqrt(max(0.0, variance)) / (value * -log(value)))
    return Interval(value**factor, value ** (1 / factor))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
