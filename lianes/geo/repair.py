"""Make the published polygons of communes one valid coverage of today's territory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from lianes.errors import GeographyError
from lianes.geo.contours import Contours
from lianes.geo.planes import LAMBERT_93, METRO, WGS_84, ZONES, reproject, zone_of
from lianes.geo.records import Commune, OfficialCode
from lianes.geo.splits import UNDIVIDED, VILLAGES, divide

Progress = Callable[[str], None]
# Below this a gap is a sliver between neighbours, which coverage_clean closes (m2).
HOLE_AREA = 500_000
# Spanish enclave: the only true hole of metropolitan France (longitude, latitude).
LLIVIA = (1.98, 42.465)
# The commune published without its part along the Swiss frontier, and its département.
BITTEN, BITTEN_DEPARTEMENT = "25390", "25"
BITE_AREA = 1_000_000


@dataclass(frozen=True, slots=True)
class Coverage:
    """Valid polygons by commune, each in the CRS of its zone, and which were reconstructed."""

    shapes: dict[str, Any]
    rebuilt: frozenset[str]

    def of_zone(self, zone_id: str) -> dict[str, Any]:
        """Polygons of one zone."""
        return {c: shape for c, shape in self.shapes.items() if zone_of(c).id == zone_id}


def repair(contours: Contours, official: OfficialCode, progress: Progress) -> Coverage:
    """Follow the recipe: missing polygons, holes, frontier, then a clean coverage per zone."""
    raw = {code: shape for code, shape in contours.communes.items() if code in official.communes}
    merged = union_of_parts(raw, contours.parts, official)
    progress(f"Communes sans contour refaites de leurs anciennes communes : {len(merged)}")
    raw |= merged
    shapes: dict[str, Any] = {}
    rebuilt = set(merged)
    for zone in ZONES:
        part = _projected({c: raw[c] for c in raw if zone_of(c) is zone}, zone.epsg)
        if zone is METRO:
            remade = remade_communes(part, contours, official)
            progress(f"Communes complétées ou refaites par partage : {len(remade)}")
            rebuilt |= remade.keys()
            part |= remade
        shapes |= cleaned(part)
    _require_all(shapes, official)
    return Coverage(dict(sorted(shapes.items())), frozenset(rebuilt))


def remade_communes(
    shapes: dict[str, Any], contours: Contours, official: OfficialCode
) -> dict[str, Any]:
    """Communes whose published polygon lags behind, as they are today."""
    remade = fill(shapes, contours, official)
    if not shapes.keys() >= VILLAGES.keys():
        remade |= divide(shapes[UNDIVIDED])
    return remade


def _require_all(shapes: dict[str, Any], official: OfficialCode) -> None:
    missing = sorted(official.communes.keys() - shapes.keys())
    if missing:
        raise GeographyError(f"Communes sans contour : {', '.join(missing[:10])}.")


def _projected(raw: dict[str, Any], epsg: int) -> dict[str, Any]:
    shapes = reproject(np.array(list(raw.values())), WGS_84, epsg)
    return dict(zip(raw, shapely.make_valid(shapes), strict=True))


def union_of_parts(
    raw: dict[str, Any], parts: dict[str, Any], official: OfficialCode
) -> dict[str, Any]:
    """Communes without polygon, as the union of their delegated or associated communes."""
    pieces: dict[str, list[Any]] = {}
    for part in official.parts:
        if part.commune not in raw and part.code in parts:
            pieces.setdefault(part.commune, []).append(parts[part.code])
    return {code: shapely.union_all(found) for code, found in pieces.items()}


def cleaned(shapes: dict[str, Any]) -> dict[str, Any]:
    """Snap within 1 m and close the gaps narrower than 300 m; borders then match exactly."""
    clean = shapely.coverage_clean(
        np.array(list(shapes.values())), snapping_distance=1, gap_width=300
    )
    return dict(zip(shapes, clean, strict=True))


def fill(shapes: dict[str, Any], contours: Contours, official: OfficialCode) -> dict[str, Any]:
    """Communes of metropolitan France enlarged by what the source left blank."""
    land = shapely.union_all(np.array(list(shapes.values())))
    additions = absorbed_holes(shapes, land, contours, official)
    additions.setdefault(BITTEN, []).extend(frontier_bites(shapes[BITTEN], land, contours))
    return {
        code: shapely.union_all([shapes[code], *pieces])
        for code, pieces in additions.items()
        if pieces
    }


def frontier_bites(shape: Any, land: Any, contours: Contours) -> list[Any]:
    """Land of the département's cantons that touches the commune and belongs to no commune."""
    cantons = [c for code, c in contours.cantons.items() if code[:2] == BITTEN_DEPARTEMENT]
    whole = shapely.union_all(shapely.make_valid(reproject(np.array(cantons), WGS_84, LAMBERT_93)))
    pieces = shapely.get_parts(shapely.difference(whole, land))
    near = shape.buffer(50)
    return [piece for piece in pieces if piece.area > BITE_AREA and piece.intersects(near)]


def holes_of(land: Any) -> list[Any]:
    """Every empty area enclosed by land, as polygons."""
    parts = shapely.get_parts(land)
    rings = [ring for part in parts for ring in part.interiors]
    found = [shapely.difference(shapely.Polygon(ring), land) for ring in rings]
    return [piece for hole in found for piece in shapely.get_parts(hole)]


def absorbed_holes(
    shapes: dict[str, Any], land: Any, contours: Contours, official: OfficialCode
) -> dict[str, list[Any]]:
    """Holes of the source, by the commune that absorbed the territory they were."""
    codes = np.array(list(shapes))
    tree = shapely.STRtree(np.array(list(shapes.values())))
    enclave = reproject(shapely.Point(LLIVIA), WGS_84, LAMBERT_93)
    found: dict[str, list[Any]] = {}
    for hole in holes_of(land):
        if hole.area > HOLE_AREA and not hole.contains(enclave):
            near = codes[tree.query(hole.buffer(50), predicate="intersects")]
            touching = [official.communes[code] for code in near]
            found.setdefault(absorber(touching, contours, official).code, []).append(hole)
    return found


def absorber(touching: list[Commune], contours: Contours, official: OfficialCode) -> Commune:
    """The neighbour that absorbed a commune whose polygon is not published.

    SIREN numbers are given in sequence, so among several the highest is the latest merger.
    """
    lost = {part.commune for part in official.parts if part.code not in contours.parts}
    known = contours.parts.keys()
    able = [c for c in touching if c.code in lost or set(c.past_codes) - known]
    if not able:
        names = ", ".join(commune.name for commune in touching)
        raise GeographyError(f"Un trou des contours n'a pas de commune absorbante près de {names}.")
    return max(able, key=lambda c: (c.code in lost, c.siren))
