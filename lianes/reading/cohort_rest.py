"""The rest of the programme in cohorts: France less a subject, for curves and retentions."""

from collections import Counter
from collections.abc import Sequence

from lianes.domain.catalogue import Indicator
from lianes.domain.month import Month, Period
from lianes.domain.observation import CohortRow
from lianes.domain.territory import Level
from lianes.metrics.cohort import SurvivalPoint, retention_at
from lianes.metrics.difference import combined
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import Verdict, compare
from lianes.reading.cohorts import Followed, counted, followed
from lianes.reading.desk import Desk

FRANCE = (Level.FRANCE, 1)


def rest_of(
    desk: Desk, indicator: Indicator, own: Followed, period: Period, public: str
) -> Followed | None:
    """Return the cohorts of everyone but the subject; None outside, for France, or too few.

    Outside it would be one more release; inside it is told up to the age of both.
    """
    measure = indicator.measures[0]
    if desk.audience is Audience.EXTERNE:
        return None
    whole = followed(desk, measure, [FRANCE], period, public)
    if whole is None or whole.until_age is None or own.until_age is None:
        return None
    others = less(whole.rows, own.rows)
    if not others:  # the subject is the whole country
        return None
    age = min(whole.until_age, own.until_age)
    found = counted(desk, measure, others, whole.as_of, age)
    return None if found.until_age is None else found


def less(whole: Sequence[CohortRow], part: Sequence[CohortRow]) -> tuple[CohortRow, ...]:
    """Return the rows of a whole without those of its part; rows that become empty leave."""
    left: Counter[tuple[Month, int, str]] = Counter()
    for rows, sign in ((whole, 1), (part, -1)):
        for row in rows:
            left[(row.start, row.age, row.event)] += sign * row.count
    return tuple(CohortRow(*key, count) for key, count in left.items() if count > 0)


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
    return retention_at(
        found.rows,
        indicator.age,
        as_of=found.as_of,
        event=indicator.event,
        competing=competing,
        z=z,
    )
