import pytest

from lianes.metrics.difference import newcombe
from lianes.metrics.proportion import Proportion

PUBLISHED = [
    # Newcombe 1998, table II, method 10: contrasts (a) to (h)
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize(("x", "n", "y", "m", "low", "high"), PUBLISHED)
def test_the_published_examples_are_found(x, n, y, m, low, high):
    found = newcombe(Proportion(x, n), Proportion(y, m))
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_nobody_counted_gives_no_difference():
    assert newcombe(Proportion(0, 0), Proportion(1, 2)) is None
    assert newcombe(Proportion(1, 2), Proportion(3, 2)) is None
