"""Cached reads of the pages of actors: keyed by the store's version, the scope, the audience."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.reading.bonds import Engaged
from lianes.reading.bonds import engaged as read_engaged
from lianes.reading.conventions import Agreement, Agreements, every_agreement
from lianes.reading.conventions import conventions as read_agreements
from lianes.reading.desk import Desk
from lianes.reading.directory import Directory, Partner, every_partner
from lianes.reading.directory import directory as read_directory
from lianes.reading.funding import Funding, Line
from lianes.reading.funding import funding as read_funding
from lianes.reading.grants import Answer, Fund, answer, candidates
from lianes.reading.grants import funds as read_funds
from lianes.reading.lessons import Lessons
from lianes.reading.lessons import lessons as read_lessons
from lianes.reading.lessons import search as read_search
from lianes.reading.project_results import Results
from lianes.reading.project_results import results as read_results
from lianes.reading.projects import Project, Projects
from lianes.reading.projects import projects as read_projects
from lianes.reading.solutions import Solutions
from lianes.reading.solutions import solutions as read_solutions
from lianes.reading.spread import Around, Next, next_places
from lianes.reading.subject import Subject, find_subject
from lianes.reading.unit_costs import Cost, PerTenant
from lianes.reading.unit_costs import costs as read_costs
from lianes.reading.unit_costs import per_tenant as read_per_tenant
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader
from lianes.ui.kept import kept
from lianes.ui.reads import catalogue, desk_of


@contextmanager
def open_actors(path: Path, audience: Audience) -> Iterator[tuple[Desk, ActorReader]]:
    """Open the store for a reading of partners, money, solutions, projects or lessons."""
    with reading(path) as connection:
        reader = ActorReader(connection)
        yield desk_of(reader, audience), reader


# ------------------------------------------------------------------ the whole store, read once
@kept(2)
def _every_agreement(path: Path) -> tuple[Agreement, ...]:
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return every_agreement(reader)


@kept(4)
def _every_partner(path: Path, audience: Audience) -> tuple[Partner, ...]:
    with open_actors(path, audience) as (desk, reader):
        return every_partner(desk, reader, _every_agreement())


@kept(4)
def _around(path: Path, audience: Audience) -> Around:
    with open_actors(path, audience) as (desk, reader):
        agreements = _every_agreement()
        return Around(desk, reader, agreements, _every_partner(audience))


# ------------------------------------------------------------------ partners and conventions
@kept(64)
def directory_of(path: Path, scope: Scope, audience: Audience) -> Directory:
    """Return the partners of a scope as an audience may see them."""
    with open_actors(path, audience) as (_, reader):
        found = _every_partner(audience)
        return read_directory(reader, find_subject(reader, scope), found)


@kept(64)
def engaged_of(path: Path, scope: Scope, audience: Audience) -> tuple[Engaged, ...]:
    """Return how many landlords and employers act in each territory of a scope."""
    with open_actors(path, audience) as (_, reader):
        return read_engaged(reader, directory_of(scope, audience))


@kept(64)
def agreements_of(path: Path, scope: Scope) -> Agreements:
    """Return the conventions of a scope; nothing in them depends on the audience."""
    with open_actors(path, Audience.INTERNE) as (desk, reader):
        found = _every_agreement()
        return read_agreements(reader, find_subject(reader, scope), desk.meta.as_of, found)


# ------------------------------------------------------------------ money
@kept(64)
def funding_of(path: Path, scope: Scope, audience: Audience) -> Funding:
    """Return the money of a scope as an audience may see it."""
    with open_actors(path, audience) as (desk, reader):
        return read_funding(desk, reader, find_subject(reader, scope))


@kept(4)
def funds(path: Path) -> tuple[Fund, ...]:
    """Return the catalogue of funds with their rules."""
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_funds(reader)


Asks = dict[int, dict[str, Answer]]


@kept(64)
def asks_of(path: Path, scope: Scope, audience: Audience) -> Asks:
    """Return what the rule of each fund says of each active network of a scope."""
    with open_actors(path, audience) as (desk, _):
        found = candidates(desk, funding_of(scope, audience).active)
    known = [fund.id for fund in funds()]
    return {n: {fund: answer(fund, one) for fund in known} for n, one in found.items()}


@kept(64)
def costs_of(path: Path, scope: Scope, audience: Audience) -> tuple[Cost, ...]:
    """Return the unit costs of a scope as an audience may see them."""
    with open_actors(path, audience) as (desk, _):
        return read_costs(desk, funding_of(scope, audience), scope.period)


@kept(64)
def _per_tenant(
    path: Path, scope: Scope, audience: Audience, ids: frozenset[int]
) -> tuple[PerTenant, ...]:
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        desk = desk_of(reader, audience)
        view = funding_of(scope, audience)
        lines = [line for line in view.lines if line.id in ids]
        return read_per_tenant(desk, reader, view, lines, scope)


def per_tenant_of(
    scope: Scope, audience: Audience, lines: tuple[Line, ...]
) -> tuple[PerTenant, ...]:
    """Return the euros of some lines per target tenant, by département."""
    ids = frozenset(line.id for line in lines)
    return _per_tenant(scope, audience, ids)


@kept(64)
def _places(path: Path, codes: tuple[str, ...]) -> dict[str, Territory]:
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return {place.code: place for place in reader.territories(codes)}


def places_of(codes: tuple[str, ...]) -> dict[str, Territory]:
    """Return territories by code."""
    return _places(tuple(sorted(codes)))


# ------------------------------------------------------------------ lessons
@kept(64)
def lessons_of(path: Path, scope: Scope, audience: Audience) -> Lessons:
    """Return what the networks of a scope learnt, and the events."""
    with reading(path) as connection:
        reader = ActorReader(connection)
        desk = desk_of(reader, audience)
        found = _every_agreement()
        return read_lessons(desk, reader, TerritoryReader(connection), scope, found)


@kept(128)
def search(path: Path, words: str) -> tuple[frozenset[int], frozenset[str]]:
    """Return the ids of the lessons and events that hold every word."""
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_search(reader, words)


# ------------------------------------------------------------------ solutions
@kept(64)
def solutions_of(path: Path, scope: Scope) -> Solutions:
    """Return the solutions and where they run; nothing in them depends on the audience."""
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_solutions(reader, find_subject(reader, scope))


@kept(64)
def next_places_of(
    path: Path, scope: Scope, audience: Audience, identifier: str
) -> tuple[Next, ...]:
    """Return where a solution could go next inside a scope."""
    solution = solutions_of(scope).solution(identifier)
    if solution is None:
        return ()
    around = _around(audience)
    with open_actors(path, audience) as (_, reader):
        return next_places(reader, find_subject(reader, scope), solution, around)


# ------------------------------------------------------------------ projects
@kept(64)
def projects_of(path: Path, scope: Scope, audience: Audience) -> Projects:
    """Return the projects of a scope as an audience may see them."""
    with open_actors(path, audience) as (_, reader):
        return read_projects(reader, find_subject(reader, scope), audience)


@kept(64)
def results_of(
    path: Path, scope: Scope, audience: Audience, found: tuple[Project, ...]
) -> Results | None:
    """Return what some projects of a scope report, None when none is in service."""
    of_projects = catalogue().projects
    if of_projects is None:
        return None
    with open_actors(path, audience) as (desk, _):
        view = projects_of(scope, audience)
        return read_results(replace(desk, catalogue=of_projects), view, found, scope.period)


@kept(64)
def _inside(path: Path, parents: tuple[Territory, ...], level: Level) -> tuple[Territory, ...]:
    with open_actors(path, Audience.INTERNE) as (_, reader):
        found = [[p] if p.level is level else reader.children(p, level) for p in parents]
        return tuple(place for places in found for place in places)


def places_inside(subject: Subject, level: Level) -> tuple[Territory, ...]:
    """Return the territories of a level inside a subject, or the subject's own."""
    return _inside(subject.territories, level)
