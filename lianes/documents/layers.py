"""The mapped layer for geographic software: GeoJSON and GeoPackage, in longitude and latitude."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lianes.documents.basis import VERDICTS
from lianes.documents.cells import SHORT_STATES
from lianes.documents.geometry import Ground, Point, Ring, Shape
from lianes.documents.map_drawing import Painted, drawing_of
from lianes.documents.stamp import plain, stamp_of
from lianes.documents.tables import refuse_empty
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier
from lianes.reading.estimates import Estimate

ORIGIN = (87_000, 7_130_000)
"""Top left corner of the plane in Lambert-93 metres."""
WGS_84 = 4326


@dataclass(frozen=True, slots=True)
class Zone:
    """How the plane was made from a coordinate system: x' = scale · x + dx, y' = scale · y + dy."""

    epsg: int
    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def back(self, point: Point) -> Point:
        """Return a point of the plane in the zone's own coordinates."""
        x, y = point
        return (x + ORIGIN[0] - self.dx) / self.scale, (ORIGIN[1] - self.dy - y) / self.scale


METRO = Zone(2154)
ZONES: Mapping[str, Zone] = {
    "Mayotte": Zone(4471, 2.55, -1_135_793, -15_777_523),
    "La Réunion": Zone(2975, 1.80, -441_518, -7_556_912),
    "Guyane": Zone(2972, 0.25, 116_686, 6_254_256),
    "Martinique": Zone(5490, 1.92, -1_186_506, 3_381_364),
    "Guadeloupe": Zone(5490, 1.36, -728_623, 4_184_668),
}
"""The overseas insets, by the label of their frame."""


def geojson(found: Dossier, ground: Ground) -> bytes:
    """Return the layer as GeoJSON (RFC 7946), with what the file says of itself."""
    frame = _frame(found, ground)
    content = json.loads(frame.to_json(drop_id=True))
    stamp = stamp_of(found)
    content["name"] = stamp.title
    content["metadata"] = dict(stamp.pairs) | {"Avertissement": stamp.demonstration}
    return json.dumps(content, ensure_ascii=False).encode()


def geopackage(found: Dossier, ground: Ground) -> bytes:
    """Return the layer as a GeoPackage whose metadata hold the stamp."""
    frame, stamp = _frame(found, ground), stamp_of(found)
    told = {plain(name).upper().replace("-", "_"): words for name, words in stamp.pairs}
    told["AVERTISSEMENT"] = stamp.demonstration
    with TemporaryDirectory() as folder:
        path = Path(folder) / "carte.gpkg"
        frame.to_file(
            path,
            driver="GPKG",
            layer=plain(found.mapped.level.plural),
            engine="pyogrio",
            layer_metadata=told,
            layer_options={"DESCRIPTION": stamp.words},
        )
        return path.read_bytes()


def _frame(found: Dossier, ground: Ground) -> Any:
    """Return the areas of the map as a GeoDataFrame; raises EmptyExport."""
    import geopandas

    refuse_empty(found)
    areas = [area for area in drawing_of(found, ground).areas if not area.shape.copy]
    estimates = {area.territory.code: area.estimate for area in found.mapped.areas}
    rows = [_row(area, estimates.get(area.shape.code), found) for area in areas]
    shapes = [_polygon(area.shape, ground) for area in areas]
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs=WGS_84)


def _row(area: Painted, estimate: Estimate | None, found: Dossier) -> dict[str, Any]:
    scope, indicator = found.view.scope, found.mapped.indicator
    measured = estimate if estimate is not None and estimate.is_measured else None
    limits = measured.interval if measured else None
    return {
        "code": area.shape.code,
        "nom": area.shape.name,
        "indicateur": indicator.label,
        "valeur": measured.figure.value if measured else None,
        "unite": indicator.unit,
        "etat": SHORT_STATES.get(area.paint.state, "mesuré"),
        "numerateur": measured.successes if measured else None,
        "effectif": measured.n if measured else None,
        "intervalle_bas": limits.low if limits else None,
        "intervalle_haut": limits.high if limits else None,
        "verdict": VERDICTS[measured.verdict] if measured and measured.verdict else None,
        "couleur": area.paint.colour if area.paint.state is State.MEASURED else None,
        "texte": area.words,
        "periode": scope.period.label,
        "public": found.public_label,
        "audience": str(found.audience),
        "donnees_au": found.meta.as_of.isoformat(),
        "definition": f"v{indicator.version}",
        "demonstration": "oui" if found.meta.simulated else "non",
    }


# ------------------------------------------------------------------ geometry
def _polygon(shape: Shape, ground: Ground) -> Any:
    """Return a shape in longitude and latitude; rings inside others are holes (even-odd rule)."""
    from shapely import Polygon, make_valid

    zone = zone_of(shape, ground)
    parts = [make_valid(Polygon(_geographic(ring, zone))) for ring in shape.rings]
    return reduce(lambda one, other: one.symmetric_difference(other), parts)


def zone_of(shape: Shape, ground: Ground) -> Zone:
    """Return the zone whose frame holds a shape: overseas, else the metropolitan plane."""
    x, y = shape.at
    for label, (left, top, right, bottom) in ground.frames:
        if label in ZONES and left <= x <= right and top <= y <= bottom:
            return ZONES[label]
    return METRO


def _geographic(ring: Ring, zone: Zone) -> list[Point]:
    from pyproj import Transformer

    transformer = Transformer.from_crs(zone.epsg, WGS_84, always_xy=True)
    xs, ys = zip(*map(zone.back, ring), strict=True)
    longitudes, latitudes = transformer.transform(xs, ys)
    return [(round(x, 5), round(y, 5)) for x, y in zip(longitudes, latitudes, strict=True)]
