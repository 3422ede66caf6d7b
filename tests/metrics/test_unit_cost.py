"""Unit costs: an amount over a count, with the interval of the count."""

import pytest

from lianes.metrics.unit_cost import poisson_limits, unit_cost


def test_below_twenty_results_no_cost_is_said():
    assert unit_cost(1000, 19).value is None
    assert unit_cost(1000, 20).value == 50


@pytest.mark.parametrize(("count", "low", "high"), [(20, 12.22, 30.89), (100, 81.36, 121.63)])
def test_limits_are_those_of_the_published_tables(count, low, high):
    found = poisson_limits(count)
    assert found == pytest.approx((low, high), abs=0.05)


def test_the_interval_holds_the_cost():
    found = unit_cost(639_000, 639)
    assert found.value in found.interval
    assert found.interval.low < 1000 < found.interval.high
