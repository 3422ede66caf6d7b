"""Carte, fiche territoire and comparer, on either kind of store and in awkward places."""

import pytest

PLACES = ["", "DEP-974", "REG-94", "COM-69123", "DEP-75", "EPCI-200066231", "PER-lorraine",
          "DEP-48", "DEP-54,DEP-57", "EPT-200057867"]  # fmt: skip
PAGES = {"map_explorer": "Carte · ", "territory": "Fiche · ", "compare": "Comparer · "}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_everywhere_on_either_store(shown, any_store, page, place):
    parameters = {"territoire": place} if place else {}
    assert PAGES[page] in shown(page, any_store, **parameters)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_outside_the_programme(shown, demonstration_store, page):
    assert PAGES[page] in shown(page, demonstration_store, territoire="DEP-59", audience="externe")


def test_a_place_with_nothing_deployed_says_where_to_begin(shown, empty_store):
    page = shown("territory", empty_store, territoire="DEP-59")
    assert "Aucune LIANE n'a son siège ici" in page
    assert "estimation" in page
    assert "interlocuteur non renseigné" in page


def test_a_context_figure_below_the_departement_is_told(shown, empty_store):
    page = shown("map_explorer", empty_store, territoire="DEP-59", indicateur="poverty_rate")
    assert "non disponible à cette maille" in page


def test_an_unknown_code_beside_is_left_out(shown, demonstration_store):
    page = shown("compare", demonstration_store, territoire="DEP-59", avec="XX,DEP-62")
    assert "« XX » est inconnu" in page
    assert "Pas-de-Calais" in page


SAID = "Argent masqué"


@pytest.mark.parametrize("page", ["territory", "funding"])
def test_money_that_may_not_be_told_says_why(shown, demonstration_store, page):
    inside = shown(page, demonstration_store, territoire="DEP-59")
    outside = shown(page, demonstration_store, territoire="DEP-59", audience="externe")
    assert SAID not in inside
    assert SAID in outside


def test_an_estimated_public_is_said_as_an_estimate(shown, empty_store):
    page = shown("territory", empty_store, territoire="DEP-59")
    assert "Nord\u00a0: environ " in page.replace("\u202f:", "\u00a0:")
    assert "Estimation, jamais un effectif compté" in page
