"""Accompanied housing: the pipeline of projects, publics, responses, dwellings against 10 000."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lianes.domain.programme import Programme
from lianes.domain.provenance import Source
from lianes.domain.territory import Territory
from lianes.reading.actor_scope import holds
from lianes.reading.programmes import programmes
from lianes.reading.sources import bibliography
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

PROGRAMME = "logements-accompagnes"
TARGET = "accompanied_dwellings"
STAGES = {
    "interested": "intéressé",
    "deposited": "déposé",
    "examined": "instruit",
    "selected": "retenu",
    "works": "en travaux",
    "open": "en service",
    "assessed": "évalué",
}
"""The pipeline in its order."""
RETAINED = frozenset({"selected", "works", "open", "assessed"})
_SAME = {"proposed": "deposited", "in_service": "open"}
"""Words that other forms use for the same stage."""


@dataclass(frozen=True, slots=True)
class Project:
    """One project of the call; None is not reported."""

    code: str
    name: str
    programme: str
    stage: str
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
    place: Territory
    source: Source
    simulated: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects of a scope beside what is published of the programme."""

    subject: Subject
    projects: tuple[Project, ...]
    regions: Mapping[str, Territory]
    responses: tuple[str, ...]
    published: Programme
    target: float | None

    def project(self, code: str) -> Project | None:
        """Return one project of the scope."""
        return next((p for p in self.projects if p.code == code), None)


def projects(reader: ActorReader, subject: Subject) -> Projects:
    """Read the projects whose commune lies in a scope."""
    rows, library = reader.projects(), bibliography(reader)
    places = {t.code: t for t in reader.territories({row["place"] for row in rows})}
    found = [_project(r, places[r["place"]], library.sources[r["source"]]) for r in rows]
    inside = tuple(p for p in found if holds(subject, p.place))
    regions = {c for p in inside for c in p.place.parents if c.startswith("REG-")}
    return Projects(
        subject,
        inside,
        {t.code: t for t in reader.territories(sorted(regions))},
        tuple(row["label"] for row in reader.response_kinds()),
        programmes(reader).programme(PROGRAMME),
        reader.published_target(TARGET),
    )


def _project(row: Mapping[str, Any], place: Territory, source: Source) -> Project:
    stage = _SAME.get(row["stage"], row["stage"])
    names = ("code", "name", "programme", "landlord", "landlord_name", "manager", "manager_name",
             "public", "public_label", "response", "dwellings")  # fmt: skip
    return Project(
        **{name: row[name] for name in names},
        stage=stage,
        priority=row["public_priority"],
        budget=row["budget_eur"],
        place=place,
        source=source,
        simulated=bool(row["simulated"]),
    )


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
