"""What lies in the scope of a page of actors: territories, networks, programmes."""

from collections.abc import Iterable

from lianes.domain.network import Network
from lianes.domain.scope import FRANCE
from lianes.domain.territory import Territory
from lianes.reading.subject import Subject


def touches(subject: Subject, places: Iterable[Territory]) -> bool:
    """Whether a place is the subject's, inside it or around it; the country touches all."""
    return subject.is_national or any(
        place.code in (mine.code, *mine.parents) or mine.code in place.parents
        for place in places
        if place.code != FRANCE
        for mine in subject.territories
    )


def holds(subject: Subject, place: Territory) -> bool:
    """Whether a place is the subject's or inside it."""
    return subject.is_national or any(
        mine.code in (place.code, *place.parents) for mine in subject.territories
    )


def is_national(places: Iterable[Territory]) -> bool:
    """Whether the whole country is declared."""
    return any(place.code == FRANCE for place in places)


def networks_by_id(networks: Iterable[Network]) -> dict[int, Network]:
    """Return networks by their number in the store."""
    return {network.id: network for network in networks}
