"""Single cells of records read as days, counts, years and amounts."""

from lianes.intake.resolve import Unknown
from lianes.intake.words import Cell, day_of, number_of
from lianes.store.edits import Value


def day_cell(cell: Cell) -> Value:
    """Read a day; raises Unknown."""
    found = day_of(cell)
    if found is None:
        raise Unknown("un jour, par exemple 31/10/2026")
    return found.isoformat()


def count_cell(cell: Cell) -> Value:
    """Read a whole number; raises Unknown."""
    found = number_of(cell)
    if found is None or found != found or not found.is_integer() or not 0 <= found < 1e9:
        raise Unknown("un nombre entier positif")
    return int(found)


def year_cell(cell: Cell) -> Value:
    """Read a year; raises Unknown."""
    found = number_of(cell)
    if found is None or not 2000 <= found <= 2100 or not found.is_integer():
        raise Unknown("une année, par exemple 2026")
    return int(found)


def amount_cell(cell: Cell) -> Value:
    """Read an amount; raises Unknown."""
    found = number_of(cell)
    if found is None or not 0 <= found < 1e12:
        raise Unknown("un montant positif")
    return found


def solid(value: Value) -> int | str:
    """Return a value that is never missing."""
    assert isinstance(value, int | str)
    return value
