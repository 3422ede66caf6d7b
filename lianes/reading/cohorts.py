"""People followed since a month, as an audience may see them: the only reading of cohorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.domain.month import Month, Period
from lianes.domain.secrecy import EARLY, FOLLOWED, LATE
from lianes.metrics.life_table import START, LifeTable, life_table
from lianes.metrics.masking import Audience, mask_count
from lianes.reading.desk import Desk
from lianes.reading.secrecy import is_hidden, is_late_hidden
from lianes.store.reader import Entity


@dataclass(frozen=True, slots=True)
class Followed:
    """The life table of a cohort, up to which month it is known, and the oldest age to tell.

    `until_age` is 12 months, 6 where what came later is hidden, None where nothing may be told.
    `events` holds, for each kind, how many at each age.
    """

    table: LifeTable
    as_of: Month
    until_age: int | None
    events: tuple[tuple[int, ...], ...]
    starts: int


def followed(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> Followed | None:
    """Read the people followed since a start in the period; None when it may be told nobody is.

    Several ages are asked of the same people: read once per desk.
    """
    key = (measure, tuple(entities), period, public)
    if key not in desk.followed:
        desk.followed[key] = _followed(desk, measure, entities, period, public)
    found: Followed | None = desk.followed[key]
    return found


def _followed(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> Followed | None:
    rows = desk.reader.cohorts(entities, measure, public, period.start, period.end)
    last = desk.meta.last_month
    age = _oldest_age(desk, measure, entities, period, public)
    if last is None or (not rows and age is not None):  # nobody, where that may be told
        return None
    as_of = period.end if desk.audience is Audience.EXTERNE else last
    table = life_table(rows, as_of=as_of)
    starts = sum(n for n, event in zip(rows.people, rows.events, strict=True) if event == START)
    return counted(desk, measure, table, as_of, age, starts)


def counted(
    desk: Desk, measure: str, table: LifeTable, as_of: Month, until_age: int | None, starts: int
) -> Followed:
    """Count what befell the people of a table; nothing may be told of them when too few."""
    events = tuple(table.of([kind]) for kind in FOLLOWED[measure])
    told = None if until_age is None else _told_until(desk, measure, events, starts, until_age)
    return Followed(table, as_of, told, events, starts)


def _oldest_age(
    desk: Desk, measure: str, entities: Sequence[Entity], period: Period, public: str
) -> int | None:
    released = all(is_released(desk.audience, level) for level, _ in entities)
    if not released or is_hidden(desk, measure, entities, period, public):
        return None
    return EARLY if is_late_hidden(desk, measure, entities, period, public) else LATE


def _told_until(
    desk: Desk, measure: str, events: Sequence[Sequence[int]], starts: int, until_age: int
) -> int | None:
    """Return the oldest age whose figures are not too few, None for none: primary masking.

    Ages are those of the indicators of the measure: what an age adds to the one before counts.
    """
    ages = {i.age for i in desk.catalogue.indicators.values() if measure in i.measures}
    told, since = None, 0
    for age in sorted(age for age in ages if age <= until_age):
        added = [sum(kind[since : age + 1]) for kind in events]
        spared = starts - sum(sum(kind[: age + 1]) for kind in events)
        if _is_small(desk, measure, (starts, spared, *added)):
            break
        told, since = age, age + 1
    return told


def _is_small(desk: Desk, measure: str, parts: Sequence[int]) -> bool:
    return any(
        mask_count(
            part,
            sensitive=desk.catalogue.measures[measure].sensitive,
            persons=True,
            audience=desk.audience,
            thresholds=desk.meta.thresholds,
        )
        for part in parts
    )
