"""A table as a CSV file that a French spreadsheet opens as it is: UTF-8 with BOM and `;`."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


def csv_file(
    heading: Iterable[tuple[str, str]], columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Return a file: lines that say what it is, an empty line, the columns, the rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(name), _cell(words)] for name, words in heading)
    writer.writerow([])
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def _cell(value: Cell) -> str:
    """Write a number with a decimal comma; a text never begins as a formula does."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value) if isinstance(value, int) else f"{value:.10g}".replace(".", ",")
