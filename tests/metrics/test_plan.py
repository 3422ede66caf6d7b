from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma, norm

from lianes.domain.month import Month, Period
from lianes.metrics.plan import (
    PlanLine,
    PlanSum,
    gamma_quantile,
    linear_plan,
    measured_pace,
    project,
)

LAUNCH = Month.of(2025, 9)
SERIES = st.lists(st.integers(0, 80), min_size=4, max_size=24)


def months(count: int) -> list[Month]:
    return [LAUNCH + i for i in range(count)]


def cumulated(increments) -> list[int]:
    return [int(value) for value in np.cumsum(increments)]


def projected(increments, *, target=1000, ahead=12, **options):
    values = cumulated(increments)
    horizon = LAUNCH + (len(values) - 1 + ahead)
    return project(values, months(len(values)), target=target, horizon=horizon, **options)


def test_nothing_is_planned_before_the_start():
    assert linear_plan(LAUNCH, LAUNCH + 9, 1000).at(LAUNCH + (-1)) == 0


def test_a_plan_rises_by_equal_steps_and_the_first_month_counts():
    plan = linear_plan(LAUNCH, LAUNCH + 9, 1000)
    assert [plan.at(LAUNCH + i) for i in (0, 1, 8)] == [100, 200, 900]


def test_the_target_is_planned_at_the_due_month_and_after():
    plan = PlanLine(LAUNCH, LAUNCH + 9, 1000)
    assert {plan.at(LAUNCH + i) for i in (9, 10, 30)} == {1000}


def test_a_plan_of_one_month_is_a_step():
    plan = linear_plan(LAUNCH, LAUNCH, 12)
    assert (plan.at(LAUNCH + (-1)), plan.at(LAUNCH)) == (0, 12)


def test_three_reported_months_tell_no_pace_and_four_do():
    assert projected([5, 5, 5]) is None
    assert projected([5, 5, 5, 5]) is not None


def test_the_pace_is_that_of_the_recent_months():
    projection = projected([100] * 8 + [10] * 6)
    assert projection.pace == 10
    assert projection.mid[:2] == (870, 880)


def test_the_number_of_recent_months_is_an_option():
    assert projected([100] * 8 + [10] * 6, recent=12).pace == pytest.approx(55)


def test_a_missing_month_does_not_slow_the_pace():
    reported = [month for i, month in enumerate(months(10)) if i != 7]
    values = [10 * (month - LAUNCH + 1) for month in reported]
    projection = project(values, reported, target=200, horizon=LAUNCH + 12)
    assert projection.pace == 10
    assert projection.mid == (110, 120, 130)


def test_few_reports_far_apart_still_use_four_of_them():
    reported = [LAUNCH, LAUNCH + 5, LAUNCH + 10, LAUNCH + 15]
    assert measured_pace([0, 50, 100, 150], reported, 6).span == 15


def test_the_projection_starts_the_month_after_the_last_report_and_ends_at_the_horizon():
    projection = projected([5] * 6, ahead=3)
    assert projection.months == (LAUNCH + 6, LAUNCH + 7, LAUNCH + 8)


def test_a_horizon_already_past_projects_nothing():
    projection = projected([5] * 6, ahead=0)
    assert projection.months == projection.low == projection.mid == projection.high == ()
    assert projection.reached_between == (None, None)


def test_a_target_already_reached_gives_the_month_it_was():
    assert projected([10] * 6, target=40).reached_between == (LAUNCH + 3, LAUNCH + 3)


def test_the_target_is_reached_when_the_bounds_reach_it():
    projection = projected([40] * 10, target=600)
    earliest, latest = projection.reached_between
    place = {month: i for i, month in enumerate(projection.months)}
    assert projection.high[place[earliest]] >= 600 > projection.high[place[earliest] - 1]
    assert projection.low[place[latest]] >= 600 > projection.low[place[latest] - 1]
    assert earliest <= LAUNCH + 14 < latest


def test_a_target_beyond_the_horizon_has_no_latest_month():
    assert projected([40] * 10, target=850).reached_between[1] is None
    assert projected([40] * 10, target=9999).reached_between == (None, None)


