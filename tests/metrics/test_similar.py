import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import zscore

from lianes.metrics.similar import CAP, twins

RANDOM = np.random.default_rng(7)
TABLE = RANDOM.normal(size=(40, 5)) * [1, 10, 100, 0.1, 5] + [0, 50, 1000, 1, 8]
FIGURES = {f"DEP-{i:02d}": tuple(row) for i, row in enumerate(TABLE)}


def test_distances_are_those_of_scipy():
    scores = zscore(TABLE)
    expected = cdist(scores, scores)[3]
    for twin in twins("DEP-03", FIGURES, count=40, cap=99):
        assert twin.distance == pytest.approx(expected[int(twin.code[4:])])


def test_the_closest_come_first_and_no_more_than_asked():
    found = twins("DEP-03", FIGURES, count=12, cap=99)
    assert len(found) == 12
    assert [t.distance for t in found] == sorted(t.distance for t in found)
    assert "DEP-03" not in {t.code for t in found}


def test_beyond_the_cap_there_is_no_twin():
    far = FIGURES | {"DEP-99": (900.0, 900.0, 9e6, 90.0, 900.0)}
    assert twins("DEP-99", far) == ()
    assert all(t.distance <= CAP for t in twins("DEP-03", far))


def test_at_the_cap_it_is_still_a_twin():
    pair = {"a": (0.0,), "b": (2.0,)}  # z-scores -1 and 1: distance 2
    assert [t.code for t in twins("a", pair)] == ["b"]
    assert twins("a", pair, cap=1.999) == ()


def test_a_constant_feature_brings_nothing_and_an_unknown_place_has_no_twin():
    same = {code: (*row, 1.0) for code, row in FIGURES.items()}
    assert twins("DEP-03", same) == twins("DEP-03", FIGURES)
    assert twins("DEP-77", FIGURES) == ()
