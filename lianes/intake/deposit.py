"""One deposited file from its bytes to the store: understood, checked, rehearsed, applied."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lianes.domain.catalogue import Catalogue
from lianes.domain.french import listing, plural
from lianes.domain.month import Month
from lianes.errors import DepositRefused
from lianes.intake.book import ENCODINGS, SEPARATORS, Book, read_book
from lianes.intake.coherence import cohort_problems, figure_problems
from lianes.intake.conformity import strangers
from lianes.intake.duplicates import single
from lianes.intake.figures import Figure, read_figures
from lianes.intake.forms import COHORTS, MEASURES, PARTNERS
from lianes.intake.layout import Hints, Understood, understand
from lianes.intake.personal import personal_cells, personal_headings
from lianes.intake.problem import Problem, Spot, any_blocks, blocking
from lianes.intake.records import read_records
from lianes.intake.resolve import Resolver
from lianes.store.batches import undone_by
from lianes.store.connection import open_read_only, reading, writing
from lianes.store.deposit_reader import DepositReader
from lianes.store.deposit_warnings import Warned
from lianes.store.deposits import Applied, Slip, day_of, deposit
from lianes.store.edits import Edit
from lianes.store.progress import Progress, part, silent
from lianes.store.row_keys import RowKeys
from lianes.store.writer import depositing

NO_HINTS = Hints()
_FIGURES = (MEASURES, COHORTS)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it arrived, with what its depositor corrects and says."""

    name: str
    content: bytes
    hints: Hints = NO_HINTS
    validated: bool = True

    @property
    def sha256(self) -> str:
        """What tells this file from any other."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file says and what is wrong with it; `edits` is empty while something blocks."""

    book: Book
    understood: Understood
    problems: tuple[Problem, ...]
    edits: tuple[Edit, ...]
    remarks: tuple[str, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether nothing may be applied."""
        return any_blocks(self.problems)


def examine(
    connection: sqlite3.Connection, parcel: Parcel, catalogue: Catalogue, today: date,
    progress: Progress = silent,
) -> Examined:  # fmt: skip
    """Read and check a file against an open store; raises DepositRefused when unreadable."""
    hints = parcel.hints
    book = read_book(parcel.content, encoding=hints.encoding, separator=hints.separator)
    progress(0.2, "Fichier lu")
    understood = understand(book, catalogue, hints)
    problems = _personal(book, understood) + _already(connection, parcel) + _missing(understood)
    if understood.missing:
        return Examined(book, understood, tuple(problems), (), _remarks(book, understood))
    progress(0.4, "Lignes reconnues")
    found, edits, counted = _checked(
        connection, understood, parcel, catalogue, today, part(progress, 0.4, 0.9)
    )  # fmt: skip
    progress(0.9, "Contrôles faits")
    problems += found
    if not edits and not any_blocks(problems):
        problems.append(blocking(Spot(understood.sheet.name), "", "au moins une valeur remplie"))
    kept = () if any_blocks(problems) else tuple(edits)
    remarks = (*_remarks(book, understood), *counted)
    return Examined(book, understood, tuple(_ordered(problems)), kept, remarks)


def look(
    path: Path, parcel: Parcel, catalogue: Catalogue, *, today: date, progress: Progress = silent
) -> Examined:  # fmt: skip
    """Read and check a file against a store, without writing."""
    with reading(path) as connection:
        return examine(connection, parcel, catalogue, today, progress)


@contextmanager
def rehearsed(
    path: Path, edits: tuple[Edit, ...], slip: Slip, *, today: date, progress: Progress = silent
) -> Iterator[tuple[Path, Applied]]:
    """Apply edits to a copy of the store; yield the copy and what changed.

    Raises DepositRefused as the true deposit would.
    """
    with tempfile.TemporaryDirectory(prefix="lianes-") as folder:
        copy = Path(folder) / "rehearsal.db"
        with closing(open_read_only(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        with writing(copy) as connection:
            applied = deposit(connection, slip, edits, today=today, progress=progress)
        yield copy, applied


def apply(
    path: Path, parcel: Parcel, catalogue: Catalogue, *, author: str, note: str | None = None,
    today: date, progress: Progress = silent,
) -> Applied:  # fmt: skip
    """Check a file again and apply it in one transaction, after a backup; or nothing.

    Raises DepositRefused, StoreLocked, StoreNotWritable.
    """
    with depositing(path, author) as connection:
        progress(0.05, "Sauvegarde faite")
        examined = examine(connection, parcel, catalogue, today, part(progress, 0.05, 0.5))
        if examined.is_blocked:
            count = sum(problem.blocks for problem in examined.problems)
            raise DepositRefused(
                f"{plural(count, 'point bloque', 'points bloquent')} ce dépôt ; rien n'a été écrit."
            )
        slip = slip_of(parcel, examined, author, note)
        slip = replace(slip, warnings=_warned(examined.problems, RowKeys(connection)))
        return deposit(connection, slip, examined.edits, today=today,
                       progress=part(progress, 0.5, 1.0))  # fmt: skip


def slip_of(parcel: Parcel, examined: Examined, author: str, note: str | None) -> Slip:
    """Return what the journal says of a file."""
    title = f"{examined.understood.form.title}, {parcel.name}"
    return Slip(author, title, examined.understood.form.id, parcel.name, parcel.sha256, note)


def _warned(problems: Sequence[Problem], keys: RowKeys) -> tuple[Warned, ...]:
    """Return the warnings of a file as the store keeps them."""
    return tuple(
        Warned(p.spot.words, p.value, p.expected,
               keys.written("observation", p.about) if p.about else None)
        for p in problems if not p.blocks
    )  # fmt: skip


# ------------------------------------------------------------------ checks
def _checked(
    connection: sqlite3.Connection, understood: Understood, parcel: Parcel, catalogue: Catalogue,
    today: date, progress: Progress,
) -> tuple[list[Problem], list[Edit], list[str]]:  # fmt: skip
    reader = DepositReader(connection)
    resolver = Resolver(reader, catalogue)
    day = day_of(connection, today)
    if understood.form not in _FIGURES:
        records = read_records(understood, resolver, catalogue, RowKeys(connection))
        return list(records.problems), list(records.edits), _skipped(records.blanks, 0)
    found = read_figures(understood, resolver, day, part(progress, 0, 0.7))
    figures, doubles = single(list(found.figures), understood)
    problems = [*found.problems, *doubles, *strangers(figures, understood, reader, catalogue)]
    if understood.form is COHORTS:
        last = Month.containing(day)
        problems += cohort_problems(figures, understood, reader, catalogue, last)
    else:
        problems += figure_problems(figures, understood, reader, catalogue)
    edits = [_edit(figure, parcel.validated, understood) for figure in figures]
    return problems, edits, _skipped(found.blanks, found.totals)


def _edit(figure: Figure, validated: bool, understood: Understood) -> Edit:
    head = (figure.level, figure.measure, figure.public, figure.subject, figure.month)
    if understood.form is COHORTS:
        row = None if figure.value is None else {"value": figure.value}
        return Edit("cohort_observation", (*head, figure.age, figure.event), row)
    value = None if figure.value is None else {"value": figure.value, "validated": int(validated)}
    return Edit("observation", head, value)


def _personal(book: Book, understood: Understood) -> list[Problem]:
    """Look for personal data everywhere; of partners, only in the columns that are kept."""
    if understood.form is PARTNERS:
        kept = set(understood.places.values())
        rows = [
            tuple(cell if place in kept else None for place, cell in enumerate(row))
            for row in understood.sheet.rows
        ]
        return personal_cells(understood.sheet.name, rows)
    problems: list[Problem] = []
    for sheet in book.sheets:
        if sheet is understood.sheet and sheet.rows:
            header = understood.header
            problems += personal_headings(sheet.name, header, sheet.rows[header - 1])
        problems += personal_cells(sheet.name, sheet.rows)
    return problems


def _already(connection: sqlite3.Connection, parcel: Parcel) -> list[Problem]:
    found = DepositReader(connection).deposited(parcel.sha256)
    if found is None or found[0] in undone_by(connection):
        return []
    batch, instant, author = found
    expected = (
        f"un fichier nouveau ; celui-ci a déjà été déposé (lot {batch}, le {instant[:10]}, par "
        f"{author}). Annulez ce lot pour le déposer de nouveau"
    )
    return [blocking(Spot(""), parcel.name, expected)]


def _missing(understood: Understood) -> list[Problem]:
    if not understood.missing:
        return []
    columns = listing([f"« {title} »" for title in understood.missing])
    expected = f"une ligne d'en-têtes avec {columns} ; partez du modèle à télécharger"
    return [blocking(Spot(understood.sheet.name, understood.header), "", expected)]


def _ordered(problems: list[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (not p.blocks, p.spot.sheet, p.spot.row))


# ------------------------------------------------------------------ remarks
def _remarks(book: Book, understood: Understood) -> tuple[str, ...]:
    said = [f"Format {book.kind}"]
    if book.encoding:
        said.append(f"codage {ENCODINGS[book.encoding]}")
        said.append(f"séparateur {SEPARATORS[book.separator]}")
    if understood.sheet.name:
        said.append(f"feuille « {understood.sheet.name} »")
    said += [f"en-têtes à la ligne {understood.header}", understood.layout]
    if understood.default_month is not None:
        said.append(f"mois lu dans le titre : {understood.default_month.label}")
    return tuple(said)


def _skipped(blanks: int, totals: int) -> list[str]:
    said = [f"{plural(blanks, 'ligne vide ignorée', 'lignes vides ignorées')}"] if blanks else []
    if totals:
        said.append(plural(totals, "ligne de total ignorée", "lignes de total ignorées"))
    return said
