"""The five programmes read from the store, and which conventions concern a place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianes.domain.programme import (
    Axis,
    Congress,
    Convention,
    Detail,
    KeyFigure,
    Milestone,
    Programme,
    Programmes,
    Public,
    Role,
    Target,
)
from lianes.reading.sources import Bibliography, bibliography
from lianes.reading.subject import Subject
from lianes.store.facts_reader import FactsReader

ACTION_LOGEMENT = "action-logement"
CONGRESS_CONVENTIONS = "al-congress-conventions"
"""Key figure: how many conventions Action Logement announced at the Congress."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Which conventions concern a place: by their territory, or as national ones."""

    local: tuple[Convention, ...]
    national: tuple[Convention, ...]


def concerning(conventions: Iterable[Convention], subject: Subject) -> Concern:
    """Return the conventions whose territory is the subject's, inside it or around it.

    For the whole country none is singled out.
    """
    known = tuple(conventions)
    local = (c for c in known if not c.is_national and _touches(c, subject))
    return Concern(
        local=() if subject.is_national else tuple(local),
        national=tuple(c for c in known if c.is_national),
    )


def _touches(convention: Convention, subject: Subject) -> bool:
    return any(
        place.code in (mine.code, *mine.parents) or mine.code in place.parents
        for place in convention.territories
        for mine in subject.territories
    )


# ------------------------------------------------------------------ reading
def programmes(reader: FactsReader) -> Programmes:
    """Read all published facts of the programmes; simulated rows are never among them."""
    library = bibliography(reader)
    facts = _Facts(reader, library)
    figures = facts.figures(None)
    conventions = facts.conventions
    found = tuple(facts.programme(row) for row in reader.programmes())
    return Programmes(found, figures, conventions[None], _congress(figures, conventions))


class _Facts:
    """The rows of every table of facts, sorted by programme once."""

    def __init__(self, reader: FactsReader, library: Bibliography) -> None:
        self._library = library
        tables = ("role", "milestone", "key_figure", "public")
        self._rows = {table: reader.facts(table, "rowid") for table in tables}
        self._rows["target"] = reader.published_targets()
        self._details = [
            row for row in reader.facts("detail", "id") if row["subject_table"] == "programme"
        ]
        self.conventions = _conventions(reader, library)

    def _of(self, table: str, programme: str | None) -> list[Mapping[str, Any]]:
        return [row for row in self._rows[table] if row["programme"] == programme]

    def figures(self, programme: str | None) -> tuple[KeyFigure, ...]:
        """Return the key figures of a programme, or of none."""
        names = ("id", "label", "value", "value_max", "unit", "qualifier", "note", "as_of")
        return tuple(
            KeyFigure(**{n: row[n] for n in names}, sources=self._library.of("key_figure", row))
            for row in self._of("key_figure", programme)
        )

    def programme(self, row: Mapping[str, Any]) -> Programme:
        """Return one programme with all its facts."""
        key, cite = row["id"], self._library.of
        return Programme(
            key, row["name"], row["lead_name"], row["started_on"], row["purpose"],
            sources=cite("programme", row),
            roles=tuple(
                Role(r["actor"], r["role"], source)
                for r in self._of("role", key) for source in cite("role", r)
            ),
            publics=tuple(
                Public(r["label"], r["priority"], cite("public", r))
                for r in self._of("public", key)
            ),
            milestones=tuple(
                Milestone(r["title"], r["happened_on"], r["horizon"], cite("milestone", r))
                for r in sorted(self._of("milestone", key), key=_chronology)
            ),
            targets=tuple(
                Target(r["wording"], r["due_on"], cite("target", r))
                for r in self._of("target", key)
            ),
            figures=self.figures(key),
            conventions=self.conventions.get(key, ()),
            details=tuple(
                Detail(r["fact"], r["value"], r["as_of"], cite("detail", r))
                for r in self._details if r["subject_id"] == key
            ),
        )  # fmt: skip


def _chronology(row: Mapping[str, Any]) -> tuple[bool, str]:
    """Order by date, the imprecise before what it contains; horizons without date come last."""
    return row["happened_on"] is None, row["happened_on"] or ""


def _conventions(
    reader: FactsReader, library: Bibliography
) -> dict[str | None, tuple[Convention, ...]]:
    parties, places = reader.convention_parties(), reader.convention_territories()
    axes: dict[str, tuple[Axis, ...]] = {}
    for row in reader.facts("convention_axis", "convention, rank"):
        axis = Axis(row["axis"], bool(row["measurable"]))
        axes[row["convention"]] = (*axes.get(row["convention"], ()), axis)
    found: dict[str | None, tuple[Convention, ...]] = {None: ()}
    for row in reader.published_conventions():
        key = row["id"]
        convention = Convention(
            key, row["title"], row["kind"], row["signed_on"], row["ends_on"],
            parties.get(key, ()), places.get(key, ()), row["amount_eur"], row["object"],
            row["note"], axes.get(key, ()), library.of("convention", row),
        )  # fmt: skip
        found[row["programme"]] = (*found.get(row["programme"], ()), convention)
    return found


def _congress(
    figures: Sequence[KeyFigure], conventions: Mapping[str | None, Sequence[Convention]]
) -> Congress | None:
    """Return those of Action Logement that the announcement's own source or month ties to it."""
    announced = next((figure for figure in figures if figure.id == CONGRESS_CONVENTIONS), None)
    if announced is None:
        return None
    identified = tuple(
        convention
        for group in conventions.values()
        for convention in group
        if ACTION_LOGEMENT in (party for party, _ in convention.parties)
        and _of_congress(convention, announced)
    )
    return Congress(identified, announced)


def _of_congress(convention: Convention, announced: KeyFigure) -> bool:
    month = announced.as_of or "unknown"
    same_source = bool(set(convention.sources) & set(announced.sources))
    return same_source or (convention.signed_on or "").startswith(month)
