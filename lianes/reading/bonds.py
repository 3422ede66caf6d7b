"""Who acts with whom: pairs of partners and what binds them, by partner and by kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from lianes.domain.territory import Level, Territory
from lianes.reading.directory import Directory, Partner
from lianes.store.actor_reader import ActorReader

LANDLORD, MANAGER = "landlord", "residence_manager"
EMPLOYERS = frozenset({"employer", "home_care_company"})
_TOGETHER = "en couple avec"


@dataclass(frozen=True, slots=True)
class Bond:
    """Two partners and the networks, conventions and projects where both act."""

    one: Partner
    other: Partner
    reasons: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, str]:
        """The labels of their kinds, in alphabetical order."""
        first, second = sorted((self.one.kind_label, self.other.kind_label))
        return first, second


@dataclass(frozen=True, slots=True)
class Pair:
    """A landlord and a manager: a published fact about a place, or projects."""

    landlord: Partner
    manager: Partner
    where: tuple[str, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class Engaged:
    """How many landlords and employers act in the networks of a territory."""

    territory: Territory
    networks: int
    landlords: int
    employers: int


def bonds(partners: Sequence[Partner]) -> tuple[Bond, ...]:
    """Return every pair of these partners with what binds it, the most bound first."""
    shared: dict[str, list[int]] = {}
    for rank, partner in enumerate(partners):
        for reason in _places_of_work(partner):
            shared.setdefault(reason, []).append(rank)
    found: dict[tuple[int, int], list[str]] = {}
    for reason, ranks in shared.items():
        for pair in combinations(ranks, 2):
            found.setdefault(pair, []).append(reason)
    made = (Bond(partners[a], partners[b], tuple(r)) for (a, b), r in found.items())
    return tuple(sorted(made, key=lambda b: (-len(b.reasons), b.one.name, b.other.name)))


def _places_of_work(partner: Partner) -> Iterable[str]:
    yield from dict.fromkeys(tie.network.name for tie in partner.ties)
    yield from (a.title for a in partner.agreements if a.network is None)
    yield from (name for _, name in partner.projects)


def between_kinds(found: Iterable[Bond]) -> dict[tuple[str, str], int]:
    """Count the pairs of partners by the two kinds they are of."""
    return dict(Counter(bond.kinds for bond in found).most_common())


def bonds_of(found: Iterable[Bond], partner: Partner) -> tuple[tuple[Partner, Bond], ...]:
    """Return with whom one partner acts, and why."""
    return tuple(
        (bond.other if bond.one.id == partner.id else bond.one, bond)
        for bond in found
        if partner.id in (bond.one.id, bond.other.id)
    )


def pairs(partners: Sequence[Partner]) -> tuple[Pair, ...]:
    """Return the landlord–manager pairs: published ones first, then those of projects."""
    landlords = [p for p in partners if p.kind == LANDLORD]
    managers = [p for p in partners if p.kind == MANAGER]
    made = [_pair(a, b) for b in managers for a in landlords]
    found = [pair for pair in made if pair is not None]
    return tuple(sorted(found, key=lambda p: (p.simulated, -len(p.where), p.landlord.name)))


def _pair(landlord: Partner, manager: Partner) -> Pair | None:
    """Return the pair two partners form, None when nothing binds them."""
    if manager.note and f"{_TOGETHER} {landlord.name}" in manager.note:
        return Pair(landlord, manager, (manager.note,), simulated=False)
    theirs = dict(manager.projects)
    names = tuple(theirs[code] for code, _ in landlord.projects if code in theirs)
    return Pair(landlord, manager, names, simulated=True) if names else None


def engaged(reader: ActorReader, view: Directory) -> tuple[Engaged, ...]:
    """Count the landlords and employers at work, by territory of the level below the scope.

    A partner that acts in two territories counts in each: rows are not to be added.
    """
    inside = {network.id: network for network in view.networks}
    level = Level.REGION if view.subject.is_national else Level.DEPARTEMENT
    groups: dict[str, set[int]] = {}
    for network in inside.values():
        for code in network.parents:
            if code.startswith(f"{level.prefix}-"):
                groups.setdefault(code, set()).add(network.id)
    rows = (_engaged(t, groups[t.code], view.items) for t in reader.territories(sorted(groups)))
    return tuple(sorted(rows, key=lambda row: row.territory.name))


def _engaged(territory: Territory, networks: set[int], partners: Sequence[Partner]) -> Engaged:
    kinds = [
        {tie.kind for tie in p.ties if tie.network.id in networks and tie.until is None}
        for p in partners
    ]
    return Engaged(
        territory,
        len(networks),
        sum(LANDLORD in found for found in kinds),
        sum(bool(EMPLOYERS & found) for found in kinds),
    )
