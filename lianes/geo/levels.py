"""Coverages of each level: communes dissolved, simplified together and placed on the map."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from lianes.geo.planes import INNER_RING, PARIS, ZONES, Zone, place
from lianes.geo.records import Commune, OfficialCode
from lianes.geo.repair import Coverage

Owner = Callable[[Commune], str | None]
OWNERS: dict[str, Owner] = {
    "REG": lambda commune: commune.region,
    "DEP": lambda commune: commune.departement,
    "EPCI": lambda commune: commune.epci,
    "EPT": lambda commune: commune.ept,
    "COM": lambda commune: commune.code,
}


@dataclass(frozen=True, slots=True)
class ZonedLevel:
    """Polygons of one level by zone, in the CRS of the zone; keys are full codes."""

    level: str
    zones: dict[str, dict[str, Any]]

    def simplified(self, tolerance: float) -> dict[str, Any]:
        """Whole level simplified for `tolerance` metres on the map, in the SVG plane."""
        shapes: dict[str, list[Any]] = {}
        for zone in ZONES:
            for code, shape in _simplified(self.zones[zone.id], zone, tolerance).items():
                shapes.setdefault(code, []).append(shape)
        return {code: _one(found) for code, found in sorted(shapes.items())}

    def inset(self, codes: Iterable[str], tolerance: float) -> dict[str, Any]:
        """Second copy of some shapes, simplified and placed in the Paris frame."""
        metro = self.zones["metro"]
        return _simplified({code: metro[code] for code in sorted(codes)}, PARIS, tolerance)


def _simplified(shapes: dict[str, Any], zone: Zone, tolerance: float) -> dict[str, Any]:
    if not shapes:
        return {}
    whole = np.array(list(shapes.values()))
    simple = shapely.coverage_simplify(whole, tolerance / zone.scale)
    return dict(zip(shapes, place(simple, zone), strict=True))


def _one(shapes: list[Any]) -> Any:
    """One geometry; only France stands in several zones."""
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def dissolve(coverage: Coverage, official: OfficialCode, level: str) -> ZonedLevel:
    """One level as the union of its communes, zone by zone."""
    owner = OWNERS[level]
    zones: dict[str, dict[str, Any]] = {}
    for zone in ZONES:
        groups: dict[str, list[Any]] = {}
        for code, shape in coverage.of_zone(zone.id).items():
            owned = owner(official.communes[code])
            if owned:
                groups.setdefault(f"{level}-{owned}", []).append(shape)
        merged = {code: shapely.coverage_union_all(found) for code, found in groups.items()}
        zones[zone.id] = dict(sorted(merged.items()))
    return ZonedLevel(level, zones)


def outline(regions: ZonedLevel) -> ZonedLevel:
    """France as one shape, from its régions."""
    zones = {
        zone: {"FR": shapely.coverage_union_all(np.array(list(shapes.values())))}
        for zone, shapes in regions.zones.items()
    }
    return ZonedLevel("FR", zones)


def in_inner_ring(official: OfficialCode, level: str) -> list[str]:
    """Codes of the départements, EPT or communes of Paris and the départements around it."""
    owner = OWNERS[level]
    communes = (c for c in official.communes.values() if c.departement in INNER_RING)
    owned = {owner(commune) for commune in communes}
    return sorted(f"{level}-{code}" for code in owned if code)
