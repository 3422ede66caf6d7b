"""Secondary suppression: cells hidden so that no small count can be recovered by subtraction.

A split is a set of counts that share their cells (a measure, or a part and the rest of its whole)
over a tree of places and the dates of a release. A cell is hidden for all its counts at once, and
holds what happened since the last date it was shown. Source: `docs/statistics.md`.
"""

from dataclasses import dataclass

import numpy as np

from lianes.metrics.past_block import Flags, Ints, Past

__all__ = ["ROOT", "Flags", "Ints", "Split", "Tree", "exposed", "suppressed"]

ROOT = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """Places, each after its parent; the root is 0 and has parent -1.

    `weight` orders siblings by what everyone knows (networks), never by the counts themselves.
    """

    parent: Ints
    weight: Ints

    def leaves(self) -> Flags:
        """Return which leaves each place holds, (places, places)."""
        held = np.eye(len(self.parent), dtype=np.bool_)
        for place in range(len(self.parent) - 1, ROOT, -1):
            held[self.parent[place]] |= held[place]
        held[:, np.unique(self.parent[self.parent >= 0])] = False
        return held

    def families(self, deployed: Flags) -> list[tuple[int, Ints]]:
        """Return each parent with its deployed children, smallest first, from the root down."""
        found = []
        for place in np.unique(self.parent[deployed & (self.parent >= 0)]).tolist():
            children = np.flatnonzero((self.parent == place) & deployed)
            order = np.lexsort((children, self.weight[children]))
            found.append((place, children[order]))
        return found


@dataclass(frozen=True, slots=True)
class Split:
    """Counts to be hidden together, over (places, dates).

    `counts`: (counts, places, dates), cumulated for a flow; `guarded`: those that may not be
    known when small; `expected`: reports expected so far, 0 where a zero is structural;
    `forced`: cells whose whole is hidden, so that they must be too. `bounded`: readers see the
    whole even when it is small, and nothing can exceed it. `tied` counts add up to a whole that
    may be shown where they are not; others are only hidden together.
    """

    counts: Ints
    guarded: tuple[bool, ...]
    expected: Ints
    forced: Flags
    cumulated: bool = True
    bounded: bool = False
    tied: bool = True
    rest: int = 0

    @property
    def cells(self) -> range:
        """Return the ranks of the counts that are cells of a release, known large or small."""
        return range(len(self.guarded) - self.rest)

    @property
    def has_whole(self) -> bool:
        """Whether what one count loses, the others must gain."""
        return self.tied and len(self.guarded) > 1


@dataclass(slots=True)
class _Board:
    """What is decided so far: cells hidden, and each place's last shown date, -1 before it."""

    split: Split
    tree: Tree
    threshold: int
    hidden: Flags
    shown_at: Ints
    leaves: Flags

    def gained(self, places: Ints, moment: int, later: Ints) -> Ints:
        """Return what places added between a moment and later dates, where they were deployed."""
        there = self.leaves[places] & (self.split.expected[:, moment] > 0)
        counts = self.split.counts
        added = counts[:, :, later] - counts[:, :, [moment]]
        return np.asarray(np.einsum("pl,klp->kp", there, added), dtype=np.int64)

    def opened(self, places: Ints, date: int) -> Ints:
        """Return the counts of places at a date since they were last shown: (counts, places)."""
        counts: Ints = self.split.counts[:, places, date]
        if not self.split.cumulated or date == 0:
            return counts
        last = self._last_shown(places, date)
        since: Ints = counts - np.where(last < 0, 0, self.split.counts[:, places, last])
        return since

    def lent(self, places: Ints, date: int) -> Ints:
        """Return what the others of a block hold since each place joined it: (counts, places)."""
        now = self.split.counts[:, places, date]
        if not self.split.cumulated or date == 0:
            return np.asarray(now.sum(axis=1, keepdims=True) - now, dtype=np.int64)
        opened = self.opened(places, date)
        apart = ~self.hidden[places, :date]
        joined = np.where(apart.any(axis=1), date - 1 - apart[:, ::-1].argmax(axis=1), -1)
        held = np.stack([
            np.minimum(opened, now - self.split.counts[:, places, last] if last >= 0 else now)
            for last in joined.tolist()
        ])  # fmt: skip
        own = np.diagonal(held, axis1=0, axis2=2)
        return np.asarray(held.sum(axis=2).T - own, dtype=np.int64)

    def _last_shown(self, places: Ints, date: int) -> Ints:
        shown = ~self.hidden[places, :date] & (self.split.expected[places, :date] > 0)
        last = date - 1 - shown[:, ::-1].argmax(axis=1)
        return np.asarray(np.where(shown.any(axis=1), last, -1), dtype=np.int64)

    def at_rest(self, date: int) -> Flags:
        """Return the places already shown where nothing was expected since: nothing to hide."""
        expected = self.split.expected
        same = expected[np.arange(len(expected)), self.shown_at] == expected[:, date]
        if not self.split.cumulated:
            return np.zeros(len(expected), np.bool_)
        found: Flags = (self.shown_at >= 0) & same
        return found


def suppressed(split: Split, tree: Tree, threshold: int, *, asked: Flags | None = None) -> Flags:
    """Return the hidden cells, (places, dates); a place where nothing is deployed is never one."""
    hidden = np.zeros(split.expected.shape, np.bool_)
    board = _Board(split, tree, threshold, hidden, np.full(len(hidden), -1), tree.leaves())
    for date, _ in enumerate(hidden.T):
        deployed = split.expected[:, date] > 0
        hidden[:, date] = _hidden_at(board, date, deployed, asked)
        board.shown_at[~hidden[:, date] & deployed] = date
    return hidden


