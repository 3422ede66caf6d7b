"""One row per territory: name, population, area, place on the map and belongings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from lianes.geo.contours import Contours
from lianes.geo.levels import OWNERS, ZonedLevel
from lianes.geo.planes import WGS_84, ZONES, Zone, place, reproject
from lianes.geo.records import Area, Commune, OfficialCode
from lianes.geo.repair import Coverage

# A town hall farther than this from its commune is an error of the source (metres).
TOWN_HALL_REACH = 250
# Precision of the pole of inaccessibility that carries a label (metres).
LABEL_PRECISION = 500
LEVELS = ("FR", "REG", "DEP", "EPCI", "EPT", "COM")


@dataclass(frozen=True, slots=True)
class Point:
    """A representative point: longitude, latitude, then metres in the SVG plane."""

    lon: float
    lat: float
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Territory:
    """One row of the table of territories; codes carry their level, except postcodes."""

    code: str
    level: str
    name: str
    population: int
    area_km2: float
    point: Point | None
    epci: str = ""
    ept: str = ""
    departement: str = ""
    region: str = ""
    seat: str = ""
    spans: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    approximate: bool = False


def territories(
    official: OfficialCode, coverage: Coverage, contours: Contours, levels: dict[str, ZonedLevel]
) -> list[Territory]:
    """Every territory, sorted by level then code."""
    areas = {code: shape.area / 1e6 for code, shape in coverage.shapes.items()}
    rows = [_france(official, areas)]
    for level in LEVELS[1:-1]:
        points = label_points(levels[level])
        members = _members(official, level)
        for area in _areas(official, level):
            code = f"{level}-{area.code}"
            rows.append(_grouping(level, area, members[area.code], areas, points[code]))
    places = commune_points(coverage, contours)
    return rows + [
        _commune_row(commune, areas[code], places[code], code in coverage.rebuilt)
        for code, commune in sorted(official.communes.items())
    ]


def _france(official: OfficialCode, areas: dict[str, float]) -> Territory:
    population = sum(commune.population for commune in official.communes.values())
    return Territory("FR", "FR", "France", population, sum(areas.values()), None)


def _areas(official: OfficialCode, level: str) -> Iterable[Area]:
    lists = {
        "REG": official.regions, "DEP": official.departements,
        "EPCI": official.epcis, "EPT": official.epts,
    }  # fmt: skip
    return lists[level].values()


def _members(official: OfficialCode, level: str) -> dict[str, list[Commune]]:
    members: dict[str, list[Commune]] = {}
    for commune in official.communes.values():
        owner = OWNERS[level](commune)
        if owner:
            members.setdefault(owner, []).append(commune)
    return members


def _grouping(
    level: str, area: Area, members: list[Commune], areas: dict[str, float], point: Point
) -> Territory:
    home = main_departement(members)
    held = tuple(sorted({f"DEP-{commune.departement}" for commune in members}))
    inside = level in ("EPCI", "EPT")
    return Territory(
        code=f"{level}-{area.code}",
        level=level,
        name=area.name,
        population=sum(commune.population for commune in members),
        area_km2=sum(areas[commune.code] for commune in members),
        point=point,
        epci=f"EPCI-{members[0].epci}" if level == "EPT" else "",
        departement=f"DEP-{home.departement}" if inside else "",
        region=f"REG-{home.region}" if level != "REG" else "",
        seat=f"COM-{area.seat}" if area.seat else "",
        spans=held if inside and len(held) > 1 else (),
    )


def main_departement(members: list[Commune]) -> Commune:
    """A commune of the département where most of the population of a grouping lives."""
    weight: Counter[str] = Counter()
    for commune in members:
        weight[commune.departement] += commune.population
    chosen = max(sorted(weight), key=lambda code: weight[code])
    return next(commune for commune in members if commune.departement == chosen)


def _commune_row(commune: Commune, area: float, point: Point, approximate: bool) -> Territory:
    return Territory(
        code=f"COM-{commune.code}",
        level="COM",
        name=commune.name,
        population=commune.population,
        area_km2=area,
        point=point,
        epci=f"EPCI-{commune.epci}" if commune.epci else "",
        ept=f"EPT-{commune.ept}" if commune.ept else "",
        departement=f"DEP-{commune.departement}",
        region=f"REG-{commune.region}",
        postcodes=commune.postcodes,
        approximate=approximate,
    )


def commune_points(coverage: Coverage, contours: Contours) -> dict[str, Point]:
    """Town hall of each commune, or a point inside it when the town hall is absurd."""
    points: dict[str, Point] = {}
    for zone in ZONES:
        shapes = coverage.of_zone(zone.id)
        whole = np.array(list(shapes.values()))
        halls = [contours.town_halls.get(code) for code in shapes]
        given = reproject(np.array(halls, dtype=object), WGS_84, zone.epsg)
        near = shapely.dwithin(whole, given, TOWN_HALL_REACH)
        chosen = np.where(near, given, shapely.point_on_surface(whole))
        points |= dict(zip(shapes, _located(chosen, zone), strict=True))
    return points


def label_points(level: ZonedLevel) -> dict[str, Point]:
    """Middle of the widest part of each territory."""
    points: dict[str, Point] = {}
    for zone in ZONES:
        shapes = level.zones[zone.id]
        if shapes:
            poles = np.array([_pole(shape) for shape in shapes.values()])
            points |= dict(zip(shapes, _located(poles, zone), strict=True))
    return points


def _pole(shape: Any) -> Any:
    widest = max(shapely.get_parts(shape), key=lambda part: part.area)
    light = shapely.simplify(widest, LABEL_PRECISION)
    tolerance = min(LABEL_PRECISION, light.length / 100)
    return shapely.get_point(shapely.maximum_inscribed_circle(light, tolerance), 0)


def _located(points: Any, zone: Zone) -> list[Point]:
    degrees = shapely.get_coordinates(reproject(points, zone.epsg, WGS_84))
    metres = np.rint(shapely.get_coordinates(place(points, zone))).astype(int)
    return [
        Point(round(lon, 5), round(lat, 5), x, y)
        for (lon, lat), (x, y) in zip(degrees.tolist(), metres.tolist(), strict=True)
    ]
