import pytest
from sample import FIRST, IDS, LAST, LATE, METZ, SILENT, WHOLE

from lianes.access.masking import Count
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.reading.desk import summed

FRANCE = (Level.FRANCE, 1)
JOBS, SENIORS = "jobs_started", "seniors_supported"


def network(code):
    return (Level.NETWORK, IDS[code])


def months(first, last):
    return Period(Month.of(2026, first), Month.of(2026, last))


def count(desk, measure, entity, period=WHOLE, public="all"):
    return desk.counts([measure], [entity], period, public).get((measure, entity))


# ------------------------------------------------------------------ a period
def test_a_flow_over_a_period_is_what_was_added_since_the_month_before(desk):
    added = (2 + 5) + (0 + 3) + (3 + 2) + (0 + 0)
    assert count(desk, JOBS, FRANCE, months(3, 4)) == Count(added, reported=8, expected=10)


def test_a_flow_since_the_first_month_is_its_cumulated_value(desk):
    assert count(desk, JOBS, FRANCE) == Count(55, reported=30, expected=38)


def test_a_flow_of_one_month_is_that_month(desk):
    assert count(desk, JOBS, network("LIANE-01"), months(5, 5)) == Count(6, 1, 1)


def test_consecutive_periods_add_up_to_the_whole(desk):
    halves = [count(desk, JOBS, FRANCE, months(1, 4)), count(desk, JOBS, FRANCE, months(5, 8))]
    whole = count(desk, JOBS, FRANCE)
    assert sum(half.value for half in halves) == whole.value
    assert sum(half.reported for half in halves) == whole.reported


def test_a_stock_stands_at_the_end_of_the_period_whatever_its_start(desk):
    for first in (1, 4, 6):
        assert count(desk, SENIORS, network("LIANE-01"), months(first, 6)).value == 20


def test_a_public_is_counted_apart(desk):
    assert count(desk, JOBS, network("LIANE-01"), public="job-seekers").value == 27
    assert count(desk, SENIORS, network("LIANE-01"), public="seniors").value == 25


def test_a_period_that_begins_before_a_network_opened_counts_since_its_opening(desk):
    assert count(desk, JOBS, network("LIANE-04")) == Count(5, reported=3, expected=3)


# ------------------------------------------------------------------ nothing is not zero
def test_not_reported_in_the_period_is_not_zero_even_when_the_total_is_known(desk):
    assert count(desk, JOBS, network(LATE)).value == 9
    assert count(desk, JOBS, network(LATE), months(7, 8)) == Count(None, reported=0, expected=2)


def test_a_reported_zero_is_zero(desk):
    assert count(desk, JOBS, network("LIANE-05")) == Count(0, 8, 8)
    assert count(desk, JOBS, network("LIANE-01"), months(1, 1)).value == 3


def test_a_network_that_never_reported_has_no_value(desk):
    assert count(desk, JOBS, network(SILENT)) == Count(None, reported=0, expected=6)


def test_a_closed_network_s_period_after_its_end_has_no_value_and_expects_nothing(desk):
    assert count(desk, JOBS, network("LIANE-03"), months(6, 8)) == Count(None, 0, 0)
    assert count(desk, SENIORS, network("LIANE-03"), months(6, 8)) == Count(None, 0, 0)


def test_a_place_where_no_network_opened_is_absent(desk, reader):
    place = reader.territory(METZ)
    assert count(desk, JOBS, (place.level, place.id)) is None
    assert count(desk, JOBS, network("LIANE-07")) is None


def test_a_month_the_store_does_not_hold_yet_has_no_figure(desk):
    later = Period(LAST + 1, LAST + 2)
    assert count(desk, JOBS, FRANCE, later) is None
    assert count(desk, SENIORS, FRANCE, later) is None


def test_a_network_is_absent_before_it_opens(desk):
    assert count(desk, JOBS, network("LIANE-04"), months(1, 5)) is None


# ------------------------------------------------------------------ sums
def test_measures_and_places_are_added(desk):
    entities = [network("LIANE-01"), network(LATE)]
    exits = ("exits_durable", "exits_transition")
    counts = desk.counts(exits, entities, WHOLE, "all")
    assert summed(counts, exits, entities) == Count(27 + 3, reported=14, expected=16)


@pytest.mark.parametrize("missing", ["care_hours", "informed"])
def test_a_measure_that_was_not_reported_makes_the_sum_unknown(desk, missing):
    entities, measures = [network("LIANE-01")], (JOBS, missing)
    counts = desk.counts(measures, entities, WHOLE, "all")
    assert summed(counts, measures, entities).value is None


def test_the_sum_of_places_without_a_network_is_not_deployed(desk):
    counts = desk.counts([JOBS], [network("LIANE-07")], WHOLE, "all")
    assert summed(counts, [JOBS], [network("LIANE-07")]) is None


def test_the_store_says_its_months(desk):
    assert (desk.meta.first_month, desk.meta.last_month) == (FIRST, LAST)
