import pytest
from sample import LATE, MEL, WHOLE

from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.explorer import explorer, layer, theme_levels
from lianes.reading.explorer_history import history
from lianes.reading.explorer_sentences import lead
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader


@pytest.fixture
def ground(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        yield Desk(reader, catalogue, Audience.INTERNE, reader.meta()), reader


def scope(*codes, network=None):
    return Scope(codes or ("FR",), network, WHOLE, "all")


def themed(ground, where, identifier):
    view = explorer(*ground, where)
    return view, next(theme for theme in view.themes if theme.id == identifier)


def values(found):
    return {spot.territory.code: spot.value for spot in found.inside}


def test_every_count_rate_and_context_figure_can_be_mapped(ground):
    view = explorer(*ground, scope())
    ids = {theme.id for theme in view.themes}
    assert {"jobs_started", "employment_exit_rate", "jobs_per_10000_dwellings"} <= ids
    assert {"unemployment_rate", "social_dwellings"} <= ids


@pytest.mark.parametrize(
    ("codes", "levels"),
    [
        (("FR",), (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.EPT)),
        (("REG-32",), (Level.DEPARTEMENT, Level.EPCI)),
        (("DEP-59",), (Level.EPCI, Level.COMMUNE)),
        (("DEP-93",), (Level.EPCI, Level.COMMUNE, Level.EPT)),
        ((MEL,), (Level.COMMUNE,)),
    ],
)
def test_each_step_of_the_drill_offers_its_levels(ground, codes, levels):
    assert explorer(*ground, scope(*codes)).levels == levels


def test_outside_no_level_below_the_departement_is_offered(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        desk = Desk(reader, catalogue, Audience.EXTERNE, reader.meta())
        assert explorer(desk, reader, scope()).levels == (Level.REGION, Level.DEPARTEMENT)


def test_the_communes_add_up_to_the_departement(ground):
    _, jobs = themed(ground, scope(), "jobs_started")
    north = values(layer(*ground, scope("DEP-59"), jobs, Level.COMMUNE))
    departements = values(layer(*ground, scope("REG-32"), jobs, Level.DEPARTEMENT))
    assert sum(v for v in north.values() if v is not None) == departements["DEP-59"]


def test_an_epci_astride_counts_networks_of_both_departements(ground):
    _, jobs = themed(ground, scope(), "jobs_started")
    found = values(layer(*ground, scope("DEP-59"), jobs, Level.EPCI))
    assert found["EPCI-245900758"] == 5


def test_what_lies_around_is_drawn_and_not_listed(ground):
    _, jobs = themed(ground, scope(), "jobs_started")
    found = layer(*ground, scope("DEP-59"), jobs, Level.DEPARTEMENT)
    assert {s.territory.code for s in found.inside} == {"DEP-59"}
    assert "DEP-62" in {s.territory.code for s in found.spots}


def test_a_context_figure_exists_by_region_and_departement_only(ground):
    view, rate = themed(ground, scope(), "unemployment_rate")
    assert theme_levels(rate, view.levels) == (Level.REGION, Level.DEPARTEMENT)
    found = layer(*ground, scope(), rate, Level.DEPARTEMENT)
    mayotte = next(s for s in found.spots if s.territory.code == "DEP-976")
    assert (mayotte.state, mayotte.label) == (State.NOT_REPORTED, "non disponible à cette maille")


def test_a_network_that_never_reported_is_not_zero(ground):
    _, jobs = themed(ground, scope(), "jobs_started")
    found = values(layer(*ground, scope(), jobs, Level.REGION))
    assert found["REG-94"] == 0
    assert found["REG-01"] is None


def test_the_sentence_names_the_volumes_and_never_ranks_a_rate(ground):
    _, rate = themed(ground, scope(), "employment_exit_rate")
    said = " ".join(lead(layer(*ground, scope(), rate, Level.REGION), WHOLE))
    assert "grands" not in said


def test_the_panels_end_each_quarter_and_share_their_classes(ground):
    _, jobs = themed(ground, scope(), "jobs_started")
    words, panels = history(ground[0], scope(), jobs)
    assert [str(p.period.end) for p in panels] == ["2026-03", "2026-06", "2026-08"]
    last = [p.spots["REG-32"].value for p in panels]
    assert last == sorted(last)
    assert len(words) >= 1


def test_an_epci_astride_two_departements_says_so(ground):
    from sample import FLANDRE_LYS

    view = explorer(*ground, scope(FLANDRE_LYS))
    assert {place.code for place in view.spans} == {"DEP-59", "DEP-62"}
    assert LATE not in {network.code for network in view.networks}
