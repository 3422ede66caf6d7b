"""Territories alike: close in standardised context figures, never in results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import dist
from statistics import fmean, pstdev

NEIGHBOURS = 12
CAP = 2.0
"""Standard deviations beyond which there is no twin: closer than four pairs out of five."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A territory and its distance, in standard deviations over all features."""

    code: str
    distance: float


def standardised(figures: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    """Return the z-scores of each feature over all territories; 0 where a feature is constant."""
    columns = list(zip(*figures.values(), strict=True))
    scales = [(fmean(column), pstdev(column)) for column in columns]
    return {
        code: tuple(
            (value - mean) / spread if spread else 0.0
            for value, (mean, spread) in zip(row, scales, strict=True)
        )
        for code, row in figures.items()
    }


def twins(
    code: str,
    figures: Mapping[str, Sequence[float]],
    *,
    count: int = NEIGHBOURS,
    cap: float = CAP,
) -> tuple[Twin, ...]:
    """Return the nearest territories within the cap, the closest first; none for an unknown code.

    `figures` holds the same features for every comparable territory; the answer changes only
    with them. Source: z-scores and Euclidean distance, as CIPFA nearest neighbours.
    """
    scores = standardised(figures)
    if code not in scores:
        return ()
    found = [Twin(c, dist(scores[code], row)) for c, row in scores.items() if c != code]
    near = sorted((t for t in found if t.distance <= cap), key=lambda t: (t.distance, t.code))
    return tuple(near[:count])
