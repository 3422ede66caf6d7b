"""Cohorts too small to be told: what each age of an indicator adds, and whom it spares."""

from dataclasses import replace

import pytest

from lianes.domain.month import Month
from lianes.metrics.life_table import LifeTable
from lianes.reading.cohorts import counted

AS_OF = Month.of(2026, 9)


def told(desk, measure, early, late, starts):
    """Return the oldest age told of as many events before 6 months and then before 12."""
    table = LifeTable((starts,) * 13, {"ended": (0, 0, early, 0, 0, 0, 0, 0, late, 0, 0, 0, 0)}, 0)
    return counted(desk, measure, table, AS_OF, 12, starts).until_age


@pytest.mark.parametrize(
    ("early", "late", "starts", "age"),
    [
        (2, 9, 60, 12),  # 11 in twelve months, which is all that is told
        (2, 8, 60, None),
        (11, 40, 60, None),  # 9 are left
        (11, 38, 60, 12),
    ],
)
def test_a_tenancy_is_told_by_what_happened_in_twelve_months(outside, early, late, starts, age):
    desk = replace(outside, catalogue=outside.catalogue.projects)
    assert told(desk, "tenancy_retention", early, late, starts) == age


@pytest.mark.parametrize(
    ("early", "late", "age"), [(10, 30, None), (11, 10, 6), (11, 11, 12), (11, 0, 6)]
)
def test_a_job_is_told_by_what_each_age_adds(outside, early, late, age):
    assert told(outside, "job_retention", early, late, 90) == age
