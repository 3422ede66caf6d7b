import json
from typing import Any

import pytest

from lianes.maps.marks import MapArea, MapPlane, MapPoint
from lianes.maps.payload import areas_payload, plane_payload, points_payload
from lianes.metrics.figure import State

MANIFEST = {
    "frame": [0, 0, 1167000, 1092000],
    "frames": [{"id": "976", "label": "Mayotte", "rect": [10000, 952000, 172000, 122000]}],
    "inner_ring": {"codes": ["DEP-75"], "transform": [5.11, -1845883.0, -1222507.0]},
}


def label(number: int) -> str:
    return f"{number},3 pour 10\u00a0000 logements (n\u00a0=\u00a0{number * 7})"


def measured(prefix: str, count: int) -> list[MapArea]:
    return [MapArea(f"{prefix}{n}", n % 5, State.MEASURED, label(n)) for n in range(1, count + 1)]


def networks(count: int) -> list[MapPoint]:
    return [
        MapPoint(f"LIANE-{n:02d}", f"LIANE {n:02d} (démonstration), Commune-{n}", 652000.4, 62000.2,
                 "active", f"{n * 3} prises d'emploi, à jour d'octobre 2026")
        for n in range(1, count + 1)
    ]  # fmt: skip


def size(data: Any) -> int:
    return len(json.dumps(data))


def test_only_areas_out_of_the_default_state_are_sent() -> None:
    areas = [*measured("DEP-", 2), MapArea("DEP-9", None, State.NOT_DEPLOYED, "")]
    sent = areas_payload(areas, State.NOT_DEPLOYED)
    assert [row[0] for row in sent["rows"]] == ["1", "2"]
    assert sent["prefix"] == "DEP-"
    assert sent["rest"] == [7, "pas encore déployé"]


@pytest.mark.parametrize(
    ("state", "paint"), [(State.MASKED, 5), (State.NOT_REPORTED, 6), (State.NOT_DEPLOYED, 7)]
)
def test_a_state_is_numbered_after_the_shades(state: State, paint: int) -> None:
    default = State.MASKED if state is not State.MASKED else State.NOT_DEPLOYED
    sent = areas_payload([MapArea("DEP-59", None, state, "")], default)
    assert sent["rows"][0][1] == paint


def test_a_state_without_words_says_its_own() -> None:
    sent = areas_payload([MapArea("DEP-59", None, State.MASKED, "")], State.NOT_DEPLOYED)
    assert sent["texts"] == ["masqué (secret statistique)"]


def test_a_measured_zero_has_a_shade_and_its_words() -> None:
    area = MapArea("DEP-59", 0, State.MEASURED, "0 pour 10 000 logements")
    assert areas_payload([area], State.NOT_DEPLOYED)["rows"][0][1] == 0


@pytest.mark.parametrize("shade", [None, -1, 5])
def test_a_measured_area_needs_one_of_the_five_shades(shade: int | None) -> None:
    with pytest.raises(ValueError, match="DEP-59"):
        areas_payload([MapArea("DEP-59", shade, State.MEASURED, "12")], State.NOT_DEPLOYED)


def test_codes_of_several_kinds_stay_whole() -> None:
    areas = [MapArea(code, 1, State.MEASURED, "12") for code in ("DEP-59", "EPT-200057867")]
    sent = areas_payload(areas, State.NOT_DEPLOYED)
    assert sent["prefix"] == ""
    assert [row[0] for row in sent["rows"]] == ["DEP-59", "EPT-200057867"]


def test_the_plane_is_what_the_manifest_says() -> None:
    plane = plane_payload(MapPlane.from_manifest(MANIFEST))
    assert plane["insets"] == [["976", "Mayotte", 10000, 952000, 172000, 122000]]
    assert plane["ring"][0] == 5.11


def test_every_departement_measured_fits_in_four_kilobytes() -> None:
    assert size(areas_payload(measured("DEP-", 101), State.NOT_DEPLOYED)) <= 4096


def test_a_national_map_of_epci_with_48_networks_fits_in_eight_kilobytes() -> None:
    areas = areas_payload(measured("EPCI-2000932", 60), State.NOT_DEPLOYED)
    assert size(areas) + size(points_payload(networks(48))) <= 8192
