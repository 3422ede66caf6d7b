"""The page that compares as tables: the sides, their other rates, every dot of the funnel."""

from collections.abc import Sequence

from lianes.documents.basis import rate, rate_columns
from lianes.documents.cells import (
    Cell,
    Chart,
    Column,
    Draw,
    Kind,
    Table,
    count,
    figure_cell,
    share,
    words,
)
from lianes.reading.comparison import Comparison, Side, conclusions


def tables(found: Comparison, sides: Sequence[Side]) -> tuple[Table, ...]:
    """Return the blocks of the page; `sides` are in the order the reader asked for."""
    return (_said(found), _sides(found, sides), _others(found), _dots(found))


def _said(found: Comparison) -> Table:
    rows = tuple((words(sentence.replace("**", "")),) for sentence in conclusions(found))
    columns = (Column("Ce que l'on peut conclure", 120),)
    return Table("Conclusions", "Que peut-on conclure ?", "", columns, rows, names=0)


def _sides(found: Comparison, sides: Sequence[Side]) -> Table:
    columns = (Column("Territoire ou LIANE", 36), Column("Code", 14),
               Column("Prises d'emploi", 16), *rate_columns(found.indicator.label, 24),
               Column("Écart en erreurs types", 18), Column("Nature", 30))  # fmt: skip
    rows = tuple(
        (words(side.subject.label), words(side.code), figure_cell(side.jobs), *rate(side.rate),
         Cell(side.gap, Kind.DECIMAL, decimals=1), words(side.subject.nature))
        for side in sides
    )  # fmt: skip
    reading = f"{found.indicator.label} ; intervalle à 95 % ; jamais de rang par taux"
    chart = Chart(Draw.BAR, 0, (3,), found.indicator.label)
    return Table("Comparaison", found.indicator.question, reading, columns, rows, 1, chart)


def _others(found: Comparison) -> Table:
    names = [one for one in found.rates if one.id != found.indicator.id]
    columns = (Column("Taux", 44), Column("Territoire ou LIANE", 36), *rate_columns("Valeur"))
    rows = tuple(
        (words(indicator.label), words(side.subject.label), *rate(side.others[rank]))
        for rank, indicator in enumerate(names)
        for side in found.sides
    )
    return Table("Autres taux", "Et les autres taux ?", "", columns, rows, names=2)


def _dots(found: Comparison) -> Table:
    columns = (Column(found.level.label.capitalize(), 36), Column("Cas", 12), Column("Taux", 12))
    dots = sorted(found.dots, key=lambda dot: dot.label)
    rows = tuple((words(dot.label), count(dot.n), share(dot.rate)) for dot in dots)
    hidden = f" ; {found.hidden} sans taux à montrer" if found.hidden else ""
    reading = f"Ensemble du programme : {share(found.centre).words}{hidden}"
    question = "L'écart dépasse-t-il ce que donne le hasard ?"
    return Table("Entonnoir", question, reading, columns, rows if found.centre is not None else ())
