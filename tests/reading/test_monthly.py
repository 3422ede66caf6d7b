from dataclasses import replace

import pytest
from sample import IDS, LATE, METZ, SILENT, WHOLE

from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.reading.estimates import used_measures
from lianes.reading.monthly import cumulated, increments

FRANCE = (Level.FRANCE, 1)
ROUBAIX_NETWORK = (Level.NETWORK, IDS["LIANE-01"])


def network(code):
    return (Level.NETWORK, IDS[code])


def curve(desk, indicator, *entities, period=WHOLE):
    if isinstance(indicator, str):
        indicator = desk.catalogue.indicators[indicator]
    series = desk.reader.series(entities, used_measures([indicator]), "all", period.end)
    return cumulated(desk, indicator, series, entities, period)


def states(found):
    return [figure.state for figure in found.figures]


def test_a_flow_adds_up_month_by_month(desk):
    assert curve(desk, "jobs_started", ROUBAIX_NETWORK).values == (3, 7, 9, 14, 20, 24, 27, 32)


def test_a_flow_of_a_period_starts_from_nothing(desk):
    spring = Period(Month.of(2026, 4), Month.of(2026, 6))
    assert curve(desk, "jobs_started", ROUBAIX_NETWORK, period=spring).values == (5, 11, 15)


def test_a_stock_stands_each_month(desk):
    found = curve(desk, "seniors_supported", ROUBAIX_NETWORK)
    assert found.values == (10, 12, 15, 15, 18, 20, 22, 25)


def test_the_last_month_is_that_of_the_count_of_the_period(desk):
    for period in (WHOLE, Period(Month.of(2026, 3), Month.of(2026, 6))):
        counts = desk.counts(["jobs_started"], [FRANCE], period, "all")
        found = curve(desk, "jobs_started", FRANCE, period=period)
        assert found.last == counts["jobs_started", FRANCE].value


def test_several_entities_add_up(desk):
    both = curve(desk, "jobs_started", network("LIANE-03"), network("LIANE-04"))
    assert both.values == (2, 3, 6, 8, 9, 10, 12, 14)


def test_before_a_network_opens_it_is_not_deployed(desk):
    found = states(curve(desk, "jobs_started", network("LIANE-04")))
    assert found == [State.NOT_DEPLOYED] * 5 + [State.MEASURED] * 3


def test_a_network_that_never_reported_has_an_empty_curve(desk):
    found = curve(desk, "jobs_started", network(SILENT))
    assert found.is_empty
    assert states(found) == [State.NOT_DEPLOYED] * 2 + [State.NOT_REPORTED] * 6


def test_a_late_network_is_partial_from_its_first_missing_month(desk):
    found = curve(desk, "jobs_started", network(LATE))
    assert found.values == (1, 3, 3, 6, 8, 9, 9, 9)
    assert [figure.is_partial for figure in found.figures] == [False] * 6 + [True] * 2


def test_a_rate_to_date_is_told_from_twenty_cases(desk):
    """36 exits at Roubaix: 4, 8, 11, 16, then 22, 26, 31 and 36 of them."""
    found = curve(desk, "employment_exit_rate", ROUBAIX_NETWORK)
    assert states(found) == [State.NOT_REPORTED] * 4 + [State.MEASURED] * 4
    assert found.last == pytest.approx(75)


def test_a_rate_whose_difference_is_sensitive_is_masked_month_by_month_too(desk):
    found = curve(desk, "dynamic_exit_rate", ROUBAIX_NETWORK)
    assert State.MEASURED not in states(found)  # never 5 exits without solution


def test_a_sensitive_count_is_masked_month_by_month(desk):
    indicator = replace(
        desk.catalogue.indicators["jobs_started"], id="none", measures=("exits_none",)
    )
    found = curve(desk, indicator, network(LATE))
    assert set(states(found)) == {State.MASKED}  # whatever their size: months give differences


def test_outside_there_are_no_months(outside):
    for entity in (FRANCE, network("LIANE-01")):
        found = curve(outside, "jobs_started", entity)
        assert (found.months, found.figures) == ((), ())
        assert found.is_empty


def test_a_place_without_a_network_has_no_figure(desk, reader):
    place = reader.territory(METZ)
    assert set(states(curve(desk, "jobs_started", (place.level, place.id)))) == {State.NOT_DEPLOYED}


# ------------------------------------------------------------------ a flow's own months
def own_months(desk, measure, *entities):
    series = desk.reader.series(entities, [measure], "all", WHOLE.end)
    return increments(measure, series, entities, WHOLE)


def test_own_months_are_what_was_reported_and_none_when_nothing_was(desk):
    assert own_months(desk, "jobs_started", network(LATE)) == (1, 2, 0, 3, 2, 1, None, None)
    assert own_months(desk, "jobs_started", network(SILENT)) == (None,) * 8
    assert own_months(desk, "jobs_started", network("LIANE-05")) == (0,) * 8


def test_own_months_of_several_entities_add_up_those_that_reported(desk):
    found = own_months(desk, "jobs_started", network("LIANE-01"), network(LATE))
    assert found == (4, 6, 2, 8, 8, 5, 3, 5)
