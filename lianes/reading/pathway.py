"""From information to a lasting job: stages, conversions, exits, profile, retention."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.access.masking import Count, shown_count
from lianes.domain.catalogue import Measure
from lianes.domain.french import alphabetical
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.figure import Figure
from lianes.metrics.proportion import Z95, Z998
from lianes.metrics.verdict import Verdict
from lianes.reading.curves import Curve, cohort_curve
from lianes.reading.desk import Desk, summed
from lianes.reading.estimates import FRANCE_ENTITY, Counts, Estimate, counts_for, estimate
from lianes.reading.exits import EXIT_KINDS, Exits, exits
from lianes.reading.subject import Subject, find_subject
from lianes.reading.watch import EXITS, child_territories
from lianes.store.reader import Entity

STAGES: tuple[tuple[str, str | None], ...] = (
    ("informed", None),
    ("candidates", "conversion_candidates"),
    ("oriented", "conversion_oriented"),
    ("pathways_started", "conversion_pathways"),
    ("trainings_completed", "conversion_trained"),
    ("employer_meetings", "conversion_met"),
    ("jobs_started", "conversion_jobs"),
)
"""Each stage's measure and the indicator that says how many come to it."""
CONVERSIONS = tuple(indicator for _, indicator in STAGES if indicator)
RETENTIONS = ("job_retention_6m", "job_retention_12m")
RATES = (EXITS, "durable_exit_rate", "dynamic_exit_rate", "local_jobs", "home_care_jobs",
         "integrated_pathways")  # fmt: skip
