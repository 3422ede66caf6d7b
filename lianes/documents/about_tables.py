"""What a workbook adds to the page's blocks: what the file is, definitions, sources."""

from collections.abc import Sequence

from lianes.documents.cells import Column, Table, as_published, words
from lianes.documents.stamp import Stamp
from lianes.domain.catalogue import Catalogue
from lianes.domain.provenance import Source


def definitions(catalogue: Catalogue) -> Table:
    """Return the definition of every indicator, and what is not measured."""
    columns = (Column("Indicateur", 40), Column("Unité", 14), Column("Définition", 100),
               Column("Version", 10))  # fmt: skip
    rows = [
        (words(one.label), words(one.unit), words(one.definition), words(f"v{one.version}"))
        for one in catalogue.indicators.values()
    ]
    rows += [
        (words(one.label), words("non mesuré"), words(one.reason), words(None))
        for one in catalogue.not_measured
    ]
    return Table("Définitions", "Comment est-ce compté ?", "", columns, tuple(rows))


def sources(cited: Sequence[Source]) -> Table:
    """Return every source of the store."""
    columns = (Column("Source", 70), Column("Éditeur", 34), Column("Publiée", 16),
               Column("Adresse", 60), Column("Note", 60))  # fmt: skip
    rows = tuple(
        (words(one.title), words(one.publisher), as_published(one.published_on), words(one.url),
         words(one.note))
        for one in cited
    )  # fmt: skip
    return Table("Sources", "D'où viennent les chiffres ?", "", columns, rows)


def about(stamp: Stamp) -> Table:
    """Return what the file says of itself, and how to read its empty cells."""
    pairs = [*stamp.pairs, *_LEGEND]
    if stamp.demonstration:
        pairs.insert(0, ("Attention", stamp.demonstration))
    columns = (Column("Ce fichier", 30), Column("", 100))
    rows = tuple((words(name), words(said)) for name, said in pairs)
    return Table("Lisez-moi", stamp.title, "", columns, rows)


_LEGEND = (
    ("masqué", "le chiffre existe et ne peut pas être montré (secret statistique)"),
    ("non renseigné", "aucun envoi reçu ; ce n'est pas zéro"),
    ("pas encore déployé", "le programme n'agit pas encore ici"),
    ("Rattachement", "les chiffres d'une LIANE comptent pour la commune de son siège et au-dessus"),
)
