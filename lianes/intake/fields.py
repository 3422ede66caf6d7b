"""The shape of what can be deposited: forms, their columns, how each cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lianes.intake.words import plain

NOTHING: Mapping[str, str] = MappingProxyType({})


class Type(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    NETWORK_CODE = "network_code"
    PROJECT_CODE = "project_code"
    MONTH = "month"
    DAY = "day"
    COUNT = "count"
    AMOUNT = "amount"
    YEAR = "year"
    CHOICE = "choice"
    NETWORK = "network"
    SUBJECT = "subject"
    PROJECT = "project"
    MEASURE = "measure"
    PUBLIC = "public"
    COMMUNE = "commune"
    PLACE = "place"
    REFERENCE = "reference"
    SIREN = "siren"
    SIRET = "siret"


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One column of a file; `column` is where it goes in the form's table."""

    name: str
    title: str
    type: Type
    description: str
    required: bool = False
    column: str = ""
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    refers_to: str = ""
    link: tuple[str, str, str] | None = None
    example: str = ""

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that names this column, made plain."""
        return frozenset(map(plain, (self.name, self.title, *self.aliases)))

    @property
    def is_list(self) -> bool:
        """Whether the cell holds several values."""
        return self.link is not None


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One kind of deposit. `natural` finds the row a line updates when it bears no number."""

    id: str
    title: str
    purpose: str
    table: str
    fields: tuple[Field, ...]
    key: str = ""
    natural: tuple[str, ...] = ()
    fixed: Mapping[str, str | int] = field(default_factory=lambda: NOTHING)

    def field_of(self, name: str) -> Field:
        """Return one of the fields."""
        return next(one for one in self.fields if one.name == name)

    @property
    def required(self) -> tuple[Field, ...]:
        """The columns without which nothing can be read."""
        return tuple(one for one in self.fields if one.required)
