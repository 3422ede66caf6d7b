"""Build data/geo and the territory tables from the published packages."""

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lianes.geo.adjacency import adjacency
from lianes.geo.checks import checked
from lianes.geo.contours import read_contours
from lianes.geo.drawings import drawings
from lianes.geo.files import remove_stale, write_hashed, write_table
from lianes.geo.levels import OWNERS, ZonedLevel, dissolve
from lianes.geo.manifest import manifest
from lianes.geo.packages import fetch_contours, fetch_decoupage
from lianes.geo.past import Succession, successions
from lianes.geo.records import OfficialCode, read_official_code
from lianes.geo.repair import repair
from lianes.geo.search import search_index
from lianes.geo.territories import Territory, territories

Progress = Callable[[str], None]
TERRITORY_COLUMNS = (
    "code", "level", "name", "population", "area_km2", "lon", "lat", "x", "y", "epci", "ept",
    "departement", "region", "seat", "spans", "postcodes", "approximate",
)  # fmt: skip


def build(
    decoupage: Path | None,
    contours: Path | None,
    out: Path,
    progress: Progress = print,
) -> dict[str, Any]:
    """Write `out`/geo and `out`/reference; returns the manifest.

    Packages may be archives or unpacked folders; those not given are downloaded.
    """
    with tempfile.TemporaryDirectory() as folder:
        official = read_official_code(decoupage or fetch_decoupage(Path(folder)))
        boundaries = read_contours(contours or fetch_contours(Path(folder)))
    progress(f"Lu : {len(official.communes)} communes, {len(boundaries.communes)} contours")
    coverage = repair(boundaries, official, progress)
    levels = {level: dissolve(coverage, official, level) for level in OWNERS}
    rows = territories(official, coverage, boundaries, levels)
    checks = checked(official, coverage, rows)
    progress(f"Couverture valide, métropole {checks['area_km2']['metro']} km²")
    past = successions(official)
    _write_reference(out / "reference", rows, past, adjacency(coverage, official))
    files = _write_geometry(out / "geo", official, levels, rows)
    files["search"] = write_hashed(out / "geo", "search", search_index(rows, past))
    content = manifest(files, checks)
    _write_manifest(out / "geo", content)
    progress(f"Écrit : {len(files)} fichiers dans {out / 'geo'}")
    return content


def _write_geometry(
    folder: Path, official: OfficialCode, levels: dict[str, ZonedLevel], rows: list[Territory]
) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    by_code = {row.code: row for row in rows}
    return {
        drawing.name: write_hashed(folder, drawing.name, drawing.content(by_code))
        for drawing in drawings(official, levels)
    }


def _write_manifest(folder: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    remove_stale(folder, content["files"].values())


def _write_reference(
    folder: Path,
    rows: list[Territory],
    past: list[Succession],
    borders: Iterable[tuple[str, str, str]],
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cells = (_cells(row) for row in rows)
    write_table(folder / "territories.csv.gz", TERRITORY_COLUMNS, cells)
    former = ((row.old_code, row.old_name, f"COM-{row.code}", row.kind) for row in past)
    write_table(folder / "former_communes.csv.gz", ("old_code", "old_name", "code", "kind"), former)
    write_table(folder / "adjacency.csv.gz", ("level", "a", "b"), borders)


def _cells(row: Territory) -> tuple[Any, ...]:
    point = row.point
    place = (f"{point.lon:.5f}", f"{point.lat:.5f}", point.x, point.y) if point else ("",) * 4
    return (
        row.code, row.level, row.name, row.population, f"{row.area_km2:.2f}", *place,
        row.epci, row.ept, row.departement, row.region, row.seat,
        "|".join(row.spans), " ".join(row.postcodes), int(row.approximate),
    )  # fmt: skip
