import pytest

from lianes.access.audience import (
    AUDIENCE_VARIABLE,
    InvalidAudience,
    configured_audience,
    effective_audience,
    is_released,
    released_periods,
)
from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience

INTERNE, EXTERNE = Audience.INTERNE, Audience.EXTERNE


def test_a_local_installation_is_for_the_people_of_the_programme():
    assert configured_audience({}) is INTERNE


@pytest.mark.parametrize("audience", Audience)
def test_the_configuration_names_the_audience(audience):
    assert configured_audience({AUDIENCE_VARIABLE: audience.value}) is audience


@pytest.mark.parametrize("text", ["", "public", "INTERNE", "interne "])
def test_an_unknown_audience_says_which_ones_there_are(text):
    with pytest.raises(InvalidAudience, match="choisissez interne ou externe"):
        configured_audience({AUDIENCE_VARIABLE: text})


@pytest.mark.parametrize(
    ("configured", "asked", "seen"),
    [
        (INTERNE, None, INTERNE), (INTERNE, "externe", EXTERNE), (INTERNE, "interne", INTERNE),
        (INTERNE, "admin", INTERNE), (EXTERNE, None, EXTERNE), (EXTERNE, "interne", EXTERNE),
        (EXTERNE, "externe", EXTERNE), (EXTERNE, "", EXTERNE),
    ],
)  # fmt: skip
def test_a_screen_or_a_url_can_only_lower_the_audience(configured, asked, seen):
    assert effective_audience(configured, asked) is seen


@pytest.mark.parametrize("level", Level)
def test_outside_only_france_regions_and_departements_are_released(level):
    assert is_released(INTERNE, level)
    assert is_released(EXTERNE, level) == (level in (0, 1, 2))


def test_outside_periods_run_from_the_launch_to_ends_of_quarters():
    periods = released_periods(Month.of(2025, 9), Month.of(2026, 8))
    assert [str(period) for period in periods] == [
        "2025-09..2025-09", "2025-09..2025-12", "2025-09..2026-03", "2025-09..2026-06",
    ]  # fmt: skip


def test_before_the_first_end_of_quarter_nothing_is_released():
    assert released_periods(Month.of(2026, 1), Month.of(2026, 2)) == ()
