"""A cohort curve as a table: the share at each age, its interval, and who is still followed."""

from lianes.documents.cells import Chart, Column, Draw, Table, count, share
from lianes.reading.curves import Curve


def curve_table(curve: Curve, name: str, question: str, what: str) -> Table:
    """Return the points of a curve; no row, and the reason as reading, when there is none."""
    columns = (Column("Mois depuis le départ", 20), Column(what, 22), Column("Intervalle bas"),
               Column("Intervalle haut"), Column("Personnes encore suivies", 24))  # fmt: skip
    rows = tuple(
        (count(point.age), share(point.value), share(point.low), share(point.high),
         count(point.at_risk))
        for point in curve.points
    )  # fmt: skip
    grouped = " ; marches de trop peu d'évènements regroupées" if curve.grouped else ""
    reading = curve.reason or f"{curve.followed} personnes suivies depuis le départ{grouped}"
    return Table(name, question, reading, columns, rows, 1, Chart(Draw.LINE, 0, (1, 2, 3), what))
