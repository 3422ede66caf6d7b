"""Awkward files as networks send them, made by the tests themselves."""

import io
import zipfile
from html import escape

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


def ods_of(rows):
    """A minimal OpenDocument spreadsheet, without any library."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
        '<office:body><office:spreadsheet><table:table table:name="Feuille1">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type='
        '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()
