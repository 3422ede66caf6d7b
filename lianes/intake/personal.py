"""Personal data have no place here: found by pattern, blocked, and never repeated."""

import re
from collections.abc import Iterable, Sequence

from lianes.intake.problem import Problem, Spot, blocking
from lianes.intake.words import Cell, plain

_PATTERNS = (
    ("une adresse électronique", re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")),
    (
        "un numéro de téléphone",
        re.compile(r"(?<![\d-])(\+33|0033|0)\s?[1-9]([ .-]?\d{2}){4}(?!\d)"),
    ),
    (
        "un numéro de sécurité sociale",
        re.compile(
            r"(?<!\d)[12][ .]?\d{2}[ .]?(0[1-9]|1[0-2]|[2-9]\d)[ .]?(\d{2}|2[AB])[ .]?\d{3}"
            r"[ .]?\d{3}([ .]?\d{2})?(?!\d)"
        ),
    ),
    (
        "le nom d'une personne",
        re.compile(
            r"(?<!\w)(M\.|MM\.|Mr|Mme|Mlle|Mmes|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle)\s+"
            r"[A-ZÉÈÀÂÊÎÔÇ][\w'’-]+"
        ),
    ),
)
_HEADINGS = frozenset(
    {
        "prenom", "prenoms", "nom prenom", "nom et prenom", "nom de famille", "nom usuel",
        "nom du locataire", "nom du beneficiaire", "nom de la personne", "beneficiaire",
        "date de naissance", "ne le", "nee le", "nir", "numero de securite sociale",
        "n securite sociale", "telephone", "tel", "portable", "mail", "email", "e mail",
        "courriel", "adresse mail", "adresse electronique", "adresse personnelle",
        "nom du salarie", "nom du senior",
    }
)  # fmt: skip
_WHY = (
    "aucune donnée personnelle : seuls des comptes, des organisations et des fonctions se "
    "déposent. Supprimez cette information ; elle n'a pas été conservée"
)
MOST = 50
"""Cells told one by one; there is no need of more to clean a file."""


def personal_headings(sheet: str, row: int, headings: Iterable[Cell]) -> list[Problem]:
    """Return the headings that announce personal data, unless their column is empty."""
    return [
        blocking(Spot(sheet, row, str(heading)), "", _WHY)
        for heading in headings
        if isinstance(heading, str) and plain(heading) in _HEADINGS
    ]


def personal_cells(sheet: str, rows: Sequence[Sequence[Cell]]) -> list[Problem]:
    """Return the cells that look like personal data, without repeating them."""
    found: list[Problem] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            what = _what(cell, seen)
            if what:
                spot = Spot(sheet, number, column_letters(place))
                found.append(blocking(spot, f"[{what}, non affiché]", _WHY))
        if len(found) >= MOST:
            break
    return found


def personal_kind(text: str) -> str:
    """Return what kind of personal data a text holds, empty when none."""
    return next((what for what, pattern in _PATTERNS if pattern.search(text)), "")


def _what(cell: Cell, seen: dict[str, str]) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{cell:.0f}" if abs(cell) >= 1e12 and cell == cell and abs(cell) < 1e16 else ""
    if not isinstance(cell, str) or len(cell) < 5:
        return ""
    if cell not in seen:
        seen[cell] = personal_kind(cell)
    return seen[cell]


def column_letters(place: int) -> str:
    """Return the letters a spreadsheet gives to a column."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
