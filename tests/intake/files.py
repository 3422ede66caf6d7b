"""Awkward files as networks send them, made by the tests themselves."""

import io

import xlsxwriter

HEADER = ("Réseau", "Mois", "Mesure", "Public", "Valeur")


def csv_of(*rows, header=HEADER, separator=";", encoding="utf-8"):
    """A CSV of these rows under a header."""
    lines = [separator.join(map(str, row)) for row in (header, *rows)]
    return "\r\n".join(lines).encode(encoding)


def xlsx_of(rows, *, sheets=None, numbers=()):
    """A workbook; `rows` on its first sheet, exactly as given."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, lines in {"Feuille 1": rows, **(sheets or {})}.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            for place, cell in enumerate(line):
                if cell is not None:
                    sheet.write(number, place, cell)
    book.close()
    return stream.getvalue()
