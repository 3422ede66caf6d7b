"""The article of a place in a French sentence: « le Nord », « des Landes », « à l'Oise ».

Source of the articles of régions and départements: Insee, Code officiel géographique, TNCC.
"""

from enum import Enum

SEVERAL = " + "
"""What stands between the territories of a perimeter that has no name."""


class Article(Enum):
    """An article: alone, after « de », after « à »; each with the space or apostrophe it needs."""

    NONE = ("", "de ", "à ")
    VOWEL = ("", "d'", "à ")
    LE = ("le ", "du ", "au ")
    LA = ("la ", "de la ", "à la ")
    L = ("l'", "de l'", "à l'")
    LES = ("les ", "des ", "aux ")


_NAMES = {
    Article.LE: """Bas-Rhin|Calvados|Cantal|Cher|Doubs|Finistère|Gard|Gers|Haut-Rhin|Jura
        Loir-et-Cher|Loiret|Lot|Lot-et-Garonne|Maine-et-Loire|Morbihan|Nord|Pas-de-Calais
        Puy-de-Dôme|Rhône|Tarn|Tarn-et-Garonne|Territoire de Belfort|Val-de-Marne|Val-d'Oise
        Var|Vaucluse|Centre-Val de Loire|Grand Est""",
    Article.LA: """Charente|Charente-Maritime|Corrèze|Corse-du-Sud|Côte-d'Or|Creuse|Dordogne|Drôme
        Gironde|Haute-Corse|Haute-Garonne|Haute-Loire|Haute-Marne|Haute-Saône|Haute-Savoie
        Haute-Vienne|Loire|Loire-Atlantique|Lozère|Manche|Marne|Mayenne|Meurthe-et-Moselle|Meuse
        Moselle|Nièvre|Sarthe|Saône-et-Loire|Savoie|Seine-et-Marne|Seine-Maritime
        Seine-Saint-Denis|Somme|Vendée|Vienne|Guadeloupe|Martinique|Guyane
        Bourgogne-Franche-Comté|Bretagne|Corse|Normandie|Nouvelle-Aquitaine|France
        Lorraine (Arelor Hlm)""",
    Article.L: """Ain|Aisne|Allier|Ardèche|Ariège|Aube|Aude|Aveyron|Essonne|Eure|Eure-et-Loir
        Hérault|Ille-et-Vilaine|Indre|Indre-et-Loire|Isère|Oise|Orne|Yonne|Auvergne-Rhône-Alpes
        Île-de-France|Occitanie|Expérimentation Nord et Pas-de-Calais""",
    Article.LES: """Alpes-de-Haute-Provence|Alpes-Maritimes|Ardennes|Bouches-du-Rhône
        Côtes-d'Armor|Deux-Sèvres|Hautes-Alpes|Hautes-Pyrénées|Hauts-de-Seine|Landes
        Pyrénées-Atlantiques|Pyrénées-Orientales|Vosges|Yvelines|Hauts-de-France
        Pays de la Loire""",
}
_ARTICLES = {
    name.strip(): article for article, names in _NAMES.items()
    for name in names.replace("\n", "|").split("|")
}  # fmt: skip
_FIRST_WORDS = {
    "LIANE": Article.LA, "CA": Article.LA, "CC": Article.LA, "CU": Article.LA,
    "Métropole": Article.LA, "Communauté": Article.LA, "Eurométropole": Article.L,
}  # fmt: skip
_IN_THE_NAME = {"Le": Article.LE, "Les": Article.LES}


def article_of(name: str) -> Article:
    """Return the article of a place; none for a commune or a name that is not known."""
    found = _ARTICLES.get(name) or _FIRST_WORDS.get(name.split()[0])
    if found is not None:
        return found
    return Article.VOWEL if name[0] in "AEIOUÀÂÉÈÊÎÔ" else Article.NONE


def the(name: str) -> str:
    """Write a place as the subject or object of a sentence: « le Nord », « Lille »."""
    return _written(name, 0)


def of_the(name: str) -> str:
    """Write it after « de »: « du Nord », « d'Angers », « du Havre »."""
    return _written(name, 1)


def to_the(name: str) -> str:
    """Write it after « à »: « au Nord », « aux Landes », « à Lille »."""
    return _written(name, 2)


def verb(name: str, singular: str, several: str) -> str:
    """Return the verb of a place: the Hauts-de-France are, the Nord is."""
    return several if article_of(name) is Article.LES else singular


def _written(name: str, rank: int) -> str:
    if SEVERAL in name:
        return f"{Article.LE.value[rank]}périmètre {name}"
    first, _, rest = name.partition(" ")
    if first in _IN_THE_NAME and rest and rank:
        return _IN_THE_NAME[first].value[rank] + rest
    return article_of(name).value[rank] + name
