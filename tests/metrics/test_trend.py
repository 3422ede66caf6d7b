import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.trend import Rule, Signal, lasting_fall, lasting_rise, xmr

STEADY = [10, 12, 9, 11, 10, 8, 11, 10, 12, 9, 10, 11]
LEVEL_7 = [20, 20.5, 20.2, 21, 20.1, 20.8, 20.3]


def rules(points) -> set[Rule]:
    return {signal.rule for signal in xmr(points).signals}


def test_eleven_points_are_too_few_and_twelve_are_enough():
    assert xmr(STEADY[:11]) is None
    assert xmr(STEADY) is not None


def test_a_mean_under_five_is_too_little_and_five_is_enough():
    assert xmr([5] * 11 + [4.9]) is None
    assert xmr([5] * 12) is not None


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    chart = xmr([10, 14] * 6)
    assert chart.mean == 12
    assert chart.upper == pytest.approx(12 + 2.66 * 4)
    assert chart.lower == pytest.approx(12 - 2.66 * 4)


def test_a_steady_series_gives_no_signal():
    assert xmr(STEADY).signals == ()


def test_a_constant_series_gives_no_signal():
    assert xmr([8] * 14).signals == ()


@pytest.mark.parametrize("value", [60, -40])
def test_a_point_outside_the_limits_is_a_signal(value):
    points = [*STEADY, *STEADY, value]
    assert Signal(Rule.OUTSIDE, 24, 24) in xmr(points).signals


def test_seven_points_on_one_side_are_a_signal_and_six_are_not():
    run = [13, 14, 13.5, 14, 13, 14, 13.5]
    rest = [10, 15, 9, 16, 10, 9, 10, 9.5]
    assert Signal(Rule.ONE_SIDE, 8, 14) in xmr(rest + run).signals
    assert Rule.ONE_SIDE not in rules([*rest, *run[:6], 10])


def test_a_point_on_the_mean_belongs_to_no_side():
    points = [14, 14, 14, 12, 14, 14, 14, 10, 10, 10, 12, 10, 10, 10]
    assert xmr(points).mean == 12
    assert Rule.ONE_SIDE not in rules(points)


@pytest.mark.parametrize("sign", [1, -1])
def test_seven_points_each_beyond_the_former_are_a_signal_and_six_are_not(sign):
    waves = [20, 26, 18, 24, 19, 25, 17]
    ramp = [17, 18, 19, 20, 21, 22, 23, 17]
    seven = [20 + sign * (p - 20) for p in waves + ramp[1:]]
    six = [20 + sign * (p - 20) for p in [*waves, *ramp[1:6], 17]]
    assert [s for s in xmr(seven).signals if s.rule is Rule.ONE_WAY] == [
        Signal(Rule.ONE_WAY, 6, 12)
    ]
    assert Rule.ONE_WAY not in rules(six)


def test_two_of_three_points_near_the_same_limit_are_a_signal():
    points = [10, 12] * 8
    near = xmr([*points, 16, 11, 16])
    assert Signal(Rule.NEAR_LIMIT, 16, 18) in near.signals
    assert Rule.OUTSIDE not in {signal.rule for signal in near.signals}


def test_two_points_near_opposite_limits_are_not_a_signal():
    assert Rule.NEAR_LIMIT not in rules([10, 12] * 8 + [16, 11, 6])


def test_two_points_near_a_limit_further_apart_are_not_a_signal():
    assert Rule.NEAR_LIMIT not in rules([10, 12] * 8 + [16, 11, 11, 16])


def test_the_last_seven_months_above_the_mean_are_a_lasting_rise():
    points = [10, 11, 10, 12, 10, 11, 10, *LEVEL_7]
    assert lasting_rise(points)
    assert not lasting_fall(points)


def test_the_last_seven_months_below_the_mean_are_a_lasting_fall():
    points = [*LEVEL_7, 10, 11, 10, 12, 10, 11, 10]
    assert lasting_fall(points)
    assert not lasting_rise(points)


def test_six_months_above_the_mean_are_not_a_lasting_rise():
    assert not lasting_rise([10, 11, 10, 12, 10, 11, 10, 10, *LEVEL_7[:6]])


def test_a_rise_that_is_over_is_not_lasting():
    assert not lasting_rise([10, 11, 10, 12, 10, 11, *LEVEL_7, 10])


def test_too_little_to_conclude_is_no_lasting_rise():
    assert not lasting_rise([10, 11, 10, 12, *LEVEL_7])
    assert not lasting_rise([1] * 7 + [2] * 7)


def test_a_ramp_always_signals():
    assert lasting_rise([float(p) for p in range(1, 15)])


@given(st.lists(st.integers(5, 60), min_size=12, max_size=30), st.integers(1, 50))
def test_signals_do_not_depend_on_the_unit(points, factor):
    scaled = [p * factor for p in points]
    assert {s.rule for s in xmr(scaled).signals} >= {
        s.rule for s in xmr(points).signals if s.rule is Rule.ONE_WAY
    }
    assert xmr(scaled).mean == pytest.approx(xmr(points).mean * factor)


@given(st.lists(st.integers(5, 60), min_size=12, max_size=30))
def test_a_lasting_rise_is_a_signal_on_one_side(points):
    if lasting_rise(points):
        assert Signal(Rule.ONE_SIDE, len(points) - 7, len(points) - 1) in xmr(points).signals


def test_steady_series_signal_about_one_time_in_twelve_at_ten_a_month():
    random = np.random.default_rng(14)
    charts = [xmr([int(p) for p in random.poisson(10, 14)]) for _ in range(2000)]
    assert 0.06 <= sum(bool(chart.signals) for chart in charts) / 2000 <= 0.11


# Montgomery, Introduction to Statistical Quality Control, costs of 20 mortgage loan applications:
# mean 300.5, mean moving range 7.79, limits 279.78 to 321.22, nothing outside.
LOANS = (310, 288, 297, 298, 307, 303, 294, 297, 308, 306,
         294, 299, 297, 299, 314, 295, 293, 306, 301, 304)  # fmt: skip


def test_the_published_example_is_found():
    chart = xmr(LOANS)
    assert chart.mean == pytest.approx(300.5)
    assert (chart.lower, chart.upper) == pytest.approx((279.78, 321.22), abs=0.01)
    assert Rule.OUTSIDE not in {signal.rule for signal in chart.signals}
