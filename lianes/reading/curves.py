"""Cohort curves as an audience may see them: never a step that tells too few events."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.domain.catalogue import Indicator
from lianes.domain.month import Month, Period
from lianes.domain.observation import CohortRow
from lianes.metrics.cohort import MINIMUM, START, aalen_johansen, kaplan_meier
from lianes.metrics.masking import DEFAULT, Audience, mask_count
from lianes.reading.cohort_rest import rest_rows
from lianes.reading.desk import Desk
from lianes.reading.secrecy import is_hidden
from lianes.store.reader import Entity


@dataclass(frozen=True, slots=True)
class Point:
    """A share in percent after `age` months with its interval, and who was still followed."""

    age: int
    value: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of shares in percent by age in months, or why there is none (`reason`).

    `grouped` when steps of too few events were put together; `rest` is the same curve of the rest
    of the programme, empty when there is none to show.
    """

    points: tuple[Point, ...]
    followed: int | None
    reason: str = ""
    grouped: bool = False
    rest: tuple[Point, ...] = ()


TOLD_ELSEWHERE = (6, 12)
"""Ages of the retention indicators."""
NOT_YET = "pas encore observable"
MASKED = "masqué (secret statistique)"


def cohort_curve(
    desk: Desk, indicator: Indicator, entities: Sequence[Entity], period: Period, public: str
) -> Curve:
    """Return how a cohort goes, by age: still there (Kaplan-Meier), or the cumulative incidence
    of the event when another one competes with it (Aalen-Johansen). Ages with fewer than 20
    people at risk are left out."""
    measure = indicator.measures[0]
    rows = desk.reader.cohorts(entities, measure, public, period.start, period.end)
    if not rows or desk.meta.last_month is None:
        return Curve((), None, NOT_YET)
    followed = sum(row.count for row in rows if row.event == START)
    known_until = _known_until(desk, period)
    points, events = _points(indicator, rows, known_until)
    sensitive = desk.catalogue.measures[measure].sensitive
    if is_hidden(desk, measure, entities, period, public) or _is_masked(
        desk, entities, followed, sum(events), sensitive=sensitive
    ):
        return Curve((), None, MASKED)
    if len(points) < 2:
        return Curve((), followed, NOT_YET)
    step = _step(desk.audience, sensitive=sensitive)
    kept = _kept(points, events, step)
    if len(kept) < 2:
        return Curve((), followed, MASKED)
    others = rest_rows(desk, indicator, rows, period, public)
    beside = _kept(*_points(indicator, others, known_until), step) if others else ()
    return Curve(kept, followed, grouped=len(kept) < len(points), rest=_at_same(kept, beside))


def _at_same(own: Sequence[Point], rest: Sequence[Point]) -> tuple[Point, ...]:
    """Keep the ages told of the subject: elsewhere France less the rest would tell its steps."""
    ages = {point.age for point in own}
    found = tuple(point for point in rest if point.age in ages)
    return found if len(found) > 1 else ()


def _kept(points: Sequence[Point], events: Sequence[int], step: int) -> tuple[Point, ...]:
    """Return the points that may be told apart; none when there is no curve."""
    if len(points) < 2:
        return ()
    return tuple(points[age] for age in _told_apart(events[: len(points)], step))


def _points(
    indicator: Indicator, rows: Sequence[CohortRow], as_of: Month
) -> tuple[list[Point], tuple[int, ...]]:
    if indicator.competing:
        incidence = aalen_johansen(
            rows, as_of=as_of, event=indicator.event, competing=(indicator.competing,)
        )
        values, found = incidence.incidence, incidence
        low, high, events = incidence.low, incidence.high, incidence.events
        at_risk = found.at_risk
    else:
        survival = kaplan_meier(rows, as_of=as_of, event=indicator.event)
        values, low, high = survival.survival, survival.low, survival.high
        events, at_risk = survival.events, survival.at_risk
    points = []
    for age, columns in enumerate(zip(values, low, high, at_risk, strict=True)):
        value, below, above, present = columns
        if present < MINIMUM:
            break
        if not age:  # nobody has left yet, by definition: nothing is uncertain
            below = above = value
        points.append(Point(age, 100 * value, 100 * below, 100 * above, present))
    return points, events


def _known_until(desk: Desk, period: Period) -> Month:
    """Return the month up to which people are followed: outside, that of the release."""
    if desk.audience is Audience.EXTERNE or desk.meta.last_month is None:
        return period.end
    return desk.meta.last_month


def _is_masked(
    desk: Desk, entities: Sequence[Entity], followed: int, events: int, *, sensitive: bool
) -> bool:
    if not all(is_released(desk.audience, level) for level, _ in entities):
        return True
    return any(
        mask_count(part, sensitive=sensitive, persons=True, audience=desk.audience)
        for part in (events, followed, followed - events)
    )


def _step(audience: Audience, *, sensitive: bool) -> int:
    """Return how many events a step must hold to be told."""
    concerned = sensitive or audience is Audience.EXTERNE
    return DEFAULT.of(audience) if concerned else 0


def _told_apart(events: Sequence[int], least: int) -> list[int]:
    """Return the ages that may be told: each brings at least `least` events since the last.

    Ages whose share is told elsewhere come first: no step beside them may give a few away.
    """
    last = len(events) - 1
    shown = [0]
    for target in (*(age for age in TOLD_ELSEWHERE if age <= last), None):
        floor = len(shown)
        for age in range(shown[-1] + 1, target if target is not None else last + 1):
            if _between(events, shown[-1], age) >= least:
                shown.append(age)
        if target is None:
            break
        while len(shown) > floor and _between(events, shown[-1], target) < least:
            shown.pop()
        if _between(events, shown[-1], target) >= least:
            shown.append(target)
    return shown


def _between(events: Sequence[int], after: int, until: int) -> int:
    return sum(events[after + 1 : until + 1])
