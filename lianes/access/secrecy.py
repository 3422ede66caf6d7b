"""The release grid of what is guarded: which measures, places and periods may be read at all."""

from collections.abc import Mapping

from lianes.access.audience import RELEASED_LEVELS
from lianes.domain.catalogue import Kind, Measure
from lianes.domain.month import Month, Period
from lianes.domain.secrecy import AMOUNTS, guarded_inside, is_detail
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience

ALL_PUBLICS = "all"


def guarded(measures: Mapping[str, Measure], audience: Audience) -> frozenset[str]:
    """Return the measures an audience reads on the release grid only."""
    if audience is Audience.INTERNE:
        return guarded_inside(measures)
    return frozenset(m.id for m in measures.values() if m.persons or m.sensitive or m.id in AMOUNTS)


def is_on_grid(
    measure: Measure, audience: Audience, level: Level, period: Period, public: str,
    *, first: Month | None, last: Month | None,
) -> bool:  # fmt: skip
    """Whether a guarded measure is released there: since the launch, at dates set in advance.

    Outside, at ends of quarters down to the département, but for details: for the country alone.
    Inside, at the last month everywhere, at ends of quarters for the country. A public that is
    not everyone, for the country alone.
    """
    if first is None or last is None or period.start > first:
        return False
    national = level is Level.FRANCE
    if public != ALL_PUBLICS and not national and len(measure.publics) > 2:
        return False
    if audience is Audience.EXTERNE:
        is_released = national or (level in RELEASED_LEVELS and not is_detail(measure.id))
        return is_released and period.end.is_quarter_end
    return period.end == last or (national and period.end.is_quarter_end)


def is_latest(audience: Audience, period: Period, last: Month | None) -> bool:
    """Whether a period ends at the last date an audience reads: what has no other to be less."""
    if last is None:
        return False
    if audience is Audience.INTERNE:
        return period.end == last
    return period.end.is_quarter_end and period.end <= last < period.end + 3


def reads_everyone(measure: Measure) -> bool:
    """Whether its one other public is everyone under another name: hidden wherever all are."""
    return len(measure.publics) == 2 or measure.kind is Kind.COHORT
