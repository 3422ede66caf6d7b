"""Cohort curves as an audience may see them: never a step that tells too few events."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.secrecy import ALL_PUBLICS, is_latest
from lianes.domain.catalogue import Indicator
from lianes.domain.month import Period
from lianes.domain.territory import Level
from lianes.metrics.cohort import MINIMUM, aalen_johansen, kaplan_meier
from lianes.reading.cohort_rest import rest_of
from lianes.reading.cohorts import Followed, followed
from lianes.reading.desk import Desk
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
    found = followed(desk, indicator.measures[0], entities, period, public)
    if found is None:
        return Curve((), None, NOT_YET)
    if found.until_age is None:
        return Curve((), None, MASKED)
    points = _points(indicator, found)
    if len(points) < 2:
        return Curve((), found.starts, NOT_YET)
    measure = indicator.measures[0]
    steps = _tells_steps(desk, measure, entities, period, public)
    kept = _kept(points, found, _step(desk, measure), steps=steps)
    if len(kept) < 2:
        return Curve((), found.starts, MASKED)
    others = rest_of(desk, indicator, found, period, public)
    beside = (
        _kept(_points(indicator, others), others, _step(desk, measure), steps=steps)
        if others
        else ()
    )
    return Curve(kept, found.starts, grouped=len(kept) < len(points), rest=_at_same(kept, beside))


def _at_same(own: Sequence[Point], rest: Sequence[Point]) -> tuple[Point, ...]:
    """Keep the ages told of the subject: elsewhere France less the rest would tell its steps."""
    ages = {point.age for point in own}
    found = tuple(point for point in rest if point.age in ages)
    return found if len(found) > 1 else ()


def _tells_steps(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> bool:
    """Whether a curve is told between the ages of its indicators.

    A guarded one is for the country, everyone, at the last date alone: the steps of a place, a
    public or a quarter, less those of another, would be few.
    """
    if not desk.is_guarded([measure]):
        return True
    is_last = is_latest(desk.audience, period, desk.meta.last_month)
    return is_last and public == ALL_PUBLICS and [level for level, _ in entities] == [Level.FRANCE]


def _kept(points: Sequence[Point], found: Followed, step: int, *, steps: bool) -> tuple[Point, ...]:
    """Return the points that may be told apart; none when there is no curve."""
    if len(points) < 2:
        return ()
    told = [kind[: len(points)] for kind in found.events]
    ages = _told_apart(told, step)
    return tuple(points[age] for age in ages if steps or age in (0, *TOLD_ELSEWHERE))


def _points(indicator: Indicator, found: Followed) -> list[Point]:
    """Return the points up to the oldest age that may be told, while 20 people are at risk."""
    table = found.table.until(found.until_age or 0)
    if indicator.competing:
        incidence = aalen_johansen(table, event=indicator.event, competing=(indicator.competing,))
        values, low, high = incidence.incidence, incidence.low, incidence.high
        at_risk = incidence.at_risk
    else:
        survival = kaplan_meier(table, event=indicator.event)
        values, low, high = survival.survival, survival.low, survival.high
        at_risk = survival.at_risk
    points = []
    for age, columns in enumerate(zip(values, low, high, at_risk, strict=True)):
        value, below, above, present = columns
        if present < MINIMUM:
            break
        if not age:  # nobody has left yet, by definition: nothing is uncertain
            below = above = value
        points.append(Point(age, 100 * value, 100 * below, 100 * above, present))
    return points


def _step(desk: Desk, measure: str) -> int:
    """Return how many events of each kind a step must hold to be told."""
    return desk.meta.thresholds.of(desk.audience) if desk.is_guarded([measure]) else 0


def _told_apart(events: Sequence[Sequence[int]], least: int) -> list[int]:
    """Return the ages that may be told: each brings `least` events of every kind since the last.

    Ages whose share is told elsewhere come first: no step beside them may give a few away.
    """
    last = len(events[0]) - 1
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


def _between(events: Sequence[Sequence[int]], after: int, until: int) -> int:
    """Return the fewest events of a kind between two ages."""
    return min(sum(kind[after + 1 : until + 1]) for kind in events)
