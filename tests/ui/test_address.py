"""The address: codes in the URL, read into a scope; what is unknown falls back and is told."""

import pytest
from sample import FLANDRE_LYS, LILLE, ROUBAIX, WHOLE

from lianes.domain.month import Month, Period
from lianes.metrics.masking import Audience
from lianes.ui.address import link, read_address


@pytest.fixture
def address(reader):
    def read(configured=Audience.INTERNE, **parameters):
        return read_address(parameters, reader, reader.meta(), configured)

    return read


def test_nothing_asked_is_the_whole_country_since_the_launch(address):
    found = address()
    assert found.scope.territories == ("FR",)
    assert found.scope.period == WHOLE
    assert found.scope.public == "all"
    assert found.notices == ()


def test_several_territories_are_kept_in_their_order_once(address):
    assert address(territoire=f"{ROUBAIX},{LILLE},{ROUBAIX}").scope.territories == (ROUBAIX, LILLE)


def test_a_perimeter_stands_alone(address):
    assert address(territoire="PER-lorraine,DEP-59").scope.territories == ("PER-lorraine",)


def test_a_network_takes_the_place_of_territories(address):
    scope = address(reseau="LIANE-01", territoire="DEP-59").scope
    assert scope.network == "LIANE-01"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"territoire": "DEP-999"}, "DEP-999"),
        ({"reseau": "LIANE-99"}, "LIANE-99"),
        ({"periode": "hier"}, "hier"),
        ({"public": "lutins"}, "lutins"),
    ],
)
def test_what_is_unknown_falls_back_to_everything_and_is_told(address, asked, words):
    found = address(**asked)
    assert found.scope == address().scope
    assert len(found.notices) == 1
    assert words in found.notices[0].text


def test_an_unknown_territory_beside_a_known_one_leaves_the_known(address):
    found = address(territoire=f"{LILLE},DEP-999")
    assert found.scope.territories == (LILLE,)
    assert len(found.notices) == 1


def test_territories_astride_are_refused_with_a_way_to_each(address):
    found = address(territoire=f"{FLANDRE_LYS},DEP-62")
    assert found.scope.territories == (FLANDRE_LYS,)
    assert "communes en commun" in found.notices[0].text
    assert [href for _, href in found.notices[0].links] == [
        f"?territoire={FLANDRE_LYS}", "?territoire=DEP-62",
    ]  # fmt: skip


def test_a_period_is_cut_to_what_is_known(address):
    found = address(periode="2020-01..2026-03").scope.period
    assert found == Period(WHOLE.start, Month.of(2026, 3))


def test_outside_only_ends_of_quarters_since_the_launch_are_read(address):
    june = Period(WHOLE.start, Month.of(2026, 6))
    assert address(Audience.EXTERNE).scope.period == june
    found = address(Audience.EXTERNE, periode="2026-02..2026-05")
    assert found.scope.period == june
    assert found.notices
    march = Period(WHOLE.start, Month.of(2026, 3))
    assert address(Audience.EXTERNE, periode=str(march)).scope.period == march


def test_the_url_can_only_lower_the_audience(address):
    assert address(audience="externe").audience is Audience.EXTERNE
    assert address(Audience.EXTERNE, audience="interne").audience is Audience.EXTERNE
    assert address(audience="tout").audience is Audience.INTERNE


def test_a_link_writes_codes_as_a_reader_would(address):
    assert link(territoire="DEP-54,DEP-57") == "?territoire=DEP-54,DEP-57"
    assert link("/methode", periode="2026-01..2026-03") == "/methode?periode=2026-01..2026-03"
