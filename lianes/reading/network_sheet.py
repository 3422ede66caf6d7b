"""The sheet of one LIANE: who acts, what is agreed and funded, what came, what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianes.domain.catalogue import Catalogue
from lianes.domain.funding import STEPS
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Territory
from lianes.metrics.figure import Figure
from lianes.metrics.masking import Audience
from lianes.reading.coordination import NEEDED_KINDS
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate
from lianes.reading.network_list import KIND_WORDS
from lianes.reading.pathway import STAGES, Stage, measured, stages
from lianes.reading.senior_care import LEVEL_COSTS, DwellingLevel, dwelling_levels
from lianes.reading.subject import Subject, find_subject
from lianes.store.network_sheet_reader import (
    Actor,
    Change,
    Deployment,
    FundingLine,
    FundingNeed,
    Lesson,
    LocalConvention,
    NetworkSheetReader,
    Report,
)
from lianes.store.reader import ReportStatus

RATES = ("integrated_pathways", "adaptation_mean_cost", "adaptation_mean_delay")
SECURED = ("signed", "paid")


@dataclass(frozen=True, slots=True)
class FundingYear:
    """One year of funding in euros, by stage; `need` is None when it is not known."""

    year: int
    need: float | None
    amounts: Mapping[str, float]
    in_kind: float

    @property
    def secured(self) -> float:
        """What is signed or paid."""
        return sum(self.amounts.get(stage, 0.0) for stage in SECURED)

    @property
    def share(self) -> float | None:
        """Signed and paid in percent of the need; None without a need."""
        return 100 * self.secured / self.need if self.need else None


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected figure in words; `old` and `new` are None when they may not be shown."""

    changed_on: str
    author: str
    what: str
    old: str | None
    new: str | None
    reason: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Inside:
    """What is shown inside the programme only: money, corrections, lessons."""

    years: tuple[FundingYear, ...]
    secured_until: date | None
    corrections: tuple[Correction, ...]
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class NetworkSheet:
    """Everything the sheet says; `inside` is None outside the programme."""

    subject: Subject
    network: Network
    scope: Scope
    as_of: date
    active: bool
    successor: Network | None
    predecessors: tuple[Network, ...]
    declared_seat: str | None
    assessed_on: date | None
    report: ReportStatus | None
    actors: tuple[Actor, ...]
    missing: tuple[str, ...]
    deployments: tuple[Deployment, ...]
    conventions: tuple[LocalConvention, ...]
    reports: tuple[Report, ...]
    communes: tuple[Territory, ...]
    stages: tuple[Stage, ...]
    levels: tuple[DwellingLevel, ...]
    adapted: Figure
    rates: Mapping[str, Estimate]
    inside: Inside | None


def network_sheet(desk: Desk, reader: NetworkSheetReader, scope: Scope) -> NetworkSheet:
    """Read the sheet of the network of a scope; raises UnknownNetwork."""
    subject = find_subject(reader, scope)
    network = reader.network(scope.network or "")
    everyone = reader.networks()
    actors = reader.actors(network)
    declared = reader.declared_seat(network)
    stages_, levels, adapted, rates = _figures(desk, subject, scope)
    return NetworkSheet(
        subject=subject,
        network=network,
        scope=scope,
        as_of=desk.meta.as_of,
        active=network.is_active(desk.meta.as_of),
        successor=next((n for n in everyone if n.code == network.successor), None),
        predecessors=tuple(n for n in everyone if n.successor == network.code),
        declared_seat=declared if declared != network.seat else None,
        assessed_on=reader.assessed_on(network),
        report=reader.report_status([network.id], desk.meta.as_of).get(network.id),
        actors=actors,
        missing=missing_kinds([actor.kind for actor in actors if actor.until is None]),
        deployments=reader.deployments(network),
        conventions=reader.local_conventions(network),
        reports=tuple(reversed(reader.expected_reports(network))),
        communes=reader.territories(reader.covered_communes(network)),
        stages=stages_,
        levels=levels,
        adapted=adapted,
        rates=rates,
        inside=_inside(desk, reader, network) if desk.audience is Audience.INTERNE else None,
    )


def missing_kinds(present: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of actors a network lacks, in words."""
    there = frozenset(present)
    return tuple(
        words for words, needed in zip(KIND_WORDS, NEEDED_KINDS, strict=True) if not needed & there
    )


def _figures(
    desk: Desk, subject: Subject, scope: Scope
) -> tuple[tuple[Stage, ...], tuple[DwellingLevel, ...], Figure, dict[str, Estimate]]:
    known = desk.catalogue.indicators
    wanted = [known[i] for _, i in STAGES if i] + [known[i] for i in (*RATES, *LEVEL_COSTS)]
    entities, period, public = subject.entities, scope.period, scope.public
    counts = counts_for(desk, wanted, entities, period, public)
    levels = dwelling_levels(desk, subject, scope, counts)
    rates = {i: estimate(desk, known[i], entities, period, public, counts) for i in RATES}
    adapted = measured(desk, counts, "dwellings_adapted", entities)
    return stages(desk, entities, scope, public, counts), levels, adapted, rates


# ------------------------------------------------------------------ inside the programme
def _inside(desk: Desk, reader: NetworkSheetReader, network: Network) -> Inside:
    changes = (_correction(desk, change) for change in reader.changes(network))
    return Inside(
        years=ladder(reader.funding(network), reader.needs(network)),
        secured_until=reader.secured_until([network.id]).get(network.id),
        corrections=tuple(changes),
        lessons=reader.lessons(network),
    )


def ladder(lines: Sequence[FundingLine], needs: Sequence[FundingNeed]) -> tuple[FundingYear, ...]:
    """Return the funding of each year by stage, beside what the year needs."""
    years = sorted({line.year for line in lines} | {need.starts_on.year for need in needs})
    return tuple(_year(year, lines, needs) for year in years)


def _year(year: int, lines: Sequence[FundingLine], needs: Sequence[FundingNeed]) -> FundingYear:
    own = [line for line in lines if line.year == year]
    amounts = {
        stage: sum(line.amount_eur for line in own if line.stage == stage) for stage in STEPS
    }
    needed = [need.amount_eur for need in needs if need.starts_on.year == year]
    in_kind = sum(line.amount_eur for line in own if line.form == "in_kind")
    return FundingYear(year, sum(needed) if needed else None, amounts, in_kind)


def _correction(desk: Desk, change: Change) -> Correction:
    shown = change.measure is None or not desk.is_guarded([change.measure])
    return Correction(
        change.changed_on,
        change.author,
        _subject_words(desk.catalogue, desk.reader.public_labels(), change),
        change.old if shown else None,
        change.new if shown else None,
        change.reason,
        change.simulated,
    )


def _subject_words(catalogue: Catalogue, publics: Mapping[str, str], change: Change) -> str:
    """Say which figure was corrected: « Heures d'aide à domicile, tous publics, 2026-07 »."""
    measure = catalogue.measures.get(change.measure or "")
    if measure is None:
        return change.subject or "fiche du réseau"
    public, month = change.subject.split("/")[1:3]
    return f"{measure.label}, {publics.get(public, public)}, {Month.parse(month).label}"
