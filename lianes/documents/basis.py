"""What a rate rests on, as columns: its numbers, its interval, and how it compares."""

from lianes.documents.cells import Cell, Column, count, figure_cell, share, words
from lianes.metrics.verdict import Verdict
from lianes.reading.estimates import Estimate

VERDICTS = {
    Verdict.ABOVE: "au-dessus du reste",
    Verdict.BELOW: "au-dessous du reste",
    Verdict.COMPARABLE: "comparable au reste",
    Verdict.TOO_FEW: "trop peu pour comparer",
    Verdict.NO_REFERENCE: "pas de comparaison",
}
BASIS = (Column("Numérateur", 13), Column("Dénominateur", 14), Column("Intervalle bas", 14),
          Column("Intervalle haut", 14), Column("Reste du programme", 18),
          Column("Par rapport au reste", 24))  # fmt: skip


def basis_cells(found: Estimate) -> tuple[Cell, ...]:
    """Return what a figure rests on; nothing of it when the figure is not shown."""
    if not found.is_measured:
        return (words(None),) * len(BASIS)
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return (
        count(found.successes),
        count(found.n),
        share(low),
        share(high),
        share(found.rest),
        words(VERDICTS[found.verdict] if found.verdict else None),
    )


def rate_columns(title: str, width: int = 14) -> tuple[Column, ...]:
    """Return the headings of a rate and of what it rests on."""
    return (Column(title, width), *BASIS)


def rate(found: Estimate) -> tuple[Cell, ...]:
    """Return a rate, or the words of its state, and what it rests on."""
    return (figure_cell(found), *basis_cells(found))
