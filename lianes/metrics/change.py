"""Change over time among the networks that reported both periods."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Totals of the networks that reported both periods, in the unit of the measure.

    `compared` networks are counted; `left_out` reported at most one of the two periods.
    """

    before: int
    after: int
    difference: int
    compared: int
    left_out: int


def change_between(
    before: Mapping[str, int | None], after: Mapping[str, int | None]
) -> Change | None:
    """Compare two periods by network code; absent or None is not reported, and zero is a report.

    None when no network reported both: there is nothing to compare.
    """
    known = before.keys() | after.keys()
    pairs = [(before.get(code), after.get(code)) for code in known]
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    if not both:
        return None
    first, second = sum(old for old, _ in both), sum(new for _, new in both)
    return Change(first, second, second - first, len(both), len(known) - len(both))
