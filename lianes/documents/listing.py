"""One filtered table of a page as a file, workbook or CSV, drawn from the same cells."""

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO

from lianes.documents.about_tables import about
from lianes.documents.book import Book
from lianes.documents.cells import Table
from lianes.documents.delimited import safe, value_of
from lianes.documents.stamp import Stamp, masking_words, plain
from lianes.documents.xlsx import workbook
from lianes.domain.french import HARD, day
from lianes.metrics.masking import Audience, Thresholds


def listing_stamp(
    name: str, place: str, audience: Audience, *, as_of: date, simulated: bool,
    filters: Mapping[str, str | None], source: str, thresholds: Thresholds, period: str = "",
) -> Stamp:  # fmt: skip
    """Return what the file of a table says of itself."""
    known_on = f"situation au {day(as_of)}"
    kept = ", ".join(f"{key} = {value}" for key, value in filters.items() if value) or "aucun"
    pairs = (
        ("Titre", name),
        ("Périmètre", place),
        ("Période", f"{period}, {known_on}" if period else known_on),
        ("Filtres", kept),
        ("Audience", str(audience)),
        ("Source", f"{source} (entrepôt {'de démonstration' if simulated else 'réel'})"),
        ("Secret statistique", masking_words(audience, thresholds)),
    )
    return Stamp(
        title=f"1 000 LIANES · {name} · {place}",
        demonstration=_DEMONSTRATION if simulated else "",
        pairs=pairs,
        line=" · ".join(f"{key.lower()}{HARD}: {words}" for key, words in pairs[1:6]),
        stem=plain(f"1000-lianes {name} {place} {audience}"),
    )


_DEMONSTRATION = f"Démonstration{HARD}: les lignes marquées « oui » sont simulées"


def table_xlsx(table: Table, stamp: Stamp) -> bytes:
    """Return a workbook: the table with real numbers and dates, then what the file is."""
    return workbook(Book(stamp, (table,), (), (about(stamp),)))


def table_csv(table: Table, stamp: Stamp) -> bytes:
    """Return a CSV a French spreadsheet opens at once: its stamp, an empty line, the rows."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([name, safe(words)] for name, words in stamp.pairs)
    if stamp.demonstration:
        writer.writerow(["Attention", stamp.demonstration])
    writer.writerow([])
    writer.writerow([column.title for column in table.columns])
    writer.writerows([value_of(cell, comma=True) for cell in row] for row in table.rows)
    return target.getvalue().encode("utf-8-sig")
