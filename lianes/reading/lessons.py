"""What was learnt: lessons by theme and angle, events, what worked elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianes.domain.network import Network
from lianes.domain.provenance import Source
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.reading.actor_scope import networks_by_id, touches
from lianes.reading.conventions import Agreement
from lianes.reading.desk import Desk
from lianes.reading.directory import folded
from lianes.reading.grants import departement_of
from lianes.reading.sources import Bibliography, bibliography
from lianes.reading.subject import Subject, find_subject
from lianes.reading.territory_context import twin_list
from lianes.store.actor_reader import ActorReader
from lianes.store.territory_reader import TerritoryReader

DIFFICULTY = "difficulty"
USEFUL = frozenset({"solution", "good-practice"})


@dataclass(frozen=True, slots=True)
class Axis:
    """A theme or an angle and its source."""

    id: str
    label: str
    source: Source


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one network, or an event, noted; `noted_on` is None when it is not dated."""

    id: int
    theme: str
    angle: str
    network: Network | None
    place: Territory | None
    event: str | None
    noted_on: str | None
    text: str
    source: Source
    simulated: bool

    @property
    def where(self) -> str:
        """The network that tells it, or the territory it speaks of; empty when neither is said."""
        if self.network is not None:
            return self.network.name
        return self.place.label if self.place is not None else ""


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting as published; `here` says whether it concerns the place under study."""

    id: str
    title: str
    starts_on: str | None
    ends_on: str | None
    place: str | None
    programme: str | None
    participants: int | None
    participants_unit: str | None
    note: str | None
    sources: tuple[Source, ...]
    simulated: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A solution or good practice of another place; `distance` only for a similar département."""

    lesson: Lesson
    distance: float | None


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons and events of a scope; `agreements` are those that concern its place."""

    subject: Subject
    themes: tuple[Axis, ...]
    angles: tuple[Axis, ...]
    lessons: tuple[Lesson, ...]
    others: tuple[Lesson, ...]
    events: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    twins: Mapping[str, float]
    active: tuple[Network, ...]
    assessed: tuple[Network, ...]

    def label(self, axis: str) -> str:
        """Return the words of a theme or an angle."""
        return next(a.label for a in (*self.themes, *self.angles) if a.id == axis)

    def event_title(self, lesson: Lesson) -> str:
        """Return the title of the event where a lesson was told, empty when there is none."""
        return next((e.title for e in self.events if e.id == lesson.event), "")


# ------------------------------------------------------------------ reading
def lessons(
    desk: Desk,
    reader: ActorReader,
    ground: TerritoryReader,
    scope: Scope,
    conventions: Sequence[Agreement],
) -> Lessons:
    """Read what the networks of a scope learnt, every event, and the conventions of the scope."""
    subject = find_subject(reader, scope)
    library = bibliography(reader)
    networks = reader.networks(subject.entities)
    mine = {network.id for network in networks}
    every = networks_by_id(reader.networks())
    rows = reader.every_lesson()
    places = {t.code: t for t in reader.territories({r["place"] for r in rows} - {None})}
    found = [_lesson(row, every, places, library) for row in rows]
    day = desk.meta.as_of
    active = tuple(network for network in networks if network.is_active(day))
    assessed = reader.documented(day)
    return Lessons(
        subject=subject,
        themes=_axes(reader, library, "theme"),
        angles=_axes(reader, library, "angle"),
        lessons=tuple(x for x in found if _is_mine(x, subject, mine)),
        others=tuple(x for x in found if not _is_mine(x, subject, mine)),
        events=_events(reader, library, subject),
        agreements=tuple(
            a for a in conventions
            if a.network is None and not a.is_national and touches(subject, a.territories)
        ),
        twins=_twins(ground, scope, subject),
        active=active,
        assessed=tuple(network for network in active if network.id in assessed),
    )  # fmt: skip


def _axes(reader: ActorReader, library: Bibliography, axis: str) -> tuple[Axis, ...]:
    return tuple(
        Axis(row["id"], row["label"], library.sources[row["source"]])
        for row in reader.feedback_axes(axis)
    )


def _lesson(
    row: Mapping[str, Any], networks: Mapping[int, Network], places: Mapping[str, Territory],
    library: Bibliography,
) -> Lesson:  # fmt: skip
    network = networks.get(row["network_id"])
    return Lesson(row["id"], row["theme"], row["angle"], network, places.get(row["place"]),
                  row["event"], row["noted_on"], row["text"], library.sources[row["source"]],
                  bool(row["simulated"]))  # fmt: skip


def _is_mine(lesson: Lesson, subject: Subject, mine: set[int]) -> bool:
    if lesson.network is not None:
        return lesson.network.id in mine
    return subject.is_national if lesson.place is None else touches(subject, [lesson.place])


def _events(reader: ActorReader, library: Bibliography, subject: Subject) -> tuple[Event, ...]:
    rows = reader.facts("event", "starts_on IS NULL, starts_on DESC")
    towns = reader.communes_named([_town(row["place"]) for row in rows])
    names = ("id", "title", "starts_on", "ends_on", "place", "programme", "participants",
             "participants_unit", "note")  # fmt: skip
    return tuple(
        Event(
            **{name: row[name] for name in names},
            sources=library.of("event", row),
            simulated=bool(row["simulated"]),
            here=_is_here(row, towns.get(_town(row["place"])), subject),
        )
        for row in rows
    )


def _town(place: str | None) -> str:
    """Return the last words of a place: « Résidence sociale Blida, Metz » is in Metz."""
    return (place or "").split(",")[-1].strip()


def _is_here(row: Mapping[str, Any], town: Territory | None, subject: Subject) -> bool:
    """Whether an event took place in the place under study, or names it."""
    if town is not None and touches(subject, [town]):
        return True
    name = folded(subject.label.split(" (")[0])
    return subject.is_national or name in folded(row["title"])


def _twins(ground: TerritoryReader, scope: Scope, subject: Subject) -> dict[str, float]:
    """Return the départements similar to one of the subject's, with the shortest distance."""
    found: dict[str, float] = {}
    for code in _departements(ground, subject):
        twins = twin_list(ground, find_subject(ground, scope.at(code))).found
        for place, twin in twins:
            found[place.code] = min(twin.distance, found.get(place.code, twin.distance))
    return found


