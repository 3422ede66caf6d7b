"""A cohort curve as a table: the share at each age, its interval, and who is still followed."""

from lianes.documents.cells import Chart, Column, Draw, Table, count, share, words
from lianes.reading.curves import Curve


def curve_table(curve: Curve, name: str, question: str, what: str) -> Table:
    """Return the points of a curve; when there is none, one row says why."""
    columns = (Column("Mois depuis le départ", 20), Column(f"Part {what}", 24),
               Column("Intervalle bas"), Column("Intervalle haut"),
               Column("Personnes encore suivies", 24),
               Column("Reste du programme", 20))  # fmt: skip
    rows = tuple(
        (count(point.age), share(point.value), share(point.low), share(point.high),
         count(point.at_risk), share(_rest_at(curve, point.age)))
        for point in curve.points
    )  # fmt: skip
    rows = rows or ((words("aucun"), words(curve.reason), *(words(None),) * 4),)
    grouped = " ; marches de trop peu d'évènements regroupées" if curve.grouped else ""
    reading = (
        "" if curve.reason else f"{curve.followed} personnes suivies depuis le départ{grouped}"
    )
    chart = (
        Chart(Draw.LINE, 0, (1, 2, 3, 5) if curve.rest else (1, 2, 3), what)
        if curve.points
        else None
    )
    return Table(name, question, reading, columns, rows, 1, chart)


def _rest_at(curve: Curve, age: int) -> float | None:
    """Return the rest at an age: a step that is grouped holds the value of the age before."""
    before = [point.value for point in curve.rest if point.age <= age]
    return before[-1] if before and age <= curve.rest[-1].age else None
