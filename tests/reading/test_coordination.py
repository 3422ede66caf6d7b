"""Indicators about the networks themselves."""

import pytest
from sample import WHOLE

from lianes.reading.coordination import coordination, is_complete


def shares(desk, networks, *, national=True):
    found = coordination(desk, networks, WHOLE, national=national)
    return {e.indicator.id: e for e in found}


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ({"landlord", "insertion_association", "social_service", "employer"}, True),
        ({"landlord", "insertion_association", "social_service", "home_care_company"}, True),
        ({"landlord", "insertion_association", "social_service"}, False),
        ({"landlord", "insertion_association", "employer", "home_care_company"}, False),
        (set(), False),
    ],
)
def test_a_complete_network_has_an_actor_of_each_needed_kind(present, expected):
    assert is_complete(present) is expected


def test_only_active_networks_count(desk):
    networks = desk.reader.networks()
    active = [n for n in networks if n.is_active(desk.meta.as_of)]
    found = shares(desk, networks)
    assert len(active) < len(networks)
    assert {e.n for i, e in found.items() if i != "funding_secured_rate"} == {len(active)}


def test_without_an_active_network_nothing_is_said(desk):
    assert {e.figure.state for e in shares(desk, []).values()} == {"not_deployed"}


def test_secured_funding_is_signed_and_paid_over_the_need_of_the_same_years(desk, reader):
    networks = [n for n in reader.networks() if n.is_active(desk.meta.as_of)]
    ids = [n.id for n in networks]
    secured = [sum(given.values()) for given in reader.secured_amounts(ids, WHOLE).values()]
    need = sum(reader.funding_need(ids, WHOLE).values())
    found = shares(desk, networks)["funding_secured_rate"]
    assert need > 0
    assert found.figure.value == pytest.approx(100 * sum(secured) / need)


def test_outside_money_of_too_few_funders_is_masked(outside):
    found = shares(outside, outside.reader.networks())["funding_secured_rate"]
    secured = outside.reader.secured_amounts([n.id for n in outside.reader.networks()], WHOLE)
    funders = {funder for given in secured.values() for funder in given}
    assert len(funders) < 3
    assert found.figure.state == "masked"


def test_outside_money_below_the_country_is_masked(desk, outside):
    networks = outside.reader.networks()
    found = shares(outside, networks, national=False)["funding_secured_rate"]
    assert found.figure.state == "masked"
    assert shares(desk, networks, national=False)["funding_secured_rate"].is_measured
