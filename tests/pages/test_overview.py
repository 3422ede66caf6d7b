"""The national view run by the frame, on an empty store and on the demonstration."""

from lianes.ui import reads

BLOCK = """
[[indicator]]
id = "meetings_held"
label = "Rencontres tenues"
question = "Combien de rencontres ?"
form = "count"
measures = ["employer_meetings"]
unit = "rencontres"
version = "1"
definition = "Rencontres avec un employeur, cumulées sur la période."
"""


def test_a_store_without_network_says_what_is_missing_and_is_not_a_demonstration(
    drawn, empty_store
):
    sent = drawn(empty_store)
    assert "Aucun réseau n'est enregistré" in sent
    assert "sans échéance publiée" in sent
    assert "Démonstration" not in sent


def test_the_demonstration_is_marked(drawn, demonstration_store):
    assert "réseaux, acteurs et résultats simulés" in drawn(demonstration_store)


def test_an_indicator_added_to_the_catalogue_stands_on_the_page_and_on_the_map(
    drawn, demonstration_store, tmp_path, monkeypatch
):
    copy = tmp_path / "indicators.toml"
    copy.write_text(reads.CATALOGUE.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    monkeypatch.setattr(reads, "CATALOGUE", copy)
    sent = drawn(demonstration_store, indicateur="meetings_held")
    assert sent.count("Rencontres tenues") >= 3  # menu of the map, its legend, the whole catalogue
    assert "/methode#indicateur-meetings_held" in sent
    assert "Combien de rencontres ?" in sent


def test_one_network_has_the_same_page(drawn, demonstration_store):
    sent = drawn(demonstration_store, reseau="LIANE-01")
    assert "Que fait cette LIANE, mois par mois ?" in sent
    assert "Ont pris un emploi" in sent
