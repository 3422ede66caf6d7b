"""What every reading needs at hand: the store, the catalogue and the audience."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lianes.access.masking import Count, add_counts
from lianes.access.secrecy import guarded
from lianes.domain.catalogue import Catalogue, Kind, Measure
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.reading.secrecy import hidden_cells, sum_is_hidden, sums_of
from lianes.store.panel_reader import Monthly, less
from lianes.store.reader import Cell, Contested, Entity, Reader, StoreMeta

Series = Mapping[tuple[str, Entity], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A reader's desk: one open store, seen by one audience.

    `followed` holds the cohorts already read here; `country`, those of the whole programme, which
    desks on the same version of the store may share.
    """

    reader: Reader
    catalogue: Catalogue
    audience: Audience
    meta: StoreMeta
    country: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    followed: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def measures(self, ids: Iterable[str]) -> tuple[Measure, ...]:
        """Return the declared measures of these ids."""
        return tuple(self.catalogue.measures[identifier] for identifier in ids)

    def counts(
        self, measures: Sequence[str], entities: Sequence[Entity], period: Period, public: str
    ) -> dict[tuple[str, Entity], Count]:
        """Return the raw count of each measure of each entity over a period, in one read.

        An entity where no network is open by the end of the period is absent.
        """
        months = (period.start + -1, period.end)
        cells = self.reader.cells_at(entities, measures, public, months)
        counts = {
            key: self.count_of(self.catalogue.measures[key[0]], found, period)
            for key, found in cells.items()
            if found[-1].month == period.end
        }
        hidden = hidden_cells(self, measures, entities, period, public)
        for key in hidden & counts.keys():
            counts[key] = counts[key]._replace(suppressed=True)
        for found in self.reader.contests(public, period):
            for key in counts.keys() & found.keys:
                counts[key] = contested(counts[key], found)
        return counts | sums_of(counts, measures, entities, hidden)

    def is_guarded(self, measures: Iterable[str]) -> bool:
        """Whether the audience reads some of these measures on the release grid only."""
        return not guarded(self.catalogue.measures, self.audience).isdisjoint(measures)

    def series(
        self, entities: Sequence[Entity], measures: Sequence[str], public: str, until: Month
    ) -> Series:
        """Return the months up to `until` of the measures that may be read month by month.

        None outside, where months are not released; inside, none of a guarded measure.
        """
        if self.audience is Audience.EXTERNE:
            return {}
        kept = guarded(self.catalogue.measures, self.audience)
        return self.reader.series(entities, [m for m in measures if m not in kept], public, until)

    def heard(
        self, measures: Sequence[str], public: str, networks: Sequence[int], period: Period
    ) -> list[tuple[str, int, int, int]]:
        """Return (measure, network, months reported, months expected), by the rule of `series`."""
        if self.audience is Audience.EXTERNE:
            return []
        kept = guarded(self.catalogue.measures, self.audience)
        return self.reader.heard([m for m in measures if m not in kept], public, networks, period)

    def together(
        self, measure: str, public: str, networks: Sequence[int], period: Period,
        *, within: Sequence[Entity] = (), others: Sequence[int] = (),
    ) -> Monthly:  # fmt: skip
        """Add up a flow over networks by month, under the rule of `series`.

        `within` are entities that hold these networks and the `others`, and none else: where the
        others are fewer, theirs are taken away from the whole.
        """
        if self.audience is Audience.EXTERNE or self.is_guarded([measure]):
            return tuple((None, 0) for _ in period)
        together = partial(self.reader.together, measure, public, period=period)
        if len(within) != 1 or len(others) >= len(networks):
            return together(Level.NETWORK, networks)
        ((level, entity),) = within
        whole = together(level, [entity])
        return less(whole, together(Level.NETWORK, others)) if others else whole

    def own_months(
        self, measures: Sequence[str], network_ids: Sequence[int], months: Sequence[Month]
    ) -> dict[tuple[str, int], tuple[int | None, ...]]:
        """Return some months of networks, under the rule of `series`."""
        if self.audience is Audience.EXTERNE:
            return {}
        kept = guarded(self.catalogue.measures, self.audience)
        return self.reader.own_months([m for m in measures if m not in kept], network_ids, months)

    def count_of(self, measure: Measure, cells: Sequence[Cell], period: Period) -> Count:
        """Return a raw count over a period from cells that include its last month.

        A flow is what was added since the month before the period; a stock stands at its end.
        """
        before = next((cell for cell in cells if cell.month == period.start + -1), None)
        return count_between(measure, before, cells[-1])


def count_between(measure: Measure, before: Cell | None, last: Cell) -> Count:
    """Return what a cell counts since the one of the month before; a stock is its own count."""
    if measure.kind is Kind.STOCK:
        return Count(last.value, last.reported, last.expected)
    if before is None:
        return Count(last.cumulated, last.reported_total, last.expected_total)
    reported = last.reported_total - before.reported_total
    added = (last.cumulated or 0) - (before.cumulated or 0)
    return Count(added if reported else None, reported, last.expected_total - before.expected_total)


def contested(count: Count, found: Contested) -> Count:
    """Return a count that knows that one of its values is contested."""
    return count._replace(contested=count.contested + 1, shift=count.shift + found.shift)


def summed(
    counts: Mapping[tuple[str, Entity], Count], measures: Iterable[str], entities: Sequence[Entity]
) -> Count | None:
    """Add several measures over several entities; the reports counted are those of a measure.

    A measure that was not reported makes the sum unknown, not smaller.
    """
    parts = [add_counts(counts.get((m, entity)) for entity in entities) for m in measures]
    known = [part for part in parts if part is not None]
    if not known:
        return None
    if len(known) < len(parts) or any(part.value is None for part in known):
        return Count(None, 0, known[0].expected)
    total = sum(part.value or 0 for part in known)
    hidden = sum_is_hidden(counts, tuple(measures), entities)
    contested_, shift = sum(p.contested for p in known), sum(p.shift for p in known)
    return Count(total, known[0].reported, known[0].expected, hidden, contested_, shift)
