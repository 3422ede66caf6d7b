"""The rest of the programme in cohorts: everyone but the subject, never a step of the subject."""

from lianes.domain.month import Month, Period
from lianes.domain.observation import CohortRow
from lianes.metrics.life_table import LifeTable, life_table
from lianes.metrics.proportion import Z95
from lianes.metrics.verdict import Verdict
from lianes.reading.cohort_rest import against_rest, rest_of
from lianes.reading.cohorts import Followed
from lianes.reading.curves import Point, _at_same

START = Month.of(2025, 9)
LATE = Month.of(2026, 12)


def test_outside_the_rest_is_one_more_release(outside, catalogue):
    indicator = catalogue.indicators["job_retention_6m"]
    period = Period(outside.meta.first_month, outside.meta.last_month)
    own = Followed(LifeTable((), {}, 0), outside.meta.last_month, 12, (), 0)
    assert rest_of(outside, indicator, own, period, "all") is None


def test_a_large_difference_is_a_verdict_and_a_small_one_is_not(catalogue):
    indicator = catalogue.indicators["job_retention_6m"]
    event = indicator.event

    def cohort(n, left):
        found = (CohortRow(START, 0, "start", n), CohortRow(START, 2, event, left))
        return Followed(life_table(found, as_of=LATE), LATE, 12, (), n)

    def judged(own, rest):
        return against_rest(indicator, own, rest, z=Z95)

    assert judged(cohort(100, 60), cohort(400, 40)) == (90.0, Verdict.BELOW)
    assert judged(cohort(100, 11), cohort(400, 40)) == (90.0, Verdict.COMPARABLE)
    assert judged(cohort(100, 60), cohort(15, 1)) == (None, Verdict.NO_REFERENCE)
    assert judged(cohort(100, 60), None) == (None, None)


def test_the_rest_is_told_at_the_ages_of_the_subject_only():
    own = [Point(age, 90, 80, 95, 40) for age in (0, 3, 6)]
    rest = [Point(age, 90, 80, 95, 400) for age in range(7)]
    assert [point.age for point in _at_same(own, rest)] == [0, 3, 6]
