"""What a scope names: entities of the rollup, their label, parents and children."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lianes.domain.articles import SEVERAL
from lianes.domain.network import Network
from lianes.domain.scope import FRANCE, Scope
from lianes.domain.territory import Level, Territory
from lianes.errors import OverlappingTerritories, UnknownTerritory
from lianes.store.reader import Entity, Reader

NAMED = 4
"""Territories that name a perimeter at most."""
CHILD_LEVELS = {
    Level.FRANCE: (Level.REGION, Level.DEPARTEMENT, Level.EPCI),
    Level.REGION: (Level.DEPARTEMENT, Level.EPCI),
    Level.DEPARTEMENT: (Level.EPCI, Level.COMMUNE),
    Level.EPCI: (Level.COMMUNE,),
    Level.EPT: (Level.COMMUNE,),
    Level.COMMUNE: (Level.COMMUNE,),
    Level.NETWORK: (Level.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is under study: one or several territories that do not overlap, or one network."""

    label: str
    level: Level
    territories: tuple[Territory, ...]
    network: Network | None
    parents: tuple[Territory, ...]
    perimeter: str | None = None

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities of the rollup whose sum is the subject."""
        if self.network is not None:
            return ((Level.NETWORK, self.network.id),)
        return tuple((territory.level, territory.id) for territory in self.territories)

    @property
    def is_national(self) -> bool:
        """Whether the subject is the whole country."""
        return self.level is Level.FRANCE

    @property
    def is_single(self) -> bool:
        """Whether it is one territory or one network."""
        return self.network is not None or len(self.territories) == 1

    @property
    def nature(self) -> str:
        """Say what a perimeter adds up, and that nobody named it; nothing for what stands alone."""
        if self.is_single:
            return ""
        nameless = " sans nom" if SEVERAL in self.label else ""
        return f"périmètre{nameless} de {len(self.territories)} territoires"

    @property
    def map_levels(self) -> tuple[Level, ...]:
        """Levels its map can show."""
        if len(self.territories) > 1 and self.level in (Level.REGION, Level.DEPARTEMENT):
            return (self.level, Level.EPCI)
        return CHILD_LEVELS[self.level]

    @property
    def table_level(self) -> Level:
        """Level of the territories its table compares: its members when several."""
        return self.level if len(self.territories) > 1 else CHILD_LEVELS[self.level][0]


def find_subject(reader: Reader, scope: Scope) -> Subject:
    """Return what a scope names; raises UnknownTerritory or UnknownNetwork."""
    if scope.network is not None:
        return _network_subject(reader, scope.network)
    perimeters = reader.perimeters()
    if len(scope.territories) == 1 and scope.territories[0] in perimeters:
        name, codes = perimeters[scope.territories[0]]
        return _territories_subject(reader, codes, name, scope.territories[0])
    return _territories_subject(reader, scope.territories, None, None)


def _network_subject(reader: Reader, code: str) -> Subject:
    network = reader.network(code)
    parents = reader.territories([*network.parents, network.seat])
    seat = reader.territories([network.seat])
    return Subject(network.name, Level.NETWORK, seat, network, parents)


def _territories_subject(
    reader: Reader, codes: Sequence[str], name: str | None, perimeter: str | None
) -> Subject:
    found = reader.territories(dict.fromkeys(codes))
    unknown = sorted(set(codes) - {territory.code for territory in found})
    if unknown or not found:
        raise UnknownTerritory(f"Territoire inconnu : {', '.join(unknown) or 'aucun code'}.")
    kept = without_overlap(found, reader.communes(found) if len(found) > 1 else {})
    label = name or _together([territory.label for territory in kept])
    parents = reader.territories(kept[0].parents if len(kept) == 1 else (FRANCE,))
    level = max(territory.level for territory in kept)
    return Subject(label, level, kept, None, parents, perimeter)


def _together(labels: Sequence[str]) -> str:
    """Name a perimeter without a name by its territories; beyond `NAMED` the rest are counted."""
    if len(labels) <= NAMED:
        return SEVERAL.join(labels)
    return SEVERAL.join([*labels[: NAMED - 1], f"{len(labels) - NAMED + 1} autres"])


def without_overlap(
    territories: Sequence[Territory], communes: Mapping[str, frozenset[str]]
) -> tuple[Territory, ...]:
    """Leave out territories that lie inside another of the list, so that nothing counts twice.

    `communes` gives the commune codes of each. Raises OverlappingTerritories when two share some
    communes and neither holds the other, as an EPCI astride two départements: no sum is right.
    """
    for one, other in combinations(territories, 2):
        _refuse_astride(one, other, communes)
    return tuple(
        t for t in territories if not any(_is_inside(t, other, communes) for other in territories)
    )


def _is_inside(
    territory: Territory, other: Territory, communes: Mapping[str, frozenset[str]]
) -> bool:
    """Whether another territory holds this one; of two that are the same, the wider level does."""
    nothing: frozenset[str] = frozenset()
    own, others = communes.get(territory.code, nothing), communes.get(other.code, nothing)
    same = own == others and territory.level <= other.level
    return bool(own) and not same and own <= others


def _refuse_astride(
    one: Territory, other: Territory, communes: Mapping[str, frozenset[str]]
) -> None:
    first, second = communes[one.code], communes[other.code]
    if first & second and not (first <= second or second <= first):
        raise OverlappingTerritories(
            f"{one.label} et {other.label} ont des communes en commun sans que l'un contienne "
            "l'autre : leurs chiffres ne s'additionnent pas. Choisissez l'un des deux."
        )
