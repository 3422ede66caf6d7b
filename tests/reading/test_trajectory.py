from datetime import date

import pytest

from lianes.domain.month import Month
from lianes.metrics.figure import Figure
from lianes.reading.goals import goal_of
from lianes.reading.monthly import Monthly
from lianes.reading.trajectory import trajectory
from lianes.store.reader import Target

START = Month.of(2026, 1)


def monthly(*values):
    figures = [Figure.measured(v) if v is not None else Figure.not_reported() for v in values]
    return Monthly(tuple(START + i for i in range(len(values))), tuple(figures))


def target(value=120, *, starts=date(2026, 1, 1), due=date(2026, 12, 31)):
    return goal_of(Target("jobs_started", value, starts, due, "Objectif", True, "demonstration"))


def test_a_dated_target_has_a_straight_plan():
    plan = target().plan
    assert plan.at(Month.of(2026, 6)) == pytest.approx(60)
    assert plan.at(Month.of(2026, 12)) == pytest.approx(120)


@pytest.mark.parametrize(
    ("starts", "due"), [(None, date(2026, 12, 31)), (date(2026, 1, 1), None), (None, None)]
)
def test_a_target_without_dates_has_no_plan(starts, due):
    found = target(starts=starts, due=due)
    assert (found.plan, found.value) == (None, 120)


def test_without_a_goal_nothing_is_projected():
    assert trajectory(monthly(10, 20, 30), None, missing=0).projection is None


def test_without_a_measured_month_nothing_is_projected():
    assert trajectory(monthly(None, None), target(), missing=0).projection is None
    assert trajectory(Monthly((), ()), target(), missing=0).projection is None


def test_a_partial_last_month_does_not_slow_the_pace():
    steady = (10, 20, 30, 40, 50, 60)
    complete = trajectory(monthly(*steady), target(), missing=0).projection
    partial = trajectory(monthly(*steady, 61), target(), missing=2).projection
    taken = trajectory(monthly(*steady, 61), target(), missing=0).projection
    assert partial == complete
    assert taken != complete


def test_the_only_month_is_kept_even_when_partial():
    found = trajectory(monthly(10), target(), missing=1)
    assert found.actual.last == 10
