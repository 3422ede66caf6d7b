"""Which comparable territories do better than a territory, beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.metrics.verdict import MINIMUM, Verdict, verdict
from lianes.reading.comparison import proportion_of, shared_z
from lianes.reading.estimates import Estimate
from lianes.reading.territory_sheet import Peer


@dataclass(frozen=True, slots=True)
class Better:
    """The twins that have enough cases to be compared, and those that do better."""

    compared: tuple[Peer, ...]
    better: tuple[Peer, ...]


def better_peers(own: Estimate | None, peers: Sequence[Peer]) -> Better:
    """Compare a rate with that of each twin, 95 % shared between them as on Comparer.

    None is compared when the own rate is hidden or rests on fewer than `MINIMUM` cases.
    """
    mine = proportion_of(own) if own is not None else None
    if mine is None or mine.n < MINIMUM:
        return Better((), ())
    rates = [(peer, proportion_of(peer.exits)) for peer in peers if peer.networks]
    known = [(peer, rate) for peer, rate in rates if rate is not None and rate.n >= MINIMUM]
    z = shared_z(len(known))
    better = [peer for peer, rate in known if verdict(mine, rate, z=z) is Verdict.BELOW]
    return Better(tuple(peer for peer, _ in known), tuple(better))
