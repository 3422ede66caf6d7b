"""The indicators no network reports, on the map: the figures of the page of each territory."""

import pytest
from sample import WHOLE

from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.coverage import coverage
from lianes.reading.desk import Desk
from lianes.reading.explorer import explorer, layer, theme_levels
from lianes.reading.explorer_history import history
from lianes.reading.overview import overview
from lianes.reading.say import say
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader

FRANCE = Scope(("FR",), None, WHOLE, "all")
STANDING = ("complete_networks", "conventioned_networks", "documented_networks",
            "funding_secured_rate", "coverage")  # fmt: skip


@pytest.fixture(params=Audience)
def ground(request, sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        yield Desk(reader, catalogue, request.param, reader.meta()), reader


def theme_of(ground, identifier, where=FRANCE):
    view = explorer(*ground, where)
    return view, next(theme for theme in view.themes if theme.id == identifier)


def drawn(ground, identifier, level, where=FRANCE):
    _, theme = theme_of(ground, identifier, where)
    return layer(*ground, where, theme, level, coverage(ground[0]))


@pytest.mark.parametrize("level", [Level.REGION, Level.DEPARTEMENT])
def test_the_map_says_what_the_page_of_each_territory_says(ground, level):
    desk, reader = ground
    reach = coverage(desk)
    layers = {identifier: drawn(ground, identifier, level) for identifier in STANDING}
    spots = {i: {s.territory.code: s for s in found.spots} for i, found in layers.items()}
    for place in reader.of_level(level):
        found = overview(desk, Scope((place.code,), None, WHOLE, "all"), reach).indicators
        page = {e.indicator.id: e for e in found}
        for identifier, found in layers.items():
            spot = spots[identifier].get(place.code)
            if spot is None:
                assert page[identifier].figure.state is found.rest
            else:
                assert spot.estimate == page[identifier]


@pytest.mark.parametrize("identifier", STANDING)
def test_a_shade_is_the_class_that_holds_the_value(ground, identifier):
    found = drawn(ground, identifier, Level.DEPARTEMENT)
    for spot in found.spots:
        assert (spot.shade is None) is (spot.value is None)
        assert spot.shade is None or 0 <= spot.shade < len(found.class_words)
        assert spot.label


def test_money_by_territory_is_masked_outside_and_says_why(ground):
    desk, _ = ground
    spots = drawn(ground, "funding_secured_rate", Level.REGION).spots
    states = {spot.state for spot in spots if spot.state is not State.NOT_DEPLOYED}
    if desk.audience is Audience.INTERNE:
        assert State.MEASURED in states
        return
    assert states == {State.MASKED}
    hidden = next(spot for spot in spots if spot.state is State.MASKED)
    reasons = say(hidden.estimate, "Ici", WHOLE, desk.meta).reasons
    assert "l'argent d'un seul financeur" in " ".join(reasons)


def test_coverage_stops_at_the_epci_of_a_region(ground):
    view, theme = theme_of(ground, "coverage")
    assert Level.EPCI not in theme_levels(theme, view.levels)
    assert theme_levels(theme, (Level.EPCI, Level.COMMUNE)) == (Level.EPCI,)
    north = Scope(("DEP-59",), None, WHOLE, "all")
    assert drawn(ground, "coverage", Level.COMMUNE, north).spots == ()
    places = drawn(ground, "coverage", Level.EPCI, north).inside
    assert {spot.territory.level for spot in places} == {Level.EPCI}
    assert {spot.state for spot in places} == {State.MEASURED}
    around = {p.code for p in ground[1].children(ground[1].territory("REG-32"), Level.EPCI)}
    assert around <= {spot.territory.code for spot in drawn(ground, "coverage", Level.EPCI,
                                                            north).spots}  # fmt: skip


def test_what_stands_at_a_day_has_no_quarters(ground):
    for identifier in STANDING:
        _, theme = theme_of(ground, identifier)
        assert history(ground[0], FRANCE, theme) == ((), ())


def test_every_indicator_of_the_catalogue_can_be_mapped(ground):
    view = explorer(*ground, FRANCE)
    assert set(ground[0].catalogue.indicators) <= {theme.id for theme in view.themes}
