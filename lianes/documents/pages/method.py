"""The page of method and sources as tables; sources and definitions stand in every workbook."""

from collections.abc import Mapping, Sequence

from lianes.documents.about_tables import sources
from lianes.documents.cells import Column, Table, as_published, words
from lianes.domain.catalogue import Measure
from lianes.domain.french import published_date
from lianes.reading.method import KIND_WORDS, Entry, Method, ordered_publics, particular, thresholds
from lianes.reading.statistics import STATISTICS

_DIRECTIONS = {True: "une hausse est favorable", False: "une baisse est favorable",
               None: "ni bonne ni mauvaise nouvelle"}  # fmt: skip


def tables(view: Method, geography: Sequence[Mapping[str, str]]) -> tuple[Table, ...]:
    """Return the blocks of the page; `geography` says what the outlines were built from."""
    return (
        _indicators(view.entries, view.applies_from),
        _measures(view),
        _statistics(),
        _not_measured(view),
        _secrecy(view),
        _geography(geography),
        _context(view),
        sources(view.sources),
    )


def _indicators(entries: Sequence[Entry], applies_from: str) -> Table:
    columns = (Column("Indicateur", 40), Column("Question", 44), Column("Définition", 80),
               Column("Formule, dessus", 44), Column("Formule, dessous", 44),
               Column("Facteur", 10), Column("Précision", 44), Column("Incertitude", 44),
               Column("Unité", 12), Column("Sens", 28), Column("Publics", 44),
               Column("Version", 24))  # fmt: skip
    rows = tuple(
        (words(one.indicator.label), words(one.indicator.question), words(one.indicator.definition),
         words(one.formula.top), words(one.formula.bottom), words(one.formula.factor),
         words(one.formula.note), words(one.uncertainty), words(one.indicator.unit),
         words(_DIRECTIONS[one.indicator.higher_is_better]), words(", ".join(one.publics)),
         words(f"{one.indicator.version}, depuis {published_date(applies_from)}"))
        for one in entries
    )  # fmt: skip
    return Table("Indicateurs", "Comment chaque indicateur est-il calculé ?", "", columns, rows)


def _measures(view: Method) -> Table:
    columns = (Column("Mesure", 44), Column("Définition", 80), Column("Nature", 12),
               Column("Unité", 14), Column("Publics", 60), Column("Particularité", 50),
               Column("Entre dans", 60))  # fmt: skip
    used: dict[str, tuple[Measure, list[str]]] = {}
    for entry in view.entries:
        for measure in entry.measures:
            used.setdefault(measure.id, (measure, []))[1].append(entry.indicator.label)
    beside = [(measure, ["aucun indicateur"]) for measure in view.other_measures]
    rows = tuple(
        (words(measure.label), words(measure.definition), words(KIND_WORDS[measure.kind][0]),
         words(measure.unit),
         words(", ".join(ordered_publics(measure.publics, view.public_labels))),
         words(particular(measure, view)), words(", ".join(labels)))
        for measure, labels in (*used.values(), *beside)
    )  # fmt: skip
    return Table("Mesures", "Que transmettent les réseaux ?", "", columns, rows)


def _statistics() -> Table:
    columns = (Column("Statistique", 40), Column("Ce qu'elle dit", 60), Column("Formule", 60),
               Column("Quand elle ne conclut pas", 60),
               Column("Fausses alertes, exemples", 60))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.says), words(one.formula), words(one.silent), words(one.risk))
        for one in STATISTICS
    )
    return Table("Statistiques", "Quelles statistiques sont utilisées ?", "", columns, rows)


def _not_measured(view: Method) -> Table:
    columns = (Column("Ce qui n'est pas mesuré", 50), Column("Pourquoi", 90))
    rows = tuple((words(one.label), words(one.reason)) for one in view.not_measured)
    return Table("Non mesuré", "Qu'est-ce qui n'est pas mesuré ?", "", columns, rows)


def _context(view: Method) -> Table:
    columns = (Column("Chiffre de contexte", 50), Column("Unité", 18), Column("Date", 12),
               Column("Producteur", 30), Column("Jeu de données", 50), Column("Licence", 24),
               Column("Précision", 60))  # fmt: skip
    rows = tuple(
        (words(one.label), words(one.unit), as_published(one.as_of), words(one.producer),
         words(one.dataset), words(one.licence), words(one.note))
        for one in view.context
    )  # fmt: skip
    return Table("Contexte", "Quels chiffres de contexte ?", "", columns, rows)


def _secrecy(view: Method) -> Table:
    columns = (Column("Audience", 14), Column("Qui lit", 50), Column("Ce qui est masqué", 60),
               Column("Seuil", 16))  # fmt: skip
    rows = tuple(tuple(map(words, row)) for row in thresholds(view.meta.thresholds))
    question = "Quels petits nombres sont masqués ?"
    return Table("Secret statistique", question, "", columns, rows)


def _geography(built_from: Sequence[Mapping[str, str]]) -> Table:
    columns = (Column("Ce qui est pris", 40), Column("Contenu", 60), Column("Producteur", 30),
               Column("Licence", 30), Column("Paquet", 30))  # fmt: skip
    rows = tuple(
        (words(item["title"]), words(item["description"]), words(item["producer"]),
         words(item["licence"]), words(f"{item['package']} {item['version']}"))
        for item in built_from
    )  # fmt: skip
    return Table("Géographie", "D'où viennent les contours ?", "", columns, rows)
