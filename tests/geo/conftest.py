"""The committed outputs, read as the application and the browser read them."""

import csv
import gzip
import json
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import shapely

from lianes.geo.paths import decode

DATA = Path(__file__).parents[2] / "data"
Row = dict[str, str]


def read_table(name: str) -> list[Row]:
    with gzip.open(DATA / "reference" / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def polygon(path: str) -> Any:
    """A drawn path as a geometry, inside and outside by the even-odd rule."""
    rings = [shapely.polygons(ring) for ring in decode(path)]
    whole = reduce(shapely.symmetric_difference, shapely.make_valid(rings))
    surfaces = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return surfaces[0] if len(surfaces) == 1 else shapely.multipolygons(surfaces)


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "geo" / "manifest.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="session")
def geometry(manifest: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    """Content of a file of the manifest, by its name without hash."""
    read: dict[str, dict[str, Any]] = {}

    def load(name: str) -> dict[str, Any]:
        if name not in read:
            packed = (DATA / "geo" / manifest["files"][name]).read_bytes()
            read[name] = json.loads(gzip.decompress(packed))
        return read[name]

    return load


@pytest.fixture(scope="session")
def territories() -> dict[str, Row]:
    return {row["code"]: row for row in read_table("territories")}


@pytest.fixture(scope="session")
def former() -> list[Row]:
    return read_table("former_communes")
