import pytest
from sample import (
    AJACCIO,
    ARRAS,
    FLANDRE_LYS,
    FLEURBAIX,
    GRAND_PARIS,
    IDS,
    LILLE,
    MEL,
    MERVILLE,
    PARIS,
    ROUBAIX,
    WHOLE,
)

from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.errors import (
    LianesError,
    OverlappingTerritories,
    UnknownNetwork,
    UnknownTerritory,
)
from lianes.reading.desk import summed
from lianes.reading.subject import find_subject

PLAINE_COMMUNE = "EPT-200057867"
EXPERIMENT = "PER-experimentation-nord-pas-de-calais"


def subject(reader, *codes, network=None):
    return find_subject(reader, Scope(codes or ("FR",), network, WHOLE, "all"))


def kept(reader, *codes):
    return [territory.code for territory in subject(reader, *codes).territories]


def jobs(desk, *codes):
    found = subject(desk.reader, *codes)
    counts = desk.counts(["jobs_started"], found.entities, WHOLE, "all")
    return summed(counts, ["jobs_started"], found.entities)


# ------------------------------------------------------------------ one place
def test_one_territory_is_itself_with_its_parents(reader):
    found = subject(reader, ROUBAIX)
    assert (found.label, found.level, found.is_single) == ("Roubaix (59)", Level.COMMUNE, True)
    assert [parent.code for parent in found.parents] == ["FR", "REG-32", "DEP-59", MEL]


def test_a_network_is_its_own_entity_in_its_seat_commune(reader):
    found = subject(reader, network="LIANE-04")
    assert found.entities == ((Level.NETWORK, IDS["LIANE-04"]),)
    assert [place.code for place in found.territories] == [FLEURBAIX]
    assert [parent.code for parent in found.parents] == [
        "FR", "REG-32", "DEP-62", FLANDRE_LYS, FLEURBAIX,
    ]  # fmt: skip
    assert found.table_level is Level.COMMUNE


def test_a_perimeter_is_the_sum_of_its_members_under_its_name(reader, desk):
    found = subject(reader, EXPERIMENT)
    assert found.label == "Expérimentation Nord et Pas-de-Calais"
    assert [place.code for place in found.territories] == ["DEP-59", "DEP-62"]
    assert jobs(desk, EXPERIMENT) == jobs(desk, "DEP-59", "DEP-62")


@pytest.mark.parametrize(
    ("codes", "levels"),
    [
        (("FR",), (Level.REGION, Level.DEPARTEMENT, Level.EPCI)),
        (("REG-32",), (Level.DEPARTEMENT, Level.EPCI)),
        (("DEP-59",), (Level.EPCI, Level.COMMUNE)),
        ((MEL,), (Level.COMMUNE,)),
        (("DEP-59", "DEP-62"), (Level.DEPARTEMENT, Level.EPCI)),
        (("REG-32", "REG-94"), (Level.REGION, Level.EPCI)),
    ],
)
def test_the_levels_of_a_map_are_those_below(reader, codes, levels):
    assert subject(reader, *codes).map_levels == levels


def test_several_territories_are_compared_with_each_other(reader):
    found = subject(reader, "DEP-59", "DEP-2A")
    assert (found.table_level, found.label) == (Level.DEPARTEMENT, "Nord + Corse-du-Sud")
    assert [parent.code for parent in found.parents] == ["FR"]


@pytest.mark.parametrize("codes", [("DEP-99",), ("DEP-59", "COM-00000"), ("nowhere",)])
def test_an_unknown_territory_is_named(reader, codes):
    with pytest.raises(UnknownTerritory, match=codes[-1]):
        subject(reader, *codes)


def test_an_unknown_network_is_named(reader):
    with pytest.raises(UnknownNetwork, match="LIANE-99"):
        subject(reader, network="LIANE-99")


# ------------------------------------------------------------------ nothing counts twice
@pytest.mark.parametrize(
    ("codes", "left"),
    [
        (("DEP-59", "REG-32"), ["REG-32"]),
        (("REG-32", "DEP-59"), ["REG-32"]),
        (("FR", "DEP-59", ROUBAIX), ["FR"]),
        ((ROUBAIX, LILLE, MEL), [MEL]),
        ((MEL, "DEP-59"), ["DEP-59"]),
        ((MERVILLE, "DEP-62"), [MERVILLE, "DEP-62"]),
        ((FLANDRE_LYS, "REG-32"), ["REG-32"]),  # astride départements, inside the région
        ((FLANDRE_LYS, FLEURBAIX), [FLANDRE_LYS]),
        ((FLANDRE_LYS, MEL), [FLANDRE_LYS, MEL]),
        (("DEP-59", "DEP-59"), ["DEP-59"]),
        ((PARIS, "DEP-75"), ["DEP-75"]),  # the same communes: the wider level stays
        (("DEP-75", PARIS), ["DEP-75"]),
        (("DEP-75", GRAND_PARIS), [GRAND_PARIS]),  # départements inside an EPCI
        ((PLAINE_COMMUNE, GRAND_PARIS), [GRAND_PARIS]),
        ((PLAINE_COMMUNE, "DEP-93"), ["DEP-93"]),
        (("DEP-59", "DEP-62", "DEP-2A"), ["DEP-59", "DEP-62", "DEP-2A"]),
    ],
)
def test_what_lies_inside_another_counts_once(reader, codes, left):
    assert kept(reader, *codes) == left


def test_a_departement_and_its_region_count_once(desk):
    assert jobs(desk, "DEP-59", "REG-32") == jobs(desk, "REG-32")


def test_departements_side_by_side_add_up_to_their_region(desk):
    assert jobs(desk, "DEP-59", "DEP-62") == jobs(desk, "REG-32")


@pytest.mark.parametrize("departement", ["DEP-59", "DEP-62"])
def test_an_epci_astride_two_departements_is_refused_beside_one_of_them(reader, departement):
    with pytest.raises(OverlappingTerritories) as caught:
        subject(reader, departement, FLANDRE_LYS)
    said = str(caught.value)
    assert "CC Flandre Lys" in said
    assert reader.territory(departement).name in said
    assert "Choisissez" in said
    with pytest.raises(OverlappingTerritories):
        subject(reader, FLANDRE_LYS, departement)


def test_a_selection_that_holds_both_departements_holds_the_epci_no_better(reader):
    """The sum would still be wrong: neither département holds it alone."""
    with pytest.raises(OverlappingTerritories):
        subject(reader, "DEP-59", "DEP-62", FLANDRE_LYS)


def test_an_overlap_is_an_error_told_to_the_reader():
    assert issubclass(OverlappingTerritories, LianesError)


def test_places_far_apart_do_not_overlap(reader):
    assert kept(reader, FLANDRE_LYS, "DEP-2A") == [FLANDRE_LYS, "DEP-2A"]
    assert kept(reader, AJACCIO, ARRAS) == [AJACCIO, ARRAS]
