"""Whether a rate differs from that of the rest of the programme by more than chance."""

from enum import StrEnum
from math import erfc, sqrt

from lianes.metrics.difference import newcombe
from lianes.metrics.proportion import Z95, Interval, Proportion

MINIMUM = 20
"""Observations under which no rate is judged."""


class Verdict(StrEnum):
    """What the comparison lets one say of the value; better or worse is `is_better`."""

    ABOVE = "above"
    BELOW = "below"
    COMPARABLE = "comparable"
    TOO_FEW = "too_few"
    NO_REFERENCE = "no_reference"


def verdict(
    subject: Proportion, rest: Proportion, *, z: float = Z95, minimum: int = MINIMUM
) -> Verdict:
    """Compare a subject with the rest of the programme, which must not contain it.

    ABOVE or BELOW when the interval of the difference (Newcombe) excludes zero: the size of both
    counts. Under `minimum` observations: TOO_FEW for the subject, NO_REFERENCE for the rest.
    """
    if subject.rate is None or subject.n < minimum:
        return Verdict.TOO_FEW
    difference = newcombe(subject, rest, z) if rest.n >= minimum else None
    return Verdict.NO_REFERENCE if difference is None else compare(difference, 0.0)


def compare(interval: Interval, reference: float) -> Verdict:
    """Return on which side of a reference an interval wholly lies, in the unit of both.

    For estimates that are not proportions of a count, such as a retention; eligibility is theirs.
    """
    if interval.low > reference:
        return Verdict.ABOVE
    return Verdict.BELOW if interval.high < reference else Verdict.COMPARABLE


def is_better(verdict: Verdict, *, higher_is_better: bool | None) -> bool | None:
    """Return whether the difference is good news; None when there is none or no direction."""
    if higher_is_better is None or verdict not in (Verdict.ABOVE, Verdict.BELOW):
        return None
    return (verdict is Verdict.ABOVE) == higher_is_better


def expected_false_alarms(n_comparisons: int, z: float, *, sides: int = 2) -> float:
    """Return how many of n identical subjects chance alone would single out.

    `sides` is 1 for a list that keeps only the unfavourable side. Source: normal law.
    """
    return n_comparisons * sides * erfc(z / sqrt(2)) / 2
