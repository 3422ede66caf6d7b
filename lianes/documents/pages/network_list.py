"""The list of local networks as one table: the networks the reader kept, in their order."""

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
    on_day,
    words,
)
from lianes.metrics.figure import State
from lianes.reading.network_list import Curves, Line, Networks


def tables(view: Networks, lines: Sequence[Line], curves: Curves) -> tuple[Table, ...]:
    """Return the list and the months of each network; `lines` are those the reader kept."""
    return (_list(view, lines), _months(view, lines, curves))


def _list(view: Networks, lines: Sequence[Line]) -> Table:
    columns = (
        Column("Code", 12), Column("LIANE", 40), Column("Siège", 24), Column("Département", 22),
        Column("Étape", 18), Column("Ouverte le", 18), Column("Close le", 18), Column("Suite", 12),
        Column(view.indicator.label, 18), Column("Objectif", 12), Column("Échéancier", 12),
        *rate_columns("Sorties vers l'emploi", 20), Column("Acteurs manquants", 30),
        Column("Dernier envoi", 18), Column("Envois en retard", 14), Column("Provenance", 14),
    )  # fmt: skip
    rows = tuple(_line(line) for line in lines)
    reading = "Verdict à 99,8 %, car les comparaisons sont nombreuses ; jamais de rang par taux"
    question = "Quelles LIANES, et où en est chacune ?"
    chart = Chart(Draw.BAR, 1, (8,), view.indicator.label)
    return Table("LIANES", question, reading, columns, rows, 2, chart)


def _line(line: Line) -> tuple[Cell, ...]:
    network, report = line.network, line.report
    awaited = line.active and report is not None
    last = report.last_received.label if awaited and report and report.last_received else None
    return (
        words(network.code),
        words(network.name),
        words(network.seat_name),
        words(line.departement),
        words(network.stage.label),
        on_day(network.opened_on),
        on_day(network.closed_on),
        words(network.successor),
        figure_cell(line.volume),
        count(line.goal.value if line.goal else None),
        count(round(line.planned, 1) if line.planned is not None else None, 1),
        *rate(line.exits),
        words(", ".join(line.missing) or "aucun" if line.active else None),
        words(last if awaited else "rien d'attendu"),
        count(report.months_late if awaited and report else None),
        words("simulée" if network.simulated else "réelle"),
    )


def _months(view: Networks, lines: Sequence[Line], curves: Curves) -> Table:
    drawn = [line for line in lines if not curves[line.network.code].is_empty]
    months = sorted({month for line in drawn for month in curves[line.network.code].months})
    columns = (Column("Code", 12), Column("LIANE", 40),
               *(Column(month.short_label, 12) for month in months))  # fmt: skip
    rows = []
    for line in drawn:
        curve = curves[line.network.code]
        known = dict(zip(curve.months, curve.figures, strict=True))
        cells = (counted(known[m]) if m in known else Cell(None, state=State.NOT_DEPLOYED)
                 for m in months)  # fmt: skip
        rows.append((words(line.network.code), words(line.network.name), *cells))
    question = f"{view.indicator.label} : comment chaque LIANE évolue-t-elle ?"
    reading = "Cumul à la fin de chaque mois"
    return Table("Par mois", question, reading, columns, tuple(rows), names=2)
