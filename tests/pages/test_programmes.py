"""The programmes page: what an executive or a partner reads, on either kind of store."""

import re

import pytest

from lianes.reading.programmes import programmes
from lianes.store.connection import reading
from lianes.store.facts_reader import FactsReader
from lianes.ui.facts import typeset


@pytest.fixture
def facts(any_store):
    with reading(any_store) as connection:
        return programmes(FactsReader(connection))


def test_the_five_programmes_are_links_with_purpose_and_lead(shown, any_store, facts):
    page = shown("programmes", any_store)
    assert len(facts.programmes) == 5
    for programme in facts.programmes:
        assert f'href="?programme={programme.id}"' in page
        assert typeset(programme.name) in page
        assert typeset(programme.purpose) in page
        assert programme.lead in page


def test_every_fact_of_the_chosen_programme_stands_on_the_page(shown, any_store, facts):
    for programme in facts.programmes:
        page = shown("programmes", any_store, programme=programme.id)
        said = [role.role for role in programme.roles]
        said += [milestone.title for milestone in programme.milestones]
        said += [target.wording for target in programme.targets]
        said += [figure.label for figure in programme.figures]
        said += [detail.value for detail in programme.details if detail.value]
        said += [convention.title for convention in programme.conventions]
        said += [public.label for public in programme.publics]
        assert [words for words in said if typeset(words) not in page] == []


def test_an_unknown_programme_falls_back_to_the_first(shown, empty_store):
    page = shown("programmes", empty_store, programme="inconnu")
    assert '<a href="?programme=lianes" aria-current="true">' in page


def test_two_sources_that_differ_are_both_shown(shown, empty_store):
    page = typeset(shown("programmes", empty_store))
    assert "Les sources diffèrent sur Action Logement, Énéal et Fédésap" in page
    assert "finance et pilote le programme" in page
    assert "conçoit et pilote la stratégie" in page


def test_what_is_not_published_is_a_state_of_its_own(shown, empty_store):
    page = shown("programmes", empty_store, programme="logement-jeunes")
    assert '<span class="unpublished">non publié</span>' in page
    assert '<span class="unpublished">aucun rôle publié</span>' in page
    assert '<span class="unpublished">aucune cible publiée</span>' in page


def test_a_source_is_a_link_that_opens_apart_or_says_it_has_no_address(shown, any_store):
    page = shown("programmes", any_store)
    outside = re.findall(r'<a href="https?:[^>]*>', page)
    assert outside
    assert all('target="_blank" rel="noopener"' in anchor for anchor in outside)
    assert "(source sans adresse)" in page


def test_conventions_found_are_counted_against_those_announced(shown, any_store):
    page = typeset(shown("programmes", any_store))
    assert "13 identifiées sur 50 annoncées au Congrès" in page
    assert "6\u00a0conventions n'ont pas de date publiée" in page


def test_a_territory_names_the_conventions_that_concern_it(shown, empty_store):
    page = shown("programmes", empty_store, territoire="DEP-91")
    line = re.search(r'<p class="scope-line">.*?</p>', page)[0]
    assert "#conv-massy" in line
    assert "#conv-coeur-essonne" in line
    assert "5\u00a0conventions nationales" in line
    assert page.count("concerne le territoire affiché") == 2


def test_the_whole_country_singles_no_convention_out(shown, empty_store):
    page = shown("programmes", empty_store)
    assert "scope-line" not in page
    assert "concerne le territoire affiché" not in page


def test_nothing_simulated_is_shown_and_the_page_says_so(shown, demonstration_store):
    page = shown("programmes", demonstration_store)
    assert "(démonstration)" not in page
    assert "les conventions locales simulées de la démonstration n'y figurent pas" in page


def test_an_empty_store_bears_no_mark_of_demonstration(shown, empty_store):
    assert "démonstration" not in shown("programmes", empty_store).lower()
