"""The rest of the programme in cohorts: France less a subject, for curves and retentions."""

from collections import Counter
from collections.abc import Sequence

from lianes.domain.catalogue import Indicator
from lianes.domain.month import Month, Period
from lianes.domain.observation import CohortRow
from lianes.domain.territory import Level
from lianes.metrics.cohort import START, SurvivalPoint, retention_at
from lianes.metrics.difference import combined
from lianes.metrics.masking import Audience, mask_count
from lianes.metrics.verdict import Verdict, compare
from lianes.reading.desk import Desk

FRANCE = (Level.FRANCE, 1)


def rest_rows(
    desk: Desk, indicator: Indicator, own: Sequence[CohortRow], period: Period, public: str
) -> tuple[CohortRow, ...]:
    """Return the cohorts of everyone but the subject; nothing outside, for France, or too few.

    Outside it would be one more release; inside it is hidden as the subject's own would be.
    """
    if desk.audience is Audience.EXTERNE:
        return ()
    whole = [
        row
        for measure in indicator.measures
        for row in desk.reader.cohorts([FRANCE], measure, public, period.start, period.end)
    ]
    found = less(whole, own)
    return () if _is_hidden(desk, indicator, found) else found


def less(whole: Sequence[CohortRow], part: Sequence[CohortRow]) -> tuple[CohortRow, ...]:
    """Return the rows of a whole without those of its part; rows that become empty leave."""
    left: Counter[tuple[Month, int, str]] = Counter()
    for rows, sign in ((whole, 1), (part, -1)):
        for row in rows:
            left[(row.start, row.age, row.event)] += sign * row.count
    return tuple(CohortRow(*key, count) for key, count in left.items() if count > 0)


def _is_hidden(desk: Desk, indicator: Indicator, rows: Sequence[CohortRow]) -> bool:
    sensitive = any(measure.sensitive for measure in desk.measures(indicator.measures))
    followed = sum(row.count for row in rows if row.event == START)
    events = sum(row.count for row in rows if row.event == indicator.event)
    return any(
        mask_count(part, sensitive=sensitive, persons=True, audience=desk.audience)
        for part in (events, followed, followed - events)
    )


def against_rest(
    indicator: Indicator, own: Sequence[CohortRow], rest: Sequence[CohortRow], *, as_of: Month,
    z: float,
) -> tuple[float | None, Verdict | None]:  # fmt: skip
    """Return the retention of the rest in percent, and the verdict of the difference.

    Both need 20 people at risk at that age; without a rest there is no verdict.
    """
    mine, others = (_point(indicator, rows, as_of, z) for rows in (own, rest))
    if mine is None or others is None:
        return None, Verdict.NO_REFERENCE if rest else None
    gap = combined(mine.value, mine.interval, others.value, others.interval)
    return 100 * others.value, compare(gap, 0.0)


def _point(
    indicator: Indicator, rows: Sequence[CohortRow], as_of: Month, z: float
) -> SurvivalPoint | None:
    competing = (indicator.competing,) if indicator.competing else ()
    return retention_at(
        rows, indicator.age, as_of=as_of, event=indicator.event, competing=competing, z=z
    )
