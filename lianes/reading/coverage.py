"""Estimated coverage: what share of the target lease-holders lives near an active network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.territory import Level
from lianes.metrics.allocation import allocate
from lianes.metrics.figure import Figure
from lianes.metrics.reach import within
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate
from lianes.store.commune_reader import Communes
from lianes.store.reader import Entity

SENIORS_TARGET = "public_seniors"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Estimated lease-holders over 65: all of them, and those within reach.

    For each level, an array indexed by the id of the territory.
    """

    indicator: Indicator
    base: Mapping[Level, Floats]
    reached: Mapping[Level, Floats]

    def of(self, entities: Sequence[Entity]) -> Estimate:
        """Return the share within reach in some territories that do not overlap."""
        base = sum(_at(self.base, entity) for entity in entities)
        reached = sum(_at(self.reached, entity) for entity in entities)
        if not base:
            reason = "non disponible à cette maille"
            return Estimate(self.indicator, Figure.not_reported(), reason=reason)
        figure = Figure.measured(100 * reached / base)
        return Estimate(self.indicator, figure, successes=round(reached), n=round(base))


def _at(sums: Mapping[Level, Floats], entity: Entity) -> float:
    level, identifier = entity
    found = sums.get(level)
    return float(found[identifier]) if found is not None and identifier < len(found) else 0.0


def coverage(desk: Desk) -> Coverage | None:
    """Estimate the coverage of every territory at once; None when nothing declares it.

    The national number is shared between départements by social dwellings × share of people over
    65, then within a département by population (an estimate: `docs/statistics.md` says its limits).
    """
    indicators = desk.catalogue.indicators.values()
    indicator = next((i for i in indicators if i.form is Form.COVERAGE), None)
    total = desk.reader.published_target(SENIORS_TARGET)
    if indicator is None or total is None:
        return None
    communes = desk.reader.every_commune()
    seats = desk.reader.network_seats()
    active = [n.id for n in desk.reader.networks() if n.is_active(desk.meta.as_of)]
    centres = [seats[identifier] for identifier in active]
    near = within(communes.lon, communes.lat, centres, indicator.distance_km)
    holders = _lease_holders(desk, communes, total)
    return Coverage(indicator, _sums(communes, holders), _sums(communes, holders * near))


def _sums(communes: Communes, values: Floats) -> dict[Level, Floats]:
    """Add values up by territory of each level; communes without one are left out."""
    return {
        level: np.bincount(ids[ids >= 0], weights=values[ids >= 0]).astype(np.float64)
        for level, ids in communes.members.items()
    }


def _lease_holders(desk: Desk, communes: Communes, total: float) -> Floats:
    """Return the estimated lease-holders over 65 of each commune; they add up to the total."""
    departements = communes.members[Level.DEPARTEMENT]
    populations = np.bincount(departements, weights=communes.population)
    inhabited = frozenset(np.unique(departements).tolist())
    shared = np.zeros(len(populations))
    for identifier, number in allocate(round(total), _weights(desk, inhabited)).items():
        shared[int(identifier)] = number
    holders: Floats = shared[departements] * communes.population / populations[departements]
    return holders


def _weights(desk: Desk, inhabited: frozenset[int]) -> dict[str, float]:
    """Return the weight of each département that has communes, by its id as text."""
    everywhere = desk.reader.children(desk.reader.territory("FR"), Level.DEPARTEMENT)
    places = [place for place in everywhere if place.id in inhabited]
    codes = [place.code for place in places]
    dwellings, people, seniors = (
        desk.reader.context(figure, codes)
        for figure in ("social_dwellings", "population", "population_65_plus")
    )
    return {
        str(place.id): dwellings[place.code][0] * seniors[place.code][0] / people[place.code][0]
        for place in places
    }
