from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.progress import PlanGap, against_plan, progress

VALUES = st.integers(-1000, 1000)


def test_a_rising_indicator_half_way_is_at_fifty_percent():
    assert progress(600, initial=200, target=1000) == 50


def test_a_falling_indicator_half_way_is_at_fifty_percent():
    assert progress(30, initial=40, target=20) == 50


def test_progress_is_not_bounded():
    assert progress(1200, initial=0, target=1000) == 120
    assert progress(45, initial=40, target=20) == -25


def test_no_progress_is_defined_when_the_target_is_where_one_starts():
    assert progress(10, initial=20, target=20) is None


@given(VALUES, VALUES)
def test_the_start_is_zero_and_the_target_is_a_hundred(initial, target):
    if initial != target:
        assert progress(initial, initial=initial, target=target) == 0
        assert progress(target, initial=initial, target=target) == 100


@given(VALUES, VALUES, VALUES)
def test_progress_is_the_same_with_the_scale_turned_over(current, initial, target):
    turned = progress(-current, initial=-initial, target=-target)
    assert progress(current, initial=initial, target=target) == turned


def test_behind_the_plan():
    assert against_plan(30, 40) == PlanGap(-10, 0.75, ahead=False)


def test_on_the_plan_counts_as_ahead():
    assert against_plan(40, 40) == PlanGap(0, 1, ahead=True)


def test_nothing_planned_has_a_gap_and_no_ratio():
    assert against_plan(5, 0) == PlanGap(5, None, ahead=True)
