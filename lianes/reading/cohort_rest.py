"""The rest of the programme in cohorts: France less a subject, for curves and retentions."""

from lianes.domain.catalogue import Indicator
from lianes.domain.month import Period
from lianes.domain.territory import Level
from lianes.metrics.cohort import SurvivalPoint, retention_at
from lianes.metrics.difference import combined
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import Verdict, compare
from lianes.reading.cohorts import Followed, counted, followed
from lianes.reading.desk import Desk

FRANCE = (Level.FRANCE, 1)
COUNTRY_KEPT = 200
"""Cohorts of the whole programme kept, by measure, period and public."""


def rest_of(
    desk: Desk, indicator: Indicator, own: Followed, period: Period, public: str
) -> Followed | None:
    """Return the cohorts of everyone but the subject; None outside, for France, or too few.

    Outside it would be one more release; inside it is told up to the age of both.
    """
    measure = indicator.measures[0]
    if desk.audience is Audience.EXTERNE:
        return None
    whole = _country(desk, measure, period, public)
    if whole is None or whole.until_age is None or own.until_age is None:
        return None
    others = whole.table.less(own.table)
    starts = whole.starts - own.starts
    if others is None or not starts:  # the subject is the whole country
        return None
    age = min(whole.until_age, own.until_age)
    found = counted(desk, measure, others, whole.as_of, age, starts)
    return None if found.until_age is None else found


def _country(desk: Desk, measure: str, period: Period, public: str) -> Followed | None:
    """Return the whole programme, which every subject is compared with: read once per store."""
    key = (desk.audience, measure, period, public)
    if key not in desk.country:
        if len(desk.country) >= COUNTRY_KEPT:
            desk.country.clear()
        desk.country[key] = followed(desk, measure, [FRANCE], period, public)
    found: Followed | None = desk.country[key]
    return found


def against_rest(
    indicator: Indicator, own: Followed, rest: Followed | None, *, z: float
) -> tuple[float | None, Verdict | None]:
    """Return the retention of the rest in percent, and the verdict of the difference.

    Both need 20 people at risk at that age; without a rest there is no verdict.
    """
    if rest is None:
        return None, None
    if indicator.age > (rest.until_age or 0):
        return None, Verdict.NO_REFERENCE
    mine, others = _point(indicator, own, z), _point(indicator, rest, z)
    if mine is None or others is None:
        return None, Verdict.NO_REFERENCE
    gap = combined(mine.value, mine.interval, others.value, others.interval)
    return 100 * others.value, compare(gap, 0.0)


def _point(indicator: Indicator, found: Followed, z: float) -> SurvivalPoint | None:
    competing = (indicator.competing,) if indicator.competing else ()
    return retention_at(found.table, indicator.age, event=indicator.event, competing=competing, z=z)