def test_nothing_seen_is_not_nothing_possible():
    projection = projected([0] * 6)
    assert projection.pace == 0
    assert projection.low[-1] == projection.mid[-1] == 0 < projection.high[-1]


def test_a_corrected_total_that_falls_is_no_pace():
    projection = projected([30, 30, 1, -40, 1, 1, 1])
    assert projection.pace == 0
    assert projection.low[0] == projection.mid[0] == 24


def test_irregular_months_widen_the_interval():
    regular, irregular = projected([20] * 7), projected([20, 0, 40, 0, 40, 0, 40])
    assert irregular.high[-1] - irregular.low[-1] > 2 * (regular.high[-1] - regular.low[-1])


@given(SERIES)
def test_bounds_are_whole_counts_unless_the_pace_itself_is_the_bound(increments):
    projection = projected(increments)
    for low, mid, high in zip(projection.low, projection.mid, projection.high, strict=True):
        assert low in (int(low), mid)
        assert high in (int(high), mid)


def test_a_higher_level_is_a_wider_interval():
    usual, strict = projected([20] * 7), projected([20] * 7, level=0.95)
    assert usual.level == 0.8
    assert strict.low[-1] < usual.low[-1]
    assert usual.high[-1] < strict.high[-1]


@given(SERIES, st.integers(1, 40))
def test_the_middle_stands_within_bounds_that_only_open(increments, ahead):
    projection = projected(increments, ahead=ahead)
    widths = [high - low for low, high in zip(projection.low, projection.high, strict=True)]
    for low, mid, high in zip(projection.low, projection.mid, projection.high, strict=True):
        assert sum(increments) <= low <= mid <= high < inf
    assert all(later >= earlier - 2 for earlier, later in pairwise(widths))


@given(st.floats(2, 400), st.floats(1, 3), st.floats(-1.7, 1.7))
def test_the_gamma_quantile_agrees_with_scipy(mean, ratio, z):
    variance = ratio * mean
    expected = gamma.ppf(norm.cdf(z), mean * mean / variance, scale=variance / mean)
    assert gamma_quantile(mean, variance, z) == pytest.approx(expected, abs=0.12)


def coverage(draw, *, history=14, ahead=12, series=1500) -> float:
    """Share of series whose real total, `ahead` months later, lies in the 80 % interval."""
    hits = 0
    for _ in range(series):
        increments = draw(history + ahead)
        projection = projected(increments[:history], ahead=ahead)
        hits += projection.low[-1] <= increments.sum() <= projection.high[-1]
    return hits / series


@pytest.mark.parametrize("pace", [2, 10, 45])
@pytest.mark.parametrize("ahead", [1, 6, 12])
def test_an_80_percent_interval_holds_about_80_percent_of_steady_series(pace, ahead):
    random = np.random.default_rng(1000 + pace + ahead)
    share = coverage(lambda size: random.poisson(pace, size), ahead=ahead)
    assert 0.78 <= share <= (0.95 if pace * ahead < 12 else 0.88)


def test_series_twice_as_irregular_as_poisson_are_held_a_little_less_often():
    random = np.random.default_rng(7)
    share = coverage(lambda size: random.negative_binomial(20, 0.5, size))
    assert 0.70 <= share <= 0.82


PLANS = st.builds(
    lambda start, length, target: linear_plan(LAUNCH + start, LAUNCH + start + length, target),
    st.integers(-10, 20), st.integers(0, 40), st.floats(1, 500),
)  # fmt: skip


@given(st.lists(PLANS, min_size=1, max_size=4), st.integers(-12, 12), st.integers(0, 60))
def test_the_straight_lines_between_the_corners_are_the_plan(parts, start, length):
    plan = parts[0] if len(parts) == 1 else PlanSum(tuple(parts))
    period = Period(LAUNCH + start, LAUNCH + start + length)
    ranks, values = zip(*((m - period.start, v) for m, v in plan.corners(period)), strict=True)
    expected = [plan.at(month) for month in period]
    assert np.interp(range(len(period)), ranks, values) == pytest.approx(expected)
