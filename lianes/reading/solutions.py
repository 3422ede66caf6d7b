"""Challenges, solutions and where they run: published facts, then the demonstration's own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianes.domain.network import Network
from lianes.domain.programme import Detail
from lianes.domain.provenance import Source
from lianes.domain.scope import FRANCE
from lianes.domain.territory import Level, Territory
from lianes.reading.actor_scope import holds, networks_by_id
from lianes.reading.sources import Bibliography, bibliography
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

PLACES_FACT = "Territoires"
SMALLEST_TOWN = 10_000
"""Below, a word of a sentence may be the name of a village by chance."""
STAGES = {
    "trial": "expérimentation",
    "running": "en service",
    "spreading": "généralisation",
}
"""From experiment to general use."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """One of the six challenges of the call, and its examples when published."""

    id: str
    label: str
    examples: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Site:
    """Where a solution runs; `stage` is None for a place that a source only names."""

    territory: Territory
    network: Network | None
    stage: str | None
    since: str | None
    simulated: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """One solution; `challenges` is the reading of the dashboard for published ones."""

    id: str
    name: str
    partner: str | None
    partner_name: str | None
    purpose: str
    challenges: tuple[str, ...]
    details: tuple[Detail, ...]
    sites: tuple[Site, ...]
    sources: tuple[Source, ...]
    simulated: bool

    @property
    def is_place_published(self) -> bool:
        """Whether a source says anything of where it runs."""
        return bool(self.sites) or any(d.fact == PLACES_FACT for d in self.details)


@dataclass(frozen=True, slots=True)
class Solutions:
    """Every challenge and solution; `here` are the sites of the scope by solution."""

    subject: Subject
    challenges: tuple[Challenge, ...]
    solutions: tuple[Solution, ...]

    def solution(self, identifier: str) -> Solution | None:
        """Return one solution."""
        return next((s for s in self.solutions if s.id == identifier), None)

    def here(self, solution: Solution) -> tuple[Site, ...]:
        """Return the sites of a solution inside the scope, or the wider place a source names."""
        return tuple(s for s in solution.sites if holds(self.subject, s.territory))


# ------------------------------------------------------------------ reading
def solutions(reader: ActorReader, subject: Subject) -> Solutions:
    """Read the solutions, what the sources say of them, and where they run."""
    challenges, found = reader.once("solutions", lambda: _every(reader))
    return Solutions(subject, challenges, found)


def _every(reader: ActorReader) -> tuple[tuple[Challenge, ...], tuple[Solution, ...]]:
    library, networks = bibliography(reader), networks_by_id(reader.networks())
    details = [r for r in reader.facts("detail", "id") if r["subject_table"] == "solution"]
    challenges = reader.solution_challenges()
    sites = _deployments(reader, library, networks)
    named = _names(reader, [r["value"] for r in details if r["fact"] == PLACES_FACT])
    found = []
    for row in reader.solutions():
        told = tuple(_detail(r, library) for r in details if r["subject_id"] == row["id"])
        places = tuple(site for d in told if d.fact == PLACES_FACT for site in _told(d, named))
        found.append(Solution(
            row["id"], row["name"], row["partner"], row["partner_name"], row["purpose"],
            challenges.get(row["id"], ()), told, places + sites.get(row["id"], ()),
            library.of("solution", row), bool(row["simulated"]),
        ))  # fmt: skip
    return _challenges(reader, library), tuple(found)


def _challenges(reader: ActorReader, library: Bibliography) -> tuple[Challenge, ...]:
    return tuple(
        Challenge(r["id"], r["label"], r["examples"], library.sources[r["source"]])
        for r in reader.facts("challenge", "rowid")
    )


def _detail(row: Mapping[str, Any], library: Bibliography) -> Detail:
    return Detail(row["fact"], row["value"], row["as_of"], library.of("detail", row))


def _deployments(
    reader: ActorReader, library: Bibliography, networks: Mapping[int, Network]
) -> dict[str, tuple[Site, ...]]:
    rows = reader.every_deployment()
    places = {t.code: t for t in reader.territories({row["place"] for row in rows})}
    found: dict[str, tuple[Site, ...]] = {}
    for row in rows:
        site = Site(places[row["place"]], networks.get(row["network_id"]), row["stage"],
                    row["since"], bool(row["simulated"]),
                    library.of("deployment", row))  # fmt: skip
        found[row["solution"]] = (*found.get(row["solution"], ()), site)
    return found


# ------------------------------------------------------------------ places named by a source
def _names(reader: ActorReader, sentences: Iterable[str]) -> dict[str, Territory]:
    """Return the régions, départements and towns that sentences name; a town comes first."""
    country = reader.territory(FRANCE)
    found: dict[str, Territory] = {}
    for level in (Level.REGION, Level.DEPARTEMENT):
        found |= {place.name: place for place in reader.children(country, level)}
    words = dict.fromkeys(word for sentence in sentences for word in _parts(sentence))
    towns = reader.communes_named(tuple(words))
    return found | {n: t for n, t in towns.items() if (t.population or 0) >= SMALLEST_TOWN}


def _told(detail: Detail, named: Mapping[str, Territory]) -> tuple[Site, ...]:
    """Return the places that a published sentence names, as wide as it names them."""
    found = {
        place.code: Site(place, None, None, None, False, detail.sources)
        for words in _parts(detail.value or "")
        if (place := named.get(words)) is not None
    }
    return tuple(found.values())


def _parts(sentence: str) -> list[str]:
    """Split « dix sites, dont l'Île-de-France, Lyon (Vaise) et Marseille » at its places."""
    parts = re.split(r"[,;:()]|\bet\b|\bdont\b", sentence)
    return [re.sub(r"^(l'|la |le |les )", "", part.strip()) or part.strip() for part in parts] + [
        part.strip() for part in parts
    ]


# ------------------------------------------------------------------ challenges
def covered(view: Solutions, *, simulated: bool) -> dict[str, tuple[Solution, ...]]:
    """Return the solutions of each challenge, published or simulated."""
    return {
        c.id: tuple(s for s in view.solutions if c.id in s.challenges and s.simulated is simulated)
        for c in view.challenges
    }


def uncovered(view: Solutions) -> tuple[Challenge, ...]:
    """Return the challenges that no published solution covers."""
    table = covered(view, simulated=False)
    return tuple(c for c in view.challenges if not table[c.id])


def sites_of(view: Solutions, kept: Iterable[Solution]) -> Sequence[tuple[Solution, Site]]:
    """Return every site of some solutions inside the scope."""
    return [(solution, site) for solution in kept for site in view.here(solution)]
