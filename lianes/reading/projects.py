"""Accompanied housing: the pipeline of projects, publics, responses, dwellings against 10 000."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianes.access.money import shows_money
from lianes.domain.programme import Programme
from lianes.domain.project import Stage
from lianes.domain.provenance import Source
from lianes.domain.territory import Territory
from lianes.metrics.figure import Figure
from lianes.metrics.masking import Audience
from lianes.reading.actor_scope import holds
from lianes.reading.programmes import programmes
from lianes.reading.sources import Bibliography, bibliography
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

PROGRAMME = "logements-accompagnes"
TARGET = "accompanied_dwellings"


@dataclass(frozen=True, slots=True)
class Project:
    """One project of the call; None is not reported, `budget` in euros."""

    id: int
    code: str
    name: str
    programme: str
    stage: Stage
    landlord: str | None
    landlord_name: str | None
    manager: str | None
    manager_name: str | None
    public: str | None
    public_label: str | None
    priority: str | None
    response: str | None
    dwellings: int | None
    budget: float | None
    opened_on: str | None
    place: Territory
    source: Source
    simulated: bool

    @property
    def is_open(self) -> bool:
        """Whether households live there."""
        return self.stage.is_open


@dataclass(frozen=True, slots=True)
class Decision:
    """What a steering body decided on a day, of one project or of the whole call."""

    project: str | None
    decided_on: str
    body: str
    text: str
    source: Source
    simulated: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects of a scope beside what is published of the programme.

    `outside`: the money of a project, which is that of its landlord, may not be shown.
    """

    subject: Subject
    projects: tuple[Project, ...]
    decisions: tuple[Decision, ...]
    outside: bool
    regions: Mapping[str, Territory]
    responses: tuple[str, ...]
    published: Programme
    target: float | None

    def budget_of(self, project: Project) -> Figure:
        """Return the budget of one project, which is its landlord's money: masked outside."""
        if project.budget is None:
            return Figure.not_reported()
        return Figure.masked() if self.outside else Figure.measured(project.budget)

    def budget(self, found: Sequence[Project]) -> Figure:
        """Return the budgets of some projects added up, as the rule of money lets them be shown."""
        known = [p.budget for p in found if p.budget is not None]
        if not known:
            return Figure.not_reported()
        given = [("budget", p.landlord, p.budget or 0.0) for p in found]
        audience = Audience.EXTERNE if self.outside else Audience.INTERNE
        whole = self.subject.is_national and len(found) == len(self.projects)
        shown = shows_money(audience, given, whole=whole)
        return Figure.measured(sum(known)) if shown else Figure.masked()

    def project(self, code: str) -> Project | None:
        """Return one project of the scope."""
        return next((p for p in self.projects if p.code == code), None)


def projects(reader: ActorReader, subject: Subject, audience: Audience) -> Projects:
    """Read the projects whose commune lies in a scope, and what was decided of them."""
    rows, library = reader.projects(), bibliography(reader)
    places = {t.code: t for t in reader.territories({row["place"] for row in rows})}
    found = [_project(r, places[r["place"]], library.sources[r["source"]]) for r in rows]
    inside = tuple(p for p in found if holds(subject, p.place))
    regions = {c for p in inside for c in p.place.parents if c.startswith("REG-")}
    return Projects(
        subject,
        inside,
        _decisions(reader, inside, library),
        audience is Audience.EXTERNE,
        {t.code: t for t in reader.territories(sorted(regions))},
        tuple(row["label"] for row in reader.response_kinds()),
        programmes(reader).programme(PROGRAMME),
        reader.published_target(TARGET),
    )


def _project(row: Mapping[str, Any], place: Territory, source: Source) -> Project:
    names = ("id", "code", "name", "programme", "landlord", "landlord_name", "manager",
             "manager_name", "public", "public_label", "response", "dwellings",
             "opened_on")  # fmt: skip
    return Project(
        **{name: row[name] for name in names},
        stage=Stage(row["stage"]),
        priority=row["public_priority"],
        budget=row["budget_eur"],
        place=place,
        source=source,
        simulated=bool(row["simulated"]),
    )


def _decisions(
    reader: ActorReader, inside: Sequence[Project], library: Bibliography
) -> tuple[Decision, ...]:
    """Return what was decided of the projects of a scope, and of the whole call, latest first."""
    codes = {p.id: p.code for p in inside}
    return tuple(
        Decision(codes.get(row["project_id"]), row["decided_on"], row["body"], row["text"],
                 library.sources[row["source"]], bool(row["simulated"]))
        for row in reader.facts("decision", "decided_on DESC, id")
        if row["programme"] == PROGRAMME
        and (row["project_id"] is None or row["project_id"] in codes)
    )  # fmt: skip


def kept(
    found: Iterable[Project], *, stage: str | None, public: str | None, response: str | None,
    programme: str | None,
) -> tuple[Project, ...]:  # fmt: skip
    """Return the projects of a stage, a public, a response and a programme; None keeps all."""
    return tuple(
        p
        for p in found
        if stage in (None, p.stage)
        and public in (None, p.public)
        and response in (None, p.response)
        and programme in (None, p.programme)
    )


def dwellings(found: Iterable[Project]) -> int:
    """Add the dwellings of some projects; one that did not say counts for none."""
    return sum(p.dwellings or 0 for p in found)


def tally(
    found: Iterable[Project], key: Callable[[Project], str | None]
) -> dict[str | None, tuple[int, int]]:
    """Count projects and their dwellings by any key."""
    table: dict[str | None, tuple[int, int]] = {}
    for project in found:
        count, homes = table.get(key(project), (0, 0))
        table[key(project)] = (count + 1, homes + (project.dwellings or 0))
    return table


def region_of(project: Project) -> str | None:
    """Return the code of a project's région."""
    return next((c for c in project.place.parents if c.startswith("REG-")), None)
