"""Conventions of every kind: who signed what, where, until when, for how much."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianes.domain.month import last_day
from lianes.domain.network import Network
from lianes.domain.programme import Congress
from lianes.domain.provenance import Source
from lianes.domain.scope import FRANCE
from lianes.domain.territory import Territory
from lianes.reading.actor_scope import is_national, networks_by_id, touches
from lianes.reading.programmes import programmes
from lianes.reading.sources import bibliography
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

ENDING_DAYS = 90
KINDS = {
    "cadre": "convention cadre",
    "circulaire": "circulaire",
    "territoire": "convention de territoire",
    "financement": "financement",
    "soutien": "soutien",
    "régionale": "convention régionale",
    "locale": "convention locale de LIANE",
}
"""Kinds in their order, in words."""


@dataclass(frozen=True, slots=True)
class AxisState:
    """One axis; `progress` in percent and its evidence only when it is measurable and reported."""

    words: str
    measurable: bool
    progress: float | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One convention, published or simulated; None means not published."""

    id: str
    title: str
    kind: str
    signed_on: str | None
    ends_on: str | None
    parties: tuple[tuple[str, str], ...]
    territories: tuple[Territory, ...]
    amount_eur: float | None
    object: str | None
    note: str | None
    axes: tuple[AxisState, ...]
    sources: tuple[Source, ...]
    programme: str | None
    programme_name: str | None
    network: Network | None
    simulated: bool

    @property
    def is_national(self) -> bool:
        """Whether it covers the whole country."""
        return is_national(self.territories)

    def days_left(self, day: date) -> int | None:
        """Return the days until its end, None when the end is not published."""
        return None if self.ends_on is None else (last_day(self.ends_on) - day).days

    def ends_soon(self, day: date) -> bool:
        """Whether it ends within `ENDING_DAYS`, that day included; one that has ended does not."""
        left = self.days_left(day)
        return left is not None and 0 <= left <= ENDING_DAYS


@dataclass(frozen=True, slots=True)
class Agreements:
    """The conventions of a scope, `local` before the national ones that apply everywhere."""

    subject: Subject
    as_of: date
    local: tuple[Agreement, ...]
    national: tuple[Agreement, ...]
    active: tuple[Network, ...]
    conventioned: tuple[Network, ...]
    congress: Congress | None

    @property
    def in_order(self) -> tuple[Agreement, ...]:
        """All of them: those that end soon first, then the others as they stand."""
        soon = self.ending
        return soon + tuple(a for a in self.items if a not in soon)

    @property
    def items(self) -> tuple[Agreement, ...]:
        """All of them."""
        return self.local + self.national

    @property
    def ending(self) -> tuple[Agreement, ...]:
        """Those that end soon, the nearest first."""
        soon = (a for a in self.items if a.ends_soon(self.as_of))
        return tuple(sorted(soon, key=lambda a: (a.ends_on or "", a.id)))


def conventions(
    reader: ActorReader, subject: Subject, as_of: date, found: Sequence[Agreement]
) -> Agreements:
    """Choose, among every convention, those of a subject; count its networks that have one."""
    networks = reader.networks(subject.entities)
    mine = networks_by_id(networks)
    active = tuple(network for network in networks if network.is_active(as_of))
    covered = reader.conventioned(as_of)
    return Agreements(
        subject=subject,
        as_of=as_of,
        local=tuple(a for a in found if not a.is_national and _concerns(a, subject, mine)),
        national=tuple(a for a in found if a.is_national),
        active=active,
        conventioned=tuple(network for network in active if network.id in covered),
        congress=programmes(reader).congress,
    )


def _concerns(agreement: Agreement, subject: Subject, mine: Mapping[int, Network]) -> bool:
    if agreement.network is not None:
        return agreement.network.id in mine
    return touches(subject, agreement.territories)


def every_agreement(reader: ActorReader) -> tuple[Agreement, ...]:
    """Read every convention of the store, published ones first."""
    library, networks = bibliography(reader), networks_by_id(reader.networks())
    parties, places = reader.agreement_parties(), reader.agreement_places()
    axes = _axes(reader)
    return tuple(
        Agreement(
            **{name: row[name] for name in _COLUMNS},
            parties=parties.get(row["id"], ()),
            territories=places.get(row["id"], ()),
            axes=axes.get(row["id"], ()),
            sources=library.of("convention", row),
            network=networks.get(row["network_id"]),
            simulated=bool(row["simulated"]),
        )
        for row in reader.agreements()
    )


_COLUMNS = ("id", "title", "kind", "signed_on", "ends_on", "amount_eur", "object", "note",
            "programme", "programme_name")  # fmt: skip


def _axes(reader: ActorReader) -> dict[str, tuple[AxisState, ...]]:
    found: dict[str, tuple[AxisState, ...]] = {}
    for row in reader.facts("convention_axis", "convention, rank"):
        found[row["convention"]] = (*found.get(row["convention"], ()), _axis(row))
    return found


def _axis(row: Mapping[str, Any]) -> AxisState:
    """A commitment has no bar, whatever was written beside it."""
    measurable = bool(row["measurable"])
    progress = row["progress"] if measurable else None
    return AxisState(row["axis"], measurable, progress, row["evidence"])


# ------------------------------------------------------------------ filters and counts
def kept(
    agreements: Iterable[Agreement], *, kind: str | None, programme: str | None, origin: str | None
) -> tuple[Agreement, ...]:
    """Return those of a kind, a programme and an origin (`publie`, `simule`); None is all."""
    return tuple(
        a
        for a in agreements
        if kind in (None, a.kind)
        and programme in (None, a.programme)
        and origin in (None, "simule" if a.simulated else "publie")
    )


def by_kind(agreements: Iterable[Agreement]) -> dict[str, int]:
    """Count conventions by kind, in the order of the kinds."""
    counts = Counter(a.kind for a in agreements)
    return {kind: counts[kind] for kind in (*KINDS, *sorted(counts.keys() - KINDS)) if counts[kind]}


def covering(agreements: Sequence[Agreement], place: Territory) -> tuple[Agreement, ...]:
    """Return those whose territory is a place, around it or inside it; national ones left out."""
    around = {place.code, *place.parents} - {FRANCE}
    return tuple(
        a
        for a in agreements
        if any(t.code in around or place.code in t.parents for t in a.territories)
    )
