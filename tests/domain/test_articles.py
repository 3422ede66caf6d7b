"""The article of every département and région, and the contractions French asks for."""

import pytest

from lianes.domain.articles import Article, article_of, of_the, the, to_the, verb
from lianes.domain.territory import Level
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader

NO_ARTICLE = {"Paris", "Mayotte", "La Réunion", "Provence-Alpes-Côte d'Azur"}
"""Those of the official code without an article, or that carry it in their name."""


def test_every_departement_and_region_has_its_article(sample_path):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        named = {t.name for level in (Level.REGION, Level.DEPARTEMENT)
                 for t in reader.of_level(level)}  # fmt: skip
    assert len(named) > 100
    assert {name for name in named if article_of(name) in (Article.NONE, Article.VOWEL)} == (
        NO_ARTICLE
    )


@pytest.mark.parametrize(
    ("name", "alone", "of", "to"),
    [
        ("Nord", "le Nord", "du Nord", "au Nord"),
        ("Marne", "la Marne", "de la Marne", "à la Marne"),
        ("Oise", "l'Oise", "de l'Oise", "à l'Oise"),
        ("Hauts-de-France", "les Hauts-de-France", "des Hauts-de-France", "aux Hauts-de-France"),
        ("La Réunion", "La Réunion", "de La Réunion", "à La Réunion"),
        ("Angers (49)", "Angers (49)", "d'Angers (49)", "à Angers (49)"),
        ("Le Havre (76)", "Le Havre (76)", "du Havre (76)", "au Havre (76)"),
        ("CA Vienne Condrieu", "la CA Vienne Condrieu", "de la CA Vienne Condrieu",
         "à la CA Vienne Condrieu"),
        ("LIANE 03 (démonstration), Dunkerque", "la LIANE 03 (démonstration), Dunkerque",
         "de la LIANE 03 (démonstration), Dunkerque", "à la LIANE 03 (démonstration), Dunkerque"),
        ("Nord + Aisne", "le périmètre Nord + Aisne", "du périmètre Nord + Aisne",
         "au périmètre Nord + Aisne"),
    ],
)  # fmt: skip
def test_a_place_in_a_sentence(name, alone, of, to):
    assert (the(name), of_the(name), to_the(name)) == (alone, of, to)


def test_a_plural_name_takes_a_plural_verb():
    assert verb("Hauts-de-France", "est", "sont") == "sont"
    assert verb("Nord", "est", "sont") == "est"
