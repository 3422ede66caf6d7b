"""What a sheet is: which form, where its header stands, what each of its columns means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lianes.domain.catalogue import Catalogue, Kind
from lianes.domain.month import Month
from lianes.intake.book import Book, Sheet
from lianes.intake.fields import Form
from lianes.intake.forms import COHORTS, FORMS, MEASURES
from lianes.intake.words import Cell, is_blank, month_of, plain, text_of

SEARCHED = 40
"""First rows among which the header is looked for."""
MEASURE, MONTH = "mesure:", "mois:"


@dataclass(frozen=True, slots=True)
class Hints:
    """What the depositor corrects of what was understood; empty is guessed."""

    form: str = ""
    sheet: str = ""
    header: int = 0
    encoding: str = ""
    separator: str = ""
    mapping: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its heading, its role (empty: ignored).

    A role is a field's name, `mesure:jobs_started` or `mois:2026-10`.
    """

    place: int
    heading: str
    role: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How one sheet was read. `header` counts rows from 1; 0 when none was found."""

    form: Form
    sheet: Sheet
    header: int
    columns: tuple[Column, ...]
    missing: tuple[str, ...]
    default_month: Month | None = None

    @property
    def places(self) -> Mapping[str, int]:
        """Place of each field."""
        return {c.role: c.place for c in self.columns if c.role and ":" not in c.role}

    @property
    def wide(self) -> tuple[Column, ...]:
        """The columns that are a measure or a month each."""
        return tuple(column for column in self.columns if ":" in column.role)

    @property
    def layout(self) -> str:
        """The layout in French."""
        if any(column.role.startswith(MEASURE) for column in self.columns):
            return "une colonne par mesure"
        if any(column.role.startswith(MONTH) for column in self.columns):
            return "une colonne par mois"
        return "une ligne par valeur"


def understand(book: Book, catalogue: Catalogue, hints: Hints) -> Understood:
    """Return the reading of the sheet and form that fit best, corrected by the hints."""
    forms = [form for form in FORMS if hints.form in ("", form.id)] or list(FORMS)
    sheets = [sheet for sheet in book.sheets if hints.sheet in ("", sheet.name)] or list(
        book.sheets
    )
    vocabulary = measure_words(catalogue)
    found = [
        _read(form, sheet, row, vocabulary)
        for form in forms
        for sheet in sheets
        for row in _header_rows(sheet, hints)
    ]
    best = min(found, key=_misfit)
    return _remapped(best, hints) if hints.mapping else best


def _misfit(one: Understood) -> tuple[int, int, int, int]:
    fields = sum(1 for column in one.columns if column.role)
    if len(one.missing) == len(one.form.required):
        return 99, 0, FORMS.index(one.form), one.header
    return len(one.missing), -min(fields, 60), FORMS.index(one.form), one.header


def _header_rows(sheet: Sheet, hints: Hints) -> Sequence[int]:
    if hints.header:
        return [min(hints.header, max(len(sheet.rows), 1))]
    rows = [
        n for n, row in enumerate(sheet.rows[:SEARCHED], start=1) if not all(map(is_blank, row))
    ]
    return rows or [1]


def measure_words(catalogue: Catalogue) -> dict[str, str]:
    """Return the id of each measure by every plain wording of it."""
    words = {plain(measure.label): measure.id for measure in catalogue.reported.values()}
    return words | {plain(identifier): identifier for identifier in catalogue.reported}


def _read(form: Form, sheet: Sheet, row: int, vocabulary: Mapping[str, str]) -> Understood:
    headings = sheet.rows[row - 1] if sheet.rows else ()
    taken: set[str] = set()
    columns = []
    own = {plain(text_of(cell)) for cell in headings if not is_blank(cell)}
    named = {field.name for field in form.fields if plain(field.name) in own}
    for place, cell in enumerate(headings):
        role = _role(form, cell, vocabulary, taken, named)
        taken.add(role)
        if role or not is_blank(cell):
            columns.append(Column(place, text_of(cell), role))
    month = _title_month(sheet, row) if form is MEASURES and "mois" not in taken else None
    understood = Understood(form, sheet, row, tuple(columns), (), month)
    return replace(understood, missing=_missing(understood))


def _role(
    form: Form, cell: Cell, vocabulary: Mapping[str, str], taken: set[str], named: set[str]
) -> str:
    """Return what a heading means; a column that bears a field's own name keeps it."""
    if is_blank(cell):
        return ""
    if form is MEASURES:
        month = month_of(cell)
        if month is not None:
            return _once(f"{MONTH}{month}", taken)
    words = plain(text_of(cell))
    for field in form.fields:
        free = field.name not in taken and (field.name not in named or words == plain(field.name))
        if words in field.headings and free:
            return field.name
    if form is MEASURES and words in vocabulary:
        return _once(f"{MEASURE}{vocabulary[words]}", taken)
    return ""


def _once(role: str, taken: set[str]) -> str:
    return "" if role in taken else role


def _title_month(sheet: Sheet, header: int) -> Month | None:
    """Return the month told by a title above the header, as in « Remontée d'octobre 2026 »."""
    for row in sheet.rows[: header - 1]:
        for cell in row:
            words = plain(text_of(cell)).split() if not is_blank(cell) else []
            for one, other in pairwise(words):
                month = month_of(f"{one} {other}")
                if month is not None:
                    return month
    return None


def _missing(found: Understood) -> tuple[str, ...]:
    needed = {field.name for field in found.form.required} - found.places.keys()
    roles = [column.role for column in found.wide]
    if any(role.startswith(MEASURE) for role in roles):
        needed -= {"mesure", "valeur"}
    elif any(role.startswith(MONTH) for role in roles):
        needed -= {"mois", "valeur"}
    if found.default_month is not None:
        needed -= {"mois"}
    return tuple(field.title for field in found.form.required if field.name in needed)


def _remapped(found: Understood, hints: Hints) -> Understood:
    chosen = dict(hints.mapping)
    columns = tuple(replace(c, role=chosen.get(c.place, c.role)) for c in found.columns)
    again = replace(found, columns=columns)
    return replace(again, missing=_missing(again))


def kinds_of(form: Form) -> tuple[Kind, ...]:
    """Return the kinds of measures a form of figures may hold."""
    return (Kind.COHORT,) if form is COHORTS else (Kind.FLOW, Kind.STOCK)
