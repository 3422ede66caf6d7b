"""What a pathway, a job, an adapted dwelling cost; euros per target tenant by territory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianes.access.masking import shown_count
from lianes.domain.month import Period
from lianes.domain.scope import Scope
from lianes.domain.territory import Territory
from lianes.metrics.masking import Audience
from lianes.metrics.unit_cost import UnitCost, unit_cost
from lianes.reading.desk import Desk, summed
from lianes.reading.funding import Funding, Line, covered
from lianes.reading.grants import departement_of
from lianes.reading.subject import find_subject
from lianes.reading.territory_context import JOB_SEEKERS, SENIORS, estimated_publics
from lianes.store.territory_reader import TerritoryReader

WORKS = "adaptation_cost"
RESULTS = {
    "pathways_started": "parcours lancé",
    "jobs_started": "prise d'emploi",
    "dwellings_adapted": "logement adapté (travaux)",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one kind of result; `state` says why there is none."""

    label: str
    found: UnitCost | None
    state: str


@dataclass(frozen=True, slots=True)
class PerTenant:
    """Secured euros of a département against its estimated target tenants."""

    territory: Territory
    secured: float | None
    seniors: float | None
    job_seekers: float | None

    @property
    def targets(self) -> float | None:
        """Both publics together; None when one is not estimated."""
        if self.seniors is None or self.job_seekers is None:
            return None
        return self.seniors + self.job_seekers

    @property
    def per_tenant(self) -> float | None:
        """Euros per target tenant."""
        if self.secured is None or not self.targets:
            return None
        return self.secured / self.targets


def covered_in(lines: Sequence[Line], period: Period) -> float:
    """Return what signed or paid lines cover in a period, by days."""
    return sum(covered(line, period.start.first_day, period.end.last_day) for line in lines)


def costs(desk: Desk, view: Funding, period: Period) -> tuple[Cost, ...]:
    """Return the cost of each kind of result over a period, as the audience may see it."""
    if view.masked:
        return tuple(Cost(label, None, "masqué") for label in RESULTS.values())
    secured = covered_in(view.lines, period)
    counts = desk.counts((*RESULTS, WORKS), view.subject.entities, period, "all")
    works = summed(counts, [WORKS], view.subject.entities)
    found = []
    for measure, label in RESULTS.items():
        count = summed(counts, [measure], view.subject.entities)
        shown = shown_count(count, desk.measures([measure]), desk.audience, desk.meta.thresholds)
        amount = secured if measure != "dwellings_adapted" else (works.value if works else None)
        if shown.value is None or amount is None:
            found.append(Cost(label, None, "masqué" if shown.state == "masked" else
                              "non renseigné"))  # fmt: skip
            continue
        cost = unit_cost(amount, round(shown.value))
        found.append(Cost(label, cost, "" if cost.value is not None else "trop peu pour conclure"))
    return tuple(found)


def per_tenant(
    desk: Desk, reader: TerritoryReader, view: Funding, lines: Sequence[Line], scope: Scope
) -> tuple[PerTenant, ...]:
    """Return the secured euros of each département of the networks, against its publics."""
    codes = sorted({departement_of(n.parents) for n in view.networks} - {""})
    by_place: dict[str, list[Line]] = {code: [] for code in codes}
    for line in lines:
        by_place[departement_of(line.network.parents)].append(line)
    hidden = desk.audience is Audience.EXTERNE
    found = []
    for place in reader.territories(codes):
        publics = _publics(reader, scope, place)
        amount = None if hidden else sum(
            line.amount for line in by_place[place.code] if line.stage in ("signed", "paid")
        )  # fmt: skip
        found.append(PerTenant(place, amount, publics.get(SENIORS), publics.get(JOB_SEEKERS)))
    return tuple(sorted(found, key=lambda row: row.territory.name))


def _publics(reader: TerritoryReader, scope: Scope, place: Territory) -> Mapping[str, float]:
    subject = find_subject(reader, scope.at(place.code))
    return {public.code: public.value for public in estimated_publics(reader, subject)}
