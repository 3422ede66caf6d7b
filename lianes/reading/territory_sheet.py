"""Everything the sheet of a territory says, read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.money import shows_money, shows_need
from lianes.domain.funding import STEPS
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate
from lianes.reading.subject import Subject, find_subject
from lianes.reading.territory_context import (
    ContextRow,
    EstimatedPublic,
    TwinList,
    context_rows,
    estimated_publics,
    twin_list,
)
from lianes.reading.territory_results import Results, nearest_parent, results
from lianes.reading.watch import EXITS, late_networks
from lianes.store.reader import Entity
from lianes.store.territory_reader import (
    Actor,
    FundingLine,
    LocalConvention,
    TerritoryReader,
)

CALLED = ("landlord", "federation")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the territory is: communes, départements it lies across, codes it took over."""

    population: int | None
    communes: int
    spans: tuple[Territory, ...]
    span_regions: tuple[Territory, ...]
    former: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network of the territory."""

    network: Network
    jobs: Estimate
    late: bool


@dataclass(frozen=True, slots=True)
class Peer:
    """A territory to look at beside this one: its networks and its exit rate."""

    territory: Territory
    networks: int
    exits: Estimate
    distance: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funding ladder, in euros; `amount` is None when it may not be shown."""

    stage: str
    amount: float | None
    funders: int


@dataclass(frozen=True, slots=True)
class TerritorySheet:
    """The whole sheet."""

    subject: Subject
    scope: Scope
    identity: Identity
    results: Results
    networks: tuple[NetworkRow, ...]
    context: tuple[ContextRow, ...]
    publics: tuple[EstimatedPublic, ...]
    twins: TwinList
    twin_peers: tuple[Peer, ...]
    neighbours: tuple[Peer, ...]
    actors: tuple[Actor, ...]
    contacts: tuple[Actor, ...]
    conventions: tuple[LocalConvention, ...]
    ladder: tuple[Step, ...]
    need: float | None


def territory_sheet(desk: Desk, reader: TerritoryReader, scope: Scope) -> TerritorySheet:
    """Read the sheet of a scope; raises UnknownTerritory or UnknownNetwork."""
    subject = find_subject(reader, scope)
    networks = reader.networks(subject.entities)
    parent = _parent(reader, subject, len(networks))
    found = results(desk, scope, subject, parent, networks)
    likeness = twin_list(reader, subject)
    alike = [(place, twin.distance) for place, twin in likeness.found]
    beside = [(place, None) for place in _neighbours(reader, subject)]
    return TerritorySheet(
        subject=subject,
        scope=scope,
        identity=_identity(reader, subject),
        results=found,
        networks=_network_rows(desk, scope, networks),
        context=context_rows(reader, subject),
        publics=estimated_publics(reader, subject),
        twins=likeness,
        twin_peers=_peers(desk, reader, scope, alike),
        neighbours=_peers(desk, reader, scope, beside),
        actors=reader.actors_of(networks, desk.meta.as_of),
        contacts=() if subject.is_national else (
            reader.partners_around(subject.territories, CALLED)),
        conventions=reader.local_conventions(networks),
        ladder=ladder(reader.funding_lines(networks), desk.audience, national=subject.is_national),
        need=reader.whole_need(networks)
        if shows_need(desk.audience, national=subject.is_national)
        else None,
    )  # fmt: skip


def _parent(reader: TerritoryReader, subject: Subject, inside: int) -> Territory | None:
    return nearest_parent(subject, reader.seats_inside(subject.parents), inside)


def _identity(reader: TerritoryReader, subject: Subject) -> Identity:
    places = subject.territories
    spans = reader.spans([t.code for t in places]) if len(places) == 1 else {}
    across = next(iter(spans.values()), ())
    regions = {code: None for t in across for code in t.parents if code.startswith("REG-")}
    people = [t.population for t in places if t.population is not None]
    alone = len(places) == 1 and places[0].level is Level.COMMUNE
    return Identity(
        population=sum(people) if len(people) == len(places) else None,
        communes=1 if alone else reader.count_inside(places, Level.COMMUNE),
        spans=across,
        span_regions=reader.territories(regions),
        former=reader.former_codes(places[0]) if alone else (),
    )


def _network_rows(desk: Desk, scope: Scope, networks: Sequence[Network]) -> tuple[NetworkRow, ...]:
    jobs = desk.catalogue.indicators["jobs_started"]
    entities: list[Entity] = [(Level.NETWORK, network.id) for network in networks]
    counts = counts_for(desk, [jobs], entities, scope.period, scope.public)
    late = late_networks(desk, networks)
    return tuple(
        NetworkRow(
            network,
            estimate(desk, jobs, [entity], scope.period, scope.public, counts),
            network.id in late,
        )
        for network, entity in zip(networks, entities, strict=True)
    )


def _neighbours(reader: TerritoryReader, subject: Subject) -> tuple[Territory, ...]:
    if subject.network is not None or len(subject.territories) != 1 or subject.is_national:
        return ()
    return reader.neighbours(subject.territories[0])


def _peers(
    desk: Desk,
    reader: TerritoryReader,
    scope: Scope,
    places: Sequence[tuple[Territory, float | None]],
) -> tuple[Peer, ...]:
    exits = desk.catalogue.indicators[EXITS]
    entities: list[Entity] = [(place.level, place.id) for place, _ in places]
    counts = counts_for(desk, [exits], entities, scope.period, scope.public)
    seats = reader.seats_inside([place for place, _ in places])
    return tuple(
        Peer(
            place,
            seats.get(place.code, 0),
            estimate(desk, exits, [entity], scope.period, scope.public, counts),
            distance,
        )
        for (place, distance), entity in zip(places, entities, strict=True)
    )


def ladder(lines: Sequence[FundingLine], audience: Audience, *, national: bool) -> tuple[Step, ...]:
    """Return the sum of each step, by the rule of the page of money: all of them, or none."""
    given = [((line.stage, line.form), line.funder, line.amount) for line in lines]
    told = shows_money(audience, given, whole=national)
    return tuple(_step(stage, lines, told=told) for stage in STEPS)


def _step(stage: str, lines: Sequence[FundingLine], *, told: bool) -> Step:
    given: dict[str, float] = {}
    for line in lines:
        if line.stage == stage:
            given[line.funder] = given.get(line.funder, 0.0) + line.amount
    return Step(stage, sum(given.values()) if told else None, len(given))
