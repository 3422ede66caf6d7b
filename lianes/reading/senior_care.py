"""Seniors and dwellings: found, contacted, supported; hours, adaptations, staying at home."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.access.masking import Count
from lianes.domain.catalogue import Measure
from lianes.domain.french import alphabetical
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Territory
from lianes.metrics.figure import Figure
from lianes.metrics.masking import Audience
from lianes.reading.curves import Curve, cohort_curve
from lianes.reading.desk import Desk
from lianes.reading.estimates import FRANCE_ENTITY, Counts, Estimate, estimate
from lianes.reading.monthly import increments
from lianes.reading.pathway import measured
from lianes.reading.subject import Subject, find_subject
from lianes.reading.watch import child_territories
from lianes.store.reader import Entity

SERVICES = ("seniors_home_help", "seniors_tele_assistance", "seniors_visits", "seniors_meals",
            "seniors_activity")  # fmt: skip
LEVELS = ("dwellings_minor_works", "dwellings_fully_adapted", "dwellings_labelled")
OTHERS = ("seniors_identified", "seniors_contacted", "seniors_supported", "seniors_waiting",
          "care_hours", "adaptation_requests", "dwellings_adapted")  # fmt: skip
LEVEL_COSTS = ("mean_cost_minor_works", "mean_cost_fully_adapted", "mean_cost_labelled")
"""What a dwelling of each of `LEVELS` costs."""
RATES = ("senior_contact_rate", "adaptation_mean_cost", *LEVEL_COSTS, "adaptation_mean_delay")
RETENTIONS = ("home_retention_6m", "home_retention_12m")
JOBS = "jobs_started"


@dataclass(frozen=True, slots=True)
class Counted:
    """One measure and its count as the audience may see it."""

    measure: Measure
    figure: Figure


@dataclass(frozen=True, slots=True)
class DwellingLevel:
    """One level of adaptation: its dwellings and what one costs on average."""

    measure: Measure
    figure: Figure
    cost: Estimate


@dataclass(frozen=True, slots=True)
class Balance:
    """One territory: seniors who wait, seniors supported, jobs taken there."""

    territory: Territory
    networks: int
    waiting: Figure
    supported: Figure
    jobs: Figure


@dataclass(frozen=True, slots=True)
class SeniorCare:
    """Everything the page says; `hours` are the months of the period, None not reported."""

    subject: Subject
    scope: Scope
    networks: tuple[Network, ...]
    counts: dict[str, Figure]
    services: tuple[Counted, ...]
    levels: tuple[DwellingLevel, ...]
    rates: dict[str, Estimate]
    retentions: tuple[Estimate, ...]
    months: tuple[Month, ...]
    hours: tuple[int | None, ...]
    curve: Curve
    balances: tuple[Balance, ...]


def senior_care(desk: Desk, scope: Scope) -> SeniorCare:
    """Read the page for a scope; raises UnknownTerritory or UnknownNetwork."""
    subject = find_subject(desk.reader, scope)
    networks = desk.reader.networks(subject.entities)
    where = tuple(dict.fromkeys((*subject.entities, FRANCE_ENTITY)))
    counts = desk.counts(_measures(desk), where, scope.period, scope.public)
    months, hours = _hours(desk, subject, scope)
    return SeniorCare(
        subject=subject,
        scope=scope,
        networks=networks,
        counts={m: measured(desk, counts, m, subject.entities) for m in OTHERS},
        services=_counted(desk, counts, SERVICES, subject.entities),
        levels=dwelling_levels(desk, subject, scope, counts),
        rates={i: _estimate(desk, i, subject, scope, counts) for i in RATES},
        retentions=tuple(_estimate(desk, i, subject, scope, counts) for i in RETENTIONS),
        months=months,
        hours=hours,
        curve=_curve(desk, subject, scope),
        balances=_balances(desk, scope, subject, networks),
    )


def _measures(desk: Desk) -> tuple[str, ...]:
    used = (m for i in RATES for m in desk.catalogue.indicators[i].uses)
    return tuple(dict.fromkeys((*OTHERS, *SERVICES, *LEVELS, *used)))


def _counted(
    desk: Desk, counts: Counts, ids: Sequence[str], entities: Sequence[Entity]
) -> tuple[Counted, ...]:
    return tuple(
        Counted(desk.catalogue.measures[m], measured(desk, counts, m, entities)) for m in ids
    )


def dwelling_levels(
    desk: Desk, subject: Subject, scope: Scope, counts: Counts
) -> tuple[DwellingLevel, ...]:
    """Return the levels of adaptation, the lightest works first, from counts in hand."""
    return tuple(
        DwellingLevel(
            desk.catalogue.measures[level],
            measured(desk, counts, level, subject.entities),
            _estimate(desk, cost, subject, scope, counts),
        )
        for level, cost in zip(LEVELS, LEVEL_COSTS, strict=True)
    )


def _estimate(
    desk: Desk, indicator: str, subject: Subject, scope: Scope, counts: Counts
) -> Estimate:
    found = desk.catalogue.indicators[indicator]
    return estimate(desk, found, subject.entities, scope.period, scope.public, counts)


def _hours(
    desk: Desk, subject: Subject, scope: Scope
) -> tuple[tuple[Month, ...], tuple[int | None, ...]]:
    """Return the hours of each month; months are not part of the release grid outside."""
    if desk.audience is Audience.EXTERNE:
        return (), ()
    series = desk.series(subject.entities, ("care_hours",), scope.public, scope.period.end)
    return tuple(scope.period), increments("care_hours", series, subject.entities, scope.period)


def _curve(desk: Desk, subject: Subject, scope: Scope) -> Curve:
    indicator = desk.catalogue.indicators[RETENTIONS[0]]
    if scope.public not in desk.catalogue.publics_of(indicator):
        return Curve((), None, "non défini pour ce public")
    return cohort_curve(desk, indicator, subject.entities, scope.period, scope.public)


def _balances(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[Balance, ...]:
    """Return the territories inside the scope, those where most seniors wait first."""
    if subject.network is not None or not is_released(desk.audience, subject.table_level):
        return ()
    places = child_territories(desk, subject, networks)
    entities: list[Entity] = [(place.level, place.id) for place in places]
    care = ("seniors_waiting", "seniors_supported")
    counts: dict[tuple[str, Entity], Count] = {
        **desk.counts(care, entities, scope.period, scope.public),
        **desk.counts((JOBS,), entities, scope.period, "all"),
    }
    rows = [
        Balance(
            place,
            sum(place.code in (*network.parents, network.seat) for network in networks),
            measured(desk, counts, "seniors_waiting", [entity]),
            measured(desk, counts, "seniors_supported", [entity]),
            measured(desk, counts, JOBS, [entity]),
        )
        for place, entity in zip(places, entities, strict=True)
    ]
    return tuple(
        sorted(
            rows, key=lambda row: (_unknown_last(row.waiting), alphabetical(row.territory.label))
        )
    )


def _unknown_last(figure: Figure) -> float:
    """Return a key that puts the largest first, none after some, what is not known last."""
    return 1.0 if figure.value is None else -figure.value
