"""What projects in service report: households, leases, money, who stays; added up as networks'.

Outside the programme no project is told apart, and sums for the whole country alone, unfiltered,
at the last quarter: a part of them, or a past date, would tell one project by difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianes.access.masking import Count, shown_count
from lianes.access.money import shows_money
from lianes.access.secrecy import ALL_PUBLICS, is_latest
from lianes.domain.month import Period
from lianes.domain.territory import Level
from lianes.metrics.figure import Figure
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk, summed
from lianes.reading.estimates import Estimate, counts_for, estimate
from lianes.reading.projects import Project, Projects
from lianes.store.reader import Entity

HOUSEHOLDS, LEASES = "project_households", "project_full_leases"
RESOURCES, COSTS = "project_resources", "project_costs"
MEASURES = (HOUSEHOLDS, LEASES, RESOURCES, COSTS)
LEASE_SHARE, TENANCY = "full_lease_share", "tenancy_12m"
Counts = Mapping[tuple[str, Entity], Count]


@dataclass(frozen=True, slots=True)
class Reported:
    """What one project, or a sum of them, reports: a figure by measure, euros over a period."""

    figures: Mapping[str, Figure]

    @property
    def balance(self) -> Figure:
        """Resources less costs, in euros; not reported when one of the two is not."""
        resources, costs = self.figures[RESOURCES], self.figures[COSTS]
        if resources.value is None:
            return resources
        if costs.value is None:
            return costs
        return Figure.measured(resources.value - costs.value)


@dataclass(frozen=True, slots=True)
class Results:
    """The sum of a scope, its rates, and each project in service."""

    period: Period
    total: Reported
    lease_share: Estimate
    tenancy: Estimate
    rows: tuple[tuple[Project, Reported], ...]
    received: int
    expected: int


def results(desk: Desk, view: Projects, found: Sequence[Project], period: Period) -> Results | None:
    """Return what some projects of a scope report, None when none of them is in service.

    `desk` reads the catalogue of projects. The whole scope is read from the rollup of its
    territories; a part of it from its projects: both are the same sum.
    """
    serving = tuple(p for p in found if p.is_open)
    if not serving:
        return None
    keys: tuple[Entity, ...] = tuple((Level.PROJECT, p.id) for p in serving)
    whole = len(found) == len(view.projects) and view.subject.network is None
    entities = view.subject.entities if whole else keys
    indicators = [desk.catalogue.indicators[i] for i in (LEASE_SHARE, TENANCY)]
    counts = desk.counts(MEASURES, (*entities, *keys), period, ALL_PUBLICS)
    counts |= counts_for(desk, indicators, entities, period, ALL_PUBLICS)
    told = whole and view.subject.is_national  # and once: two quarters would tell a few by less
    latest = is_latest(desk.audience, period, desk.meta.last_month)
    shown = desk.audience is Audience.INTERNE or (told and latest)
    share, tenancy = (
        estimate(desk, i, entities, period, ALL_PUBLICS, counts)
        if shown
        else Estimate(i, Figure.masked())
        for i in indicators
    )
    reports = summed(counts, [HOUSEHOLDS], entities)
    return Results(
        period, _total(desk, counts, entities, serving, shown=shown), share, tenancy,
        tuple((p, _row(desk, counts, key)) for p, key in zip(serving, keys, strict=True)),
        reports.reported if reports else 0, reports.expected if reports else 0,
    )  # fmt: skip


def _total(
    desk: Desk, counts: Counts, entities: Sequence[Entity], serving: Sequence[Project], *,
    shown: bool,
) -> Reported:  # fmt: skip
    figures = {m: _figure(desk, counts, m, entities, shown=shown) for m in MEASURES}
    for measure in (RESOURCES, COSTS):
        if not shows_money(desk.audience, _by_landlord(counts, serving, measure), whole=shown):
            figures[measure] = Figure.masked()
    return Reported(figures)


def _row(desk: Desk, counts: Counts, key: Entity) -> Reported:
    shown = desk.audience is Audience.INTERNE
    return Reported({m: _figure(desk, counts, m, (key,), shown=shown) for m in MEASURES})


def _figure(
    desk: Desk, counts: Counts, measure: str, entities: Sequence[Entity], *, shown: bool
) -> Figure:
    found = summed(counts, [measure], entities)
    return shown_count(
        found, desk.measures([measure]), desk.audience, desk.meta.thresholds, released=shown
    )


def _by_landlord(
    counts: Counts, serving: Sequence[Project], measure: str
) -> list[tuple[str, str | None, float]]:
    """Return the euros of each project beside its landlord."""
    found = ((p, counts.get((measure, (Level.PROJECT, p.id)))) for p in serving)
    return [(measure, p.landlord, (count.value if count else None) or 0) for p, count in found]
