"""Networks, pathways and seniors, run by the frame on either kind of store."""

import re

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.ui.address import Address
from lianes.ui.network_filters import filter_tools


def plain(page):
    return re.sub(r"\s+", " ", page.replace("\u00a0", " ").replace("\u202f", " "))


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("networks", "Réseaux locaux"),
        ("pathways", "Parcours vers l'emploi"),
        ("seniors", "Seniors et logements"),
    ],
)
@pytest.mark.parametrize("parameters", [{}, {"territoire": "DEP-48"}, {"audience": "externe"}])
def test_each_page_stands_on_either_store(shown, any_store, page, title, parameters):
    assert title in shown(page, any_store, **parameters)


@pytest.mark.parametrize("page", ["networks", "pathways", "seniors"])
def test_a_scope_without_network_says_where_to_go(shown, demonstration_store, page):
    found = shown(page, demonstration_store, territoire="DEP-48")
    assert "Aucune LIANE n'a son siège ici" in found
    assert "Remonter à Occitanie" in found


@pytest.mark.parametrize("page", ["networks", "pathways", "seniors"])
def test_outside_a_network_is_said_not_to_be_released(shown, demonstration_store, page):
    found = shown(page, demonstration_store, reseau="LIANE-01", audience="externe")
    assert "ne sont pas publiés hors du programme" in found


def test_a_page_without_meaning_for_a_public_says_it(shown, demonstration_store):
    found = plain(shown("pathways", demonstration_store, public="seniors"))
    assert "n'a pas de sens ici" in found
    assert "Voir tous les publics" in found
    assert "n'a pas de sens ici" in shown("seniors", demonstration_store, public="job-seekers")


def test_every_filter_stays_on_the_page_and_starts_the_list_again(monkeypatch, demonstration_store):
    monkeypatch.setenv("LIANES_STORE", str(demonstration_store))
    scope = Scope(("FR",), None, Period(Month.of(2025, 9), Month.of(2026, 10)), "all")
    address = Address(scope, Audience.INTERNE, (), {"retard": "oui", "bailleur": "Bailleur 1"})
    hrefs = re.findall(r'href="([^"]*)"', filter_tools(address, ["Bailleur 1"]))
    assert hrefs
    assert all(href.startswith("?") and "liste=1" in href for href in hrefs)


def test_the_whole_country_has_no_rest_to_be_compared_with(shown, demonstration_store):
    page = shown("pathways", demonstration_store)
    assert "Encore en emploi à 6 mois" in page
    assert "pas de comparaison" not in page
