"""The map as image and as layer: the same states as the page, its source and date inside."""

import json
import xml.etree.ElementTree as ET
from html import unescape
from io import BytesIO

import pyogrio
import pytest
from PIL import Image

from lianes.documents.cells import SHORT_STATES
from lianes.documents.layers import ORIGIN, ZONES, geojson, geopackage
from lianes.documents.map_drawing import STATES, drawing_of, holds
from lianes.documents.png import map_png
from lianes.documents.stamp import DEMONSTRATION, stamp_of
from lianes.documents.svg import HEIGHT, WIDTH, map_svg
from lianes.errors import EmptyExport
from lianes.geo import planes
from lianes.metrics.figure import State
from lianes.reading.mapping import ABSENCES
from lianes.ui.grounds import ground_of


def words_of(svg):
    root = ET.fromstring(svg)
    return [unescape(e.text or "") for e in root.iter() if e.tag.endswith(("text", "title"))]


def test_every_deployed_territory_says_on_the_image_what_it_says_on_the_page(case):
    said = words_of(map_svg(case.found, case.ground))
    for area in case.found.mapped.areas:
        assert any(one.endswith(f": {area.label}") for one in said), area.territory.name


def test_title_legend_source_and_date_are_inside_the_image(case):
    said = words_of(map_svg(case.found, case.ground))
    assert case.found.mapped.indicator.question in said
    assert {ABSENCES[state] for state in STATES} <= set(said)
    assert DEMONSTRATION in said
    assert "données au" in " ".join(said)


def test_a_masked_territory_has_no_colour(case):
    for area in drawing_of(case.found, case.ground).areas:
        assert bool(area.paint.colour) == (area.paint.state is State.MEASURED)


def test_the_image_is_a_png_of_the_drawing(read):
    found = read("département")
    image = Image.open(BytesIO(map_png(found, ground_of(found))))
    assert image.size == (2 * WIDTH, 2 * HEIGHT)


def test_the_layer_holds_the_values_and_states_of_the_page(case):
    content = json.loads(geojson(case.found, case.ground))
    rows = {one["properties"]["code"]: one["properties"] for one in content["features"]}
    assert content["metadata"]["Audience"] == case.found.audience
    for area in case.found.mapped.areas:
        row = rows[area.territory.code]
        assert row["valeur"] == area.estimate.figure.value
        assert row["etat"] == SHORT_STATES.get(area.estimate.figure.state, "mesuré")
    others = set(rows) - {area.territory.code for area in case.found.mapped.areas}
    assert {rows[code]["etat"] for code in others} <= {SHORT_STATES[State.NOT_DEPLOYED]}


def test_the_geopackage_opens_in_other_programs(read, tmp_path):
    found = read("France")
    path = tmp_path / "carte.gpkg"
    path.write_bytes(geopackage(found, ground_of(found)))
    table = pyogrio.read_dataframe(path)
    told = pyogrio.read_info(path)["layer_metadata"]
    assert len(table) == 101
    assert table.geometry.is_valid.all()
    assert told["AVERTISSEMENT"] == stamp_of(found).demonstration
    reunion = table[table.code == "DEP-974"].total_bounds
    assert reunion == pytest.approx([55.2, -21.4, 55.85, -20.85], abs=0.1)


def test_zones_are_those_the_plane_was_made_with():
    assert (planes.X_MIN, planes.Y_MAX) == ORIGIN
    for zone in planes.OVERSEAS:
        mine = ZONES[zone.label]
        assert (mine.epsg, mine.scale, mine.dx, mine.dy) == (
            zone.epsg, zone.scale, zone.dx, zone.dy
        )  # fmt: skip


def test_a_hole_is_outside():
    square = ((0, 0), (9, 0), (9, 9), (0, 9))
    hole = ((3, 3), (6, 3), (6, 6), (3, 6))
    assert holds((square, hole), (1, 1))
    assert not holds((square, hole), (4, 4))


def test_an_empty_map_fails_loudly(creuse):
    with pytest.raises(EmptyExport):
        map_svg(creuse, ground_of(creuse))
