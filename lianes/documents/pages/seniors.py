"""The page of seniors and dwellings as tables."""

from collections.abc import Sequence

from lianes.documents.basis import rate, rate_columns
from lianes.documents.cells import (
    Cell,
    Chart,
    Column,
    Draw,
    Table,
    count,
    counted,
    figure_cell,
    share,
    words,
)
from lianes.documents.pages.curves import curve_table
from lianes.metrics.figure import Figure, State
from lianes.reading.estimates import Estimate
from lianes.reading.senior_care import Counted, DwellingLevel, SeniorCare

_WAY = (("Repérés", "seniors_identified"), ("Contactés", "seniors_contacted"),
        ("Accompagnés", "seniors_supported"), ("En attente", "seniors_waiting"))  # fmt: skip
_HOME = "Les seniors restent-ils chez eux ?"


def tables(view: SeniorCare) -> tuple[Table, ...]:
    """Return the blocks of the page; none where the page says why it shows nothing."""
    if not view.networks:
        return ()
    return (
        _way(view),
        _services(view),
        _hours(view),
        curve_table(view.curve, "Maintien à domicile", _HOME, "entrée en établissement"),
        _rates(view),
        _dwellings(view),
        _balances(view),
    )


def _way(view: SeniorCare) -> Table:
    columns = (Column("Seniors", 30), Column("Nombre", 16))
    rows = tuple((words(label), counted(view.counts[key])) for label, key in _WAY)
    end = view.scope.period.end.label
    reading = f"Repérés et contactés : sur la période ; accompagnés, en attente : à fin {end}"
    question = "Les seniors repérés sont-ils accompagnés ?"
    chart = Chart(Draw.BAR, 0, (1,), "Seniors")
    return Table("Seniors", question, reading, columns, rows, 1, chart)


def _services(view: SeniorCare) -> Table:
    columns = (Column("Service", 40), Column("Seniors", 16), Column("Des accompagnés", 18))
    supported = view.counts["seniors_supported"].value
    rows = tuple(
        (words(one.measure.label), counted(one.figure), _of(one, supported))
        for one in view.services
    )
    reading = "Un senior peut en avoir plusieurs : les lignes ne s'additionnent pas"
    return Table("Services", "Quels services reçoivent-ils ?", reading, columns, rows)


def _of(one: Counted | DwellingLevel, whole: float | None) -> Cell:
    value = one.figure.value
    return share(100 * value / whole) if value is not None and whole else words(None)


def _hours(view: SeniorCare) -> Table:
    columns = (Column("Mois", 20), Column("Heures d'aide à domicile", 24))
    rows: list[tuple[Cell, ...]] = [
        (words(month.label),
         count(value) if value is not None else Cell(None, state=State.NOT_REPORTED))
        for month, value in zip(view.months, view.hours, strict=True)
    ]  # fmt: skip
    total = counted(view.counts["care_hours"])
    chart = Chart(Draw.COLUMN, 0, (1,), "Heures par mois") if rows else None
    reading = f"Sur la période : {total.words}"
    rows = rows or [(words("Sur la période"), total)]
    question = "Combien d'heures d'aide à domicile ?"
    return Table("Heures", question, reading, columns, tuple(rows), 1, chart)


def _rates(view: SeniorCare) -> Table:
    columns = (Column("Indicateur", 44), *rate_columns("Valeur", 18), Column("Unité", 12))
    rows = tuple(
        (words(one.indicator.label), *rate(one), words(one.indicator.unit))
        for one in (*view.retentions, *view.rates.values())
    )
    reading = "Maintien : un niveau, pas une amélioration ; aucune valeur de départ n'est publiée"
    return Table("Indicateurs", _HOME, reading, columns, rows)


def _dwellings(view: SeniorCare) -> Table:
    asked = (words("Demandes reçues"), counted(view.counts["adaptation_requests"]),
             words(None), words(None))  # fmt: skip
    adapted, mean = view.counts["dwellings_adapted"], view.rates["adaptation_mean_cost"]
    question = "Quels logements, à quel coût, en combien de temps ?"
    return dwellings_table(view.levels, adapted, mean, question, [asked])


def dwellings_table(
    levels: Sequence[DwellingLevel], adapted: Figure, mean: Estimate, question: str,
    before: Sequence[tuple[Cell, ...]] = (),
) -> Table:  # fmt: skip
    """Return the dwellings by level, their share and mean cost, after the rows `before`."""
    columns = (Column("Logements", 44), Column("Nombre", 16), Column("Part des niveaux", 16),
               Column("Coût moyen (€)", 16))  # fmt: skip
    told = [one.figure.value for one in levels]
    whole = sum(value or 0 for value in told) if None not in told else None
    rows = (
        *before,
        (words("Tous les logements adaptés"), counted(adapted), words(None), figure_cell(mean)),
        *((words(one.measure.label), counted(one.figure), _of(one, whole), figure_cell(one.cost))
          for one in levels),
    )  # fmt: skip
    reading = "Comptés une fois, à la réception ; coût : montant réceptionné par logement du niveau"
    return Table("Logements", question, reading, columns, rows)


def _balances(view: SeniorCare) -> Table:
    columns = (Column("Code", 12), Column("Territoire", 30), Column("LIANES", 10),
               Column("Seniors en attente", 18), Column("Seniors accompagnés", 18),
               Column("Prises d'emploi", 16))  # fmt: skip
    rows = tuple(
        (words(row.territory.code), words(row.territory.label), count(row.networks),
         counted(row.waiting), counted(row.supported), counted(row.jobs))
        for row in view.balances
    )  # fmt: skip
    chart = Chart(Draw.BAR, 1, (3, 4), "Seniors")
    question = "Où des seniors attendent-ils, et des emplois ont-ils été pris ?"
    return Table("Par territoire", question, "", columns, rows, 2, chart)
