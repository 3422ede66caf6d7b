"""The partners page: directory, conventions, who acts with whom, on either kind of store."""

import re

import pytest

from lianes.ui.facts import typeset


@pytest.mark.parametrize("view", ["annuaire", "conventions", "liens", "gouvernance"])
def test_each_view_stands_on_either_store(shown, any_store, view):
    page = shown("partners", any_store, vue=view)
    assert "Partenaires et conventions" in page
    assert f'href="?vue={view}' in page


def test_massy_is_found_from_essonne(shown, any_store):
    page = shown("partners", any_store, vue="conventions", territoire="DEP-91",
                 convention="conv-massy")  # fmt: skip
    sheet = re.search(r'<section class="card actor-sheet" id="conv-massy">.*?</section>', page)[0]
    assert "Ville de Massy" in sheet
    assert "septembre 2025" in sheet
    assert "progression non publiée" in sheet
    assert "(source sans adresse)" in sheet
    assert "13 identifiées sur 50 annoncées au Congrès" in typeset(page)


def test_a_commitment_has_no_bar(shown, any_store):
    page = shown("partners", any_store, vue="conventions", convention="conv-unafo-arelor")
    sheet = re.search(r'id="conv-unafo-arelor">.*?</section>', page)[0]
    assert sheet.count("engagement</span>") == 2
    assert sheet.count("mesurable</span>") == 2
    assert "<progress" not in sheet


def test_the_sheet_of_a_partner_tells_roles_and_sources(shown, any_store):
    page = shown("partners", any_store, partenaire="action-logement")
    sheet = re.search(r'<section class="card actor-sheet">.*?</section>', page)[0]
    assert "finance et pilote le programme" in sheet
    assert 'target="_blank" rel="noopener"' in sheet
    assert "(source sans adresse)" in sheet


def test_simulated_partners_are_marked_row_by_row(shown, demonstration_store):
    page = shown("partners", demonstration_store, origine="simule")
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page)
    assert rows
    assert all("◆ simulé" in row for row in rows)


def test_the_first_pair_is_amli_with_eurometropole_metz_habitat(shown, any_store):
    page = shown("partners", any_store, vue="liens")
    table = page[page.index("Quels couples") :]
    assert table.index("Eurométropole Metz Habitat") < table.index("AMLI") < table.index("Blida")


def test_nobody_found_leads_back(shown, any_store):
    page = shown("partners", any_store, q="introuvable <b>")
    assert "Aucun partenaire pour « introuvable" in page
    assert "Tout afficher" in page
