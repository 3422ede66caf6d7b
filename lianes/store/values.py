"""What the store tells, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.metrics.masking import DEFAULT, Thresholds

Entity = tuple[Level, int]
"""What a rollup row belongs to: a level and the id of a territory or network."""


@dataclass(frozen=True, slots=True)
class StoreMeta:
    """What the store says of itself. `last_month` is the last month expected of a network.

    `secrecy` is None when its hidden cells were not computed under the rule of this version.
    """

    simulated: bool
    as_of: date
    launched_on: date
    geography_vintage: str
    catalogue_version: str
    first_month: Month | None
    last_month: Month | None
    secrecy: Thresholds | None = None

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds every small number of this store is masked under."""
        return self.secrecy or DEFAULT


class Cell(NamedTuple):
    """One rollup row: raw counts of a measure, for an entity and a month.

    `expected` and `reported` count the networks of the month, `…_total` those of every month
    since the first.
    """

    month: Month
    value: int | None
    cumulated: int | None
    expected: int
    reported: int
    expected_total: int
    reported_total: int


@dataclass(frozen=True, slots=True)
class Target:
    """A target value: published wording or assumption (`simulated`)."""

    indicator: str
    value: float
    starts_on: date | None
    due_on: date | None
    wording: str
    simulated: bool
    source: str


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """What a network has sent at the as-of date; `months_late` counts reports overdue."""

    network: str
    last_received: Month | None
    months_late: int
    days_late: int


@dataclass(frozen=True, slots=True)
class Contested:
    """One value contested and not settled: the (measure, entity) whose figures count it.

    `shift` is what accepting the proposed value would add.
    """

    keys: frozenset[tuple[str, Entity]]
    shift: int