def _hidden_at(board: _Board, date: int, deployed: Flags, asked: Flags | None) -> Flags:
    """Hide what is small, then siblings and parents until no family gives a cell away."""
    split = board.split
    counts = board.opened(np.arange(len(deployed)), date)
    small = (counts[np.array(split.guarded)] < board.threshold).any(axis=0)
    if split.bounded:  # nobody at all is what the whole says already
        small &= counts.sum(axis=0) > 0
    must: Flags = ((small & ~board.at_rest(date)) | split.forced[:, date]) & deployed
    if asked is not None:
        must |= asked[:, date] & deployed
    must[ROOT] |= not must[ROOT] and not _root_holds(board, date)
    families = board.tree.families(deployed)
    while True:
        hidden = must.copy()
        bare = [p for p, children in families if not _cover(board, date, p, children, hidden)]
        if not bare:
            return hidden
        must[bare] = True


def _cover(board: _Board, date: int, parent: int, children: Ints, hidden: Flags) -> bool:
    """Hide siblings, smallest first, until they cover each other; False when they cannot."""
    if hidden[parent]:
        hidden[children] = True
        return True
    if len(children) == 1:  # the same cell under two names
        return not hidden[children[0]]
    waiting = children[~hidden[children] & (board.shown_at[children] < date - 1)]
    if len(waiting) and board.split.cumulated and not _past_holds(board, date, children, hidden):
        hidden[waiting] = True
    while not _block_holds(board, date, children[hidden[children]]):
        shown = children[~hidden[children]]
        if not len(shown):
            return False
        hidden[shown[0]] = True
    return True


def _block_holds(board: _Board, date: int, block: Ints) -> bool:
    """Whether the members of a block, and the leaves under them, cover each other."""
    if not len(block):
        return True
    deployed = board.split.expected[:, date] > 0
    leaves = np.flatnonzero(board.leaves[block].any(axis=0) & deployed)
    groups = (block,) if np.array_equal(np.sort(block), leaves) else (block, leaves)
    return not any(
        exposed(
            board.opened(group, date), board.lent(group, date), board.split, board.threshold
        ).any()
        for group in groups
    )


def exposed(own: Ints, lent: Ints, split: Split, threshold: int) -> Flags:
    """Return the members of a hidden block, (counts, members), whose small count can be narrowed.

    A member trades with the others, which lend what they hold: it can fall to 1 if they can take
    what it loses (for a part, giving back as much of the rest), and rise to threshold - 1 if they
    hold enough.
    """
    whole = own.sum(axis=0)
    found = np.full(len(whole), len(whole) < 2)
    for kind in np.flatnonzero(split.guarded):
        ceiling = np.minimum(threshold - 1, whole) if split.bounded else threshold - 1
        fails = lent[kind] < ceiling - own[kind]
        if split.has_whole:
            fails |= lent.sum(axis=0) - lent[kind] < own[kind] - 1
        found |= (own[kind] < threshold) & fails
    return found


# ------------------------------------------------------------------ what was hidden before
def _past_holds(board: _Board, date: int, children: Ints, hidden: Flags) -> bool:
    """Whether showing some siblings now leaves what was hidden before them uncertain."""
    shown = ~hidden[children]
    first = int(board.shown_at[children[shown]].min()) + 1
    moments = range(first, date)
    return all(_moment_holds(board, date, moment, children, shown) for moment in moments)


def _root_holds(board: _Board, date: int) -> bool:
    """Whether showing the root now leaves a small count hidden before it uncertain."""
    split, root = board.split, np.array([ROOT])
    if not split.cumulated or not split.has_whole:
        return True
    for moment in range(int(board.shown_at[ROOT]) + 1, date):
        own = board.opened(root, moment)[:, 0]
        since = board.gained(root, moment, np.array([date]))[:, 0]
        small = np.array(split.guarded) & (own < board.threshold)
        if (small & (since.sum() - since < own - 1)).any():
            return False
    return True


def _moment_holds(board: _Board, date: int, moment: int, children: Ints, shown: Flags) -> bool:
    """Whether the block of a past moment could still have traded, and made up for it since."""
    then = board.hidden[children, moment]
    block, leaving = children[then], (shown & (board.shown_at[children] < moment))[then]
    if len(block) < 2 or not leaving.any():
        return True
    later = _next_shown(board, block, moment, date)
    past = Past(
        own=board.opened(block, moment),
        since=board.gained(block, moment, later),
        staying=~shown[then] & (later == date),
        held=board.opened(children[~shown], date).sum(axis=1),
        has_whole=board.split.has_whole,
    )
    kinds = np.flatnonzero(board.split.guarded).tolist()
    return not any(past.pinned(kind, board.threshold).any() for kind in kinds)


def _next_shown(board: _Board, block: Ints, moment: int, date: int) -> Ints:
    """Return the next date each place was shown after a moment, or the date being decided."""
    after = ~board.hidden[block, moment + 1 : date]
    if not after.shape[1]:
        return np.full(len(block), date)
    first = np.where(after.any(axis=1), after.argmax(axis=1) + moment + 1, date)
    return np.asarray(first, dtype=np.int64)
