"""Which counts give each other away: wholes cut into kinds, amounts behind which stand persons."""

from collections.abc import Mapping

from lianes.domain.catalogue import Measure

PAIRS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "exits_examined": (("exits_durable", "exits_transition"), ("exits_positive", "exits_none")),
}
"""A whole that is the sum of four kinds, taken two by two: a pair is hidden or shown together."""

DISJOINT: Mapping[str, tuple[str, ...]] = {
    "dwellings_adapted": (
        "dwellings_minor_works", "dwellings_fully_adapted", "dwellings_labelled",
    ),
}  # fmt: skip
"""Parts of a whole that never overlap: each bounds the others, so they are hidden together."""

DETAILS = frozenset({
    "oriented", "trainings_completed", "jobs_home_care", "jobs_local",
    *DISJOINT["dwellings_adapted"],
})  # fmt: skip
"""Parts that outsiders read for the country alone.

Almost a whole, or all of its parts: below the country, nearly every place would hide them, and
so that none is told large, the whole itself would have to be hidden.
"""

AMOUNTS: Mapping[str, str] = {
    "care_hours": "seniors_supported",
    "adaptation_cost": "dwellings_adapted",
    "adaptation_cost_minor_works": "dwellings_minor_works",
    "adaptation_cost_fully_adapted": "dwellings_fully_adapted",
    "adaptation_cost_labelled": "dwellings_labelled",
    "adaptation_delay_days": "dwellings_adapted",
}
"""An amount tells whether there is anyone behind it: it is hidden where they are."""

FOLLOWED: Mapping[str, tuple[str, ...]] = {
    "home_retention": ("institution", "death"),
    "job_retention": ("ended",),
    "tenancy_retention": ("ended",),
}
"""Events of a cohort that a retention tells or lets guess; being lost from sight is none."""

STARTS: Mapping[str, str] = {"job_retention": "jobs_started"}
"""The measure whose people a cohort follows: where it is hidden, so is how they do."""

EARLY, LATE = 6, 12
"""Ages in months at which retention is read; the events between them are a count of their own."""

SUMS: Mapping[tuple[str, ...], int] = {
    ("exits_durable", "exits_transition"): -1,
    ("exits_durable", "exits_transition", "exits_positive"): -2,
    ("exits_positive", "exits_none"): -3,
}
"""Sums that may be shown where their terms are not; the number stands for them in the store."""


def is_detail(measure: str) -> bool:
    """Whether outsiders read a measure, or the amount behind which it stands, for France alone."""
    return AMOUNTS.get(measure, measure) in DETAILS


def late(cohort: int) -> int:
    """Return the number that stands in the store for the events between 6 and 12 months."""
    return -100 - cohort


def companions(measure: str) -> tuple[str, ...]:
    """Return the other kind of a pair: with the whole and the other pair, it gives this one."""
    pairs = (pair for whole in PAIRS.values() for pair in whole if measure in pair)
    return tuple(kind for pair in pairs for kind in pair if kind != measure)


def guarded_inside(measures: Mapping[str, Measure]) -> frozenset[str]:
    """Return the measures a reader of the programme does not see freely."""
    sensitive = {m.id for m in measures.values() if m.sensitive}
    beside = {other for m in sensitive for other in companions(m)}
    return frozenset(sensitive | {m for m in beside if m in measures})
