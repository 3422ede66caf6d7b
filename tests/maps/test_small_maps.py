from lianes.maps.small_maps import SmallMap, light_outlines, outlines_svg, small_maps_html
from lianes.ui.assets import ASSETS, GEOMETRY, manifest

REGIONS = GEOMETRY / manifest()["files"]["reg"]


def test_the_served_outlines_are_those_of_the_geometry():
    assert (ASSETS / "regions.svg").read_text() == outlines_svg(REGIONS)


def test_every_region_keeps_an_outline_and_all_together_stay_light():
    outlines = light_outlines(REGIONS)
    assert len(outlines) == 18
    assert all(path.count("M") >= 1 for _, path in outlines)
    assert sum(len(path) for _, path in outlines) < 12_000


def test_a_region_without_a_paint_is_not_deployed():
    found = SmallMap("fin 2026", "12", None, "12 à fin 2026", {"REG-32": "sm-s4"})
    html = small_maps_html([found], ["REG-32", "REG-06"], "/r.svg")
    assert '<g class="sm-s4"><use href="/r.svg#REG-32"/></g>' in html
    assert '<g class="sm-none"><use href="/r.svg#REG-06"/></g>' in html
