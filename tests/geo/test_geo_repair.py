"""Repair rules on made polygons."""

import pytest
import shapely

from lianes.errors import GeographyError
from lianes.geo.contours import Contours
from lianes.geo.planes import LAMBERT_93, WGS_84, reproject
from lianes.geo.records import Commune, OfficialCode, Part
from lianes.geo.repair import (
    LLIVIA,
    absorbed_holes,
    absorber,
    cleaned,
    frontier_bites,
    holes_of,
    union_of_parts,
)
from lianes.geo.splits import VILLAGES, divide

KM = 1_000


def commune(code: str, *, siren: str = "210000000", past: tuple[str, ...] = ()) -> Commune:
    return Commune(code, code, 10, siren, code[:2], "84", None, None, (), past)


def official(*communes: Commune, parts: tuple[Part, ...] = ()) -> OfficialCode:
    return OfficialCode({c.code: c for c in communes}, {}, {}, {}, {}, parts)


def contours(**parts: object) -> Contours:
    return Contours({}, {code.strip("_"): shape for code, shape in parts.items()}, {}, {})


def ring(x: float, y: float) -> tuple[object, object]:
    """Two half rings around a hole of 1 km2."""
    frame = shapely.box(x, y, x + 3 * KM, y + 3 * KM)
    hollow = frame - shapely.box(x + KM, y + KM, x + 2 * KM, y + 2 * KM)
    left = shapely.box(x, y, x + 1.5 * KM, y + 3 * KM)
    return hollow & left, hollow - left


def test_a_hole_is_given_to_the_neighbour_that_absorbed_a_lost_commune() -> None:
    west, east = ring(700_000, 6_600_000)
    code = official(
        commune("01001"), commune("01002"), parts=(Part("01009", "Perdue", "delegated", "01002"),)
    )
    shapes = {"01001": west, "01002": east}
    found = absorbed_holes(shapes, shapely.union_all([west, east]), contours(), code)
    assert list(found) == ["01002"]
    assert found["01002"][0].area == pytest.approx(KM**2)


def test_a_hole_without_any_absorbing_neighbour_stops_the_build() -> None:
    west, east = ring(700_000, 6_600_000)
    with pytest.raises(GeographyError, match="trou"):
        absorbed_holes(
            {"01001": west, "01002": east},
            shapely.union_all([west, east]),
            contours(),
            official(commune("01001"), commune("01002")),
        )


def test_llivia_stays_a_hole() -> None:
    centre = reproject(shapely.Point(LLIVIA), WGS_84, LAMBERT_93)
    west, east = ring(centre.x - 1.5 * KM, centre.y - 1.5 * KM)
    land = shapely.union_all([west, east])
    assert len(holes_of(land)) == 1
    assert absorbed_holes({"66001": west, "66002": east}, land, contours(), official()) == {}


def test_the_latest_merger_takes_the_hole_when_several_could() -> None:
    older = commune("25558", siren="200082758", past=("25250",))
    latest = commune("25364", siren="934280017", past=("25297",))
    assert absorber([older, latest], contours(), official(older, latest)) is latest


def test_a_delegated_commune_without_polygon_wins_over_old_mergers() -> None:
    chief = commune("01187", siren="210000001")
    other = commune("01188", siren="939999999", past=("01199",))
    lost = Part("01330", "Perdue", "delegated", "01187")
    assert absorber([chief, other], contours(), official(chief, other, parts=(lost,))) is chief


def test_an_island_inside_a_hole_is_not_part_of_the_hole() -> None:
    frame = shapely.box(0, 0, 10, 10) - shapely.box(2, 2, 8, 8)
    island = shapely.box(4, 4, 6, 6)
    assert sum(hole.area for hole in holes_of(shapely.union_all([frame, island]))) == 32


def test_a_commune_without_polygon_is_the_union_of_its_parts() -> None:
    parts = (Part("49040", "A", "delegated", "49126"), Part("49069", "B", "delegated", "49126"))
    made = union_of_parts(
        {},
        {"49040": shapely.box(0, 0, 1, 1), "49069": shapely.box(1, 0, 2, 1)},
        official(commune("49126"), parts=parts),
    )
    assert made["49126"].equals(shapely.box(0, 0, 2, 1))


def test_a_commune_with_a_polygon_is_left_as_it_is() -> None:
    parts = (Part("49040", "A", "delegated", "49126"),)
    known = {"49126": shapely.box(5, 5, 6, 6)}
    assert union_of_parts(known, {"49040": shapely.box(0, 0, 1, 1)}, official(parts=parts)) == {}


def test_narrow_gaps_are_closed_and_wide_ones_kept() -> None:
    near = cleaned({"a": shapely.box(0, 0, KM, KM), "b": shapely.box(KM + 0.5, 0, 2 * KM, KM)})
    assert shapely.coverage_is_valid(list(near.values()))
    assert near["a"].touches(near["b"])
    west, east = ring(0, 0)
    kept = shapely.union_all(list(cleaned({"a": west, "b": east}).values()))
    assert len(holes_of(kept)) == 1


def test_land_of_a_canton_without_commune_goes_to_the_commune_it_touches() -> None:
    shape = shapely.box(960_000, 6_650_000, 965_000, 6_655_000)
    canton = shapely.box(960_000, 6_650_000, 970_000, 6_655_000)
    given = Contours({}, {}, {}, {"2501": reproject(canton, LAMBERT_93, WGS_84)})
    bites = frontier_bites(shape, shape, given)
    assert [round(bite.area / 1e6) for bite in bites] == [25]


def test_an_undivided_polygon_is_shared_between_its_villages() -> None:
    whole = shapely.box(690_000, 6_440_000, 710_000, 6_460_000)
    shares = divide(whole)
    assert shares.keys() == VILLAGES.keys()
    assert sum(share.area for share in shares.values()) == pytest.approx(whole.area)
