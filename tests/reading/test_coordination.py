"""Indicators about the networks themselves."""

import pytest
from sample import FIRST, WHOLE

from lianes.domain.month import Month, Period
from lianes.metrics.masking import Audience
from lianes.reading.coordination import coordination, is_complete
from lianes.reading.desk import Desk
from lianes.store.connection import reading, writing
from lianes.store.reader import Reader

LATEST = Period(FIRST, Month.of(2026, 6))
"""The period an outside reader reads last."""
_MORE_FUNDERS = """
INSERT INTO funding (programme, network_id, funder, form, stage, year, amount_eur, covers_from,
                     covers_until, source, simulated)
SELECT programme, network_id, p.id, form, stage, year, amount_eur, covers_from, covers_until,
       f.source, f.simulated
FROM funding f, (SELECT id FROM partner ORDER BY id LIMIT 4) p
"""


def shares(desk, networks, *, national=True, period=WHOLE):
    found = coordination(desk, networks, period, national=national)
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
    networks = outside.reader.networks()
    secured = outside.reader.secured_amounts([n.id for n in networks], LATEST)
    funders = {funder for given in secured.values() for funder in given}
    assert len(funders) < 3
    found = shares(outside, networks, period=LATEST)["funding_secured_rate"]
    assert found.figure.state == "masked"


def test_outside_money_is_told_for_the_country_at_the_latest_release_alone(sample_copy, catalogue):
    with writing(sample_copy) as connection:
        connection.execute(_MORE_FUNDERS)
    with reading(sample_copy) as connection:
        reader = Reader(connection)
        outside = Desk(reader, catalogue, Audience.EXTERNE, reader.meta())
        networks, march = reader.networks(), Period(FIRST, Month.of(2026, 3))
        states = [
            shares(outside, networks, national=national, period=period)[
                "funding_secured_rate"
            ].figure.state
            for national, period in ((True, LATEST), (True, march), (False, LATEST))
        ]
    assert states == ["measured", "masked", "masked"]
