"""Cohorts row by row, as slowly and plainly as they are defined: what the product must equal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lianes.domain.month import Month
from lianes.domain.observation import CohortRow
from lianes.metrics.life_table import CENSORED, START, LifeTable


@dataclass(slots=True)
class _Tally:
    sizes: Counter[Month] = field(default_factory=Counter)
    exits: defaultdict[Month, Counter[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )


def life_table(rows: Iterable[CohortRow], *, as_of: Month) -> LifeTable:
    """Gather the rows known at the as-of month; later ones are not known yet, and ignored."""
    tally = _tally(rows, as_of)
    starts = tally.sizes.keys() | tally.exits.keys()
    kept = {start for start in starts if tally.exits[start].total() <= tally.sizes[start]}
    length = max((as_of - start + 1 for start in kept), default=0)
    at_risk, exits = [0] * length, defaultdict[str, list[int]](lambda: [0] * length)
    for start in kept:
        for (age, event), count in tally.exits[start].items():
            exits[event][age] += count
        for age, present in enumerate(_present(tally, start, as_of - start)):
            at_risk[age] += present
    left_out = len(starts) - len(kept)
    return LifeTable(tuple(at_risk), {name: tuple(v) for name, v in exits.items()}, left_out)


def close_observation(rows: Iterable[CohortRow], *, last_reported: Month) -> tuple[CohortRow, ...]:
    """Return the rows of one network, its remaining people censored at its last reported month.

    Without this, a network that is late looks as if nobody had left it since.
    """
    known = tuple(row for row in rows if row.start + row.age <= last_reported)
    tally = _tally(known, last_reported)
    remaining = {start: n - tally.exits[start].total() for start, n in tally.sizes.items()}
    return known + tuple(
        CohortRow(start, last_reported - start, CENSORED, count)
        for start, count in remaining.items()
        if count > 0
    )


def _tally(rows: Iterable[CohortRow], as_of: Month) -> _Tally:
    tally = _Tally()
    for row in rows:
        if row.start + row.age > as_of:
            continue
        if row.event == START:
            tally.sizes[row.start] += row.people
        else:
            tally.exits[row.start][row.age, row.event] += row.people
    return tally


def _present(tally: _Tally, start: Month, last_age: int) -> Iterator[int]:
    leaving = Counter[int]()
    for (age, _), count in tally.exits[start].items():
        leaving[age] += count
    present = tally.sizes[start]
    for age in range(last_age + 1):
        yield present
        present -= leaving[age]
