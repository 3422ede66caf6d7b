"""The directory of partners: who they are, what they do, in which networks, with whom."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from lianes.domain.network import Network
from lianes.domain.programme import Detail, Role
from lianes.domain.provenance import Source
from lianes.domain.siren import belongs, is_valid
from lianes.domain.territory import Territory
from lianes.metrics.masking import Audience
from lianes.reading.actor_scope import is_national, networks_by_id, touches
from lianes.reading.conventions import Agreement
from lianes.reading.desk import Desk
from lianes.reading.sources import Bibliography, bibliography
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

Row = Mapping[str, Any]
Made = TypeVar("Made")
PAGE = 30
INNOVATION = "innovation-sociale-hlm"
_LAUREATE = "lauréat"


@dataclass(frozen=True, slots=True)
class Tie:
    """What a partner does in a network; `until` is None while it acts."""

    network: Network
    kind: str
    kind_label: str
    role: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """A funding line of a partner, in euros; the amount is None when it may not be shown."""

    network: str
    network_name: str
    year: int
    stage: str
    form: str
    amount_eur: float | None


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation; persons are not stored, `contact` is a function."""

    id: str
    name: str
    kind: str
    kind_label: str
    siren: str | None
    siret: str | None
    contact: str | None
    note: str | None
    places: tuple[Territory, ...]
    ties: tuple[Tie, ...]
    roles: tuple[tuple[str, Role], ...]
    agreements: tuple[Agreement, ...]
    grants: tuple[Grant, ...]
    projects: tuple[tuple[str, str], ...]
    programmes: frozenset[str]
    details: tuple[Detail, ...]
    sources: tuple[Source, ...]
    simulated: bool

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds it declares and those it acts as."""
        return frozenset({self.kind, *(tie.kind for tie in self.ties)})

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks where it acts or acted, each once."""
        return tuple({tie.network.id: tie.network for tie in self.ties}.values())

    @property
    def siren_words(self) -> str:
        """Say whether its number is given and well written."""
        if self.siren is None and self.siret is None:
            return "non renseigné"
        wrong = any(number and not is_valid(number) for number in (self.siren, self.siret))
        astray = self.siren and self.siret and not belongs(self.siret, self.siren)
        return "numéro invalide" if wrong or astray else "numéro bien formé"


@dataclass(frozen=True, slots=True)
class Directory:
    """The partners of a scope: those of the place, then those that act everywhere."""

    subject: Subject
    local: tuple[Partner, ...]
    national: tuple[Partner, ...]
    networks: tuple[Network, ...]
    programmes: tuple[tuple[str, str], ...]

    @property
    def items(self) -> tuple[Partner, ...]:
        """All of them."""
        return self.local + self.national

    def partner(self, identifier: str) -> Partner | None:
        """Return one partner of the scope."""
        return next((p for p in self.items if p.id == identifier), None)


# ------------------------------------------------------------------ reading
def directory(reader: ActorReader, subject: Subject, found: Sequence[Partner]) -> Directory:
    """Choose, among every partner, those that act in a scope and those of the whole country."""
    networks = reader.networks(subject.entities)
    mine = {network.code for network in networks}
    local = tuple(p for p in found if _acts_here(p, subject, mine))
    chosen = {p.id for p in local}
    national = tuple(p for p in found if p.id not in chosen and is_national(p.places))
    names = tuple((row["id"], row["name"]) for row in reader.programmes())
    return Directory(subject, local, national, networks, names)


def every_partner(
    desk: Desk, reader: ActorReader, agreements: Sequence[Agreement]
) -> tuple[Partner, ...]:
    """Read every partner of the store with its conventions, published ones first."""
    shelf = _Shelf(desk, reader, agreements)
    return tuple(shelf.partner(row) for row in reader.partners())


def _acts_here(partner: Partner, subject: Subject, mine: set[str]) -> bool:
    around = {tie.network.code for tie in partner.ties} | {g.network for g in partner.grants}
    if subject.is_national or around & mine:
        return True
    if subject.network is None and touches(subject, partner.places):
        return True
    return any(
        a.network.code in mine
        if a.network
        else not a.is_national and touches(subject, a.territories)
        for a in partner.agreements
    )


