"""Random splits of whole arrays of counts: nobody is simulated one by one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def thin(rng: np.random.Generator, counts: Counts, share: float | Floats) -> Counts:
    """Return how many of each count are kept."""
    return np.asarray(rng.binomial(counts, share), dtype=np.int64)


def split(
    rng: np.random.Generator, counts: Counts, shares: Sequence[float | Floats]
) -> list[Counts]:
    """Share each count out between exclusive cases; the parts add up to the whole.

    `shares` add up to 1; each is a number or an array that broadcasts to `counts`.
    """
    left, weight = counts.copy(), np.asarray(1.0)
    parts = []
    for share in shares[:-1]:
        chance = np.clip(share / np.maximum(weight, 1e-12), 0.0, 1.0)
        part = thin(rng, left, chance)
        left, weight = left - part, weight - share
        parts.append(part)
    return [*parts, left]


def delayed(counts: Counts, months: int) -> Counts:
    """Shift counts later along the last axis; what falls after the last month is not known."""
    if months == 0:
        return counts
    late = np.zeros_like(counts)
    late[..., months:] = counts[..., :-months]
    return late


def spread(rng: np.random.Generator, counts: Counts, delays: Sequence[float]) -> Counts:
    """Let each count happen after a random delay in months, with these shares."""
    parts = split(rng, counts, delays)
    total = np.zeros_like(counts)
    for months, part in enumerate(parts):
        total += delayed(part, months)
    return total
