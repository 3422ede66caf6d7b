from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lianes.metrics.proportion import Z95, Z998, Interval, Proportion, wilson

COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
DEVIATES = st.floats(0.5, 5)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(3, 5, 23.1, 88.2), (12, 20, 38.7, 78.1), (60, 100, 50.2, 69.1), (600, 1000, 56.9, 63.0)],
)
def test_reference_values_of_the_design(successes, n, low, high):
    interval = wilson(successes, n)
    assert (round(100 * interval.low, 1), round(100 * interval.high, 1)) == (low, high)


@given(COUNTS)
def test_wilson_agrees_with_scipy(counts):
    successes, n = counts
    expected = binomtest(successes, n).proportion_ci(0.95, method="wilson")
    assert wilson(successes, n).low == pytest.approx(expected.low, abs=1e-6)
    assert wilson(successes, n).high == pytest.approx(expected.high, abs=1e-6)


@given(COUNTS, DEVIATES)
def test_wilson_stays_within_zero_and_one_and_contains_the_rate(counts, z):
    interval = wilson(*counts, z)
    assert 0 <= interval.low <= counts[0] / counts[1] <= interval.high <= 1


@given(COUNTS, DEVIATES)
def test_the_interval_of_those_who_did_not_mirrors_those_who_did(counts, z):
    successes, n = counts
    did, did_not = wilson(successes, n, z), wilson(n - successes, n, z)
    assert did.low == pytest.approx(1 - did_not.high)
    assert did.high == pytest.approx(1 - did_not.low)


@given(COUNTS)
def test_the_bounds_are_where_the_score_test_turns(counts):
    successes, n = counts
    rate, low = successes / n, wilson(successes, n).low
    if low > 0:
        assert (rate - low) / sqrt(low * (1 - low) / n) == pytest.approx(Z95, rel=1e-6)


@given(COUNTS)
def test_more_confidence_is_a_wider_interval(counts):
    usual, strict = wilson(*counts), wilson(*counts, Z998)
    assert strict.low <= usual.low
    assert usual.high <= strict.high


def test_nobody_counted_has_no_rate_and_every_rate_is_possible():
    assert Proportion(0, 0).rate is None
    assert Proportion(0, 0).interval() == Interval(0, 1)


@pytest.mark.parametrize(("successes", "n"), [(6, 5), (-1, 5), (1, 0)])
def test_counts_that_contradict_each_other_tell_no_rate(successes, n):
    assert Proportion(successes, n).rate is None
    assert Proportion(successes, n).interval() == Interval(0, 1)


def test_zero_among_some_is_a_rate():
    assert Proportion(0, 20).rate == 0
    assert Proportion(0, 20).interval().high == pytest.approx(0.161, abs=5e-4)


def test_the_interval_of_a_proportion_takes_the_deviate_asked_for():
    assert Proportion(12, 20).interval(Z998) == wilson(12, 20, Z998)


def test_an_interval_holds_its_bounds():
    assert 0.2 in Interval(0.2, 0.4)
    assert 0.4 in Interval(0.2, 0.4)
    assert 0.41 not in Interval(0.2, 0.4)
    assert 0.19 not in Interval(0.2, 0.4)
