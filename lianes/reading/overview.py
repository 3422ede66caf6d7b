"""The national view, or the same page for any scope: everything it says, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.metrics.plan import PlanLine
from lianes.metrics.proportion import Z998
from lianes.reading.attention import Item, NetworkFacts, below_items, network_items, ordered
from lianes.reading.desk import Desk, Series
from lianes.reading.estimates import (
    Counts,
    Estimate,
    counts_for,
    estimate,
    used_measures,
)
from lianes.reading.monthly import Monthly, cumulated, increments
from lianes.reading.subject import Subject, find_subject
from lianes.reading.trajectory import Trajectory, plan_of, trajectory
from lianes.store.reader import Entity, Target

JOBS = "jobs_started"
EXITS = "employment_exit_rate"
NETWORK_MULTIPLES = ("jobs_started", "pathways_started", "seniors_supported", "dwellings_adapted")


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure with what stands beside it."""

    estimate: Estimate
    monthly: Monthly
    last_month: int | None
    target: Target | None
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
class Multiple:
    """One small chart: a network's cumulated figure against its plan."""

    network: Network
    indicator: Indicator
    monthly: Monthly
    plan: PlanLine | None
    late: bool


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
    multiples: tuple[Multiple, ...]
    reporting: Reporting


def overview(desk: Desk, scope: Scope) -> Overview:
    """Read the page for a scope; raises UnknownTerritory or UnknownNetwork."""
    subject = find_subject(desk.reader, scope)
    networks = desk.reader.networks(subject.entities)
    indicators = _indicators(desk)
    period, public = scope.period, scope.public
    series = desk.reader.series(subject.entities, used_measures(indicators), public, period.end)
    counts = counts_for(desk, indicators, subject.entities, period, public)
    cards = _cards(desk, scope, subject, series, counts)
    reporting = _reporting(desk, networks, series, subject, period)
    late = _late_networks(desk, networks)
    return Overview(
        subject=subject,
        scope=scope,
        networks=networks,
        cards=cards,
        attention=_attention(desk, scope, subject, networks),
        trajectory=_trajectory(cards, period, reporting),
        children=_children(desk, scope, subject, networks),
        multiples=_multiples(desk, scope, subject, networks, late),
        reporting=reporting,
    )


def _indicators(desk: Desk) -> tuple[Indicator, ...]:
    """Return what the headline needs: its indicators and their companions."""
    headline = desk.catalogue.headline()
    beside = (desk.catalogue.indicators[c] for i in headline for c in i.companions)
    return tuple(dict.fromkeys((*headline, *beside)))


# ------------------------------------------------------------------ headline
def _cards(
    desk: Desk, scope: Scope, subject: Subject, series: Series, counts: Counts
) -> tuple[Card, ...]:
    targets = _targets(desk, subject)
    return tuple(
        _card(desk, indicator, scope, subject, series, counts, targets)
        for indicator in desk.catalogue.headline()
    )


def _targets(desk: Desk, subject: Subject) -> dict[str, Target]:
    return desk.reader.targets(subject.entities[0]) if subject.is_single else {}


def _card(
    desk: Desk,
    indicator: Indicator,
    scope: Scope,
    subject: Subject,
    series: Series,
    counts: Counts,
    targets: dict[str, Target],
) -> Card:
    period, public = scope.period, scope.public
    target = _applicable(desk, targets.get(indicator.target or ""), scope)
    plan = plan_of(target)
    return Card(
        estimate=estimate(desk, indicator, subject.entities, period, public, counts),
        monthly=_curve(desk, indicator, series, subject.entities, period),
        last_month=_last_month(desk, indicator, series, subject.entities, period),
        target=target,
        planned=plan.at(period.end) if plan else None,
        companions=tuple(
            estimate(desk, desk.catalogue.indicators[c], subject.entities, period, public, counts)
            for c in indicator.companions
        ),
    )


def _applicable(desk: Desk, target: Target | None, scope: Scope) -> Target | None:
    """Return the target when the period starts at the launch and counts every public."""
    first = desk.meta.first_month
    since_launch = first is not None and scope.period.start <= first
    return target if since_launch and scope.public == "all" else None


def _curve(
    desk: Desk, indicator: Indicator, series: Series, entities: Sequence[Entity], period: Period
) -> Monthly:
    if indicator.form not in (Form.COUNT, Form.RATIO):
        return Monthly((), ())
    return cumulated(desk, indicator, series, entities, period)


def _last_month(
    desk: Desk, indicator: Indicator, series: Series, entities: Sequence[Entity], period: Period
) -> int | None:
    """Return what the last month added; None outside the release grid or when unknown."""
    if indicator.form is not Form.COUNT or desk.audience is Audience.EXTERNE:
        return None
    months = increments(indicator.measures[0], series, entities, period)
    kind = desk.catalogue.measures[indicator.measures[0]].kind
    if kind == "stock":
        return _difference(months)
    return months[-1]


def _difference(months: Sequence[int | None]) -> int | None:
    if len(months) < 2 or months[-1] is None or months[-2] is None:
        return None
    return months[-1] - months[-2]


