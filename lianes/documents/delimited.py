"""The page as CSV: for French spreadsheets, or plain for other programs."""

import csv
from datetime import date
from io import StringIO

from lianes.documents.book import Book
from lianes.documents.cells import Cell, Kind, Table
from lianes.documents.stamp import Stamp

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|")
_UNITS = {Kind.PERCENT: "%", Kind.EURO: "€", Kind.CENTS: "€"}
COLUMNS = ("Bloc", "Ligne", "Colonne", "Valeur", "État", "Unité")


def french_csv(found: Book) -> bytes:
    """Return the file a French Excel opens at once: BOM, semicolons, decimal commas."""
    return _written(found, ";", comma=True).encode("utf-8-sig")


def plain_csv(found: Book) -> bytes:
    """Return the same rows in UTF-8 with commas and decimal points."""
    return _written(found, ",", comma=False).encode()


def _written(found: Book, separator: str, *, comma: bool) -> str:
    """Write one line per figure, each with all the words of the stamp: rows survive a sort."""
    target = StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *(name for name, _ in found.stamp.pairs), "Avertissement"))
    for table in found.blocks:
        for row in table.rows:
            writer.writerows(_lines(table, row, found.stamp, comma=comma))
    return target.getvalue()


def _lines(table: Table, row: tuple[Cell, ...], stamp: Stamp, *, comma: bool) -> list[list[str]]:
    subject = " · ".join(cell.words for cell in row[: table.names] if cell.words)
    told = [safe(said) for _, said in stamp.pairs] + [stamp.demonstration]
    return [
        [safe(table.name), safe(subject), safe(column.title), value_of(cell, comma=comma),
         cell.state_words, _UNITS.get(cell.kind, ""), *told]
        for column, cell in list(zip(table.columns, row, strict=True))[table.names :]
        if cell.words
    ]  # fmt: skip


def value_of(cell: Cell, *, comma: bool) -> str:
    """Return a cell as text: a plain number, an ISO day, words that are no formula."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float)):
        return cell.value.isoformat() if isinstance(cell.value, date) else safe(cell.words)
    written = f"{cell.value:.10g}"
    return written.replace(".", ",") if comma else written


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
