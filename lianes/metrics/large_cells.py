"""Hidden cells that are large: hidden to protect others, they may not be told large either.

A large cell must look as small as 1: the others of its block have to be able to take what it
loses, within their wholes and before any of them is shown again. Source: `docs/statistics.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from lianes.metrics.suppression import ROOT, Flags, Ints, Split, Tree

ENDLESS = 1 << 40
"""More than anyone counts."""


@dataclass(frozen=True)
class Sheet:
    """A split and its hidden cells, (places, dates): when each was last shown, and is next."""

    split: Split
    tree: Tree
    hidden: Flags
    leaves: Flags

    @cached_property
    def deployed(self) -> Flags:
        """Return the cells where something is expected."""
        found: Flags = self.split.expected > 0
        return found

    @cached_property
    def last(self) -> Ints:
        """Return the date each cell was last shown before its own, -1 for none."""
        found = np.full(self.hidden.shape, -1)
        dates = self.hidden.shape[1] if self.split.cumulated else 0
        for date in range(1, dates):
            shown = ~self.hidden[:, date - 1] & self.deployed[:, date - 1]
            found[:, date] = np.where(shown, date - 1, found[:, date - 1])
        return found

    @cached_property
    def next(self) -> Ints:
        """Return the date each cell is next shown after its own, how many there are for never."""
        return self._next(~self.hidden & self.deployed)

    @cached_property
    def bound(self) -> Ints:
        """Return the date each cell is next part of a whole that is shown."""
        return self._next(~self.split.forced)

    def _next(self, when: Flags) -> Ints:
        found = np.full(when.shape, when.shape[1])
        for date in range(when.shape[1] - 2 if self.split.cumulated else -1, -1, -1):
            found[:, date] = np.where(when[:, date + 1], date + 1, found[:, date + 1])
        return found

    def hiding(self, places: Flags, date: int) -> "Sheet":
        """Return the sheet with more places hidden at a date."""
        hidden = self.hidden.copy()
        hidden[places & self.deployed[:, date], date] = True
        return replace(self, hidden=hidden)

    def freeing(self, places: Flags, date: int) -> "Sheet":
        """Return the sheet with the wholes of more places hidden at a date."""
        forced = self.split.forced.copy()
        forced[places, date] = True
        return replace(self, split=replace(self.split, forced=forced))

    def under(self, *places: int) -> Flags:
        """Return places and all they hold."""
        found = np.zeros(len(self.hidden), np.bool_)
        found[list(places)] = True
        for place in range(ROOT + 1, len(found)):
            found[place] |= found[self.tree.parent[place]]
        return found

    def inside(self, place: int, date: int) -> Ints:
        """Return the places just inside one that are deployed at a date."""
        return np.flatnonzero((self.tree.parent == place) & self.deployed[:, date])

    def blocks(self, date: int) -> Iterator[tuple[int, Ints]]:
        """Yield each shown parent with its hidden children; -1 and the root where it is hidden."""
        hidden, parent = self.hidden[:, date], self.tree.parent
        if hidden[ROOT]:
            yield -1, np.array([ROOT])
        inside = hidden & (parent >= 0)
        for place in np.unique(parent[inside]).tolist():
            if not hidden[place]:
                yield place, np.flatnonzero(inside & (parent == place))

    def gained(self, places: Ints, date: int) -> Ints:
        """Return what places, as deployed at a date, add until each date; then endless."""
        there = self.leaves[places] & self.deployed[:, date]
        added = self.split.counts - self.split.counts[:, :, [date]]
        until = np.einsum("pl,kld->kpd", there, added)
        return np.concatenate([until, np.full((*until.shape[:2], 1), ENDLESS)], axis=2)

    def since(self, places: Ints, date: int, start: Ints) -> Ints:
        """Return what places hold at a date that they did not at others, of the same shape."""
        counts = self.split.counts
        before = np.where(start < 0, 0, counts[:, places, start])
        return np.asarray(counts[:, places, date] - before, dtype=np.int64)


def told_large(sheet: Sheet, date: int, block: Ints) -> bool:
    """Whether some cell of a block, or inside it, cannot look as small as 1."""
    group, top = block, block
    while len(group):
        if any(_fails(sheet, date, kind, group, top).any() for kind in sheet.split.cells):
            return True
        inside = [sheet.inside(place, date) for place in group.tolist()]
        top = np.repeat(top, [len(places) for places in inside])
        group = np.concatenate(inside)
    return False


def _fails(sheet: Sheet, date: int, kind: int, group: Ints, top: Ints) -> Flags:
    """Return the members of a group, each inside its `top`, that the others cannot relieve."""
    need = sheet.since(group, date, sheet.last[group, date])[kind] - 1
    if not (need > 0).any():
        return np.zeros(len(group), np.bool_)
    gained = sheet.gained(group, date)
    if top[0] == ROOT:  # all is hidden: nobody has to take what is lost, the rest must
        bound = sheet.split.has_whole and not sheet.split.forced[ROOT, date]
        rest = gained.sum(axis=0) - gained[kind]
        room = rest[:, sheet.next[ROOT, date]]
        return np.asarray((room < need) & bound, dtype=np.bool_)
    until = np.minimum.outer(sheet.next[top, date], sheet.next[top, date])
    taken = _at(gained[kind], until)
    if not sheet.split.has_whole:
        found: Flags = taken.sum(axis=1) - np.diagonal(taken) < need
        return found
    tied = _is_tied(sheet, date, kind, group, until, taken, gained)
    return np.asarray(tied & (need > 0), dtype=np.bool_)


def _is_tied(
    sheet: Sheet, date: int, kind: int, group: Ints, until: Ints, taken: Ints, gained: Ints
) -> Flags:
    """Return the members the others cannot relieve within wholes that are shown.

    Two members whose wholes are hidden trade with them; others trade the part against the rest,
    which must have come since each past date as the part did.
    """
    apart = ~np.eye(len(group), dtype=np.bool_)
    hidden = sheet.split.forced[group, date]
    free = np.logical_and.outer(hidden, hidden) & apart
    bound = np.minimum.outer(sheet.bound[group, date], sheet.bound[group, date])
    freely = np.where(free, _at(gained[kind], bound), 0).sum(axis=1)
    rest = gained.sum(axis=0) - gained[kind]
    last = sheet.last[group, date]
    joined = np.maximum.outer(last, last)
    across = np.broadcast_to(group, joined.shape)
    found = np.zeros(len(group), np.bool_)
    ends = [end for end in np.unique(until).tolist() if end > date]
    for start in range(int(last.min()), date if sheet.split.cumulated else 0):
        held = sheet.since(across, date, np.maximum(joined, start))
        tied = np.where(apart & ~free, np.minimum(taken, held.sum(axis=0) - held[kind]), 0)
        total = np.zeros(len(group), np.int64)
        for end in ends:  # by then the rest of a member has made up for it
            total += np.where(until == end, tied, 0).sum(axis=1)
            total = np.minimum(total, rest[:, end])
        need = sheet.since(group, date, np.maximum(last, start))[kind] - (start <= last)
        found |= total + freely < need
    return found


def _at(gained: Ints, until: Ints) -> Ints:
    """Return what each member has gained until dates: `until` and result are (others, members)."""
    index = np.arange(gained.shape[0])
    return np.asarray(gained[index[np.newaxis, :], until], dtype=np.int64)