def _trajectory(cards: Sequence[Card], period: Period, reporting: Reporting) -> Trajectory:
    card = next(card for card in cards if card.estimate.indicator.id == JOBS)
    missing = reporting.expected - reporting.reported
    return trajectory(card.monthly, card.target, period, missing=missing)


def _reporting(
    desk: Desk, networks: Sequence[Network], series: Series, subject: Subject, period: Period
) -> Reporting:
    active = sum(network.is_active(desk.meta.as_of) for network in networks)
    last = [
        cells[-1]
        for entity in subject.entities
        if (cells := series.get((JOBS, entity), ())) and cells[-1].month == period.end
    ]
    return Reporting(
        active, sum(cell.expected for cell in last), sum(cell.reported for cell in last)
    )


# ------------------------------------------------------------------ attention
def _attention(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[Item, ...]:
    facts = _facts(desk, networks)
    found = chain.from_iterable(network_items(fact, desk.meta.as_of) for fact in facts)
    return ordered([*found, *below_items(_compared(desk, scope, subject, networks))])


def _facts(desk: Desk, networks: Sequence[Network]) -> list[NetworkFacts]:
    """Gather what the rules look at; counts of persons stay inside the programme."""
    ids = [network.id for network in networks]
    as_of, reader, last = desk.meta.as_of, desk.reader, desk.meta.last_month
    reports = reader.report_status(ids, as_of)
    conventions, conventioned = reader.local_conventions_end(ids), reader.conventioned(as_of)
    secured = reader.secured_until(ids)
    entities: list[Entity] = [(Level.NETWORK, i) for i in ids]
    measures = ("exits_durable", "pathways_started")
    inside = desk.audience is Audience.INTERNE and last is not None
    series = reader.series(entities, measures, "all", last) if inside and last else {}
    return [
        NetworkFacts(
            network=network,
            report=reports.get(network.id),
            convention_ends=conventions.get(network.id),
            has_convention=network.id in conventioned,
            secured_until=secured.get(network.id),
            durable_exits=_own_months(series, "exits_durable", network),
            pathways=_own_months(series, "pathways_started", network),
        )
        for network in networks
    ]


def _own_months(series: Series, measure: str, network: Network) -> tuple[int | None, ...]:
    return tuple(cell.value for cell in series.get((measure, (Level.NETWORK, network.id)), ()))


def _compared(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> list[tuple[str, str, Estimate]]:
    """Read the exit rate of each child territory and network, at 99.8 %: they are many."""
    indicator = desk.catalogue.indicators[EXITS]
    places = _child_territories(desk, subject, networks) if subject.network is None else ()
    named = [(t.label, f"?territoire={t.code}", (t.level, t.id)) for t in places]
    named += [(n.name, f"?reseau={n.code}", (Level.NETWORK, n.id)) for n in networks]
    entities = [entity for _, _, entity in named]
    counts = counts_for(desk, [indicator], entities, scope.period, scope.public)
    return [
        (label, href, estimate(desk, indicator, [entity], scope.period, scope.public, counts,
                               z=Z998))
        for label, href, entity in named
    ]  # fmt: skip


def _late_networks(desk: Desk, networks: Sequence[Network]) -> frozenset[int]:
    status = desk.reader.report_status([n.id for n in networks], desk.meta.as_of)
    active = {n.id for n in networks if n.is_active(desk.meta.as_of)}
    return frozenset(i for i, report in status.items() if report.months_late and i in active)


# ------------------------------------------------------------------ children
def _child_territories(
    desk: Desk, subject: Subject, networks: Sequence[Network]
) -> tuple[Territory, ...]:
    """Return the territories of the table's level where a network of the scope has its seat."""
    codes = sorted({code for n in networks for code in (*n.parents, n.seat)})
    level = subject.table_level
    return tuple(t for t in desk.reader.territories(codes) if t.level is level)


def _children(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[ChildRow, ...]:
    if subject.network is not None:
        return ()
    places = _child_territories(desk, subject, networks)
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


# ------------------------------------------------------------------ charts per network
def _multiples(
    desk: Desk,
    scope: Scope,
    subject: Subject,
    networks: Sequence[Network],
    late: frozenset[int],
) -> tuple[Multiple, ...]:
    """Return one chart per network of the scope, or one per indicator of a single network."""
    if desk.audience is Audience.EXTERNE or not networks:
        return ()
    wanted = NETWORK_MULTIPLES if subject.network is not None else (JOBS,)
    indicators = [desk.catalogue.indicators[i] for i in wanted]
    indicators = [i for i in indicators if scope.public in desk.catalogue.publics_of(i)]
    begun = [n for n in networks if n.opened_on is not None]
    entities: list[Entity] = [(Level.NETWORK, network.id) for network in begun]
    series = desk.reader.series(entities, used_measures(indicators), scope.public, scope.period.end)
    ids = [network.id for network in begun]
    return tuple(
        Multiple(
            network,
            indicator,
            cumulated(desk, indicator, series, [(Level.NETWORK, network.id)], scope.period),
            plan_of(_applicable(desk, targets.get(network.id), scope)),
            network.id in late,
        )
        for indicator in indicators
        for targets in [desk.reader.network_targets(ids, indicator.id)]
        for network in begun
    )
