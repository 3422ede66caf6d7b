"""Cohorts counted by start month and age, and who was still under observation at each age.

Ages are whole months between the start month and the month of the event. An event at age a is
known when start + a is not after the as-of month, which is the last complete month. At one age
events come before censoring: people observed up to age a are at risk of the events of age a.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from lianes.domain.month import Month
from lianes.domain.observation import CohortRow, Cohorts

START = "start"
CENSORED = "censored"
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LifeTable:
    """People at risk just before each age (0, 1, 2 … months), and those leaving, by event.

    `left_out` counts the start months whose rows contradict each other (more ends than starts).
    """

    at_risk: tuple[int, ...]
    exits: dict[str, tuple[int, ...]]
    left_out: int

    def of(self, events: Iterable[str]) -> tuple[int, ...]:
        """Return the number of people at each age whom one of these events befell."""
        columns = [self.exits[event] for event in set(events) & self.exits.keys()]
        if len(columns) == 1:
            return columns[0]
        return tuple(map(sum, zip(*columns, strict=True))) if columns else (0,) * len(self.at_risk)

    def until(self, age: int) -> "LifeTable":
        """Return the table up to an age: nothing that follows changes what is told of it."""
        exits = {event: column[: age + 1] for event, column in self.exits.items()}
        return LifeTable(self.at_risk[: age + 1], exits, self.left_out)

    def less(self, part: "LifeTable") -> "LifeTable | None":
        """Return the people of this table without those of a part known at the same month.

        None when they contradict each other: the part is not one of this table.
        """
        at_risk = _minus(self.at_risk, part.at_risk)
        exits = {event: _minus(self.of([event]), part.of([event])) for event in self.exits}
        if self.left_out != part.left_out or part.exits.keys() - self.exits.keys():
            return None
        if any(count < 0 for column in (at_risk, *exits.values()) for count in column):
            return None
        return LifeTable(at_risk, exits, 0)


def _minus(whole: Sequence[int], part: Sequence[int]) -> tuple[int, ...]:
    return tuple(n - m for n, m in zip_longest(whole, part, fillvalue=0))


def life_table(rows: Cohorts | Iterable[CohortRow], *, as_of: Month) -> LifeTable:
    """Gather the rows known at the as-of month; later ones are not known yet, and ignored."""
    if not isinstance(rows, Cohorts):
        rows = Cohorts.of((start.ordinal, age, event, n) for start, age, event, n in rows)
    counts, horizon = _counts(rows, as_of)
    if not horizon.size:
        return LifeTable((), {}, 0)
    sizes, exits = counts.pop(START, None), counts
    if sizes is None:
        sizes = np.zeros((horizon.size, 1), dtype=np.int64)
    known = np.arange(sizes.shape[1]) <= horizon[:, None]
    gone = sum((exit_ * known for exit_ in exits.values()), start=np.zeros_like(sizes))
    starting = (sizes * known).sum(axis=1)
    present = (starting > 0) | (gone.sum(axis=1) > 0)
    kept = present & (gone.sum(axis=1) <= starting)
    length = int(horizon[kept].max(initial=-1)) + 1
    still = starting[:, None] - np.cumsum(gone, axis=1) + gone  # just before each age
    at_risk = (still * known * kept[:, None]).sum(axis=0)[:length]
    return LifeTable(
        tuple(at_risk.tolist()),
        {name: tuple((exit_ * known)[kept].sum(axis=0)[:length].tolist())
         for name, exit_ in exits.items()},
        int((present & ~kept).sum()),
    )  # fmt: skip


def _counts(cohorts: Cohorts, as_of: Month) -> tuple[dict[str, Counts], Counts]:
    """Return, per event, how many by start month and age; and the last age known of each start.

    Arrays of shape (start months, ages), ages from 0 to the oldest that the as-of month knows.
    """
    starts, ages, people = (
        np.array(column, dtype=np.int64)
        for column in (cohorts.starts, cohorts.ages, cohorts.people)
    )
    known = starts + ages <= as_of.ordinal
    if not known.any():
        return {}, np.zeros(0, dtype=np.int64)
    first = int(starts[known].min())
    months = as_of.ordinal - first + 1
    names = {name: rank for rank, name in enumerate(dict.fromkeys(cohorts.events))}
    kinds = np.array([names[event] for event in cohorts.events])
    cube = np.zeros((len(names), months, months), dtype=np.int64)
    np.add.at(cube, (kinds[known], starts[known] - first, ages[known]), people[known])
    told = set(kinds[known].tolist())
    counts = {name: cube[rank] for name, rank in names.items() if rank in told}
    return counts, np.arange(months - 1, -1, -1)
