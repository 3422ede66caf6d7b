"""People followed since a month, as an audience may see them: the only reading of cohorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.domain.month import Month, Period
from lianes.domain.observation import CohortRow
from lianes.domain.secrecy import EARLY, FOLLOWED, LATE
from lianes.metrics.cohort import START, life_table
from lianes.metrics.masking import Audience, mask_count
from lianes.reading.desk import Desk
from lianes.reading.secrecy import is_hidden, is_late_hidden
from lianes.store.reader import Entity


@dataclass(frozen=True, slots=True)
class Followed:
    """The rows of a cohort, up to which month people are followed, and the oldest age to tell.

    `until_age` is 12 months, 6 where what came later is hidden, None where nothing may be told.
    `events` holds, for each kind, how many at each age.
    """

    rows: tuple[CohortRow, ...]
    as_of: Month
    until_age: int | None
    events: tuple[tuple[int, ...], ...]
    starts: int


def followed(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> Followed | None:
    """Read the people followed since a start in the period; None when there is nobody."""
    rows = desk.reader.cohorts(entities, measure, public, period.start, period.end)
    last = desk.meta.last_month
    if not rows or last is None:
        return None
    as_of = period.end if desk.audience is Audience.EXTERNE else last
    return counted(desk, measure, rows, as_of, _oldest_age(desk, measure, entities, period, public))


def counted(
    desk: Desk, measure: str, rows: Sequence[CohortRow], as_of: Month, until_age: int | None
) -> Followed:
    """Count what befell the people of some rows; nothing may be told of them when too few."""
    table = life_table(rows, as_of=as_of)
    events = tuple(table.of([kind]) for kind in FOLLOWED[measure])
    starts = sum(row.count for row in rows if row.event == START)
    small = until_age is not None and _is_small(desk, measure, events, starts)
    return Followed(tuple(rows), as_of, None if small else until_age, events, starts)


def _oldest_age(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> int | None:
    released = all(is_released(desk.audience, level) for level, _ in entities)
    if not released or is_hidden(desk, measure, entities, period, public):
        return None
    return EARLY if is_late_hidden(desk, measure, entities, period, public) else LATE


def _is_small(desk: Desk, measure: str, events: Sequence[Sequence[int]], starts: int) -> bool:
    """Whether people, a kind of event or those it spared are too few: primary masking."""
    found = [sum(kind[: EARLY + 1]) for kind in events]
    return any(
        mask_count(
            part,
            sensitive=desk.catalogue.measures[measure].sensitive,
            persons=True,
            audience=desk.audience,
            thresholds=desk.meta.thresholds,
        )
        for part in (starts, starts - sum(found), *found)
    )
