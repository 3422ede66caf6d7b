"""Hidden cells being gathered, by measure and public."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lianes.metrics.suppression import Flags, Split, Tree, suppressed
from lianes.store.secrecy_tables import Grid

Key = tuple[int, int]
"""The ids of a measure (or of a sum, negative) and of a public."""


@dataclass(frozen=True, slots=True)
class Masks:
    """For each measure and public: a grid, its hidden cells and those small in themselves."""

    threshold: int
    found: dict[Key, tuple[Grid, Flags, Flags]] = field(default_factory=dict)

    def hidden(self, key: Key, grid: Grid) -> Flags:
        """Return the hidden cells of a measure; none when it is not guarded."""
        kept = self.found.get(key)
        return np.zeros(grid.shape, np.bool_) if kept is None else kept[1]

    def keep(self, key: Key, grid: Grid, hidden: Flags, small: Flags) -> None:
        """Keep the hidden cells of a measure and public, for what is deployed only."""
        if hidden.any():
            self.found[key] = (grid, hidden, hidden & small)

    def add(
        self, grid: Grid, split: Split, keys: tuple[Key, ...], rule: "Rule" = suppressed
    ) -> Flags:
        """Suppress a split and keep its cells for these measures."""
        hidden = rule(split, grid.tree, self.threshold)
        small = (split.counts[np.array(split.guarded)] < self.threshold).any(axis=0)
        for key in keys:
            self.keep(key, grid, hidden, small & (split.expected > 0))
        return hidden


Rule = Callable[[Split, Tree, int], Flags]
