"""Euros that may be shown: the money of a single partner is protected, by one rule everywhere.

Inside, all of it. Outside, sums for the whole country alone, unfiltered (those of two territories
would tell a third by difference), and a table with its total only where neither a cell nor the
total is the money of one partner, or almost: a hidden cell would be read by difference.
"""

from collections.abc import Hashable, Iterable

from lianes.metrics.concentration import is_disclosive
from lianes.metrics.masking import Audience

Given = tuple[Hashable, str | None, float]
"""The cell of a table, the partner who gives or receives (None when unknown), how many euros."""


def shows_money(audience: Audience, given: Iterable[Given], *, whole: bool) -> bool:
    """Whether a table of euros and its total may be shown; `whole` for the country, unfiltered."""
    if audience is Audience.INTERNE:
        return True
    if not whole:
        return False
    cells: dict[Hashable, dict[str | None, float]] = {}
    total: dict[str | None, float] = {}
    for cell, partner, amount in given:
        for sums in (cells.setdefault(cell, {}), total):
            sums[partner] = sums.get(partner, 0.0) + amount
    return not any(is_disclosive(list(sums.values())) for sums in (*cells.values(), total))


def shows_need(audience: Audience, *, national: bool) -> bool:
    """Whether a declared need may be shown: outside, that of the whole country alone.

    The need of a place with one network is that network's, whose money stays inside.
    """
    return audience is Audience.INTERNE or national
