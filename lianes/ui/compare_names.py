"""The names of what is compared: a perimeter goes under its own, saved on this browser or not."""

from collections.abc import Mapping
from dataclasses import replace

from lianes.reading.comparison import TOGETHER, Comparison
from lianes.ui.perimeters import name_of


def under_their_names(found: Comparison, mine: Mapping[str, str]) -> Comparison:
    """Return the comparison with the names the reader gave to perimeters on this browser."""
    names = [name_of(side.code.replace(TOGETHER, ","), mine) for side in found.sides]
    if not any(names):
        return found
    sides = tuple(
        replace(side, subject=replace(side.subject, label=name or side.subject.label))
        for side, name in zip(found.sides, names, strict=True)
    )
    pairs = tuple(
        replace(pair, other=side.subject.label)
        for pair, side in zip(found.pairs, sides[1:], strict=True)
    )
    return replace(found, sides=sides, pairs=pairs)
