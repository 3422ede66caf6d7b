"""The method page: every block of the catalogue and every source of the store stand on it."""

import re

import pytest

from lianes.domain.catalogue import load_catalogue
from lianes.reading.method import method
from lianes.store.connection import reading
from lianes.store.facts_reader import FactsReader
from lianes.ui import reads
from lianes.ui.facts import typeset

BLOCK = """
[[measure]]
id = "workshops_held"
label = "Ateliers tenus"
kind = "flow"
unit = "ateliers"
persons = false
publics = ["all"]
definition = "Ateliers collectifs tenus dans le mois."

[[indicator]]
id = "workshops_held"
label = "Ateliers collectifs"
question = "Combien d'ateliers ont été tenus ?"
form = "count"
measures = ["workshops_held"]
unit = "ateliers"
version = "1"
definition = "Ateliers collectifs tenus, cumulés sur la période."
"""


@pytest.fixture
def view(any_store):
    with reading(any_store) as connection:
        return method(FactsReader(connection), load_catalogue(reads.CATALOGUE))


@pytest.fixture
def page(shown, any_store):
    return shown("method", any_store)


def test_every_indicator_has_its_anchor_definition_and_version(page, view):
    for entry in view.entries:
        indicator = entry.indicator
        assert f'id="indicateur-{indicator.id}"' in page
        assert f'href="#indicateur-{indicator.id}"' in page
        assert typeset(indicator.definition) in page
        assert typeset(indicator.question) in page


def test_every_measure_is_defined(page):
    for measure in load_catalogue(reads.CATALOGUE).measures.values():
        assert typeset(measure.label) in page
        assert typeset(measure.definition) in page


def test_every_source_stands_with_its_address_or_without(page, view):
    for source in view.sources:
        assert f'id="source-{source.id}"' in page
        assert typeset(source.title) in page
        assert source.url is None or f'href="{source.url}"' in page
    assert page.count("sans adresse</span>") == sum(s.url is None for s in view.sources)


def test_every_context_figure_and_every_gap_is_told(page, view):
    for measure in view.context:
        assert f'id="contexte-{measure.id}"' in page
        assert typeset(measure.label) in page
    for gap in view.not_measured:
        assert typeset(gap.label) in page
        assert typeset(gap.reason) in page


def test_every_link_of_the_contents_leads_somewhere(page):
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_no_anchor_is_given_twice(page):
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


def test_the_four_states_stand_by_pattern_and_word(page):
    for swatch, words in (
        ("lm-s3", "mesuré"),
        ("lm-not_reported", "non renseigné"),
        ("lm-masked", "masqué (secret statistique)"),
        ("lm-not_deployed", "pas encore déployé"),
    ):
        assert f"lm-swatch {swatch}" in page
        assert f"<b>{words}</b>" in page


def test_an_indicator_added_to_the_catalogue_appears(shown, empty_store, tmp_path, monkeypatch):
    copy = tmp_path / "indicators.toml"
    copy.write_text(reads.CATALOGUE.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    monkeypatch.setattr(reads, "CATALOGUE", copy)
    page = shown("method", empty_store)
    assert 'id="indicateur-workshops_held"' in page
    assert "Ateliers collectifs tenus, cumulés sur la période." in page
    assert "Ateliers collectifs tenus dans le mois." in page


def test_a_demonstration_says_how_it_is_made(shown, demonstration_store):
    page = shown("method", demonstration_store)
    assert "Aucun chiffre de la démonstration n'est un résultat du programme." in page
    assert "30\u00a0LIANES simulées" in page


def test_an_empty_store_says_nothing_of_a_demonstration(shown, empty_store):
    page = shown("method", empty_store)
    assert 'id="demonstration"' not in page
    assert "LIANES simulées" not in page
