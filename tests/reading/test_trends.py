"""Trends rest on the networks that reported every month, so that an opening is not a rise."""

import sqlite3
from contextlib import ExitStack, closing
from itertools import accumulate

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.trends import Trend, history_of, panel_of, trend
from lianes.store.connection import reading
from lianes.store.reader import Reader

FIRST = Month.of(2025, 9)
PERIOD = Period(FIRST, FIRST + 13)


@pytest.fixture
def followed(sample_copy, catalogue):
    """Return a function that writes the months of some networks and reads their history."""

    def write(audience=Audience.INTERNE, **networks):
        with closing(sqlite3.connect(sample_copy)) as connection:
            measure = "(SELECT id FROM measure WHERE code = 'jobs_started')"
            connection.execute(f"DELETE FROM rollup WHERE level = 6 AND measure_id = {measure}")
            for name, rows in networks.items():
                totals = accumulate(reported for *_, reported in rows)
                connection.executemany(
                    f"INSERT INTO rollup VALUES (6, 1, {measure}, ?, ?, ?, 0, 1, ?, ?, ?)",
                    [(int(name[1:]), *row, owed, told)
                     for owed, (row, told) in enumerate(zip(rows, totals, strict=True), start=1)],
                )  # fmt: skip
            connection.commit()
        connection = opened.enter_context(reading(sample_copy))
        reader = Reader(connection)
        desk = Desk(reader, catalogue, audience, reader.meta())
        chosen = [n for n in reader.networks() if f"n{n.id}" in networks]
        indicator = catalogue.indicators["jobs_started"]
        scope = Scope(("FR",), None, PERIOD, "all")
        return history_of(desk, chosen, [indicator], scope)

    with ExitStack() as opened:
        yield write


def months(values, start=0, *, silent=()):
    """Return (month, value, reported) of each month from a start."""
    return [
        (FIRST.ordinal + start + i, None if i in silent else value, int(i not in silent))
        for i, value in enumerate(values)
    ]


def judged(history):
    return trend(history, history.desk.catalogue.indicators["jobs_started"])


STEADY = [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 9, 11, 10, 10]


def test_a_network_that_opens_makes_no_rise(followed):
    found = judged(followed(n1=months(STEADY), n2=months([30] * 4, start=10)))
    assert (found.trend, found.kept, found.of) == (Trend.STEADY, 1, 2)


def test_a_network_that_stays_silent_makes_no_fall(followed):
    found = judged(followed(n1=months(STEADY), n2=months([50] * 14, silent=(12, 13))))
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
def test_the_last_months_are_told_apart(followed, values, word):
    assert judged(followed(n1=months(values))).trend is word


def test_networks_younger_than_a_year_are_said_to_be_growing(followed):
    assert judged(followed(n1=months([10] * 6, start=8))).trend is Trend.RAMP


def test_the_window_goes_back_while_all_reported(followed):
    history = followed(n1=months(STEADY), n2=months(STEADY[:13], start=1))
    panel = panel_of(history, "jobs_started")
    assert panel.window == Period(FIRST + 1, FIRST + 13)
    assert panel.networks == (1, 2)


def test_outside_months_are_not_told(followed):
    assert judged(followed(Audience.EXTERNE, n1=months(STEADY))) is None
