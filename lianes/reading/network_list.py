"""The list of local networks inside a scope: filtered, sorted, paged; never ranked by a rate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lianes.domain.catalogue import Indicator
from lianes.domain.french import alphabetical
from lianes.domain.network import Network, Stage
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.proportion import Z998
from lianes.metrics.verdict import Verdict
from lianes.reading.coordination import NEEDED_KINDS
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate, used_measures
from lianes.reading.goals import Goal, network_goals
from lianes.reading.monthly import Monthly, cumulated
from lianes.reading.subject import Subject, find_subject
from lianes.reading.watch import EXITS
from lianes.store.reader import Entity, ReportStatus

PAGE = 60
JOBS = "jobs_started"
VOLUMES = {"seniors": "seniors_supported"}
"""The volume shown for a public; jobs for the others."""
KIND_WORDS = ("bailleur", "association d'insertion", "service social", "employeur")
"""The words of `NEEDED_KINDS`, in their order."""


class Sort(StrEnum):
    """Ways to sort, by the name they have in the URL; none of them is a rate."""

    NAME = "nom"
    CODE = "code"
    OPENED = "ouverture"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class Line:
    """One network of the list. `kinds` says of each needed kind of actor whether one is at work.

    `landlords` are the names of those at work.
    """

    network: Network
    departement: str
    volume: Estimate
    exits: Estimate
    goal: Goal | None
    planned: float | None
    report: ReportStatus | None
    active: bool
    kinds: tuple[bool, ...]
    landlords: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether an active network owes a report; a closed one is not late."""
        return self.active and self.report is not None and self.report.months_late > 0

    @property
    def is_complete(self) -> bool:
        """Whether every kind of actor it needs is at work."""
        return all(self.kinds)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of actors it lacks, in words."""
        return tuple(w for w, there in zip(KIND_WORDS, self.kinds, strict=True) if not there)


@dataclass(frozen=True, slots=True)
class Networks:
    """Every network of a scope, before filters."""

    subject: Subject
    scope: Scope
    indicator: Indicator
    lines: tuple[Line, ...]
    as_of: date


LANDLORD = "bailleur"
Test = Callable[[Line], bool]


def _of_stage(stage: Stage) -> Test:
    return lambda line: line.network.stage is stage


def _judged(verdict: Verdict) -> Test:
    return lambda line: line.exits.verdict is verdict


_JUDGED = (Verdict.BELOW, Verdict.COMPARABLE, Verdict.ABOVE, Verdict.TOO_FEW)
FILTERS: Mapping[str, Mapping[str, Test]] = {
    "etape": {stage.value: _of_stage(stage) for stage in Stage},
    "retard": {
        "oui": lambda line: line.is_late,
        "non": lambda line: line.active and not line.is_late,
    },
    "ecart": {verdict.value: _judged(verdict) for verdict in _JUDGED},
    "complet": {
        "oui": lambda line: line.active and line.is_complete,
        "non": lambda line: line.active and not line.is_complete,
    },
    "bailleur": {"oui": lambda line: line.kinds[0], "non": lambda line: not line.kinds[0]},
}
"""The filters by their names in the URL, and the values each knows."""


def networks(desk: Desk, scope: Scope) -> Networks:
    """Read every network of a scope; raises UnknownTerritory or UnknownNetwork."""
    subject = find_subject(desk.reader, scope)
    found = desk.reader.networks(subject.entities)
    indicator = desk.catalogue.indicators[VOLUMES.get(scope.public, JOBS)]
    return Networks(
        subject, scope, indicator, _lines(desk, scope, found, indicator), desk.meta.as_of
    )


def _lines(
    desk: Desk, scope: Scope, found: Sequence[Network], indicator: Indicator
) -> tuple[Line, ...]:
    ids, as_of = [network.id for network in found], desk.meta.as_of
    entities: list[Entity] = [(Level.NETWORK, identifier) for identifier in ids]
    exits = desk.catalogue.indicators[EXITS]
    period, public = scope.period, scope.public
    counts = counts_for(desk, [indicator, exits], entities, period, public)
    goals = _goals(desk, scope, found, indicator)
    reports = desk.reader.report_status(ids, as_of)
    kinds = desk.reader.actor_kinds(ids, as_of)
    landlords = desk.reader.landlords(ids, as_of)
    places = _departements(desk, found)
    return tuple(
        Line(
            network=network,
            departement=next((places[c] for c in network.parents if c in places), ""),
            volume=estimate(desk, indicator, [entity], period, public, counts),
            exits=estimate(desk, exits, [entity], period, public, counts, z=Z998),
            goal=goals.get(network.id),
            planned=_planned(goals.get(network.id), scope),
            report=reports.get(network.id),
            active=network.is_active(as_of),
            kinds=tuple(
                bool(needed & kinds.get(network.id, frozenset())) for needed in NEEDED_KINDS
            ),
            landlords=landlords.get(network.id, ()),
        )
        for network, entity in zip(found, entities, strict=True)
    )


Curves = Mapping[str, Monthly]


def curves(desk: Desk, scope: Scope, lines: Sequence[Line]) -> Curves:
    """Read the volume of some networks month by month, by their codes."""
    if not lines:
        return {}
    indicator = lines[0].volume.indicator
    entities: list[Entity] = [(Level.NETWORK, line.network.id) for line in lines]
    used = used_measures([indicator])
    series = desk.series(entities, used, scope.public, scope.period.end)
    return {
        line.network.code: cumulated(desk, indicator, series, [entity], scope.period)
        for line, entity in zip(lines, entities, strict=True)
    }


def _goals(
    desk: Desk, scope: Scope, found: Sequence[Network], indicator: Indicator
) -> Mapping[int, Goal]:
    """Return the networks' goals; none for a part of the time or of the public (see `goals`)."""
    first = desk.meta.first_month
    whole = first is not None and scope.period.start <= first and scope.public == "all"
    return network_goals(desk, found, indicator.id) if whole else {}


