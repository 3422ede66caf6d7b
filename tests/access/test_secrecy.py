"""The last date an audience reads: the last month inside, the last end of quarter outside."""

import pytest

from lianes.access.secrecy import is_latest
from lianes.domain.month import Month, Period
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
