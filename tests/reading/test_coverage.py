"""Coverage: an estimate spread over communes, totals exact, active networks only."""

import pytest
from sample import ARRAS, LILLE, METZ, ROUBAIX

from lianes.domain.territory import Level
from lianes.reading.coverage import coverage


@pytest.fixture
def reach(desk):
    return coverage(desk)


def share(desk, reach, code):
    territory = desk.reader.territory(code)
    return reach.of([(territory.level, territory.id)])


def test_the_base_adds_up_to_the_published_number(desk, reach):
    assert share(desk, reach, "FR").n == 197_000
    regions = desk.reader.children(desk.reader.territory("FR"), Level.REGION)
    bases = [reach.base[Level.REGION][region.id] for region in regions]
    assert sum(bases) == pytest.approx(197_000)


def test_a_commune_with_an_active_seat_is_covered_and_a_far_one_is_not(desk, reach):
    assert share(desk, reach, ROUBAIX).figure.value == 100
    assert share(desk, reach, METZ).figure.value == 0


def test_a_closed_network_covers_nobody(desk, reach):
    assert share(desk, reach, ARRAS).figure.value == 0


def test_a_place_beyond_ten_kilometres_is_not_covered(desk, reach):
    lille = share(desk, reach, LILLE)
    assert lille.n is not None
    assert lille.figure.value in (0, 100)


def test_a_whole_is_its_parts_together(desk, reach):
    nord = desk.reader.territory("DEP-59")
    communes = desk.reader.children(nord, Level.COMMUNE)
    parts = reach.of([(commune.level, commune.id) for commune in communes])
    assert parts.figure.value == pytest.approx(share(desk, reach, "DEP-59").figure.value)


def test_a_network_has_no_coverage_of_its_own(reach):
    assert reach.of([(Level.NETWORK, 1)]).reason == "non disponible à cette maille"