def _departements(ground: TerritoryReader, subject: Subject) -> list[str]:
    if subject.is_national:
        return []
    codes: list[str] = []
    for place in subject.territories:
        if place.level is Level.REGION:
            codes += [t.code for t in ground.children(place, Level.DEPARTEMENT)]
        else:
            codes.append(departement_of((place.code, *place.parents)))
    return [code for code in dict.fromkeys(codes) if code]


# ------------------------------------------------------------------ filters
def search(reader: ActorReader, words: str) -> tuple[frozenset[int], frozenset[str]]:
    """Return the ids of the lessons and events that hold every word, accents folded.

    Words that begin the name of a theme find its lessons too.
    """
    asked = folded(words).strip()
    named = {r["id"] for r in reader.feedback_axes("theme") if folded(r["label"]).startswith(asked)}
    by_theme = {row["id"] for row in reader.every_lesson() if asked and row["theme"] in named}
    return reader.lessons_with(words) | by_theme, reader.events_with(words)


def kept(
    found: Iterable[Lesson], *, theme: str | None, angle: str | None, ids: frozenset[int] | None
) -> tuple[Lesson, ...]:
    """Return the lessons of a theme and an angle, among those a search found; None keeps all."""
    return tuple(
        lesson
        for lesson in found
        if theme in (None, lesson.theme)
        and angle in (None, lesson.angle)
        and (ids is None or lesson.id in ids)
    )


def counts(found: Iterable[Lesson]) -> dict[tuple[str, str], int]:
    """Count lessons by theme and angle."""
    table: dict[tuple[str, str], int] = {}
    for lesson in found:
        key = (lesson.theme, lesson.angle)
        table[key] = table.get(key, 0) + 1
    return table


def elsewhere(view: Lessons, theme: str | None) -> tuple[Elsewhere, ...]:
    """Return what worked in other places for the same themes, similar territories first.

    Without a theme asked for, the themes are those of the difficulties noted here.
    """
    asked = {theme} if theme else {x.theme for x in view.lessons if x.angle == DIFFICULTY}
    useful = [x for x in view.others if x.angle in USEFUL and x.theme in asked]
    found = [Elsewhere(x, _distance(x, view.twins)) for x in useful]
    return tuple(sorted(found, key=lambda e: (e.distance is None, e.distance or 0.0, e.lesson.id)))


def _distance(lesson: Lesson, twins: Mapping[str, float]) -> float | None:
    if lesson.network is not None:
        return twins.get(departement_of(lesson.network.parents))
    place = lesson.place
    return twins.get(departement_of((place.code, *place.parents))) if place else None


def commitments(agreements: Sequence[Agreement], words: str) -> tuple[tuple[Agreement, str], ...]:
    """Return the axes of conventions that name a theme: what the parties said they would do."""
    asked = folded(words)
    return tuple((a, axis.words) for a in agreements for axis in a.axes
                 if asked in folded(axis.words))  # fmt: skip
