from math import cos, radians

import numpy as np
import pytest

from lianes.metrics.reach import within

LILLE, ROUBAIX, PARIS = (3.0635, 50.6365), (3.1746, 50.6942), (2.3522, 48.8566)
KM_PER_DEGREE = 6371.0088 * radians(1)


def near(places, centres, kilometres):
    columns = np.array(places, dtype=float)
    return within(columns[:, 0], columns[:, 1], centres, kilometres).tolist()


def test_roubaix_is_ten_kilometres_from_lille_and_paris_is_not():
    assert near([ROUBAIX, PARIS], [LILLE], 10.3) == [True, False]
    assert near([ROUBAIX], [LILLE], 10.0) == [False]  # 10.13 km on the sphere


def test_any_centre_will_do():
    assert near([ROUBAIX, PARIS], [LILLE, PARIS], 11) == [True, True]


def test_nothing_is_near_nothing():
    assert near([LILLE], [], 10) == [False]


@pytest.mark.parametrize(("kilometres", "expected"), [(9.999, False), (10.001, True)])
def test_the_limit_is_the_distance_asked(kilometres, expected):
    ten_km_north = (2.0, 47.0 + 10 / KM_PER_DEGREE)
    assert near([ten_km_north], [(2.0, 47.0)], kilometres) == [expected]
    ten_km_east = (2.0 + 10 / KM_PER_DEGREE / cos(radians(47.0)), 47.0)
    assert near([ten_km_east], [(2.0, 47.0)], kilometres) == [expected]
