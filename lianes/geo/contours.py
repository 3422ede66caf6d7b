"""Published polygons in longitude and latitude, as they come, before any repair."""

import csv
import io
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from lianes.errors import GeographyError
from lianes.geo.packages import read_member

_ABSENT = ("", r"\N")
# A polygon is one cell of about 100 KB, above the csv module's limit of 128 KB for some.
_CELL_LIMIT = 1 << 27


@dataclass(frozen=True, slots=True)
class Contours:
    """Polygons by INSEE code (communes, absorbed communes), town halls, and cantons."""

    communes: dict[str, Any]
    parts: dict[str, Any]
    town_halls: dict[str, Any]
    cantons: dict[str, Any]


def read_contours(package: Path) -> Contours:
    """Read the boundaries of the wheel or of a folder with the same files."""
    rows = list(_rows(package, "communes.csv.lzma"))
    communes = [row for row in rows if row["type"] == "COM"]
    parts = [row for row in rows if row["type"] in ("COMD", "COMA")]
    return Contours(
        communes=_geometries(communes, "geometry"),
        parts=_geometries(parts, "geometry"),
        town_halls=_geometries(communes, "mairie_localisation"),
        cantons=_geometries(_rows(package, "cantons.csv.lzma"), "geometry"),
    )


def _rows(package: Path, name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_CELL_LIMIT)
    try:
        text = lzma.decompress(read_member(package, f"/data/{name}")).decode()
        yield from csv.DictReader(io.StringIO(text, newline=""))
    except (lzma.LZMAError, UnicodeDecodeError, csv.Error) as error:
        raise GeographyError(f"Le fichier « {name} » des contours est illisible.") from error


def _geometries(rows: Any, column: str) -> dict[str, Any]:
    found = {row["code"]: row[column] for row in rows if row[column] not in _ABSENT}
    try:
        shapes = shapely.from_wkb(list(found.values()))
    except shapely.errors.GEOSException as error:
        raise GeographyError(f"Une géométrie de la colonne « {column} » est illisible.") from error
    return dict(zip(found, shapes, strict=True))
