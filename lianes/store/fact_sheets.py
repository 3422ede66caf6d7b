"""Which CSV fills which table, column by column, each after those it refers to."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.store.sheet import (
    Cell,
    Known,
    Line,
    Parse,
    Value,
    as_of,
    date_as_published,
    flag,
    identifier,
    integer,
    main_source,
    number,
    one_of,
    perimeter_code,
    reference,
    stored,
    territory_level,
    text,
)

DETAILED = ("partner", "fund", "solution", "programme")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and the cell that fills it."""

    name: str
    parse: Parse = text
    required: bool = False
    cell: str = ""

    @property
    def heading(self) -> str:
        """Its name in the file."""
        return self.cell or self.name

    def value(self, line: Line, known: Known) -> Value:
        """Return what the store keeps: nothing for an empty cell, unless it is required."""
        cell = line.cell(self.heading)
        if cell.text:
            return self.parse(cell, known)
        if self.required:
            raise cell.refusal("une valeur")
        return None


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that names several ids, each a row of a table of pairs."""

    cell: str
    table: str
    owner: str
    member: str
    refers_to: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file and its table; `numbered` rows take their rank as id."""

    table: str
    columns: tuple[Column, ...]
    links: tuple[Link, ...] = ()
    keys: tuple[tuple[str, ...], ...] = (("id",),)
    numbered: bool = False
    file: str = ""

    @property
    def file_name(self) -> str:
        """The file, named after its table unless said otherwise."""
        return self.file or f"{self.table}.csv"

    @property
    def headings(self) -> Sequence[str]:
        """Every column the file must have."""
        names = [column.heading for column in self.columns] + [link.cell for link in self.links]
        return list(dict.fromkeys(names))


def must(name: str, parse: Parse = text, cell: str = "") -> Column:
    """Return a column that is never empty."""
    return Column(name, parse, required=True, cell=cell)


def _subject(cell: Cell, known: Known) -> Value:
    return stored(cell, cell.text, known, cell.line.cells["subject_table"])


_ID = must("id", identifier)
_SOURCE = must("source", main_source)
_PROGRAMME = Column("programme", reference("programme"))
_OF_PROGRAMME = must("programme", reference("programme"))
_NOTE = Column("note")

SHEETS = (
    Sheet(
        "source",
        (
            _ID,
            must("title"),
            Column("publisher"),
            Column("published_on", date_as_published),
            Column("url"),
            _NOTE,
            must("kind", one_of("publication", "open_data")),
        ),
    ),
    Sheet("actor_kind", (_ID, must("label"), _SOURCE)),
    Sheet(
        "partner",
        (_ID, must("name"), must("kind", reference("actor_kind")), _NOTE, _SOURCE),
        (Link("territories", "partner_territory", "partner", "territory_id", "territory"),),
        (("id",), ("name",)),
    ),
    Sheet(
        "perimeter",
        (must("id", perimeter_code), must("name"), _SOURCE),
        (
            Link(
                "territories",
                "perimeter_member",
                "perimeter",
                "territory_id",
                "territory",
                required=True,
            ),
        ),
    ),
    Sheet(
        "programme",
        (
            _ID,
            must("name"),
            must("lead", reference("partner")),
            Column("started_on", date_as_published),
            must("purpose"),
            _SOURCE,
        ),
    ),
    Sheet(
        "role",
        (
            _OF_PROGRAMME,
            must("actor"),
            Column("partner", reference("partner")),
            must("role"),
            _SOURCE,
        ),
        keys=(("programme", "actor", "role", "source"),),
        numbered=True,
    ),
    Sheet(
        "milestone",
        (
            _OF_PROGRAMME,
            Column("happened_on", date_as_published),
            Column("horizon"),
            must("title"),
            _SOURCE,
        ),
        keys=(("programme", "title"),),
        numbered=True,
    ),
    Sheet(
        "key_figure",
        (
            _ID,
            _PROGRAMME,
            must("label"),
            must("value", number),
            Column("value_max", number),
            must("unit"),
            Column("qualifier"),
            _NOTE,
            Column("as_of", as_of),
            _SOURCE,
        ),
    ),
    Sheet(
        "public",
        (
            must("id", integer),
            must("code", identifier),
            must("label"),
            _PROGRAMME,
            Column("priority"),
            _SOURCE,
        ),
        keys=(("id",), ("code",)),
    ),
    Sheet(
        "target",
        (
            _OF_PROGRAMME,
            Column("indicator", identifier),
            must("subject_level", territory_level, "territory"),
            must("subject_id", reference("territory"), "territory"),
            must("code", identifier),
            must("value", number),
            must("unit"),
            Column("due_on", date_as_published),
            must("wording"),
            _SOURCE,
        ),
        keys=(("programme", "territory", "wording"),),
        numbered=True,
    ),
    Sheet("challenge", (_ID, must("label"), Column("examples"), _SOURCE)),
    Sheet(
        "solution",
        (_ID, must("name"), Column("partner", reference("partner")), must("purpose"), _SOURCE),
        (
            Link(
                "challenges_our_reading", "solution_challenge", "solution", "challenge", "challenge"
            ),
        ),
    ),
    Sheet("response_kind", (_ID, must("label"), _OF_PROGRAMME, _SOURCE)),
    Sheet("fund", (_ID, must("name"), must("kind"), _NOTE, _SOURCE)),
    Sheet(
        "convention",
        (
            _ID,
            must("title"),
            must("kind"),
            Column("signed_on", date_as_published),
            Column("ends_on", date_as_published),
            _PROGRAMME,
            Column("amount_eur", number),
            Column("object"),
            _NOTE,
            _SOURCE,
        ),
        (
            Link("parties", "convention_party", "convention", "partner", "partner", required=True),
            Link("territories", "convention_territory", "convention", "territory_id", "territory"),
        ),
    ),
    Sheet(
        "convention_axis",
        (
            must("convention", reference("convention")),
            must("rank", integer),
            must("axis"),
            must("measurable", flag),
        ),
        keys=(("convention", "rank"),),
    ),
    Sheet(
        "event",
        (
            _ID,
            must("title"),
            Column("starts_on", date_as_published),
            Column("ends_on", date_as_published),
            Column("place"),
            _PROGRAMME,
            Column("participants", integer),
            Column("participants_unit"),
            _NOTE,
            _SOURCE,
        ),
    ),
    Sheet(
        "feedback_axis",
        (_ID, must("axis", one_of("theme", "angle")), must("label"), _SOURCE),
    ),
    Sheet(
        "detail",
        (
            must("subject_table", one_of(*DETAILED)),
            must("subject_id", _subject),
            must("fact"),
            must("value"),
            Column("as_of", as_of),
            _SOURCE,
        ),
        keys=(("subject_table", "subject_id", "fact", "as_of"),),
        numbered=True,
    ),
)
