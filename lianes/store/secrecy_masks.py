"""Hidden cells being gathered, by measure and public."""

from dataclasses import dataclass, field

import numpy as np

from lianes.metrics.companions import Protected, protected
from lianes.metrics.suppression import Flags, Split
from lianes.store.secrecy_tables import Grid

Key = tuple[int, int]
"""The ids of a measure (or of a sum, negative) and of a public."""
Group = tuple[Key, ...]
"""What is hidden together."""


@dataclass(slots=True)
class Masks:
    """For each measure and public: a grid, its hidden cells and those small in themselves.

    `asked` cells are hidden whatever they hold, because something else needs it. Such a need is
    found after what it concerns was hidden: all starts again until the masks are settled.
    """

    threshold: int
    found: dict[Key, tuple[Grid, Flags, Flags]] = field(default_factory=dict)
    asked: dict[Group, Flags] = field(default_factory=dict)
    settled: bool = False
    _done: dict[Group, tuple[bytes, Protected]] = field(default_factory=dict)

    def begin(self) -> None:
        """Start again, but for what was asked."""
        self.found.clear()
        self.settled = True

    def ask(self, group: Group, cells: Flags) -> None:
        """Ask for cells to be hidden the next time."""
        before = self.asked.get(group, np.zeros_like(cells))
        if (cells & ~before).any():
            self.asked[group] = before | cells
            self.settled = False

    def hidden(self, key: Key, grid: Grid) -> Flags:
        """Return the hidden cells of a measure; none when it is not guarded."""
        kept = self.found.get(key)
        return np.zeros(grid.shape, np.bool_) if kept is None else kept[1]

    def keep(self, key: Key, grid: Grid, hidden: Flags, small: Flags) -> None:
        """Keep the hidden cells of a measure and public, for what is deployed only."""
        if hidden.any():
            self.found[key] = (grid, hidden, hidden & small)

    def add(
        self, grid: Grid, split: Split, group: Group, *, whole: Group = (), family: int = 0
    ) -> Flags:
        """Hide a split and keep its cells for a group.

        `whole` is what its whole is hidden with, `family` how many measures go with that whole.
        """
        found = self._protected(grid, split, group, family)
        if whole:
            self.ask(whole, found.wholes)
        small = (split.counts[np.array(split.guarded)] < self.threshold).any(axis=0)
        for key in group:
            self.keep(key, grid, found.hidden, small & (split.expected > 0))
        return found.hidden

    def _protected(self, grid: Grid, split: Split, group: Group, family: int) -> Protected:
        """Hide a split, unless it was since the start with the same cells asked and forced."""
        asked = self.asked.get(group, np.zeros(grid.shape, np.bool_))
        under = asked.tobytes() + split.forced.tobytes()
        if group not in self._done or self._done[group][0] != under:
            found = protected(split, grid.tree, self.threshold, asked=asked, family=family)
            self.asked[group] = found.asked
            self._done[group] = found.asked.tobytes() + split.forced.tobytes(), found
        return self._done[group][1]
