"""The official geographic code: communes, groupings, départements, régions and past codes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lianes.errors import GeographyError
from lianes.geo.packages import read_member

PART_KINDS = {"commune-deleguee": "delegated", "commune-associee": "associated"}


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of today and the territories that hold it, all as INSEE or SIREN codes."""

    code: str
    name: str
    population: int
    siren: str
    departement: str
    region: str
    epci: str | None
    ept: str | None
    postcodes: tuple[str, ...]
    past_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A région, a département or a grouping: its name and, where known, seat and région."""

    code: str
    name: str
    seat: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A delegated or associated commune, kept inside the commune that absorbed it."""

    code: str
    name: str
    kind: str
    commune: str


@dataclass(frozen=True, slots=True)
class OfficialCode:
    """The whole geographic code of a year."""

    communes: dict[str, Commune]
    regions: dict[str, Area]
    departements: dict[str, Area]
    epcis: dict[str, Area]
    epts: dict[str, Area]
    parts: tuple[Part, ...] = field(default=())


def read_official_code(package: Path) -> OfficialCode:
    """Read the npm package; overseas collectivities (zone `com`) are left out."""
    lists = {name: _load(package, name) for name in _LISTS}
    epcis, epts = lists["epci"], lists["ept"]
    member_of = _membership(epcis)
    district_of = _membership(epts)
    rows = _kept(lists["communes"])
    today = (row for row in rows if row["type"] == "commune-actuelle")
    communes = {row["code"]: _commune(row, member_of, district_of) for row in today}
    return OfficialCode(
        communes=dict(sorted(communes.items())),
        regions=_areas(_kept(lists["regions"])),
        departements=_areas(_kept(lists["departements"])),
        epcis=_areas(epcis),
        epts=_areas(epts),
        parts=tuple(_part(row) for row in rows if row["type"] in PART_KINDS),
    )


_LISTS = ("communes", "epci", "ept", "departements", "regions")


def _load(package: Path, name: str) -> list[dict[str, Any]]:
    content = read_member(package, f"/data/{name}.json")
    try:
        rows: list[dict[str, Any]] = json.loads(content)
    except ValueError as error:
        raise GeographyError(f"La liste « {name}.json » est illisible.") from error
    return rows


def _kept(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("zone") != "com"]


def _membership(groups: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {member["code"]: group["code"] for group in groups for member in group["membres"]}


def _areas(rows: Iterable[dict[str, Any]]) -> dict[str, Area]:
    areas = (Area(row["code"], row["nom"], row.get("chefLieu"), row.get("region")) for row in rows)
    return {area.code: area for area in sorted(areas, key=lambda area: area.code)}


def _part(row: dict[str, Any]) -> Part:
    return Part(row["code"], row["nom"], PART_KINDS[row["type"]], row["chefLieu"])


def _commune(
    row: dict[str, Any], member_of: dict[str, str], district_of: dict[str, str]
) -> Commune:
    code = row["code"]
    return Commune(
        code=code,
        name=row["nom"],
        population=row["population"],
        siren=row["siren"],
        departement=row["departement"],
        region=row["region"],
        epci=member_of.get(code),
        ept=district_of.get(code),
        postcodes=tuple(sorted(row.get("codesPostaux", ()))),
        past_codes=tuple(sorted(row.get("anciensCodes", ()))),
    )
