"""The life of one LIANE as dated events: opening, agreements, actors, solutions, closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianes.domain.french import HARD, listing
from lianes.reading.network_sheet import NetworkSheet
from lianes.store.network_sheet_reader import Actor


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened on a date as precise as known (`2026`, `2026-03`, `2026-03-12`)."""

    when: str
    words: str


def life_of(view: NetworkSheet) -> tuple[LifeEvent, ...]:
    """Return every dated event of a network, the latest first; nothing after the as-of date."""
    found = [event for event in _events(view) if event.when <= view.as_of.isoformat()]
    return tuple(sorted(found, key=lambda event: event.when, reverse=True))


def _events(view: NetworkSheet) -> Iterator[LifeEvent]:
    network = view.network
    if network.opened_on:
        yield LifeEvent(network.opened_on.isoformat(), "Ouverture")
    if network.closed_on:
        after = f"{HARD}: suite donnée par {view.successor.name}" if view.successor else ""
        yield LifeEvent(network.closed_on.isoformat(), f"Clôture{after}")
    if view.assessed_on:
        yield LifeEvent(view.assessed_on.isoformat(), "Évaluation documentée")
    for convention in view.conventions:
        if convention.signed_on:
            yield LifeEvent(convention.signed_on, f"Signature{HARD}: {convention.title}")
        if convention.ends_on:
            yield LifeEvent(convention.ends_on, f"Fin{HARD}: {convention.title}")
    for deployment in view.deployments:
        if deployment.since:
            yield LifeEvent(deployment.since, f"Solution mobilisée{HARD}: {deployment.solution}")
    yield from _arrivals(view.actors)


def _arrivals(actors: Sequence[Actor]) -> Iterator[LifeEvent]:
    """Tell together those who arrive, or leave, on the same day."""
    for words, moves in (("Arrivée", [(a.since, a) for a in actors]),
                         ("Départ", [(a.until, a) for a in actors])):  # fmt: skip
        for day in sorted({day for day, _ in moves if day}):
            names = list(dict.fromkeys(actor.name for when, actor in moves if when == day))
            yield LifeEvent(day, f"{words}{HARD}: {listing(names)}")
