"""Estimated target publics: a national total shared between territories, totals exact."""

from collections.abc import Mapping
from math import floor


def allocate(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Share a total in proportion to weights, in whole persons that add up to it exactly.

    Largest remainders; equal remainders go by key, so that the answer never changes.
    Raises ValueError when no weight is positive. Source: Hamilton's method.
    """
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("A total cannot be shared without a positive weight.")
    shares = {key: total * weight / whole for key, weight in weights.items()}
    given = {key: floor(share) for key, share in shares.items()}
    left = total - sum(given.values())
    nearest = sorted(shares, key=lambda key: (given[key] - shares[key], key))
    return given | {key: given[key] + 1 for key in nearest[:left]}


def with_mean_for_missing(
    values: Mapping[str, float | None], peers: Mapping[str, str]
) -> dict[str, float]:
    """Return values where a missing one takes the mean of its group's known ones.

    `peers` names the group of each key (Mayotte: the other overseas départements). Raises
    ValueError when a whole group is missing.
    """
    known: dict[str, list[float]] = {}
    for key, value in values.items():
        if value is not None:
            known.setdefault(peers[key], []).append(value)
    missing = sorted({peers[key] for key in values} - known.keys())
    if missing:
        raise ValueError(f"No value is known for {', '.join(missing)}.")
    means = {group: sum(found) / len(found) for group, found in known.items()}
    return {key: means[peers[key]] if v is None else v for key, v in values.items()}


def spread(total: float, parts: Mapping[str, float], chosen: frozenset[str]) -> float:
    """Return the share of a total that falls to some parts, by their weights (populations).

    Zero when the parts weigh nothing.
    """
    whole = sum(parts.values())
    return total * sum(parts[key] for key in chosen & parts.keys()) / whole if whole else 0.0
