"""Amounts per case, and ratios whose counts contradict each other."""

from sample import WHOLE

from lianes.access.masking import Count
from lianes.metrics.figure import State
from lianes.reading.estimates import FRANCE_ENTITY, estimate

FRANCE = [FRANCE_ENTITY]


def read(desk, indicator, **values):
    counts = {(m, FRANCE_ENTITY): Count(value, 7, 8) for m, value in values.items()}
    return estimate(desk, desk.catalogue.indicators[indicator], FRANCE, WHOLE, "all", counts)


def test_a_mean_is_the_amount_over_its_cases(desk):
    found = read(desk, "adaptation_mean_cost", adaptation_cost=70_000, dwellings_adapted=10)
    assert (found.figure.value, found.n) == (7000, 10)
    assert (found.figure.reported, found.figure.expected) == (7, 8)


def test_no_case_gives_no_mean(desk):
    found = read(desk, "adaptation_mean_cost", adaptation_cost=0, dwellings_adapted=0)
    assert (found.figure.value, found.reason) == (None, "aucun cas à ce jour")


def test_an_amount_that_is_not_reported_gives_no_mean(desk):
    found = read(desk, "adaptation_mean_cost", adaptation_cost=None, dwellings_adapted=10)
    assert found.figure.state is State.NOT_REPORTED


def test_outside_a_mean_of_too_few_cases_is_masked(outside):
    few = read(outside, "adaptation_mean_delay", adaptation_delay_days=300, dwellings_adapted=10)
    enough = read(outside, "adaptation_mean_delay", adaptation_delay_days=330, dwellings_adapted=11)
    assert few.figure.state is State.MASKED
    assert enough.figure.value == 30


def test_more_jobs_than_meetings_is_not_a_share(desk):
    found = read(desk, "conversion_jobs", jobs_started=12, employer_meetings=9)
    assert not found.is_measured
    assert found.reason == "comptage supérieur à sa base"


def test_a_level_costs_what_its_own_dwellings_cost_and_hides_with_them(desk, outside):
    counted = {"adaptation_cost_labelled": 93_000, "dwellings_labelled": 10}
    inside = read(desk, "mean_cost_labelled", **counted)
    few = read(outside, "mean_cost_labelled", **counted)
    assert (inside.figure.value, inside.n) == (9300, 10)
    assert few.figure.state is State.MASKED
