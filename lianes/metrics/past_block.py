"""What was hidden at a past date, once some of it is shown: still uncertain, or not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Past:
    """A block hidden at a past moment, (counts, members): its counts then and what came since.

    `staying` members are still hidden now, together with others: `held` is what they hold.
    """

    own: Ints
    since: Ints
    staying: Flags
    held: Ints
    has_whole: bool

    def pinned(self, kind: int, threshold: int) -> Flags:
        """Return the members whose small count of then is known too well once others are shown."""
        small = self.own[kind] < threshold
        down = np.maximum(self.own[kind] - 1, 0)
        up = np.maximum(threshold - 1 - self.own[kind], 0)
        known = self._cannot_fall(kind, down) | self._cannot_rise(kind, up)
        return np.asarray(small & known, dtype=np.bool_)

    def _cannot_fall(self, kind: int, down: Ints) -> Flags:
        """What a member loses, others take and have made up for since; those staying need not."""
        gained, other = self.since[kind], self.since.sum(axis=0) - self.since[kind]
        fails = gained.sum() - gained < down
        among = self.staying & (self.staying.sum() > 1)
        if self.has_whole:
            fails |= other < down
            rest = self._rest(kind) * self.staying
            among &= rest.sum() - rest >= down
        return np.asarray(fails & ~among, dtype=np.bool_)

    def _cannot_rise(self, kind: int, up: Ints) -> Flags:
        """What a member takes, it has made up for since, or others that stay hidden still lack."""
        gained, other = self.since[kind], self.since.sum(axis=0) - self.since[kind]
        lent = self.held[kind] - (self.own[kind] + gained)
        fails = gained + np.where(self.staying, lent, 0) < up
        if self.has_whole:
            fails |= other.sum() - other < up
        own = self.own[kind] * self.staying
        among = self.staying & (own.sum() - own >= up)
        return np.asarray(fails & ~among, dtype=np.bool_)

    def _rest(self, kind: int) -> Ints:
        rest: Ints = self.own.sum(axis=0) - self.own[kind]
        return rest
