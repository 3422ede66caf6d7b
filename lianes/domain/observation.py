"""What is observed of a cohort: how many people of a start month met an event, and at what age."""

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
