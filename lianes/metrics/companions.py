"""Which more cells are hidden so that no hidden cell is told large, at the least cost to readers.

A block that tells one asks, at that date, for siblings, or for the wholes of the block, or for its
parent: whichever hides the fewest networks. What was hidden before stays so: small cells keep
the protection they had without it. Source: `docs/statistics.md`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lianes.metrics.large_cells import Sheet, told_large
from lianes.metrics.suppression import ROOT, Flags, Ints, Split, Tree, suppressed

NEVER = 10**6
"""Networks the country is worth at the last date: hidden when nothing else can be."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Hidden cells, (places, dates), and which of them were asked for.

    `wholes` are the cells whose whole must be hidden too, before trying again.
    """

    hidden: Flags
    asked: Flags
    wholes: Flags


def protected(
    split: Split, tree: Tree, threshold: int, *, asked: Flags | None = None, family: int = 0
) -> Protected:
    """Hide what is small, then what tells it, then what would tell a hidden cell large.

    `asked` cells are hidden whatever they hold. `family` is how many measures go with the whole
    when it is hidden, 0 where it cannot be.
    """
    own = np.zeros(split.expected.shape, np.bool_) if asked is None else asked.copy()
    while True:
        hidden = suppressed(split, tree, threshold, asked=own)
        more = _more(Sheet(split, tree, hidden, tree.leaves()), family)
        if more.wholes.any() or not more.own.any():
            return Protected(hidden, own, more.wholes)
        own |= more.own


@dataclass(frozen=True, slots=True)
class _More:
    """More cells to hide and more whose wholes are, of all dates or one; what readers lose."""

    own: Flags
    wholes: Flags
    cost: int = 0


def _more(sheet: Sheet, family: int) -> _More:
    """Return what is asked at each date by the blocks that tell a cell large."""
    found = _More(np.zeros_like(sheet.hidden), np.zeros_like(sheet.hidden))
    for date in range(sheet.hidden.shape[1]):
        for parent, block in sheet.blocks(date):
            if told_large(sheet, date, block):
                options = _options(sheet, date, parent, block, family)
                best = min(options, key=lambda option: option.cost)
                found.own[:, date] |= best.own & sheet.deployed[:, date]
                found.wholes[:, date] |= best.wholes & sheet.deployed[:, date]
    return found


def _options(sheet: Sheet, date: int, parent: int, block: Ints, family: int) -> Iterator[_More]:
    """Yield the ways to protect a block: siblings, wholes with the fewest siblings, the parent."""
    shown = sheet.inside(parent, date)
    shown = shown[~sheet.hidden[shown, date]]
    order = shown[np.lexsort((shown, sheet.tree.weight[shown]))].tolist()

    def holds(siblings: list[int], wholes: list[int]) -> bool:
        tried = sheet.hiding(sheet.under(*siblings), date) if siblings else sheet
        tried = tried.freeing(sheet.under(*wholes), date) if wholes else tried
        return not told_large(tried, date, np.union1d(block, np.array(siblings, np.int64)))

    for size in range(len(order) + 1):
        added = order[:size]
        everyone = [*block.tolist(), *added]
        if size and holds(added, []):
            fewer = _fewest(added, lambda kept: holds(kept, []))
            yield _option(sheet, date, fewer, [], family)
            break
        if family and holds(added, everyone):
            fewer = _fewest(everyone, lambda kept: holds(added, kept))  # noqa: B023
            yield _option(sheet, date, added, fewer, family)
            family = 0
    if parent >= ROOT:
        yield _option(sheet, date, [parent], [], family)


def _fewest(places: list[int], holds: Callable[[list[int]], bool]) -> list[int]:
    """Drop the places that are not needed, the last first."""
    kept = places
    for place in reversed(places):
        fewer = [other for other in kept if other != place]
        if fewer and holds(fewer):
            kept = fewer
    return kept


def _option(sheet: Sheet, date: int, siblings: list[int], wholes: list[int], family: int) -> _More:
    nothing = np.zeros(len(sheet.hidden), np.bool_)
    own = sheet.under(*siblings) if siblings else nothing
    above = sheet.under(*wholes) if wholes else nothing
    hides = own & ~sheet.hidden[:, date] & sheet.deployed[:, date]
    frees = above & ~sheet.split.forced[:, date] & sheet.deployed[:, date]
    weight = sheet.tree.weight
    cost = int(weight[hides].sum()) + family * int(weight[frees].sum())
    if (hides[ROOT] and date == sheet.hidden.shape[1] - 1) or frees[ROOT]:
        cost += NEVER
    return _More(own, above, cost)