class _Shelf:
    """Every table about partners, sorted by partner once."""

    def __init__(self, desk: Desk, reader: ActorReader, agreements: Sequence[Agreement]) -> None:
        self._library: Bibliography = bibliography(reader)
        networks = networks_by_id(reader.networks())
        self._places = reader.partner_places()
        self._ties = _sorted_by(reader.ties(), "partner", lambda row: _tie(row, networks))
        self._roles = _sorted_by(reader.facts("role", "rowid"), "partner", self._role)
        self._agreements = _agreements(agreements)
        outside = desk.audience is Audience.EXTERNE
        lines = reader.funding_lines(tuple(networks))
        self._grants = _sorted_by(lines, "funder", lambda row: _grant(row, outside=outside))
        self._projects = _projects(reader)
        self._details = _sorted_by(
            [r for r in reader.facts("detail", "id") if r["subject_table"] == "partner"],
            "subject_id", self._detail,
        )  # fmt: skip
        self._leads = {row["lead"]: row["id"] for row in reader.programmes()}

    def _role(self, row: Row) -> tuple[str, Role]:
        source = self._library.sources[row["source"]]
        return row["programme"], Role(row["actor"], row["role"], source)

    def _detail(self, row: Row) -> Detail:
        sources = self._library.of("detail", row)
        return Detail(row["fact"], row["value"], row["as_of"], sources)

    def partner(self, row: Row) -> Partner:
        """Return one partner with all that is known of it."""
        key = row["id"]
        return Partner(
            **{name: row[name] for name in _COLUMNS},
            places=self._places.get(key, ()),
            ties=self._ties.get(key, ()),
            roles=self._roles.get(key, ()),
            agreements=self._agreements.get(key, ()),
            grants=self._grants.get(key, ()),
            projects=tuple((code, name) for code, name, _ in self._projects.get(key, ())),
            programmes=self._programmes_of(row),
            details=self._details.get(key, ()),
            sources=self._library.of("partner", row),
            simulated=bool(row["simulated"]),
        )

    def _programmes_of(self, row: Row) -> frozenset[str]:
        key = row["id"]
        found = {programme for programme, _ in self._roles.get(key, ())}
        found |= {a.programme for a in self._agreements.get(key, ()) if a.programme}
        found |= {programme for _, _, programme in self._projects.get(key, ())}
        found |= {self._leads[key]} if key in self._leads else set()
        found |= {"lianes"} if key in self._ties or key in self._grants else set()
        found |= {INNOVATION} if row["note"] and _LAUREATE in row["note"] else set()
        return frozenset(found)


_COLUMNS = ("id", "name", "kind", "kind_label", "siren", "siret", "contact", "note")


def _sorted_by(
    rows: Iterable[Row], owner: str, made: Callable[[Row], Made]
) -> dict[str, tuple[Made, ...]]:
    found: dict[str, list[Made]] = {}
    for row in rows:
        found.setdefault(row[owner], []).append(made(row))
    return {key: tuple(several) for key, several in found.items()}


def _tie(row: Row, networks: Mapping[int, Network]) -> Tie:
    names = ("kind", "kind_label", "role", "since", "until")
    return Tie(networks[row["network_id"]], *(row[name] for name in names))


def _grant(row: Row, *, outside: bool) -> Grant:
    """Return a line of one partner: outside the programme, its amount is never shown."""
    amount = None if outside else row["amount_eur"]
    names = (row["network_code"], row["network_name"])
    return Grant(*names, row["year"], row["stage"], row["form"], amount)


def _agreements(found: Iterable[Agreement]) -> dict[str, tuple[Agreement, ...]]:
    by_party: dict[str, tuple[Agreement, ...]] = {}
    for agreement in found:
        for party, _ in agreement.parties:
            by_party[party] = (*by_party.get(party, ()), agreement)
    return by_party


def _projects(reader: ActorReader) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for row in reader.projects():
        for partner in {row["landlord"], row["manager"]} - {None}:
            entry = (row["code"], row["name"], row["programme"])
            found[partner] = (*found.get(partner, ()), entry)
    return found


# ------------------------------------------------------------------ filters
def folded(words: str) -> str:
    """Return words without accents or capitals, as a search compares them."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("’", "'")


def kept(partners: Iterable[Partner], asked: Mapping[str, str | None]) -> tuple[Partner, ...]:
    """Return the partners that meet every filter: nature, role, programme, origine, q."""
    words = folded(asked.get("q") or "").split()
    return tuple(
        p
        for p in partners
        if asked.get("nature") in (None, p.kind)
        and (asked.get("role") is None or any(t.kind == asked["role"] for t in p.ties))
        and (asked.get("programme") is None or asked["programme"] in p.programmes)
        and asked.get("origine") in (None, "simule" if p.simulated else "publie")
        and all(word in folded(_text_of(p)) for word in words)
    )


def _text_of(partner: Partner) -> str:
    places = " ".join(place.label for place in partner.places)
    return f"{partner.name} {partner.kind_label} {partner.note or ''} {places}"


def kinds_of(partners: Iterable[Partner]) -> dict[str, tuple[str, int]]:
    """Count partners by the kind they declare: id → (label, count)."""
    found = tuple(partners)
    labels = {p.kind: p.kind_label for p in found}
    counts = Counter(p.kind for p in found)
    return {kind: (labels[kind], counts[kind]) for kind in labels}


def roles_of(partners: Iterable[Partner]) -> dict[str, str]:
    """Return the kinds as which partners act in networks."""
    return {tie.kind: tie.kind_label for p in partners for tie in p.ties}


def pages(partners: Sequence[Partner]) -> int:
    """Return how many pages a list makes, at least one."""
    return max(1, -(-len(partners) // PAGE))
