"""What is observed of a cohort: how many people of a start month met an event, and at what age."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lianes.domain.month import Month


class CohortRow(NamedTuple):
    """`people` of one start month and what became of them at `age` months.

    Event "start" at age 0 gives the size of the start month; any other name is what happened.
    """

    start: Month
    age: int
    event: str
    people: int


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Cohort rows in columns, start months by their ordinal: a région has thousands of rows."""

    starts: tuple[int, ...]
    ages: tuple[int, ...]
    events: tuple[str, ...]
    people: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, str, int]]) -> "Cohorts":
        """Return rows (start month's ordinal, age, event, people) as columns."""
        columns = tuple(zip(*rows, strict=True))
        return cls(*columns) if columns else cls((), (), (), ())

    def __iter__(self) -> Iterator[CohortRow]:
        columns = zip(map(Month, self.starts), self.ages, self.events, self.people, strict=True)
        return map(CohortRow._make, columns)

    def __len__(self) -> int:
        return len(self.starts)