PROFILE = ("informed", "pathways_started", "jobs_started")
SENIOR_WORKERS = "seniors-willing-to-work"
ENTRANTS = ("job-seekers", SENIOR_WORKERS)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: how many reached it, and out of those of its base how many (`conversion`).

    `exact` when the catalogue declares the stage a part of its base.
    """

    measure: Measure
    figure: Figure
    conversion: Estimate | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Entrants:
    """One public along the way: its share of each stage in percent, and its exit rate."""

    public: str
    label: str
    shares: tuple[Figure, ...]
    exits: Estimate


@dataclass(frozen=True, slots=True)
class Lost:
    """One territory or network inside the scope and its conversions."""

    label: str
    href: str
    pathways: Figure
    conversions: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Pathway:
    """Everything the page says."""

    subject: Subject
    scope: Scope
    networks: tuple[Network, ...]
    stages: tuple[Stage, ...]
    retentions: tuple[Estimate, ...]
    exits: Exits
    entrants: tuple[Entrants, ...]
    rates: Mapping[str, Estimate]
    curve: Curve
    seniors: tuple[Stage, ...]
    children: tuple[Lost, ...]
    child_level: Level


def pathway(desk: Desk, scope: Scope) -> Pathway:
    """Read the page for a scope; raises UnknownTerritory or UnknownNetwork."""
    subject = find_subject(desk.reader, scope)
    found = desk.reader.networks(subject.entities)
    counts = _counts(desk, subject.entities, scope, scope.public)
    return Pathway(
        subject=subject,
        scope=scope,
        networks=found,
        stages=stages(desk, subject.entities, scope, scope.public, counts),
        retentions=_estimates(desk, RETENTIONS, subject.entities, scope, counts),
        exits=exits(desk, subject, counts),
        entrants=_entrants(desk, subject, scope),
        rates={e.indicator.id: e for e in _estimates(desk, RATES, subject.entities, scope, counts)},
        curve=_curve(desk, subject, scope),
        seniors=_seniors(desk, subject, scope),
        children=_children(desk, scope, subject, found),
        child_level=subject.table_level,
    )


def _counts(
    desk: Desk, entities: Sequence[Entity], scope: Scope, public: str
) -> dict[tuple[str, Entity], Count]:
    measures = tuple(dict.fromkeys((*(m for m, _ in STAGES), *EXIT_KINDS)))
    rates = [desk.catalogue.indicators[i] for i in (*CONVERSIONS, *RATES)]
    wanted = tuple(dict.fromkeys((*measures, *(m for rate in rates for m in rate.uses))))
    where = tuple(dict.fromkeys((*entities, FRANCE_ENTITY)))
    return desk.counts(wanted, where, scope.period, public)


def _estimates(
    desk: Desk, ids: Iterable[str], entities: Sequence[Entity], scope: Scope, counts: Counts
) -> tuple[Estimate, ...]:
    return tuple(
        estimate(desk, desk.catalogue.indicators[i], entities, scope.period, scope.public, counts)
        for i in ids
    )


# ------------------------------------------------------------------ stages
def stages(
    desk: Desk,
    entities: Sequence[Entity],
    scope: Scope,
    public: str,
    counts: Counts,
    *,
    z: float = Z95,
) -> tuple[Stage, ...]:
    """Return the stages of a subject for a public, from counts in hand."""
    return tuple(
        _stage(desk, entities, scope, public, counts, measure, indicator, z)
        for measure, indicator in STAGES
        if public in desk.catalogue.measures[measure].publics
    )


def _stage(
    desk: Desk,
    entities: Sequence[Entity],
    scope: Scope,
    public: str,
    counts: Counts,
    measure: str,
    indicator: str | None,
    z: float,
) -> Stage:
    declared = desk.catalogue.measures[measure]
    found = desk.catalogue.indicators[indicator] if indicator else None
    return Stage(
        declared,
        measured(desk, counts, measure, entities),
        estimate(desk, found, entities, scope.period, public, counts, z=z) if found else None,
        found is not None and declared.part_of in found.denominator,
    )


def measured(desk: Desk, counts: Counts, measure: str, entities: Sequence[Entity]) -> Figure:
    """Return the count of one measure as the audience may see it."""
    released = all(is_released(desk.audience, level) for level, _ in entities)
    total = summed(counts, [measure], entities)
    return shown_count(
        total, desk.measures([measure]), desk.audience, desk.meta.thresholds, released=released
    )


# ------------------------------------------------------------------ profile
def _entrants(desk: Desk, subject: Subject, scope: Scope) -> tuple[Entrants, ...]:
    labels = desk.reader.public_labels()
    whole = _counts(desk, subject.entities, scope, "all")
    return tuple(
        _entrant(desk, subject, scope, public, labels[public], whole) for public in ENTRANTS
    )


def _entrant(
    desk: Desk, subject: Subject, scope: Scope, public: str, label: str, whole: Counts
) -> Entrants:
    counts = _counts(desk, subject.entities, scope, public)
    exits = desk.catalogue.indicators[EXITS]
    return Entrants(
        public,
        label,
        tuple(
            _share(
                measured(desk, counts, measure, subject.entities),
                measured(desk, whole, measure, subject.entities),
            )
            for measure in PROFILE
        ),
        estimate(desk, exits, subject.entities, scope.period, public, counts),
    )


def _share(part: Figure, whole: Figure) -> Figure:
    """Return a part in percent of its whole, both already as the audience may see them."""
    if part.value is None or whole.value is None:
        return part if part.value is None else whole
    if not whole.value:
        return Figure.not_reported()
    return Figure.measured(100 * part.value / whole.value)


# ------------------------------------------------------------------ retention
def _curve(desk: Desk, subject: Subject, scope: Scope) -> Curve:
    indicator = desk.catalogue.indicators[RETENTIONS[0]]
    if scope.public not in desk.catalogue.publics_of(indicator):
        return Curve((), None, "non défini pour ce public")
    return cohort_curve(desk, indicator, subject.entities, scope.period, scope.public)


def _seniors(desk: Desk, subject: Subject, scope: Scope) -> tuple[Stage, ...]:
    """Return the stages of the seniors who wish to work, a public of their own."""
    counts = _counts(desk, subject.entities, scope, SENIOR_WORKERS)
    return stages(desk, subject.entities, scope, SENIOR_WORKERS, counts)


# ------------------------------------------------------------------ inside the scope
def _children(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[Lost, ...]:
    if subject.network is not None or not is_released(desk.audience, subject.table_level):
        return ()
    places = child_territories(desk, subject, networks)
    entities: list[Entity] = [(place.level, place.id) for place in places]
    indicators = [desk.catalogue.indicators[i] for i in CONVERSIONS]
    counts = counts_for(desk, indicators, entities, scope.period, scope.public)
    rows = [
        _lost(desk, scope, place, entity, counts)
        for place, entity in zip(places, entities, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: alphabetical(row.label)))


def _lost(desk: Desk, scope: Scope, place: Territory, entity: Entity, counts: Counts) -> Lost:
    found = tuple(
        estimate(
            desk, desk.catalogue.indicators[i], [entity], scope.period, scope.public, counts,
            z=Z998,
        )
        for i in CONVERSIONS
    )  # fmt: skip
    figure = measured(desk, counts, "pathways_started", [entity])
    return Lost(place.label, f"?territoire={place.code}", figure, found)


def weakest(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stages to which fewer come than in the rest of the programme."""
    return tuple(
        stage for stage in stages if stage.conversion and stage.conversion.verdict is Verdict.BELOW
    )
