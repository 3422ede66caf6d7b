import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import FLEURBAIX, LATE, METZ, ROUBAIX, SAINT_DENIS, WHOLE

from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.reading.mapping import INCONCLUSIVE, class_breaks, class_words, mapped


def of(desk, indicator, level, *, networks=None, period=WHOLE, public="all"):
    found = desk.reader.networks() if networks is None else networks
    return mapped(desk, desk.catalogue.indicators[indicator], level, found, period, public)


def shades(found):
    return {area.territory.code: area.shade for area in found.areas}


def words(found):
    plain = {"\u00a0": " ", "\u202f": " "}
    return {
        area.territory.code: "".join(plain.get(letter, letter) for letter in area.label)
        for area in found.areas
    }


# ------------------------------------------------------------------ classes
counts = st.lists(st.one_of(st.just(0), st.floats(0.001, 1e6)), max_size=60)


@given(counts)
def test_bounds_rise_and_leave_no_class_beyond_the_values(values):
    breaks = class_breaks(values)
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) <= 4
    positive = [value for value in values if value > 0]
    assert all(min(positive) < bound <= max(positive) for bound in breaks)


@given(counts)
def test_there_is_one_word_more_than_there_are_bounds(catalogue, values):
    breaks = class_breaks(values)
    found = class_words(breaks, catalogue.indicators["jobs_started"])
    assert len(found) == len(breaks) + 1
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("values", [[], [0, 0], [5], [5, 5, 5], [0, 7]])
def test_values_that_do_not_differ_have_one_class(catalogue, values):
    assert class_breaks(values) == ()
    assert class_words((), catalogue.indicators["jobs_started"]) == ("mesuré",)


def test_bounds_share_the_values_and_are_round():
    assert class_breaks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == (3, 5, 7, 9)
    assert class_breaks(list(range(100, 1100))) == (300, 500, 700, 900)


def test_classes_are_told_in_french(catalogue):
    found = class_words((1200, 3400), catalogue.indicators["jobs_started"])
    assert found == ("<\u00a01\u202f200", "1\u202f200 à 3\u202f399", "≥\u00a03\u202f400")
    assert class_words((0.5, 2.0), catalogue.indicators["jobs_started"])[0] == "<\u00a00,5"


def test_two_classes_share_no_count(catalogue):
    found = class_words((3, 4, 7, 9), catalogue.indicators["jobs_started"])
    assert found == ("<\u00a03", "3", "4 à 6", "7 à 8", "≥\u00a09")


# ------------------------------------------------------------------ the map of a count
def test_a_map_shows_the_places_where_a_network_has_its_seat_and_no_other(desk):
    found = of(desk, "jobs_started", Level.DEPARTEMENT)
    assert sorted(shades(found)) == ["DEP-2A", "DEP-59", "DEP-62", "DEP-971", "DEP-974"]
    assert METZ not in shades(of(desk, "jobs_started", Level.COMMUNE))


def test_a_higher_count_is_never_paler(desk):
    found = of(desk, "jobs_started", Level.COMMUNE)
    known = sorted((a.estimate.figure.value, a.shade) for a in found.areas if a.shade is not None)
    assert [shade for _, shade in known] == sorted(shade for _, shade in known)
    assert max(shade for _, shade in known) == len(found.breaks)
    assert not found.compares


def test_a_value_on_a_bound_belongs_to_the_class_above(desk):
    found = of(desk, "jobs_started", Level.DEPARTEMENT)  # 41 in Nord, 14 in Pas-de-Calais, 0
    assert found.breaks == (41,)
    assert shades(found)["DEP-59"] == 1
    assert shades(found)["DEP-62"] == 0


def test_states_without_a_figure_have_no_shade_and_say_why(desk):
    found = of(desk, "jobs_started", Level.DEPARTEMENT)
    assert {code: shade for code, shade in shades(found).items() if shade is None} == {
        "DEP-971": None, "DEP-974": None,
    }  # fmt: skip
    assert words(found)["DEP-971"] == "non renseigné"
    assert words(found)["DEP-974"] == "pas encore déployé"
    assert words(found)["DEP-2A"] == "0 locataires"


def test_outside_a_small_count_is_masked_on_the_map(outside):
    found = of(outside, "jobs_started", Level.DEPARTEMENT)
    assert words(found)["DEP-2A"] == "masqué (secret statistique)"
    assert shades(found)["DEP-2A"] is None
    assert words(found)["DEP-59"] == "masqué (secret statistique)"  # it would give Corsica's


def test_outside_communes_and_epci_are_masked_whatever_their_count(outside):
    for level in (Level.EPCI, Level.COMMUNE):
        found = of(outside, "pathways_started", level)
        states = {area.estimate.figure.state for area in found.areas}
        assert State.MEASURED not in states
        assert set(shades(found).values()) == {None}


def test_only_the_networks_of_the_scope_bring_their_places(desk):
    network = desk.reader.network(LATE)
    assert list(shades(of(desk, "jobs_started", Level.COMMUNE, networks=[network]))) == [
        network.seat
    ]


# ------------------------------------------------------------------ the map of a rate
def test_a_rate_is_coloured_only_where_the_difference_is_beyond_chance(desk):
    found = of(desk, "employment_exit_rate", Level.COMMUNE)
    assert found.compares
    assert found.breaks == ()
    assert shades(found)[ROUBAIX] == 2
    assert shades(found)["COM-59599"] == 0
    assert shades(found)[FLEURBAIX] is None
    assert found.class_words[:3] == ("au-dessous du reste", "comparable", "au-dessus du reste")


def test_a_rate_says_its_interval_its_cases_and_its_verdict(desk):
    found = words(of(desk, "employment_exit_rate", Level.COMMUNE))
    assert found[ROUBAIX].startswith("75 % (")
    assert found[ROUBAIX].endswith("sur 36 cas, au-dessus du reste du programme")
    assert found[SAINT_DENIS] == "pas encore déployé"


def test_the_whole_programme_in_one_place_has_nothing_to_be_compared_with(desk):
    found = of(desk, "employment_exit_rate", Level.DEPARTEMENT)
    assert words(found)["DEP-59"].endswith("sur 63 cas")
    assert shades(found)["DEP-59"] == INCONCLUSIVE == len(found.class_words) - 1


# ------------------------------------------------------------------ per unit of context
def test_a_count_per_unit_of_context_says_the_count_too(desk):
    found = of(desk, "jobs_per_10000_dwellings", Level.DEPARTEMENT)
    assert words(found)["DEP-59"].endswith("pour 10 000 (41 au total)")
    assert shades(found)["DEP-59"] is not None


def test_a_context_figure_that_is_not_published_at_a_level_is_said_so(desk):
    found = of(desk, "jobs_per_10000_dwellings", Level.COMMUNE)
    assert words(found)[ROUBAIX] == "non disponible à cette maille"
    assert shades(found)[ROUBAIX] is None


def test_a_public_without_meaning_colours_nothing(desk):
    found = of(desk, "jobs_started", Level.DEPARTEMENT, public="seniors")
    assert set(shades(found).values()) == {None}
    assert set(words(found).values()) == {"non défini pour ce public"}


def test_two_bounds_never_read_alike(catalogue):
    indicator = catalogue.indicators["jobs_per_10000_dwellings"]
    words = class_words((0.15, 0.22, 1.1), indicator)
    assert words == ("<\u00a00,15", "0,15 à moins de 0,22", "0,22 à moins de 1,1", "≥\u00a01,1")
