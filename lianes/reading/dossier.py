"""What a file takes away of a scope: the page's own values, its map and what may be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lianes.access.audience import RELEASED_LEVELS
from lianes.domain.catalogue import Catalogue, Form, Indicator
from lianes.domain.programme import Programmes
from lianes.domain.provenance import Source
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.reading.coverage import Coverage
from lianes.reading.desk import Desk
from lianes.reading.mapping import MAPPED_FORMS, Mapped, mapped
from lianes.reading.multiples import Multiple, multiples
from lianes.reading.overview import Overview, overview
from lianes.reading.portrait import Portrait, portrait
from lianes.reading.programmes import Concern, concerning
from lianes.reading.programmes import programmes as read_programmes
from lianes.reading.say import Saying, say
from lianes.reading.sources import bibliography
from lianes.reading.subject import Subject
from lianes.reading.territory_sheet import Step, ladder
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading
from lianes.store.reader import StoreMeta
from lianes.store.territory_reader import Actor, LocalConvention, TerritoryReader

DEFAULT_INDICATOR = "jobs_per_10000_dwellings"


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the map of a page shows; None is the page's own default."""

    indicator: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class ContextFigure:
    """A published figure of the territory itself, never a result of the programme."""

    label: str
    value: float
    unit: str
    as_of: str
    producer: str
    missing: str | None


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one network noted, or an event when `network` is None, with its theme and angle."""

    theme: str
    angle: str
    network: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a file says of a scope, as one audience may see it.

    `sayings` stand beside the cards of the view, in the same order; `actors`, `agreements` and the
    `ladder` of money are those of its networks, as the sheet of the territory shows them.
    """

    view: Overview
    mapped: Mapped
    audience: Audience
    meta: StoreMeta
    public_label: str
    sayings: tuple[Saying, ...]
    catalogue: Catalogue
    programmes: Programmes
    concern: Concern
    sources: tuple[Source, ...]
    context: tuple[ContextFigure, ...]
    learnt: tuple[Learnt, ...]
    multiples: tuple[Multiple, ...]
    portrait: Portrait | None
    actors: tuple[Actor, ...]
    agreements: tuple[LocalConvention, ...]
    ladder: tuple[Step, ...]

    @property
    def subject(self) -> Subject:
        """What is under study."""
        return self.view.subject

    @property
    def label(self) -> str:
        """The subject as a title says it."""
        return "France entière" if self.subject.is_national else self.subject.label


def read_dossier(
    path: Path,
    catalogue: Catalogue,
    audience: Audience,
    scope: Scope,
    choice: MapChoice = MapChoice(),
    reach: Coverage | None = None,
) -> Dossier:
    """Read a scope from the store at `path`; raises StoreError, UnknownTerritory…

    `reach` is the coverage of the country, read once per store; without it, it is not told.
    """
    with reading(path) as connection:
        reader = ActorReader(connection)
        desk = Desk(reader, catalogue, audience, reader.meta())
        return dossier(desk, reader, TerritoryReader(connection), scope, choice, reach)


def dossier(
    desk: Desk,
    reader: ActorReader,
    ground: TerritoryReader,
    scope: Scope,
    choice: MapChoice,
    reach: Coverage | None = None,
) -> Dossier:
    """Read a scope at a desk whose readers also know the published facts and who acts where."""
    view = overview(desk, scope, reach)
    level = mapped_level(view.subject, desk.audience, choice.level)
    indicator = mapped_indicator(desk.catalogue, level, scope.public, choice.indicator)
    facts = read_programmes(reader)
    return Dossier(
        view=view,
        mapped=mapped(desk, indicator, level, view.networks, scope.period, scope.public),
        audience=desk.audience,
        meta=desk.meta,
        public_label=reader.public_labels()[scope.public],
        sayings=_sayings(view, desk.meta),
        catalogue=desk.catalogue,
        programmes=facts,
        concern=concerning(facts.every_convention, view.subject),
        sources=tuple(bibliography(reader).sources.values()),
        context=_context(desk, view.subject),
        learnt=_learnt(reader, view),
        multiples=multiples(desk, scope, view.networks),
        portrait=portrait(reader, view.subject, view.networks, scope.period.end),
        actors=ground.actors_of(view.networks, desk.meta.as_of),
        agreements=ground.local_conventions(view.networks),
        ladder=ladder(
            ground.funding_lines(view.networks), desk.audience, national=view.subject.is_national
        ),
    )


def _learnt(reader: ActorReader, view: Overview) -> tuple[Learnt, ...]:
    """Return what the networks of a scope learnt; events belong to the whole country."""
    labels = {row["id"]: row["label"] for axis in ("theme", "angle")
              for row in reader.feedback_axes(axis)}  # fmt: skip
    names: dict[int | None, str | None] = {network.id: network.name for network in view.networks}
    if view.subject.is_national:
        names[None] = None
    return tuple(
        Learnt(labels[row["theme"]], labels[row["angle"]], names[row["network_id"]], row["text"])
        for row in reader.every_lesson()
        if row["network_id"] in names
    )


def _context(desk: Desk, subject: Subject) -> tuple[ContextFigure, ...]:
    """Return what is published of one territory; several are not added up here."""
    if subject.network is not None or not subject.is_single:
        return ()
    code = subject.territories[0].code
    measures = desk.reader.facts("context_measure", "rowid")
    known = [(row, desk.reader.context(row["id"], [code]).get(code)) for row in measures]
    return tuple(
        ContextFigure(row["label"], found[0], row["unit"], row["as_of"], row["producer"], found[1])
        for row, found in known
        if found is not None
    )


def _sayings(view: Overview, meta: StoreMeta) -> tuple[Saying, ...]:
    counted = (view.reporting.reported, view.reporting.expected)
    return tuple(
        say(card.estimate, view.subject.label, view.scope.period, meta, networks=counted)
        for card in view.cards
    )


def map_levels(subject: Subject, audience: Audience) -> tuple[Level, ...]:
    """Return the levels a map of the subject may show; outside, only those of the release grid."""
    levels = subject.map_levels
    if audience is Audience.EXTERNE:
        return tuple(level for level in levels if level in RELEASED_LEVELS) or levels[:1]
    return levels


def mapped_level(subject: Subject, audience: Audience, asked: Level | None) -> Level:
    """Return the level asked for when it is offered, else the page's default."""
    levels = map_levels(subject, audience)
    default = levels[1] if subject.is_national else levels[0]
    return asked if asked in levels else default


def mapped_indicator(
    catalogue: Catalogue, level: Level, public: str, asked: str | None
) -> Indicator:
    """Return the indicator asked for when it can be mapped there, else the page's default."""
    found = _mappable(catalogue, level, public)
    by_id = {indicator.id: indicator for indicator in found}
    return by_id.get(asked or "", by_id.get(DEFAULT_INDICATOR, found[0]))


def _mappable(catalogue: Catalogue, level: Level, public: str) -> Sequence[Indicator]:
    """Return what is mapped at a level: below départements neither context nor cohorts are."""
    return [
        indicator
        for indicator in catalogue.indicators.values()
        if indicator.form in MAPPED_FORMS
        and public in catalogue.publics_of(indicator)
        and not (indicator.form in (Form.PER, Form.RETENTION) and level > Level.DEPARTEMENT)
    ]
