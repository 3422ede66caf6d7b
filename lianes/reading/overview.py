"""The national view, or the same page for any scope: everything it says, read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.domain.catalogue import Form, Indicator, Kind
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Territory
from lianes.metrics.masking import Audience
from lianes.metrics.proportion import Z998
from lianes.reading.attention import Item
from lianes.reading.catalogue import reported_indicators, whole_catalogue
from lianes.reading.coverage import Coverage
from lianes.reading.desk import Desk, Series
from lianes.reading.estimates import (
    Counts,
    Estimate,
    counts_for,
    estimate,
    used_measures,
)
from lianes.reading.goals import Goal, goals
from lianes.reading.monthly import Monthly, cumulated, increments
from lianes.reading.subject import Subject, find_subject
from lianes.reading.trajectory import Trajectory, trajectory
from lianes.reading.watch import EXITS, attention, child_territories
from lianes.store.reader import Entity

REPORTED_FORMS = (Form.COUNT, Form.RATIO, Form.PER, Form.MEAN, Form.RETENTION)
JOBS = "jobs_started"


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure with what stands beside it."""

    estimate: Estimate
    monthly: Monthly
    last_month: int | None
    goal: Goal | None
    planned: float | None
    companions: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One line of the table of children: its networks, its jobs, its exit rate."""

    territory: Territory
    networks: int
    jobs: Estimate
    exits: Estimate


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many networks are active, and how many sent the last month of the period."""

    active: int
    expected: int
    reported: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page says."""

    subject: Subject
    scope: Scope
    networks: tuple[Network, ...]
    cards: tuple[Card, ...]
    attention: tuple[Item, ...]
    trajectory: Trajectory
    children: tuple[ChildRow, ...]
    reporting: Reporting
    covered: tuple[str, ...]
    indicators: tuple[Estimate, ...]


def overview(desk: Desk, scope: Scope, reach: Coverage | None = None) -> Overview:
    """Read the page for a scope; raises UnknownTerritory or UnknownNetwork.

    `reach` is the coverage of the country, read once per store.
    """
    subject = find_subject(desk.reader, scope)
    networks = desk.reader.networks(subject.entities)
    indicators = reported_indicators(desk)
    period, public = scope.period, scope.public
    drawn = used_measures(desk.catalogue.headline())
    series = desk.series(subject.entities, drawn, public, period.end)
    counts = counts_for(desk, indicators, subject.entities, period, public)
    aims = goals(desk, subject, networks, scope)
    cards = _cards(desk, scope, subject, series, counts, aims)
    return Overview(
        subject=subject,
        scope=scope,
        networks=networks,
        cards=cards,
        attention=attention(desk, scope, subject, networks),
        trajectory=_trajectory(cards, series, subject, period),
        children=_children(desk, scope, subject, networks),
        reporting=_reporting(desk, networks, period),
        covered=desk.reader.covered_communes(subject.network) if subject.network else (),
        indicators=whole_catalogue(desk, scope, subject, networks, counts, reach),
    )


# ------------------------------------------------------------------ headline
def _cards(
    desk: Desk,
    scope: Scope,
    subject: Subject,
    series: Series,
    counts: Counts,
    aims: dict[str, Goal],
) -> tuple[Card, ...]:
    return tuple(
        _card(desk, indicator, scope, subject, series, counts, aims.get(indicator.target or ""))
        for indicator in desk.catalogue.headline()
    )


def _card(
    desk: Desk,
    indicator: Indicator,
    scope: Scope,
    subject: Subject,
    series: Series,
    counts: Counts,
    goal: Goal | None,
) -> Card:
    period, public = scope.period, scope.public
    return Card(
        estimate=estimate(desk, indicator, subject.entities, period, public, counts),
        monthly=_curve(desk, indicator, series, subject.entities, period),
        last_month=_last_month(desk, indicator, series, subject.entities, period),
        goal=goal,
        planned=goal.plan.at(period.end) if goal and goal.plan else None,
        companions=tuple(
            estimate(desk, desk.catalogue.indicators[c], subject.entities, period, public, counts)
            for c in indicator.companions
        ),
    )


def _curve(
    desk: Desk, indicator: Indicator, series: Series, entities: Sequence[Entity], period: Period
) -> Monthly:
    if indicator.form not in (Form.COUNT, Form.RATIO):
        return Monthly((), ())
    return cumulated(desk, indicator, series, entities, period)


def _last_month(
    desk: Desk, indicator: Indicator, series: Series, entities: Sequence[Entity], period: Period
) -> int | None:
    """Return what the last month added; None when unknown, outside, or of a sensitive measure."""
    sensitive = any(measure.sensitive for measure in desk.measures(indicator.measures))
    if indicator.form is not Form.COUNT or desk.audience is Audience.EXTERNE or sensitive:
        return None
    months = increments(indicator.measures[0], series, entities, period)
    kind = desk.catalogue.measures[indicator.measures[0]].kind
    return _difference(months) if kind is Kind.STOCK else months[-1]


def _difference(months: Sequence[int | None]) -> int | None:
    if len(months) < 2 or months[-1] is None or months[-2] is None:
        return None
    return months[-1] - months[-2]


def _trajectory(
    cards: Sequence[Card], series: Series, subject: Subject, period: Period
) -> Trajectory:
    card = next(card for card in cards if card.estimate.indicator.id == JOBS)
    last = [
        cells[-1]
        for entity in subject.entities
        if (cells := series.get((JOBS, entity), ())) and cells[-1].month == period.end
    ]
    missing = sum(cell.expected - cell.reported for cell in last)
    return trajectory(card.monthly, card.goal, missing=missing)


def _reporting(desk: Desk, networks: Sequence[Network], period: Period) -> Reporting:
    active = sum(network.is_active(desk.meta.as_of) for network in networks)
    expected, reported = desk.reader.reports([network.id for network in networks], period.end)
    return Reporting(active, expected, reported)


# ------------------------------------------------------------------ children
def _children(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[ChildRow, ...]:
    if subject.network is not None:
        return ()
    places = child_territories(desk, subject, networks)
    indicators = [desk.catalogue.indicators[JOBS], desk.catalogue.indicators[EXITS]]
    entities: list[Entity] = [(place.level, place.id) for place in places]
    counts = counts_for(desk, indicators, entities, scope.period, scope.public)
    rows = [
        ChildRow(
            place,
            sum(_lies_in(network, place) for network in networks),
            *(
                estimate(desk, i, [entity], scope.period, scope.public, counts, z=Z998)
                for i in indicators
            ),
        )
        for place, entity in zip(places, entities, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.networks, row.territory.name)))


def _lies_in(network: Network, place: Territory) -> bool:
    return place.code in network.parents or place.code == network.seat
