"""Cells and tables that every format writes: a value with its kind, or why there is none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import day, number, percent, published_date
from lianes.metrics.figure import Figure, State
from lianes.reading.contested import contest_words
from lianes.reading.estimates import Estimate


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    EURO = "euro"
    CENTS = "cents"
    YEAR = "year"
    DATE = "date"


SHORT_STATES = {
    State.MASKED: "masqué",
    State.NOT_REPORTED: "non renseigné",
    State.NOT_DEPLOYED: "pas encore déployé",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a share is in percent. `value` None is said by `state`, or empty when measured.

    `contested` says what is contested of the value, empty when nothing is.
    """

    value: float | str | date | None = None
    kind: Kind = Kind.TEXT
    state: State = State.MEASURED
    decimals: int = 0
    contested: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number."""
        return self.kind not in (Kind.TEXT, Kind.DATE) and self.value is not None

    @property
    def words(self) -> str:
        """The cell in French."""
        if self.value is None:
            return SHORT_STATES.get(self.state, "")
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, date):
            return day(self.value)
        if self.kind is Kind.YEAR:
            return str(self.value)
        said = percent if self.kind is Kind.PERCENT else number
        words_ = said(self.value, self.decimals)
        return f"{words_} ({self.contested})" if self.contested else words_

    @property
    def state_words(self) -> str:
        """Whether the value is measured, contested, or why there is none."""
        known = SHORT_STATES.get(self.state, "mesuré")
        return f"{known}, {self.contested}" if self.contested else known


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width in characters."""

    title: str
    width: int = 14


class Draw(StrEnum):
    """How a chart draws its series, by the name xlsxwriter gives it."""

    LINE = "line"
    BAR = "bar"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over the columns of a table, by rank; `axis` says what is measured."""

    draw: Draw
    names: int
    series: tuple[int, ...]
    axis: str


@dataclass(frozen=True, slots=True)
class Table:
    """One block of the page as rows; `name` is short enough for a sheet's tab.

    The first `names` columns say what a row is about.
    """

    name: str
    question: str
    reading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int = 1
    chart: Chart | None = None


def words(content: str | None) -> Cell:
    """Return a cell of text."""
    return Cell(content or None)


def count(value: float | None, decimals: int = 0) -> Cell:
    """Return a cell of a count that no state explains."""
    return Cell(value, Kind.DECIMAL if decimals else Kind.COUNT, decimals=decimals)


def share(value: float | None) -> Cell:
    """Return a cell of a share in percent."""
    return Cell(value, Kind.PERCENT, decimals=1)


def on_day(value: date | None) -> Cell:
    """Return a cell of a date."""
    return Cell(value, Kind.DATE)


def euro(value: float | None, absent: str = "") -> Cell:
    """Return a cell of an amount in euros, or the words of its absence."""
    return Cell(absent or None) if value is None else Cell(value, Kind.EURO)


def as_published(day_text: str | None, absent: str = "non publié") -> Cell:
    """Return a date as precise as published: a day is a date, « 2024-12 » is words."""
    if not day_text:
        return Cell(absent)
    try:
        return on_day(date.fromisoformat(day_text))
    except ValueError:
        return Cell(published_date(day_text))


def yes_or_no(answer: bool) -> Cell:
    """Return a cell that says « oui » or « non »."""
    return Cell("oui" if answer else "non")


def figure_cell(found: Estimate) -> Cell:
    """Return the value of an estimate, or the words of its state."""
    if found.is_measured and found.figure.value is not None:
        return Cell(found.figure.value, kind_of(found.indicator), decimals=_decimals(found),
                    contested=contest_words(found.figure))  # fmt: skip
    if found.reason:
        return Cell(found.reason, state=found.figure.state)
    return Cell(None, state=found.figure.state)


def _decimals(found: Estimate) -> int:
    return 1 if found.indicator.unit == "%" else found.indicator.decimals


def kind_of(indicator: Indicator) -> Kind:
    """Return how the values of an indicator are written."""
    if indicator.unit == "%":
        return Kind.PERCENT
    if indicator.unit == "€":
        return Kind.EURO
    return Kind.DECIMAL if indicator.decimals or indicator.form is Form.PER else Kind.COUNT


def counted(found: Figure) -> Cell:
    """Return a count, or the words of its state."""
    return Cell(found.value, Kind.COUNT, found.state, contested=contest_words(found))


def part(found: Figure) -> Cell:
    """Return a share in percent, or the words of its state."""
    return Cell(found.value, Kind.PERCENT, found.state, 1, contest_words(found))


def euros(value: float | None, state: State = State.MEASURED) -> Cell:
    """Return an amount, or the words of its state."""
    return Cell(value, Kind.EURO, state)
