"""Geometry files of the map: which shapes each holds, how fine, in which unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lianes.errors import GeographyError
from lianes.geo.levels import ZonedLevel, in_inner_ring, outline
from lianes.geo.paths import encode
from lianes.geo.planes import INNER_RING
from lianes.geo.records import OfficialCode
from lianes.geo.territories import Point, Territory

Shapes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Detail:
    """How fine a file is: tolerance of the simplification and grid, in metres on the map."""

    tolerance: int
    unit: int


FRANCE = Detail(2_000, 100)
REGIONS = Detail(1_500, 100)
DEPARTEMENTS = Detail(1_000, 100)
EPCIS = Detail(500, 100)
EPCIS_OF_REGION = Detail(300, 50)
EPTS = Detail(100, 20)
COMMUNES = Detail(100, 20)
# Communes of Paris and around it are small, and shown larger than any other.
INNER_COMMUNES = Detail(80, 10)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Content of one geometry file before it is named after its hash."""

    name: str
    level: str
    detail: Detail
    shapes: Shapes
    insets: Shapes

    def content(self, rows: dict[str, Territory]) -> dict[str, Any]:
        """The file as the map reads it."""
        unit = self.detail.unit
        return {
            "level": self.level,
            "unit": unit,
            "shapes": [self._shape(code, shape, rows[code]) for code, shape in self.shapes.items()],
            "insets": [[code, _path(code, s, unit)] for code, s in self.insets.items()],
        }

    def _shape(self, code: str, shape: Any, row: Territory) -> list[Any]:
        unit = self.detail.unit
        x, y = _label(shape, row.point)
        return [code, row.name, _path(code, shape, unit), round(x / unit), round(y / unit)]


def _label(shape: Any, point: Point | None) -> tuple[float, float]:
    if point:
        return point.x, point.y
    inside = shape.representative_point()
    return inside.x, inside.y


def _path(code: str, shape: Any, unit: int) -> str:
    path = encode(shape, unit)
    if not path:
        raise GeographyError(f"Le contour de {code} disparaît une fois simplifié.")
    return path


def drawings(official: OfficialCode, levels: dict[str, ZonedLevel]) -> Iterator[Drawing]:
    """Every geometry file, from France to communes."""
    france = outline(levels["REG"]).simplified(FRANCE.tolerance)
    yield Drawing("fr", "FR", FRANCE, france, {})
    regions = levels["REG"].simplified(REGIONS.tolerance)
    yield Drawing("reg", "REG", REGIONS, regions, {})
    yield _with_inset("dep", levels["DEP"], DEPARTEMENTS, official)
    epcis = levels["EPCI"].simplified(EPCIS.tolerance)
    yield Drawing("epci", "EPCI", EPCIS, epcis, {})
    yield from _epcis_by_region(official, levels["EPCI"])
    yield _with_inset("ept", levels["EPT"], EPTS, official)
    yield from _communes_by_departement(official, levels["COM"])


def _with_inset(name: str, level: ZonedLevel, detail: Detail, official: OfficialCode) -> Drawing:
    inset = level.inset(in_inner_ring(official, level.level), detail.tolerance)
    return Drawing(name, level.level, detail, level.simplified(detail.tolerance), inset)


def _epcis_by_region(official: OfficialCode, epcis: ZonedLevel) -> Iterator[Drawing]:
    shapes = epcis.simplified(EPCIS_OF_REGION.tolerance)
    held: dict[str, set[str]] = {}
    for commune in official.communes.values():
        if commune.epci:
            held.setdefault(commune.region, set()).add(f"EPCI-{commune.epci}")
    for region, codes in sorted(held.items()):
        kept = _kept(shapes, codes)
        yield Drawing(f"epci-REG-{region}", "EPCI", EPCIS_OF_REGION, kept, {})


def _communes_by_departement(official: OfficialCode, communes: ZonedLevel) -> Iterator[Drawing]:
    shapes = communes.simplified(COMMUNES.tolerance)
    fine = communes.simplified(INNER_COMMUNES.tolerance)
    inset = communes.inset(in_inner_ring(official, "COM"), INNER_COMMUNES.tolerance)
    for code in official.departements:
        codes = {f"COM-{c.code}" for c in official.communes.values() if c.departement == code}
        ring = code in INNER_RING
        detail, source = (INNER_COMMUNES, fine) if ring else (COMMUNES, shapes)
        copies = _kept(inset, codes)
        yield Drawing(f"com-DEP-{code}", "COM", detail, _kept(source, codes), copies)


def _kept(shapes: Shapes, codes: Iterable[str]) -> Shapes:
    wanted = set(codes)
    return {code: shape for code, shape in shapes.items() if code in wanted}
