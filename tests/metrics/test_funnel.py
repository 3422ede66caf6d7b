import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.funnel import funnel_limits
from lianes.metrics.proportion import Z998, Interval


def test_a_perfect_score_of_twenty_five_at_ninety_percent_is_not_flagged():
    limits = funnel_limits(0.9, 25)
    assert limits.high == 1
    assert 25 / 25 in limits


def test_the_limits_are_those_of_the_normal_law():
    limits = funnel_limits(0.4, 100)
    assert limits.low == pytest.approx(0.30398, abs=1e-5)
    assert limits.high == pytest.approx(0.49602, abs=1e-5)


def test_the_lower_limit_is_capped_at_zero():
    assert funnel_limits(0.05, 10).low == 0


def test_nobody_observed_is_never_outside():
    assert funnel_limits(0.5, 0) == Interval(0, 1)


@given(st.floats(0, 1), st.integers(1, 5000))
def test_limits_surround_the_reference_within_zero_and_one(p0, n):
    usual, strict = funnel_limits(p0, n), funnel_limits(p0, n, Z998)
    assert 0 <= strict.low <= usual.low <= p0 <= usual.high <= strict.high <= 1