def _planned(goal: Goal | None, scope: Scope) -> float | None:
    return goal.plan.at(scope.period.end) if goal and goal.plan else None


def _departements(desk: Desk, found: Sequence[Network]) -> dict[str, str]:
    codes = {code for n in found for code in n.parents if code.startswith("DEP-")}
    return {place.code: place.name for place in desk.reader.territories(sorted(codes))}


# ------------------------------------------------------------------ what the reader chose
def kept(lines: Sequence[Line], chosen: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines that pass every filter chosen (name → value); unknown values pass all.

    The landlord may be chosen by name.
    """
    tests = [FILTERS[name][value] for name, value in chosen.items() if value in FILTERS[name]]
    landlord = chosen.get(LANDLORD, "")
    if landlord in landlords_of(lines):
        tests.append(lambda line: landlord in line.landlords)
    return tuple(line for line in lines if all(test(line) for test in tests))


def landlords_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return every landlord at work in some lines, by name."""
    return tuple(sorted({name for line in lines for name in line.landlords}, key=alphabetical))


def sorted_by(lines: Sequence[Line], sort: Sort) -> tuple[Line, ...]:
    """Sort by name, code, opening date (not opened last) or volume (the largest first)."""
    return tuple(sorted(lines, key=_KEYS[sort]))


_KEYS: Mapping[Sort, Callable[[Line], Any]] = {
    Sort.NAME: lambda line: (alphabetical(line.network.seat_name), line.network.code),
    Sort.CODE: lambda line: line.network.code,
    Sort.OPENED: lambda line: (line.network.opened_on or date.max, line.network.code),
    Sort.VOLUME: lambda line: (-(line.volume.figure.value or -1), line.network.code),
}


def page_of(lines: Sequence[Line], number: int) -> tuple[Line, ...]:
    """Return one page of the list, from 1."""
    return tuple(lines[(number - 1) * PAGE : number * PAGE])


def pages(lines: Sequence[Line]) -> int:
    """Return how many pages the lines make, at least one."""
    return max(1, -(-len(lines) // PAGE))
