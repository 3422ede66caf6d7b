"""The map page: an indicator or a context figure over the territories of one level."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import HARD, published_date, with_unit
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.coverage import Coverage
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import (
    MAPPED_FORMS,
    Mapped,
    class_breaks,
    class_words,
    mapped,
)
from lianes.reading.standing import SOURCES, STANDING_FORMS, dated
from lianes.reading.standing_map import reaching, standing_mapped
from lianes.reading.subject import Subject, find_subject
from lianes.store.reader import Reader, StoreMeta
from lianes.store.territory_reader import ContextMeasure, TerritoryReader

CONTEXT_LEVELS = (Level.REGION, Level.DEPARTEMENT)
EXPLORED_FORMS = (*MAPPED_FORMS, *STANDING_FORMS)
LEVELS = {
    Level.FRANCE: (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.EPT),
    Level.REGION: (Level.DEPARTEMENT, Level.EPCI),
    Level.DEPARTEMENT: (Level.EPCI, Level.COMMUNE),
}
GREATER_PARIS = ("REG-11", "DEP-75", "DEP-91", "DEP-92", "DEP-93", "DEP-94", "DEP-95",
                 "EPCI-200054781")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One territory of the map: what it shows, in words and, for a file, in numbers.

    `inside` tells whether it lies in the scope; the map draws its surroundings too.
    """

    territory: Territory
    state: State
    shade: int | None
    label: str
    value: float | None
    inside: bool
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What is mapped: its name, its question, where it comes from.

    `when` is the day it stands at, in words; empty when the period says it. `context` is the
    published figure that is mapped, None for an indicator.
    """

    id: str
    label: str
    question: str
    unit: str
    decimals: int
    definition: str
    source: str
    is_context: bool
    needs_context: bool
    can_sort: bool
    is_cohort: bool = False
    is_estimate: bool = False
    when: str = ""
    context: ContextMeasure | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """A theme over a level; `rest` is the state of the territories that have no spot.

    `total` counts the territories of the level inside the scope.
    """

    theme: Theme
    level: Level
    spots: tuple[Spot, ...]
    class_words: tuple[str, ...]
    compares: bool
    rest: State
    total: int

    @property
    def inside(self) -> tuple[Spot, ...]:
        """The spots of the scope itself."""
        return tuple(spot for spot in self.spots if spot.inside)


@dataclass(frozen=True, slots=True)
class Explorer:
    """Where the reader stands: the subject, the networks drawn, what may be chosen."""

    subject: Subject
    networks: tuple[Network, ...]
    levels: tuple[Level, ...]
    covered: tuple[str, ...]
    spans: tuple[Territory, ...]
    themes: tuple[Theme, ...]


# ------------------------------------------------------------------ where
def explorer(desk: Desk, reader: TerritoryReader, scope: Scope) -> Explorer:
    """Return what the page may show for a scope; raises UnknownTerritory."""
    subject = find_subject(desk.reader, scope)
    spans = reader.spans([t.code for t in subject.territories]) if subject.is_single else {}
    return Explorer(
        subject=subject,
        networks=_networks(desk.reader, subject),
        levels=_levels(subject, desk.audience),
        covered=desk.reader.covered_communes(subject.network) if subject.network else (),
        spans=next(iter(spans.values()), ()),
        themes=themes(desk, reader.context_measures(), scope.public),
    )


def _networks(reader: Reader, subject: Subject) -> tuple[Network, ...]:
    """Return the networks drawn: those of the subject, and for a commune those around it."""
    if subject.level is not Level.COMMUNE:
        return reader.networks(subject.entities)
    around = subject.parents[-1]
    return reader.networks([(around.level, around.id)])


def _levels(subject: Subject, audience: Audience) -> tuple[Level, ...]:
    """Return the levels on offer; outside, none below the département is released."""
    found = subject.map_levels if not subject.is_single else LEVELS.get(
        subject.level, subject.map_levels)  # fmt: skip
    if subject.is_single and any(t.code in GREATER_PARIS for t in subject.territories):
        found = (*found, Level.EPT)
    if audience is Audience.EXTERNE:
        return tuple(level for level in found if level <= Level.DEPARTEMENT) or found[:1]
    return found


# ------------------------------------------------------------------ what
def themes(desk: Desk, measures: Sequence[ContextMeasure], public: str) -> tuple[Theme, ...]:
    """Return every indicator that can be mapped for a public, then every context figure."""
    indicators = [
        _theme(indicator, desk.meta)
        for indicator in desk.catalogue.indicators.values()
        if indicator.form in EXPLORED_FORMS and public in desk.catalogue.publics_of(indicator)
    ]
    return (*indicators, *map(_context_theme, measures))


def _theme(indicator: Indicator, meta: StoreMeta) -> Theme:
    source = SOURCES.get(indicator.form, "saisies des réseaux")
    return Theme(
        indicator.id, indicator.label, indicator.question, indicator.unit, indicator.decimals,
        indicator.definition, f"{source}, définition v{indicator.version}",
        is_context=False, needs_context=indicator.form is Form.PER,
        can_sort=indicator.form is Form.COUNT, is_cohort=indicator.form is Form.RETENTION,
        is_estimate=indicator.form is Form.COVERAGE, when=dated(indicator, meta),
    )  # fmt: skip


def _context_theme(measure: ContextMeasure) -> Theme:
    when = published_date(measure.as_of)
    return Theme(
        measure.id, measure.label, f"Dans quel contexte{HARD}? {measure.label}", measure.unit,
        0 if measure.summable else 1, measure.note or "",
        f"{measure.producer}, {measure.dataset} ({when})",
        is_context=True, needs_context=True, can_sort=measure.summable, context=measure,
    )  # fmt: skip


def theme_levels(theme: Theme, levels: Sequence[Level]) -> tuple[Level, ...]:
    """Return the levels at which a theme exists among those on offer.

    A cohort asks for 20 people followed, which almost no place below the département has. The
    estimated coverage tells a commune in or out of reach, as the radii drawn do, and is read by
    EPCI one région at a time.
    """
    if theme.is_estimate:
        near = () if Level.REGION in levels else (Level.EPCI,)
        return tuple(level for level in levels if level in (*CONTEXT_LEVELS, Level.EPT, *near))
    if not theme.needs_context and not theme.is_cohort:
        return tuple(levels)
    return tuple(level for level in levels if level in CONTEXT_LEVELS)


def layer(
    desk: Desk,
    reader: TerritoryReader,
    scope: Scope,
    theme: Theme,
    level: Level,
    reach: Coverage | None = None,
) -> Layer:
    """Read a theme over a level inside a scope; `reach` is the coverage, read once per store."""
    found = find_subject(desk.reader, scope)
    total = reader.count_inside(found.territories, level)
    if theme.is_context:
        return _context_layer(reader, found, theme, level, total)
    indicator = desk.catalogue.indicators[theme.id]
    if indicator.form in STANDING_FORMS:
        if level not in theme_levels(theme, (level,)):
            return Layer(theme, level, (), (), compares=False, rest=State.NOT_REPORTED, total=total)
        read = standing_mapped(desk, reader, found, indicator, level, scope.period, reach)
    else:
        networks = desk.reader.networks()
        read = mapped(desk, indicator, level, networks, scope.period, scope.public)
    around = [t for t in (*found.parents, *found.territories) if t.level is Level.REGION]
    astride = {place.code for place in reaching(reader, around, level)}
    return _result_layer(read, theme, found, total, astride)


def _lies_in(place: Territory, subject: Subject) -> bool:
    return any(t.code == place.code or t.code in place.parents for t in subject.territories)


def _is_drawn(place: Territory, subject: Subject, astride: Set[str]) -> bool:
    """Whether a map of the subject shows a place: below the département, what its région reaches.

    `astride` are the codes of EPCI that belong elsewhere and reach into it.
    """
    regions = {t.code for t in (*subject.parents, *subject.territories) if t.level is Level.REGION}
    if place.level <= Level.DEPARTEMENT or not regions:
        return True
    here = not regions.isdisjoint(place.parents) or _lies_in(place, subject)
    return here or place.code in astride


def _result_layer(
    found: Mapped, theme: Theme, subject: Subject, total: int, astride: Set[str]
) -> Layer:
    """Keep what the map draws; its classes are those of the whole country at every step."""
    spots = tuple(
        Spot(a.territory, a.estimate.figure.state, a.shade, a.label, a.estimate.figure.value,
             _lies_in(a.territory, subject), a.estimate)
        for a in found.areas if theme.is_estimate or _is_drawn(a.territory, subject, astride)
    )  # fmt: skip
    return Layer(
        theme, found.level, spots, found.class_words, found.compares, State.NOT_DEPLOYED, total
    )


def _context_layer(
    reader: TerritoryReader, subject: Subject, theme: Theme, level: Level, total: int
) -> Layer:
    places = reader.of_level(level)
    figures = reader.context(theme.id, [place.code for place in places])
    values = {code: value for code, (value, missing) in figures.items() if missing is None}
    breaks = class_breaks(list(values.values()))
    spots = tuple(
        _context_spot(place, values.get(place.code), theme, breaks, _lies_in(place, subject))
        for place in places
    )
    words = class_words(breaks, _scale_of(theme))
    return Layer(theme, level, spots, words, False, State.NOT_REPORTED, total)


def _scale_of(theme: Theme) -> Indicator:
    """Return what the words of the classes need: how many decimals."""
    return Indicator(
        theme.id, theme.label, "", Form.COUNT, theme.unit, "", "", decimals=theme.decimals
    )


def _context_spot(
    place: Territory, value: float | None, theme: Theme, breaks: Sequence[float], inside: bool
) -> Spot:
    if value is None:
        return Spot(place, State.NOT_REPORTED, None, "non disponible à cette maille", None, inside)
    shade = sum(value >= bound for bound in breaks)
    words = with_unit(value, theme.unit, theme.decimals)
    return Spot(place, State.MEASURED, shade, words, value, inside)
