"""A deposited file as rows of cells, whatever its format, encoding or separator."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from lianes.domain.french import number
from lianes.errors import DepositRefused
from lianes.intake.container import LIMITS, Kind, Limits, kind_of
from lianes.intake.words import Cell, is_blank

ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
    "utf-16": "UTF-16",
}
SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
_LOOKED_AT = 200
"""Lines that tell the separator."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows, as they stand in the file."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A whole file; encoding and separator are told for a CSV only."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""


def read_book(
    content: bytes, *, encoding: str = "", separator: str = "", limits: Limits = LIMITS
) -> Book:
    """Read a file; `encoding` and `separator` correct what would be guessed.

    Raises DepositRefused with a sentence that says what to do.
    """
    kind = kind_of(content, limits)
    book = (
        _read_text(content, encoding, separator, limits)
        if kind is Kind.CSV
        else _read_workbook(content, kind, limits)
    )
    if not any(sheet.rows for sheet in book.sheets):
        raise DepositRefused("Le fichier ne contient aucune ligne. Déposez le fichier rempli.")
    return book


# ------------------------------------------------------------------ workbooks
def _read_workbook(content: bytes, kind: Kind, limits: Limits) -> Book:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = workbook.sheet_names
        if len(names) > limits.sheets:
            raise DepositRefused(
                f"Le classeur a {number(len(names))} feuilles ; la limite est de {limits.sheets}. "
                "Ne gardez que celles à déposer."
            )
        sheets = [_sheet(name, _rows(workbook, name), limits) for name in names]
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise DepositRefused(
            "Ce classeur n'a pas pu être lu. Ouvrez-le, enregistrez-le de nouveau au format "
            "XLSX et déposez-le."
        ) from error
    return Book(kind, tuple(sheets))


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Cell]]:
    """Return the rows of a sheet from its very first; formulas give the value last computed."""
    sheet = workbook.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: object) -> Cell:
    """Keep what a sheet of ours may hold; a time or a duration becomes its text."""
    return cell if isinstance(cell, str | int | float | date) else str(cell)


def _sheet(name: str, rows: Sequence[Sequence[Cell]], limits: Limits) -> Sheet:
    last = max((i for i, row in enumerate(rows) if not all(map(is_blank, row))), default=-1)
    if last + 1 > limits.rows:
        raise DepositRefused(
            f"La feuille « {name} » a {number(last + 1)} lignes ; la limite est de "
            f"{number(limits.rows)}. Déposez-la en plusieurs fois."
        )
    if max(map(len, rows[: last + 1]), default=0) > limits.columns:
        raise DepositRefused(
            f"La feuille « {name} » a plus de {limits.columns} colonnes. Ne gardez que celles du "
            "modèle."
        )
    return Sheet(name, tuple(tuple(row) for row in rows[: last + 1]))


# ------------------------------------------------------------------ text
def _read_text(content: bytes, encoding: str, separator: str, limits: Limits) -> Book:
    words, used = _decoded(content, encoding)
    chosen = separator or _separator(words)
    csv.field_size_limit(1_000_000)
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(words, newline=""), delimiter=chosen)]
    except csv.Error as error:
        raise DepositRefused(
            "Ce CSV n'a pas pu être lu (guillemets non fermés ou case démesurée). Enregistrez-le "
            "au format XLSX et déposez-le."
        ) from error
    return Book(Kind.CSV, (_sheet("", rows, limits),), used, chosen)


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    candidates = [encoding] if encoding in ENCODINGS else [*(["utf-16"] if wide else []), *_GUESSES]
    for name in candidates:
        try:
            return content.decode(name).replace("\0", ""), name
        except UnicodeDecodeError:
            continue
    raise DepositRefused(
        f"Le fichier n'est pas en {ENCODINGS[candidates[0]]}. Choisissez un autre codage."
    )


_GUESSES = ("utf-8-sig", "cp1252", "latin-1")


def _separator(words: str) -> str:
    """Return the separator that cuts the first lines most alike; the semicolon when none does."""
    lines = [line for line in words.splitlines()[:_LOOKED_AT] if line.strip()]

    def quality(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines)
        counts.pop(0, None)
        return max(((n, mark_count) for mark_count, n in counts.items()), default=(0, 0))

    scores = {mark: quality(mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: scores[mark])
    if scores[";"][0] * 2 >= scores[best][0] and scores[";"][0]:
        return ";"  # decimal commas are many in a file cut by semicolons
    return best if scores[best][0] else ";"
