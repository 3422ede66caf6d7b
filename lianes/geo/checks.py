"""What must hold of the repaired source; a build that breaks it stops with the reason."""

from collections import Counter
from typing import Any

import numpy as np
import shapely

from lianes.errors import GeographyError
from lianes.geo.planes import ZONES
from lianes.geo.records import OfficialCode
from lianes.geo.repair import Coverage
from lianes.geo.territories import Territory

# Measured once on the repaired source: a guard against regressions, not the official area.
METROPOLITAN_AREA = 548_861.0
AREA_TOLERANCE = 0.001
COUNTS = {"FR": 1, "REG": 18, "DEP": 101, "EPCI": 1_255, "EPT": 11, "COM": 34_875}
UNINHABITED, WITHOUT_EPCI = 6, 4


def checked(official: OfficialCode, coverage: Coverage, rows: list[Territory]) -> dict[str, Any]:
    """Figures of the build for the manifest; raises GeographyError when one is wrong."""
    figures = _coverage_figures(coverage) | _table_figures(official, coverage, rows)
    _require_sums(rows)
    _require("communes sans habitants", figures["uninhabited"], UNINHABITED)
    _require("communes sans EPCI", figures["without_epci"], WITHOUT_EPCI)
    for level, expected in COUNTS.items():
        _require(f"territoires de niveau {level}", figures["counts"][level], expected)
    return figures


def _require(what: str, found: Any, expected: Any) -> None:
    if found != expected:
        raise GeographyError(f"Contrôle en échec, {what} : {found} au lieu de {expected}.")


def _coverage_figures(coverage: Coverage) -> dict[str, Any]:
    areas: dict[str, float] = {}
    holes = 0
    for zone in ZONES:
        shapes = np.array(list(coverage.of_zone(zone.id).values()))
        _require(f"couverture valide ({zone.label})", shapely.coverage_is_valid(shapes), True)
        land = shapely.coverage_union_all(shapes)
        areas[zone.id] = round(land.area / 1e6, 2)
        holes += sum(len(part.interiors) for part in shapely.get_parts(land))
    _require("trous (seul Llívia en est un)", holes, 1)
    difference = abs(areas["metro"] / METROPOLITAN_AREA - 1)
    if difference > AREA_TOLERANCE:
        raise GeographyError(f"Superficie de la métropole inattendue : {areas['metro']} km².")
    return {"area_km2": areas, "holes": holes, "coverage_valid": True}


def _table_figures(
    official: OfficialCode, coverage: Coverage, rows: list[Territory]
) -> dict[str, Any]:
    communes = official.communes.values()
    return {
        "counts": dict(Counter(row.level for row in rows)),
        "population": rows[0].population,
        "uninhabited": sum(commune.population == 0 for commune in communes),
        "without_epci": sum(commune.epci is None for commune in communes),
        "epci_in_several_departements": _spanning(official, "departement"),
        "epci_in_several_regions": _spanning(official, "region"),
        "approximate_communes": len(coverage.rebuilt),
    }


def _spanning(official: OfficialCode, attribute: str) -> int:
    held: dict[str, set[str]] = {}
    for commune in official.communes.values():
        if commune.epci:
            held.setdefault(commune.epci, set()).add(getattr(commune, attribute))
    return sum(len(places) > 1 for places in held.values())


def _require_sums(rows: list[Territory]) -> None:
    """Populations of communes add up to those of départements, régions and France."""
    total = rows[0].population
    for level in ("REG", "DEP", "COM"):
        summed = sum(row.population for row in rows if row.level == level)
        _require(f"population totale de niveau {level}", summed, total)
