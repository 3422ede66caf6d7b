"""The page of quality and freshness as tables."""

from collections.abc import Iterator, Sequence

from lianes.documents.cells import Cell, Chart, Column, Draw, Table, count, on_day, share, words
from lianes.reading.quality import NetworkReports, Quality, Sent

Row = tuple[Cell, ...]


def tables(
    view: Quality,
    contested: Sequence[Row] = (),
    warned: Sequence[Row] = (),
    changes: Sequence[Row] = (),
) -> tuple[Table, ...]:
    """Return the blocks of the page.

    The rows given are already masked: see `CONTESTED`, `WARNED` and `CHANGES` for their columns.
    """
    question = "Quels chiffres sont contestés ?"
    latest_words = f"Les {len(changes)} derniers ; la page donne aussi le journal entier"
    changed = "Qu'est-ce qui a changé, par qui ?"
    return (
        _late(view),
        _reports(view),
        _provisional(view),
        _corrections(view),
        Table("Contestés", question, "", CONTESTED, tuple(contested)),
        Table("Avertissements", "Lesquels restent ouverts ?", "", WARNED, tuple(warned), names=2),
        Table("Changements", changed, latest_words, CHANGES, tuple(changes)),
    )


CONTESTED = (Column("Chiffre", 60), Column("Valeur", 14), Column("Proposée", 14),
             Column("Pourquoi", 50), Column("Par", 30), Column("État", 14),
             Column("Décision", 40))  # fmt: skip
WARNED = (Column("Où", 40), Column("Chiffre", 60), Column("Valeur", 16), Column("Attendu", 44),
          Column("Lot", 8), Column("Par", 30))  # fmt: skip
CHANGES = (Column("Donnée", 60), Column("Champ", 24), Column("Lot", 8), Column("Par", 30),
           Column("Ancien", 16), Column("Nouveau", 16), Column("Raison", 50))  # fmt: skip


def _late(view: Quality) -> Table:
    columns = (Column("Réseau", 44), Column("Code", 12), Column("Dernier mois reçu", 20),
               Column("Mois attendus", 40), Column("Retard en jours", 16),
               Column("Prochaine date", 18))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.code), words(one.last.label if one.last else "aucun"),
         words(", ".join(month.short_label for month in one.late)), count(one.days_late),
         words("close") if one.closed else on_day(one.next_due))
        for one in view.late
    )  # fmt: skip
    chart = Chart(Draw.BAR, 0, (4,), "Jours de retard")
    return Table("En retard", "Qui est en retard ?", "", columns, rows, 1, chart)


def _reports(view: Quality) -> Table:
    columns = (Column("Réseau", 44), Column("Code", 12),
               *(Column(month.short_label, 14) for month in view.months),
               Column("Prochaine", 18))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.code), *_reports_of(one, view.asked),
         words("close") if one.closed else on_day(one.next_due))
        for one in view.networks
    )  # fmt: skip
    question = "Quelles remontées sont arrivées ?"
    return Table("Remontées", question, "", columns, rows, names=2)


def _reports_of(one: NetworkReports, asked: int) -> Iterator[Cell]:
    for state, filled in zip(one.sent, one.filled, strict=True):
        came = state in (Sent.IN_TIME, Sent.AFTER)
        yield words(f"{state}, {filled} mesures sur {asked}" if came else state.value)


def _provisional(view: Quality) -> Table:
    columns = (Column("Indicateur", 40), Column("Part provisoire", 16),
               Column("Valeurs provisoires", 18), Column("Valeurs", 12))  # fmt: skip
    rows = tuple(
        (words(one.indicator.label), share(100 * one.loose / one.count if one.count else None),
         count(one.loose), count(one.count))
        for one in view.provisional
    )  # fmt: skip
    return Table("Provisoire", "Que valent les chiffres de tête ?", "", columns, rows)


def _corrections(view: Quality) -> Table:
    columns = (Column("Mois de dépôt", 24), Column("Valeurs remplacées", 18))
    rows = tuple((words(month.label), count(n)) for month, n in view.corrections)
    question = "Combien de valeurs ont été corrigées ?"
    chart = Chart(Draw.COLUMN, 0, (1,), "Valeurs remplacées")
    return Table("Corrections", question, "", columns, rows, 1, chart)
