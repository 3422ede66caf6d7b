"""Rows of a sheet of figures turned into figures, with a problem for each cell that is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lianes.domain.french import day as in_full
from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.intake.forms import COHORTS
from lianes.intake.layout import MEASURE, MONTH, Column, Understood, kinds_of
from lianes.intake.problem import Problem, Spot, blocking
from lianes.intake.resolve import Resolver, Unknown
from lianes.intake.words import Cell, is_blank, month_of, number_of, plain, text_of
from lianes.store.deposit_reader import KnownSubject
from lianes.store.progress import Progress, silent

REMOVED = frozenset({"retirer", "supprimer", "effacer"})
_NOT_REPORTED = frozenset({"", "nc", "nd", "na", "n a", "non renseigne", "non communique"})
_TOTALS = ("total", "totaux", "sous total", "ensemble", "somme", "cumul")
_GREATEST = 10**9
TOLD_EVERY = 5_000
"""Lines between two words on how far the reading is."""


class Figure(NamedTuple):
    """One value of a file; `value` None asks to remove what the store holds."""

    row: int
    place: int
    level: int
    subject: int
    measure: int
    public: int
    month: int
    age: int
    event: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a sheet of figures says, and what of it cannot be read."""

    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    blanks: int
    totals: int


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class _Lines:
    """Reads the lines under a header; each cell is understood once however often it repeats."""

    def __init__(self, understood: Understood, resolver: Resolver, day: date) -> None:
        self._understood = understood
        self._resolver = resolver
        self._day = day
        self._places = understood.places
        self._kinds = kinds_of(understood.form)
        self._headings = {column.place: column.heading for column in understood.columns}
        self._memory: dict[tuple[str, object], object] = {}
        self.problems: list[Problem] = []
        self.blanks = self.totals = 0

    def read(self, progress: Progress) -> list[Figure]:
        """Return the figures of every line, telling how far."""
        found: list[Figure] = []
        rows = self._understood.sheet.rows
        for number in range(self._understood.header + 1, len(rows) + 1):
            row = rows[number - 1]
            if number % TOLD_EVERY == 0:
                progress(number / len(rows), "Lignes lues")
            if all(map(is_blank, row)):
                self.blanks += 1
            elif self._is_total(row):
                self.totals += 1
            else:
                found += self._figures(number, row)
        return found

    def _is_total(self, row: tuple[Cell, ...]) -> bool:
        network = self._cell(row, "reseau")
        first = network if not is_blank(network) else next(c for c in row if not is_blank(c))
        if not isinstance(first, str):
            return False
        words = plain(first)
        return any(words == t or words.startswith(f"{t} ") for t in _TOTALS)

    def _figures(self, number: int, row: tuple[Cell, ...]) -> Iterator[Figure]:
        if not any(not is_blank(_at(row, place)) for place in self._valued()):
            return
        try:
            head = self._head(number, row)
        except _Refused as refused:
            self.problems.append(refused.problem)
            return
        for place, measure, month in self._cells(row):
            try:
                figure = self._figure(number, place, row, head, measure, month)
            except _Refused as refused:
                self.problems.append(refused.problem)
                continue
            if figure is not None:
                yield figure

    def _valued(self) -> list[int]:
        wide = [column.place for column in self._understood.wide]
        return wide or [self._places["valeur"]]

    def _head(self, number: int, row: tuple[Cell, ...]) -> tuple[KnownSubject, int]:
        subject = self._known(number, row, "reseau", self._resolver.subject)
        public = self._known(number, row, "public", self._resolver.public, blank=True)
        assert isinstance(public, int) and isinstance(subject, KnownSubject)  # noqa: PT018
        return subject, public

    def _cells(self, row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell, Cell]]:
        """Yield (place of the value, what names its measure, what names its month)."""
        month = self._cell(row, "debut" if self._understood.form is COHORTS else "mois")
        default = self._understood.default_month
        if is_blank(month) and default is not None:
            month = str(default)
        wide = self._understood.wide
        if not wide:
            yield self._places["valeur"], self._cell(row, "mesure"), month
        for column in wide:
            yield (column.place, *_of_column(column, self._cell(row, "mesure"), month))

    def _figure(
        self, number: int, place: int, row: tuple[Cell, ...], head: tuple[KnownSubject, int],
        measure: Cell, month: Cell,
    ) -> Figure | None:  # fmt: skip
        cell = _at(row, place)
        if is_blank(cell) or (isinstance(cell, str) and plain(cell) in _NOT_REPORTED):
            return None
        subject, public = head
        measure_id = self._resolved(
            number, "mesure", measure, lambda c: self._resolver.measure(c, self._kinds)
        )
        assert isinstance(measure_id, int)
        foreign = self._resolver.foreign(measure_id, subject, self._kinds)
        if foreign:
            raise _Refused(blocking(self._spot(number, "mesure", place), text_of(measure), foreign))
        self._declared(number, row, measure_id, public)
        ordinal = self._month(number, month, subject)
        age, event = self._cohort(number, row)
        value = self._value(number, place, cell)
        return Figure(number, place, *subject.key, measure_id, public, ordinal, age, event, value)

    def _declared(self, number: int, row: tuple[Cell, ...], measure: int, public: int) -> None:
        if (measure, public) not in self._resolver.reader.declared:
            labels = [
                label
                for identifier, label in self._resolver.reader.publics.values()
                if (measure, identifier) in self._resolver.reader.declared
            ]
            expected = "un public pour lequel cette mesure existe : " + ", ".join(labels)
            raise _Refused(
                blocking(self._spot(number, "public"), self._cell(row, "public"), expected)
            )

    def _month(self, number: int, cell: Cell, subject: KnownSubject) -> int:
        name = "debut" if self._understood.form is COHORTS else "mois"
        found = self._remembered(("month", _key(cell)), lambda: month_of(cell))
        if not isinstance(found, Month):
            raise _Refused(
                blocking(self._spot(number, name), text_of(cell), "un mois, par exemple 2026-10")
            )
        problem = self._remembered(
            ("open", found.ordinal, subject.code), lambda: self._month_problem(found, subject)
        )
        if isinstance(problem, str) and problem:
            raise _Refused(blocking(self._spot(number, name), str(found), problem))
        return found.ordinal

    def _month_problem(self, month: Month, subject: KnownSubject) -> str:
        of = "du projet" if subject.level is Level.PROJECT else "du réseau"
        launch = self._resolver.reader.launched_on
        if month < Month.containing(launch):
            return f"un mois du programme, lancé en {Month.containing(launch).label}"
        if month > Month.containing(self._day):
            return f"un mois passé ou en cours ; nous sommes le {in_full(self._day)}"
        if subject.opened_on is None:
            return _unopened(subject)
        if month < Month.containing(subject.opened_on):
            return f"un mois depuis l'ouverture {of} ({in_full(subject.opened_on)})"
        if subject.closed_on is not None and month.first_day >= subject.closed_on:
            return f"un mois avant la fermeture {of} ({in_full(subject.closed_on)})"
        return ""

    def _value(self, number: int, place: int, cell: Cell) -> int | None:
        if isinstance(cell, str) and plain(cell) in REMOVED:
            return None
        value = number_of(cell)
        spot = Spot(self._understood.sheet.name, number, self._headings.get(place, ""))
        if value is None or value != value or not float(value).is_integer():
            raise _Refused(
                blocking(spot, text_of(cell), "un nombre entier, sans texte ni décimale")
            )
        if value < 0:
            raise _Refused(blocking(spot, text_of(cell), "un nombre positif ou nul"))
        if value > _GREATEST:
            raise _Refused(
                blocking(spot, text_of(cell), "un nombre plausible, moins d'un milliard")
            )
        return int(value)

    def _cohort(self, number: int, row: tuple[Cell, ...]) -> tuple[int, str]:
        if self._understood.form is not COHORTS:
            return 0, ""
        age = number_of(self._cell(row, "anciennete"))
        if age is None or not float(age).is_integer() or not 0 <= age <= 240:
            raise _Refused(blocking(self._spot(number, "anciennete"),
                                    text_of(self._cell(row, "anciennete")),
                                    "un nombre entier de mois, 0 au départ"))  # fmt: skip
        return int(age), self._event(number, row)

    def _event(self, number: int, row: tuple[Cell, ...]) -> str:
        choices = COHORTS.field_of("evenement").choices
        words = {plain(w): code for w, code in choices.items()} | {c: c for c in choices.values()}
        cell = self._cell(row, "evenement")
        found = words.get(plain(text_of(cell)))
        if found is None:
            raise _Refused(blocking(self._spot(number, "evenement"), text_of(cell),
                                    ", ".join(choices)))  # fmt: skip
        return found

    # -------------------------------------------------------------- cells
    def _known(
        self, number: int, row: tuple[Cell, ...], name: str, find: Callable[[Cell], object],
        *, blank: bool = False,
    ) -> object:  # fmt: skip
        cell = self._cell(row, name)
        if is_blank(cell) and not blank:
            raise _Refused(blocking(self._spot(number, name), "", "une valeur dans cette case"))
        return self._resolved(number, name, cell, find)

    def _resolved(
        self, number: int, name: str, cell: Cell, find: Callable[[Cell], object]
    ) -> object:
        found = self._remembered((name, _key(cell)), lambda: _tried(find, cell))
        if isinstance(found, Unknown):
            raise _Refused(blocking(self._spot(number, name), text_of(cell), found.expected))
        return found

    def _remembered(self, key: tuple[object, ...], find: Callable[[], object]) -> object:
        if key not in self._memory:
            self._memory[key] = find()  # type: ignore[index]
        return self._memory[key]  # type: ignore[index]

    def _cell(self, row: tuple[Cell, ...], name: str) -> Cell:
        place = self._places.get(name)
        return None if place is None else _at(row, place)

    def _spot(self, number: int, name: str, otherwise: int = -1) -> Spot:
        place = self._places.get(name, otherwise)
        title = self._understood.form.field_of(name).title
        return Spot(self._understood.sheet.name, number, self._headings.get(place, title))


def read_figures(
    understood: Understood, resolver: Resolver, day: date, progress: Progress = silent
) -> Figures:  # fmt: skip
    """Return the figures of a sheet, judged on a day; every problem is told at once."""
    lines = _Lines(understood, resolver, day)
    figures = lines.read(progress)
    return Figures(tuple(figures), tuple(lines.problems), lines.blanks, lines.totals)


def _of_column(column: Column, measure: Cell, month: Cell) -> tuple[Cell, Cell]:
    if column.role.startswith(MEASURE):
        return column.role.removeprefix(MEASURE), month
    return measure, column.role.removeprefix(MONTH)


def _tried(find: Callable[[Cell], object], cell: Cell) -> object:
    try:
        return find(cell)
    except Unknown as unknown:
        return unknown


def _at(row: tuple[Cell, ...], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _key(cell: Cell) -> object:
    return type(cell).__name__, cell


def _unopened(subject: KnownSubject) -> str:
    if subject.level is Level.PROJECT:
        return f"un projet en service ; {subject.code} ne l'est pas encore, ou n'a pas de date"
    return f"un réseau ouvert ; {subject.code} n'a pas de date d'ouverture"
