"""A CSV of reference data read strictly: columns known, cells checked, errors located."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianes.domain.territory import level_of
from lianes.errors import InvalidCode, InvalidReferenceData

Value = int | float | str | None
Known = Mapping[str, Mapping[str, int | str]]

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_DATE = rf"\d{{4}}|\d{{4}}-(0[1-9]|1[0-2])|{_DAY}|\d{{4}}-\d{{4}}"
_AS_OF = rf"{_DATE}|\d{{4}}-T[1-4]|non publié|non daté"
_TERRITORY = "le code d'un territoire connu de l'entrepôt, par exemple DEP-59"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `number` counts the header."""

    file: str
    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> "Cell":
        """Return the cell of a column."""
        return Cell(self, column)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, able to say where it stands."""

    line: Line
    column: str

    @property
    def text(self) -> str:
        """What the cell holds, empty when nothing is published."""
        return self.line.cells[self.column]

    @property
    def parts(self) -> list[str]:
        """The values of a cell that holds several, separated by `|`."""
        return [part.strip() for part in self.text.split("|")] if self.text else []

    def refusal(self, expected: str) -> InvalidReferenceData:
        """Return the error that names file, line, column and what was expected."""
        shown = f"« {self.text} »" if self.text else "case vide"
        return _refusal(self.line.file, self.line.number, self.column, shown, expected)


Parse = Callable[[Cell, Known], Value]


def text(cell: Cell, _: Known) -> Value:
    """Read a text as it stands."""
    return cell.text


def identifier(cell: Cell, _: Known) -> Value:
    """Read an id in plain lower-case letters."""
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", cell.text):
        raise cell.refusal("un identifiant en minuscules sans accent, par exemple conv-massy")
    return cell.text


def perimeter_code(cell: Cell, _: Known) -> Value:
    """Read the code of a named set of territories."""
    if not re.fullmatch(r"PER-[a-z0-9-]+", cell.text):
        raise cell.refusal("un code de périmètre, par exemple PER-lorraine")
    return cell.text


def number(cell: Cell, _: Known) -> Value:
    """Read a number written with a point."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", cell.text):
        raise cell.refusal("un nombre sans espace, avec un point pour les décimales")
    return float(cell.text)


def integer(cell: Cell, _: Known) -> Value:
    """Read a whole number."""
    if not re.fullmatch(r"\d+", cell.text):
        raise cell.refusal("un nombre entier sans espace")
    return int(cell.text)


def flag(cell: Cell, _: Known) -> Value:
    """Read « oui » or « non »."""
    if cell.text not in ("oui", "non"):
        raise cell.refusal("oui ou non")
    return int(cell.text == "oui")


def date_as_published(cell: Cell, _: Known) -> Value:
    """Read a year, a month, a day or a range of years, kept as imprecise as it is."""
    if not re.fullmatch(_DATE, cell.text):
        raise cell.refusal("une date : 2024, 2024-12, 2024-12-01 ou 2020-2021")
    return cell.text


def as_of(cell: Cell, _: Known) -> Value:
    """Read when a figure was true, « non publié » and « non daté » included."""
    if not re.fullmatch(_AS_OF, cell.text):
        raise cell.refusal(
            "une date (2024, 2024-12, 2024-12-01, 2025-T3), « non publié » ou « non daté »"
        )
    return cell.text


def one_of(*values: str) -> Parse:
    """Return a reader that accepts these words only."""

    def read(cell: Cell, _: Known) -> Value:
        if cell.text not in values:
            raise cell.refusal(", ".join(values[:-1]) + " ou " + values[-1])
        return cell.text

    return read


def reference(table: str) -> Parse:
    """Return a reader that accepts one id known of a table."""

    def read(cell: Cell, known: Known) -> Value:
        return stored(cell, cell.text, known, table)

    return read


def main_source(cell: Cell, known: Known) -> Value:
    """Read the first of the sources a cell names."""
    return references(cell, known, "source")[0]


def territory_level(cell: Cell, _: Known) -> Value:
    """Read the level that a territory code says."""
    try:
        return int(level_of(cell.text))
    except InvalidCode as error:
        raise cell.refusal(_TERRITORY) from error


def references(cell: Cell, known: Known, table: str) -> list[int | str]:
    """Return what the store keeps for each id a cell names, in their order."""
    if len(set(cell.parts)) < len(cell.parts):
        raise cell.refusal("des valeurs toutes différentes")
    return [stored(cell, part, known, table) for part in cell.parts]


def stored(cell: Cell, code: str, known: Known, table: str) -> int | str:
    """Return what the store keeps for one id; raises InvalidReferenceData when unknown."""
    if code not in known[table]:
        place = "l'entrepôt" if table == "territory" else f"{table}.csv"
        expected = _TERRITORY if table == "territory" else f"un identifiant connu de {place}"
        raise cell.refusal(f"{expected} (« {code} » ne l'est pas)")
    return known[table][code]


def read_lines(path: Path, columns: Sequence[str]) -> list[Line]:
    """Return the lines of a CSV that has these columns, in any order and no other."""
    rows = _rows(path)
    header = rows[0][1] if rows else []
    _check_header(path.name, header, columns)
    return [_line(path.name, number, header, row) for number, row in rows[1:]]


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            return [(reader.line_num, row) for row in reader if row]
    except FileNotFoundError as error:
        raise InvalidReferenceData(
            f"{path.name} : fichier absent du dossier {path.parent}."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidReferenceData(
            f"{path.name} : fichier illisible ; attendu : un CSV en UTF-8, séparé par des virgules."
        ) from error


def _check_header(file: str, header: Sequence[str], columns: Sequence[str]) -> None:
    expected = "les colonnes " + ", ".join(columns)
    for column in header:
        if column not in columns or header.count(column) > 1:
            shown = "colonne répétée" if column in columns else "colonne inconnue"
            raise _refusal(file, 1, column, shown, expected)
    for column in columns:
        if column not in header:
            raise _refusal(file, 1, column, "colonne absente", expected)


def _line(file: str, number: int, header: Sequence[str], row: Sequence[str]) -> Line:
    if len(row) != len(header):
        column = header[min(len(row), len(header) - 1)]
        raise _refusal(file, number, column, f"{len(row)} cases", f"{len(header)} cases")
    cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
    return Line(file, number, cells)


def _refusal(
    file: str, number: int, column: str, shown: str, expected: str
) -> InvalidReferenceData:
    return InvalidReferenceData(
        f"{file}, ligne {number}, colonne « {column} » : {shown} ; attendu : {expected}."
    )
