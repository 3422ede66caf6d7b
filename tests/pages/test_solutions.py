"""The solutions page: the gap first, sites that add up, next places told line by line."""

import re


def test_the_challenge_without_laureate_is_said_first(shown, any_store):
    page = shown("solutions", any_store)
    assert "Aucun lauréat ne couvre\u00a0: Décarbonation et transition environnementale" in page


def test_stages_add_up_to_the_list(shown, any_store):
    page = shown("solutions", any_store)
    card = page[page.index("Où sont-elles à l'œuvre") :]
    tiles = [int(n) for n in re.findall(r'<div class="tile"><b>(\d+)</b>', card)]
    assert sum(tiles) == card.count('<tr><th scope="row">')
    assert f"{sum(tiles)}\u00a0implantations" in card


def test_siel_bleu_in_grand_est(shown, empty_store):
    page = shown("solutions", empty_store, territoire="REG-44", solution="siel-bleu")
    table = re.search(r'aria-label="Où aller ensuite">.*?</table>', page)[0]
    assert "Haute-Marne" in table
    assert "Arca" in table
    assert "dans le quart le plus élevé" in table
    assert "200 000 bénéficiaires par semaine".replace(" ", "\u202f", 1) in page


def test_what_is_not_known_of_a_laureate_is_said(shown, any_store):
    page = shown("solutions", any_store, solution="amazones")
    sheet = re.search(r'<section class="card actor-sheet">.*?</section>', page)[0]
    assert "aucun autre fait publié" in sheet


def test_simulated_sites_are_marked(shown, demonstration_store):
    page = shown("solutions", demonstration_store, origine="simule")
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page[page.index("Où sont-elles") :])
    assert len(rows) == 40
    assert all("◆ simulé" in row for row in rows)
