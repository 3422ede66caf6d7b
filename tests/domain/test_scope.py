from datetime import date

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.network import Network, Stage
from lianes.domain.scope import Scope

PERIOD = Period(Month.of(2026, 1), Month.of(2026, 8))
NORD = Scope(("DEP-59",), None, PERIOD, "seniors")


def network(opened, closed=None):
    return Network(1, "LIANE-01", "LIANE", Stage.DEPLOYED, opened, closed, "COM-59512", "Roubaix",
                   0, 0, (), None, True)  # fmt: skip


def test_going_elsewhere_keeps_the_period_and_the_public():
    assert NORD.at("DEP-62", "DEP-80") == Scope(("DEP-62", "DEP-80"), None, PERIOD, "seniors")


def test_going_to_a_network_keeps_the_period_and_the_public():
    found = NORD.of_network("LIANE-01")
    assert found.is_network
    assert (found.period, found.public) == (PERIOD, "seniors")


def test_leaving_a_network_forgets_it():
    assert NORD.of_network("LIANE-01").at("FR").network is None


@pytest.mark.parametrize(
    ("territories", "code", "national"),
    [(("FR",), None, True), (("FR", "DEP-59"), None, False), (("DEP-59",), None, False),
     (("FR",), "LIANE-01", False)],
)  # fmt: skip
def test_only_france_alone_is_national(territories, code, national):
    assert Scope(territories, code, PERIOD, "all").is_national is national


def test_a_network_is_active_from_the_day_it_opens_to_the_day_before_it_closes():
    found = network(date(2026, 1, 1), date(2026, 6, 1))
    assert not found.is_active(date(2025, 12, 31))
    assert found.is_active(date(2026, 1, 1))
    assert found.is_active(date(2026, 5, 31))
    assert not found.is_active(date(2026, 6, 1))


def test_a_network_that_has_no_opening_date_is_not_active():
    assert not network(None).is_active(date(2026, 6, 1))


def test_every_stage_has_a_french_name():
    assert [stage.label for stage in Stage] == [
        "repérage", "convention", "expérimentation", "déployée", "close",
    ]  # fmt: skip
