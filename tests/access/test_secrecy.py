"""The last date an audience reads: the last month inside, the last end of quarter outside."""

import pytest
from sample import DATA

from lianes.access.secrecy import is_latest, is_on_grid
from lianes.domain.catalogue import load_catalogue
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience

AUGUST = Month.of(2026, 8)


@pytest.mark.parametrize(
    ("audience", "end", "latest"),
    [
        (Audience.INTERNE, 8, True),
        (Audience.INTERNE, 6, False),
        (Audience.EXTERNE, 8, False),
        (Audience.EXTERNE, 6, True),
        (Audience.EXTERNE, 3, False),
        (Audience.EXTERNE, 9, False),
    ],
)
def test_the_last_date_is_the_one_an_audience_reads(audience, end, latest):
    period = Period(Month.of(2026, 1), Month.of(2026, end))
    assert is_latest(audience, period, AUGUST) is latest
    assert not is_latest(audience, period, None)


@pytest.mark.parametrize(
    ("measure", "level", "released"),
    [
        ("jobs_local", Level.FRANCE, True),
        ("jobs_local", Level.REGION, False),
        ("adaptation_cost_labelled", Level.REGION, False),
        ("adaptation_cost", Level.REGION, True),
        ("jobs_started", Level.REGION, True),
    ],
)
def test_outside_a_detail_is_read_for_the_country_alone(measure, level, released):
    declared = load_catalogue(DATA / "reference" / "indicators.toml").measures[measure]
    first, last = Month.of(2025, 9), Month.of(2026, 6)
    where = (declared, Audience.EXTERNE, level, Period(first, last), "all")
    assert is_on_grid(*where, first=first, last=last) is released
