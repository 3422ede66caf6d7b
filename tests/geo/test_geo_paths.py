"""Paths on a grid: what is written is what is read."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lianes.geo.paths import decode, doubled_area, encode, fold, rounded_rings

SQUARE = shapely.box(0, 0, 100, 100)


def test_a_square_is_written_with_relative_steps() -> None:
    path = encode(shapely.Polygon([(40, 20), (40, 60), (10, 60), (10, 20)]), 10)
    assert path == "m4 2l0 4-3 0 0-4z"


def test_a_second_ring_starts_from_the_first_point_of_the_previous_one() -> None:
    holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (3, 6), (6, 6), (6, 3)]])
    path = encode(holed, 1)
    assert path == "m0 0l9 0 0 9-9 0zm3 3l0 3 3 0 0-3z"
    assert [ring[0].tolist() for ring in decode(path)] == [[0, 0], [3, 3]]


def test_a_shape_smaller_than_the_grid_has_an_empty_path() -> None:
    assert encode(SQUARE, 1_000) == ""


def test_an_islet_lost_on_the_grid_leaves_the_mainland() -> None:
    shape = shapely.union_all([shapely.box(0, 0, 1_000, 1_000), shapely.box(2_000, 0, 2_004, 4)])
    assert len(decode(encode(shape, 100))) == 1


def test_repeated_points_are_folded() -> None:
    ring = np.array([(0, 0), (0, 0), (2, 0), (2, 2), (2, 2), (0, 0)])
    assert fold(ring).tolist() == [[0, 0], [2, 0], [2, 2]]


def test_a_ring_without_area_is_folded_away() -> None:
    assert len(fold(np.array([(0, 0), (5, 5), (0, 0)]))) == 0
    assert len(fold(np.array([(3, 3), (3, 3)]))) == 0


def test_area_does_not_depend_on_direction() -> None:
    ring = np.array([(0, 0), (4, 0), (4, 3), (0, 3)])
    assert doubled_area(ring) == doubled_area(ring[::-1]) == 24


@given(
    st.lists(
        st.tuples(st.integers(-9_999, 9_999), st.integers(-9_999, 9_999)), min_size=3, max_size=20
    )
)
def test_reading_gives_back_what_was_written(points: list[tuple[int, int]]) -> None:
    shape = shapely.Polygon(points)
    expected = [ring.tolist() for ring in rounded_rings(shape, 1)]
    assert [ring.tolist() for ring in decode(encode(shape, 1))] == expected


@pytest.mark.parametrize("unit", [10, 20, 100])
def test_rounding_moves_no_point_farther_than_half_a_diagonal(unit: int) -> None:
    circle = shapely.Point(12_345.6, 78_901.2).buffer(3_000)
    drawn = shapely.linearrings(decode(encode(circle, unit))[0] * unit)
    assert shapely.hausdorff_distance(drawn, circle.exterior) <= unit * 2**0.5 / 2 + 1e-6
