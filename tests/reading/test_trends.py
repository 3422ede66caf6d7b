"""Trends rest on the networks that reported every month, so that an opening is not a rise."""

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.reading.trends import Trend, panel_of, trend
from lianes.store.reader import Cell

FIRST = Month.of(2025, 9)
PERIOD = Period(FIRST, FIRST + 13)


class Net:
    """All that a panel asks of a network."""

    def __init__(self, identifier):
        self.id = identifier


def months(values, start=0, *, silent=()):
    return tuple(
        Cell(
            month=FIRST + start + i, value=None if i in silent else v, cumulated=0, expected=1,
            reported=int(i not in silent), expected_total=0, reported_total=0,
        )
        for i, v in enumerate(values)
    )  # fmt: skip


def series(**networks):
    return {("jobs_started", (Level.NETWORK, int(k[1:]))): cells for k, cells in networks.items()}


def judged(desk, found):
    networks = [Net(key[1][1]) for key in found]
    return trend(desk, desk.catalogue.indicators["jobs_started"], found, networks, PERIOD)


STEADY = [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 9, 11, 10, 10]


def test_a_network_that_opens_makes_no_rise(desk):
    found = judged(desk, series(n1=months(STEADY), n2=months([30] * 4, start=10)))
    assert (found.trend, found.kept, found.of) == (Trend.STEADY, 1, 2)


def test_a_network_that_stays_silent_makes_no_fall(desk):
    found = judged(desk, series(n1=months(STEADY), n2=months([50] * 14, silent=(12, 13))))
    assert (found.trend, found.kept) == (Trend.STEADY, 1)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([10] * 7 + [14] * 7, Trend.RISE),
        ([14] * 7 + [10] * 7, Trend.FALL),
        ([10, 11] * 6 + [10, 60], Trend.UNUSUAL),
        ([0, 1] * 7, Trend.TOO_FEW),
    ],
)
def test_the_last_months_are_told_apart(desk, values, word):
    assert judged(desk, series(n1=months(values))).trend is word


def test_networks_younger_than_a_year_are_said_to_be_growing(desk):
    assert judged(desk, series(n1=months([10] * 6, start=8))).trend is Trend.RAMP


def test_the_window_goes_back_while_all_reported(desk):
    found = series(n1=months(STEADY), n2=months(STEADY[:13], start=1))
    panel = panel_of(found, "jobs_started", [Net(1), Net(2)], PERIOD)
    assert panel.window == Period(FIRST + 1, FIRST + 13)
    assert len(panel.entities) == 2


def test_outside_months_are_not_told(outside):
    assert (
        trend(outside, outside.catalogue.indicators["jobs_started"], {}, [Net(1)], PERIOD) is None
    )
