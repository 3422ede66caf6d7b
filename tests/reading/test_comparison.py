import pytest
from sample import WHOLE

from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import Verdict
from lianes.reading.comparison import MOST, comparison, conclusions
from lianes.reading.desk import Desk
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader


@pytest.fixture
def compare(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())

        def compared(code, *others):
            network = code if code.startswith("LIANE") else None
            where = Scope(("FR",) if network else (code,), network, WHOLE, "all")
            return comparison(desk, reader, where, others, "employment_exit_rate")

        yield compared


def test_two_networks_that_really_differ_are_said_to(compare):
    found = compare("LIANE-01", "LIANE-02")
    assert found.pairs[0].verdict is Verdict.ABOVE
    assert "On peut conclure" in " ".join(conclusions(found))


def test_a_territory_is_not_compared_with_what_it_contains(compare):
    pair = compare("DEP-59", "LIANE-01").pairs[0]
    assert pair.verdict is None
    assert "contient" in pair.reason


def test_an_unknown_code_is_left_out_and_told(compare):
    found = compare("LIANE-01", "DEP-999", "LIANE-99")
    assert len(found.sides) == 1
    assert found.unknown == ("DEP-999", "LIANE-99")


def test_no_more_than_six(compare):
    codes = ["LIANE-02", "LIANE-03", "LIANE-04", "LIANE-05", "LIANE-06", "LIANE-07"]
    assert len(compare("LIANE-01", *codes).sides) == MOST


def test_the_country_has_no_rest(compare):
    assert conclusions(compare("FR")) == (
        "Choisissez un territoire ou une LIANE : la France entière n'a pas de reste.",
    )


def test_the_funnel_holds_the_level_of_the_subject(compare):
    found = compare("LIANE-01")
    assert found.level is Level.NETWORK
    assert {dot.code for dot in found.dots} == {"LIANE-01", "LIANE-02"}
    assert found.hidden == 5


def test_a_distance_beyond_chance_has_the_side_of_the_difference(compare):
    first, second = compare("LIANE-01", "LIANE-02").sides
    assert first.gap > 0 > second.gap
    assert first.gap == pytest.approx(-second.gap)
