"""The page of method and sources as tables; sources and definitions stand in every workbook."""

from collections.abc import Sequence

from lianes.documents.cells import Column, Table, words
from lianes.domain.catalogue import Measure
from lianes.reading.method import Entry, Method

_DIRECTIONS = {True: "une hausse est favorable", False: "une baisse est favorable",
               None: "ni bonne ni mauvaise nouvelle"}  # fmt: skip


def tables(view: Method) -> tuple[Table, ...]:
    """Return the blocks of the page."""
    return (_indicators(view.entries), _measures(view), _not_measured(view), _context(view))


def _indicators(entries: Sequence[Entry]) -> Table:
    columns = (Column("Indicateur", 40), Column("Question", 44), Column("Définition", 80),
               Column("Formule, dessus", 44), Column("Formule, dessous", 44),
               Column("Facteur", 10), Column("Précision", 44), Column("Incertitude", 44),
               Column("Unité", 12), Column("Sens", 28), Column("Publics", 44),
               Column("Version", 10))  # fmt: skip
    rows = tuple(
        (words(one.indicator.label), words(one.indicator.question), words(one.indicator.definition),
         words(one.formula.top), words(one.formula.bottom), words(one.formula.factor),
         words(one.formula.note), words(one.uncertainty), words(one.indicator.unit),
         words(_DIRECTIONS[one.indicator.higher_is_better]), words(", ".join(one.publics)),
         words(f"v{one.indicator.version}"))
        for one in entries
    )  # fmt: skip
    return Table("Indicateurs", "Comment chaque indicateur est-il calculé ?", "", columns, rows)


def _measures(view: Method) -> Table:
    columns = (Column("Mesure", 44), Column("Définition", 80), Column("Sensible", 12),
               Column("Entre dans", 60))  # fmt: skip
    used: dict[str, tuple[Measure, list[str]]] = {}
    for entry in view.entries:
        for measure in entry.measures:
            used.setdefault(measure.id, (measure, []))[1].append(entry.indicator.label)
    beside = [(measure, ["aucun indicateur"]) for measure in view.other_measures]
    rows = tuple(
        (words(measure.label), words(measure.definition),
         words("oui" if measure.sensitive else "non"), words(", ".join(labels)))
        for measure, labels in (*used.values(), *beside)
    )  # fmt: skip
    return Table("Mesures", "Que transmettent les réseaux ?", "", columns, rows)


def _not_measured(view: Method) -> Table:
    columns = (Column("Ce qui n'est pas mesuré", 50), Column("Pourquoi", 90))
    rows = tuple((words(one.label), words(one.reason)) for one in view.not_measured)
    return Table("Non mesuré", "Qu'est-ce qui n'est pas mesuré ?", "", columns, rows)


def _context(view: Method) -> Table:
    columns = (Column("Chiffre de contexte", 50), Column("Unité", 18), Column("Date", 12),
               Column("Producteur", 30), Column("Jeu de données", 50), Column("Licence", 24),
               Column("Précision", 60))  # fmt: skip
    rows = tuple(
        (words(one.label), words(one.unit), words(one.as_of), words(one.producer),
         words(one.dataset), words(one.licence), words(one.note))
        for one in view.context
    )  # fmt: skip
    return Table("Contexte", "Quels chiffres de contexte ?", "", columns, rows)
