"""Cohorts followed month after month until each event, end of view or the last month."""

from collections.abc import Mapping

import numpy as np

from lianes.demo.assumptions import Hazard
from lianes.demo.draws import Counts, thin

Exits = dict[str, Counts]
"""By event: (ages, ..., start months); age 0 is always empty."""


def follow(rng: np.random.Generator, starts: Counts, hazards: Mapping[str, Hazard]) -> Exits:
    """Return what became of those who start each month, as far as the last month."""
    months = starts.shape[-1]
    left = starts.copy()
    exits = {event: np.zeros((months, *starts.shape), dtype=np.int32) for event in hazards}
    for age in range(1, months):
        known = left[..., : months - age]
        for event, hazard in hazards.items():
            gone = thin(rng, known, hazard.at(age))
            exits[event][age, ..., : months - age] = gone
            known -= gone
    return exits


def gone_by_month(exits: Exits) -> Counts:
    """Return the exits of all events by calendar month, (..., months)."""
    together = np.sum(list(exits.values()), axis=0)
    total = np.zeros_like(together[0], dtype=np.int64)
    months = total.shape[-1]
    for age in range(1, months):
        total[..., age:] += together[age, ..., : months - age]
    return total
